"""Where a line of Japanese or English may break: between phrases, so that no word is torn at the margin."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QTextBoundaryFinder

_CLOSING = "、。，．・）」』】〕］｝〉》：；！？"
_OPENING = "（「『【〔［｛〈《"
_HONORIFIC = "ごお"


def _script(character: str) -> str:
    code = ord(character)
    if character in _CLOSING:
        return "closing"
    if character in _OPENING:
        return "opening"
    if 0x3041 <= code <= 0x309F:
        return "hiragana"
    if 0x30A0 <= code <= 0x30FF:
        return "katakana"
    if 0x3400 <= code <= 0x9FFF or character in "々〆":
        return "kanji"
    return "space" if character.isspace() else "latin"


def _ends_a_phrase(before: str, after: str) -> bool:
    """Whether the place between two characters is also the end of a phrase, not only a place the standard allows.

    Japanese phrases end in kana particles or punctuation and begin with a kanji, a katakana or a foreign word; a run
    of kanji or of katakana is one word.
    """
    left, right = _script(before), _script(after)
    if left == "space" or left == "closing" or right == "opening":
        return True
    if left == "hiragana":
        return right in ("kanji", "katakana", "latin") and before not in _HONORIFIC
    return left == "latin" and right == "latin"


@lru_cache(maxsize=4096)
def phrases(text: str) -> tuple[str, ...]:
    """The text cut into the pieces that should stay whole."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    pieces, start = [], 0
    position = finder.toNextBoundary()
    while position != -1:
        if position >= len(text) or _ends_a_phrase(text[position - 1], text[position]):
            pieces.append(text[start:position])
            start = position
        position = finder.toNextBoundary()
    return tuple(pieces)


def _split_long(piece: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """A piece wider than the line, cut where it must be."""
    parts, part = [], ""
    for character in piece:
        if part and measure(part + character) > width and _script(character) != "closing":
            parts.append(part)
            part = ""
        part += character
    return [*parts, part]


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of `text` in a column of `width`, measured by `measure`; a line feed always breaks."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in phrases(paragraph):
            if measure((line + piece).rstrip()) <= width:
                line += piece
                continue
            if line:
                lines.append(line.rstrip())
            if measure(piece.rstrip()) <= width:
                line = piece
            else:
                *full, line = _split_long(piece, width, measure)
                lines.extend(full)
        lines.append(line.rstrip())
    return lines


def balanced(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a heading: no more of them than need be, and of about the same length."""
    lines = broken(text, width, measure)
    if len(lines) < 2:
        return lines
    narrow, wide = width / 2, width
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        if len(broken(text, middle, measure)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return broken(text, wide, measure)
