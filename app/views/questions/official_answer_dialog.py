"""Asks for an official answer to a query."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.viewmodels.questions.query_model import OfficialAnswerDraft, OfficialAnswerFormSays
from app.viewmodels.session.session import Reply
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.date_field import DateField
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.theme import scaled

#: Stands among the documents for the letter itself, which is not one of them yet.
_NEW = -1


class OfficialAnswerDialog(DialogFrame):
    """Rule, which way it was answered, office, date, reference, document, content."""

    def __init__(self, parent: QWidget, says: OfficialAnswerFormSays) -> None:
        super().__init__(parent, says.title, says.explanation, says.accept, says.cancel, width=560)
        self._says = says
        self.rule, self.way, self.document = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.rule.offer(says.rules)
        self.way.offer(says.ways)
        self.document.offer(((0, says.no_document), (_NEW, says.new_document), *says.documents))
        self.office, self.reference = QLineEdit(), QLineEdit()
        self.dated = DateField(says.today)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(scaled(72))
        form = self.form()
        labels = says.labels
        for key, field, half in (
            ("rule", self.rule, False),
            ("clears", self.way, False),
            ("body", self.office, False),
            ("dated", self.dated, True),
            ("reference", self.reference, True),
            ("document", self.document, False),
            ("note", self.note, False),
        ):
            form.add_field(labels[key], field, half=half)
        self.way.setFocus()

    def missing(self) -> str:
        """Which way the office answered is needed, and which office it is."""
        if not self.way.code():
            return self._says.missing_way
        return "" if self.office.text().strip() else self._says.missing

    def draft(self) -> OfficialAnswerDraft:
        """What was entered."""
        document = self.document.code()
        return OfficialAnswerDraft(
            str(self.rule.code()),
            self.office.text(),
            self.dated.day(),
            self.reference.text(),
            document if isinstance(document, int) and document > 0 else None,
            self.note.toPlainText(),
            self.way.code() == "yes",
            document == _NEW,
        )

    @classmethod
    def ask(
        cls, parent: QWidget, says: OfficialAnswerFormSays, then: Callable[[OfficialAnswerDraft, Reply], None]
    ) -> "OfficialAnswerDialog":
        """Opens the dialog; `then` gets what was entered."""
        dialog = cls(parent, says)
        dialog.open_for(lambda reply: then(dialog.draft(), reply))
        return dialog
