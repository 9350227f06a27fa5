"""The code on the recovery sheet: 160 bits that a person types from paper, and a character that finds a slip."""

from __future__ import annotations

from app.domain.base32 import CHECKS, DIGITS, check_of, digits_of, number_of, signs_typed
from app.domain.errors import Mendable, Quoted

#: In bytes.
CODE_SIZE = 20

_COUNT = CODE_SIZE * 8 // 5
_GROUP = 4


def spelled(code: bytes) -> str:
    """A code as it is printed: eight groups of four, and the character that checks them."""
    if len(code) != CODE_SIZE:
        raise ValueError(f"a recovery code has {CODE_SIZE} bytes")
    number = int.from_bytes(code, "big")
    digits = digits_of(number, _COUNT)
    groups = [digits[at : at + _GROUP] for at in range(0, _COUNT, _GROUP)]
    return "-".join((*groups, check_of(number)))


def read_code(typed: str) -> bytes:
    """The code that somebody typed: small letters, full width, O for 0, I or L for 1, any hyphens and blanks or none.

    Raises `Mendable` where a character can't be part of one, some are missing or too many, or one is mistyped.
    """
    signs = signs_typed(typed)
    for place, sign in enumerate(signs):
        if sign not in (DIGITS if place < _COUNT else CHECKS):
            raise Mendable(
                "A recovery code has no {sign} at place {place}. Type it as it stands on the recovery sheet: digits "
                "and letters in groups of four, and one character at the end.",
                sign=Quoted(sign),
                place=place + 1,
            )
    if len(signs) != _COUNT + 1:
        raise Mendable(
            "A recovery code has {count} characters, and {typed} were typed. Type it whole, with the single character "
            "at its end.",
            count=_COUNT + 1,
            typed=len(signs),
        )
    number = number_of(signs[:-1])
    if check_of(number) != signs[-1]:
        raise Mendable(
            "The recovery code is mistyped: its last character does not go with those before it. Compare it with the "
            "recovery sheet, group by group."
        )
    return number.to_bytes(CODE_SIZE, "big")
