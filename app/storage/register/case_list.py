"""The list of cases: searched, sorted and read in parts by SQLite itself."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from app.domain.law.outcomes import Outcome
from app.domain.register.cases import CaseId, CaseState, CaseSummary
from app.domain.search import folded
from app.services.ports import CaseFilter, CaseOrder
from app.storage.register.database import Table
from app.storage.register.disk_faults import stored
from app.storage.register.timestamps import moment_of

if TYPE_CHECKING:
    from app.storage.register.database import Value

_ORDER_COLUMNS = {CaseOrder.STATE: "state_order", CaseOrder.OUTCOME: "outcome_order"}
_NEWEST_LAW = "(SELECT max(number) FROM noticed_laws) AS newest_law"


class CaseListReader(Table):
    """The list of the cases of a register; see `app.services.ports.CaseList`."""

    @stored
    def page(self, wanted: CaseFilter) -> tuple[CaseSummary, ...]:
        """The part of the list that is wanted; among equals the newest case comes first or last with the order."""
        where, values = self._where(wanted)
        column = _ORDER_COLUMNS.get(wanted.order, wanted.order.value)
        way = "DESC" if wanted.is_descending else "ASC"
        # A search reads every row once, which is quicker than to look them all up in the order of an index.
        key = f"+{column}" if wanted.text else column
        # The ids are found first, so that a far page costs no reading of the rows before it.
        rows = self._register.rows(
            f"SELECT *, {_NEWEST_LAW} FROM cases JOIN (SELECT id AS wanted FROM cases {where}"  # noqa: S608 - columns come from an enum
            f" ORDER BY {key} {way}, id {way} LIMIT ? OFFSET ?) ON id = wanted ORDER BY {column} {way}, id {way}",
            (*values, wanted.limit, wanted.offset),
        )
        return tuple(_summary(row) for row in rows)

    def size(self, wanted: CaseFilter) -> int:
        """How many cases the filter lets through."""
        where, values = self._where(wanted)
        row = self._register.row(f"SELECT count(*) AS size FROM cases {where}", values)  # noqa: S608 - only placeholders
        return int(row["size"]) if row is not None else 0

    @stored
    def part(self, after: CaseId, size: int) -> tuple[CaseSummary, ...]:
        """The next cases, in the order of their ids."""
        rows = self._register.rows(
            f"SELECT *, {_NEWEST_LAW} FROM cases WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608 - put together from constants
            (after, size),
        )
        return tuple(_summary(row) for row in rows)

    def _where(self, wanted: CaseFilter) -> tuple[str, tuple[Value, ...]]:
        conditions: list[str] = []
        values: list[Value] = []
        for word in folded(wanted.text).split():
            conditions.append(f"instr({self._register.search_text}, ?) > 0")
            values.append(word)
        for column, allowed in (("state", wanted.states), ("outcome", wanted.outcomes)):
            if allowed:
                conditions.append(f"{column} IN ({', '.join('?' * len(allowed))})")
                values.extend(each.value for each in allowed)
        return ("WHERE " + " AND ".join(conditions) if conditions else ""), tuple(values)


def _summary(row: sqlite3.Row) -> CaseSummary:
    return CaseSummary(
        id=CaseId(row["id"]),
        number=row["number"],
        title=row["title"],
        received_on=date.fromisoformat(row["received_on"]),
        assessed_on=date.fromisoformat(row["assessed_on"]),
        state=CaseState(row["state"]),
        destinations=tuple(row["destinations"].split()),
        line_count=row["line_count"],
        open_line_count=row["open_line_count"],
        differing_line_count=row["differing_line_count"],
        is_up_to_date=row["worked_out_under"] is None or row["worked_out_under"] == row["newest_law"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        edition_id=row["edition_id"],
        end_user=row["end_user"],
        case_officer=row["case_officer"],
        marking=row["marking"],
        changed_at=moment_of(row["changed_at"]),
    )
