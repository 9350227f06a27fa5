"""Whatever is changed in a register by hand is found when it is verified, and nothing is found in a sound one."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.bootstrap.ledgers import LedgersAtHand, verify_register
from app.domain.errors import Mendable
from app.domain.ledger.checkpoint import Checkpoint, origin_of, signed
from app.domain.ledger.entry import NO_SIGNATURE, entry_bytes, entry_hash, read_entry
from app.domain.ledger.tree import Peaks
from app.domain.register.people import Role
from app.services.documenting import add_document
from app.services.ending import close_case
from app.services.ledger_faults import WrongEntry, WrongRow
from app.services.publishing import examine_draft, put_in_force
from app.services.staffing import leave, set_training_day
from app.services.updating import bring_up_to_date
from app.services.verifying_ledger import Remark
from app.storage.register.connections import connect
from app.storage.register.file_key import FileKey
from app.storage.register.making import NewRegister, make_register
from app.storage.register.signing import SigningKey
from tests.builders import (
    ARMS_TAKEN_ALONG,
    DESTROYERS,
    LONG_AGO,
    MIGRATIONS,
    PARTS_FOR_XA,
    PEOPLE,
    UUID,
    a_register_file,
    an_official,
    document_particulars,
    opened,
)
from tests.conftest import HowMany
from tests.drafts import a_draft_that_opens_parts
from tests.fakes import TickingClock
from tests.verifier.loading import verify_ledger

PAPER = "輸出計画書（架空）\n".encode()


def said(path: Path, kept: tuple[Path, ...] = (), file_key: FileKey | None = None) -> list[Mendable]:
    """All that the verification says."""
    return list(verify_register(path, kept=kept, file_key=file_key))


def faults(path: Path, kept: tuple[Path, ...] = ()) -> list[Mendable]:
    """What it finds wrong."""
    return [each for each in said(path, kept) if not isinstance(each, Remark)]


def worked_in(path: Path, folder: Path, file_key: FileKey | None = None) -> None:
    """Do something of most kinds in a register."""
    with opened(path, file_key=file_key) as work:
        official = an_official(work, TickingClock())
        first = official.a_case(DESTROYERS, title="Destroyers 護衛艦", end_user="Navy")
        official.determine(first.lines[0].id)
        add_document(official, case_id=first.id, particulars=document_particulars())
        second = official.a_case(PARTS_FOR_XA, item="Fins")
        official.set_aside_agreement(second.lines[0].id, "yes", official.a_document(second.id))
        third = official.a_case(ARMS_TAKEN_ALONG)
        official.determine(third.lines[0].id)
        close_case(official, case_id=third.id, reason="The order was taken back.")
        set_training_day(official, day=date(2026, 11, 2))
        set_training_day(official, day=None)
        leave(official, account="trainer")
        draft = examine_draft(official.shelf, str(a_draft_that_opens_parts(folder)))
        put_in_force(official, report=draft, named_person="Taro Sato", since=date(2026, 5, 1))
        while bring_up_to_date(official).behind:
            pass
        paper = document_particulars(sha256=sha256(PAPER).hexdigest())
        last = official.a_case(ARMS_TAKEN_ALONG, item="Rifles")
        add_document(official, case_id=last.id, particulars=paper, content=PAPER)
        official.determine(last.lines[0].id)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    path = a_register_file(folder)
    worked_in(path, folder)
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copy(sound, tmp_path))


class Row(NamedTuple):
    """An entry as it is stored."""

    number: int
    signature: str
    entry: str


def entries_of(path: Path) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        return [Row(*row) for row in connection.execute("SELECT number, signature, entry FROM entries ORDER BY number")]


def by_hand(path: Path, *statements: str | tuple[str, tuple[Any, ...]]) -> None:
    """Change a register as somebody with plain `sqlite3` would, who drops what is in the way."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(*((statement,) if isinstance(statement, str) else statement))
        for _, sql in triggers:
            connection.execute(sql)


def put(path: Path, rows: list[Row], *, checkpoints: bool = True) -> None:
    """Put other entries in the place of those that stand there."""
    by_hand(
        path,
        "DELETE FROM entries",
        *(("INSERT INTO entries (number, signature, entry) VALUES (?, ?, ?)", tuple(row)) for row in rows),
        *(() if checkpoints else ("DELETE FROM checkpoints",)),
    )


def first_bad(path: Path, kept: tuple[Path, ...] = ()) -> int:
    """The number of the entry that is named as the first bad one."""
    return next(each.number for each in said(path, kept) if isinstance(each, WrongEntry))


def keys(path: Path) -> dict[str, SigningKey]:
    """All keys that lie open in a register, by their public halves."""
    with closing(sqlite3.connect(path)) as connection:
        seeds = connection.execute("SELECT seed FROM open_keys UNION SELECT seed FROM checkpoint_key").fetchall()
    made = [SigningKey(bytes.fromhex(seed)) for (seed,) in seeds]
    return {key.public: key for key in made}


def rewritten(path: Path, change: Callable[[int, dict[str, Any]], dict[str, Any] | None]) -> list[Row]:
    """The ledger anew, each entry changed so or, with None, left out; joined and signed by the open keys."""
    at_hand, before = keys(path), "0" * 64
    rows: list[Row] = []
    for row in entries_of(path):
        entry = read_entry(row.entry.encode())
        fields = change(row.number, entry._asdict())
        if fields is None:
            continue
        made = entry_bytes(entry._replace(**{**fields, "number": len(rows) + 1, "before": before}))
        signature = NO_SIGNATURE if entry.before_the_ledger else at_hand[entry.key].sign(made)
        before = entry_hash(signature, made).hex()
        rows.append(Row(len(rows) + 1, signature.hex(), made.decode()))
    return rows


def put_anew(path: Path, rows: list[Row]) -> None:
    """Put a rewritten ledger in place, with its checkpoints rewritten as well."""
    with closing(sqlite3.connect(path)) as connection:
        sizes = [size for (size,) in connection.execute("SELECT size FROM checkpoints ORDER BY size")]
        uuid, key = connection.execute("SELECT uuid, seed FROM register, checkpoint_key").fetchone()
    signer, peaks, notes = SigningKey(bytes.fromhex(key)), Peaks(), []
    for row in rows:
        peaks.append(entry_hash(bytes.fromhex(row.signature), row.entry.encode()))
        if peaks.size in sizes:
            made = Checkpoint(origin_of(uuid), peaks.size, peaks.root(), LONG_AGO)
            notes.append((peaks.size, signed(made, bytes.fromhex(signer.public), signer.sign), peaks.data().hex()))
    put(path, rows, checkpoints=False)
    by_hand(path, *(("INSERT INTO checkpoints (size, note, peaks) VALUES (?, ?, ?)", note) for note in notes))


# --- what is sound ---------------------------------------------------------------------------------------------------


def test_a_sound_register_has_no_faults(path: Path) -> None:
    assert said(path) == []


def test_an_encrypted_one_has_none_either_and_a_change_in_it_is_found(tmp_path: Path) -> None:
    key = FileKey(bytes(range(32)))
    path = a_register_file(tmp_path, file_key=key)
    worked_in(path, tmp_path, key)
    assert said(path, file_key=key) == []
    with closing(connect(path, "rw", key)) as connection, connection:
        connection.execute("UPDATE lines SET remarks = 'x' WHERE id = 1")
    (wrong, *_) = said(path, file_key=key)
    assert isinstance(wrong, WrongRow)
    assert (wrong.table, wrong.key) == ("lines", "1")


def test_a_live_register_is_sound_and_no_signing_key_lies_open_in_it(tmp_path: Path) -> None:
    path, key = tmp_path / "office.sekisho", FileKey(bytes(range(32)))
    maker = PEOPLE[0]._replace(roles=tuple(role for role in PEOPLE[0].roles if role is not Role.TRAINER))
    made = NewRegister(UUID, "meti", (maker,), SigningKey(bytes(32)), "5" * 64)
    make_register(path, MIGRATIONS, made, LONG_AGO, key)
    assert said(path, file_key=key) == []
    with closing(connect(path, "rw", key)) as connection, connection:
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'open_keys_are_for_training'"
        ).fetchone()
        connection.execute("DROP TRIGGER open_keys_are_for_training")
        connection.execute("INSERT INTO open_keys VALUES (1, ?)", ("00" * 32,))
        connection.execute(trigger)
    assert ["open_keys/1" in str(each) for each in said(path, file_key=key)] == [True]


def test_a_register_of_an_earlier_version_is_sound_once_it_was_brought_up_to_date(tmp_path: Path) -> None:
    path = Path(shutil.copy(Path(__file__).with_name("registers") / "version-10.sekisho", tmp_path))
    with opened(path) as work:
        an_official(work, TickingClock()).a_case(number="B")
    assert faults(path) == []


def test_a_clock_that_went_back_is_a_remark(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    with opened(path) as work:
        an_official(work, TickingClock()).a_case(number="A")
        an_official(work, TickingClock(LONG_AGO - timedelta(days=400))).a_case(number="B")
    (remark,) = said(path)
    assert isinstance(remark, Remark)
    assert "gone back at 1 entries, first at entry 3" in str(remark)


# --- entries ---------------------------------------------------------------------------------------------------------


def test_one_byte_of_each_entry(path: Path) -> None:
    rows, chance = entries_of(path), random.Random(1)  # noqa: S311 - a choice of bytes
    for number in range(1, len(rows) + 1):
        signature, entry = rows[number - 1].signature, rows[number - 1].entry.encode()
        at = chance.randrange(64 + len(entry))
        if at < 64:
            changed = bytearray(bytes.fromhex(signature))
            changed[at] ^= 1 << chance.randrange(8)
            altered = Row(number, changed.hex(), entry.decode())
        else:
            spot = at - 64
            # Another letter of ASCII, so that it still is a text.
            altered = Row(number, signature, (entry[:spot] + b"~" + entry[spot + 1 :]).decode(errors="replace"))
        assert is_found_at(path, rows, altered) == number, (number, at)


def is_found_at(path: Path, rows: list[Row], altered: Row) -> int:
    """Where the ledger is found bad with this entry in its place; without touching the file."""
    from app.bootstrap.ledgers import signing
    from app.domain.ledger.following import Follower, NotAsItMustBe

    with closing(sqlite3.connect(path)) as connection:
        uuid, kind, office = connection.execute("SELECT uuid, kind, office FROM register").fetchone()
    follower = Follower(uuid, kind, office, signing().verify)
    for row in (*rows[: altered.number - 1], altered, *rows[altered.number :]):
        try:
            follower.take(bytes.fromhex(row.signature), row.entry.encode())
        except NotAsItMustBe:
            return follower.tree.size + 1
    return 0


def test_each_byte_of_one_entry(path: Path, how_many: HowMany) -> None:
    rows = entries_of(path)
    row = rows[2]
    entry = row.entry.encode()
    for at in range(len(entry)):
        for flip in (1, 2, 16)[: how_many(1, long=3)]:
            altered = entry[:at] + bytes([entry[at] ^ flip]) + entry[at + 1 :]
            assert is_found_at(path, rows, Row(3, row.signature, altered.decode(errors="replace"))) == 3, at
    for at in range(64):
        signature = bytearray(bytes.fromhex(row.signature))
        signature[at] ^= 4
        assert is_found_at(path, rows, Row(3, signature.hex(), row.entry)) == 3, at


@pytest.mark.parametrize("number", [1, 2, 20])
def test_an_entry_that_is_gone_doubled_swapped_or_another(path: Path, number: int) -> None:
    rows = entries_of(path)
    at = number - 1
    renumbered: dict[str, list[Row]] = {
        "dropped": [*rows[:at], *rows[number:]],
        "doubled": [*rows[:number], rows[at], *rows[number:]],
        "swapped": [*rows[:at], rows[number], rows[at], *rows[number + 1 :]],
    }
    for what, others in renumbered.items():
        put(path, [Row(place, *row[1:]) for place, row in enumerate(others, 1)])
        assert first_bad(path) == number + (what == "doubled"), what


def test_an_entry_left_out_with_its_number(path: Path) -> None:
    rows = entries_of(path)
    put(path, [*rows[:9], *rows[10:]])
    assert first_bad(path) == 10


def test_an_entry_that_is_dated_back_and_signed_anew(path: Path) -> None:
    rows = entries_of(path)
    entry = read_entry(rows[9].entry.encode())
    made = entry_bytes(entry._replace(at=entry.at - timedelta(days=30)))
    rows[9] = Row(10, keys(path)[entry.key].sign(made).hex(), made.decode())
    put(path, rows)
    assert first_bad(path) == 10
    assert "against what it says of the clock" in str(faults(path)[0])


def test_entries_cut_off_with_and_without_their_checkpoints(path: Path) -> None:
    rows = entries_of(path)
    put(path, rows[:-3])
    assert first_bad(path) == len(rows) - 2, "a checkpoint in the register speaks of more"
    with closing(sqlite3.connect(path)) as connection:
        size, note = connection.execute("SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1").fetchone()
    elsewhere = path.with_name("kept.txt")
    elsewhere.write_text(note, encoding="utf-8")
    by_hand(path, ("DELETE FROM checkpoints WHERE size = ?", (size,)))
    assert first_bad(path, (elsewhere,)) == len(rows) - 2


def test_all_written_anew_is_found_by_a_checkpoint_that_was_kept_elsewhere(path: Path, sound: Path) -> None:
    """Whoever holds a training register has its keys: without one nothing of this could be told."""
    with closing(sqlite3.connect(path)) as connection:
        (note,) = connection.execute("SELECT note FROM checkpoints ORDER BY size LIMIT 1").fetchone()
    elsewhere = path.with_name("kept.txt")
    elsewhere.write_text(note, encoding="utf-8")
    assert [type(each) for each in said(path, (elsewhere,))] == [Remark]

    def say_otherwise(number: int, fields: dict[str, Any]) -> dict[str, Any]:
        return {**fields, "body": {**fields["body"], "title": "Another"}} if number == 2 else fields

    put_anew(path, rewritten(path, say_otherwise))
    found = faults(path, (elsewhere,))
    assert any("are others than those for which it was signed" in str(each) for each in found)
    assert not any(isinstance(each, WrongEntry) for each in found), "the ledger itself holds"


def test_a_checkpoint_of_another_register_or_none_is_told(path: Path, tmp_path: Path) -> None:
    rubbish, other = tmp_path / "rubbish.txt", tmp_path / "other.txt"
    rubbish.write_text("nothing", encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection:
        (note,) = connection.execute("SELECT note FROM checkpoints LIMIT 1").fetchone()
    other.write_text(note.replace("4a8f1f6e", "00000000"), encoding="utf-8")
    assert ["no checkpoint" in str(each) for each in faults(path, (rubbish,))] == [True]
    assert ["of another register" in str(each) for each in faults(path, (other,))] == [True]


def test_who_held_no_role_for_an_act_is_found(path: Path) -> None:
    """The trigger is gone, the entry is signed and joined: the ledger itself says that the person may not."""
    with opened(path) as work:
        reviewer = an_official(work, TickingClock(), "reviewer")
        key, fields = keys(path), entries_of(path)[-1]
    del reviewer
    last = read_entry(fields.entry.encode())
    with closing(sqlite3.connect(path)) as connection:
        (public,) = connection.execute(
            "SELECT public_key FROM signing_keys JOIN people ON people.id = person_id WHERE account = 'reviewer'"
        ).fetchone()
    before = entry_hash(bytes.fromhex(fields.signature), fields.entry.encode()).hex()
    made = entry_bytes(
        last._replace(
            number=last.number + 1, person="reviewer", key=public, act="case_opened", rows={}, body={}, before=before
        )
    )
    put(path, [*entries_of(path), Row(last.number + 1, key[public].sign(made).hex(), made.decode())])
    (wrong,) = faults(path)
    assert isinstance(wrong, WrongEntry)
    assert (wrong.number, "held no role" in str(wrong)) == (last.number + 1, True)


# --- rows ------------------------------------------------------------------------------------------------------------


#: What has no number beside its columns.
WITHOUT_ROWID = ("case_pairs_idx", "case_pairs_config", "waits")


def as_it_was(sound: Path, path: Path) -> None:
    """Put the sound register back."""
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    shutil.copy(sound, path)


def tables(path: Path) -> list[str]:
    """Every ordinary table. What SQLite keeps of the index is looked at by what it answers (`answers_of`)."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            name
            for (name,) in connection.execute(
                "SELECT name FROM pragma_table_list WHERE schema = 'main'"
                " AND (type = 'table' OR name = 'case_pairs_config')"
                " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
            )
        ]


class Cell(NamedTuple):
    """A column of a table that is stored."""

    table: str
    column: str
    is_key: bool


def columns(path: Path) -> Iterator[Cell]:
    with closing(sqlite3.connect(path)) as connection:
        for table in tables(path):
            for name, key in connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall():
                yield Cell(table, name, bool(key))


def other(value: object) -> object:
    """A value of the same kind that is another."""
    match value:
        case None:
            return 1
        case int():
            return value + 1_000_000
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1]) if value else b"x"
        case _:
            text = str(value)
            if text.startswith('{"'):
                return text.replace('{"', '{"x":1,"', 1)
            return text[:-1] + ("1" if text[-1:] == "0" else "0")


def chosen(cells: list[Any], count: int) -> list[Any]:
    """So many of them, or all; others when there are more of them."""
    return random.Random(len(cells)).sample(cells, min(count, len(cells)))  # noqa: S311


def test_every_column_of_every_table(path: Path, sound: Path, how_many: HowMany) -> None:
    missed = []
    for cell in chosen(list(columns(path)), how_many(14, long=1_000)):
        with closing(sqlite3.connect(path)) as connection:
            row = connection.execute(f'SELECT "{cell.column}" FROM "{cell.table}" LIMIT 1').fetchone()  # noqa: S608
            if row is None:
                continue
        condition = f'"{cell.column}" IS ?'
        change = f'UPDATE OR REPLACE "{cell.table}" SET "{cell.column}" = ? WHERE rowid = '  # noqa: S608
        if cell.table in WITHOUT_ROWID:
            change = f'UPDATE "{cell.table}" SET "{cell.column}" = ? WHERE {condition}'  # noqa: S608
            by_hand(path, (change, (other(row[0]), row[0])))
        else:
            first = f'(SELECT min(rowid) FROM "{cell.table}" WHERE {condition})'  # noqa: S608
            by_hand(path, (change + first, (other(row[0]), row[0])))
        if not faults(path):
            missed.append(f"{cell.table}.{cell.column}")
        as_it_was(sound, path)
    assert missed == []


def test_a_row_that_is_taken_out_of_any_table(path: Path, sound: Path, how_many: HowMany) -> None:
    missed = []
    for table in chosen(tables(path), how_many(8, long=1_000)):
        with closing(sqlite3.connect(path)) as connection:
            (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
        for at in {0, count - 1} if count else ():
            if table in WITHOUT_ROWID:
                key = "pgno" if table.endswith("idx") else "k"
                statement = f'DELETE FROM "{table}" WHERE {key} = (SELECT {key} FROM "{table}" LIMIT 1 OFFSET {at})'  # noqa: S608
            else:
                statement = f'DELETE FROM "{table}" WHERE rowid = (SELECT rowid FROM "{table}" LIMIT 1 OFFSET {at})'  # noqa: S608
            by_hand(path, statement)
            if not faults(path):
                missed.append(f"{table} {at}")
            as_it_was(sound, path)
    assert missed == []


def test_a_row_that_is_put_into_any_table_by_hand(path: Path, sound: Path, how_many: HowMany) -> None:
    missed = []
    for table in chosen(tables(path), how_many(8, long=1_000)):
        with closing(sqlite3.connect(path)) as connection:
            told = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
            names = ", ".join(name for name, _ in told)
            cells = connection.execute(f'SELECT {names} FROM "{table}" LIMIT 1').fetchone()  # noqa: S608
        kinds = {"INTEGER": 7, "TEXT": "x", "BLOB": b"x", "": b"x"}
        values = [other(value) for value in cells] if cells else [kinds[kind] for _, kind in told]
        marks = ", ".join("?" * len(values))
        by_hand(path, (f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values)))  # noqa: S608
        if not faults(path):
            missed.append(table)
        as_it_was(sound, path)
    assert missed == []


@pytest.mark.parametrize(
    "statement",
    [
        "DROP INDEX cases_by_received_on",
        "CREATE TABLE more (x)",
        "CREATE TRIGGER more AFTER INSERT ON cases BEGIN SELECT 1; END",
        "PRAGMA user_version = 3",
        "PRAGMA application_id = 3",
    ],
)
def test_what_is_made_otherwise(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    try:
        assert faults(path)
    except Mendable:
        assert "user_version" in statement


# --- the stand-alone verifier ----------------------------------------------------------------------------------------


def is_sound_by_itself(path: Path, folder: Path) -> bool:
    """What the program says that knows nothing of this one, of what was written out."""
    LedgersAtHand().export(path, folder, lambda _share: None)
    return bool(verify_ledger.main([str(folder)]) == 0)


@pytest.mark.parametrize("name", ["made anew", "brought up to date"])
def test_the_stand_alone_verifier_finds_sound_registers_sound(path: Path, tmp_path: Path, name: str) -> None:
    if name != "made anew":
        as_it_was(Path(__file__).with_name("registers") / "version-10.sekisho", path)
        with opened(path) as work:
            official = an_official(work, TickingClock())
            official.determine(official.a_case(ARMS_TAKEN_ALONG, number="B").lines[0].id)
            official.a_case(number="C")
    assert faults(path) == []
    assert is_sound_by_itself(path, tmp_path / "export")


DAMAGE: dict[str, str | tuple[str, tuple[Any, ...]]] = {
    "an act that nobody did": "UPDATE entries SET entry = replace(entry, 'Navy', 'Nave') WHERE number = 2",
    "a signature": "UPDATE entries SET signature = '1234' || substr(signature, 5) WHERE number = 4",
    "no signature": ("UPDATE entries SET signature = ? WHERE number = 5", ("0" * 128,)),
    "an entry is gone": "DELETE FROM entries WHERE number = 7",
    "the last is gone": "DELETE FROM entries WHERE number = (SELECT max(number) FROM entries)",
    "a checkpoint": "UPDATE checkpoints SET note = replace(note, '2026', '2025')",
    "a checkpoint of other entries": "UPDATE checkpoints SET note = (SELECT min(note) FROM checkpoints)",
    "a checkpoint is gone": "DELETE FROM checkpoints WHERE size = (SELECT min(size) FROM checkpoints)",
    "a row": "UPDATE lines SET remarks = 'x' WHERE id = 1",
    "a person": "UPDATE people SET name_en = 'x' WHERE id = 2",
    "a row is gone": "DELETE FROM evidence",
    "a row more": "INSERT INTO departures VALUES (2, '', '2026-11-22T03:00:00.000000Z', 'hanako')",
    "the office": "UPDATE register SET office = 'mod'",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_both_find_the_same_damage(path: Path, tmp_path: Path, damage: str) -> None:
    by_hand(path, DAMAGE[damage])
    assert faults(path)
    assert not is_sound_by_itself(path, tmp_path / "export")


# --- bits ------------------------------------------------------------------------------------------------------------


def cells_of(path: Path) -> dict[str, object] | None:
    """Everything that another SQLite reads of a file, cell by cell; None where it can't."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            connection.text_factory = bytes
            read: dict[str, object] = {
                "made": connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall(),
                **{
                    name: connection.execute(f"PRAGMA {name}").fetchone()
                    for name in ("user_version", "application_id", "encoding")
                },
            }
            read |= answers_of(connection)
            for table in tables_read(connection):
                read[table] = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
            return read
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def answers_of(connection: sqlite3.Connection) -> dict[str, object]:
    """What the index holds, read through, and what it answers to each of its words and each beginning of one."""
    connection.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, case_pairs, instance)")
    held = connection.execute("SELECT term, doc FROM held").fetchall()
    asked = {f'"{term.decode()}"' for term, _ in held} | {f'"{term.decode()[0]}" *' for term, _ in held}
    ask = "SELECT rowid FROM case_pairs WHERE case_pairs MATCH ?"
    return {"held": held, **{each: sorted(connection.execute(ask, (each,)).fetchall()) for each in sorted(asked)}}


def tables_read(connection: sqlite3.Connection) -> list[str]:
    listed = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND (type = 'table' OR name = 'case_pairs_config')"
    )
    return sorted(name.decode() for (name,) in listed if name != b"sqlite_schema")


def test_a_flipped_bit_that_changes_anything_is_found(sound: Path, tmp_path: Path, how_many: HowMany) -> None:
    chance, harmless, whole = random.Random(20_261_130), 0, cells_of(sound)  # noqa: S311
    data = sound.read_bytes()
    path = tmp_path / "flipped.sekisho"
    count = how_many(12, long=600)
    for _ in range(count):
        at = chance.randrange(8 * len(data))
        flipped = bytearray(data)
        flipped[at // 8] ^= 1 << at % 8
        path.write_bytes(flipped)
        try:
            found = bool(faults(path))
        except Mendable:
            found = True
        if not found:
            assert cells_of(path) == whole, f"bit {at} of {len(data)} bytes changed something and was not found"
            harmless += 1
        for left in path.parent.glob("flipped.sekisho*"):
            left.unlink()
    assert harmless < count, "some flips do harm"
