"""The facts of a line as its answers stand: section by section, each with what shows it."""

from collections.abc import Iterator
from typing import NamedTuple

from app.domain.decision.evaluation import known_facts
from app.domain.law.facts import Fact
from app.domain.law.outcomes import Result
from app.domain.register.cases import Answer
from app.statements.assessed_line import AssessedLine
from app.wording.evidence_words import evidence_label
from app.wording.phrases import Phrases, not_known_says


class FactSays(NamedTuple):
    """A fact, its value, and what shows it: documents, the reference tables, or nothing."""

    label: str
    value: str
    shown_by: tuple[str, ...]
    is_known: bool = True


class FactsOfSection(NamedTuple):
    """The facts of a section of the questions that arise for the line."""

    label: str
    facts: tuple[FactSays, ...]


def facts_says(phrases: Phrases, assessed: AssessedLine) -> tuple[FactsOfSection, ...]:
    """The facts that are known, and those that arise and are not, in the order of the edition."""
    edition = assessed.edition
    known = known_facts(edition, phrases.reference, assessed.determination.on, assessed.known)
    told = (
        FactsOfSection(
            phrases.words.text(section.label),
            tuple(
                says
                for fact in edition.facts
                if fact.section == section.id and fact.answerable
                for says in _fact(phrases, assessed, fact, known.get(fact.id))
            ),
        )
        for section in edition.sections
    )
    return tuple(section for section in told if section.facts)


def known_only(sections: tuple[FactsOfSection, ...]) -> tuple[FactsOfSection, ...]:
    """The same without what is not known."""
    known = (each._replace(facts=tuple(fact for fact in each.facts if fact.is_known)) for each in sections)
    return tuple(section for section in known if section.facts)


def _fact(phrases: Phrases, assessed: AssessedLine, fact: Fact, value: str | None) -> Iterator[FactSays]:
    words, determination = phrases.words, assessed.determination
    if determination.evaluation.is_applicable(fact.id) is Result.FAILS:
        return
    if value is not None:
        answer = assessed.line.answer(fact.id) if fact.id in assessed.known else None
        shown_by = tuple(_shown_by(phrases, assessed, answer, fact.id, value))
        yield FactSays(phrases.fact(fact.id), phrases.value(fact.id, value), shown_by)
    elif fact.id in determination.not_known:
        is_open = fact.id in determination.unknown
        note = () if is_open else (words._("The result holds whatever this turns out to be."),)
        said = not_known_says(words, is_answered=fact.id in assessed.passed_over, is_asked=fact.is_asked)
        yield FactSays(phrases.fact(fact.id), said, note, is_known=False)


def _shown_by(phrases: Phrases, assessed: AssessedLine, answer: Answer | None, fact: str, value: str) -> Iterator[str]:
    words = phrases.words
    if fact not in assessed.known:
        yield words._("From the reference tables")
    elif answer is None or answer.value != value or not answer.evidence:
        yield words._("Asserted without evidence")
    else:
        yield from (evidence_label(words, assessed.case, each) for each in answer.evidence)
