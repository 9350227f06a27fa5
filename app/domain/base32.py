"""Numbers that people type from paper: Crockford's base 32, with a character that finds a slip."""

import unicodedata

from app.domain.characters import is_invisible, one_hyphen

#: Digits, and letters but I, L, O and U.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What stands for the remainders of 37 in the last place; the last five only there.
CHECKS = DIGITS + "*~$=U"
_BITS = 5

#: Read as what they look like; and an input method has a tilde of its own.
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "〜": "~"})


def digits_of(number: int, count: int) -> str:
    """A number that is not negative in so many digits, the highest first."""
    return "".join(DIGITS[number >> _BITS * place & 31] for place in reversed(range(count)))


def check_of(number: int) -> str:
    """The character that checks a number: its remainder of 37."""
    return CHECKS[number % len(CHECKS)]


def number_of(digits: str) -> int:
    """The number that is spelled so; `ValueError` where a character is no digit."""
    number = 0
    for digit in digits:
        number = number << _BITS | DIGITS.index(digit)
    return number


def signs_typed(typed: str) -> str:
    """What was typed, in one form: any width, small letters, O for 0, I or L for 1; without blanks and dashes."""
    folded = one_hyphen(unicodedata.normalize("NFKC", typed).upper().translate(_LOOKS_LIKE))
    return "".join(sign for sign in folded if not (sign.isspace() or is_invisible(sign) or _is_dash(sign)))


def _is_dash(sign: str) -> bool:
    return unicodedata.category(sign) == "Pd"
