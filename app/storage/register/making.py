"""The making of a register file, which ends with the first entry of its ledger."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import Mendable
from app.domain.register.people import NewPerson
from app.storage.register import founding, migrations
from app.storage.register.connections import APPLICATION_ID, OWN_FILES, beside, connect
from app.storage.register.disk_faults import explained
from app.storage.register.founding import a_new_key
from app.storage.register.rows import Rows
from app.storage.register.timestamps import text_of

if TYPE_CHECKING:
    from app.storage.register.file_key import FileKey
    from app.storage.register.signing import NewKey, SigningKey


class NewRegister(NamedTuple):
    """What a register is that is to be made: its identifier, the body that it belongs to, and who begins it.

    A training register begins with several invented people; a live one with whom `key` belongs to, who makes it.
    """

    uuid: str
    office: str
    people: tuple[NewPerson, ...]
    key: SigningKey | None = None
    #: The public half to which the file key of a live one is sealed for this person.
    sealing_key: str = ""
    #: Makes a key for what it is told the name of; the same one each time only where nothing is to be protected.
    make_key: Callable[[str], NewKey] = a_new_key

    @property
    def kind(self) -> str:
        """What it is for."""
        return "training" if self.key is None else "live"


def make_register(
    path: Path, migrations_folder: Path, new: NewRegister, now: datetime, file_key: FileKey | None = None
) -> None:
    """Make a register file, encrypted if there is a key, with the first entry of its ledger.

    Raises `Mendable` where there is a file already, or none can be made.
    """
    try:
        path.open("xb").close()
    except FileExistsError:
        raise Mendable("There is a file at {path} already. Choose another name.", path=path) from None
    except OSError as error:
        raise Mendable(
            "No register can be made at {path}: {reason}. Choose a folder in which you may write.",
            path=path,
            reason=error.strerror,
        ) from error
    try:
        with explained(path):
            _fill(path, migrations_folder, new, now, file_key)
    except BaseException:
        for leftover in (path, *(beside(path, ending) for ending in OWN_FILES)):
            leftover.unlink(missing_ok=True)
        raise


def _fill(path: Path, migrations_folder: Path, new: NewRegister, now: datetime, file_key: FileKey | None) -> None:
    from sqlite_utils import Database

    with contextlib.closing(connect(path, "rw", file_key)) as connection:
        # Without EXTRA a power cut right after the switch to WAL can lose the whole file.
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        database = Database(connection, execute_plugins=False)
        migrations.migrate(database, migrations_folder, now)
        with database.atomic():
            heading = {"id": 1, "uuid": new.uuid, "kind": new.kind, "office": new.office}
            made = {"created_at": text_of(now), "created_by": founding.administrator(new.people)}
            database.table("register").insert({**heading, **made})
            founding.begin(Rows(path, connection), new.people, new.key, new.make_key, now, sealing_key=new.sealing_key)
        # What SQLite can't bring into the file when it closes it, it leaves beside it and says nothing.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
