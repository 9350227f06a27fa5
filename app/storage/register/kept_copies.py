"""The copies that are kept of a register: in a folder of their own, and beside it those made before it was changed."""

from __future__ import annotations

import os
import re
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.register.kept_copies import KeptCopy, Occasion
from app.storage.register.connections import connect_for_reading
from app.storage.register.copying import NOTE, PARTIAL, SEALS, save_copy, sha256_of
from app.storage.register.disk_faults import explained, folder_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.services.ports import Report
    from app.storage.register.file_key import FileKey

#: What a copy is a copy of, as its name says it after that of the register; then the moment at which it was made.
_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"\.(?P<what>[0-9a-f]{8}|version-\d+|kept|before-restoring)\.(?P<moment>\d{8}T\d{6}Z)")
_OCCASIONS = {"kept": Occasion.NEED, "before-restoring": Occasion.RESTORE}
#: What a copy that was never finished left behind is taken away after this.
_LEFT_BEHIND = timedelta(days=1)


def before_restoring(register: Path, at: datetime) -> Path:
    """What the copy is called that is made before another one takes the place of a register."""
    return _free(lambda moment: register.with_name(f"{register.stem}.before-restoring.{moment}{register.suffix}"), at)


class KeptCopies:
    """The copies of a register; see `app.services.ports.CopyShelf`. `uuid` and
    `file_key` are those of the register.

    In one folder there may be copies of several registers of one name: the beginning of the uuid tells them apart.
    """

    def __init__(self, register: Path, uuid: str, folder: Path | None, file_key: FileKey | None = None) -> None:
        self._file_key = file_key
        self._register = register.absolute()
        self._mark = uuid[:8]
        self.folder = (folder or folder_beside(register)).absolute()

    def all(self) -> tuple[KeptCopy, ...]:
        """Every copy, the latest first; `Mendable` where the folder can't be looked into."""
        places = dict.fromkeys((self.folder, self._register.parent))
        found = [copy for place in places for path in self._in(place) if (copy := self._copy(path)) is not None]
        return tuple(sorted(found, key=lambda copy: (copy.made_at, copy.path), reverse=True))

    def make(self, at: datetime, report: Report) -> KeptCopy:
        """Make a copy now; as `copying.save_copy`."""
        register, mark = self._register, self._mark
        path = _free(lambda moment: self.folder / f"{register.stem}.{mark}.{moment}{register.suffix}", at)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Mendable(
                "The folder for kept copies, {folder}, can't be made: {reason}. Choose another folder for them.",
                folder=self.folder,
                reason=error.strerror or str(error),
            ) from error
        self._take_away_what_was_left(at)
        with explained(self._register), closing(connect_for_reading(self._register, self._file_key)[0]) as source:
            save_copy(source, self._register, path, report, file_key=self._file_key, is_noted=True)
        return KeptCopy(str(path), _moment_in(path.stem.rpartition(".")[2]), path.stat().st_size)

    def drop(self, copy: KeptCopy) -> None:
        """Take a copy away, with what belongs to it. One that can't be taken away stays."""
        path = Path(copy.path)
        # Without its note it counts as none that was verified, whatever ends this in the middle.
        with suppress(OSError):
            for each in (_note_of(path), path, path.with_suffix(SEALS)):
                each.unlink(missing_ok=True)

    def _in(self, folder: Path) -> Iterator[Path]:
        try:
            yield from folder.glob(f"{escape(self._register.stem)}.*{escape(self._register.suffix)}")
        except OSError as error:
            raise Mendable(
                "The folder for kept copies, {folder}, can't be looked into: {reason}. See that its drive is "
                "connected.",
                folder=folder,
                reason=error.strerror or str(error),
            ) from error

    def _copy(self, path: Path) -> KeptCopy | None:
        """What a file is as a copy of the register; None where it is none, or was taken away meanwhile."""
        named = _NAME.fullmatch(path.stem.removeprefix(self._register.stem))
        if named is None:
            return None
        what = named["what"]
        is_of_a_day = what not in _OCCASIONS and not what.startswith("version-")
        if is_of_a_day and (what != self._mark or path.parent != self.folder):
            return None
        try:
            made_at = _moment_in(named["moment"])
            size = path.stat().st_size
        except (OSError, ValueError):
            return None
        occasion = Occasion.DAY if is_of_a_day else _OCCASIONS.get(what, Occasion.UPGRADE)
        return KeptCopy(str(path), made_at, size, occasion, is_verified=noted(path) is not None)

    def _take_away_what_was_left(self, now: datetime) -> None:
        for path in self.folder.glob(f".{escape(self._register.stem)}.*{PARTIAL}*"):
            with suppress(OSError):
                found = path.stat()
                # With two names it is whole, and would not be opened as long as it has this one.
                if found.st_nlink > 1 or datetime.fromtimestamp(found.st_mtime, UTC) < now - _LEFT_BEHIND:
                    path.unlink()


def noted(copy: Path) -> str | None:
    """The SHA-256 that was noted of a copy when it was made; None where none was, or it is not one of this file."""
    try:
        digest, _, name = _note_of(copy).read_text(encoding="utf-8").rstrip("\n").partition("  ")
    except (OSError, ValueError):
        return None
    return digest if name == copy.name and re.fullmatch("[0-9a-f]{64}", digest) else None


def ensure_as_noted(copy: Path, report: Report) -> None:
    """Raise `Mendable` where a copy is not what was noted when it was made; of one without a note nothing is known."""
    was = noted(copy)
    if was is not None and sha256_of(copy, report) != was:
        raise Mendable(
            "{copy} is damaged: it is not what was written and read back when it was made. It was not used. Take "
            "another copy, and keep this one as it is.",
            copy=copy,
        )


def _note_of(copy: Path) -> Path:
    return copy.with_name(copy.name + NOTE)


def _moment_in(name: str) -> datetime:
    return datetime.strptime(name, _MOMENT).replace(tzinfo=UTC)


def _free(path_at: Callable[[str], Path], at: datetime) -> Path:
    """The first path that no file has, from a moment on, second by second."""
    while os.path.lexists(path := path_at(f"{at:{_MOMENT}}")):
        at += timedelta(seconds=1)
    return path
