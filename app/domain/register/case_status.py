"""How a case of several lines stands: open or determined, its gravest outcome; the union of what its lines require."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.commitments.asked_again import refusals_of_confirming_entry
from app.domain.japan_time import day_in_japan
from app.domain.law.facts import DESTINATION
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState, state_of_case
from app.domain.procedure.waits import BeforeReview, waits_of
from app.domain.register.basis import since_recorded
from app.domain.register.procedure_of_case import preparers_of, procedure_of
from app.domain.search import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.ids import DeterminationId
    from app.domain.law.reference import Reference
    from app.domain.law.timeline import Timeline
    from app.domain.procedure.waits import Wait
    from app.domain.register.basis import Since
    from app.domain.register.cases import Case, RecordedDetermination
    from app.domain.register.line_under_reexamination import RecordedFor
    from app.domain.register.people import Person

#: From the gravest to the mildest, for a case of several lines; `UNDETERMINED` is no rung of it.
GRAVENESS = (
    Outcome.BARRED,
    Outcome.NOT_ELIGIBLE,
    Outcome.REFER,
    Outcome.EXCEPTIONAL,
    Outcome.ELIGIBLE,
    Outcome.OUTSIDE_SCOPE,
)


class CaseStanding(NamedTuple):
    """How a case stands under the law by which that was worked out.

    A line is open while it has no determination, or one that does not stand; in a case that was closed or reviewed none
    is. `differing_line_count` counts determinations that are not what would come out now. `outcome` and `edition_id`
    are None while any line is open, or the case is taken up again.
    """

    state: CaseState
    outcome: Outcome | None
    edition_id: str | None
    open_line_count: int
    differing_line_count: int


class CaseStatus(NamedTuple):
    """How a case stands in the list, and by what it is found there."""

    standing: CaseStanding
    destinations: tuple[str, ...]
    line_count: int
    search_text: str
    waits: tuple[Wait, ...] = ()


class LineStanding(NamedTuple):
    """The last determination of a line, where it has one; whether what would come out now is what it says; and whether
    it stands: the line and its case are what it was recorded on, whatever the law has become since.
    """

    recorded: RecordedDetermination | RecordedFor | None
    is_as_recorded: bool
    stands: bool

    @classmethod
    def of(cls, recorded: RecordedDetermination | RecordedFor | None, since: Since | None) -> LineStanding:
        """How a line stands with what has changed since its determination was recorded."""
        if since is None:
            return cls(recorded, is_as_recorded=False, stands=False)
        return cls(recorded, since.is_as_recorded, since.is_of_the_same_case)


class SharedStep(NamedTuple):
    """A step, notice or commitment of a case, and the positions of the lines that need it.

    `manner` is how a step is taken (`each`, `meeting`, …), `binding` or `recommended` of a commitment, else empty.
    """

    id: str
    manner: str
    lines: tuple[int, ...]


class EditionSince(NamedTuple):
    """Another edition that has come into force since the day of a determination."""

    edition_id: str
    since: date


def edition_since(determination: RecordedDetermination, timeline: Timeline, today: date) -> EditionSince | None:
    """The edition in force today, where that is another and began after the day the determination was made for.

    It decides nothing for that day; whether another edition does now, is told by `basis.since_recorded`.
    """
    now = timeline.period_on(today)
    if now is not None and now.edition_id != determination.edition_id and now.since > determination.on:
        return EditionSince(now.edition_id, now.since)
    return None


def gravest(outcomes: Iterable[Outcome]) -> Outcome | None:
    """The gravest of the outcomes of lines; None where there is none, or one is undetermined."""
    given = tuple(outcomes)
    if not given or Outcome.UNDETERMINED in given:
        return None
    return min(given, key=GRAVENESS.index)


def status_of(case: Case, compiled: CompiledEdition, reference: Reference, people: Sequence[Person]) -> CaseStatus:
    """How the case stands, and by what it is found; the edition is the one in force on the day of the case.

    `people` are those of the register, one of whom may be its case officer.
    """
    lines = [
        LineStanding.of(line.determination, since_recorded(line, case, compiled, reference)) for line in case.lines
    ]
    does_stand = bool(lines) and all(line.stands for line in lines)
    destinations = (line.known_answers.get(DESTINATION) for line in case.lines)
    procedure = procedure_of(case)
    state = state_of_case(procedure, does_every_line_stand=does_stand)
    return CaseStatus(
        standing=standing_of(state, lines),
        destinations=tuple(dict.fromkeys(destination for destination in destinations if destination)),
        line_count=len(case.lines),
        search_text=search_text_of(case, people),
        waits=waits_of_case(case, state),
    )


def waits_of_case(case: Case, state: CaseState) -> tuple[Wait, ...]:
    """All that a case in this state waits for."""
    return waits_of(procedure_of(case), state, _before_review(case), refusals_of_confirming_entry)


def _before_review(case: Case) -> BeforeReview:
    """What a case waits for before its procedure rests on."""
    recorded = (day_in_japan(line.determination.recorded_at) for line in case.lines if line.determination is not None)
    return BeforeReview(day_in_japan(case.opened_at), max(recorded, default=None), preparers_of(case))


def standing_of(state: CaseState, lines: Sequence[LineStanding]) -> CaseStanding:
    """How a case in this state, of these lines, stands.

    What it was closed with, or was reviewed with, is its outcome. Its edition is that of the determination recorded
    last.
    """
    is_fixed = state is CaseState.CLOSED or state.is_locked
    settled = [line.recorded for line in lines if line.recorded is not None and (line.stands or is_fixed)]
    is_settled = bool(settled) and len(settled) == len(lines) and state is not CaseState.REOPENED
    return CaseStanding(
        state=state,
        outcome=gravest(recorded.outcome for recorded in settled) if is_settled else None,
        edition_id=max(settled, key=_order_of_recording).edition_id if is_settled else None,
        open_line_count=len(lines) - len(settled),
        differing_line_count=sum(1 for line in lines if line.recorded is not None and not line.is_as_recorded),
    )


def state_by_lines(state: CaseState, lines: Sequence[LineStanding]) -> CaseState:
    """The state of a case that nobody has reviewed yet, of these lines; another state stays."""
    if state not in (CaseState.DRAFT, CaseState.DETERMINED):
        return state
    return CaseState.DETERMINED if lines and all(line.stands for line in lines) else CaseState.DRAFT


def union_of_steps(
    ladders: Mapping[int, Sequence[tuple[str, str]]], order: Sequence[str] = ()
) -> tuple[SharedStep, ...]:
    """Merge what the lines require, given by position as (id, manner), in the order of the edition's ids.

    A step that two lines take in different manners stands twice, once a manner; an id not in `order` stands last.
    """
    places = {step_id: place for place, step_id in enumerate(order)}
    steps = dict.fromkeys(step for ladder in ladders.values() for step in ladder)
    ordered = sorted(steps, key=lambda step: places.get(step[0], len(places)))
    return tuple(
        SharedStep(*step, lines=tuple(position for position, ladder in ladders.items() if step in ladder))
        for step in ordered
    )


def _order_of_recording(determination: RecordedDetermination | RecordedFor) -> tuple[datetime, DeterminationId]:
    return determination.recorded_at, determination.id


def search_text_of(case: Case, people: Sequence[Person]) -> str:
    """What a case is found by, folded; its case officer by account and names, its destinations by their names."""
    particulars = case.particulars
    officer = particulars.case_officer
    names = next((person.names for person in people if person.account == officer), ())
    texts = (
        particulars.number,
        particulars.title,
        particulars.exporter,
        particulars.end_user,
        particulars.consignee,
        particulars.intermediaries,
        particulars.contract_reference,
        # Who is known only from before the people has no other name than the account.
        *dict.fromkeys((officer, *names)),
        *(line.particulars.item for line in case.lines),
        *(document.particulars.title for document in case.documents),
    )
    return folded("\n".join(text for text in texts if text))
