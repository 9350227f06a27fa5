"""The examination of a line: the questions down, the offices across, and what each office found; beside it precedents.

It says what was found, by whom and when. It fills in nothing, and gives nothing a mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.procedure.entries import OPEN_VIEW, EntryState
from app.domain.procedure.events import FindingEntered
from app.domain.procedure.refusals import refusal_while
from app.domain.register.procedure_of_case import procedure_of
from app.services.finding_precedents import MOST, PrecedentSearch
from app.viewmodels.procedure.entering_model import EnteringModel
from app.viewmodels.procedure.entries_says import Entries
from app.viewmodels.procedure.phrases_of_case import phrases_of
from app.wording.language import N_
from app.wording.phrases import outcome_word, state_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.ids import CaseId, DeterminationId, LineId
    from app.domain.procedure.entries import Entry
    from app.domain.procedure.events import View
    from app.domain.procedure.procedure import Procedure, StepOfCase
    from app.services.finding_precedents import Precedent, Precedents
    from app.viewmodels.case.case_model import CaseModel
    from app.wording.procedure_phrases import ProcedurePhrases

#: How a question stands, by the views that count.
AGREEING, DIFFERING, OPEN, SINGLE, UNANSWERED = ("agreeing", "differing", "open", "single", "unanswered")
_STANDINGS: Mapping[str, str] = {
    AGREEING: N_("Agreeing"),
    DIFFERING: N_("Differing"),
    OPEN: N_("Left open"),
    SINGLE: N_("One office"),
    UNANSWERED: N_("Not answered"),
}
#: What stands in a cell where no view counts: one waits to be confirmed, one is needed of this very office, or none is.
WAITING, MISSING, NONE = "entered", "missing", "none"


class FindingSays(NamedTuple):
    """What an office found of one question. `view` and `state` by their words on record; `mark` says both."""

    number: int
    view: str
    state: str
    mark: str
    is_struck: bool
    who: str
    text: str
    document: str
    trail: str
    why: tuple[str, ...]


class CellSays(NamedTuple):
    """One office on one question: how it stands, by the word of the view that counts or one of those above."""

    office: str
    name: str
    stands: str
    word: str
    below: tuple[str, ...]
    findings: tuple[FindingSays, ...]


class RowSays(NamedTuple):
    """A question, and how the views that count stand to each other."""

    slot: str
    label: str
    question: str
    help: str
    standing: str
    word: str
    lacking: str
    cells: tuple[CellSays, ...]


class EnteringSays(NamedTuple):
    """How a view of an office comes into the matrix; `why_not` says why it can't now."""

    label: str
    why_not: str


class PrecedentSays(NamedTuple):
    """An earlier line that turns on the same facts, and how it ended."""

    case_id: CaseId
    line_id: LineId
    label: str
    ended: str
    note: str


class ExaminationSays(NamedTuple):
    """The matrix of a line. `lines` are those that can be chosen; `nothing` says why there is no matrix."""

    heading: str
    nothing: str
    lines: tuple[tuple[tuple[str, int], str], ...]
    here: tuple[str, int]
    status: tuple[str, ...]
    origin: str
    offices: tuple[str, ...]
    rows: tuple[RowSays, ...]


class PrecedentsSays(NamedTuple):
    """The precedents of a line, and on what it turns; `status` says how far the register was looked through."""

    turns_on: tuple[str, ...]
    found: tuple[PrecedentSays, ...]
    status: str


class ExaminationModel(QObject):
    """Which line of which examination is looked at, which question and office, and which precedents were found."""

    changed = Signal()

    def __init__(self, model: CaseModel) -> None:
        super().__init__(model)
        self.model = model
        #: The step and the line that were chosen; the first there is where these are gone.
        self.chosen: tuple[str, int] = ("", 0)
        self._searches: dict[DeterminationId, _Search] = {}

    @property
    def here(self) -> tuple[str, int] | None:
        """The step and the line whose matrix is shown; None where no line is examined."""
        places = [(step.id, line) for step in examinations(procedure_of(self.model.case)) for line in step.lines]
        return self.chosen if self.chosen in places else next(iter(places), None)

    def choose(self, step: str, line: int) -> None:
        """Shows another line."""
        self.chosen = step, line
        self.changed.emit()

    def entering(self, office: str) -> EnteringSays:
        """How a view of an office is entered: of the own one here, of another from its signed sheet."""
        session, case = self.model.session, self.model.case
        words, step = session.words, "" if self.here is None else self.here[0]
        if office in ("", session.office):
            label = words._("Write the finding …")
            refusal = self.model.page_model(EnteringModel).refusal_to_enter_finding(step)
        else:
            label = words._("Enter from the sheet …")
            refusal = session.refusal_of(FindingEntered) or refusal_while(case.state)
        if session.is_read_only:
            return EnteringSays(label, words._("The register is open for reading only."))
        return EnteringSays(label, "" if refusal is None else words.error(refusal))

    def enter(self, slot: str, office: str) -> None:
        """Opens what `entering` says; nothing where it can't be done now."""
        if self.here is None or self.entering(office).why_not:
            return
        if office in ("", self.model.session.office):
            self.model.page_model(EnteringModel).enter_finding(self.here[0], slots=(slot,))
        else:
            self.model.sheet_wanted.emit()

    def search(self) -> None:
        """Looks for the precedents of the line that is shown, unless that was done."""
        search = self._search()
        if search is not None and search.is_new:
            search.is_new = False
            self._go_on(search)

    def _search(self) -> _Search | None:
        here, case = self.here, self.model.case
        line = next((each for each in case.lines if here is not None and each.position == here[1]), None)
        if line is None or line.determination is None:
            return None
        determination = line.determination
        if determination.id not in self._searches:
            search = PrecedentSearch(self.model.session.shelf, determination, case.id)
            self._searches[determination.id] = _Search(search)
        return self._searches[determination.id]

    def _go_on(self, search: _Search) -> None:
        def receive(step: Precedents) -> None:
            search.found += step.found
            search.is_finished = step.is_last
            self.changed.emit()
            if not step.is_last:
                # Not at once: the window draws and listens first.
                QTimer.singleShot(0, self, lambda: self._go_on(search))

        self.model.session.read(search.search.step, receive)

    def open_precedent(self, precedent: PrecedentSays) -> None:
        """Opens the line of a precedent."""
        self.model.line_wanted.emit(precedent.case_id, precedent.line_id)

    @property
    def precedents(self) -> PrecedentsSays:
        """What was found so far."""
        search, words = self._search(), self.model.session.words
        if search is None:
            return PrecedentsSays((), (), "")
        phrases, facts = phrases_of(self.model.session, self.model.case), search.search.facts
        known = phrases.edition.fact_by_id
        told = [phrases.wanted(fact, values) for fact, values in (facts or {}).items() if fact in known]
        if not search.is_finished:
            status = words._("The earlier determinations of this register are being looked through …")
        elif not facts:
            status = words._("On which facts the line turns can’t be told any more.")
        elif not search.found:
            status = words._("No earlier line of this register turns on the same facts.")
        else:
            status = words._("What was decided then decides nothing here; it is only shown.")
            if len(search.found) == MOST:
                latest = words.ngettext("Only the latest {n} is shown.", "Only the latest {n} are shown.", MOST)
                status = words.sentences([status, latest])
        return PrecedentsSays(tuple(told), tuple(_precedent(phrases, each) for each in search.found), status)


class _Search:
    """A search under way, and what it has found."""

    def __init__(self, search: PrecedentSearch) -> None:
        self.search = search
        self.found: tuple[Precedent, ...] = ()
        self.is_new, self.is_finished = True, False


def examinations(procedure: Procedure) -> tuple[StepOfCase, ...]:
    """The steps of a case in which offices find something."""
    return tuple(step for step in procedure.steps if step.kind == "finding")


def examination_says(model: ExaminationModel) -> ExaminationSays:
    """The matrix that is shown."""
    case, session = model.model.case, model.model.session
    procedure, phrases, here = procedure_of(case), phrases_of(session, case), model.here
    words = session.words
    heading = words._("Examination")
    if here is None:
        nothing = (
            words._("No line of this request is examined.")
            if procedure.was_reviewed
            else words._("The examination begins when the determinations have been reviewed.")
        )
        return ExaminationSays(heading, nothing, (), ("", 0), (), "", (), ())
    step = next(each for each in examinations(procedure) if each.id == here[0])
    matrix = _Matrix(phrases, procedure, step, here[1])
    return ExaminationSays(
        phrases.named(step.id),
        "",
        tuple(_lines(phrases, procedure)),
        here,
        tuple(matrix.status()),
        matrix.origin(),
        tuple(phrases.bodies((office,)) for office in step.bodies),
        matrix.rows,
    )


def _lines(phrases: ProcedurePhrases, procedure: Procedure) -> Iterator[tuple[tuple[str, int], str]]:
    steps = examinations(procedure)
    for step in steps:
        for line in step.lines:
            item = procedure.lines[line].content.item
            said = f"{phrases.words._('Line {position}', position=line)}　{item}".rstrip("　")
            yield (step.id, line), said if len(steps) == 1 else f"{phrases.named(step.id)}　{said}"


class _Matrix:
    """The matrix of one step for one line."""

    def __init__(self, phrases: ProcedurePhrases, procedure: Procedure, step: StepOfCase, line: int) -> None:
        self._phrases, self._procedure, self._step, self._line = phrases, procedure, step, line
        self._entries = [
            entry
            for entry in procedure.entries.values()
            if entry.step == step.id and line in entry.contents and isinstance(entry.said, FindingEntered)
        ]
        self._counting = procedure.views(step.id, line)
        told = Entries(phrases, procedure)
        self._told = {entry.number: told.says(entry) for entry in self._entries}
        self.rows = tuple(self._row(slot.id, is_of_all=slot.of_every_body) for slot in procedure.lines[line].slots)

    def status(self) -> Iterator[str]:
        """Where the examination stands, and which questions nobody has answered."""
        words = self._phrases.words
        yield self._phrases.step_state(self._procedure.state_on(self._step.id, self._line))
        unanswered = [row.label for row in self.rows if row.standing == UNANSWERED]
        if unanswered:
            yield words.ngettext(
                "{n} question is not answered: {questions}.",
                "{n} questions are not answered: {questions}.",
                len(unanswered),
                questions=words.listed(unanswered),
            )
        for standing, sentence in (
            (OPEN, N_("Left open: {questions}.")),
            (DIFFERING, N_("The views differ: {questions}.")),
        ):
            found = [row.label for row in self.rows if row.standing == standing]
            if found:
                yield words._(sentence, questions=words.listed(found))

    def origin(self) -> str:
        """Whose questions these are: the review of the case fixed that."""
        terms = self._procedure.terms
        edition = "" if terms is None else terms.examination_of
        return self._phrases.words._("The questions go with edition {edition}.", edition=edition)

    def _row(self, slot_id: str, *, is_of_all: bool) -> RowSays:
        phrases, words, bodies = self._phrases, self._phrases.words, self._step.bodies
        views = {office: self._counting[office, slot_id][1] for office in bodies if (office, slot_id) in self._counting}
        standing = _standing([view.view for view in views.values()])
        missing = [office for office in bodies if office not in views] if is_of_all else []
        slot = phrases.slot_asked(slot_id)
        return RowSays(
            slot_id,
            phrases.slot(slot_id),
            "" if slot is None else words.text(slot.question),
            "" if slot is None else words.text(slot.help),
            standing,
            words._(_STANDINGS[standing]),
            words._("Missing: {offices}", offices=phrases.bodies(tuple(missing))) if missing and views else "",
            tuple(self._cell(office, slot_id, is_needed=is_of_all) for office in bodies),
        )

    def _cell(self, office: str, slot: str, *, is_needed: bool) -> CellSays:
        phrases, words = self._phrases, self._phrases.words
        found = [
            (entry, view)
            for entry in self._entries
            if entry.office == office
            for view in entry.said.views  # type: ignore[union-attr]  # of findings
            if view.slot == slot
        ]
        findings = tuple(self._finding(entry, view) for entry, view in reversed(found))
        counting = self._counting.get((office, slot))
        waiting = next((each for each in findings if each.state == EntryState.ENTERED.value), None)
        if counting is not None:
            entry, view = counting
            stands, word = view.view, phrases.view(view.view)
            below = (_dated(phrases, entry), *((words._("with a document"),) if _document(phrases, entry) else ()))
        elif waiting is not None:
            stands, word, below = WAITING, waiting.mark, ()
        elif is_needed:
            stands, word, below = MISSING, words._("Missing"), ()
        else:
            stands, word, below = NONE, words._("Not given"), ()
        others = sum(each.state in (EntryState.VOID.value, EntryState.CORRECTED.value) for each in findings)
        if others:
            below = (*below, words.ngettext("{n} void", "{n} void", others))
        if counting is not None and waiting is not None:
            below = (*below, words._("A later one waits for confirmation."))
        return CellSays(office, phrases.body(office), stands, word, below, findings)

    def _finding(self, entry: Entry, view: View) -> FindingSays:
        phrases, words = self._phrases, self._phrases.words
        state, document = self._state(entry, view), _document(phrases, entry)
        told = self._told[entry.number]
        counts = state is EntryState.CONFIRMED
        return FindingSays(
            entry.number,
            view.view,
            state.value,
            phrases.view(view.view) if counts else words.noted(phrases.view(view.view), phrases.entry_state(state)),
            state not in (EntryState.CONFIRMED, EntryState.ENTERED),
            words._("No. {number}: {what}", number=entry.number, what=_who(phrases, entry)),
            view.text,
            "" if not document else words._("{label}: {value}", label=words._("Document"), value=document),
            told.trail,
            told.why if not counts else (),
        )

    def _state(self, entry: Entry, view: View) -> EntryState:
        """Where what an entry says of one question stands for the line."""
        counting = self._counting.get((entry.office, view.slot))
        if not entry.is_withdrawn and entry.corrected_by is None and self._line in entry.void:
            return EntryState.VOID
        return self._procedure.state_of_entry(entry, counts=counting is not None and counting[0] is entry)


def _standing(views: list[str]) -> str:
    """How views stand to each other: that two say the opposite is told before that another is left open."""
    closed = set(views) - {OPEN_VIEW}
    if not views:
        return UNANSWERED
    if len(closed) > 1:
        return DIFFERING
    if OPEN_VIEW in views:
        return OPEN
    return AGREEING if len(views) > 1 else SINGLE


def _who(phrases: ProcedurePhrases, entry: Entry) -> str:
    author = getattr(entry.said, "author", "")
    return phrases.words._("{author}, {day}", author=author, day=phrases.words.date(entry.dated))


def _dated(phrases: ProcedurePhrases, entry: Entry) -> str:
    """The same with its day first, for where there is little room."""
    return f"{phrases.words.date(entry.dated)} {getattr(entry.said, 'author', '')}"


def _document(phrases: ProcedurePhrases, entry: Entry) -> str:
    document = getattr(entry.said, "document", None)
    return "" if document is None else phrases.document(document)


def _precedent(phrases: ProcedurePhrases, precedent: Precedent) -> PrecedentSays:
    words = phrases.words
    position = words._("Line {position}", position=precedent.position)
    ended = [state_word(words, precedent.state)]
    if precedent.conditions:
        ended.append(words.ngettext("{n} condition", "{n} conditions", precedent.conditions))
    note = [
        outcome_word(words, precedent.outcome),
        words._("Edition {edition}", edition=precedent.edition_id),
        words._("assessed as of {day}", day=words.date(precedent.on)),
    ]
    return PrecedentSays(
        precedent.case_id,
        precedent.line_id,
        "　".join(part for part in (precedent.case_number, precedent.title, position, precedent.item) if part),
        words.listed(ended),
        words.listed(note),
    )
