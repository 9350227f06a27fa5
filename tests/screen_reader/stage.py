"""The window on a real display, at one place of the walk after the other; run by `listener.py`.

It names each place on its standard output, and goes on when a line comes in.
"""

import select
import sys
import time
from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.pictures import on_worked_cases
from app.bootstrap.window import looks
from app.views.window.screenshots import Sight, walk
from app.wording.language import Language


def main(language: str, *wanted: str) -> None:
    """Stop at each place of the walk that is wanted; at all of them if none is named."""
    missed = list(wanted)
    with on_worked_cases(Language(language), "light") as (model, practice, subjects):
        for sight in walk(model, looks(), practice, subjects):
            if not wanted or sight.name in missed:
                _stop_at(sight)
                missed = [name for name in missed if name != sight.name]
            if wanted and not missed:
                break


def _stop_at(sight: Sight) -> None:
    _say(sight.name)
    for line in _lines():
        if line == "go on":
            return
        if line.startswith("press "):
            _press(sight.dialog or sight.window, line.removeprefix("press "))
            _say("pressed")


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def _lines() -> Iterator[str]:
    """What comes in. The window lives meanwhile: whoever listens to it gets answers."""
    while True:
        if select.select([sys.stdin], [], [], 0)[0]:
            yield sys.stdin.readline().strip()
        QApplication.processEvents()
        time.sleep(0.0005)


def _press(window: QWidget, key: str) -> None:
    # Without a window manager no window is active by itself.
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    pressed = QKeySequence(key)[0]  # type: ignore[index]  # the stubs know no index
    QTest.keyClick(window.focusWidget() or window, pressed.key(), pressed.keyboardModifiers())


if __name__ == "__main__":
    main(*sys.argv[1:])
