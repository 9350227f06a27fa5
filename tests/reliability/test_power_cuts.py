"""The power is cut: whatever the disk holds then, the register opens, is sound, and has what was told to be saved."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.storage.register import sqlite
from tests.builders import opened, really_make_register
from tests.conftest import HowMany
from tests.reliability import broken
from tests.reliability.desk import Undisturbed, at_desk
from tests.reliability.power_cuts import Files, Model, Recording, files_in
from tests.reliability.system_calls import looked_at, needs_linux, the_library

pytestmark = needs_linux


class Course:
    """A register that is worked in while the writing to its disk is recorded."""

    def __init__(self, folder: Path, undisturbed: Undisturbed) -> None:
        folder.mkdir()
        self.folder = folder
        self.undisturbed = undisturbed
        self.path = folder / "training.sekisho"
        self.before = 0
        #: The last act that is known to be saved before the recording begins.
        self.known_before: int | None = None

    def worked_in(self) -> Recording:
        """A register in use: acts, pauses in which it is brought up to date, closing and opening."""
        shutil.copy(self.undisturbed.begun, self.path)
        self.before = self.known_before = self.undisturbed.acts
        return self._recorded(lambda recording: self._work(recording, 24, pauses_every=7, opened_for=10))

    def made_and_worked_in(self) -> Recording:
        """A register from its making on."""

        def make(recording: Recording) -> None:
            recording.made(self.path)
            really_make_register(self.path, self.undisturbed.key)
            recording.told(0)
            made = shutil.copy(self.path, self.folder.with_name("made.sekisho"))
            self.undisturbed = Undisturbed(Path(made), self.undisturbed.key)
            self._work(recording, 3)

        return self._recorded(make)

    def begun_from_a_copy(self) -> Recording:
        """A copy, which is in another mode until it is worked in."""
        with opened(self.undisturbed.begun, is_claimed=False, file_key=self.undisturbed.key) as work:
            work.save_copy(str(self.path))
        self.before = self.known_before = self.undisturbed.acts
        return self._recorded(lambda recording: self._work(recording, 3))

    def _recorded(self, course: Callable[[Recording], None]) -> Recording:
        recording = Recording(self.folder)
        with looked_at(the_library(), self.folder, recording.watch):
            course(recording)
        assert recording.at_the_end() == files_in(self.folder), "not all that was written was recorded"
        return recording

    def _work(self, recording: Recording, acts: int, pauses_every: int = 100, opened_for: int = 100) -> None:
        number, end = self.before, self.before + acts
        while number < end:
            with at_desk(self.path, number + 1, self.undisturbed.key) as desk:
                last = min(number + opened_for, end)
                while number < last:
                    number += 1
                    desk.do(number)
                    recording.told(number)
                    if number % pauses_every == 0:
                        desk.work.tend()


class PowerCuts:
    """Looks at states of a disk after the power was cut."""

    def __init__(self, course: Course, recording: Recording) -> None:
        self._course = course
        self._recording = recording
        self._chance = random.Random(len(recording))  # noqa: S311 - moments to cut the power at
        self._folder = course.folder.with_name(f"{course.folder.name}-after")

    def wrong_of(self, count: int) -> list[str]:
        """What is not as it has to be in so many states, by chance."""
        return [wrong for turn in range(count) if (wrong := self._wrong_of_one(turn)) is not None]

    def wrong_of_half_written(self) -> list[str]:
        """What is not as it has to be where a page of the file itself was written by half when the power was cut."""
        found = []
        for cut, files in self._recording.half_written(self._course.path.name):
            known = self._recording.last_told(cut, self._course.known_before)
            if known is not None:
                found.append(self._wrong(files, known, f"half of write {cut}"))
        assert len(found) > 20
        return [wrong for wrong in found if wrong is not None]

    def _wrong_of_one(self, turn: int) -> str | None:
        cut, known, model = 0, None, tuple(Model)[turn % len(Model)]
        while known is None:  # of what nobody was told nothing is asked
            cut = self._chance.randrange(len(self._recording) + 1)
            known = self._recording.last_told(cut, self._course.known_before)
        files = self._recording.after_cut(cut, model, self._chance)
        return self._wrong(files, known, f"{model.value}, cut at {cut}", is_worked_on=turn % 10 == 0)

    def _wrong(self, files: Files, known: int, what: str, *, is_worked_on: bool = False) -> str | None:
        try:
            self._look(files, known, is_worked_on=is_worked_on)
        except (AssertionError, Mendable, sqlite.Error) as wrong:
            return f"{what} of {len(self._recording)}, {sorted(files)}: {wrong}"
        return None

    def _look(self, files: Files, known: int, *, is_worked_on: bool) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        for name, content in files.items():
            (self._folder / name).write_bytes(content)
        path, undisturbed = self._folder / self._course.path.name, self._course.undisturbed
        with at_desk(path, known + 1, undisturbed.key) as desk:
            assert desk.work.claim()
        held = undisturbed.acts_in(path, known, under_way=1)
        if is_worked_on:
            with at_desk(path, held + 1, undisturbed.key) as desk:
                desk.do(held + 1)
            undisturbed.acts_in(path, held + 1)


@pytest.fixture
def course(tmp_path: Path, undisturbed: Undisturbed) -> Course:
    """A register to be worked in."""
    return Course(tmp_path / "course", undisturbed)


@pytest.mark.parametrize("recorded", [Course.worked_in, Course.made_and_worked_in, Course.begun_from_a_copy])
def test_what_was_told_to_be_saved_is_there_when_the_power_comes_back(
    course: Course, recorded: Callable[[Course], Recording], how_many: HowMany
) -> None:
    assert PowerCuts(course, recorded(course)).wrong_of(how_many(50, long=350)) == []


@pytest.mark.parametrize("recorded", [pytest.param(Course.worked_in, marks=pytest.mark.long), Course.begun_from_a_copy])
def test_a_page_that_was_written_by_half_is_no_damage(course: Course, recorded: Callable[[Course], Recording]) -> None:
    assert PowerCuts(course, recorded(course)).wrong_of_half_written() == []


@pytest.mark.parametrize("level", ["NORMAL", "OFF"])
def test_a_program_that_does_not_wait_for_the_disk_is_found_out(
    course: Course, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    with monkeypatch.context() as patch:
        broken.with_synchronous(patch, level)
        recording = course.worked_in()
    # Of a hundred states forty and more are wrong; of few, chance may choose those that are not.
    assert len(PowerCuts(course, recording).wrong_of(48)) > 12


def test_a_library_that_does_not_wait_for_the_folder_is_found_out(course: Course) -> None:
    """SQLite waits for the name of what it writes beside the register, once; without that all of it may be gone."""
    recording = course.worked_in()
    recording.forget_waiting_for_the_folder()
    assert len(PowerCuts(course, recording).wrong_of(48)) > 6
