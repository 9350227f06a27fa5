"""A date that is typed year-month-day, or picked from a calendar."""

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QToolTip, QWidget

from app.views.kit.captions import N_, as_written, spoken

_NO_SUCH_DAY = N_("{typed} is no date that can be entered here. The date is as it was.")
_BETWEEN = "-/."
_WHOLE = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})")


class DateField(QDateEdit):
    """A date as it is written on papers: 2026-04-21. The wheel scrolls the page and leaves the date alone."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._before = QDate()
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self.setDay(day)

    def setDay(self, day: date) -> None:
        """Shows a date."""
        self.setDate(QDate(day.year, day.month, day.day))

    def setAccessibleName(self, name: str) -> None:
        """Names the field where the keyboard is in, too."""
        super().setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)

    def day(self) -> date:
        """The date shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lets the page scroll."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the year, from whichever side it comes."""
        super().focusInEvent(event)
        self._typed = ""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setSelectedSection(QDateEdit.Section.YearSection)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is typed from here on begins anew."""
        self._typed = ""
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes a date typed with or without its hyphens: a full part goes on to the next by itself, and the hyphen
        that follows must not go on once more. A whole date is taken as one, in whichever part it was begun."""
        key = event.text()
        if not (key and (key in _BETWEEN or key in "0123456789")):
            self._typed = ""
            super().keyPressEvent(event)
            return
        if not self._typed:
            self._before = self.date()
        self._typed += key
        whole = _WHOLE.fullmatch(self._typed)
        if whole is not None:
            self._take(self._typed, QDate(int(whole[1]), int(whole[3]), int(whole[4])))
            event.accept()
        elif key in _BETWEEN and self.lineEdit().hasSelectedText():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _take(self, typed: str, day: QDate) -> None:
        """Shows the date that was typed; where there is none, says so and keeps the one there was."""
        self._typed = ""
        is_day = day.isValid() and self.minimumDate() <= day <= self.maximumDate()
        self.setDate(day if is_day else self._before)
        self.setSelectedSection(QDateEdit.Section.YearSection)
        said = "" if is_day else spoken(_NO_SUCH_DAY).format(typed=typed)
        self.setToolTip(as_written(said))
        self.lineEdit().setAccessibleDescription(said)
        if said:
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), as_written(said), self)
