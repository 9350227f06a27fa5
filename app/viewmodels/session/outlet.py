"""How something leaves the program: the press that sets documents, and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

    from app.documents.press import Press


class NewFile(Protocol):
    """Makes a file that is there whole once the block is left, or not at all."""

    def __call__(self, path: Path, *, may_replace: bool) -> AbstractContextManager[BinaryIO]:
        """Raises `Mendable` where it can't be written, or is there already and may not be replaced."""


class Outlet(NamedTuple):
    """How something leaves the program: the press that sets documents, and files."""

    press: Press
    new_file: NewFile
