"""The sections of a request and how far each has got."""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.law.facts import NO, YES, Fact
from app.domain.register.cases import CaseParticulars, LineParticulars
from app.viewmodels.case.interview_model import Interview, QuestionState
from app.viewmodels.case.panels import DOCUMENTS, LINE, PARTICULARS
from app.wording.phrases import Phrases


class SectionFactSays(NamedTuple):
    """One question below its section. `mark` is done, no, not_known, open or out."""

    fact: str
    label: str
    state: str
    mark: str
    here: bool


class SectionSays(NamedTuple):
    """One row of the list of sections. `mark` is done, partly, open, out or none."""

    id: str
    label: str
    state: str
    progress: str
    mark: str
    share: float
    here: bool
    facts: tuple[SectionFactSays, ...] = ()


class SectionGroupSays(NamedTuple):
    """Sections under one caption."""

    label: str
    sections: tuple[SectionSays, ...]


def section_groups(
    interview: Interview, phrases: Phrases, *, here: str | None, documents: int
) -> tuple[SectionGroupSays, ...]:
    """All sections: those of the case, and those of the line. `here` is the panel shown, None for a question."""
    words = phrases.words
    _ = words._
    case = interview.case
    of_case = (
        _form_section(PARTICULARS, _("Particulars"), case.particulars, phrases, here),
        SectionSays(
            DOCUMENTS,
            _("Documents"),
            words.ngettext("{n} document", "{n} documents", documents),
            "",
            "none",
            0.0,
            here == DOCUMENTS,
        ),
    )
    of_line = (
        _form_section(LINE, _("Item and quantity"), interview.line.particulars, phrases, here),
        *(_section(interview, phrases, section.id, here) for section in interview.edition.sections),
    )
    line = _("Line {position}", position=interview.line.position)
    return SectionGroupSays(_("The case"), of_case), SectionGroupSays(line, of_line)


def _form_section(
    section_id: str, label: str, form: CaseParticulars | LineParticulars, phrases: Phrases, here: str | None
) -> SectionSays:
    filled = sum(1 for value in form if value)
    _ = phrases.words._
    state = _("filled in") if filled == len(form) else _("partly filled in") if filled else _("not filled in")
    return SectionSays(section_id, label, state, f"{filled} / {len(form)}", "none", 0.0, here == section_id)


def _section(interview: Interview, phrases: Phrases, section_id: str, here: str | None) -> SectionSays:
    facts = interview.asked_in(section_id)
    states = {fact.id: interview.state_of(fact) for fact in facts if fact.is_asked}
    needed = (QuestionState.ANSWERED, QuestionState.NOT_KNOWN, QuestionState.OPEN)
    counted = [state for state in states.values() if state in needed]
    done = counted.count(QuestionState.ANSWERED)
    is_here = here is None and any(fact.id == interview.fact for fact in facts)
    label = phrases.words.text(interview.edition.section(section_id).label)
    state, mark = _state(phrases, counted, states, is_here=is_here)
    return SectionSays(
        section_id,
        label,
        state,
        f"{done} / {len(counted)}" if counted else "",
        mark,
        done / len(counted) if counted else 0.0,
        is_here,
        tuple(_fact(interview, phrases, fact) for fact in facts) if is_here else (),
    )


def _state(
    phrases: Phrases, counted: Sequence[QuestionState], states: dict[str, QuestionState], *, is_here: bool
) -> tuple[str, str]:
    _ = phrases.words._
    if not counted:
        applies = any(state is not QuestionState.OUT for state in states.values())
        return (_("not needed for the result") if applies else _("does not apply")), "out"
    if QuestionState.OPEN in counted:
        mark = "partly" if QuestionState.ANSWERED in counted or QuestionState.NOT_KNOWN in counted else "open"
        return (_("now") if is_here else _("in progress") if mark == "partly" else _("to do")), mark
    if QuestionState.NOT_KNOWN in counted:
        return _("not yet known"), "partly"
    return _("done"), "done"


def _fact(interview: Interview, phrases: Phrases, fact: Fact) -> SectionFactSays:
    if not fact.is_asked and interview.state_of(fact) is not QuestionState.OUT:
        return _derived_fact(interview, phrases, fact)
    state = interview.state_of(fact)
    marks = {
        QuestionState.ANSWERED: "done",
        QuestionState.NOT_KNOWN: "not_known",
        QuestionState.OPEN: "open",
        QuestionState.NEEDLESS: "out",
        QuestionState.OUT: "out",
    }
    told = state_words(phrases, state, kept=fact.id in interview.given)
    return SectionFactSays(fact.id, phrases.fact(fact.id), told, marks[state], fact.id == interview.fact)


def _derived_fact(interview: Interview, phrases: Phrases, fact: Fact) -> SectionFactSays:
    """What follows from a table is told by its value: only a yes is ticked."""
    _, value = phrases.words._, interview.known_with_derived.get(fact.id)
    if value is None:
        mark, state = "open", _("not known")
    else:
        mark, state = {YES: "done", NO: "no"}.get(value, "not_known"), phrases.value(fact.id, value)
    label = _("{name}: {value}", name=phrases.fact(fact.id), value=state)
    return SectionFactSays(fact.id, label, state, mark, fact.id == interview.fact)


def state_words(phrases: Phrases, state: QuestionState, *, kept: bool) -> str:
    """How a question stands, in words."""
    _ = phrases.words._
    if state is QuestionState.OUT:
        return _("does not apply; the answer is kept") if kept else _("does not apply")
    return {
        QuestionState.ANSWERED: _("answered"),
        QuestionState.NOT_KNOWN: _("not yet known"),
        QuestionState.OPEN: _("not answered"),
        QuestionState.NEEDLESS: _("not needed for the result"),
    }[state]
