"""The evidence of an answer: the form that links a document to it, and what the form does."""

from functools import partial

from app.domain.errors import Mendable
from app.domain.ids import DocumentId, EvidenceId
from app.domain.register.cases import Answer, EvidenceGiven
from app.domain.register.events import EvidenceAttached
from app.services.acting import Acting
from app.services.documenting import attach_evidence, detach_evidence
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.place import CaseScreen
from app.viewmodels.questions.documents_model import document_choices, new_document_form
from app.viewmodels.questions.question_model import may_link
from app.viewmodels.session.actions import Action
from app.viewmodels.session.form import Adding, Field, FieldKind, Form
from app.viewmodels.session.session import Reply
from app.wording.evidence_words import evidence_label
from app.wording.language import N_


def evidence_form(model: CaseModel, fact: str, value: str | None) -> Form:
    """Links a document to the answer as it stands, or gives the answer `value` to a derived fact together with it."""
    _, phrases, line_id = model.session.words._, model.phrases, model.line_id
    given = value if value is not None else model.interview.given.get(fact)

    def act(reply: Reply | None, document_id: DocumentId, page: str) -> None:
        if value is None:
            answer = model.interview_of(line_id).saved_answer(fact)
            link = partial(_link, answer=answer, document_id=document_id, page=page)
            model.change(link, reply)
        else:
            model.give_with_evidence(fact, value, EvidenceGiven(document_id, page), reply)

    return Form(
        _("Link a document"),
        _("Name the document, and the page of it, that shows this answer:"),
        accept=_("Link the document"),
        act=act,
        about=phrases.fact(fact) if given is None else f"{phrases.fact(fact)} — {phrases.value(fact, given)}",
        fields=(
            Field(
                "document_id",
                _("Document"),
                FieldKind.CHOICE,
                None,
                missing=_("Choose the document that shows the answer."),
                choices=document_choices(model),
                adding=Adding(
                    _("Add a document"),
                    partial(new_document_form, model),
                    partial(document_choices, model),
                    nothing=_("The case has no document yet. Add one first."),
                ),
            ),
            Field(
                "page",
                _("Page"),
                help=_("As the document counts its pages; leave it empty for a document of one page."),
            ),
        ),
    )


def _link(acting: Acting, answer: Answer | None, *, document_id: DocumentId, page: str) -> None:
    if answer is None:
        raise Mendable("This answer has not been saved yet. Save it first, then link the document.")
    attach_evidence(acting, answer_id=answer.id, document_id=document_id, page=page)


def unlinking_form(model: CaseModel, evidence_id: int) -> Form:
    """Takes evidence off an answer."""
    _, wanted = model.session.words._, EvidenceId(evidence_id)
    shown = next(
        (answer.fact, each) for answer in model.interview.line.answers for each in answer.evidence if each.id == wanted
    )
    fact, evidence = shown
    return Form(
        _("Remove the link"),
        _("The answer stays, and this document counts no longer as showing it. The document stays on the case."),
        accept=_("Remove the link"),
        act=partial(model.change, partial(detach_evidence, evidence_id=wanted)),
        facts=(
            (_("Answer"), model.phrases.fact(fact)),
            (_("Document"), evidence_label(model.session.words, model.case, evidence)),
        ),
        is_lasting=True,
    )


def _may_link(model: CaseModel) -> bool:
    """Whether one question is shown, and a document can be linked to its answer."""
    place = model.place
    is_asked = place.screen is CaseScreen.REQUEST and place.panel is None and not place.is_on_one_page
    return is_asked and may_link(model.interview, model.fact, may_change=model.may_do(EvidenceAttached))


LINK_DOCUMENT: Action[CaseModel] = Action(
    "link_document",
    N_("Link a document to the answer"),
    lambda model: model.ask(evidence_form(model, model.fact.id, None)),
    ("Ctrl+E",),
    _may_link,
)
