"""Assess one line of a case: evaluation for what is known, the diagram for what is not."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from app.domain.changes import Change, smallest_changes
from app.domain.conditions import Condition, Holds, Is, walk
from app.domain.determination import Determination, Finding, Step, Undertaking
from app.domain.diagram.compilation import Diagram, Leaf
from app.domain.diagram.residual import Residual, residual
from app.domain.evaluation import Evaluation, EvaluationPlan, known_facts
from app.domain.facts import Answers
from app.domain.interview import Dependents, next_question, unknown_facts
from app.domain.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome, Result
from app.domain.reference import Reference
from app.domain.rulebook import Approval, Commitment, Edition, Ground, Notice, Rule
from app.domain.trace import TraceNode, explain


class CompiledEdition:
    """An edition with what is made of it once: the plan of evaluation and the diagram."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def plan(self) -> EvaluationPlan:
        """The order in which conditions are valued."""
        return EvaluationPlan(self.edition)

    @cached_property
    def diagram(self) -> Diagram:
        """Every admissible situation, once."""
        return Diagram.of(self.edition)

    @cached_property
    def dependents(self) -> Dependents:
        """Which facts' applicability depends on which."""
        return Dependents(self.edition)

    @cached_property
    def facts_seen(self) -> dict[str, tuple[str, ...]]:
        """For each rule and ground the facts that it looks at, in the edition's order."""
        order = [fact.id for fact in self.edition.facts]
        return {
            entry.id: tuple(sorted(set(_facts_followed(self.edition, entry.when)), key=order.index))
            for entry in self.edition.rules_and_grounds
        }


class _Verdict(NamedTuple):
    """What the decision comes to, before it is dressed as a determination."""

    outcome: Outcome
    possible: tuple[Outcome, ...]
    settled: bool
    approvals: tuple[str, ...]
    notices: tuple[str, ...]
    binding: tuple[str, ...]
    advised: tuple[str, ...]
    unknown: tuple[str, ...]
    next_question: str | None


def assess(
    compiled: CompiledEdition,
    reference: Reference,
    on: date,
    answers: Answers,
    *,
    set_aside: frozenset[str] = frozenset(),
    passed_over: frozenset[str] = frozenset(),
    findings: bool = True,
    changes: bool = True,
) -> Determination:
    """The determination for these answers on this date.

    `answers` hold only what is known. `set_aside` names refer rules that an official answer has taken out for the
    case; `passed_over` names facts that were said to be not yet known. `findings` and `changes` may be left out where
    they are not needed: they take most of the time.
    """
    known = known_facts(compiled.edition, reference, on, answers)
    evaluation = compiled.plan.evaluate(known, set_aside)
    assessing = _Assessing(compiled, reference, on, answers, known, evaluation, set_aside, passed_over)
    verdict = assessing.verdict()
    decisive = assessing.decisive(verdict.outcome)
    return Determination(
        on=on,
        edition_id=compiled.edition.id,
        edition_sha256=compiled.edition.sha256,
        reference_version=reference.version,
        outcome=verdict.outcome,
        possible=verdict.possible,
        settled=verdict.settled,
        findings=tuple(assessing.findings(decisive)) if findings else (),
        approvals=tuple(_steps(compiled.edition, verdict)),
        notices=verdict.notices,
        commitments=(
            *(Undertaking(commitment, True) for commitment in verdict.binding),
            *(Undertaking(commitment, False) for commitment in verdict.advised),
        ),
        flags=assessing.flags(),
        unverified=_unverified(compiled.edition, verdict, decisive),
        unknown=verdict.unknown,
        not_known=assessing.not_known(),
        next_question=verdict.next_question,
        changes=assessing.changes(verdict) if changes else (),
        set_aside=tuple(rule.id for rule in compiled.edition.rules if rule.id in set_aside),
    )


def changes_of(
    compiled: CompiledEdition, reference: Reference, answers: Answers, determination: Determination
) -> tuple[Change, ...]:
    """What would change a determination that was made without asking for it."""
    if not determination.settled:
        return ()
    diagram = compiled.diagram.without(frozenset(determination.set_aside))
    return smallest_changes(diagram, reference, determination.on, answers, determination.outcome)


def trace_of(
    compiled: CompiledEdition, reference: Reference, on: date, answers: Answers, condition: Condition
) -> TraceNode:
    """Why a condition of the edition holds, fails or is unknown."""
    known = known_facts(compiled.edition, reference, on, answers)
    return explain(compiled.plan.evaluate(known), known, condition)


class _Assessing(NamedTuple):
    """One assessment under way."""

    compiled: CompiledEdition
    reference: Reference
    on: date
    answers: Answers
    known: dict[str, str]
    evaluation: Evaluation
    set_aside: frozenset[str]
    passed_over: frozenset[str]

    def verdict(self) -> _Verdict:
        """By evaluation alone where three-valued logic is sure of everything; else by the diagram."""
        return self._sure_verdict() or self._exact_verdict()

    def _sure_verdict(self) -> _Verdict | None:
        edition, outcome = self.compiled.edition, self.evaluation.outcome
        if outcome is Outcome.UNDETERMINED:
            return None
        if outcome not in OPEN_OUTCOMES:
            return _Verdict(outcome, (outcome,), True, (), (), (), (), (), None)
        required: list[tuple[str, ...]] = []
        result = self.evaluation.result
        advised = [commitment for commitment in edition.commitments if not commitment.binding]
        binding = [commitment for commitment in edition.commitments if commitment.binding]
        for steps in (edition.approvals, edition.notices, binding, advised):
            results = [(step.id, result(step.id)) for step in steps]
            if any(held is Result.UNKNOWN for _, held in results):
                return None
            required.append(tuple(step_id for step_id, held in results if held is Result.HOLDS))
        approvals, notices, bound, urged = required
        return _Verdict(outcome, (outcome,), True, approvals, notices, bound, urged, (), None)

    def _exact_verdict(self) -> _Verdict:
        edition = self.compiled.edition
        diagram = self.compiled.diagram.without(self.set_aside)
        left = self._left(diagram.root)
        leaves: list[Leaf] = left.leaves
        reached = {leaf.outcome for leaf in leaves}
        possible = tuple(outcome for outcome in PRECEDENCE if outcome in reached)
        settled = len(leaves) == 1
        unknown: tuple[str, ...] = ()
        if not settled:
            when = {"reference": self.reference, "on": self.on}
            unknown = unknown_facts(diagram, self.compiled.dependents, left, self.evaluation, self.answers, **when)
        openings = [leaf for leaf in leaves if leaf.outcome in OPEN_OUTCOMES]
        advice = [leaf for leaf in self._left(diagram.advice).leaves if leaf.outcome in OPEN_OUTCOMES]
        return _Verdict(
            possible[0] if len(possible) == 1 else Outcome.UNDETERMINED,
            possible,
            settled,
            _in_every(edition.approvals, [leaf.approvals for leaf in openings]),
            _in_every(edition.notices, [leaf.notices for leaf in openings]),
            _in_every(edition.commitments, [leaf.commitments for leaf in openings]),
            _in_every(edition.commitments, [leaf.commitments for leaf in advice]),
            unknown,
            next_question(left, unknown, self.evaluation, self.passed_over),
        )

    def _left(self, root: int) -> Residual:
        diagram = self.compiled.diagram
        return residual(diagram.space, diagram.nodes, root, self.reference, self.on, self.answers)

    def decisive(self, outcome: Outcome) -> frozenset[str]:
        """The rules that fire with the resulting outcome, or, for an eligible case, the grounds that hold."""
        edition = self.compiled.edition
        giving: Iterable[Rule | Ground] = (
            edition.grounds
            if outcome is Outcome.ELIGIBLE
            else (rule for rule in edition.rules if rule.then is outcome and rule.id not in self.set_aside)
        )
        return frozenset(entry.id for entry in giving if self._exact_result(entry) is Result.HOLDS)

    def findings(self, decisive: frozenset[str]) -> Iterator[Finding]:
        """What came of every rule and ground."""
        edition = self.compiled.edition
        for entry in edition.rules_and_grounds:
            facts = {
                fact: self.known[fact]
                for fact in self.compiled.facts_seen[entry.id]
                if fact in self.known and self.evaluation.is_applicable(fact) is Result.HOLDS
            }
            kind = "rule" if isinstance(entry, Rule) else "ground"
            yield Finding(entry.id, kind, self._exact_result(entry), entry.id in decisive, facts)

    def _exact_result(self, entry: Rule | Ground) -> Result:
        evaluation = self.evaluation
        result = evaluation.result(entry.id)
        if result is not Result.UNKNOWN:
            return result
        diagram = self.compiled.diagram
        held = self._left(diagram.conditions.condition(entry.when)).leaves
        return Result.UNKNOWN if len(held) > 1 else Result.HOLDS if held[0] else Result.FAILS

    def not_known(self) -> tuple[str, ...]:
        """The facts that are not given and may be applicable."""
        return tuple(
            fact.id
            for fact in self.compiled.edition.asked
            if fact.id not in self.answers and self.evaluation.is_applicable(fact.id) is not Result.FAILS
        )

    def flags(self) -> tuple[str, ...]:
        """The flags of the destination, where there is one."""
        edition = self.compiled.edition
        state = next((fact.id for fact in edition.facts if fact.is_country), None)
        if state is None or self.evaluation.is_applicable(state) is Result.FAILS:
            return ()
        return self.reference.flags(self.answers.get(state))

    def changes(self, verdict: _Verdict) -> tuple[Change, ...]:
        """What would change a settled result."""
        if not verdict.settled:
            return ()
        diagram = self.compiled.diagram.without(self.set_aside)
        return smallest_changes(diagram, self.reference, self.on, self.answers, verdict.outcome)


def _steps(edition: Edition, verdict: _Verdict) -> Iterator[Step]:
    approvals: dict[str, Approval] = {approval.id: approval for approval in edition.approvals}
    outcomes = [outcome for outcome in OPEN_OUTCOMES if outcome in verdict.possible]
    for order, approval_id in enumerate(verdict.approvals, 1):
        approval = approvals[approval_id]
        ways = {approval.sign_off[outcome] for outcome in outcomes}
        # While both outcomes are open, only what the milder one asks for is required in every case.
        sign_off = ways.pop() if len(ways) == 1 else approval.sign_off[Outcome.ELIGIBLE]
        signatories = approval.signatories if sign_off == "each" else ()
        yield Step(approval_id, order, approval.bodies, sign_off, signatories)


def _unverified(edition: Edition, verdict: _Verdict, decisive: frozenset[str]) -> tuple[str, ...]:
    """The unverified points that touch what is decisive, and what is required."""
    required = {*verdict.approvals, *verdict.notices, *verdict.binding}
    touched: set[str] = set()
    for entry in edition.rules_and_grounds:
        if entry.id in decisive:
            touched.update(entry.unverified)
    for step in edition.steps:
        if step.id in required:
            touched.update(step.unverified)
    return tuple(sorted(touched))


def _in_every(steps: Iterable[Approval | Notice | Commitment], required: list[tuple[str, ...]]) -> tuple[str, ...]:
    if not required:
        return ()
    common = set(required[0]).intersection(*required[1:])
    return tuple(step.id for step in steps if step.id in common)


def _facts_followed(edition: Edition, condition: Condition) -> Iterator[str]:
    for inner in walk(condition):
        if isinstance(inner, Is):
            yield inner.fact
        elif isinstance(inner, Holds):
            yield from _facts_followed(edition, edition.named_conditions[inner.name])
