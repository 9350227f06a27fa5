"""Who held which role when an act was entered, as the rows say that the entries of the ledger speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.domain.japan_time import day_in_japan
from app.domain.ledger.entry import row_digest
from app.domain.register.people import Role
from app.domain.register.permissions import MAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.ledger.entry import Entry

#: The tables that say who holds which role.
TABLES = frozenset({"roles_held", "role_endings", "departures"})


class RolesOnRecord:
    """Follows the entries of a ledger; `row` gives a row of a table as it stands, None where there is none."""

    def __init__(self, row: Callable[[str, str], Mapping[str, object] | None]) -> None:
        self._row = row
        self._held: dict[object, tuple[object, Role, date, date | None]] = {}
        self._roles: dict[str, list[object]] = defaultdict(list)
        self._departed: set[object] = set()
        #: Whether every row that says it is as it was entered.
        self._is_known = True

    def may(self, entry: Entry) -> bool:
        """Whether who acted in the next entry held a role for the act on its day."""
        for name, digest in entry.rows.items():
            table, _, key = name.partition("/")
            if table in TABLES:
                row = self._row(table, key)
                if row is None or not _is(row, digest):
                    self._is_known = False
                else:
                    self._take(table, row)
        # What became of a row that is not as it was entered is told where the rows are looked at.
        if entry.before_the_ledger or not self._is_known:
            return True
        on = day_in_japan(entry.at)
        return any(
            role in MAY.get(entry.act, frozenset()) and since <= on <= (until or date.max)
            for person, role, since, until in map(self._held.__getitem__, self._roles[entry.person])
            if person not in self._departed
        )

    def _take(self, table: str, row: Mapping[str, object]) -> None:
        match table:
            case "departures":
                self._departed.add(row["person_id"])
            case "roles_held" if row["id"] not in self._held:
                until = None if row["until"] is None else date.fromisoformat(str(row["until"]))
                since = date.fromisoformat(str(row["since"]))
                self._held[row["id"]] = row["person_id"], Role(row["role"]), since, until
                # A person's row is named in the same entry, and may come after this one.
                account = self._row("people", str(row["person_id"]))
                if account is not None:
                    self._roles[str(account["account"])].append(row["id"])
            case "role_endings" if row["role_held_id"] in self._held:
                person, role, since, _ = self._held[row["role_held_id"]]
                self._held[row["role_held_id"]] = person, role, since, date.fromisoformat(str(row["until"]))


def _is(row: Mapping[str, object], digest: str) -> bool:
    try:
        return row_digest(row) == digest
    except ValueError:
        return False
