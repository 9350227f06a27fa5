"""Where the work on a request stands: its steps in a row, each with a mark and a word, each leading to its screen."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.viewmodels.session.pieces import StageSays
from app.views.kit.drawing import focus_ring, icon, soften
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.theme import hairline, scaled, shade, type_of


class StepButton(PlaceButton):
    """One step: a circle, its name, and whether it is done."""

    def __init__(self, *, last: bool) -> None:
        super().__init__()
        self._last = last
        self._done = False
        self._is_short = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, stage: StageSays) -> None:
        """Shows the step's name and state."""
        self.setText(stage.label)
        self.setChecked(stage.here)
        self._done = stage.done
        self.setAccessibleName(stage.label)
        self.setAccessibleDescription(stage.state)
        self.setToolTip(f"{stage.label}\n{stage.state}")
        self.updateGeometry()
        self.update()

    def shorten(self, *, is_short: bool) -> None:
        """Where there is little room only the present step says its name; the others keep their marks."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.updateGeometry()
            self.update()

    @property
    def _shows_name(self) -> bool:
        return self.isChecked() or not self._is_short

    def _text_width(self) -> float:
        return QFontMetricsF(type_of(14, bold=True)).horizontalAdvance(self.text()) if self._shows_name else 0.0

    def sizeHint(self) -> QSize:
        """Mark, name, and the line to the next."""
        return QSize(int(scaled(26) + self._text_width() + scaled(6 if self._last else 34)), scaled(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the mark, the name and the line."""
        del event
        painter = QPainter(self)
        soften(painter)
        here = self.isChecked()
        middle = QPointF(scaled(12), self.height() / 2)
        radius = scaled(6)
        accent = shade(self, "accent")
        painter.setPen(QPen(accent if here or self._done else shade(self, "line_strong"), 1.5 * hairline(self)))
        painter.setBrush(accent if self._done else shade(self, "card"))
        painter.drawEllipse(middle, radius, radius)
        if self._done:
            side = scaled(10)
            painter.drawPixmap(
                QPointF(middle.x() - side / 2, middle.y() - side / 2), icon(self, "check", "on_accent", 10)
            )
        elif here:
            painter.setBrush(accent)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(middle, radius * 0.5, radius * 0.5)
        painter.setFont(type_of(14, bold=here))
        painter.setPen(accent if here else shade(self, "ink" if self.underMouse() else "muted"))
        text = QRectF(scaled(24), 0, self._text_width() + 2, self.height())
        if self._shows_name:
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())
        if not self._last:
            painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
            start = scaled(24) + self._text_width() + scaled(8)
            painter.drawLine(QPointF(start, middle.y()), QPointF(self.width() - scaled(2), middle.y()))
        if self.hasFocus():
            ring = QRectF(0, 0, scaled(28) + self._text_width(), self.height())
            focus_ring(painter, self, ring, scaled(6))
        painter.end()


class StepHeader(QWidget):
    """The steps in a row."""

    chosen = Signal(str)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(2))
        self._ids: list[str] = [""] * count
        self._stages = [StepButton(last=index == count - 1) for index in range(count)]
        for index, stage in enumerate(self._stages):
            stage.clicked.connect(lambda _checked=False, at=index: self.chosen.emit(self._ids[at]))
            row.addWidget(stage)

    def shorten(self, *, is_short: bool) -> None:
        """Shows only marks beside the present step, where there is little room."""
        for stage in self._stages:
            stage.shorten(is_short=is_short)

    def say(self, stages: tuple[StageSays, ...]) -> None:
        """Shows the steps."""
        for index, (widget, stage) in enumerate(zip(self._stages, stages, strict=True)):
            self._ids[index] = stage.id
            widget.say(stage)
