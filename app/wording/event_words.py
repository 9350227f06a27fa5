"""What happened on a register, in a few words for a list."""

from collections.abc import Mapping

from app.domain.register.events import RecordedEvent
from app.wording.language import N_, Words

#: By the word under which an event is stored.
SAID: Mapping[str, str] = {
    "register_made": N_("Register made"),
    "ledger_begun": N_("Ledger begun"),
    "rows_taken_over": N_("What stood in the register taken over into the ledger"),
    "register_upgraded": N_("Register brought up to date by a newer version of the program"),
    "person_added": N_("Person added"),
    "person_left": N_("Person left"),
    "role_given": N_("Role given"),
    "role_ended": N_("Role ended"),
    "training_day_set": N_("Day of the training register set"),
    "law_noticed": N_("Other law in force met"),
    "case_opened": N_("Request opened"),
    "worked_case_filed": N_("Worked case filed"),
    "case_duplicated": N_("Request opened as a copy of another"),
    "case_amended": N_("Particulars of the request changed"),
    "case_withdrawn": N_("Request withdrawn"),
    "case_closed": N_("Request closed"),
    "case_reopened": N_("Request reopened"),
    "case_state_changed": N_("State of the request changed"),
    "line_added": N_("Line added"),
    "line_amended": N_("Particulars of a line changed"),
    "line_removed": N_("Line removed"),
    "answer_given": N_("Answer given"),
    "answer_taken_back": N_("Answer taken back"),
    "document_added": N_("Document added"),
    "document_file_kept": N_("File of a document kept"),
    "document_amended": N_("What is known of a document changed"),
    "evidence_attached": N_("Document linked to an answer"),
    "evidence_detached": N_("Link to a document removed"),
    "determination_recorded": N_("Determination recorded"),
    "official_answer_recorded": N_("Official answer recorded"),
    "official_answer_withdrawn": N_("Official answer withdrawn"),
    "edition_put_in_force": N_("Edition put in force"),
    "reference_pack_taken": N_("Reference tables taken"),
    "reference_pack_left": N_("Former reference tables taken up again"),
}


def event_said(words: Words, event: RecordedEvent, number: str) -> str:
    """When it happened, on which case if it concerns one, what it was, and who did it."""
    # A later version of the program may have recorded what this one has no words for.
    what = words._(SAID[event.kind]) if event.kind in SAID else event.kind
    return words.listed([part for part in (words.moment(event.at), number, what, words.person(event.by)) if part])
