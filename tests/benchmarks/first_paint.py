"""Open the program's window on a register, and say so on the standard output once the list has shown its rows.

Started by `test_starting` as a process of its own: first_paint.py REGISTER
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from app.bootstrap.program import run
from app.views.requests import requests_table


def told(paint: Callable[..., None]) -> Callable[..., None]:
    """Draw a cell as before, and tell at the next turn of the event loop, when the paint is over.

    Watching the table's events from outside would make Qt's bindings load every class of widgets and of events.
    """

    def paint_and_tell(*what: Any) -> None:
        paint(*what)
        if what[-1].data() not in (None, "…"):
            QTimer.singleShot(0, tell)

    return paint_and_tell


def tell() -> None:
    """Tell who waits, and be gone: only the start is measured."""
    os.write(1, b"painted")
    os._exit(0)


if __name__ == "__main__":
    requests_table.RequestCell.paint = told(requests_table.RequestCell.paint)  # type: ignore[method-assign]
    sys.exit(run(["--register", sys.argv[1]]))
