"""Write the ledger of a register out, for whoever verifies it without the program: `resources/verifier/FORMAT.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.domain.canonical import canonical_json
from app.domain.ledger.entry import entry_hash
from app.domain.ledger.tree import Peaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.ports import Report, WholeRegister


class Folder(Protocol):
    """Where an export goes."""

    def write(self, name: str, lines: Iterable[str]) -> None:
        """Write a file of these texts, one after the other."""

    def write_file(self, name: str, content: bytes) -> None:
        """Write a file of these bytes."""


def export_ledger(whole: WholeRegister, folder: Folder, report: Report) -> int:
    """Write everything out as it is stored, sound or not; how many entries there are."""
    peaks = Peaks()
    count = whole.count()

    def entries() -> Iterator[str]:
        for stored in whole.entries():
            peaks.append(entry_hash(bytes.fromhex(stored.signature), stored.entry.encode()))
            yield f"{stored.signature} {stored.entry}\n"
            if peaks.size % 200 == 0:
                report(0.6 * peaks.size / max(count, 1))

    folder.write("entries.txt", entries())
    about = {
        "schema": "sekisho.ledger-export/1",
        "register": whole.uuid,
        "kind": whole.kind,
        "office": whole.office,
        "size": peaks.size,
        "root": peaks.root().hex(),
    }
    folder.write("register.json", (canonical_json(about), "\n"))
    cosigned: dict[object, list[str]] = {}
    for _, row in whole.rows("cosignatures"):
        cosigned.setdefault(row["size"], []).append(str(row["line"]))
    for checkpoint in whole.checkpoints():
        below = cosigned.get(checkpoint.size, ())
        folder.write(f"checkpoints/{checkpoint.size:012}.txt", (checkpoint.note, *below))
    for sha256 in whole.kept_files.all():
        folder.write_file(f"files/{sha256}", whole.kept_files.content(sha256))
    folder.write("rows.txt", _rows(whole, peaks.size, report))
    return peaks.size


def _rows(whole: WholeRegister, size: int, report: Report) -> Iterator[str]:
    """The rows that entries speak of, by table and key; the last checkpoint follows after the last entry."""
    tables = sorted((*whole.tables(), "checkpoints"))
    for at, table in enumerate(tables):
        report(0.6 + 0.4 * at / len(tables))
        if table == "checkpoints":
            for checkpoint in whole.checkpoints():
                if checkpoint.size < size:
                    row = whole.row(table, str(checkpoint.size))
                    yield f"{table}/{checkpoint.size} {canonical_json(row)}\n"
            continue
        for key, row in whole.rows(table):
            yield f"{table}/{key} {canonical_json(row)}\n"
