"""What a case of several lines comes to: the gravest outcome, and every step with the lines that need it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from app.domain.decision.determination import Determination
from app.domain.law.outcomes import Outcome
from app.domain.law.rulebook import Commitment, Notice
from app.domain.register.case_status import SharedStep, gravest, is_open, union_of_steps
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.determination_model import StepSays, caveat, origin
from app.viewmodels.determination.report_model import DutySays
from app.wording.footnotes import Footnotes


class LineOutcomeSays(NamedTuple):
    """A line and what it comes to."""

    id: int
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


def whole_case_says(model: CaseModel) -> WholeCaseSays:
    """The case as a whole, as its answers now stand."""
    _, phrases = model.session.words._, model.phrases
    results = {line.position: model.interview_of(line.id).determination for line in model.case.lines}
    outcome = gravest(result.outcome for result in results.values())
    footnotes = Footnotes(model.session.words)
    steps = _steps(model, results, footnotes)
    edition = phrases.edition
    undertakings = _union(results, lambda result: [(item.id, _manner(item.binding)) for item in result.commitments])
    told = _union(results, lambda result: [(notice, "") for notice in result.notices])
    commitments = _duties(model, footnotes, edition.commitments, undertakings, "binding")
    recommended = _duties(model, footnotes, edition.commitments, undertakings, "recommended")
    notices = _duties(model, footnotes, edition.notices, told)
    return WholeCaseSays(
        outcome=phrases.outcome(outcome or Outcome.UNDETERMINED),
        lines=tuple(_lines(model, results)),
        caveat=caveat(model.session.words, *results.values()),
        steps=steps,
        no_steps="" if steps else _("No step is certain for any line."),
        notices=notices,
        commitments=commitments,
        recommended=recommended,
        sources=footnotes.listed(),
    )


def _manner(binding: bool) -> str:
    return "binding" if binding else "recommended"


def _union(
    results: dict[int, Determination], entries: Callable[[Determination], Iterable[tuple[str, str]]]
) -> tuple[SharedStep, ...]:
    return union_of_steps({position: list(entries(result)) for position, result in results.items()})


def _lines(model: CaseModel, results: dict[int, Determination]) -> Iterable[LineOutcomeSays]:
    _, phrases = model.session.words._, model.phrases
    for line in model.case.lines:
        label = _("Line {position}", position=line.position)
        yield LineOutcomeSays(
            line.id,
            f"{label}　{line.particulars.item}".rstrip("　"),
            phrases.outcome(results[line.position].outcome),
            _("not recorded") if is_open(line, model.case) else _("recorded; not an approval"),
        )


def _steps(model: CaseModel, results: dict[int, Determination], footnotes: Footnotes) -> tuple[StepSays, ...]:
    phrases, words = model.phrases, model.session.words
    order = [approval.id for approval in phrases.edition.approvals]
    approvals = {approval.id: approval for approval in phrases.edition.approvals}
    shared = union_of_steps(
        {position: [(step.id, step.sign_off) for step in result.approvals] for position, result in results.items()},
        order,
    )
    said = []
    for number, step in enumerate(shared, 1):
        approval = approvals[step.id]
        members = approval.signatories if step.manner == "each" else ()
        said.append(
            StepSays(
                number,
                words.text(approval.label),
                words.text(approval.says),
                phrases.bodies(approval.bodies),
                phrases.sign_off(step.manner, approval.bodies),
                tuple(phrases.body(member) for member in members),
                _for_lines(model, step),
                origin(phrases, approval, footnotes),
            )
        )
    return tuple(said)


def _duties(
    model: CaseModel,
    footnotes: Footnotes,
    entries: Iterable[Notice | Commitment],
    shared: tuple[SharedStep, ...],
    manner: str = "",
) -> tuple[DutySays, ...]:
    words, wanted = model.session.words, {step.id: step for step in shared if step.manner == manner}
    return tuple(
        DutySays(
            words.text(entry.label),
            words.text(entry.says),
            origin(model.phrases, entry, footnotes),
            _for_lines(model, wanted[entry.id]),
        )
        for entry in entries
        if entry.id in wanted
    )


def _for_lines(model: CaseModel, step: SharedStep) -> str:
    """Which lines need the step; nothing where all do."""
    if len(step.lines) == len(model.case.lines):
        return model.session.words._("for every line")
    words = model.session.words
    return words._("for {lines}", lines=words.listed([words._("Line {position}", position=at) for at in step.lines]))
