"""Characters that look alike or can't be seen: what the eye takes for one hyphen, for a blank, for nothing."""

import unicodedata

#: What is typed for a hyphen: with an input method the sign of a long vowel stands on its key.
_HYPHENS = "-‐‑‒–—―−⁃˗─━ー⁻➖"
_TO_HYPHEN = dict.fromkeys(map(ord, _HYPHENS), "-")

# Marks that turn the direction of writing can make a text read as another one.
_DIRECTION_MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

#: They take no ink, although Unicode counts them among letters, marks and signs.
_INKLESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
#: Not those of private use and not those that a later Unicode assigns: both are kanji of names.
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def one_hyphen(text: str) -> str:
    """The text with every hyphen, dash, minus and sign of a long vowel as "-"."""
    return text.translate(_TO_HYPHEN)


def is_invisible(character: str) -> bool:
    """Whether a character is no blank and yet not to be seen: zero-width signs, control characters, selectors."""
    return (
        unicodedata.category(character) in _INVISIBLE
        or character in _INKLESS
        or 0xFE00 <= ord(character) <= 0xFE0F
        or 0xE0100 <= ord(character) <= 0xE01EF
    )


def unshowable(text: str, *, breaks: str = "") -> str | None:
    """The first character that no text may hold, as it can't be shown or turns the direction of what is written.

    `breaks` are the control characters that break lines or columns and are taken here.
    """
    if text.isprintable():
        return None
    return next((each for each in text if not each.isprintable() and _is_unshowable(each) and each not in breaks), None)


def _is_unshowable(character: str) -> bool:
    return character in _DIRECTION_MARKS or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def visible(text: str) -> str:
    """The text without what can't be seen, blanks included: empty where there is nothing to read."""
    return "".join(character for character in text if not character.isspace() and not is_invisible(character))
