"""Lines: what a case is made of."""

from __future__ import annotations

from datetime import datetime

from app.domain.ids import CaseId, LineId
from app.domain.register.cases import Line, LineParticulars
from app.storage.register.answer_table import AnswerTable
from app.storage.register.determination_table import DeterminationTable
from app.storage.register.disk_faults import stored
from app.storage.register.rows import Rows, Table
from app.storage.register.timestamps import text_of


class LineTable(Table):
    """The lines of a register; see `app.services.ports.Lines`."""

    def __init__(self, register: Rows, answers: AnswerTable, determinations: DeterminationTable) -> None:
        super().__init__(register)
        self._answers = answers
        self._determinations = determinations

    def add(self, case_id: CaseId, particulars: LineParticulars, at: datetime, by: str) -> LineId:
        """Keep a new line after the others; the position of a removed line is not used again."""
        row = self._register.row("SELECT max(position) AS last FROM lines WHERE case_id = ?", (case_id,))
        position = ((row["last"] if row is not None else None) or 0) + 1
        values = {"case_id": case_id, "position": position, **particulars._asdict()}
        return LineId(self._register.insert("lines", {**values, "added_at": text_of(at), "added_by": by}))

    @stored
    def of_case(self, case_id: CaseId) -> tuple[Line, ...]:
        """The lines of a case that were not removed, with what is current in them."""
        rows = self._register.rows(
            "SELECT * FROM lines WHERE case_id = ? AND removed_at IS NULL ORDER BY position", (case_id,)
        )
        answers = self._answers.current_of_case(case_id)
        determinations = self._determinations.current_of_case(case_id)
        revised = self._answers.revised_of_case(case_id)
        return tuple(
            Line(
                id=row["id"],
                case_id=case_id,
                position=row["position"],
                particulars=LineParticulars(row["item"], row["quantity"], row["value"], row["remarks"]),
                answers=tuple(answers.get(row["id"], ())),
                determination=determinations.get(row["id"]),
                revised=revised.get(row["id"], frozenset()),
            )
            for row in rows
        )

    def case_of(self, line_id: LineId) -> CaseId:
        """The case a line belongs to."""
        row = self._register.one("SELECT case_id FROM lines WHERE id = ?", (line_id,), f"line {line_id}")
        return CaseId(row["case_id"])

    def amend(self, line_id: LineId, particulars: LineParticulars) -> None:
        """Put other particulars in place."""
        self._register.update("lines", line_id, particulars._asdict())

    def remove(self, line_id: LineId, at: datetime, by: str) -> None:
        """Take the line out of its case."""
        self._register.update("lines", line_id, {"removed_at": text_of(at), "removed_by": by})
