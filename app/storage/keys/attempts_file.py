"""How often a passphrase was wrong, `NAME.attempts` beside the register: so that closing the program ends no pause."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app.domain.keys.pauses import Attempts


class AttemptsFile:
    """The attempts of each account; kept in memory only where nothing can be written beside the register."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unwritten: dict[str, Attempts] = {}

    def of(self, account: str) -> Attempts:
        """What is known of an account: of what was written and what could not be, the graver."""
        none = Attempts()
        return max(self._read().get(account, none), self._unwritten.get(account, none), key=lambda known: known.wrong)

    def note(self, account: str, attempts: Attempts) -> None:
        """Keep what is known of an account now."""
        kept = self._read()
        kept[account] = attempts
        if not attempts.wrong:
            del kept[account]
            self._unwritten.pop(account, None)
        if not self._is_written(kept) and attempts.wrong:
            self._unwritten[account] = attempts

    def _read(self) -> dict[str, Attempts]:
        # A file that is not as it was written tells nothing. It protects against trying on and on in the window; who
        # may change it may take the whole register along and try elsewhere.
        with suppress(OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
            told = json.loads(self._path.read_bytes())
            return {
                account: Attempts(int(wrong), datetime.fromisoformat(last).astimezone())
                for account, (wrong, last) in told.items()
            }
        return {}

    def _is_written(self, kept: dict[str, Attempts]) -> bool:
        partial = self._path.with_name(f".{self._path.name}.{os.getpid()}.partial")
        told = {account: (it.wrong, it.last and it.last.isoformat()) for account, it in kept.items()}
        try:
            if told:
                partial.write_text(json.dumps(told), encoding="utf-8")
                partial.replace(self._path)
            else:
                self._path.unlink(missing_ok=True)
        except OSError:
            return False
        return True
