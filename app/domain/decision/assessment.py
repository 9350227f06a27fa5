"""Assess one line of a case: evaluation for what is known, the diagram for what is not."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from app.domain.decision.changes import Change, smallest_changes
from app.domain.decision.compiled_edition import CompiledEdition, CompiledEntry
from app.domain.decision.determination import Determination, Finding
from app.domain.decision.diagram.compilation import Leaf
from app.domain.decision.diagram.residual import Restriction
from app.domain.decision.evaluation import Evaluation, known_facts, listed_answers, with_derived
from app.domain.decision.interview import next_question, unknown_facts
from app.domain.decision.trace import Explainer
from app.domain.law.conditions import Condition
from app.domain.law.facts import DESTINATION, Answers, Fact
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome, Result
from app.domain.law.reference import Reference

_NONE: frozenset[str] = frozenset()


class _Verdict(NamedTuple):
    """The decision of a line; `required` are the ids of the steps required, those only recommended among them."""

    outcome: Outcome
    possible: tuple[Outcome, ...]
    settled: bool
    required: tuple[str, ...]
    unknown: tuple[str, ...]
    next_question: str | None


def assess(
    compiled: CompiledEdition,
    reference: Reference,
    on: date,
    answers: Answers,
    *,
    set_aside: frozenset[str] = _NONE,
    passed_over: frozenset[str] = _NONE,
    findings: bool = True,
    changes: bool = True,
    questions: bool = True,
) -> Determination:
    """The determination for these answers on this date.

    `answers` hold only what is known; a value that its fact does not list is not. `set_aside` names refer rules that an
    official answer has taken out for the case; `passed_over` names facts that were said to be not yet known.
    `findings`, `changes` and `questions` (which facts can still change the result, and which is best asked next) may be
    left out where they are not needed: they take most of the time.
    """
    assessing = _Assessing(compiled, reference, on, answers, set_aside, passed_over)
    verdict = assessing.verdict(questions=questions)
    decisive = assessing.decisive(verdict.outcome)
    open_outcomes = tuple([outcome for outcome in verdict.possible if outcome in OPEN_OUTCOMES])
    procedure = compiled.procedure(open_outcomes, verdict.required)
    return Determination(
        on=on,
        edition_id=compiled.edition.id,
        edition_sha256=compiled.edition.sha256,
        reference_version=reference.version,
        outcome=verdict.outcome,
        possible=verdict.possible,
        settled=verdict.settled,
        findings=tuple(assessing.findings(decisive)) if findings else (),
        approvals=procedure.approvals,
        notices=procedure.notices,
        commitments=procedure.commitments,
        flags=assessing.flags(),
        unverified=tuple(sorted(procedure.unverified.union(*[entry.unverified for entry in decisive]))),
        unknown=verdict.unknown,
        not_known=assessing.not_known(),
        next_question=verdict.next_question,
        changes=assessing.changes(verdict) if changes else (),
        set_aside=assessing.ids_set_aside(),
        evaluation=assessing.evaluation,
    )


def changes_of(
    compiled: CompiledEdition, reference: Reference, answers: Answers, determination: Determination
) -> tuple[Change, ...]:
    """The changes of facts that would better a determination that was made with `changes=False`."""
    on, set_aside, evaluation = determination.on, frozenset(determination.set_aside), determination.evaluation
    return _Assessing(compiled, reference, on, answers, set_aside, evaluation=evaluation).changes(determination)


def rests_on(
    compiled: CompiledEdition, reference: Reference, answers: Answers, determination: Determination, fact: Fact
) -> bool:
    """Whether a result rests on a derived fact: a rule that decides looks at it, or another value gives another result.

    A ground says only what opened the way. Whether the fact could have closed it is seen by assessing each other value.
    """
    if any(finding.decisive and fact.id in finding.looks_at for finding in determination.findings):
        return True
    present = known_facts(compiled.edition, reference, determination.on, answers).get(fact.id)
    results = set() if present is None else {_compared(determination)}
    for value in fact.values:
        if value != present:
            tried = assess(
                compiled,
                reference,
                determination.on,
                {**answers, fact.id: value},
                set_aside=frozenset(determination.set_aside),
                findings=False,
                changes=False,
                questions=False,
            )
            results.add(_compared(tried))
    return len(results) > 1


def _compared(determination: Determination) -> tuple[object, ...]:
    return determination.possible, determination.approvals, determination.notices, determination.commitments


def explainer(
    compiled: CompiledEdition, reference: Reference, on: date, answers: Answers, evaluation: Evaluation | None = None
) -> Explainer:
    """What explains any condition of the edition: why it holds, fails or is unknown for these answers on this date.

    `evaluation` is that of these answers, where they have been evaluated already.
    """
    assessing = _Assessing(compiled, reference, on, answers, evaluation=evaluation)
    return Explainer(assessing.evaluation, assessing.known, assessing.exact)


class _Assessing:
    """The answers of one line under one edition, with what is worked out of them while it is assessed."""

    def __init__(
        self,
        compiled: CompiledEdition,
        reference: Reference,
        on: date,
        answers: Answers,
        set_aside: frozenset[str] = _NONE,
        passed_over: frozenset[str] = _NONE,
        evaluation: Evaluation | None = None,
    ) -> None:
        self.compiled = compiled
        self.reference = reference
        self.on = on
        self.answers = listed_answers(compiled.edition, reference, answers)
        self.known = with_derived(compiled.edition, reference, on, self.answers)
        self.set_aside = set_aside.intersection(compiled.edition.referred) if set_aside else set_aside
        self.evaluation = compiled.plan.evaluate(self.known, self.set_aside) if evaluation is None else evaluation
        self.passed_over = passed_over

    @cached_property
    def restriction(self) -> Restriction:
        """The answers as the diagram sees them."""
        diagram = self.compiled.diagram
        return Restriction(diagram.space, diagram.nodes, self.reference, self.on, self.answers)

    def verdict(self, *, questions: bool) -> _Verdict:
        """The decision: from the evaluation where three-valued logic is sure of all of it, else from the diagram."""
        return self._sure_verdict() or self._exact_verdict(questions=questions)

    def _sure_verdict(self) -> _Verdict | None:
        outcome, required = self.evaluation.outcome, self.compiled.surely_required(self.evaluation)
        return None if required is None else _Verdict(outcome, (outcome,), True, required, (), None)

    def _exact_verdict(self, *, questions: bool) -> _Verdict:
        diagram = self.compiled.diagram.without(self.set_aside)
        left = self.restriction.residual(diagram.root)
        leaves: list[Leaf] = left.leaves
        reached = {leaf.outcome for leaf in leaves}
        possible = tuple(outcome for outcome in PRECEDENCE if outcome in reached)
        settled = len(leaves) == 1
        unknown: tuple[str, ...] = ()
        if questions and not settled:
            unknown = unknown_facts(
                diagram, self.compiled.dependents, left, self.evaluation, self.answers, self.restriction
            )
        required = _in_every(leaves)
        if not reached.isdisjoint(OPEN_OUTCOMES):
            required |= _in_every(self.restriction.leaves(diagram.advice))
        return _Verdict(
            possible[0] if len(possible) == 1 else Outcome.UNDETERMINED,
            possible,
            settled,
            tuple(step.id for step in self.compiled.edition.steps if step.id in required),
            unknown,
            next_question(left, unknown, self.evaluation, self.passed_over),
        )

    def decisive(self, outcome: Outcome) -> list[CompiledEntry]:
        """The rules that fire with the resulting outcome, or, for an eligible case, the grounds that hold."""
        bits = self.evaluation.bits
        perhaps = [entry for entry in self.compiled.giving[outcome] if not bits & entry.fails]
        holding = [entry for entry in perhaps if bits & entry.holds or self.exact(entry.when) is Result.HOLDS]
        return [entry for entry in holding if entry.id not in self.set_aside] if self.set_aside else holding

    def findings(self, decisive: list[CompiledEntry]) -> Iterator[Finding]:
        """A finding for every rule and ground, those in `decisive` marked as deciding."""
        signs, bits = self.compiled.plan.signs_of_applicability, self.evaluation.bits
        applicable = {fact: value for fact, value in self.known.items() if fact in signs and bits & signs[fact].holds}
        for entry in self.compiled.entries:
            result = self._exact_result(entry)
            yield Finding(entry.id, entry.kind, result, entry in decisive, entry.facts, applicable)

    def _exact_result(self, entry: CompiledEntry) -> Result:
        bits = self.evaluation.bits
        if bits & entry.holds:
            return Result.HOLDS
        if bits & entry.fails:
            return Result.FAILS
        return self.exact(entry.when)

    def exact(self, condition: Condition) -> Result:
        """The value of a condition in every admissible completion."""
        leaves = self.restriction.leaves(self.compiled.diagram.conditions.condition(condition))
        is_held, is_open = next(leaves), next(leaves, None) is not None
        return Result.UNKNOWN if is_open else Result.HOLDS if is_held else Result.FAILS

    def not_known(self) -> tuple[str, ...]:
        """The facts that are not given and may be applicable."""
        bits, answers = self.evaluation.bits, self.answers
        return tuple([fact for fact, fails in self.compiled.asked if fact not in answers and not bits & fails])

    def flags(self) -> tuple[str, ...]:
        """The flags of the destination, where there is one."""
        flags = self.reference.flags(self.answers.get(DESTINATION))
        is_asked = DESTINATION in self.compiled.edition.fact_by_id
        if not flags or not is_asked or self.evaluation.is_applicable(DESTINATION) is Result.FAILS:
            return ()
        return flags

    def ids_set_aside(self) -> tuple[str, ...]:
        """The refer rules that an official answer has taken out, in the order of the edition."""
        if not self.set_aside:
            return ()
        return tuple(rule.id for rule in self.compiled.edition.rules if rule.id in self.set_aside)

    def changes(self, result: _Verdict | Determination) -> tuple[Change, ...]:
        """What would change a result, once it is settled."""
        if not result.settled:
            return ()
        diagram = self.compiled.diagram.without(self.set_aside)
        return smallest_changes(diagram, self.reference, self.on, self.answers, result.outcome)


def _in_every(leaves: Iterable[Leaf]) -> set[str]:
    """The steps that every leaf with an open outcome requires."""
    required = [{*leaf.approvals, *leaf.notices, *leaf.commitments} for leaf in leaves if leaf.outcome in OPEN_OUTCOMES]
    return set.intersection(*required) if required else set()
