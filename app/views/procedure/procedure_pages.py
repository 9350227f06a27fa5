"""The procedure of a case in three pages: its steps, the matrix of its examination, and what follows a permit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.viewmodels.procedure.examination_model import ExaminationModel
from app.viewmodels.procedure.follow_up_model import FollowUpModel
from app.viewmodels.procedure.pages_model import PagesModel, ProcedurePage
from app.views.kit.captions import N_
from app.views.kit.keyboard import keyboard_kept
from app.views.kit.layouts import ROOM, column, row, wide
from app.views.kit.page_tabs import PageTabs
from app.views.procedure.examination_view import ExaminationView
from app.views.procedure.follow_up_view import FollowUpView
from app.views.procedure.procedure_view import ProcedureView

if TYPE_CHECKING:
    from app.viewmodels.case.case_model import CaseModel

_NAMES = {
    ProcedurePage.STEPS.value: N_("Steps"),
    ProcedurePage.EXAMINATION.value: N_("Examination"),
    ProcedurePage.FOLLOW_UP.value: N_("Commitments and equipment"),
}


class ProcedurePages(QWidget):
    """The tabs over the page that is shown; others than the steps are made when first asked for."""

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._pages = model, model.page_model(PagesModel)
        self.tabs = PageTabs(_NAMES)
        self.steps = ProcedureView(model)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.steps)
        self._say_tabs()
        column(row(self.tabs, ROOM), wide(self._stack), spacing=6, of=self)
        self.tabs.chosen.connect(lambda page: self._pages.show(ProcedurePage(page)))

    @cached_property
    def examination(self) -> ExaminationView:
        """The matrix."""
        view = ExaminationView(self._model.page_model(ExaminationModel))
        self._stack.addWidget(view)
        return view

    @cached_property
    def follow_up(self) -> FollowUpView:
        """What was taken on and handed over, and what became of it."""
        view = FollowUpView(self._model.page_model(FollowUpModel))
        self._stack.addWidget(view)
        return view

    @property
    def page(self) -> ProcedureView | ExaminationView | FollowUpView:
        """The page that is shown."""
        match self._pages.page:
            case ProcedurePage.EXAMINATION:
                return self.examination
            case ProcedurePage.FOLLOW_UP:
                return self.follow_up
            case _:
                return self.steps

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
        self.tabs.say(self._pages.page.value)

    def say(self) -> None:
        """Shows the page as it stands."""
        with keyboard_kept(self, self.take_keyboard):
            self._say_tabs()
            page = self.page
            page.say()
            self._stack.setCurrentWidget(page)
