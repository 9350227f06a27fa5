"""What opens live registers: their seals, and what somebody types for them."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.bootstrap.log import log_wrong_passphrase
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.storage.keys.open_seals import OpenSeals
    from app.storage.keys.register_seals import RegisterSeals, Unlocked
    from app.storage.register.file_key import FileKey
    from app.storage.register.signing import Signers
    from app.storage.register.unit_of_work import RegisterWork


class Typed(NamedTuple):
    """What somebody types to open a live register."""

    account: str
    passphrase: str


class Opening(NamedTuple):
    """What a live register is opened by."""

    seals: RegisterSeals
    file_key: FileKey
    signers: Signers
    #: Raises `Mendable` where the register knows other keys than those that opened it.
    ensure_keys: Callable[[RegisterWork], None]

    def ensure_known(self, work: RegisterWork) -> None:
        """Raise `Mendable` where these seals are not of the register that they opened, or it knows other keys."""
        self.seals.ensure_of(work.register.heading().uuid)
        self.ensure_keys(work)


class Keyring:
    """The keys of the live registers that this process opens; each is asked for once.

    `ask` is told the register.
    """

    def __init__(self, ask: Callable[[Path], Typed] | None = None) -> None:
        self._ask = ask
        self._held: dict[str, Unlocked] = {}
        self._open: dict[Path, Opening] = {}

    def seals_of(self, path: Path) -> RegisterSeals:
        """The seals beside a register."""
        from app.storage.keys.register_seals import RegisterSeals

        return RegisterSeals(path, os.urandom, lambda: datetime.now(UTC), log_wrong_passphrase)

    def opening(self, path: Path) -> Opening | None:
        """What opens a register; None where it is not encrypted. Asks for a passphrase where none was given yet.

        Raises `Mendable` where there are no seals beside it, or the passphrase is wrong.
        """
        from app.storage.register.file_key import may_be_live

        if not may_be_live(path):
            return None
        from app.storage.register.signing import OwnKey, SigningKey

        seals = self.seals_of(path)
        unlocked = self._unlocked(path, seals)
        key = SigningKey(bytes(unlocked.keys.private[:32]))
        opening = Opening(
            seals,
            seals.fitting(unlocked.file_keys),
            OwnKey(unlocked.account, key),
            partial(_ensure_known_person, seals, unlocked.account),
        )
        self._open[path] = opening
        return opening

    def open_seals(self, path: Path) -> OpenSeals | None:
        """The seals of a register that was opened, for changes of who opens it; None where it is not encrypted.

        The file is not looked into: with its closing the locks of who has it open here would be gone.
        """
        if path not in self._open:
            return None
        from app.storage.keys.open_seals import OpenSeals

        return OpenSeals(self._open[path].seals, self._open[path].file_key)

    def file_key_of(self, path: Path) -> FileKey | None:
        """The file key of a register that was opened; None where it is not encrypted."""
        return self._open[path].file_key if path in self._open else None

    def unlock(self, path: Path, typed: Typed) -> None:
        """Take what was typed for a register; `Mendable` where it is wrong, or the pause is not over."""
        leave_no_dump()
        seals = self.seals_of(path)
        register = seals.read().register
        self._held[register] = seals.open(*typed)

    def forget(self, path: Path) -> None:
        """Forget what was typed for a register, which it does not open."""
        self._open.pop(path, None)
        self._held.pop(self.seals_of(path).read().register).wipe()

    def account_for(self, path: Path) -> str | None:
        """By whose passphrase a live register was opened here; None where it was not."""
        if not self._held:
            return None  # without what reads seals, which takes its time
        with suppress(Mendable):
            held = self._held.get(self.seals_of(path).read().register)
            return None if held is None else held.account
        return None

    def _unlocked(self, path: Path, seals: RegisterSeals) -> Unlocked:
        register = seals.read().register
        if register in self._held:
            return seals.open_with(self._held[register])
        leave_no_dump()
        if self._ask is None:
            raise Mendable("{path} is a live register: it is opened by a passphrase.", path=path)
        self._held[register] = opened = seals.open(*self._ask(path))
        return opened


def _ensure_known_person(seals: RegisterSeals, account: str, work: RegisterWork) -> None:
    person = seals.read().person(account)
    if any(each.account == account and each.has_left for each in work.people.all()):
        raise Mendable(
            "{account} has left this register, and opens it no more. Who has an account there can open it.",
            account=account,
        )
    if person is None or work.people.halves().get(account) != person.public:
        raise Mendable(
            "The register knows other keys of {account} than its seals hold: letting somebody in was interrupted, "
            "or the seals are of another time. Nothing was changed. Let an administrator do it again.",
            account=account,
        )


def leave_no_dump() -> None:
    """From now on a crash writes the memory of this process into no file: keys and cases are in it."""
    with suppress(ImportError):  # Windows, which writes none unless it was told to
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


#: Opens no live register.
NO_KEYS = Keyring()
