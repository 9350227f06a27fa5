"""Where a work in steps stands: its steps in a row, each with a mark and a word, each leading to its screen."""

from collections.abc import Callable
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.viewmodels.session.pieces import StageSays
from app.views.kit.captions import say
from app.views.kit.drawing import focus_ring, icon, painting, write
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.layouts import row
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import width_of


class StepButton(PlaceButton):
    """One step: a circle, its name, and whether it is done."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(act=act)
        self._last = False
        self._done = False
        self._is_short = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, stage: StageSays, *, last: bool) -> None:
        """Shows the step's name and state; the last one has no line to the next."""
        self._last = last
        self.setText(stage.label)
        self.mark(here=stage.here)
        self._done = stage.done
        self.setAccessibleName(stage.label)
        self.setAccessibleDescription(stage.state)
        say(self, toolTip=f"{stage.label}\n{stage.state}")
        self.measure_again()

    def shorten(self, *, is_short: bool) -> None:
        """Where there is little room only the present step says its name; the others keep their marks."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.measure_again()

    @property
    def _shows_name(self) -> bool:
        return self.is_here or not self._is_short

    def _text_width(self) -> float:
        return width_of(self.text(), bold=True) if self._shows_name else 0.0

    def sizeHint(self) -> QSize:
        """Mark, name, and the line to the next."""
        return QSize(int(scaled(26) + self._text_width() + scaled(6 if self._last else 34)), scaled(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the mark, the name and the line."""
        middle, text_width = self.height() / 2, self._text_width()
        with painting(self) as painter:
            self._paint_mark(painter, QPointF(scaled(12), middle))
            if self._shows_name:
                here = self.is_here
                colour = shade(self, "accent" if here else "ink" if self.underMouse() else "muted")
                write(painter, QRectF(scaled(24), 0, text_width + 2, self.height()), self.text(), colour, bold=here)
            if not self._last:
                painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
                start = scaled(24) + text_width + scaled(8)
                painter.drawLine(QPointF(start, middle), QPointF(self.width() - scaled(2), middle))
            if self.hasFocus():
                focus_ring(painter, self, QRectF(0, 0, scaled(28) + text_width, self.height()), scaled(6))

    def _paint_mark(self, painter: QPainter, middle: QPointF) -> None:
        here, radius, accent = self.is_here, scaled(6), shade(self, "accent")
        painter.setPen(QPen(accent if here or self._done else shade(self, "line_strong"), 1.5 * hairline(self)))
        painter.setBrush(accent if self._done else shade(self, "card"))
        painter.drawEllipse(middle, radius, radius)
        if self._done:
            half = scaled(10) / 2
            painter.drawPixmap(middle - QPointF(half, half), icon(self, "check", "on_accent", 10))
        elif here:
            painter.setBrush(accent)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(middle, radius * 0.5, radius * 0.5)


class StepHeader(QWidget):
    """The steps in a row, `count` of them at the most."""

    chosen = Signal(str)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids = [""] * count
        self._stages = [StepButton(partial(self._choose, at)) for at in range(count)]
        row(*self._stages, spacing=2, of=self)

    def _choose(self, at: int) -> None:
        self.chosen.emit(self._ids[at])

    def shorten(self, *, is_short: bool) -> None:
        """Shows only marks beside the present step, where there is little room."""
        for stage in self._stages:
            stage.shorten(is_short=is_short)

    def say(self, stages: tuple[StageSays, ...]) -> None:
        """Shows the steps."""
        for index, (widget, stage) in enumerate(zip_longest(self._stages, stages)):
            widget.setVisible(stage is not None)
            if stage is not None:
                self._ids[index] = stage.id
                widget.say(stage, last=index == len(stages) - 1)
