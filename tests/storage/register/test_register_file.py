"""A register whose file is exchanged while it is open: nothing is written, nothing is lost, and it is said."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import composition
from app.domain.errors import Mendable
from app.services.reading import EVERY_CASE, list_cases, read_heading
from app.storage.register import sqlite
from app.storage.register.connections import beside
from app.storage.register.unit_of_work import RegisterWork
from tests.builders import LONG_AGO, ROOT, a_register_file, an_official, case_particulars, opened
from tests.fakes import TickingClock

TYPIST = Path(__file__).with_name("typist.py")


def add_cases(path: Path, name: str, count: int) -> None:
    """Somebody works in a register: so many cases, numbered by their name."""
    with opened(path) as work:
        for number in range(count):
            an_official(work, TickingClock()).a_case({"weapon": "yes"}, number=f"{name}-{number}")


def numbers(path: Path) -> set[str]:
    """The cases in a sound file; it is left as it is, and what lies beside it counts."""
    look = shutil.copytree(path.parent, path.parent.with_name("look"), dirs_exist_ok=True) / path.name
    with closing(sqlite.connect(look)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = {number for (number,) in connection.execute("SELECT number FROM cases")}
    shutil.rmtree(look.parent)
    return found


class TwoCopies:
    """A register in a synchronised folder, and the version of somebody else, which is to arrive in its place."""

    def __init__(self, folder: Path, register: Path, cases_of_other: int) -> None:
        self.path = register
        add_cases(register, "first", 1)
        self.other = folder / "elsewhere" / "other.sekisho"
        self.other.parent.mkdir()
        shutil.copy(register, self.other)
        add_cases(self.other, "B", cases_of_other)
        self.arrived = self.other.read_bytes()

    def kept(self) -> Path:
        """The third file."""
        (kept,) = self.path.parent.glob("*.kept.*.sekisho")
        return kept


@pytest.fixture(params=[1, 12])
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> TwoCopies:
    """One with little in the other version, one with much."""
    folder = tmp_path / "synchronised"
    folder.mkdir()
    return TwoCopies(tmp_path, a_register_file(folder), request.param)


def renamed_over(copies: TwoCopies) -> None:
    """As most programs that synchronise do."""
    copies.other.replace(copies.path)


def written_over(copies: TwoCopies) -> None:
    """As `cp` does: the file stays, its content is another."""
    copies.path.write_bytes(copies.arrived)


def written_over_with_its_time(copies: TwoCopies) -> None:
    """As `cp -p` does."""
    shutil.copy2(copies.other, copies.path)


def refused(work: RegisterWork) -> str:
    """The sentence that says why a case is not added."""
    with pytest.raises(Mendable) as refusal:
        an_official(work, TickingClock()).a_case({"weapon": "yes"}, number="late")
    return str(refusal.value)


def test_another_version_that_arrives_by_name_stays_whole_and_ours_goes_to_a_third_file(copies: TwoCopies) -> None:
    with opened(copies.path) as work:
        for number in range(3):
            an_official(work, TickingClock()).a_case({"weapon": "yes"}, number=f"A-{number}")
        renamed_over(copies)
        said = refused(work)
        assert "Another file was put in the place of" in said
        assert str(copies.kept()) in said
        assert refused(work) == said
        assert copies.path.read_bytes() == copies.arrived
        heading = read_heading(work)
        assert (heading.is_read_only, heading.kept_in) == (True, str(copies.kept()))
        assert str(heading.trouble) == said
    assert copies.path.read_bytes() == copies.arrived
    assert not beside(copies.path, "-wal").exists()
    assert numbers(copies.kept()) == {"first-0", "A-0", "A-1", "A-2"}
    assert numbers(copies.path) == {
        "first-0",
        *(f"B-{number}" for number in range(12 if "B-1" in numbers(copies.path) else 1)),
    }
    with opened(copies.kept()) as work:
        an_official(work, TickingClock()).a_case(number="goes on")


@pytest.mark.parametrize("arrive", [written_over, written_over_with_its_time])
def test_another_version_that_is_written_into_the_file_stays_whole(
    copies: TwoCopies, arrive: Callable[[TwoCopies], None]
) -> None:
    with opened(copies.path) as work:
        an_official(work, TickingClock()).a_case({"weapon": "yes"}, number="A-0")
        work.tend()
        arrive(copies)
        said = refused(work)
        assert "Another program wrote into" in said
        assert "may be lost" in said
        assert copies.path.read_bytes() == copies.arrived
    assert copies.path.read_bytes() == copies.arrived
    assert not list(copies.path.parent.glob("*.kept.*.sekisho")), "a copy of a mixture would claim what is not so"


@pytest.mark.parametrize("arrive", [renamed_over, written_over])
def test_it_is_noticed_in_a_pause_before_anything_is_typed(
    copies: TwoCopies, arrive: Callable[[TwoCopies], None]
) -> None:
    with opened(copies.path) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        work.tend()
        arrive(copies)
        with pytest.raises(Mendable, match="while it was open here"):
            work.tend()
        assert read_heading(work).is_read_only


@pytest.mark.parametrize("arrive", [renamed_over, written_over])
def test_it_is_noticed_when_the_register_is_claimed(copies: TwoCopies, arrive: Callable[[TwoCopies], None]) -> None:
    with opened(copies.path, is_claimed=False) as work:
        assert len(list_cases(work)) == 1
        arrive(copies)
        if arrive is renamed_over:
            assert "Open it again" in refused(work)
            assert copies.path.read_bytes() == copies.arrived
        else:  # nothing was read that is not there any more, and the claim reads what is there now
            an_official(work, TickingClock()).a_case(number="A-0")
    assert numbers(copies.path) >= {"first-0", "B-0"}


def test_it_is_noticed_in_the_middle_of_a_change(copies: TwoCopies) -> None:
    def changed() -> None:
        with work:
            work.cases.add(case_particulars(number="late"), LONG_AGO, "Hanako")
            renamed_over(copies)
            work.commit()

    with opened(copies.path) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        with pytest.raises(Mendable, match="Another file was put"):
            changed()
        assert copies.path.read_bytes() == copies.arrived
    assert numbers(copies.kept()) == {"first-0", "A-0"}


@pytest.mark.parametrize("delete", [True, False], ids=["deleted", "moved"])
def test_a_register_that_is_deleted_or_moved_is_kept_whole(register_file: Path, delete: bool) -> None:
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        work.tend()
        an_official(work, TickingClock()).a_case(number="A-1")
        if delete:
            register_file.unlink()
        else:
            (register_file.parent / "moved").mkdir()
            register_file.rename(register_file.parent / "moved" / "moved.sekisho")
        assert "is not there any more" in refused(work)
    (kept,) = register_file.parent.glob("*.kept.*.sekisho")
    assert numbers(kept) == {"A-0", "A-1"}
    left = sorted(file.name for file in register_file.parent.iterdir() if file.is_file())
    assert left == [kept.name, f"{kept.name}.sha256"]
    if not delete:
        assert numbers(register_file.parent / "moved" / "moved.sekisho") == {"A-0"}


def exchanged(rest: Path) -> None:
    """Another file has the name of what lies beside the register."""
    other = rest.with_name("x")
    other.write_bytes(rest.read_bytes())
    other.replace(rest)


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
@pytest.mark.parametrize("part", [Path.unlink, exchanged])
def test_what_lies_beside_it_is_taken_away(register_file: Path, ending: str, part: Callable[[Path], None]) -> None:
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        part(beside(register_file, ending))
        assert "taken away or exchanged" in refused(work)
        kept = Path(read_heading(work).kept_in)
    assert numbers(kept) == {"A-0"}


def test_what_lies_beside_it_is_written_over(register_file: Path) -> None:
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        rest = beside(register_file, "-wal")
        foreign = rest.read_bytes()[:16] + b"\0" * 16 + rest.read_bytes()[32:]
        with rest.open("r+b") as file:
            file.write(foreign)
        assert "Another program wrote into" in refused(work)
    assert rest.read_bytes() == foreign


def test_what_others_may_do_raises_no_alarm(register_file: Path, tmp_path: Path) -> None:
    with opened(register_file) as work:
        official = an_official(work, TickingClock())
        official.a_case(number="A-0")
        work.tend()
        os.link(register_file, tmp_path / "second name.sekisho")
        work.tend()
        (tmp_path / "second name.sekisho").unlink()
        register_file.chmod(0o600)
        register_file.read_bytes()
        with closing(sqlite.connect(register_file)) as by_hand:
            assert by_hand.execute("SELECT number FROM cases").fetchall() == [("A-0",)]
        with opened(register_file) as reader:
            assert read_heading(reader).is_read_only
            reader.tend()
        work.tend()
        official.a_case(number="A-1")
        work.tend()


def test_a_plain_copy_made_in_a_pause_holds_all_that_was_saved(register_file: Path, tmp_path: Path) -> None:
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        work.tend()
        (tmp_path / "copy").mkdir()
        shutil.copy(register_file, tmp_path / "copy" / "copy.sekisho")
    assert numbers(tmp_path / "copy" / "copy.sekisho") == {"A-0"}


def test_a_pause_does_not_wait_for_who_reads(register_file: Path, tmp_path: Path) -> None:
    with opened(register_file) as work, opened(register_file, is_claimed=False) as reader:
        an_official(work, TickingClock()).a_case(number="A-0")
        with reader.snapshot():
            assert reader.case_list.size(EVERY_CASE) == 1
            an_official(work, TickingClock()).a_case(number="A-1")
            work.tend()
            assert reader.case_list.size(EVERY_CASE) == 1
        work.tend()
        assert not beside(register_file, "-wal").stat().st_size


def test_nothing_is_left_beside_a_register_that_was_closed(register_file: Path) -> None:
    add_cases(register_file, "A", 2)
    assert [file.name for file in register_file.parent.iterdir()] == [register_file.name]


def test_much_that_is_saved_without_a_pause_does_not_pile_up(
    register_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.register.database._MOST_BESIDE", 100_000)
    with opened(register_file) as work:
        for number in range(20):
            an_official(work, TickingClock()).a_case({"weapon": "yes"}, number=str(number))
            assert beside(register_file, "-wal").stat().st_size < 250_000


def test_one_that_can_not_be_kept_beside_it_is_kept_in_the_folder_of_the_user(
    copies: TwoCopies, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with composition.opened(copies.path, TickingClock()) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        shutil.move(copies.path.parent, tmp_path / "gone")
        refused(work)
        kept = Path(read_heading(work).kept_in)
    assert kept.is_relative_to(tmp_path / "data")
    assert numbers(kept) == {"first-0", "A-0"}


def test_by_no_symbolic_link_do_two_write_at_once(register_file: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for folder in (register_file.parent, tmp_path / "there"):
        other = folder / "other name.sekisho"
        other.symlink_to(register_file)
        command = [sys.executable, str(TYPIST), str(register_file), "hold"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "open\n"
            with opened(other) as work:
                said = refused(work)
                assert read_heading(work).is_read_only
                assert "Taro Sato on desk-8" in said
            holder.communicate("\n", timeout=20)
        with opened(other) as work:
            an_official(work, TickingClock()).a_case(number=folder.name)
        other.unlink()


def ended_after(register: Path, cases: int) -> None:
    """Somebody works in a register until the power goes: the last changes lie beside it."""
    script = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from tests.builders import *\n"
        "from app.bootstrap.composition import SystemClock\n"
        "with opened(Path(sys.argv[2])) as work:\n"
        "    official = an_official(work, SystemClock())\n"
        "    for number in range(int(sys.argv[3])): official.a_case({'weapon': 'yes'}, number=f'last-{number}')\n"
        "    os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(ROOT), str(register), str(cases)], check=True, timeout=60)
    assert beside(register, "-wal").stat().st_size


@pytest.mark.parametrize("is_claimed", [True, False])
def test_one_of_several_names_of_a_file_is_refused(register_file: Path, tmp_path: Path, is_claimed: bool) -> None:
    """SQLite looks for the last changes beside the name by which it opens a file: by another one they are not there."""
    other = tmp_path / "other.sekisho"
    ended_after(register_file, 1)
    os.link(register_file, other)
    before = register_file.read_bytes()
    for name in (other, register_file):
        with pytest.raises(Mendable, match="one of several names of a file"), opened(name, is_claimed=is_claimed):
            pass
    assert register_file.read_bytes() == before
    other.unlink()
    assert numbers(register_file) == {"last-0"}
    with opened(register_file, is_claimed=is_claimed) as work:
        assert len(list_cases(work)) == 1


@pytest.fixture
def link(register_file: Path, tmp_path: Path) -> Path:
    """A symbolic link to a register, in another folder."""
    (tmp_path / "linked").mkdir()
    link = tmp_path / "linked" / "link.sekisho"
    link.symlink_to(register_file)
    return link


def test_by_a_link_a_pause_brings_into_the_file_what_was_saved(register_file: Path, link: Path, tmp_path: Path) -> None:
    with opened(link) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        work.tend()
        (tmp_path / "copy").mkdir()
        shutil.copy(register_file, tmp_path / "copy" / "copy.sekisho")
    assert numbers(tmp_path / "copy" / "copy.sekisho") == {"A-0"}


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_by_a_link_it_is_noticed_that_what_belongs_to_the_file_was_taken_away(
    register_file: Path, link: Path, ending: str
) -> None:
    with opened(link) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        beside(register_file, ending).unlink()
        assert "were taken away or exchanged" in refused(work)
        kept = Path(read_heading(work).kept_in)
    assert numbers(kept) == {"A-0"}


def test_where_a_link_leads_to_another_register_both_stay_whole(register_file: Path, link: Path) -> None:
    other = a_register_file(link.parent, "other.sekisho")
    with opened(link) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        link.unlink()
        link.symlink_to(other)
        assert "Another file was put in the place" in refused(work)
        kept = Path(read_heading(work).kept_in)
        assert beside(register_file, "-wal").stat().st_size, "what lies beside the file itself still belongs to it"
    assert (numbers(kept), numbers(register_file), numbers(other)) == ({"A-0"}, {"A-0"}, set())


@pytest.mark.parametrize(("last", "since"), [(1, 1), (5, 1), (1, 30), (30, 1)])
def test_old_changes_that_were_put_beside_a_register_are_not_taken_for_its_last_ones(
    register_file: Path, tmp_path: Path, last: int, since: int
) -> None:
    """As by a synchronised folder: somebody's last changes arrive when work has gone on without them."""
    add_cases(register_file, "first", 3)
    there = tmp_path / "there.sekisho"
    shutil.copy(register_file, there)
    ended_after(there, last)
    add_cases(register_file, "ours", since)
    before = register_file.read_bytes()
    shutil.copy(beside(there, "-wal"), beside(register_file, "-wal"))
    for is_claimed in (False, True):
        with (
            pytest.raises(Mendable, match="does not belong to"),
            opened(register_file, is_claimed=is_claimed),
        ):
            pass
    assert register_file.read_bytes() == before
    beside(register_file, "-wal").unlink()
    assert len(numbers(register_file)) == 3 + since


def test_old_changes_that_were_in_the_register_already_are_not_laid_over_newer_ones(register_file: Path) -> None:
    add_cases(register_file, "first", 3)
    ended_after(register_file, 2)
    old = beside(register_file, "-wal").read_bytes()
    add_cases(register_file, "later", 2)
    before = register_file.read_bytes()
    beside(register_file, "-wal").write_bytes(old)
    with pytest.raises(Mendable, match="does not belong to"), opened(register_file):
        pass
    assert register_file.read_bytes() == before


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_journal_that_was_put_beside_a_register_is_not_played_back(
    register_file: Path, tmp_path: Path, is_whole: bool
) -> None:
    there = tmp_path / "there.sekisho"
    with opened(register_file) as work:
        work.save_copy(str(there))
    with closing(sqlite.connect(there, isolation_level=None)) as connection:
        connection.executescript(
            "PRAGMA cache_size = 1; BEGIN; CREATE TABLE much AS WITH RECURSIVE numbers (n) AS"
            " (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 5000) SELECT hex(randomblob(200)) FROM numbers"
        )
        journal = beside(there, "-journal").read_bytes() if is_whole else b"of another program"
        connection.execute("ROLLBACK")
    add_cases(register_file, "ours", 2)
    before = register_file.read_bytes()
    beside(register_file, "-journal").write_bytes(journal)
    for is_claimed in (False, True):
        with pytest.raises(Mendable, match="does not belong to"), opened(register_file, is_claimed=is_claimed):
            pass
    assert register_file.read_bytes() == before
    beside(register_file, "-journal").unlink()
    assert numbers(register_file) == {"ours-0", "ours-1"}


@pytest.mark.parametrize("is_claimed", [True, False])
def test_the_last_changes_of_a_register_go_with_it_to_another_place(
    register_file: Path, tmp_path: Path, is_claimed: bool
) -> None:
    add_cases(register_file, "first", 3)
    ended_after(register_file, 2)
    moved = tmp_path / "moved.sekisho"
    for ending in ("", "-wal"):
        shutil.copy(register_file.with_name(register_file.name + ending), moved.with_name(moved.name + ending))
    with opened(moved, is_claimed=is_claimed) as work:
        assert len(list_cases(work)) == 5


@pytest.mark.parametrize("part", [Path.unlink, exchanged])
def test_what_is_taken_away_in_the_midst_of_a_change_is_told_and_not_forgotten(
    register_file: Path, part: Callable[[Path], None]
) -> None:
    with opened(register_file) as work:
        official = an_official(work, TickingClock())
        official.a_case(number="A-0")

        def change() -> None:
            with work:
                part(beside(register_file, "-wal"))
                work.commit()

        with pytest.raises(Mendable, match="taken away or exchanged"):
            change()
        assert "taken away or exchanged" in refused(work)
        kept = Path(read_heading(work).kept_in)
    assert numbers(kept) == {"A-0"}


def test_a_change_given_up_over_an_exchanged_file_does_not_take_it_for_ours(register_file: Path) -> None:
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(number="A-0")

        def give_up() -> None:
            with work:
                exchanged(beside(register_file, "-wal"))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            give_up()
        assert "taken away or exchanged" in refused(work)


def test_the_last_changes_stay_beside_a_file_that_is_gone_until_they_are_kept_elsewhere(
    register_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(number="A-0")
        rest = beside(register_file, "-wal")
        assert rest.stat().st_size
        register_file.unlink()

        def full(_copy: Path, **_named: bool) -> None:
            raise Mendable("The disk is full.")

        monkeypatch.setattr(work.register, "save_copy", full)
        assert "could not be kept elsewhere: The disk is full." in refused(work)
        assert rest.exists()
