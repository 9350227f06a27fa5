"""`sekisho ledger`: a register is verified, and its ledger written out for a program that knows nothing of this one."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.storage.register import sqlite
from tests.builders import PARTS_FOR_XA, an_official, opened
from tests.commands.conftest import Call
from tests.fakes import TickingClock
from tests.verifier.loading import verify_ledger


@pytest.fixture
def worked(register: Path) -> Path:
    """The register, with a determination."""
    with opened(register) as work:
        official = an_official(work, TickingClock())
        official.determine(official.a_case(PARTS_FOR_XA).lines[0].id)
    return register


def changed(register: Path, *statements: str) -> None:
    with closing(sqlite.connect(register)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in (*statements, *(sql for _, sql in triggers)):
            connection.execute(statement)


def by_itself(folder: Path) -> tuple[int, str]:
    """What the program beside an export says of it."""
    done = subprocess.run(
        [sys.executable, folder / "verify_ledger.py", folder, "--language", "en"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_sound_register_and_its_export_are_sound(worked: Path, sekisho: Call, tmp_path: Path) -> None:
    before, folder = worked.read_bytes(), tmp_path / "export"
    said = sekisho("ledger", "verify", worked)
    assert (said.status, said.err) == (0, "")
    assert "is sound" in said.out
    assert "Without a checkpoint that was kept elsewhere" in said.out
    assert sekisho("ledger", "export", worked, folder).status == 0
    assert by_itself(folder)[0] == 0
    assert worked.read_bytes() == before
    (checkpoint,) = (folder / "checkpoints").iterdir()
    said = sekisho("ledger", "verify", worked, "--checkpoint", checkpoint)
    assert (said.status, "for which it was signed" in said.out) == (0, True)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_first_bad_entry_is_named(worked: Path, sekisho: Call, language: str) -> None:
    changed(
        worked,
        "UPDATE entries SET entry = replace(entry, 'weapon', 'weapom') WHERE number IN (3, 5)",
    )
    said = sekisho("ledger", "verify", worked, "--language", language)
    assert said.status == 1
    assert said.out.startswith({"en": "Entry 3: it is not what", "ja": "記載3：hanako"}[language])
    assert {"en": "1 mistake", "ja": "1件"}[language] in said.out


def test_nothing_is_written_into_a_folder_with_something_in_it(worked: Path, sekisho: Call, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    said = sekisho("ledger", "export", worked, tmp_path / "full")
    assert (said.status, said.out) == (2, "")
    assert "There is something in the folder" in said.err
    assert [each.name for each in (tmp_path / "full").iterdir()] == ["x"]


def test_another_office_signs_a_checkpoint_and_the_stand_alone_verifier_finds_its_signature(
    worked: Path, sekisho: Call, tmp_path: Path
) -> None:
    note, other, folder = tmp_path / "kept.txt", tmp_path / "other.sekisho", tmp_path / "export"
    assert sekisho("register", "new", other, "--empty").status == 0
    assert sekisho("ledger", "checkpoint", worked, note).status == 0
    assert sekisho("ledger", "checkpoint", worked).out == note.read_text(encoding="utf-8")
    said = sekisho("ledger", "cosign", note, "--own", other)
    assert said.status == 0
    assert sekisho("ledger", "verify", worked, "--checkpoint", note).status == 0
    assert sekisho("ledger", "export", worked, folder).status == 0
    asked = [str(folder), "--checkpoint", str(note), "--cosigner", said.out.split()[-1]]
    assert verify_ledger.main(asked) == 0
    assert verify_ledger.main([*asked[:-1], asked[-1][:-1] + ("0" if asked[-1][-1] != "0" else "1")]) != 0
    for own in (other, worked):
        again = sekisho("ledger", "cosign", note, "--own", own)
        assert (again.status, "already" in again.err) == (2, True)


def test_two_copies_that_went_their_own_ways_are_laid_side_by_side(worked: Path, sekisho: Call, tmp_path: Path) -> None:
    copy = Path(shutil.copy(worked, tmp_path / "copy.sekisho"))
    same = sekisho("ledger", "compare", worked, copy)
    assert (same.status, same.out.count("(entries: 0)")) == (0, 2)
    with opened(worked) as work:
        an_official(work, TickingClock()).a_case(number="HERE")
    ahead = sekisho("ledger", "compare", worked, copy)
    assert (ahead.status, "HERE" in ahead.out, "(entries: 1)" in ahead.out) == (0, True, True)
    with opened(copy) as work:
        an_official(work, TickingClock()).a_case({"weapon": "yes"}, number="THERE")
    apart = sekisho("ledger", "compare", worked, copy)
    first, _, rest = apart.out.partition(f"After it only {worked}")
    ours, _, theirs = rest.partition(f"After it only {copy}")
    assert apart.status == 1
    assert "Other law in force met" in first
    assert ("HERE" in ours, "THERE" in ours, "THERE" in theirs, theirs.count("\n")) == (True, False, True, 3)
    (tmp_path / "x").mkdir()
    assert sekisho("register", "new", tmp_path / "x" / "y.sekisho", "--empty").status == 0
    assert sekisho("ledger", "compare", worked, tmp_path / "x" / "y.sekisho").status == 2
