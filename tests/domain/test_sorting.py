"""A list is sorted as a person would: numbers as numbers, kana by their sounds, capital and small letters alike."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sorting import sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["2026-9", "2026-0010", "2026-9999", "2026-10000"],
        ["項目2", "項目10", "項目１１"],
        ["apple", "Banana", "Zebra"],
        ["2号", "１０号", "apple", "アメリカ", "岩手"],
        ["あい", "アウ", "ｱｴ"],
        ["はし", "はじ", "ばし"],
        ["きやく", "きゃん"],
        ["コア", "コーヒー", "コカ"],
        ["いすす", "いすゞ", "いすせ"],
        ["亜", "以", "宇", "於", "加"],
    ],
)
def test_they_stand_in_this_order(ordered: list[str]) -> None:
    assert all(sort_key(one) < sort_key(next_one) for one, next_one in pairwise(ordered))


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.sampled_from(["", "2026-", "項目", "K"]))
def test_numbers_stand_as_numbers(one: int, other: int, before: str) -> None:
    assert (sort_key(f"{before}{one}") < sort_key(f"{before}{other}")) == (one < other)
    assert sort_key(f"{before}{one}x") > sort_key(f"{before}{one}")


@given(st.text("abcdefXYZ 09"), st.text("abcdefXYZ 09"))
def test_capital_or_small_is_no_order(one: str, other: str) -> None:
    assert sort_key(one.upper()) == sort_key(one.lower())
    assert (sort_key(one) < sort_key(other)) == (sort_key(one.upper()) < sort_key(other.lower()))


@given(st.text())
def test_any_text_has_a_key_that_a_register_can_keep(text: str) -> None:
    assert sort_key(text).encode().decode() == sort_key(text)
