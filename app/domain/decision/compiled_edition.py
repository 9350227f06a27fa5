"""An edition with what is made of it once: the plan of its evaluation, the diagram, what decides each outcome."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from app.domain.decision.determination import Procedure, procedure_of
from app.domain.decision.diagram.compilation import Diagram
from app.domain.decision.evaluation import Evaluation, EvaluationPlan
from app.domain.decision.interview import Dependents
from app.domain.law.conditions import Condition, Holds, Is, walk
from app.domain.law.outcomes import OPEN_OUTCOMES, Outcome
from app.domain.law.rulebook import Edition, Ground, Rule


class CompiledEntry(NamedTuple):
    """A rule or ground with the two bits of its value, and the facts that it looks at, in the edition's order."""

    id: str
    kind: str
    when: Condition
    holds: int
    fails: int
    facts: tuple[str, ...]
    unverified: tuple[str, ...]


class CompiledEdition:
    """An edition, ready to be assessed; each thing is made when it is first asked for."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._procedures: dict[tuple[tuple[Outcome, ...], tuple[str, ...]], Procedure] = {}

    @cached_property
    def plan(self) -> EvaluationPlan:
        """The plan by which facts are evaluated."""
        return EvaluationPlan(self.edition)

    @cached_property
    def diagram(self) -> Diagram:
        """The decision diagram: the result of every admissible situation."""
        return Diagram.of(self.edition)

    @cached_property
    def dependents(self) -> Dependents:
        """Which facts' applicability depends on which."""
        return Dependents(self.edition)

    @cached_property
    def entries(self) -> tuple[CompiledEntry, ...]:
        """The rules and grounds."""
        return tuple(self._entry(entry) for entry in self.edition.rules_and_grounds)

    @cached_property
    def giving(self) -> Mapping[Outcome, tuple[CompiledEntry, ...]]:
        """For each outcome what can be decisive for it: its rules, or, for an eligible case, the grounds."""
        giving = {outcome: [rule.id for rule in self.edition.rules if rule.then is outcome] for outcome in Outcome}
        giving[Outcome.ELIGIBLE] = [ground.id for ground in self.edition.grounds]
        return {outcome: tuple(entry for entry in self.entries if entry.id in ids) for outcome, ids in giving.items()}

    @cached_property
    def steps(self) -> tuple[tuple[str, int, int], ...]:
        """The steps, each with the bits that say that it would be required, and that it would not."""
        return tuple((step.id, *self.plan.signs(step.when)) for step in self.edition.steps)

    @cached_property
    def asked(self) -> tuple[tuple[str, int], ...]:
        """The facts that are questions, each with the bit that says that it is not applicable."""
        return tuple((fact.id, self.plan.signs(fact.applicable).fails) for fact in self.edition.asked)

    def _entry(self, entry: Rule | Ground) -> CompiledEntry:
        kind = "rule" if isinstance(entry, Rule) else "ground"
        seen = set(_facts_followed(self.edition, entry.when))
        facts = tuple(fact.id for fact in self.edition.facts if fact.id in seen)
        return CompiledEntry(entry.id, kind, entry.when, *self.plan.signs(entry.when), facts, entry.origin.unverified)

    def surely_required(self, evaluation: Evaluation) -> tuple[str, ...] | None:
        """The steps required, where three-valued logic is sure of the outcome and of each of them; else None."""
        outcome, bits = evaluation.outcome, evaluation.bits
        if outcome is Outcome.UNDETERMINED:
            return None
        required = []
        if outcome in OPEN_OUTCOMES:
            for step_id, holds, fails in self.steps:
                if bits & holds:
                    required.append(step_id)
                elif not bits & fails:
                    return None
        return tuple(required)

    def procedure(self, outcomes: tuple[Outcome, ...], required: tuple[str, ...]) -> Procedure:
        """The steps of these ids, where these open outcomes are possible; there are few combinations, so it is kept."""
        found = self._procedures.get((outcomes, required))
        if found is None:
            found = self._procedures[outcomes, required] = procedure_of(self.edition, outcomes, required)
        return found


def _facts_followed(edition: Edition, condition: Condition) -> Iterator[str]:
    for inner in walk(condition):
        if isinstance(inner, Is):
            yield inner.fact
        elif isinstance(inner, Holds):
            yield from _facts_followed(edition, edition.named_conditions[inner.name])
