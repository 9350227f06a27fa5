"""A register read from one end to the other by a connection of its own, whatever is in it."""

from __future__ import annotations

import json
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.register.procedure_of_case import KINDS_OF_ACTS, KINDS_OF_PROCEDURE
from app.services.ports import ActOnRecord, Stored, StoredCheckpoint
from app.storage.register import migrations, sqlite
from app.storage.register.answer_table import AnswerTable
from app.storage.register.case_list import CaseListReader
from app.storage.register.case_table import CaseTable
from app.storage.register.connections import APPLICATION_ID, connect_for_reading
from app.storage.register.determination_table import DeterminationTable
from app.storage.register.disk_faults import damaged, explained
from app.storage.register.document_table import DocumentTable
from app.storage.register.kept_file_table import KeptFileTable
from app.storage.register.law_table import LawTable
from app.storage.register.line_table import LineTable
from app.storage.register.named_rows import NamedRows
from app.storage.register.official_answer_table import OfficialAnswerTable
from app.storage.register.people_table import PeopleTable
from app.storage.register.recorded_edition_table import RecordedEditionTable
from app.storage.register.recorded_events import recorded_event
from app.storage.register.rows import Rows
from app.storage.register.standing_table import StandingTable
from app.storage.register.wait_table import WaitTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.law.law_on_record import LawOnRecord
    from app.storage.register.file_key import FileKey

#: How everything in a file is made; where the pages of it lie is left out.
_MADE = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
#: So many entries are remembered while rows are compared: those beside each other are named by few.
_REMEMBERED = 64


class WholeRegister:
    """A register for one pass; see `app.services.ports.WholeRegister` and `Records`.

    It is never opened as a file here, so that a window may have it open in the same process.
    """

    def __init__(self, rows: Rows, connection: sqlite.Connection, migrations_folder: Path) -> None:
        self._rows = rows
        self._connection = connection
        self._folder = migrations_folder
        self.case_list = CaseListReader(rows)
        answers = AnswerTable(rows)
        self.determinations = DeterminationTable(rows)
        lines = LineTable(rows, answers, self.determinations)
        self.cases = CaseTable(rows, lines, DocumentTable(rows), OfficialAnswerTable(rows))
        self.recorded_editions = RecordedEditionTable(rows)
        self.standings = StandingTable(rows)
        self.kept_files = KeptFileTable(rows)
        self.people = PeopleTable(rows)
        self.waits = WaitTable(rows)

    def law(self) -> LawOnRecord:
        """What the register holds of the law."""
        return LawTable(self._rows).on_record()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All of it belongs to one moment anyway."""
        yield

    @cached_property
    def uuid(self) -> str:
        """What tells the register from every other."""
        return self._heading[0]

    @cached_property
    def kind(self) -> str:
        """What it is for."""
        return self._heading[1]

    @cached_property
    def office(self) -> str:
        """The body that it belongs to."""
        return self._heading[2]

    @cached_property
    def _heading(self) -> tuple[str, str, str]:
        row = self._rows.row("SELECT uuid, kind, office FROM register")
        if row is None:
            raise damaged(self._rows.path)
        return row["uuid"], row["kind"], row["office"]

    def made_otherwise(self) -> tuple[str, ...]:
        """What in the file is not made as the migrations make it."""
        from sqlite_utils import Database

        with closing(sqlite.connect(":memory:")) as own:
            migrations.migrate(Database(own, execute_plugins=False), self._folder, datetime.min.replace(tzinfo=UTC))
            of_roles = "SELECT 'role_acts', id, act, role FROM role_acts"
            wanted = {*own.execute(_MADE), *own.execute(of_roles)}
        found = {*self._rows.every(_MADE), *self._rows.every(of_roles)}
        names = {str(row[0] if row[0] == "role_acts" else row[1]) for row in wanted ^ found}
        heads = {"application_id": APPLICATION_ID, "user_version": migrations.latest_version(self._folder)}
        names |= {name for name, value in heads.items() if next(self._rows.every(f"PRAGMA {name}"))[0] != value}
        return tuple(sorted(names))

    def count(self) -> int:
        """How many entries there are."""
        return int(next(self._rows.every("SELECT count(*) FROM entries"))[0])

    def size(self) -> int:
        """How many cases there are."""
        return int(next(self._rows.every("SELECT count(*) FROM cases"))[0])

    def entries(self, after: int = 0) -> Iterator[Stored]:
        """The entries after one, in order."""
        rows = self._rows.every(
            "SELECT number, signature, entry FROM entries WHERE number > ? ORDER BY number", (after,)
        )
        return (Stored(*row) for row in rows)

    def acts_of_procedures(self) -> Iterator[ActOnRecord]:
        """What was done in the cases in which anything of a procedure was done: case by case, each in its order."""
        begun, told = (", ".join("?" * len(kinds)) for kinds in (KINDS_OF_ACTS, KINDS_OF_PROCEDURE))
        rows = self._rows.every(
            f"SELECT entry, entry ->> '$.before_the_ledger' FROM entries"  # noqa: S608 - marks
            f" WHERE case_id IN (SELECT case_id FROM entries WHERE act IN ({begun})) AND act IN ({told})"
            " ORDER BY case_id, number",
            (*KINDS_OF_ACTS, *KINDS_OF_PROCEDURE),
        )
        return (ActOnRecord(recorded_event(entry), bool(was_before)) for entry, was_before in rows)

    def checkpoints(self) -> Iterator[StoredCheckpoint]:
        """The checkpoints, the smallest first."""
        rows = self._rows.every("SELECT size, note, peaks FROM checkpoints ORDER BY size")
        return (StoredCheckpoint(*row) for row in rows)

    def tables(self) -> tuple[str, ...]:
        """The tables of whose rows entries speak."""
        return self._rows.spoken_for.tables()

    def row(self, table: str, key: str) -> Mapping[str, object] | None:
        """What an entry says of a row as it stands."""
        with explained(self._rows.path):
            return self._rows.spoken_for.row(table, key)

    def rows(self, table: str) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Every row of a table by its key."""
        with explained(self._rows.path):
            yield from self._rows.spoken_for.rows(table)

    def key_pairs(self) -> Iterator[tuple[str, str, str]]:
        """The keys whose private halves lie in the register."""
        yield from self._rows.every(
            "SELECT 'open_keys/' || signing_key_id, coalesce(public_key, ''), seed FROM open_keys"
            " LEFT JOIN signing_keys ON signing_keys.id = signing_key_id"
            " UNION ALL SELECT 'checkpoint_key/' || id, public_key, seed FROM checkpoint_key"
        )

    def lacking_open_keys(self) -> tuple[str, ...]:
        """The signing keys whose private halves should lie open here, and don't, or the reverse."""
        wanted = "SELECT id FROM signing_keys" if self.kind == "training" else "SELECT 0 AS id WHERE 0"
        rows = self._rows.every(
            f"SELECT id FROM (SELECT id FROM ({wanted}) EXCEPT SELECT signing_key_id FROM open_keys)"  # noqa: S608 - constants
            f" UNION SELECT id FROM (SELECT signing_key_id AS id FROM open_keys EXCEPT SELECT id FROM ({wanted}))"
        )
        return tuple(f"open_keys/{key}" for (key,) in rows)

    def named(self) -> NamedRows:
        """An empty list of rows that entries name."""
        return NamedRows(lru_cache(_REMEMBERED)(self._said))

    def _said(self, number: int) -> Mapping[str, str]:
        (text,) = next(self._rows.every("SELECT entry FROM entries WHERE number = ?", (number,)))
        rows: Mapping[str, str] = json.loads(text)["rows"]
        return rows


@contextmanager
def whole_register(path: Path, migrations_folder: Path, file_key: FileKey | None = None) -> Iterator[WholeRegister]:
    """A register of the present version, to be read at one moment.

    Raises `Mendable` where it can't be read.
    """
    with explained(path):
        connection, _is_still = connect_for_reading(path, file_key)
        with closing(connection):
            # Bytes that are no text are for who reads them to judge.
            connection.text_factory = _text
            connection.execute("BEGIN")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != migrations.latest_version(migrations_folder):
                raise Mendable("{path} is of another version of this program. Open it once in the window.", path=path)
            try:
                yield WholeRegister(Rows(path, connection), connection, migrations_folder)
            except sqlite.Error as error:
                if str(error).startswith("no such"):
                    raise  # a statement is wrong
                # Its tables were found to be made as they have to be: what fails is what stands in them.
                raise damaged(path) from error


def _text(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data
