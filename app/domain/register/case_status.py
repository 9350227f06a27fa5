"""How a case of several lines stands: open or determined, its gravest outcome; the union of what its lines require."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.domain.law.facts import DESTINATION
from app.domain.law.outcomes import Outcome
from app.domain.law.timeline import Timeline
from app.domain.register.cases import (
    AnsweredRule,
    Case,
    CaseState,
    DeterminationId,
    Line,
    OfficialAnswerId,
    RecordedDetermination,
    RecordedFor,
)
from app.domain.register.counting import Said, answers_of_unchanged_facts, said_of
from app.domain.register.official_answers import are_as_recorded
from app.domain.search import folded

#: From the gravest to the mildest, for a case of several lines; `UNDETERMINED` is no rung of it.
GRAVENESS = (
    Outcome.BARRED,
    Outcome.NOT_ELIGIBLE,
    Outcome.REFER,
    Outcome.EXCEPTIONAL,
    Outcome.ELIGIBLE,
    Outcome.OUTSIDE_SCOPE,
)


class CaseStatus(NamedTuple):
    """How a case stands in the list; `outcome` is None while any line is open."""

    state: CaseState
    outcome: Outcome | None
    edition_id: str | None
    destinations: tuple[str, ...]
    line_count: int
    open_line_count: int
    search_text: str


class SharedStep(NamedTuple):
    """A step, notice or commitment of a case, and the positions of the lines that need it.

    `manner` is how a step is taken (`each`, `meeting`, …), `binding` or `recommended` of a commitment, else empty.
    """

    id: str
    manner: str
    lines: tuple[int, ...]


class EditionSince(NamedTuple):
    """An edition that has come into force since a determination was made.

    `is_for_its_day` says that it decides even for the day the determination was made for.
    """

    edition_id: str
    since: date
    is_for_its_day: bool


def is_matched(
    recorded: RecordedDetermination | RecordedFor,
    on: date,
    said: Said,
    answered_rules: Mapping[OfficialAnswerId, AnsweredRule],
) -> bool:
    """Whether what a determination was made for is still so: the day, the official answers, the answers that count."""
    return (
        recorded.on == on
        and are_as_recorded(answered_rules, said.line_id, recorded.official_answers, recorded.set_aside)
        and recorded.answers == answers_of_unchanged_facts(said, on)
    )


def is_matched_by(determination: RecordedDetermination, line: Line, case: Case) -> bool:
    """Whether the determination still rests on what the case says: answers, date, official answers."""
    return is_matched(determination, case.particulars.assessed_on, said_of(line, case), case.answered_rules)


def is_open(line: Line, case: Case) -> bool:
    """Whether the line has no determination, or one that no longer matches its answers."""
    return line.determination is None or not is_matched_by(line.determination, line, case)


def edition_since(determination: RecordedDetermination, timeline: Timeline, today: date) -> EditionSince | None:
    """The other edition in force since a determination was made, if there is one; the one for its own day first."""
    own_day = timeline.period_on(determination.on)
    if own_day is not None and own_day.edition_id != determination.edition_id:
        return EditionSince(own_day.edition_id, own_day.since, is_for_its_day=True)
    now = timeline.period_on(today)
    if now is not None and now.edition_id != determination.edition_id and now.since > determination.on:
        return EditionSince(now.edition_id, now.since, is_for_its_day=False)
    return None


def gravest(outcomes: Iterable[Outcome]) -> Outcome | None:
    """The gravest of the outcomes of lines; None where there is none, or one is undetermined."""
    given = tuple(outcomes)
    if not given or Outcome.UNDETERMINED in given:
        return None
    return min(given, key=GRAVENESS.index)


def status_of(case: Case) -> CaseStatus:
    """How the case stands: determined once each line has a matching determination, else a draft.

    A case that was withdrawn or closed stays so. Its edition is that of the determination recorded last.
    """
    settled = [line.determination for line in case.lines if line.determination and not is_open(line, case)]
    open_line_count = len(case.lines) - len(settled)
    is_settled = bool(settled) and not open_line_count
    state = case.state
    if not state.has_ended:
        state = CaseState.DETERMINED if is_settled else CaseState.DRAFT
    destinations = (line.known_answers.get(DESTINATION) for line in case.lines)
    return CaseStatus(
        state=state,
        outcome=gravest(determination.outcome for determination in settled) if is_settled else None,
        edition_id=max(settled, key=_order_of_recording).edition_id if is_settled else None,
        destinations=tuple(dict.fromkeys(destination for destination in destinations if destination)),
        line_count=len(case.lines),
        open_line_count=open_line_count,
        search_text=_search_text(case),
    )


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


def _order_of_recording(determination: RecordedDetermination) -> tuple[datetime, DeterminationId]:
    return determination.recorded_at, determination.id


def _search_text(case: Case) -> str:
    particulars = case.particulars
    texts = (
        particulars.number,
        particulars.title,
        particulars.exporter,
        particulars.end_user,
        particulars.consignee,
        particulars.contract_reference,
        particulars.case_officer,
        *(line.particulars.item for line in case.lines),
    )
    return folded("\n".join(text for text in texts if text))
