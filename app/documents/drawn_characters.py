"""Which characters the bundled fonts draw, and what a document shows in the place of one that they lack."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from app.wording.language import Words

#: The "geta", which Japanese printers set where they had no type.
_GETA = "〓"
#: They turn a kanji into a variant of it, which the fonts do not have; the kanji itself is drawn.
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class Lacking(NamedTuple):
    """A character that the fonts lack, with what a document shows instead."""

    character: str
    code: str
    shown: str


class DrawnCharacters:
    """The characters of the bundled fonts."""

    def __init__(self, codes: Iterable[range]) -> None:
        self.codes = frozenset(code for block in codes for code in block)

    def lacking(self, text: str) -> tuple[Lacking, ...]:
        """What can't be drawn in a text, each once, in the order in which it stands there."""
        found: dict[str, Lacking] = {}
        for before, character in zip(" " + text, text, strict=False):
            if not self._draws(character):
                lacking = _lacking(before, character)
                # Of variants each is one: many share their selector.
                found.setdefault(lacking.character, lacking)
        return tuple(found.values())

    def drawable(self, text: str) -> str:
        """The text as it can be drawn: what is lacking is shown by its code, never by an empty box."""
        if not any(not self._draws(character) for character in text):
            return text
        shown = {lacking.character[-1]: lacking.shown for lacking in self.lacking(text)}
        return "".join(shown.get(character, character) for character in text)

    def _draws(self, character: str) -> bool:
        return ord(character) in self.codes or unicodedata.category(character) in ("Cc", "Cf")


def read_drawn_characters(path: Path) -> DrawnCharacters:
    """The characters as `packaging/font_subset.py` wrote them down when it cut the fonts: a range a line."""
    ranges = (line.split("-") for line in path.read_text(encoding="ascii").split())
    return DrawnCharacters(range(int(first, 16), int(last, 16) + 1) for first, last in ranges)


def _lacking(before: str, character: str) -> Lacking:
    code = f"U+{ord(character):04X}"
    if any(ord(character) in block for block in _SELECTORS):
        return Lacking(before + character, f"U+{ord(before):04X} {code}", "")
    return Lacking(character, code, f"{_GETA}[{code}]")


def lacking_says(words: Words, lacking: tuple[Lacking, ...]) -> tuple[str, ...]:
    """Which characters a document can't show, and what stands there instead."""
    _, told = words._, []
    replaced = [words.noted(each.character, each.code) for each in lacking if each.shown]
    if replaced:
        told.append(
            _(
                "The type of documents lacks these characters. 〓 with their number stands there: {characters}",
                characters=words.listed(replaced),
            )
        )
    variants = words.listed([words.noted(each.character, each.code) for each in lacking if not each.shown])
    if variants:
        told.append(_("These variants of characters are shown in their usual form: {characters}", characters=variants))
    return tuple(told)
