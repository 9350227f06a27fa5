"""Putting law in force, step by step: what an edition and a pack of reference tables have in common."""

from abc import abstractmethod
from collections.abc import Callable
from enum import Enum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Flaw, Mendable
from app.domain.ids import CaseId
from app.domain.register.events import Event
from app.domain.register.line_under_reexamination import LineUnderReexamination
from app.domain.register.refusals import refusal_of_person
from app.services.reexamining import CASES_A_STEP, cases_to_redetermine, still_to_redetermine
from app.viewmodels.enactment.reexamination_model import ReexaminationModel
from app.viewmodels.rulebook.rulebook_model import RulebookModel
from app.viewmodels.session.session import Reply

#: The last step but one of either: the stored lines are looked at.
LINES = "lines"


class Examined(Protocol):
    """What was found of the law that is to be put in force."""

    @property
    def findings(self) -> tuple[Flaw, ...]:
        """The mistakes in what was read."""

    @property
    def refusal(self) -> Mendable | None:
        """Why it can't be put in force; None where it can."""


_Stage = TypeVar("_Stage", bound=Enum)
_Report = TypeVar("_Report", bound=Examined)


class EnactmentModel(QObject, Generic[_Stage, _Report]):
    """An edition or a pack: examined, looked at step by step, put in force by a named person."""

    changed = Signal()
    #: The act that it comes to, named by its event.
    is_done_by: type[Event]

    def __init__(self, rulebook: RulebookModel, stages: type[_Stage], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rulebook = rulebook
        self.session = session = rulebook.session
        self.stages = tuple(stages)
        self.stage = self.stages[0]
        self.report: _Report | None = None
        #: What was typed on the page. It outlives the page, which is made anew with each theme.
        self.folder = ""
        self.named_person = ""
        self.note = ""
        self.is_working = False
        self.is_done = False
        self.to_redetermine: tuple[LineUnderReexamination, ...] = ()
        self._reached = 0
        self._is_behind = False
        self.reexamination = ReexaminationModel(session, self)
        self.reexamination.changed.connect(self.changed)
        session.language.changed.connect(self.changed)
        session.person_changed.connect(self.changed)
        session.written.connect(self._note_written)

    # -- what is to be put in force

    def name_folder(self, folder: str) -> None:
        """Takes the folder in which the law is looked for next."""
        self.folder = folder

    @abstractmethod
    def examine(self, folder: str) -> None:
        """Reads the law in a folder."""

    def _examine(self, examine: Callable[[], _Report | None]) -> None:
        """Begins anew: asks `examine` on the register's thread for a report; an error is told."""
        self.begin_again()
        self.is_working = True
        self.changed.emit()

        def job() -> _Report | Exception | None:
            try:
                return examine()
            except Exception as error:  # noqa: BLE001  told on the window's thread, where the page also stops waiting
                return error

        def take(report: _Report | Exception | None) -> None:
            self.is_working = False
            if isinstance(report, Exception):
                self.session.tell(report)
            elif report is not None:
                self._take(report)
            self.changed.emit()

        self.session.read(lambda _work: job(), take)

    def _take(self, report: _Report) -> None:
        """Takes up what was found."""
        self.report = report

    def begin_again(self) -> None:
        """Leaves it, and everything found about it."""
        self.reexamination.forget()
        if self.is_done:  # who answers for the next act, and what is noted with it, is said anew
            self.named_person, self.note = "", ""
        self.stage, self.report, self._reached = self.stages[0], None, 0
        self.is_done, self.to_redetermine = False, ()
        self.changed.emit()

    # -- the steps

    @property
    def is_at_lines(self) -> bool:
        """Whether the stored lines are the present step."""
        return bool(self.stage.value == LINES)

    def go_to(self, stage: str) -> None:
        """Shows another step, as far as the steps before it are done."""
        at = next(at for at, each in enumerate(self.stages) if each.value == stage)
        if at > self.stages.index(self.furthest()):
            return
        self.stage, self._reached = self.stages[at], max(self._reached, at)
        self._arrive()
        self.changed.emit()

    def _arrive(self) -> None:
        """Begins what the present step shows."""
        if self.is_at_lines and not self.reexamination.is_begun:
            self.look_at_lines()

    def step(self, by: int) -> None:
        """The next step, or the one before."""
        at = self.stages.index(self.stage) + by
        if 0 <= at < len(self.stages):
            self.go_to(self.stages[at].value)

    def furthest(self) -> _Stage:
        """The last step that can be shown now: no step is passed over."""
        return self.stages[min(self._reached + 1, self.stages.index(self._last_possible()))]

    @abstractmethod
    def _last_possible(self) -> _Stage:
        """The last step that what was found allows."""

    @abstractmethod
    def look_at_lines(self) -> None:
        """Begins to look at the stored lines under the law that is being put in force."""

    # -- what is done on other screens meanwhile

    def _note_written(self) -> None:
        self._is_behind = True

    def catch_up(self) -> None:
        """Takes account of what was written into the register since the lines were looked at: they are looked at anew,
        and where it is in force already, the cases that are finished since fall away."""
        if not self._is_behind:
            return
        self._is_behind = False
        if self.is_done:
            self._leave_out_finished(self.to_redetermine)
        elif self.reexamination.is_begun:
            self.look_at_lines()

    def _leave_out_finished(self, listed: tuple[LineUnderReexamination, ...], at: int = 0) -> None:
        """Looks at the next of the cases that are listed, as long as they are those of the present act."""
        shelf, part = self.session.shelf, listed[at : at + CASES_A_STEP]

        def take(left: frozenset[CaseId]) -> None:
            if not self.is_done or not part:
                return
            done = {line.case_id for line in part} - left
            self.to_redetermine = tuple(line for line in self.to_redetermine if line.case_id not in done)
            self.changed.emit()
            self._leave_out_finished(listed, at + CASES_A_STEP)

        self.session.read(lambda work: still_to_redetermine(work, shelf, part), take)

    # -- the act

    @property
    def is_ready(self) -> bool:
        """Whether law was found that can be put in force."""
        return self.report is not None and self.report.refusal is None

    @property
    def may_act(self) -> bool:
        """Whether everything has been looked at and somebody answers for it, so that it could be put in force."""
        return not self.missing()

    def missing(self) -> str:
        """Why it can't be put in force now; empty where it can."""
        words = self.session.words
        if self.session.is_read_only:
            return words._("The register is open for reading only.")
        if why := self.session.why_not(self.is_done_by):
            return why
        if refusal := refusal_of_person(self.named_person):
            return words.error(refusal)
        is_looked_at = self.is_ready and self.reexamination.is_finished
        return "" if is_looked_at else words._("Every stored line has to be looked at first.")

    def name_person(self, name: str) -> None:
        """Takes the name of the person who answers for it."""
        self.named_person = name
        self._note_draft()
        self.changed.emit()

    def note_down(self, note: str) -> None:
        """Takes the note that is kept with the entry into force."""
        self.note = note
        self._note_draft()

    def _note_draft(self) -> None:
        is_typed = not self.is_done and bool(self.named_person.strip() or self.note.strip())
        self.session.unsaved.note_draft(self, is_typed=is_typed)

    @abstractmethod
    def act(self, reply: Reply | None = None) -> None:
        """Puts it in force; recorded for good."""

    def _refuse(self, reply: Reply | None) -> None:
        if reply is not None:
            reply.refused.emit(self.missing())

    def _finish(self) -> None:
        """It is in force: what is left are the open cases to be determined again."""
        self.is_done = True
        self._note_draft()
        self.session.law_changed.emit()
        self.to_redetermine = cases_to_redetermine(self.reexamination.lines)
        self.changed.emit()
