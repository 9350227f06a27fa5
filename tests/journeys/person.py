"""A person at the window: everything is done with mouse or keyboard, everything known is read off the screen."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.views.case.case_view import CaseView
from app.views.kit.choice_card import ChoiceCard
from app.views.kit.form_dialog import FormDialog
from app.views.kit.picker_list import PickerList
from app.views.questions.fact_row import FactRow
from app.views.questions.question_panel import QuestionPanel
from app.views.window.main_window import MainWindow

_Dialog = TypeVar("_Dialog", bound=QDialog)
_Widget = TypeVar("_Widget", bound=QWidget)

_PATIENCE = 10_000


class Person:
    """Clicks and types; waits like a person until the window shows what was asked for."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def open_request(self, title: str, on: date) -> None:
        """Makes a new request with the button, the keyboard, and Enter."""
        self.click(self.window.requests.new_button)
        dialog = self.dialog(FormDialog)
        QTest.keyClicks(dialog.fields["title"], title)
        for name in ("received_on", "assessed_on"):
            dialog.fields[name].setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClicks(dialog.fields[name], on.isoformat())
        assert dialog.entered()["assessed_on"] == on
        QTest.keyClick(dialog.fields["title"], Qt.Key.Key_Return)
        self.until(lambda: self.window.case is not None)

    @property
    def case(self) -> CaseView:
        """The case on the screen."""
        assert self.window.case is not None
        return self.window.case

    @property
    def question(self) -> QuestionPanel:
        """The question on the screen."""
        return self.case.request.question

    def answer_everything(self, answers: Mapping[str, str], facts: Mapping[str, str]) -> int:
        """Answers what is asked until nothing more is; what is not in `answers` is "not yet known". How many questions.

        `facts` tells by the words of a question which fact it is about.
        """
        asked = 0
        question = self._question_among(facts)
        while question is not None:
            self.answer(answers.get(facts[question]), by_key=asked % 2 == 0)
            asked += 1
            if self._question_among(facts) == question:
                self.click(self.case.request.next_button)
            before, question = question, self._question_among(facts)
            if question == before:
                break
        return asked

    def _question_among(self, facts: Mapping[str, str]) -> str | None:
        """The question that is to be read on the screen."""
        if not self.question.isVisible():
            return None
        return next((text for text in self.texts_of(self.question) if text in facts), None)

    def answer(self, value: str | None, *, by_key: bool) -> None:
        """Gives an answer to the question on the screen; None is "not yet known". Enter in a list also goes on."""
        fields = [picker.search for picker in self.question.findChildren(PickerList) if picker.isVisible()]
        cards = [card for card in self.question.findChildren(ChoiceCard) if card.isVisible()]
        if fields and value is not None:
            fields[0].clear()
            QTest.keyClicks(fields[0], value)
            QTest.keyClick(fields[0], Qt.Key.Key_Return)
            QApplication.processEvents()
            return
        number = next(number for number, card in enumerate(cards, 1) if card.value == (value or ""))
        if by_key and not fields and number < 10:
            cards[0].setFocus()
            QTest.keyClicks(cards[0], str(number))
        else:
            self.click(cards[number - 1])
        assert cards[number - 1].isChecked()

    def set_agreement_aside(self, value: str) -> None:
        """Answers the derived fact of the agreement, which is taken only with a document."""
        self.shortcut(Qt.Key.Key_1)
        self.until(self.case.request.isVisible)
        self.click(self.labelled(self.case.request.sections, "Destination and recipient"))
        rows = self.case.request.sections.findChildren(FactRow)
        self.click(next(row for row in rows if row.isVisible() and "agreement" in row.text()))
        self.click(next(card for card in self.question.findChildren(ChoiceCard) if card.value == value))
        evidence = self.dialog(FormDialog)
        self.click(self.labelled(evidence, "Add a document"))
        paper = self.dialog(FormDialog)
        QTest.keyClicks(paper.fields["title"], "Exchange of notes (invented)")
        self.click(paper.accept_button)
        self.until(lambda: self.open_dialogs(FormDialog) == [evidence])
        self.until(evidence.fields["document_id"].isEnabled)
        QTest.keyClicks(evidence.fields["page"], "1")
        self.click(evidence.accept_button)
        self.until(lambda: "Exchange of notes (invented)" in self.texts(self.question))

    def record(self) -> None:
        """Checks the answers, reads what is missing, and records the determination with its own button."""
        self.shortcut(Qt.Key.Key_2)
        self.until(self.case.check.isVisible)
        button = self.case.check.record_button
        self.until(button.isEnabled)
        self.click(button)
        self.until(self.case.recording.isVisible)
        self.click(self.case.recording.act_button)
        self.until(self.case.determination.isVisible)

    def texts(self, widget: QWidget) -> str:
        """All that can be read in a part of the window."""
        return "\n".join(self.texts_of(widget))

    @staticmethod
    def texts_of(widget: QWidget) -> list[str]:
        """The labels in a part of the window that are to be seen, from the top down."""
        labels = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget) and label.text()]
        return [label.text() for label in sorted(labels, key=lambda label: label.mapTo(widget, QPoint()).y())]

    def turn_to(self, tabs: QTabBar, name: str) -> None:
        """Click the tab with this name."""
        at = next(index for index in range(tabs.count()) if tabs.tabText(index) == name)
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(at).center())
        QApplication.processEvents()

    def labelled(self, widget: QWidget, text: str) -> QAbstractButton:
        """The button with this text, once it is to be seen."""
        return self.seen(widget, QAbstractButton, lambda button: text in (button.text() or button.accessibleName()))

    def seen(
        self, widget: QWidget, kind: type[_Widget], is_it: Callable[[_Widget], bool] = lambda _part: True
    ) -> _Widget:
        """The first part of this kind that is so, once it is to be seen."""

        def found() -> list[_Widget]:
            parts = (part for part in widget.findChildren(kind) if part.isVisible() and is_it(part))
            # What was made a moment ago has no height until it is laid out.
            return [part for part in parts if not part.size().isEmpty()]

        self.until(lambda: bool(found()))
        return found()[0]

    def dialog(self, kind: type[_Dialog]) -> _Dialog:
        """The open dialog of this kind."""
        self.until(lambda: bool(self.open_dialogs(kind)))
        return self.open_dialogs(kind)[-1]

    def open_dialogs(self, kind: type[_Dialog]) -> list[_Dialog]:
        """The dialogs of this kind that are open."""
        return [dialog for dialog in self.window.findChildren(kind) if dialog.isVisible()]

    def shortcut(self, key: Qt.Key) -> None:
        """Presses a key together with Ctrl."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        QTest.keyClick(self.window, key, Qt.KeyboardModifier.ControlModifier)

    def click(self, widget: QWidget) -> None:
        """Clicks in the middle of a part of the window."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def until(self, condition: Callable[[], bool]) -> None:
        """Waits until the window shows it."""
        self.qtbot.waitUntil(condition, timeout=_PATIENCE)
