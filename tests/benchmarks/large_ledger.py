"""A ledger of any size that speaks of every row of a large register, written by hand, and sound.

large_ledger.py FOLDER [ENTRIES]: makes a register with so many entries, one case to ten of them, to be tried by hand.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from itertools import islice
from pathlib import Path

from app.domain.ledger.entry import entry_bytes, entry_hash, read_entry, row_digest
from app.storage.register import sqlite
from app.storage.register.signing import SigningKey
from app.storage.register.spoken_for import SpokenFor
from tests.benchmarks.conftest import AnyCase
from tests.benchmarks.large_register import a_large_register
from tests.builders import the_shelf
from tests.oracles.random_cases import Cases

#: How many entries there are to a case.
_TO_A_CASE = 10
#: Over so many days the entries are spread.
_DAYS = 2_500
#: Who acts in turn, and does what, as often as stands there.
_ACTS = (
    *(("hanako", "answer_given"),) * 16,
    *(("officer", "case_amended"),) * 3,
    ("recorder", "document_added"),
)


def a_large_ledger(folder: Path, entries: int) -> Path:
    """A register with a case to every ten entries, and a ledger of so many; each row is spoken of."""
    source = Cases(seed=79)
    drawn = (source.complete() if number % 10 else source.partial() for number in range(entries // _TO_A_CASE))
    path = a_large_register(folder, the_shelf(), (AnyCase(*case) for case in drawn))
    with closing(sqlite.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        made = connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'entries' AND type IN ('trigger', 'index')"
        ).fetchall()
        for kind, name, _ in made:
            connection.execute(f"DROP {kind} {name}")
        connection.executemany(
            "INSERT INTO entries (number, signature, entry) VALUES (?, ?, ?)", _entries(connection, entries)
        )
        for _, _, sql in made:
            connection.execute(sql)
        connection.commit()
    return path


def _entries(connection: sqlite.Connection, wanted: int) -> Iterator[tuple[int, str, str]]:
    seeds = connection.execute(
        "SELECT account, seed FROM open_keys JOIN signing_keys ON signing_keys.id = signing_key_id"
        " JOIN people ON people.id = person_id"
    )
    keys = {account: SigningKey(bytes.fromhex(seed)) for account, seed in seeds.fetchall()}
    there = connection.execute("SELECT signature, entry FROM entries ORDER BY number").fetchall()
    named = {name for _, entry in there for name in json.loads(entry)["rows"]}
    rows = _rows(SpokenFor(lambda: connection), named)
    signature, text = there[-1]
    last, hashed = read_entry(text.encode()), entry_hash(bytes.fromhex(signature), text.encode())
    first, count = last.number + 1, sum(1 for _ in _rows(SpokenFor(lambda: connection), named))
    told: list[tuple[str, Mapping[str, object]]] = []
    for number in range(first, wanted + 1):
        done = [(at - first) * count // (wanted - last.number) for at in (number, number + 1)]
        # Where there are fewer rows than entries, one is amended, and is as it was.
        told = list(islice(rows, done[1] - done[0])) or told[-1:]
        person, act = _ACTS[number % len(_ACTS)]
        row = told[-1][1]
        line = row.get("line_id")
        case = line or row.get("case_id") or row.get("id")
        entry = last._replace(
            number=number,
            at=last.at + (number - last.number) * (timedelta(days=_DAYS) / wanted),
            person=person,
            key=keys[person].public,
            act=act,
            case=int(str(case)),
            line=None if line is None else int(str(line)),
            body={"fact": "weapon", "value": "yes"},
            rows={name: row_digest(row) for name, row in told},
            before=hashed.hex(),
        )
        data = entry_bytes(entry)
        made = keys[person].sign(data)
        hashed = entry_hash(made, data)
        yield number, made.hex(), data.decode()


def _rows(spoken_for: SpokenFor, named: set[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
    for table in spoken_for.tables():
        for key, row in spoken_for.rows(table):
            if f"{table}/{key}" not in named:
                yield f"{table}/{key}", row


if __name__ == "__main__":
    print(a_large_ledger(Path(sys.argv[1]), int((sys.argv[2:] or ["1000000"])[0])))  # noqa: T201 - for who tries it
