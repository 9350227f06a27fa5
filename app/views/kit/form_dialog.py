"""The dialog of any form: asks what the form asks, and hands in what was entered."""

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.viewmodels.session.form import Adding, ChosenFile, Field, FieldKind, Form, OtherWay
from app.viewmodels.session.session import Reply
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button
from app.views.kit.captions import N_, say, spoken
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.date_field import DateField
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.editor import Editor
from app.views.kit.file_field import FileField
from app.views.kit.form_fields import LongText, add_field
from app.views.kit.keyboard import go_to_neighbour
from app.views.kit.layouts import Placed, add, grid
from app.views.kit.prose import Prose
from app.views.kit.rows_field import RowsField

#: So many lines a remark takes.
_REMARK = 2
_LOST = N_("Entries would be lost")
_LOST_SAYS = N_("What you entered in “{title}” is not saved anywhere yet. Closing it now loses it:")
_LOSE, _STAY = N_("Close and lose them"), N_("Stay")


class FormDialog(DialogFrame):
    """Keeps what was entered until it hears that it was taken, or that it may be lost.

    `fields` are the widgets by the fields' names.
    """

    def __init__(self, parent: QWidget, form: Form) -> None:
        leave, accept = form.cancel or N_("Cancel"), form.accept
        super().__init__(
            parent, form.title, form.explanation, accept or leave, leave if accept else "", width=form.width
        )
        self.shown = form
        self._editors: dict[str, Editor] = {}
        self.fields: dict[str, QWidget] = {}
        self._remark = Prose(size=12, token="caution")
        self._say_above()
        self._add_fields()
        self._way: OtherWay | None = None
        for way in form.other_ways:
            self.extra_buttons.addWidget(Button(way.label, act=partial(self._leave_for, way)))
        self.finished.connect(self._go_on)
        if form.to_copy:
            self.copy_button = Button(N_("Copy"), sign="copy", act=self._copy)
            self.extra_buttons.addWidget(self.copy_button)
        #: What stood in the fields at first. A file that it was made for is still being read.
        self._at_first = self.entered() | {
            field.name: field.value for field in form.fields if field.kind is FieldKind.FILE
        }
        self.below.addWidget(self._remark)
        if form.remark:
            self._remark.keep_room(_REMARK)
        self._say_remark()
        if form.note:
            self.body.addWidget(Prose(form.note, size=12, token="muted"))
        # What is to spare stands below: nothing moves when the window is higher than it has to be.
        add(self.body, Placed(None))
        self._show_readiness()
        if form.is_lasting:
            self.ask_twice() if form.fields else self.prefer_cancel()

    @classmethod
    def ask(cls, parent: QWidget, form: Form) -> "FormDialog":
        """Opens the dialog of a form."""
        dialog = cls(parent, form)
        if form.accept:
            dialog.open_for(lambda reply: form.hand_in(reply, **dialog.entered()))
        else:
            dialog.open()
        return dialog

    def _say_above(self) -> None:
        form = self.shown
        if form.about:
            self.body.addWidget(Prose(form.about, bold=True))
        if form.facts:
            self.say_facts()
        if form.consequences:
            self.body.addWidget(BulletList(form.consequences))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.shown.to_copy)
        say(self.copy_button, text=N_("Copied"))

    def say_facts(self) -> None:
        """What it is about, label by label."""
        facts = ((Prose(label, token="muted"), Prose(value, bold=True)) for label, value in self.shown.facts)
        add(self.body, grid(*facts, spacing=(16, 3), shares=(0, 1), alignment=Qt.AlignmentFlag.AlignTop))

    def _add_fields(self) -> None:
        fields = self.shown.fields
        if not fields:
            return
        for field in fields:
            if field.adding is not None:
                self._offer_adding(field, field.adding)
        self._grid = self.form()
        for field in fields:
            editor = self._editors[field.name] = add_field(self._grid, field)
            self.fields[field.name] = editor.widget
            if field.adding is not None:
                editor.widget.setEnabled(bool(field.choices))
            if isinstance(editor.widget, DateField):
                editor.widget.keep_room()
            self._follow(field, editor)
        first = self.fields[next((field.name for field in fields if field.missing), fields[0].name)]
        first.setFocus()
        if isinstance(first, QLineEdit):
            first.end(False)

    def _follow(self, field: Field, editor: Editor) -> None:
        """What was said of an entry is said of another one no more."""

        def forget() -> None:
            self._complain_of(field.name, "")

        for line in (editor.widget, *editor.widget.findChildren(QLineEdit)):
            if isinstance(line, QLineEdit):
                line.textEdited.connect(lambda *_: forget())
        if isinstance(editor.widget, LongText):
            editor.widget.textChanged.connect(forget)
        if isinstance(editor.widget, RowsField):
            editor.widget.typed.connect(forget)
            editor.widget.added.connect(self.bring_into_sight)
        if isinstance(editor.cell, FileField):
            editor.cell.finished.connect(lambda said: self._complain_of(field.name, said))
            editor.cell.begin()
        editor.finished.connect(lambda *_: self._say_remark())
        if field.repeat and isinstance(editor.widget, QLineEdit):
            editor.widget.textChanged.connect(lambda: self._show_readiness())

    def _offer_adding(self, field: Field, adding: Adding) -> None:
        """The sentence that says that there is nothing to choose yet, and the button that opens the other form."""
        nothing = Prose(adding.nothing, token="muted")
        nothing.setVisible(not field.choices)
        self.body.addWidget(nothing)

        def choose(added: object) -> None:
            box = self.fields[field.name]
            if isinstance(box, ChoiceBox):
                box.offer(adding.choices(), added)
                box.setEnabled(True)
            nothing.hide()
            # What was missing is there now.
            self._complain_of(field.name, "")

        def ask() -> None:
            FormDialog.ask(self, adding.form()).taken.connect(choose)

        self.extra_buttons.addWidget(Button(adding.label, sign="plus", act=ask))

    def entered(self) -> dict[str, object]:
        """What stands in the fields, by their names."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def unsaved(self) -> tuple[Field, ...]:
        """The fields in which something was entered that stands nowhere else; what only confirms is no entry, and a
        passphrase is kept nowhere else."""
        entered = self.entered()
        return tuple(
            field
            for field in self.shown.fields
            if not field.repeat
            and field.kind is not FieldKind.SECRET
            and _written(entered[field.name])
            and _written(entered[field.name]) != _written(self._at_first[field.name])
        )

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the form as it is read, also where a row was added since."""
        return go_to_neighbour(self, forward=forward)

    def reject(self) -> None:
        """Closes without effect, and asks first where something would be lost; not while the form is under way.

        Nothing is lost by a form that keeps what was entered for another time.
        """
        unsaved, leave = self.unsaved(), self.shown.leave
        if leave is not None and not self.is_handed_in:
            leave(**self.entered())
        if self.is_handed_in or not unsaved or leave is not None:
            super().reject()
            return

        def lose(reply: Reply | None) -> None:
            if reply is not None:
                reply.taken.emit(None)

        losing = Form(
            spoken(_LOST),
            spoken(_LOST_SAYS).format(title=self.shown.title),
            spoken(_LOSE),
            lose,
            cancel=spoken(_STAY),
            consequences=tuple(field.label for field in unsaved),
            is_lasting=True,
        )
        asked = FormDialog.ask(self, losing)
        asked.taken.connect(super().reject)
        asked.rejected.connect(self._stay)

    def _stay(self) -> None:
        self._way = None

    def _leave_for(self, way: OtherWay) -> None:
        """Opens another form in the place of this one, unless somebody stays with what was entered in this one."""
        self._way = way
        self.reject()

    def _go_on(self) -> None:
        if self._way is not None:
            # Only once this one is gone: one dialog at a time.
            QTimer.singleShot(0, self._way.go)

    def hideEvent(self, event: QHideEvent) -> None:
        """What the lock hides, or what is closed, holds no passphrase any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            for field in self.shown.fields:
                widget = self.fields[field.name]
                if field.kind is FieldKind.SECRET and isinstance(widget, QLineEdit):
                    widget.clear()

    def missing(self) -> str:
        """What a field waits for, or what is said where nothing was entered in it."""
        return next((said for _name, said in self._amiss()), "")

    def _amiss(self) -> Iterator[tuple[str, str]]:
        """The fields that are not as they have to be, and what is said of them."""
        complaints = ((name, editor.complaint()) for name, editor in self._editors.items())
        yield from (each for each in complaints if each[1])
        yield from ((field.name, field.missing) for field in self.shown.fields if self._is_lacking(field))

    def try_accept(self) -> None:
        """Hands the form in; else the keyboard is where something is amiss, in sight."""
        amiss = next(self._amiss(), None) if self.missing() and not self.is_handed_in else None
        for editor in self._editors.values():
            self._grid.complain(editor.widget, "")
        if amiss is None:
            super().try_accept()
        else:
            self._lead_to(*amiss)

    def refuse(self, complaint: str, of_fields: Mapping[str, str] = MappingProxyType({})) -> None:
        """What was refused of fields is said at each, and the keyboard is in the first of them."""
        said = {name: each for name, each in of_fields.items() if name in self._editors}
        super().refuse("" if said else complaint)
        for name, each in reversed(said.items()):
            self._lead_to(name, each)

    def _lead_to(self, name: str, complaint: str) -> None:
        self._complain_of(name, complaint)
        widget = self._editors[name].widget
        if isinstance(widget, DateField):
            widget.tell()
        widget.setFocus()
        self.bring_into_sight(self._grid.complaint_of(widget))
        self.bring_into_sight(self.focusWidget() or widget)

    def _complain_of(self, name: str, complaint: str) -> None:
        """Says what is amiss with an entry at its field, once, and of another entry no more."""
        self.complain("")
        editor = self._editors[name]
        # What a field for a day says itself is not said twice.
        says_itself = isinstance(editor.widget, DateField) and complaint == editor.complaint()
        self._grid.complain(editor.widget, "" if says_itself else complaint)
        if self.isVisible():
            self._fit()

    def _say_remark(self) -> None:
        remark = self.shown.remark(**self.entered()) if self.shown.remark else ""
        self._remark.keep_room_of_text()
        self._remark.say(remark)

    def _is_lacking(self, field: Field) -> bool:
        if not field.missing:
            return False
        value = self._editors[field.name].value()
        entered = "" if value in (None, ()) else str(value).strip()
        return entered != field.repeat if field.repeat else not entered

    def _show_readiness(self) -> None:
        """What has to be repeated is there; what else is missing is said when the form is handed in."""
        repeated = [field for field in self.shown.fields if field.repeat]
        self.accept_button.setEnabled(not any(self._is_lacking(field) for field in repeated))


def _written(value: object) -> object:
    """An entry as it is compared: blanks around it are none, and a file is named by its path."""
    return str(value).strip() if isinstance(value, str | ChosenFile) else value
