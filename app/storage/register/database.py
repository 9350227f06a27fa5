"""A register file: made, opened for reading, claimed for writing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Damaged, GivenUp, Mendable
from app.domain.japan_time import JAPAN_TIME
from app.services.ports import Holder, RegisterHeading
from app.storage.editions.outside_files import is_file
from app.storage.register import migrations, sqlite
from app.storage.register.connections import (
    APPLICATION_ID,
    connect,
    connect_for_reading,
    end_switch,
    ensure_rest_belongs,
    may_be_left_of_switch,
)
from app.storage.register.disk_faults import damaged, explained, full, is_full, not_brought_in, stored, uncertain
from app.storage.register.register_file import Fate, RegisterFile, what_happened
from app.storage.register.rows import Rows
from app.storage.register.stored_kinds import StoredKinds, is_made_otherwise
from app.storage.register.timestamps import moment_of

if TYPE_CHECKING:
    from app.domain.register.people import NewPerson
    from app.storage.register.file_key import FileKey
    from app.storage.register.register_lock import RegisterLock
    from app.storage.register.signing import Signers

#: In bytes; when so much lies beside the file, it is brought into it without waiting for a pause.
_MOST_BESIDE = 4_000_000


class Register(Rows):
    """An open register. It is used from the thread that opened it and from no other.

    It is opened for reading, which is quick; it is claimed for writing by the first unit of work, or before.
    """

    def __init__(
        self,
        path: Path,
        migrations_folder: Path,
        me: Callable[[], Holder],
        third_folder: Callable[[], Path],
        people: Callable[[], Sequence[NewPerson]],
        signers: Signers | None = None,
        file_key: FileKey | None = None,
    ) -> None:
        self.path = path
        self._people = people
        self._signers = signers
        #: None where it is not encrypted.
        self.file_key = file_key
        self._third_folder = third_folder
        self._folder = migrations_folder
        self._latest = migrations.latest_version(migrations_folder)
        self._me = me
        self._lock: RegisterLock | None = None
        self._holder: Holder | None = None
        self._is_refused = False
        self._trouble: Mendable | None = None
        self._seen: tuple[int, int] | None = None
        self._kept_in: Path | None = None
        self._file = RegisterFile(path)
        try:
            self._refuse_other_names()
            self._end_switch()
            ensure_rest_belongs(path, file_key)
            #: Stays open beside the one that writes: as long as it is, SQLite leaves alone what lies beside the file.
            self._reader, self._is_still = connect_for_reading(path, file_key)
        except BaseException:
            self._file.close()
            raise
        super().__init__(path, self._reader)
        try:
            self._version = self._checked_version()
            if self._is_still:
                self._file.remember()
        except BaseException:
            self.close()
            raise

    @property
    def is_of_this_version(self) -> bool:
        """Whether every migration was done on the file; else it has to be brought up to date before it can be read."""
        return self._version == self._latest

    @cached_property
    def signers(self) -> Signers:
        """The signing keys at hand: those that were brought along, or that lie open in a training register."""
        from app.storage.register.signing import OpenKeys

        return self._signers or OpenKeys(self)

    def claim(self, now: datetime) -> bool:
        """Claim the register for writing, and bring an older file up to date; whether it could be claimed.

        It can't where another process has it or the medium can't be written to: then it stays open for reading, and
        asking again is of no use until it is opened anew. Raises `Mendable` where the disk has no room for it now.
        """
        if self._lock is None and not self._is_refused:
            self._lock = self._taken_lock()
            try:
                with explained(self.path):
                    self._is_refused = self._lock is None or not self._open_for_writing(now)
            except BaseException:
                self._let_go()
                raise
            if self._is_refused:
                self._let_go()
            else:
                self._file.remember()
        return self._lock is not None

    def ensure_of_this_version(self, now: datetime) -> None:
        """Bring an older register up to date; `Mendable` where it can't be written to from here."""
        if self.is_of_this_version or self.claim(now):
            return
        if self._holder is None:
            raise Mendable(
                "{path} was written by an earlier version of this program and has to be brought up to date before it "
                "can be read. It is in use elsewhere, or can't be written to. Close it elsewhere, or copy it to where "
                "you may write, and open the copy.",
                path=self.path,
            )
        raise Mendable(
            "{path} was written by an earlier version of this program and has to be brought up to date before it can "
            "be read. {name} on {host} has had it open for writing since {since} (process {pid}). Ask them to close "
            "it, then open it again.",
            path=self.path,
            **_told(self._holder),
        )

    def ensure_writable(self, now: datetime) -> None:
        """Claim the register; `Mendable` that names the holder where it can't be written to, or that says what became
        of its file."""
        self.ensure_same(now)
        if self.claim(now):
            return
        if self._holder is None:
            raise Mendable(
                "{path} is open for reading only: it is in use elsewhere, or can't be written to. Nothing was saved. "
                "Close it elsewhere, or copy it to where you may write, and open it again.",
                path=self.path,
            )
        raise Mendable(
            "{name} on {host} has had the register open for writing since {since} (process {pid}); here it can only be "
            "read. Nothing was saved. Ask them to close it, then open it again.",
            **_told(self._holder),
        )

    @property
    def is_exchanged(self) -> bool:
        """Whether the file is not what was opened any more."""
        return self._trouble is not None or self._file.fate() is not None

    def fate(self) -> Fate | None:
        """What has become of the file, where it is not what was opened any more."""
        return self._file.fate()

    def ensure_same(self, now: datetime, seen: Fate | None = None) -> None:
        """Raise `Mendable` where the file is not what was opened any more; what was saved is kept elsewhere first.

        `seen` is what was seen of it before, which what was done since may have hidden.
        """
        if self._trouble is None:
            fate = seen or self._file.fate()
            if fate is not None:
                self._trouble = self._given_up(fate, now)
        if self._trouble is not None:
            raise self._trouble

    def give_up(self, damage: Damaged) -> None:
        """Write nothing more into a register that is damaged."""
        self._trouble = self._trouble or damage

    def tend(self, now: datetime) -> None:
        """Look whether the file still is what was opened, and bring into it what was saved beside it.

        Raises `Mendable` where it is not. For a pause: afterwards a plain copy of the file holds all that was saved.
        """
        self.ensure_same(now)
        if self._lock is not None and self._file.has_rest:
            self._bring_in()

    def was_changed_elsewhere(self) -> bool:
        """Whether another process has changed the file since this was asked last."""
        with explained(self.path):
            row = self._connection.execute("PRAGMA data_version").fetchone()
        # Each connection counts by itself.
        seen = id(self._connection), int(row[0])
        was, self._seen = self._seen, seen
        return was is not None and seen != was

    def note_change(self) -> None:
        """Something was written beside the file, or was begun to be written there and undone."""
        if self._trouble is None:
            self._file.remember_rest()

    @contextlib.contextmanager
    def taking_back(self) -> Iterator[None]:
        """A block that makes changes durable: where it fails, nothing of them comes up later either.

        What was written beside the file, and only not waited for, would be taken for saved by who opens the register
        next, should the process end now: so something else is written over it. `Mendable` where that can't be either.
        """
        try:
            yield
        except sqlite.Error as error:
            if sqlite.kind_of(error) == "SQLITE_IOERR":
                try:
                    self._connection.execute(f"PRAGMA user_version = {self._version}")
                except sqlite.Error:
                    raise uncertain(self.path) from error
            raise

    def bring_in_much(self) -> None:
        """Bring what was saved into the file without waiting for a pause, where it has become much."""
        if self._trouble is None and self._file.size_of_rest > _MOST_BESIDE:
            self._bring_in()

    @property
    def kept_in(self) -> Path | None:
        """Where all that was saved was kept when the file was found to be another one."""
        return self._kept_in

    def save_copy(self, target: Path, *, is_noted: bool = False) -> None:
        """Copy the register as it is into a new file, compared row by row; `Mendable` where that can't be.

        Of one that is noted its SHA-256 stands beside it.
        """
        from app.storage.register.copying import save_copy  # needed for nothing else

        save_copy(self._connection, self.path, target, file_key=self.file_key, is_noted=is_noted)

    @stored
    def heading(self) -> RegisterHeading:
        """What the register says of itself."""
        row = self.row("SELECT uuid, kind, office, created_at, created_by FROM register")
        if row is None:
            raise _unfinished(self.path)
        return RegisterHeading(
            uuid=row["uuid"],
            kind=row["kind"],
            office=row["office"],
            created_at=moment_of(row["created_at"]),
            created_by=row["created_by"],
            is_read_only=self._is_refused or self._trouble is not None,
            holder=self._holder,
            trouble=self._trouble,
            kept_in="" if self._kept_in is None else str(self._kept_in),
        )

    def close(self) -> None:
        """Close the file and give back the right to write; what was saved is in the file then, and nothing beside it.

        Of a file that is not what was opened nothing is touched.
        """
        if self._lock is not None and self._trouble is None:
            # What is found only now is kept elsewhere, and told by its name.
            with contextlib.suppress(Mendable):
                self.ensure_same(self._me().since)
        # The last connection brings everything into the file, if it is one that may write.
        in_order = (self._reader, self._connection) if self._trouble is None else (self._connection, self._reader)
        for connection in in_order:
            connection.close()
        self._let_go()
        self._file.close()

    def _taken_lock(self) -> RegisterLock | None:
        from app.storage.register.register_lock import HeldElsewhere, RegisterLock

        if self._file.is_write_protected:
            return None
        try:
            return RegisterLock.take(self.path, self._file.open_for_writing(), self._me())
        except HeldElsewhere as held:
            self._holder = held.holder
            return None
        except OSError as error:
            if is_full(error):
                # Not for good: there may be room the next time.
                raise full(self.path) from error
            # Nothing can be written to the register, or beside it.
            return None

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _end_switch(self) -> None:
        """Bring to its end what a power cut left when a copy was about to be worked in for the first time."""
        if not may_be_left_of_switch(self.path):
            return
        lock = self._taken_lock()
        if lock is not None:
            try:
                end_switch(self.path, self.file_key)
            finally:
                lock.release()

    def _refuse_other_names(self) -> None:
        if self._file.has_other_names:
            raise Mendable(
                "{path} is one of several names of a file (hard links). The last changes are kept beside the name by "
                "which it was opened: by another one the register would look older than it is, and changes would be "
                "lost. Delete the other names, but none beside which a file stands that ends in “-wal”, and open the "
                "one that is left.",
                path=self.path,
            )

    def _checked_version(self) -> int:
        with explained(self.path):
            application_id = self._connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if application_id != APPLICATION_ID:
            raise Mendable("{path} is no register of this program. Choose another file.", path=self.path)
        if version == 0 or (version == self._latest and not self._has_begun()):
            raise _unfinished(self.path)
        if version > self._latest:
            raise Mendable(
                "{path} was written by a newer version of this program. Open it with that version; this one would not "
                "understand all of it.",
                path=self.path,
            )
        return version

    def _has_begun(self) -> bool:
        """Whether the ledger has its first entry, with which the making of a register ends."""
        return self._connection.execute("SELECT 1 FROM entries LIMIT 1").fetchone() is not None

    def _open_for_writing(self, now: datetime) -> bool:
        ensure_rest_belongs(self.path, self.file_key)
        try:
            connection = connect(self.path, "rw", self.file_key)
        except sqlite.OperationalError as error:
            if sqlite.kind_of(error) in ("SQLITE_READONLY", "SQLITE_CANTOPEN"):
                return False
            raise
        self._use(connection)
        try:
            _switch_to_wal(connection)
            if not self.is_of_this_version:
                self._bring_up_to_date(now)
            # From now on it knows that the file is in WAL mode, and SQLite that it is open.
            self._reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            connection.close()
            self._use(self._reader)
            raise
        return True

    def _bring_up_to_date(self, now: datetime) -> None:
        # The copy has to be there before anything is changed.
        self.save_copy(self._beside(f"version-{self._version}", now), is_noted=True)
        from app.storage.register import founding

        # The tables and what the ledger says of them stand together, or nothing does.
        with explained(self.path), self.database.atomic():
            migrations.migrate(self.database, self._folder, now)
            # What stands in the columns is another now.
            self._kinds = StoredKinds(self._connection, self.path)
            founding.bring_up_to_date(self, self._latest, self._people(), self._signers, now)
        self._version = self._latest

    def _beside(self, what: str, now: datetime) -> Path:
        return self.path.with_name(f"{self.path.stem}.{what}.{now:%Y%m%dT%H%M%SZ}{self.path.suffix}")

    def _bring_in(self) -> None:
        """Bring into the file what lies beside it, as far as nobody reads it; who does is not waited for."""
        with explained(self.path):
            pragma = self._connection.execute
            waits = pragma("PRAGMA busy_timeout").fetchone()[0]
            pragma("PRAGMA busy_timeout = 0").fetchall()
            try:
                if pragma("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    pragma("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            except sqlite.OperationalError as error:
                raise not_brought_in(self.path, error) or error from error
            finally:
                pragma(f"PRAGMA busy_timeout = {waits}").fetchall()
                self._file.remember()

    def _given_up(self, fate: Fate, now: datetime) -> GivenUp:
        """What is to be said of a file that is not what was opened; all that was saved is kept elsewhere first."""
        what = what_happened(fate, self.path)
        if self._lock is None:
            return GivenUp("{what} Open it again to see what it holds now.", what=what)
        if not fate.leaves_content:
            return GivenUp(
                "{what} Nothing more is written into it. What was saved here last may be lost: open it again to see "
                "what it holds now, and compare that with what you know.",
                what=what,
            )
        said = self._keep(now, what)
        if fate in (Fate.REPLACED, Fate.GONE) and self._kept_in is not None:
            # Until it is kept elsewhere, what lies beside the file is all there is of the last changes.
            self._file.take_away_rest()
        return said

    def _keep(self, now: datetime, what: Mendable) -> GivenUp:
        """Copy all that was saved to a third place: beside the register, else into the user's folder."""
        name = self._beside("kept", now).name
        folders: tuple[Callable[[], Path], ...] = (lambda: self.path.parent, self._third_folder)
        refusal: Mendable | None = None
        for folder in folders:
            try:
                copy = folder() / name
                self.save_copy(copy, is_noted=True)
            except Mendable as error:
                refusal = refusal or error
            else:
                self._kept_in = copy
                return GivenUp(
                    "{what} Nothing is written into it. All that was saved here until then is in {copy}: go on in "
                    "that, and compare the two.",
                    what=what,
                    copy=copy,
                )
        return GivenUp(
            "{what} Nothing is written into it, and what was saved here could not be kept elsewhere: {why} Leave this "
            "window open, and save a copy of the register from here.",
            what=what,
            why=refusal,
        )

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        if self._is_still:
            # SQLite was told that nobody changes it, and would not notice.
            self.ensure_same(self._me().since)
        try:
            with explained(self.path):
                yield
        except sqlite.Error as error:
            # A table or a column that is not there is the mistake of a statement, or of a damaged file; what SQLite
            # can't read as JSON was written by nobody here.
            is_damage = str(error) == "malformed JSON"
            if is_damage or is_made_otherwise(self._connection, self._folder):
                raise damaged(self.path) from error
            raise


def open_register(
    path: Path,
    migrations_folder: Path,
    me: Callable[[], Holder],
    now: datetime,
    *,
    is_claimed: bool = True,
    third_folder: Callable[[], Path] | None = None,
    people: Callable[[], Sequence[NewPerson]] = tuple,
    signers: Signers | None = None,
    file_key: FileKey | None = None,
) -> Register:
    """Open a register, for writing where nobody else has it; unclaimed it is quicker, until the first unit of work.

    `me` is asked once it is claimed; `third_folder` where to keep what was saved, should the file be exchanged under
    our hands and its folder take no other. `people` are asked for where a training register of an earlier version has
    none yet; `signers` hold the signing keys of a live one, which is encrypted by
    `file_key`. Raises `Mendable` where there is no such file, it is no
    register, a newer program wrote it, or it is of an older version and can't be brought up to date from here.
    """
    if not is_file(path):
        raise Mendable("There is no register at {path}. Choose another file, or make a new register.", path=path)
    try:
        with explained(path):
            register = Register(
                path, migrations_folder, me, third_folder or (lambda: path.parent), people, signers, file_key
            )
    except OSError as error:
        raise Mendable(
            "{path} can't be opened: {reason}. See that it is there and that you may read it and its folder.",
            path=path,
            reason=error.strerror or str(error),
        ) from error
    try:
        if not register.is_of_this_version:
            register.ensure_of_this_version(now)
        elif is_claimed:
            # What can be read is opened, as on a full disk; the first that is to be written is refused.
            with contextlib.suppress(Mendable):
                register.claim(now)
    except BaseException:
        register.close()
        raise
    return register


def _told(holder: Holder) -> dict[str, str | int]:
    """Who has a register open, for a sentence."""
    return {
        "name": holder.name,
        "host": holder.host,
        "pid": holder.pid,
        "since": f"{holder.since.astimezone(JAPAN_TIME):%Y-%m-%d %H:%M} JST",
    }


def _unfinished(path: Path) -> Mendable:
    return Mendable(
        "The making of {path} was interrupted and nothing is in it. Delete it and make a new register.", path=path
    )


def _switch_to_wal(connection: sqlite.Connection) -> None:
    """A copy is made in another mode, in which it can be read anywhere; once it is worked in it is a register."""
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
