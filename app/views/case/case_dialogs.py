"""The dialogs of a case: what is asked about its lines, its documents, its official answers and its end."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.viewmodels.case import lines_model
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions import documents_model, evidence_model, history_model, query_model
from app.viewmodels.session.pieces import TextSays
from app.views.kit.form_dialog import FormDialog
from app.views.kit.text_dialog import TextDialog
from app.views.questions.history_dialog import HistoryDialog


class CaseDialogs(QObject):
    """Opens each dialog over the view of the case, and hands in to the case what was entered."""

    def __init__(self, view: QWidget, model: CaseModel, *, is_training: bool) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._is_training = is_training

    def ask_for_line(self) -> None:
        """Asks what a new line is about."""
        FormDialog.ask(self._view, lines_model.new_line_form(self._model))

    def ask_for_evidence(self, fact: str, value: str | None) -> None:
        """Asks which document shows an answer."""
        FormDialog.ask(self._view, evidence_model.evidence_form(self._model, fact, value))

    def ask_for_document(self) -> None:
        """Asks for a new document."""
        FormDialog.ask(self._view, documents_model.new_document_form(self._model))

    def ask_for_document_change(self, document_id: int) -> None:
        """Asks what is known of a document now."""
        FormDialog.ask(self._view, documents_model.document_change_form(self._model, document_id))

    def show_history(self, fact: str) -> None:
        """Shows every answer that a question had."""

        def show(says: history_model.AnswerHistorySays) -> None:
            HistoryDialog(self._view, says).open()

        history_model.read_history(self._model, fact, show)

    def show_query(self) -> None:
        """Shows the query to the competent office."""

        def show(says: TextSays) -> None:
            TextDialog(self._view, says).open()

        query_model.write_query(self._model, show, is_training=self._is_training)

    def ask_for_official_answer(self) -> None:
        """Asks for the official answer."""
        FormDialog.ask(self._view, query_model.official_answer_form(self._model))

    def ask_to_withdraw_answer(self, official_answer_id: int) -> None:
        """Asks why an official answer no longer counts."""
        FormDialog.ask(self._view, query_model.answer_withdrawal_form(self._model, official_answer_id))

    def ask_to_withdraw(self) -> None:
        """Asks why the case is withdrawn."""
        FormDialog.ask(self._view, lines_model.withdrawal_form(self._model))

    def ask_to_reopen(self) -> None:
        """Asks why the case is taken up again."""
        FormDialog.ask(self._view, lines_model.reopening_form(self._model))

    def ask_to_close(self) -> None:
        """Asks whether the case is to be closed."""
        FormDialog.ask(self._view, lines_model.closing_form(self._model))

    def ask_to_remove_line(self) -> None:
        """Asks whether the line is to be taken out."""
        FormDialog.ask(self._view, lines_model.line_removal_form(self._model))
