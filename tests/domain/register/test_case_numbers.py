"""Which numbers are one number to the eye."""

import unicodedata

import hypothesis
import pytest
from hypothesis import strategies as st

from app.domain.register.case_numbers import number_after, number_key
from tests.texts import NUMBER, TWINS


@pytest.mark.parametrize("twin", TWINS)
def test_what_the_eye_takes_for_one_number_has_one_key(twin: str) -> None:
    assert number_key(twin) == number_key(NUMBER) == NUMBER


def test_letters_of_either_case_and_width_are_one() -> None:
    assert number_key("Ａ防装第12号") == number_key("a防装第１２号") != number_key("b防装第12号")


@pytest.mark.parametrize("other", ["2026-0101", "2026-01000", "20260100", "2026/0100", "2025-0100"])
def test_what_reads_otherwise_is_another_number(other: str) -> None:
    assert number_key(other) != NUMBER


@hypothesis.given(st.text())
def test_a_key_is_the_key_of_itself_and_of_any_width(number: str) -> None:
    key = number_key(number)
    assert number_key(key) == key
    assert number_key(unicodedata.normalize("NFKC", number)) == key


def test_numbers_are_counted_on() -> None:
    assert [number_after(2026, last) for last in (0, 99, 9_999)] == ["2026-0001", "2026-0100", "2026-10000"]
