"""A live register on the command line: made, opened by a passphrase from a file descriptor, and by nothing else."""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.bootstrap import keyring as keyrings
from app.bootstrap import live
from app.bootstrap.composition import SystemClock, opened
from app.bootstrap.keyring import Keyring, Typed
from app.domain.law.texts import Text
from app.domain.register.people import NewPerson, Role
from app.storage.keys import register_seals
from tests.commands.conftest import Call
from tests.storage.keys.conftest import least

PASSPHRASE = "seven wooden bridges"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Passphrases that are tried quickly, and a log of the test's own."""
    monkeypatch.setattr(register_seals, "new_derivation", least)
    monkeypatch.setattr("app.paths.log_folder", lambda: tmp_path / "log")
    logger = logging.getLogger("sekisho")
    monkeypatch.setattr(logger, "handlers", [])
    yield
    for handler in logger.handlers:
        handler.close()


@contextmanager
def descriptor(content: str) -> Iterator[str]:
    """The number of a file descriptor from which this can be read."""
    reading, writing = os.pipe()
    os.write(writing, content.encode())
    os.close(writing)
    try:
        yield str(reading)
    finally:
        os.close(reading)


def made(path: Path, office: str, account: str, name: str, passphrase: str) -> None:
    """Make a live register; who makes it keeps its records, too."""
    roles = (Role.ADMINISTRATOR, Role.RECORDS_KEEPER)
    live.begin_live_register(
        path, office, NewPerson(account, Text(name, name), roles, SystemClock().today()), passphrase
    )


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A live register of METI, made by Sato."""
    path = tmp_path / "live.sekisho"
    made(path, "meti", "sato", "佐藤", PASSPHRASE)
    return path


def test_a_live_register_is_made_by_who_is_its_administrator(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "live.sekisho"
    with descriptor(PASSPHRASE + "\n") as number:
        said = sekisho(
            *("register", "new", path, "--office", "atla"),
            *("--account", "sato", "--name", "佐藤", "--passphrase-fd", number),
        )
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"{path}: a live register of atla was made.\nlive.keys belongs to it")
    keyring = Keyring(ask=lambda _: Typed("sato", PASSPHRASE))
    with opened(path, SystemClock(), keyring=keyring) as work:
        heading = work.heading()
        (person,) = heading.people
        assert (heading.kind, heading.office, person.names.ja) == ("live", "atla", "佐藤")
        assert [held.role for held in person.roles] == [Role.ADMINISTRATOR]
        assert [work.events.numbered(1).kind, work.events.count()] == ["register_made", 1]
    assert "佐藤".encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("options", "passphrase", "sentence"),
    [
        (("--office", "nowhere"), PASSPHRASE, "nowhere is no office that a register can belong to"),
        (("--office", "nsc"), PASSPHRASE, "is no office"),
        (("--office", "meti"), "too short", "A passphrase has at least 12 characters"),
        (("--office", "meti", "--empty"), PASSPHRASE, "--empty is for a training register"),
        (("--office", "meti", "--training"), PASSPHRASE, "--training is for a training register"),
        (("--name", "Sato"), PASSPHRASE, "--name is for a live register"),
    ],
)
def test_what_can_not_be_made_leaves_nothing(
    options: tuple[str, ...], passphrase: str, sentence: str, sekisho: Call, tmp_path: Path
) -> None:
    with descriptor(passphrase) as number:
        said = sekisho(
            "register", "new", tmp_path / "live.sekisho", *options, "--account", "sato", "--passphrase-fd", number
        )
    assert (said.status, said.out) == (2, "")
    assert sentence in said.err
    assert passphrase not in said.err
    assert not list(tmp_path.glob("live*"))


def test_what_is_there_already_is_left_alone(sekisho: Call, register: Path) -> None:
    before = {path.name: path.read_bytes() for path in register.parent.glob("live*")}
    with descriptor(PASSPHRASE) as number:
        said = sekisho("register", "new", register, "--office", "meti", "--account", "sato", "--passphrase-fd", number)
    assert said.status == 2
    assert "There is a file at" in said.err
    assert {path.name: path.read_bytes() for path in register.parent.glob("live*")} == before


def test_every_command_that_opens_a_register_opens_a_live_one(sekisho: Call, register: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "copy.sekisho"
    copy.parent.mkdir()
    for words in (
        ("register", "check", register),
        ("register", "backup", register),
        ("register", "copies", register),
        ("register", "backup", register, copy),
        ("register", "check", copy),
        ("register", "restore", "--yes", copy, register),
        ("register", "check", register),
    ):
        with descriptor(PASSPHRASE + "\r\n") as number:
            said = sekisho(*words, "--account", "sato", "--passphrase-fd", number)
        assert (said.status, said.err) == (0, ""), said
    with descriptor(PASSPHRASE) as number:
        said = sekisho("--register", register, "--account", "sato", "--passphrase-fd", number, "rulebook", "facts")
    assert said.status == 0
    # What comes out of it is said to be encrypted no more.
    with descriptor(PASSPHRASE) as number:
        said = sekisho("--register", register, "--account", "sato", "--passphrase-fd", number, "case", "2026-0001")
    assert said.err.startswith(f"{register} is encrypted; what is written out of it here is not.\n") or (
        said.status == 2 and "2026-0001" in said.err
    )


def test_without_its_seals_it_says_so_in_a_sentence(sekisho: Call, register: Path) -> None:
    register.with_suffix(".keys").rename(register.with_suffix(".elsewhere"))
    with descriptor(PASSPHRASE) as number:
        said = sekisho("register", "check", register, "--account", "sato", "--passphrase-fd", number)
    assert said.status == 2
    assert said.err.startswith(f"The seals of {register} are not beside it: live.keys is missing")


def test_without_a_terminal_it_says_how_to_give_the_passphrase(sekisho: Call, register: Path) -> None:
    said = sekisho("register", "check", register, "--account", "sato")
    assert said.status == 2
    assert "there is no terminal" in said.err
    assert "--passphrase-fd" in said.err
    for wrong in ("999", "x"):
        said = sekisho("register", "check", register, "--account", "sato", "--passphrase-fd", wrong)
        assert said.status == 2
        assert f"Nothing can be read from {wrong}: --passphrase-fd needs" in said.err


def test_ten_wrong_passphrases_are_throttled_and_logged_without_what_was_typed(
    sekisho: Call, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int]] = []
    monkeypatch.setattr(keyrings, "log_wrong_passphrase", lambda who, count: told.append((who, count)))
    attempts = register.with_suffix(".attempts")
    for count in range(1, 11):
        with descriptor("a wrong passphrase") as number:
            said = sekisho("register", "check", register, "--account", "sato", "--passphrase-fd", number)
        assert "The account or the passphrase is not right" in said.err
        with descriptor(PASSPHRASE) as number:
            said = sekisho("register", "check", register, "--account", "sato", "--passphrase-fd", number)
        # The first pauses may be over already; the right passphrase shortens none.
        assert count < 4 or "Seconds to wait" in said.err
        assert told[-1] == ("sato", count)
        attempts.write_text(f'{{"sato": [{count}, "2020-01-01T00:00:00+00:00"]}}')
    assert len(told) == 10
    with descriptor(PASSPHRASE) as number:
        assert sekisho("register", "check", register, "--account", "sato", "--passphrase-fd", number).status == 0


def test_a_wrong_passphrase_stands_in_the_log_and_what_was_typed_does_not(
    sekisho: Call, register: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setLevel(logging.WARNING)
    for account in ("sato", "what I thought was my passphrase"):
        with descriptor("a wrong passphrase") as number:
            sekisho("register", "check", register, "--account", account, "--passphrase-fd", number)
    log = (tmp_path / "log" / "sekisho.log").read_text(encoding="utf-8")
    assert "wrong passphrase, account sato, 1 in a row" in log
    assert "wrong passphrase, account unknown, 1 in a row" in log
    assert "a wrong passphrase" not in log
    assert "what I thought" not in log


def test_a_copy_of_another_register_never_takes_its_place(sekisho: Call, register: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "live.sekisho"
    other.parent.mkdir()
    made(other, "mod", "sato", "佐藤", PASSPHRASE)
    before = register.read_bytes()
    with descriptor(PASSPHRASE) as number:
        said = sekisho("register", "restore", "--yes", other, register, "--account", "sato", "--passphrase-fd", number)
    assert said.status == 2
    assert "is a copy of another register" in said.err
    assert register.read_bytes() == before


def test_a_register_that_somebody_else_opens_is_not_taken_for_an_unreadable_one(
    sekisho: Call, register: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setLevel(logging.WARNING)
    other = tmp_path / "other" / "live.sekisho"
    other.parent.mkdir()
    made(other, "mod", "sato", "佐藤", "another passphrase")
    before = register.read_bytes()
    with descriptor("another passphrase") as number:
        said = sekisho("register", "restore", "--yes", other, register, "--account", "sato", "--passphrase-fd", number)
    assert said.status == 2
    assert "not right" in said.err
    assert register.read_bytes() == before


def test_seals_of_another_register_open_nothing(sekisho: Call, register: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sekisho"
    made(other, "mod", "sato", "佐藤", PASSPHRASE)
    shutil.copy(other.with_suffix(".keys"), register.with_suffix(".keys"))
    with descriptor(PASSPHRASE) as number:
        said = sekisho("register", "check", register, "--account", "sato", "--passphrase-fd", number)
    assert said.status == 2
    assert "can't be read by its seals" in said.err


def test_a_crash_leaves_nothing_of_the_memory_once_a_passphrase_was_typed(register: Path) -> None:
    resource = pytest.importorskip("resource", reason="a crash writes no memory to a file there")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        Keyring().unlock(register, Typed("sato", PASSPHRASE))
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
        resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
        Keyring(ask=lambda _: Typed("sato", PASSPHRASE)).opening(register)
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
