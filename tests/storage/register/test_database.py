"""A register file is made, recognised, brought up to date, and refused in a sentence where it is something else."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.services.reading import list_cases
from app.storage.register import sqlite
from app.storage.register.database import open_register
from app.storage.register.making import NewRegister, make_register
from tests.builders import (
    LONG_AGO,
    ME,
    MIGRATIONS,
    PEOPLE,
    ROOT,
    UUID,
    a_register_file,
    an_official,
    opened,
    really_make_register,
)
from tests.fakes import TickingClock

VERSION = len(list(MIGRATIONS.glob("*.sql")))


def pragma(connection: sqlite.Connection, name: str) -> str | int:
    """The value of a setting."""
    value: str | int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def change(path: Path, sql: str) -> None:
    """Change a file with a hand on SQLite."""
    with closing(sqlite.connect(path)) as connection:
        connection.executescript(sql)


def later_migrations(folder: Path, sql: str) -> Path:
    """The migrations of a later program: ours, and one more."""
    later = folder / "later"
    shutil.copytree(MIGRATIONS, later)
    (later / f"{VERSION + 1:04}_later.sql").write_text(sql, encoding="utf-8")
    return later


def test_a_new_register_survives_power_cuts_and_checks_its_keys(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    with closing(sqlite.connect(path)) as connection:
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "user_version") == VERSION
        assert connection.execute("SELECT uuid, kind FROM register").fetchall() == [(UUID, "training")]
    register = open_register(path, MIGRATIONS, lambda: ME, LONG_AGO)
    connection = register.database.conn
    assert pragma(connection, "synchronous") == 2
    assert pragma(connection, "foreign_keys") == 1
    assert pragma(connection, "recursive_triggers") == 1
    assert pragma(connection, "busy_timeout") == 5000
    register.close()


def test_a_register_is_made_with_extra_care_before_it_is_switched_to_wal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[str] = []
    connect = sqlite.connect

    def listened(address: str, *, uri: bool) -> sqlite.Connection:
        connection = connect(address, uri=uri)
        connection.set_trace_callback(statements.append)
        return connection

    monkeypatch.setattr(sqlite, "connect", listened)
    really_make_register(tmp_path / "new.sekisho")
    assert statements.index("PRAGMA synchronous = EXTRA") < statements.index("PRAGMA journal_mode = WAL")


def test_a_register_may_have_any_name(tmp_path: Path) -> None:
    path = a_register_file(tmp_path, "訓練 #1 100%&mode=ro.sekisho")
    with opened(path) as work:
        an_official(work, TickingClock()).a_case()
    assert path.stat().st_size > 0


def test_the_kind_of_a_register_is_one_of_two(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    with closing(sqlite.connect(path)) as connection:
        connection.execute("DROP TRIGGER register_is_not_changed")
        with pytest.raises(sqlite.IntegrityError, match="kind"):
            connection.execute("UPDATE register SET kind = 'demonstration'")


def test_no_file_is_overwritten_by_a_new_register(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleague", encoding="utf-8")
    with pytest.raises(Mendable, match=r"file at .*letter\.txt already"):
        really_make_register(path)
    assert path.read_text(encoding="utf-8") == "Dear colleague"
    with pytest.raises(Mendable, match="No register can be made"):
        really_make_register(tmp_path / "nowhere" / "new.sekisho")


def test_what_is_no_register_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear colleague, " * 100, encoding="utf-8")
    (tmp_path / "empty.sekisho").touch()
    change(tmp_path / "stamps.db", "CREATE TABLE stamps (id INTEGER)")
    (tmp_path / "folder").mkdir()
    for name, sentence in (
        ("letter.txt", "no register of this program"),
        ("stamps.db", "no register of this program"),
        ("empty.sekisho", "no register of this program"),
        ("folder", "There is no register"),
        ("missing.sekisho", "There is no register"),
    ):
        with pytest.raises(Mendable, match=sentence):
            open_register(tmp_path / name, MIGRATIONS, lambda: ME, LONG_AGO)
    change(tmp_path / "stamps.db", "SELECT * FROM stamps")


def test_a_register_whose_making_was_interrupted_is_refused_in_a_sentence(tmp_path: Path) -> None:
    change(tmp_path / "half.sekisho", f"PRAGMA application_id = {0x53656B69}")
    with pytest.raises(Mendable, match="interrupted"):
        open_register(tmp_path / "half.sekisho", MIGRATIONS, lambda: ME, LONG_AGO)


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    change(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(Mendable, match="newer version of this program"):
        open_register(path, MIGRATIONS, lambda: ME, LONG_AGO)
    assert path.read_bytes() == before


def test_an_older_file_is_copied_and_then_brought_up_to_date(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    with opened(path) as work:
        case = an_official(work, TickingClock()).a_case({"weapon": "yes"})
    later = later_migrations(tmp_path, "ALTER TABLE cases ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey';")
    register = open_register(path, later, lambda: ME, LONG_AGO)
    assert register.rows("SELECT colour FROM cases")[0]["colour"] == "grey"
    register.close()
    copy = tmp_path / f"training.version-{VERSION}.20261101T000000Z.sekisho"
    with opened(copy) as work:
        assert an_official(work, TickingClock()).case(case.id) == case
    with pytest.raises(Mendable, match="newer version"):
        open_register(path, MIGRATIONS, lambda: ME, LONG_AGO)


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    later = later_migrations(tmp_path, "CREATE TABLE colours (id INTEGER);\nINSERT INTO shapes VALUES (1);")
    with pytest.raises(sqlite.OperationalError, match="shapes"):
        open_register(path, later, lambda: ME, LONG_AGO)
    with closing(sqlite.connect(path)) as connection:
        assert pragma(connection, "user_version") == VERSION
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'colours'").fetchone() == (0,)
    with opened(path) as work:
        an_official(work, TickingClock()).a_case()


def test_migrations_have_to_follow_one_another(tmp_path: Path) -> None:
    later = later_migrations(tmp_path, "SELECT 1;")
    (later / f"{VERSION + 1:04}_later.sql").rename(later / f"{VERSION + 2:04}_later.sql")
    with pytest.raises(ValueError, match="one after another"):
        make_register(tmp_path / "new.sekisho", later, NewRegister(UUID, "meti", PEOPLE), LONG_AGO)


def test_a_register_that_is_open_unclaimed_is_claimed_by_the_first_change(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    with opened(path) as work:
        an_official(work, TickingClock()).a_case(number="A")
    with opened(path, is_claimed=False) as work:
        assert [summary.number for summary in list_cases(work)] == ["A"]
        assert not list(tmp_path.glob("*.holder"))
        an_official(work, TickingClock()).a_case(number="B")
        assert [summary.number for summary in list_cases(work)] == ["B", "A"]


def test_the_list_is_read_without_the_parts_that_only_writing_needs(tmp_path: Path) -> None:
    path = a_register_file(tmp_path)
    script = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.services.ports import Holder
from app.services.reading import list_cases
from app.storage.register.database import open_register
from app.storage.register.unit_of_work import RegisterWork

now = datetime(2026, 11, 22, tzinfo=UTC)
me = Holder("A", "b", 1, now)
register = open_register(Path({str(path)!r}), Path({str(MIGRATIONS)!r}), lambda: me, now, is_claimed=False)
assert list_cases(RegisterWork(register, lambda: now)) == ()
heavy = {{"sqlite_utils", "sqlite3", "cryptography", "dataclasses", "tomllib"}}
heavy |= {{"app.domain.decision.compiled_edition", "app.domain.register.case_status", "app.domain.register.events"}}
print(*heavy & set(sys.modules))
"""
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == ("", "")
