"""The lock of a live register: after some time without a key or a click, or at once, nothing of it is to be seen."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QWidget

from app.views.window.unlock_window import UnlockWindow

#: Without a key or a click for so long it locks itself.
IDLE = timedelta(minutes=10)
#: How often it is looked how long that is, in milliseconds.
_BETWEEN = 5_000

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
    }
)


class IdleLock(QObject):
    """Hides every window of the program behind a page that asks for the passphrase, and shows them again as they were.

    Nothing in them is closed, so that what was being entered is there still. `lock_page` makes the page.
    """

    def __init__(
        self,
        application: QApplication,
        now: Callable[[], datetime],
        lock_page: Callable[[], UnlockWindow],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._now = now
        self._lock_page = lock_page
        self._last = now()
        self._hidden: list[QWidget] = []
        #: The page that asks, while it is locked.
        self.page: UnlockWindow | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _SIGNS_OF_LIFE:
            self._last = self._now()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Locks it where nobody was there for long; a clock that went back locks nothing and lengthens nothing."""
        now = self._now()
        self._last = min(self._last, now)
        if now - self._last >= IDLE:
            self.lock()

    def lock(self) -> None:
        """Locks it now."""
        if self.page is not None:
            return
        # What opens by itself and goes with a click elsewhere goes now.
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._forget_clipboard()
        windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        self.page = page = self._lock_page()
        first = next((window for window in windows if not window.parentWidget()), None)
        if first is not None:
            page.move(first.frameGeometry().center() - page.rect().center())
        page.show()
        page.activateWindow()
        # Dialogs first: a window does not go while one stands before it.
        self._hidden = sorted(windows, key=_depth, reverse=True)
        for window in self._hidden:
            window.hide()
        page.model.unlocked.connect(self._show_again)

    def stop(self) -> None:
        """Locks nothing any more."""
        self._timer.stop()
        self._application.removeEventFilter(self)

    def _show_again(self) -> None:
        self._last = self._now()
        hidden, self._hidden, self.page = self._hidden, [], None
        for window in reversed(hidden):
            window.show()
        if hidden:
            hidden[0].activateWindow()

    def _forget_clipboard(self) -> None:
        """What was copied here; what another program put there is none of ours."""
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear(QClipboard.Mode.Clipboard)
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent.window())
