"""Check your answers: every answer with its evidence and the way to change it, before anything is recorded."""

from datetime import date
from typing import NamedTuple

from app.domain.law.facts import Fact
from app.domain.register.cases import CaseParticulars, LineParticulars
from app.domain.register.events import DeterminationRecorded
from app.domain.register.recording import refusal_of_recording
from app.statements.steps import no_longer_counting
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.interview_model import QuestionState
from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.case.place import CaseScreen
from app.viewmodels.questions.particulars_model import case_fields, line_fields
from app.viewmodels.questions.question_model import earlier_answer
from app.viewmodels.questions.sections_model import state_words
from app.viewmodels.session.actions import Action, Offer
from app.viewmodels.session.form import Field
from app.wording.evidence_words import evidence_label
from app.wording.language import N_, Words


class CheckedSays(NamedTuple):
    """One answer. `target` and `field` are what "change" leads to: the fact, or the form and the field in it; `mark` is
    the state of its evidence.

    `change` and `history` are the full names of what can be done with it, for who does not see where they stand.
    """

    target: str
    label: str
    value: str
    evidence: tuple[str, ...]
    state: str
    mark: str
    has_history: bool = False
    change: str = ""
    history: str = ""
    field: str = ""


class CheckedSectionSays(NamedTuple):
    """The answers of one section."""

    label: str
    rows: tuple[CheckedSays, ...]


class RecordingSays(NamedTuple):
    """Whether the determination can be recorded, and what that means or why it cannot."""

    says: str
    may_record: bool


class CheckAnswersSays(NamedTuple):
    """The whole page."""

    sections: tuple[CheckedSectionSays, ...]
    summary: tuple[str, ...]
    recording: RecordingSays


def check_says(model: CaseModel) -> CheckAnswersSays:
    """Every answer of the line shown, and whether the determination can be recorded."""
    return CheckAnswersSays(tuple(_sections(model)), _summary(model), recording_says(model))


def recording_says(model: CaseModel) -> RecordingSays:
    """Whether the determination of the line shown can be recorded."""
    _, why_not = model.session.words._, _why_not(model)
    kept = _("It is kept on the register for ever, with its answers and reasons. It is not an approval.")
    return RecordingSays(why_not or kept, may_record=not why_not)


def _why_not(model: CaseModel) -> str:
    """Why nothing can be recorded; empty where it can."""
    words, interview = model.session.words, model.interview
    if model.session.is_read_only:
        return words._("The register is open for reading only.")
    if why := model.session.why_not(DeterminationRecorded):
        return why
    refusal = refusal_of_recording(
        interview.line, model.case, interview.compiled, interview.reference, interview.determination
    )
    return words.error(refusal.on_the_page) if refusal is not None else ""


def _sections(model: CaseModel) -> list[CheckedSectionSays]:
    _, phrases, interview = model.session.words._, model.phrases, model.interview
    sections = [
        CheckedSectionSays(_("Particulars"), _form(model, PARTICULARS, model.case.particulars)),
        CheckedSectionSays(_("Item and quantity"), _form(model, LINE, interview.line.particulars)),
    ]
    for section in interview.edition.sections:
        rows = tuple(_fact(model, fact) for fact in interview.asked_in(section.id) if _is_shown(model, fact))
        if rows:
            sections.append(CheckedSectionSays(phrases.words.text(section.label), rows))
    return [
        section._replace(rows=tuple(_with_acts(phrases.words, row) for row in section.rows)) for section in sections
    ]


def _with_acts(words: Words, row: CheckedSays) -> CheckedSays:
    change, history = (
        words._("{name}: {value}", name=act, value=row.label) for act in (words._("Change"), words._("History"))
    )
    return row._replace(change=change, history=history)


def _form(model: CaseModel, target: str, form: CaseParticulars | LineParticulars) -> tuple[CheckedSays, ...]:
    words = model.session.words
    fields = case_fields(model) if isinstance(form, CaseParticulars) else line_fields(model)
    rows = []
    for field in fields:
        value = _shown(words, field, getattr(form, field.name))
        shown, mark = value or words._("not given"), "" if value else "open"
        rows.append(CheckedSays(target, field.label, shown, (), "", mark, field=field.name))
    return tuple(rows)


def _shown(words: Words, field: Field, value: str | date) -> str:
    """The value of a field as it is read."""
    if isinstance(value, date):
        return words.date(value)
    return dict(field.choices).get(value, value) if value else ""


def _is_shown(model: CaseModel, fact: Fact) -> bool:
    """What was answered, now or before, what is open, what follows from a table; not what nobody asked or needs."""
    state = model.interview.state_of(fact)
    if not fact.is_asked:
        return fact.id in model.interview.known_with_derived and state is not QuestionState.OUT
    was_answered = fact.id in model.interview.line.revised
    is_answered = fact.id in model.interview.given or fact.id in model.interview.unlisted
    return is_answered or state is QuestionState.OPEN or was_answered


def _fact(model: CaseModel, fact: Fact) -> CheckedSays:
    return _answer(model, fact)._replace(has_history=fact.id in model.interview.line.revised)


def _answer(model: CaseModel, fact: Fact) -> CheckedSays:
    words, phrases, interview = model.session.words, model.phrases, model.interview
    state = interview.state_of(fact)
    value = interview.known_with_derived.get(fact.id)
    shown = phrases.value(fact.id, value) if value is not None else state_words(phrases, state, kept=False)
    if not fact.is_asked and fact.id not in interview.given:
        lapsed = no_longer_counting(interview, phrases).get(fact.id)
        note = lapsed or words._("from the reference tables")
        return CheckedSays(fact.id, phrases.fact(fact.id), shown, (), note, "derived")
    if state is QuestionState.OUT and value is not None:
        return CheckedSays(
            fact.id, phrases.fact(fact.id), shown, (), words._("does not apply; the answer is kept"), "out"
        )
    if value is None:
        return CheckedSays(fact.id, phrases.fact(fact.id), shown, (), earlier_answer(interview, phrases, fact), "open")
    answer = interview.saved_answer(fact.id)
    evidence = tuple(evidence_label(words, model.case, each) for each in answer.evidence) if answer else ()
    if evidence:
        return CheckedSays(fact.id, phrases.fact(fact.id), shown, evidence, "", "shown")
    return CheckedSays(fact.id, phrases.fact(fact.id), shown, (), words._("Asserted without evidence"), "asserted")


def _summary(model: CaseModel) -> tuple[str, ...]:
    """How many answers rest on documents, how many are asserted, how many are open."""
    words, interview = model.session.words, model.interview
    states = {fact.id: interview.state_of(fact) for fact in interview.edition.asked}
    answered = [fact for fact, state in states.items() if state is QuestionState.ANSWERED]
    saved = [interview.saved_answer(fact) for fact in answered]
    asserted = sum(1 for answer in saved if answer is None or answer.is_asserted)
    not_known = sum(1 for state in states.values() if state is QuestionState.NOT_KNOWN)
    lines = [words.ngettext("{n} answer", "{n} answers", len(answered))]
    if asserted:
        lines.append(words.ngettext("{n} of them without evidence", "{n} of them without evidence", asserted))
    if not_known:
        lines.append(words.ngettext("{n} fact not yet known", "{n} facts not yet known", not_known))
    return tuple(lines)


def _may_record(model: CaseModel) -> bool:
    return model.place.screen in (CaseScreen.CHECK, CaseScreen.DETERMINATION) and not _why_not(model)


RECORD: Action[CaseModel] = Action(
    "record",
    N_("Record this determination"),
    CaseModel.show_recording,
    ("Ctrl+Enter", "Ctrl+Return"),
    _may_record,
    Offer.FIRST,
    leads=True,
    help=N_("To what is read before the determination is recorded, where its button is shown"),
)
