"""What a disk may hold after the power was cut: made of what SQLite wrote until then, and of what it waited for.

What was synchronised is there. What was not may be there, or not, or in part: in two models, one of all that POSIX
allows, and one of what the most common file system does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tests.reliability.system_calls import Call

#: In bytes; of a write that was under way, each of them is written or not.
_SECTOR = 512

#: What is in the files of a folder, by their names.
Files: TypeAlias = Mapping[str, bytes]


class Told(NamedTuple):
    """Somebody was told that the act of this number is saved."""

    number: int


class Model(Enum):
    """How a disk and its file system behave."""

    #: Nothing is promised: of what was not synchronised each write is there, or not, or in part; each name, too.
    STRICT = "strict"
    #: As ext4 with ordered data: names and lengths come in their order, with any synchronisation those of all files.
    ORDERED = "ordered"


class Recording:
    """What was done to the files of a folder, in order, and what somebody was told meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._before = files_in(folder)
        self._course: list[Call | Told] = []

    def watch(self, call: Call) -> int:
        """Take note of what a call changes or waits for; none fails."""
        assert call.name != "write to the end", "where it is written is not known"
        # The index is made anew by who opens the register first.
        is_index = call.path.name.endswith("-shm")
        if not is_index and (call.makes or call.name in ("write", "sync", "truncate", "unlink")):
            self._course.append(call)
        return 0

    def made(self, path: Path) -> None:
        """A file was made, and not by SQLite."""
        self._course.append(Call("open", path.resolve(), makes=True))

    def told(self, number: int) -> None:
        """Somebody was told that an act is saved."""
        self._course.append(Told(number))

    def __len__(self) -> int:
        return len(self._course)

    def last_told(self, cut: int, before: int | None) -> int | None:
        """The last act that somebody was told of when the power was cut; `before` where it was none since then."""
        return max((each.number for each in self._course[:cut] if isinstance(each, Told)), default=before)

    def forget_waiting_for_the_folder(self) -> None:
        """As if nothing had ever been done to have the names on the disk."""
        self._course = [each for each in self._course if isinstance(each, Told) or each.path != self._folder]

    def at_the_end(self) -> Files:
        """The files if everything that was written is there: what was recorded is all there was."""
        return self._disk(len(self._course), Model.STRICT).with_everything()

    def after_cut(self, cut: int, model: Model, chance: random.Random) -> Files:
        """One of the states in which a disk may be, the power having been cut before the step of this number."""
        return self._disk(cut, model).after_cut(chance)

    def half_written(self, name: str) -> Iterator[tuple[int, Files]]:
        """Of each write into a file what may be found if the power is cut in it, with the number of the step."""
        for cut, step in enumerate(self._course):
            if isinstance(step, Call) and step.name == "write" and step.path.name == name:
                first, rest = step.data[:_SECTOR], step.data[_SECTOR:]
                for part in (step._replace(data=first), step._replace(data=rest, at=step.at + _SECTOR)):
                    disk = self._disk(cut, Model.STRICT)
                    disk.take(part)
                    yield cut, disk.with_everything()

    def _disk(self, cut: int, model: Model) -> _Disk:
        disk = _Disk(self._folder, self._before, model)
        for step in self._course[:cut]:
            if isinstance(step, Call):
                disk.take(step)
        return disk


def files_in(folder: Path) -> Files:
    """What is in the files of a folder that belong to a register."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(("-shm", ".holder"))}


class _File:
    """What is on the disk of a file for certain, and what may be."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = bytearray(content)
        self.open: list[_Change] = []

    @property
    def length(self) -> int:
        """How long the file is to whoever reads it while there is power."""
        length = len(self.content)
        for change in self.open:
            length = change.length if change.is_cut else max(length, change.at + len(change.data))
        return length

    def settle(self) -> None:
        """Everything is on the disk."""
        for change in self.open:
            change.apply(self.content)
        self.open = []


class _Change:
    """A write, or a cut to a length, that may be on the disk."""

    def __init__(self, call: Call, length: int) -> None:
        self.at, self.data, self.is_cut = call.at, call.data, call.name == "truncate"
        self.length = call.at if self.is_cut else 0
        self.is_longer = not self.is_cut and call.at + len(call.data) > length
        self.is_settled = False

    def apply(self, content: bytearray) -> None:
        """Do all of it."""
        if self.is_cut:
            del content[self.length :]
            content.extend(bytes(self.length - len(content)))
        else:
            _put(content, self.at, self.data)

    def apply_in_part(self, content: bytearray, chance: random.Random, *, is_bounded: bool) -> None:
        """Write some of its sectors; `is_bounded` where the file gets no longer by it."""
        at = self.at
        while at < self.at + len(self.data):
            end = min(at - at % _SECTOR + _SECTOR, self.at + len(self.data))
            if chance.random() < 0.5 and (not is_bounded or end <= len(content)):
                _put(content, at, self.data[at - self.at : end - self.at])
            at = end


class _Disk:
    """The files of a folder while they are worked on."""

    def __init__(self, folder: Path, before: Files, model: Model) -> None:
        self._folder = folder
        self._model = model
        self._names = {name: _File(content) for name, content in before.items()}
        self._certain = dict(self._names)
        #: Names given and taken that are not certain, and for the ordered model the lengths between them.
        self._open: list[tuple[str, _File | None] | _Change] = []

    def take(self, call: Call) -> None:
        """Do what a call does."""
        name = call.path.name
        if call.path == self._folder:
            if call.name == "sync":
                self._settle_names()
        elif call.makes:
            self._names[name] = _File()
            self._open.append((name, self._names[name]))
        elif call.name == "unlink":
            if self._names.pop(name, None) is not None:
                self._open.append((name, None))
        elif call.name == "sync":
            self._names[name].settle()
            if self._model is Model.ORDERED:
                self._settle_names()
        else:
            file = self._names[name]
            change = _Change(call, file.length)
            file.open.append(change)
            if change.is_cut:
                self._open.append(change)

    def with_everything(self) -> Files:
        """The files as whoever reads them sees them while there is power."""
        for file in self._names.values():
            file.settle()
        return {name: bytes(file.content) for name, file in self._names.items()}

    def after_cut(self, chance: random.Random) -> Files:
        """The files as they may be found."""
        # From "nothing more was written" to "everything was".
        share = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        if self._model is Model.ORDERED:
            self._settle_some_in_order(share, chance)
            found = self._certain
        else:
            found = self._with_some_names(share, chance)
        is_ordered = self._model is Model.ORDERED
        write = _written_in_order if is_ordered else _written_anyhow
        return {name: bytes(write(file, share, chance)) for name, file in found.items()}

    def _settle_names(self) -> None:
        self._certain = dict(self._names)
        for each in self._open:
            if isinstance(each, _Change):
                each.is_settled = self._model is Model.ORDERED
        self._open = []

    def _settle_some_in_order(self, share: float, chance: random.Random) -> None:
        for each in self._open:
            if chance.random() >= share:
                break
            if isinstance(each, _Change):
                each.is_settled = True
            elif each[1] is None:
                self._certain.pop(each[0], None)
            else:
                self._certain[each[0]] = each[1]

    def _with_some_names(self, share: float, chance: random.Random) -> dict[str, _File]:
        """Each name as it was at some time since it was certain; what becomes of one says nothing of another."""
        found, is_over = dict(self._certain), set[str]()
        for each in self._open:
            if isinstance(each, _Change) or each[0] in is_over:
                continue
            name, file = each
            if chance.random() >= share:
                is_over.add(name)
            elif file is None:
                found.pop(name, None)
            else:
                found[name] = file
        return found


def _written_anyhow(file: _File, share: float, chance: random.Random) -> bytearray:
    content = bytearray(file.content)
    for change in file.open:
        if chance.random() < share:
            change.apply(content)
        elif not change.is_cut and chance.random() < share:
            change.apply_in_part(content, chance, is_bounded=False)
    return content


def _written_in_order(file: _File, share: float, chance: random.Random) -> bytearray:
    """The file grows in order, whole writes at a time; what lies within it is written anyhow."""
    content, grows = bytearray(file.content), True
    for change in file.open:
        if change.is_cut and not change.is_settled:
            break  # what comes after it lies elsewhere on the disk
        if change.is_cut:
            change.apply(content)
            grows = True
        elif change.is_longer:
            grows = grows and chance.random() < share
            if grows:
                change.apply(content)
        elif chance.random() < share and change.at + len(change.data) <= len(content):
            change.apply(content)
        elif chance.random() < share:
            change.apply_in_part(content, chance, is_bounded=True)
    return content


def _put(content: bytearray, at: int, data: Sequence[int] | bytes) -> None:
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = bytes(data)
