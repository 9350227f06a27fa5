"""A file that leaves the program: there whole, or not at all, and never over another one unasked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import Mendable


@contextmanager
def new_file(path: Path, *, may_replace: bool) -> Iterator[BinaryIO]:
    """A file to write into; it stands at `path` once the block is left, on the disk, and nothing does if it fails.

    Raises `Mendable` where something of this name is there already and may not be replaced, and where it can't be
    written.
    """
    if path.exists() and not (may_replace and path.is_file()):
        raise _there_already(path)
    partial = path.with_name(f".sekisho-{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if may_replace:
            partial.replace(path)
        else:
            _take_name(partial, path)
    except FileExistsError as error:
        raise _there_already(path) from error
    except OSError as error:
        raise Mendable(
            "{path} can't be written: {reason}. Choose another place.", path=path, reason=error.strerror
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def _take_name(partial: Path, path: Path) -> None:
    """Give the file its name; `FileExistsError` where a file of this name has come meanwhile."""
    path.open("xb").close()
    try:
        partial.replace(path)
    except OSError:
        # What only took the name must not stand there instead.
        path.unlink()
        raise


def _there_already(path: Path) -> Mendable:
    return Mendable("{path} is there already. Choose another name.", path=path)
