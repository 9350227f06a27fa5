"""Who opens a live register, by which passphrase; what is said where it is wrong, and how long to wait then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import Mendable
from app.viewmodels.session.language_model import LanguageModel
from app.viewmodels.window.lost_passphrase import Found, Recovery, lost_passphrase_form, recovering_form

if TYPE_CHECKING:
    from app.viewmodels.session.form import Form

#: How often the pause is told anew, in milliseconds.
_BETWEEN = 250


class UnlockModel(QObject):
    """One register that waits for a passphrase.

    `unlock` is given account and passphrase, and raises `Mendable`; `pause_of` tells how long an account still waits.
    With an `account` nobody else can open it: it is locked, and open behind the lock. `making` is given where another
    live register shall be made, and what is done once it is; `recovery` lets an administrator in by the recovery code.
    """

    unlocked = Signal()
    #: What is said, or how long is still to wait, is another now.
    changed = Signal()
    #: Another live register was made, and is to be opened in the place of this one.
    left = Signal()

    def __init__(
        self,
        language: LanguageModel,
        path: str,
        unlock: Callable[[str, str], None],
        pause_of: Callable[[str], timedelta],
        account: str = "",
        making: Callable[[str, Callable[[], object]], Form] | None = None,
        recovery: Recovery | None = None,
    ) -> None:
        super().__init__()
        self.language = language
        self.path = path
        self.account = account
        self._unlock = unlock
        self._pause_of = pause_of
        self._making = making
        #: The live register that was made in the place of this one; empty where none was.
        self.made = ""
        self._recovery = recovery
        self._refusal: Mendable | None = None
        #: In seconds.
        self.waits = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN)
        self._timer.timeout.connect(self._count)

    def complaint(self) -> str:
        """What was wrong, in the present language."""
        return "" if self._refusal is None else self.language.words.error(self._refusal)

    def waiting(self) -> str:
        """How long is still to wait, where it is."""
        return self.language.words._("Seconds to wait: {seconds}", seconds=self.waits) if self.waits else ""

    def try_open(self, account: str, passphrase: str) -> None:
        """Tries to open it; nothing is tried while the pause is not over."""
        self.account = account = account.strip()
        if self.waits:
            return
        try:
            self._unlock(account, passphrase)
        except Mendable as refusal:
            self._refusal = refusal
            self._timer.start()
            self._count()
            self.changed.emit()
        else:
            self._refusal = None
            self.unlocked.emit()

    def why_no_live(self) -> str:
        """Why no live register can be made here, in the present language; empty where one can."""
        if self._making is not None:
            return ""
        return self.language.words._(
            "First open the register that is locked: behind this page there may be entries that are saved nowhere."
        )

    def live_form(self, path: str) -> Form:
        """Asks what a new live register begins with; once it is made, this one is left."""
        if self._making is None:
            raise LookupError(path)

        def leave() -> None:
            self.made = path
            self.left.emit()

        return self._making(path, leave)

    @property
    def can_recover(self) -> bool:
        """Whether the code of a recovery sheet opens it as well."""
        return self._recovery is not None

    def lost_forms(self) -> tuple[Form, Callable[[Found], Form]]:
        """What is asked of who lost the passphrase: the code first, then, by what was found, who and a new one."""
        if self._recovery is None:
            raise RuntimeError("a lock is opened by nothing but the passphrase")
        words, recovery = self.language.words, self._recovery
        return (
            lost_passphrase_form(words, recovery),
            lambda found: recovering_form(words, recovery, found, self._open_anew),
        )

    def _open_anew(self, account: str, passphrase: str) -> None:
        """Opens it for who has new keys: the pause after wrong passphrases was for the former ones."""
        self.account = account
        self._count()
        self.try_open(account, passphrase)

    def _count(self) -> None:
        waits = -(-int(self._pause_of(self.account).total_seconds() * 1000) // 1000)
        if not waits:
            self._timer.stop()
        if waits != self.waits:
            self.waits = waits
            self.changed.emit()
