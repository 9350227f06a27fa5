"""Sets text in lines at the reader's size; what has been set once is remembered, since layouts ask again and again."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.views.kit.line_breaking import FILL, balanced, broken
from app.views.kit.theme import BODY, scaled, type_of


def width_of(text: str, size: int = BODY, *, bold: bool = False) -> float:
    """How many pixels a text takes on one line; `size` is that of the type at 100 %."""
    return QFontMetricsF(type_of(size, bold=bold)).horizontalAdvance(text)


def elided(text: str, width: float, size: int = BODY, *, bold: bool = False) -> str:
    """The text on one line of `width` pixels, with an ellipsis where it is longer."""
    return QFontMetricsF(type_of(size, bold=bold)).elidedText(text, Qt.TextElideMode.ElideRight, width)


def lines_of(text: str, width: float, size: int, *, bold: bool = False, fill: float = FILL) -> tuple[str, ...]:
    """The lines of running text in a column of `width` pixels; `size` is that of the type at 100 %."""
    return _set(text, max(1, round(width)), scaled(size), bold, fill)


def heading_lines(text: str, width: float, size: int, *, bold: bool = True) -> tuple[str, ...]:
    """The lines of a heading: as few as possible, and of about the same length."""
    return _set(text, max(1, round(width)), scaled(size), bold, None)


@lru_cache(maxsize=8192)
def _set(text: str, width: int, pixels: int, bold: bool, fill: float | None) -> tuple[str, ...]:
    font = QApplication.font()
    font.setPixelSize(pixels)
    font.setBold(bold)
    measure = QFontMetricsF(font).horizontalAdvance
    return tuple(balanced(text, width, measure) if fill is None else broken(text, width, measure, fill=fill))
