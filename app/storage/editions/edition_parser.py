"""Make an `Edition` of an edition's tables, and name every mistake in them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar

from app.domain.errors import Flaw
from app.domain.law.conditions import Condition
from app.domain.law.confidence import CONFIDENCES
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.law.reference import Reference
from app.domain.law.rulebook import (
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
from app.domain.law.texts import Text
from app.storage.editions.edition_checks import flaws_of_whole
from app.storage.editions.edition_files import EditionTables, sha256_of
from app.storage.editions.fact_parser import FactParser
from app.storage.editions.guideline_parser import flaws_of_guideline, sentence_of
from app.storage.editions.parsing import Parsing, day_of, place_of, text_of

_SIGN_OFFS = ("finding", "meeting", "each", "permit")

_Entry = TypeVar("_Entry")


class ParsedEdition(NamedTuple):
    """The edition and every flaw of it; an edition with flaws is never used."""

    edition: Edition
    flaws: tuple[Flaw, ...]


def parse_edition(tables: EditionTables, reference: Reference, content: bytes | None = None) -> ParsedEdition:
    """The edition that `tables` describe. `content` is its canonical form, where that is at hand already."""
    parsing = Parsing(tables, reference)
    edition = _Parser(parsing).edition(sha256_of(tables.canonical() if content is None else content))
    flaws = (*tables.flaws, *parsing.flaws)
    # A condition that is left out for a mistake would make mistakes elsewhere: facts without use, and the like.
    flaws = flaws or tuple(flaws_of_whole(edition, tables)) or tuple(flaws_of_guideline(edition, tables))
    return ParsedEdition(edition, flaws)


class _Parser:
    """Makes an edition of the entries that are being parsed."""

    def __init__(self, parsing: Parsing) -> None:
        self.parsing = parsing
        self.entries = parsing.entries

    def edition(self, sha256: str) -> Edition:
        return Edition(
            self._heading(self.parsing.heading),
            self._each("section", self._section),
            self._each("fact", FactParser(self.parsing).fact),
            self._each("definition", self._definition),
            self._each("ground", self._ground),
            self._each("rule", self._rule),
            self._each("approval", self._approval),
            self._each("notice", self._notice),
            self._each("commitment", self._commitment),
            self._each("source", self._source),
            self._each("unverified", self._point),
            {key: text_of(says) for key, says in self.parsing.heading.get("risk_exception", {}).items()},
            sha256,
            self._each("sentence", partial(sentence_of, self.parsing)),
        )

    def _each(self, kind: str, make: Callable[[str, dict[str, Any]], _Entry]) -> tuple[_Entry, ...]:
        return tuple(make(entry_id, entry) for entry_id, entry in self.entries[kind].items())

    # What each kind of entry is made of.

    def _heading(self, heading: dict[str, Any]) -> EditionHeading:
        return EditionHeading(
            heading.get("id", ""),
            day_of(heading.get("in_force_from")) or date.min,
            text_of(heading.get("title")),
            text_of(heading.get("authority")),
            text_of(heading.get("summary")),
            *self.parsing.origin("", "", heading),
        )

    def _section(self, key: str, entry: dict[str, Any]) -> Section:
        return Section(key, text_of(entry.get("label")))

    def _definition(self, key: str, entry: dict[str, Any]) -> Definition:
        condition = self.parsing.condition("definition", key, "when", entry.get("when"))
        return Definition(key, text_of(entry.get("label")), condition, *self.parsing.origin("definition", key, entry))

    def _ground(self, key: str, entry: dict[str, Any]) -> Ground:
        common = self._common("ground", key, entry)
        origin = self.parsing.origin("ground", key, entry)
        return Ground(key, *common, entry.get("paragraph") or None, *origin, _cites(entry))

    def _rule(self, key: str, entry: dict[str, Any]) -> Rule:
        given = tuple(outcome.value for outcome in Outcome if outcome not in (Outcome.ELIGIBLE, Outcome.UNDETERMINED))
        then = self.parsing.member("rule", key, "then", entry.get("then"), given)
        if entry.get("confidence") == "UNV" and then not in (None, Outcome.REFER.value):
            self.parsing.flaw("rule", key, "confidence", "An unpublished rule (UNV) can only give “refer”.")
        when, label, says = self._common("rule", key, entry)
        return Rule(
            key,
            when,
            Outcome(then or "refer"),
            label,
            says,
            entry.get("paragraph") or None,
            *self.parsing.origin("rule", key, entry),
            tuple(entry.get("yields_to", ())),
            _cites(entry),
        )

    def _approval(self, key: str, entry: dict[str, Any]) -> Approval:
        bodies, signatories = (self._bodies(key, name, entry) for name in ("bodies", "signatories"))
        sign_off = self._sign_off(key, entry)
        if "each" in sign_off.values() and "signatories" not in entry:
            self.parsing.flaw("approval", key, "signatories", "Where each signs off, “signatories” has to name them.")
        when, label, says = self._common("approval", key, entry)
        return Approval(
            key,
            when,
            bodies,
            sign_off,
            signatories,
            label,
            says,
            entry.get("paragraph") or None,
            *self.parsing.origin("approval", key, entry),
            _cites(entry),
        )

    def _bodies(self, key: str, name: str, entry: dict[str, Any]) -> tuple[str, ...]:
        named = tuple(entry.get(name, ()))
        if name in entry and not named:
            self.parsing.flaw("approval", key, name, "“{key}” names nobody.", key=name)
        for body in named:
            self.parsing.member("approval", key, name, body, tuple(self.parsing.reference.bodies))
        return named

    def _sign_off(self, key: str, entry: dict[str, Any]) -> dict[Outcome, str]:
        """How the step is signed off: in one way, or by outcome."""
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
        origin = self.parsing.origin("notice", key, entry)
        return Notice(key, *self._common("notice", key, entry), *origin, _cites(entry))

    def _commitment(self, key: str, entry: dict[str, Any]) -> Commitment:
        when, label, says = self._common("commitment", key, entry)
        binding = entry.get("binding") is True
        origin = self.parsing.origin("commitment", key, entry)
        return Commitment(key, when, binding, label, says, *origin, _cites(entry))

    def _source(self, key: str, entry: dict[str, Any]) -> Source:
        confidence = self.parsing.member("source", key, "confidence", entry.get("confidence"), CONFIDENCES)
        title, reference = text_of(entry.get("title")), place_of(entry.get("reference"))
        return Source(key, title, confidence or "", day_of(entry.get("date")), reference)

    def _point(self, key: str, entry: dict[str, Any]) -> UnverifiedPoint:
        return UnverifiedPoint(key, text_of(entry.get("says")), text_of(entry.get("default")))

    # What several kinds have in common.

    def _common(self, kind: str, key: str, entry: dict[str, Any]) -> tuple[Condition, Text, Text]:
        condition = self.parsing.condition(kind, key, "when", entry.get("when"))
        return condition, text_of(entry.get("label")), text_of(entry.get("says"))


def _cites(entry: dict[str, Any]) -> tuple[str, ...]:
    return tuple(entry.get("cites", ()))
