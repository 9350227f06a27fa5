"""Columns, one an edition, with a seam between neighbours that is drawn strong where they differ."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.viewmodels.determination.rule_model import RuleSays
from app.viewmodels.editions.columns_model import BoundarySays, ColumnSays, EditionsSays
from app.views.determination.ladder_view import LadderView
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.captions import N_, Caption, say
from app.views.kit.card import Card
from app.views.kit.drawing import focus_ring, plate, soften
from app.views.kit.drawn_button import PlaceButton
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.text_size import FollowsTextSize
from app.views.kit.theme import hairline, scaled, shade, type_of

_COLUMN, _SEAM, _KNOB = 186, 22, 20
_ROWS = ("head", "outcome", "rule", "approvals", "notices", "commitments")


_READ_RULE = N_("Read it in the Rulebook")


class ColumnCell(QWidget):
    """One row of a column; on a soft ground where it says something else than the column at its left."""

    def __init__(self, *, differs: bool) -> None:
        super().__init__()
        self.differs = differs
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(scaled(8), scaled(8), scaled(8), scaled(10))
        self.column.setSpacing(scaled(3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground."""
        del event
        if self.differs:
            painter = QPainter(self)
            soften(painter)
            line = shade(self, "accent") if hairline(self) > 1 else None
            area = QRectF(self.rect()).adjusted(0, 1, 0, -1)
            plate(painter, area, shade(self, "accent_soft"), line, hairline(self), scaled(6))
            painter.end()


class Head(QWidget):
    """The name of an edition; on an accent ground while it is the one in force on the day of the marker."""

    def __init__(self, says: ColumnSays) -> None:
        super().__init__()
        self._says = says
        self.is_marked = says.is_marked
        self._lines = [Prose(says.name, size=14, bold=True, most_lines=1), Prose(says.period, size=12, most_lines=1)]
        self._mark = Prose(says.mark or " ", size=12, bold=True, most_lines=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(10), scaled(4), scaled(8), scaled(4))
        column.setSpacing(0)
        for line in (*self._lines, self._mark):
            column.addWidget(line)
        self.mark(is_marked=says.is_marked)

    def mark(self, *, is_marked: bool) -> None:
        """Shows whether this edition is in force on the day of the marker."""
        self.is_marked = is_marked
        name, period = self._lines
        name.paint_in("on_accent" if is_marked else "ink")
        period.paint_in("on_accent" if is_marked else "muted")
        self._mark.paint_in("on_accent" if is_marked else "accent")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground."""
        del event
        painter = QPainter(self)
        soften(painter)
        line = None if self.is_marked else shade(self, "line_strong")
        fill = shade(self, "accent") if self.is_marked else None
        plate(painter, QRectF(self.rect()), fill, line, hairline(self), scaled(6))
        painter.end()


class Seam(PlaceButton):
    """The boundary of two columns, through all rows: strong beside the rows in which they part."""

    def __init__(self, says: BoundarySays, cells: list[tuple[QWidget, bool]]) -> None:
        super().__init__()
        self._cells = cells
        self._differs = says.differs
        self.setFixedWidth(scaled(_SEAM))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(says.name)
        self.setAccessibleDescription(says.sentence)
        self.setToolTip(says.sentence)
        self.setChecked(says.is_chosen)

    def sizeHint(self) -> QSize:
        """Narrow, and as high as the columns."""
        return QSize(scaled(_SEAM), scaled(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line and the knob."""
        del event
        painter = QPainter(self)
        soften(painter)
        middle, radius = self.width() / 2, scaled(_KNOB) / 2
        head = self._cells[0][0]
        # The heads stay in sight, and the knob between them does.
        top = head.y() - self.y()
        below = top + head.height() + scaled(4)
        painter.setPen(QPen(shade(self, "line"), hairline(self)))
        painter.drawLine(QPointF(middle, below), QPointF(middle, self.height()))
        accent = shade(self, "accent")
        painter.setClipRect(0, below, self.width(), self.height())
        for cell, differs in self._cells:
            if differs:
                area = QRectF(middle - scaled(2), cell.y() - self.y() + 2, scaled(4), cell.height() - 4)
                plate(painter, area, accent, None, 0, scaled(2))
        painter.setClipping(False)
        knob = QRectF(middle - radius, top + head.height() / 2 - radius, 2 * radius, 2 * radius)
        is_strong = self.isChecked() and self._differs
        line = accent if self._differs else shade(self, "line_strong")
        plate(painter, knob, accent if is_strong else shade(self, "card"), line, 1.5 * hairline(self), radius)
        if self.hasFocus():
            focus_ring(painter, self, knob.adjusted(-1, -1, 1, 1), radius + 1)
        painter.setPen(shade(self, "on_accent" if is_strong else "accent" if self._differs else "muted"))
        painter.setFont(type_of(13, bold=True))
        painter.drawText(knob, Qt.AlignmentFlag.AlignCenter, "≠" if self._differs else "=")
        painter.end()


class _Cover(QWidget):
    """The ground of the heads, below which the rest of the columns goes out of sight."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), shade(self, "card"))
        painter.end()


class _ColumnSheet(QWidget):
    """The grid of the columns. Its heads stay at the top while the rest scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(scaled(8), scaled(8), scaled(8), scaled(8))
        self.grid.setHorizontalSpacing(scaled(2))
        self.grid.setVerticalSpacing(scaled(2))
        self.heads: list[Head] = []
        self.seams: list[Seam] = []
        self._cover = _Cover(self)
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
    fact_wanted = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The columns take the room that is left, however long they are.
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.column.setContentsMargins(scaled(4), scaled(4), scaled(4), scaled(4))
        self.column.addWidget(self.area)
        self.heads: dict[str, Head] = {}
        self.seams: list[Seam] = []
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

    def _choose(self, boundaries: tuple[BoundarySays, ...]) -> None:
        for seam, boundary in zip(self.seams, boundaries, strict=True):
            seam.setChecked(boundary.is_chosen)
            seam.update()

    def _fill(self, says: EditionsSays) -> None:
        place = self.area.horizontalScrollBar().value(), self.area.verticalScrollBar().value()
        sheet = _ColumnSheet()
        grid = sheet.grid
        self.heads, self.seams = {}, []
        for at, column in enumerate(says.columns):
            cells = self._cells(column)
            for row, cell in enumerate(cells):
                grid.addWidget(cell, row, 2 * at)
            grid.setColumnMinimumWidth(2 * at, scaled(_COLUMN))
            grid.setColumnStretch(2 * at, 1)
            if at:
                marked = [(cell, isinstance(cell, ColumnCell) and cell.differs) for cell in cells]
                self._add_seam(grid, at - 1, says.boundaries[at - 1], marked)
        grid.setRowStretch(len(_ROWS), 1)
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

    def _add_seam(self, grid: QGridLayout, at: int, boundary: BoundarySays, cells: list[tuple[QWidget, bool]]) -> None:
        seam = Seam(boundary, cells)
        seam.clicked.connect(lambda: self.boundary_chosen.emit(at))
        grid.addWidget(seam, 0, 2 * at + 1, len(_ROWS), 1)
        self.seams.append(seam)

    def _cells(self, says: ColumnSays) -> list[QWidget]:
        head = self.heads[says.edition_id] = Head(says)
        return [
            head,
            self._outcome(says),
            self._rules(says),
            self._approvals(says),
            self._notices(says),
            self._commitments(says),
        ]

    @staticmethod
    def _outcome(says: ColumnSays) -> ColumnCell:
        cell = ColumnCell(differs="outcome" in says.differs_in)
        token = "ink" if says.rules else "caution"
        cell.column.addWidget(Prose(says.outcome, size=16, bold=True, heading=True, token=token))
        cell.column.addStretch(1)
        return cell

    def _rules(self, says: ColumnSays) -> ColumnCell:
        cell = ColumnCell(differs="rule" in says.differs_in)
        if says.rules:
            cell.column.addWidget(Prose(N_("What decides"), size=12, token="muted"))
        for rule in says.rules:
            self._add_rule(cell, says.edition_id, rule)
        self._add_missing(cell.column, says)
        cell.column.addStretch(1)
        return cell

    def _add_missing(self, column: QVBoxLayout, says: ColumnSays) -> None:
        if says.missing:
            column.addWidget(Prose(N_("Missing facts"), size=12, token="muted"))
        for gap in says.missing:
            link = LinkRow(gap.label, sign="forward" if gap.is_own else "unknown", size=13)
            link.setToolTip(gap.tip)
            link.setAccessibleDescription(gap.tip)
            link.clicked.connect(
                lambda _checked=False, fact=gap.fact, is_own=gap.is_own: self.fact_wanted.emit(fact, is_own)
            )
            column.addWidget(link)
        if says.more_missing:
            column.addWidget(Prose(says.more_missing, size=12, token="muted"))
        if says.possible:
            column.addWidget(Prose(N_("Possible outcomes"), size=12, token="muted"))
            bullets = BulletList(size=12, hollow=True, token="muted")
            column.addWidget(bullets)
            bullets.say(says.possible)

    def _add_rule(self, cell: ColumnCell, edition_id: str, rule: RuleSays) -> None:
        link = LinkRow(rule.label, sign="rulebook")
        say(link, toolTip=_READ_RULE, accessibleDescription=_READ_RULE)
        link.clicked.connect(lambda: self.rule_wanted.emit(edition_id, rule.id))
        cell.column.addWidget(link)
        cell.column.addWidget(Prose(rule.says, size=13))
        badge = Badge()
        cell.column.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
        if rule.clause:
            cell.column.addWidget(Prose(rule.clause, size=12, token="muted"))
        badge.say(rule.confidence, rule.confidence_token, rule.confidence_says)

    def _approvals(self, says: ColumnSays) -> ColumnCell:
        cell = ColumnCell(differs="approvals" in says.differs_in)
        cell.column.addWidget(Prose(N_("Examination and decisions"), size=12, token="muted"))
        if says.caveat:
            cell.column.addWidget(Prose(says.caveat, size=12, token="caution"))
        if says.steps:
            cell.column.addSpacing(scaled(4))
            ladder = LadderView()
            ladder.say(says.steps)
            cell.column.addWidget(ladder)
        else:
            cell.column.addWidget(Prose(says.no_steps, token="muted"))
        cell.column.addStretch(1)
        return cell

    def _notices(self, says: ColumnSays) -> ColumnCell:
        cell = ColumnCell(differs="notices" in says.differs_in)
        self._add_list(cell, N_("Publication and notices"), says.notices, hollow=False)
        cell.column.addStretch(1)
        return cell

    def _commitments(self, says: ColumnSays) -> ColumnCell:
        cell = ColumnCell(differs="commitments" in says.differs_in)
        if says.caveat and says.commitments:
            cell.column.addWidget(Prose(says.caveat, size=12, token="caution"))
        self._add_list(cell, N_("Recipient's commitments"), says.commitments, hollow=False)
        self._add_list(cell, N_("Recommended to be agreed (no public clause)"), says.recommended, hollow=True)
        cell.column.addStretch(1)
        return cell

    @staticmethod
    def _add_list(cell: ColumnCell, heading: Caption, statements: tuple[str, ...], *, hollow: bool) -> None:
        if statements:
            cell.column.addWidget(Prose(heading, size=12, token="muted"))
            bullets = BulletList(size=13, hollow=hollow)
            cell.column.addWidget(bullets)
            bullets.say(statements)
