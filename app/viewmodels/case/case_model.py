"""One open case: where one is in it, its answers as the screen has them, and how a change of it is saved."""

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Signal

from app.domain.ids import AnswerId, DeterminationId, LineId
from app.domain.law.facts import Fact
from app.domain.law.rulebook import Edition
from app.domain.register.cases import Case, EvidenceGiven, RecordedDetermination
from app.domain.register.events import AnswerGiven, DocumentAdded, Event
from app.domain.register.refusals import refusal_of_change, refusal_of_document_added
from app.services.acting import Acting
from app.services.answering import give_answer, put_answer_back, take_back_answer
from app.services.changing import case_after
from app.services.determining import record_determination
from app.services.ports import UnitOfWork
from app.services.reading import editions_as_recorded, read_case, recorded_determinations
from app.viewmodels.case.interview_model import Interview
from app.viewmodels.case.panels import form_of
from app.viewmodels.case.place import CaseScreen, Place, Stage
from app.viewmodels.session.answer_steps import AnswerStep, AnswerSteps, step_made
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Reply, Session
from app.viewmodels.session.unsaved_model import Entry, EntryField
from app.wording.phrases import Phrases

_T = TypeVar("_T")
_M = TypeVar("_M")


class Turn(Enum):
    """Which way one goes through the acts on answers."""

    UNDO = "undo"
    REDO = "redo"


class CaseModel(QObject):
    """The open case. Answers count on the screen at once; the register follows on its own thread."""

    changed = Signal()
    #: Something is told of what was done or asked for just now, and is to be heard.
    told_now = Signal()
    #: A rule, ground or step shall be read in the Rulebook: the id of its edition, and its own.
    rule_wanted = Signal(str, str)
    #: A line of another case shall be opened: the ids of both.
    line_wanted = Signal(object, object)
    #: What came back on a signed sheet is to be entered, of whatever case.
    sheet_wanted = Signal()
    #: A field of the form shown is to be filled in or mended: its name.
    field_wanted = Signal(str)
    #: A `Form` shall be filled in.
    form_wanted = Signal(object)
    #: The answers that a question had were read: an `AnswerHistorySays`.
    history_read = Signal(object)
    #: A document was made: a `Paper`.
    paper_made = Signal(object)
    #: A file is being read before it is opened: the `Reply` that tells how far it is, and what the file is called.
    reading_begun = Signal(object, str)

    def __init__(self, session: Session, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.case = case
        self.place = Place(case.lines[0].id)
        #: The answer that was put back just now, to be told: its line and its fact.
        self.put_back_now: tuple[LineId, str] | None = None
        #: What was to be undone or done again just now, and could not be.
        self.missed_now: Turn | None = None
        self.is_undoing = False
        #: Whether a determination is on its way to the register: one press is one record.
        self.is_recording = False
        #: Whether another screen is shown in place of the case.
        self.is_left = False
        self._interviews: dict[LineId, Interview] = {}
        self._page_models: dict[object, object] = {}
        #: The recorded determinations of the line shown, the earliest first; read when its determination is shown.
        self.earlier: tuple[RecordedDetermination, ...] = ()
        #: The editions that these were made under, as they were then, by their hashes.
        self.recorded_editions: dict[str, Edition] = {}
        session.language.changed.connect(self.changed)
        session.person_changed.connect(self.changed)
        session.law_changed.connect(self._read_anew)
        session.changed_elsewhere.connect(self._read_anew)

    @property
    def line_id(self) -> LineId:
        """The line shown."""
        return self.place.line_id

    @property
    def interview(self) -> Interview:
        """The interview of the line shown."""
        return self.interview_of(self.line_id)

    def interview_of(self, line_id: LineId) -> Interview:
        """The interview of a line."""
        if line_id not in self._interviews:
            self._interviews[line_id] = self._begin_interview(line_id)
        return self._interviews[line_id]

    def page_model(self, make: Callable[["CaseModel"], _M]) -> _M:
        """The model of a screen of the case: made when first asked for, and kept while screens come and go."""
        if make not in self._page_models:
            self._page_models[make] = make(self)
        return cast("_M", self._page_models[make])

    def _begin_interview(self, line_id: LineId) -> Interview:
        """A new interview, with the answers of the line that could not be saved when the case was last open."""
        interview = Interview(self.session.shelf, self.case, line_id)
        for field, entry in self.session.unsaved.of_case(self.case.id).items():
            if field.is_answer and field.line_id == line_id:
                interview.enter(field.name, entry)
        return interview

    @property
    def phrases(self) -> Phrases:
        """What puts the codes of the edition of the case into words."""
        return self.session.phrases(self.interview.edition)

    @property
    def may_change(self) -> bool:
        """Whether answers can be given: the case is open, the register can be written to, and the person may."""
        return self.may_do(AnswerGiven)

    def may_do(self, act: type[Event]) -> bool:
        """The same of an act that needs an open case, named by its event."""
        return self.session.may(act) and refusal_of_change(self.case) is None

    @property
    def may_add_documents(self) -> bool:
        """Whether documents can be added, and what is known of them changed."""
        return self.session.may(DocumentAdded) and refusal_of_document_added(self.case) is None

    @property
    def fact(self) -> Fact:
        """The question shown."""
        return self.interview.edition.fact_by_id[self.interview.fact or self.interview.edition.asked[0].id]

    # -- moving about

    def _go(self, place: Place) -> None:
        self._tell_no_more()
        self._stand_at(place)
        self._read_earlier()
        self.changed.emit()

    def _stand_at(self, place: Place) -> None:
        if place.line_id != self.line_id:
            self.earlier = ()
        self.place = place

    def choose_line(self, line_id: LineId) -> None:
        """Shows another line."""
        self._go(self.place.on_line(line_id))

    def show_whole_case(self) -> None:
        """Shows the determinations of all lines together."""
        self._go(self.place.at_whole_case())

    def show_editions(self) -> None:
        """Shows the line under every edition."""
        self._go(self.place.under_editions())

    def go_to_stage(self, stage: Stage) -> None:
        """Shows another step of the work."""
        self._go(self.place.at_stage(stage))

    def show_recording(self) -> None:
        """Shows what is missing, and what would be recorded, before it is."""
        self._go(self.place.at_recording())

    def read_record(self, determination_id: int) -> None:
        """Shows a recorded determination of the line as it was recorded."""
        wanted = DeterminationId(determination_id)
        self._go(self.place.at_record(next(recorded for recorded in self.earlier if recorded.id == wanted)))

    def go_to_panel(self, panel: str | None) -> None:
        """Shows a form in place of the questions; None shows the questions again."""
        self._go(self.place.at_panel(panel))

    def go_to_field(self, panel: str, field: str) -> None:
        """Shows a form with the keyboard in one of its fields."""
        self.go_to_panel(panel)
        self.field_wanted.emit(field)

    def go_to_fact(self, fact: str) -> None:
        """Shows a question."""
        self.interview.go(fact)
        self.go_to_panel(None)

    def go_to_section(self, section: str) -> None:
        """Shows the first question of a section that is still open, or else its first."""
        facts = self.interview.asked_in(section)
        waiting = [fact.id for fact in facts if fact.id in self.interview.determination.unknown]
        unanswered = [fact for fact in waiting if fact not in self.interview.given]
        self.go_to_fact((unanswered or waiting or [fact.id for fact in facts])[0])

    def step_section(self, by: int) -> None:
        """Shows the section before or after that of the present question."""
        sections = [section.id for section in self.interview.edition.sections if self.interview.asked_in(section.id)]
        at = sections.index(self.fact.section) + by
        if 0 <= at < len(sections):
            self.go_to_section(sections[at])

    def toggle_one_page(self) -> None:
        """Shows all questions on one page, or one at a time."""
        self._go(self.place.on_other_page())

    def go_on(self) -> None:
        """From a form goes back to the questions, from a question to the next."""
        if self.place.panel is not None:
            self.go_to_panel(None)
        else:
            self.next()

    def next(self) -> None:
        """Shows the question to ask next; where nothing is left to ask, the answers for checking."""
        following = None if self.place.is_on_one_page else self.interview.next_fact()
        if following is None:
            self.go_to_stage(Stage.CHECK)
        else:
            self.interview.go(following, led=True)
            self.go_to_panel(None)

    def back(self) -> None:
        """Shows the question that was shown before."""
        if self.interview.back():
            self.changed.emit()

    # -- answering

    def answer(self, fact: str, value: str | None) -> None:
        """Gives an answer; None is "not yet known"."""
        line_id, given = self.line_id, self.interview.given
        if self.may_change and not (fact in given and given[fact] == value):

            def give(acting: Acting) -> object:
                return give_answer(acting, line_id=line_id, fact=fact, value=value)

            said = self.session.words._("Not yet known") if value is None else self.phrases.value(fact, value)
            self._answer(fact, Entry(value, give, name=self.phrases.fact(fact), said=said))

    def take_back(self, fact: str) -> None:
        """Takes an answer back: the question counts as not answered."""
        line_id = self.line_id
        if self.may_change and fact in self.interview.given:

            def take_back(acting: Acting) -> object:
                return take_back_answer(acting, line_id=line_id, fact=fact)

            said = self.session.words._("Not answered")
            self._answer(fact, Entry(None, take_back, is_taken_back=True, name=self.phrases.fact(fact), said=said))

    def _tell_no_more(self) -> None:
        """What is told of an act is true until the next one."""
        self.put_back_now = self.missed_now = None

    def _answer(self, fact: str, entry: Entry) -> None:
        self._tell_no_more()
        self.interview.enter(fact, entry)
        self.changed.emit()
        self.save_entry(EntryField(self.case.id, self.line_id, fact, is_answer=True), entry)

    def give_with_evidence(self, fact: str, value: str, shown: EvidenceGiven, reply: Reply | None) -> None:
        """Gives an answer to the line shown together with the document that shows it, by a form."""
        line_id = self.line_id

        def give(acting: Acting) -> object:
            return give_answer(acting, line_id=line_id, fact=fact, value=value, evidence=(shown,))

        def saved(result: tuple[Case, AnswerStep | None]) -> None:
            case, step = result
            self._remember(step)
            self.take(case)

        self.session.hand_in(partial(self._changed_answer, line_id, fact, give), saved, reply)

    def _changed_answer(
        self, line_id: LineId, fact: str, change: Callable[[Acting], object], acting: Acting
    ) -> tuple[Case, AnswerStep | None]:
        """Changes an answer on the register; the case as it then is, and the act, if it changed anything."""
        case, made = case_after(acting, self.case.id, change)
        return case, step_made(acting.work, line_id, fact) if made is not None else None

    # -- undoing

    @property
    def _steps(self) -> AnswerSteps:
        return self.session.answer_steps.setdefault(self.case.id, AnswerSteps())

    def _remember(self, step: AnswerStep | None) -> None:
        if step is not None:
            self._steps.add(step)

    def steps_to(self, turn: Turn) -> list[AnswerStep]:
        """The acts of this session that can be undone, or done again; the next at the end."""
        return self._steps.done if turn is Turn.UNDO else self._steps.undone

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is on its way to the register, or could not be saved."""
        return self.is_undoing or bool(self.session.unsaved.of_case(self.case.id))

    def may_turn(self, turn: Turn) -> bool:
        """Whether an act of this session can be undone, or done again; not while an answer is not saved yet."""
        return self.may_change and bool(self.steps_to(turn)) and not self.is_waiting

    def turn(self, turn: Turn) -> None:
        """Undoes the last answer that was given, changed or taken back in this session, or does it again.

        Where that can't be, it is told why.
        """
        if not self.may_turn(turn):
            self.put_back_now, self.missed_now = None, turn
            self.changed.emit()
            self.told_now.emit()
            return
        steps, step = self._steps, self.steps_to(turn)[-1]
        self.is_undoing = True

        def finish(made: AnswerStep | None) -> None:
            self.is_undoing = False
            steps.turn(step, made)

        def give_up(error: Exception) -> None:
            self.is_undoing = False
            steps.drop(step)
            self.session.tell(error)

        self._put_back(step.line_id, step.fact, step.before, step.after, finish, give_up)

    def put_back(self, line_id: LineId, fact: str, answer_id: AnswerId, seen: AnswerId) -> None:
        """Puts back an answer out of the history of a question; this can itself be undone."""
        self._put_back(line_id, fact, answer_id, seen, self._remember, self.session.tell)

    def _put_back(
        self,
        line_id: LineId,
        fact: str,
        answer_id: AnswerId | None,
        seen: AnswerId,
        finish: Callable[[AnswerStep | None], None],
        failed: Callable[[Exception], None],
    ) -> None:
        change = partial(put_answer_back, line_id=line_id, fact=fact, answer_id=answer_id, seen=seen)

        def saved(result: tuple[Case, AnswerStep | None]) -> None:
            case, made = result
            finish(made)
            self._renew(case)
            if self.place.screen is CaseScreen.REQUEST and self.place.panel is None:
                self._stand_at(self.place.on_line(line_id))
                if fact in self.interview.edition.fact_by_id:
                    self.interview.go(fact)
            self._read_earlier()
            self.put_back_now = line_id, fact
            self.changed.emit()
            self.told_now.emit()

        self.session.write(partial(self._changed_answer, line_id, fact, change), saved, failed)

    # -- recording

    def record(self) -> None:
        """Records the determination of the line shown, and shows it."""
        session, line_id, case_id = self.session, self.line_id, self.case.id
        if self.is_recording:
            return
        self.is_recording, seen = True, self.interview.seen

        def save(acting: Acting) -> Case:
            record = partial(record_determination, line_id=line_id, seen=seen)
            return case_after(acting, case_id, record)[0]

        def saved(case: Case) -> None:
            self.is_recording = False
            self._renew(case)
            self.go_to_stage(Stage.DETERMINATION)

        def failed(error: Exception) -> None:
            self.is_recording = False
            session.tell(error)
            self._read_anew()

        session.write(save, saved, failed)

    # -- saving

    def save_entry(self, field: EntryField, entry: Entry) -> None:
        """Saves what was entered in a field of the case; it stays on the screen until it is on the register."""
        session, entry = self.session, entry._replace(error=None)
        session.unsaved.begin(self.case, field, entry)

        def save(acting: Acting) -> tuple[Case, AnswerStep | None]:
            if field.line_id is not None and field.is_answer:
                return self._changed_answer(field.line_id, field.name, entry.save, acting)
            return case_after(acting, field.case_id, entry.save)[0], None

        def saved(result: tuple[Case, AnswerStep | None]) -> None:
            case, step = result
            self._remember(step)
            if session.unsaved.finish(field, entry) and field.is_answer and field.line_id in self._interviews:
                self._interviews[field.line_id].confirm(field.name)
            self.take(case)

        def failed(error: Exception) -> None:
            if session.unsaved.fail(field, entry, error):
                # A field says itself what is wrong with it, as long as it can be seen.
                (session.tell if field.is_answer or self.is_left else session.note_fault)(error)
            self.changed.emit()
            if not field.is_answer:
                self._show_field(field)

        session.write(save, saved, failed)

    def save_again(self) -> None:
        """Tries once more to save what could not be saved."""
        for field, entry in self.session.unsaved.of_case(self.case.id).items():
            self.save_entry(field, entry)

    def _show_field(self, field: EntryField) -> None:
        """Shows the form of a refused field again, where it was left before the refusal came home."""
        form = form_of(field.line_id)
        is_form = self.place.screen is CaseScreen.REQUEST and self.place.panel == form
        if not is_form or field.line_id not in (None, self.line_id):
            if field.line_id is not None:
                self.choose_line(field.line_id)
            self.go_to_field(form, field.name)

    def ask(self, form: Form) -> None:
        """Has a form filled in, which then does its act."""
        self.form_wanted.emit(form)

    def change(
        self,
        change: Callable[..., _T],
        reply: Reply | None = None,
        then: Callable[[_T], object] | None = None,
        **entered: object,
    ) -> None:
        """Changes the case on the register by what was entered, each by its name, and shows it as it then is.

        The reply brings what `then` makes of it.
        """
        case_id = self.case.id

        def save(acting: Acting) -> tuple[Case, _T]:
            return case_after(acting, case_id, partial(change, **entered))

        def saved(result: tuple[Case, _T]) -> object:
            case, made = result
            self.take(case)
            return then(made) if then is not None else None

        self.session.hand_in(save, saved, reply)

    def come_back(self, case: Case) -> None:
        """Takes up the case again that another screen was shown in place of: where it was left, as it now is."""
        self.is_left = False
        self.take(case)

    def take(self, case: Case) -> None:
        """Takes over the case as it is on the register now."""
        self._renew(case)
        self._read_earlier()
        self.changed.emit()

    def _renew(self, case: Case) -> None:
        lines = [line.id for line in case.lines]
        for gone in {line.id for line in self.case.lines}.difference(lines):
            self.session.unsaved.forget_line(gone)
        self.case = case
        self._tell_no_more()
        self._interviews = {line: interview for line, interview in self._interviews.items() if line in lines}
        self._stand_at(self.place.among(lines))
        for interview in self._interviews.values():
            interview.renew(case)

    def _read_anew(self) -> None:
        """Takes over what was changed elsewhere, in the case or in the law by which it is assessed."""
        case_id = self.case.id
        if not self.is_left:
            self.session.read(lambda work: read_case(work, case_id), self.take)

    def _read_earlier(self) -> None:
        """Reads the recorded determinations where they are shown and there may be others than those known."""
        current = self.interview.line.determination
        is_shown = self.place.screen in (CaseScreen.DETERMINATION, CaseScreen.RECORD)
        if not is_shown or current is None or current in self.earlier:
            return
        line_id = self.line_id

        def read(work: UnitOfWork) -> tuple[tuple[RecordedDetermination, ...], dict[str, Edition]]:
            earlier = recorded_determinations(work, line_id)
            return earlier, editions_as_recorded(work, self.session.shelf, earlier)

        def receive(read: tuple[tuple[RecordedDetermination, ...], dict[str, Edition]]) -> None:
            if line_id == self.line_id:
                self.earlier, self.recorded_editions = read
                self.changed.emit()

        self.session.read(read, receive)
