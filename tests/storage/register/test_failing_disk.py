"""What was said to be saved is there, whatever the disk does."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Mendable
from app.storage.register import making, sqlite
from app.storage.register.file_key import FileKey
from app.storage.register.procedure_check import offer_procedure_check
from tests.builders import ARMS_TAKEN_ALONG, Official, a_register_file, really_make_register

TYPIST = Path(__file__).with_name("typist.py")

needs_a_limit = pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")


def assert_saved(path: Path, said: Sequence[str]) -> int:
    """The file is sound, and each answer said to be saved is on record, in order; how many answers there are."""
    with closing(sqlite.connect(path)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = connection.execute("SELECT line_id, fact, value FROM answers ORDER BY id").fetchall()
        events = connection.execute("SELECT count(*) FROM entries WHERE act = 'answer_given'").fetchone()[0]
        half = connection.execute("SELECT count(*) FROM cases WHERE id NOT IN (SELECT case_id FROM lines)").fetchone()[
            0
        ]
    stored = [f"{line} {fact} {value}" for line, fact, value in rows]
    assert stored[: len(said)] == list(said)
    assert len(stored) == events
    assert half == 0
    return len(stored)


@needs_a_limit
def test_a_disk_that_fails_refuses_the_answer_in_a_sentence_and_keeps_those_before(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    for room in (30_000, 61_234, 150_001, 400_000):
        limit = path.stat().st_size + room
        run = subprocess.run(
            [sys.executable, TYPIST, path, "type", str(limit)], capture_output=True, text=True, timeout=60, check=False
        )
        assert run.stderr == ""
        *said, last = run.stdout.splitlines()
        assert said[0] == "open"
        assert last.startswith("stopped: The disk with")
        assert "everything before it was" in last
        with closing(sqlite.connect(path)) as connection:
            before = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
        assert before >= len(said) - 1
        assert_saved(path, [])


def test_a_full_disk_refuses_the_answer_and_goes_on_when_there_is_room_again(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG)
    database = official.work.register.database
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for number in range(100):
            official.a_document(case.id, title="x" * 5_000, reference=str(number))

    with pytest.raises(Mendable, match="is full"):
        fill()
    before = official.case(case.id)
    assert official.kinds_of_events(case.id).count("document_added") == len(before.documents)
    database.execute("PRAGMA max_page_count = 1000000")
    official.a_document(case.id, title="There is room again")
    assert official.case(case.id).documents[-1].particulars.title == "There is room again"


#: On a disk of its own, in a name space of its own.
MOUNTED = """
mount -t tmpfs -o size=1340k tmpfs "$1"
"$2" "$3" "$1/training.sekisho" make
"$2" "$3" "$1/training.sekisho" type | tail -1
mount -o remount,size=2m tmpfs "$1"
"$2" "$3" "$1/training.sekisho" list
mount -o remount,ro tmpfs "$1"
"$2" "$3" "$1/training.sekisho" list
"$2" "$3" "$1/training.sekisho" type
"""
#: On any disk: first no file may grow further, then a folder stands where the holder's note would be written.
BOUNDED = """
"$2" "$3" "$1/training.sekisho" make
"$2" "$3" "$1/training.sekisho" type 400000 | tail -1
"$2" "$3" "$1/training.sekisho" list
rm -f "$1/training.sekisho.holder"
mkdir "$1/training.sekisho.holder"
"$2" "$3" "$1/training.sekisho" list
"$2" "$3" "$1/training.sekisho" type
"""
NAME_SPACE = ("unshare", "--map-root-user", "--mount")


def can_mount() -> bool:
    """Whether a disk can be mounted here, which needs the right to a name space of one's own."""
    mount = [*NAME_SPACE, "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()]
    try:
        return subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@needs_a_limit
@pytest.mark.parametrize(
    ("place", "journey", "said_when_full"),
    [
        pytest.param((), BOUNDED, "could not be read or written (SQLITE_IOERR)", id="bounded"),
        *([pytest.param(NAME_SPACE, MOUNTED, "is full", id="mounted")] if can_mount() else []),
    ],
)
def test_a_disk_that_is_full_and_then_read_only_is_said_to_be_so(
    tmp_path: Path, place: tuple[str, ...], journey: str, said_when_full: str
) -> None:
    program = [sys.executable, str(TYPIST)]
    run = subprocess.run(
        [*place, "sh", "-ec", journey, "sh", str(tmp_path), *program],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    full, writable, read_only, ready, refused = run.stdout.splitlines()
    assert full.startswith("stopped: The disk with")
    assert said_when_full in full
    assert writable.startswith("read-only: False, cases: ")
    assert read_only == writable.replace("False", "True")
    assert ready == "open"
    assert "open for reading only" in refused


def test_a_full_disk_leaves_no_half_made_register(tmp_path: Path) -> None:
    script = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]);"
        "from pathlib import Path; from tests.builders import really_make_register\n"
        "from app.domain.errors import Mendable\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "try: really_make_register(Path(sys.argv[2]) / 'training.sekisho')\n"
        "except Mendable as sentence: print(sentence)\n"
    )
    root = str(Path(__file__).parents[3])
    run = subprocess.run(
        [sys.executable, "-c", script, root, tmp_path], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stdout.startswith("The disk with")
    assert list(tmp_path.iterdir()) == []


def test_a_register_that_finds_no_room_in_its_own_file_is_not_called_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(sqlite.Connection):
        """A disk that takes what lies beside the file, and then no more."""

        def execute(self, sql: str, *given: Any) -> sqlite.Cursor:
            if "wal_checkpoint" in sql:
                full = sqlite.OperationalError("database or disk is full")
                full.sqlite_errorname = "SQLITE_FULL"
                raise full
            return super().execute(sql, *given)

    def connect(path: Path, _mode: str, _file_key: FileKey | None) -> Full:
        connection = sqlite.connect(path, factory=Full)
        offer_procedure_check(connection)
        return connection

    monkeypatch.setattr(making, "connect", connect)
    with pytest.raises(Mendable, match="is full"):
        really_make_register(tmp_path / "training.sekisho")
    assert list(tmp_path.iterdir()) == []
