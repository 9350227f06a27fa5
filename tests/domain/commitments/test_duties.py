"""Where an occurrence of a duty stands on a day follows from days alone."""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitments.durations import Duration
from app.domain.commitments.duties import DutyState, Schedule, Settling, occurrences, state_of_occurrence

BEGAN = date(2026, 1, 31)
days = st.dates(date(2026, 1, 1), date(2036, 12, 31))
settled = st.dictionaries(st.integers(1, 6), days, max_size=3)
settlings = st.builds(
    Settling, settled, settled, st.lists(days, max_size=3).map(lambda each: tuple(sorted(each))), st.none() | days
)
schedules = st.builds(
    Schedule,
    st.none() | st.just(BEGAN),
    st.builds(Duration, st.integers(0, 24), st.integers(0, 40)),
    st.none() | st.builds(Duration, st.integers(1, 24), st.integers(0, 40)),
    st.none() | days,
)


def told_by_hand(due: date, settling: Settling, number: int, on: date) -> DutyState:
    """Day by day from the beginning: what reaches the occurrence first stays."""
    day = date(2026, 1, 1)
    while day <= on:
        if settling.fulfilled.get(number) == day:
            return DutyState.FULFILLED
        if settling.waived.get(number) == day:
            return DutyState.WAIVED
        if day in settling.breaches and day > due:
            return DutyState.BREACHED
        if settling.gone == day and due > day:
            return DutyState.ENDED
        day += timedelta(days=1)
    if on > due:
        return DutyState.OVERDUE
    return DutyState.DUE if (due - on).days <= 30 else DutyState.NOT_YET_DUE


@given(settlings, st.integers(1, 6), days, days)
def test_a_state_is_what_telling_day_by_day_leads_to(settling: Settling, number: int, due: date, on: date) -> None:
    assert state_of_occurrence(due, settling.of(number, due), on) is told_by_hand(due, settling, number, on)


@given(schedules, settlings, days, days)
def test_occurrences_go_up_to_the_first_that_lies_ahead(
    schedule: Schedule, settling: Settling, on: date, later: date
) -> None:
    told = list(occurrences(schedule, settling, on))
    if schedule.triggered is None or schedule.triggered > on:
        assert [(each.number, each.due, each.state) for each in told] == [(1, None, DutyState.NOT_TRIGGERED)]
        return
    numbers = [each.number for each in told]
    assert numbers == sorted(set(numbers))
    ahead = [each for each in told if each.due is not None and each.due > on]
    touched = {n for what in (settling.fulfilled, settling.waived) for n, day in what.items() if day <= on}
    assert all(each.number in touched for each in ahead[1:])
    # What was settled by a day stays as it is on every later one.
    if later >= on:
        then = {each.number: each.state for each in occurrences(schedule, settling, later)}
        final = (DutyState.FULFILLED, DutyState.WAIVED, DutyState.BREACHED, DutyState.ENDED)
        assert all(then.get(each.number, each.state) is each.state for each in told if each.state in final)


def one(
    on: date,
    fulfilled: Mapping[int, date] | None = None,
    *,
    breaches: tuple[date, ...] = (),
    gone: date | None = None,
) -> list[tuple[int, DutyState]]:
    """A yearly duty since the end of January 2026, as of a day."""
    schedule = Schedule(BEGAN, Duration(12), Duration(12), date(2029, 6, 30))
    settling = Settling(fulfilled or {}, {}, breaches, gone)
    return [(each.number, each.state) for each in occurrences(schedule, settling, on)]


def test_it_is_due_from_thirty_days_before_to_its_day_and_overdue_after_it() -> None:
    assert one(date(2027, 1, 1)) == [(1, DutyState.DUE)]
    assert one(date(2026, 12, 31)) == [(1, DutyState.NOT_YET_DUE)]
    assert one(date(2027, 1, 31)) == [(1, DutyState.DUE), (2, DutyState.NOT_YET_DUE)]
    assert one(date(2027, 2, 1))[0] == (1, DutyState.OVERDUE)


def test_of_one_day_fulfilment_comes_before_a_breach_and_a_breach_counts_only_after_the_due_day() -> None:
    day = date(2027, 2, 10)
    assert one(day, {1: day}, breaches=(day,))[0] == (1, DutyState.FULFILLED)
    assert one(day, breaches=(day,))[0] == (1, DutyState.BREACHED)
    assert one(day, breaches=(date(2027, 1, 31),))[0] == (1, DutyState.OVERDUE)


def test_what_was_ahead_when_all_was_gone_has_ended_and_what_was_overdue_stays_so() -> None:
    states = one(date(2029, 12, 31), gone=date(2027, 3, 1))
    assert states == [(1, DutyState.OVERDUE), (2, DutyState.ENDED), (3, DutyState.ENDED)]
