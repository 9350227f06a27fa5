"""A determination of the program held against what is true of the case."""

from collections.abc import Iterable, Mapping

from app.domain.decision.changes import Change
from app.domain.decision.determination import Determination, Finding
from app.domain.law.outcomes import Result
from tests.oracles import by_hand
from tests.oracles.by_hand import Facts
from tests.oracles.completions import Truth
from tests.oracles.smallest_changes import FoundChange, stands_for

_RESULTS = {Result.HOLDS: "holds", Result.FAILS: "fails", Result.UNKNOWN: "unknown"}


def differences(truth: Truth, said: Determination, edition: str, answers: Facts) -> list[str]:
    """In what the determination is not what is true; the smallest changes are compared by `changes_differ`."""
    pairs: list[tuple[str, object, object]] = [
        ("outcome", truth.outcome, said.outcome.value),
        ("possible", truth.possible, tuple(outcome.value for outcome in said.possible)),
        ("settled", truth.settled, said.settled),
        ("approvals", truth.approvals, tuple(step.id for step in said.approvals)),
        ("order", tuple(range(1, len(said.approvals) + 1)), tuple(step.order for step in said.approvals)),
        ("notices", sorted(truth.notices), sorted(said.notices)),
        ("binding", sorted(truth.binding), sorted(one.id for one in said.commitments if one.binding)),
        ("recommended", sorted(truth.recommended), sorted(one.id for one in said.commitments if not one.binding)),
        ("unknown", sorted(truth.unknown), sorted(said.unknown)),
        ("rules", truth.results, {finding.id: _RESULTS[finding.result] for finding in said.findings}),
        ("decisive", truth.decisive, frozenset(finding.id for finding in said.findings if finding.decisive)),
        ("kinds", _kinds(edition), {finding.id: finding.kind for finding in said.findings}),
        ("flags", by_hand.flags(_destination(answers)), said.flags),
    ]
    found = [f"{what}: expected {expected!r}, got {got!r}" for what, expected, got in pairs if expected != got]
    found += _sign_offs_differ(truth, said) + _next_question_differs(truth, said)
    return found + _facts_differ(edition, answers, said.findings)


def _kinds(edition: str) -> dict[str, str]:
    return dict.fromkeys(by_hand.RULES[edition], "rule") | dict.fromkeys(by_hand.GROUNDS[edition], "ground")


def _destination(answers: Facts) -> str | None:
    return answers.get("destination") if answers.get("item_heading") != "none" else None


def _sign_offs_differ(truth: Truth, said: Determination) -> list[str]:
    found = []
    for step in said.approvals:
        expected = truth.sign_offs.get(step.id)
        if expected is not None and step.sign_off != expected:
            found.append(f"sign-off of {step.id}: expected {expected!r}, got {step.sign_off!r}")
        if step.sign_off == "each" and step.signatories != by_hand.FOUR_MINISTERS:
            found.append(f"signatories of {step.id}: {step.signatories}")
        if step.sign_off != "each" and step.signatories:
            found.append(f"signatories of {step.id} without each: {step.signatories}")
    return found


def _next_question_differs(truth: Truth, said: Determination) -> list[str]:
    if truth.settled:
        return [] if said.next_question is None else [f"settled, but asks {said.next_question}"]
    if said.next_question not in truth.unknown:
        return [f"asks {said.next_question}, which is not among the unknown"]
    if said.next_question not in truth.may_be_asked:
        return [f"asks {said.next_question}, which may not be applicable"]
    return []


def _facts_differ(edition: str, answers: Facts, findings: Iterable[Finding]) -> list[str]:
    """The facts that a finding looked at are given facts of the edition, or derived ones, with their values."""
    known = {row.id for row in by_hand.QUESTIONS[edition]}
    derived = {"agreement_in_force", "destination_is_licensor"}
    found = []
    for finding in findings:
        for fact, value in finding.facts.items():
            if (fact in answers and answers[fact] == value and fact in known) or fact in derived:
                continue
            found.append(f"{finding.id} looked at {fact} = {value}, which was not given")
    return found


def changes_differ(edition: str, expected: frozenset[FoundChange], listed: Iterable[Change]) -> list[str]:
    """In what the listed changes are not the smallest ones; one is enough of those that differ in values only."""
    kinds = {row.id: row.kind for row in by_hand.QUESTIONS[edition]} | {"agreement_in_force": "c"}
    found = []
    covered: set[tuple[frozenset[str], str]] = set()
    for change in listed:
        key = (frozenset(change.facts), change.outcome.value)
        if FoundChange(_represented(change.facts), change.outcome.value) not in expected:
            found.append(f"not a smallest change: {dict(change.facts)} to {change.outcome.value}")
        if key in covered:
            found.append(f"listed twice: {dict(change.facts)} to {change.outcome.value}")
        if change.curable != all(kinds[fact] == "c" for fact in change.facts):
            found.append(f"wrongly curable or not: {dict(change.facts)}")
        covered.add(key)
    missing = {(one.facts, one.outcome) for one in expected} - covered
    return found + [f"missing: a change of {sorted(facts)} to {outcome}" for facts, outcome in missing]


def _represented(change: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((fact, stands_for(fact, value)) for fact, value in change.items())
