"""Of the file of a document the digest is taken, and nothing else."""

import hashlib
import os
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.services.ports import Stopped
from app.storage.files.document_files import ensure_file, sha256_of_file


def nobody(_share: float) -> None:
    """Nobody wants to know how far it is."""


def test_the_digest_is_that_of_the_whole_file(tmp_path: Path) -> None:
    content = bytes(range(256)) * 20_000
    (tmp_path / "contract.pdf").write_bytes(content)
    shares: list[float] = []
    assert sha256_of_file(tmp_path / "contract.pdf", shares.append) == hashlib.sha256(content).hexdigest()
    assert shares == sorted(shares)
    assert len(shares) > 3
    assert shares[-1] == 1
    (tmp_path / "empty").touch()
    assert sha256_of_file(tmp_path / "empty", nobody) == hashlib.sha256(b"").hexdigest()


def test_it_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(5_000_000))
    shares: list[float] = []

    def stop_soon(share: float) -> None:
        shares.append(share)
        if len(shares) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        sha256_of_file(tmp_path / "large", stop_soon)
    assert len(shares) == 2


@pytest.mark.parametrize("name", ["missing.pdf", "x" * 300, "with\0NUL"])
def test_a_file_that_can_not_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(Mendable, match=r" can't be read: .+"):
        sha256_of_file(tmp_path / name, nobody)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_file_of_its_own_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / "link", tmp_path, Path("/dev/zero"), Path("/dev/tty")):
        with pytest.raises(Mendable, match=r"is no file of its own|can't be read"):
            sha256_of_file(path, nobody)
        with pytest.raises(Mendable, match=r"is no file of its own"):
            ensure_file(path)


def test_a_file_is_one_by_a_link_too(tmp_path: Path) -> None:
    (tmp_path / "contract.pdf").touch()
    (tmp_path / "link").symlink_to(tmp_path / "contract.pdf")
    ensure_file(tmp_path / "link")
    with pytest.raises(Mendable, match="can't be read"):
        ensure_file(tmp_path / "gone.pdf")


def test_a_file_that_is_changed_while_it_is_read_has_no_digest(tmp_path: Path) -> None:
    path = tmp_path / "growing.pdf"
    path.write_bytes(bytes(3_000_000))

    def write(_share: float) -> None:
        with path.open("r+b") as file:
            file.write(b"other")

    with pytest.raises(Mendable, match="was changed while it was read"):
        sha256_of_file(path, write)
