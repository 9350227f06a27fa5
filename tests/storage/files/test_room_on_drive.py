"""It is said in time that a drive has little room left."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.storage.files.room_on_drive import little_room


class Drive(NamedTuple):
    """What the system says of a drive, in bytes."""

    total: int
    used: int
    free: int


@pytest.fixture
def with_free(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Lets a drive have so much free of so much."""
    return lambda free, total: monkeypatch.setattr(shutil, "disk_usage", lambda _: Drive(total, total - free, free))


@pytest.mark.parametrize(
    ("free", "total", "percent"), [(100, 1000, None), (99, 1000, 9), (0, 1000, 0), (0, 0, None), (10**9, 10**12, 0)]
)
def test_it_is_said_where_less_than_a_tenth_is_free(
    with_free: Callable[[int, int], None], tmp_path: Path, free: int, total: int, percent: int | None
) -> None:
    with_free(free, total)
    said = little_room(tmp_path / "training.sekisho")
    assert (said and said.params["percent"]) == percent


def test_of_a_drive_that_says_nothing_nothing_is_said(tmp_path: Path) -> None:
    assert little_room(tmp_path / "gone" / "training.sekisho") is None
