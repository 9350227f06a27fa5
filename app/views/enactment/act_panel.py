"""The last step: what is done, who answers for it, the button; and afterwards what is left to do."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.viewmodels.enactment.enactment_page_model import ActSays, ChangedCaseSays
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, Caption, say
from app.views.kit.layouts import at, column, held
from app.views.kit.line_edit import LineEdit
from app.views.kit.link_row import LinkRow
from app.views.kit.listing import Listing
from app.views.kit.note_block import NoteBlock
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine

_NOTE = N_("Note (what it rests on)")
_NO_CASES = N_("No open case has a recorded determination that would come out otherwise.")


class ActPanel(QWidget):
    """Before: the form. After: that it is done, and the open cases to be determined again."""

    act_wanted = Signal()
    line_wanted = Signal(object, object)
    again_wanted = Signal()

    def __init__(self, *, person_help: Caption, done_says: Caption, again: Caption) -> None:
        super().__init__()
        self._shown: ActSays | None = None
        self._says = Prose(size=16, bold=True, is_caption=True)
        self._person_label = Prose()
        self.person, self.note = LineEdit(), LineEdit()
        say(self.person, accessibleDescription=person_help)
        say(self.note, accessibleName=_NOTE)
        self.act_button = Button(rank=Rank.PRIMARY, sign="seal", act=self.act_wanted.emit)
        self._missing = Prose(size=12, token="muted")
        self._done = Prose(size=20, bold=True, heading=True)
        done_note = NoteBlock()
        done_note.say("", done_says)
        self._cases = Listing(spacing=6)
        self._no_cases = Prose(_NO_CASES, token="muted")
        self.again_button = Button(again, act=self.again_wanted.emit)
        form = (
            self._says,
            10,
            self._person_label,
            self.person,
            Prose(person_help, size=12, token="muted"),
            8,
            Prose(_NOTE),
            self.note,
            12,
            at(Qt.AlignmentFlag.AlignLeft, self.act_button),
            self._missing,
        )
        what_is_left = (
            self._done,
            done_note,
            10,
            Prose(N_("Open cases to be determined again"), bold=True, token="accent"),
            RuleLine(),
            self._cases,
            self._no_cases,
            14,
            at(Qt.AlignmentFlag.AlignLeft, self.again_button),
        )
        self._before, self._after = held(column(*form, spacing=5)), held(column(*what_is_left, spacing=6))
        column(self._before, self._after, of=self)

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
        self._cases.say(says.cases, self._case)
        self._no_cases.setVisible(not says.cases)

    def _case(self, says: ChangedCaseSays) -> LinkRow:
        return LinkRow(says.label, act=partial(self.line_wanted.emit, says.case_id, says.line_id))
