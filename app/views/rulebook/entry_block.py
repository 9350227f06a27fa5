"""One entry of an edition as it is read: name, words, condition, where it comes from, what it leads to."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.rulebook.entry_model import EntrySays
from app.viewmodels.rulebook.reading_model import DecidedSays
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, as_written
from app.views.kit.card import clear
from app.views.kit.drawing import draw_remark
from app.views.kit.layouts import Part, add, at, column, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.rulebook.condition_view import conditions


class EntryBlock(QWidget):
    """The entry. Which cases it decided is read when somebody asks."""

    entry_wanted = Signal(str)
    decided_wanted = Signal(str)
    line_wanted = Signal(object, object)

    def __init__(self, says: EntrySays) -> None:
        super().__init__()
        self.id = says.id
        #: Whether this is the entry that the reader was led to.
        self.is_marked = False
        self.decided_button = Button(
            N_("Cases that it decided"),
            rank=Rank.QUIET,
            sign="list",
            size=12,
            act=partial(self.decided_wanted.emit, says.id),
        )
        self._decided = column(spacing=2)
        condition = [conditions(says.condition, self.entry_wanted.emit)] if says.condition else []
        links = (LinkRow(link.label, size=13, act=partial(self.entry_wanted.emit, link.id)) for link in says.links)
        column(
            _name(says),
            *map(Prose, says.says),
            *(Prose(note, size=13, token="muted") for note in says.notes),
            *_under(says.condition_caption, *condition),
            *_origin(says),
            *_under(says.links_caption, *links),
            at(Qt.AlignmentFlag.AlignLeft, self.decided_button),
            self._decided,
            spacing=4,
            margins=(10, 6, 8, 12),
            of=self,
        )
        self.decided_button.setVisible(says.can_decide)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground of the entry that the reader was led to."""
        if self.is_marked:
            draw_remark(self)

    def show_decided(self, lines: tuple[DecidedSays, ...]) -> None:
        """Shows the lines that the entry decided."""
        clear(self._decided)
        if not lines:
            nothing = N_("It decided no recorded determination of this register.")
            add(self._decided, Prose(nothing, size=13, token="muted"))
        for line in lines:
            link = LinkRow(line.label, size=13, act=partial(self.line_wanted.emit, line.case_id, line.line_id))
            link.setAccessibleDescription(line.note)
            add(self._decided, link, Prose(f"　 {line.note}", size=12, token="muted"))


def _name(says: EntrySays) -> Prose:
    """Its name; who looks for its code, by which editions refer to it, finds it as the tooltip."""
    name = Prose(says.label, size=16, bold=True, is_caption=True)
    name.setAccessibleName(says.label)
    name.setToolTip(as_written(says.code))
    return name


def _under(caption: str, *parts: QWidget) -> tuple[Part, ...]:
    """Parts with their caption, if they have one; nothing where there are no parts."""
    if not (parts and caption):
        return parts
    return 4, Prose(caption, size=12, bold=True, token="accent"), *parts


def _origin(says: EntrySays) -> tuple[Part, ...]:
    """Where it comes from, with the points that touch it."""
    origin = says.origin
    told = "　".join(part for part in (says.clause, origin.sources) if part)
    if not (origin.badge or told):
        return ()
    line = row(spacing=10)
    if origin.badge:
        badge = Badge()
        badge.say(origin.badge, origin.token, origin.badge_says)
        add(line, at(Qt.AlignmentFlag.AlignTop, badge))
    add(line, wide(Prose(told, size=12, token="muted")))
    return 2, line, *(Prose(point, size=12, token="muted") for point in origin.points)
