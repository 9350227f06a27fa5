"""Compile an edition: one diagram whose leaves are (outcome, approvals, notices, commitments)."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from app.domain.decision.diagram.nodes import Nodes
from app.domain.decision.diagram.space import Space
from app.domain.law.conditions import All, AnyOf, Condition, Is, Not
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome
from app.domain.law.rulebook import Approval, Commitment, Edition, Notice


class Leaf(NamedTuple):
    """The result of a situation: only an open outcome requires anything. `commitments` are the binding ones."""

    outcome: Outcome
    approvals: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()


class EditionNodes:
    """The conditions of one edition as boolean diagrams in a store that several editions may share."""

    def __init__(self, edition: Edition, space: Space, nodes: Nodes) -> None:
        self.edition = edition
        self.space = space
        self.nodes = nodes
        self._compiled: dict[Condition, int] = {}
        self._applicable: dict[str, int] = {}

    def condition(self, condition: Condition) -> int:
        """The boolean diagram of a condition; a comparison includes that its fact is applicable."""
        found = self._compiled.get(condition)
        if found is None:
            found = self._compiled[condition] = self._compile(condition)
        return found

    def applicable(self, fact_id: str) -> int:
        """The boolean diagram of a fact's applicability."""
        found = self._applicable.get(fact_id)
        if found is None:
            found = self._applicable[fact_id] = self.condition(self.edition.fact_by_id[fact_id].applicable)
        return found

    def _compile(self, condition: Condition) -> int:
        nodes = self.nodes
        if isinstance(condition, Is):
            holds = tuple(nodes.true if held else nodes.false for held in self.space.class_test(condition))
            compared = nodes.inner(self.space.level_of[condition.fact], holds)
            return nodes.both(self.applicable(condition.fact), compared)
        if isinstance(condition, Not):
            return nodes.negation(self.condition(condition.part))
        if isinstance(condition, All | AnyOf):
            conjunction = isinstance(condition, All)
            result = nodes.true if conjunction else nodes.false
            for part in condition.parts:
                inner = self.condition(part)
                result = nodes.both(result, inner) if conjunction else nodes.either(result, inner)
            return result
        return self.condition(self.edition.named_conditions[condition.name])


class Diagram:
    """The compiled edition. `set_aside` are rules that an official answer has taken out for the case at hand."""

    def __init__(self, conditions: EditionNodes, set_aside: frozenset[str] = frozenset()) -> None:
        self.conditions = conditions
        self.edition = conditions.edition
        self.space = conditions.space
        self.nodes = conditions.nodes
        self.set_aside = set_aside
        self._without: dict[frozenset[str], Diagram] = {}
        self._guarded: dict[str, int] = {}

    @classmethod
    def of(cls, edition: Edition) -> "Diagram":
        """Compile one edition by itself."""
        space = Space((edition,))
        return cls(EditionNodes(edition, space, Nodes(space.arities)))

    def without(self, set_aside: frozenset[str]) -> "Diagram":
        """The diagram with some rules set aside: those of them that need an official answer."""
        set_aside = set_aside.intersection(self.edition.referred)
        if set_aside == self.set_aside:
            return self
        if set_aside not in self._without:
            self._without[set_aside] = Diagram(self.conditions, set_aside)
        return self._without[set_aside]

    @cached_property
    def outcome(self) -> int:
        """The diagram whose leaves are outcomes: for each situation the first in `PRECEDENCE` that a rule gives."""
        result = self.nodes.leaf(Outcome.ELIGIBLE)
        for outcome in reversed(PRECEDENCE):
            for rule in self.edition.rules:
                if rule.then is outcome and rule.id not in self.set_aside:
                    result = self.nodes.choose(self.conditions.condition(rule.when), self.nodes.leaf(outcome), result)
        return result

    @cached_property
    def root(self) -> int:
        """The diagram of the whole decision, whose leaves are `Leaf`s."""
        edition = self.edition
        binding = [commitment for commitment in edition.commitments if commitment.binding]
        return self._requiring(approvals=edition.approvals, notices=edition.notices, commitments=binding)

    @cached_property
    def advice(self) -> int:
        """The diagram of what is recommended: `Leaf`s whose `commitments` are those not binding, with no steps."""
        advised = [commitment for commitment in self.edition.commitments if not commitment.binding]
        return self._requiring(commitments=advised)

    def guarded(self, fact_id: str) -> int:
        """The decision where the fact is applicable, and a leaf of its own (None) where it is not."""
        found = self._guarded.get(fact_id)
        if found is None:
            applicable = self.conditions.applicable(fact_id)
            found = self._guarded[fact_id] = self.nodes.choose(applicable, self.root, self.nodes.leaf(None))
        return found

    def _requiring(self, **steps: Iterable[Approval | Notice | Commitment]) -> int:
        """The outcome with what is required where it is open: for each field of the leaf, its steps.

        The steps are laid over each other before the outcome, because they look at fewer facts than it does.
        """
        required = self.nodes.leaf(Leaf(Outcome.ELIGIBLE))
        for field, entries in steps.items():
            for step in entries:

                def add(leaf: Leaf, holds: bool, field: str = field, step_id: str = step.id) -> Leaf:
                    so_far: tuple[str, ...] = getattr(leaf, field)
                    added: dict[str, Any] = {field: (*so_far, step_id)}
                    return leaf._replace(**added) if holds else leaf

                required = self.nodes.combined(required, self.conditions.condition(step.when), add)
        return self.nodes.combined(self.outcome, required, _in_case_of)


def _in_case_of(outcome: Outcome, required: Leaf) -> Leaf:
    return required._replace(outcome=outcome) if outcome in OPEN_OUTCOMES else Leaf(outcome)
