"""The key by which a live register is encrypted, and where its seals stand, which give it to who may have it."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

#: In bytes.
KEY_SIZE = 32
_PAGE = 4096

#: How a register begins that is not encrypted.
_PLAIN = b"SQLite format 3\0"


class FileKey:
    """256 bits of chance. It is printed by no message and no log: who has it reads the whole register.

    `seals` are those by which it was opened: a copy of the register gets them where they stand beside it no more.
    """

    __slots__ = ("octets", "seals")

    def __init__(self, octets: bytes | bytearray, seals: bytes = b"") -> None:
        if len(octets) != KEY_SIZE:
            raise ValueError("a file key has 32 bytes")
        self.octets = bytearray(octets)
        self.seals = seals

    def __repr__(self) -> str:
        return "<file key>"

    @property
    def fingerprint(self) -> str:
        """What tells it from another and gives nothing of it away, in 64 letters."""
        return sha256(b"sekisho file key\0" + self.octets).hexdigest()

    @property
    def as_sqlcipher_takes_it(self) -> str:
        """The key itself, from which nothing has to be derived first."""
        return f"x'{self.octets.hex()}'"

    def wipe(self) -> None:
        """Write over it, as far as Python lets one: what was made of it on the way stays until its memory is reused."""
        self.octets[:] = bytes(KEY_SIZE)


def seals_beside(register: Path) -> Path:
    """The file with the seals of a live register; beside the register itself, wherever a link to it stands."""
    at = register if os.name == "nt" else register.resolve()
    return at.with_suffix(".keys")


def may_be_live(register: Path) -> bool:
    """Whether a file can be a live register: whole pages that look like chance. Its seals may be missing."""
    with suppress(OSError, ValueError), register.open("rb") as file:
        head, size = file.read(len(_PLAIN)), register.stat().st_size
        return head != _PLAIN and size > 0 and size % _PAGE == 0
    return False


def seals_of_copy(register: Path, file_key: FileKey) -> bytes:
    """The seals that a copy made now is opened by: those beside the register, if they are of this key."""
    with suppress(OSError):
        content = seals_beside(register).read_bytes()
        if file_key.fingerprint.encode() in content:
            return content
    return file_key.seals
