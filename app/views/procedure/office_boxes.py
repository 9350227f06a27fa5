"""The offices of a step side by side, like the boxes on a paper for decision: who signed, who is still missing."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from app.viewmodels.procedure.steps_says import BoxSays
from app.views.kit.drawing import icon, painting, write, write_lines
from app.views.kit.layouts import let_height_follow
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import lines_of

#: The sign of each way to stand, and the token of its colour.
_SIGNS = {
    "agree": ("check", "accent"),
    "refuse": ("cross", "caution"),
    "return": ("back", "caution"),
    "entered": ("history", "muted"),
    "missing": ("unknown", "muted"),
    "mixed": ("list", "muted"),
}
_LINE, _PAD, _WIDEST, _ROOM_FOR_ROW = 18, 7, 210, 480


class OfficeBoxes(FollowsTextSize, QLabel):
    """One box for each office. It stays a QLabel, so that readers of the screen find a label with its text."""

    def __init__(self, boxes: Sequence[BoxSays], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = tuple(boxes)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText("\n".join("\n".join((box.name, box.word, *box.details)) for box in boxes))
        let_height_follow(self)

    def heard_as(self) -> QAccessible.Role:
        """Words, however they are drawn."""
        return QAccessible.Role.StaticText

    def _columns(self, width: int) -> int:
        return min(len(self._boxes), 4) if width >= scaled(_ROOM_FOR_ROW) else 2

    def _box_width(self, width: int) -> float:
        return min((width - 2) / self._columns(width), scaled(_WIDEST))

    def _name(self, box: BoxSays, width: float) -> tuple[str, ...]:
        return lines_of(box.name, width - 2 * scaled(_PAD), 12)

    def _word(self, box: BoxSays, width: float) -> tuple[str, ...]:
        return lines_of(box.word, width - 2 * scaled(_PAD) - scaled(18), 13, bold=True)

    def _details(self, box: BoxSays, width: float) -> tuple[str, ...]:
        inner = width - 2 * scaled(_PAD)
        return tuple(line for detail in box.details for line in lines_of(detail, inner, 12))

    def _rows(self, width: int) -> list[tuple[tuple[BoxSays, ...], int, int]]:
        """The boxes of each row, how many lines its names take, and its height."""
        columns, box_width = self._columns(width), self._box_width(width)
        rows = []
        for at in range(0, len(self._boxes), columns):
            boxes = self._boxes[at : at + columns]
            head = max(len(self._name(box, box_width)) for box in boxes)
            body = max(len(self._word(box, box_width)) + len(self._details(box, box_width)) for box in boxes)
            rows.append((boxes, head, (head + body) * scaled(_LINE) + 4 * scaled(_PAD)))
        return rows

    def hasHeightForWidth(self) -> bool:
        """The boxes are as high as what stands in them."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The rows of boxes; narrow ladders stand them in two."""
        return sum(height for _boxes, _head, height in self._rows(width)) + scaled(4)

    def sizeHint(self) -> QSize:
        """A row of boxes."""
        return QSize(scaled(_ROOM_FOR_ROW), self.heightForWidth(scaled(_ROOM_FOR_ROW)))

    def minimumSizeHint(self) -> QSize:
        """Two boxes wide."""
        return QSize(scaled(160), scaled(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the boxes."""
        width, top = self._box_width(self.width()), float(scaled(2))
        pad, line = scaled(_PAD), scaled(_LINE)
        with painting(self) as painter:
            for boxes, head, height in self._rows(self.width()):
                for index, box in enumerate(boxes):
                    area = QRectF(index * width + 0.5, top + 0.5, width, height)
                    below = area.top() + head * line + 2 * pad
                    painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
                    painter.setBrush(shade(self, "card"))
                    painter.drawRect(area)
                    painter.drawLine(QPointF(area.left(), below), QPointF(area.right(), below))
                    name = self._name(box, width)
                    room = area.adjusted(pad, pad + (head - len(name)) * line / 2, -pad, 0)
                    for at, text in enumerate(name):
                        row = QRectF(room.left(), room.top() + at * line, room.width(), line)
                        write(painter, row, text, shade(self, "muted"), size=12, alignment=Qt.AlignmentFlag.AlignCenter)
                    sign, token = _SIGNS[box.stands]
                    inside = QRectF(area.left() + pad, below + pad, area.width() - 2 * pad, height)
                    painter.drawPixmap(QPointF(inside.left(), inside.top() + scaled(2)), icon(self, sign, token, 14))
                    words = inside.adjusted(scaled(18), 0, 0, 0)
                    ink = shade(self, token if token != "muted" else "ink")
                    left = write_lines(painter, words, self._word(box, width), line, ink, size=13, bold=True)
                    details = left.adjusted(-scaled(18), 0, 0, 0)
                    write_lines(painter, details, self._details(box, width), line, shade(self, "ink"), size=12)
                top += height
