"""The reference data as tables in words: dated rows with their source, and how old they are."""

from typing import NamedTuple

from app.domain.reference import Agreement, EmbargoFlag, Row
from app.domain.reference_rows import OLD_AFTER_DAYS, days_old
from app.viewmodels.desk_model import Desk
from app.viewmodels.entry_model import TABLE_NAMES
from app.wording.language import Words
from app.wording.phrases import confidence_word

#: The tables that are shown with an edition, in this order.
TABLES = {name: TABLE_NAMES[name] for name in ("agreements", "embargo_flags", "item_headings", "bodies", "countries")}


class TableSays(NamedTuple):
    """A table. `old` names the rows that are to be looked at again because of their age."""

    explanation: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    old: frozenset[int]


def table_says(desk: Desk, table: str) -> TableSays:
    """A table of the reference data in force."""
    words, reference = desk.words, desk.shelf.reference()
    _ = words._
    explanation = _(
        "Reference data of {version}. A row that was compared with its source more than {n} days ago shows its age.",
        version=reference.version,
        n=OLD_AFTER_DAYS,
    )
    state = words.pgettext("country", "State")
    if table == "agreements":
        found: tuple[Row | Agreement | EmbargoFlag, ...] = reference.agreements
        columns: tuple[str, ...] = (state, _("Signed"), _("In force"), _("Confidence"), _("Source"))
        rows: list[tuple[str, ...]] = [_agreement(desk, row) for row in reference.agreements]
    elif table == "embargo_flags":
        found = tuple(reference.embargo_flags.values())
        columns = (state, _("Basis"), _("Confidence"))
        rows = [
            (_state(desk, row.state), words.text(row.basis), confidence_word(words, row.confidence))
            for row in reference.embargo_flags.values()
        ]
    else:
        named = tuple(getattr(reference, table).values())
        found = named
        columns = (_("Code"), _("Name"), _("Valid"), _("Confidence"), _("Source"))
        rows = [_named(words, row) for row in named]
    ages = [days_old(reference, row, desk.today()) for row in found]
    old = frozenset(at for at, age in enumerate(ages) if age is not None and age > OLD_AFTER_DAYS)
    told = [
        words.ngettext("{n} day old", "{n} days old", age) if at in old and age else "" for at, age in enumerate(ages)
    ]
    if old:
        columns = (*columns, _("Age"))
        rows = [(*row, age) for row, age in zip(rows, told, strict=True)]
    return TableSays(explanation, columns, tuple(rows), old)


def _state(desk: Desk, code: str) -> str:
    row = desk.shelf.reference().countries.get(code)
    return f"{desk.words.text(row.name)} ({code})" if row else code


def _agreement(desk: Desk, row: Agreement) -> tuple[str, ...]:
    words = desk.words
    in_force = words.date(row.in_force) if row.in_force else words._("not confirmed")
    if row.in_force and row.precision == "month":
        in_force = words._("{month} (day not verified)", month=row.in_force.strftime("%Y-%m"))
    confidence = " · ".join((confidence_word(words, row.confidence), *row.unverified))
    return _state(desk, row.state), words.date(row.signed), in_force, confidence, row.source


def _named(words: Words, row: Row) -> tuple[str, ...]:
    name, short = words.text(row.name), words.text(row.short)
    days = [words.date(day) if day else "" for day in (row.valid_from, row.valid_until)]
    valid = " – ".join(days) if any(days) else ""
    shown = f"{name} ({short})" if short and short != name else name
    return row.id, shown, valid, confidence_word(words, row.confidence), row.source
