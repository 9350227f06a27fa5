"""The look of the window: tokens read from data, handed to Qt as a palette, a font and a small style sheet."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

#: Where each token lives in the palette. Widgets that paint themselves ask the palette, so a change of theme reaches
#: all of them the way Qt means it to, and nothing about the look is global but the application itself.
ROLES = {
    "ground": QPalette.ColorRole.Window,
    "card": QPalette.ColorRole.Base,
    "line": QPalette.ColorRole.Mid,
    "line_strong": QPalette.ColorRole.Dark,
    "ink": QPalette.ColorRole.Text,
    "muted": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Highlight,
    "accent_strong": QPalette.ColorRole.LinkVisited,
    "accent_soft": QPalette.ColorRole.AlternateBase,
    "on_accent": QPalette.ColorRole.HighlightedText,
    "caution": QPalette.ColorRole.BrightText,
    "caution_soft": QPalette.ColorRole.Midlight,
    "rail": QPalette.ColorRole.ToolTipBase,
    "rail_soft": QPalette.ColorRole.Shadow,
    "rail_ink": QPalette.ColorRole.Light,
    "rail_strong": QPalette.ColorRole.ToolTipText,
}

#: Roles that Qt's own widgets read, and the token they show.
_QT_ROLES = {
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Accent: "accent",
}

BODY = 14


class Theme(NamedTuple):
    """One theme: its colours by token, and how wide a line is."""

    name: str
    colours: Mapping[str, str]
    line_width: int


class Looks(NamedTuple):
    """Where the parts of the look are."""

    style: Path
    icons: Path
    fonts: Path


def read_theme(folder: Path, name: str) -> Theme:
    """The theme of this name: a colour for each thing a surface can mean, and the width of a line in pixels."""
    tokens = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return Theme(name, tokens["colour"], tokens["line_width"])


def read_families(folder: Path) -> tuple[str, ...]:
    """The families of type that all themes share; the first that has a character draws it."""
    return tuple(json.loads((folder / "families.json").read_text(encoding="utf-8")))


def load_resources(looks: Looks) -> None:
    """Makes the bundled fonts and icons known; where there are no fonts, the installed ones serve."""
    for file in sorted(looks.fonts.glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))
    QDir.setSearchPaths("icons", [str(looks.icons)])


def palette_of(theme: Theme) -> QPalette:
    """The palette that carries the theme's tokens."""
    palette = QPalette()
    for token, role in ROLES.items():
        palette.setColor(role, QColor(theme.colours[token]))
    for role, token in _QT_ROLES.items():
        palette.setColor(role, QColor(theme.colours[token]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.colours["muted"]))
    return palette


def style_sheet(folder: Path, theme: Theme, scale: float) -> str:
    """The style sheet with the theme's colours in place of `@token` and scaled pixels in place of `12u`."""
    sheet = (folder / "window.qss").read_text(encoding="utf-8")
    for token, drawing in (("@arrow", "chevron"), ("@raised", "raised"), ("@tick", "tick")):
        sheet = sheet.replace(token, (folder / f"{drawing}-{theme.name}.svg").as_posix())
    sheet = re.sub(r"@(\w+)", lambda match: theme.colours[match[1]], sheet)
    sheet = re.sub(r"\b(\d+)w\b", lambda match: f"{int(match[1]) * theme.line_width}px", sheet)
    return re.sub(r"\b(\d+)u\b", lambda match: f"{round(int(match[1]) * scale)}px", sheet)


def dress(application: QApplication, looks: Looks, name: str, scale: float) -> None:
    """Gives the whole application this theme at this text size."""
    folder = looks.style
    theme = read_theme(folder, name)
    font = QFont()
    font.setFamilies(read_families(folder))
    font.setPixelSize(round(BODY * scale))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Cleared first: the widgets that hear of the new font measure with it at once.
    _ratio.cache_clear()
    application.setFont(font)
    application.setPalette(palette_of(theme))
    application.setStyleSheet(style_sheet(folder, theme, scale))


def shade(widget: QWidget, token: str) -> QColor:
    """The colour of a token, as the widget's palette has it."""
    return widget.palette().color(ROLES[token])


def hairline(widget: QWidget) -> int:
    """How wide a line is drawn: themes whose lines are in ink (high contrast) draw them double."""
    palette = widget.palette()
    return 2 if palette.color(ROLES["line"]) == palette.color(ROLES["ink"]) else 1


def scaled(pixels: float) -> int:
    """A distance at the reader's text size."""
    return round(pixels * _ratio())


@lru_cache(maxsize=1)
def _ratio() -> float:
    """How much larger than at 100 % the text is; asked for thousands of times a second, and changed only by `dress`."""
    return QApplication.font().pixelSize() / BODY


def type_of(pixels: int = BODY, *, bold: bool = False) -> QFont:
    """The program's typeface at a size given for 100 %."""
    font = QApplication.font()
    font.setPixelSize(scaled(pixels))
    font.setBold(bold)
    return font
