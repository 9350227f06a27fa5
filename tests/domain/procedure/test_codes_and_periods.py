"""What is typed from a sheet, how many there are, and how long a permit runs."""

import sys
import unicodedata
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical_json
from app.domain.procedure.code import code_of, read_code
from app.domain.procedure.periods import last_day_of, months_after
from app.domain.procedure.quantities import quantity_read

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"
NAMES = st.text(min_size=1, max_size=10)


def code_by_hand(contents: list[object]) -> str:
    """The first 50 bits of the digest as binary digits, read five by five; and their remainder of 37."""
    bits = "".join(f"{byte:08b}" for byte in sha256(canonical_json(contents).encode()).digest())[:50]
    signs = "".join(CROCKFORD[int(bits[at : at + 5], 2)] for at in range(0, 50, 5))
    return f"{signs[:5]}-{signs[5:]}-{CROCKFORD[int(bits, 2) % 37]}"


@given(st.lists(st.dictionaries(NAMES, NAMES), max_size=3))
def test_the_code_is_fifty_bits_and_a_check_character(contents: list[dict[str, str]]) -> None:
    assert code_of(contents) == code_by_hand(list(contents))
    assert read_code(code_of(contents)) == code_of(contents)


DASHES = [
    chr(each)
    for each in range(sys.maxunicode + 1)
    # The wave dash is what an input method types for the tilde, a check character.
    if (unicodedata.category(chr(each)) == "Pd" and chr(each) != "〜") or chr(each) in "ーｰ−"
]


@given(contents=st.text(), data=st.data())
def test_a_code_is_read_in_any_width_and_case_with_any_dash_and_blank(contents: str, data: st.DataObject) -> None:
    code = code_of([contents])
    typed = ""
    for sign in code.replace("-", ""):
        looks = {"0": "0Oo０Ｏｏ", "1": "1IiLl１Ｉｌ"}.get(sign, sign + sign.lower())
        wide = [chr(ord(each) + 0xFEE0) for each in looks if "!" <= each <= "~"]
        typed += data.draw(st.sampled_from([*looks, *wide]))
        typed += data.draw(st.sampled_from(["", "", "", " ", "　", "\u00a0", *DASHES]))
    assert read_code(typed) == code


def test_every_dash_and_mark_of_a_long_vowel_is_dropped() -> None:
    code = code_of(["any"])
    assert [f"U+{ord(dash):04X}" for dash in DASHES if read_code(code.replace("-", dash)) != code] == []


@given(contents=st.text(), at=st.integers(0, 9), sign=st.sampled_from(CROCKFORD[:32]))
def test_one_wrong_character_is_found(contents: str, at: int, sign: str) -> None:
    signs = code_of([contents]).replace("-", "")
    mistyped = signs[:at] + sign + signs[at + 1 :]
    assert (read_code(mistyped) is None) == (mistyped != signs)


@given(contents=st.text(), at=st.integers(0, 8))
def test_two_characters_in_the_wrong_order_are_found(contents: str, at: int) -> None:
    signs = code_of([contents]).replace("-", "")
    turned = signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]
    assert (read_code(turned) is None) == (turned != signs)


@pytest.mark.parametrize(
    "typed", ["", "-", "00000-0000-0", "00000-000000-00", "0000U-00000-0", "番号一二三四五六七八九"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@pytest.mark.parametrize(
    ("dated", "ends"),
    [
        (date(2026, 6, 10), date(2026, 12, 10)),
        (date(2026, 6, 30), date(2026, 12, 31)),
        # From 31 August: February has no 31st, so that the period ends with its last day.
        (date(2026, 8, 30), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        # From 1 September to the day before 1 March; from 30 August the last month has no 30th.
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 8, 29), date(2027, 2, 28)),
        (date(2026, 8, 28), date(2027, 2, 28)),
        (date(2026, 8, 27), date(2027, 2, 27)),
        (date(2026, 2, 28), date(2026, 8, 31)),
        (date(2028, 2, 28), date(2028, 8, 28)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2026, 5, 31), date(2026, 11, 30)),
    ],
)
def test_six_months_run_from_the_day_after(dated: date, ends: date) -> None:
    assert last_day_of(dated, 6) == ends


@given(day=st.dates(date(1990, 1, 1), date(2190, 1, 1)), months=st.integers(0, 120))
def test_months_later_is_the_same_number_or_the_end_of_the_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and months_after(later, 0) == later)
    if later.day != day.day:
        assert (later.toordinal() + 1) == date.fromordinal(later.toordinal() + 1).toordinal()
        assert date.fromordinal(later.toordinal() + 1).day == 1


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("8", 8),
        ("5000着", 5000),
        ("5,000 sets", 5000),
        ("５，０００着", 5000),
        ("1,234,567", 1234567),
        ("  12 units", 12),
        ("0", 0),
        ("3隻（予備1）", 3),
        ("2.5 t", None),
        ("1,5 t", None),
        ("5,00", None),
        ("a few", None),
        ("", None),
        ("-3", None),
        ("約8", None),
    ],
)
def test_the_number_at_the_beginning_of_a_quantity(typed: str, whole: int | None) -> None:
    assert quantity_read(typed) == whole
