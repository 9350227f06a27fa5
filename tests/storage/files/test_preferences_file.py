"""Preferences outlive the program, and never stand in its way."""

from pathlib import Path

import pytest

from app.storage.files.preferences_file import PreferencesFile


def test_what_was_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "preferences.json"
    PreferencesFile(path).keep("theme", "dark")

    assert PreferencesFile(path).read("theme") == "dark"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"theme": 3}', b"\xff"])
def test_a_spoilt_file_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)

    assert PreferencesFile(path).read("theme") is None


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder is wanted")
    preferences = PreferencesFile(blocked / "preferences.json")

    preferences.keep("theme", "dark")

    assert preferences.read("theme") == "dark"
