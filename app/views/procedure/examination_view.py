"""The examination of a line: the matrix at the left; at the right what stands in its cell, and the precedents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.procedure.examination_model import examination_says
from app.views.kit.button import Button
from app.views.kit.captions import N_, say
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.keyboard import focus_first, give_keyboard
from app.views.kit.layouts import ROOM, add, at, column, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.passage import Paragraph, Passage
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled
from app.views.procedure.examination_table import ExaminationTable

if TYPE_CHECKING:
    from app.viewmodels.procedure.examination_model import (
        EnteringSays,
        ExaminationModel,
        ExaminationSays,
        FindingSays,
        PrecedentSays,
        PrecedentsSays,
        RowSays,
    )

_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = 336
_LEAST, _LEAST_HEIGHT, _LOW = 400, 150, 380
_TURNS_ON = N_("What the line turns on")
#: The sign of a finding by its state, and of one that counts by its view.
_STATES = {"entered": "history", "void": "cross", "withdrawn": "cross", "superseded": "forward", "corrected": "forward"}
_VIEWS = {"no_objection": "check", "objection": "cross", "open": "unknown"}


class ExaminationView(QWidget):
    """Made anew, part by part, only where something else is to be said."""

    def __init__(self, model: ExaminationModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: ExaminationSays | None = None
        self._told: PrecedentsSays | None = None
        self._cell = ("", "")
        self._entering: EnteringSays | None = None
        #: How a view comes into the cell under the keyboard.
        self.enter_button: Button | None = None
        self._heading = Prose(size=20, bold=True, heading=True)
        self.lines = ChoiceBox()
        self.lines.name_itself(N_("Line"))
        self._nothing = Prose(token="muted")
        self.table = ExaminationTable()
        self._status = column(spacing=0)
        parts = (self._heading, self.lines, self._nothing, self._status, wide(self.table, 99), ROOM)
        # With large text it scrolls, so that there is always room for a few rows of the matrix.
        self.page = ScrollColumn(*parts, margins=(22, 16, 18, 14), spacing=6)
        self._finding, self._precedents = column(spacing=6), column(spacing=6)
        self.beside = ScrollColumn(self._finding, 10, self._precedents, ROOM, margins=(20, 16, 18, 20), spacing=6)
        self.beside.take_keys(N_("What was found, and precedents"))
        self._side = Card(self.beside)
        row(wide(Card(self.page)), self._side, spacing=12, of=self)
        self.table.moved.connect(self._show_cell)
        self.table.entered_cell.connect(lambda: model.enter(*self._cell))
        self.lines.activated.connect(self._choose)
        model.changed.connect(self._say_if_seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the right column leaves the left its half, and the heading its room to the matrix."""
        self._side.setFixedWidth(min(scaled(_RIGHT), round(self.width() * 0.42)))
        # The matrix needs the room more: the tab above it says what it is.
        self._heading.setVisible(self.height() > scaled(_LOW))
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least, however wide the parts are at present."""
        return QSize(scaled(_LEAST), scaled(_LEAST_HEIGHT))

    def take_keyboard(self) -> None:
        """The keyboard begins in the matrix."""
        if self.table.isVisible():
            give_keyboard(self.table)
        else:
            focus_first(self)

    def to_top(self) -> None:
        """Begins at the first question."""
        self.page.to_top()
        self.table.scrollToTop()
        self.beside.to_top()

    def _say_if_seen(self) -> None:
        if self.isVisible():
            self.say()

    def say(self) -> None:
        """Shows the matrix as it stands, and looks for precedents."""
        says = examination_says(self._model)
        if says != self._shown:
            self._shown = says
            self._heading.say(says.heading)
            self._nothing.say(says.nothing)
            self.lines.setVisible(len(says.lines) > 1)
            codes = [code for code, _label in says.lines]
            labels = [label for _code, label in says.lines]
            self.lines.offer(tuple(enumerate(labels)), codes.index(says.here) if codes else 0)
            clear(self._status)
            told = [*(Paragraph(each, 13) for each in says.status), Paragraph(says.origin, 12, token="muted")]
            add(self._status, Passage(told))
            self.table.setVisible(bool(says.rows))
            clear(self._finding)
            self.table.say(says)
        elif self._entering is not None and self._entering != self._model.entering(self._cell[1]):
            # Somebody else is at the desk.
            self._show_cell(*self._cell)
        self._model.search()
        self._say_precedents(self._model.precedents)

    def _choose(self, at: int) -> None:
        if self._shown is not None:
            self._model.choose(*self._shown.lines[at][0])

    def _show_cell(self, slot: str, office: str) -> None:
        self._cell = slot, office
        clear(self._finding)
        shown = self._shown
        question = next((each for each in shown.rows if each.slot == slot), None) if shown is not None else None
        if question is None:
            return
        cells = [cell for cell in question.cells if office in ("", cell.office)]
        add(self._finding, Passage(_asked(question)))
        entering = self._entering = self._model.entering(office)
        self.enter_button = Button(
            entering.label, entering.why_not, size=13, act=partial(self._model.enter, slot, office)
        )
        self.enter_button.setEnabled(not entering.why_not)
        add(self._finding, 2, at(_LEFT, self.enter_button))
        if entering.why_not:
            add(self._finding, Passage([Paragraph(entering.why_not, 12, token="muted")]))
        for cell in cells:
            add(self._finding, 4, Prose(cell.name, size=13, bold=True, token="accent"), RuleLine())
            add(self._finding, *(map(_finding, cell.findings) if cell.findings else [Prose(cell.word, token="muted")]))

    def _say_precedents(self, says: PrecedentsSays) -> None:
        if says == self._told:
            return
        self._told = says
        clear(self._precedents)
        if not says.status:
            return
        add(self._precedents, Prose(N_("Precedents"), bold=True, token="accent"), RuleLine())
        add(self._precedents, Passage([Paragraph(says.status, 12, token="muted")]))
        for precedent in says.found:
            add(self._precedents, *self._precedent(precedent))
        if says.turns_on:
            add(self._precedents, 6, Prose(_TURNS_ON, size=12, bold=True))
            add(self._precedents, Passage([Paragraph(each, 12, token="muted") for each in says.turns_on]))

    def _precedent(self, precedent: PrecedentSays) -> tuple[QWidget, ...]:
        link = LinkRow(precedent.label, size=13, act=partial(self._model.open_precedent, precedent))
        say(link, accessibleDescription=precedent.ended)
        ended = Passage([Paragraph(precedent.ended, 13, bold=True), Paragraph(precedent.note, 12, token="muted")])
        return link, ended


def _asked(question: RowSays) -> list[Paragraph]:
    return [
        Paragraph(question.label, 16, bold=True),
        Paragraph(question.question, 13),
        Paragraph(question.help, 12, token="muted"),
    ]


def _finding(finding: FindingSays) -> QWidget:
    """One finding; what counts no longer is struck through, and why stands below it."""
    struck, counts = finding.is_struck, finding.state == "confirmed"
    sign = _VIEWS[finding.view] if counts else _STATES[finding.state]
    token = "ink" if counts and finding.view == "no_objection" else "muted" if struck else "caution"
    ink = "muted" if struck else "ink"
    return Passage(
        [
            Paragraph(finding.mark, 13, bold=True, token=token, sign=sign),
            Paragraph(finding.text, 14, token=ink, struck=struck),
            Paragraph(finding.who, 12, token=ink, struck=struck),
            Paragraph(finding.document, 12, token=ink, struck=struck),
            Paragraph(finding.trail, 12, token="muted"),
            *(Paragraph(each, 12, token="caution") for each in finding.why),
        ]
    )
