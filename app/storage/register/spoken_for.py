"""Which rows of a register an entry of the ledger speaks of, and what it says of each.

An entry holds the digest of every row that was written with it. What follows from other rows is left out: the check
works it out again. Whatever else stands in the register, and is in no entry, was not put there by the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from app.domain.ledger.entry import row_digest

if TYPE_CHECKING:
    from app.storage.register import sqlite

#: Tables of which every row follows from others, or speaks for itself: the entries, what signs them, what is searched.
WORKED_OUT_TABLES = frozenset(
    {"entries", "checkpoints", "open_keys", "checkpoint_key", "role_acts", "case_pairs", "waits"}
)

#: Columns that are worked out from others, by table.
_WORKED_OUT: Mapping[str, frozenset[str]] = {
    "cases": frozenset(
        {
            "outcome",
            "edition_id",
            "destinations",
            "line_count",
            "open_line_count",
            "differing_line_count",
            "search_text",
            "worked_out_under",
            "number_key",
            "number_order",
            "title_order",
        }
    ),
    # Its digest is its key.
    "document_files": frozenset({"content"}),
}
#: What stands for a column of which only a part is not worked out. A case that has not ended is a draft or determined.
_INSTEAD: Mapping[tuple[str, str], str] = {
    ("cases", "state"): "iif(state IN ('withdrawn', 'closed'), state, 'open')",
}


class SpokenFor:
    """The tables of a register that the ledger speaks of, with what it says of their rows."""

    def __init__(self, connection: Callable[[], sqlite.Connection]) -> None:
        #: Another one from when the register is claimed for writing.
        self._connection = connection
        self._selects: dict[str, tuple[str, str]] = {}

    def is_spoken_for(self, table: str) -> bool:
        """Whether each row of a table is in an entry."""
        return table not in WORKED_OUT_TABLES

    def tables(self) -> tuple[str, ...]:
        """All tables of whose rows the ledger speaks, in the order of their names."""
        rows = self._connection().execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
        )
        return tuple(name for (name,) in rows.fetchall() if self.is_spoken_for(name))

    def key_column(self, table: str) -> str:
        """The column that is the primary key of a table."""
        return self._select(table)[0]

    def key_of(self, table: str, row: Mapping[str, object], rowid: int) -> str:
        """What a row is called in its table: its primary key."""
        return str(row.get(self.key_column(table), rowid))

    def row(self, table: str, key: str) -> dict[str, object] | None:
        """What the ledger says of a row; None where there is none of this key."""
        name, select = self._select(table)
        cursor = self._connection().execute(f'{select} WHERE "{name}" = ?', (key,))
        found = cursor.fetchone()
        return None if found is None else dict(zip((column[0] for column in cursor.description), found, strict=True))

    def rows(self, table: str) -> Iterator[tuple[str, dict[str, object]]]:
        """Every row of a table by its key, with what the ledger says of it, in the order of the keys."""
        name, select = self._select(table)
        cursor = self._connection().execute(f'{select} ORDER BY "{name}"')
        names = [column[0] for column in cursor.description]
        for found in cursor:
            row = dict(zip(names, found, strict=True))
            yield str(row[name]), row

    def digest(self, table: str, key: str) -> str:
        """The digest of a row as it stands now; `LookupError` where there is none."""
        row = self.row(table, key)
        if row is None:
            raise LookupError(f"no {table}/{key}")
        return row_digest(row)

    def _select(self, table: str) -> tuple[str, str]:
        """The name of a table's key, and the beginning of the statement that reads what is spoken for."""
        if table not in self._selects:
            # What a table generates by itself is no column of its own here.
            columns = self._connection().execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
            key = next((name for name, is_key in columns if is_key), None)
            if key is None:
                raise ValueError(f"rows of {table} have no key by which the ledger could name them")
            worked_out = _WORKED_OUT.get(table, frozenset())
            told = ", ".join(
                f'{_INSTEAD.get((table, name), chr(34) + name + chr(34))} AS "{name}"'
                for name, _ in columns
                if name not in worked_out
            )
            self._selects[table] = key, f'SELECT {told} FROM "{table}"'  # noqa: S608 - names of the schema
        return self._selects[table]
