"""The drawn time line: editions and agreement as bands over the years, and a marker that can be moved along."""

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from app.viewmodels.editions.timeline_model import LaneSays, SpanSays, TimelineSays
from app.views.kit.captions import N_, as_written, say, spoken
from app.views.kit.drawing import AT_THE_RIGHT, IN_THE_MIDDLE, painting, plate, write
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import hairline, scaled, shade
from app.views.kit.typesetting import elided, width_of

_FLAG, _LABEL, _BAND, _GAP, _AXIS, _SIDE = 26, 17, 24, 5, 18, 10

#: No stretch between two stops is drawn narrower: editions may be months apart in a dozen years.
_NARROWEST = 84

#: The ground on which the words of a stretch stand, and their ink, by its kind.
_GROUNDS = {"here": "accent", "edition": "accent_soft", "in_force": "accent_soft"}
_INKS = {"here": "on_accent", "signed": "muted", "unconfirmed": "caution"}


_NAME = N_("Time line of the editions and of the agreement")
_KEYS = N_("Left and right move the date by a day, with Shift by a month; up and down to the next change.")


class DayScale:
    """Days to places and back: each stretch between two cuts is even, and none but the first is too narrow to read.

    Before the first edition there is nothing to read.
    """

    def __init__(self, cuts: tuple[date, ...], left: float, width: float, narrowest: float) -> None:
        days = [(later - earlier).days for earlier, later in pairwise(cuts)]
        first = width * days[0] / sum(days)
        narrowest = min(narrowest, (width - first) / max(1, len(days) - 1))
        widths = [first, *_shared(days[1:], width - first, narrowest)]
        self._ordinals = [cut.toordinal() for cut in cuts]
        self._places = [left]
        for each in widths:
            self._places.append(self._places[-1] + each)

    def place(self, day: date) -> float:
        """Where a day stands."""
        at = self._stretch(bisect_right(self._ordinals, day.toordinal()) - 1)
        share = (day.toordinal() - self._ordinals[at]) / (self._ordinals[at + 1] - self._ordinals[at])
        return self._places[at] + share * (self._places[at + 1] - self._places[at])

    def day(self, place: float) -> date:
        """The day that stands at a place."""
        at = self._stretch(bisect_right(self._places, place) - 1)
        share = (place - self._places[at]) / (self._places[at + 1] - self._places[at])
        ordinal = self._ordinals[at] + share * (self._ordinals[at + 1] - self._ordinals[at])
        return date.fromordinal(round(min(max(ordinal, self._ordinals[0]), self._ordinals[-1])))

    def _stretch(self, at: int) -> int:
        return min(max(at, 0), len(self._ordinals) - 2)


def _shared(days: list[int], width: float, narrowest: float) -> list[float]:
    """The width shared out by days, where each gets at least the narrowest."""
    fixed: set[int] = set()
    while True:
        rest = width - narrowest * len(fixed)
        total = sum(length for at, length in enumerate(days) if at not in fixed)
        widths = [narrowest if at in fixed else rest * length / total for at, length in enumerate(days)]
        narrow = {at for at, each in enumerate(widths) if at not in fixed and each < narrowest - 0.01}
        if not narrow or len(fixed) + len(narrow) >= len(days):
            return widths
        fixed |= narrow


class TimelineView(FollowsTextSize, QSlider):
    """Bands over the years. The marker follows the mouse and the arrow keys.

    It is a slider over the days, so that a reader of the screen hears it as one and can move it.
    """

    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says: TimelineSays | None = None
        self._scale: DayScale | None = None
        self._scaled_for: tuple[object, ...] = ()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.valueChanged.connect(lambda day: self.moved.emit(date.fromordinal(day)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        say(self, accessibleDescription=_KEYS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, says: TimelineSays) -> None:
        """Shows the time line."""
        self._says = says
        with QSignalBlocker(self):
            self.setRange(says.first.toordinal(), says.last.toordinal())
            self.setValue(says.day.toordinal())
        self.setAccessibleName(f"{spoken(_NAME)} — {says.value}")
        self.updateGeometry()
        self.update()

    def follow_text_size(self) -> None:
        """Measures the days anew."""
        self._scaled_for = ()
        super().follow_text_size()

    def sizeHint(self) -> QSize:
        """As high as its lanes."""
        lanes = len(self._says.lanes) if self._says else 2
        return QSize(scaled(560), scaled(_FLAG + lanes * (_LABEL + _BAND + _GAP) + _AXIS + 4))

    def minimumSizeHint(self) -> QSize:
        """As high as its lanes, of whatever width."""
        return QSize(scaled(200), self.sizeHint().height())

    def scale_for(self, says: TimelineSays) -> DayScale:
        """The scale at the present width: the editions cut it."""
        key = (says.first, says.last, says.lanes[0].spans, self.width())
        if self._scale is None or key != self._scaled_for:
            cuts = (says.first, *(span.since for span in says.lanes[0].spans), says.last)
            side = scaled(_SIDE)
            self._scale = DayScale(cuts, side, self.width() - 2.0 * side, scaled(_NARROWEST))
            self._scaled_for = key
        return self._scale

    # -- moving

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The marker jumps to the mouse."""
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The marker follows the mouse that is held down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event)
        elif self._says is not None:
            span = self._span_at(event.position())
            QToolTip.showText(event.globalPosition().toPoint(), as_written(span.tip) if span else "", self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lets the page scroll: a date is not moved by the way."""
        event.ignore()

    def _follow(self, event: QMouseEvent) -> None:
        if self._says is not None:
            self.moved.emit(self.scale_for(self._says).day(event.position().x()))

    def _span_at(self, point: QPointF) -> SpanSays | None:
        if self._says is None:
            return None
        day = self.scale_for(self._says).day(point.x())
        for at, lane in enumerate(self._says.lanes):
            top = self._lane_top(at)
            if top <= point.y() < top + scaled(_LABEL + _BAND):
                return next((each for each in reversed(lane.spans) if each.since <= day), None)
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the marker: by a day, with Shift by a month, up and down to the next change."""
        says = self._says
        if says is None:
            return
        step = 30 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        later = [stop for stop in says.stops if stop > says.day]
        earlier = [stop for stop in says.stops if stop < says.day]
        goals = {
            Qt.Key.Key_Left: says.day - timedelta(step),
            Qt.Key.Key_Right: says.day + timedelta(step),
            Qt.Key.Key_Up: later[0] if later else says.day,
            Qt.Key.Key_Down: earlier[-1] if earlier else says.day,
            Qt.Key.Key_PageUp: says.day + timedelta(365),
            Qt.Key.Key_PageDown: says.day - timedelta(365),
            Qt.Key.Key_Home: says.stops[0],
            Qt.Key.Key_End: says.stops[-1],
        }
        goal = goals.get(Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(min(goal, says.last))

    # -- drawing

    def _lane_top(self, at: int) -> int:
        return scaled(_FLAG) + at * scaled(_LABEL + _BAND + _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws lanes, years and marker."""
        says = self._says
        if says is None:
            return
        scale = self.scale_for(says)
        tops = [(lane, self._lane_top(at)) for at, lane in enumerate(says.lanes)]
        with painting(self) as painter:
            self._draw_years(painter, says, scale)
            for lane, top in tops:
                self._draw_bands(painter, scale, lane, top)
            self._draw_case_day(painter, says, scale)
            place = scale.place(says.day)
            painter.setPen(QPen(shade(self, "accent_strong"), 2))
            painter.drawLine(QPointF(place, scaled(_FLAG - 6)), QPointF(place, self.height() - scaled(_AXIS - 2)))
            for lane, top in tops:
                self._draw_words(painter, scale, lane, top)
            self._draw_flag(painter, says, place)

    def _draw_years(self, painter: QPainter, says: TimelineSays, scale: DayScale) -> None:
        top, bottom = self._lane_top(0) + scaled(_LABEL), self.height() - scaled(_AXIS)
        free = 0.0
        for year in range(says.first.year + 1, says.last.year + 1):
            place, width = scale.place(date(year, 1, 1)), width_of(str(year), 12)
            painter.setPen(QPen(shade(self, "line"), 1))
            painter.drawLine(QPointF(place, top), QPointF(place, bottom + scaled(3)))
            if place - width / 2 >= free and place + width / 2 <= self.width():
                area = QRectF(place - width, bottom + scaled(3), 2 * width, scaled(_AXIS - 3))
                write(painter, area, str(year), shade(self, "muted"), size=12, alignment=IN_THE_MIDDLE)
                free = place + width / 2 + scaled(8)

    def _area(self, span: SpanSays, scale: DayScale, top: int) -> QRectF:
        begin = max(scale.place(span.since), float(scaled(_SIDE)))
        end = scale.place(span.until) if span.until else float(self.width() - scaled(_SIDE))
        area = QRectF(begin, top + scaled(_LABEL), end - begin, scaled(_BAND))
        return area.adjusted(0.5, 1, -1.5, -1)

    def _draw_bands(self, painter: QPainter, scale: DayScale, lane: LaneSays, top: int) -> None:
        if lane.note:
            painter.setPen(QPen(shade(self, "line_strong"), hairline(self), Qt.PenStyle.DotLine))
            middle = top + scaled(_LABEL) + scaled(_BAND) / 2
            painter.drawLine(QPointF(scaled(_SIDE), middle), QPointF(self.width() - scaled(_SIDE), middle))
        for span in lane.spans:
            area, radius = self._area(span, scale, top), scaled(4)
            if span.kind == "here":
                plate(painter, area, shade(self, "accent"), None, 0, radius)
            elif span.kind in ("edition", "in_force"):
                plate(painter, area, shade(self, "accent_soft"), shade(self, "accent"), hairline(self), radius)
            else:
                self._draw_uncertain(painter, area, radius, is_open=span.kind == "unconfirmed")

    def _draw_uncertain(self, painter: QPainter, area: QRectF, radius: float, *, is_open: bool) -> None:
        """A broken outline; hatched where it is not known whether the agreement is in force."""
        line = shade(self, "caution" if is_open else "line_strong")
        if is_open:
            painter.setOpacity(0.35)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(line, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(area, radius, radius)
            painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(line, hairline(self), Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area, radius, radius)

    def _draw_words(self, painter: QPainter, scale: DayScale, lane: LaneSays, top: int) -> None:
        muted, card = shade(self, "muted"), shade(self, "card")
        row = QRectF(scaled(_SIDE), top, self.width() - 2 * scaled(_SIDE), scaled(_LABEL))
        label = elided(lane.label, row.width(), 12)
        # The line of the marker gives way under the words.
        painter.fillRect(QRectF(row.left(), top, width_of(label, 12), row.height()), card)
        write(painter, row, label, muted, size=12)
        if lane.remark:
            area = row.adjusted(width_of(label, 12) + scaled(16), 0, 0, 0)
            remark = elided(lane.remark, area.width(), 12)
            wide = width_of(remark, 12)
            painter.fillRect(QRectF(area.right() - wide, top, wide, row.height()), card)
            write(painter, area, remark, muted, size=12, alignment=AT_THE_RIGHT)
        for span in lane.spans:
            is_here, area = span.kind == "here", self._area(span, scale, top)
            inner = area.adjusted(scaled(6), 0, -scaled(2), 0)
            text = elided(span.label, inner.width(), 12, bold=is_here)
            if len(text) <= 3:
                continue
            width = width_of(text, 12, bold=is_here)
            under = QRectF(inner.left() - 2, area.top() + 3, width + 4, area.height() - 6)
            painter.fillRect(under, shade(self, _GROUNDS.get(span.kind, "card")))
            write(painter, inner, text, shade(self, _INKS.get(span.kind, "accent")), size=12, bold=is_here)

    def _draw_case_day(self, painter: QPainter, says: TimelineSays, scale: DayScale) -> None:
        """A small triangle on the axis at the case's own date."""
        place, bottom = scale.place(says.case_day), float(self.height() - scaled(_AXIS))
        side = float(scaled(5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade(self, "ink"))
        foot = [QPointF(place - side, bottom + side), QPointF(place + side, bottom + side)]
        painter.drawPolygon(QPolygonF([QPointF(place, bottom - side), *foot]))

    def _draw_flag(self, painter: QPainter, says: TimelineSays, place: float) -> None:
        """The date of the marker, at its head."""
        width = width_of(says.value, 13, bold=True) + scaled(18)
        left = min(max(place - width / 2, 3.0), self.width() - width - 3)
        flag = QRectF(left, 3, width, scaled(_FLAG - 6))
        plate(painter, flag, shade(self, "accent_strong"), None, 0, scaled(5))
        write(painter, flag, says.value, shade(self, "on_accent"), size=13, bold=True, alignment=IN_THE_MIDDLE)
        if self.hasFocus():
            plate(painter, flag.adjusted(-3, -3, 3, 3), None, shade(self, "accent"), 1.5, scaled(7))
