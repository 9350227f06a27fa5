"""Periods and the days that they lead to, against a reference that counts day by day."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitments.durations import Duration, read_duration

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
durations = st.builds(Duration, st.integers(0, 480), st.integers(0, 4000))


def by_counting(day: date, months: int, more: int) -> date:
    """Month by month, keeping the day of the month in mind; then day by day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    reached = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    for _ in range(more):
        reached += timedelta(days=1)
    return reached


@given(days, durations)
def test_a_period_leads_to_the_day_that_counting_leads_to(day: date, duration: Duration) -> None:
    assert duration.after(day) == by_counting(day, *duration)


@given(days, durations, durations, st.integers(0, 39))
def test_periods_are_summed_up_before_they_are_applied(day: date, due: Duration, every: Duration, times: int) -> None:
    months, more = due.months + times * every.months, due.days + times * every.days
    if day.year + months / 12 + more / 365 < 9990:
        whole = due.and_times(every, times).after(day)
        assert whole is not None
        assert whole - timedelta(days=more) == by_counting(day, months, 0)


@pytest.mark.parametrize(
    ("day", "months", "reached"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_the_end_of_a_month_is_the_last_day_that_there_is(day: date, months: int, reached: date) -> None:
    assert Duration(months).after(day) == reached


def test_no_end_of_a_month_is_lost_on_the_way() -> None:
    every = Duration(months=1)
    reached = [Duration().and_times(every, times).after(date(2026, 1, 31)) for times in range(1, 4)]
    assert reached == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert Duration(months=12 * 9000).after(date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("P1Y", Duration(12)),
        ("P6M", Duration(6)),
        ("P30D", Duration(0, 30)),
        ("P1Y6M10D", Duration(18, 10)),
        ("P0D", Duration()),
        *((each, None) for each in ("", "P", "1Y", "P1W", "PT1H", "P-1Y", "P1D1Y", "P1.5Y", "p1y", "P１Y", " P1Y")),
    ],
)
def test_a_period_is_read_or_is_none(written: str, read: Duration | None) -> None:
    assert read_duration(written) == read
