"""The files of documents: only name and digest are taken, the files stay where they are."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.register.kept_files import LARGEST_FILE, refusal_of_size

if TYPE_CHECKING:
    from app.services.ports import Report

#: In bytes; so much is read at a time, and then it is told how far it is.
_PIECE = 1 << 20


def ensure_file(path: Path) -> None:
    """Raises `Mendable` where there is no file at the path, but a folder, a pipe, a device, or nothing."""
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError) as error:
        raise _unread(path, error) from error
    if not is_file:
        raise _no_file(path)


def sha256_of_file(path: Path, report: Report) -> str:
    """The SHA-256 of a file of any size, in hexadecimal.

    `report` is told after each megabyte how much of it was read, from 0 to 1. Raises `Mendable` where it can't be read,
    is no file but a folder, a pipe or a device, or is changed meanwhile.
    """
    from hashlib import sha256  # needed only once a document is added

    try:
        # Not waited for: a pipe would keep us until somebody writes into it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise _no_file(path)
            digest, done = sha256(), 0
            while piece := file.read(_PIECE):
                digest.update(piece)
                done += len(piece)
                report(min(done / max(before.st_size, 1), 1.0))
            after = os.fstat(descriptor)
    except IsADirectoryError:
        raise _no_file(path) from None
    except (OSError, ValueError) as error:  # a path with a NUL in it is no path
        raise _unread(path, error) from error
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns) or done != after.st_size:
        raise Mendable(
            "{path} was changed while it was read, so that it has no fingerprint. Wait until nobody writes to it, and "
            "choose it again.",
            path=path,
        )
    return digest.hexdigest()


def content_of_file(path: Path, sha256: str, report: Report) -> bytes:
    """What stands in a file whose SHA-256 is known; held in memory, so that none is read that is too large to be kept.

    Raises `Mendable` as `sha256_of_file` does, where it is too large, and where it is another file by now.
    """
    from hashlib import sha256 as digest_of

    ensure_file(path)
    try:
        if (refusal := refusal_of_size(path.stat().st_size)) is not None:
            raise refusal
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unread(path, error) from error
    report(1)
    if digest_of(content).hexdigest() != sha256:
        raise Mendable(
            "{path} was changed after it was chosen, so that another file would be kept. Choose it again.", path=path
        )
    return content


def _unread(path: Path, error: OSError | ValueError) -> Mendable:
    reason = getattr(error, "strerror", None) or str(error)
    return Mendable("{path} can't be read: {reason}. Choose another file.", path=path, reason=reason)


def _no_file(path: Path) -> Mendable:
    return Mendable(
        "{path} is no file of its own, but a folder, a pipe or a device. Choose another file.",
        path=path,
    )
