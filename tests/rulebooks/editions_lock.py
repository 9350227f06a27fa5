"""The lock of the released editions: each with the hash of its content and the digest of what decides in it.

Before a release, and only then, it is written anew: `.venv/bin/python -m tests.rulebooks.editions_lock`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from app.domain.law.decision_digest import decision_digest
from tests.builders import the_shelf

LOCK = Path(__file__).parents[2] / "resources" / "rulebooks" / "editions.lock"
HEADING = """\
# The released editions, each with the SHA-256 of its content as `sekisho rulebook show ID --format json` gives it, and
# the decision digest of what decides in it. Of a released edition only words, sources, notes and order are corrected:
# its content has another hash then, written below the former one, and the same digest. What decides is another edition.
# Written anew for a release only: .venv/bin/python -m tests.rulebooks.editions_lock
"""


class Released(NamedTuple):
    """An edition as it was released once."""

    edition_id: str
    sha256: str
    decision_digest: str


def locked() -> tuple[Released, ...]:
    """Every content in which an edition was released, the earliest first."""
    lines = LOCK.read_text(encoding="ascii").splitlines()
    return tuple(Released(*line.split()) for line in lines if line and not line.startswith("#"))


def present() -> tuple[Released, ...]:
    """Each edition of the program as it is now."""
    return tuple(Released(each.id, each.sha256, decision_digest(each)) for each in the_shelf().editions())


def lock_text(editions: Iterable[Released]) -> str:
    """The lock for these editions."""
    return HEADING + "".join(f"{'  '.join(edition)}\n" for edition in editions)


if __name__ == "__main__":
    LOCK.write_text(lock_text(dict.fromkeys((*locked(), *present()))), encoding="ascii")
