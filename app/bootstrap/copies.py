"""The copies that are kept of registers, and how one takes the place of its register."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap.composition import SystemClock, holder, name_people, opened, unheard
from app.bootstrap.keyring import NO_KEYS, Keyring
from app.bootstrap.ledgers import check_register
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from app.domain.register.kept_copies import KeptCopy
    from app.domain.register.loss import Loss
    from app.services.ports import Clock, Report, UnitOfWork
    from app.storage.register.file_key import FileKey
    from app.storage.register.kept_copies import KeptCopies
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.window.copies_model import ReadyCopy

#: What was begun and never finished is taken away after this.
_LEFT_BEHIND = timedelta(days=1)


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

    def kept(self, register: Path, folder: Path | None) -> tuple[KeptCopy, ...]:
        """The copies that are kept of a register, the latest first."""
        with self._of(register, folder) as shelf:
            return shelf.all()

    def to_restore(self, copy: Path, register: Path) -> Restoration:
        """A copy made ready to take the place of a register."""
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

    def make_ready(self, path: str, report: Report) -> ReadyCopy:
        """Make a copy ready to take the place of the register."""
        return Restoration(Path(path), self._register, self._clock, report, keyring=self._keyring)

    def restore_at_the_end(self, ready: ReadyCopy | None) -> None:
        """Which copy is put in the place of the register once that is closed; None: none."""
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


class Restoration:
    """A copy that was found sound and lies ready beside its register, until it takes its place or is thrown away.

    `register` is the file itself, wherever a link to it leads.
    """

    def __init__(
        self, copy: Path, register: Path, clock: Clock, report: Report = unheard, *, keyring: Keyring = NO_KEYS
    ) -> None:
        """Raises `Mendable` where the copy is damaged, or is none of this register; nothing was changed then."""
        from tempfile import TemporaryDirectory

        from app.storage.register.kept_copies import before_restoring
        from app.storage.register.restoring import make_ready

        self.register = register.resolve()
        self.copy = copy
        self._clock = clock
        self._keyring = keyring
        self._is_unreadable = False
        _take_away_what_was_left(self.register, clock)
        try:
            # In the folder of the register, so that it can be put in its place in one step.
            self._folder = TemporaryDirectory(prefix=f".{register.stem}.", suffix=".ready", dir=self.register.parent)
        except OSError as error:
            raise Mendable(
                "No copy can be made ready in {folder}: {reason}. Choose a folder in which you may write.",
                folder=self.register.parent,
                reason=error.strerror or str(error),
            ) from error
        try:
            opening = keyring.opening(copy) if copy.is_file() else None
            self._ready = make_ready(
                copy,
                self.register,
                Path(self._folder.name),
                lambda share: report(share / 3),
                None if opening is None else opening.file_key,
            )
            self._ensure_sound(lambda share: report((1 + 2 * share) / 3))
            #: Where what stands there now will be kept.
            self.aside = before_restoring(self.register, clock.now())
        except BaseException:
            self.close()
            raise

    def loss(self) -> Loss | Mendable | None:
        """What would be lost; None where no register is there, and why that can't be told where it can't be read.

        Not for a register that is open in this process: its locks would be gone. For that there is `compared_with`.
        Raises `Mendable` where the copy is of another register.
        """
        from app.storage.keys.register_seals import Waits, WrongPassphrase

        if not self.register.is_file():
            return None
        try:
            with opened(self.register, self._clock, is_claimed=False, keyring=self._keyring) as register:
                name_people(register)
                return self.compared_with(register)
        except (_OfAnother, Waits, WrongPassphrase):
            # It may be sound: somebody else has to open it.
            raise
        except Mendable as trouble:
            self._is_unreadable = True
            return trouble

    def compared_with(self, register: UnitOfWork) -> Loss:
        """What would be lost of a register; `Mendable` where the copy is of another one."""
        from app.services.restoring import loss_by_restoring

        with opened(self._ready, self._clock, is_claimed=False, keyring=self._keyring) as ready:
            if register.heading().uuid != ready.heading().uuid:
                raise _OfAnother(
                    "{copy} is a copy of another register than {path}. Nothing was changed. Open it by itself, or "
                    "choose a copy of this one.",
                    copy=self.copy,
                    path=self.register,
                )
            return loss_by_restoring(register, ready)

    def put_in_place(self) -> None:
        """Keep what stands there, and put the copy in its place, once it was asked what would be lost.

        `Mendable` where it can't be: then all is as it was.
        """
        from app.storage.register.restoring import keep_as_it_is, put_in_place

        if self._is_unreadable:
            keep_as_it_is(self.register, self.aside, holder(self._clock))
        elif self.register.is_file():
            with opened(self.register, self._clock, keyring=self._keyring) as work:
                work.register.ensure_writable(self._clock.now())
                work.register.save_copy(self.aside, is_noted=True)
        put_in_place(self._ready, self.register, self.aside)

    def close(self) -> None:
        """Take away what was made ready and not used."""
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ensure_sound(self, report: Report) -> None:
        from app.services.verifying import WorkedOutOtherwise

        for wrong in check_register(self._ready, report, self._keyring):
            # What is worked out, as in a register of an earlier version, is worked out again in use.
            if not isinstance(wrong, WorkedOutOtherwise):
                raise Mendable(
                    "{copy} is not put in the place of its register, because something in it is not as it was "
                    "recorded: {why}",
                    copy=self.copy,
                    why=wrong,
                )


class _OfAnother(Mendable):
    """The copy is none of this register."""


def _take_away_what_was_left(register: Path, clock: Clock) -> None:
    import shutil
    from glob import escape

    for folder in register.parent.glob(f".{escape(register.stem)}.*.ready"):
        with suppress(OSError):
            if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < clock.now() - _LEFT_BEHIND:
                shutil.rmtree(folder)
