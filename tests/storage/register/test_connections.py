"""How SQLite is told where a register is, and what is opened where nothing can be written."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from app.domain.errors import Mendable
from app.services.reading import list_cases, read_heading
from app.storage.register import sqlite
from app.storage.register.connections import address, beside
from app.storage.register.database import open_register
from app.storage.register.unit_of_work import RegisterWork
from tests.builders import LONG_AGO, ME, MIGRATIONS, ROOT, an_official, opened
from tests.fakes import TickingClock


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/data/training.sekisho"), "file:///data/training.sekisho?mode=ro"),
        (
            PurePosixPath("/data/訓練 #1 100%?.sekisho"),
            "file:///data/%E8%A8%93%E7%B7%B4%20%231%20100%25%3F.sekisho?mode=ro",
        ),
        (PureWindowsPath(r"C:\Users\x\training.sekisho"), "file:///C:/Users/x/training.sekisho?mode=ro"),
        (PureWindowsPath(r"\\server\share\x\training.sekisho"), "file:////server/share/x/training.sekisho?mode=ro"),
        (PureWindowsPath(r"\\server\my share\a b.sekisho"), "file:////server/my%20share/a%20b.sekisho?mode=ro"),
    ],
)
def test_no_server_is_ever_the_host_of_the_address(path: PurePath, uri: str) -> None:
    """SQLite takes no host but an empty one: the name of a Windows server has to be a part of the path."""
    assert address(path, "ro") == uri


def test_sqlite_takes_four_slashes(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    with closing(sqlite.connect(f"file:///{tmp_path}/x.db?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(sqlite.OperationalError, match="invalid uri authority"):
        sqlite.connect("file://server/share/x.db", uri=True)


#: Does as somebody who may not do everything: prints what comes of reading a register, and of changing it.
STRANGER = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from app.domain.errors import Mendable
from app.services.reading import list_cases, read_heading
from tests.builders import a_register_file, opened
# Whatever is imported late is imported now: the interpreter itself may lie where a stranger can't read.
import tempfile
with tempfile.TemporaryDirectory() as place, opened(a_register_file(Path(place))) as work:
    read_heading(work), list_cases(work)
    with work:
        work.commit()
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    with opened(Path(sys.argv[2])) as work:
        print(len(list_cases(work)), read_heading(work).is_read_only)
        try:
            with work:
                work.commit()
            print("written")
        except Mendable as refusal:
            print(refusal)
except Mendable as refusal:
    print(refusal)
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder to which strangers find the way: those that pytest makes are closed to them."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        place.chmod(0o755)
        yield place
        place.chmod(0o755)


def as_a_stranger(path: Path) -> list[str]:
    """What somebody is told who is not the one who made the files."""
    run = subprocess.run(
        [sys.executable, "-c", STRANGER, str(ROOT), str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stderr == ""
    return run.stdout.splitlines()


def with_cases(folder: Path, register_file: Path, count: int) -> Path:
    """A register with cases, in a folder."""
    path = folder / "training.sekisho"
    shutil.copy(register_file, path)
    with opened(path) as work:
        for _ in range(count):
            an_official(work, TickingClock()).a_case()
    return path


needs_users = pytest.mark.skipif(not hasattr(os, "setuid"), reason="Windows has other rights")


@needs_users
def test_a_register_in_a_folder_that_takes_no_files_is_read(place: Path, register_file: Path) -> None:
    path = with_cases(place, register_file, 3)
    path.chmod(0o644)
    place.chmod(0o555)
    assert as_a_stranger(path)[0] == "3 True"
    assert "open for reading only" in as_a_stranger(path)[1]


@needs_users
def test_a_register_in_a_folder_that_takes_no_files_is_looked_through_for_damage(
    place: Path, register_file: Path
) -> None:
    path = with_cases(place, register_file, 1)
    whole = path.read_bytes()
    for content, said in ((whole, "None"), (whole[:-4096], "is damaged")):
        path.write_bytes(content)
        path.chmod(0o644)
        place.chmod(0o555)
        script = (
            "import os, sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
            "from app.storage.register.soundness import damage_of\n"
            "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
            "print(damage_of(Path(sys.argv[2]), lambda _share: None))"
        )
        run = subprocess.run(
            [sys.executable, "-c", script, str(ROOT), str(path)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert run.stderr == ""
        assert said in run.stdout
        place.chmod(0o755)


@needs_users
@pytest.mark.parametrize("is_linked", [False, True])
def test_one_whose_last_changes_can_not_be_read_there_is_refused(
    place: Path, register_file: Path, is_linked: bool
) -> None:
    path = with_cases(place, register_file, 1)
    script = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path;"
        "from tests.builders import *\n"
        "with opened(Path(sys.argv[2])) as work:\n"
        "    an_official(work, TickingClock()).a_case(); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(ROOT), str(path)], check=True, timeout=60)
    assert beside(path, "-wal").stat().st_size
    beside(path, "-shm").unlink()
    for file in place.iterdir():
        file.chmod(0o644)
    place.chmod(0o555)
    with tempfile.TemporaryDirectory() as elsewhere:
        Path(elsewhere).chmod(0o755)
        link = Path(elsewhere, "link.sekisho")
        link.symlink_to(path)
        (said,) = as_a_stranger(link if is_linked else path)
    assert "The last changes of" in said
    assert "Copy both files to a folder where you may write" in said
    place.chmod(0o777)
    for file in place.iterdir():
        file.chmod(0o666)
    assert as_a_stranger(path)[0] == "2 False", "copied to where one may write, all of it is there"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_write_protected_register_is_only_read_whoever_opens_it(register_file: Path) -> None:
    register_file.chmod(0o444)
    before = register_file.read_bytes()
    with opened(register_file) as work:
        assert read_heading(work).is_read_only
        with pytest.raises(Mendable, match="open for reading only"):
            an_official(work, TickingClock()).a_case()
        assert list_cases(work) == ()
    assert register_file.read_bytes() == before


@contextmanager
def nothing_written_beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a medium that takes no files."""
    connect = sqlite.connect

    def refusing(named: str, **options: bool) -> sqlite.Connection:
        if "immutable" not in named:
            refused = sqlite.OperationalError("unable to open database file")
            refused.sqlite_errorname = "SQLITE_CANTOPEN"
            raise refused
        return connect(named, **options)  # type: ignore[call-overload, no-any-return]

    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "connect", refusing)
        patch.setattr(os, "access", lambda *_: False)
        yield


def test_one_that_was_taken_for_unchanging_and_is_changed_is_not_believed_any_more(
    register_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with nothing_written_beside(monkeypatch):
        register = open_register(register_file, MIGRATIONS, lambda: ME, LONG_AGO, is_claimed=False)
    work = RegisterWork(register, TickingClock().now)
    with closing(register):
        assert list_cases(work) == ()
        with opened(register_file) as writer:
            an_official(writer, TickingClock()).a_case()
        with pytest.raises(Mendable, match="Open it again"):
            work.tend()
        with pytest.raises(Mendable, match="Open it again"):
            list_cases(work)
