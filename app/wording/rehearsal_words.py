"""What is done in a rehearsal, in a few words."""

from collections.abc import Mapping

from app.wording.language import N_

#: By the word of an act in a file.
ACT_WORDS: Mapping[str, str] = {
    "open_case": N_("Request opened"),
    "add_line": N_("Line added"),
    "amend_case": N_("Particulars of the request changed"),
    "amend_line": N_("Particulars of a line changed"),
    "answer": N_("Answer given"),
    "document": N_("Document added"),
    "record": N_("Determination recorded"),
    "official_answer": N_("Official answer recorded"),
    "review": N_("Request reviewed"),
    "request": N_("Step requested"),
    "enter_finding": N_("Finding entered"),
    "enter_decision": N_("Decision entered"),
    "confirm": N_("Entry confirmed"),
    "withdraw_entry": N_("Entry withdrawn"),
    "enter_permit": N_("Permit entered"),
    "refuse_permit": N_("Refusal of the permit entered"),
    "extend_permit": N_("Extension of a permit entered"),
    "end_permit": N_("End of a permit entered"),
    "do_notice": N_("Notice given"),
    "reopen": N_("Request reopened"),
    "close": N_("Request closed"),
    "withdraw": N_("Request withdrawn"),
    "note": N_("Note"),
    "see": N_("State looked at"),
}

#: By the state of a permit.
PERMIT_WORDS: Mapping[str, str] = {
    "entered": N_("entered, not confirmed"),
    "valid": N_("valid"),
    "expired": N_("expired"),
    "ended": N_("ended"),
    "withdrawn": N_("withdrawn"),
    "void": N_("void"),
    "corrected": N_("corrected"),
}
