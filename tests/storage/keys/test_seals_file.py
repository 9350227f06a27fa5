"""The file with the seals: read as it was written, and each other way it may be is refused in a sentence."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Mendable
from app.storage.keys.seals_file import parsed, read_bytes, replace, written
from tests.storage.keys.office import PASSPHRASES, SATO, Office

PATH = Path("live.keys")


def told(content: bytes) -> str:
    """Why it is refused."""
    with pytest.raises(Mendable) as refusal:
        parsed(content, PATH)
    return str(refusal.value)


def test_it_is_read_as_it_was_written(office: Office) -> None:
    content = office.seals.path.read_bytes()
    seals = parsed(content, PATH)
    assert written(seals) == content
    assert seals.sheet is not None
    assert json.loads(content)["schema"] == "sekisho.keys/1"


CHANGES: dict[str, tuple[str, Callable[[Any], object]]] = {
    "a member missing": ("file", lambda root: root.pop("people")),
    "a member more": ("file", lambda root: root.update(note="")),
    "another register": ("JSON", lambda root: root.update(register="none")),
    "an identifier in capitals": ("register", lambda root: root.update(register=root["register"].upper())),
    "a register that is a number": ("register", lambda root: root.update(register=1)),
    "no file key": ("file_keys", lambda root: root.update(file_keys=[])),
    "three file keys": ("file_keys", lambda root: root.update(file_keys=["00" * 32, "11" * 32, "22" * 32])),
    "a short fingerprint": ("file_keys", lambda root: root.update(file_keys=["00"])),
    "the same key twice": ("file_keys", lambda root: root.update(file_keys=root["file_keys"] * 2)),
    "nobody": ("people", lambda root: root.update(people=[])),
    "people in a table": ("people", lambda root: root.update(people={})),
    "somebody twice": ("people", lambda root: root["people"].append(root["people"][0])),
    "a person without a name": ("people[1].names", lambda root: root["people"][1]["names"].pop("en")),
    "an empty name": ("people[1].names", lambda root: root["people"][1]["names"].update(ja="")),
    "an account in capitals": ("people[0].account", lambda root: root["people"][0].update(account="SATO")),
    "a key in capitals": (
        "people[0].signing_key",
        lambda root: root["people"][0].update(signing_key="AB" * 32),
    ),
    "a long key": ("people[0].sealing_key", lambda root: root["people"][0].update(sealing_key="00" * 33)),
    "little sealed": ("people[0].private", lambda root: root["people"][0].update(private="00" * 91)),
    "no seal of the key": ("people[0].file_keys", lambda root: root["people"][0].update(file_keys={})),
    "a seal of another key": (
        "people[0].file_keys",
        lambda root: root["people"][0].update(file_keys={"00" * 32: "00" * 80}),
    ),
    "a short seal": (
        "people[0].file_keys",
        lambda root: root["people"][0]["file_keys"].update({root["file_keys"][0]: "00"}),
    ),
    "a sheet without a seal": ("recovery_sheet.file_keys", lambda root: root["recovery_sheet"].update(file_keys={})),
    "a sheet with little sealed": ("recovery_sheet.private", lambda root: root["recovery_sheet"].update(private="00")),
    "one iteration": ("people[0].argon2id", lambda root: root["people"][0]["argon2id"].update(iterations=1)),
    "a million iterations": ("people[0].argon2id", lambda root: root["people"][0]["argon2id"].update(iterations=10**6)),
    "little memory": ("people[0].argon2id", lambda root: root["people"][0]["argon2id"].update(memory=19 * 1024 - 1)),
    "all memory": ("people[0].argon2id", lambda root: root["people"][0]["argon2id"].update(memory=512 * 1024 + 1)),
    "no lane": ("people[0].argon2id", lambda root: root["people"][0]["argon2id"].update(lanes=0)),
    "a lane that is true": ("people[0].argon2id", lambda root: root["people"][0]["argon2id"].update(lanes=True)),
    "half an iteration": ("people[0].argon2id", lambda root: root["people"][0]["argon2id"].update(iterations=2.5)),
    "a short salt": ("people[0].argon2id", lambda root: root["people"][0]["argon2id"].update(salt="00" * 8)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_as_it_was_written_is_named(office: Office, change: str) -> None:
    entry, alter = CHANGES[change]
    root = json.loads(office.seals.path.read_bytes())
    alter(root)
    said = told(json.dumps(root).encode())
    assert f"“{entry}" in said
    assert "put the seals of the last copy beside the register" in said


def test_a_newer_file_and_one_that_is_none_are_told_apart(office: Office) -> None:
    content = office.seals.path.read_bytes()
    assert "by a newer version" in told(content.replace(b"sekisho.keys/1", b"sekisho.keys/2"))
    for none in (b"", b"[]", b"null", b"\xff", content[:-3], b"[" * 100_000, b'{"schema": 1}'):
        assert "are damaged" in told(none)
    assert "“register”" in told(content.replace(b'"register":', b'"register": "", "register":'))
    assert "“size”" in told(b" " * 16_000_001)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_flipped_byte_opens_the_register_or_breaks_the_program(office: Office, data: st.DataObject) -> None:
    """It is refused in a sentence, or it stood in a name, or in the seals of somebody else."""
    content = office.seals.path.read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    altered = content[:at] + bytes([content[at] ^ data.draw(st.integers(1, 255))]) + content[at + 1 :]
    try:
        seals = parsed(altered, PATH)
    except Mendable:
        return
    assert len(seals.people) == 2


def test_missing_and_unreadable_seals_get_sentences_that_say_what_to_do(tmp_path: Path) -> None:
    register = tmp_path / "live.sekisho"
    with pytest.raises(Mendable, match=r"The seals of .*live.sekisho are not beside it: live.keys is missing"):
        read_bytes(tmp_path / "live.keys", register)
    (tmp_path / "live.keys").mkdir()
    with pytest.raises(Mendable, match="can't be read: Is a directory"):
        read_bytes(tmp_path / "live.keys", register)


@pytest.mark.skipif(os.name == "nt", reason="Windows can't wait for a folder")
def test_they_are_on_the_disk_before_they_have_their_name_and_so_is_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, rename = os.fsync, Path.replace

    def waited(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        steps.append("name")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", waited)
    monkeypatch.setattr(Path, "replace", renamed)
    replace(tmp_path / "live.keys", b"new", b"")
    replace(tmp_path / "live.keys", b"newer", b"new")
    assert steps == ["file", "name", "folder"] * 2
    assert (tmp_path / "live.keys").read_bytes() == b"newer"


@pytest.mark.parametrize("failing", ["write", "fsync", "replace"])
def test_a_disk_that_fails_leaves_the_seals_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "live.keys"
    replace(path, b"old", b"")

    def fails(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if failing == "write":
            patch.setattr(Path, "open", fails)
        else:
            patch.setattr(os if failing == "fsync" else Path, failing, fails)
        with pytest.raises(Mendable, match=r"can't be written: No space left on device. Nothing was changed"):
            replace(path, b"new", b"old")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["live.keys"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_who_could_read_them_still_can(office: Office) -> None:
    office.seals.path.chmod(0o640)
    office.seals.change_passphrase(SATO, PASSPHRASES[SATO], "another long passphrase")
    assert office.seals.path.stat().st_mode & 0o777 == 0o640
