"""What can be done with the lines of a case and with the case as a whole, and the form of each act."""

from collections.abc import Iterator
from functools import partial

from app.domain.ids import LineId
from app.domain.register.basis import since_recorded
from app.domain.register.cases import Line, LineParticulars
from app.domain.register.events import CaseClosed, CaseReopened, CaseWithdrawn, LineAdded, LineRemoved
from app.domain.register.refusals import (
    differing_lines,
    reason_to_close,
    refusal_of_change,
    refusal_of_closing,
    refusal_of_removing,
    refusal_of_reopening,
    refusal_of_withdrawing,
)
from app.services.ending import close_case, reopen_case, withdraw_case
from app.services.receiving import add_line, remove_line
from app.viewmodels.case.asking import asking
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.session.actions import Offer
from app.viewmodels.session.form import Field, FieldKind, Form, reason_field
from app.viewmodels.session.session import Reply
from app.wording.change_words import changes_in_words
from app.wording.language import N_


def new_line_form(model: CaseModel) -> Form:
    """Adds a line, and shows it; it may start with the answers of another."""
    _, case_id = model.session.words._, model.case.id
    sources: list[tuple[object, str]] = [(None, _("no answers: start afresh"))]
    for line in model.case.lines:
        label = _("the answers of line {position}", position=line.position)
        sources.append((line.id, f"{label}　{line.particulars.item}".rstrip("　")))

    def act(reply: Reply | None, item: str, copy_from: LineId | None) -> None:
        particulars = LineParticulars(item=item)
        model.change(
            lambda acting: add_line(acting, case_id=case_id, particulars=particulars, copy_answers_from=copy_from),
            reply,
            then=show,
        )

    def show(added: LineAdded) -> None:
        model.choose_line(added.line_id)
        model.go_to_panel(None)

    return Form(
        _("Add a line"),
        _("Each line has its own answers and its own determination: the hull, the missiles, the training."),
        accept=_("Add the line"),
        act=act,
        fields=(
            Field("item", _("Item")),
            Field(
                "copy_from",
                _("Start with"),
                FieldKind.CHOICE,
                None,
                _("Copied answers can be changed; their documents are copied too."),
                choices=tuple(sources),
            ),
        ),
    )


def withdrawal_form(model: CaseModel) -> Form:
    """Withdraws the case."""
    _ = model.session.words._
    return Form(
        _("Withdraw the request"),
        _("It stays on the register with all its answers, and can be reopened."),
        accept=_("Withdraw the request"),
        act=partial(model.change, partial(withdraw_case, case_id=model.case.id)),
        fields=(reason_field(model.session.words),),
        is_lasting=True,
    )


def reopening_form(model: CaseModel) -> Form:
    """Takes up the case again."""
    _ = model.session.words._
    return Form(
        _("Reopen the case"),
        _("Answers can be changed again. What was recorded stays on record."),
        accept=_("Reopen the case"),
        act=partial(model.change, partial(reopen_case, case_id=model.case.id)),
        fields=(reason_field(model.session.words),),
    )


def closing_form(model: CaseModel) -> Form:
    """Closes the case; where something else would come out than was recorded, it is named, and a reason is asked."""
    words, interview = model.session.words, model.interview
    differing = differing_lines(model.case, interview.compiled, interview.reference)
    needs_reason = reason_to_close(model.case, interview.compiled, interview.reference)
    explanation = [
        words._("Nothing can be changed in a closed case until it is reopened. Closing it is not an approval.")
    ]
    for line in differing:
        explanation += _differing_says(model, line)
    if needs_reason is not None and not differing:
        explanation.append(words.error(needs_reason))
    return Form(
        words._("Close the case"),
        "\n".join(explanation),
        accept=words._("Close the case"),
        act=partial(model.change, partial(close_case, case_id=model.case.id)),
        fields=(reason_field(words),) if needs_reason is not None else (),
        is_lasting=True,
    )


def _differing_says(model: CaseModel, line: Line) -> Iterator[str]:
    """What the determination of a line says, what comes out now, and what has changed."""
    words, phrases, interview = model.session.words, model.phrases, model.interview_of(line.id)
    since, recorded = since_recorded(line, model.case, interview.compiled, interview.reference), line.determination
    assert since is not None and recorded is not None  # noqa: S101, PT018 - only lines with a determination differ
    yield words._(
        "Line {position}: on record is “{recorded}” (no. {number}); now it would be “{now}”. Changed since:",
        position=line.position,
        recorded=phrases.outcome(recorded.outcome),
        number=recorded.number,
        now=phrases.outcome(interview.determination.outcome),
    )
    yield from changes_in_words(phrases, since)


def line_removal_form(model: CaseModel) -> Form:
    """Takes the line shown out of the case."""
    _, line = model.session.words._, model.interview.line
    return Form(
        _("Remove this line"),
        _("Line {position} is taken out of the case. It stays on record.", position=line.position),
        accept=_("Remove this line"),
        act=partial(model.change, partial(remove_line, line_id=line.id)),
        is_lasting=True,
    )


ADD_LINE = asking(
    "add_line",
    N_("Add a line"),
    LineAdded,
    new_line_form,
    lambda model: refusal_of_change(model.case),
    keys=("Ctrl+Shift+N",),
    offer=Offer.HERE,
)
REMOVE_LINE = asking(
    "remove_line",
    N_("Remove this line"),
    LineRemoved,
    line_removal_form,
    lambda model: refusal_of_removing(model.interview.line, model.case),
)
CLOSE = asking("close", N_("Close the case"), CaseClosed, closing_form, lambda model: refusal_of_closing(model.case))
WITHDRAW = asking(
    "withdraw",
    N_("Withdraw the request"),
    CaseWithdrawn,
    withdrawal_form,
    lambda model: refusal_of_withdrawing(model.case),
)
REOPEN = asking(
    "reopen", N_("Reopen the case"), CaseReopened, reopening_form, lambda model: refusal_of_reopening(model.case)
)
