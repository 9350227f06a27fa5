"""In which order texts stand in a list: numbers as numbers, kana as in a dictionary, capital or small alike."""

import re
import unicodedata

from app.domain.search import folded

_NUMBER = re.compile(r"0*(\d+)")
_LONGEST_NUMBER = 500
_LENGTHENED = re.compile("(.)([ーゝヽゞヾ])")
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_VOWELS = {
    "ア": "アカサタナハマヤラワ",
    "イ": "イキシチニヒミリヰ",
    "ウ": "ウクスツヌフムユル",
    "エ": "エケセテネヘメレヱ",
    "オ": "オコソトノホモヨロヲ",
}
_VOWEL_OF = {kana: vowel for vowel, row in _VOWELS.items() for kana in row}
_KANJI = range(0x3400, 0xA000)
#: Where kanji begin in the order: behind kana, in the order of JIS, whose first level goes by reading.
_JIS, _NOT_IN_JIS = 0x20000, 0x30000


def sort_key(text: str) -> str:
    """A text that sorts, by its code points, where this one stands in a list.

    項目2 before 項目10; apple, Banana, Zebra; はし, ばし, はじ by their sounds, a long vowel as the vowel that it
    lengthens; kanji as JIS has them. What comes to the same so far is told apart by its voiced sounds.
    """
    composed = unicodedata.normalize("NFKC", text)
    plain = folded(_LENGTHENED.sub(_spelt_out, composed)).translate(_SMALL)
    key = _NUMBER.sub(lambda found: f"0{chr(min(len(found[1]), _LONGEST_NUMBER))}{found[1]}", plain)
    return "".join(map(_in_jis, key)) + "\x00" + composed.casefold()


def _spelt_out(found: re.Match[str]) -> str:
    """A kana with the sign behind it that repeats it, or lengthens its vowel."""
    before, sign = found.groups()
    if sign != "ー":
        return before + before
    return before + _VOWEL_OF.get(folded(before).translate(_SMALL), sign)


def _in_jis(character: str) -> str:
    if ord(character) not in _KANJI:
        return character
    try:
        return chr(_JIS + int.from_bytes(character.encode("cp932"), "big"))
    except UnicodeEncodeError:
        return chr(_NOT_IN_JIS + ord(character))
