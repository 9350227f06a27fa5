"""Nothing that is typed into a live register, in the window or at a terminal, can be read in any file of the machine.

All that the program and its libraries may write to by themselves lies in one folder here: the register's, those of the
person for data, settings, state and what is kept for a while, and the one for temporary files.
"""

import json
import os
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap.composition import opened
from app.bootstrap.keyring import Keyring, Typed
from app.domain.register.people import Role, RoleHeld
from app.services.reading import list_cases, read_case
from app.services.staffing import add_person, give_role
from tests.builders import ROOT
from tests.journeys.at_live_window import ACCOUNT, PASSPHRASE, SECRETS
from tests.live_office import CLOCK, MORIS, mori, official
from tests.reliability.system_calls import needs_linux

pytestmark = needs_linux

_HOMES = ("DATA_HOME", "CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR")


class Machine:
    """A machine with one person, who has a live register."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "machine"
        places = {f"XDG_{name}": self.folder / name.lower() for name in _HOMES}
        places |= {name: self.folder / name.lower() for name in ("HOME", "TMPDIR", "SQLITE_TMPDIR")}
        for place in places.values():
            place.mkdir(parents=True, mode=0o700)
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTHON"))},
            **{name: str(place) for name, place in places.items()},
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }
        self.register = self.folder / "register" / "live.sekisho"
        self.register.parent.mkdir()
        #: Where the paper comes from that is kept: of what the program does not write it is no business.
        self.paper = folder / f"{SECRETS['document']}.txt"
        self.paper.write_text(SECRETS["content"] * 100, encoding="utf-8")
        self.at_terminal("register", "new", self.register, "--office", "meti")
        with opened(self.register, CLOCK, keyring=self.keyring()) as work:
            keyring = self.keyring()
            keyring.opening(self.register)
            seals = keyring.open_seals(self.register)
            assert seals is not None
            sato = official(work, ACCOUNT)
            give_role(sato, account=ACCOUNT, held=RoleHeld(Role.OFFICER, CLOCK.today()))
            add_person(sato, person=mori(), seals=seals, passphrase=MORIS)

    def keyring(self) -> Keyring:
        """What opens the register."""
        return Keyring(ask=lambda _: Typed(ACCOUNT, PASSPHRASE))

    def at_terminal(self, *words: str | Path) -> None:
        """Call a command; the passphrase comes through a pipe."""
        reading, writing = os.pipe()
        os.write(writing, f"{PASSPHRASE}\n".encode())
        os.close(writing)
        asked = ("--account", ACCOUNT, "--passphrase-fd", str(reading))
        command = [sys.executable, "-m", "app", *map(str, words), *asked]
        subprocess.run(command, cwd=self.folder, env=self._environment, pass_fds=(reading,), timeout=120, check=True)
        os.close(reading)

    def in_window(self, ending: str, how: str = "careful") -> int:
        """Work in the window until it ends; how the process ended. What it said is kept in a file."""
        command = [sys.executable, "-m", "tests.journeys.at_live_window", str(self.register), ending, how]
        with (self.folder / f"said-{ending}").open("wb") as said:
            return subprocess.run(
                [*command, str(self.paper)],
                cwd=self.folder, env=self._environment, stdout=said, stderr=said, timeout=120, check=False,
            ).returncode  # fmt: skip

    def readable(self) -> set[tuple[str, str]]:
        """Which secret can be read in which file, also where it is written in another of the usual ways."""
        found = set()
        for file in self.folder.rglob("*"):
            if file.is_file():
                held = file.read_bytes()
                relative = str(file.relative_to(self.folder))
                found |= {(name, relative) for name in SECRETS if any(way in held for way in written(SECRETS[name]))}
                found |= {(name, relative) for name in SECRETS if SECRETS[name] in relative}
        return found


def written(secret: str) -> Iterator[bytes]:
    """How a text may stand in a file: its Latin and its Japanese part each by itself."""
    for part in secret.rsplit(" ", 1):
        yield part.encode()
        yield json.dumps(part).strip('"').encode()
        yield part.encode("shift_jis")
        for encoded in (part.encode(), part.encode("utf-16-le"), part.encode("utf-16-be")):
            yield encoded
            yield encoded.hex().encode()
            # Wherever in a text it begins, what stands whole in the groups of three is the same.
            for before in range(3):
                yield b64encode(bytes(before) + encoded)[4:-4]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine on which nothing was done yet."""
    return Machine(tmp_path)


def test_nothing_can_be_read_in_any_file_after_a_fault_a_kill_and_an_ordinary_end(machine: Machine) -> None:
    assert machine.in_window("killed") == -signal.SIGKILL
    assert machine.register.with_name("live.sekisho-wal").stat().st_size
    assert machine.readable() == set()
    assert machine.in_window("closed") == 0
    assert machine.readable() == set()
    log = next(machine.folder.rglob("sekisho.log")).read_text(encoding="utf-8")
    assert log.count("KeyError") >= 4, "the faults that had secrets in their words are told"
    assert log.count("wrong passphrase") == 2
    with opened(machine.register, CLOCK, keyring=machine.keyring()) as work:
        cases = [read_case(work, summary.id) for summary in list_cases(work)]
        assert {case.particulars.title for case in cases} == {SECRETS["title"]}
        assert sorted(case.reason for case in cases) == ["", SECRETS["reason"]]
        assert {case.lines[0].particulars.item for case in cases} == {SECRETS["item"]}
        assert all(case.documents[0].is_kept for case in cases)
    for command in (("register", "check"), ("ledger", "verify"), ("register", "backup"), ("register", "copies")):
        machine.at_terminal(*command, machine.register)
    assert machine.readable() == set()


def test_what_gives_something_away_is_found_out(machine: Machine) -> None:
    assert machine.in_window("killed", "careless") == -signal.SIGKILL
    found = {(name, Path(file).parts[0], Path(file).suffix) for name, file in machine.readable()}
    assert found >= {("fault", "state_home", ".log"), ("document", "data_home", ".json"), ("title", "tmpdir", "")}
