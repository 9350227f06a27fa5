"""Open the program's window on a register, and say so on the standard output once the list has shown its rows.

Started by `test_starting` as a process of its own: first_paint.py REGISTER
"""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTableView

from app.bootstrap import run
from app.views import main_window


class Watch(QObject):
    """Sees the events of the table's viewport. A paint is over when the next turn of the event loop begins."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Override: wait for the first paint that has something to show."""
        model = self._table.model()
        if event.type() == QEvent.Type.Paint and model.rowCount() and model.index(0, 0).data() not in (None, "…"):
            QTimer.singleShot(0, said)
        return False


def said() -> None:
    """Tell who waits, and be gone: only the start is measured."""
    os.write(1, b"painted")
    os._exit(0)


class Watched(main_window.MainWindow):
    """The window as it is, with an eye on its list."""

    def show(self) -> None:
        """Override: watch the list from now on."""
        Watch(self.requests.table)
        super().show()


if __name__ == "__main__":
    # The program takes the class from there when it opens its window.
    main_window.MainWindow = Watched  # type: ignore[misc]
    sys.exit(run(["--register", sys.argv[1]]))
