"""What a reader of the screen hears of a widget where Qt's own account of it says too little."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget


class Heard(QWidget):
    """A part of a screen that is heard as a whole with a name, in which the parts inside belong together."""

    def heard_as(self) -> QAccessible.Role:
        """A group, such as a question with its answers."""
        return QAccessible.Role.Grouping


class _Account(QAccessibleWidget):
    """The account of a widget that says by itself what it is."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._widget = widget

    def text(self, kind: QAccessible.Text) -> str:
        """Name and description as they were given; a tooltip that only repeats what is cut off is none."""
        if kind is QAccessible.Text.Description:
            return self._widget.accessibleDescription()
        if kind is QAccessible.Text.Name:
            name = self._widget.accessibleName()
            return name or (self._widget.text() if isinstance(self._widget, QLabel) else "")
        return super().text(kind)


def _account_of(_kind: str, widget: QObject) -> QAccessibleInterface | None:
    heard_as = getattr(widget, "heard_as", None)
    return _Account(widget, heard_as()) if heard_as is not None and isinstance(widget, QWidget) else None


def account_for_widgets() -> None:
    """Has each widget with a method `heard_as`, which gives its role, accounted for so from now on."""
    QAccessible.installFactory(_account_of)


def announce(widget: QWidget, words: str) -> None:
    """Has a change told that happened elsewhere than where the keyboard is."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
