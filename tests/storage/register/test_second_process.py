"""One process writes to a register; the others read it and are told who writes."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.services.ports import Holder
from app.services.reading import claim_register, list_cases, read_heading
from app.storage.register.database import open_register
from tests.builders import LONG_AGO, MIGRATIONS, PEOPLE, an_official, opened
from tests.fakes import TickingClock

TYPIST = Path(__file__).with_name("typist.py")
OTHER = Holder("Taro Sato", "desk-8", 815, datetime(2026, 11, 20, 1, 30, tzinfo=UTC))


@contextlib.contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A real second process that has the register open for writing."""
    command = [sys.executable, str(TYPIST), str(path), "hold"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        if process.poll() is None:
            process.communicate("\n", timeout=20)


@pytest.mark.parametrize("is_claimed", [True, False])
def test_who_comes_second_reads_and_is_told_who_writes(register_file: Path, is_claimed: bool) -> None:
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(number="A")
    with held_elsewhere(register_file), opened(register_file, is_claimed=is_claimed) as work:
        assert read_heading(work).is_read_only is is_claimed, (
            "whether it can be written to is known once it was claimed"
        )
        with pytest.raises(Mendable, match=r"Taro Sato on desk-8 .*process 815") as refusal:
            an_official(work, TickingClock()).a_case(number="B")
        assert refusal.value.params["since"] == "2026-11-20 10:30 JST"
        heading = read_heading(work)
        assert heading.is_read_only
        assert heading.holder == OTHER
        assert [summary.number for summary in list_cases(work)] == ["A"]


def test_a_register_opened_for_reading_is_claimed_after_the_list_was_shown(register_file: Path) -> None:
    with opened(register_file, is_claimed=False) as work:
        assert list_cases(work) == ()
        assert not claim_register(work).is_read_only
        with opened(register_file) as second:
            assert read_heading(second).is_read_only
    with held_elsewhere(register_file), opened(register_file, is_claimed=False) as work:
        assert claim_register(work).holder == OTHER


def test_who_comes_second_can_not_write_even_by_mistake(register_file: Path) -> None:
    with held_elsewhere(register_file), opened(register_file) as work:
        connection = work.register.database.conn
        with pytest.raises(Exception, match="readonly database"):
            connection.execute("UPDATE cases SET title = 'x'")


def test_what_the_holder_saves_is_seen_by_who_reads(register_file: Path) -> None:
    with opened(register_file) as work:
        command = [sys.executable, str(TYPIST), str(register_file), "hold"]
        assert work.register.claim(LONG_AGO)
        run = subprocess.run(command, input="\n", capture_output=True, text=True, timeout=20, check=True)
        assert run.stdout == "open\n"
        an_official(work, TickingClock()).a_case(number="A")
    with held_elsewhere(register_file), opened(register_file) as work:
        assert [summary.number for summary in list_cases(work)] == ["A"]


def test_the_register_is_free_again_when_its_holder_has_closed_it(register_file: Path) -> None:
    with held_elsewhere(register_file):
        pass
    assert not register_file.with_name(register_file.name + ".holder").exists()
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case()


def test_the_register_is_free_again_when_its_holder_was_ended(register_file: Path) -> None:
    with held_elsewhere(register_file) as process:
        process.kill()
        process.wait()
    assert register_file.with_name(register_file.name + ".holder").exists()
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case()
        assert read_heading(work).holder is None


@pytest.mark.parametrize("note", ["", "{", '{"name": "x"}', "[]", None])
def test_a_note_that_tells_nothing_leaves_the_holder_unnamed(register_file: Path, note: str | None) -> None:
    with held_elsewhere(register_file):
        file = register_file.with_name(register_file.name + ".holder")
        if note is None:
            file.unlink()
        else:
            file.write_text(note, encoding="utf-8")
        with opened(register_file) as work:
            with pytest.raises(Mendable, match="open for reading only"):
                an_official(work, TickingClock()).a_case()
            assert read_heading(work).is_read_only


def test_an_older_file_is_not_brought_up_to_date_behind_the_back_of_its_holder(
    register_file: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later"
    later.mkdir()
    for file in MIGRATIONS.iterdir():
        (later / file.name).write_bytes(file.read_bytes())
    number = len(list(later.iterdir())) + 1
    (later / f"{number:04}_later.sql").write_text("CREATE TABLE later (id INTEGER PRIMARY KEY);", encoding="utf-8")
    with held_elsewhere(register_file), pytest.raises(Mendable, match="Taro Sato"):
        open_register(register_file, later, lambda: OTHER, LONG_AGO, people=lambda: PEOPLE)
    open_register(register_file, later, lambda: OTHER, LONG_AGO, people=lambda: PEOPLE).close()


def test_where_nothing_can_be_written_beside_the_register_it_is_only_read(register_file: Path) -> None:
    with opened(register_file) as work:
        an_official(work, TickingClock()).a_case(number="A")
    register_file.with_name(register_file.name + ".holder").mkdir()
    with opened(register_file) as work:
        assert [summary.number for summary in list_cases(work)] == ["A"]
        assert read_heading(work).is_read_only
        with pytest.raises(Mendable, match="open for reading only"):
            an_official(work, TickingClock()).a_case()
