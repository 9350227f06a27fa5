"""Rows and columns are what Qt's own boxes would be, filled by hand."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.kit.card import clear
from app.views.kit.layouts import ROOM, add, at, column, grid, held, row, turn, wide
from app.views.kit.theme import dress
from tests.viewmodels.surroundings import LOOKS

RIGHT = Qt.AlignmentFlag.AlignRight


def by_hand(scale: float) -> QWidget:
    """A row with a column in it, in Qt's own calls."""
    widget = QWidget()
    outer = QHBoxLayout(widget)
    outer.setContentsMargins(*(round(margin * scale) for margin in (8, 4, 12, 6)))
    outer.setSpacing(round(10 * scale))
    inner = QVBoxLayout()
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(QLabel("first"))
    inner.addSpacing(round(6 * scale))
    inner.addWidget(QLabel("second"), 0, RIGHT)
    outer.addLayout(inner, 2)
    outer.addStretch(1)
    outer.addWidget(QPushButton("third"), 1)
    return widget


def as_written() -> QWidget:
    """The same as the kit writes it."""
    widget = QWidget()
    inner = column(QLabel("first"), 6, at(RIGHT, QLabel("second")))
    row(wide(inner, 2), ROOM, wide(QPushButton("third")), spacing=10, margins=(8, 4, 12, 6), of=widget)
    return widget


def places(widget: QWidget) -> list[QRect]:
    """Where the parts stand in 600 by 200 pixels."""
    widget.resize(600, 200)
    widget.ensurePolished()
    layout = widget.layout()
    assert layout is not None
    layout.activate()
    return [child.geometry() for child in widget.findChildren(QWidget)]


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_parts_stand_where_they_would_by_hand(dressed: QApplication, scale: float) -> None:
    dress(dressed, LOOKS, "light", scale)
    assert places(as_written()) == places(by_hand(scale))


def test_parts_are_added_behind_those_that_stand_there(dressed: QApplication) -> None:
    first, second = QLabel("first"), QLabel("second")
    box = row(first)
    holder = held(box)
    add(box, 4, second)
    assert holder.layout() is box
    assert [box.indexOf(label) for label in (first, second)] == [0, 2]


def grid_by_hand(words: tuple[tuple[str, str], ...], alignment: Qt.AlignmentFlag | None) -> QGridLayout:
    """Two columns at one and a half times the size, in Qt's own calls."""
    box = QGridLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setHorizontalSpacing(24)
    box.setVerticalSpacing(6)
    box.setColumnStretch(0, 1)
    box.setColumnStretch(1, 3)
    for number, (first, second) in enumerate(words):
        box.addWidget(QLabel(first), number, 0, alignment or Qt.AlignmentFlag(0))
        box.addWidget(QLabel(second), number, 1, alignment or Qt.AlignmentFlag(0))
    return box


@pytest.mark.parametrize("alignment", [None, Qt.AlignmentFlag.AlignTop])
def test_rows_share_the_width_and_stand_below_each_other(
    dressed: QApplication, alignment: Qt.AlignmentFlag | None
) -> None:
    dress(dressed, LOOKS, "light", 1.5)
    words = (("first", "second\nin two lines"), ("third", "fourth"))
    rows = (tuple(map(QLabel, row_of_words)) for row_of_words in words)
    written = grid(*rows, spacing=(16, 4), shares=(1, 3), alignment=alignment)
    assert places(held(written)) == places(held(grid_by_hand(words, alignment)))


def test_parts_stand_beside_or_below_each_other(dressed: QApplication) -> None:
    dress(dressed, LOOKS, "light", 1.0)
    box = row(QLabel("first"), QLabel("second"))
    holder = held(box)
    turn(box, is_row=False)
    above, below = places(holder)
    assert above.left() == below.left()
    assert above.bottom() < below.top()
    turn(box, is_row=True)
    left, right = places(holder)
    assert left.top() == right.top()
    assert left.right() < right.left()


def test_a_column_is_cleared_of_what_stands_in_rows_inside_it(dressed: QApplication, qtbot: QtBot) -> None:
    labels = [QLabel(text) for text in ("first", "second", "third")]
    box = column(labels[0], 4, row(labels[1], column(labels[2]), ROOM))
    holder = held(box)
    qtbot.addWidget(holder)
    clear(box)
    assert box.count() == 0
    assert all(label.isHidden() for label in labels)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert holder.findChildren(QLabel) == []
