"""The part of a determination by which two laws are compared: outcome, approvals, notices, commitments."""

from datetime import date
from typing import NamedTuple

from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination, parts_that_differ
from app.domain.decision.evaluation import known_facts
from app.domain.decision.record import ResultOnRecord
from app.domain.decision.requirements import Step, Undertaking
from app.domain.law.facts import Answers
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.law.reference import Reference


class Effect(NamedTuple):
    """The result of a line. While it is not settled, `possible` are all the outcomes that it can still come to."""

    edition_id: str
    outcome: Outcome
    possible: tuple[Outcome, ...]
    settled: bool
    approvals: tuple[Step, ...]
    notices: tuple[str, ...]
    commitments: tuple[Undertaking, ...]


def effect_of(
    compiled: CompiledEdition,
    reference: Reference,
    on: date,
    answers: Answers,
    set_aside: frozenset[str] = frozenset(),
) -> Effect:
    """What an edition says of these answers; the same as `assess` says, and quicker where all is known."""
    evaluation = compiled.plan.evaluate(known_facts(compiled.edition, reference, on, answers), set_aside)
    required = compiled.surely_required(evaluation)
    if required is None:
        return effect_of_determination(
            assess(
                compiled, reference, on, answers, set_aside=set_aside, findings=False, changes=False, questions=False
            )
        )
    outcome = evaluation.outcome
    procedure = compiled.procedure((outcome,) if outcome in OPEN_OUTCOMES else (), required)
    return Effect(
        compiled.edition.id,
        outcome,
        (outcome,),
        True,
        procedure.approvals,
        procedure.notices,
        procedure.commitments,
    )


def effect_of_determination(determination: Determination) -> Effect:
    """The effect of a determination: its parts that two laws are compared by."""
    return Effect(
        determination.edition_id,
        determination.outcome,
        determination.possible,
        determination.settled,
        determination.approvals,
        determination.notices,
        determination.commitments,
    )


def effect_on_record(result: ResultOnRecord) -> Effect:
    """The effect of a determination as it was recorded."""
    return Effect(
        result.edition,
        result.outcome,
        result.possible,
        result.settled,
        result.approvals,
        tuple(notice.id for notice in result.notices),
        result.commitments,
    )


def differs_in(one: Effect | Determination, other: Effect | Determination) -> tuple[str, ...]:
    """Those of `PARTS` in which two results differ; while they are not settled, also by what they can still come to."""
    parts = parts_that_differ(one, other)
    is_other_outcome = one.possible != other.possible and "outcome" not in parts
    return ("outcome", *parts) if is_other_outcome else parts
