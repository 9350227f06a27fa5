"""A copy takes the place of its register: made ready beside it, and put there in one step. Nothing is lost with it."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.storage.editions.outside_files import is_file
from app.storage.register.connections import OWN_FILES, beside, connect_for_reading, ensure_rest_belongs, has_content
from app.storage.register.copying import SEALS, part, save_copy, synchronise, synchronise_folder
from app.storage.register.disk_faults import explained
from app.storage.register.kept_copies import ensure_as_noted
from app.storage.register.register_lock import HeldElsewhere, RegisterLock

if TYPE_CHECKING:
    from app.services.ports import Holder, Report
    from app.storage.register.file_key import FileKey


def make_ready(copy: Path, register: Path, folder: Path, report: Report, file_key: FileKey | None = None) -> Path:
    """Copy a copy, as it was noted when it was made, into a folder beside the register; the file.

    What takes the place of the register is this file, which is looked at first, and the copy stays as it is. Raises
    `Mendable` where there is no copy, it is the register itself, or it is not what was noted.
    """
    if not is_file(copy):
        raise Mendable("There is no copy at {path}. Choose another file.", path=copy)
    if is_file(register) and copy.samefile(register):
        raise Mendable("{path} is the register itself. Choose a copy of it.", path=copy)
    ready = folder / register.name
    try:
        ensure_as_noted(copy, part(report, 0, 0.2))
        ensure_rest_belongs(copy, file_key)
        with explained(copy), closing(connect_for_reading(copy, file_key)[0]) as source:
            save_copy(source, copy, ready, part(report, 0.2, 1), file_key=file_key)
    except OSError as error:
        raise Mendable(
            "{path} can't be opened: {reason}. See that it is there and that you may read it and its folder.",
            path=copy,
            reason=error.strerror or str(error),
        ) from error
    return ready


def keep_as_it_is(register: Path, aside: Path, me: Holder) -> None:
    """Keep a register that can't be read as it lies there, byte by byte, under another name beside it.

    Raises `Mendable` where somebody has it open for writing, or no such file can be made.
    """
    try:
        descriptor = os.open(register, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            lock = RegisterLock.take(register, descriptor, me)
            try:
                for ending in ("", *OWN_FILES):
                    if has_content(_named(register, ending)):
                        _copy(_named(register, ending), aside.with_name(aside.name + ending))
                if is_file(register.with_suffix(SEALS)):
                    _copy(register.with_suffix(SEALS), aside.with_suffix(SEALS))
                synchronise_folder(aside.parent)
            finally:
                lock.release()
        finally:
            os.close(descriptor)
    except HeldElsewhere as held:
        raise Mendable(
            "{path} is open for writing elsewhere ({name}). Nothing was changed. Close it there, then try again.",
            path=register,
            name="—" if held.holder is None else f"{held.holder.name}, {held.holder.host}",
        ) from None
    except OSError as error:
        raise Mendable(
            "{path} can't be kept as it is: {reason}. Nothing was changed. See that the disk has room and that you may "
            "write there.",
            path=register,
            reason=error.strerror or str(error),
        ) from error


def put_in_place(ready: Path, register: Path, aside: Path) -> None:
    """Give a file that was made ready the name of the register, in one step. What stands there was kept in `aside`.

    Raises `Mendable` where it can't be, or something was saved there that is not in `aside`; then it stands as it was.
    """
    is_there = os.path.lexists(register)
    try:
        for ending in OWN_FILES:
            rest, kept = beside(register, ending), aside.with_name(aside.name + ending)
            if has_content(rest) and not is_there:
                rest.rename(kept)
            elif has_content(rest) and not ending.endswith("shm") and not _is_same(rest, kept):
                raise Mendable(
                    "{path} is open elsewhere. Nothing was changed. Close it there, then try again.", path=register
                )
            rest.unlink(missing_ok=True)
        seals = ready.with_suffix(SEALS)
        if is_file(seals):
            seals.replace(register.with_suffix(SEALS))
        synchronise(ready)
        if is_there:
            ready.replace(register)
        else:
            ready.rename(register)
        synchronise_folder(register.parent)
    except OSError as error:
        raise Mendable(
            "The copy can't take the place of {path}: {reason}. What stood there is there still, and is kept in "
            "{aside}.",
            path=register,
            reason=error.strerror or str(error),
            aside=aside,
        ) from error


def _named(register: Path, ending: str) -> Path:
    return beside(register, ending) if ending else register


def _copy(source: Path, target: Path) -> None:
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        shutil.copyfile(source, partial)
        synchronise(partial)
        partial.replace(target)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _is_same(one: Path, other: Path) -> bool:
    return is_file(other) and one.read_bytes() == other.read_bytes()
