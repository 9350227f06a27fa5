"""Of the file of a document the digest is taken, and nothing else."""

import hashlib
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.storage.files.document_files import sha256_of_file


def test_the_digest_is_that_of_the_whole_file(tmp_path: Path) -> None:
    content = bytes(range(256)) * 20_000
    (tmp_path / "contract.pdf").write_bytes(content)
    assert sha256_of_file(tmp_path / "contract.pdf") == hashlib.sha256(content).hexdigest()


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(Mendable, match=r"missing\.pdf can't be read: No such file"):
        sha256_of_file(tmp_path / "missing.pdf")
