"""The way of a pack of reference tables into force: its rows, the stored lines it touches, taking it, and going back."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.domain.law_on_record import UseAct
from app.domain.reference_rows import RowChange
from app.services.reexamining import ChangedCase, cases_to_redetermine
from app.services.renewing import PackReport, examine_former, examine_pack, go_back, pack_reexamination, take_pack
from app.viewmodels.header_model import StageSays
from app.viewmodels.publishing_model import (
    ChangedCaseSays,
    ConfirmSays,
    EntrySays,
    FindingSays,
    finding_says,
    register_says,
)
from app.viewmodels.rulebook_model import RulebookModel
from app.viewmodels.run_model import RunModel
from app.wording.language import N_

_TABLES = {
    "agreements": N_("Transfer agreements"),
    "countries": N_("States"),
    "embargo_flags": N_("Arms-embargo flags"),
    "item_headings": N_("Item headings"),
    "bodies": N_("Bodies and offices"),
    "markings": N_("Handling markings"),
}

#: As many changed rows are listed; the others are counted.
MOST_ROWS = 200


class PackStage(str, Enum):
    """Where one is on the way."""

    ROWS = "rows"
    LINES = "lines"
    TAKE = "take"


PACK_STAGES = tuple(PackStage)


class RowSays(NamedTuple):
    """A row that another pack adds, changes or leaves out."""

    act: str
    name: str
    cells: tuple[str, ...]
    is_new: bool


class TableSays(NamedTuple):
    """The rows of one table that are not as before."""

    name: str
    rows: tuple[RowSays, ...]


class RenewingSays(NamedTuple):
    """Everything on the page."""

    explanation: str
    stages: tuple[StageSays, ...]
    back: str
    next: str
    next_says: str
    may_go_on: bool
    folder_label: str
    folder_help: str
    choose_folder: str
    examine: str
    working: str
    former_says: str
    former: str
    read_title: str
    read_says: str
    findings_heading: str
    findings: tuple[FindingSays, ...]
    tables: tuple[TableSays, ...]
    more: str
    entries_heading: str
    entries: tuple[EntrySays, ...]
    in_force_now: str
    lines_says: str
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


class RenewingModel(QObject):
    """One pack on its way, or the way back to the former one."""

    changed = Signal()

    def __init__(self, rulebook: RulebookModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rulebook = rulebook
        self.desk = desk = rulebook.desk
        self.stage = PackStage.ROWS
        self.report: PackReport | None = None
        self.named_person = ""
        self.note = ""
        self.is_working = False
        self.is_done = False
        self.to_redetermine: tuple[ChangedCase, ...] = ()
        self.run = RunModel(desk, self)
        self.run.changed.connect(self.changed)
        desk.language.changed.connect(self.changed)

    @property
    def may_act(self) -> bool:
        """Whether everything has been looked at, so that the pack could be taken."""
        ready = self.report is not None and self.report.is_ready and self.run.is_finished
        return ready and not self.desk.is_read_only and bool(self.named_person.strip())

    @property
    def version(self) -> str:
        """The version of the pack on its way."""
        return self.report.pack.reference.version if self.report is not None and self.report.pack is not None else ""

    def examine(self, folder: str) -> None:
        """Reads the pack in a folder."""
        shelf = self.desk.shelf
        self._examine(lambda: examine_pack(shelf, folder.strip()))

    def examine_former(self) -> None:
        """Looks at what going back to the former pack would change."""
        shelf = self.desk.shelf
        self._examine(lambda: examine_former(shelf))

    def _examine(self, examine: Callable[[], PackReport | None]) -> None:
        self.begin_again()
        self.is_working = True
        self.changed.emit()

        def job() -> PackReport | Exception | None:
            try:
                return examine()
            except Exception as error:  # noqa: BLE001  told on the window's thread, where the page also stops waiting
                return error

        def take(report: PackReport | Exception | None) -> None:
            self.is_working = False
            if isinstance(report, Exception):
                self.desk.tell(report)
            else:
                self.report = report
            self.changed.emit()

        self.desk.read(lambda _work: job(), take)

    def begin_again(self) -> None:
        """Leaves the pack, and everything found about it."""
        self.run.forget()
        self.stage, self.report, self.is_done, self.to_redetermine = PackStage.ROWS, None, False, ()
        self.changed.emit()

    def go_to(self, stage: str) -> None:
        """Shows another step, as far as the way has been gone."""
        wanted = PackStage(stage)
        if PACK_STAGES.index(wanted) > PACK_STAGES.index(self.furthest()):
            return
        self.stage = wanted
        if wanted is PackStage.LINES and self.run.says().share < 0:
            self.look_at_lines()
        self.changed.emit()

    def step(self, by: int) -> None:
        """The next step, or the one before."""
        at = PACK_STAGES.index(self.stage) + by
        if 0 <= at < len(PACK_STAGES):
            self.go_to(PACK_STAGES[at].value)

    def furthest(self) -> PackStage:
        """The last step that can be shown now."""
        if self.report is None or not self.report.is_ready:
            return PackStage.ROWS
        return PackStage.TAKE if self.run.is_finished else PackStage.LINES

    def look_at_lines(self) -> None:
        """Looks at the stored lines under the pack."""
        report, shelf = self.report, self.desk.shelf
        if report is not None:
            self.run.start(lambda: pack_reexamination(shelf, report), shelf.edition)

    def name_person(self, name: str) -> None:
        """Who answers for it."""
        self.named_person = name
        self.changed.emit()

    def act(self) -> None:
        """Takes the pack, or goes back to the former one; recorded for good."""
        report, desk = self.report, self.desk
        person, note = self.named_person, self.note
        if report is None or not self.may_act:
            return

        def done(_event: object) -> None:
            self.is_done = True
            self.to_redetermine = cases_to_redetermine(self.run.lines)
            self.changed.emit()

        if report.is_former:
            desk.write(
                lambda work: go_back(work, desk.clock, desk.actor, desk.shelf, named_person=person, note=note), done
            )
        else:
            desk.write(
                lambda work: take_pack(
                    work, desk.clock, desk.actor, desk.shelf, report=report, named_person=person, note=note
                ),
                done,
            )

    def confirm_says(self) -> ConfirmSays:
        """The last question before the pack is taken."""
        return _confirm_says(self)

    def says(self) -> RenewingSays:
        """Everything on the page, in the present language."""
        return _renewing_says(self)


def _renewing_says(model: RenewingModel) -> RenewingSays:
    words, report, shelf = model.desk.words, model.report, model.desk.shelf
    _ = words._
    former = shelf.former_pack()
    left = len(report.rows) - MOST_ROWS if report is not None else 0
    return RenewingSays(
        explanation=_(
            "Agreements, embargo flags, names of states and bodies: dated rows, each with its source. A pack replaces "
            "them as a whole; what it changes is shown before it is taken."
        ),
        stages=_stages(model),
        back=_("Back") if model.stage is not PackStage.ROWS else "",
        next=_next(model),
        next_says=_("Every stored line has to be looked at first.")
        if model.stage is PackStage.LINES and not model.run.is_finished
        else "",
        may_go_on=PACK_STAGES.index(model.furthest()) > PACK_STAGES.index(model.stage),
        folder_label=_("Folder with the pack"),
        folder_help=_("A folder of CSV tables with their version in reference.toml. An older one is refused."),
        choose_folder=_("Choose a folder …"),
        examine=_("Read the pack"),
        working=_("The pack is being read …") if model.is_working else "",
        former_says=_("Before it the pack {version} was in force.", version=former.reference.version) if former else "",
        former=_("Look at going back to it") if former else "",
        read_title=_read_title(model),
        read_says=_read_says(model),
        findings_heading=words.ngettext(
            "{n} mistake. Mend it in the files and read the pack again.",
            "{n} mistakes. Mend them in the files and read the pack again.",
            len(report.findings),
        )
        if report is not None and report.findings
        else "",
        findings=tuple(finding_says(model.desk, flaw) for flaw in report.findings) if report is not None else (),
        tables=_tables(model),
        more=words.ngettext("{n} more row is not listed here.", "{n} more rows are not listed here.", left)
        if left > 0
        else "",
        entries_heading=_("Which pack was in force, and since when"),
        entries=_entries(model),
        in_force_now=_("in force now"),
        lines_says=_("Each stored line is assessed once more with the tables of the pack. Nothing is recorded by that."),
        act_says=_act_says(model),
        person_label=_("Taken by (who answers for it)"),
        person_help=_("Name and office. It stands on the record with the day and the pack."),
        note_label=_("Note (what it rests on)"),
        act=_act_label(model),
        act_missing=_act_missing(model),
        may_act=model.may_act,
        done_title=_("The pack {version} is in force", version=shelf.reference().version) if model.is_done else "",
        done_says=_("It is on record. Recorded determinations stay as they are, with the tables they were made with."),
        cases_heading=_("Open cases to be determined again"),
        no_cases=_("No open case has a recorded determination that would come out otherwise."),
        cases=tuple(
            ChangedCaseSays(case.case_id, case.lines[0].line_id, f"{case.number}　{case.title}")
            for case in model.to_redetermine
        ),
        again=_("Take another pack"),
    )


def _stages(model: RenewingModel) -> tuple[StageSays, ...]:
    _ = model.desk.words._
    furthest = len(PACK_STAGES) if model.is_done else PACK_STAGES.index(model.furthest())
    names = {
        PackStage.ROWS: _("Folder and rows"),
        PackStage.LINES: _("Stored lines"),
        PackStage.TAKE: _("Go back to it") if _is_former(model) else _("Take it"),
    }
    return tuple(
        StageSays(
            stage.value,
            names[stage],
            _("done") if number < furthest else _("still to come"),
            stage is model.stage,
            number < furthest,
        )
        for number, stage in enumerate(PACK_STAGES)
    )


def _is_former(model: RenewingModel) -> bool:
    return model.report is not None and model.report.is_former


def _next(model: RenewingModel) -> str:
    _ = model.desk.words._
    if model.report is None or not model.report.is_ready:
        return ""
    return {
        PackStage.ROWS: _("On to the stored lines"),
        PackStage.LINES: _("On to going back") if _is_former(model) else _("On to taking it"),
        PackStage.TAKE: "",
    }[model.stage]


def _read_title(model: RenewingModel) -> str:
    _, report = model.desk.words._, model.report
    if report is None or not model.version:
        return ""
    if report.is_former:
        return _("Back to the pack {version}, from {now}", version=model.version, now=report.version_in_force)
    return _("Pack {version}; in force now is {now}", version=model.version, now=report.version_in_force)


def _read_says(model: RenewingModel) -> str:
    words, report = model.desk.words, model.report
    if report is None or report.pack is None:
        return ""
    if not report.rows:
        return words._("Every row is the same.")
    return words.ngettext("{n} row is not as it was:", "{n} rows are not as they were:", len(report.rows))


def _tables(model: RenewingModel) -> tuple[TableSays, ...]:
    report, words = model.report, model.desk.words
    tables: dict[str, list[RowSays]] = {}
    for row in report.rows[:MOST_ROWS] if report is not None else ():
        tables.setdefault(row.table, []).append(_row(model, row))
    return tuple(TableSays(words._(_TABLES[table]), tuple(rows)) for table, rows in tables.items())


def _row(model: RenewingModel, row: RowChange) -> RowSays:
    words = model.desk.words
    _ = words._
    before, after = row.before or {}, row.after or {}
    name = row.key
    countries = model.desk.shelf.reference().countries
    code = row.key.split()[0]
    if row.table in ("agreements", "embargo_flags") and code in countries:
        name = f"{words.text(countries[code].name)}　{row.key}"
    if not before or not after:
        act = _("left out") if not after else _("added")
        cells = tuple(f"{column}: {value}" for column, value in (after or before).items() if value)
        return RowSays(act, name, cells, bool(after))
    cells = tuple(
        f"{column}: {before.get(column) or '—'}　→　{after.get(column) or '—'}"
        for column in dict.fromkeys((*before, *after))
        if before.get(column) != after.get(column)
    )
    return RowSays(_("changed"), name, cells, is_new=True)


def _entries(model: RenewingModel) -> tuple[EntrySays, ...]:
    words, shelf = model.desk.words, model.desk.shelf
    _ = words._
    uses = shelf.reference_uses
    told = []
    for number, use in enumerate(reversed(uses)):
        text = (
            _("Pack {version}, gone back to", version=use.version)
            if use.act is UseAct.GONE_BACK
            else _("Pack {version}, taken", version=use.version)
        )
        detail = _(
            "by {person}; recorded on {day} by {name}",
            person=use.named_person,
            day=words.date(use.recorded_at.date()),
            name=use.recorded_by,
        )
        told.append(EntrySays(text, f"{detail} — {use.note}" if use.note else detail, number == 0))
    if not uses:
        version = shelf.reference().version
        told.append(EntrySays(_("Pack {version}", version=version), _("comes with the program"), here=True))
    return tuple(told)


def _act_label(model: RenewingModel) -> str:
    _ = model.desk.words._
    if not model.version:
        return ""
    if _is_former(model):
        return _("Go back to the pack {version} …", version=model.version)
    return _("Take the pack {version} …", version=model.version)


def _act_says(model: RenewingModel) -> str:
    words, report = model.desk.words, model.report
    if report is None or not model.version:
        return ""
    return words._(
        "From now on every assessment in this register uses the tables of {version} in place of those of {now}.",
        version=model.version,
        now=report.version_in_force,
    )


def _act_missing(model: RenewingModel) -> str:
    _ = model.desk.words._
    if model.desk.is_read_only:
        return _("The register is open for reading only.")
    if not model.named_person.strip():
        return _("Name the person who answers for it.")
    return ""


def _confirm_says(model: RenewingModel) -> ConfirmSays:
    words, report = model.desk.words, model.report
    _ = words._
    if report is None or report.pack is None:
        raise LookupError("no pack was read")
    is_former = report.is_former
    title = (
        _("Go back to the pack {version}?", version=model.version)
        if is_former
        else _("Take the pack {version}?", version=model.version)
    )
    return ConfirmSays(
        title=title,
        explanation=_act_says(model),
        facts=(
            (_("Pack"), model.version),
            (_("Content (SHA-256)"), f"{report.pack.reference.sha256[:16]}…"),
            (_("In force from"), _("now")),
            (_("By"), model.named_person.strip()),
            (_("Register"), register_says(model.rulebook)),
        ),
        consequences=(
            words.ngettext(
                "{n} stored line would come out otherwise.",
                "{n} stored lines would come out otherwise.",
                len(model.run.lines),
            ),
            words.ngettext(
                "{n} open case is listed to be determined again.",
                "{n} open cases are listed to be determined again.",
                len(cases_to_redetermine(model.run.lines)),
            ),
            _("Recorded determinations stay as they are."),
            _("The pack before it can be taken up again; both stay on record."),
        ),
        repeat_label=_("To confirm, type the version of the pack: {version}", version=model.version),
        repeat=model.version,
        missing=_("That is not the version of the pack. Nothing has been changed."),
        accept=_("Go back to it now") if is_former else _("Take it now"),
        cancel=_("Leave it"),
    )
