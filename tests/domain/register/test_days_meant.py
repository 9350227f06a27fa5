"""Which days are refused or asked back, by what they are the days of."""

from datetime import date

import pytest

from app.domain.register.days_meant import KindOfDay, doubt_about_day, refusal_of_day, remark_on_days

TODAY, FIRST = date(2026, 11, 22), date(2014, 4, 1)
YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)
PAPERS = (KindOfDay.DOCUMENT, KindOfDay.OFFICIAL_ANSWER)


@pytest.mark.parametrize("kind", KindOfDay)
def test_no_paper_is_dated_on_a_day_to_come(kind: KindOfDay) -> None:
    assert (refusal_of_day(kind, TOMORROW, TODAY) is not None) is (kind in PAPERS)
    for day in (TODAY, YESTERDAY, date(1868, 1, 1)):
        assert refusal_of_day(kind, day, TODAY) is None


def test_no_office_answered_about_rules_before_there_were_any() -> None:
    refusal = refusal_of_day(KindOfDay.OFFICIAL_ANSWER, date(2014, 3, 31), TODAY, FIRST)
    assert "the first rules came into force on 2014-04-01" in str(refusal)
    assert refusal_of_day(KindOfDay.OFFICIAL_ANSWER, FIRST, TODAY, FIRST) is None


ASKED_BACK = (
    (KindOfDay.RECEIVED, TOMORROW, "has not come yet"),
    (KindOfDay.RECEIVED, date(2099, 1, 1), "has not come yet"),
    (KindOfDay.RECEIVED, date(2014, 3, 31), "before 2014-04-01"),
    (KindOfDay.ASSESSED, date(2029, 1, 1), "years ahead"),
    (KindOfDay.ASSESSED, date(2099, 1, 1), "years ahead"),
    (KindOfDay.IN_FORCE, date(2029, 1, 1), "years ahead"),
    (KindOfDay.LETTER, date(2029, 1, 1), "years ahead"),
    (KindOfDay.LETTER, date(2006, 11, 22), "before 2014-04-01"),
    (KindOfDay.DOCUMENT, date(1925, 12, 31), "a hundred years ago"),
)


@pytest.mark.parametrize(("kind", "day", "because"), ASKED_BACK)
def test_a_day_that_is_likely_a_slip_is_asked_back(kind: KindOfDay, day: date, because: str) -> None:
    doubt = doubt_about_day(kind, day, TODAY, FIRST)
    assert doubt is not None
    assert because in str(doubt)
    assert str(doubt).endswith("Is this day meant?")


TAKEN = (
    (KindOfDay.RECEIVED, TODAY),
    (KindOfDay.RECEIVED, FIRST),
    (KindOfDay.ASSESSED, FIRST),
    (KindOfDay.ASSESSED, date(2028, 12, 31)),
    (KindOfDay.IN_FORCE, date(2027, 4, 1)),
    (KindOfDay.DOCUMENT, date(1954, 7, 1)),
    (KindOfDay.OFFICIAL_ANSWER, TODAY),
    (KindOfDay.LETTER, date(2026, 12, 25)),
    (KindOfDay.LOOKED_AT, date(2199, 12, 31)),
)


@pytest.mark.parametrize(("kind", "day"), TAKEN)
def test_a_day_of_daily_work_is_taken_without_a_question(kind: KindOfDay, day: date) -> None:
    assert doubt_about_day(kind, day, TODAY, FIRST) is None
    assert refusal_of_day(kind, day, TODAY) is None


def test_an_assessment_by_the_law_of_a_day_before_the_request_came_is_remarked_on() -> None:
    assert "before it was received" in str(remark_on_days(TODAY, YESTERDAY))
    assert remark_on_days(TODAY, TODAY) is None
    assert remark_on_days(YESTERDAY, TODAY) is None
