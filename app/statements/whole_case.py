"""What a case of several lines comes to: the gravest outcome, and every step with the lines that need it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from app.domain.decision.determination import Determination
from app.domain.decision.requirements import Step
from app.domain.ids import LineId
from app.domain.law.outcomes import Outcome
from app.domain.register.case_status import SharedStep, gravest, union_of_steps
from app.domain.register.cases import Case
from app.statements.report import DutySays, duty_says
from app.statements.steps import StepSays, caveat, step_says
from app.wording.footnotes import Footnotes
from app.wording.phrases import Phrases


class LineOutcomeSays(NamedTuple):
    """A line and what it comes to."""

    id: LineId
    label: str
    outcome: str
    state: str


class WholeCaseSays(NamedTuple):
    """The case as a whole."""

    outcome: str
    lines: tuple[LineOutcomeSays, ...]
    caveat: str
    steps: tuple[StepSays, ...]
    no_steps: str
    notices: tuple[DutySays, ...]
    commitments: tuple[DutySays, ...]
    recommended: tuple[DutySays, ...]
    sources: tuple[str, ...]


def whole_case_says(
    phrases: Phrases, case: Case, results: Mapping[int, Determination], recorded: Collection[LineId]
) -> WholeCaseSays:
    """The case as a whole; `results` are the determinations of its lines by their positions, as they now stand.

    Of the `recorded` lines that is what was recorded.
    """
    words = phrases.words
    footnotes, order = Footnotes(words), [step.id for step in phrases.edition.steps]

    def shared(required: Callable[[Determination], Iterable[tuple[str, str]]]) -> tuple[SharedStep, ...]:
        return union_of_steps({position: list(required(result)) for position, result in results.items()}, order)

    def duties(required: Callable[[Determination], Iterable[str]]) -> tuple[DutySays, ...]:
        return tuple(
            duty_says(phrases, duty.id, footnotes, _for_lines(phrases, case, duty))
            for duty in shared(lambda result: ((duty, "") for duty in required(result)))
        )

    ladder = shared(lambda result: ((step.id, step.sign_off) for step in result.approvals))
    # In the order in which they stand on the screen: so the numbers of their sources go up.
    steps = tuple(_step(phrases, case, number, step, footnotes) for number, step in enumerate(ladder, 1))
    commitments = duties(lambda result: (item.id for item in result.commitments if item.binding))
    recommended = duties(lambda result: (item.id for item in result.commitments if not item.binding))
    notices = duties(lambda result: result.notices)
    outcome = gravest(result.outcome for result in results.values())
    return WholeCaseSays(
        outcome=phrases.outcome(outcome or Outcome.UNDETERMINED),
        lines=tuple(_lines(phrases, case, results, recorded)),
        caveat=caveat(words, *results.values()),
        steps=steps,
        no_steps="" if steps else words._("No step is settled for any line."),
        notices=notices,
        commitments=commitments,
        recommended=recommended,
        sources=footnotes.listed(),
    )


def _lines(
    phrases: Phrases, case: Case, results: Mapping[int, Determination], recorded: Collection[LineId]
) -> Iterable[LineOutcomeSays]:
    _ = phrases.words._
    for line in case.lines:
        label = _("Line {position}", position=line.position)
        yield LineOutcomeSays(
            line.id,
            f"{label}　{line.particulars.item}".rstrip("　"),
            phrases.outcome(results[line.position].outcome),
            _("recorded; not an approval") if line.id in recorded else _("not recorded"),
        )


def _step(phrases: Phrases, case: Case, number: int, shared: SharedStep, footnotes: Footnotes) -> StepSays:
    (approval,) = (approval for approval in phrases.edition.approvals if approval.id == shared.id)
    signatories = approval.signatories if shared.manner == "each" else ()
    step = Step(approval.id, number, approval.bodies, shared.manner, signatories)
    return step_says(step, phrases, footnotes, lines=_for_lines(phrases, case, shared))


def _for_lines(phrases: Phrases, case: Case, step: SharedStep) -> str:
    """Which lines need the step, in words."""
    if len(step.lines) == len(case.lines):
        return phrases.words._("for every line")
    words = phrases.words
    return words._(
        "for {lines}", lines=words.listed([words._("Line {position} of the request", position=at) for at in step.lines])
    )
