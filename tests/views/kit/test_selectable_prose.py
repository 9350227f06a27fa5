"""Running text is selected with the mouse, character by character, wherever its lines break, and copied."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.kit.selectable_prose import SelectableProse
from tests.views.hands import double_click

TEXT = "武器の移転については、国家安全保障会議において審議する。 Patriot PAC-3 missiles, finished products\n二行目"


@pytest.fixture
def prose(dressed: QApplication, qtbot: QtBot) -> SelectableProse:
    """Text in several lines."""
    prose = SelectableProse(TEXT)
    qtbot.addWidget(prose)
    prose.resize(170, prose.heightForWidth(170))
    prose.show()
    assert len(prose.placed_lines()) > 3
    return prose


def place_of(prose: SelectableProse, at: int) -> QPoint:
    """Where the edge before a character is."""
    start = 0
    for line, box in prose.placed_lines():
        start = TEXT.index(line, start)
        if start <= at <= start + len(line):
            x = box.left() + QFontMetricsF(prose.type()).horizontalAdvance(line[: at - start])
            return QPoint(round(x), round(box.center().y()))
        start += len(line)
    raise LookupError(at)


@pytest.mark.parametrize(("first", "last"), [(0, 2), (3, 20), (25, 40), (1, len(TEXT))])
def test_what_the_mouse_passes_over_is_copied(prose: SelectableProse, first: int, last: int) -> None:
    QTest.mousePress(prose, Qt.MouseButton.LeftButton, pos=place_of(prose, first))
    QTest.mouseMove(prose, place_of(prose, last))
    QTest.mouseRelease(prose, Qt.MouseButton.LeftButton, pos=place_of(prose, last))
    assert prose.selected in TEXT
    assert TEXT.index(prose.selected, first) == first
    assert abs(len(prose.selected) - (last - first)) <= 1
    QTest.keyClick(prose, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == prose.selected


def test_a_double_click_selects_the_whole_text_with_its_breaks(prose: SelectableProse) -> None:
    double_click(prose, place_of(prose, 1))
    prose.copy()
    assert QApplication.clipboard().text() == TEXT
