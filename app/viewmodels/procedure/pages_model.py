"""Which page of the procedure of a case is shown."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.viewmodels.case.case_model import CaseModel


class ProcedurePage(str, Enum):
    """The steps, the matrix of the examination, or what follows a permit."""

    STEPS = "steps"
    EXAMINATION = "examination"
    FOLLOW_UP = "follow_up"


class PagesModel:
    """The page that is shown: the steps at first."""

    def __init__(self, model: CaseModel) -> None:
        self._model = model
        self.page = ProcedurePage.STEPS

    def show(self, page: ProcedurePage) -> None:
        """Shows a page."""
        self.page = page
        self._model.changed.emit()
