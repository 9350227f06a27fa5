"""Where a file lies: in a folder that another program synchronises, or on the disk of another computer."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any

from app.services.ports import RiskyPlace

_MOUNTS = Path("/proc/mounts")


def risky_place(path: Path, known: Path) -> RiskyPlace | None:
    """What makes a place risky for a register, by a list of such folders and file systems; None where nothing does."""
    with known.open("rb") as file:
        places = tomllib.load(file)
    path = path.resolve()
    for place in places["synchronised"]:
        if any(_is_marked(folder, place) for folder in path.parents):
            return RiskyPlace(place["name"], is_network=False)
    kind = network_share(path) or file_system_of(path, _mounts())
    if kind.startswith("//") or kind in places["network"]["kinds"]:
        return RiskyPlace(kind, is_network=True)
    return None


def network_share(path: PurePath) -> str:
    r"""The share in whose folders a file of Windows lies, such as `//server/share`; empty where it lies on a drive."""
    drive = path.drive.replace("\\", "/")
    return drive if drive.startswith("//") else ""


def file_system_of(path: PurePath, mounts: Iterable[str]) -> str:
    """The kind of the file system on which a file lies, by the lines of Linux's list of mounts; empty if none says."""
    found = PurePath(), ""
    for line in mounts:
        fields = line.split(" ")
        if len(fields) > 2:
            place = PurePath(
                fields[1]
                .encode(errors="surrogateescape")
                .decode("unicode_escape")
                .encode("latin-1")
                .decode("utf-8", "replace")
            )
            # Of two at one place the later one hides the earlier.
            if path.is_relative_to(place) and len(place.parts) >= len(found[0].parts):
                found = place, fields[2]
    return found[1]


def _mounts() -> list[str]:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []


def _is_marked(folder: Path, place: Mapping[str, Any]) -> bool:
    name = folder.name.casefold()
    if any(fnmatchcase(name, pattern.casefold()) for pattern in place.get("folders", ())):
        return True
    try:
        return any(any(folder.glob(mark)) for mark in place.get("marks", ()))
    except OSError:  # a folder that can't be looked into says nothing
        return False
