"""What the page says on which a pack of reference tables is taken, or the former one taken up again."""

from typing import NamedTuple

from app.domain.law_on_record import UseAct
from app.domain.reference_rows import RowChange
from app.viewmodels.renewing_model import PACK_STAGES, PackStage, RenewingModel
from app.viewmodels.way_model import (
    ActSays,
    ConfirmSays,
    EntrySays,
    FolderSays,
    HistorySays,
    WaySays,
    act_missing,
    changed_cases_says,
    changes_says,
    findings_says,
    register_says,
    stages_says,
)
from app.wording.language import N_

_TABLES = {
    "agreements": N_("Transfer agreements"),
    "countries": N_("States"),
    "embargo_flags": N_("Arms-embargo flags"),
    "item_headings": N_("Item headings"),
    "bodies": N_("Bodies and offices"),
    "markings": N_("Handling markings"),
}

_COLUMNS = {
    "state": N_("state"),
    "signed": N_("signed on"),
    "in_force": N_("in force from"),
    "precision": N_("the day is known to"),
    "confidence": N_("confidence"),
    "unverified": N_("unpublished points"),
    "source": N_("source"),
    "as_of": N_("as of"),
    "id": N_("id"),
    "name_ja": N_("name in Japanese"),
    "name_en": N_("name in English"),
    "short_ja": N_("short name in Japanese"),
    "short_en": N_("short name in English"),
    "basis_ja": N_("basis in Japanese"),
    "basis_en": N_("basis in English"),
}

#: As many changed rows are listed; the others are counted.
MOST_ROWS = 200


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

    way: WaySays
    folder: FolderSays
    tables: tuple[TableSays, ...]
    more: str
    former_says: str
    former: str
    history: HistorySays
    lines_says: str
    act: ActSays


def renewing_says(model: RenewingModel) -> RenewingSays:
    """Everything on the page, in the present language."""
    words, report = model.desk.words, model.report
    _ = words._
    former = model.desk.shelf.former_pack()
    left = len(report.rows) - MOST_ROWS if report is not None else 0
    return RenewingSays(
        way=_way(model),
        folder=_folder(model),
        tables=_tables(model),
        more=words.ngettext("{n} more row is not listed here.", "{n} more rows are not listed here.", left)
        if left > 0
        else "",
        former_says=_("Before it the pack {version} was in force.", version=former.reference.version) if former else "",
        former=_("Look at going back to it") if former else "",
        history=HistorySays(_("Which pack is in force, and which were before"), _entries(model), _("in force now")),
        lines_says=_(
            "Each stored line is assessed once more with the tables of the pack. Nothing is recorded by that."
        ),
        act=_act(model),
    )


def _way(model: RenewingModel) -> WaySays:
    _ = model.desk.words._
    furthest = PACK_STAGES.index(model.furthest())
    names = (
        (PackStage.ROWS.value, _("Folder and rows")),
        (PackStage.LINES.value, _("Stored lines")),
        (PackStage.TAKE.value, _("Go back to it") if model.is_way_back else _("Take it")),
    )
    return WaySays(
        explanation=_(
            "Agreements, embargo flags, names of states and bodies: dated rows, each with its source. A pack replaces "
            "them as a whole; what it changes is shown before it is taken."
        ),
        stages=stages_says(model.desk, names, model.stage.value, len(PACK_STAGES) if model.is_done else furthest),
        back=_("Back") if model.stage is not PackStage.ROWS and not model.is_done else "",
        next=_next(model),
        next_says=_("Every stored line has to be looked at first.")
        if model.stage is PackStage.LINES and not model.run.is_finished
        else "",
        may_go_on=furthest > PACK_STAGES.index(model.stage),
    )


def _folder(model: RenewingModel) -> FolderSays:
    words, report = model.desk.words, model.report
    _ = words._
    findings = report.findings if report is not None else ()
    return FolderSays(
        label=_("Folder with the pack"),
        help=_("A folder of CSV tables with their version in reference.toml. An older one is refused."),
        choose=_("Choose a folder …"),
        read=_("Read the pack"),
        working=_("The pack is being read …") if model.is_working else "",
        title=_read_title(model),
        summary=_read_says(model),
        findings_heading=words.ngettext(
            "{n} mistake. Mend it in the files and read the pack again.",
            "{n} mistakes. Mend them in the files and read the pack again.",
            len(findings),
        )
        if findings
        else "",
        findings=findings_says(model.desk, findings),
    )


def _act(model: RenewingModel) -> ActSays:
    _ = model.desk.words._
    version = model.desk.shelf.reference().version
    return ActSays(
        says=_act_says(model),
        person_label=_("Taken up by (who answers for it)") if model.is_way_back else _("Taken by (who answers for it)"),
        person_help=_("Name and office. It stands on the record with the day and the pack."),
        note_label=_("Note (what it rests on)"),
        act=_act_label(model),
        missing=act_missing(model.desk, model.named_person),
        may_act=model.may_act,
        done=_("The pack {version} is in force", version=version) if model.is_done else "",
        done_says=_("It is on record. Recorded determinations stay as they are, with the tables they were made with.")
        if model.is_done
        else "",
        cases_heading=_("Open cases to be determined again"),
        no_cases=_("No open case has a recorded determination that would come out otherwise."),
        cases=changed_cases_says(model.to_redetermine),
        again=_("Take another pack"),
    )


def _next(model: RenewingModel) -> str:
    _ = model.desk.words._
    if model.report is None or not model.report.is_ready:
        return ""
    return {
        PackStage.ROWS: _("On to the stored lines"),
        PackStage.LINES: _("On to going back") if model.is_way_back else _("On to taking it"),
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
        cells = tuple(f"{_column(model, column)}: {value}" for column, value in (after or before).items() if value)
        return RowSays(act, name, cells, bool(after))
    cells = tuple(
        f"{_column(model, column)}: {before.get(column) or '—'}　→　{after.get(column) or '—'}"
        for column in dict.fromkeys((*before, *after))
        if before.get(column) != after.get(column)
    )
    return RowSays(_("changed"), name, cells, is_new=True)


def _column(model: RenewingModel, column: str) -> str:
    return model.desk.words._(_COLUMNS[column]) if column in _COLUMNS else column


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
    if model.is_way_back:
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


def confirm_says(model: RenewingModel) -> ConfirmSays:
    """The last question before the pack is taken."""
    _, report = model.desk.words._, model.report
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
            *changes_says(model.desk, model.run.lines),
            _("The pack before it can be taken up again; both stay on record."),
        ),
        repeat_label=_("To confirm, type the version of the pack: {version}", version=model.version),
        repeat=model.version,
        missing=_("That is not the version of the pack. Nothing has been changed."),
        accept=_("Go back to it now") if is_former else _("Take it now"),
        cancel=_("Leave it"),
    )
