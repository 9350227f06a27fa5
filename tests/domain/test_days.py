"""A day is read from every form, as itself or not at all."""

from datetime import date, timedelta

import hypothesis
import pytest
from hypothesis import strategies as st

from app.domain.days import both_ways, in_era, read_day, with_eras
from app.domain.errors import Mendable
from tests.date_forms import ERAS, FIRST, FRAMES, LAST, NO_DAYS, forms, of_era, scattered_days

days = st.dates(FIRST, LAST)


@hypothesis.given(days, st.data())
def test_any_day_in_any_form_is_read_as_itself(day: date, data: st.DataObject) -> None:
    form, frame = data.draw(st.sampled_from(forms(day))), data.draw(st.sampled_from(FRAMES))
    assert read_day(frame(form)) == day


def test_every_form_of_days_of_all_eras_is_read() -> None:
    for day in scattered_days(60):
        assert {read_day(form) for form in forms(day)} == {day}


def test_every_day_is_written_with_its_era_as_the_forms_have_it() -> None:
    for day in scattered_days(400):
        written = of_era(day)
        assert (
            in_era(day) == (written[1] if "元年" in "".join(written[:2]) else written[0])
            if written
            else not in_era(day)
        )


def test_a_day_is_written_both_ways() -> None:
    assert both_ways(date(2026, 6, 1)) == "2026-06-01 · 令和8年6月1日"
    assert both_ways(date(2019, 5, 1)) == "2019-05-01 · 令和元年5月1日"
    assert both_ways(date(1872, 12, 31)) == "1872-12-31"


@pytest.mark.parametrize("era", ERAS, ids=lambda era: era[0])
def test_an_era_has_no_day_before_its_first_or_after_its_last(era: tuple[str, str, date, date, int]) -> None:
    name, letter, first, last, before = era
    for day, is_in_it in ((first, True), (last, True), (first - timedelta(1), False), (last + timedelta(1), False)):
        for form in (
            f"{name}{day.year - before}年{day.month}月{day.day}日",
            f"{letter}{day.year - before}.{day.month}.{day.day}",
        ):
            if is_in_it:
                assert read_day(form) == day
            else:
                with pytest.raises(Mendable):
                    read_day(form)


@pytest.mark.parametrize(("typed", "because"), NO_DAYS.items())
def test_what_is_no_day_is_refused_in_a_sentence(typed: str, because: str) -> None:
    with pytest.raises(Mendable) as refusal:
        read_day(typed)
    assert because in str(refusal.value)


@hypothesis.given(
    st.text(max_size=20) | st.text(alphabet="0123456789-/. 年月日令和平成元RHS十百千二〇○ー", max_size=14)
)
def test_whatever_is_typed_is_a_day_of_these_centuries_or_refused(typed: str) -> None:
    try:
        day = read_day(typed)
    except Mendable:
        return
    assert FIRST <= day <= LAST


@hypothesis.given(day=st.dates(date(1873, 1, 1), date(2199, 12, 31)))
def test_a_western_date_in_a_text_is_written_with_its_era(day: date) -> None:
    written = f"契約書（{day.year}年{day.month}月{day.day}日付、第{day.year}号）"
    assert with_eras(written) == f"契約書（{in_era(day)}付、第{day.year}号）"
    assert read_day(with_eras(f"{day.year}年{day.month}月{day.day}日")) == day


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026年4月及び2026年改正後", "令和8年4月及び令和8年改正後"),
        ("2019年4月、2019年5月", "平成31年4月、令和元年5月"),
        ("2019年", "2019年"),
        ("1989年1月", "1989年1月"),
        ("2026年2月30日", "2026年2月30日"),
        ("昭和24年法律第228号", "昭和24年法律第228号"),
        ("1600年", "1600年"),
        ("12026年4月", "12026年4月"),
    ],
)
def test_of_two_eras_none_is_taken(written: str, said: str) -> None:
    assert with_eras(written) == said
