"""One case on the desk: what is shown of it, and everything that can be done with it."""

from collections.abc import Callable
from datetime import date
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.domain.cases import (
    Answer,
    AnswerId,
    Case,
    CaseId,
    DeterminationId,
    DocumentId,
    DocumentKind,
    DocumentParticulars,
    EvidenceGiven,
    EvidenceId,
    LineId,
    LineParticulars,
    OfficialAnswerId,
    OfficialAnswerParticulars,
    RecordedDetermination,
)
from app.domain.facts import Fact
from app.services.answering import answer_history, give_answer, take_back_answer
from app.services.determining import record_determination
from app.services.documenting import add_document, amend_document, attach_evidence, detach_evidence
from app.services.ports import UnitOfWork
from app.services.reading import earlier_determinations, read_case
from app.services.receiving import (
    add_line,
    amend_line,
    amend_particulars,
    close_case,
    remove_line,
    reopen_case,
    withdraw_case,
)
from app.services.referring import record_official_answer, withdraw_official_answer
from app.viewmodels.desk_model import Desk
from app.viewmodels.interview_model import Interview
from app.wording.phrases import Phrases


class Stage(str, Enum):
    """The steps of the work on a request."""

    REQUEST = "request"
    CHECK = "check"
    DETERMINATION = "determination"


class CaseModel(QObject):
    """The open case. Answers count on the screen at once; the register follows on its own thread."""

    changed = Signal()
    #: A rule, ground or step shall be read in the Rulebook: the id of its edition, and its own.
    rule_wanted = Signal(str, str)

    def __init__(self, desk: Desk, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.case = case
        self.stage = Stage.REQUEST
        #: The form shown in place of a question, None while a question is shown.
        self.panel: str | None = None
        self.is_on_one_page = False
        #: Whether the determination screen shows the whole case instead of one line.
        self.shows_whole_case = False
        #: Whether the line is shown under every edition, in place of the step of the work.
        self.shows_editions = False
        self._unsaved: set[tuple[LineId, str]] = set()
        self._interviews = {line.id: Interview(desk.shelf, case, line.id) for line in case.lines[:1]}
        self.line_id = case.lines[0].id
        #: The recorded determinations of the line shown, the earliest first; read when its determination is shown.
        self.earlier: tuple[RecordedDetermination, ...] = ()
        #: The recorded determination that is being read in place of the one that the answers now give.
        self.record_read: RecordedDetermination | None = None
        desk.language.changed.connect(self.changed)

    @property
    def interview(self) -> Interview:
        """The interview of the line shown."""
        return self.interview_of(self.line_id)

    def interview_of(self, line_id: LineId) -> Interview:
        """The interview of a line."""
        if line_id not in self._interviews:
            self._interviews[line_id] = Interview(self.desk.shelf, self.case, line_id)
        return self._interviews[line_id]

    @property
    def phrases(self) -> Phrases:
        """The codes of the edition in words."""
        return self.desk.phrases(self.interview.edition)

    @property
    def may_change(self) -> bool:
        """Whether anything can be changed: the case is open, and the register can be written to."""
        return self.case.is_changeable and not self.desk.is_read_only

    @property
    def fact(self) -> Fact:
        """The question shown."""
        return self.interview.edition.fact_by_id[self.interview.fact or self.interview.edition.asked[0].id]

    # -- moving about

    def choose_line(self, line_id: LineId) -> None:
        """Shows another line."""
        self.line_id = line_id
        self.shows_whole_case = False
        self.earlier = ()
        self.record_read = None
        self._read_earlier()
        self.changed.emit()

    def show_whole_case(self) -> None:
        """Shows the determinations of all lines together."""
        self.shows_whole_case = True
        self.record_read = None
        self.changed.emit()

    def show_editions(self) -> None:
        """Shows the line under every edition."""
        self.shows_editions = True
        self.shows_whole_case = False
        self.changed.emit()

    def go_to_stage(self, stage: Stage) -> None:
        """Shows another step of the work."""
        self.stage = stage
        self.shows_editions = False
        self.record_read = None
        self._read_earlier()
        self.changed.emit()

    def read_record(self, determination_id: int) -> None:
        """Shows a recorded determination of the line as it was recorded."""
        wanted = DeterminationId(determination_id)
        self.record_read = next(recorded for recorded in self.earlier if recorded.id == wanted)
        self.changed.emit()

    def go_to_panel(self, panel: str | None) -> None:
        """Shows a form, or the question again."""
        self.stage = Stage.REQUEST
        self.shows_editions = False
        self.panel = panel
        self.changed.emit()

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
        self.is_on_one_page = not self.is_on_one_page
        self.go_to_panel(None)

    def next(self) -> None:
        """Shows the question to ask next; where nothing is left to ask, the answers for checking."""
        following = None if self.is_on_one_page else self.interview.next_fact()
        if following is None:
            self.go_to_stage(Stage.CHECK)
        else:
            self.go_to_fact(following)

    def back(self) -> None:
        """Shows the question that was shown before."""
        if self.interview.back():
            self.changed.emit()

    # -- answering

    def answer(self, fact: str, value: str | None) -> None:
        """Gives an answer; None is "not yet known"."""
        interview, line_id = self.interview, self.line_id
        if not self.may_change or (fact in interview.given and interview.given[fact] == value):
            return
        interview.answer(fact, value)
        self.changed.emit()
        self._save_answer(line_id, fact)

    def save_again(self) -> None:
        """Tries once more to save the answers that could not be saved."""
        for line_id, fact in tuple(self._unsaved):
            self._save_answer(line_id, fact)

    def _save_answer(self, line_id: LineId, fact: str) -> None:
        interview, desk = self.interview_of(line_id), self.desk
        value = interview.given.get(fact)

        def save(work: UnitOfWork) -> Case:
            give_answer(work, desk.clock, desk.actor, desk.shelf, line_id=line_id, fact=fact, value=value)
            return read_case(work, self.case.id)

        def saved(case: Case) -> None:
            self._note_unsaved(line_id, fact, is_unsaved=False)
            interview.confirm(fact, value)
            self._take(case)

        def failed(_error: Exception) -> None:
            self._note_unsaved(line_id, fact, is_unsaved=True)
            self.changed.emit()

        desk.write(save, saved, failed)

    def _note_unsaved(self, line_id: LineId, fact: str, *, is_unsaved: bool) -> None:
        before = len(self._unsaved)
        (self._unsaved.add if is_unsaved else self._unsaved.discard)((line_id, fact))
        self.desk.note_unsaved(len(self._unsaved) - before)

    def take_back(self, fact: str) -> None:
        """Takes an answer back: the question counts as not answered."""
        interview, line_id = self.interview, self.line_id
        if not self.may_change or fact not in interview.given:
            return
        interview.take_back(fact)
        self.changed.emit()

        def save(work: UnitOfWork) -> Case:
            take_back_answer(work, self.desk.clock, self.desk.actor, line_id=line_id, fact=fact)
            return read_case(work, self.case.id)

        def saved(case: Case) -> None:
            interview.confirm_taken_back(fact)
            self._take(case)

        self.desk.write(save, saved)

    def read_history(self, fact: str, then: Callable[[tuple[Answer, ...]], None]) -> None:
        """Reads every answer to a question that the line ever had, the earliest first."""
        line_id = self.line_id
        self.desk.read(lambda work: answer_history(work, line_id=line_id, fact=fact), then)

    def set_aside_derived(self, fact: str, value: str, document_id: DocumentId, page: str) -> None:
        """Answers a derived fact with the document that shows it."""
        line_id, desk = self.line_id, self.desk
        shown = (EvidenceGiven(document_id, page),)
        self._change(
            lambda work: give_answer(
                work, desk.clock, desk.actor, desk.shelf, line_id=line_id, fact=fact, value=value, evidence=shown
            )
        )

    def link(self, fact: str, document_id: DocumentId, page: str) -> None:
        """Names a document and page as showing the answer."""
        answer = self.interview.saved_answer(fact)
        if answer is not None:
            answer_id: AnswerId = answer.id
            desk = self.desk
            self._change(
                lambda work: attach_evidence(
                    work, desk.clock, desk.actor, answer_id=answer_id, document_id=document_id, page=page
                )
            )

    def unlink(self, evidence_id: int) -> None:
        """Takes evidence off an answer."""
        desk, wanted = self.desk, EvidenceId(evidence_id)
        self._change(lambda work: detach_evidence(work, desk.clock, desk.actor, desk.shelf, evidence_id=wanted))

    # -- particulars, lines, documents

    def amend(self, field: str, value: str | date, failed: Callable[[Exception], None]) -> None:
        """Changes one of the particulars of the case."""
        desk, case_id = self.desk, self.case.id
        self._change(
            lambda work: amend_particulars(
                work, desk.clock, desk.actor, desk.shelf, case_id=case_id, field=field, value=value
            ),
            failed,
        )

    def amend_line(self, field: str, value: str, failed: Callable[[Exception], None]) -> None:
        """Changes one of the particulars of the line."""
        desk, line_id = self.desk, self.line_id
        self._change(
            lambda work: amend_line(work, desk.clock, desk.actor, line_id=line_id, field=field, value=value), failed
        )

    def add_line(self, item: str, copy_from: LineId | None) -> None:
        """Adds a line and shows it."""
        desk, case_id = self.desk, self.case.id
        particulars = LineParticulars(item=item)

        def save(work: UnitOfWork) -> tuple[Case, LineId]:
            event = add_line(
                work, desk.clock, desk.actor, case_id=case_id, particulars=particulars, copy_answers_from=copy_from
            )
            return read_case(work, case_id), event.line_id

        def saved(result: tuple[Case, LineId]) -> None:
            case, self.line_id = result
            self._renew(case)
            self.go_to_panel(None)

        desk.write(save, saved)

    def remove_line(self) -> None:
        """Takes the line shown out of the case."""
        desk, line_id, case_id = self.desk, self.line_id, self.case.id

        def save(work: UnitOfWork) -> Case:
            remove_line(work, desk.clock, desk.actor, line_id=line_id)
            return read_case(work, case_id)

        def saved(case: Case) -> None:
            self.line_id = case.lines[0].id
            del self._interviews[line_id]
            self._take(case)

        desk.write(save, saved)

    def add_document(self, particulars: DocumentParticulars, then: Callable[[DocumentId], None]) -> None:
        """Adds a document; `then` is called with it once it is on the register."""
        desk, case_id = self.desk, self.case.id

        def save(work: UnitOfWork) -> tuple[Case, DocumentId]:
            event = add_document(work, desk.clock, desk.actor, case_id=case_id, particulars=particulars)
            return read_case(work, case_id), event.document_id

        def saved(result: tuple[Case, DocumentId]) -> None:
            self._take(result[0])
            then(result[1])

        desk.write(save, saved)

    def amend_document(self, document_id: DocumentId, particulars: DocumentParticulars) -> None:
        """Changes what is known of a document."""
        desk, before = self.desk, self.case.document(document_id).particulars
        changes: list[tuple[str, str | date | DocumentKind | None]] = [
            (field, value)
            for field, value in particulars._asdict().items()
            if field != "sha256" and value != getattr(before, field)
        ]

        def save(work: UnitOfWork) -> None:
            for field, value in changes:
                amend_document(work, desk.clock, desk.actor, document_id=document_id, field=field, value=value)

        self._change(save)

    # -- determining

    def record(self) -> None:
        """Records the determination of the line shown, and shows it."""
        desk, line_id, case_id = self.desk, self.line_id, self.case.id

        def save(work: UnitOfWork) -> Case:
            record_determination(work, desk.clock, desk.actor, desk.shelf, line_id=line_id)
            return read_case(work, case_id)

        def saved(case: Case) -> None:
            self._renew(case)
            self.go_to_stage(Stage.DETERMINATION)

        desk.write(save, saved)

    def record_official_answer(self, particulars: OfficialAnswerParticulars) -> None:
        """Records an official answer, which sets aside the refer rule it names."""
        desk, case_id = self.desk, self.case.id
        self._change(
            lambda work: record_official_answer(
                work, desk.clock, desk.actor, desk.shelf, case_id=case_id, particulars=particulars
            )
        )

    def withdraw_official_answer(self, official_answer_id: int, reason: str) -> None:
        """Takes an official answer out of account."""
        desk, wanted = self.desk, OfficialAnswerId(official_answer_id)
        self._change(
            lambda work: withdraw_official_answer(
                work, desk.clock, desk.actor, official_answer_id=wanted, reason=reason
            )
        )

    def withdraw(self, reason: str) -> None:
        """Withdraws the case."""
        desk, case_id = self.desk, self.case.id
        self._change(lambda work: withdraw_case(work, desk.clock, desk.actor, case_id=case_id, reason=reason))

    def close(self) -> None:
        """Closes the case."""
        desk, case_id = self.desk, self.case.id
        self._change(lambda work: close_case(work, desk.clock, desk.actor, case_id=case_id))

    def reopen(self, reason: str) -> None:
        """Takes up the case again."""
        desk, case_id = self.desk, self.case.id
        self._change(lambda work: reopen_case(work, desk.clock, desk.actor, case_id=case_id, reason=reason))

    # -- what comes back

    def _change(
        self, change: Callable[[UnitOfWork], object], failed: Callable[[Exception], None] | None = None
    ) -> None:
        case_id: CaseId = self.case.id

        def save(work: UnitOfWork) -> Case:
            change(work)
            return read_case(work, case_id)

        self.desk.write(save, self._take, failed)

    def _renew(self, case: Case) -> None:
        self.case = case
        for interview in self._interviews.values():
            interview.renew(case)

    def _take(self, case: Case) -> None:
        self._renew(case)
        self._read_earlier()
        self.changed.emit()

    def _read_earlier(self) -> None:
        """Reads the recorded determinations where they are shown and there may be others than those known."""
        current = self.interview.line.determination
        if self.stage is not Stage.DETERMINATION or current is None or current in self.earlier:
            return
        line_id = self.line_id

        def receive(earlier: tuple[RecordedDetermination, ...]) -> None:
            if line_id == self.line_id:
                self.earlier = earlier
                self.changed.emit()

        self.desk.read(lambda work: earlier_determinations(work, line_id), receive)
