"""What stands above the work on a case: its name, its steps, its lines, its edition."""

from typing import NamedTuple

from app.domain.errors import GivenUp
from app.domain.ids import LineId
from app.domain.procedure.case_states import CaseState, state_of_case
from app.domain.register.cases import Case
from app.domain.register.events import AnswerGiven
from app.domain.register.procedure_of_case import procedure_of
from app.viewmodels.case.case_model import CaseModel, Turn
from app.viewmodels.case.lines_model import ADD_LINE, REOPEN
from app.viewmodels.case.place import CaseScreen, Stage
from app.viewmodels.session.pieces import StageSays
from app.wording.phrases import Phrases, state_word


class LineTabSays(NamedTuple):
    """The tab of one line; None is the whole case."""

    line_id: LineId | None
    label: str
    state: str
    here: bool


class HeaderSays(NamedTuple):
    """Everything above the work."""

    number: str
    title: str
    state: str
    is_ended: bool
    #: Who is in charge; empty where nobody is named.
    officer: str
    stages: tuple[StageSays, ...]
    tabs: tuple[LineTabSays, ...]
    add_line: str
    edition: str
    edition_short: str
    shows_editions: bool
    notice: str
    reopen: str
    put_back: str
    unsaved: str
    #: Whether it may be of use to try once more.
    may_save_again: bool


def go_to_tab(model: CaseModel, tab: LineTabSays) -> None:
    """Shows the line of a tab, or the whole case."""
    if tab.line_id is None:
        model.show_whole_case()
    else:
        model.choose_line(tab.line_id)


def header_says(model: CaseModel) -> HeaderSays:
    """What stands above the work on a case."""
    case, words = model.case, model.session.words
    _, officer = words._, case.particulars.case_officer
    return HeaderSays(
        number=case.particulars.number,
        title=case.particulars.title,
        state=state_word(words, _state(model)),
        is_ended=case.state.has_ended,
        officer=_("{label}: {value}", label=_("Case officer"), value=model.session.officer(officer)) if officer else "",
        stages=_stages(model),
        tabs=_tabs(model),
        add_line="" if model.place.screen is CaseScreen.PROCEDURE else ADD_LINE.offered(model, words),
        edition=_(
            "Edition {edition} · assessed as of {day}",
            edition=model.interview.edition.id,
            day=words.date(case.particulars.assessed_on),
        ),
        edition_short=_("Edition {edition}", edition=model.interview.edition.id),
        shows_editions=model.place.is_under_editions,
        notice=_notice(model),
        reopen=REOPEN.offered(model, words),
        put_back=_put_back(model),
        unsaved=_unsaved(model),
        may_save_again=not _is_given_up(model),
    )


def _state(model: CaseModel) -> CaseState:
    """How the case stands as its answers stand on the screen."""
    does_stand = all(model.interview_of(line.id).stands for line in model.case.lines)
    return state_of_case(procedure_of(model.case), does_every_line_stand=does_stand)


def _stages(model: CaseModel) -> tuple[StageSays, ...]:
    _ = model.session.words._
    interview = model.interview
    settled = interview.determination.settled
    is_recorded = interview.is_as_recorded
    here = None if model.place.is_under_editions else model.place.stage
    stages = (
        StageSays(
            Stage.REQUEST.value,
            _("Request"),
            _("nothing more needs to be asked") if settled else _("facts are missing"),
            here is Stage.REQUEST,
            settled,
        ),
        StageSays(
            Stage.CHECK.value,
            _("Check answers"),
            _("recorded") if is_recorded else _("to be checked before recording"),
            here is Stage.CHECK,
            is_recorded,
        ),
        StageSays(
            Stage.DETERMINATION.value,
            _("Determination"),
            _("recorded; not an approval") if is_recorded else _("not recorded"),
            here is Stage.DETERMINATION,
            is_recorded,
        ),
    )
    if not has_procedure(model.case):
        return stages
    state = _state(model)
    procedure = StageSays(
        Stage.PROCEDURE.value,
        _("Procedure"),
        state_word(model.session.words, state),
        here is Stage.PROCEDURE,
        state is CaseState.PERMIT_RECORDED,
    )
    return (*stages, procedure)


def has_procedure(case: Case) -> bool:
    """Whether anything is to be seen of a procedure: from the first determination on record on."""
    return any(line.determination is not None for line in case.lines)


def _tabs(model: CaseModel) -> tuple[LineTabSays, ...]:
    _ = model.session.words._
    if model.place.screen is CaseScreen.PROCEDURE:
        # It is that of the case: all lines stand in it together.
        return ()
    whole = model.place.screen is CaseScreen.WHOLE_CASE
    tabs = []
    if model.place.stage is Stage.DETERMINATION and len(model.case.lines) > 1:
        tabs.append(LineTabSays(None, _("Whole case"), "", whole))
    for line in model.case.lines:
        label = _("Line {position}", position=line.position)
        if line.particulars.item:
            label = f"{label}　{line.particulars.item}"
        state = _("recorded") if model.interview_of(line.id).is_as_recorded else _("not recorded")
        tabs.append(LineTabSays(line.id, label, state, line.id == model.line_id and not whole))
    return tuple(tabs)


def _notice(model: CaseModel) -> str:
    """Why the case can't be changed: it was withdrawn or closed, or the person may give no answers; else nothing."""
    _, case = model.session.words._, model.case
    if case.state is CaseState.WITHDRAWN:
        return _("This request was withdrawn: {reason}", reason=case.reason)
    if case.state is CaseState.CLOSED:
        closed = _("This request is closed. Reopen it to change anything.")
        if not case.reason:
            return closed
        reason = _("It was closed for this reason: {reason}", reason=case.reason)
        return f"{closed}\n{reason}"
    if case.state.is_locked:
        return _("This request was reviewed: what is decided on is fixed. Reopen it to change anything of that.")
    # The procedure is worked on by others than those who answer, and says itself what each of them may do.
    is_said_there = model.place.screen is CaseScreen.PROCEDURE
    return "" if model.session.is_read_only or is_said_there else model.session.why_not(AnswerGiven)


def _phrases_that_know(model: CaseModel, fact: str) -> Phrases:
    """Words for a fact: the edition of the case's day may have none, where another day was chosen since."""
    editions = (model.interview.edition, *reversed(model.session.shelf.editions()))
    known = next(edition for edition in editions if fact in edition.fact_by_id)
    return Phrases(model.session.words, known, model.session.shelf.reference())


def _put_back(model: CaseModel) -> str:
    """What was put back just now, with its evidence as it was, or why nothing could be; else nothing."""
    if model.missed_now is not None:
        return _missed(model, model.missed_now)
    if model.put_back_now is None:
        return ""
    words, (line_id, fact) = model.session.words, model.put_back_now
    line, phrases = model.case.line(line_id), _phrases_that_know(model, fact)
    name, answer = phrases.fact(fact), line.answer(fact)
    if answer is None:
        said = words._("Put back: “{fact}” has no answer now, as before.", fact=name)
    else:
        value = words._("Not yet known") if answer.value is None else phrases.value(fact, answer.value)
        said = words._("Put back: “{fact}” is “{value}” again.", fact=name, value=value)
        if answer.evidence:
            said += " " + words.ngettext(
                "{n} document shows it, as before.", "{n} documents show it, as before.", len(answer.evidence)
            )
    if len(model.case.lines) == 1:
        return said
    where = words._("Line {position}", position=line.position)
    return words._("{name}: {value}", name=where, value=said)


def _missed(model: CaseModel, turn: Turn) -> str:
    """Why nothing was undone or done again."""
    _ = model.session.words._
    if not model.may_change:
        return model.session.why_not(AnswerGiven) or _("Nothing was changed: this request can’t be changed now.")
    if model.steps_to(turn):
        return _("Nothing was undone or done again: an answer is not saved yet.")
    if turn is Turn.UNDO:
        return _(
            "Since the program was started there is nothing here to undo. Earlier answers are put back from the "
            "history of their question."
        )
    return _("There is nothing to do again: nothing was undone, or an answer was given since.")


def _unsaved(model: CaseModel) -> str:
    """How many entries of the case could not be saved, and why; nothing where all could."""
    session, refused = model.session, model.session.unsaved.refused_of(model.case.id)
    if not refused:
        return ""
    if _is_given_up(model):
        # Why stands above the screen, with how to go on.
        return session.words.ngettext(
            "{n} entry could not be saved and is only on this screen.",
            "{n} entries could not be saved and are only on this screen.",
            len(refused),
        )
    said = session.words.ngettext(
        "{n} entry could not be saved and is only on this screen. Mend the cause, then save again.",
        "{n} entries could not be saved and are only on this screen. Mend the cause, then save again.",
        len(refused),
    )
    return "\n".join((said, *dict.fromkeys(session.complaint(error) for error in refused.values())))


def _is_given_up(model: CaseModel) -> bool:
    refused = model.session.unsaved.refused_of(model.case.id).values()
    return model.session.is_given_up or any(isinstance(error, GivenUp) for error in refused)
