"""Calls into Qt leave None as they found it.

PySide6 6.12.0 on Python 3.11 dropped a reference to None at every call that returns nothing; after enough of them the
process ended. The lock keeps that version out; this test keeps the next one out.
"""

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

CALLS = 2_000
#: References that come and go with what Python does meanwhile; one lost a call would be far more.
STIR = 20


def test_2000_calls_of_the_window_leave_the_reference_count_of_none_where_it_was(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("", window)
    QVBoxLayout(window).addWidget(label)
    window.show()
    calls: tuple[Callable[[], object], ...] = (
        window.update,
        window.repaint,
        lambda: window.setWindowTitle("Sekisho"),
        lambda: label.setText("text"),
    )
    for call in calls:
        call()
    before = sys.getrefcount(None)
    for _ in range(CALLS // len(calls)):
        for call in calls:
            call()
    assert abs(sys.getrefcount(None) - before) <= STIR
