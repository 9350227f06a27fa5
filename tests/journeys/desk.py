"""People at one desk who take a case through its procedure: who acts is chosen in the frame, papers are typed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget

from app.bootstrap import composition
from app.rehearsals.state import state_of
from app.viewmodels.procedure.procedure_model import procedure_says
from app.views.kit.button import Button
from app.views.kit.form_dialog import FormDialog
from app.views.kit.rows_field import RowsField
from app.views.procedure.step_rung import StepRung
from app.views.questions.fact_row import FactRow
from app.views.questions.section_row import SectionRow
from tests.journeys.person import Person
from tests.viewmodels.procedure.on_screen import as_state

if TYPE_CHECKING:
    from app.views.procedure.procedure_view import ProcedureView


class Paper(NamedTuple):
    """A signed paper that came back: what stands in each field of a form, by the field's name.

    Of several rows a mapping from the row to what stands in its fields; of a confirmation the same is typed again, and
    what is only read beside the paper is not.
    """

    said: Mapping[str, Any]

    def on_confirming(self, code: str) -> dict[str, Any]:
        """What the second person types from the same paper."""
        typed = {"code": code, "acting": "no", **self.said}
        typed["conditions"] = str(len(self.said.get("conditions", ())))
        if "text" in self.said:
            typed["views"] = self.said["text"]
        return typed


class Desk(Person):
    """Somebody sits down, looks, and does what is next; each waits until the window shows what was done."""

    def sit_down(self, name: str) -> None:
        """Lets somebody act, by F9 and the menu of the people."""
        if self.window.who.person.text().startswith(name):
            return
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        QTest.keyClick(self.window, Qt.Key.Key_F9)
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        wanted = next(action for action in menu.actions() if action.text().startswith(name))
        while menu.activeAction() is not wanted:
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.until(lambda: self.window.who.person.text().startswith(name))

    @property
    def today(self) -> date:
        """The day of the register."""
        return self.window.model.session.today()

    @property
    def ladder(self) -> ProcedureView:
        """The steps of the procedure, on the screen."""
        if not self.case.procedure.steps.isVisible():
            self.shortcut(Qt.Key.Key_5)
            self.until(self.case.procedure.steps.isVisible)
        return self.case.procedure.steps

    def rung(self, step: str) -> StepRung:
        """A step on the ladder, by its name."""
        return next(each for each in self.ladder.findChildren(StepRung) if each.isVisible() and self.names(each, step))

    def names(self, part: QWidget, words: str) -> bool:
        """Whether words are to be read in a part of the window."""
        return words in self.read(part)

    def read(self, part: QWidget) -> str:
        """All that a reader of the screen hears of a part of the window."""
        return "\n".join(filter(None, (each.accessibleName() or _text(each) for each in part.findChildren(QWidget))))

    def change_answer(self, name: str, value: str) -> None:
        """Gives another answer to the question of this short name."""
        self.shortcut(Qt.Key.Key_1)
        self.until(self.case.request.isVisible)
        sections = self.case.request.sections
        for section in [each for each in sections.findChildren(SectionRow) if each.isVisible()]:
            self.click(section)
            asked = [each for each in sections.findChildren(FactRow) if each.isVisible() and each.text() == name]
            if asked:
                self.click(asked[0])
                self.answer(value, by_key=False)
                return
        raise LookupError(name)

    def open_first(self) -> None:
        """Opens the first request of the list."""
        table = self.window.requests.table
        self.until(lambda: table.model().rowCount() > 0)
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Home)
        QTest.keyClick(table, Qt.Key.Key_Return)
        self.until(lambda: self.window.case is not None)

    def code_of(self, step: str) -> str:
        """The code on the sheet of a step."""
        self.may("Copy the code", self.rung(step))[0].click()
        return QApplication.clipboard().text()

    def buttons(self, part: QWidget) -> list[Button]:
        """The buttons that are to be seen, from the top down."""
        found = [each for each in part.findChildren(Button) if each.isVisible()]
        return sorted(
            found, key=lambda each: (each.mapTo(part, QPoint()).x() > part.width() / 2, each.mapTo(part, QPoint()).y())
        )

    def may(self, label: str, part: QWidget | None = None) -> list[Button]:
        """The buttons with this label that can be pressed."""
        buttons = (part or self.ladder).findChildren(Button)
        return [each for each in buttons if each.isVisible() and each.isEnabled() and each.text() == label]

    def do(self, label: str, part: QWidget | None = None) -> FormDialog:
        """Presses the button with this label; the form that it opens."""
        before = self.open_dialogs(FormDialog)
        self.until(lambda: bool(self.may(label, part)))
        button = self.may(label, part)[0]
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.until(lambda: len(self.open_dialogs(FormDialog)) > len(before))
        return self.open_dialogs(FormDialog)[-1]

    def review(self, *, agree: bool = True, note: str = "") -> None:
        """Reviews the determinations."""
        self.hand_in(self.do("Review the determinations"), {"agree": "yes" if agree else "no", "note": note})

    def request(self, step: str, label: str = "Request this step") -> str:
        """Requests the step that is next, and takes the code from its sheet."""
        self.hand_in(self.do(label, self.rung(step)), {})
        self.until(lambda: bool(self.may("Copy the code", self.rung(step))))
        return self.code_of(step)

    def sheet(self, code: str) -> FormDialog:
        """Types the code of a signed sheet; the form in which what stands on it is entered."""
        self.shortcut(Qt.Key.Key_J)
        asking = self.dialog(FormDialog)
        self.fill(asking, {"code": code})
        QTest.keyClick(asking.fields["code"], Qt.Key.Key_Return)
        self.until(lambda: self.open_dialogs(FormDialog) not in ([], [asking]))
        return self.dialog(FormDialog)

    def enter(self, code: str, paper: Paper) -> None:
        """Enters what stands on a signed sheet, its code first."""
        self.hand_in(self.sheet(code), paper.said)

    def choices_in(self, part: QWidget) -> list[QComboBox]:
        """The drop-down lists in a part of the window."""
        return [each for each in part.findChildren(QComboBox) if each.isVisible()]

    def confirm(self, code: str, paper: Paper, page: QWidget | None = None) -> None:
        """Types the paper of the entry that waits again, reads what is only read, and confirms it."""
        waiting = [
            each
            for each in (page or self.ladder).findChildren(Button)
            if each.isVisible() and each.isEnabled() and each.text().startswith("Confirm no. ")
        ]
        label = waiting[0].text()
        form = self.do(label, page)
        self.fill(form, {name: value for name, value in paper.on_confirming(code).items() if name in form.fields})
        self.click(form.accept_button)
        self.until(lambda: form not in self.open_dialogs(FormDialog))
        self.until(lambda: not self.may(label, page) or bool(self.open_dialogs(FormDialog)))
        for reading in self.open_dialogs(FormDialog):
            self.hand_in(reading, {})

    def hand_in(self, form: FormDialog, entered: Mapping[str, Any]) -> None:
        """Fills in a form, presses its button, and waits until it was taken."""
        self.fill(form, entered)
        self.click(form.accept_button)
        self.until(lambda: form not in self.open_dialogs(FormDialog))

    def fill(self, form: FormDialog, entered: Mapping[str, Any]) -> None:
        """Types and chooses what is given, field by field."""
        for name, value in entered.items():
            self.type_into(form.fields[name], value)

    def type_into(self, field: QWidget, value: Any) -> None:
        """Puts a value into a field, as its kind takes it."""
        if isinstance(field, RowsField):
            self.fill_rows(field, value)
        elif isinstance(field, QComboBox):
            field.setFocus()
            QTest.keyClick(field, Qt.Key.Key_Home)
            while field.currentData() != value:
                at = field.currentIndex()
                QTest.keyClick(field, Qt.Key.Key_Down)
                assert field.currentIndex() != at, f"{value} is not among the choices"
        else:
            assert isinstance(field, QLineEdit | QPlainTextEdit)
            field.setFocus(Qt.FocusReason.TabFocusReason)
            field.selectAll()
            typed = value.isoformat() if isinstance(value, date) else value
            if typed.isascii():
                QTest.keyClicks(field, typed)
            else:
                committed = QInputMethodEvent("", [])
                committed.setCommitString(typed)
                QApplication.sendEvent(field, committed)
        QApplication.processEvents()

    def fill_rows(self, field: RowsField, value: Any) -> None:
        """Fills every row that is there alike, or those named; of a list, adds a row for each."""
        if isinstance(value, list):
            for each in value:
                self.click(field.add_button)
                self.type_into(field.findChildren(QPlainTextEdit)[-1], each)
            return
        for name, parts in value.items() if isinstance(value, Mapping) else (("", value),):
            kinds: tuple[type[QWidget], ...] = (QComboBox, QPlainTextEdit) if isinstance(parts, tuple) else (QLineEdit,)
            for kind, part in zip(kinds, parts if isinstance(parts, tuple) else (parts,), strict=True):
                named: list[QWidget] = [each for each in field.findChildren(kind) if name in each.accessibleName()]
                for widget in named:
                    self.type_into(widget, part)

    def on_record(self, register: Path) -> dict[str, Any]:
        """The state of the case on the screen, as somebody else reads it in the same file."""
        with composition.opened_to_read(register) as (work, shelf):
            return state_of(work, shelf, self.case.model.case.id, self.window.model.session.today())

    def on_screen(self) -> dict[str, Any]:
        """The same as the screen says it."""
        says = procedure_says(self.case.model)
        return as_state(says.steps, says.conditions, says.permits, says.notices)


def _text(part: QWidget) -> str:
    text = getattr(part, "text", None)
    return text() if callable(text) else ""
