"""The reasons that are recorded with a result are true: each of them is what every completion of the case says."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.decision.assessment import assess, explainer
from app.domain.decision.record import lasting_record
from app.domain.decision.trace import TraceNode, trace_record
from app.domain.law.conditions import All, Condition, Holds, Is, Not
from app.domain.law.outcomes import Result
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.plain_data import read
from app.storage.law.register_shelf import RegisterShelf
from tests.oracles import completions
from tests.oracles.by_hand import EDITIONS
from tests.oracles.random_cases import Cases, RandomCase

#: Arms that a category allows: whether it is a weapon at all is not known, and makes no difference.
MOUNTED_ARMS = {
    "item_heading": "2", "form": "finished", "destination": "PH", "recipient_kind": "government",
    "treaty_breach": "no", "unsc_breach": "no", "conflict_party": "no", "purpose": "japan_security",
    "security_cooperation": "yes", "origin": "domestic", "acsa_supply": "no", "cooperation_category": "vigilance",
    "mounted_arms_only": "yes", "aggression_victim": "no", "terms": "sale", "prior_consent_commitment": "yes",
    "recipient_control": "yes", "careful_consideration": "no", "precedent": "yes",
}  # fmt: skip


def _partial(seed: int, edition: str) -> RandomCase:
    return Cases(seed).partial(edition)


partial_cases = st.builds(_partial, st.integers(min_value=0, max_value=2**32), st.sampled_from(EDITIONS))


def holds_in(edition: Edition, condition: Condition, facts: Mapping[str, str]) -> bool:
    """Whether a condition holds where these are all facts that are applicable."""
    if isinstance(condition, Is):
        return facts.get(condition.fact) in condition.values
    if isinstance(condition, Holds):
        return holds_in(edition, edition.named_conditions[condition.name], facts)
    if isinstance(condition, Not):
        return not holds_in(edition, condition.part, facts)
    parts = (holds_in(edition, part, facts) for part in condition.parts)
    return all(parts) if isinstance(condition, All) else any(parts)


def in_all(edition: Edition, condition: Condition, cases: Sequence[Mapping[str, str]]) -> Result:
    """The value of a condition in every one of the cases."""
    values = {holds_in(edition, condition, facts) for facts in cases}
    return Result.UNKNOWN if len(values) > 1 else Result.HOLDS if values.pop() else Result.FAILS


def nodes(edition: Edition, condition: Condition, node: TraceNode) -> Iterator[tuple[Condition, TraceNode]]:
    """Every node of a tree with the condition that it stands for."""
    yield condition, node
    if isinstance(condition, Is):
        return
    if isinstance(condition, Holds):
        inner: tuple[Condition, ...] = (edition.named_conditions[condition.name],)
    else:
        inner = (condition.part,) if isinstance(condition, Not) else condition.parts
    for part, below in zip(inner, node.parts, strict=True):
        yield from nodes(edition, part, below)


def with_derived(facts: Mapping[str, str]) -> dict[str, str]:
    """A completion with whether the destination is the licensor, where both are applicable."""
    states = [facts[fact] for fact in ("destination", "licensor_state") if fact in facts]
    same = {"destination_is_licensor": "yes" if len(set(states)) == 1 else "no"} if len(states) == 2 else {}
    return {**facts, **same}


@given(case=partial_cases)
def test_every_reason_is_what_all_completions_say(shelf: RegisterShelf, reference: Reference, case: RandomCase) -> None:
    tried = completions.completions(*case, 300)
    assume(tried)
    cases = [with_derived(facts) for facts in tried or []]
    compiled, (_, on, answers) = shelf.compiled(case.edition), case
    edition, why = compiled.edition, explainer(compiled, reference, on, answers)
    said = assess(compiled, reference, on, answers)
    for entry in (*edition.rules_and_grounds, *edition.steps):
        root = why.explain(entry.when)
        finding = said.finding(entry.id)
        assert finding is None or root.result is finding.result
        for condition, node in nodes(edition, entry.when, root):
            assert node.result is in_all(edition, condition, cases), (entry.id, condition)
            if isinstance(condition, Is):
                applicable = edition.fact_by_id[condition.fact].applicable
                assert node.applicable is in_all(edition, applicable, cases), (entry.id, condition)
            assert set(node.whatever).isdisjoint(answers)
            assert not node.whatever or node.result is not Result.UNKNOWN
        assert read(TraceNode, trace_record(root), "trace") == root


def test_the_reasons_of_a_recorded_result_never_contradict_it(shelf: RegisterShelf, reference: Reference) -> None:
    compiled, on = shelf.compiled("2023-12-22"), date(2024, 1, 15)
    said = assess(compiled, reference, on, MOUNTED_ARMS)
    record = lasting_record(compiled, reference, MOUNTED_ARMS, said, particulars={"title": ""}).data()
    assert said.not_known == ("weapon",)
    category = next(rule for rule in record["rules"] if rule["id"] == "category")
    assert (category["result"], category["decisive"]) == ("holds", True)
    assert record["trace"]["category"]["result"] == "holds"


def test_a_reason_that_does_not_follow_from_its_parts_says_whatever_what_it_holds(
    shelf: RegisterShelf, reference: Reference
) -> None:
    compiled = shelf.compiled("2023-12-22")
    category = next(ground for ground in compiled.edition.grounds if ground.id == "category")
    why = explainer(compiled, reference, date(2024, 1, 15), MOUNTED_ARMS)
    told = [node for _, node in nodes(compiled.edition, category.when, why.explain(category.when)) if node.whatever]
    assert [(node.kind, node.result, node.whatever) for node in told] == [("any", Result.HOLDS, ("weapon",))]
    assert [part.result for part in told[0].parts] == [Result.UNKNOWN, Result.UNKNOWN]


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_where_all_is_known_nothing_is_said_to_be_so_whatever(
    edition_id: str, shelf: RegisterShelf, reference: Reference
) -> None:
    compiled, cases = shelf.compiled(edition_id), Cases(seed=51)
    for case in (cases.complete(edition_id) for _ in range(30)):
        why = explainer(compiled, reference, case.on, case.answers)
        for entry in compiled.edition.rules_and_grounds:
            tree = nodes(compiled.edition, entry.when, why.explain(entry.when))
            assert not any(node.whatever for _, node in tree)
