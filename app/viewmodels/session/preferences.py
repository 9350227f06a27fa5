"""What a person chose for the window, kept from one session to the next."""

from typing import Protocol


class Preferences(Protocol):
    """Keeps how a person likes the window."""

    def read(self, name: str) -> str | None:
        """What was kept under a name."""

    def keep(self, name: str, value: str) -> None:
        """Keeps a value under a name."""
