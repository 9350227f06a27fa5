"""Asks what is known of a document."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.viewmodels.questions.documents_model import DocumentDraft, DocumentFormSays
from app.viewmodels.session.session import Reply
from app.views.kit.button import Button
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.date_field import DateField
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

#: Reads a file through, and replies with its digest.
TakeDigest = Callable[[str, Reply], None]


class DocumentDialog(DialogFrame):
    """Kind, title, from whom, date, reference, file, marking."""

    def __init__(
        self,
        parent: QWidget,
        says: DocumentFormSays,
        draft: DocumentDraft,
        take_digest: TakeDigest,
    ) -> None:
        super().__init__(parent, says.title, says.explanation, says.accept, says.cancel, width=560)
        self._says, self._take_digest = says, take_digest
        self._sha256 = draft.sha256
        self._files_being_read = 0
        self.kind, self.marking = ChoiceBox(), ChoiceBox()
        self.kind.offer(says.kinds)
        self.kind.choose(draft.kind)
        self.marking.offer(says.markings)
        self.marking.choose(draft.marking)
        self.paper_title, self.from_whom = QLineEdit(draft.title), QLineEdit(draft.from_whom)
        self.reference = QLineEdit(draft.reference)
        self.dated = DateField(draft.dated or says.today)
        self.undated = QCheckBox(says.no_date)
        self.undated.setChecked(draft.dated is None)
        self.dated.setEnabled(draft.dated is not None)
        self.undated.toggled.connect(lambda without: self.dated.setEnabled(not without))
        form = self.form()
        labels = says.labels
        form.add_field(labels["title"], self.paper_title)
        form.add_field(labels["kind"], self.kind, half=True)
        form.add_field(labels["from_whom"], self.from_whom, half=True)
        form.add_cell(labels["dated"], self.dated, self._in_a_row(self.dated, self.undated), half=True)
        self.dated.setAccessibleName(labels["dated"])
        form.add_field(labels["reference"], self.reference, half=True)
        self.file_button = Button(sign="document")
        self.file_button.say(says.choose_file)
        self.file_button.clicked.connect(lambda: self._choose_file())
        self.file_button.setEnabled(says.may_choose_file)
        self._digest = Prose(self._digest_text(), size=12, token="muted", most_lines=1)
        form.add_cell(labels["sha256"], self.file_button, self._in_a_row(self.file_button, self._digest))
        form.add_field(labels["marking"], self.marking)
        self.paper_title.setFocus()

    @staticmethod
    def _in_a_row(first: QWidget, second: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        row.addWidget(first)
        row.addWidget(second, 1)
        return holder

    def _digest_text(self) -> str:
        if self._files_being_read:
            return self._says.reading
        return f"{self._sha256[:32]}…" if self._sha256 else self._says.no_file

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self._says.choose_file)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, path: str) -> None:
        """Takes the digest of a file. Until it is there, and where there can be none, the document has none."""
        reply = Reply()
        reply.taken.connect(self._take_digest_of_file)
        reply.refused.connect(self._refuse_file)
        self._files_being_read += 1
        self._sha256 = ""
        self._digest.say(self._digest_text())
        self._take_digest(path, reply)

    @Slot(object)
    def _take_digest_of_file(self, sha256: str) -> None:
        self._show_file(sha256, "")

    @Slot(str)
    def _refuse_file(self, complaint: str) -> None:
        self._show_file("", complaint)

    def _show_file(self, sha256: str, complaint: str) -> None:
        self._files_being_read -= 1
        self._sha256 = sha256
        self._digest.say(self._digest_text())
        self.complain(complaint)

    def missing(self) -> str:
        """A title is needed, and the digest of a file that was chosen."""
        if self._files_being_read:
            return self._says.still_reading
        return "" if self.paper_title.text().strip() else self._says.missing

    def draft(self) -> DocumentDraft:
        """What was entered."""
        return DocumentDraft(
            str(self.kind.code()),
            self.paper_title.text(),
            self.from_whom.text(),
            None if self.undated.isChecked() else self.dated.day(),
            self.reference.text(),
            self._sha256,
            str(self.marking.code() or ""),
        )

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        says: DocumentFormSays,
        draft: DocumentDraft,
        take_digest: TakeDigest,
        then: Callable[[DocumentDraft, Reply], None],
    ) -> "DocumentDialog":
        """Opens the dialog; `then` gets what was entered."""
        dialog = cls(parent, says, draft, take_digest)
        dialog.open_for(lambda reply: then(dialog.draft(), reply))
        return dialog
