"""The list of cases: searched, sorted and read in parts by SQLite itself."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from app.domain.ids import CaseId
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import CaseSummary
from app.services.ports import CaseFilter, CaseOrder
from app.storage.register import sqlite
from app.storage.register.case_index import IS_SOUGHT, digest_of, digests_of, lookup, offer_is_sought
from app.storage.register.disk_faults import stored
from app.storage.register.rows import Table
from app.storage.register.timestamps import moment_of

if TYPE_CHECKING:
    from app.storage.register.rows import Value

_ORDER_COLUMNS = {
    CaseOrder.NUMBER: "number_order",
    CaseOrder.TITLE: "title_order",
    CaseOrder.STATE: "state_order",
    CaseOrder.OUTCOME: "outcome_order",
}
#: A table, of the connection only, of what the index holds.
_HELD = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.held USING fts5vocab(main, case_pairs, instance)"
_NEWEST_LAW = "(SELECT max(number) FROM noticed_laws) AS newest_law"
#: Of up to so many cases found the first page is sorted out. Of more, those that come first are quicker found by
#: looking at one case after the other in the order of the list.
_FEW = 16_000


class CaseListReader(Table):
    """The list of the cases of a register; see `app.services.ports.CaseList`."""

    @stored
    def page(self, wanted: CaseFilter) -> tuple[CaseSummary, ...]:
        """The part of the list that is wanted; among equals the newest case comes first or last with the order."""
        source, values = self._source(wanted, is_page=True)
        column = _ORDER_COLUMNS.get(wanted.order, str(wanted.order.value))
        way = "DESC" if wanted.is_descending else "ASC"
        # The ids are found first, so that a far page costs no reading of the rows before it.
        rows = self._register.rows(
            f"SELECT *, {_NEWEST_LAW} FROM cases JOIN (SELECT id AS wanted FROM {source}"  # noqa: S608 - columns come from an enum
            f" ORDER BY {column} {way}, id {way} LIMIT ? OFFSET ?) ON id = wanted ORDER BY {column} {way}, id {way}",
            (*values, wanted.limit, wanted.offset),
        )
        return tuple(_summary(row) for row in rows)

    def size(self, wanted: CaseFilter) -> int:
        """How many cases the filter lets through."""
        source, values = self._source(wanted, is_page=False)
        row = self._register.row(f"SELECT count(*) AS size FROM {source}", values)  # noqa: S608 - only placeholders
        return int(row["size"]) if row is not None else 0

    @stored
    def part(self, after: CaseId, size: int) -> tuple[CaseSummary, ...]:
        """The next cases, in the order of their ids."""
        rows = self._register.rows(
            f"SELECT *, {_NEWEST_LAW} FROM cases WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608 - put together from constants
            (after, size),
        )
        return tuple(_summary(row) for row in rows)

    def wrongly_indexed(self) -> tuple[str | None, ...]:
        """The numbers of the cases that the index says something else of than the list; None for one that is gone."""
        self._register.prepare(_HELD)
        held = digests_of(self._register.every("SELECT doc, term FROM held"))
        wrong = [
            str(number)
            for case_id, number, *found_by in self._register.every(
                "SELECT id, number, search_text, destinations FROM cases ORDER BY id"
            )
            if digest_of(*found_by) != held.pop(case_id, 0)
        ]
        return (*wrong, *(None for _ in held))

    def wrongly_found(self) -> tuple[str, ...]:
        """What the index, asked for everything that it can be asked for, does not answer by what it holds.

        It is read through from one end to the other; asked, it goes by other rows of the tables in which it lies.
        """
        every = self._register.every
        self._register.prepare(_HELD)
        wrong = [] if list(every("SELECT k, v FROM case_pairs_config")) == [("version", 4)] else ["case_pairs_config"]
        beginnings: dict[str, set[int]] = {}
        for term, held in groupby(every("SELECT term, doc FROM held ORDER BY term"), key=itemgetter(0)):
            cases = {case_id for _, case_id in held}
            beginnings.setdefault(term[:1], set()).update(cases)
            if cases != self._found(f'"{term}"'):
                wrong.append(term)
        wrong += [f"{sign}…" for sign, cases in beginnings.items() if cases != self._found(f'"{sign}" *')]
        return tuple(wrong)

    def _found(self, expression: str) -> set[int]:
        found = self._register.every("SELECT rowid FROM case_pairs WHERE case_pairs MATCH ?", (expression,))
        return {case_id for (case_id,) in found}

    def officers(self) -> tuple[str, ...]:
        """Every case officer named in a case."""
        # One step of the index for each officer, not one for each case.
        rows = self._register.rows(
            "WITH RECURSIVE officers (name) AS (SELECT min(case_officer) FROM cases UNION ALL SELECT"
            " (SELECT min(case_officer) FROM cases WHERE case_officer > name) FROM officers WHERE name IS NOT NULL)"
            " SELECT name FROM officers WHERE name <> ''"
        )
        return tuple(row["name"] for row in rows)

    def open_by_officer(self) -> dict[str, int]:
        """How many open cases each case officer has."""
        rows = self._register.rows(
            "SELECT case_officer, count(*) AS size FROM cases WHERE case_officer <> '' AND state NOT IN (?, ?)"
            " GROUP BY case_officer",
            tuple(state.value for state in CaseState if state.has_ended),
        )
        return {row["case_officer"]: row["size"] for row in rows}

    def destinations(self) -> tuple[str, ...]:
        """The codes of every state that is a destination of some case."""
        rows = self._register.rows("SELECT DISTINCT destinations FROM cases WHERE destinations <> ''")
        return tuple(dict.fromkeys(code for row in rows for code in row["destinations"].split()))

    def _source(self, wanted: CaseFilter, *, is_page: bool) -> tuple[str, tuple[Value, ...]]:
        """What the list is read from, with its conditions: the index and the cases that it finds, or all cases."""
        conditions, values = _conditions(wanted)
        if not wanted.search.words.words and not wanted.destinations:
            return f"cases{_where(conditions)}", values
        sought = lookup(wanted.search, wanted.destinations)
        if is_page and self._are_many(sought.expression):
            offer_is_sought(self._register.offer, wanted.search, wanted.destinations)
            return f"cases{_where((IS_SOUGHT, *conditions))}", values
        found = "SELECT rowid AS found FROM case_pairs WHERE case_pairs MATCH ?"
        if sought.is_exact and not conditions and not is_page:
            return f"({found})", (sought.expression,)
        if not sought.is_exact:
            offer_is_sought(self._register.offer, wanted.search, wanted.destinations)
            conditions = (IS_SOUGHT, *conditions)
        # CROSS keeps this order: the index first.
        return f"({found}) CROSS JOIN cases ON id = found{_where(conditions)}", (sought.expression, *values)

    def _are_many(self, expression: str) -> bool:
        row = self._register.row(
            "SELECT count(*) AS size FROM (SELECT 1 FROM case_pairs WHERE case_pairs MATCH ? LIMIT ?)",
            (expression, _FEW + 1),
        )
        return row is not None and row["size"] > _FEW


def _conditions(wanted: CaseFilter) -> tuple[tuple[str, ...], tuple[Value, ...]]:
    """What the filter asks besides words and destinations."""
    conditions: list[str] = []
    values: list[Value] = []
    for column, allowed in (
        ("state", [each.value for each in wanted.states]),
        ("outcome", [each.value for each in wanted.outcomes]),
        ("case_officer", wanted.officers),
    ):
        if allowed:
            conditions.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values.extend(allowed)
    if wanted.officers_besides is not None:
        conditions.append(f"case_officer NOT IN ({', '.join('?' * len(wanted.officers_besides))})")
        values.extend(wanted.officers_besides)
    for column, days in (("received_on", wanted.received), ("assessed_on", wanted.assessed)):
        for sign, day in (">=", days.first), ("<=", days.last):
            if day is not None:
                conditions.append(f"{column} {sign} ?")
                values.append(day.isoformat())
    return tuple(conditions), tuple(values)


def _where(conditions: tuple[str, ...]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _summary(row: sqlite.Row) -> CaseSummary:
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
