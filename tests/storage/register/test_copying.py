"""A copy has its name only when it is whole: whatever ends the making of it leaves no file that looks like one."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import Mendable
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
from app.storage.register import copying
from tests.builders import opened
"""
ENDED = """
copying.digests = lambda _connection: os._exit(9)
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
    """Somebody writes after the pages were copied, while they are compared: it is begun anew."""
    digests = copying.digests
    written: list[object] = []
    with opened(full) as work, closing(connect(full, "ro")) as source:
        official = an_official(work, TickingClock())

        def interrupted(connection: sqlite.Connection) -> dict[str, str]:
            if not written:
                written.append(official.a_case())
            return digests(connection)

        monkeypatch.setattr(copying, "digests", interrupted)
        save_copy(source, full, tmp_path / "copy.sekisho")
        with closing(sqlite.connect(tmp_path / "copy.sekisho")) as connection:
            assert connection.execute("SELECT count(*) FROM cases").fetchone() == (2,)

        def always(connection: sqlite.Connection) -> dict[str, str]:
            official.a_case()
            return digests(connection)

        monkeypatch.setattr(copying, "digests", always)
        with pytest.raises(Mendable, match="was being written to all the time"):
            save_copy(source, full, tmp_path / "second.sekisho")
    assert not (tmp_path / "second.sekisho").exists()
