"""Make an `Edition` of an edition's tables, and name every mistake in them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from app.domain.conditions import ALWAYS, All, Condition
from app.domain.errors import Flaw
from app.domain.facts import NO, YES, Choice, Fact, Kind, SameState, TableLookup
from app.domain.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.reference import IN_FORCE, NOT_IN_FORCE, UNCONFIRMED, Reference
from app.domain.rulebook import (
    CONFIDENCES,
    Approval,
    Commitment,
    Definition,
    Edition,
    EditionHeading,
    Ground,
    Notice,
    Rule,
    Section,
    Source,
    UnverifiedPoint,
)
from app.domain.texts import Text
from app.storage.condition_parser import ConditionParser
from app.storage.edition_checks import flaws_of_whole
from app.storage.edition_files import EditionTables, sha256_of

#: Of each kind of entry, the keys that have to be there and those that may be there.
_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "section": (("label",), ()),
    "fact": (
        ("section", "kind", "label", "sources", "confidence"),
        ("question", "why", "help", "values", "value", "labels", "applicable", "derived", "answerable")
        + ("risk", "alike", "unverified"),
    ),
    "definition": (("label", "when"), ("sources", "confidence", "unverified")),
    "ground": (("when", "label", "says", "sources", "confidence"), ("paragraph", "unverified")),
    "rule": (("when", "then", "label", "says", "sources", "confidence"), ("paragraph", "unverified", "yields_to")),
    "approval": (
        ("when", "bodies", "sign_off", "label", "says", "sources", "confidence"),
        ("signatories", "paragraph", "unverified"),
    ),
    "notice": (("when", "label", "says", "sources", "confidence"), ("paragraph", "unverified")),
    "commitment": (("when", "binding", "label", "says", "sources", "confidence"), ("paragraph", "unverified")),
    "source": (("title", "confidence"), ("date", "reference")),
    "unverified": (("says", "default"), ()),
}
_SIGN_OFFS = ("finding", "meeting", "each", "permit")
_TABLE_VALUES = {"agreements": (IN_FORCE, NOT_IN_FORCE, UNCONFIRMED)}
_NO_TEXT = Text("", "")

_Entry = TypeVar("_Entry")


class ParsedEdition(NamedTuple):
    """The edition and every flaw of it; an edition with flaws is never used."""

    edition: Edition
    flaws: tuple[Flaw, ...]


def parse_edition(tables: EditionTables, reference: Reference, content: bytes | None = None) -> ParsedEdition:
    """The edition that `tables` describe. `content` is its canonical form, where that is at hand already."""
    parser = _Parser(tables, reference)
    edition = parser.edition(sha256_of(tables.canonical() if content is None else content))
    return ParsedEdition(edition, (*tables.flaws, *parser.flaws, *flaws_of_whole(edition, tables)))


class _Parser:
    """One edition being parsed; mistakes are collected, and parsing goes on."""

    def __init__(self, tables: EditionTables, reference: Reference) -> None:
        self.tables = tables
        self.entries = tables.entries
        self.reference = reference
        self.flaws: list[Flaw] = []
        named = frozenset(key for kind in ("definition", "ground", "approval") for key in self.entries[kind])
        values = {key: _values_of(entry) for key, entry in self.entries["fact"].items()}
        states = frozenset(reference.countries)
        self.conditions = ConditionParser(values, named, tuple(self.entries["ground"]), states)

    def edition(self, sha256: str) -> Edition:
        heading = self.tables.heading
        return Edition(
            self._heading(heading),
            self._each("section", self._section),
            self._each("fact", self._fact),
            self._each("definition", self._definition),
            self._each("ground", self._ground),
            self._each("rule", self._rule),
            self._each("approval", self._approval),
            self._each("notice", self._notice),
            self._each("commitment", self._commitment),
            self._each("source", self._source),
            self._each("unverified", self._point),
            {
                key: self._text("", "", f"risk_exception.{key}", says)
                for key, says in heading.get("risk_exception", {}).items()
            },
            sha256,
        )

    def _each(self, kind: str, make: Callable[[str, dict[str, Any]], _Entry]) -> tuple[_Entry, ...]:
        needed, optional = _KEYS[kind]
        made = []
        for entry_id, entry in self.entries[kind].items():
            for key in entry:
                if key not in needed and key not in optional:
                    allowed = ", ".join((*needed, *optional))
                    self._flaw(
                        kind,
                        entry_id,
                        key,
                        "There is no key “{key}” here. The keys are: {allowed}.",
                        key=key,
                        allowed=allowed,
                    )
            for key in needed:
                if key not in entry:
                    self._flaw(kind, entry_id, key, "“{key}” is missing.", key=key)
            made.append(make(entry_id, entry))
        return tuple(made)

    def _flaw(self, kind: str, entry_id: str, key: str, template: str, /, **params: object) -> None:
        self.flaws.append(self.tables.flaw(kind, entry_id, key, template, **params))

    # What each kind of entry is made of.

    def _heading(self, heading: dict[str, Any]) -> EditionHeading:
        for key in ("id", "in_force_from", "title", "authority", "summary", "sources", "confidence"):
            if key not in heading:
                self._flaw("", "", key, "“{key}” is missing.", key=key)
        texts = [self._text("", "", key, heading.get(key, {})) for key in ("title", "authority", "summary")]
        return EditionHeading(
            str(heading.get("id", "")),
            self._date("", "", "in_force_from", heading.get("in_force_from")) or date.min,
            heading.get("builds_on"),
            texts[0],
            texts[1],
            texts[2],
            *self._origin("", "", heading),
        )

    def _section(self, key: str, entry: dict[str, Any]) -> Section:
        return Section(key, self._text("section", key, "label", entry.get("label")))

    def _fact(self, key: str, entry: dict[str, Any]) -> Fact:
        derived = self._derived(key, entry.get("derived"))
        values = _values_of(entry)
        self._member("fact", key, "section", entry.get("section"), tuple(self.entries["section"]))
        kind = self._member("fact", key, "kind", entry.get("kind"), tuple(kind.value for kind in Kind))
        if derived is None:
            for text in ("question", "why"):
                if text not in entry:
                    self._flaw("fact", key, text, "“{key}” is missing.", key=text)
        applicable = self._condition("fact", key, "applicable", entry.get("applicable", "always"))
        alike = tuple(tuple(group) for group in entry.get("alike", ()))
        for value in (*(value for group in alike for value in group), *([entry["risk"]] if "risk" in entry else [])):
            self._member("fact", key, "alike" if "alike" in entry else "risk", value, values)
        return Fact(
            key,
            str(entry.get("section", "")),
            Kind(kind or "identity"),
            values,
            self._text("fact", key, "label", entry.get("label")),
            self._optional_text("fact", key, "question", entry),
            self._optional_text("fact", key, "why", entry),
            self._optional_text("fact", key, "help", entry),
            self._choices(key, entry, values),
            *self._origin("fact", key, entry),
            applicable if derived is None else self._where_bases_apply(derived, applicable),
            derived,
            bool(entry.get("answerable", derived is None)),
            entry.get("labels"),
            entry.get("risk"),
            alike,
        )

    def _derived(self, key: str, written: Any) -> SameState | TableLookup | None:
        if written is None:
            return None
        states = [fact for fact, entry in self.entries["fact"].items() if entry.get("values") == "countries"]
        if isinstance(written, dict) and set(written) == {"same"}:
            pair = written["same"]
            if isinstance(pair, list) and len(pair) == 2 and all(fact in states for fact in pair):
                return SameState(pair[0], pair[1])
        elif isinstance(written, dict) and set(written) == {"table", "of"}:
            table, of = written["table"], written["of"]
            if table in _TABLE_VALUES and of in states:
                return TableLookup(table, of)
        self._flaw(
            "fact",
            key,
            "derived",
            "A fact is derived with same = [two facts that name states],"
            " or with table = “agreements” and of = a fact that names a state.",
        )
        return None

    def _where_bases_apply(self, derived: SameState | TableLookup, own: Condition) -> Condition:
        """A derived fact is applicable where the facts that it follows from are."""
        bases = (derived.left, derived.right) if isinstance(derived, SameState) else (derived.of,)
        written = [self.entries["fact"][base].get("applicable", "always") for base in bases]
        ignore: Callable[..., None] = lambda *_args, **_params: None  # noqa: E731  the base fact reports its own mistakes
        parts = [self.conditions.parse(condition, "", ignore) for condition in written]
        return All((*parts, own)) if own != ALWAYS else All(tuple(parts))

    def _choices(self, key: str, entry: dict[str, Any], values: tuple[str, ...]) -> tuple[Choice, ...]:
        written = entry.get("value", {})
        for value in written:
            self._member("fact", key, "value", value, values)
        table = entry.get("labels")
        if table is not None:
            self._member("fact", key, "labels", table, ("item_headings",))
        choices = []
        for value in values:
            if value in written:
                wording = dict(written[value])
                note = wording.pop("note", None)
                label = self._text("fact", key, f"value.{value}", wording)
                explained = None if note is None else self._text("fact", key, f"value.{value}.note", note)
                choices.append(Choice(value, label, explained))
            elif table is None or value not in self.reference.item_headings:
                self._flaw("fact", key, "value", "The value “{value}” has no label.", value=value)
        return tuple(choices)

    def _definition(self, key: str, entry: dict[str, Any]) -> Definition:
        label = self._text("definition", key, "label", entry.get("label"))
        condition = self._condition("definition", key, "when", entry.get("when"))
        return Definition(key, label, condition, *self._origin("definition", key, entry))

    def _ground(self, key: str, entry: dict[str, Any]) -> Ground:
        return Ground(
            key,
            *self._common("ground", key, entry),
            entry.get("paragraph") or None,
            *self._origin("ground", key, entry),
        )

    def _rule(self, key: str, entry: dict[str, Any]) -> Rule:
        given = tuple(outcome.value for outcome in Outcome if outcome not in (Outcome.ELIGIBLE, Outcome.UNDETERMINED))
        then = self._member("rule", key, "then", entry.get("then"), given)
        if entry.get("confidence") == "UNV" and then not in (None, Outcome.REFER.value):
            self._flaw("rule", key, "confidence", "An unpublished rule (UNV) can only give “refer”.")
        when, label, says = self._common("rule", key, entry)
        return Rule(
            key,
            when,
            Outcome(then or "refer"),
            label,
            says,
            entry.get("paragraph") or None,
            *self._origin("rule", key, entry),
            tuple(entry.get("yields_to", ())),
        )

    def _approval(self, key: str, entry: dict[str, Any]) -> Approval:
        when, label, says = self._common("approval", key, entry)
        written = entry.get("sign_off")
        by_outcome = written if isinstance(written, dict) else {outcome.value: written for outcome in OPEN_OUTCOMES}
        for outcome in OPEN_OUTCOMES:
            self._member("approval", key, "sign_off", by_outcome.get(outcome.value), _SIGN_OFFS)
        for list_key in ("bodies", "signatories"):
            for body in entry.get(list_key, ()):
                self._member("approval", key, list_key, body, tuple(self.reference.bodies))
        if "each" in by_outcome.values() and not entry.get("signatories"):
            self._flaw("approval", key, "signatories", "Where each signs off, “signatories” has to name them.")
        return Approval(
            key,
            when,
            tuple(entry.get("bodies", ())),
            {outcome: str(by_outcome.get(outcome.value)) for outcome in OPEN_OUTCOMES},
            tuple(entry.get("signatories", ())),
            label,
            says,
            entry.get("paragraph") or None,
            *self._origin("approval", key, entry),
        )

    def _notice(self, key: str, entry: dict[str, Any]) -> Notice:
        return Notice(key, *self._common("notice", key, entry), *self._origin("notice", key, entry))

    def _commitment(self, key: str, entry: dict[str, Any]) -> Commitment:
        when, label, says = self._common("commitment", key, entry)
        if not isinstance(entry.get("binding", True), bool):
            self._flaw("commitment", key, "binding", "“binding” has to be true or false.")
        return Commitment(key, when, entry.get("binding") is True, label, says, *self._origin("commitment", key, entry))

    def _source(self, key: str, entry: dict[str, Any]) -> Source:
        confidence = self._member("source", key, "confidence", entry.get("confidence"), CONFIDENCES)
        dated = self._date("source", key, "date", entry["date"]) if "date" in entry else None
        return Source(
            key, self._text("source", key, "title", entry.get("title")), confidence or "", dated, entry.get("reference")
        )

    def _point(self, key: str, entry: dict[str, Any]) -> UnverifiedPoint:
        return UnverifiedPoint(
            key,
            self._text("unverified", key, "says", entry.get("says")),
            self._text("unverified", key, "default", entry.get("default")),
        )

    # What several kinds have in common.

    def _common(self, kind: str, key: str, entry: dict[str, Any]) -> tuple[Condition, Text, Text]:
        condition = self._condition(kind, key, "when", entry.get("when"))
        label, says = (self._text(kind, key, name, entry.get(name)) for name in ("label", "says"))
        return condition, label, says

    def _condition(self, kind: str, key: str, name: str, written: Any) -> Condition:
        def complain(where: str, template: str, /, **params: object) -> None:
            self._flaw(kind, key, where, template, **params)

        return self.conditions.parse(written, name, complain) if written is not None else ALWAYS

    def _text(self, kind: str, key: str, name: str, written: Any) -> Text:
        if written is None:
            return _NO_TEXT  # reported as a missing key
        if not isinstance(written, dict):
            self._flaw(kind, key, name, "“{key}” needs a text in both languages: {key}.ja and {key}.en.", key=name)
            return _NO_TEXT
        for language in written:
            if language not in Text._fields and not (name.startswith("value.") and language == "note"):
                self._flaw(kind, key, name, "“{language}” is no language of a text: ja or en.", language=language)
        for language in Text._fields:
            text = written.get(language)
            if not isinstance(text, str) or not text.strip():
                self._flaw(kind, key, name, "The wording in “{language}” is missing.", language=language)
        return Text(str(written.get("ja", "")), str(written.get("en", "")))

    def _optional_text(self, kind: str, key: str, name: str, entry: dict[str, Any]) -> Text | None:
        return self._text(kind, key, name, entry[name]) if name in entry else None

    def _origin(self, kind: str, key: str, entry: dict[str, Any]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        sources = tuple(entry.get("sources", ()))
        if "sources" in entry and not sources:
            self._flaw(kind, key, "sources", "The entry has no source.")
        for source in sources:
            if source not in self.entries["source"]:
                self._flaw(kind, key, "sources", "There is no source “{id}”.", id=source)
        points = tuple(entry.get("unverified", ()))
        for point in points:
            if point not in self.entries["unverified"]:
                self._flaw(kind, key, "unverified", "There is no unverified point “{id}”.", id=point)
        confidence = self._member(kind, key, "confidence", entry.get("confidence"), CONFIDENCES)
        return sources, confidence or "", points

    def _member(self, kind: str, key: str, name: str, value: Any, allowed: tuple[str, ...]) -> str | None:
        if value is None or value in allowed:
            return value if isinstance(value, str) else None
        self._flaw(
            kind,
            key,
            name,
            "“{value}” is not allowed here. Allowed: {allowed}.",
            value=value,
            allowed=", ".join(allowed),
        )
        return None

    def _date(self, kind: str, key: str, name: str, written: Any) -> date | None:
        try:
            return date.fromisoformat(written)
        except (TypeError, ValueError):
            if written is not None:
                self._flaw(kind, key, name, "“{value}” is not a date (year-month-day).", value=written)
            return None


def _values_of(entry: dict[str, Any]) -> tuple[str, ...]:
    """The listed values of a fact; none for a fact that names a state."""
    written, derived = entry.get("values"), entry.get("derived")
    if isinstance(written, list):
        return tuple(str(value) for value in written)
    if written == "countries":
        return ()
    if isinstance(derived, dict) and "table" in derived:
        return _TABLE_VALUES.get(derived["table"], ())
    return (YES, NO)
