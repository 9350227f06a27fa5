"""Open the program's window on a register, and say so on the standard output once the list has shown its rows.

Started by `test_starting` as a process of its own: first_paint.py REGISTER [ACCOUNT PASSPHRASE]

With a passphrase nobody has to type it. What follows the first word on the standard output is for how many seconds a
key was derived from it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from app.bootstrap import qt_libraries, unlocking
from app.bootstrap.keyring import Keyring, Typed
from app.bootstrap.program import run
from app.bootstrap.registers import OpenRegister


def told(paint: Callable[..., None]) -> Callable[..., None]:
    """Draw a cell as before, and tell at the next turn of the event loop, when the paint is over.

    Watching the table's events from outside would make Qt's bindings load every class of widgets and of events.
    """

    def paint_and_tell(*what: Any) -> None:
        paint(*what)
        from PySide6.QtCore import QTimer

        if what[-1].data() not in (None, "…"):
            QTimer.singleShot(0, tell)

    return paint_and_tell


def tell() -> None:
    """Tell who waits, and be gone: only the start is measured."""
    os.write(1, f"painted {sum(derived_for)}".encode())
    os._exit(0)


#: Seconds for which a key was derived.
derived_for: list[float] = []


def unlocked(_application: object, files: OpenRegister, keyring: Keyring, *_of_page: object) -> Path:
    """Open a live register in the place of the page that asks for the passphrase."""
    from app.storage.keys import register_seals

    derived = vars(register_seals)["derived"]

    def measured(*what: Any) -> bytearray:
        start = perf_counter()
        key: bytearray = derived(*what)
        derived_for.append(perf_counter() - start)
        return key

    vars(register_seals)["derived"] = measured
    path = Path(files.path)
    keyring.unlock(path, Typed(*sys.argv[2:]))
    return path


if __name__ == "__main__":
    # Before anything else of Qt, as when the program is started.
    qt_libraries.ensure_libraries()
    from app.views.kit import case_table

    if sys.argv[2:]:
        unlocking.unlocked = unlocked  # type: ignore[assignment]  # in the place of whoever types
    case_table.CaseCell.paint = told(case_table.CaseCell.paint)  # type: ignore[method-assign]
    sys.exit(run(["--register", sys.argv[1]]))
