"""One full determination under the largest edition, against zen-engine and hand-written ifs on the same rules."""

import json
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any, NamedTuple

import pytest
import zen
from pytest_benchmark.fixture import BenchmarkFixture

from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.decision.evaluation import known_facts
from app.domain.decision.trace import Explainer, TraceNode
from app.storage.law.register_shelf import RegisterShelf
from tests.benchmarks import zen_rules
from tests.benchmarks.report import Report
from tests.benchmarks.taking_turns import in_turns, quickest
from tests.oracles import by_hand
from tests.oracles.random_cases import Cases, RandomCase

FORMS = {"expressions": zen_rules.as_expressions, "tables": zen_rules.as_tables}
ZEN_KEY = "rules"


class Prepared(NamedTuple):
    """A case as each of the engines takes it."""

    case: RandomCase
    known: dict[str, str]
    cleaned: Mapping[str, str]


@pytest.fixture(scope="module")
def cases(shelf: RegisterShelf, largest: CompiledEdition) -> list[Prepared]:
    """Complete cases, of which each holds only facts that apply."""
    source = Cases(seed=71)
    return [_prepared(shelf, largest, source.complete(largest.edition.id)) for _ in range(300)]


def _prepared(shelf: RegisterShelf, largest: CompiledEdition, case: RandomCase) -> Prepared:
    known = known_facts(largest.edition, shelf.reference(), case.on, case.answers)
    return Prepared(case, known, by_hand.complete(case.edition, case.on, case.answers))


def decisions(largest: CompiledEdition) -> dict[str, Callable[[Prepared], Any]]:
    """Zen on each form of the rules, in its two ways."""
    asked: dict[str, Callable[[Prepared], Any]] = {}
    for form, write in FORMS.items():
        graph = write(largest.edition)
        asked[f"decision {form}"] = by_decision(zen.ZenEngine().create_decision(graph))
        content = {ZEN_KEY: json.loads(graph)}
        asked[f"kept {form}"] = by_key(zen.ZenEngine({"loader": {"type": "static", "content": content}}))
    return asked


def by_decision(decision: zen.ZenDecision) -> Callable[[Prepared], Any]:
    """Ask a decision that was made once."""
    return lambda prepared: decision.evaluate(prepared.known)


def by_key(engine: zen.ZenEngine) -> Callable[[Prepared], Any]:
    """Ask the engine, which keeps the rules in memory."""
    return lambda prepared: engine.evaluate(ZEN_KEY, prepared.known)


def in_zens_words(determination: Determination) -> tuple[str, tuple[str, ...], frozenset[str], frozenset[str]]:
    """Outcome, approvals, notices and binding commitments."""
    return (
        determination.outcome.value,
        tuple(step.id for step in determination.approvals),
        frozenset(determination.notices),
        frozenset(commitment.id for commitment in determination.commitments if commitment.binding),
    )


def test_the_rules_are_the_same(shelf: RegisterShelf, largest: CompiledEdition, cases: list[Prepared]) -> None:
    for name, decide in decisions(largest).items():
        for prepared in cases:
            case = prepared.case
            said = assess(largest, shelf.reference(), case.on, case.answers, changes=False)
            assert zen_rules.read(decide(prepared)) == in_zens_words(said), (name, case)
            assert by_hand.decide(case.edition, prepared.cleaned) == in_zens_words(said), case


def test_determination(
    benchmark: BenchmarkFixture,
    report: Report,
    shelf: RegisterShelf,
    largest: CompiledEdition,
    cases: list[Prepared],
) -> None:
    reference = shelf.reference()

    def ours(prepared: Prepared) -> Determination:
        case = prepared.case
        return assess(largest, reference, case.on, case.answers, findings=False, changes=False)

    def with_findings(prepared: Prepared) -> Determination:
        return assess(largest, reference, prepared.case.on, prepared.case.answers, changes=False)

    entries = (*largest.edition.rules_and_grounds, *largest.edition.steps)

    def with_trees(prepared: Prepared) -> list[TraceNode]:
        evaluation = with_findings(prepared).evaluation
        why = Explainer(evaluation, prepared.known, evaluation.value_of)
        return [why.explain(entry.when) for entry in entries]

    others: dict[str, Callable[[Prepared], object]] = {
        **decisions(largest),
        "ifs": lambda prepared: by_hand.decide(prepared.case.edition, prepared.cleaned),
        "findings": with_findings,
        "trees": with_trees,
    }
    measured = in_turns(benchmark, cases, ours, others, times=10)
    full = median(measured["ours"])
    decision = quickest(measured, [f"decision {form}" for form in FORMS])
    kept = quickest(measured, [f"kept {form}" for form in FORMS])
    report.ratio("determination", full, decision, "zen, decision", bound=1 / 10, aim=1 / 20)
    report.ratio("findings", median(measured["findings"]), decision, "zen, decision")
    report.ratio("trees", median(measured["trees"]), decision, "zen, decision")
    report.ratio("determination-kept", full, kept, "zen, kept content")
    report.ratio("determination-ifs", full, median(measured["ifs"]), "hand-written ifs")
