"""The file behind an open register: whether it is still the one that was opened, and holds what was put there.

A synchronised folder, a copy or a person may put another file in its place at any time. SQLite would not notice: it
goes on in the file that it has open, or takes the pages of one register for those of another.
"""

from __future__ import annotations

import os
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from app.domain.errors import Mendable
from app.storage.register.connections import beside
from app.storage.register.register_lock import Identity, identity_of

#: The head of an SQLite file: its size in pages, the number of its last change, and the program that it belongs to.
_HEAD = 100
#: The head of the file beside it, which is another after each time it was begun anew.
_HEAD_OF_REST = 32


class Fate(Enum):
    """What happened to the file of an open register."""

    REPLACED = "replaced"  #: another file has its name
    GONE = "gone"  #: no file has its name any more: it was moved, renamed or deleted
    OVERWRITTEN = "overwritten"  #: it is the same file, and another program wrote into it
    PARTED = "parted"  #: the files that SQLite keeps beside it were taken away or exchanged
    REST_OVERWRITTEN = "rest overwritten"  #: another program wrote into the file of last changes beside it

    @property
    def leaves_content(self) -> bool:
        """Whether all that was saved can still be read by who has the file open."""
        return self not in (Fate.OVERWRITTEN, Fate.REST_OVERWRITTEN)


class _Content(NamedTuple):
    head: bytes
    size: int
    #: When it was last written; on Windows that is told late while a file is open, and is left out.
    written: int


class RegisterFile:
    """A register file, held open from before SQLite opens it until after SQLite has closed it.

    No sooner: with the closing of any descriptor of a file a process loses the locks that SQLite has on it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptors = [_opened(path, os.O_RDONLY)]
        found = os.fstat(self._descriptors[0])
        self.identity = identity_of(found)
        #: By each of its names SQLite would keep the last changes elsewhere, and know nothing of those by another one.
        self.has_other_names = found.st_nlink > 1
        self.is_write_protected = not found.st_mode & 0o222
        self._content: _Content | None = None
        #: Where SQLite keeps what belongs to this file, wherever a link leads that has its place since.
        self._own_path = path if os.name == "nt" else path.resolve()
        self._rest: tuple[Identity, bytes] | None = None
        self._index: Identity | None = None

    def open_for_writing(self) -> int:
        """A descriptor of the same file to write by; `OSError` where it can't be written to, or is another file now."""
        descriptor = _opened(self.path, os.O_RDWR)
        self._descriptors.append(descriptor)
        if identity_of(os.fstat(descriptor)) != self.identity:
            raise FileNotFoundError(self.path)
        return descriptor

    def close(self) -> None:
        """Let go of the file."""
        while self._descriptors:
            os.close(self._descriptors.pop())

    def remember(self) -> None:
        """Take the content of the file for what has to stand in it, as after it was written from here."""
        self._content = self._read_content()
        self.remember_rest()

    def remember_rest(self) -> None:
        """Take what stands in the files beside it for what has to stand there, as after each change."""
        self._rest = _rest_of(beside(self._own_path, "-wal"))
        self._index = _identity_at(beside(self._own_path, "-shm"))

    def fate(self) -> Fate | None:
        """What happened to the file since it was remembered, or opened; None where it is as it was."""
        now = _identity_at(self.path)
        if now is None:
            return Fate.GONE
        if now != self.identity:
            return Fate.REPLACED
        if self._content is not None and self._content != self._read_content():
            return Fate.OVERWRITTEN
        if self._rest is None:
            return None
        rest = _rest_of(beside(self._own_path, "-wal"))
        if rest is None or rest[0] != self._rest[0] or self._index != _identity_at(beside(self._own_path, "-shm")):
            return Fate.PARTED
        return None if rest[1] == self._rest[1] else Fate.REST_OVERWRITTEN

    def take_away_rest(self) -> None:
        """Take away the files beside it, where they still are those of this register, and the file is not.

        Else whoever opens the file that stands in its place would take our last changes for a part of that.
        """
        if _identity_at(self._own_path) == self.identity:
            return  # a link leads elsewhere now, and the file is as it was
        rest, index = beside(self._own_path, "-wal"), beside(self._own_path, "-shm")
        with suppress(OSError):
            if self._rest is not None and _identity_at(rest) == self._rest[0]:
                rest.unlink()
            if self._index is not None and _identity_at(index) == self._index:
                index.unlink()

    @property
    def has_rest(self) -> bool:
        """Whether something that was saved lies beside the file, and not yet in it."""
        return self.size_of_rest > 0

    @property
    def size_of_rest(self) -> int:
        """In bytes."""
        try:
            return beside(self._own_path, "-wal").stat().st_size
        except OSError:
            return 0

    def _read_content(self) -> _Content | None:
        descriptor = self._descriptors[0]
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            found = os.fstat(descriptor)
            written = 0 if os.name == "nt" else found.st_mtime_ns
            return _Content(os.read(descriptor, _HEAD), found.st_size, written)
        except OSError:
            return None


def _opened(path: Path, mode: int) -> int:
    return os.open(path, mode | getattr(os, "O_BINARY", 0))


def _identity_at(path: Path) -> Identity | None:
    try:
        return identity_of(path.stat())
    except OSError:  # a drive that is not connected any more has no such file either
        return None


def _rest_of(path: Path) -> tuple[Identity, bytes] | None:
    # SQLite locks nothing in this file, so it may be opened and closed beside it.
    try:
        with path.open("rb") as file:
            return identity_of(os.fstat(file.fileno())), file.read(_HEAD_OF_REST)
    except OSError:
        return None


def what_happened(fate: Fate, path: Path) -> Mendable:
    """The sentence that says what became of a file."""
    match fate:
        case Fate.REPLACED:
            return Mendable(
                "Another file was put in the place of {path} while it was open here, as a synchronised folder does.",
                path=path,
            )
        case Fate.GONE:
            return Mendable(
                "{path} is not there any more: it was moved, renamed or deleted while it was open here, or its drive "
                "is not connected.",
                path=path,
            )
        case Fate.PARTED:
            return Mendable(
                "The files that belong to {path} were taken away or exchanged while it was open here.", path=path
            )
        case Fate.OVERWRITTEN | Fate.REST_OVERWRITTEN:
            return Mendable(
                "Another program wrote into {path} while it was open here, as a synchronised folder does.", path=path
            )
