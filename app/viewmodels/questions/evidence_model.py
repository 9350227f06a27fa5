"""The evidence of an answer: the form that links a document to it, and what the form does."""

from typing import NamedTuple

from app.domain.errors import Mendable
from app.domain.register.cases import DocumentId, EvidenceGiven, EvidenceId
from app.services.acting import Acting
from app.services.answering import give_answer
from app.services.documenting import attach_evidence, detach_evidence
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.documents_model import document_choices
from app.viewmodels.session.session import Reply


class EvidenceFormSays(NamedTuple):
    """The form that links a document to an answer."""

    title: str
    explanation: str
    answer: str
    empty: str
    document_label: str
    page_label: str
    page_help: str
    documents: tuple[tuple[int, str], ...]
    add: str
    missing: str
    accept: str
    cancel: str


def evidence_form(model: CaseModel, fact: str, value: str | None) -> EvidenceFormSays:
    """The form that links a document to the answer `value` of a fact; None is the answer as it stands."""
    _, phrases = model.session.words._, model.phrases
    given = value if value is not None else model.interview.given.get(fact)
    answer = phrases.fact(fact) if given is None else f"{phrases.fact(fact)} — {phrases.value(fact, given)}"
    return EvidenceFormSays(
        title=_("Link a document"),
        explanation=_("Name the document, and the page of it, that shows this answer:"),
        answer=answer,
        empty=_("The case has no document yet. Add one first."),
        document_label=_("Document"),
        page_label=_("Page"),
        page_help=_("As the document counts its pages; leave it empty for a document of one page."),
        documents=document_choices(model),
        add=_("Add a document"),
        missing=_("Choose the document that shows the answer."),
        accept=_("Link the document"),
        cancel=_("Cancel"),
    )


def link_chosen(
    model: CaseModel, fact: str, value: str | None, document_id: int, page: str, reply: Reply | None = None
) -> None:
    """Links a document to the answer as it stands, or gives the answer `value` to a derived fact together with it."""
    if value is None:
        _link(model, fact, DocumentId(document_id), page, reply)
    else:
        _set_aside_derived(model, fact, value, EvidenceGiven(DocumentId(document_id), page), reply)


def _link(model: CaseModel, fact: str, document_id: DocumentId, page: str, reply: Reply | None) -> None:
    answer = model.interview.saved_answer(fact)

    def attach(acting: Acting) -> None:
        if answer is None:
            raise Mendable("This answer has not been saved yet. Save it first, then link the document.")
        attach_evidence(acting, answer_id=answer.id, document_id=document_id, page=page)

    model.change(attach, reply)


def _set_aside_derived(model: CaseModel, fact: str, value: str, shown: EvidenceGiven, reply: Reply | None) -> None:
    line_id = model.line_id
    model.change(
        lambda acting: give_answer(
            acting,
            line_id=line_id,
            fact=fact,
            value=value,
            evidence=(shown,),
        ),
        reply,
    )


def unlink(model: CaseModel, evidence_id: int) -> None:
    """Takes evidence off an answer."""
    wanted = EvidenceId(evidence_id)
    model.change(lambda acting: detach_evidence(acting, evidence_id=wanted))
