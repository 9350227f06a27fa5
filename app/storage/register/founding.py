"""How a ledger begins, with the first people of a register and its keys; and how it goes on after an upgrade."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.domain.register.events import FirstPerson, LedgerBegun, RegisterMade, RegisterUpgraded, RowsTakenOver
from app.domain.register.people import NewPerson, Role
from app.services.ports import PublicHalves
from app.storage.register.case_list import CaseListReader
from app.storage.register.ledger import Ledger
from app.storage.register.people_table import PeopleTable
from app.storage.register.signing import OpenKeys, OwnKey, SigningKey, new_key
from app.storage.register.timestamps import moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from app.storage.register.rows import Rows
    from app.storage.register.signing import NewKey, Signers

#: So many rows are named in one entry where all of them are.
_ROWS_AN_ENTRY = 500
_BY = ("_by", "actor")
#: Who answers for an edition is written by hand, and is no account.
_NO_ACCOUNTS = ("put_in_force_by",)


def a_new_key(_of: str) -> NewKey:
    """A key made of the system's randomness."""
    return new_key()


def begin(
    register: Rows,
    people: Sequence[NewPerson],
    key: SigningKey | None,
    make_key: Callable[[str], NewKey],
    now: datetime,
    *,
    sealing_key: str = "",
) -> None:
    """Write the first entry of a register, by its administrator.

    The people of a training register, which has no `key`, are invented, and their signing keys lie open in it. `key` is
    that of the one person who makes a live register; it is kept elsewhere, sealed, and `sealing_key` is the public half
    to which the file key is sealed for them.
    """
    by = administrator(people)
    signers: Signers = OpenKeys(register) if key is None else OwnKey(by, key)
    halves = None if key is None else PublicHalves(key.public, sealing_key)
    first = _first_people(register, people, halves, make_key, by, now)
    kind, office = ("training" if key is None else "live"), PeopleTable(register).office()
    ledger = Ledger(register, signers)
    ledger.add(RegisterMade(kind, office, _checkpoint_key(register, make_key), first), now, by)
    # What the making of the file wrote is spoken of as well.
    register.note_written((table, name) for table, name in _standing(register))
    ledger.write()


def bring_up_to_date(
    register: Rows, version: int, people: Sequence[NewPerson], signers: Signers | None, now: datetime
) -> None:
    """After the tables were brought up to date: what the ledger has to say of it. One that has none begins it."""
    if register.row("SELECT 1 FROM entries") is None:
        _begin_late(register, people, now)
    else:
        _go_on(register, version, signers or OpenKeys(register), now)


def _begin_late(register: Rows, people: Sequence[NewPerson], now: datetime) -> None:
    """The ledger of a training register that was made without: first all that happened, then all that stands."""
    former = _accounts_named(register)
    # What was written as a case officer was nobody's account, and stays so.
    taken = [*former, *CaseListReader(register).officers()]
    people = [person._replace(account=_free(person.account, taken)) for person in people]
    by, table = administrator(people), PeopleTable(register)
    ledger = Ledger(register, OpenKeys(register))
    for row in register.every("SELECT at, actor, kind, case_id, line_id, body FROM temp.events_before ORDER BY seq"):
        at, actor, kind, case_id, line_id, body = row
        ledger.write_before(moment_of(at), actor, kind, case_id, line_id, json.loads(body), [])
    for rows in _parts(_standing(register)):
        ledger.write_before(now, by, "rows_taken_over", None, None, {}, rows)
    table.add_former(former, now, by)
    first = _first_people(register, people, None, a_new_key, by, now)
    ledger.add(LedgerBegun("training", table.office(), _checkpoint_key(register, a_new_key), first), now, by)
    ledger.write()


def _go_on(register: Rows, version: int, signers: Signers, now: datetime) -> None:
    """What the new version made otherwise is spoken of anew."""
    ledger, by = Ledger(register, signers), signers.whoever()
    last = last_digests(register)
    changed = [
        (table, key)
        for table, key in _standing(register)
        if last.get(f"{table}/{key}") != register.spoken_for.digest(table, key)
    ]
    register.written_rows()
    for rows in _parts(changed):
        register.note_written(rows)
        ledger.add(RowsTakenOver(), now, by)
    ledger.add(RegisterUpgraded(version), now, by)
    ledger.write()


def last_digests(register: Rows) -> dict[str, str]:
    """What the ledger says of each row, by the last entry that names it."""
    last: dict[str, str] = {}
    for (entry,) in register.every("SELECT entry FROM entries ORDER BY number"):
        last.update(json.loads(entry)["rows"])
    return last


def _accounts_named(register: Rows) -> list[str]:
    """Everybody under whose name something stands in the register."""
    columns = register.every(
        "SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c"
        " WHERE t.type = 'table' AND t.schema IN ('main', 'temp') AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    named: set[str] = set()
    for table, column in list(columns):
        if column.endswith(_BY) and column not in _NO_ACCOUNTS:
            names = register.every(f'SELECT DISTINCT "{column}" FROM "{table}"')  # noqa: S608 - names of the schema
            named.update(name for (name,) in names if name)
    return sorted(named)


def _free(account: str, taken: Sequence[str]) -> str:
    """An account that nobody has yet."""
    while account in taken:
        account += "-2"
    return account


def administrator(people: Sequence[NewPerson]) -> str:
    """The account of who begins a register: the first of its administrators."""
    return next(person.account for person in people if Role.ADMINISTRATOR in person.roles)


def _first_people(
    register: Rows,
    people: Sequence[NewPerson],
    halves: PublicHalves | None,
    make_key: Callable[[str], NewKey],
    by: str,
    now: datetime,
) -> tuple[FirstPerson, ...]:
    table = PeopleTable(register)
    first = []
    for who in people:
        if halves is None:
            public = table.add_with_open_key(who, make_key(who.account), now, by)
        else:
            public = table.add(who, halves, now, by)
        first.append(FirstPerson(who.account, who.names.ja, who.names.en, who.roles, public))
    return tuple(first)


def _checkpoint_key(register: Rows, make_key: Callable[[str], NewKey]) -> str:
    key = make_key("checkpoint key")
    register.insert("checkpoint_key", {"id": 1, "public_key": key.public, "seed": key.seed})
    return key.public


def _standing(register: Rows) -> list[tuple[str, str]]:
    """Every row of which the ledger speaks, by table and key."""
    return [(table, key) for table in register.spoken_for.tables() for key, _ in register.spoken_for.rows(table)]


def _parts(rows: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    for start in range(0, len(rows), _ROWS_AN_ENTRY):
        yield rows[start : start + _ROWS_AN_ENTRY]
