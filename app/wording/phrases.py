"""Codes of the domain as words: outcomes, results, ways to sign off, values of facts, conditions, flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.law.origin import OFFICIAL
from app.domain.law.outcomes import Outcome, Result
from app.domain.law.reference import MEETING
from app.domain.law.texts import Text
from app.wording.language import N_, Language, Words
from app.wording.paragraphs import paragraph_in

# A list of cases is shown without any edition.
if TYPE_CHECKING:
    from app.domain.decision.trace import TraceNode
    from app.domain.law.facts import Fact
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition, EditionHeading, Entry
    from app.domain.procedure.case_states import CaseState

_OUTCOMES = {
    Outcome.OUTSIDE_SCOPE: N_("Outside the Three Principles"),
    Outcome.BARRED: N_("Barred by principle 1 or statute"),
    Outcome.NOT_ELIGIBLE: N_("Not within the cases that may be permitted"),
    Outcome.REFER: N_("Not decided by published rules: refer"),
    Outcome.EXCEPTIONAL: N_("Special circumstances only"),
    Outcome.ELIGIBLE: N_("Within the cases that may be permitted: subject to strict examination"),
    Outcome.UNDETERMINED: N_("Not yet determined: facts missing"),
}
#: By the words that stand on record: whoever words a determination needs nothing of the register.
_CASE_STATES = {
    "draft": N_("Under examination"),
    "determined": N_("Determined"),
    "reviewed": N_("Reviewed"),
    "in_procedure": N_("In procedure"),
    "permit_recorded": N_("Permit recorded"),
    "refused": N_("Refused"),
    "reopened": N_("Reopened"),
    "withdrawn": N_("Withdrawn"),
    "closed": N_("Closed"),
}
_CONFIDENCES = {
    "OT": N_("Official text"),
    "OT*": N_("Official text (re-verify)"),
    "OS": N_("Official summary"),
    "R": N_("Reported"),
    "I": N_("Inference"),
    "UNV": N_("Unpublished"),
}
_CONFIDENCE_NOTES = {
    "OT": N_("The official text itself was read."),
    "OT*": N_("An official text exists; the detail has to be verified against it."),
    "OS": N_("An official summary was read, not the text itself."),
    "R": N_("Known from reporting of the adopted rule; the official text was not at hand."),
    "I": N_("Inferred by the authors of the rulebook from other sources."),
    "UNV": N_("Not published, or not found: an official answer is needed."),
}
_SIGN_OFFS = {
    "each": N_("Sign-off of each member"),
    "meeting": N_("Deliberation and decision of the meeting"),
    "finding": N_("Reasoned findings"),
    "permit": N_("Permit"),
}
_FLAGS = {
    "un_arms_embargo_check": N_("Arms-embargo check: consult the resolutions of the UN Security Council."),
    "invented_state": N_("The destination is an invented country, for training only."),
}
#: The tables of reference data by the names of their files.
_TABLES = {
    "agreements": N_("Transfer agreements"),
    "embargo_flags": N_("Arms-embargo flags"),
    "item_headings": N_("Headings of item 1"),
    "bodies": N_("Bodies and offices"),
    "countries": N_("Countries"),
    "markings": N_("Handling markings"),
}
_RESULTS = {
    Result.HOLDS: N_("holds"),
    Result.FAILS: N_("does not hold"),
    Result.UNKNOWN: N_("undetermined"),
}


def outcome_word(words: Words, outcome: Outcome) -> str:
    """The outcome as officials call it; it is the same in every edition."""
    return words._(_OUTCOMES[outcome])


def confidence_word(words: Words, code: str) -> str:
    """The name of a grade of confidence; it is the same in every edition."""
    return words._(_CONFIDENCES[code])


def table_word(words: Words, table: str) -> str:
    """What a table of reference data holds, for the name of its file."""
    return words._(_TABLES[table])


class Phrases:
    """Puts what an edition and the reference tables name by codes into words of one language."""

    def __init__(self, words: Words, edition: Edition, reference: Reference) -> None:
        self.words = words
        self.edition = edition
        self.reference = reference

    def outcome(self, outcome: Outcome) -> str:
        """The outcome as officials call it."""
        return outcome_word(self.words, outcome)

    def confidence(self, code: str) -> str:
        """The name of a grade of confidence."""
        return confidence_word(self.words, code)

    def confidence_note(self, code: str) -> str:
        """What a grade of confidence means."""
        return self.words._(_CONFIDENCE_NOTES[code])

    def clause(self, paragraph: str | None, confidence: str) -> str:
        """“paragraph 1(2)”; without a number that there is none, if there was no official text either; else nothing."""
        if paragraph:
            number = paragraph_in(self.words.language, paragraph)
            return self.words._("paragraph {paragraph}", paragraph=number)
        return "" if confidence in OFFICIAL else self.words._("paragraph number not available")

    def clause_of(self, entry: Entry | EditionHeading) -> str:
        """The same for an entry; nothing for one that never has a paragraph: a notice, a commitment, the heading."""
        paragraph = getattr(entry, "paragraph", "")
        return "" if paragraph == "" else self.clause(paragraph, entry.origin.confidence)

    def basis(self, entry: Entry | EditionHeading) -> tuple[str, ...]:
        """How well an entry is established: its paragraph, its confidence, the unverified points that touch it."""
        said = (self.clause_of(entry), self.confidence(entry.origin.confidence), *entry.origin.unverified)
        return tuple(part for part in said if part)

    def sign_off(self, code: str, bodies: tuple[str, ...]) -> str:
        """How a step is signed off; of the bodies that decide, only a meeting deliberates."""
        rows = [self.reference.bodies.get(body) for body in bodies]
        if code == "meeting" and not all(row is not None and row.kind == MEETING for row in rows):
            return self.words._("Decision")
        return self.words._(_SIGN_OFFS[code])

    def flag(self, code: str) -> str:
        """What a flag of the destination says."""
        return self.words._(_FLAGS[code])

    def result(self, result: Result) -> str:
        """“holds”, “does not hold”, “undetermined”."""
        return self.words._(_RESULTS[result])

    def body(self, code: str) -> str:
        """The full name of a body or office."""
        return self.words.text(self.reference.bodies[code].name)

    def signatories(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The full names of those who each sign off, in the order in which the table of bodies has them."""
        places = {code: place for place, code in enumerate(self.reference.bodies)}
        return tuple(self.body(code) for code in sorted(codes, key=lambda code: places.get(code, len(places))))

    def bodies(self, codes: tuple[str, ...]) -> str:
        """The short names of bodies or offices, in a row."""
        separator = "・" if self.words.language is Language.JA else ", "
        return separator.join(self.words.text(self.reference.bodies[code].short) for code in codes)

    def fact(self, fact_id: str) -> str:
        """The short name of a fact."""
        return self.words.text(self.edition.fact_by_id[fact_id].label)

    def value(self, fact_id: str, value: str) -> str:
        """A value of a fact: a state by its name, a heading by its number and name, a choice by its label."""
        return self.words.text(self.value_text(self.edition.fact_by_id[fact_id], value))

    def value_text(self, fact: Fact, value: str) -> Text:
        """A value of a fact in both languages."""
        if fact.is_country:
            row = self.reference.countries.get(value)
            return row.name if row else Text(value, value)
        choice = fact.choice(value)
        if choice is not None:
            return choice.label
        heading = self.reference.item_headings.get(value)
        return heading.name if heading else Text(value, value)

    def everyday(self, fact: Fact, value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a heading is called in everyday words, Japanese and English; nothing of other values."""
        is_heading = fact.choice(value) is None and value in self.reference.item_headings
        return self.reference.everyday.headings.get(value, ((), ())) if is_heading else ((), ())

    def sources(self, source_ids: tuple[str, ...]) -> list[str]:
        """The titles of sources, with where they are found."""
        return [self.source(source_id) for source_id in source_ids]

    def source(self, source_id: str, paragraph: str | None = None) -> str:
        """The title of a source, with the paragraph of it that is meant, and where it is found."""
        title, found = self.source_title(source_id, paragraph), self.edition.source(source_id).reference
        return self.words.noted(title, self.words.text(found)) if found else title

    def source_title(self, source_id: str, paragraph: str | None = None) -> str:
        """The title of a source, with the paragraph of it that is meant."""
        title = self.words.text(self.edition.source(source_id).title)
        separator = "" if self.words.language is Language.JA else ", "
        return f"{title}{separator}{paragraph_in(self.words.language, paragraph)}" if paragraph else title

    def condition(self, node: TraceNode) -> str:
        """One line for one condition of a trace: what is looked at, and what is known of it."""
        if node.kind == "is":
            return self._comparison(node)
        if node.kind == "holds":
            return self.named(node.subject)
        if node.kind == "not":
            return self.words._("None of the following")
        if node.kind == "any":
            return self.words._("At least one of the following")
        return self.words._("All of the following")

    def named(self, name: str) -> str:
        """The label of a definition, ground, approval, notice, commitment or rule; `KeyError` where there is none."""
        return self.words.text(self.edition.label_by_id[name])

    def wanted(self, fact_id: str, values: tuple[str, ...]) -> str:
        """What a comparison asks for: "Fact: one value, or another"; "other than …" where that is shorter."""
        fact = self.edition.fact_by_id[fact_id]
        others = tuple(value for value in fact.values if value not in values)
        if len(values) > 2 and others == ("none",):
            return self.words._("{fact}: falls under one of them", fact=self.fact(fact_id))
        if len(values) > 2 and others and len(others) < len(values):
            rest = self._either(fact_id, others)
            return self.words._("{fact}: other than {values}", fact=self.fact(fact_id), values=rest)
        return self.words._("{fact}: {values}", fact=self.fact(fact_id), values=self._either(fact_id, values))

    def change(self, facts: dict[str, str]) -> str:
        """A change of facts: "Fact → new value", one after the other."""
        separator = "；" if self.words.language is Language.JA else "; "
        return separator.join(f"{self.fact(fact)} → {self.value(fact, value)}" for fact, value in facts.items())

    def _comparison(self, node: TraceNode) -> str:
        wanted = self.wanted(node.subject, node.wanted)
        if node.applicable is Result.FAILS:
            return self.words._("{wanted} (does not arise here)", wanted=wanted)
        if node.given is None:
            return self.words._("{wanted} (undetermined)", wanted=wanted)
        if node.result is Result.HOLDS:
            return wanted
        given = self.value(node.subject, node.given)
        return self.words._("{wanted} (here: {given})", wanted=wanted, given=given)

    def _either(self, fact_id: str, values: tuple[str, ...]) -> str:
        separator = self.words._(" or ")
        return separator.join(self.value(fact_id, value) for value in values)


def not_known_says(words: Words, *, is_asked: bool, is_answered: bool) -> str:
    """What is said of a fact that is not known: an answer says so, nobody answered, or it is no question."""
    if is_answered:
        return words._("Not yet known")
    return words._("Not answered") if is_asked else words._("Not known")


def state_word(words: Words, state: CaseState) -> str:
    """The state of a case in a word."""
    return words._(_CASE_STATES[state.value])
