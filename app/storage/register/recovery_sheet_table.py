"""The recovery sheets of a live register; the last one counts, once its code was typed from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.register.way_back import RecoverySheet
from app.storage.register.disk_faults import stored
from app.storage.register.rows import Table
from app.storage.register.timestamps import text_of

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.ports import PublicHalves

_LAST = """
SELECT recovery_sheets.id, recovery_sheets.public_key, coalesce(signing.public_key, '') AS signing_key,
    confirmed_at IS NOT NULL AS is_confirmed,
    EXISTS (SELECT 1 FROM entries WHERE act = 'key_changed' AND entry ->> '$.key' = signing.public_key) AS is_used
FROM recovery_sheets
LEFT JOIN recovery_sheet_confirmations AS confirmation ON confirmation.recovery_sheet_id = recovery_sheets.id
LEFT JOIN recovery_signing_keys AS signing ON signing.recovery_sheet_id = recovery_sheets.id
ORDER BY recovery_sheets.id DESC LIMIT 1
"""


class RecoverySheetTable(Table):
    """The recovery sheets of a register; see `app.services.ports.RecoverySheets`."""

    def add(self, halves: PublicHalves, at: datetime, by: str) -> None:
        """Keep that one was made, in the place of any former one."""
        made = {"public_key": halves.sealing, "made_at": text_of(at), "made_by": by}
        sheet = self._register.insert("recovery_sheets", made)
        self._register.insert("recovery_signing_keys", {"recovery_sheet_id": sheet, "public_key": halves.signing})

    def confirm(self, at: datetime, by: str) -> None:
        """Keep that the code of the last one was typed from paper; once is enough."""
        last = self._register.one(_LAST, (), "recovery sheet")
        if not last["is_confirmed"]:
            values = {"recovery_sheet_id": last["id"], "confirmed_at": text_of(at), "confirmed_by": by}
            self._register.insert("recovery_sheet_confirmations", values)

    @stored
    def last(self) -> RecoverySheet | None:
        """The last one; None where there is none."""
        row = self._register.row(_LAST)
        if row is None:
            return None
        return RecoverySheet(row["public_key"], row["signing_key"], bool(row["is_confirmed"]), bool(row["is_used"]))

    def signing_keys(self) -> frozenset[str]:
        """The public halves, in hex, under which the code of each that was ever made signs."""
        rows = self._register.rows("SELECT public_key FROM recovery_signing_keys")
        return frozenset(row["public_key"] for row in rows)
