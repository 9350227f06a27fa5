"""What is done in the procedure of a case besides entering what comes back: review, record again, request, notices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from app.domain.ids import DocumentId
from app.domain.procedure.events import CaseReviewed, DeterminationsKept, NoticeGiven, StepRequested
from app.domain.procedure.notices import NoticeState, notices_of, state_of_notice
from app.domain.procedure.permits import PEOPLE_BEHIND_A_PERMIT
from app.domain.procedure.refusals import first, no_such_step, refusal_while, refusals_of_review
from app.domain.procedure.refusals_of_permits import refusals_of_notice
from app.domain.procedure.refusals_of_requests import lines_to_ask_for, refusals_of_request
from app.domain.register.days_meant import KindOfDay
from app.domain.register.procedure_of_case import preparers_of, procedure_of
from app.domain.register.recording import refusal_of_keeping_determinations
from app.domain.register.roles_in_procedure import recorders_lacking, recorders_on
from app.services.determining import keep_determinations
from app.services.naming import known_among
from app.services.notifying import give_notice
from app.services.requesting import request_step
from app.services.reviewing import review_case
from app.viewmodels.case.asking import asking
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.viewmodels.questions.documents_model import document_choices
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Field, FieldKind, Form
from app.wording.language import N_

if TYPE_CHECKING:
    from app.domain.errors import Mendable
    from app.viewmodels.session.session import Reply

_YES, _NO, _NONE = "yes", "no", 0
#: What stands in a text that is still to be given.
_GIVEN = "…"


def review_form(model: CaseModel) -> Form:
    """Agrees to what was determined, or sends it back."""
    words, case = model.session.words, model.case
    _, phrases = words._, phrases_of(model.session, case)

    def act(reply: Reply | None, agree: str, note: str) -> None:
        model.change(partial(review_case, case_id=case.id), reply, agree=agree == _YES, note=note)

    facts: list[tuple[str, str]] = []
    for line in case.lines:
        recorded = line.determination
        if recorded is not None:
            said = _(
                "{outcome} (no. {number}, by {name})",
                outcome=phrases.outcome(recorded.outcome),
                number=recorded.number,
                name=words.person(recorded.recorded_by),
            )
            facts.append((_("Line {position}", position=line.position), f"{line.particulars.item}　{said}".strip("　")))
    return Form(
        _("Review the determinations"),
        _(
            "Who agrees fixes what the bodies decide on: answers, particulars and evidence are locked until the case "
            "is reopened. Who does not agree sends it back, and says why."
        ),
        accept=_("Record the review"),
        act=act,
        facts=tuple(facts),
        fields=(
            Field(
                "agree",
                _("Do you agree?"),
                FieldKind.CHOICE,
                missing=_("Choose whether you agree."),
                choices=(
                    ("", _("Choose")),
                    (_YES, _("Yes: what was determined goes on to the procedure")),
                    (_NO, _("No: it goes back")),
                ),
            ),
            Field("note", _("Note"), FieldKind.LONG_TEXT, help=_("Needed where you do not agree."), height=96),
        ),
        is_lasting=True,
        width=620,
    )


def refusal_of_review(model: CaseModel) -> Mendable | None:
    """Why the person at the desk can't review the case."""
    case, person = model.case, model.session.person
    account = "" if person is None else person.account
    return first(refusals_of_review(case.state, account, preparers_of(case), agree=True, note=_GIVEN))


def recording_again_form(model: CaseModel) -> Form:
    """Records a case that was taken up again as it stands."""
    _ = model.session.words._
    return Form(
        _("Record again as it stands"),
        _(
            "Each determination is still what would be recorded now, and is kept. After that another person reviews "
            "the case."
        ),
        accept=_("Record again as it stands"),
        act=partial(model.change, partial(keep_determinations, case_id=model.case.id)),
        is_lasting=True,
    )


def refusal_of_recording_again(model: CaseModel) -> Mendable | None:
    """Why a case can't be recorded again as it stands."""
    interview = model.interview
    return refusal_of_keeping_determinations(model.case, interview.compiled, interview.reference)


def request_form(model: CaseModel, step_id: str) -> Form:
    """Puts the content of lines before the bodies of a step; the first time it says where people are missing."""
    words, case, procedure = model.session.words, model.case, procedure_of(model.case)
    _, phrases, step = words._, phrases_of(model.session, case), procedure.step(step_id)
    lines = () if step is None else lines_to_ask_for(procedure, step)
    offices = () if step is None else step.offices
    return Form(
        _("Request: {step}", step=phrases.named(step_id)),
        _("What the case says now is put before the bodies. The sheet for it bears a code, which comes back with it."),
        accept=_("Request this step"),
        act=partial(model.change, partial(request_step, case_id=case.id, step=step_id)),
        facts=(
            (_("To"), words.listed([phrases.body(office) for office in offices])),
            (_("For"), phrases.lines(lines)),
        ),
        consequences=tuple(people_missing(model)) if not procedure.requests else (),
        width=600,
    )


def people_missing(model: CaseModel) -> Iterator[str]:
    """Who is missing today on the way to the permit; nothing where enough people hold the roles."""
    words, today, people = model.session.words, model.session.today(), model.session.people
    recorders = recorders_on(people, today)
    lacking = recorders_lacking(people, today)
    if not lacking:
        return
    if recorders:
        names = words.listed([words.text(person.names) for person in recorders])
        yield words._("Recorders today: {names}.", names=names)
    else:
        yield words._("Nobody is a recorder today.")
    yield words.ngettext("{n} more recorder is needed.", "{n} more recorders are needed.", lacking)
    if len(recorders) < PEOPLE_BEHIND_A_PERMIT - 1:
        yield words._("What one recorder enters another one confirms: with fewer than two no decision comes to count.")
    yield words._(
        "Two recorders bring the case to every decision, but not to the permit: at least {count} people have to have "
        "entered and confirmed what it rests on.",
        count=PEOPLE_BEHIND_A_PERMIT,
    )


def refusal_of_request(model: CaseModel, step_id: str) -> Mendable | None:
    """Why a step can't be requested now."""
    procedure = procedure_of(model.case)
    known = known_among(model.session.shelf, procedure, step=step_id)
    return first(refusals_of_request(procedure, model.case.state, step_id, known))


def next_step(model: CaseModel) -> str:
    """The first step that can be requested now, or else the first that is not done; empty where there is none."""
    procedure = procedure_of(model.case)
    possible = (step.id for step in procedure.steps if refusal_of_request(model, step.id) is None)
    undone = (step.id for step in procedure.steps if any(not procedure.is_done(step.id, line) for line in step.lines))
    return next(possible, "") or next(undone, "")


def _refusal_of_next_request(model: CaseModel) -> Mendable | None:
    step_id = next_step(model)
    return refusal_of_request(model, step_id) if step_id else refusal_while(model.case.state) or no_such_step()


def notice_form(model: CaseModel, notice: str) -> Form:
    """Records that a notice was given or published."""
    words, case = model.session.words, model.case
    _ = words._

    def act(reply: Reply | None, dated: date, reference: str, document_id: int) -> None:
        document = DocumentId(document_id) if document_id else None
        given = partial(give_notice, case_id=case.id, notice=notice, document_id=document)
        model.change(given, reply, dated=dated, reference=reference)

    return Form(
        phrases_of(model.session, case).named(notice),
        _("Record that the notice was given or published. It stands then for good."),
        accept=_("Record the notice"),
        act=act,
        fields=(
            Field(
                "dated",
                _("Dated"),
                FieldKind.DATE,
                model.session.today(),
                days=DayReader(model.session, KindOfDay.DOCUMENT),
                missing=_("Give the date that stands on it."),
                is_short=True,
            ),
            Field("reference", _("Reference"), missing=_("Give the reference."), is_short=True),
            Field(
                "document_id",
                _("Document"),
                FieldKind.CHOICE,
                _NONE,
                choices=((_NONE, _("none")), *document_choices(model)),
            ),
        ),
        is_lasting=True,
        width=560,
    )


def refusal_of_giving(model: CaseModel, notice: str) -> Mendable | None:
    """Why a notice can't be recorded as given now."""
    procedure, today = procedure_of(model.case), model.session.today()
    known = known_among(model.session.shelf, procedure, notice=notice)
    return first(
        refusals_of_notice(procedure, model.case.state, notice, known, dated=today, reference=_GIVEN, today=today)
    )


def due_notice(model: CaseModel) -> str:
    """The first notice that is due; empty where none is."""
    procedure = procedure_of(model.case)
    due = (each.id for each in notices_of(procedure) if state_of_notice(procedure, each) is NoticeState.DUE)
    return next(due, "")


def _refusal_of_due_notice(model: CaseModel) -> Mendable | None:
    return refusal_of_giving(model, due_notice(model))


REVIEW = asking("review", N_("Review the determinations"), CaseReviewed, review_form, refusal_of_review)
RECORD_AGAIN = asking(
    "record_again",
    N_("Record again as it stands"),
    DeterminationsKept,
    recording_again_form,
    refusal_of_recording_again,
)
REQUEST = asking(
    "request_step",
    N_("Request the next step"),
    StepRequested,
    lambda model: request_form(model, next_step(model)),
    _refusal_of_next_request,
)
GIVE_NOTICE = asking(
    "give_notice",
    N_("Record a notice that is due"),
    NoticeGiven,
    lambda model: notice_form(model, due_notice(model)),
    _refusal_of_due_notice,
)
