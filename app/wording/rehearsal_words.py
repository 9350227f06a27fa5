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
    "take_on": N_("Commitment entered"),
    "deliver": N_("Delivery recorded"),
    "add_dates": N_("Dates of a lot added"),
    "oblige": N_("Duty laid down"),
    "fulfil": N_("Duty fulfilled"),
    "waive": N_("Waiver entered"),
    "take_back": N_("Record taken back"),
    "inspect": N_("Inspection recorded"),
    "account_for": N_("Piece accounted for"),
    "suspect_breach": N_("Breach suspected"),
    "answer_breach": N_("Answer about a breach recorded"),
    "take_measure": N_("Measure about a breach recorded"),
    "end_breach": N_("Outcome of a breach entered"),
    "end_of_life": N_("End of life recorded"),
    "ask_consent": N_("Request for consent recorded"),
    "answer_consent": N_("Answer to a request for consent entered"),
    "record_transfer": N_("Transfer to a third party recorded"),
    "revoke_consent": N_("Revocation of a consent entered"),
    "may_pass": N_("Asked whether it may be passed on"),
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
