"""The way of an edition into force: folder, findings, certificate, comparison, stored lines, and the act itself."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.domain.certificate import CHECKS, Certificate, Defect
from app.domain.errors import Flaw
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
from app.viewmodels.desk_model import Desk
from app.viewmodels.header_model import StageSays
from app.viewmodels.rulebook_model import RulebookModel
from app.viewmodels.run_model import RunModel
from app.viewmodels.trial_model import TrialSays, invented, trial_says
from app.wording.certificate_sheet import CHECK_NAMES, defect_sentence
from app.wording.phrases import Phrases


class Stage(str, Enum):
    """Where one is on the way."""

    FOLDER = "folder"
    CERTIFICATE = "certificate"
    COMPARISON = "comparison"
    LINES = "lines"
    FORCE = "force"


STAGES = tuple(Stage)


class FindingSays(NamedTuple):
    """One mistake: where it is, and what is wrong."""

    place: str
    text: str


class DefectSays(NamedTuple):
    """A check that fails: what is wrong, and the situations that show it, each by its number."""

    text: str
    situations: tuple[str, ...]


class CheckSays(NamedTuple):
    """One check of the certificate."""

    label: str
    result: str
    passed: bool
    defects: tuple[DefectSays, ...]


class EntrySays(NamedTuple):
    """An edition with the day from which it decides, and who put it in force."""

    text: str
    detail: str
    here: bool


class ChangedCaseSays(NamedTuple):
    """An open case to be determined again."""

    case_id: int
    line_id: int
    label: str


class ConfirmSays(NamedTuple):
    """The last question before something is put in force."""

    title: str
    explanation: str
    facts: tuple[tuple[str, str], ...]
    consequences: tuple[str, ...]
    repeat_label: str
    repeat: str
    missing: str
    accept: str
    cancel: str


class PublishingSays(NamedTuple):
    """Everything on the page."""

    explanation: str
    stages: tuple[StageSays, ...]
    back: str
    next: str
    next_says: str
    may_go_on: bool
    # the folder
    folder_label: str
    folder_help: str
    choose_folder: str
    examine: str
    working: str
    known_label: str
    known: tuple[tuple[str, str], ...]
    known_button: str
    read_title: str
    read_says: str
    findings_heading: str
    findings: tuple[FindingSays, ...]
    entries_heading: str
    entries: tuple[EntrySays, ...]
    in_force_now: str
    # the certificate
    verdict: str
    verdict_says: str
    is_certified: bool
    checks: tuple[CheckSays, ...]
    # the lines
    since_label: str
    since_help: str
    look: str
    lines_says: str
    # the act
    act_says: str
    person_label: str
    person_help: str
    note_label: str
    act: str
    act_missing: str
    may_act: bool
    done_title: str
    done_says: str
    cases_heading: str
    no_cases: str
    cases: tuple[ChangedCaseSays, ...]
    again: str


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
        self.stage, self.report = Stage.FOLDER, None
        self.put_in_force_since, self.to_redetermine = None, ()
        self.changed.emit()

    def go_to(self, stage: str) -> None:
        """Shows another step, as far as the way has been gone."""
        wanted = Stage(stage)
        if STAGES.index(wanted) > STAGES.index(self.furthest()):
            return
        self.stage = wanted
        if wanted is Stage.COMPARISON:
            self._compare()
        elif wanted is Stage.LINES and self.run.says().share < 0:
            self.look_at_lines()
        self.changed.emit()

    def step(self, by: int) -> None:
        """The next step, or the one before."""
        at = STAGES.index(self.stage) + by
        if 0 <= at < len(STAGES):
            self.go_to(STAGES[at].value)

    def furthest(self) -> Stage:
        """The last step that can be shown now."""
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
        phrases = self._phrases()
        answers = tuple((phrases.fact(fact), phrases.value(fact, value)) for fact, value in situation.answers.items())
        sentence = defect_sentence(self.desk.words, found, phrases)
        return trial_says(self.rulebook, sentence, answers)

    def file_situation(self, check: int, defect: int, at: int) -> None:
        """Opens the situation as a new case."""
        found, situation = self._situation(check, defect, at)
        sentence = defect_sentence(self.desk.words, found, self._phrases())
        self.rulebook.trial_wanted.emit(invented(self.rulebook, sentence, situation.on, situation.answers))

    def _situation(self, check: int, defect: int, at: int) -> tuple[Defect, Situation]:
        found = [each for each in self._certificate().defects if each.check == CHECKS[check]][defect]
        return found, found.situations[at]

    def _certificate(self) -> Certificate:
        if self.report is None or self.report.certificate is None:
            raise LookupError("nothing is certified")
        return self.report.certificate

    def _phrases(self) -> Phrases:
        if self.draft is None:
            raise LookupError("no edition was read")
        return Phrases(self.desk.words, self.draft, self.desk.shelf.reference())

    def confirm_says(self) -> ConfirmSays:
        """The last question before the edition is put in force."""
        return confirm_says(self)

    def says(self) -> PublishingSays:
        """Everything on the page, in the present language."""
        return publishing_says(self)


def publishing_says(model: PublishingModel) -> PublishingSays:
    """Everything on the page, in the present language."""
    words, report = model.desk.words, model.report
    _ = words._
    draft = model.draft
    missing = _act_missing(model)
    return PublishingSays(
        explanation=_(
            "From a folder with an edition to the law that decides in this register. Nothing is changed until the last "
            "step, and everything is shown before it."
        ),
        stages=_stages(model),
        back=_("Back") if model.stage is not Stage.FOLDER else "",
        next=_next(model),
        next_says=_next_says(model),
        may_go_on=model.stage is not Stage.FORCE and STAGES.index(model.furthest()) > STAGES.index(model.stage),
        folder_label=_("Folder with the edition"),
        folder_help=_(
            "A folder of TOML files. To start from an edition that there is: sekisho rulebook draft 2026-04-21 FOLDER"
        ),
        choose_folder=_("Choose a folder …"),
        examine=_("Read the edition"),
        working=_("The edition is being read and checked …") if model.is_working else "",
        known_label=_("Or an edition that is known already, to put it in force from another day"),
        known=tuple((each.id, f"{each.id}　{words.text(each.heading.title)}") for each in model.desk.shelf.editions()),
        known_button=_("Take this edition"),
        read_title=_read_title(model),
        read_says=words.text(draft.heading.summary) if draft is not None else "",
        findings_heading=words.ngettext(
            "{n} mistake. Mend it in the files and read the edition again.",
            "{n} mistakes. Mend them in the files and read the edition again.",
            len(report.findings),
        )
        if report is not None and report.findings
        else "",
        findings=tuple(finding_says(model.desk, flaw) for flaw in report.findings) if report is not None else (),
        entries_heading=_("Which edition decides, and since when"),
        entries=_entries(model),
        in_force_now=_("in force now"),
        verdict=_verdict(model),
        verdict_says=_verdict_says(model),
        is_certified=report is not None and report.is_ready,
        checks=_checks(model) if report is not None and report.certificate is not None else (),
        since_label=_("In force from"),
        since_help=_since_help(model),
        look=_("Look at the stored lines"),
        lines_says=_(
            "Each stored line that is assessed from this day on is assessed once more under the edition. Nothing is "
            "recorded by that."
        ),
        act_says=_act_says(model),
        person_label=_("Put in force by (who answers for it)"),
        person_help=_("Name and office. It stands on the record with the day and the edition."),
        note_label=_("Note (what it rests on)"),
        act=_("Put edition {edition} in force …", edition=draft.id) if draft is not None else "",
        act_missing=missing,
        may_act=model.may_act,
        done_title=_done_title(model),
        done_says=_(
            "It is on record. Recorded determinations stay as they are, under the edition they were made under."
        ),
        cases_heading=_("Open cases to be determined again"),
        no_cases=_("No open case has a recorded determination that would come out otherwise."),
        cases=tuple(
            ChangedCaseSays(case.case_id, case.lines[0].line_id, f"{case.number}　{case.title}")
            for case in model.to_redetermine
        ),
        again=_("Put another edition in force"),
    )


def finding_says(desk: Desk, flaw: Flaw) -> FindingSays:
    """A mistake in words, with its place."""
    return FindingSays(flaw.place(), desk.words.error(flaw))


def _stages(model: PublishingModel) -> tuple[StageSays, ...]:
    _ = model.desk.words._
    furthest = STAGES.index(model.furthest())
    if model.put_in_force_since is not None:
        furthest = len(STAGES)
    names = {
        Stage.FOLDER: _("Folder"),
        Stage.CERTIFICATE: _("Certificate"),
        Stage.COMPARISON: _("What it changes"),
        Stage.LINES: _("Stored lines"),
        Stage.FORCE: _("Put in force"),
    }
    return tuple(
        StageSays(
            stage.value,
            names[stage],
            _("done") if number < furthest else _("still to come"),
            stage is model.stage,
            number < furthest,
        )
        for number, stage in enumerate(STAGES)
    )


def _next(model: PublishingModel) -> str:
    _ = model.desk.words._
    if model.report is None or model.report.draft is None:
        return ""
    return {
        Stage.FOLDER: _("On to the certificate"),
        Stage.CERTIFICATE: _("On to what it changes"),
        Stage.COMPARISON: _("On to the stored lines"),
        Stage.LINES: _("On to putting it in force"),
        Stage.FORCE: "",
    }[model.stage]


def _next_says(model: PublishingModel) -> str:
    """Why there is no going on, where there is none."""
    _ = model.desk.words._
    if model.stage is Stage.CERTIFICATE and model.report is not None and not model.report.is_ready:
        return _("An edition that is not certified can't be put in force.")
    if model.stage is Stage.LINES and not model.run.is_finished:
        return _("Every stored line has to be looked at first.")
    return ""


def _read_title(model: PublishingModel) -> str:
    draft, words = model.draft, model.desk.words
    if draft is None:
        return ""
    return words._("Edition {edition}: {title}", edition=draft.id, title=words.text(draft.heading.title))


def _entries(model: PublishingModel) -> tuple[EntrySays, ...]:
    words, shelf = model.desk.words, model.desk.shelf
    _ = words._
    today = model.desk.today()
    present = shelf.timeline.period_on(today)
    told = []
    for period in reversed(shelf.timeline.periods):
        entries = [each for each in shelf.timeline.entries if (each.edition_id, each.since) == period[:2]]
        entry = entries[-1]
        text = _("Edition {edition}, from {since}", edition=period.edition_id, since=words.date(period.since))
        if entry.recorded_at is None:
            detail = _("comes with the program")
        else:
            detail = _(
                "put in force by {person}; recorded on {day} by {name}",
                person=entry.put_in_force_by,
                day=words.date(entry.recorded_at.date()),
                name=entry.recorded_by,
            )
            detail = f"{detail} — {entry.note}" if entry.note else detail
        told.append(EntrySays(text, detail, period == present))
    return tuple(told)


def _verdict(model: PublishingModel) -> str:
    _, report = model.desk.words._, model.report
    if report is None or report.certificate is None:
        return ""
    if report.certificate.is_certified:
        return _("Edition {edition} is certified", edition=report.certificate.edition_id)
    return _("Edition {edition} is not certified", edition=report.certificate.edition_id)


def _verdict_says(model: PublishingModel) -> str:
    words, report = model.desk.words, model.report
    if report is None or report.certificate is None:
        return ""
    if report.certificate.is_certified:
        return words._(
            "Every check holds in every situation of the edition: {results} distinct results; conflicts of rules, all "
            "declared: {conflicts}.",
            results=report.certificate.leaves,
            conflicts=len(report.certificate.conflicts),
        )
    return words._("Mend what the situations below show, in the files, and read the edition again.")


def _checks(model: PublishingModel) -> tuple[CheckSays, ...]:
    words = model.desk.words
    certificate, phrases = model._certificate(), model._phrases()
    told = []
    for check in CHECKS:
        passed = certificate.passed(check)
        defects = tuple(
            DefectSays(
                defect_sentence(words, defect, phrases),
                tuple(
                    words._("Look at a situation that shows it ({n})", n=number)
                    for number in range(1, len(defect.situations) + 1)
                ),
            )
            for defect in certificate.defects
            if defect.check == check
        )
        told.append(
            CheckSays(words._(CHECK_NAMES[check]), words._("passed") if passed else words._("failed"), passed, defects)
        )
    return tuple(told)


def _since_help(model: PublishingModel) -> str:
    words, report = model.desk.words, model.report
    if report is None or report.earliest is None:
        return ""
    return words._(
        "By its own heading the edition is in force from {day}; it can be put in force from that day or a later one.",
        day=words.date(report.earliest),
    )


def _act_says(model: PublishingModel) -> str:
    words, draft = model.desk.words, model.draft
    if draft is None:
        return ""
    before = model.desk.shelf.timeline.id_on(model.since)
    return words._(
        "Edition {edition} will decide every case of this register that is assessed as of {since} or later, in place "
        "of edition {before}.",
        edition=draft.id,
        since=words.date(model.since),
        before=before or "—",
    )


def _act_missing(model: PublishingModel) -> str:
    _ = model.desk.words._
    if model.desk.is_read_only:
        return _("The register is open for reading only.")
    if not model.named_person.strip():
        return _("Name the person who answers for it.")
    return ""


def _done_title(model: PublishingModel) -> str:
    draft, since, words = model.draft, model.put_in_force_since, model.desk.words
    if draft is None or since is None:
        return ""
    return words._("Edition {edition} is in force from {since}", edition=draft.id, since=words.date(since))


def confirm_says(model: PublishingModel) -> ConfirmSays:
    """The last question before the edition is put in force."""
    words, draft = model.desk.words, model.draft
    _ = words._
    if draft is None:
        raise LookupError("no edition was read")
    since = words.date(model.since)
    changed = len(model.run.lines)
    open_cases = len(cases_to_redetermine(model.run.lines))
    return ConfirmSays(
        title=_("Put edition {edition} in force?", edition=draft.id),
        explanation=_act_says(model),
        facts=(
            (_("Edition"), f"{draft.id}　{words.text(draft.heading.title)}"),
            (_("Content (SHA-256)"), f"{draft.sha256[:16]}…"),
            (_("In force from"), since),
            (_("By"), model.named_person.strip()),
            (_("Register"), register_says(model.rulebook)),
        ),
        consequences=(
            words.ngettext(
                "{n} stored line would come out otherwise.", "{n} stored lines would come out otherwise.", changed
            ),
            words.ngettext(
                "{n} open case is listed to be determined again.",
                "{n} open cases are listed to be determined again.",
                open_cases,
            ),
            _("Recorded determinations stay as they are."),
            _("It stays on record for good. The way back is to put another edition in force."),
        ),
        repeat_label=_("To confirm, type the edition’s id: {edition}", edition=draft.id),
        repeat=draft.id,
        missing=_("That is not the edition’s id. Nothing has been put in force."),
        accept=_("Put in force from {since}", since=since),
        cancel=_("Leave it"),
    )


def register_says(rulebook: RulebookModel) -> str:
    """Which register it is, in a word."""
    _ = rulebook.desk.words._
    return _("this training register; not an official record") if rulebook.is_training else _("this register")
