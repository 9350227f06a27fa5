"""Which copies of a register are kept: whatever there is, the newest stays, and few that are good are kept for long."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.japan_time import day_in_japan
from app.domain.register.kept_copies import KeptCopy, Occasion, is_due, superseded

TODAY = date(2026, 11, 30)
NOON = datetime(2026, 11, 30, 3, tzinfo=UTC)  # in Japan

moments = st.integers(-5 * 24 * 60, 900 * 24 * 60).map(lambda minutes: NOON - timedelta(minutes=minutes))
some_copies = st.lists(
    st.builds(
        KeptCopy,
        path=st.just(""),
        made_at=moments,
        size=st.integers(0, 9),
        occasion=st.sampled_from([Occasion.DAY] * 6 + list(Occasion)),
        is_verified=st.sampled_from([True] * 6 + [False]),
    ),
    max_size=150,
).map(lambda copies: [copy._replace(path=str(at)) for at, copy in enumerate(copies)])


def kept(copies: list[KeptCopy], today: date = TODAY) -> list[KeptCopy]:
    """Those that are left."""
    dropped = superseded(copies, today)
    return [copy for copy in copies if copy not in dropped]


def counted(copies: list[KeptCopy]) -> list[KeptCopy]:
    """Those that grow old."""
    return [copy for copy in copies if copy.is_verified and copy.occasion is Occasion.DAY]


@given(some_copies)
def test_the_newest_good_one_is_never_dropped_nor_one_that_is_not_known_to_be_good(copies: list[KeptCopy]) -> None:
    left = kept(copies)
    if counted(copies):
        assert max(copy.made_at for copy in counted(copies)) in [copy.made_at for copy in counted(left)]
    assert [copy for copy in copies if copy not in counted(copies)] == [
        copy for copy in left if copy not in counted(left)
    ]


@given(some_copies)
def test_thinned_twice_on_a_day_they_are_as_thinned_once(copies: list[KeptCopy]) -> None:
    assert superseded(kept(copies), TODAY) == ()


@given(some_copies)
def test_of_earlier_days_there_are_never_more_than_thirty_one(copies: list[KeptCopy]) -> None:
    old = [copy for copy in counted(kept(copies)) if (TODAY - day_in_japan(copy.made_at)).days > 1]
    # One more is the newest of all, where there is none of today or the day before.
    assert len(old) <= 12 + 10 + 9 + 1


@given(some_copies)
def test_what_is_dropped_has_a_later_one_of_its_month_or_all_places_are_taken(copies: list[KeptCopy]) -> None:
    left = counted(kept(copies))
    for copy in superseded(copies, TODAY):
        day = day_in_japan(copy.made_at)
        later = [other for other in left if other.made_at >= copy.made_at and other is not copy]
        of_month = [other for other in later if day_in_japan(other.made_at).strftime("%Y%m") == day.strftime("%Y%m")]
        assert of_month or len(later) >= 9


def test_a_year_of_daily_copies_comes_to_twelve_days_ten_weeks_and_nine_months() -> None:
    """Thinned every day, as it is in use. Counted by hand from a calendar of 2026."""
    copies: list[KeptCopy] = []
    for day in range(400):
        at = NOON - timedelta(days=399 - day)
        copies = kept([KeptCopy(str(day), at, 1), *copies], day_in_japan(at))
    days = sorted((day_in_japan(copy.made_at) for copy in copies), reverse=True)
    assert days[:14] == [TODAY - timedelta(days=ago) for ago in range(14)]  # 17 to 30 November
    sundays = [date(2026, 11, 15) - timedelta(weeks=ago) for ago in range(9)]
    # A week is that of Monday to Sunday; the twelve days end with a Monday, so that its week is not among the ten.
    assert days[14:23] == sundays
    assert len(days) <= 2 + 12 + 10 + 9
    assert len({(day.year, day.month) for day in days}) >= 12, "it reaches back a year"


@pytest.mark.parametrize(
    ("made", "changed", "due"),
    [
        ((), NOON, True),
        ((NOON - timedelta(hours=1),), NOON, False),  # made today
        ((NOON - timedelta(days=1),), NOON, True),
        ((NOON - timedelta(days=1),), NOON - timedelta(days=2), False),  # nothing came to it since
        ((NOON - timedelta(hours=13),), NOON, True),  # the evening before, in Japan
        ((NOON - timedelta(hours=12),), NOON, False),  # from midnight on it is today, in Japan
    ],
)
def test_it_is_due_once_a_day_and_only_after_a_change(made: tuple[datetime, ...], changed: datetime, due: bool) -> None:
    assert is_due([KeptCopy("", at, 1) for at in made], TODAY, changed) is due


def test_a_copy_that_was_not_verified_does_not_count_as_one() -> None:
    assert is_due([KeptCopy("", NOON, 1, is_verified=False)], TODAY, NOON)
