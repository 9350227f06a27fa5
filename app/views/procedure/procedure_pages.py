"""The procedure of a case in three pages: its steps, the matrix of its examination, and what follows a permit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.viewmodels.procedure.examination_model import ExaminationModel
from app.viewmodels.procedure.follow_up_model import FollowUpModel
from app.views.kit.captions import N_
from app.views.kit.keyboard import keyboard_kept
from app.views.kit.layouts import ROOM, column, row, wide
from app.views.kit.page_tabs import PageTabs
from app.views.procedure.examination_view import ExaminationView
from app.views.procedure.follow_up_view import FollowUpView
from app.views.procedure.procedure_view import ProcedureView

if TYPE_CHECKING:
    from app.viewmodels.case.case_model import CaseModel

STEPS, EXAMINATION, FOLLOW_UP = "steps", "examination", "follow_up"
_NAMES = {STEPS: N_("Steps"), EXAMINATION: N_("Examination"), FOLLOW_UP: N_("Commitments and equipment")}


class ProcedurePages(QWidget):
    """The tabs over the page that is shown; others than the steps are made when first asked for."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model.page_model(ExaminationModel)
        self._follow_up_model = model.page_model(FollowUpModel)
        self.tabs = PageTabs(_NAMES)
        self.steps = ProcedureView(model)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.steps)
        self._say_tabs()
        column(row(self.tabs, ROOM), wide(self._stack), spacing=6, of=self)
        self.tabs.chosen.connect(self._choose)

    @cached_property
    def examination(self) -> ExaminationView:
        """The matrix."""
        view = ExaminationView(self._model)
        self._stack.addWidget(view)
        return view

    @cached_property
    def follow_up(self) -> FollowUpView:
        """What was taken on and handed over, and what became of it."""
        view = FollowUpView(self._follow_up_model)
        self._stack.addWidget(view)
        return view

    def _choose(self, page: str) -> None:
        self._follow_up_model.is_shown = page == FOLLOW_UP
        self._model.show_matrix(shown=page == EXAMINATION)

    @property
    def page(self) -> ProcedureView | ExaminationView | FollowUpView:
        """The page that is shown."""
        if self._model.is_shown:
            return self.examination
        return self.follow_up if self._follow_up_model.is_shown else self.steps

    def minimumSizeHint(self) -> QSize:
        """What the pages need, and the tabs above them."""
        page = self.page.minimumSizeHint()
        return QSize(page.width(), page.height() + self.tabs.sizeHint().height())

    def take_keyboard(self) -> None:
        """The keyboard begins on the page."""
        self.page.take_keyboard()

    def to_top(self) -> None:
        """Begins at the top of the page."""
        self.page.to_top()

    def _say_tabs(self) -> None:
        other = FOLLOW_UP if self._follow_up_model.is_shown else STEPS
        self.tabs.say(EXAMINATION if self._model.is_shown else other)

    def say(self) -> None:
        """Shows the page as it stands."""
        with keyboard_kept(self, self.take_keyboard):
            self._say_tabs()
            page = self.page
            page.say()
            self._stack.setCurrentWidget(page)
