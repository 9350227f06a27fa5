"""The recovery sheets of a live register; the last one counts, and opens it once its code was typed from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.register.disk_faults import stored
from app.storage.register.rows import Table
from app.storage.register.timestamps import text_of

if TYPE_CHECKING:
    from datetime import datetime

_LAST = """
SELECT recovery_sheets.id, public_key, recovery_sheet_id IS NOT NULL AS is_confirmed FROM recovery_sheets
LEFT JOIN recovery_sheet_confirmations ON recovery_sheet_id = recovery_sheets.id
ORDER BY recovery_sheets.id DESC LIMIT 1
"""


class RecoverySheetTable(Table):
    """The recovery sheets of a register; see `app.services.ports.RecoverySheets`."""

    def add(self, key: str, at: datetime, by: str) -> None:
        """Keep that one was made, in the place of any former one."""
        self._register.insert("recovery_sheets", {"public_key": key, "made_at": text_of(at), "made_by": by})

    def confirm(self, at: datetime, by: str) -> None:
        """Keep that the code of the last one was typed from paper; once is enough."""
        last = self._register.one(_LAST, (), "recovery sheet")
        if not last["is_confirmed"]:
            values = {"recovery_sheet_id": last["id"], "confirmed_at": text_of(at), "confirmed_by": by}
            self._register.insert("recovery_sheet_confirmations", values)

    @stored
    def last(self) -> str | None:
        """The public half of the last one; None where there is none."""
        row = self._register.row(_LAST)
        return None if row is None else str(row["public_key"])

    @stored
    def is_confirmed(self) -> bool:
        """Whether the code of the last one was typed from paper."""
        row = self._register.row(_LAST)
        return row is not None and bool(row["is_confirmed"])
