"""The lock of the released editions: each with the hash of its content.

Before a release, and only then, it is written anew: `.venv/bin/python -m tests.rulebooks.editions_lock`.
"""

from collections.abc import Mapping
from pathlib import Path

from tests.builders import the_shelf

LOCK = Path(__file__).parents[2] / "resources" / "rulebooks" / "editions.lock"
HEADING = """\
# The released editions, each with the SHA-256 of its content as `sekisho rulebook show ID --format json` gives it.
# A released edition is never edited, for determinations name it by this hash: a correction is a new edition.
# Written anew for a release only: .venv/bin/python -m tests.rulebooks.editions_lock
"""


def locked() -> dict[str, str]:
    """Each released edition with its hash."""
    lines = LOCK.read_text(encoding="ascii").splitlines()
    written = [line.split() for line in lines if line and not line.startswith("#")]
    return {words[0]: words[1] for words in written}


def hashes() -> dict[str, str]:
    """Each edition of the program with its hash."""
    return {edition.id: edition.sha256 for edition in the_shelf().editions()}


def lock_text(editions: Mapping[str, str]) -> str:
    """The lock for these editions."""
    return HEADING + "".join(f"{edition_id}  {sha256}\n" for edition_id, sha256 in editions.items())


if __name__ == "__main__":
    LOCK.write_text(lock_text(hashes()), encoding="ascii")
