"""A copy has its name only when it is whole: whatever ends the making of it leaves no file that looks like one."""

import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.domain.errors import Mendable
from app.services.ports import CaseFilter, Report, Stopped
from app.storage.register import copying, sqlite
from app.storage.register.connections import connect
from app.storage.register.copying import save_copy
from tests.builders import ARMS_TAKEN_ALONG, ROOT, an_official, opened
from tests.fakes import TickingClock

HEAD = """
import os, resource, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from app.domain.errors import Mendable
from app.services.ports import CaseFilter, Report, Stopped
from app.storage.register import copying, sqlite
from tests.builders import opened
"""
ENDED = """
copying.digests = lambda *_: os._exit(9)
with opened(Path(sys.argv[2]), is_claimed=False) as work:
    work.save_copy(sys.argv[3])
"""
FULL = """
with opened(Path(sys.argv[2]), is_claimed=False) as work:
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    try:
        work.save_copy(sys.argv[3])
    except Mendable as refusal:
        print(refusal)
"""


@pytest.fixture
def full(register_file: Path) -> Path:
    """A register with a case in it, that nobody has open."""
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(ARMS_TAKEN_ALONG)
    return register_file


def run(script: str, *paths: Path) -> "subprocess.CompletedProcess[str]":
    """Run a script as a process."""
    command = [sys.executable, "-c", HEAD + script, str(ROOT), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
def test_a_full_disk_leaves_nothing_of_a_copy(full: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    copy = tmp_path / "there" / "copy.sekisho"
    done = run(FULL, full, copy)
    assert done.stderr == ""
    assert done.stdout.startswith(f"The disk with {copy}")
    assert list(copy.parent.iterdir()) == []


def test_an_end_in_the_middle_leaves_no_copy_of_that_name_and_the_next_one_is_made(full: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sekisho"
    assert run(ENDED, full, copy).returncode == 9
    assert not copy.exists()
    with opened(full) as work:
        work.save_copy(str(copy))
    with closing(sqlite.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_is_written_meanwhile_is_in_the_copy_whole_or_not_at_all(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes while the pages are copied, and while they are compared: the copy is that of one moment."""
    digests = copying.digests
    with opened(full) as work, closing(connect(full, "ro")) as source:
        official = an_official(work, TickingClock())

        def interrupted(connection: sqlite.Connection, *told: Report) -> dict[str, str]:
            official.a_case()
            return digests(connection, *told)

        def report(share: float) -> None:
            if share <= 0.3:
                official.a_case()

        monkeypatch.setattr(copying, "digests", interrupted)
        monkeypatch.setattr(copying, "_PAGES", 5)
        save_copy(source, full, tmp_path / "copy.sekisho", report)
        with closing(sqlite.connect(tmp_path / "copy.sekisho")) as connection:
            assert connection.execute("SELECT count(*) FROM cases").fetchone() == (1,)
        assert work.case_list.size(CaseFilter()) > 10, "nobody was kept from writing"


def test_a_copy_can_be_stopped_at_every_report_and_leaves_nothing(full: Path, tmp_path: Path) -> None:
    told: list[float] = []
    with opened(full) as work, closing(connect(full, "ro")) as source:
        an_official(work, TickingClock()).a_case()
        (tmp_path / "all").mkdir()
        save_copy(source, full, tmp_path / "all" / "copy.sekisho", told.append, is_noted=True)
        assert told == sorted(told)
        assert (told[0] >= 0, told[-1]) == (True, 1)
        for at in range(len(told)):
            left = iter([True] * at)

            def report(_share: float, left: Iterator[bool] = left) -> None:
                if not next(left, False):
                    raise Stopped

            (tmp_path / str(at)).mkdir()
            with pytest.raises(Stopped):
                save_copy(source, full, tmp_path / str(at) / "copy.sekisho", report, is_noted=True)
            assert list((tmp_path / str(at)).iterdir()) == []


def test_what_was_read_back_is_noted_as_every_machine_can_check_it(full: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sekisho"
    with opened(full) as work:
        work.register.save_copy(copy, is_noted=True)
    note = copy.with_name("copy.sekisho.sha256")
    assert note.read_text(encoding="utf-8") == f"{sha256(copy.read_bytes()).hexdigest()}  copy.sekisho\n"


def test_the_seals_of_the_keys_go_along_and_take_no_place_of_others(full: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    copy, seals = tmp_path / "there" / "copy.sekisho", full.with_suffix(".keys")
    seals.write_bytes(b"sealed")
    with opened(full) as work:
        work.save_copy(str(copy))
        assert copy.with_suffix(".keys").read_bytes() == b"sealed"
        copy.unlink()
        with pytest.raises(Mendable, match=r"There is a file at .*copy\.keys already"):
            work.save_copy(str(copy))
        with pytest.raises(Mendable, match="is the register itself, or belongs to it"):
            work.save_copy(str(seals))
    assert seals.read_bytes() == b"sealed"
    assert [file.name for file in copy.parent.iterdir()] == ["copy.keys"]


def test_seals_that_are_changed_meanwhile_are_not_put_to_another_state_of_the_register(
    full: Path, tmp_path: Path
) -> None:
    (tmp_path / "there").mkdir()
    seals = full.with_suffix(".keys")
    seals.write_bytes(b"sealed")
    with (
        opened(full),
        closing(connect(full, "ro")) as source,
        pytest.raises(Mendable, match=r"keys of .* were changed while it was copied"),
    ):
        save_copy(source, full, tmp_path / "there" / "copy.sekisho", lambda share: void(seals.write_bytes(b"anew")))
    assert list((tmp_path / "there").iterdir()) == []


def void(_: object) -> None:
    """Nothing is given back."""


def test_a_copy_for_which_there_is_no_room_is_not_begun(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that it would fill to the last byte could not take what is saved meanwhile."""
    size = full.stat().st_size
    monkeypatch.setattr(copying, "disk_usage", lambda _folder: SimpleNamespace(free=size - 1))
    with opened(full) as work, pytest.raises(Mendable, match="has no room for a copy: the register takes 1 MB, and 0"):
        work.save_copy(str(tmp_path / "copy.sekisho"))
    monkeypatch.setattr(copying, "disk_usage", lambda _folder: SimpleNamespace(free=size))
    with opened(full) as work:
        work.save_copy(str(tmp_path / "copy.sekisho"))


def test_a_file_in_a_row_is_compared_without_a_second_text_of_it(full: Path) -> None:
    with closing(connect(full, "rw")) as connection:
        connection.execute("CREATE TABLE files (id INTEGER PRIMARY KEY, content BLOB)")
        connection.execute("INSERT INTO files VALUES (1, zeroblob(20000000))")
        tracemalloc.start()
        before = copying.digests(connection)["files"]
        assert tracemalloc.get_traced_memory()[1] < 45_000_000  # the value, and what SQLite gives of it
        tracemalloc.stop()
        connection.execute("UPDATE files SET content = zeroblob(19999999) || x'01'")
        assert copying.digests(connection)["files"] != before
        connection.rollback()
