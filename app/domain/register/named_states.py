"""Which states a title names: by their names in both languages and by the other names under which they are found."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.law.reference import Reference

#: Shorter names are parts of too many words.
_SHORTEST = 2
_LATIN_SHORTEST = 4
_KATAKANA = r"ァ-ヺー"


def states_named(text: str, reference: Reference) -> tuple[str, ...]:
    """The codes of the states that a text names, in its order. In “Papua New Guinea” there is no Guinea."""
    pattern, codes = _names(reference)
    named = (codes[found.group(0)] for found in pattern.finditer(_plain(text)))
    return tuple(dict.fromkeys(named))


def others_named(title: str, destination: str | None, reference: Reference) -> tuple[str, ...]:
    """The states that a title names where the destination is another: none where it names the destination, too."""
    named = states_named(title, reference)
    return () if destination is None or destination in named else named


@lru_cache(maxsize=2)
def _names(reference: Reference) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the name of a state, the longest first, and whose name it is. A name of two states finds neither."""
    codes: dict[str, set[str]] = {}
    for code, row in reference.countries.items():
        for name in (*row.name, *row.short, *row.also):
            plain = _plain(name)
            if len(plain) >= (_LATIN_SHORTEST if plain.isascii() else _SHORTEST):
                codes.setdefault(plain, set()).add(code)
    known = {name: next(iter(of)) for name, of in codes.items() if len(of) == 1}
    found = "|".join(_whole(name) for name in sorted(known, key=len, reverse=True))
    return re.compile(found or r"(?!)"), known


def _whole(name: str) -> str:
    """The name as a word of its own: タイ is no part of タイヤ, Oman none of Roman."""
    kind = r"\w" if name.isascii() else _KATAKANA if re.fullmatch(f"[{_KATAKANA}・]+", name) else ""
    around = f"[{kind}]" if kind else "(?!)"
    return f"(?<!{around}){re.escape(name)}(?!{around})" if kind else re.escape(name)


def _plain(text: str) -> str:
    """Without differences of width, case and the accents of Latin letters; the marks of kana stay."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(each for each in apart if not "\u0300" <= each <= "\u036f"))
