"""The frame of an enactment: what it is for, its steps, the present one, back and on."""

from abc import abstractmethod
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.viewmodels.enactment.enactment_page_model import AnyEnactment, EnactmentPageSays
from app.viewmodels.session.form import Form
from app.views.enactment.act_panel import ActPanel
from app.views.enactment.folder_panel import FolderPanel
from app.views.enactment.history_list import HistoryList
from app.views.enactment.reexamination_panel import ReexaminationPanel
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, Caption
from app.views.kit.card import Card, ScrollColumn
from app.views.kit.form_dialog import FormDialog
from app.views.kit.layouts import ROOM, Part, column, row, wide
from app.views.kit.prose import Prose
from app.views.kit.step_header import StepHeader
from app.views.kit.theme import scaled

#: From this width on all steps say their names.
_ROOM_FOR_ALL_STEPS = 860


class EnactmentFrame(QWidget):
    """Holds one page a step, and what both kinds have on them: folder, history, stored lines, the act."""

    def __init__(
        self,
        model: AnyEnactment,
        explanation: Caption,
        folder: FolderPanel,
        history: HistoryList,
        act: ActPanel,
    ) -> None:
        super().__init__()
        self._enactment = model
        model.session.written.connect(self._catch_up)
        self.steps = StepHeader(len(model.stages))
        self.pages = QStackedWidget()
        self.back_button = Button(N_("Back"), act=partial(model.step, -1))
        self.next_button = Button(rank=Rank.PRIMARY, act=partial(model.step, 1))
        self._next_says = Prose(size=12, token="muted")
        self._next_says.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.folder = folder
        self.history = history
        self.reexamination = ReexaminationPanel(model.reexamination)
        self.act = act
        foot = row(self.back_button, ROOM, wide(self._next_says, 8), self.next_button, spacing=12)
        told = Prose(explanation, token="muted")
        column(told, row(self.steps, ROOM), wide(self.pages), foot, spacing=8, of=self)
        self._restore()
        self._connect_frame()

    def _restore(self) -> None:
        """What was typed before the page was made anew stands there again."""
        model = self._enactment
        self.folder.folder.setText(model.folder)
        self.act.person.setText(model.named_person)
        self.act.note.setText(model.note)

    def _connect_frame(self) -> None:
        model = self._enactment
        self.steps.chosen.connect(model.go_to)
        self.folder.folder.textChanged.connect(model.name_folder)
        self.folder.wanted.connect(model.examine)
        self.reexamination.line_wanted.connect(model.rulebook.line_wanted)
        self.act.line_wanted.connect(model.rulebook.line_wanted)
        self.act.person.textChanged.connect(model.name_person)
        self.act.note.textChanged.connect(model.note_down)
        self.act.act_wanted.connect(self.ask_to_confirm)
        self.act.again_wanted.connect(model.begin_again)

    def add_page(self, *parts: Part) -> None:
        """A page for the next step."""
        self.pages.addWidget(Card(ScrollColumn(*parts, ROOM, margins=(28, 20, 24, 22), spacing=8)))

    @abstractmethod
    def last_question(self) -> Form:
        """What is asked before anything is put in force."""

    def ask_to_confirm(self) -> None:
        """Asks for the last time, and puts it in force."""
        FormDialog.ask(self.window(), self.last_question())

    def focus_search(self) -> None:
        """Puts the keyboard on the folder."""
        self.folder.folder.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What was done on other screens meanwhile is taken account of."""
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if self.isVisible():
            self._enactment.catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room only the present step says its name."""
        self.steps.shorten(is_short=self.width() < scaled(_ROOM_FOR_ALL_STEPS))
        super().resizeEvent(event)

    def say_enactment(self, says: EnactmentPageSays) -> None:
        """Shows the steps, the page of the present one, and what stands on the page of either kind of law."""
        enactment = says.enactment
        self.steps.say(enactment.stages)
        self.pages.setCurrentIndex(next(at for at, stage in enumerate(enactment.stages) if stage.here))
        self.back_button.setVisible(enactment.may_go_back)
        self.next_button.say(enactment.next)
        self.next_button.setVisible(bool(enactment.next))
        self.next_button.setEnabled(enactment.may_go_on)
        self._next_says.say(enactment.next_says)
        self.folder.say(says.folder)
        self.history.say(says.history)
        self.act.say(says.act)
