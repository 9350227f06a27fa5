"""Tabs of pages: the keyboard and the mouse turn to a page, the wheel does not."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.kit.captions import N_
from app.views.kit.page_tabs import PageTabs


def test_the_wheel_turns_no_page_and_the_arrows_do(dressed: QApplication, qtbot: QtBot) -> None:
    tabs = PageTabs({"read": N_("Read"), "compare": N_("Compare")})
    qtbot.addWidget(tabs)
    tabs.say("read")
    tabs.show()
    chosen: list[str] = []
    tabs.chosen.connect(chosen.append)
    middle = QPointF(tabs.rect().center())
    down = QWheelEvent(
        middle, tabs.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(tabs, down)
    assert chosen == []
    assert not down.isAccepted(), "what is behind the tabs may scroll"
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert chosen == ["compare"]
