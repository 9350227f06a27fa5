"""What a person chose for the window, kept from one session to the next."""

from typing import Protocol


class Preferences(Protocol):
    """Keeps how a person likes the window."""

    def read(self, name: str) -> str | None:
        """What was kept under a name."""

    def keep(self, name: str, value: str) -> None:
        """Keeps a value under a name."""


class Forgetful:
    """Keeps what may not outlive the program, nor stand in any file."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """What was kept under a name."""
        return self._kept.get(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a value under a name until the program ends."""
        self._kept[name] = value
