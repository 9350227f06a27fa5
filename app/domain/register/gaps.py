"""What is missing or at odds before a determination is recorded. It forbids nothing: `recording` says what can't be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.law.facts import DESTINATION
from app.domain.law.outcomes import Result
from app.domain.register.named_states import others_named

if TYPE_CHECKING:
    from app.domain.decision.determination import Determination
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition, Judgement
    from app.domain.register.cases import Answer, Case, Line

#: The particulars without which a record does not say what it is about, and who answers for it.
OF_CASE, OF_LINE = ("exporter", "end_user", "case_officer"), ("item", "quantity")


class GapKind(str, Enum):
    """The kinds of gaps, in the order in which they are told."""

    AT_ODDS = "at_odds"  # the title names another state than the destination
    OF_CASE = "of_case"  # a particular of the case is empty
    OF_LINE = "of_line"  # a particular of the line is empty
    JUDGEMENT = "judgement"  # no dated document of an office shows a judgement that the question calls for
    EVIDENCE = "evidence"  # nothing shows the answer
    NOT_KNOWN = "not_known"  # not known, and the result does not depend on it


class Gap(NamedTuple):
    """One gap: the name of a field of the particulars, or the id of a fact."""

    kind: GapKind
    name: str


def gaps_before_recording(
    line: Line,
    case: Case,
    edition: Edition,
    reference: Reference,
    judgements: Iterable[Judgement],
    determination: Determination,
) -> tuple[Gap, ...]:
    """The gaps of a line, kind by kind; `determination` is what the edition now says of it."""
    found = (*_of_particulars(line, case, reference), *_of_answers(line, case, edition, judgements, determination))
    kinds = list(GapKind)
    return tuple(sorted(found, key=lambda gap: kinds.index(gap.kind)))


def _of_particulars(line: Line, case: Case, reference: Reference) -> Iterator[Gap]:
    if others_named(case.particulars.title, line.known_answers.get(DESTINATION), reference):
        yield Gap(GapKind.AT_ODDS, "title")
    yield from (Gap(GapKind.OF_CASE, name) for name in OF_CASE if not getattr(case.particulars, name))
    yield from (Gap(GapKind.OF_LINE, name) for name in OF_LINE if not getattr(line.particulars, name))


def _of_answers(
    line: Line, case: Case, edition: Edition, judgements: Iterable[Judgement], determination: Determination
) -> Iterator[Gap]:
    judged = {judgement.fact: judgement for judgement in judgements}
    for answer in line.answers:
        if not _counts(answer, edition, determination):
            continue
        judgement = judged.get(answer.fact)
        if judgement is not None and (not judgement.values or answer.value in judgement.values):
            if not _is_judged(answer, case):
                yield Gap(GapKind.JUDGEMENT, answer.fact)
        elif answer.is_asserted:
            yield Gap(GapKind.EVIDENCE, answer.fact)
    if determination.settled:
        yield from (Gap(GapKind.NOT_KNOWN, fact) for fact in determination.not_known)


def _counts(answer: Answer, edition: Edition, determination: Determination) -> bool:
    """Whether the edition asks for it, and it applies."""
    fact = edition.fact_by_id.get(answer.fact)
    if fact is None or answer.value is None or not (fact.is_country or answer.value in fact.values):
        return False
    return determination.evaluation.is_applicable(answer.fact) is not Result.FAILS


def _is_judged(answer: Answer, case: Case) -> bool:
    """Whether a document shows the answer that says when, and from whom it is."""
    documents = (case.document(shown.document_id).particulars for shown in answer.evidence)
    return any(document.dated is not None and document.from_whom for document in documents)
