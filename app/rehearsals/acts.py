"""Each act of a rehearsal, as the use case that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.procedure.events import View
from app.domain.procedure.refusals import refused
from app.domain.register.cases import (
    CaseParticulars,
    DocumentKind,
    DocumentParticulars,
    EvidenceGiven,
    LineParticulars,
    OfficialAnswerParticulars,
)
from app.rehearsals.later_acts import LATER_ACTS
from app.services.answering import give_answers
from app.services.confirming import confirm_entry, withdraw_entry
from app.services.determining import record_case
from app.services.documenting import add_document
from app.services.ending import close_case, reopen_case, withdraw_case
from app.services.entering import enter_decision, enter_finding
from app.services.notifying import give_notice
from app.services.permitting import end_permit, enter_permit, extend_permit, refuse_permit
from app.services.receiving import add_line, amend_case, amend_line_particulars, open_case, propose_number
from app.services.referring import record_official_answer
from app.services.requesting import request_step
from app.services.reviewing import review_case

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.ids import LineId
    from app.rehearsals.given import Given
    from app.rehearsals.rehearsal import RehearsedAct
    from app.rehearsals.stage import Stage
    from app.services.acting import Acting

_YES = "yes"


def _open_case(acting: Acting, stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = dict(act.fields)
    line = {name: fields.pop(name) for name in LineParticulars._fields if name in fields}
    if "case_officer" in fields:
        fields["case_officer"] = stage.account_of(fields["case_officer"])
    number = fields.pop("number", "") or propose_number(acting.work, acting.clock)
    opened = open_case(acting, particulars=CaseParticulars(number=number, **fields), line=LineParticulars(**line))
    given.cases[act.case] = opened.case_id


def _add_line(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = dict(act.fields)
    source = fields.pop("copy_answers_from", None)
    add_line(
        acting,
        case_id=given.case_id(act),
        particulars=LineParticulars(**fields),
        copy_answers_from=None if source is None else _line(acting, given, act, source),
    )


def _amend_case(acting: Acting, stage: Stage, given: Given, act: RehearsedAct) -> None:
    changes = dict(act.fields)
    if "case_officer" in changes:
        changes["case_officer"] = stage.account_of(changes["case_officer"])
    amend_case(acting, case_id=given.case_id(act), changes=changes)


def _amend_line(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    changes = dict(act.fields)
    line_id = _line(acting, given, act, changes.pop("line"))
    amend_line_particulars(acting, line_id=line_id, changes=changes)


def _answer(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    document = given.document(act.fields.get("evidence"))
    evidence = () if document is None else (EvidenceGiven(document, act.fields.get("page", "")),)
    line_id = _line(acting, given, act, act.fields.get("line", 1))
    give_answers(acting, line_id=line_id, answers=act.fields["answers"], evidence=evidence)


def _document(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = dict(act.fields)
    kind = fields.pop("kind")
    if kind not in {each.value for each in DocumentKind}:
        raise refused("bad_value", "There is no kind of document {name}.", name=kind)
    particulars = DocumentParticulars(kind=DocumentKind(kind), **fields)
    given.documents[act.key] = add_document(acting, case_id=given.case_id(act), particulars=particulars).document_id


def _record(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    lines = [act.fields["line"]] if "line" in act.fields else []
    for position in lines:
        _line(acting, given, act, position)
    record_case(acting, case_id=given.case_id(act), lines=lines)


def _official_answer(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = dict(act.fields)
    particulars = OfficialAnswerParticulars(
        rule=fields["rule"],
        body=fields["body"],
        dated=fields["dated"],
        reference=fields.get("reference", ""),
        document_id=given.document(fields.get("document")),
        note=fields.get("note", ""),
        clears=fields.get("clears", _YES) == _YES,
    )
    record_official_answer(acting, case_id=given.case_id(act), particulars=particulars)


def _review(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    agree = act.fields["agree"] == _YES
    review_case(acting, case_id=given.case_id(act), agree=agree, note=act.fields["note"])


def _request(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    requested = request_step(acting, case_id=given.case_id(act), step=act.fields["step"])
    given.codes[act.key] = requested.code


def _enter_finding(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = act.fields
    slots = fields["slots"] if "slots" in fields else {fields["slot"]: fields}
    entered = enter_finding(
        acting,
        case_id=given.case_id(act),
        step=fields["step"],
        office=fields["office"],
        author=fields["author"],
        dated=fields["dated"],
        views=[View(slot, said["view"], said["text"]) for slot, said in slots.items()],
        **_of_entry(given, fields),
    )
    given.entries[act.key] = entered.entry


def _enter_decision(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = act.fields
    entered = enter_decision(
        acting,
        case_id=given.case_id(act),
        step=fields["step"],
        office=fields.get("office", ""),
        signatory=fields["signatory"],
        decision=fields["decision"],
        dated=fields["dated"],
        reference=fields["reference"],
        conditions=fields.get("conditions", ()),
        acting_for=fields.get("acting", ""),
        **_of_entry(given, fields),
    )
    given.entries[act.key] = entered.entry


def _enter_permit(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = act.fields
    entered = enter_permit(
        acting,
        case_id=given.case_id(act),
        number=fields["number"],
        dated=fields["dated"],
        quantities={int(line): quantity for line, quantity in fields["lines"].items()},
        valid_until=fields.get("valid_until"),
        conditions=fields.get("conditions", ()),
        **_of_entry(given, fields),
    )
    given.entries[act.key] = entered.entry


def _of_entry(given: Given, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What every entry that is given on a sheet has."""
    return {
        "code": given.code(fields.get("code", "")),
        "document_id": given.document(fields.get("document")),
        "corrects": None if "corrects" not in fields else given.entry(fields["corrects"]),
        "reason": fields.get("reason", ""),
    }


def _refuse_permit(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = {**act.fields, "code": given.code(act.fields["code"])}
    given.entries[act.key] = refuse_permit(acting, case_id=given.case_id(act), **fields).entry


def _extend_permit(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = {**act.fields, "permit": given.entry(act.fields["permit"])}
    given.entries[act.key] = extend_permit(acting, case_id=given.case_id(act), **fields).entry


def _end_permit(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = {**act.fields, "permit": given.entry(act.fields["permit"])}
    given.entries[act.key] = end_permit(acting, case_id=given.case_id(act), **fields).entry


def _confirm(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    confirm_entry(acting, case_id=given.case_id(act), entry=given.entry(act.fields["entry"]))


def _withdraw_entry(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    entry, reason = given.entry(act.fields["entry"]), act.fields["reason"]
    withdraw_entry(acting, case_id=given.case_id(act), entry=entry, reason=reason)


def _do_notice(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    fields = act.fields
    give_notice(
        acting,
        case_id=given.case_id(act),
        notice=fields["notice"],
        dated=fields["dated"],
        reference=fields["reference"],
        document_id=given.document(fields.get("document")),
    )


def _reopen(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    reopen_case(acting, case_id=given.case_id(act), reason=act.fields["reason"])


def _close(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    close_case(acting, case_id=given.case_id(act), reason=act.fields.get("reason", ""))


def _withdraw(acting: Acting, _stage: Stage, given: Given, act: RehearsedAct) -> None:
    withdraw_case(acting, case_id=given.case_id(act), reason=act.fields["reason"])


def _note(_acting: Acting, _stage: Stage, _given: Given, _act: RehearsedAct) -> None:
    """It only tells."""


def _line(acting: Acting, given: Given, act: RehearsedAct, position: int) -> LineId:
    case = acting.work.cases.get(given.case_id(act))
    for line in case.lines:
        if line.position == position:
            return line.id
    raise refused("unknown_key", "There is no {name}.", name=str(position))


#: What does each act.
DOING: Mapping[str, Callable[[Acting, Stage, Given, RehearsedAct], None]] = {
    **LATER_ACTS,
    "open_case": _open_case,
    "add_line": _add_line,
    "amend_case": _amend_case,
    "amend_line": _amend_line,
    "answer": _answer,
    "document": _document,
    "record": _record,
    "official_answer": _official_answer,
    "review": _review,
    "request": _request,
    "enter_finding": _enter_finding,
    "enter_decision": _enter_decision,
    "confirm": _confirm,
    "withdraw_entry": _withdraw_entry,
    "enter_permit": _enter_permit,
    "refuse_permit": _refuse_permit,
    "extend_permit": _extend_permit,
    "end_permit": _end_permit,
    "do_notice": _do_notice,
    "reopen": _reopen,
    "close": _close,
    "withdraw": _withdraw,
    "note": _note,
}
