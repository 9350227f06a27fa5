"""Make an `Edition` of an edition's tables, and name every mistake in them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar

from app.domain.errors import Flaw, RefusedData
from app.domain.law.examination import VALIDITY, Examination, NoticeTrigger, PermitTerms, PermitTest, Slot
from app.domain.law.origin import BEST_OF_KIND, CONFIDENCES
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.law.reference import Reference
from app.domain.law.rulebook import (
    Approval,
    Commitment,
    Definition,
    Edition,
    EditionHeading,
    Ground,
    Judgement,
    Notice,
    Rule,
    Section,
    Source,
    UnverifiedPoint,
)
from app.storage.editions.edition_checks import flaws_of_whole
from app.storage.editions.edition_files import KINDS_OF_EXAMINATION, EditionTables, sha256_of
from app.storage.editions.examination_entries import permit_of, permit_test_of, slot_of, trigger_of
from app.storage.editions.fact_parser import FactParser
from app.storage.editions.guideline_parser import flaws_of_guideline, sentence_of
from app.storage.editions.laid_beside import judgement_of
from app.storage.editions.parsing import Parsing, day_of, place_of, text_of, values_of

_SIGN_OFFS = ("finding", "meeting", "each", "permit")

_Entry = TypeVar("_Entry")


class ParsedEdition(NamedTuple):
    """The edition and every flaw of it; an edition with flaws is never used."""

    edition: Edition
    flaws: tuple[Flaw, ...]


def parse_edition(tables: EditionTables, reference: Reference, content: bytes | None = None) -> ParsedEdition:
    """The edition that `tables` describe, and its flaws. `content` is its canonical form, where that is at hand."""
    parsing = Parsing(tables, reference)
    edition = _Parser(parsing).edition(sha256_of(tables.canonical() if content is None else content))
    flaws = (*tables.flaws, *parsing.flaws)
    # A condition that is left out for a mistake would make mistakes elsewhere: facts without use, and the like.
    flaws = flaws or tuple(flaws_of_whole(edition, tables)) or tuple(flaws_of_guideline(edition, tables))
    return ParsedEdition(edition, flaws)


def faultless_edition(tables: EditionTables, reference: Reference, content: bytes, label: str) -> Edition:
    """The edition that `tables` describe, if it has no flaw; else `RefusedData` under the label, with all of them."""
    edition, flaws = parse_edition(tables, reference, content)
    if flaws:
        raise RefusedData(label, flaws)
    return edition


class _Parser:
    """Makes an edition of the entries that are being parsed."""

    def __init__(self, parsing: Parsing) -> None:
        self.parsing = parsing
        self.entries = parsing.entries

    def edition(self, sha256: str) -> Edition:
        risk_exceptions = self.parsing.heading.get("risk_exception", {})
        return Edition(
            heading=self._heading(self.parsing.heading),
            sections=self._each("section", self._section),
            facts=self._each("fact", FactParser(self.parsing).fact),
            definitions=self._each("definition", self._definition),
            grounds=self._each("ground", self._ground),
            rules=self._each("rule", self._rule),
            approvals=self._each("approval", self._approval),
            notices=self._each("notice", self._notice),
            commitments=self._each("commitment", self._commitment),
            sources=self._each("source", self._source),
            points=self._each("unverified", self._point),
            risk_exceptions={fact: text_of(says) for fact, says in risk_exceptions.items()},
            sha256=sha256,
            sentences=self._each("sentence", partial(sentence_of, self.parsing)),
            judgements=self._each("judgement", self._judgement),
            examination=self._examination(),
        )

    def _each(self, kind: str, make: Callable[[str, dict[str, Any]], _Entry]) -> tuple[_Entry, ...]:
        return tuple(make(entry_id, entry) for entry_id, entry in self.entries[kind].items())

    # What each kind of entry is made of.

    def _heading(self, heading: dict[str, Any]) -> EditionHeading:
        return EditionHeading(
            id=heading.get("id", ""),
            in_force_from=day_of(heading.get("in_force_from")) or date.min,
            title=text_of(heading.get("title")),
            authority=text_of(heading.get("authority")),
            summary=text_of(heading.get("summary")),
            origin=self.parsing.origin("", "", heading),
        )

    def _section(self, key: str, entry: dict[str, Any]) -> Section:
        return Section(key, text_of(entry.get("label")))

    def _definition(self, key: str, entry: dict[str, Any]) -> Definition:
        condition = self.parsing.condition("definition", key, "when", entry.get("when"))
        return Definition(key, text_of(entry.get("label")), condition, self.parsing.origin("definition", key, entry))

    def _ground(self, key: str, entry: dict[str, Any]) -> Ground:
        return Ground(paragraph=entry.get("paragraph") or None, **self._common("ground", key, entry))

    def _rule(self, key: str, entry: dict[str, Any]) -> Rule:
        given = tuple(outcome.value for outcome in Outcome if outcome not in (Outcome.ELIGIBLE, Outcome.UNDETERMINED))
        then = self.parsing.member("rule", key, "then", entry.get("then"), given)
        if entry.get("confidence") == "UNV" and then not in (None, Outcome.REFER.value):
            self.parsing.flaw("rule", key, "confidence", "An unpublished rule (UNV) can only give “refer”.")
        return Rule(
            then=Outcome(then or "refer"),
            paragraph=entry.get("paragraph") or None,
            yields_to=tuple(entry.get("yields_to", ())),
            **self._common("rule", key, entry),
        )

    def _approval(self, key: str, entry: dict[str, Any]) -> Approval:
        bodies, signatories = (self._bodies(key, name, entry) for name in ("bodies", "signatories"))
        sign_off = self._sign_off(key, entry)
        if "each" in sign_off.values() and "signatories" not in entry:
            self.parsing.flaw("approval", key, "signatories", "Where each signs off, “signatories” has to name them.")
        return Approval(
            bodies=bodies,
            sign_off=sign_off,
            signatories=signatories,
            paragraph=entry.get("paragraph") or None,
            **self._common("approval", key, entry),
        )

    def _bodies(self, key: str, name: str, entry: dict[str, Any]) -> tuple[str, ...]:
        named = tuple(entry.get(name, ()))
        if name in entry and not named:
            self.parsing.flaw("approval", key, name, "“{key}” names nobody.", key=name)
        for body in named:
            self.parsing.member("approval", key, name, body, tuple(self.parsing.reference.bodies))
        return named

    def _sign_off(self, key: str, entry: dict[str, Any]) -> dict[Outcome, str]:
        """How the step is signed off for each open outcome; written is one way for all, or one for each."""
        written = entry.get("sign_off")
        open_codes = tuple(outcome.value for outcome in OPEN_OUTCOMES)
        by_outcome = written if isinstance(written, dict) else dict.fromkeys(open_codes, written)
        for code in by_outcome:
            self.parsing.member("approval", key, "sign_off", code, open_codes)
        for code in open_codes:
            if code not in by_outcome:
                self.parsing.flaw(
                    "approval",
                    key,
                    "sign_off",
                    "“sign_off” does not say how it is done where the outcome is “{outcome}”.",
                    outcome=code,
                )
        ways = {
            code: self.parsing.member("approval", key, "sign_off", way, _SIGN_OFFS) for code, way in by_outcome.items()
        }
        return {outcome: ways.get(outcome.value) or "" for outcome in OPEN_OUTCOMES}

    def _notice(self, key: str, entry: dict[str, Any]) -> Notice:
        return Notice(**self._common("notice", key, entry))

    def _commitment(self, key: str, entry: dict[str, Any]) -> Commitment:
        return Commitment(binding=entry.get("binding") is True, **self._common("commitment", key, entry))

    def _source(self, key: str, entry: dict[str, Any]) -> Source:
        confidence = self.parsing.member("source", key, "confidence", entry.get("confidence"), CONFIDENCES)
        kind = self.parsing.member("source", key, "kind", entry.get("kind"), tuple(BEST_OF_KIND))
        title, reference = text_of(entry.get("title")), place_of(entry.get("reference"))
        return Source(key, title, confidence or "", day_of(entry.get("date")), reference, kind or "")

    def _point(self, key: str, entry: dict[str, Any]) -> UnverifiedPoint:
        return UnverifiedPoint(key, text_of(entry.get("says")), text_of(entry.get("default")))

    def _judgement(self, key: str, entry: dict[str, Any]) -> Judgement:
        """Of a fact that is asked; the answers of which it holds are answers of that fact."""
        asked = {fact: written for fact, written in self.entries["fact"].items() if "derived" not in written}
        self.parsing.member("judgement", key, "says", key, tuple(asked))
        values = values_of(asked[key]) if key in asked else ()
        for value in entry.get("values", ()):
            self.parsing.member("judgement", key, "values", value, values)
        self.parsing.origin("judgement", key, entry)
        return judgement_of(key, entry)

    def _examination(self) -> Examination | None:
        """What the edition itself says of the procedure after a determination; None where it says nothing of it."""
        if not any(self.entries[kind] for kind in KINDS_OF_EXAMINATION):
            return None
        permits = self._each("permit", self._permit)
        return Examination(
            self.parsing.heading.get("id", ""),
            self._each("slot", self._slot),
            self._each("trigger", self._trigger),
            # Without one it is refused as a whole.
            permits[0] if permits else permit_of({}),
            self._each("test", self._test),
        )

    def _slot(self, key: str, entry: dict[str, Any]) -> Slot:
        if "/" in key:
            self.parsing.flaw("slot", key, "", "The name of a question of the examination has no “/” in it.")
        self.parsing.origin("slot", key, entry)
        return slot_of(key, entry, self.parsing.condition("slot", key, "when", entry.get("when")))

    def _trigger(self, key: str, entry: dict[str, Any]) -> NoticeTrigger:
        self.parsing.member("trigger", key, "", key, tuple(self.entries["notice"]))
        for step in entry.get("due_after", ()):
            self.parsing.member("trigger", key, "due_after", step, tuple(self.entries["approval"]))
        self.parsing.origin("trigger", key, entry)
        return trigger_of(key, entry)

    def _permit(self, key: str, entry: dict[str, Any]) -> PermitTerms:
        self.parsing.member("permit", key, "", key, (VALIDITY,))
        self.parsing.origin("permit", key, entry)
        return permit_of(entry)

    def _test(self, key: str, entry: dict[str, Any]) -> PermitTest:
        self.parsing.origin("test", key, entry)
        return permit_test_of(key, entry)

    def _common(self, kind: str, key: str, entry: dict[str, Any]) -> dict[str, Any]:
        """What every kind of `Entry` is made of, by the names of its fields."""
        return {
            "id": key,
            "when": self.parsing.condition(kind, key, "when", entry.get("when")),
            "label": text_of(entry.get("label")),
            "says": text_of(entry.get("says")),
            "origin": self.parsing.origin(kind, key, entry),
            "cites": tuple(entry.get("cites", ())),
        }
