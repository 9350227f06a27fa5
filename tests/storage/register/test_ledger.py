"""The ledger of a register: an entry for each event, signed, chained, and speaking of every row that was written."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain.ids import CaseId
from app.domain.japan_time import JAPAN_TIME
from app.domain.ledger.checkpoint import is_signed_by, origin_of, read_checkpoint, read_note
from app.domain.ledger.entry import NO_SIGNATURE, NOTHING_BEFORE, Entry, entry_bytes, entry_hash, read_entry
from app.domain.ledger.tree import root_of
from app.domain.register.events import KINDS, LawNoticed
from app.domain.register.people import Role
from app.domain.register.permissions import MAY
from app.services.ports import EntryFilter
from app.services.staffing import leave, set_training_day
from app.storage.register import sqlite
from app.storage.register.ledger import Ledger
from app.storage.register.rows import Rows
from app.storage.register.signing import SigningKey, holds, new_key
from app.storage.register.timestamps import text_of
from tests.builders import ARMS_TAKEN_ALONG, LONG_AGO, UUID, Official, a_register_file, an_official, opened
from tests.fakes import TickingClock


def entries(register: Rows) -> list[tuple[bytes, bytes, Entry]]:
    """Signature, bytes and value of every entry."""
    rows = register.every("SELECT signature, entry FROM entries ORDER BY number")
    return [(bytes.fromhex(signature), text.encode(), read_entry(text.encode())) for signature, text in list(rows)]


def worked_in(official: Official) -> Rows:
    """A register in which something of most kinds was done."""
    case = official.a_case(ARMS_TAKEN_ALONG, item="Rifles")
    official.a_document(case.id)
    official.determine(case.lines[0].id)
    return official.work.register


def test_each_entry_follows_the_one_before_and_is_signed_by_who_acted(official: Official) -> None:
    register = worked_in(official)
    before = NOTHING_BEFORE
    keys: dict[str, str] = {}
    for number, (signature, text, entry) in enumerate(entries(register), 1):
        assert (entry.number, entry.register, entry.before) == (number, UUID, before)
        keys |= {person["account"]: person["key"] for person in entry.body.get("people", [])}
        assert entry.key == keys[entry.person]
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(entry.key)).verify(signature, text)
        before = entry_hash(signature, text).hex()
    assert {entry.person for _, _, entry in entries(register)} == {"hanako"}


def test_every_row_is_spoken_of_as_it_stands(official: Official) -> None:
    register = worked_in(official)
    last: dict[str, str] = {}
    for _, _, entry in entries(register):
        last |= entry.rows
    spoken_for = register.spoken_for
    standing = {
        f"{table}/{key}": spoken_for.digest(table, key)
        for table in spoken_for.tables()
        for key, _ in spoken_for.rows(table)
    }
    assert last == standing
    assert {"cases", "lines", "answers", "documents", "determinations", "people", "register"} <= {
        name.partition("/")[0] for name in standing
    }


def test_what_is_written_without_an_event_is_a_fault_and_undone(official: Official) -> None:
    case = official.a_case()
    before = len(entries(official.work.register))
    with official.work:
        official.work.lines.amend(case.lines[0].id, case.lines[0].particulars._replace(item="Hull"))
        with pytest.raises(RuntimeError, match=r"without an event.*'lines'"):
            official.work.commit()
    assert official.case(case.id) == case
    assert len(entries(official.work.register)) == before


def test_a_determination_is_followed_by_a_checkpoint_of_all_that_happened(official: Official) -> None:
    register = worked_in(official)
    row = register.one("SELECT size, note FROM checkpoints", (), "checkpoint")
    key = register.one("SELECT public_key FROM checkpoint_key", (), "key")["public_key"]
    note = read_note(row["note"].encode())
    told = read_checkpoint(note)
    hashes = [entry_hash(signature, text) for signature, text, _ in entries(register)]
    assert (told.origin, told.size, told.root) == (origin_of(UUID), len(hashes), root_of(hashes))
    assert is_signed_by(note, origin_of(UUID), bytes.fromhex(key), holds)
    assert entries(register)[0][2].body["checkpoint_key"] == key


def test_a_checkpoint_goes_on_from_the_last_and_says_nothing_twice(official: Official) -> None:
    register = worked_in(official)
    for number in range(5):
        official.a_case(number=f"A-{number}")
        with official.work:
            official.work.events.checkpoint(LONG_AGO)
            official.work.events.checkpoint(LONG_AGO)
            official.work.commit()
    hashes = [entry_hash(signature, text) for signature, text, _ in entries(register)]
    notes = [
        read_checkpoint(read_note(note.encode())) for (note,) in list(register.every("SELECT note FROM checkpoints"))
    ]
    assert len(notes) == 6
    assert [note.root for note in notes] == [root_of(hashes[: note.size]) for note in notes]


def test_of_the_entries_of_one_unit_of_work_the_first_names_the_checkpoint_before(official: Official) -> None:
    register = worked_in(official)
    size = register.one("SELECT size FROM checkpoints", (), "checkpoint")["size"]
    with official.work:
        for by in ("hanako", "reviewer", "hanako"):
            official.work.events.add(LawNoticed("0" * 64), official.clock.now(), by)
        official.work.commit()
    made = [entry for _, _, entry in entries(register)[size:]]
    assert [entry.person for entry in made] == ["hanako", "reviewer", "hanako"]
    assert [list(entry.rows) for entry in made] == [[f"checkpoints/{size}"], [], []]
    keys = {entry.person: entry.key for entry in made}
    assert len(set(keys.values())) == 2
    for signature, text, entry in entries(register)[size:]:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys[entry.person])).verify(signature, text)


def test_the_ledger_is_narrowed_as_asked_and_by_an_index(official: Official) -> None:
    register = worked_in(official)
    with official.work:
        # The day begins in Japan nine hours before it does in UTC.
        for hour in (14, 15):
            at = datetime(2026, 11, 30, hour, tzinfo=UTC)
            official.work.events.add(LawNoticed("0" * 64), at, "reviewer")
        official.work.commit()
    every = official.work.events.page(EntryFilter(), None, 1000)
    assert [event.number for event in every] == [entry.number for _, _, entry in entries(register)][::-1]
    days = {event.at.astimezone(JAPAN_TIME).date() for event in every}
    assert {date(2026, 11, 30), date(2026, 12, 1)} <= days
    asked: list[str] = []
    connection = sqlite.connect(register.path)
    with closing(connection):
        rows = Rows(register.path, connection)
        connection.set_trace_callback(asked.append)
        ledger = Ledger(rows, official.work.register.signers)
        for wanted in map(
            EntryFilter._make,
            product(
                {None, *(CaseId(event.case_id) for event in every if event.case_id)},
                {"", "nobody", *(event.by for event in every)},
                {"", "none", *(event.kind for event in every)},
                {None, date(2000, 1, 1), *days},
            ),
        ):
            for below in (None, every[3].number):
                assert ledger.page(wanted, below, 1000) == tuple(
                    event
                    for event in every
                    if (wanted.case_id in (None, event.case_id) and wanted.person in ("", event.by))
                    and (wanted.kind in ("", event.kind) and (below is None or event.number < below))
                    and wanted.day in (None, event.at.astimezone(JAPAN_TIME).date())
                )
        connection.set_trace_callback(None)
        plans = {
            step
            for statement in asked
            if "WHERE" in statement and "FROM entries" in statement
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        }
    assert not any("TEMP B-TREE" in step for step in plans), "nothing is sorted that was found"
    assert {step for step in plans if step.startswith("SCAN")} <= {"SCAN entries"}, "and that only where all is wanted"
    assert {step.partition(" USING ")[2].partition(" (")[0] for step in plans} >= {
        f"INDEX entries_of_{name}" for name in ("case", "day", "person", "act", "person_and_act")
    }


def test_a_clock_that_went_back_is_recorded_and_a_day_set_in_training_is_none(official: Official) -> None:
    official.a_case(number="A")
    earlier = an_official(official.work, TickingClock(LONG_AGO - timedelta(days=400)))
    earlier.a_case(number="B")
    earlier.a_case(number="C")
    set_training_day(official, day=date(2026, 6, 1))
    an_official(official.work, TickingClock(datetime(2025, 6, 1, tzinfo=UTC))).a_case(number="D")
    told = [(entry.act, entry.clock_went_back) for *_, entry in entries(official.work.register)]
    assert told[1:] == [
        ("case_opened", False),
        ("case_opened", True),
        ("case_opened", False),
        ("training_day_set", False),
        ("case_opened", False),
    ]


# What a hand writes is refused while the triggers stand.


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which somebody has left."""
    path = a_register_file(tmp_path_factory.mktemp("left"))
    with opened(path) as work:
        official = an_official(work, TickingClock())
        official.a_case()
        leave(official, account="trainer")
    return path


@pytest.fixture
def hand(left: Path) -> Iterator[sqlite.Connection]:
    """A connection by hand to this register, by which nothing is kept, and acts of a procedure follow no rule."""
    with closing(sqlite.connect(left)) as connection:
        connection.execute("DROP TRIGGER IF EXISTS entries_follow_the_procedure")
        connection.commit()
        yield connection
        connection.rollback()


def forged(connection: sqlite.Connection, account: str, act: str, **changes: Any) -> None:
    """Write an entry as somebody who holds all the keys of the register could."""
    number, signature, text = connection.execute(
        "SELECT number, signature, entry FROM entries ORDER BY number DESC LIMIT 1"
    ).fetchone()
    seed, public = connection.execute(
        "SELECT seed, public_key FROM people JOIN signing_keys ON person_id = people.id"
        " JOIN open_keys ON signing_key_id = signing_keys.id WHERE account = ? ORDER BY signing_keys.id DESC",
        (account,),
    ).fetchone()
    key = SigningKey(bytes.fromhex(seed))
    before = entry_hash(bytes.fromhex(signature), text.encode()).hex()
    entry = Entry(UUID, number + 1, LONG_AGO, account, public, act, None, None, {}, {}, before)._replace(**changes)
    signed = NO_SIGNATURE if entry.before_the_ledger else key.sign(entry_bytes(entry))
    connection.execute(
        "INSERT INTO entries (number, signature, entry) VALUES (?, ?, ?)",
        (entry.number, signed.hex(), entry_bytes(entry).decode()),
    )
    connection.rollback()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", KINDS)
def test_the_register_takes_an_entry_only_of_who_may(hand: sqlite.Connection, act: str, role: Role) -> None:
    if role is not Role.TRAINER and role in MAY[act]:
        forged(hand, role.value, act)
    else:
        with pytest.raises(sqlite.IntegrityError, match=r"no_role|a key of its person"):
            forged(hand, role.value, act)


def test_the_register_and_the_domain_have_the_same_table(hand: sqlite.Connection) -> None:
    told = {(act, Role(role)) for act, role in hand.execute("SELECT act, role FROM role_acts")}
    assert told == {(act, role) for act, roles in MAY.items() for role in roles}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"register": UUID.replace("4a8f", "0000")}, "its own register"),
        ({"key": new_key().public}, "a key of its person"),
        ({"person": "officer"}, "a key of its person"),
        ({"person": "nobody"}, "a key of its person|no_role"),
        ({"number": 99}, "follows the last one"),
        ({"number": 1}, "follows the last one"),
        ({"at": datetime(1999, 12, 31, 14, tzinfo=UTC)}, "no_role"),
        ({"key": "", "before_the_ledger": True}, "comes before it"),
    ],
)
def test_an_entry_that_does_not_belong_is_refused(
    hand: sqlite.Connection, changes: dict[str, object], sentence: str
) -> None:
    forged(hand, "hanako", "law_noticed")
    with pytest.raises(sqlite.IntegrityError, match=sentence):
        forged(hand, "hanako", "law_noticed", **changes)


def test_nothing_of_training_gets_into_a_live_register(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    with closing(sqlite.connect(path)) as connection:
        connection.execute("DROP TRIGGER register_is_not_changed")
        connection.execute("UPDATE register SET kind = 'live'")
        for sql in (
            "INSERT INTO open_keys SELECT 99, seed FROM open_keys LIMIT 1",
            "INSERT INTO training_days SELECT NULL, NULL, created_at, created_by FROM register",
        ):
            with pytest.raises(sqlite.IntegrityError, match="training register"):
                connection.execute(sql)


def test_a_register_of_an_earlier_version_begins_its_ledger_with_all_that_stood(tmp_path: Path) -> None:
    old = Path(__file__).with_name("registers") / "version-10.sekisho"
    path = tmp_path / "training.sekisho"
    path.write_bytes(old.read_bytes())
    with closing(sqlite.connect(path)) as connection:
        events = connection.execute("SELECT at, actor, kind, body FROM events ORDER BY seq").fetchall()
    with opened(path) as work:
        found, register = entries(work.register), work.register
        before = [entry for *_, entry in found if entry.before_the_ledger]
        assert [(text_of(each.at), each.person, each.act, dict(each.body)) for each in before[: len(events)]] == [
            (at, actor, kind, json.loads(body) | {}) for at, actor, kind, body in events
        ]
        assert {each.act for each in before[len(events) :]} == {"rows_taken_over"}
        assert [entry.act for *_, entry in found if not entry.before_the_ledger] == ["ledger_begun"]
        last: dict[str, str] = {}
        for *_, entry in found:
            last |= entry.rows
        spoken_for = register.spoken_for
        assert last == {
            f"{table}/{key}": spoken_for.digest(table, key)
            for table in spoken_for.tables()
            for key, _ in spoken_for.rows(table)
        }
        former = [person.account for person in work.people.all() if person.is_former]
        assert former == ["Hanako Yamada"]
        an_official(work, TickingClock()).a_case(number="B")
