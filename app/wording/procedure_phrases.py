"""What the procedure of a case names by codes, in words: steps, offices, questions, views, decisions, states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.procedure.entries import EntryState, StepState
from app.domain.procedure.notices import NoticeState
from app.wording.evidence_words import document_kinds
from app.wording.language import N_
from app.wording.recorded_phrases import RecordedPhrases
from app.wording.rehearsal_words import PERMIT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.law.examination import Examination, Slot
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition
    from app.domain.procedure.content import DocumentInContent
    from app.domain.procedure.permits import PermitState
    from app.domain.register.cases import Case
    from app.wording.language import Words

#: What an office holds of a question of the examination, by the word on record.
VIEW_WORDS: Mapping[str, str] = {
    "no_objection": N_("No objection"),
    "objection": N_("Objection"),
    "open": N_("Left open"),
}
#: How a decision reads, by the word on record.
DECISION_WORDS: Mapping[str, str] = {
    "agree": N_("Agreed"),
    "agree_with_conditions": N_("Agreed with conditions"),
    "refuse": N_("Refused"),
    "return": N_("Sent back"),
}
_STEP_STATES = {
    StepState.REFUSED: N_("Refused"),
    StepState.REQUESTED: N_("Requested"),
    StepState.RETURNED: N_("Sent back"),
    StepState.OPEN: N_("To be requested"),
    StepState.WAITING: N_("Waits for an earlier step"),
    StepState.DONE: N_("Done"),
}
_ENTRY_STATES = {
    EntryState.ENTERED: N_("Waits for confirmation"),
    EntryState.CONFIRMED: N_("Confirmed"),
    EntryState.WITHDRAWN: N_("Withdrawn"),
    EntryState.VOID: N_("Void"),
    EntryState.SUPERSEDED: N_("Superseded by a later one"),
    EntryState.CORRECTED: N_("Corrected"),
}
_NOTICE_STATES = {
    NoticeState.WAITING: N_("Not due yet"),
    NoticeState.DUE: N_("Due"),
    NoticeState.DONE: N_("Given"),
}


class ProcedurePhrases(RecordedPhrases):
    """The words for a procedure: those of the edition that the case was determined under, and of its examination.

    `titles` are those of documents, by their SHA-256.
    """

    def __init__(
        self,
        words: Words,
        edition: Edition,
        reference: Reference,
        examination: Examination,
        titles: Mapping[str, str],
    ) -> None:
        super().__init__(words, edition, reference)
        self._slots = {slot.id: slot for slot in examination.slots}
        self._titles = titles

    def slot(self, slot_id: str) -> str:
        """A question of the examination by its short name, or its code where the edition has no such question."""
        slot = self.slot_asked(slot_id)
        return slot_id if slot is None else self.words.text(slot.label)

    def slot_asked(self, slot_id: str) -> Slot | None:
        """A question of the examination; None where the edition has no such question."""
        return self._slots.get(slot_id)

    def lacking(self, missing: str) -> str:
        """What a step lacks, as the procedure names it: an office, a question, or both, joined by a slash."""
        slot, _, office = missing.partition("/")
        if office:
            return self.words.noted(self.slot(slot), self.bodies((office,)))
        return self.slot(slot) if slot in self._slots else self.body(slot)

    def view(self, view: str) -> str:
        """What an office holds of a question."""
        return self.words._(VIEW_WORDS[view])

    def decision(self, decision: str) -> str:
        """How a decision reads."""
        return self.words._(DECISION_WORDS[decision])

    def step_state(self, state: StepState) -> str:
        """Where a step stands."""
        return self.words._(_STEP_STATES[state])

    def entry_state(self, state: EntryState) -> str:
        """Where an entry stands."""
        return self.words._(_ENTRY_STATES[state])

    def permit_state(self, state: PermitState) -> str:
        """What became of a permit."""
        return self.words._(PERMIT_WORDS[state.value])

    def notice_state(self, state: NoticeState) -> str:
        """Where a notice stands."""
        return self.words._(_NOTICE_STATES[state])

    def lines(self, positions: Iterable[int]) -> str:
        """The lines of the request, by their positions."""
        return self.words.listed([self.words._("Line {position}", position=each) for each in positions])

    def document(self, document: DocumentInContent) -> str:
        """A document as it is named on a sheet: its file by title and digest, a paper by what is known of it."""
        words = self.words
        if document.sha256:
            title = self._titles.get(document.sha256, "")
            return words.listed([part for part in (title, f"SHA-256 {document.sha256}") if part])
        kind = dict(document_kinds(words)).get(document.kind, document.kind)
        dated = words.date(document.dated) if document.dated else ""
        parts = (document.title, kind, document.from_whom, dated, document.reference)
        return words.listed([part for part in parts if part])


def titles_of(case: Case) -> dict[str, str]:
    """The titles of the documents of a case that have a file, by its SHA-256."""
    return {each.particulars.sha256: each.particulars.title for each in case.documents if each.particulars.sha256}
