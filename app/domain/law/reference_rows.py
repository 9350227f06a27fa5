"""The rows of reference tables: what one pack changes of another, and how old a row is."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from app.domain.law.reference import Agreement, EmbargoFlag, Reference, Row
from app.domain.law.texts import Text

#: A row by the names of its columns, with what stands in them.
Cells: TypeAlias = Mapping[str, str]

#: From this age on, a row shows how old it is.
OLD_AFTER_DAYS = 90

_VERSION = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.(\d{1,6}))?")


class RowChange(NamedTuple):
    """A row that another pack adds (`before` None), changes, or leaves out (`after` None)."""

    table: str
    key: str
    before: Cells | None
    after: Cells | None


def row_changes(before: Reference, after: Reference) -> tuple[RowChange, ...]:
    """Every row that differs between two packs, table by table."""
    old, new = _tables(before), _tables(after)
    return tuple(
        RowChange(table, key, old[table].get(key), new[table].get(key))
        for table in old
        for key in dict.fromkeys((*old[table], *new[table]))
        if old[table].get(key) != new[table].get(key)
    )


def version_key(version: str) -> tuple[date, int] | None:
    """What versions are compared by: a day, and a number where a day has several (2026-11-22.2); else None."""
    found = _VERSION.fullmatch(version)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]), int(found[2] or 0)
    except ValueError:
        return None


def days_old(reference: Reference, row: Row | Agreement | EmbargoFlag, today: date) -> int | None:
    """How many days ago a row was compared with its source: when it says so itself, else when its pack was made."""
    key = version_key(reference.version)
    of_pack = key[0] if key else None
    as_of = (row.as_of or of_pack) if isinstance(row, Row) else of_pack
    return (today - as_of).days if as_of else None


def _tables(reference: Reference) -> dict[str, dict[str, Cells]]:
    named: dict[str, Mapping[str, Row | EmbargoFlag]] = {
        "countries": reference.countries,
        "embargo_flags": reference.embargo_flags,
        "item_headings": reference.item_headings,
        "bodies": reference.bodies,
        "markings": reference.markings,
    }
    tables = {"agreements": {f"{row.state} {row.signed}": _cells(row) for row in reference.agreements}}
    return tables | {table: {key: _cells(row) for key, row in rows.items()} for table, rows in named.items()}


def _cells(row: Row | Agreement | EmbargoFlag) -> Cells:
    cells: dict[str, str] = {}
    for column, value in row._asdict().items():
        if isinstance(value, Text):
            cells |= {f"{column}_{language}": wording for language, wording in value._asdict().items()}
        else:
            cells[column] = _written(value)
    return cells


def _written(value: object) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else str(value)
