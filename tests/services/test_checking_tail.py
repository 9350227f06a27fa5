"""The quick look at the end of a ledger finds what was changed there, and is silent about what is sound."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.ledger.checkpoint import Checkpoint, origin_of, read_checkpoint, read_note, signed
from app.services import checking_tail
from app.services.checking_tail import DamagedEnd, TailCheck
from app.services.checkpointing import checkpoint_at_closing
from app.storage.register.signing import SigningKey, holds
from tests.builders import ARMS_TAKEN_ALONG, UUID, a_key, a_register_file, an_official, opened
from tests.fakes import TickingClock


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with two checkpoints, and entries before, between and after them."""
    path = a_register_file(tmp_path_factory.mktemp("sound"))
    with opened(path) as work:
        official = an_official(work, TickingClock())
        for _ in range(2):
            official.determine(official.a_case(ARMS_TAKEN_ALONG).lines[0].id)
        official.a_case(ARMS_TAKEN_ALONG)
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copy(sound, tmp_path))


def found(path: Path) -> DamagedEnd | None:
    """What the look says."""
    with opened(path) as work:
        check, wrong = TailCheck(holds), None
        while not check.is_finished:
            wrong = check.step(work)
        return wrong


def by_hand(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    """Change a register as somebody with plain `sqlite3` would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(*statement)
        for _, sql in triggers:
            connection.execute(sql)


def rows(path: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """Rows of a register."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def numbers(path: Path) -> list[int]:
    """The numbers of the entries that are looked at: those after the checkpoint before the last."""
    (first,) = rows(path, "SELECT min(size) FROM checkpoints")[0]
    return [int(str(number)) for (number,) in rows(path, "SELECT number FROM entries WHERE number > ?", first)]


@pytest.mark.parametrize("step", [1, 2, 500])
def test_a_sound_ledger_is_found_so_in_steps_of_any_size(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(checking_tail, "_A_STEP", step)
    assert found(path) is None


def test_a_register_without_checkpoints_is_looked_at_from_its_beginning(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    assert found(path) is None
    by_hand(path, ("UPDATE entries SET entry = replace(entry, '\"hanako\"', '\"hanaka\"')", ()))
    assert found(path) is not None


def test_each_entry_after_the_checkpoint_before_the_last_is_looked_at(path: Path, tmp_path: Path) -> None:
    for number in numbers(path):
        place = ("before", "at")[number % 2]
        changed = Path(shutil.copy(path, tmp_path / "changed.sekisho"))
        ((text,),) = rows(changed, "SELECT entry FROM entries WHERE number = ?", number)
        value = json.loads(str(text))[place]
        other = value[:-2] + ("0" if value[-2] != "0" else "1") + value[-1]
        by_hand(changed, ("UPDATE entries SET entry = replace(entry, ?, ?) WHERE number = ?", (value, other, number)))
        wrong = found(changed)
        assert wrong is not None, (number, place)
        assert "Verify the register" in str(wrong)


def test_what_was_cut_off_dropped_moved_or_signed_by_another_is_found(path: Path, tmp_path: Path) -> None:
    looked_at = numbers(path)
    (newest,) = rows(path, "SELECT max(size) FROM checkpoints")[0]
    last = looked_at[-1]
    stranger = SigningKey(bytes.fromhex(a_key("a stranger").seed))
    ((text,),) = rows(path, "SELECT entry FROM entries WHERE number = ?", last)
    own = json.loads(str(text))["key"]
    forged = str(text).replace(own, stranger.public)
    ((seed,),) = rows(
        path,
        "SELECT seed FROM open_keys JOIN signing_keys ON signing_keys.id = signing_key_id WHERE public_key = ?",
        own,
    )
    signer, moved = SigningKey(bytes.fromhex(str(seed))), str(text).replace(json.loads(str(text))["before"], "0" * 64)
    (note, peaks) = rows(path, "SELECT note, peaks FROM checkpoints ORDER BY size DESC LIMIT 1")[0]
    made = read_checkpoint(read_note(str(note).encode()))

    def noted(checkpoint: Checkpoint, key: SigningKey) -> tuple[str, tuple[object, ...]]:
        text = signed(checkpoint, bytes.fromhex(key.public), key.sign)
        return ("UPDATE checkpoints SET note = ? WHERE size = ?", (text, newest))

    ((seed,),) = rows(path, "SELECT seed FROM checkpoint_key")
    checkpoint_key = SigningKey(bytes.fromhex(str(seed)))
    assert made.origin == origin_of(UUID)
    changes: dict[str, list[tuple[str, tuple[object, ...]]]] = {
        "cut off": [("DELETE FROM entries WHERE number >= ?", (newest,))],
        "cut off before both checkpoints": [("DELETE FROM entries WHERE number > 2", ())],
        "dropped": [("DELETE FROM entries WHERE number = ?", (last - 1,))],
        "no signature": [("UPDATE entries SET signature = ? WHERE number = ?", ("0" * 128, last))],
        "a stranger": [
            (
                "UPDATE entries SET entry = ?, signature = ? WHERE number = ?",
                (forged, stranger.sign(forged.encode()).hex(), last),
            )
        ],
        "after none, and signed so": [
            (
                "UPDATE entries SET entry = ?, signature = ? WHERE number = ?",
                (moved, signer.sign(moved.encode()).hex(), last),
            )
        ],
        "no entry": [("UPDATE entries SET entry = replace(entry, ',', ', ') WHERE number = ?", (last,))],
        "another root": [noted(made._replace(root=bytes(32)), checkpoint_key)],
        "another key": [noted(made, stranger)],
        "other peaks": [("UPDATE checkpoints SET peaks = ? WHERE size = ?", ("00" * (len(str(peaks)) // 2), newest))],
        "peaks before": [("UPDATE checkpoints SET peaks = '00' WHERE size < ?", (newest,))],
        "swapped": [
            ("UPDATE entries SET number = 1000 WHERE number = ?", (last,)),
            ("UPDATE entries SET number = ? WHERE number = ?", (last, last - 1)),
            ("UPDATE entries SET number = ? WHERE number = 1000", (last - 1,)),
        ],
    }
    silent = []
    for name, statements in changes.items():
        changed = Path(shutil.copy(path, tmp_path / "changed.sekisho"))
        by_hand(changed, *statements)
        if found(changed) is None:
            silent.append(name)
    assert silent == []


def test_what_closing_has_signed_is_sound_and_is_signed_once(path: Path) -> None:
    with opened(path) as work:
        official = an_official(work, TickingClock())
        # Whoever closes it: the program signs by itself.
        trainer = an_official(work, official.clock, "trainer")
        before = work.events.last_checkpoints(9)
        size = checkpoint_at_closing(trainer)
        assert size == work.events.count()
        assert [each.size for each in work.events.last_checkpoints(1)] == [size]
        checkpoint_at_closing(official)
        assert len(work.events.last_checkpoints(9)) == len(before) + 1
    assert found(path) is None
