"""Asks for an official answer to a query."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.viewmodels.query_model import OfficialAnswerDraft, OfficialAnswerFormSays
from app.views.choice_box import ChoiceBox
from app.views.date_field import DateField
from app.views.dialog_frame import DialogFrame
from app.views.theme import scaled


class OfficialAnswerDialog(DialogFrame):
    """Rule, office, date, reference, document, content."""

    def __init__(self, parent: QWidget, says: OfficialAnswerFormSays) -> None:
        super().__init__(parent, says.title, says.explanation, says.accept, says.cancel, width=560)
        self._says = says
        self.rule, self.document = ChoiceBox(), ChoiceBox()
        self.rule.offer(says.rules)
        self.document.offer(((0, says.no_document), *says.documents))
        self.office, self.reference = QLineEdit(), QLineEdit()
        self.dated = DateField(says.today)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(scaled(72))
        form = self.form()
        labels = says.labels
        for key, field, half in (
            ("rule", self.rule, False),
            ("body", self.office, False),
            ("dated", self.dated, True),
            ("reference", self.reference, True),
            ("document", self.document, False),
            ("note", self.note, False),
        ):
            form.add_field(labels[key], field, half=half)
        self.office.setFocus()

    def missing(self) -> str:
        """The office is needed."""
        return "" if self.office.text().strip() else self._says.missing

    def draft(self) -> OfficialAnswerDraft:
        """What was entered."""
        document = self.document.code()
        return OfficialAnswerDraft(
            str(self.rule.code()),
            self.office.text(),
            self.dated.day(),
            self.reference.text(),
            document if isinstance(document, int) and document else None,
            self.note.toPlainText(),
        )

    @classmethod
    def ask(
        cls, parent: QWidget, says: OfficialAnswerFormSays, then: Callable[[OfficialAnswerDraft], None]
    ) -> "OfficialAnswerDialog":
        """Opens the dialog; `then` gets what was entered."""
        dialog = cls(parent, says)
        dialog.accepted.connect(lambda: then(dialog.draft()))
        dialog.open()
        return dialog
