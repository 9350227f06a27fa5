"""The code of the recovery sheet: read however it is typed, and no slip is taken for another code."""

import string
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Mendable
from app.domain.keys.recovery_code import read_code, spelled

codes = st.binary(min_size=20, max_size=20)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = CROCKFORD + "*~$=U"
BLANKS_AND_HYPHENS = ["", " ", "\u3000", "\u00a0", "-", "‐", "–", "—", "−", "ー", "－", "ｰ", "\u200b", "\t"]


def told(typed: str) -> str:
    """Why it is refused."""
    with pytest.raises(Mendable) as refusal:
        read_code(typed)
    return str(refusal.value)


def by_hand(code: bytes) -> str:
    """Spelled by long division, which shares nothing with the shifts of the program."""
    number, digits = int(code.hex(), 16), ""
    check = CHECKS[number % 37]
    for _ in range(32):
        number, rest = divmod(number, 32)
        digits = CROCKFORD[rest] + digits
    assert number == 0
    return digits + check


@given(codes)
def test_it_is_spelled_in_groups_and_read_again(code: bytes) -> None:
    text = spelled(code)
    assert [len(group) for group in text.split("-")] == [4] * 8 + [1]
    assert text.replace("-", "") == by_hand(code)
    assert read_code(text) == code


@given(codes, st.data())
def test_it_is_read_in_whatever_way_it_is_typed(code: bytes, data: st.DataObject) -> None:
    typed = ""
    for sign in spelled(code).replace("-", ""):
        ways = [sign, sign.lower(), *("oO" if sign == "0" else "iIlL" if sign == "1" else "")]
        letter = data.draw(st.sampled_from(ways))
        if data.draw(st.booleans()) and letter in string.printable:
            letter = chr(ord(letter) + 0xFEE0)
            assert unicodedata.normalize("NFKC", letter) in ways
        typed += letter + data.draw(st.sampled_from(BLANKS_AND_HYPHENS))
    assert read_code(typed) == code


def test_a_tilde_is_read_as_every_input_method_types_it() -> None:
    code = next(code for number in range(99) if spelled(code := number.to_bytes(20, "big")).endswith("~"))
    for tilde in "~～〜":
        assert read_code(spelled(code)[:-1] + tilde) == code


@given(codes, st.integers(0, 32), st.sampled_from(CHECKS))
def test_no_mistyped_character_is_taken_for_another_code(code: bytes, place: int, other: str) -> None:
    text = spelled(code).replace("-", "")
    wrong = text[:place] + other + text[place + 1 :]
    if wrong != text:
        said = told(wrong)
        assert "is mistyped" in said or (place < 32 and other in "*~$=U" and "has no" in said)


@given(codes, st.integers(0, 30))
def test_no_two_neighbours_are_exchanged_unnoticed(code: bytes, place: int) -> None:
    text = spelled(code).replace("-", "")
    wrong = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if wrong != text:
        assert "is mistyped" in told(wrong)


@given(codes, st.integers(0, 32))
def test_one_that_is_not_whole_is_said_to_be_so(code: bytes, length: int) -> None:
    typed = spelled(code).replace("-", "")[:length]
    assert f"has 33 characters, and {length} were typed" in told(typed)


def test_what_is_no_part_of_a_code_is_named_with_its_place() -> None:
    assert "has no “#” at place 3" in told("AB#D")
    assert "has no “U” at place 1" in told("U")
    assert "has no “関” at place 2" in told("A関")


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_code_or_refused_in_a_sentence(typed: str) -> None:
    with suppress(Mendable):
        assert len(read_code(typed)) == 20


def test_only_160_bits_are_spelled() -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        spelled(b"short")
