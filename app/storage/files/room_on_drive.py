"""Whether a drive has room for what is still to be saved on it."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.domain.errors import Mendable

#: In percent of the drive: with less than that free it is said.
_LITTLE = 10


def little_room(path: Path) -> Mendable | None:
    """What is to be said where the drive of a file is nearly full; None where it is not, or does not tell."""
    try:
        drive = shutil.disk_usage(path.parent)
    except OSError:
        return None
    if not drive.total or drive.free * 100 >= drive.total * _LITTLE:
        return None
    return Mendable(
        "Only {percent} % of the drive on which {path} lies is free. Make room there in time: on a full drive nothing "
        "more can be saved, and no copy can be made.",
        percent=drive.free * 100 // drive.total,
        path=path,
    )
