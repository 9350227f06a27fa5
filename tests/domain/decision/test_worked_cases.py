"""The worked cases: those that come with the program, and the published ones typed in a second time."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.determination import Determination
from app.domain.law.outcomes import Result
from app.domain.law.reference import Reference
from app.storage.law.register_shelf import RegisterShelf
from tests.domain.conftest import RESOURCES
from tests.oracles import by_hand, completions
from tests.oracles.comparison import differences
from tests.oracles.random_cases import edition_in_force


def _read(path: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return cases


PUBLISHED = _read(Path(__file__).with_name("published_cases.toml"))
BROUGHT_ALONG = _read(RESOURCES / "scenarios" / "worked_cases.toml")


def _determine(shelf: RegisterShelf, reference: Reference, case: Mapping[str, Any]) -> Determination:
    return assess(shelf.compiled(shelf.id_on(case["on"])), reference, case["on"], case["answers"])


def _comes_out_as(said: Determination, expected: Mapping[str, Any]) -> None:
    assert said.outcome.value == expected["outcome"]
    assert (said.settled, said.unknown, said.next_question) == (True, (), None)
    if "grounds" in expected:
        held = [one.id for one in said.findings if one.kind == "ground" and one.result is Result.HOLDS]
        assert sorted(held) == sorted(expected["grounds"])
    assert [step.id for step in said.approvals] == expected.get("approvals", [])
    signed_off = {step.id: step.sign_off for step in said.approvals}
    for step, kind in expected.get("sign_off", {}).items():
        assert signed_off[step] == kind
    assert sorted(said.notices) == sorted(expected.get("notices", []))
    binding = [commitment.id for commitment in said.commitments if commitment.binding]
    assert sorted(binding) == sorted(expected.get("commitments", []))


def _agrees_rule_by_rule(said: Determination, case: Mapping[str, Any]) -> None:
    edition = edition_in_force(case["on"])
    assert said.edition_id == edition
    complete = by_hand.complete(edition, case["on"], case["answers"])
    truth = completions.truth(edition, case["answers"], [complete])
    assert not differences(truth, said, edition, case["answers"])


@pytest.mark.parametrize("edition", by_hand.EDITIONS)
@pytest.mark.parametrize("case", BROUGHT_ALONG, ids=[case["id"] for case in BROUGHT_ALONG])
def test_every_worked_case_is_decided_under_every_edition(
    case: dict[str, Any], edition: str, shelf: RegisterShelf, reference: Reference
) -> None:
    """Nothing is missing where one is shown under all of them, and each edition decides as the rules by hand do."""
    said = assess(shelf.compiled(edition), reference, case["on"], case["answers"])
    assert (said.settled, said.unknown) == (True, ())
    facts = by_hand.complete(edition, case["on"], case["answers"])
    assert {row.id for row in by_hand.QUESTIONS[edition] if row.applies(facts)} <= set(case["answers"])
    assert said.outcome.value == by_hand.decide(edition, facts).outcome


@pytest.mark.parametrize("case", PUBLISHED, ids=[case["title"] for case in PUBLISHED])
def test_every_published_case_comes_out_as_written(
    case: dict[str, Any], shelf: RegisterShelf, reference: Reference
) -> None:
    said = _determine(shelf, reference, case)
    _comes_out_as(said, case)
    _agrees_rule_by_rule(said, case)


@pytest.mark.parametrize("case", BROUGHT_ALONG, ids=[case["id"] for case in BROUGHT_ALONG])
def test_every_case_brought_along_comes_out_as_it_says(
    case: dict[str, Any], shelf: RegisterShelf, reference: Reference
) -> None:
    said = _determine(shelf, reference, case)
    _comes_out_as(said, case["expected"])
    _agrees_rule_by_rule(said, case)


def test_the_cases_brought_along_include_every_published_one() -> None:
    """With the published answers; what is answered beyond them is the trainer's assumption."""
    for case in PUBLISHED:
        published = case["answers"].items()
        alike = (each for each in BROUGHT_ALONG if each["on"] == case["on"])
        brought = next((each for each in alike if published <= each["answers"].items()), None)
        assert brought is not None, case["title"]
        assert brought["answers"].keys() - case["answers"].keys() <= set(brought.get("assumed", ()))
