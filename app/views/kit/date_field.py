"""A field for a day: a plain line that takes every way to write one, says what it understood, and has a calendar."""

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QLocale, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QFrame, QHBoxLayout, QToolButton, QWidget

from app.viewmodels.session.day_reader import NOTHING_READ, DayRead, DayReader
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say
from app.views.kit.drawing import icon
from app.views.kit.layouts import column, held, row, wide
from app.views.kit.line_edit import LineEdit
from app.views.kit.prose import Prose
from app.views.kit.theme import shade

#: So many lines most complaints take beside another field.
_ROOM = 3


class DateField(LineEdit):
    """Keeps what was typed, letter for letter. `cell` is the field with its calendar and what it says below."""

    #: It was left, or a day was picked or said to be meant.
    finished = Signal()
    #: What stands in it is whole: pasted, picked, or typed and left. In between it may read as other days.
    settled = Signal()

    def __init__(self, days: DayReader, day: date | str | None = None, *, may_lack: bool = False) -> None:
        super().__init__()
        self._days, self._may_lack = days, may_lack
        self._read = NOTHING_READ
        #: What was put here and not typed: it is as it is on record, and asks nothing back.
        self._stored: str | None = None
        self._is_typing = self._is_half_typed = False
        self._told = Prose(size=12, token="muted")
        self.meant = QCheckBox()
        say(self.meant, text=N_("This day is meant"))
        self.calendar_button = Button("", N_("Calendar"), rank=Rank.QUIET, sign="calendar", act=self.open_calendar)
        # One Tab leaves the field; the keyboard opens the calendar as it opens a drop-down list.
        self.calendar_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._described = ""
        self.cell = held(column(row(wide(self), self.calendar_button, spacing=4), self._told, self.meant, spacing=3))
        self.textChanged.connect(self._look)
        self.editingFinished.connect(self._finish)
        self.meant.toggled.connect(lambda: self._finish())
        # A bound method, which goes with the field: the language outlives it.
        days.session.language.changed.connect(self._speak)
        self.put(day)

    def put(self, entered: date | str | None) -> None:
        """Shows a day, or a text that was typed and not taken."""
        text = entered.isoformat() if isinstance(entered, date) else entered or ""
        self._stored = text if isinstance(entered, date) else None
        if entered is None or entered != self._read.day:
            with QSignalBlocker(self):
                self.setText(text)
            self.setCursorPosition(0)
            self._take_in()
        self._say(is_typing=False)

    def day(self) -> date | None:
        """The day that stands here and can be taken as it is."""
        return None if self.complaint() else self._read.day

    def entered(self) -> date | str | None:
        """The day; the text where it can't be taken as it is; None where there is none and none is needed."""
        return (self.day() or self.text()) if self._is_needed() else None

    def complaint(self) -> str:
        """Why what stands here can't be taken as it is."""
        if not self._is_needed() or self.text() == self._stored:
            return ""
        return self._read.complaint or ("" if self.meant.isChecked() else self._read.doubt)

    def _is_needed(self) -> bool:
        return bool(self.text().strip()) or not self._may_lack

    def tell(self) -> None:
        """Says what there is to say of what stands here, also while it is typed."""
        self._say(is_typing=False)

    def keep_room(self) -> None:
        """Keeps the room that most complaints take, so that nothing moves when one comes or goes."""
        self._told.keep_room(_ROOM)

    def setAccessibleDescription(self, said: str) -> None:
        """Describes the field to readers of the screen, together with what it says itself."""
        self._described = said
        super().setAccessibleDescription(" ".join(filter(None, (self._told.text(), said))))

    def _look(self) -> None:
        """A date that is half typed is not complained of; one that was pasted or committed whole is, at once."""
        self._take_in()
        self._say(is_typing=self._is_typing)
        if not self._is_typing:
            self.settled.emit()

    def _reading(self) -> DayRead:
        return self._days.read(self.text()) if self._is_needed() else NOTHING_READ

    def _take_in(self) -> None:
        self._read = self._reading()
        with QSignalBlocker(self.meant):
            self.meant.setChecked(False)

    def _speak(self) -> None:
        """What it says of what stands here is said in the present language; whether the day is meant stays."""
        self._read = self._reading()
        self._say(is_typing=self._is_half_typed)

    def _finish(self) -> None:
        self._say(is_typing=False)
        self.settled.emit()
        self.finished.emit()

    def _say(self, *, is_typing: bool) -> None:
        self._is_half_typed = is_typing
        is_stored = self.text() == self._stored
        doubt = "" if is_stored else self._read.doubt
        complaint = "" if is_typing or is_stored else self._read.complaint
        self._told.keep_room_of_text()
        self._told.say(complaint or "\n".join(filter(None, (self._read.understood, doubt))))
        self._told.paint_in("caution" if complaint or doubt else "muted")
        self.meant.setVisible(bool(doubt))
        self.setAccessibleDescription(self._described)

    def open_calendar(self) -> None:
        """Opens the calendar under the field; a day picked in it is as if it was typed."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = Calendar(self._days.locale, self._read.day or self._days.session.today(), popup.close)
        calendar.picked.connect(self._take)
        column(calendar, margins=(6, 6, 6, 6), of=popup)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()

    def _take(self, day: date) -> None:
        self.setText(day.isoformat())
        self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4, or Alt with the arrow that leads down, opens the calendar, as in a drop-down list."""
        is_down = event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_down or event.key() == Qt.Key.Key_F4:
            self.open_calendar()
            return
        self._is_typing = not event.matches(QKeySequence.StandardKey.Paste)
        super().keyPressEvent(event)
        self._is_typing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """An input method that commits letter by letter types; one that commits more has entered it whole."""
        self._is_typing = len(event.commitString()) <= 1
        super().inputMethodEvent(event)
        self._is_typing = False


class Calendar(QCalendarWidget):
    """A month to pick a day from, with headings in the language of the window."""

    picked = Signal(object)

    def __init__(self, locale: str, day: date, close: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._close = close
        self.setLocale(QLocale(locale))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        self._dress(is_year_first=locale.startswith("ja"))
        self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.clicked.connect(self._pick)
        self.activated.connect(self._pick)

    def _dress(self, *, is_year_first: bool) -> None:
        """What Qt draws without regard to the theme: its arrows and the days of rest; and the order of the heading."""
        weekend = QTextCharFormat()
        weekend.setForeground(shade(self, "caution"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, weekend)
        for name, sign in (("prevmonth", "back"), ("nextmonth", "forward")):
            self._part(name).setIcon(QIcon(icon(self, sign, "ink")))
        if is_year_first:
            month, year = self._part("monthbutton"), self._part("yearbutton")
            bar = self.findChild(QWidget, "qt_calendar_navigationbar")
            heading = cast("QHBoxLayout", cast("QWidget", bar).layout())
            heading.removeWidget(year)
            heading.insertWidget(heading.indexOf(month), year)

    def _part(self, name: str) -> QToolButton:
        return cast("QToolButton", self.findChild(QToolButton, f"qt_calendar_{name}"))

    def _pick(self, picked: QDate) -> None:
        self._close()
        self.picked.emit(date(picked.year(), picked.month(), picked.day()))
