"""A label for running text: generous lines, phrases kept whole, and a height that follows from its width."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.views.kit.captions import Said, as_written, say
from app.views.kit.layouts import Margins, let_height_follow, set_margins
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import BODY, scaled, shade, type_of
from app.views.kit.typesetting import elided, heading_lines, lines_of, width_of

#: How far apart lines stand, as a multiple of the type's size.
LEADING = 1.55
HEADING_LEADING = 1.42


class Prose(FollowsTextSize, QLabel):
    """Text that wraps between phrases. It stays a QLabel, so that readers of the screen find a label with its text."""

    def __init__(
        self,
        text: Said = "",
        *,
        size: int = BODY,
        bold: bool = False,
        token: str = "ink",
        heading: bool = False,
        is_caption: bool = False,
        most_lines: int = 0,
        margins: Margins = (0, 0, 0, 0),
        parent: QWidget | None = None,
    ) -> None:
        """`is_caption`: it names what stands below it, however small it is set."""
        super().__init__(parent)
        self._size = size
        self._bold = bold
        self._token = token
        self._heading = heading
        self._is_caption = is_caption
        self._most_lines = most_lines
        self._least_lines = 0
        set_margins(self, margins)
        let_height_follow(self, QSizePolicy.Policy.Preferred)
        self.setTextFormat(Qt.TextFormat.PlainText)
        say(self, text=text)

    def heard_as(self) -> QAccessible.Role:
        """A heading, by which a reader of the screen goes from part to part: what is set as one. Else a label."""
        is_heading = self._heading or self._is_caption or (self._bold and self._token == "accent")
        return QAccessible.Role.Heading if is_heading else QAccessible.Role.StaticText

    def setText(self, text: str) -> None:
        """Sets the text; the tooltip that had the whole of the former one goes with it."""
        if self.toolTip() == as_written(self.text()):
            say(self, toolTip="")
        super().setText(text)

    def say(self, text: Said) -> None:
        """Shows another text; an empty one takes no room."""
        say(self, text=text)
        if self.parentWidget() is not None:
            self.setVisible(bool(text))

    def keep_room(self, lines: int = 1) -> None:
        """Takes the room of so many lines also where there are fewer or none: nothing moves when they come or go."""
        if lines > self._least_lines:
            self._least_lines = lines
            policy = self.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self.setSizePolicy(policy)
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.measure_again()

    def keep_room_of_text(self) -> None:
        """The room that its text takes now is kept when the text goes."""
        if self.isVisible() and self.text():
            self.keep_room(len(self._lines(self.width())))

    def paint_in(self, token: str, *, bold: bool | None = None) -> None:
        """Changes the colour token, and the weight if given."""
        if (token, self._bold if bold is None else bold) != (self._token, self._bold):
            self._token = token
            self._bold = self._bold if bold is None else bold
            self.measure_again()

    def limit(self, most_lines: int) -> None:
        """Changes how many lines there may be; 0 is as many as there are."""
        if most_lines != self._most_lines:
            self._most_lines = most_lines
            self.measure_again()

    def set_in(self, size: int) -> None:
        """Changes the size of the type, given for 100 %."""
        if size != self._size:
            self._size = size
            self.measure_again()

    def _line_height(self) -> int:
        return round(scaled(self._size) * (HEADING_LEADING if self._heading else LEADING))

    def _lines(self, width: int) -> tuple[str, ...]:
        lines = (heading_lines if self._heading else lines_of)(self.text(), width, self._size, bold=self._bold)
        if self._most_lines and len(lines) > self._most_lines:
            return self._elided(lines, width)
        return lines

    def _elided(self, lines: tuple[str, ...], width: int) -> tuple[str, ...]:
        """As many lines as are allowed, the last with an ellipsis; the tooltip then has the whole."""
        say(self, toolTip=self.text())
        kept = lines[: self._most_lines - 1]
        rest = " ".join(lines[self._most_lines - 1 :])
        return *kept, elided(rest, width, self._size, bold=self._bold)

    def hasHeightForWidth(self) -> bool:
        """Wrapped text always has one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at this width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        lines = max(len(self._lines(inner)), self._least_lines)
        return lines * self._line_height() + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """As wide as the text on one line, within reason."""
        widest = max(width_of(line, self._size, bold=self._bold) for line in self.text().split("\n"))
        width = min(int(widest) + 2, scaled(480))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line high, and narrow: the layout decides the width."""
        return QSize(scaled(24), self._line_height())

    def type(self) -> QFont:
        """The type that it is set in."""
        return type_of(self._size, bold=self._bold)

    def placed_lines(self) -> list[tuple[str, QRectF]]:
        """The lines, each with the place that it takes."""
        metrics, area = QFontMetricsF(self.type()), QRectF(self.contentsRect())
        line_height = self._line_height()
        lines = self._lines(int(area.width()))
        top = area.top()
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top += max(0.0, (area.height() - len(lines) * line_height) / 2)
        placed = []
        for at, line in enumerate(lines):
            width, left = metrics.horizontalAdvance(line), area.left()
            if self.alignment() & Qt.AlignmentFlag.AlignRight:
                left = area.right() - width
            elif self.alignment() & Qt.AlignmentFlag.AlignHCenter:
                left = area.left() + (area.width() - width) / 2
            placed.append((line, QRectF(left, top + at * line_height, width, line_height)))
        return placed

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the lines."""
        metrics = QFontMetricsF(self.type())
        with QPainter(self) as painter:
            painter.setFont(self.type())
            painter.setPen(shade(self, self._token))
            for line, box in self.placed_lines():
                baseline = box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2
                painter.drawText(QPointF(box.left(), baseline), line)
