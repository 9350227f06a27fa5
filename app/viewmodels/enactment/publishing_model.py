"""Putting an edition in force: folder, findings, certificate, comparison, stored lines, and the act itself."""

from datetime import date
from enum import Enum

from PySide6.QtCore import QObject

from app.domain.decision.certificate import CHECKS, Certificate
from app.domain.law.rulebook import Edition
from app.domain.law.timeline import EntryIntoForce
from app.domain.register.days_meant import KindOfDay
from app.domain.register.enactment import DraftReport, refusal_of_entry
from app.domain.register.events import EditionPutInForce
from app.services.changing import raise_if_refused
from app.services.publishing import draft_reexamination, examine_draft, examine_known, put_in_force
from app.viewmodels.enactment.enactment_model import LINES, EnactmentModel
from app.viewmodels.rulebook.comparison_model import ComparisonModel
from app.viewmodels.rulebook.example_model import example_form
from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Reply
from app.wording.certificate_sheet import defect_sentence
from app.wording.phrases import Phrases


class PublishingStage(str, Enum):
    """The steps of putting an edition in force, in order."""

    FOLDER = "folder"
    CERTIFICATE = "certificate"
    COMPARISON = "comparison"
    LINES = LINES
    FORCE = "force"


class PublishingModel(EnactmentModel[PublishingStage, DraftReport]):
    """One edition that is to be put in force."""

    is_done_by = EditionPutInForce

    def __init__(self, rulebook: RulebookModel, parent: QObject | None = None) -> None:
        super().__init__(rulebook, PublishingStage, parent)
        self.since: date = self.session.today()
        #: Whether `since` is a day that was chosen: not while something that is none stands in the field.
        self.has_day = True
        #: The known edition that is chosen on the page, by its id: at first the latest.
        self.known = self.session.shelf.editions()[-1].id
        #: The day from which it was put in force.
        self.in_force_since: date | None = None
        self.comparison = ComparisonModel(rulebook, self)

    @property
    def draft(self) -> Edition | None:
        """The edition that is to be put in force, where it was read without mistakes."""
        return self.report.draft.edition if self.report is not None and self.report.draft is not None else None

    def examine(self, folder: str) -> None:
        """Reads the edition in a folder."""
        shelf = self.session.shelf
        self._examine(lambda: examine_draft(shelf, folder.strip()))

    def name_known(self, edition_id: str) -> None:
        """Which known edition is taken up next."""
        self.known = edition_id

    def examine_known(self, edition_id: str) -> None:
        """Takes up an edition that is known already, to go back to a former one."""
        self.name_known(edition_id)
        shelf, today = self.session.shelf, self.session.today()
        self._examine(lambda: examine_known(shelf, edition_id, today))

    def _take(self, report: DraftReport) -> None:
        super()._take(report)
        self.since, self.has_day = report.since or report.earliest or self.session.today(), True

    def begin_again(self) -> None:
        """Leaves the edition, and everything found about it."""
        self.comparison.stop()
        self.in_force_since = None
        super().begin_again()

    def _last_possible(self) -> PublishingStage:
        if self.report is None or self.report.draft is None:
            return PublishingStage.FOLDER
        if not self.is_ready:
            return PublishingStage.CERTIFICATE
        return PublishingStage.FORCE if self.reexamination.is_finished else PublishingStage.LINES

    def _arrive(self) -> None:
        super()._arrive()
        if self.stage is PublishingStage.COMPARISON:
            self._compare()

    def _compare(self) -> None:
        report = self.report
        if report is not None and report.draft is not None and report.in_force is not None:
            shelf = self.session.shelf
            decides = shelf.timeline.id_on(self.since)
            in_force = shelf.compiled(decides) if decides is not None else report.in_force
            if (self.comparison.a, self.comparison.b) != (in_force, report.draft):
                self.comparison.compare(in_force, report.draft)

    @property
    def days(self) -> DayReader:
        """Reads the day from which the edition shall be in force."""
        return DayReader(self.session, KindOfDay.IN_FORCE, self._ensure_not_too_early)

    def _ensure_not_too_early(self, since: date) -> None:
        report = self.report
        if report is None or report.draft is None or report.earliest is None or since >= report.earliest:
            return
        edition = report.draft.edition
        entry = EntryIntoForce(edition.id, edition.sha256, since)
        raise_if_refused(refusal_of_entry(entry, report.earliest, self.session.shelf.timeline))

    def choose_day(self, since: date | None) -> None:
        """Another day from which the edition shall be in force: the lines have to be looked at anew.

        None is no day yet: nothing can be done until there is one.
        """
        if not (self.has_day and since == self.since):
            self.since, self.has_day = since or self.since, since is not None
            self.reexamination.forget()

    def look_at_lines(self) -> None:
        """Looks at the stored lines under the edition; only for a day that was chosen."""
        report, shelf, since = self.report, self.session.shelf, self.since
        if report is None or report.draft is None or not self.has_day:
            return
        draft = report.draft.edition
        self.reexamination.start(
            lambda: draft_reexamination(shelf, report, since),
            lambda edition_id: draft if edition_id == draft.id else shelf.edition(edition_id),
        )

    def act(self, reply: Reply | None = None) -> None:
        """Puts the edition in force; recorded for good."""
        report, session, since = self.report, self.session, self.since
        person, note = self.named_person, self.note
        if report is None or not self.may_act:
            self._refuse(reply)
            return

        def done() -> None:
            self.in_force_since = since
            self._finish()

        session.hand_in(
            lambda acting: put_in_force(
                acting,
                report=report,
                named_person=person,
                since=since,
                note=note,
            ),
            lambda _event: done(),
            reply,
        )

    # -- counterexamples

    def example(self, check: int, defect: int, at: int) -> Form:
        """An example that shows a defect."""
        found = [each for each in self.certificate.defects if each.check == CHECKS[check]][defect]
        situation, phrases = found.situations[at], self.phrases
        example = Example(defect_sentence(self.session.words, found, phrases), situation.on, situation.answers)
        answers = tuple((phrases.fact(fact), phrases.value(fact, value)) for fact, value in situation.answers.items())
        return example_form(self.rulebook, example, answers)

    @property
    def certificate(self) -> Certificate:
        """The certificate of the edition."""
        if self.report is None or self.report.certificate is None:
            raise LookupError("nothing is certified")
        return self.report.certificate

    def place(self, entry_id: str) -> str:
        """File and line of an entry, where the edition was read from a folder; else empty."""
        return "" if self.draft is None else self.session.shelf.place(self.draft, entry_id)

    @property
    def phrases(self) -> Phrases:
        """The codes of the edition in words."""
        if self.draft is None:
            raise LookupError("no edition was read")
        return Phrases(self.session.words, self.draft, self.session.shelf.reference())
