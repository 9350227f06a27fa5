"""Folders and files from outside the program, which may be anything: no name, a pipe nobody writes into, a device."""

import errno
import os
import stat
from pathlib import Path


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; of what can't be the name of one, such as one too long, there is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether there is such a file of its own, in the same way."""
    try:
        return path.is_file()
    except OSError:
        return False


def bytes_of(path: Path) -> bytes:
    """What stands in a file. `OSError` where it can't be read, or is no file of its own; a pipe is not waited for."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        return file.read()
