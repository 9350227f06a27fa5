"""What happened on a register, in a few words for a list."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.events import RecordedEvent
from app.domain.register.people import Role
from app.wording.evidence_words import page_label
from app.wording.language import N_, Words
from app.wording.phrases import Phrases, outcome_word, state_word

#: By the word under which an event is stored.
SAID: Mapping[str, str] = {
    "register_made": N_("Register made"),
    "ledger_begun": N_("Ledger begun"),
    "rows_taken_over": N_("What stood in the register taken over into the ledger"),
    "register_upgraded": N_("Register brought up to date by a newer version of the program"),
    "person_added": N_("Person added"),
    "person_left": N_("Person left"),
    "key_changed": N_("New keys given to a person"),
    "passphrase_changed": N_("Passphrase changed"),
    "recovery_sheet_made": N_("Recovery sheet made"),
    "recovery_sheet_confirmed": N_("Recovery code typed from the sheet"),
    "role_given": N_("Role given"),
    "role_ended": N_("Role ended"),
    "training_day_set": N_("Day of the training register set"),
    "checkpoint_cosigned": N_("Checkpoint signed by another office taken back"),
    "register_restored": N_("Register restored from a copy"),
    "law_noticed": N_("Other law in force met"),
    "case_opened": N_("Request opened"),
    "worked_case_filed": N_("Worked case filed"),
    "case_duplicated": N_("Request opened as a copy of another"),
    "case_amended": N_("Particulars of the request changed"),
    "case_handed_over": N_("Request handed over"),
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
    "case_reviewed": N_("Request reviewed"),
    "determinations_kept": N_("Recorded again as it stands"),
    "step_requested": N_("Step requested"),
    "finding_entered": N_("Finding entered"),
    "decision_entered": N_("Decision entered"),
    "permit_entered": N_("Permit entered"),
    "permit_refusal_entered": N_("Refusal of the permit entered"),
    "permit_extension_entered": N_("Extension of a permit entered"),
    "permit_end_entered": N_("End of a permit entered"),
    "entry_confirmed": N_("Entry confirmed"),
    "entry_withdrawn": N_("Entry withdrawn"),
    "notice_given": N_("Notice given"),
    "commitment_entered": N_("Commitment entered"),
    "lot_delivered": N_("Delivery recorded"),
    "dates_added": N_("Dates of a lot added"),
    "duty_laid_down": N_("Duty laid down"),
    "duty_fulfilled": N_("Duty fulfilled"),
    "waiver_entered": N_("Waiver entered"),
    "event_taken_back": N_("Record taken back"),
    "lot_inspected": N_("Inspection recorded"),
    "serial_accounted_for": N_("Piece accounted for"),
    "breach_suspected": N_("Breach suspected"),
    "breach_answered": N_("Answer about a breach recorded"),
    "measure_taken": N_("Measure about a breach recorded"),
    "breach_end_entered": N_("Outcome of a breach entered"),
    "life_ended": N_("End of life recorded"),
    "consent_asked": N_("Request for consent recorded"),
    "consent_answer_entered": N_("Answer to a request for consent entered"),
    "transfer_recorded": N_("Transfer to a third party recorded"),
    "revocation_entered": N_("Revocation of a consent entered"),
}


def event_said(words: Words, event: RecordedEvent, number: str) -> str:
    """When it happened, on which case if it concerns one, what it was, and who did it."""
    # A later version of the program may have recorded what this one has no words for.
    what = words._(SAID[event.kind]) if event.kind in SAID else event.kind
    return words.listed([part for part in (words.moment(event.at), number, what, words.person(event.by)) if part])


def changed_said(phrases: Phrases, event: RecordedEvent) -> str:
    """What an entry says besides that it happened: what stood and what stands, whom or what it is about, why."""
    words, body = phrases.words, event.body
    _ = words._
    if "after" in body and "before" in body:
        if event.kind == "case_state_changed":
            before, after = (state_word(words, CaseState(body[name])) for name in ("before", "after"))
            return _("{before} → {now}", before=before, now=after)
        field = "case_officer" if event.kind == "case_handed_over" else body["field"]
        before, after = (words.particular(field, body[name]) for name in ("before", "after"))
        stood = _stood(words, _field_named(words, field), before, after)
        return words.listed([part for part in (stood, body.get("note")) if part])
    if event.kind in ("answer_given", "answer_taken_back"):
        fact = body["fact"]
        return _stood(words, _fact(phrases, fact), _value(phrases, fact, body["before"]), _answered(phrases, body))
    return words.listed([part for part in _told(phrases, event.kind, body) if part])


def _told(phrases: Phrases, kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """What an entry names, in the order in which it is read."""
    words = phrases.words
    _ = words._
    if isinstance(particulars := body.get("particulars"), Mapping):
        yield str(particulars.get("title") or particulars.get("item") or particulars.get("body") or "")
    if "source_number" in body:
        yield _("like {number}", number=body["source_number"])
    if kind in ("evidence_attached", "evidence_detached"):
        yield _fact(phrases, body["fact"])
        yield page_label(words, body["page"]) if body.get("page") else ""
    if kind == "determination_recorded":
        yield outcome_word(words, Outcome(body["outcome"]))
        yield _("no. {number}", number=body["number"])
    if "position" in body:
        yield _("Line {position}", position=body["position"])
    if kind == "checkpoint_cosigned":
        yield _("entries up to {number}", number=body["size"])
        office = office_named(phrases, body["office"])
        yield _("signed by {office}: {moment}", office=office, moment=words.moment(_signed_at(body)))
    if kind == "register_restored":
        yield _replaced(words, body)
    yield from _who_told(words, kind, body)
    for name in ("edition_id", "version", "rule", "reason", "note"):
        if kind != "determination_recorded" and body.get(name):
            yield str(body[name])


def _who_told(words: Words, kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """Whom an entry names, with which roles, and its days."""
    _ = words._
    if "account" in body:
        yield words.person(body["account"])
    if kind == "key_changed" and body.get("sheet"):
        yield _("by the code of the recovery sheet alone")
    yield from (words.role(Role(role)) for role in body.get("roles", [body["role"]] if "role" in body else []))
    if body.get("since"):
        yield _("from {day}", day=body["since"])
    if body.get("until"):
        yield _("until {day}", day=body["until"])
    if kind == "training_day_set":
        yield str(body["day"] or _("the day of the computer"))


def office_named(phrases: Phrases, office: str) -> str:
    """What a body is called; its id where the tables do not know it."""
    return phrases.body(office) if office in phrases.reference.bodies else office


def _replaced(words: Words, body: Mapping[str, Any]) -> str:
    """What stood where the copy was put."""
    if body["size"] is None:
        return words._("no register that can be read stood in its place")
    return words._("in its place stood {size} entries, with the root {root}", size=body["size"], root=body["root"])


def _signed_at(body: Mapping[str, Any]) -> datetime:
    return datetime.fromtimestamp(body["second"], UTC)


def _stood(words: Words, thing: str, before: str, now: str) -> str:
    nothing = words._("not given")
    return words._("{thing}: {before} → {now}", thing=thing, before=before or nothing, now=now or nothing)


def _field_named(words: Words, field: str) -> str:
    try:
        return words.field(field)
    except KeyError:
        return field  # of a later version


def _fact(phrases: Phrases, fact: str) -> str:
    return phrases.fact(fact) if fact in phrases.edition.fact_by_id else fact


def _value(phrases: Phrases, fact: str, value: str | None) -> str:
    if value is None:
        return ""
    return phrases.value(fact, value) if fact in phrases.edition.fact_by_id else value


def _answered(phrases: Phrases, body: Mapping[str, Any]) -> str:
    """What stands after an answer: a value, that it is not known yet, or nothing."""
    if "value" not in body:
        return ""
    return _value(phrases, body["fact"], body["value"]) or phrases.words._("Not yet known")
