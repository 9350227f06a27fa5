"""A rehearsal as it is written: people, and acts one after the other, each with what it has to meet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from app.domain.law.texts import Text
from app.domain.register.people import Role

SCHEMA = "sekisho.rehearsal/1"


class Player(NamedTuple):
    """Somebody of the file, by their key, with the days between which they hold their roles."""

    key: str
    names: Text
    roles: tuple[Role, ...]
    since: date | None = None
    until: date | None = None


class RehearsedAct(NamedTuple):
    """An act: what is done, by whom, on which day. `expect` is the code of the refusal that it has to meet, if any."""

    number: int
    do: str
    by: str
    on: date
    case: str
    key: str
    fields: Mapping[str, Any]
    expect: str
    tell: Text | None


class Rehearsal(NamedTuple):
    """The whole file. `digest` is that of its text: identifiers and keys follow from it."""

    title: Text
    is_invented: bool
    source: str
    office: str
    people: tuple[Player, ...]
    acts: tuple[RehearsedAct, ...]
    digest: str


class Kind(Enum):
    """What a field of an act holds."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    YES_NO = "yes_no"
    TEXTS = "texts"
    ANSWERS = "answers"
    SLOTS = "slots"
    QUANTITIES = "quantities"
    STATE = "state"
    # One of them, or several in a list.
    LINES = "lines"
    NAMES = "names"
    INSTRUMENT = "instrument"
    SIGNATORY = "signatory"
    SOURCE = "source"
    TRIGGER = "trigger"
    TRUTH = "truth"
    # Keys that an earlier act gives.
    DOCUMENT = "document"
    ENTRY = "entry"


class FieldOfAct(NamedTuple):
    """A field of an act, and whether it has to be there."""

    kind: Kind
    is_needed: bool = True


_CASE_TEXTS = (
    *("exporter", "end_user", "consignee", "intermediaries", "contract_reference", "case_officer", "marking"),
)
_LINE_TEXTS = ("item", "quantity", "value", "remarks")
_MAYBE = {name: FieldOfAct(Kind.TEXT, is_needed=False) for name in (*_CASE_TEXTS, *_LINE_TEXTS)}
_OF_LINE = {name: _MAYBE[name] for name in _LINE_TEXTS}
_TEXT, _DAY, _LINE = FieldOfAct(Kind.TEXT), FieldOfAct(Kind.DAY), FieldOfAct(Kind.NUMBER, is_needed=False)
_TEXT_MAYBE, _DAY_MAYBE = FieldOfAct(Kind.TEXT, is_needed=False), FieldOfAct(Kind.DAY, is_needed=False)
_TEXTS_MAYBE = FieldOfAct(Kind.TEXTS, is_needed=False)
_DOCUMENT_MAYBE, _CORRECTS = FieldOfAct(Kind.DOCUMENT, is_needed=False), FieldOfAct(Kind.ENTRY, is_needed=False)
_ENTRY, _NUMBER = FieldOfAct(Kind.ENTRY), FieldOfAct(Kind.NUMBER)
_HAPPENED = {"happened": _DAY_MAYBE}
_LATER_DATES = dict.fromkeys(("accepted", "title_passed", "in_service"), _DAY_MAYBE)
#: The parts of an instrument and of a signatory; those that have to be there are marked.
INSTRUMENT_PARTS: Mapping[str, FieldOfAct] = {
    **dict.fromkeys(("kind", "title", "reference", "article"), _TEXT),
    "dated": _DAY,
    "sha256": _TEXT_MAYBE,
    "states": _TEXTS_MAYBE,
}
SIGNATORY_PARTS: Mapping[str, FieldOfAct] = dict.fromkeys(("name", "office", "for"), _TEXT)
SOURCE_PARTS: Mapping[str, FieldOfAct] = dict.fromkeys(("instrument", "article"), _TEXT)
#: The word for a duty that the office has laid down itself.
OWN = "own"

#: The acts that a file may hold, each with its fields.
ACTS: Mapping[str, Mapping[str, FieldOfAct]] = {
    "open_case": {"title": _TEXT, "received_on": _DAY, "assessed_on": _DAY, "number": _TEXT_MAYBE, **_MAYBE},
    "add_line": {**_OF_LINE, "copy_answers_from": _LINE},
    "amend_case": {
        **dict.fromkeys(("number", "title", *_CASE_TEXTS), _TEXT_MAYBE),
        "received_on": _DAY_MAYBE,
        "assessed_on": _DAY_MAYBE,
    },
    "amend_line": {"line": FieldOfAct(Kind.NUMBER), **_OF_LINE},
    "answer": {
        "line": _LINE,
        "answers": FieldOfAct(Kind.ANSWERS),
        "evidence": _DOCUMENT_MAYBE,
        "page": _TEXT_MAYBE,
    },
    "document": {
        "kind": _TEXT,
        "title": _TEXT,
        "from_whom": _TEXT_MAYBE,
        "dated": _DAY_MAYBE,
        "reference": _TEXT_MAYBE,
    },
    "record": {"line": _LINE},
    "official_answer": {
        "rule": _TEXT,
        "body": _TEXT,
        "dated": _DAY,
        "reference": _TEXT_MAYBE,
        "note": _TEXT_MAYBE,
        "clears": FieldOfAct(Kind.YES_NO, is_needed=False),
        "document": _DOCUMENT_MAYBE,
    },
    "review": {"agree": FieldOfAct(Kind.YES_NO), "note": _TEXT},
    "request": {"step": _TEXT},
    "enter_finding": {
        "step": _TEXT,
        "office": _TEXT,
        "author": _TEXT,
        "dated": _DAY,
        "slot": _TEXT_MAYBE,
        "view": _TEXT_MAYBE,
        "text": _TEXT_MAYBE,
        "slots": FieldOfAct(Kind.SLOTS, is_needed=False),
        "document": _DOCUMENT_MAYBE,
        "code": _TEXT_MAYBE,
        "corrects": _CORRECTS,
        "reason": _TEXT_MAYBE,
    },
    "enter_decision": {
        "step": _TEXT,
        "office": _TEXT_MAYBE,
        "signatory": _TEXT,
        "decision": _TEXT,
        "conditions": _TEXTS_MAYBE,
        "reason": _TEXT_MAYBE,
        "dated": _DAY,
        "reference": _TEXT,
        "document": _DOCUMENT_MAYBE,
        "code": _TEXT,
        "acting": _TEXT_MAYBE,
        "corrects": _CORRECTS,
    },
    "confirm": {"entry": _ENTRY},
    "withdraw_entry": {"entry": _ENTRY, "reason": _TEXT},
    "enter_permit": {
        "number": _TEXT,
        "dated": _DAY,
        "lines": FieldOfAct(Kind.QUANTITIES),
        "valid_until": _DAY_MAYBE,
        "conditions": _TEXTS_MAYBE,
        "document": _DOCUMENT_MAYBE,
        "code": _TEXT,
        "corrects": _CORRECTS,
        "reason": _TEXT_MAYBE,
    },
    "refuse_permit": {"dated": _DAY, "reason": _TEXT, "reference": _TEXT, "code": _TEXT},
    "extend_permit": {"permit": _ENTRY, "valid_until": _DAY, "dated": _DAY, "reference": _TEXT},
    "end_permit": {"permit": _ENTRY, "dated": _DAY, "reason": _TEXT, "reference": _TEXT},
    "do_notice": {"notice": _TEXT, "dated": _DAY, "reference": _TEXT, "document": _DOCUMENT_MAYBE},
    "reopen": {"reason": _TEXT},
    "close": {"reason": _TEXT_MAYBE},
    "withdraw": {"reason": _TEXT},
    "take_on": {
        "line": FieldOfAct(Kind.LINES),
        "commitment": FieldOfAct(Kind.NAMES),
        "instrument": FieldOfAct(Kind.INSTRUMENT),
        "signatory": FieldOfAct(Kind.SIGNATORY),
        "verified": _TEXT,
        "document": _DOCUMENT_MAYBE,
    },
    "deliver": {
        "permit": _ENTRY,
        "line": _NUMBER,
        "lot": _TEXT,
        "quantity": _NUMBER,
        "handed_over": _DAY,
        "serials": _TEXTS_MAYBE,
        **_LATER_DATES,
        "document": _DOCUMENT_MAYBE,
        "reason": _TEXT_MAYBE,
    },
    "add_dates": {"lot": _TEXT, **_LATER_DATES, "document": _DOCUMENT_MAYBE},
    "oblige": {
        **dict.fromkeys(("name", "commitment", "owed_by", "due", "satisfied_by"), _TEXT),
        "line": _NUMBER,
        "lot": _TEXT_MAYBE,
        "trigger": FieldOfAct(Kind.TRIGGER),
        "every": _TEXT_MAYBE,
        "until": _DAY_MAYBE,
        "source": FieldOfAct(Kind.SOURCE),
    },
    "fulfil": {
        "duty": _TEXT,
        "occurrence": _NUMBER,
        "document": _DOCUMENT_MAYBE,
        "note": _TEXT_MAYBE,
        **_HAPPENED,
    },
    "waive": {"duty": _TEXT, "occurrence": _NUMBER, "by": _TEXT, "reason": _TEXT, **_HAPPENED},
    "take_back": {"entry": _ENTRY, "reason": _TEXT},
    "inspect": {
        "lot": _TEXT,
        "by": _TEXT,
        "serials_seen": _TEXTS_MAYBE,
        "document": _DOCUMENT_MAYBE,
        "finding": _TEXT,
        **_HAPPENED,
    },
    "account_for": {
        "lot": _TEXT,
        "serial": _TEXT,
        "as_what": _TEXT,
        "document": _DOCUMENT_MAYBE,
        "note": _TEXT_MAYBE,
        **_HAPPENED,
    },
    "suspect_breach": {
        "commitment": _TEXT,
        "line": _NUMBER,
        "lot": _TEXT_MAYBE,
        "finding": _TEXT,
        **_HAPPENED,
    },
    "answer_breach": {"breach": _ENTRY, "text": _TEXT, **_HAPPENED},
    "take_measure": {"breach": _ENTRY, "text": _TEXT, **_HAPPENED},
    "end_breach": {"breach": _ENTRY, "outcome": _TEXT, "text": _TEXT, **_HAPPENED},
    "end_of_life": {
        "lot": _TEXT,
        "serials": _TEXTS_MAYBE,
        "as_what": _TEXT,
        "document": _DOCUMENT_MAYBE,
        **_HAPPENED,
    },
    "ask_consent": {
        **dict.fromkeys(("name", "lot", "holder", "to", "kind", "purpose"), _TEXT),
        "serials": _TEXTS_MAYBE,
        "received_on": _DAY,
        "document": _DOCUMENT_MAYBE,
    },
    "answer_consent": {
        **dict.fromkeys(("request", "consent", "body", "signatory", "reference"), _TEXT),
        "dated": _DAY,
        "conditions": _TEXTS_MAYBE,
        "document": _DOCUMENT_MAYBE,
    },
    "record_transfer": {
        "lot": _TEXT,
        "serials": _TEXTS_MAYBE,
        "from": _TEXT,
        "to": _TEXT,
        "consent": _TEXT_MAYBE,
        "document": _DOCUMENT_MAYBE,
        **_HAPPENED,
    },
    "revoke_consent": {"consent": _TEXT, "reason": _TEXT, **_HAPPENED},
    "may_pass": {
        "lot": _TEXT,
        "serials": _TEXTS_MAYBE,
        "from": _TEXT,
        "to": _TEXT,
        "expect_may": FieldOfAct(Kind.TRUTH, is_needed=False),
    },
    "note": {},
    "see": {"expect_state": FieldOfAct(Kind.STATE)},
}
#: What stands in every act.
COMMON = ("do", "as", "on", "case", "key", "expect", "tell")
#: Which acts give what a later act names by its key.
GIVES_CASE, GIVES_DOCUMENT, GIVES_REQUEST = ("open_case",), ("document",), ("request",)
GIVES_ENTRY = (
    *("enter_finding", "enter_decision", "enter_permit", "refuse_permit", "extend_permit", "end_permit"),
    *("take_on", "deliver", "add_dates", "oblige", "fulfil", "waive", "inspect", "account_for", "suspect_breach"),
    *("answer_breach", "take_measure", "end_breach", "end_of_life", "ask_consent", "answer_consent"),
    *("record_transfer", "revoke_consent", "take_back"),
)
