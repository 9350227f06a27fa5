"""Asks which document, and which page of it, shows an answer."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.viewmodels.questions.evidence_model import EvidenceFormSays
from app.viewmodels.session.session import Reply
from app.views.kit.button import Button
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.prose import Prose


class EvidenceDialog(DialogFrame):
    """A document of the case and a page. A document that is missing can be added from here."""

    def __init__(self, parent: QWidget, says: EvidenceFormSays, add_wanted: Callable[[], None]) -> None:
        super().__init__(parent, says.title, says.explanation, says.accept, says.cancel)
        self._says = says
        self.document, self.page = ChoiceBox(), QLineEdit()
        self.body.addWidget(Prose(says.answer, bold=True))
        self._empty = Prose(says.empty, token="muted")
        self.body.addWidget(self._empty)
        form = self.form()
        form.add_field(says.document_label, self.document)
        form.add_field(says.page_label, self.page, says.page_help)
        add = Button(sign="plus")
        add.say(says.add)
        add.clicked.connect(lambda: add_wanted())
        self.extra_buttons.addWidget(add)
        self.offer(says.documents)
        self.document.setFocus()

    def offer(self, documents: tuple[tuple[int, str], ...]) -> None:
        """Offers other documents: one has been added."""
        self.document.offer(documents)
        self.document.setEnabled(bool(documents))
        self._empty.setVisible(not documents)
        if documents:
            # What was missing is there now.
            self.complain("")

    def missing(self) -> str:
        """A document is needed."""
        return "" if isinstance(self.document.code(), int) else self._says.missing

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        says: EvidenceFormSays,
        add_wanted: Callable[["EvidenceDialog"], None],
        then: Callable[[int, str, Reply], None],
    ) -> "EvidenceDialog":
        """Opens the dialog; `then` gets the document and the page."""
        dialog = cls(parent, says, lambda: add_wanted(dialog))

        def hand_in(reply: Reply) -> None:
            document = dialog.document.code()
            if isinstance(document, int):
                then(document, dialog.page.text(), reply)

        dialog.open_for(hand_in)
        return dialog
