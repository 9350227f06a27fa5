"""The last step: what is done, who answers for it, the button; and afterwards what is left to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.viewmodels.enactment.enactment_page_model import ActSays
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, Caption, say
from app.views.kit.card import clear
from app.views.kit.link_row import LinkRow
from app.views.kit.note_block import NoteBlock
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled

_NOTE = N_("Note (what it rests on)")
_NO_CASES = N_("No open case has a recorded determination that would come out otherwise.")


class ActPanel(QWidget):
    """Before: the form. After: that it is done, and the open cases to be determined again."""

    person_named = Signal(str)
    act_wanted = Signal()
    line_wanted = Signal(object, object)
    again_wanted = Signal()

    def __init__(
        self, *, person_help: Caption, done_says: Caption, again: Caption, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown: ActSays | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._before, self._after = QWidget(), QWidget()
        column.addWidget(self._before)
        column.addWidget(self._after)
        self._compose_before(person_help)
        self._compose_after(done_says, again)
        self.person.textChanged.connect(self.person_named)
        self.act_button.clicked.connect(lambda: self.act_wanted.emit())
        self.again_button.clicked.connect(lambda: self.again_wanted.emit())

    def _compose_before(self, person_help: Caption) -> None:
        self._says = Prose(size=16, bold=True)
        self._person_label = Prose()
        self.person, self.note = QLineEdit(), QLineEdit()
        say(self.person, accessibleDescription=person_help)
        say(self.note, accessibleName=_NOTE)
        self.act_button = Button(rank=Rank.PRIMARY, sign="seal")
        self._missing = Prose(size=12, token="muted")
        column = QVBoxLayout(self._before)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(5))
        column.addWidget(self._says)
        column.addSpacing(scaled(10))
        for widget in (self._person_label, self.person, Prose(person_help, size=12, token="muted")):
            column.addWidget(widget)
        column.addSpacing(scaled(8))
        for widget in (Prose(_NOTE), self.note):
            column.addWidget(widget)
        column.addSpacing(scaled(12))
        column.addWidget(self.act_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._missing)

    def _compose_after(self, done_says: Caption, again: Caption) -> None:
        self._done = Prose(size=20, bold=True, heading=True)
        note = NoteBlock()
        note.say("", done_says)
        self._cases = QVBoxLayout()
        self.again_button = Button(again)
        column = QVBoxLayout(self._after)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        column.addWidget(self._done)
        column.addWidget(note)
        column.addSpacing(scaled(10))
        column.addWidget(Prose(N_("Open cases to be determined again"), bold=True, token="accent"))
        column.addWidget(RuleLine())
        column.addLayout(self._cases)
        column.addSpacing(scaled(14))
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, says: ActSays) -> None:
        """Shows the form, or what was done."""
        if says == self._shown:
            return
        self._shown = says
        self._before.setVisible(not says.done)
        self._after.setVisible(bool(says.done))
        self._says.say(says.says)
        self._person_label.say(says.person_label)
        self.person.setAccessibleName(says.person_label)
        self.act_button.say(says.act)
        self.act_button.setEnabled(says.may_act)
        self._missing.say(says.missing)
        self._done.say(says.done)
        clear(self._cases)
        for case in says.cases:
            link = LinkRow(case.label)
            link.clicked.connect(lambda _checked=False, at=(case.case_id, case.line_id): self.line_wanted.emit(*at))
            self._cases.addWidget(link)
        if not says.cases:
            self._cases.addWidget(Prose(_NO_CASES, token="muted"))
