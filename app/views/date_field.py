"""A date that is typed year-month-day, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QWidget


class DateField(QDateEdit):
    """A date as it is written on papers: 2026-04-21. The wheel scrolls the page and leaves the date alone."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes a date typed with or without its hyphens: a full part goes on to the next by itself, and the hyphen
        that follows must not go on once more."""
        if event.text() in ("-", "/", ".") and self.lineEdit().hasSelectedText():
            event.accept()
            return
        super().keyPressEvent(event)
