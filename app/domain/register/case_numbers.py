"""Numbers of cases: which of them are one number to the eye, and which comes next."""

import unicodedata

from app.domain.characters import is_invisible, one_hyphen

#: As many digits are counted on after the year; a longer number was given by hand, for reasons of its own.
COUNTED_DIGITS = 9


def number_key(number: str) -> str:
    """The number without what the eye passes over: width, case, kinds of hyphen, blanks, characters not to be seen.

    Two cases of the same key would have one number. The register keeps keys: whoever changes this function adds a
    migration that makes them anew.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", number).casefold())
    return "".join(sign for sign in one_hyphen(plain) if not sign.isspace() and not is_invisible(sign))


def number_after(year: int, last: int) -> str:
    """The number of a year that follows the one counted last, such as 2026-0001."""
    return f"{year:04}-{last + 1:04}"
