"""`sekisho register recover`: an administrator comes in again by the code, from file descriptors or at the terminal."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap.asking import Asking
from app.bootstrap.composition import opened
from app.services.staffing import add_person, confirm_recovery_sheet, make_recovery_sheet
from app.storage.keys import register_seals
from tests.builders import a_register_file
from tests.commands.conftest import Call, Said
from tests.commands.test_live_register import descriptor
from tests.live_office import CLOCK, MORIS, LiveOffice, mori
from tests.storage.keys.conftest import least

NEW = "eight wooden bridges"


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    """A live register with one administrator."""
    monkeypatch.setattr(register_seals, "new_derivation", least)
    monkeypatch.setattr("app.bootstrap.keyring.log_wrong_passphrase", lambda _account, _count: None)
    return LiveOffice(tmp_path)


@pytest.fixture
def code(live: LiveOffice) -> str:
    """The code on its recovery sheet."""
    with live.open() as (sato, seals):
        code = make_recovery_sheet(sato, seals)
        confirm_recovery_sheet(sato, seals, code=code)
    return code


def recovered(sekisho: Call, live: LiveOffice, code: str, *words: str, passphrase: str = NEW) -> Said:
    """The command with code and passphrase from descriptors."""
    with descriptor(code + "\n") as first, descriptor(passphrase + "\n") as second:
        return sekisho("register", "recover", live.path, "--code-fd", first, "--passphrase-fd", second, *words)


def test_the_only_administrator_is_let_in_and_told_what_is_recorded(
    sekisho: Call, live: LiveOffice, code: str, tmp_path: Path
) -> None:
    said = recovered(sekisho, live, code.lower())
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "The code is right. 佐藤 (sato) is about to get new keys."
    assert lines[1].startswith("It is recorded for good that this administrator got new keys")
    assert lines[-1].endswith("Open it in the window, and make a new recovery sheet.")
    with live.open("sato", NEW) as (sato, _seals):
        assert sato.kinds_of_register_events()[-1] == "key_changed"
    # The file key is another one at once: the code opens nothing any more.
    again = recovered(sekisho, live, code)
    assert (again.status, again.out) == (2, "")
    assert again.err.startswith("No recovery code opens this register")
    # Others can check it: the program itself, and the one that stands beside every export.
    with descriptor(NEW) as number:
        assert sekisho("ledger", "verify", live.path, "--account", "sato", "--passphrase-fd", number).status == 0
    with descriptor(NEW) as number:
        sekisho("ledger", "export", live.path, tmp_path / "out", "--account", "sato", "--passphrase-fd", number)
    told = subprocess.run(
        [sys.executable, tmp_path / "out" / "verify_ledger.py", tmp_path / "out", "--language", "en"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Who typed the recovery code by which an administrator got a new key. Such entries: 1" in told.stdout


def test_it_is_said_in_japanese_too(sekisho: Call, live: LiveOffice, code: str) -> None:
    said = recovered(sekisho, live, code, "--language", "ja")
    assert said.out.startswith("コードは正しいものです。佐藤（sato）に新しい鍵を渡します。")


def test_of_several_administrators_one_is_named(sekisho: Call, live: LiveOffice, code: str) -> None:
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
    said = recovered(sekisho, live, code)
    assert said.status == 2
    assert "Give --account." in said.err
    said = recovered(sekisho, live, code, "--account", "ono")
    assert said == (
        2, "", "“ono” is no administrator of this register today. Its administrators are: sato, mori\n",
    )  # fmt: skip
    assert recovered(sekisho, live, code, "--account", "mori").status == 0
    with live.open(), live.open("mori", NEW):
        pass


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("0000-0000-0000-0000-0000-0000-0000-0000-1", "The recovery code is mistyped"),
        ("0000-0000-0000-0000-0000-0000-0000-0000-0", "and is not that of this register"),
        ("", "0 were typed"),
    ],
)
def test_a_wrong_code_changes_nothing(sekisho: Call, live: LiveOffice, code: str, wrong: str, sentence: str) -> None:
    before = live.path.read_bytes(), live.path.with_suffix(".keys").read_bytes()
    said = recovered(sekisho, live, wrong)
    assert (said.status, said.out) == (2, "")
    assert sentence in said.err
    said = recovered(sekisho, live, code, passphrase="short")
    assert said.status == 2
    assert "at least 12 characters" in said.err
    assert (live.path.read_bytes(), live.path.with_suffix(".keys").read_bytes()) == before
    assert recovered(sekisho, live, code).status == 0


def test_without_a_terminal_it_says_how_to_give_the_code(sekisho: Call, live: LiveOffice) -> None:
    said = sekisho("register", "recover", live.path)
    assert said.status == 2
    assert "Give --code-fd." in said.err
    said = sekisho("register", "recover", live.path, "--code-fd", "999")
    assert said.status == 2
    assert said.err.startswith("Nothing can be read from 999: --code-fd needs the number of a file descriptor")


def test_what_is_typed_at_the_terminal_is_not_shown(
    sekisho: Call, live: LiveOffice, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed, asked = [code, NEW, NEW], list[str]()

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def hidden(prompt: str, _stream: object) -> str:
        asked.append(prompt)
        return typed.pop(0)

    monkeypatch.setattr("getpass.getpass", hidden)
    monkeypatch.setattr(Asking, "_ensure_terminal", lambda *_: None)
    said = sekisho("register", "recover", live.path)
    assert (said.status, asked) == (
        0, [f"Recovery code for {live.path}: ", "New passphrase for sato: ", "The same once more: "],
    )  # fmt: skip
    assert code not in said.out + said.err
    with live.open("sato", NEW):
        pass


def test_a_training_register_and_none_at_all_are_told_apart(sekisho: Call, tmp_path: Path, code: str) -> None:
    training = a_register_file(tmp_path)
    for path, sentence in ((training, "is not encrypted"), (tmp_path / "none.sekisho", "none.keys is missing")):
        with descriptor(code) as number:
            said = sekisho("register", "recover", path, "--code-fd", number)
        assert (said.status, said.out) == (2, "")
        assert sentence in said.err


def test_where_somebody_reads_it_the_file_key_stays_and_that_is_said(
    sekisho: Call, live: LiveOffice, code: str
) -> None:
    with opened(live.path, CLOCK, is_claimed=False, keyring=live.keyring) as work, work.snapshot():
        assert work.people.all()
        said = recovered(sekisho, live, code)
    assert said.status == 0
    assert said.err.startswith("The code can still read the register, until its file key is exchanged.")
    assert "was used already" in recovered(sekisho, live, code).err
