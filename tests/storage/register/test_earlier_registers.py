"""A register of each earlier version is brought up to date, with all that was in it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Mendable
from app.domain.law.outcomes import Outcome
from app.domain.register.cases import CaseState
from app.domain.register.official_answers import set_aside_on
from app.services.ports import CaseFilter
from app.services.reading import list_cases
from app.services.receiving import amend_particulars
from app.storage.register import database
from app.storage.register.database import open_register
from app.storage.register.migrations import latest_version, schema
from app.storage.register.register_file import RegisterFile
from app.storage.register.register_lock import RegisterLock
from tests.builders import LONG_AGO, ME, MIGRATIONS, OFFICIAL_ANSWER, PARTS_FOR_XA, UUID, an_official, opened
from tests.fakes import TickingClock
from tests.texts import NUMBER, TWINS

REGISTERS = Path(__file__).with_name("registers")
VERSIONS = range(1, latest_version(MIGRATIONS))


@pytest.fixture(params=VERSIONS)
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A register as a program of that version left it: two cases, one determined, one with an official answer."""
    return Path(shutil.copy(REGISTERS / f"version-{request.param}.sekisho", tmp_path / "training.sekisho"))


def statements(path: Path) -> set[str]:
    """What the tables and triggers of a file are made with."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%sqlite!_%' ESCAPE '!'"
        )
        return {f"{sql};" for (sql,) in rows}


class FullDisk(sqlite3.Connection):
    """A connection on a disk without room for a copy of the register: a part of it is written, and no more."""

    def backup(self, target: sqlite3.Connection, **_options: Any) -> None:
        target.execute("CREATE TABLE half (made INTEGER)")
        target.commit()
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorname = "SQLITE_FULL"
        raise full


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """The register is open for writing elsewhere."""
    file = RegisterFile(path)
    lock = RegisterLock.take(path, file.open_for_writing(), ME)
    yield
    lock.release()
    file.close()


def connected_on_a_full_disk(path: Path, _mode: str) -> sqlite3.Connection:
    """The register, to be written to where there is no room for a copy of it."""
    return sqlite3.connect(path, factory=FullDisk)


def test_there_is_a_register_of_each_earlier_version() -> None:
    assert sorted(file.name for file in REGISTERS.iterdir()) == [f"version-{version}.sekisho" for version in VERSIONS]


def test_it_is_brought_up_to_date_and_holds_what_it_held(earlier: Path) -> None:
    with opened(earlier) as work:
        heading = work.heading()
        assert (heading.uuid, heading.is_read_only) == (UUID, False)
        official = an_official(work, TickingClock())
        second, first = (official.case(summary.id) for summary in list_cases(work))
        assert (first.state, second.state) == (CaseState.DETERMINED, CaseState.DRAFT)
        determination = first.lines[0].determination
        assert determination is not None
        assert (determination.outcome, determination.answers) == (Outcome.REFER, PARTS_FOR_XA)
        assert determination.record.result.outcome is Outcome.REFER
        assert first.lines[0].known_answers == PARTS_FOR_XA
        assert [shown.page for shown in first.lines[0].answers[0].evidence] == ["3"]
        (answer,) = second.official_answers
        assert answer.particulars == OFFICIAL_ANSWER
        assert (answer.edition_id, answer.edition_sha256, answer.substance) == ("", "", "")
        assert set_aside_on(second, official.shelf.edition("2026-04-21")) == {OFFICIAL_ANSWER.rule}
        assert set_aside_on(second, official.shelf.edition("2014-04-01")) == frozenset()
        assert work.law.on_record().entries == ()
        assert official.kinds_of_register_events() == []
    assert len(list(earlier.parent.glob("training.version-*"))) == 1


def test_twins_of_an_earlier_version_keep_their_numbers_and_get_no_third(tmp_path: Path) -> None:
    path = Path(shutil.copy(REGISTERS / "version-4.sekisho", tmp_path / "training.sekisho"))
    with closing(sqlite3.connect(path)) as connection:
        for key, number in enumerate(TWINS[:2], 1):
            connection.execute("UPDATE cases SET number = ? WHERE id = ?", (number, key))
        connection.commit()
    with opened(path) as work:
        official = an_official(work, TickingClock())
        assert {case.number for case in list_cases(work)} == set(TWINS[:2])
        (twin, _other) = list_cases(work)
        amend_particulars(official, case_id=twin.id, field="end_user", value="Navy")
        for number in (NUMBER, TWINS[2]):
            with pytest.raises(Mendable, match="reads the same"):
                official.a_case(number=number)


def test_its_list_is_searched_as_that_of_a_new_one(tmp_path: Path) -> None:
    path = Path(shutil.copy(REGISTERS / "version-3.sekisho", tmp_path / "training.sekisho"))
    with opened(path) as work:
        for text in ("ふりげーと", "フリゲート", "ﾌﾘｹﾞｰﾄ の"):
            assert [case.title for case in list_cases(work, CaseFilter(text=text))] == ["フリゲートの魚雷部品"]


def test_one_of_the_same_tables_is_read_and_searched_while_nothing_can_be_written_to_it(tmp_path: Path) -> None:
    path = Path(shutil.copy(REGISTERS / "version-3.sekisho", tmp_path / "training.sekisho"))
    before = path.read_bytes()
    with held_by_another(path), opened(path, is_claimed=False) as work:
        for text in ("ふりげーと", "フリゲート", "ﾌﾘｹﾞｰﾄ の"):
            assert [case.title for case in list_cases(work, CaseFilter(text=text))] == ["フリゲートの魚雷部品"]
        assert work.heading().is_read_only
    assert path.read_bytes() == before


def test_one_of_the_same_tables_is_read_and_searched_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(REGISTERS / "version-3.sekisho", tmp_path / "training.sekisho"))
    monkeypatch.setattr(database, "connect", connected_on_a_full_disk)
    with opened(path) as work:
        for text in ("ふりげーと", "フリゲート", "ﾌﾘｹﾞｰﾄ の"):
            assert [case.title for case in list_cases(work, CaseFilter(text=text))] == ["フリゲートの魚雷部品"]
        with pytest.raises(Mendable, match="is full"), work:
            pass
        monkeypatch.undo()
        an_official(work, TickingClock()).a_case(PARTS_FOR_XA)
        assert [case.title for case in list_cases(work, CaseFilter(text="フリゲート"))] == ["フリゲートの魚雷部品"]


def test_one_of_other_tables_is_refused_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(shutil.copy(REGISTERS / "version-2.sekisho", tmp_path / "training.sekisho"))
    monkeypatch.setattr(database, "connect", connected_on_a_full_disk)
    with pytest.raises(Mendable, match="is full"), opened(path):
        pass
    assert list(tmp_path.glob("training.version-*")) == []


def test_one_of_other_tables_waits_until_it_can_be_brought_up_to_date(tmp_path: Path) -> None:
    path = Path(shutil.copy(REGISTERS / "version-2.sekisho", tmp_path / "training.sekisho"))
    with (
        held_by_another(path),
        pytest.raises(Mendable, match="open for writing"),
        opened(path, is_claimed=False),
    ):
        pass


def test_it_is_made_like_a_new_one_and_can_be_worked_with(earlier: Path) -> None:
    open_register(earlier, MIGRATIONS, lambda: ME, LONG_AGO).close()
    with closing(sqlite3.connect(earlier)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    made = schema(MIGRATIONS)
    assert [sql for sql in statements(earlier) if sql not in made] == []
    with opened(earlier) as work:
        an_official(work, TickingClock()).a_case(PARTS_FOR_XA)
