"""Resolved editions, kept in the user's folder between starts.

Each file names the hash of all the files it was made from: when one of those changes it is made anew, and without a
cache all works, only slower.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from app.domain.law.reference import Reference
from app.storage.editions.edition_files import sha256_of

#: Counted up when the canonical form or what is kept changes, so that what an older program kept is not read.
_FORMAT = "5"


class EditionCache:
    """Files that name what they were made from, and their own hash; a damaged or missing one is as good as none."""

    def __init__(self, folder: Path, editions: Path, reference: Reference) -> None:
        self._folder = folder
        self._made_from = _fingerprint(editions, reference)

    def read(self, name: str) -> bytes | None:
        """What was kept under a name, if it is whole and still made from what is there."""
        try:
            label, _, kept = (self._folder / f"{name}.json").read_bytes().partition(b"\n")
        except OSError:
            return None
        return kept if label == self._label(kept) else None

    def write(self, name: str, content: bytes) -> None:
        """Keep something under a name; where that can't be, it is done without."""
        partial = self._folder / f"{name}.{os.getpid()}.partial"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(self._label(content) + b"\n" + content)
            partial.replace(self._folder / f"{name}.json")
            return
        with suppress(OSError):
            partial.unlink()

    def _label(self, content: bytes) -> bytes:
        return f"{self._made_from} {sha256_of(content)}".encode()


def _fingerprint(folder: Path, reference: Reference) -> str:
    digest = hashlib.sha256(f"{_FORMAT} {reference.sha256}".encode())
    for path in sorted(folder.rglob("*.toml")):
        digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
