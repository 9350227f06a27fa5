"""The query to the competent office where the published material does not decide, and the answer that comes back."""

from datetime import date
from functools import partial
from typing import NamedTuple

from app.domain.ids import DocumentId, OfficialAnswerId
from app.domain.law.facts import KindOfChange
from app.domain.register.cases import DocumentKind, DocumentParticulars, OfficialAnswerParticulars
from app.domain.register.days_meant import KindOfDay
from app.domain.register.events import OfficialAnswerRecorded, OfficialAnswerWithdrawn
from app.domain.register.official_answers import AnswerStanding, Standing
from app.domain.register.particulars import missing_office
from app.domain.register.query import rules_to_refer
from app.domain.register.refusals import refusal_of_official_answer
from app.services.referring import record_official_answer, withdraw_official_answer
from app.statements.steps import MissingSays, standings
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.documents_model import document_choices
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Field, FieldKind, Form, reason_field
from app.viewmodels.session.session import Reply
from app.wording.official_answer_words import document_cited, standing_says

#: Stand among the documents for none of them, and for the letter itself, which is not one of them yet.
_NONE, LETTER = 0, -1


class OfficialAnswerSays(NamedTuple):
    """An official answer on record; `changes` are the answers of the case that one against it may change."""

    id: int
    text: str
    changes: tuple[MissingSays, ...]
    withdraw: str


def official_answers(model: CaseModel) -> tuple[OfficialAnswerSays, ...]:
    """The official answers on record for the case."""
    take_out = model.session.words._("Take out of account") if model.may_do(OfficialAnswerWithdrawn) else ""
    return tuple(
        OfficialAnswerSays(each.answer.id, _answer_says(model, each), _changes(model, each), take_out)
        for each in standings(model.interview)
    )


def _answer_says(model: CaseModel, standing: AnswerStanding) -> str:
    """What an official answer does to the line, by what it is shown, and what it says."""
    phrases, given = model.phrases, standing.answer.particulars
    effect = standing_says(phrases, standing)
    title = "" if given.document_id is None else model.case.document(given.document_id).particulars.title
    document = document_cited(phrases.words, given.body, given.dated, given.reference, title)
    return "\n".join(part for part in (effect, document, given.note) if part)


def _changes(model: CaseModel, standing: AnswerStanding) -> tuple[MissingSays, ...]:
    """Where the office answered against the transfer: the facts that the rule looks at and its letter may show to be
    otherwise than they stand on the case."""
    given, interview = standing.answer.particulars, model.interview
    finding = interview.determination.finding(given.rule)
    is_against = standing.standing is Standing.COUNTS and not given.clears
    if not is_against or finding is None or not model.may_change:
        return ()
    facts = [interview.edition.fact_by_id[fact] for fact in finding.looks_at]
    may_say = [fact for fact in facts if fact.kind is KindOfChange.CURABLE and fact.answerable]
    _ = model.session.words._
    return tuple(
        MissingSays(
            fact.id, _("Change this answer, with the letter as evidence: {fact}", fact=model.phrases.fact(fact.id))
        )
        for fact in may_say
    )


def official_answer_form(model: CaseModel) -> Form:
    """Records an official answer to the line; one that clears the point sets aside the refer rule it names."""
    _, case_id, rules = model.session.words._, model.case.id, answerable_rules(model)

    def act(
        reply: Reply | None, *, body: str, dated: date, reference: str, document_id: int, clears: str, **rest: str
    ) -> None:
        known, letter = DocumentId(document_id) if document_id > 0 else None, None
        if document_id == LETTER:
            title = _("Official answer of {body}", body=body)
            letter = DocumentParticulars(DocumentKind.OFFICIAL_ANSWER, title, body, dated, reference)
        particulars = OfficialAnswerParticulars(
            body=body, dated=dated, reference=reference, document_id=known, clears=clears == "yes", **rest
        )
        model.change(partial(record_official_answer, case_id=case_id, particulars=particulars, letter=letter), reply)

    days = DayReader(model.session, KindOfDay.OFFICIAL_ANSWER)
    ways = (
        ("", _("Choose what the office says")),
        ("yes", _("Yes: the point does not stand in the way")),
        ("no", _("No: the point stands in the way, or is left open")),
    )
    documents = (
        (_NONE, _("none")),
        (LETTER, _("Add the letter to the documents of the case")),
        *document_choices(model),
    )
    return Form(
        _("Record the official answer"),
        _(
            "An answer that takes the point out of the way sets the rule aside for the lines on which it holds now, "
            "while the facts on which it rests are as they are. An answer against it is kept on record, and the rule "
            "goes on holding."
        ),
        accept=_("Record the official answer"),
        act=act,
        fields=(
            Field("rule", _("Rule that was asked about"), FieldKind.CHOICE, None, choices=rules),
            Field(
                "clears",
                _("Does the office say that this point does not stand in the way?"),
                FieldKind.CHOICE,
                missing=_("Which way did the office answer? Choose it."),
                choices=ways,
            ),
            Field("body", _("Office that answered"), missing=model.session.words.error(missing_office())),
            Field("dated", _("Dated"), FieldKind.DATE, model.session.today(), days=days, is_short=True),
            Field("reference", _("Reference"), is_short=True),
            Field("document_id", _("Document"), FieldKind.CHOICE, _NONE, choices=documents),
            Field("note", _("What it says"), FieldKind.LONG_TEXT, height=72),
        ),
        is_lasting=True,
        width=560,
    )


def answer_withdrawal_form(model: CaseModel, official_answer_id: int) -> Form:
    """Takes an official answer out of account."""
    _, wanted = model.session.words._, OfficialAnswerId(official_answer_id)
    return Form(
        _("Take the official answer out of account"),
        _("The rule it set aside holds again. The answer stays on record."),
        accept=_("Take out of account"),
        act=partial(model.change, partial(withdraw_official_answer, official_answer_id=wanted)),
        fields=(reason_field(model.session.words),),
        is_lasting=True,
    )


def refer_rules(model: CaseModel) -> tuple[tuple[str, str], ...]:
    """The refer rules that hold for the line and are not set aside, by id with their names."""
    interview, words = model.interview, model.session.words
    rules = rules_to_refer(interview.edition, interview.determination)
    return tuple((rule.id, words.text(rule.label)) for rule in rules)


def answerable_rules(model: CaseModel) -> tuple[tuple[str, str], ...]:
    """Those of the refer rules to which an official answer can be recorded now."""
    if not model.session.may(OfficialAnswerRecorded):
        return ()
    case, interview = model.case, model.interview
    referred = {model.line_id: interview.counting}
    return tuple(
        (rule, label)
        for rule, label in refer_rules(model)
        if refusal_of_official_answer(rule, case, interview.edition, referred) is None
    )
