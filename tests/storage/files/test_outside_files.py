"""What is named from outside may be anything, and nothing of it is a fault of the program or holds it up."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import Mendable, RefusedData
from app.storage.editions.outside_files import bytes_of, is_folder
from tests.builders import a_shelf
from tests.drafts import a_draft_that_opens_parts, a_pack

needs_pipes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "", "nowhere", "a/b/c"])
def test_what_can_be_no_name_is_no_folder(tmp_path: Path, name: str) -> None:
    assert is_folder(tmp_path / name) is (name == "")
    shelf = a_shelf()
    for read in (shelf.read_draft, shelf.read_outside, shelf.read_pack):
        with pytest.raises(Mendable):
            read(str(tmp_path / name))


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_no_draft_is_written_to_what_can_be_no_name(tmp_path: Path, name: str) -> None:
    shelf = a_shelf()
    with pytest.raises(Mendable, match="No edition can be written to"):
        shelf.write_draft(shelf.edition("2026-04-21"), str(tmp_path / name))


@needs_pipes
@pytest.mark.parametrize(("make", "read"), [(a_draft_that_opens_parts, "read_draft"), (a_pack, "read_pack")])
def test_a_pipe_in_a_folder_is_a_mistake_in_it(tmp_path: Path, make: Callable[[Path], Path], read: str) -> None:
    folder = make(tmp_path)
    victim = max(file for file in folder.rglob("*") if file.is_file())
    victim.unlink()
    os.mkfifo(victim)
    with pytest.raises(RefusedData):
        getattr(a_shelf(), read)(str(folder))


@needs_pipes
def test_a_device_is_no_file(tmp_path: Path) -> None:
    for path in (Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError):
            bytes_of(path)
