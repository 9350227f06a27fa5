"""The seals of the register that is open, as the use cases ask for them; see `app.services.ports.Seals`."""

from __future__ import annotations

from collections.abc import Mapping

from app.services.ports import PublicHalves
from app.storage.keys.register_seals import RegisterSeals
from app.storage.register.file_key import FileKey


class OpenSeals:
    """The seals of a register, and the file key by which it is open."""

    def __init__(self, seals: RegisterSeals, file_key: FileKey) -> None:
        self._seals = seals
        self._file_key = file_key

    def let_in(self, account: str, names: Mapping[str, str], passphrase: str) -> PublicHalves:
        """Seal new keys for somebody whom the register does not know yet."""
        return self._seals.let_in(self._file_key, account, names, passphrase)

    def give_new_keys(self, account: str, passphrase: str) -> PublicHalves:
        """Seal new keys for somebody whose passphrase was lost."""
        return self._seals.give_new_keys(self._file_key, account, passphrase)

    def make_sheet(self) -> tuple[str, PublicHalves]:
        """Make a recovery sheet in the place of any former one: its code, and the public halves that belong to it."""
        return self._seals.make_sheet(self._file_key)

    def sheet_of(self, code: str) -> PublicHalves:
        """The public halves that belong to the code of the sheet."""
        return self._seals.sheet_of(code)

    def change_passphrase(self, account: str, old: str, new: str) -> None:
        """Let a person's keys be opened by another passphrase."""
        self._seals.change_passphrase(account, old, new)
