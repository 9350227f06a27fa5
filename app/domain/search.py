"""How text is searched, on every screen and in the register: the one place that says which differences do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from app.domain.characters import is_invisible, one_hyphen
from app.domain.errors import Mendable
from app.domain.kanji import TODAYS_FORM

_T = TypeVar("_T")

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.days import Era

_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u02c8\u0060\uff40\uff07"
_DOTS_BETWEEN = "\u30fb\uff65\u00b7\u2022\u2027\u2219\u22c5"
#: Each hiragana, and each sign of repetition, as the katakana of the same sound: they stand 96 apart.
_KATAKANA = {code: code + 0x60 for code in (*range(ord("ぁ"), ord("ゖ") + 1), ord("ゝ"), ord("ゞ"))}
#: Letters that no normalisation takes apart.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
_WAVE_DASH = 0x301C
_PLAIN: dict[int, int | str | None] = {
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, _DOTS_BETWEEN), None),
    **{ord(letter): plain for letter, plain in _LETTERS.items()},
    _WAVE_DASH: "~",
    **_KATAKANA,
    **TODAYS_FORM,
}


def folded(text: str) -> str:
    """The text without differences of width, case, kana, accents, the marks of voiced sounds, hyphens, old kanji.

    ふりげーと, ﾌﾘｹﾞｰﾄ -> フリケ-ト; É -> e; 髙 -> 高; Ｆ−３５ -> f-35.

    What was typed finds a text if its folding stands in that of the text; so the sign of a long vowel is a hyphen even
    between kana, as a part of a word does not show what stands before it. Folding twice changes nothing. The register
    keeps foldings: whoever changes this function adds a migration that folds anew.
    """
    if text.isascii() and text.isprintable():
        return text.casefold().replace("`", "'")
    plain = unicodedata.normalize("NFKC", one_hyphen(text).translate(_PLAIN)).casefold()
    plain = one_hyphen(unicodedata.normalize("NFKD", plain)).translate(_PLAIN)
    return "".join(each for each in plain if not _is_overlooked(each))


@lru_cache(maxsize=4096)
def _is_overlooked(character: str) -> bool:
    """Whether a character is a mark on another, or not to be seen."""
    return bool(unicodedata.combining(character)) or (not character.isspace() and is_invisible(character))


#: A year or a month: 令和8年, 2026年4月, r8.4, 2026-04. A number that nothing follows is none.
_YEAR = r"(?:([^\d元]+)(元|\d{1,2})|(\d{4}))(?:年|[./-](?=\d))(?:(\d{1,2})月?)?"
#: Words that are written in two ways.
_ALIKE = {"and": ("&",), "&": ("and",), "saint": ("st.",), "st.": ("saint",), "st": ("saint",)}


class Search(NamedTuple):
    """What somebody looks for: words, each of them folded and in every way in which it may be written."""

    words: tuple[tuple[str, ...], ...]

    def finds(self, text: str) -> bool:
        """Whether a folded text has every word in it, anywhere and in any order."""
        return all(any(way in text for way in ways) for ways in self.words)


def search_for(typed: str) -> Search:
    """What was typed as words to find; no words where nothing was typed that could be found.

    "The" is left out beside other words. 令和8年 and 2026年 find each other, as do "and" and "&", "Saint" and "St.".
    """
    words = tuple(dict.fromkeys(folded(typed).split()))
    others = tuple(word for word in words if word != "the")
    return Search(
        tuple(tuple(dict.fromkeys((word, *_ALIKE.get(word, ()), *_same_day(word)))) for word in others or words)
    )


def _same_day(word: str) -> list[str]:
    """A day, a month or a year in the other ways of writing it."""
    if word.isalpha() and "年" not in word:
        return []
    # Few words are days, and a list of cases is shown without any.
    from app.domain.days import ERAS, in_era, read_day

    try:
        day = read_day(word)
    except Mendable:
        return _same_month(word, ERAS)
    return [day.isoformat(), f"{day.year}年{day.month}月{day.day}日", in_era(day)]


def _same_month(word: str, eras: Sequence[Era]) -> list[str]:
    found = re.fullmatch(_YEAR, word)
    if found is None:
        return []
    name, year_of_era, written, month = found.groups()
    named = [era for era in eras if name in (era.name, era.latin, era.latin[0])]
    if name and not named:
        return []
    year = int(written or named[0].year_one - 1 + (1 if year_of_era == "元" else int(year_of_era)))
    rest = f"{int(month)}月" if month else ""
    ways = [f"{year}年{rest}", f"{year}-{int(month):02}" if month else f"{year}-"]
    for era in eras:
        if era.first.year <= year <= era.last.year:
            number = year - era.year_one + 1
            ways.append(f"{era.name}{'元' if number == 1 else number}年{rest}")
    return ways


class Findable(NamedTuple):
    """The names under which a thing is found, made ready to be compared with what is typed."""

    names: tuple[str, ...]
    text: str


def findable(*names: str) -> Findable:
    """Makes names ready to be compared with what is typed."""
    return Findable(tuple(dict.fromkeys(map(_as_name, names))), "\n".join(map(folded, names)))


_LONG_VOWEL = "(?<=[ァ-ヺ])-"

#: How near what was typed comes to a thing, the nearest first: it is a name of it, begins one, begins a word of one,
#: stands inside one, or its words stand scattered over all names.
EXACT, BEGINNING, WORD, INSIDE, SCATTERED = range(5)


class Typed(NamedTuple):
    """What was typed to find a thing by one of its names, made ready to be compared with them."""

    name: str
    words: tuple[Search, ...]


def name_typed(typed: str) -> Typed:
    """Makes what was typed ready to be compared with names."""
    name = _as_name(typed)
    return Typed(name, tuple(dict.fromkeys((search_for(typed), search_for(name)))))


def closeness(typed: Typed, thing: Findable) -> int | None:
    """How near what was typed comes to a thing; None where it does not find it."""
    joined = typed.name.replace(" ", "")
    if not joined:
        return None
    places = []
    for name in thing.names:
        whole = name.replace(" ", "")
        if whole == joined:
            return EXACT
        if joined in whole:
            is_word = f" {typed.name}" in f" {name}"
            places.append(BEGINNING if whole.startswith(joined) else WORD if is_word else INSIDE)
    if not places and any(words.finds(thing.text) for words in typed.words):
        return SCATTERED
    return min(places, default=None)


def surely_meant(found: Mapping[_T, int]) -> _T | None:
    """Of what was found, by its closeness, the one thing that is taken without asking back.

    It is the only one that is called so; or the only one found, if a name of it, or a word of one, begins so.
    """
    exact = [thing for thing, place in found.items() if place == EXACT]
    if exact:
        return exact[0] if len(exact) == 1 else None
    return next((thing for thing, place in found.items() if len(found) == 1 and place in (BEGINNING, WORD)), None)


def _as_name(text: str) -> str:
    """A name without its signs, without "the" before it, Saint as St; a text of signs alone as it is folded."""
    plain = folded(text)
    # A hyphen behind a kana is the sign of a long vowel: it parts no words.
    words = re.findall(r"\w+", re.sub(_LONG_VOWEL, "ー", plain).replace("&", " and ").replace("'", ""))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join("st" if word == "saint" else word for word in words) or plain.strip()
