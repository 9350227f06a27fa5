"""Cases: their particulars, and how they stand."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.ids import CaseId
from app.domain.procedure.case_states import CaseState
from app.domain.register.case_numbers import COUNTED_DIGITS, number_after, number_key
from app.domain.register.cases import Case, CaseParticulars
from app.domain.sorting import sort_key
from app.services.ports import AtOdds
from app.storage.register import sqlite
from app.storage.register.case_index import move
from app.storage.register.disk_faults import stored
from app.storage.register.document_table import DocumentTable
from app.storage.register.line_table import LineTable
from app.storage.register.official_answer_table import OfficialAnswerTable
from app.storage.register.rows import Rows, Table, Value
from app.storage.register.standing_table import columns_of
from app.storage.register.timestamps import moment_of, text_of

# How a case stands is worked out only where something changes; the list is read without it.
if TYPE_CHECKING:
    from collections.abc import Collection

    from app.domain.procedure.procedure import Procedure
    from app.domain.register.case_status import CaseStatus
    from app.storage.register.wait_table import WaitTable


#: The case of the latest request with a code; as the index `requests_by_code` has it.
OF_CODE = (
    "SELECT case_id FROM entries WHERE act = 'step_requested' AND entry ->> '$.body.code' = ? "
    "ORDER BY number DESC LIMIT 1"
)


class CaseTable(Table):
    """The cases of a register; see `app.services.ports.Cases`."""

    def __init__(
        self, register: Rows, lines: LineTable, documents: DocumentTable, official_answers: OfficialAnswerTable
    ) -> None:
        super().__init__(register)
        self._lines = lines
        self._documents = documents
        self._official_answers = official_answers

    @cached_property
    def _waits(self) -> WaitTable:
        from app.storage.register.wait_table import WaitTable

        return WaitTable(self._register)

    def propose_number(self, year: int) -> str:
        """The next free number of a year; numbers of another form, and longer ones, are passed over."""
        row = self._register.row(
            "SELECT max(CAST(substr(number_key, 6) AS INTEGER)) AS last FROM cases WHERE number_key BETWEEN ? AND ?"
            " AND substr(number_key, 6) NOT GLOB '*[^0-9]*' AND length(number_key) <= 5 + ?",
            (f"{year:04}-0", f"{year:04}-:", COUNTED_DIGITS),
        )
        last = int(row["last"] or 0) if row is not None else 0
        while self.number_like(number_after(year, last), None) is not None:
            last += 1
        return number_after(year, last)

    def number_like(self, number: str, own: CaseId | None) -> str | None:
        """The number of a case other than `own` that is this one to the eye; None where there is none."""
        row = self._of_number(number, own)
        return None if row is None else str(row["number"])

    def of_number(self, number: str) -> CaseId | None:
        """The case whose number is written so, or else is this one to the eye; None where there is none."""
        row = self._of_number(number, None)
        return None if row is None else CaseId(row["id"])

    def of_code(self, code: str) -> CaseId | None:
        """The case in which something was requested on a sheet with this code; None where there is none."""
        row = self._register.row(OF_CODE, (code,))
        return None if row is None else CaseId(row["case_id"])

    def numbers(self, case_ids: Collection[CaseId]) -> dict[CaseId, str]:
        """The numbers of some cases."""
        holders = ", ".join("?" * len(case_ids))
        rows = self._register.rows(f"SELECT id, number FROM cases WHERE id IN ({holders})", tuple(case_ids))  # noqa: S608 - holders
        return {CaseId(row["id"]): row["number"] for row in rows}

    def _of_number(self, number: str, other_than: CaseId | None) -> sqlite.Row | None:
        return self._register.row(
            "SELECT id, number FROM cases WHERE number_key = ? AND id IS NOT ? ORDER BY number = ? DESC LIMIT 1",
            (number_key(number), other_than, number),
        )

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

    @stored
    def get(self, case_id: CaseId) -> Case:
        """The case with all that is current in it."""
        row = self._register.one("SELECT * FROM cases WHERE id = ?", (case_id,), f"case {case_id}")
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
            procedure=self._procedure(case_id),
        )

    def _procedure(self, case_id: CaseId) -> Procedure | None:
        """What followed the determinations of a case, as the ledger tells it; None where nothing did."""
        from app.domain.register.procedure_of_case import KINDS_OF_PROCEDURE

        marks = ", ".join("?" * len(KINDS_OF_PROCEDURE))
        rows = self._register.rows(
            f"SELECT entry FROM entries WHERE case_id = ? AND act IN ({marks}) ORDER BY number",  # noqa: S608 - marks
            (case_id, *KINDS_OF_PROCEDURE),
        )
        if not rows:
            return None
        from app.domain.procedure.procedure import Procedure
        from app.storage.register.recorded_events import recorded_act

        return Procedure(act for row in rows if (act := recorded_act(row["entry"])) is not None)

    def at_odds(self, case: Case, status: CaseStatus, *, is_noticed: bool) -> AtOdds:
        """The columns of the list that are not what the case, which stands so, makes them."""
        row = self._register.one(
            "SELECT *, (SELECT max(number) FROM noticed_laws) AS newest_law FROM cases WHERE id = ?",
            (case.id,),
            f"case {case.id}",
        )
        is_of_law = any(line.determination is not None for line in case.lines)
        under, newest = row["worked_out_under"], row["newest_law"] or 0
        is_behind = is_of_law and (not is_noticed or (under or 0) < newest)
        # Only a case that nobody has reviewed can become another by the law.
        may_turn = is_behind and case.state in (CaseState.DRAFT, CaseState.DETERMINED)
        by_law = columns_of(status.standing, under if is_of_law else None)
        in_list = _columns_of_list(status)
        said = {"line_count": in_list["line_count"], "destinations": in_list["destinations"]}
        if not is_behind:
            said |= by_law
        found_by = {**_columns(case.particulars), "search_text": in_list["search_text"]}
        # A law that was never noticed: the case would not be looked at again when another is.
        is_unnoted = is_of_law and (under is None or under > newest)
        return AtOdds(
            tuple(name for name, value in said.items() if row[name] != value)
            + ("worked_out_under",) * is_unnoted
            + ("waits",) * (not may_turn and self._waits.is_other(case.id, status.waits)),
            tuple(name for name, value in found_by.items() if row[name] != value),
        )

    def amend(self, case_id: CaseId, particulars: CaseParticulars) -> None:
        """Put other particulars in place."""
        self._register.update("cases", case_id, _columns(particulars))

    def restate(self, case_id: CaseId, status: CaseStatus, law: int | None, reason: str, at: datetime) -> None:
        """Note how the case stands now."""
        columns = {**columns_of(status.standing, law), **_columns_of_list(status)}
        row = self._register.one(
            "SELECT search_text, destinations FROM cases WHERE id = ?", (case_id,), f"case {case_id}"
        )
        before, after = (row["search_text"], row["destinations"]), (status.search_text, str(columns["destinations"]))
        move(self._register.database.execute, case_id, before, after)
        self._register.update("cases", case_id, {**columns, "reason": reason, "changed_at": text_of(at)})
        self._waits.put(case_id, status.waits)


def _columns_of_list(status: CaseStatus) -> dict[str, Value]:
    """The columns of the list that no law makes a difference to."""
    return {
        "destinations": " ".join(status.destinations),
        "line_count": status.line_count,
        "search_text": status.search_text,
    }


def _columns(particulars: CaseParticulars) -> dict[str, Value]:
    columns: dict[str, Value] = {
        field: value.isoformat() if isinstance(value, date) else value for field, value in particulars._asdict().items()
    }
    return {
        **columns,
        "number_key": number_key(particulars.number),
        "number_order": sort_key(particulars.number),
        "title_order": sort_key(particulars.title),
    }


def _particulars(row: sqlite.Row) -> CaseParticulars:
    values = {field: row[field] for field in CaseParticulars._fields}
    values["received_on"] = date.fromisoformat(row["received_on"])
    values["assessed_on"] = date.fromisoformat(row["assessed_on"])
    return CaseParticulars(**values)
