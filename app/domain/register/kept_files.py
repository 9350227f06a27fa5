"""The files of documents that are kept in the register: how large they may be."""

from app.domain.errors import Mendable

#: In bytes. A file is held in memory while it is kept or saved; the register has to stay small enough to be copied.
LARGEST_FILE, MOST_IN_A_REGISTER = 25_000_000, 2_000_000_000
_MB = 1_000_000


def refusal_of_size(size: int) -> Mendable | None:
    """A file that is too large is not kept."""
    if size <= LARGEST_FILE:
        return None
    return Mendable(
        "The file has {size} MB, and only files of up to {most} MB are kept in the register. Keep only its name and "
        "fingerprint, and the file itself where your office keeps files.",
        size=-(-size // _MB),
        most=LARGEST_FILE // _MB,
        field="is_kept",
    )


def refusal_of_keeping(size: int, kept: int) -> Mendable | None:
    """Where the register keeps so many bytes of files already, no file is kept that goes beyond what it may keep."""
    if (refusal := refusal_of_size(size)) is not None:
        return refusal
    if kept + size <= MOST_IN_A_REGISTER:
        return None
    return Mendable(
        "The register keeps {kept} MB of files already, and keeps {most} MB at most. Keep only the name and "
        "fingerprint of this file, and the file itself where your office keeps files.",
        kept=kept // _MB,
        most=MOST_IN_A_REGISTER // _MB,
        field="is_kept",
    )
