"""Which edition decides on which day."""

from datetime import UTC, date, datetime

from app.domain.law.timeline import EntryIntoForce, Period, Timeline

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
SPRING, SUMMER, AUTUMN, WINTER = (date(2026, month, 1) for month in (4, 7, 10, 12))


def shipped(edition_id: str, since: date) -> EntryIntoForce:
    """An edition of the program."""
    return EntryIntoForce(edition_id, "0" * 64, since)


def put(edition_id: str, since: date) -> EntryIntoForce:
    """An edition put in force in a register."""
    return EntryIntoForce(edition_id, "0" * 64, since, "Taro Sato", "", NOON, "Hanako Yamada")


def test_each_edition_decides_until_the_next_one() -> None:
    timeline = Timeline([shipped("b", SUMMER), shipped("a", SPRING)])
    assert timeline.periods == (Period("a", SPRING, SUMMER), Period("b", SUMMER, None))
    assert [timeline.id_on(day) for day in (SPRING, date(2026, 6, 30), SUMMER, WINTER)] == ["a", "a", "b", "b"]
    assert timeline.id_on(date(2026, 3, 31)) is None
    assert Timeline([]).periods == ()


def test_the_days_of_the_editions_are_those_of_their_first_entries() -> None:
    timeline = Timeline([shipped("b", SUMMER), shipped("a", SPRING)]).with_entry(put("a", WINTER))
    assert list(timeline.days.items()) == [("a", SPRING), ("b", SUMMER)]


def test_of_one_day_the_edition_put_in_force_last_decides() -> None:
    timeline = Timeline([shipped("a", SPRING)]).with_entry(put("x", SPRING)).with_entry(put("y", SPRING))
    assert timeline.periods == (Period("y", SPRING, None),)
    assert [entry.is_of_register for entry in timeline.entries] == [False, True, True]


def test_an_edition_put_in_force_late_decides_only_until_one_of_a_later_day() -> None:
    timeline = Timeline([shipped("a", SPRING), shipped("b", AUTUMN)]).with_entry(put("x", SUMMER))
    assert timeline.periods == (Period("a", SPRING, SUMMER), Period("x", SUMMER, AUTUMN), Period("b", AUTUMN, None))
    assert timeline.period_on(WINTER) == Period("b", AUTUMN, None)


def test_putting_a_former_edition_in_force_again_is_the_way_back() -> None:
    timeline = Timeline([shipped("a", SPRING)]).with_entry(put("x", SUMMER)).with_entry(put("a", SUMMER))
    assert timeline.periods == (Period("a", SPRING, None),)
