"""How long one has to wait after a wrong passphrase: longer with each that follows, and never for good."""

from datetime import datetime, timedelta
from typing import NamedTuple

#: The pause after the first wrong one; each further one doubles it.
_FIRST = timedelta(seconds=1)
_LONGEST = timedelta(minutes=15)
#: From here on it is the longest in any case.
_DOUBLINGS = 20


class Attempts(NamedTuple):
    """How often in a row a passphrase was wrong, and when it was so last."""

    wrong: int = 0
    last: datetime | None = None


def pause_after(wrong: int) -> timedelta:
    """How long to wait after so many wrong ones in a row."""
    if wrong < 1:
        return timedelta(0)
    return min(_FIRST * (1 << min(wrong - 1, _DOUBLINGS)), _LONGEST)


def remaining_pause(attempts: Attempts, now: datetime) -> timedelta:
    """How long still to wait; all of it where the clock has gone back behind the last attempt."""
    pause = pause_after(attempts.wrong)
    if attempts.last is None:
        return timedelta(0)
    return max(timedelta(0), pause - max(timedelta(0), now - attempts.last))
