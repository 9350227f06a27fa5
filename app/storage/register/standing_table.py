"""How cases stand in the list, and by which law that was worked out."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.services.ports import Progress
from app.storage.register.rows import Table, Value
from app.storage.register.timestamps import text_of

# The list is read without how a case comes to stand.
if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.ids import CaseId
    from app.domain.register.case_status import CaseStanding
#: The columns are those of `columns_of`, in their order.
_RESTATE = """
UPDATE cases SET state = ?, outcome = ?, edition_id = ?, open_line_count = ?, differing_line_count = ?,
    worked_out_under = ?
WHERE id = ?
"""


class StandingTable(Table):
    """How the cases of a register stand; see `app.services.ports.Standings`."""

    def noticed(self) -> str | None:
        """The key of the law that was noticed last."""
        row = self._register.row("SELECT key FROM noticed_laws ORDER BY number DESC LIMIT 1")
        return None if row is None else str(row["key"])

    def notice(self, key: str, at: datetime) -> int:
        """The number of the law of this key, which is in force now."""
        last = self._register.row("SELECT number, key FROM noticed_laws ORDER BY number DESC LIMIT 1")
        if last is not None and last["key"] == key:
            return int(last["number"])
        return self._register.insert("noticed_laws", {"key": key, "noticed_at": text_of(at)})

    def restate(self, standings: Mapping[CaseId, CaseStanding], law: int) -> None:
        """Note how cases stand by a law, although nothing was done to them."""
        rows = [(*columns_of(standing, law).values(), case_id) for case_id, standing in standings.items()]
        self._register.write_each(_RESTATE, rows)

    def progress(self) -> Progress:
        """How far the cases with a determination have been brought up to the law that was noticed last."""
        row = self._register.row(
            "SELECT (SELECT count(*) FROM cases WHERE worked_out_under IS NOT NULL) AS total,"
            " (SELECT count(*) FROM cases WHERE worked_out_under < (SELECT max(number) FROM noticed_laws)) AS behind"
        )
        return Progress(0, 0) if row is None else Progress(row["behind"], row["total"])


def columns_of(standing: CaseStanding, law: int | None) -> dict[str, Value]:
    """The columns of the list that depend on the law; without a number it makes no difference to the case."""
    return {
        "state": standing.state.value,
        "outcome": standing.outcome.value if standing.outcome else None,
        "edition_id": standing.edition_id,
        "open_line_count": standing.open_line_count,
        "differing_line_count": standing.differing_line_count,
        "worked_out_under": law,
    }
