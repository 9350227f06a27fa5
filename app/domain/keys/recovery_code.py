"""The code on the recovery sheet: 160 bits that a person types from paper, and a character that finds a slip."""

from __future__ import annotations

import unicodedata

from app.domain.characters import is_invisible, one_hyphen
from app.domain.errors import Mendable, Quoted

#: In bytes.
CODE_SIZE = 20

#: Crockford's base 32: digits, and letters but I, L, O and U.
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What stands for the remainders 32 to 36 in the last place only.
_CHECKS = _DIGITS + "*~$=U"
_COUNT = CODE_SIZE * 8 // 5
_GROUP = 4

#: Read as what they look like; and an input method has a tilde of its own.
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "〜": "~"})


def spelled(code: bytes) -> str:
    """A code as it is printed: eight groups of four, and the character that checks them."""
    if len(code) != CODE_SIZE:
        raise ValueError(f"a recovery code has {CODE_SIZE} bytes")
    number = int.from_bytes(code, "big")
    digits = "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(_COUNT)))
    groups = [digits[at : at + _GROUP] for at in range(0, _COUNT, _GROUP)]
    return "-".join((*groups, _CHECKS[number % len(_CHECKS)]))


def read_code(typed: str) -> bytes:
    """The code that somebody typed: small letters, full width, O for 0, I or L for 1, any hyphens and blanks or none.

    Raises `Mendable` where a character can't be part of one, some are missing or too many, or one is mistyped.
    """
    folded = unicodedata.normalize("NFKC", typed).upper().translate(_LOOKS_LIKE)
    signs = [sign for sign in one_hyphen(folded) if sign != "-" and not sign.isspace() and not is_invisible(sign)]
    for place, sign in enumerate(signs):
        if sign not in (_DIGITS if place < _COUNT else _CHECKS):
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
    number = 0
    for sign in signs[:-1]:
        number = number << 5 | _DIGITS.index(sign)
    if _CHECKS[number % len(_CHECKS)] != signs[-1]:
        raise Mendable(
            "The recovery code is mistyped: its last character does not go with those before it. Compare it with the "
            "recovery sheet, group by group."
        )
    return number.to_bytes(CODE_SIZE, "big")
