"""What the page says on which a pack of reference tables is taken, or the former one taken up again."""

from typing import NamedTuple

from app.domain.law.law_on_record import UseAct
from app.domain.law.reference_rows import RowChange
from app.viewmodels.enactment.enactment_page_model import (
    ActSays,
    EnactmentPageSays,
    EnactmentSays,
    FolderSays,
    HistoryEntrySays,
    act_says,
    enactment_says,
    flaws_of,
    folder_says,
    history_entry,
    last_question,
)
from app.viewmodels.enactment.renewing_model import RenewingModel
from app.viewmodels.session.form import Form
from app.wording.language import N_, Words
from app.wording.phrases import table_word

_COLUMNS = {
    "state": N_("country"),
    "signed": N_("signed on"),
    "in_force": N_("in force from"),
    "precision": N_("the day is known to"),
    "confidence": N_("confidence"),
    "unverified": N_("unpublished points"),
    "signature": N_("how well the signature is established"),
    "entry_into_force": N_("how well the entry into force is established"),
    "source_ja": N_("source in Japanese"),
    "source_en": N_("source in English"),
    "kind": N_("kind of body"),
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


class ReferenceRowSays(NamedTuple):
    """A row that another pack adds, changes or leaves out."""

    act: str
    name: str
    cells: tuple[str, ...]
    is_new: bool


class ReferenceTableSays(NamedTuple):
    """The rows of one table that are not as before."""

    name: str
    rows: tuple[ReferenceRowSays, ...]


class RenewingSays(NamedTuple):
    """Everything on the page."""

    page: EnactmentPageSays
    tables: tuple[ReferenceTableSays, ...]
    more: str
    former_says: str
    former: str


def renewing_says(model: RenewingModel) -> RenewingSays:
    """Everything on the page, in the present language."""
    words, report = model.session.words, model.report
    _ = words._
    former = model.session.shelf.former_pack()
    left = len(report.rows) - MOST_ROWS if report is not None else 0
    return RenewingSays(
        page=EnactmentPageSays(_enactment(model), _folder(model), _history(model), _act(model)),
        tables=_tables(model),
        more=words.ngettext("{n} more row is not listed here.", "{n} more rows are not listed here.", left)
        if left > 0
        else "",
        former_says=_("Before it the pack {version} was in force.", version=former.reference.version) if former else "",
        former=_("Look at going back to it") if former else "",
    )


def _enactment(model: RenewingModel) -> EnactmentSays:
    _, is_way_back = model.session.words._, model.is_way_back
    return enactment_says(
        model,
        (_("Folder and rows"), _("Stored lines"), _("Go back to it") if is_way_back else _("Take it")),
        (
            _("On to the stored lines") if model.is_ready else "",
            _("On to going back") if is_way_back else _("On to taking it"),
            "",
        ),
    )


def _folder(model: RenewingModel) -> FolderSays:
    words = model.session.words
    return folder_says(
        model,
        title=_read_title(model),
        summary=_read_says(model),
        findings_heading=words.ngettext(
            "{n} mistake. Mend it in the files and read the pack again.",
            "{n} mistakes. Mend them in the files and read the pack again.",
            len(flaws_of(model)),
        ),
    )


def _act(model: RenewingModel) -> ActSays:
    _ = model.session.words._
    return act_says(
        model,
        says=_act_says(model),
        person_label=_("Taken up by (who answers for it)") if model.is_way_back else _("Taken by (who answers for it)"),
        act=_act_label(model),
        done=_("The pack {version} is in force", version=model.session.shelf.reference().version),
    )


def _read_title(model: RenewingModel) -> str:
    _, report = model.session.words._, model.report
    if report is None or not model.version:
        return ""
    if report.is_former:
        return _("Back to the pack {version}, from {now}", version=model.version, now=report.version_in_force)
    return _("Pack {version}; in force now is {now}", version=model.version, now=report.version_in_force)


def _read_says(model: RenewingModel) -> str:
    words, report = model.session.words, model.report
    if report is None or report.pack is None:
        return ""
    if not report.rows:
        return words._("Every row is the same.")
    return words.ngettext("{n} row is not as it was:", "{n} rows are not as they were:", len(report.rows))


def _tables(model: RenewingModel) -> tuple[ReferenceTableSays, ...]:
    report, words = model.report, model.session.words
    tables: dict[str, list[ReferenceRowSays]] = {}
    for row in report.rows[:MOST_ROWS] if report is not None else ():
        tables.setdefault(row.table, []).append(_row(model, row))
    return tuple(ReferenceTableSays(table_word(words, table), tuple(rows)) for table, rows in tables.items())


def _row(model: RenewingModel, row: RowChange) -> ReferenceRowSays:
    words = model.session.words
    _ = words._
    before, after = row.before or {}, row.after or {}
    name = row.key
    countries = model.session.shelf.reference().countries
    code = row.key.split()[0]
    if row.table in ("agreements", "embargo_flags") and code in countries:
        name = f"{words.text(countries[code].name)}　{row.key}"
    if not before or not after:
        act = _("left out") if not after else _("added")
        cells = tuple(_cell(words, column, value) for column, value in (after or before).items() if value)
        return ReferenceRowSays(act, name, cells, bool(after))
    cells = tuple(
        _cell(words, column, f"{before.get(column) or '—'}　→　{after.get(column) or '—'}")
        for column in dict.fromkeys((*before, *after))
        if before.get(column) != after.get(column)
    )
    return ReferenceRowSays(_("changed"), name, cells, is_new=True)


def _cell(words: Words, column: str, value: str) -> str:
    """What a row says in one column, under its name; the value as it stands in the file."""
    return words._("{name}: {value}", name=words._(_COLUMNS[column]) if column in _COLUMNS else column, value=value)


def _history(model: RenewingModel) -> tuple[HistoryEntrySays, ...]:
    words, shelf = model.session.words, model.session.shelf
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
            day=words.day_of(use.recorded_at),
            name=words.person(use.recorded_by),
        )
        told.append(history_entry(text, detail, use.note, here=number == 0))
    if not uses:
        version = shelf.reference().version
        told.append(HistoryEntrySays(_("Pack {version}", version=version), _("comes with the program"), here=True))
    return tuple(told)


def _act_label(model: RenewingModel) -> str:
    _ = model.session.words._
    if not model.version:
        return ""
    if model.is_way_back:
        return _("Go back to the pack {version} …", version=model.version)
    return _("Take the pack {version} …", version=model.version)


def _act_says(model: RenewingModel) -> str:
    words, report = model.session.words, model.report
    if report is None or not model.version:
        return ""
    return words._(
        "From now on every assessment in this register uses the tables of {version} in place of those of {now}.",
        version=model.version,
        now=report.version_in_force,
    )


def confirmation_form(model: RenewingModel) -> Form:
    """The last question before the pack is taken."""
    _, report = model.session.words._, model.report
    if report is None or report.pack is None:
        raise LookupError("no pack was read")
    is_former = report.is_former
    return last_question(
        model,
        title=_("Go back to the pack {version}?", version=model.version)
        if is_former
        else _("Take the pack {version}?", version=model.version),
        explanation=_act_says(model),
        law=(_("Pack"), model.version),
        sha256=report.pack.reference.sha256,
        since=_("now"),
        way_back=_("The pack before it can be taken up again; both stay on record."),
        repeat_label=_("To confirm, type the version of the pack: {version}", version=model.version),
        repeat=model.version,
        missing=_("That is not the version of the pack. Nothing has been changed."),
        accept=_("Go back to it now") if is_former else _("Take it now"),
    )
