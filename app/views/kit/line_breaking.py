"""Where a line of Japanese or English may break: between phrases, so that no word is torn at the margin."""

import re
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QTextBoundaryFinder

_CLOSING = "、。，．・）」』】〕］｝〉》：；！？"
_OPENING = "（「『【〔［｛〈《"
_HONORIFIC = "ごお"
_ORDINAL = "第"
#: A place in a law, such as 一の項 and 三の二: what follows の is no phrase of its own. But 第一の｜一の項 is two.
_PLACE_IN_LAW = re.compile("(?<=[一二三四五六七八九十]の)(?P<unit>項|[一二三四五六七八九十](?!の項))")
_END_OF_SENTENCE = re.compile(
    "(?:あり|おり|なり|でき|され|られ)?(?:ませんでした|ません|ました|ます|でした|です|ください)"
)

#: How much of a line has to be filled before a whole phrase may be left to the next.
FILL = 0.74


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


def _boundaries(text: str) -> list[int]:
    """The places where the standard allows a line to break, the end included."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    places = []
    position = finder.toNextBoundary()
    while position != -1:
        places.append(position)
        position = finder.toNextBoundary()
    return places


@lru_cache(maxsize=4096)
def phrases(text: str) -> tuple[str, ...]:
    """The text cut into the pieces that should stay whole."""
    pieces, start = [], 0
    named = {found.start("unit") for found in _PLACE_IN_LAW.finditer(text)}
    for position in _boundaries(text):
        if position in named or _numbers(text, position):
            continue
        if position >= len(text) or _ends_a_phrase(text[position - 1], text[position]):
            pieces.append(text[start:position])
            start = position
    return tuple(pieces)


def _numbers(text: str, position: int) -> bool:
    """Whether a number begins there that belongs to the word before it: item 1, Table 3-2, principle 1(1)."""
    return (
        text[position : position + 1].isdigit()
        and text[position - 1] == " "
        and text[position - 2 : position - 1].isalpha()
    )


def _fitting(line: str, piece: str, width: float, measure: Callable[[str], float]) -> int:
    """How much of `piece` still fits behind `line`, cut where the standard allows it."""
    fits = 0
    for place in _boundaries(piece):
        if measure((line + piece[:place]).rstrip()) > width:
            break
        if place == len(piece) or not _tears_a_word(piece, place):
            fits = place
    return fits


def _tears_a_word(piece: str, place: int) -> bool:
    """Whether a word is torn there: one of foreign origin, the end of a sentence, a number with its unit, one of the
    words of a run of kanji.

    These are mostly of two kanji, and the last may be of three: 技術｜移転｜協定, 輸出｜貿易｜管理令.
    """
    if piece[place] == _ORDINAL:
        return False
    if piece[place - 1] == _ORDINAL or (piece[place - 1].isdigit() and _script(piece[place]) == "kanji"):
        return True
    if any(found.start() < place < found.end() for found in _END_OF_SENTENCE.finditer(piece)):
        return True
    scripts = {_script(piece[place - 1]), _script(piece[place])}
    if scripts == {"kanji"}:
        before, after = _run(piece[:place][::-1]), _run(piece[place:])
        # A unit belongs to its number: 4月1日｜閣議.
        before -= piece[: place - before][-1:].isdigit()
        return before % 2 == 1 or after < 2
    return scripts == {"katakana"}


def _run(text: str) -> int:
    """How many kanji a text begins with."""
    return next((at for at, character in enumerate(text) if _script(character) != "kanji"), len(text))


def _cut(piece: str, width: float, measure: Callable[[str], float]) -> int:
    """Where a piece is cut that has no place to break: before the first character that no longer fits."""
    for end in range(2, len(piece) + 1):
        if measure(piece[:end]) > width:
            return end - 1
    return len(piece)


def broken(text: str, width: float, measure: Callable[[str], float], *, fill: float = FILL) -> list[str]:
    """The lines of `text` in a column of `width`, measured by `measure`; a line feed always breaks.

    Phrases stay whole as long as a line is filled to the share `fill` at least; a shorter one takes part of the next.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        # Most texts are short, and are measured only once.
        if measure(whole := paragraph.rstrip()) <= width:
            lines.append(whole)
            continue
        line = ""
        for piece in phrases(paragraph):
            rest = piece
            while rest and measure((line + rest).rstrip()) > width:
                if not line or measure(line) < width * fill:
                    taken = _fitting(line, rest, width, measure)
                    if not taken and not line:
                        taken = _cut(rest, width, measure)
                    line, rest = line + rest[:taken], rest[taken:]
                lines.append(line.rstrip())
                line = ""
            line += rest
        lines.append(line.rstrip())
    return lines


def balanced(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a heading: no more of them than need be, and of about the same length."""
    lines = broken(text, width, measure, fill=0.0)
    if len(lines) < 2:
        return lines
    # Not so narrow that a phrase would be torn that is whole now.
    narrow, wide = max(width / 2, *(measure(piece.rstrip()) for piece in phrases(text.replace("\n", " ")))), width
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        if len(broken(text, middle, measure, fill=0.0)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return broken(text, wide, measure, fill=0.0)
