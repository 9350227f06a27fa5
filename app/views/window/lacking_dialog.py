"""What a live register lacks before its first case, and the two ways to it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.viewmodels.window.making_model import lacking_says
from app.viewmodels.window.window_model import WindowModel
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import ROOM, add, row
from app.views.kit.prose import Prose


class LackingDialog(DialogFrame):
    """One of the two is enough; both can wait, and the list of requests says so until then."""

    def __init__(self, parent: QWidget, model: WindowModel) -> None:
        super().__init__(parent, N_("Before the first request"), "", N_("Later"), "", width=600)
        says = lacking_says(model.session)
        self.second_button = Button(
            N_("Add a second administrator"), rank=Rank.PRIMARY, act=self._leaving_for(model.propose_second)
        )
        self.sheet_button = Button(N_("Make a recovery sheet"), act=self._leaving_for(model.propose_sheet))
        self.code_button = Button(N_("Type the recovery code back"), act=self._leaving_for(model.confirm_sheet))
        self.accept_button.ask_for(Rank.SECONDARY)
        add(
            self.body,
            Prose(says.why),
            10,
            Prose(N_("A second administrator"), bold=True),
            Prose(says.second, token="muted"),
            row(self.second_button, ROOM),
            10,
            Prose(N_("Or a recovery sheet"), bold=True),
            Prose(says.sheet, token="muted"),
            row(self.sheet_button, self.code_button, ROOM),
        )

    def _leaving_for(self, ask: Callable[[], object]) -> Callable[[], None]:
        def leave() -> None:
            self.accept()
            ask()

        return leave
