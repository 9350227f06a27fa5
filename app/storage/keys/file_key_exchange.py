"""The file key of a register exchanged for another, as when somebody leaves: at each moment one of the two opens it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.services.ports import Holder
from app.storage.keys.register_seals import Known, RegisterSeals
from app.storage.keys.sealing import Chance
from app.storage.keys.seals_file import replace, written
from app.storage.register.connections import connect_unset, ensure_rest_belongs
from app.storage.register.disk_faults import damaged, explained
from app.storage.register.file_key import KEY_SIZE, FileKey
from app.storage.register.register_file import RegisterFile
from app.storage.register.register_lock import HeldElsewhere, RegisterLock
from app.storage.register.sqlite import Connection, DatabaseError, Error, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY_MILLISECONDS = 1_000


def exchange_file_key(
    seals: RegisterSeals,
    old: FileKey,
    known: Known,
    me: Holder,
    chance: Chance,
    *,
    without: str | None = None,
    for_sheet: bool = True,
    reached: Callable[[str], None] = lambda _step: None,
) -> FileKey:
    """Encrypt a register that nobody has open by a new file key, sealed for all but who leaves; the new one.

    Where it is not sealed `for_sheet` either, the code on the recovery sheet opens nothing any more.

    First the new seals stand beside the old ones, on the disk; then every page is encrypted anew, in one transaction;
    when that is on the disk and was read back, the old seals go. Whenever it ends before, one of the two keys in the
    seals opens the register. Copies made before still open by the seals that stand beside them.

    Raises `Mendable` where somebody has the register open, the seals are not those that it knows (`Known`), the disk
    has no room for it twice, or fails. `reached` is told each step, for tests.
    """
    with _to_oneself(seals.register, me):
        before, sealed = seals.read_with_content()
        seals.ensure_known(sealed, known, without)
        if all(person.account == without for person in sealed.people):
            raise Mendable(
                "{account} is the only one whose passphrase opens the register. Add somebody else first.",
                account=without,
            )
        # What an interrupted exchange left is dropped first.
        sealed = sealed.with_only(old.fingerprint)
        new = FileKey(chance(KEY_SIZE))
        both = written(seals.sealed_for_all(sealed, new, without, for_sheet=for_sheet))
        replace(seals.path, both, before)
        reached("sealed")
        try:
            _encrypt(seals.register, old, new, reached)
        except BaseException:
            with suppress(Mendable):  # else both stay, and one of them opens it
                seals.settle(seals.fitting((new, old)))
            raise
        reached("encrypted")
        seals.settle(new)
        reached("settled")
    return new


def settle_interrupted(seals: RegisterSeals, file_key: FileKey, me: Holder) -> None:
    """Drop the seals of the file key that does not fit, where an exchange was interrupted; left to who has it open.

    `file_key` is the one that fits.
    """
    with suppress(Mendable), _to_oneself(seals.register, me):
        seals.settle(seals.fitting((file_key,)))


def _encrypt(register: Path, old: FileKey, new: FileKey, reached: Callable[[str], None]) -> None:
    ensure_rest_belongs(register, old)
    with explained(register):
        with closing(_alone(register, old)) as connection:
            reached("brought in")
            # SQLCipher says "ok" also where it failed, and something else where it did not get to it: whether it is
            # done, the new key tells.
            with suppress(Error):
                connection.execute(f'PRAGMA rekey = "{new.as_sqlcipher_takes_it}"').fetchall()
            reached("committed")
        try:
            connection = _alone(register, new)
        except DatabaseError as error:
            if kind_of(error) != "SQLITE_NOTADB":
                raise
            raise Mendable(
                "{path} could not be encrypted by another file key: the disk failed, or has no room for the register "
                "twice. The register is as it was. Make room, then try again.",
                path=register,
            ) from error
        with closing(connection):
            reached("in the file")
            if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
                raise damaged(register)


def _alone(register: Path, file_key: FileKey) -> Connection:
    """A connection that nobody else reads beside, with everything in the file and nothing left beside it."""
    connection = connect_unset(register, "rw", file_key)
    try:
        for pragma in (
            f"busy_timeout = {_BUSY_MILLISECONDS}",
            "locking_mode = EXCLUSIVE",
            "synchronous = EXTRA",
            "journal_mode = WAL",
            "wal_autocheckpoint = 0",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except BaseException:
        connection.close()
        raise
    if is_busy:
        connection.close()
        raise _in_use(register)
    return connection


@contextmanager
def _to_oneself(register: Path, me: Holder) -> Iterator[None]:
    """Nobody else opens the register for writing meanwhile; `Mendable` where somebody has it."""
    file = RegisterFile(register)
    try:
        lock = _lock(file, me)
        try:
            yield
        finally:
            lock.release()
    finally:
        file.close()


def _lock(file: RegisterFile, me: Holder) -> RegisterLock:
    try:
        return RegisterLock.take(file.path, file.open_for_writing(), me)
    except (HeldElsewhere, OSError) as error:
        raise _in_use(file.path) from error


def _in_use(register: Path) -> Mendable:
    return Mendable(
        "The file key of {path} can't be exchanged while the register is open somewhere, or where it can't be written "
        "to. Nothing was changed. Close it everywhere and try again.",
        path=register,
    )
