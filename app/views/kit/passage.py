"""Several paragraphs, each in a type of its own, drawn by one label: for long lists of what is said in few words."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.views.kit.drawing import icon, painting
from app.views.kit.layouts import let_height_follow
from app.views.kit.prose import LEADING
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import BODY, scaled, shade, type_of
from app.views.kit.typesetting import lines_of

_SIGN, _WIDTH = 22, 480


class Paragraph(NamedTuple):
    """A text and its type: the size at 100 %, and the token of its colour. What counts no longer is struck through.

    A sign, named by its file, stands before it; `space` is left above it, in pixels at 100 %.
    """

    text: str
    size: int = BODY
    bold: bool = False
    token: str = "ink"
    struck: bool = False
    sign: str = ""
    space: int = 0


class Passage(FollowsTextSize, QLabel):
    """Paragraphs below each other. It stays a QLabel, so that readers of the screen find a label with its text.

    `heard` is said before all, where the looks say more than the words. Where any paragraph has a sign, all stand
    behind it.
    """

    def __init__(self, paragraphs: Iterable[Paragraph], *, heard: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paragraphs = tuple(each for each in paragraphs if each.text)
        self._has_signs = any(each.sign for each in self._paragraphs)
        #: What it measured, until the size of the text changes: layouts ask again and again.
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText("\n".join(each.text for each in self._paragraphs))
        if heard:
            self.setAccessibleName(f"{heard}\n{self.text()}")
        let_height_follow(self, QSizePolicy.Policy.Preferred)

    def heard_as(self) -> QAccessible.Role:
        """Words, however they are drawn."""
        return QAccessible.Role.StaticText

    @property
    def _indent(self) -> int:
        return scaled(_SIGN) if self._has_signs else 0

    def follow_text_size(self) -> None:
        """Measures anew."""
        self._heights.clear()
        super().follow_text_size()

    def hasHeightForWidth(self) -> bool:
        """Wrapped text always has one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        found = self._heights.get(width)
        if found is None:
            inner = width - self._indent
            heights = (len(_lines(each, inner)) * _line_height(each) + scaled(each.space) for each in self._paragraphs)
            found = self._heights[width] = sum(heights)
        return found

    def sizeHint(self) -> QSize:
        """As wide as a column of text; its height follows from the width that it gets."""
        return QSize(scaled(_WIDTH), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """One line high, and narrow: the layout decides the width."""
        return QSize(scaled(24) + self._indent, _line_height(self._paragraphs[0]) if self._paragraphs else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the signs and the lines that are to be seen."""
        top, left = 0.0, float(self._indent)
        with painting(self) as painter:
            for paragraph in self._paragraphs:
                if top > event.rect().bottom():
                    break
                top += scaled(paragraph.space)
                font = type_of(paragraph.size, bold=paragraph.bold)
                font.setStrikeOut(paragraph.struck)
                metrics, height = QFontMetricsF(font), _line_height(paragraph)
                if paragraph.sign:
                    middle = top + (height - scaled(14)) / 2
                    painter.drawPixmap(QPointF(0, middle), icon(self, paragraph.sign, paragraph.token, 14))
                painter.setFont(font)
                painter.setPen(shade(self, paragraph.token))
                for line in _lines(paragraph, self.width() - self._indent):
                    if event.rect().top() - height <= top <= event.rect().bottom():
                        baseline = top + (height + metrics.ascent() - metrics.descent()) / 2
                        painter.drawText(QPointF(left, baseline), line)
                    top += height


def _lines(paragraph: Paragraph, width: int) -> tuple[str, ...]:
    return lines_of(paragraph.text, width, paragraph.size, bold=paragraph.bold)


def _line_height(paragraph: Paragraph) -> int:
    return round(scaled(paragraph.size) * LEADING)
