"""Stands beneath SQLite: sees each call by which the library reaches the disk, and lets it pass, fail or be the last.

A library calls the system through addresses that the loader wrote into it. Here they are written anew, so that the
calls of the very library that the program uses lead through a function of Python: whatever the library is, encrypted
or not, and with nothing to compile, to preload or to trace with. Only calls on files in one folder are shown.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import platform
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.storage.register import sqlite

#: The table of addresses is that of the executables of Linux, and of 64 bits.
needs_linux = pytest.mark.skipif(
    sys.platform != "linux" or platform.architecture()[0] != "64bit",
    reason="the system calls that are looked at are those of Linux",
)


class Call(NamedTuple):
    """A call on a file of the folder; `data` is what a write writes, `at` where, or how long a file is cut to."""

    name: str
    path: Path
    at: int = 0
    data: bytes = b""
    makes: bool = False  #: an `open` that makes a file which is not there


#: Is told of each call before it is made; the number of an error in place of it, or 0.
Watch = Callable[[Call], int]

_C = ctypes.CDLL(None, use_errno=True)
_INT, _TEXT, _PLACE, _SIZE, _OFFSET, _DONE = (
    ctypes.c_int,
    ctypes.c_char_p,
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int64,
    ctypes.c_ssize_t,
)
#: What is looked at: what each gives back, and what it takes. The numbers of the variadic ones are passed as any.
_LOOKED_AT: dict[str, tuple[Any, ...]] = {
    "open": (_INT, _TEXT, _INT, _INT),
    "pread": (_DONE, _INT, _PLACE, _SIZE, _OFFSET),
    "read": (_DONE, _INT, _PLACE, _SIZE),
    "pwrite": (_DONE, _INT, _PLACE, _SIZE, _OFFSET),
    "write": (_DONE, _INT, _PLACE, _SIZE),
    "fsync": (_INT, _INT),
    "fdatasync": (_INT, _INT),
    "ftruncate": (_INT, _INT, _OFFSET),
    "unlink": (_INT, _TEXT),
}


class _Beneath:
    """The functions that are called in place of those of the C library."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        self._folder = folder.resolve()
        self._watch = watch
        self._files: dict[int, Path] = {}

    def open(self, name: bytes, flags: int, mode: int) -> int:
        path = self._of_folder(name)
        if path is None:
            return int(_C.open(name, flags, mode))
        if not self._passes(Call("open", path, makes=bool(flags & os.O_CREAT) and not path.exists())):
            return -1
        descriptor = int(_C.open(name, flags, mode))
        if descriptor >= 0:
            self._files[descriptor] = path
        return descriptor

    def pread(self, descriptor: int, place: int, size: int, at: int) -> int:
        return int(_C.pread64(descriptor, place, size, at)) if self._may("read", descriptor, at) else -1

    def read(self, descriptor: int, place: int, size: int) -> int:
        return int(_C.read(descriptor, place, size)) if self._may("read", descriptor) else -1

    def pwrite(self, descriptor: int, place: int, size: int, at: int) -> int:
        data = ctypes.string_at(place, size) if descriptor in self._files else b""
        return int(_C.pwrite64(descriptor, place, size, at)) if self._may("write", descriptor, at, data) else -1

    def write(self, descriptor: int, place: int, size: int) -> int:
        # Only where something is written that no register is made of: SQLite says where it writes.
        return int(_C.write(descriptor, place, size)) if self._may("write to the end", descriptor) else -1

    def fsync(self, descriptor: int) -> int:
        return int(_C.fsync(descriptor)) if self._may("sync", descriptor) else -1

    def fdatasync(self, descriptor: int) -> int:
        return int(_C.fdatasync(descriptor)) if self._may("sync", descriptor) else -1

    def ftruncate(self, descriptor: int, size: int) -> int:
        return int(_C.ftruncate64(descriptor, size)) if self._may("truncate", descriptor, size) else -1

    def unlink(self, name: bytes) -> int:
        path = self._of_folder(name)
        return int(_C.unlink(name)) if path is None or self._passes(Call("unlink", path)) else -1

    def _of_folder(self, name: bytes) -> Path | None:
        path = Path(os.fsdecode(name))
        return path if path == self._folder or self._folder in path.parents else None

    def _may(self, name: str, descriptor: int, at: int = 0, data: bytes = b"") -> bool:
        path = self._files.get(descriptor)
        return path is None or self._passes(Call(name, path, at, data))

    def _passes(self, call: Call) -> bool:
        error = self._watch(call)
        if error:
            ctypes.set_errno(error)
        return not error


@contextmanager
def looked_at(library: Path, folder: Path, watch: Watch) -> Iterator[None]:
    """Until the end of the block, `watch` is told of each call of a loaded library on the files of a folder.

    No file of the folder may be open in it when the block begins or ends.
    """
    beneath = _Beneath(folder, watch)
    before: list[tuple[ctypes.c_void_p, int | None]] = []
    kept = []
    try:
        for name, addresses in _addresses(library).items():
            function = ctypes.CFUNCTYPE(*_LOOKED_AT[name], use_errno=True)(getattr(beneath, name))
            kept.append(function)
            for address in addresses:
                slot = ctypes.c_void_p.from_address(address)
                before.append((slot, slot.value))
                slot.value = ctypes.cast(function, ctypes.c_void_p).value
        yield
    finally:
        for slot, value in before:
            slot.value = value


def the_library() -> Path:
    """The file of the SQLite that the program uses."""
    library = import_module("sqlcipher3._sqlite3")
    assert sqlite.Connection is library.Connection, "the program uses another library than is looked at"
    return Path(str(library.__file__))


@cache
def _addresses(library: Path) -> dict[str, list[int]]:
    """Where in the memory a loaded library keeps the addresses of the functions that are looked at."""
    base = min(
        int(line.split("-")[0], 16)
        for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
        if line.endswith(f" {library.resolve()}")
    )
    found: dict[str, list[int]] = {}
    for name, offset in _imported(library):
        plain = name.removesuffix("64")
        if plain in _LOOKED_AT:
            _make_writable(base + offset)
            found.setdefault(plain, []).append(base + offset)
    return found


def _imported(library: Path) -> Iterator[tuple[str, int]]:
    """Of a shared library each function of another that it calls, and where it keeps the address (see `man 5 elf`)."""
    with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as image:
        (table,) = struct.unpack_from("<Q", image, 0x28)
        size, count = struct.unpack_from("<HH", image, 0x3A)
        # Name, kind, flags, address, offset, size, link, information, alignment, size of an entry.
        sections = [struct.unpack_from("<IIQQQQIIQQ", image, table + size * number) for number in range(count)]
        for section in sections:
            symbols = sections[section[6]] if section[1] == 4 else None  # SHT_RELA
            if symbols is None or symbols[1] != 11:  # SHT_DYNSYM
                continue
            names = sections[symbols[6]][4]
            for at, kind, _ in struct.iter_unpack("<QQq", image[section[4] : section[4] + section[5]]):
                name, _, _, defined_in = struct.unpack_from("<IBBH", image, symbols[4] + 24 * (kind >> 32))
                if name and not defined_in:
                    start = names + name
                    yield image[start : image.find(b"\0", start)].decode("ascii"), at


def _make_writable(address: int) -> None:
    """The loader may have closed its table after it was filled."""
    page = address & ~(mmap.PAGESIZE - 1)
    if _C.mprotect(ctypes.c_void_p(page), ctypes.c_size_t(2 * mmap.PAGESIZE), mmap.PROT_READ | mmap.PROT_WRITE):
        raise OSError(ctypes.get_errno(), "the table of addresses can't be written")


for _name, (_result, *_taken) in _LOOKED_AT.items():
    for _called in {_name, f"{_name}64"}:
        if hasattr(_C, _called):
            getattr(_C, _called).restype, getattr(_C, _called).argtypes = _result, _taken
