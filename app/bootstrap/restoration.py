"""How a copy takes the place of its register: made ready beside it, compared, put there."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.composition import holder, name_people, opened, unheard
from app.bootstrap.keyring import NO_KEYS, Keyring
from app.bootstrap.ledgers import by_records_keeper, check_register
from app.domain.errors import Mendable
from app.domain.register.events import RegisterRestored

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import TracebackType
    from typing import Self

    from app.domain.register.loss import Loss
    from app.services.acting import Acting
    from app.services.ports import Clock, Head, Report, UnitOfWork

#: What was begun and never finished is taken away after this.
_LEFT_BEHIND = timedelta(days=1)


class Restoration:
    """A copy that was found sound and lies ready beside its register, until it takes its place or is thrown away.

    `register` is the file itself, wherever a link to it leads.
    """

    def __init__(
        self,
        copy: Path,
        register: Path,
        clock: Clock,
        report: Report = unheard,
        *,
        keyring: Keyring = NO_KEYS,
        account: str | None = None,
    ) -> None:
        """Raises `Mendable` where the copy is damaged, or who acts may not restore it; nothing was changed then.

        `account` is who acts in a window; else it is who has opened a live register, or whoever may in a training one.
        """
        from tempfile import TemporaryDirectory

        from app.storage.register.kept_copies import before_restoring
        from app.storage.register.restoring import make_ready

        self.register = register.resolve()
        self.copy = copy
        self._clock = clock
        self._keyring = keyring
        self._account = account
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
            with self._by_records_keeper() as acting:
                acting.ensure_may(RegisterRestored)
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

        That it does is recorded in the copy before, so that no register stands there that says nothing of it.
        `Mendable` where it can't be: then all is as it was.
        """
        from app.services.restoring import record_restored
        from app.storage.register.restoring import keep_as_it_is, put_in_place

        replaced: Head | None = None
        if self._is_unreadable:
            keep_as_it_is(self.register, self.aside, holder(self._clock))
        elif self.register.is_file():
            with opened(self.register, self._clock, keyring=self._keyring) as work:
                work.register.ensure_writable(self._clock.now())
                work.register.save_copy(self.aside, is_noted=True)
                replaced = work.events.head()
        with self._by_records_keeper() as acting:
            record_restored(acting, replaced)
        put_in_place(self._ready, self.register, self.aside)

    def _by_records_keeper(self) -> AbstractContextManager[Acting]:
        return by_records_keeper(self._ready, self._clock, self._keyring, self._account)

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
