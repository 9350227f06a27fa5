"""`sekisho register backup`: a copy of a register that can be relied on."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app import paths
from app.domain.errors import Mendable
from app.services.ports import Report
from app.storage.files.preferences_file import PreferencesFile
from app.storage.register import copying, sqlite
from tests.builders import an_official, opened
from tests.commands.conftest import Call
from tests.commands.test_register_new import number_of_cases
from tests.commands.test_wrong_calls import is_refused
from tests.fakes import TickingClock
from tests.storage.files.test_room_on_drive import Drive


def test_a_register_is_copied_while_it_is_open(register: Path, sekisho: Call, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sekisho"
    with opened(register) as work:
        official = an_official(work, TickingClock())
        official.a_case({"weapon": "no"})
        assert sekisho("register", "backup", register, copy) == (
            0,
            f"{copy}: a copy of {register}, read back and compared.\n",
            "",
        )
        official.a_case()
    assert number_of_cases(copy) == 2
    with closing(sqlite.connect(f"file:{copy}?immutable=1", uri=True)) as reader:
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("delete",), "it can be read on any medium"
    with opened(copy) as work:
        an_official(work, TickingClock()).a_case()
    assert number_of_cases(copy) == 3


def test_a_copy_that_leaves_its_drive_nearly_full_is_made_and_that_is_said(
    register: Path, sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Drive(1000, 950, 50))
    said = sekisho("register", "backup", register, tmp_path / "copy.sekisho")
    assert (said.status, said.err.startswith("Only 5 % of the drive on which")) == (0, True)
    assert number_of_cases(tmp_path / "copy.sekisho") == 1


def test_without_a_name_it_is_one_of_the_kept_copies_with_the_moment_in_its_name(
    register: Path, sekisho: Call, tmp_path: Path
) -> None:
    assert sekisho("register", "copies", register).out == f"{register}: no copy is kept of it.\n"
    said = sekisho("register", "backup", register)
    (copy,) = register.with_name("training.copies").glob("training.4a8f1f6e.*Z.sekisho")
    assert said == (0, f"{copy}: a copy of {register}, read back and compared.\n", "")
    assert number_of_cases(copy) == 1
    said = sekisho("register", "copies", register)
    assert said.out.endswith(f", {copy.stat().st_size / 1e6:.1f} MB, verified when it was made  {copy}\n")
    assert sekisho("register", "backup", register, "--to", tmp_path / "elsewhere").status == 0
    assert sekisho("register", "backup", register, "--to", tmp_path / "elsewhere").status == 0
    assert len(list((tmp_path / "elsewhere").glob("*.sekisho"))) == 2
    is_refused(sekisho("register", "backup", register, "x", "--to", tmp_path), "COPY names one file, --to the folder")


def test_the_folder_that_was_chosen_in_the_window_is_that_of_the_command_line(
    register: Path, sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "mine")
    PreferencesFile(tmp_path / "mine" / "preferences.json").keep("copies", str(tmp_path / "chosen"))
    assert sekisho("register", "backup", register).status == 0
    assert str(tmp_path / "chosen" / "training.4a8f1f6e.") in sekisho("register", "copies", register).out


def by_symbolic_link(register: Path) -> Path:
    """A name that leads to it."""
    other = register.parents[1] / "leads there.sekisho"
    other.symlink_to(register)
    return other


def by_another_way(register: Path) -> Path:
    """The same name by a detour."""
    return register.parent / ".." / register.parent.name / register.name


def what_belongs_to_it(register: Path) -> Path:
    """What SQLite would take for a part of it."""
    return register.with_name(register.name + "-wal")


def test_another_name_of_the_register_is_never_written_over(register: Path, tmp_path: Path) -> None:
    with opened(register) as work:
        other = tmp_path / "linked.sekisho"
        os.link(register, other)
        with pytest.raises(Mendable, match="is the register itself, or belongs to it"):
            work.save_copy(str(other))
        other.unlink()


@pytest.mark.parametrize("name", [by_symbolic_link, by_another_way, what_belongs_to_it])
def test_the_register_itself_is_never_written_over(register: Path, sekisho: Call, name: Callable[[Path], Path]) -> None:
    before = register.read_bytes()
    other = name(register)
    is_refused(sekisho("register", "backup", register, other), f"{other} is the register itself, or belongs to it")
    assert register.read_bytes() == before


def test_no_file_is_written_over(register: Path, sekisho: Call, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleague", encoding="utf-8")
    is_refused(sekisho("register", "backup", register, letter), "There is a file at")
    assert letter.read_text(encoding="utf-8") == "Dear colleague"
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    is_refused(sekisho("register", "backup", register, tmp_path / "dangling"), "There is a file at")


def test_where_none_can_be_made_it_is_said(register: Path, sekisho: Call, tmp_path: Path) -> None:
    is_refused(sekisho("register", "backup", register, tmp_path / "nowhere" / "x.sekisho"), "No copy can be made")
    is_refused(sekisho("register", "backup", register, tmp_path / ("x" * 300)), "No copy can be made")
    is_refused(sekisho("register", "backup", tmp_path / "missing.sekisho"), "There is no register at")


def test_a_copy_that_is_not_the_same_is_thrown_away(
    register: Path, sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = copying.digests

    def altered(connection: sqlite.Connection, *told: Report) -> dict[str, str]:
        (path,) = [file for _number, name, file in connection.execute("PRAGMA database_list") if name == "main"]
        found = digests(connection, *told)
        return {**found, "answers": "another"} if "partial" in path else found

    monkeypatch.setattr(copying, "digests", altered)
    is_refused(
        sekisho("register", "backup", register, tmp_path / "x.sekisho"),
        f"The copy of {register} was read back and is not the same",
    )
    assert [file.name for file in tmp_path.iterdir()] == ["here"]
    assert [file.name for file in register.parent.iterdir() if "-" not in file.name] == ["training.sekisho"]


def test_what_is_compared_is_every_row_of_every_table(register: Path, tmp_path: Path) -> None:
    with closing(sqlite.connect(register)) as connection:
        before = copying.digests(connection)
        # What a virtual table holds stands in tables of its own.
        kept = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL %'"
        tables = {name for (name,) in connection.execute(kept)}
        assert tables <= set(before)
        connection.executescript("DROP TRIGGER answers_are_not_changed; UPDATE answers SET value = 'no'")
        after = copying.digests(connection)
    assert {name for name in before if before[name] != after[name]} == {"answers", "made"}
