"""Texts, and parts of them as somebody else would type them."""

import unicodedata

from hypothesis import strategies as st

_KANA = [chr(code) for code in range(ord("ぁ"), ord("ゖ") + 1)]
_FULL_WIDTH = {chr(code + 0xFEE0): chr(code) for code in range(ord("!"), ord("~") + 1)}
_HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
_TABLES = (
    {chr(ord(each) + 0x60): each for each in _KANA},
    {each: chr(ord(each) + 0x60) for each in _KANA},
    _HALF_WIDTH,
    _FULL_WIDTH,
    {narrow: wide for wide, narrow in _FULL_WIDTH.items()},
)
_OTHERWISE = {"高": "髙", "国": "國", "-": "‐−–－ー", "'": "’‘", "・": "･·", "é": "eＥ", "辺": "邊邉"}

LETTERS = st.one_of(
    st.sampled_from([*_KANA, *_HALF_WIDTH, *_FULL_WIDTH.values(), "フリゲート", "ゞ", "Ｋ－７７", *_OTHERWISE]),
    st.characters(categories=("L", "M", "N", "P", "S", "Zs")),
)
TEXTS = st.lists(LETTERS, min_size=1, max_size=20).map("".join).filter(str.strip)


def ways_to_type(character: str) -> list[str]:
    """The ways to type a character."""
    others = [table[character] for table in _TABLES if character in table]
    decomposed = unicodedata.normalize("NFD", character)
    return [character, character.upper(), character.lower(), decomposed, *others, *_OTHERWISE.get(character, "")]


@st.composite
def texts_typed_otherwise(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and a part of it as somebody else would type it."""
    text = draw(TEXTS)
    first = draw(st.integers(0, len(text) - 1))
    part = text[first : draw(st.integers(first + 1, len(text)))]
    return text, "".join(draw(st.sampled_from(ways_to_type(character))) for character in part)
