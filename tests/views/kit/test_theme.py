"""The tokens: the same in every theme, readable in every theme."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app import paths
from app.viewmodels.window.looks_model import THEMES
from app.views.kit.theme import (
    ROLES,
    dress,
    hairline,
    palette_of,
    read_families,
    read_theme,
    scaled,
    style_sheet,
)
from tests.viewmodels.surroundings import LOOKS

#: What is written on what: each pair of tokens that meets on some screen.
WRITTEN_ON = [
    *((ink, ground) for ink in ("ink", "muted", "accent") for ground in ("ground", "card", "accent_soft")),
    *(("caution", ground) for ground in ("ground", "card", "caution_soft")),
    ("ink", "caution_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("accent_strong", "card"),
    *((ink, ground) for ink in ("rail_ink", "rail_strong") for ground in ("rail", "rail_soft")),
]

#: What has to be made out without being read: frames of fields, marks.
SEEN_ON = [("line_strong", "card"), ("line_strong", "ground"), ("accent", "card"), ("caution", "card")]


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    tone = QColor(colour)
    return 0.2126 * linear(tone.redF()) + 0.7152 * linear(tone.greenF()) + 0.0722 * linear(tone.blueF())


def contrast(one: str, other: str) -> float:
    """Contrast after WCAG 2.2."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), WRITTEN_ON)
def test_everything_written_can_be_read(name: str, ink: str, ground: str) -> None:
    colours = read_theme(paths.STYLE, name).colours
    assert contrast(colours[ink], colours[ground]) >= (7 if name == "high-contrast" else 4.5)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("mark", "ground"), SEEN_ON)
def test_everything_drawn_can_be_made_out(name: str, mark: str, ground: str) -> None:
    colours = read_theme(paths.STYLE, name).colours
    assert contrast(colours[mark], colours[ground]) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_has_every_token_and_no_other(name: str) -> None:
    assert set(read_theme(paths.STYLE, name).colours) == set(ROLES)


def test_lines_are_double_exactly_where_they_are_in_ink(dressed: QApplication) -> None:
    for name in THEMES:
        dress(dressed, LOOKS, name, 1.0)
        widget = QWidget()
        assert hairline(widget) == read_theme(paths.STYLE, name).line_width
        widget.deleteLater()


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_has_no_token_left_and_grows_with_the_text(name: str) -> None:
    theme = read_theme(paths.STYLE, name)
    sheet = style_sheet(paths.STYLE, theme, 1.0)
    assert "@" not in sheet
    assert "min-height: 20px" in sheet
    assert "min-height: 40px" in style_sheet(paths.STYLE, theme, 2.0)


def test_the_palette_carries_the_tokens() -> None:
    theme = read_theme(paths.STYLE, "dark")
    palette = palette_of(theme)
    assert palette.color(QPalette.ColorRole.Window) == QColor(theme.colours["ground"])
    assert palette.color(ROLES["caution"]) == QColor(theme.colours["caution"])


def test_distances_grow_with_the_text(dressed: QApplication) -> None:
    assert scaled(10) == 10
    dress(dressed, LOOKS, "light", 1.5)
    assert scaled(10) == 15
    dress(dressed, LOOKS, "light", 1.0)


def test_the_families_of_type_are_data() -> None:
    assert read_families(paths.STYLE) == ("Inter", "BIZ UDPGothic")


def test_every_icon_takes_the_colour_it_is_given() -> None:
    icons = sorted(Path(paths.ICONS).glob("*.svg"))
    assert icons
    for icon in icons:
        assert "currentColor" in icon.read_text(encoding="utf-8"), icon.name


@pytest.mark.parametrize("name", THEMES)
def test_theme_files_hold_nothing_else(name: str) -> None:
    tokens = json.loads((paths.STYLE / f"{name}.json").read_text(encoding="utf-8"))
    assert set(tokens) == {"line_width", "colour"}
