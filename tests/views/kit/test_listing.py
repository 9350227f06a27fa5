"""A column of parts is made anew when what it shows changes, and only then."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.views.kit.listing import Listing


def texts(holder: QWidget) -> list[str]:
    layout = holder.layout()
    assert layout is not None
    items = (layout.itemAt(at) for at in range(layout.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget.text() for widget in widgets if isinstance(widget, QLabel)]


def test_a_part_stands_for_each_thing_and_stays_until_the_things_change(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    listing, made = Listing(spacing=4, of=holder), list[str]()

    def part_of(name: str) -> QLabel:
        made.append(name)
        return QLabel(name)

    listing.say(["one", "two"], part_of)
    listing.say(("one", "two"), part_of)
    assert texts(holder) == made == ["one", "two"]
    listing.say(["two"], part_of)
    assert texts(holder) == ["two"]
    assert made == ["one", "two", "two"]
    listing.say([], part_of)
    assert texts(holder) == []
