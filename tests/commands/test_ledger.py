"""`sekisho ledger`: a register is verified, and its ledger written out for a program that knows nothing of this one."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.services.taking_cosignatures import take_cosignature
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


@pytest.fixture
def cosigned(worked: Path, sekisho: Call, tmp_path: Path) -> tuple[Path, str]:
    """A checkpoint of the register that another office has signed, and what that office was told to be named by."""
    note, other = tmp_path / "kept.txt", tmp_path / "other.sekisho"
    assert sekisho("register", "new", other, "--empty").status == 0
    assert sekisho("ledger", "checkpoint", worked, note).status == 0
    return note, sekisho("ledger", "cosign", note, "--own", other).out.split()[-1]


def test_a_checkpoint_that_another_office_signed_is_taken_back(
    worked: Path, sekisho: Call, tmp_path: Path, cosigned: tuple[Path, str]
) -> None:
    note, cosigner = cosigned
    folder, taking = tmp_path / "export", ("ledger", "take", worked, note, "--cosigner", cosigner, "--office")
    said = sekisho(*taking, "mofa")
    assert (said.status, "Ministry of Foreign Affairs" in said.out) == (0, True)
    assert sekisho("ledger", "verify", worked).status == 0
    assert sekisho("ledger", "export", worked, folder).status == 0
    exported = max((folder / "checkpoints").iterdir())
    assert exported.read_bytes() == note.read_bytes()
    assert verify_ledger.main([str(folder), "--cosigner", cosigner]) == 0
    lines = exported.read_text(encoding="utf-8").splitlines(keepends=True)
    exported.write_text("".join(lines[:-1]), encoding="utf-8")
    assert verify_ledger.main([str(folder)]) == 1
    before = worked.read_bytes()
    other = "as that of Ministry of Foreign Affairs"
    # A meeting signs nothing, and a name is no id.
    for office, why in (("mofa", "kept already"), ("mod", other), ("nsc", "no office"), ("外務省", "no office")):
        again = sekisho(*taking, office)
        assert (again.status, why in again.err) == (2, True), again.err
    assert worked.read_bytes() == before


def test_what_is_no_signature_of_what_the_register_signed_is_not_taken(
    worked: Path, sekisho: Call, tmp_path: Path, cosigned: tuple[Path, str]
) -> None:
    note, cosigner = cosigned
    text = note.read_text(encoding="utf-8")
    other, own = tmp_path / "other.sekisho", tmp_path / "own.txt"
    assert sekisho("ledger", "checkpoint", other, own).status == 0
    other_key = sekisho("ledger", "cosign", own, "--own", worked).out.split()[-1]
    copy = Path(shutil.copy(worked, tmp_path / "copy.sekisho"))
    for file, number in ((worked, "HERE"), (copy, "THERE")):
        with opened(file) as work:
            an_official(work, TickingClock()).a_case(number=number)
    assert sekisho("ledger", "checkpoint", worked).status == 0
    apart, ahead = tmp_path / "apart.txt", tmp_path / "ahead.txt"
    assert sekisho("ledger", "checkpoint", copy, apart).status == 0
    with opened(copy) as work:
        an_official(work, TickingClock()).a_case(number="MORE")
    assert sekisho("ledger", "checkpoint", copy, ahead).status == 0
    for each in (apart, ahead):
        assert sekisho("ledger", "cosign", each, "--own", other).status == 0
    before = worked.read_bytes()
    *lines, last = text.splitlines(keepends=True)
    broken = last[:-9] + ("A" if last[-9] != "A" else "B") + last[-8:]
    damaged = {
        "holds": ("".join(lines), cosigner),
        "this key that holds": ("".join(lines) + broken, cosigner),
        "by this key": (text, cosigner.rpartition("=")[0] + "=" + other_key.rpartition("=")[2]),
        "no checkpoint": ("nothing", cosigner),
        "another register": (own.read_text(encoding="utf-8"), other_key),
        "checkpoint key of this register": (text.replace(lines[3], lines[3].replace("20", "21", 1)), cosigner),
        "signed no such checkpoint": (apart.read_text(encoding="utf-8"), cosigner),
        "is an older copy": (ahead.read_text(encoding="utf-8"), cosigner),
        "does not name a key": (text, cosigner[:-1]),
        "is this register": (text, other_key),
    }
    for why, (given, key) in damaged.items():
        note.write_text(given, encoding="utf-8")
        said = sekisho("ledger", "take", worked, note, "--cosigner", key, "--office", "mofa")
        assert (said.status, why in said.err) == (2, True), (why, said.err)
    assert worked.read_bytes() == before


def test_a_checkpoint_that_a_restored_copy_had_lost_is_known_again(worked: Path, sekisho: Call, tmp_path: Path) -> None:
    with opened(worked) as work:
        an_official(work, TickingClock()).a_case(number="MORE")
    copy = Path(shutil.copy(worked, tmp_path / "copy.sekisho"))
    note, other = tmp_path / "kept.txt", tmp_path / "other.sekisho"
    assert sekisho("register", "new", other, "--empty").status == 0
    assert sekisho("ledger", "checkpoint", worked, note).status == 0
    cosigner = sekisho("ledger", "cosign", note, "--own", other).out.split()[-1]
    assert sekisho("ledger", "take", copy, note, "--cosigner", cosigner, "--office", "mofa").status == 0
    assert sekisho("ledger", "verify", copy, "--checkpoint", note).status == 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE cosignatures SET line = replace(line, 'A', 'B')",
        "UPDATE cosignatures SET office = 'another'",
        "UPDATE cosignatures SET second = second + 1",
        "DELETE FROM cosignatures",
    ],
)
def test_a_signature_taken_back_and_altered_is_found(
    worked: Path, sekisho: Call, cosigned: tuple[Path, str], damage: str
) -> None:
    note, cosigner = cosigned
    assert sekisho("ledger", "take", worked, note, "--cosigner", cosigner, "--office", "mofa").status == 0
    changed(worked, damage)
    said = sekisho("ledger", "verify", worked)
    assert (said.status, "cosignatures/1" in said.out) == (1, True)


def test_a_signature_that_never_held_is_found_though_an_entry_speaks_of_it(
    worked: Path, sekisho: Call, cosigned: tuple[Path, str]
) -> None:
    note, cosigner = cosigned
    *lines, last = note.read_text(encoding="utf-8").splitlines(keepends=True)
    broken = last[:-9] + ("A" if last[-9] != "A" else "B") + last[-8:]
    with opened(worked) as work:
        take_cosignature(
            an_official(work, TickingClock()),
            note="".join((*lines, broken)).encode(),
            cosigner=cosigner,
            office="mofa",
            verify=lambda *_: True,
        )
    said = sekisho("ledger", "verify", worked)
    assert (said.status, "cosignatures/1: the signature of mofa" in said.out) == (1, True)


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
