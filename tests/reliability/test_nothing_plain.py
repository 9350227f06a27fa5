"""Nothing that stands in an encrypted register can be read in any file, while it is worked on and when that ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.keys import register_seals
from tests.builders import ROOT, a_register_file
from tests.reliability.system_calls import needs_linux
from tests.storage.keys.conftest import least
from tests.storage.keys.office import CANARY, PASSPHRASES, SATO, Office

pytestmark = needs_linux

#: Works until it ends itself in the middle of a change; says each file that the library opens, and where it writes what
#: is plain.
WORKED = """
import os, signal, sys
from pathlib import Path
from app.storage.register import connections
from app.storage.register.file_key import FileKey
from tests.builders import an_official, opened
from tests.fakes import TickingClock
from tests.reliability.system_calls import looked_at, the_library

path, key, canary, variant = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3], sys.argv[4]
if variant == "sorts in a file":
    with_memory = connections.connect_unset
    def connect_unset(*given):
        connection = with_memory(*given)
        connection.execute("PRAGMA temp_store = FILE")
        return connection
    connections.connect_unset = connect_unset

def watch(call):
    if call.name == "open":
        print("opens", call.path.name, flush=True)
    if canary.encode() in call.data:
        print("plain", call.name, call.path.name, flush=True)
    return 0

with looked_at(the_library(), path.parent, watch):
    with opened(path, file_key=None if variant == "plain" else FileKey(key)) as work:
        official = an_official(work, TickingClock())
        for number in range(20):
            official.a_case(number=f"{canary}-{number}", title=canary * 50, item=canary * 150)
        connection = work.register.database.conn
        connection.execute("PRAGMA cache_size = 10")
        work.tend()
        with work:
            for turn in range(40):
                connection.execute("UPDATE cases SET consignee = ? || id", (canary * 200,))
            connection.execute(
                "CREATE TEMP TABLE sorted AS"
                " SELECT a.title || b.id AS said FROM cases AS a, cases AS b, cases AS c ORDER BY said"
            )
            os.kill(os.getpid(), signal.SIGKILL)
"""


def worked_until_killed(folder: Path, key: bytes, variant: str = "") -> set[str]:
    """What was said, and the files in which something can be read afterwards."""
    command = [sys.executable, "-c", WORKED, str(folder / "live.sekisho"), key.hex(), CANARY, variant]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "SQLITE_TMPDIR": str(folder), "TMPDIR": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert folder / "live.sekisho-wal" in files
    return {*run.stdout.splitlines(), *(f"left {file.name}" for file in files if CANARY.encode() in file.read_bytes())}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A live register and its seals."""
    monkeypatch.setattr(register_seals, "new_derivation", least)
    return Office(tmp_path)


def test_no_case_can_be_read_in_any_file_also_after_an_end_in_the_middle(office: Office) -> None:
    said = worked_until_killed(office.path.parent, bytes(office.file_key.octets))
    own = (office.path.parent.name, "live.sekisho", "live.sekisho-wal", "live.sekisho-shm")
    assert said <= {f"opens {name}" for name in own}
    assert office.cases(office.file_key)[0] == f"{CANARY}-19"


def test_no_passphrase_can_be_read_in_any_file(office: Office) -> None:
    with pytest.raises(Exception, match="is not right"):
        office.seals.open(SATO, PASSPHRASES[SATO] + "!")
    for file in office.path.parent.iterdir():
        held = file.read_bytes()
        assert PASSPHRASES[SATO].encode() not in held
        assert office.code.encode() not in held


@pytest.mark.parametrize(("variant", "found"), [("plain", "plain write"), ("sorts in a file", "opens etilqs_")])
def test_what_could_be_read_would_be_found(office: Office, variant: str, found: str) -> None:
    """A register that is not encrypted, and one that is sorted in a file."""
    folder = office.path.parent
    if variant == "plain":
        office.path.unlink()
        a_register_file(folder, office.path.name)
    said = worked_until_killed(folder, bytes(office.file_key.octets), variant)
    assert any(each.startswith(found) for each in said), said
