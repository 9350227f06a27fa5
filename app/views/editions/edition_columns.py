"""Columns, one an edition, with a seam between neighbours that is drawn strong where they differ."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from app.viewmodels.editions.columns_model import BoundarySays, ColumnSays, EditionsSays
from app.views.determination.ladder_view import LadderView
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.captions import N_, Caption, say
from app.views.kit.card import Card
from app.views.kit.drawing import IN_THE_MIDDLE, focus_ring, painting, plate, write
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.heard import Heard
from app.views.kit.keyboard import focus_first
from app.views.kit.layouts import ROOM, Part, add, at, column, set_margins
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import ROLES, hairline, scaled, shade

_COLUMN, _SEAM, _KNOB = 186, 22, 20
_READ_RULE = N_("Read it in the Rulebook")


class ColumnCell(Heard):
    """One row of a column; on a soft ground where it says something else than the column at its left.

    It is heard with the name of its edition: the columns are drawn side by side, and read cell after cell.
    """

    def __init__(self, edition: str, *parts: Part, differs: bool) -> None:
        super().__init__()
        self.setAccessibleName(edition)
        self.differs = differs
        column(*parts, ROOM, spacing=3, margins=(8, 8, 8, 10), of=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground."""
        if self.differs:
            line = shade(self, "accent") if hairline(self) > 1 else None
            area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
            with painting(self) as painter:
                plate(painter, area, shade(self, "accent_soft"), line, hairline(self), scaled(6))


class Head(QWidget):
    """The name of an edition; on an accent ground while it is the one in force on the day of the marker."""

    def __init__(self, says: ColumnSays) -> None:
        super().__init__()
        self._name = Prose(says.name, size=14, bold=True, most_lines=1)
        self._period = Prose(says.period, size=12, most_lines=1)
        self._mark = Prose(says.mark or " ", size=12, bold=True, most_lines=1)
        column(self._name, self._period, self._mark, spacing=0, margins=(10, 4, 8, 4), of=self)
        self.mark(is_marked=says.is_marked)

    def mark(self, *, is_marked: bool) -> None:
        """Shows whether this edition is in force on the day of the marker."""
        self.is_marked = is_marked
        for line, token in ((self._name, "ink"), (self._period, "muted"), (self._mark, "accent")):
            line.paint_in("on_accent" if is_marked else token)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground."""
        line = None if self.is_marked else shade(self, "line_strong")
        fill = shade(self, "accent") if self.is_marked else None
        with painting(self) as painter:
            plate(painter, QRectF(self.rect()), fill, line, hairline(self), scaled(6))


class Seam(PlaceButton):
    """The boundary of two columns, through all rows: strong beside the rows in which they part."""

    def __init__(self, says: BoundarySays, cells: list[tuple[QWidget, bool]], act: Callable[[], object]) -> None:
        super().__init__(act=act)
        self._cells = cells
        self._differs = says.differs
        self.setFixedWidth(scaled(_SEAM))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(says.name)
        self.setAccessibleDescription(says.sentence)
        say(self, toolTip=says.sentence)
        self.mark(here=says.is_chosen)

    def sizeHint(self) -> QSize:
        """Narrow, and as high as the columns."""
        return QSize(scaled(_SEAM), scaled(60))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line and the knob."""
        middle, radius = self.width() / 2, scaled(_KNOB) / 2
        head = self._cells[0][0]
        # The heads stay in sight, and the knob between them does.
        top = head.y() - self.y()
        below = top + head.height() + scaled(4)
        knob = QRectF(middle - radius, top + head.height() / 2 - radius, 2 * radius, 2 * radius)
        with painting(self) as painter:
            painter.setPen(QPen(shade(self, "line"), hairline(self)))
            painter.drawLine(QPointF(middle, below), QPointF(middle, self.height()))
            painter.setClipRect(0, below, self.width(), self.height())
            for cell, differs in self._cells:
                if differs:
                    area = QRectF(middle - scaled(2), cell.y() - self.y() + 2, scaled(4), cell.height() - 4)
                    plate(painter, area, shade(self, "accent"), None, 0, scaled(2))
            painter.setClipping(False)
            self._draw_knob(painter, knob)

    def _draw_knob(self, painter: QPainter, knob: QRectF) -> None:
        is_strong, radius = self.is_here and self._differs, knob.width() / 2
        fill = shade(self, "accent" if is_strong else "card")
        line = shade(self, "accent" if self._differs else "line_strong")
        plate(painter, knob, fill, line, 1.5 * hairline(self), radius)
        if self.hasFocus():
            focus_ring(painter, self, knob.adjusted(-1, -1, 1, 1), radius + 1)
        ink = shade(self, "on_accent" if is_strong else "accent" if self._differs else "muted")
        write(painter, knob, "≠" if self._differs else "=", ink, size=13, bold=True, alignment=IN_THE_MIDDLE)


class _ColumnSheet(QWidget):
    """The grid of the columns. Its heads stay at the top while the rest scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        set_margins(self.grid, (8, 8, 8, 8))
        self.grid.setHorizontalSpacing(scaled(2))
        self.grid.setVerticalSpacing(scaled(2))
        self.heads: list[Head] = []
        self.seams: list[Seam] = []
        # The ground of the heads, below which the rest of the columns goes out of sight.
        self._cover = QWidget(self, autoFillBackground=True)
        self._cover.setBackgroundRole(ROLES["card"])
        self._scrolled = 0

    def scroll_to(self, offset: int) -> None:
        """Keeps the heads in sight of who has scrolled down so far."""
        self._scrolled = offset
        self._keep_heads()

    def _keep_heads(self) -> None:
        """The layout puts the heads into the first row of the grid; they are moved down from there."""
        top = self._scrolled + self.grid.contentsMargins().top()
        for head in self.heads:
            head.move(head.x(), top)
        bottom = max((head.height() for head in self.heads), default=0)
        self._cover.setGeometry(0, self._scrolled, self.width(), top - self._scrolled + bottom + scaled(4))
        self._cover.raise_()
        for part in (*self.heads, *self.seams):
            part.raise_()
            part.update()

    def event(self, event: QEvent) -> bool:
        """After each layout the heads go where they belong."""
        is_taken = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._keep_heads()
        return is_taken


class EditionColumns(FollowsTextSize, Card):
    """All columns; they share the width while there is room, and scroll sideways where there is not."""

    boundary_chosen = Signal(int)
    rule_wanted = Signal(str, str)
    #: A missing fact, whether the case's own edition asks for it, and the edition in whose column it stands.
    fact_wanted = Signal(str, bool, str)

    def __init__(self) -> None:
        super().__init__(margins=(4, 4, 4, 4))
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The columns take the room that is left, however long they are.
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        add(self.column, self.area)
        self.heads: dict[str, Head] = {}
        self.seams: list[Seam] = []
        self._results: dict[str, QWidget] = {}
        self._shown: EditionsSays | None = None

    def follow_text_size(self) -> None:
        """Other sizes of text need other widths."""
        self._shown = None

    def say(self, says: EditionsSays) -> None:
        """Shows the columns; they are made anew only where something in them has changed."""
        if self._shown is not None and says._replace(boundaries=()) == self._shown._replace(boundaries=()):
            self._choose(says.boundaries)
        else:
            self._fill(says)
        self._shown = says

    def mark(self, edition_id: str) -> None:
        """Marks the edition that is in force on the day of the marker."""
        for each, head in self.heads.items():
            head.mark(is_marked=each == edition_id)

    def focus_result(self, edition_id: str) -> None:
        """Puts the keyboard on what an edition says of the result: the first rule that decides, or what is missing."""
        focus_first(self._results[edition_id], self)

    def _choose(self, boundaries: tuple[BoundarySays, ...]) -> None:
        for seam, boundary in zip(self.seams, boundaries, strict=True):
            seam.mark(here=boundary.is_chosen)
            seam.update()

    def _fill(self, says: EditionsSays) -> None:
        place = self.area.horizontalScrollBar().value(), self.area.verticalScrollBar().value()
        sheet = _ColumnSheet()
        grid = sheet.grid
        self.heads, self.seams = {}, []
        for number, each in enumerate(says.columns):
            cells = self._cells(each)
            for row, cell in enumerate(cells):
                grid.addWidget(cell, row, 2 * number)
            grid.setColumnMinimumWidth(2 * number, scaled(_COLUMN))
            grid.setColumnStretch(2 * number, 1)
            if number:
                differ = [(cell, isinstance(cell, ColumnCell) and cell.differs) for cell in cells]
                choose = partial(self.boundary_chosen.emit, number - 1)
                seam = Seam(says.boundaries[number - 1], differ, choose)
                grid.addWidget(seam, 0, 2 * number - 1, len(cells), 1)
                self.seams.append(seam)
        grid.setRowStretch(grid.rowCount(), 1)
        sheet.heads, sheet.seams = list(self.heads.values()), self.seams
        self.area.setWidget(sheet)
        self.area.verticalScrollBar().valueChanged.connect(sheet.scroll_to)
        self.area.horizontalScrollBar().setValue(place[0])
        self.area.verticalScrollBar().setValue(place[1])
        if self._shown is None:
            # The columns get their places only when control is back in the loop.
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """The edition of the case stands in sight first."""
        for head in self.heads.values():
            if head.is_marked:
                self.area.ensureWidgetVisible(head, scaled(_COLUMN // 2), 0)

    def _cells(self, says: ColumnSays) -> list[QWidget]:
        head = self.heads[says.edition_id] = Head(says)
        token = "ink" if says.rules else "caution"
        rows: dict[str, Iterable[Part]] = {
            "outcome": [Prose(says.outcome, size=16, bold=True, heading=True, token=token)],
            "rule": [*self._rules(says), *self._missing(says)],
            "approvals": _approvals(says),
            "notices": _listed(N_("Publication and notices"), says.notices),
            "commitments": _commitments(says),
        }
        cells = {row: ColumnCell(says.name, *parts, differs=row in says.differs_in) for row, parts in rows.items()}
        self._results[says.edition_id] = cells["rule"]
        return [head, *cells.values()]

    def _rules(self, says: ColumnSays) -> Iterator[Part]:
        if says.rules:
            yield Prose(N_("What decides"), size=12, token="muted", is_caption=True)
        for rule in says.rules:
            read = partial(self.rule_wanted.emit, says.edition_id, rule.id)
            link = LinkRow(rule.label, sign="rulebook", act=read)
            # Other columns may name a rule alike.
            name = f"{rule.label} – {says.name}"
            say(link, toolTip=name, accessibleName=name, accessibleDescription=_READ_RULE)
            badge = Badge()
            badge.say(rule.confidence, rule.confidence_token, rule.confidence_says)
            yield from (link, Prose(rule.says, size=13), at(Qt.AlignmentFlag.AlignLeft, badge))
            if rule.clause:
                yield Prose(rule.clause, size=12, token="muted")

    def _missing(self, says: ColumnSays) -> Iterator[Part]:
        if says.missing:
            yield Prose(N_("Missing facts"), size=12, token="muted", is_caption=True)
        for gap in says.missing:
            ask = partial(self.fact_wanted.emit, gap.fact, gap.is_own, says.edition_id)
            link = LinkRow(gap.label, sign="forward" if gap.is_own else "unknown", size=13, act=ask)
            name = f"{gap.label} – {says.name}"
            say(link, toolTip=gap.tip, accessibleName=name, accessibleDescription=gap.tip)
            yield link
        if says.more_missing:
            yield Prose(says.more_missing, size=12, token="muted")
        if says.possible:
            yield Prose(N_("Possible outcomes"), size=12, token="muted", is_caption=True)
            yield BulletList(says.possible, size=12, hollow=True, token="muted")


def _approvals(says: ColumnSays) -> Iterator[Part]:
    yield Prose(N_("Examination and decisions"), size=12, token="muted", is_caption=True)
    if says.caveat:
        yield Prose(says.caveat, size=12, token="caution")
    if says.steps:
        ladder = LadderView()
        ladder.say(says.steps)
        yield from (4, ladder)
    else:
        yield Prose(says.no_steps, token="muted")


def _commitments(says: ColumnSays) -> Iterator[Part]:
    if says.caveat and says.commitments:
        yield Prose(says.caveat, size=12, token="caution")
    yield from _listed(N_("Recipient's commitments"), says.commitments)
    yield from _listed(N_("Recommended to be agreed (no public clause)"), says.recommended, hollow=True)


def _listed(heading: Caption, statements: tuple[str, ...], *, hollow: bool = False) -> Iterator[Part]:
    if statements:
        yield Prose(heading, size=12, token="muted", is_caption=True)
        yield BulletList(statements, size=13, hollow=hollow)
