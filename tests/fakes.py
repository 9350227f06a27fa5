"""Small stand-ins for what the use cases need from outside."""

from datetime import UTC, date, datetime, timedelta


class TickingClock:
    """A clock that moves on by a second each time it is asked, so that no two moments are alike."""

    def __init__(self, instant: datetime = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """The next second."""
        self.instant += timedelta(seconds=1)
        return self.instant

    def today(self) -> date:
        """The day of the instant."""
        return self.instant.date()


class BrokenClock:
    """A clock that has stopped: whoever asks it for the time meets a fault of the program."""

    def now(self) -> datetime:
        """Fails."""
        raise OSError("the clock has stopped")

    def today(self) -> date:
        """Still tells the day."""
        return date(2026, 11, 22)
