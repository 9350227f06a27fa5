"""What other offices signed of the checkpoints of a register, as it was brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.ledger.checkpoint import cosigned
from app.services.ports import TakenCosignature
from app.storage.register.disk_faults import stored
from app.storage.register.rows import Table
from app.storage.register.signing import SigningKey
from app.storage.register.timestamps import text_of

if TYPE_CHECKING:
    from datetime import datetime


class CosignatureTable(Table):
    """The cosignatures that a register keeps; see `app.services.ports.Cosignatures`."""

    def add(self, taken: TakenCosignature, at: datetime, by: str) -> None:
        """Keep one."""
        values = {**taken._asdict(), "taken_at": text_of(at), "taken_by": by}
        self._register.insert("cosignatures", values)

    @stored
    def all(self) -> tuple[TakenCosignature, ...]:
        """Every one, in the order in which they were taken."""
        rows = self._register.rows("SELECT size, name, public_key, office, second, line FROM cosignatures ORDER BY id")
        return tuple(TakenCosignature(*row) for row in rows)

    @stored
    def checkpoint(self, size: int) -> str | None:
        """The note of the checkpoint over so many entries; None where there is none."""
        row = self._register.row("SELECT note FROM checkpoints WHERE size = ?", (size,))
        return None if row is None else str(row["note"])

    def cosigned(self, note: str, name: str, second: int) -> str:
        """The note of another register with the signature of this one below it, made at a second of POSIX time."""
        row = self._register.one("SELECT seed FROM checkpoint_key", (), "checkpoint key")
        key = SigningKey(bytes.fromhex(row["seed"]))
        return cosigned(note, name, bytes.fromhex(key.public), second, key.sign)

    @stored
    def checkpoint_key(self) -> str:
        """The public half of the key that signs the checkpoints of the register, in hex."""
        return str(self._register.one("SELECT public_key FROM checkpoint_key", (), "checkpoint key")["public_key"])
