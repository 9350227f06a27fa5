"""Cases: their particulars, how they stand, and the list of them."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from app.domain.cases import Case, CaseId, CaseParticulars, CaseState, CaseSummary
from app.domain.entered_text import folded
from app.domain.outcomes import Outcome
from app.domain.standing import Standing
from app.services.ports import CaseFilter, CaseOrder
from app.storage.database import Register, Value
from app.storage.document_table import DocumentTable
from app.storage.line_table import LineTable
from app.storage.moments import moment_of, text_of
from app.storage.official_answer_table import OfficialAnswerTable

_ORDER_COLUMNS = {CaseOrder.STATE: "state_order", CaseOrder.OUTCOME: "outcome_order"}


class CaseTable:
    """The cases of a register; see `app.services.ports.Cases`."""

    def __init__(
        self, register: Register, lines: LineTable, documents: DocumentTable, official_answers: OfficialAnswerTable
    ) -> None:
        self._register = register
        self._lines = lines
        self._documents = documents
        self._official_answers = official_answers

    def propose_number(self, year: int) -> str:
        """The next free number of a year; numbers of another form are passed over."""
        row = self._register.row(
            "SELECT max(CAST(substr(number, 6) AS INTEGER)) AS last FROM cases"
            " WHERE number BETWEEN ? AND ? AND substr(number, 6) NOT GLOB '*[^0-9]*'",
            (f"{year:04}-0", f"{year:04}-:"),
        )
        last = row["last"] if row is not None else None
        return f"{year:04}-{(last or 0) + 1:04}"

    def has_number(self, number: str) -> bool:
        """Whether a case has this number."""
        return self._register.row("SELECT 1 FROM cases WHERE number = ?", (number,)) is not None

    def add(self, particulars: CaseParticulars, at: datetime, by: str) -> CaseId:
        """Keep a new draft case."""
        moment = text_of(at)
        key = self._register.insert(
            "cases",
            {
                **_columns(particulars),
                "state": CaseState.DRAFT.value,
                "reason": "",
                "opened_at": moment,
                "opened_by": by,
                "changed_at": moment,
                "destinations": "",
                "line_count": 0,
                "open_line_count": 0,
                "search_text": "",
            },
        )
        return CaseId(key)

    def get(self, case_id: CaseId) -> Case:
        """The case with all that is current in it."""
        row = self._register.row("SELECT * FROM cases WHERE id = ?", (case_id,))
        if row is None:
            raise LookupError(f"no case {case_id}")
        return Case(
            id=case_id,
            particulars=_particulars(row),
            state=CaseState(row["state"]),
            reason=row["reason"],
            opened_at=moment_of(row["opened_at"]),
            opened_by=row["opened_by"],
            changed_at=moment_of(row["changed_at"]),
            lines=self._lines.of_case(case_id),
            documents=self._documents.of_case(case_id),
            official_answers=self._official_answers.of_case(case_id),
        )

    def amend(self, case_id: CaseId, particulars: CaseParticulars) -> None:
        """Put other particulars in place."""
        self._register.update("cases", case_id, _columns(particulars))

    def restate(self, case_id: CaseId, standing: Standing, reason: str, at: datetime) -> None:
        """Note how the case stands now."""
        self._register.update(
            "cases",
            case_id,
            {
                "state": standing.state.value,
                "reason": reason,
                "changed_at": text_of(at),
                "outcome": standing.outcome.value if standing.outcome else None,
                "edition_id": standing.edition_id,
                "destinations": " ".join(standing.destinations),
                "line_count": standing.line_count,
                "open_line_count": standing.open_line_count,
                "search_text": standing.search_text,
            },
        )

    def page(self, wanted: CaseFilter) -> tuple[CaseSummary, ...]:
        """The part of the list that is wanted; among equals the newest case comes first or last with the order."""
        where, values = _where(wanted)
        column = _ORDER_COLUMNS.get(wanted.order, wanted.order.value)
        way = "DESC" if wanted.is_descending else "ASC"
        # A search reads every row once, which is quicker than to look them all up in the order of an index.
        key = f"+{column}" if wanted.text else column
        # The ids are found first, so that a far page costs no reading of the rows before it.
        rows = self._register.rows(
            f"SELECT * FROM cases JOIN (SELECT id AS wanted FROM cases {where} ORDER BY {key} {way}, id {way}"  # noqa: S608 - columns come from an enum
            f" LIMIT ? OFFSET ?) ON id = wanted ORDER BY {column} {way}, id {way}",
            (*values, wanted.limit, wanted.offset),
        )
        return tuple(_summary(row) for row in rows)

    def size(self, wanted: CaseFilter) -> int:
        """How many cases the filter lets through."""
        where, values = _where(wanted)
        row = self._register.row(f"SELECT count(*) AS size FROM cases {where}", values)  # noqa: S608 - only placeholders
        return int(row["size"]) if row is not None else 0


def _where(wanted: CaseFilter) -> tuple[str, tuple[Value, ...]]:
    conditions: list[str] = []
    values: list[Value] = []
    for word in folded(wanted.text).split():
        conditions.append("instr(search_text, ?) > 0")
        values.append(word)
    for column, allowed in (("state", wanted.states), ("outcome", wanted.outcomes)):
        if allowed:
            conditions.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values.extend(each.value for each in allowed)
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), tuple(values)


def _columns(particulars: CaseParticulars) -> dict[str, Value]:
    return {
        field: value.isoformat() if isinstance(value, date) else value for field, value in particulars._asdict().items()
    }


def _particulars(row: sqlite3.Row) -> CaseParticulars:
    values = {field: row[field] for field in CaseParticulars._fields}
    values["received_on"] = date.fromisoformat(row["received_on"])
    values["assessed_on"] = date.fromisoformat(row["assessed_on"])
    return CaseParticulars(**values)


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
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        edition_id=row["edition_id"],
        end_user=row["end_user"],
        case_officer=row["case_officer"],
        marking=row["marking"],
        changed_at=moment_of(row["changed_at"]),
    )
