"""Whether what stands in a register's tables is of the kind that its columns hold; a flipped bit makes other kinds."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import NoneType

from app.storage.register import migrations, sqlite
from app.storage.register.disk_faults import damaged

#: What a column of each declared type holds in Python.
_KINDS = {"INTEGER": int, "TEXT": str}


class StoredKinds:
    """The kinds of values that a register holds, by the names of its columns."""

    def __init__(self, connection: sqlite.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._sound: dict[str, set[tuple[type, ...]]] = {}

    def checked(self, sql: str, rows: list[sqlite.Row]) -> list[sqlite.Row]:
        """The rows that a statement gave; `Damaged` where a value is of another kind than its column."""
        sound = self._sound.setdefault(sql, set())
        for row in rows:
            kinds = tuple(map(type, row))
            if kinds not in sound:
                self._check(row, kinds, may_lack="LEFT JOIN" in sql)
                sound.add(kinds)
        return rows

    def _check(self, row: sqlite.Row, kinds: tuple[type, ...], *, may_lack: bool) -> None:
        for name, kind in zip(row.keys(), kinds, strict=True):
            is_lacking = kind is NoneType and may_lack
            if kind is bytes or (kind not in self._known.get(name, (kind,)) and not is_lacking):
                raise damaged(self._path)

    @cached_property
    def _known(self) -> dict[str, set[type]]:
        """What the columns of a name can hold, in whatever table."""
        known: dict[str, set[type]] = {}
        columns = self._connection.execute(
            "SELECT name, type, \"notnull\" FROM (SELECT name AS of_table FROM sqlite_schema WHERE type = 'table')"
            " JOIN pragma_table_xinfo(of_table)"
        )
        for name, declared, is_never_null in columns:
            known.setdefault(name, set()).update({_KINDS[declared]} if declared in _KINDS else {str, int, float})
            if not is_never_null:
                known[name].add(NoneType)
        return known


def is_made_otherwise(connection: sqlite.Connection, migrations_folder: Path) -> bool:
    """Whether a register has other tables than the migrations make: then a statement that fails is not at fault."""
    made = migrations.schema(migrations_folder)
    try:
        own = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%sqlite!_%' ESCAPE '!'"
        ).fetchall()
    except sqlite.Error:
        return True
    return any(type(sql) is not str or f"{sql};\n" not in made for (sql,) in own)
