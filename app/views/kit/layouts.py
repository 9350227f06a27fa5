"""Rows and columns, written down as they stand on the screen. Distances are pixels at 100 %."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.views.kit.theme import scaled

_Box = TypeVar("_Box", bound=QBoxLayout)
_EXPANDING, _PREFERRED = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred

#: Left, top, right, bottom.
Margins: TypeAlias = tuple[int, int, int, int]


class Placed(NamedTuple):
    """A part placed in a certain way; without a part it is room that gives way. `share` is of the room that is left."""

    part: QWidget | QLayout | None
    share: int = 0
    alignment: Qt.AlignmentFlag | None = None


#: What stands in a row or column: a widget, rows and columns inside it, or a gap of a fixed width.
Part: TypeAlias = QWidget | QLayout | Placed | int

#: Room that takes what the parts leave.
ROOM = Placed(None, 1)


def wide(part: QWidget | QLayout, share: int = 1) -> Placed:
    """A part that takes a share of the room that the others leave."""
    return Placed(part, share)


def at(alignment: Qt.AlignmentFlag, part: QWidget, share: int = 0) -> Placed:
    """A part that is no larger than it wants to be, and stands at that side of its room."""
    return Placed(part, share, alignment)


def row(
    *parts: Part, spacing: int | None = None, margins: Margins = (0, 0, 0, 0), of: QWidget | None = None
) -> QHBoxLayout:
    """Parts from left to right; with `of` the layout of that widget. `spacing` None is that of what is around it."""
    return _filled(QHBoxLayout(of) if of else QHBoxLayout(), parts, spacing, margins)


def column(
    *parts: Part, spacing: int | None = None, margins: Margins = (0, 0, 0, 0), of: QWidget | None = None
) -> QVBoxLayout:
    """Parts from top to bottom; as `row`."""
    return _filled(QVBoxLayout(of) if of else QVBoxLayout(), parts, spacing, margins)


def add(box: QBoxLayout, *parts: Part) -> None:
    """Adds parts behind those that stand there."""
    for part in parts:
        if isinstance(part, int):
            box.addSpacing(scaled(part))
            continue
        item, share, alignment = part if isinstance(part, Placed) else Placed(part)
        if item is None:
            box.addStretch(share)
        elif isinstance(item, QLayout):
            box.addLayout(item, share)
        elif alignment is None:
            box.addWidget(item, share)
        else:
            box.addWidget(item, share, alignment)


def grid(
    *rows: Sequence[QWidget],
    spacing: tuple[int, int],
    shares: Sequence[int],
    alignment: Qt.AlignmentFlag | None = None,
) -> QGridLayout:
    """Rows of parts below each other: the spacing across and down, and for each column its share of the width."""
    box = QGridLayout()
    set_margins(box, (0, 0, 0, 0))
    box.setHorizontalSpacing(scaled(spacing[0]))
    box.setVerticalSpacing(scaled(spacing[1]))
    for place, share in enumerate(shares):
        box.setColumnStretch(place, share)
    for number, parts in enumerate(rows):
        for place, part in enumerate(parts):
            box.addWidget(part, number, place, alignment or Qt.AlignmentFlag(0))
    return box


def turn(box: QBoxLayout, *, is_row: bool) -> None:
    """Lets the parts stand beside each other, or below each other where there is no room for a row."""
    box.setDirection(QBoxLayout.Direction.LeftToRight if is_row else QBoxLayout.Direction.TopToBottom)


def held(layout: QLayout) -> QWidget:
    """A widget that does nothing but hold a layout: to hide it as one, or to scroll it."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def let_height_follow(widget: QWidget, across: QSizePolicy.Policy = _EXPANDING) -> None:
    """Lets the height of a widget follow from its width, as where text wraps; `across` is its policy for the width."""
    policy = QSizePolicy(across, _PREFERRED)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def set_margins(part: QLayout | QWidget, margins: Margins) -> None:
    """Margins at the present size of the text."""
    part.setContentsMargins(*(scaled(margin) for margin in margins))


def _filled(box: _Box, parts: tuple[Part, ...], spacing: int | None, margins: Margins) -> _Box:
    set_margins(box, margins)
    if spacing is not None:
        box.setSpacing(scaled(spacing))
    add(box, *parts)
    return box
