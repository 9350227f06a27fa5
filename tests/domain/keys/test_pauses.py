"""The pause after a wrong passphrase grows, ends, and no clock that goes back makes it shorter."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.keys.pauses import Attempts, pause_after, remaining_pause

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
moments = st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400))


def test_it_doubles_up_to_a_quarter_of_an_hour() -> None:
    seconds = [pause_after(wrong).total_seconds() for wrong in range(13)]
    assert seconds == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    assert pause_after(10**9) == timedelta(minutes=15)


def test_who_has_typed_none_wrong_waits_for_nothing() -> None:
    assert remaining_pause(Attempts(), NOW) == timedelta(0)


@given(st.integers(1, 40), moments)
def test_it_is_over_when_it_is_over_and_never_longer_than_it_is(wrong: int, since: timedelta) -> None:
    left = remaining_pause(Attempts(wrong, NOW), NOW + since)
    assert timedelta(0) <= left <= pause_after(wrong)
    if since >= pause_after(wrong):
        assert left == timedelta(0)
    elif since > timedelta(0):
        assert left + since == pause_after(wrong)


@given(st.integers(1, 40), st.timedeltas(min_value=SECOND, max_value=timedelta(days=400)))
def test_a_clock_that_goes_back_shortens_nothing(wrong: int, back: timedelta) -> None:
    assert remaining_pause(Attempts(wrong, NOW), NOW - back) == pause_after(wrong)
