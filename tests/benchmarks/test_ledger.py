"""The ledger: an entry appended, and all of them verified from disk, against what nobody can do without.

SEKISHO_ENTRIES names how many entries are verified; for 1,000,000 the making of them takes a quarter of an hour.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pytest_benchmark.fixture import BenchmarkFixture

from app.bootstrap.ledgers import signing
from app.domain.ledger.entry import entry_bytes, entry_hash, read_entry
from app.domain.register.events import LawNoticed
from app.services.verifying_ledger import LedgerVerification
from app.storage.register import sqlite
from app.storage.register.whole_register import whole_register
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import in_turns
from tests.builders import LONG_AGO, MIGRATIONS, a_register_file, an_official, opened
from tests.fakes import TickingClock

ENTRIES = int(os.environ.get("SEKISHO_ENTRIES", "20000"))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register whose ledger has so many entries, all but the first like one that amends a line."""
    path = a_register_file(tmp_path_factory.mktemp("full"))
    with opened(path) as work:
        official = an_official(work, TickingClock())
        official.answer(official.a_case().lines[0].id, {"weapon": "yes"})
    with closing(sqlite3.connect(path)) as connection, connection:
        _, signature, text = connection.execute(
            "SELECT number, signature, entry FROM entries ORDER BY number DESC LIMIT 1"
        ).fetchone()
        last = read_entry(text.encode())
        (seed,) = connection.execute(
            "SELECT seed FROM open_keys JOIN signing_keys ON id = signing_key_id WHERE public_key = ?", (last.key,)
        ).fetchone()
        key, before = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)), bytes.fromhex(signature)
        hashed = entry_hash(before, text.encode())
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'entries' AND type = 'trigger'"
        )
        kept = triggers.fetchall()
        for name, _ in kept:
            connection.execute(f"DROP TRIGGER {name}")
        for number in range(last.number + 1, ENTRIES + 1):
            at = last.at + timedelta(seconds=number)
            data = entry_bytes(last._replace(number=number, before=hashed.hex(), at=at))
            made = key.sign(data)
            hashed = entry_hash(made, data)
            connection.execute(
                "INSERT INTO entries (number, signature, entry) VALUES (?, ?, ?)", (number, made.hex(), data.decode())
            )
        for _, sql in kept:
            connection.execute(sql)
    return path


def test_verifying(benchmark: BenchmarkFixture, report: Report, full: Path) -> None:
    told: list[float] = []

    def ours(path: Path) -> None:
        with whole_register(path, MIGRATIONS) as whole:
            verification = LedgerVerification(whole, signing())
            assert list(verification.run(told.append)) == []
            assert verification.verified.entries == ENTRIES

    def bare(path: Path) -> None:
        keys: dict[str, Ed25519PublicKey] = {}
        with closing(sqlite3.connect(path)) as connection:
            chain = b""
            for signature, entry, key in connection.execute(
                "SELECT signature, entry, entry ->> '$.key' FROM entries ORDER BY number"
            ):
                data, made = entry.encode(), bytes.fromhex(signature)
                chain = sha256(chain + made + data).digest()
                if key not in keys:
                    keys[key] = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
                keys[key].verify(made, data)

    measured = in_turns(benchmark, [full], ours, {"bare": bare}, times=3)
    assert len(told) > ENTRIES // 1_000, "how far it is was told"
    each: Callable[[str], float] = lambda name: median(measured[name]) / ENTRIES  # noqa: E731
    report.ratio("verify", each("ours"), each("bare"), "SHA-256 chain and Ed25519, bare", bound=3)


def test_appending(benchmark: BenchmarkFixture, report: Report, tmp_path: Path) -> None:
    """Both sides make what they wrote durable, in files of the same settings."""
    key, count = Ed25519PrivateKey.generate(), 200
    with opened(a_register_file(tmp_path)) as work, closing(sqlite.connect(tmp_path / "bare")) as table:
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            table.execute(f"PRAGMA {pragma}").fetchall()
        table.execute("CREATE TABLE entries (number INTEGER PRIMARY KEY, signature TEXT, entry TEXT)")

        def ours(_nothing: None) -> None:
            with work:
                for _ in range(count):
                    work.events.add(LawNoticed("0" * 64), LONG_AGO, "hanako")
                work.commit()

        (text,) = next(work.register.every("SELECT entry FROM entries ORDER BY number DESC LIMIT 1"))
        entry = text.encode()

        def signed() -> Iterator[bytes]:
            chain = b""
            for _ in range(count):
                chain = sha256(chain + entry).digest()
                yield key.sign(entry)

        def bare(_nothing: None) -> None:
            rows = [(signature.hex(), text) for signature in signed()]
            table.executemany("INSERT INTO entries (signature, entry) VALUES (?, ?)", rows)
            table.commit()

        others: Mapping[str, Callable[[None], object]] = {"bare": bare, "in memory": lambda _nothing: list(signed())}
        measured = in_turns(benchmark, [None], ours, others, times=30)
    ours_each, bare_each, in_memory = (min(measured[name]) / count for name in ("ours", *others))
    report.ratio("append", ours_each, bare_each, "SHA-256 chain and Ed25519, bare", bound=3)
    report.ratio("append-in-memory", ours_each, in_memory, "the same, kept nowhere")
