"""A live register opened by the code on its recovery sheet, so that an administrator gets new keys."""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap.composition import SystemClock, holder, opened, register_shelf
from app.bootstrap.keyring import Keyring, Opening, Typed, leave_no_dump
from app.bootstrap.live import exchange_if_due
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.bootstrap.asking import Asking
    from app.domain.register.people import Person
    from app.services.ports import PublicHalves
    from app.storage.register.file_key import FileKey
    from app.storage.register.unit_of_work import RegisterWork


class _CodeRing(Keyring):
    """Opens one register, by the code on its recovery sheet."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def opening(self, path: Path) -> Opening:
        """What opens the register; `Mendable` where the code does not."""
        from app.storage.editions.outside_files import is_file
        from app.storage.register.file_key import may_be_live
        from app.storage.register.signing import RecoveryKey

        if is_file(path) and not may_be_live(path):
            raise Mendable("{path} is not encrypted: it is opened without a passphrase, and without a code.", path=path)
        leave_no_dump()
        seals = self.seals_of(path)
        sheet = seals.open_by_code(self._code)
        file_key = seals.fitting(sheet.file_keys)
        _ensure_of_this_version(path, file_key)
        self._open[path] = opening = Opening(
            seals, file_key, RecoveryKey(sheet.signing), partial(_ensure_gives_keys, sheet.public)
        )
        return opening


class Recovery:
    """How administrators of a live register come in again who lost their passphrases."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def identifier(self) -> str:
        """The identifier of the register, as its seals have it; empty where they can't be read."""
        with suppress(Mendable):
            return Keyring().seals_of(self._path).read().register
        return ""

    def administrators(self, code: str) -> tuple[Person, ...]:
        """Who can be let in again by a code; `Mendable` where it does not open the register, or gives no new keys."""
        from app.domain.register.way_back import administrators

        with self._opened(code, is_claimed=False) as (work, _):
            return administrators(work.people.all(), SystemClock().today())

    def recover(self, code: str, account: str, passphrase: str) -> None:
        """Give an administrator new keys, sealed by a passphrase; `Mendable` where they get none.

        The file key is still the one that the code opens: it is exchanged when the register is opened.
        """
        from app.services.acting import Acting
        from app.services.staffing import recover

        self._settle(code)
        with self._opened(code, is_claimed=True) as (work, keyring):
            seals = keyring.open_seals(self._path)
            if seals is None:
                raise RuntimeError("a register without seals was opened by a code")
            acting = Acting(work, SystemClock(), work.people.get(account), register_shelf())
            recover(acting, seals, code=code, passphrase=passphrase)

    def _settle(self, code: str) -> None:
        """Bring an exchange of the file key to its end that was interrupted: nobody else can."""
        from app.storage.keys.file_key_exchange import settle_interrupted

        opening = _CodeRing(code).opening(self._path)
        if len(opening.seals.read().file_keys) > 1:
            settle_interrupted(opening.seals, opening.file_key, holder(SystemClock()))

    @contextmanager
    def _opened(self, code: str, *, is_claimed: bool) -> Iterator[tuple[RegisterWork, Keyring]]:
        keyring = _CodeRing(code)
        with opened(self._path, SystemClock(), is_claimed=is_claimed, keyring=keyring) as work:
            yield work, keyring


def recover_by_asking(path: Path, asking: Asking, tell: Callable[[Person], None]) -> tuple[Person, Mendable | None]:
    """Let an administrator in again by what is typed; `tell` is told who it is before the new passphrase is asked for.

    Who it was, and why the code could still read the register, where its file key could not be exchanged.
    """
    recovery, code = Recovery(path), asking.code(path)
    person = asking.administrator(recovery.administrators(code))
    tell(person)
    passphrase = asking.new_of(person.account)
    recovery.recover(code, person.account, passphrase)
    theirs = Keyring(lambda _: Typed(person.account, passphrase))
    return person, exchange_if_due(path, theirs, partial(holder, SystemClock()))


def _ensure_gives_keys(sheet: PublicHalves, work: RegisterWork) -> None:
    """Raise `Mendable` where the register knows another sheet than its seals, or one that gives nobody new keys."""
    from app.domain.register.way_back import refusal_of_code

    if refusal := refusal_of_code(work.recovery_sheets.last(), sheet.sealing, sheet.signing):
        raise refusal


def _ensure_of_this_version(path: Path, file_key: FileKey) -> None:
    """Raise `Mendable` where the register has to be brought up to date: there is nobody who could sign for that."""
    from app.storage.register import migrations
    from app.storage.register.connections import connect_for_reading

    with closing(connect_for_reading(path, file_key)[0]) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version < migrations.latest_version(paths.MIGRATIONS):
        raise Mendable(
            "{path} was written last by an earlier version of this program, and by the code alone it can't be brought "
            "up to date. Nothing was changed. Open it with that version: the code is typed there as well.",
            path=path,
        )
