"""A training register has a day of its own: what is done there is done on it, one thing after the other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Mendable
from app.domain.japan_time import day_in_japan
from app.services.register_clock import RegisterClock
from app.services.staffing import set_training_day
from tests.builders import Official
from tests.fakes import TickingClock

MAY = date(2026, 5, 20)
#: A quarter of an hour before midnight in Japan.
LATE = datetime(2026, 5, 20, 14, 45, tzinfo=UTC)


class Stopped:
    """A machine on which it is always the same moment."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """That moment."""
        return self.instant

    def today(self) -> date:
        """Its day in Japan."""
        return day_in_japan(self.instant)


def test_without_a_day_of_its_own_it_is_that_of_the_machine() -> None:
    clock = RegisterClock(Stopped(LATE))
    assert (clock.now(), clock.today()) == (LATE, MAY)


DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.just(UTC))


@given(MOMENTS, DAYS, st.one_of(st.none(), MOMENTS))
def test_it_has_the_time_of_the_machine_on_its_own_day(instant: datetime, day: date, last: datetime | None) -> None:
    clock = RegisterClock(Stopped(instant))
    clock.take_day(day, last)
    first, second = clock.now(), clock.now()
    assert clock.today() == day_in_japan(first) == day_in_japan(second) == day
    if last is None or day_in_japan(last) != day or last < first:
        assert (first - instant) % timedelta(days=1) == timedelta(0) or first > (last or first)
    if last is not None and day_in_japan(last) == day:
        assert first >= last
        assert second >= first


def test_it_is_never_earlier_than_the_last_entry_of_its_day(official: Official) -> None:
    set_training_day(official, day=MAY)
    late = RegisterClock(Stopped(LATE))
    late.follow(official.work)
    with official.work:
        evening = official._replace(clock=late)
        assert late.today() == MAY
    first = evening.a_case().id
    morning = RegisterClock(Stopped(datetime(2027, 1, 5, 0, 0, tzinfo=UTC)))
    morning.follow(official.work)
    assert LATE < morning.now() < LATE + timedelta(seconds=1)
    assert {event.at for event in official.work.events.of_case(first)} == {LATE}


def test_who_sets_the_day_can_act_on_it(official: Official) -> None:
    with pytest.raises(Mendable, match="On 1999-12-31 Hanako Yamada holds no role"):
        set_training_day(official, day=date(1999, 12, 31))
    assert official.work.people.training_day() is None


def test_it_ticks_as_the_machine_does() -> None:
    clock = RegisterClock(TickingClock())
    clock.take_day(MAY)
    assert clock.now() < clock.now()
