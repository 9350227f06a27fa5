"""The way of an edition into force: folder, findings, certificate, comparison, stored lines, and the act itself."""

from collections.abc import Callable
from datetime import date
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.domain.certificate import CHECKS, Certificate, Defect
from app.domain.rulebook import Edition
from app.domain.witness import Situation
from app.services.publishing import (
    DraftReport,
    draft_reexamination,
    examine_draft,
    examine_known,
    put_in_force,
)
from app.services.reexamining import ChangedCase, cases_to_redetermine
from app.viewmodels.comparison_model import ComparisonModel
from app.viewmodels.rulebook_model import RulebookModel
from app.viewmodels.run_model import RunModel
from app.viewmodels.trial_model import TrialSays, invented, trial_says
from app.wording.certificate_sheet import defect_sentence
from app.wording.phrases import Phrases


class Stage(str, Enum):
    """Where one is on the way."""

    FOLDER = "folder"
    CERTIFICATE = "certificate"
    COMPARISON = "comparison"
    LINES = "lines"
    FORCE = "force"


STAGES = tuple(Stage)


class PublishingModel(QObject):
    """One edition on its way into force."""

    changed = Signal()

    def __init__(self, rulebook: RulebookModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rulebook = rulebook
        self.desk = desk = rulebook.desk
        self.stage = Stage.FOLDER
        self.report: DraftReport | None = None
        self.since: date = desk.today()
        self.named_person = ""
        self.note = ""
        self.is_working = False
        self.put_in_force_since: date | None = None
        self._reached = 0
        self.to_redetermine: tuple[ChangedCase, ...] = ()
        self.comparison = ComparisonModel(rulebook, self)
        self.run = RunModel(desk, self)
        self.run.changed.connect(self.changed)
        desk.language.changed.connect(self.changed)

    @property
    def draft(self) -> Edition | None:
        """The edition on its way, where it was read without mistakes."""
        return self.report.draft.edition if self.report is not None and self.report.draft is not None else None

    @property
    def may_act(self) -> bool:
        """Whether everything has been looked at, so that the edition could be put in force."""
        ready = self.report is not None and self.report.is_ready and self.run.is_finished
        return ready and not self.desk.is_read_only and bool(self.named_person.strip())

    def examine(self, folder: str) -> None:
        """Reads the edition in a folder."""
        shelf = self.desk.shelf
        self._examine(lambda: examine_draft(shelf, folder.strip()))

    def examine_known(self, edition_id: str) -> None:
        """Takes up an edition that is known already: the way back to a former one."""
        shelf = self.desk.shelf
        self._examine(lambda: examine_known(shelf, edition_id))

    def _examine(self, examine: Callable[[], DraftReport]) -> None:
        self.begin_again()
        self.is_working = True
        self.changed.emit()

        def job() -> DraftReport | Exception:
            try:
                return examine()
            except Exception as error:  # noqa: BLE001  told on the window's thread, where the page also stops waiting
                return error

        def take(report: DraftReport | Exception) -> None:
            self.is_working = False
            if isinstance(report, Exception):
                self.desk.tell(report)
            else:
                self.report = report
                self.since = report.earliest or self.desk.today()
            self.changed.emit()

        self.desk.read(lambda _work: job(), take)

    def begin_again(self) -> None:
        """Leaves the edition, and everything found about it."""
        self.comparison.stop()
        self.run.forget()
        self.stage, self.report, self._reached = Stage.FOLDER, None, 0
        self.put_in_force_since, self.to_redetermine = None, ()
        self.changed.emit()

    def go_to(self, stage: str) -> None:
        """Shows another step, as far as the way has been gone."""
        wanted = Stage(stage)
        if STAGES.index(wanted) > STAGES.index(self.furthest()):
            return
        self.stage = wanted
        self._reached = max(self._reached, STAGES.index(wanted))
        if wanted is Stage.COMPARISON:
            self._compare()
        elif wanted is Stage.LINES and not self.run.is_begun:
            self.look_at_lines()
        self.changed.emit()

    def step(self, by: int) -> None:
        """The next step, or the one before."""
        at = STAGES.index(self.stage) + by
        if 0 <= at < len(STAGES):
            self.go_to(STAGES[at].value)

    def furthest(self) -> Stage:
        """The last step that can be shown now: no step is passed over."""
        return STAGES[min(self._reached + 1, STAGES.index(self._last_possible()))]

    def _last_possible(self) -> Stage:
        if self.report is None or self.report.draft is None:
            return Stage.FOLDER
        if not self.report.is_ready:
            return Stage.CERTIFICATE
        return Stage.FORCE if self.run.is_finished else Stage.LINES

    def _compare(self) -> None:
        report = self.report
        if report is not None and report.draft is not None and report.in_force is not None:
            pair = (self.comparison.a, self.comparison.b)
            if pair != (report.in_force, report.draft):
                self.comparison.compare(report.in_force, report.draft)

    def choose_day(self, since: date) -> None:
        """Another day from which the edition shall be in force: the lines have to be looked at anew."""
        if since != self.since:
            self.since = since
            self.run.forget()

    def look_at_lines(self) -> None:
        """Looks at the stored lines under the edition."""
        report, shelf, since = self.report, self.desk.shelf, self.since
        if report is None or report.draft is None:
            return
        draft = report.draft.edition
        self.run.start(
            lambda: draft_reexamination(shelf, report, since),
            lambda edition_id: draft if edition_id == draft.id else shelf.edition(edition_id),
        )

    def name_person(self, name: str) -> None:
        """Who answers for it."""
        self.named_person = name
        self.changed.emit()

    def put_in_force(self) -> None:
        """Puts the edition in force; recorded for good."""
        report, desk, since = self.report, self.desk, self.since
        person, note = self.named_person, self.note
        if report is None or not self.may_act:
            return

        def done() -> None:
            self.put_in_force_since = since
            self.to_redetermine = cases_to_redetermine(self.run.lines)
            self.changed.emit()

        desk.write(
            lambda work: put_in_force(
                work, desk.clock, desk.actor, desk.shelf, report=report, named_person=person, since=since, note=note
            ),
            lambda _event: done(),
        )

    # -- counterexamples

    def situation(self, check: int, defect: int, at: int) -> TrialSays:
        """A situation that shows a defect, in words."""
        found, situation = self._situation(check, defect, at)
        phrases = self.phrases
        answers = tuple((phrases.fact(fact), phrases.value(fact, value)) for fact, value in situation.answers.items())
        sentence = defect_sentence(self.desk.words, found, phrases)
        return trial_says(self.rulebook, sentence, answers)

    def file_situation(self, check: int, defect: int, at: int) -> None:
        """Opens the situation as a new case."""
        found, situation = self._situation(check, defect, at)
        sentence = defect_sentence(self.desk.words, found, self.phrases)
        self.rulebook.trial_wanted.emit(invented(self.rulebook, sentence, situation.on, situation.answers))

    def _situation(self, check: int, defect: int, at: int) -> tuple[Defect, Situation]:
        found = [each for each in self.certificate.defects if each.check == CHECKS[check]][defect]
        return found, found.situations[at]

    @property
    def certificate(self) -> Certificate:
        """The certificate of the edition."""
        if self.report is None or self.report.certificate is None:
            raise LookupError("nothing is certified")
        return self.report.certificate

    @property
    def phrases(self) -> Phrases:
        """The codes of the edition in words."""
        if self.draft is None:
            raise LookupError("no edition was read")
        return Phrases(self.desk.words, self.draft, self.desk.shelf.reference())
