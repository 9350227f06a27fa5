"""The text of a query is printed with the training mark on every page."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from app.views.kit.text_dialog import print_pages

MARK = "【訓練 TRAINING】 not an official record"


class NotingPainter(QPainter):
    """Paints, and notes the texts that are drawn at a place."""

    def __init__(self, device: QPdfWriter) -> None:
        super().__init__(device)
        self.drawn: list[tuple[str, QRectF]] = []

    def drawText(self, *args: Any) -> Any:  # noqa: N802  Qt's name
        """Notes the text with its place."""
        place, *_flags, text = args
        assert isinstance(place, QRectF)
        assert isinstance(text, str)
        self.drawn.append((text, place))
        return super().drawText(*args)


def printed(folder: Path, text: str, mark: str) -> tuple[NotingPainter, int]:
    """What is drawn beside the text, and the height of a page."""
    writer = QPdfWriter(str(folder / "query.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20))
    painter = NotingPainter(writer)
    height = painter.viewport().height()
    print_pages(writer, painter, text, mark)
    return painter, height


def test_the_mark_stands_at_the_head_and_the_foot_of_every_page(dressed: object, tmp_path: Path) -> None:
    painter, height = printed(tmp_path, "\n".join(f"Line {number}" for number in range(150)), MARK)
    pages = int(painter.drawn[1][0].split(" / ")[1])
    assert pages > 1
    marks = [place.center().y() for text, place in painter.drawn if text == MARK]
    assert len(marks) == 2 * pages
    assert sum(at < 0.1 * height for at in marks) == sum(at > 0.9 * height for at in marks) == pages


def test_pages_without_a_mark_are_numbered_all_the_same(dressed: object, tmp_path: Path) -> None:
    painter, _height = printed(tmp_path, "One line", "")
    assert {text for text, _place in painter.drawn} == {"", "1 / 1"}
