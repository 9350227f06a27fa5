"""Kept copies in their folder: which there are, how one is made and dropped, and what an end in the middle leaves."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Mendable
from app.domain.register.kept_copies import Occasion
from app.services.keeping_copies import keep_copy
from app.services.ports import Stopped
from app.storage.register import kept_copies
from app.storage.register.copying import sha256_of
from app.storage.register.kept_copies import KeptCopies, ensure_as_noted, noted
from app.storage.register.soundness import damage_of
from tests.builders import ARMS_TAKEN_ALONG, UUID, a_register_file, an_official, opened
from tests.fakes import TickingClock

NOON = datetime(2026, 11, 30, 3, tzinfo=UTC)


def unheard(_share: float) -> None:
    """Nobody waits."""


@pytest.fixture
def shelf(register_file: Path) -> KeptCopies:
    """The copies of a register with a case, none of which was made yet."""
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(ARMS_TAKEN_ALONG)
    return KeptCopies(register_file, UUID, None)


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def test_a_copy_lies_in_a_folder_beside_the_register_with_register_and_moment_in_its_name(
    shelf: KeptCopies, register_file: Path
) -> None:
    copy = shelf.make(NOON, unheard)
    folder = register_file.parent / "training.copies"
    assert names(folder) == [
        "training.4a8f1f6e.20261130T030000Z.sekisho",
        "training.4a8f1f6e.20261130T030000Z.sekisho.sha256",
    ]
    assert shelf.all() == (copy,)
    assert (copy.made_at, copy.is_verified, copy.occasion) == (NOON, True, Occasion.DAY)
    assert copy.size == Path(copy.path).stat().st_size > 100_000
    assert noted(Path(copy.path)) == sha256_of(Path(copy.path))
    with opened(Path(copy.path), is_claimed=False) as work:
        assert work.heading().uuid == UUID


def test_copies_of_other_registers_are_not_among_them(shelf: KeptCopies, register_file: Path, tmp_path: Path) -> None:
    """Neither those of another register of this name in the same folder, nor those of one whose name begins so."""
    shelf.make(NOON, unheard)
    for name in (
        "training.00000000.20261130T030000Z.sekisho",
        "training.b.4a8f1f6e.20261130T030000Z.sekisho",
        "training.2026-11-30.sekisho",
        "training.4a8f1f6e.20261330T030000Z.sekisho",
        ".training.4a8f1f6e.20261130T030000Z.sekisho.77.partial",
    ):
        (shelf.folder / name).write_bytes(b"")
    assert len(shelf.all()) == 1
    assert KeptCopies(register_file, "00000000-0a55", None).all()[0].is_verified is False
    assert KeptCopies(register_file, UUID, tmp_path / "elsewhere").all() == ()


def test_those_made_before_an_upgrade_in_need_and_before_restoring_are_listed_and_never_grow_old(
    shelf: KeptCopies, register_file: Path
) -> None:
    with opened(register_file) as work:
        for what in ("version-9", "kept", "before-restoring"):
            work.register.save_copy(register_file.with_name(f"training.{what}.20250101T000000Z.sekisho"), is_noted=True)
    found = {copy.occasion: copy.is_verified for copy in shelf.all()}
    assert found == {Occasion.UPGRADE: True, Occasion.NEED: True, Occasion.RESTORE: True}
    clock = TickingClock(NOON)
    keep_copy(shelf, clock, unheard)
    assert len(shelf.all()) == 4


def test_the_copy_before_an_upgrade_is_verified_and_among_the_kept_ones(tmp_path: Path) -> None:
    earlier = tmp_path / "training.sekisho"
    shutil.copy(Path(__file__).parent / "registers" / "version-9.sekisho", earlier)
    with opened(earlier) as work:
        shelf = KeptCopies(earlier, work.heading().uuid, None)
    (copy,) = shelf.all()
    assert (copy.occasion, copy.is_verified) == (Occasion.UPGRADE, True)
    ensure_as_noted(Path(copy.path), unheard)


def test_old_ones_are_dropped_with_all_that_belongs_to_them_only_once_a_new_one_is_there(
    shelf: KeptCopies, register_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_file.with_suffix(".keys").write_bytes(b"sealed")
    for days in range(1, 21):
        shelf.make(NOON - timedelta(days=days), unheard)
    before = names(shelf.folder)
    assert len(before) == 3 * 20
    monkeypatch.setattr(kept_copies, "save_copy", refused)
    with pytest.raises(Mendable):
        keep_copy(shelf, TickingClock(NOON), unheard)
    assert names(shelf.folder) == before, "without a new one none is dropped"
    monkeypatch.undo()
    keep_copy(shelf, TickingClock(NOON), unheard)
    left = [copy.made_at.day for copy in shelf.all()]
    # Today (30 November, a Monday), the day before, twelve days, and the Sunday of the week before those.
    assert left == [30, 29, *range(28, 16, -1), 15]
    assert len(names(shelf.folder)) == 3 * len(left)


def refused(*_arguments: Any, **_named: Any) -> None:
    """No copy can be made."""
    raise Mendable("no")


def test_a_folder_that_can_t_be_made_is_told(register_file: Path, tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(Mendable, match=r"The folder for kept copies, .*a file/here, can't be made"):
        KeptCopies(register_file, UUID, tmp_path / "a file" / "here").make(NOON, unheard)


def test_a_note_that_is_not_of_this_file_says_nothing_of_it(shelf: KeptCopies) -> None:
    copy = Path(shelf.make(NOON, unheard).path)
    note = copy.with_name(copy.name + ".sha256")
    for text in ("", "x", f"{'0' * 64}  other.sekisho\n", f"{'0' * 63}  {copy.name}\n"):
        note.write_text(text, encoding="utf-8")
        assert noted(copy) is None
        assert not shelf.all()[0].is_verified


def test_what_an_unfinished_copy_left_behind_is_taken_away_when_it_is_old_or_a_second_name(shelf: KeptCopies) -> None:
    copy = Path(shelf.make(NOON, unheard).path)
    old, new, second = (shelf.folder / f".training.4a8f1f6e.2026.sekisho.{pid}.partial" for pid in (1, 2, 3))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (NOON.timestamp() - 90_000,) * 2)
    os.utime(new, (NOON.timestamp() - 80_000,) * 2)
    os.link(copy, second)
    shelf.make(NOON + timedelta(seconds=1), unheard)
    assert (old.exists(), new.exists(), second.exists()) == (False, True, False)


def make(shelf: KeptCopies, at: datetime) -> None:
    """Make a copy."""
    shelf.make(at, unheard)


def in_a_child(job: Callable[[], None], step: int) -> bool:
    """Do something in a process that is killed before its so many-th step on a file; whether it got so far."""
    child = os.fork()
    if child == 0:
        count = 0

        def hook(event: str, _arguments: object) -> None:
            nonlocal count
            if event in _STEPS:
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(hook)
            job()
        finally:
            os._exit(7)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


_STEPS = {"open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_killed_at_any_step_the_old_copies_are_left_and_no_half_one_is_taken_for_whole(
    shelf: KeptCopies, register_file: Path
) -> None:
    register_file.with_suffix(".keys").write_bytes(b"sealed")
    first, step, killed = shelf.make(NOON - timedelta(days=40), unheard), 1, 0
    second = shelf.make(NOON - timedelta(days=39), unheard)
    while True:
        moment = NOON + timedelta(minutes=step)
        if not in_a_child(partial(make, shelf, moment), step):
            break
        killed += 1
        copies = shelf.all()
        assert [copy for copy in copies if copy.made_at < NOON] == [second, first]
        for copy in copies[:-2]:
            path = Path(copy.path)
            assert damage_of(path, unheard) is None, "what has the name of a copy is whole"
            assert path.with_suffix(".keys").read_bytes() == b"sealed"
            ensure_as_noted(path, unheard)
            for left in (path, path.with_suffix(".keys"), path.with_name(path.name + ".sha256")):
                left.unlink(missing_ok=True)
        step += 1
    assert killed > 10
    assert shelf.all()[0].is_verified, "and the next one is made"


def test_stopped_in_the_middle_it_leaves_all_that_there_were(shelf: KeptCopies) -> None:
    keep_copy(shelf, TickingClock(NOON - timedelta(days=40)), unheard)
    keep_copy(shelf, TickingClock(NOON - timedelta(days=39)), unheard)
    before = names(shelf.folder)

    def stop(_share: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        keep_copy(shelf, TickingClock(NOON), stop)
    assert names(shelf.folder) == before


def test_any_byte_of_a_copy_that_is_another_since_is_found(shelf: KeptCopies) -> None:
    copy = Path(shelf.make(NOON, unheard).path)
    content = copy.read_bytes()
    for at in (*range(120), *range(100, len(content), 4999), len(content) - 1):
        flipped = bytearray(content)
        flipped[at] ^= 1
        copy.write_bytes(flipped)
        with pytest.raises(Mendable, match="is damaged: it is not what was written and read back"):
            ensure_as_noted(copy, unheard)
    copy.write_bytes(content)
    ensure_as_noted(copy, unheard)


def test_the_last_copy_is_named_where_a_register_is_damaged(tmp_path: Path) -> None:
    register = a_register_file(tmp_path)
    copy = KeptCopies(register, UUID, None).make(NOON, unheard)
    content = bytearray(register.read_bytes())
    content[5000:9000] = bytes(4000)
    register.write_bytes(content)
    damage = damage_of(register, unheard)
    assert damage is not None
    assert Path(copy.path).name in str(damage)
