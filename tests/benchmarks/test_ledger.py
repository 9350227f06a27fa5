"""The ledger: an entry appended, and all of them verified from disk, against what nobody can do without.

SEKISHO_ENTRIES names how many entries are verified; for 1,000,000 the making of them takes five minutes.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from hashlib import sha256
from itertools import count, product
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pytest_benchmark.fixture import BenchmarkFixture

from app.bootstrap.ledgers import signing
from app.bootstrap.rehearsals import fresh_stage, read_rehearsal
from app.domain.ids import CaseId
from app.domain.register.events import LawNoticed
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.services.confirming import withdraw_entry
from app.services.entering import enter_decision
from app.services.ports import EntryFilter, Stopped
from app.services.reading import find_case, read_entries
from app.services.receiving import amend_particulars
from app.services.verifying_ledger import LedgerVerification
from app.storage.register import sqlite
from app.storage.register.whole_register import whole_register
from tests.benchmarks.large_ledger import a_large_ledger
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import in_turns
from tests.builders import LONG_AGO, MIGRATIONS, ROOT, a_register_file, an_official, opened
from tests.fakes import TickingClock

ENTRIES = int(os.environ.get("SEKISHO_ENTRIES", "20000"))
_TURNS = 3 if ENTRIES <= 100_000 else 1
_EARLY, _LATE = date(2000, 1, 1), date(2026, 11, 20)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register whose ledger has so many entries."""
    return a_large_ledger(tmp_path_factory.mktemp("full"), ENTRIES)


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

    measured = in_turns(benchmark, [full], ours, {"bare": bare}, times=_TURNS)
    assert len(told) > ENTRIES // 1_000, "how far it is was told"
    ours_each, bare_each = (min(measured[name]) / ENTRIES for name in ("ours", "bare"))
    report.ratio("verify", ours_each, bare_each, "SHA-256 chain and Ed25519, bare", bound=3)


def test_verifying_is_given_up_at_the_next_report(full: Path) -> None:
    """Who has seen a part is asked again before long, and need not wait for the rest."""
    asked: list[float] = []

    def stop(share: float) -> None:
        asked.append(share)
        if len(asked) == 3:
            raise Stopped

    start = perf_counter()
    with whole_register(full, MIGRATIONS) as whole, pytest.raises(Stopped):
        list(LedgerVerification(whole, signing()).run(stop))
    assert asked[-1] * ENTRIES < 1_000
    assert perf_counter() - start < 2


def test_narrowing(benchmark: BenchmarkFixture, report: Report, full: Path) -> None:
    """The first page of every combination of what the ledger can be narrowed to; the slowest counts."""
    with opened(full, is_claimed=False) as work:
        cases = (None, CaseId(1), CaseId(10**9))
        people, kinds = ("", "hanako", "recorder", "nobody"), ("", "answer_given", "document_added", "case_closed")
        filters = [EntryFilter(*each) for each in product(cases, people, kinds, (None, _EARLY, _LATE))]

        def first_page(wanted: EntryFilter) -> object:
            return read_entries(work, wanted=wanted, below=None, size=50)

        measured = in_turns(benchmark, filters, first_page, {}, times=3)
    turns = [measured["ours"][start :: len(filters)] for start in range(len(filters))]
    report.limit("narrow", max(map(min, turns)), bound=0.05, aim=0.01)


@contextmanager
def a_bare_table(folder: Path) -> Iterator[sqlite.Connection]:
    """A table of entries without any conditions, whose rows are as durable as those of a register."""
    with closing(sqlite.connect(folder / "bare")) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 0"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("CREATE TABLE entries (number INTEGER PRIMARY KEY, signature TEXT, entry TEXT)")
        yield connection


def test_durable_act(benchmark: BenchmarkFixture, report: Report, tmp_path: Path) -> None:
    """A particular of a case amended: read, checked, worked out, written, entered, signed; until it is on the disk."""
    key, chain = Ed25519PrivateKey.generate(), b""
    with opened(a_register_file(tmp_path)) as work, a_bare_table(tmp_path) as table:
        official = an_official(work, TickingClock())
        case = official.a_case()
        values = map("Navy {}".format, count())

        def ours(_nothing: None) -> None:
            amend_particulars(official, case_id=case.id, field="end_user", value=next(values))

        ours(None)
        (text,) = next(work.register.every("SELECT entry FROM entries ORDER BY number DESC LIMIT 1"))

        def bare(_nothing: None) -> None:
            nonlocal chain
            chain = sha256(chain + text.encode()).digest()
            row = (key.sign(text.encode()).hex(), text)
            table.execute("INSERT INTO entries (signature, entry) VALUES (?, ?)", row)
            table.commit()

        measured = in_turns(benchmark, [None], ours, {"bare": bare}, times=200)
    report.ratio("act", median(measured["ours"]), median(measured["bare"]), "its entry alone, bare")


def test_sign_off(benchmark: BenchmarkFixture, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a minister decided entered from the signed sheet, and taken back, in turns; each until it is on the disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rehearsal = read_rehearsal(ROOT / "resources" / "rehearsals" / "four_ministers.toml", frozenset({"meti"}))
    requested = next(
        at
        for at, act in enumerate(rehearsal.acts)
        if act.fields.get("step") == "nsc_four_ministers" and act.do == "request"
    )
    key, chain = Ed25519PrivateKey.generate(), b""
    with fresh_stage(rehearsal) as stage, a_bare_table(tmp_path) as table:
        play(rehearsal.acts[: requested + 1], stage, Given(), lambda _played: None)
        case = find_case(stage.work, "2026-0001")
        assert case.procedure is not None
        code, recorder = case.procedure.requests[-1].code, rehearsal.people[-1].key
        entered: list[int] = []

        def ours(_nothing: None) -> None:
            if entered:
                withdraw_entry(stage.acting(recorder), case_id=case.id, entry=entered.pop(), reason="mistyped")
            else:
                said = enter_decision(
                    stage.acting(recorder),
                    case_id=case.id,
                    step="nsc_four_ministers",
                    office="prime_minister",
                    signatory="Prime Minister",
                    decision="agree",
                    dated=stage.clock.today(),
                    reference="1",
                    code=code,
                )
                entered.append(said.entry)

        ours(None)
        (text,) = next(stage.work.register.every("SELECT entry FROM entries ORDER BY number DESC LIMIT 1"))

        def bare(_nothing: None) -> None:
            nonlocal chain
            chain = sha256(chain + text.encode()).digest()
            row = (key.sign(text.encode()).hex(), text)
            table.execute("INSERT INTO entries (signature, entry) VALUES (?, ?)", row)
            table.commit()

        measured = in_turns(benchmark, [None], ours, {"bare": bare}, times=40)
    report.ratio("sign-off", median(measured["ours"]), median(measured["bare"]), "its entry alone, bare")


def test_appending(benchmark: BenchmarkFixture, report: Report, tmp_path: Path) -> None:
    """Both sides make what they wrote durable, in files of the same settings."""
    key, many = Ed25519PrivateKey.generate(), 200
    with opened(a_register_file(tmp_path)) as work, a_bare_table(tmp_path) as table:

        def ours(_nothing: None) -> None:
            with work:
                for _ in range(many):
                    work.events.add(LawNoticed("0" * 64), LONG_AGO, "hanako")
                work.commit()

        (text,) = next(work.register.every("SELECT entry FROM entries ORDER BY number DESC LIMIT 1"))
        entry = text.encode()

        def signed() -> Iterator[bytes]:
            chain = b""
            for _ in range(many):
                chain = sha256(chain + entry).digest()
                yield key.sign(entry)

        def bare(_nothing: None) -> None:
            rows = [(signature.hex(), text) for signature in signed()]
            table.executemany("INSERT INTO entries (signature, entry) VALUES (?, ?)", rows)
            table.commit()

        others: Mapping[str, Callable[[None], object]] = {"bare": bare, "in memory": lambda _nothing: list(signed())}
        measured = in_turns(benchmark, [None], ours, others, times=30)
    ours_each, bare_each, in_memory = (min(measured[name]) / many for name in ("ours", *others))
    report.ratio("append", ours_each, bare_each, "SHA-256 chain and Ed25519, bare", bound=3)
    report.ratio("append-in-memory", ours_each, in_memory, "the same, kept nowhere")
