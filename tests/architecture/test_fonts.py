"""Every character that the program's data can put on the screen is in the bundled fonts."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
FONTS = RESOURCES / "fonts"
# Text, and not notes for those who keep it.
JOYO = Path(__file__).parent / "joyo_kanji.txt"
TEXTS = sorted(file for kind in ("*.toml", "*.csv", "*.po") for file in RESOURCES.rglob(kind))


def drawn_by(name: str) -> set[str]:
    """The characters that a font can draw."""
    with TTFont(FONTS / name) as font:
        return {chr(code) for code in font.getBestCmap()}


@pytest.fixture(scope="module", params=["Regular.", "Bold."])
def drawn(request: pytest.FixtureRequest) -> set[str]:
    """What both families together can draw, in one weight."""
    weight: str = request.param
    return drawn_by(f"BIZUDPGothic-{weight}ttf") | drawn_by(f"Inter-{weight}otf")


def missing(text: str, drawn: set[str]) -> Iterator[str]:
    """The characters of a text that would be shown as an empty box."""
    for char in sorted(set(text) - drawn):
        if unicodedata.category(char) != "Cc":
            yield f"{char} (U+{ord(char):04X} {unicodedata.name(char, '')})"


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: str(file.relative_to(RESOURCES)))
def test_no_text_meets_a_missing_glyph(file: Path, drawn: set[str]) -> None:
    assert list(missing(file.read_text(encoding="utf-8"), drawn)) == []


def test_a_missing_glyph_would_be_found(drawn: set[str]) -> None:
    assert [found[0] for found in missing("関所 ☕ 𠮷", drawn)] == ["☕", "𠮷"]


def test_every_joyo_kanji_can_be_drawn(drawn: set[str]) -> None:
    """Also 塡 剝 頰 𠮟, which Shift_JIS lacks. The list is that of the Cabinet's notice of 2010."""
    joyo = JOYO.read_text(encoding="utf-8").split()
    kanji = set("".join(joyo))
    assert len(kanji) == 2136
    assert {char for char in kanji if not char.encode("cp932", "ignore")} == set("塡剝頰𠮟")
    assert list(missing("".join(joyo), drawn)) == []


def test_every_character_of_microsofts_shift_jis_can_be_drawn(drawn: set[str]) -> None:
    every = (chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000)
    # Without the places that each office fills as it likes (外字).
    known = [char for char in every if char.encode("cp932", "ignore") and unicodedata.category(char) != "Co"]
    assert len(known) > 7_000
    assert list(missing("".join(known), drawn)) == []


@pytest.mark.parametrize(
    "text", ["髙﨑①㈱～〜−‖—", "𡈽㋿㍻濵邊神福塚", "Türkiye, Côte d’Ivoire, Việt Nam", "–•≤≥…→※", "ｱｲｳﾞ"]
)
def test_what_offices_type_can_be_drawn(text: str, drawn: set[str]) -> None:
    assert list(missing(text, drawn)) == []


def test_what_stands_beside_the_fonts_is_what_they_draw(drawn: set[str]) -> None:
    written = (FONTS / "characters.txt").read_text(encoding="ascii").split()
    ranges = [[int(end, 16) for end in line.split("-")] for line in written]
    named = {chr(code) for first, last in ranges for code in range(first, last + 1)}
    assert named <= drawn
    assert {character for character in drawn - named if not unicodedata.category(character).startswith("C")} == set()


def test_the_fonts_travel_with_their_licences() -> None:
    families = {file.stem.split("-")[0] for file in FONTS.glob("*.?tf")}
    assert families == {"BIZUDPGothic", "Inter"}
    assert all("SIL OPEN FONT LICENSE" in (FONTS / f"{family}-OFL.txt").read_text("utf-8") for family in families)
