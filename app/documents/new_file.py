"""How a file is made of what leaves the program; whoever makes the files hands it in."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol


class NewFile(Protocol):
    """Makes a file that is there whole once the block is left, or not at all."""

    def __call__(self, path: Path, *, may_replace: bool) -> AbstractContextManager[BinaryIO]:
        """Raises `Mendable` where it can't be written, or is there already and may not be replaced."""
