"""Each act of a rehearsal about commitments and equipment, as the use case that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.procedure.later_events import Instrument, Signatory
from app.rehearsals.rehearsal import OWN
from app.services.consenting import answer_consent, ask_consent, revoke_consent
from app.services.delivering import add_dates, deliver
from app.services.inspecting import account_for, end_life, inspect_lot
from app.services.minding_breaches import answer_breach, end_breach, suspect_breach, take_measure
from app.services.obliging import fulfil_duty, lay_down_duty, waive_duty
from app.services.taking_back import take_back
from app.services.taking_on import take_on
from app.services.transferring import record_transfer, tell_whether

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from app.rehearsals.given import Given
    from app.rehearsals.rehearsal import RehearsedAct
    from app.rehearsals.stage import Stage
    from app.services.acting import Acting

#: Fields of a file that the use cases call otherwise: `from` is a word of the language that they are written in.
_NAMES = {"from": "holder", "waive.by": "waived_by", "inspect.by": "inspected_by", "entry": "number"}
#: Fields that hold the key of an earlier act.
_KEYS = ("permit", "breach", "entry")


def _arguments(given: Given, act: RehearsedAct) -> dict[str, Any]:
    """The fields of an act, as its use case takes them."""
    told: dict[str, Any] = {"case_id": given.case_id(act)}
    for name, value in act.fields.items():
        taken = _NAMES.get(f"{act.do}.{name}", _NAMES.get(name, name))
        if name == "document":
            told["document_id"] = given.document(value)
        elif name in _KEYS:
            told[taken] = given.entry(value)
        elif name != "expect_may":
            told[taken] = value
    return told


def _doing(use_case: Callable[..., Any]) -> Callable[[Acting, Stage, Given, RehearsedAct], None]:
    """An act whose fields are what its use case takes; what it records can be named by its key."""

    def do(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
        given.entries[act.key] = use_case(acting, **_arguments(given, act)).entry

    return do


def _take_on(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    told = _arguments(given, act)
    lines, commitments = told.pop("line"), told.pop("commitment")
    instrument, signatory = dict(told.pop("instrument")), dict(told.pop("signatory"))
    instrument["states"] = tuple(instrument.get("states", ()))
    given.entries[act.key] = take_on(
        acting,
        lines=lines if isinstance(lines, list) else [lines],
        commitments=commitments if isinstance(commitments, list) else [commitments],
        instrument=Instrument(**instrument),
        signatory=Signatory(signatory["name"], signatory["office"], signatory["for"]),
        **told,
    ).entry


def _oblige(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    told = _arguments(given, act)
    source, trigger = told.pop("source"), told.pop("trigger")
    named = {} if source == OWN else {"instrument": source["instrument"], "article": source["article"]}
    written = trigger if isinstance(trigger, str) else _in_iso_form(trigger)
    given.entries[act.key] = lay_down_duty(acting, trigger=written, **named, **told).entry


def _in_iso_form(day: date) -> str:
    return day.isoformat()


def _may_pass(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    given.told_whether = tell_whether(acting, on=act.on, **_arguments(given, act)).may


#: What does each act.
LATER_ACTS: Mapping[str, Callable[[Acting, Stage, Given, RehearsedAct], None]] = {
    "take_on": _take_on,
    "deliver": _doing(deliver),
    "add_dates": _doing(add_dates),
    "oblige": _oblige,
    "fulfil": _doing(fulfil_duty),
    "waive": _doing(waive_duty),
    "take_back": _doing(take_back),
    "inspect": _doing(inspect_lot),
    "account_for": _doing(account_for),
    "end_of_life": _doing(end_life),
    "suspect_breach": _doing(suspect_breach),
    "answer_breach": _doing(answer_breach),
    "take_measure": _doing(take_measure),
    "end_breach": _doing(end_breach),
    "ask_consent": _doing(ask_consent),
    "answer_consent": _doing(answer_consent),
    "revoke_consent": _doing(revoke_consent),
    "record_transfer": _doing(record_transfer),
    "may_pass": _may_pass,
}
