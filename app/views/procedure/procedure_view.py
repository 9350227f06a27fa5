"""The procedure of a case: the ladder with its state at the left, what follows from it at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.viewmodels.procedure.offered_acts import do
from app.viewmodels.procedure.papers_model import ask_for_paper, has_papers
from app.viewmodels.procedure.procedure_model import ProcedureSays, procedure_says
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.keyboard import focus_first
from app.views.kit.layouts import ROOM, Part, add, at, column, held, row, wide
from app.views.kit.listing import Listing
from app.views.kit.note_block import NoteBlock
from app.views.kit.passage import Paragraph, Passage
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled
from app.views.procedure.step_rung import Acts, StepRung, act_part, entry_parts

if TYPE_CHECKING:
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.procedure.offered_acts import ActSays
    from app.viewmodels.procedure.permits_says import NoticeSays, PermitSays
    from app.viewmodels.procedure.steps_says import StepSays
    from app.views.kit.captions import Caption

_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = 372
_LEAST, _LEAST_HEIGHT = 400, 130

#: What brings the case on to its procedure stands above the ladder; what ends it stands at the right.
_BRING_ON = ("review", "record_again")
_PERMITS = {"valid": "accent", "entered": "caution", "expired": "caution", "ended": "caution"}
_NOTICES = {"due": "caution", "done": "accent"}


class ProcedureView(QWidget):
    """Made anew, part by part, only where something else is to be said."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: ProcedureSays | None = None
        self._heading = Prose(size=20, bold=True, heading=True)
        self._status = Listing(spacing=2)
        self._acts = Listing(spacing=6)
        self._objections = NoteBlock(token="caution")
        self._cautions = NoteBlock(token="caution")
        self._steps = Listing(spacing=0)
        self._below = column(spacing=6)
        self.page = ScrollColumn(
            self._heading,
            self._status,
            self._acts,
            self._objections,
            self._cautions,
            10,
            self._steps,
            self._below,
            ROOM,
            margins=(28, 18, 24, 22),
            spacing=8,
        )
        self.page.take_keys(N_("Steps of the procedure"))
        self._right = column(spacing=6)
        self._papers = Button(N_("Sheets and papers"), sign="print", act=partial(ask_for_paper, model))
        papers = at(Qt.AlignmentFlag.AlignLeft, self._papers)
        self.beside = ScrollColumn(papers, self._right, ROOM, margins=(22, 18, 18, 20), spacing=6)
        self.beside.take_keys(N_("What follows from the steps"))
        self._side = Card(self.beside)
        row(wide(Card(self.page)), self._side, spacing=12, of=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the right column leaves the left its half."""
        self._side.setFixedWidth(min(scaled(_RIGHT), round(self.width() * 0.42)))
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least, however wide the parts are at present."""
        return QSize(scaled(_LEAST), scaled(_LEAST_HEIGHT))

    def take_keyboard(self) -> None:
        """The keyboard begins at the first thing that can be done."""
        focus_first(self.page, self)

    def to_top(self) -> None:
        """Begins at the first step."""
        self.page.to_top()
        self.beside.to_top()

    def say(self) -> None:
        """Shows the procedure as it stands."""
        says = procedure_says(self._model)
        if says == self._shown:
            return
        self._shown = says
        self._heading.say(says.heading)
        self._status.say(
            [*((each, True) for each in says.now), *((each, False) for each in says.status)],
            lambda said: Prose(said[0], bold=said[1], token="ink" if said[1] else "muted"),
        )
        bring_on = [act for act in says.case_acts if act.id in _BRING_ON]
        self._acts.say(bring_on, lambda act: act_part(act, self._do, Rank.PRIMARY))
        self._objections.say(N_("Objections"), "\n".join(says.objections))
        self._cautions.say(N_("Who is missing"), "\n".join(says.cautions))
        self._say_steps(says)
        clear(self._below)
        if says.planned:
            texts = [Paragraph(f"{number}. {each}") for number, each in enumerate(says.planned, 1)]
            self._begin(self._below, N_("Steps that follow the review"), Passage(texts))
        if says.left_over:
            self._begin(
                self._below,
                N_("Given in steps that the case has no more"),
                *entry_parts(says.left_over, self._acts_on(says)),
            )
        self._say_beside(says)

    def _say_steps(self, says: ProcedureSays) -> None:
        last = len(says.steps) - 1

        def rung(told: tuple[int, StepSays, tuple[ActSays, ...], tuple[ActSays, ...]]) -> StepRung:
            place, step, acts, _of_entries = told
            return StepRung(step, self._acts_on(says)._replace(of_step=acts), first=place == 0, last=place == last)

        steps = [(place, step, says.acts_of(step.id), says.entry_acts) for place, step in enumerate(says.steps)]
        self._steps.say(steps, rung)

    def _acts_on(self, says: ProcedureSays) -> Acts:
        return Acts(self._do, says.acts_on_entry)

    def _say_beside(self, says: ProcedureSays) -> None:
        clear(self._right)
        self._papers.setVisible(has_papers(self._model))
        if says.conditions:
            told = [
                Passage([Paragraph(f"{each.number}. {each.text}"), Paragraph(each.source, 12, token="muted")])
                for each in says.conditions
            ]
            self._begin(self._right, N_("Conditions"), *told)
        if says.permits:
            permits = [_permit(each, self._acts_on(says)) for each in says.permits]
            of_permits = [act_part(act, self._do) for act in says.permit_acts]
            self._begin(self._right, N_("Permits"), *permits, *of_permits)
        if says.notices:
            parts = [part for each in says.notices for part in self._notice(each, says.act_on(each.id))]
            self._begin(self._right, N_("Publication and notices"), *parts)
        if says.outside:
            told = [Passage([Paragraph(each.text)]) for each in says.outside]
            self._begin(self._right, N_("Lines outside the procedure"), *told)
        acts = [act for act in says.case_acts if act.id not in _BRING_ON]
        if acts:
            self._begin(self._right, N_("The case as a whole"), *(act_part(act, self._do) for act in acts))

    def _begin(self, where: QBoxLayout, heading: Caption, *parts: Part) -> None:
        add(where, 10, Prose(heading, bold=True, token="accent"), RuleLine(), *parts)

    def _do(self, act: ActSays) -> None:
        do(self._model, act)

    def _notice(self, notice: NoticeSays, act: ActSays | None) -> list[QWidget]:
        mark = Badge(token=_NOTICES.get(notice.state, "muted"), filled=notice.state in _NOTICES)
        mark.say(notice.mark)
        text = Passage([Paragraph(notice.label, bold=True), Paragraph(notice.details, 12, token="muted")])
        parts = [held(row(wide(text), at(_TOP, mark), spacing=8))]
        if act is not None:
            parts.append(act_part(act, self._do))
        return parts


def _permit(permit: PermitSays, acts: Acts) -> QWidget:
    mark = Badge(token=_PERMITS.get(permit.state, "muted"), filled=permit.state in _PERMITS)
    mark.say(permit.mark)
    told = [
        Paragraph(permit.number, 16, bold=True),
        *(Paragraph(each, 12) for each in permit.covers),
    ]
    warnings = [Paragraph(each, 13, bold=True, token="caution", sign="caution") for each in permit.warnings]
    parts: list[Part] = [row(wide(Passage(told, heard=permit.mark)), at(_TOP, mark), spacing=8)]
    parts += [*([Passage(warnings)] if warnings else []), *entry_parts(permit.later, acts)]
    return held(column(*parts, spacing=3, margins=(0, 0, 0, 8)))
