"""The copies that are kept of registers, for the command line and for the window."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap.composition import SystemClock, opened, unheard
from app.bootstrap.keyring import NO_KEYS, Keyring
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.bootstrap.restoration import Restoration
    from app.domain.register.kept_copies import KeptCopy
    from app.services.ports import Clock, Report
    from app.storage.register.file_key import FileKey
    from app.storage.register.kept_copies import KeptCopies
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.window.copies_model import ReadyCopy


def chosen_folder(preferences: Preferences) -> Path | None:
    """The folder that was chosen on this computer for kept copies; None where they lie beside their registers."""
    from app.services.keeping_copies import FOLDER

    kept = preferences.read(FOLDER)
    return Path(kept) if kept else None


def copies_of(register: Path, uuid: str, folder: Path | None, file_key: FileKey | None) -> KeptCopies:
    """The copies that are kept of a register; `file_key` is that by which it is open, where it is encrypted."""
    from app.storage.register.kept_copies import KeptCopies

    return KeptCopies(register, uuid, folder, file_key)


class CopiesAtHand:
    """The copies of registers, as the command line asks for them; see `app.commands.console.Copies`."""

    def __init__(self, keyring: Keyring = NO_KEYS) -> None:
        self._keyring = keyring

    def save(self, register: Path, copy: Path) -> None:
        """Copy a register, open elsewhere or not, into a new file."""
        with opened(register, SystemClock(), is_claimed=False, keyring=self._keyring) as work:
            work.save_copy(str(copy))

    def keep(self, register: Path, folder: Path | None) -> KeptCopy:
        """Make a copy of a register, open elsewhere or not, in the folder for copies, and thin the others."""
        from app.services.keeping_copies import keep_copy

        with self._of(register, folder) as shelf:
            return keep_copy(shelf, SystemClock(), unheard)

    def little_room(self, copy: Path) -> Mendable | None:
        """What is to be said where the drive of a copy is nearly full."""
        from app.storage.files.room_on_drive import little_room

        return little_room(Path(copy))

    def kept(self, register: Path, folder: Path | None) -> tuple[KeptCopy, ...]:
        """The copies that are kept of a register, the latest first."""
        with self._of(register, folder) as shelf:
            return shelf.all()

    def to_restore(self, copy: Path, register: Path) -> Restoration:
        """A copy made ready to take the place of a register."""
        from app.bootstrap.restoration import Restoration

        return Restoration(copy, register, SystemClock(), keyring=self._keyring)

    @contextmanager
    def _of(self, register: Path, folder: Path | None) -> Iterator[KeptCopies]:
        from app.storage.files.preferences_file import PreferencesFile

        chosen = folder or chosen_folder(PreferencesFile(paths.data_folder() / "preferences.json"))
        with opened(register, SystemClock(), is_claimed=False, keyring=self._keyring) as work:
            yield copies_of(register, work.heading().uuid, chosen, work.register.file_key)


def written_at(path: Path) -> float:
    """When a register was last written, by itself or beside it, in seconds since 1970; 0 where there is none."""
    written = [0.0]
    for each in (path, path.with_name(path.name + "-wal")):
        with suppress(OSError):
            found = each.stat()
            # An empty one is made whenever the register is read.
            written.append(found.st_mtime if found.st_size else 0.0)
    return max(written)


class OpenCopies:
    """The copies of the register that is open in a window; see `app.viewmodels.window.copies_model.CopyFiles`.

    Here the register is never opened by its file: with the closing of that the locks of the window would be gone.
    """

    def __init__(self, register: Path, clock: Clock, keyring: Keyring = NO_KEYS) -> None:
        self._register = register
        self._keyring = keyring
        self._clock = clock
        self._ready: Restoration | None = None

    def folder(self, chosen: str) -> str:
        """Where they are kept."""
        return str(self._of("", chosen).folder)

    def all(self, uuid: str, chosen: str) -> tuple[KeptCopy, ...]:
        """Every copy, the latest first."""
        return self._of(uuid, chosen).all()

    def keep(self, uuid: str, chosen: str, report: Report) -> KeptCopy:
        """Make a copy, and drop those for which later ones stand."""
        from app.services.keeping_copies import keep_copy

        return keep_copy(self._of(uuid, chosen), self._clock, report)

    def is_due(self, copies: tuple[KeptCopy, ...]) -> bool:
        """Whether another one is to be made."""
        from app.domain.register.kept_copies import is_due

        return is_due(copies, self._clock.today(), datetime.fromtimestamp(written_at(self._register), UTC))

    def _of(self, uuid: str, chosen: str) -> KeptCopies:
        return copies_of(self._register, uuid, _path(chosen), self._keyring.file_key_of(self._register))

    def make_ready(self, path: str, account: str, report: Report) -> ReadyCopy:
        """Make a copy ready to take the place of the register, by who acts."""
        from app.bootstrap.restoration import Restoration

        return Restoration(Path(path), self._register, self._clock, report, keyring=self._keyring, account=account)

    def restore_at_the_end(self, ready: ReadyCopy | None) -> None:
        """Which copy is put in the place of the register once that is closed; None: none."""
        from app.bootstrap.restoration import Restoration

        if self._ready is not None and self._ready is not ready:
            self._ready.close()
        self._ready = ready if isinstance(ready, Restoration) else None

    def put_in_place(self) -> str | Mendable | None:
        """Put the copy in place that was chosen, now that the register is closed.

        Where what stood there is kept, or why it could not be done; None where there was none.
        """
        if self._ready is None:
            return None
        with self._ready as ready:
            try:
                ready.put_in_place()
            except Mendable as why:
                return why
            return str(ready.aside)


class PictureCopies(OpenCopies):
    """The copies as pictures show them: of the days before, at no place of the machine that draws them."""

    def folder(self, chosen: str) -> str:
        """As a user would find them."""
        return chosen or "~/training.copies"

    def all(self, uuid: str, chosen: str) -> tuple[KeptCopy, ...]:  # noqa: ARG002
        """Some, none of which is there."""
        from app.domain.register.kept_copies import KeptCopy, Occasion

        folder, now = self.folder(chosen), self._clock.now().replace(hour=8, minute=30, second=0, microsecond=0)
        days = [(days, now - timedelta(days=days)) for days in (0, 1, 2, 7, 14, 40)]
        upgrade = KeptCopy(f"~/training.version-9.{now:%Y%m%d}T083000Z.sekisho", now, 1_100_000, Occasion.UPGRADE)
        return upgrade, *(
            KeptCopy(f"{folder}/training.7254393a.{at:%Y%m%dT%H%M%SZ}.sekisho", at, 1_228_800 - 4096 * ago)
            for ago, at in days
        )


def _path(chosen: str) -> Path | None:
    return Path(chosen) if chosen else None
