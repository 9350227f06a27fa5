"""The people of the register, and what changes them."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.viewmodels.session.form import Form
from app.viewmodels.window.people_model import PeopleModel, PersonSays
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.form_dialog import FormDialog
from app.views.kit.layouts import ROOM, add, column, held, row, wide
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine

_GIVE, _END, _LEAVE = N_("Give a role"), N_("End a role"), N_("Has left")
_LOST = N_("Passphrase lost")
_HAND_OVER = N_("Hand over requests")


class PeopleDialog(DialogFrame):
    """Everybody who is there, and below them who has left."""

    def __init__(self, parent: QWidget, model: PeopleModel, sheet: Callable[[], object] | None) -> None:
        """`sheet` leads to a new recovery sheet, where one can be made."""
        super().__init__(parent, N_("People"), "", N_("Close"), "", width=860)
        self._model = model
        self.add_button = Button(N_("Add a person"), sign="plus", act=lambda: self._ask(model.adding_form()))
        self.own_button = Button(N_("Change your passphrase"), act=lambda: self._ask(model.own_form()))
        self.sheet_button = Button(N_("Make a recovery sheet"), act=self._leave_for_sheet)
        self._sheet = sheet
        self._why_not = Prose(token="muted")
        self.list = Listing(spacing=8)
        add(self.body, row(self.add_button, self.own_button, self.sheet_button, ROOM), self._why_not, self.list)
        model.changed.connect(self.speak)
        # Once the form that led to it is gone.
        model.form_wanted.connect(lambda form: QTimer.singleShot(0, self, lambda: self._ask(form)))
        self.speak()
        model.refresh()

    def speak(self) -> None:
        """Shows who there is."""
        says = self._model.says()
        self.add_button.setEnabled(says.may_add)
        self.own_button.setVisible(says.may_change_passphrase)
        self.sheet_button.setVisible(self._sheet is not None)
        self._why_not.say(says.why_not)
        self._why_not.setVisible(bool(says.why_not))
        self.list.say(says.people, self._row)

    def _row(self, person: PersonSays) -> QWidget:
        told = column(
            Prose(person.name, bold=not person.has_left, token="muted" if person.has_left else "ink"),
            *(Prose(role, size=13) for role in person.roles),
            Prose(person.known, size=12, token="muted"),
            spacing=1,
        )
        line = row(wide(told), spacing=4)
        for label, name, form in (
            (_GIVE, person.give, self._model.giving_form),
            (_END, person.end, self._model.ending_form),
            (_LOST, person.new_keys, self._model.new_keys_form),
            (_HAND_OVER, person.hand_over, self._model.handing_over_form),
            (_LEAVE, person.leave, self._model.departure_form),
        ):
            if name:
                add(line, Button(label, name=name, rank=Rank.QUIET, act=self._asking(form, person.account)))
        return held(column(line, RuleLine(), spacing=8))

    def _asking(self, form: Callable[[str], Form], account: str) -> Callable[[], None]:
        return lambda: self._ask(form(account))

    def _leave_for_sheet(self) -> None:
        """Closes first: the sheet is a page of the window."""
        self.accept()
        if self._sheet is not None:
            self._sheet()

    def _ask(self, form: Form) -> None:
        FormDialog.ask(self, form)
