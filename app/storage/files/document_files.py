"""The files of documents: only their digest is taken, the files stay where they are."""

from pathlib import Path

from app.domain.errors import Mendable


def sha256_of_file(path: Path) -> str:
    """The SHA-256 of a file of any size, in hexadecimal; `Mendable` where it can't be read."""
    from hashlib import file_digest  # needed only once a document is added

    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Mendable(
            "{path} can't be read: {reason}. Choose another file, or add the document without one.",
            path=path,
            reason=error.strerror,
        ) from error
