"""The query to the competent office where the published material does not decide, and the answer that comes back."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from app.domain.cases import DocumentId, OfficialAnswerParticulars, Query
from app.domain.outcomes import Outcome, Result
from app.services.referring import prepare_query
from app.viewmodels.case_model import CaseModel


class ReferSays(NamedTuple):
    """What can be done about a line that has to be referred."""

    query: str
    record_answer: str
    explanation: str
    rules: tuple[tuple[str, str], ...]


class OfficialAnswerSays(NamedTuple):
    """An official answer on record."""

    id: int
    text: str
    withdraw: str


class OfficialAnswerDraft(NamedTuple):
    """What a person enters of an official answer."""

    rule: str
    body: str
    dated: date
    reference: str
    document_id: int | None
    note: str


class OfficialAnswerFormSays(NamedTuple):
    """The form for an official answer."""

    title: str
    explanation: str
    labels: dict[str, str]
    rules: tuple[tuple[str, str], ...]
    documents: tuple[tuple[int, str], ...]
    no_document: str
    today: date
    missing: str
    accept: str
    cancel: str


class TextSays(NamedTuple):
    """A text to copy, save or print."""

    title: str
    explanation: str
    text: str
    copy: str
    save: str
    print: str
    not_saved: str
    close: str


def refer_says(model: CaseModel) -> ReferSays | None:
    """What can be done, where a refer rule holds that is not set aside; else None."""
    _, rules = model.desk.words._, _refer_rules(model)
    if not rules:
        return None
    return ReferSays(
        query=_("Write the query"),
        record_answer=_("Record the official answer"),
        explanation=_("An official answer sets aside, for this case only, the rule it answers."),
        rules=rules,
    )


def official_answers(model: CaseModel) -> tuple[OfficialAnswerSays, ...]:
    """The official answers on record for the case."""
    words = model.desk.words
    said = []
    for answer in model.case.official_answers:
        particulars = answer.particulars
        parts = [particulars.body, words.date(particulars.dated), particulars.reference]
        if particulars.document_id is not None:
            parts.append(model.case.document(particulars.document_id).particulars.title)
        rule = words._("Set aside by an official answer: {rule}.", rule=model.phrases.named(particulars.rule))
        text = "\n".join(
            part for part in (rule, words.listed([part for part in parts if part]), particulars.note) if part
        )
        said.append(OfficialAnswerSays(answer.id, text, words._("Take out of account") if model.may_change else ""))
    return tuple(said)


def official_answer_form(model: CaseModel, documents: tuple[tuple[int, str], ...]) -> OfficialAnswerFormSays:
    """The form for an official answer to this line."""
    _ = model.desk.words._
    return OfficialAnswerFormSays(
        title=_("Record the official answer"),
        explanation=_(
            "The answer sets aside the rule it names, for this case. The determination says so everywhere from then on."
        ),
        labels={
            "rule": _("Rule that was asked about"),
            "body": _("Office that answered"),
            "dated": _("Dated"),
            "reference": _("Reference"),
            "document": _("Document"),
            "note": _("What it says"),
        },
        rules=_refer_rules(model),
        documents=documents,
        no_document=_("none on the case"),
        today=model.desk.today(),
        missing=_("Who gave the official answer? Name the office."),
        accept=_("Record the official answer"),
        cancel=_("Cancel"),
    )


def record_drafted(model: CaseModel, draft: OfficialAnswerDraft) -> None:
    """Records the official answer that was entered."""
    document_id = None if draft.document_id is None else DocumentId(draft.document_id)
    model.record_official_answer(
        OfficialAnswerParticulars(draft.rule, draft.body, draft.dated, draft.reference, document_id, draft.note)
    )


def write_query(model: CaseModel, then: Callable[[TextSays], None]) -> None:
    """Makes the text of the query."""
    _, line_id, shelf = model.desk.words._, model.line_id, model.desk.shelf

    def say(query: Query) -> None:
        then(
            TextSays(
                title=_("Query to the competent office"),
                explanation=_(
                    "Nothing is sent from here. Copy, save or print the text, and send it by your own channel."
                ),
                text=_query_text(model, query),
                copy=_("Copy"),
                save=_("Save"),
                print=_("Print"),
                not_saved=_("{path} can't be written: {reason}. Choose another place."),
                close=_("Close"),
            )
        )

    model.desk.read(lambda work: prepare_query(work, shelf, line_id=line_id), say)


def _refer_rules(model: CaseModel) -> tuple[tuple[str, str], ...]:
    interview, words = model.interview, model.desk.words
    holding = {finding.id for finding in interview.determination.findings if finding.result is Result.HOLDS}
    return tuple(
        (rule.id, words.text(rule.label))
        for rule in interview.edition.rules
        if rule.then is Outcome.REFER and rule.id in holding and rule.id not in model.case.set_aside
    )


def _query_text(model: CaseModel, query: Query) -> str:
    words, phrases = model.desk.words, model.phrases
    _, particulars = words._, query.particulars
    rules = {rule.id: rule for rule in phrases.edition.rules}
    lines = [
        _("Query on a rule that the published material does not decide"),
        "",
        _("Case {number}: {title}", number=particulars.number, title=particulars.title),
        _("Line {position}", position=query.line.position) + f"　{query.line.particulars.item}".rstrip("　"),
        _(
            "Edition {edition} · assessed as of {day}",
            edition=query.edition_id,
            day=words.date(particulars.assessed_on),
        ),
        "",
        _("Asked"),
    ]
    for queried in query.rules:
        rule = rules[queried.rule]
        lines += [f"　{words.text(rule.label)}", f"　{words.text(rule.says)}"]
        for point_id in queried.unverified:
            point = phrases.edition.point(point_id)
            lines.append(f"　{point_id}　{words.text(point.says) if point else ''}".rstrip("　"))
    lines += ["", _("Facts")]
    for fact, value in query.line.known_answers.items():
        if fact in phrases.edition.fact_by_id:
            lines.append(f"　{phrases.fact(fact)}：{phrases.value(fact, value)}")
    not_known = [fact for fact in query.line.not_yet_known if fact in phrases.edition.fact_by_id]
    if not_known:
        lines += ["", _("Not yet known"), *(f"　{phrases.fact(fact)}" for fact in not_known)]
    return "\n".join(lines) + "\n"
