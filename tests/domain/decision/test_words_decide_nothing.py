"""The law's words were corrected, and nothing that is decided changed: held against what was decided before.

`decided_before.txt` was written by the state of the program before the first correction: a digest for each hundred
random cases, complete ones and then incomplete ones. To write it anew is to say that results were meant to change.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.domain.decision.assessment import assess
from app.domain.decision.determination import Determination
from app.storage.law.register_shelf import RegisterShelf
from tests.conftest import HowMany
from tests.oracles.random_cases import Cases, RandomCase

BEFORE = Path(__file__).with_name("decided_before.txt")
IN_A_LINE = 100
COMPLETE, INCOMPLETE = 30_000, 1_000

#: The unverified points that were added since: these a determination may gain.
GAINED = {"U-25"}


def decided(said: Determination) -> list[Any]:
    """What a determination decides, without a word of the law, its sources or its confidence."""
    return [
        said.on.isoformat(),
        said.edition_id,
        said.outcome,
        said.possible,
        said.settled,
        [[found.id, found.kind, found.result, found.decisive, found.facts] for found in said.findings],
        [step._asdict() for step in said.approvals],
        said.notices,
        said.commitments,
        said.flags,
        [point for point in said.unverified if point not in GAINED],
        said.unknown,
        said.not_known,
        said.next_question,
        said.changes,
        said.set_aside,
    ]


def cases() -> Iterator[list[RandomCase]]:
    """The cases of each line of the file."""
    whole, partial = Cases(seed=2026), Cases(seed=1130)
    for _ in range(COMPLETE // IN_A_LINE):
        yield [whole.complete() for _ in range(IN_A_LINE)]
    for _ in range(INCOMPLETE // IN_A_LINE):
        yield [partial.partial() for _ in range(IN_A_LINE)]


def digest(shelf: RegisterShelf, some: list[RandomCase]) -> str:
    """The digest of what is decided in some cases."""
    told = [decided(assess(shelf.compiled(case.edition), shelf.reference(), case.on, case.answers)) for case in some]
    return sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()[:16]


def test_the_same_is_decided_as_before_the_words_were_corrected(shelf: RegisterShelf, how_many: HowMany) -> None:
    before, every = BEFORE.read_text(encoding="ascii").split(), how_many(12, long=1)
    assert len(before) == (COMPLETE + INCOMPLETE) // IN_A_LINE
    for number, (was, some) in enumerate(zip(before, cases(), strict=True)):
        if number % every == 0:
            assert digest(shelf, some) == was, f"one of {IN_A_LINE} cases in line {number + 1} comes out otherwise"


def test_a_single_case_that_comes_out_otherwise_is_found(shelf: RegisterShelf) -> None:
    some = next(cases())
    at = next(number for number, case in enumerate(some) if case.answers.get("treaty_breach") == "no")
    other = some[at]._replace(answers=some[at].answers | {"treaty_breach": "yes"})
    assert digest(shelf, [*some[:at], other, *some[at + 1 :]]) != digest(shelf, some)
