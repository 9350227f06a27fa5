"""Strokes that several widgets share: rounded plates, the focus ring, icons in a token's colour."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.views.kit.theme import BODY, hairline, scaled, shade, type_of

#: Where a word stands in its area; else it begins at the left.
IN_THE_MIDDLE = Qt.AlignmentFlag.AlignCenter
AT_THE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def plate(
    painter: QPainter, area: QRectF, fill: QColor | None, line: QColor | None, width: float, radius: float
) -> None:
    """A rounded rectangle whose line lies wholly inside `area`."""
    inset = width / 2 if line else 0.0
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, width) if line else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, widget: QWidget, area: QRectF, radius: float) -> None:
    """The ring that shows where the keyboard is: two pixels of accent, always at the same place."""
    plate(painter, area, None, shade(widget, "accent"), 2.0, radius)


def draw_remark(widget: QWidget, token: str = "accent") -> None:
    """The ground of what is set beside the text: soft, with a bar at its left."""
    with QPainter(widget) as painter:
        painter.fillRect(widget.rect(), shade(widget, f"{token}_soft"))
        painter.fillRect(0, 0, 3 * hairline(widget), widget.height(), shade(widget, token))


def soften(painter: QPainter) -> None:
    """Smooth edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """A painter with smooth edges, for as long as a widget draws itself."""
    painter = QPainter(widget)
    soften(painter)
    try:
        yield painter
    finally:
        painter.end()


def write(
    painter: QPainter,
    area: QRectF,
    text: str,
    colour: QColor,
    *,
    size: int = BODY,
    bold: bool = False,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """Writes on one line into an area; `size` is that of the type at 100 %."""
    painter.setFont(type_of(size, bold=bold))
    painter.setPen(colour)
    painter.drawText(area, alignment, text)


def write_lines(
    painter: QPainter, area: QRectF, lines: Iterable[str], height: int, colour: QColor, *, size: int, bold: bool = False
) -> QRectF:
    """Writes lines from the top of an area downwards, each `height` pixels high; the area that is left below them."""
    painter.setFont(type_of(size, bold=bold))
    painter.setPen(colour)
    for line in lines:
        row = QRectF(area.left(), area.top(), area.width(), height)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, line)
        area = area.adjusted(0, height, 0, 0)
    return area


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return Path(QDir.searchPaths("icons")[0], f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _rendered(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    # Imported late: the first screen can be shown without it.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(round(pixels * ratio), round(pixels * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        renderer.render(painter)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(widget: QWidget, name: str, token: str, pixels: int = 16) -> QPixmap:
    """A drawing of `resources/icons` in the colour of a token; `currentColor` in the file is what changes."""
    return _rendered(name, shade(widget, token).name(), scaled(pixels), widget.devicePixelRatioF())
