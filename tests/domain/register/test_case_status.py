"""How a case of several lines stands."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.ids import AnswerId, CaseId, DeterminationId, LineId
from app.domain.law.outcomes import PRECEDENCE, Outcome
from app.domain.procedure.case_states import LOCKED, CaseState
from app.domain.register.case_status import (
    GRAVENESS,
    CaseStanding,
    LineStanding,
    SharedStep,
    gravest,
    standing_of,
    state_by_lines,
    status_of,
    union_of_steps,
)
from app.domain.register.cases import Answer, Case, CaseParticulars, Line, LineParticulars, RecordedDetermination
from tests.builders import the_shelf

COMPILED = the_shelf().compiled("2026-04-21")
DAY, MOMENT = date(2026, 5, 20), datetime(2026, 5, 20, tzinfo=UTC)


def line(position: int, outcome: Outcome | None, destination: str = "AU") -> Line:
    """A line that goes to `destination`, determined for it or not."""
    line_id = LineId(position)
    recorded = None
    if outcome is not None:
        answers = {"destination": destination}
        identity = (DeterminationId(position), line_id, 1, DAY, "2026-04-21", "e" * 64, "1", outcome, answers, (), ())
        recorded = RecordedDetermination(*identity, "{}", MOMENT, "Hanako")
    answer = Answer(AnswerId(position), line_id, "destination", destination, MOMENT, "Hanako")
    return Line(line_id, CaseId(1), position, LineParticulars(item=f"Item {position}"), (answer,), recorded)


def case(*lines: Line, state: CaseState = CaseState.DRAFT) -> Case:
    """A case of these lines."""
    particulars = CaseParticulars("2026-0001", "Ｆｒｉｇａｔｅｓ", DAY, DAY)
    return Case(CaseId(1), particulars, state, "", MOMENT, "Hanako", MOMENT, lines)


def test_a_case_grows_no_further_parts() -> None:
    # It is read whole for every answer. Whatever else belongs to a case is kept and read by itself, by the case's id:
    # see app/DECISIONS.md, "What is not a part of a case?".
    assert Case._fields == (
        *("id", "particulars", "state", "reason", "opened_at", "opened_by", "changed_at"),
        *("lines", "documents", "official_answers", "procedure"),
    )
    assert Line._fields == ("id", "case_id", "position", "particulars", "answers", "determination", "revised")


def test_every_outcome_has_its_place_from_grave_to_mild() -> None:
    assert set(GRAVENESS) == set(PRECEDENCE)
    assert gravest([Outcome.OUTSIDE_SCOPE, Outcome.ELIGIBLE]) is Outcome.ELIGIBLE
    assert gravest([Outcome.ELIGIBLE, Outcome.REFER, Outcome.EXCEPTIONAL]) is Outcome.REFER
    assert gravest(GRAVENESS) is Outcome.BARRED


def test_with_a_line_undetermined_there_is_no_gravest_outcome() -> None:
    assert gravest([]) is None
    assert gravest([Outcome.BARRED, Outcome.UNDETERMINED]) is None


def standing(
    *lines: Line, state: CaseState = CaseState.DRAFT, changed: int | None = None, moved_on: int | None = None
) -> CaseStanding:
    """How a case of these lines stands: the one at a position was changed, of another only the law has moved on."""
    standings = [
        LineStanding(
            each.determination,
            is_as_recorded=each.position not in (changed, moved_on),
            stands=each.determination is not None and each.position != changed,
        )
        for each in lines
    ]
    return standing_of(state_by_lines(state, standings), standings)


def test_a_case_is_determined_when_each_line_is() -> None:
    assert standing(line(1, Outcome.ELIGIBLE), line(2, Outcome.REFER, "XA")) == (
        *(CaseState.DETERMINED, Outcome.REFER, "2026-04-21"),
        *(0, 0),
    )


def test_a_case_stays_determined_when_the_law_moves_on_and_says_so() -> None:
    assert standing(line(1, Outcome.ELIGIBLE), line(2, Outcome.REFER, "XA"), moved_on=2) == (
        *(CaseState.DETERMINED, Outcome.REFER, "2026-04-21"),
        *(0, 1),
    )


@pytest.mark.parametrize("state", LOCKED)
def test_what_bodies_decide_on_stands(state: CaseState) -> None:
    assert standing(line(1, Outcome.ELIGIBLE), state=state, changed=1) == (
        *(state, Outcome.ELIGIBLE, "2026-04-21"),
        *(0, 1),
    )


def test_a_case_that_is_taken_up_again_has_no_outcome() -> None:
    assert standing(line(1, Outcome.ELIGIBLE), state=CaseState.REOPENED) == (CaseState.REOPENED, None, None, 0, 0)


def test_the_edition_of_a_case_is_that_of_the_determination_made_last_whatever_it_is_called() -> None:
    earlier, later = line(1, Outcome.ELIGIBLE), line(2, Outcome.ELIGIBLE)
    assert earlier.determination is not None
    assert later.determination is not None
    made_later = later.determination._replace(edition_id="2-next", recorded_at=MOMENT + timedelta(seconds=1))
    assert standing(earlier, later._replace(determination=made_later)).edition_id == "2-next"


def test_a_line_that_is_open_leaves_the_case_undecided() -> None:
    without = standing(line(1, Outcome.BARRED), line(2, None), state=CaseState.DETERMINED)
    assert without == (CaseState.DRAFT, None, None, 1, 0)
    other = standing(line(1, Outcome.BARRED), line(2, Outcome.ELIGIBLE), state=CaseState.DETERMINED, changed=2)
    assert other == (CaseState.DRAFT, None, None, 1, 1)


@pytest.mark.parametrize("state", [CaseState.WITHDRAWN, CaseState.CLOSED])
def test_a_case_that_has_ended_stays_ended(state: CaseState) -> None:
    assert standing(line(1, Outcome.ELIGIBLE), state=state) == (state, Outcome.ELIGIBLE, "2026-04-21", 0, 0)


def test_a_closed_case_keeps_what_it_was_closed_with_and_counts_what_would_come_out_otherwise() -> None:
    closed, withdrawn = CaseState.CLOSED, CaseState.WITHDRAWN
    assert standing(line(1, Outcome.ELIGIBLE), state=closed, changed=1) == (
        *(closed, Outcome.ELIGIBLE, "2026-04-21"),
        *(0, 1),
    )
    assert standing(line(1, Outcome.ELIGIBLE), state=withdrawn, changed=1) == (withdrawn, None, None, 1, 1)


def test_the_states_that_a_case_goes_to_are_told_once_each() -> None:
    found = status_of(case(line(1, None), line(2, None, "XA"), line(3, None)), COMPILED, the_shelf().reference(), ())
    assert (found.destinations, found.line_count, found.standing.open_line_count) == (("AU", "XA"), 3, 3)


def test_a_case_is_searched_by_what_is_written_on_it() -> None:
    found = status_of(case(line(1, None)), COMPILED, the_shelf().reference(), ())
    assert found.search_text == "2026-0001\nfrigates\nitem 1"


def test_steps_of_several_lines_stand_in_the_order_of_the_edition_and_name_their_lines() -> None:
    ladders = {
        1: [("examination", "finding"), ("cabinet", "meeting"), ("permit", "permit")],
        3: [("examination", "finding"), ("secretaries", "meeting"), ("ministers", "each"), ("permit", "permit")],
        4: [("ministers", "meeting"), ("permit", "permit")],
    }
    order = ("examination", "secretaries", "ministers", "cabinet", "permit")
    assert union_of_steps(ladders, order) == (
        SharedStep("examination", "finding", (1, 3)),
        SharedStep("secretaries", "meeting", (3,)),
        SharedStep("ministers", "each", (3,)),
        SharedStep("ministers", "meeting", (4,)),
        SharedStep("cabinet", "meeting", (1,)),
        SharedStep("permit", "permit", (1, 3, 4)),
    )
    assert union_of_steps({}) == ()
