"""Where two editions differ: every situation, grouped by conjunctions of facts, counted, each with an example."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from operator import eq
from typing import NamedTuple

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import parts_that_differ
from app.domain.decision.diagram.compilation import Diagram, EditionNodes, Leaf
from app.domain.decision.diagram.nodes import MOST_NODES_OF_TWO, Nodes
from app.domain.decision.diagram.situations import Situations
from app.domain.decision.diagram.space import Space
from app.domain.decision.evaluation import known_facts
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome, Result
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition


class Difference(NamedTuple):
    """How two editions differ in a situation."""

    outcome_a: Outcome
    outcome_b: Outcome
    differs_in: tuple[str, ...]


class Group(NamedTuple):
    """Situations that differ alike: those in which each fact of `when` has one of the values given.

    `situations` is how many that are: complete sets of applicable facts, what a table says standing for itself.
    `example` is one of them, as answers.
    """

    when: Mapping[str, tuple[str, ...]]
    situations: int
    difference: Difference
    example: Mapping[str, str]


class Shift(NamedTuple):
    """Situations that differ alike, with what decides them under either edition: the first rule in the edition's order
    that gives the outcome, or the first ground that holds.

    Where the outcome is the same, `only_a` and `only_b` are the steps that only one edition requires, or requires in
    its own way; where it is not, `difference` names the outcome alone.
    """

    difference: Difference
    decides_a: str
    decides_b: str
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    situations: int = 0


class _Said(NamedTuple):
    """What an edition gives for a situation: outcome, approvals (id, bodies, manner, signatories), notices, commitments
    (id, binding)."""

    outcome: Outcome
    approvals: tuple[tuple[str, tuple[str, ...], str, tuple[str, ...]], ...]
    notices: tuple[str, ...]
    commitments: tuple[tuple[str, bool], ...]


class Comparison:
    """Two editions over one space of situations."""

    def __init__(self, a: CompiledEdition, b: CompiledEdition, reference: Reference) -> None:
        self._compiled = (a, b)
        self._reference = reference
        self._space = Space((a.edition, b.edition))
        self._nodes = Nodes(self._space.arities, MOST_NODES_OF_TWO)
        self._conditions = tuple(EditionNodes(side.edition, self._space, self._nodes) for side in self._compiled)
        self._situations = Situations(self._conditions, reference)
        self._known_states: dict[int, dict[str, str]] = {}

    @cached_property
    def situations(self) -> int:
        """How many situations there are in all."""
        return self._situations.count()

    @cached_property
    def kinds(self) -> tuple[Difference, ...]:
        """Every way in which the editions differ somewhere; none for an edition and itself."""
        kinds = [kind for kind in self._nodes.leaves(self._difference) if kind is not None]
        return tuple(sorted(kinds, key=_order))

    def groups(self) -> Iterator[Group]:
        """The complete set of situations that differ: each matches some group, and no other situation does."""
        for kind in self.kinds:
            yield from self._groups(self._nodes.mapped(self._difference, partial(eq, kind)), kind)

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """The situations that differ, each counted once, by what decides them; the largest kind first, and together."""
        counts = self._situations.counts(self._shifting)
        shifts = [shift._replace(situations=number) for shift, number in counts.items() if shift is not None]
        sizes: dict[Difference, int] = {}
        for shift in shifts:
            sizes[shift.difference] = sizes.get(shift.difference, 0) + shift.situations
        return tuple(
            sorted(shifts, key=lambda shift: (-sizes[shift.difference], *_order(shift.difference), -shift.situations))
        )

    def groups_of(self, shift: Shift) -> Iterator[Group]:
        """The situations of a shift, grouped as by `groups`."""
        return self._groups(self._where(shift), shift.difference)

    def example_of(self, shift: Shift) -> dict[str, str]:
        """One situation of a shift, as answers."""
        return self._example(self._situations.path_where(self._where(shift)))

    def _groups(self, where: int, kind: Difference) -> Iterator[Group]:
        for conjunction in self._situations.conjunctions(where):
            example = self._example(self._situations.path_in(conjunction.cube))
            yield Group(conjunction.when, self._situations.count(conjunction.cube), kind, example)

    def _where(self, shift: Shift) -> int:
        return self._nodes.mapped(self._shifting, partial(eq, shift._replace(situations=0)))

    @cached_property
    def _shifting(self) -> int:
        """The diagram whose leaves are `Shift`s, not counted, and None where the editions say the same."""
        nodes = self._nodes
        deciding_a, deciding_b = (_deciding(conditions) for conditions in self._conditions)
        decides = nodes.combined(deciding_a, deciding_b, lambda a, b: (a.entry, b.entry))
        said_a, said_b = self._both_said
        changed = nodes.combined(said_a, said_b, _changed_steps)
        why = nodes.combined(decides, changed, _Why)
        return nodes.combined(self._difference, why, _shift)

    @cached_property
    def _difference(self) -> int:
        """The diagram whose leaves are `Difference`s, and None where the editions say the same."""
        return self._nodes.combined(*self._both_said, _difference)

    @cached_property
    def _both_said(self) -> tuple[int, int]:
        """The diagrams whose leaves are what either edition says."""
        said_a, said_b = (self._said(conditions) for conditions in self._conditions)
        return said_a, said_b

    def _said(self, conditions: EditionNodes) -> int:
        diagram, edition = Diagram(conditions), conditions.edition

        def say(leaf: Leaf, advice: Leaf) -> _Said:
            return _said(edition, leaf, advice)

        return self._nodes.combined(diagram.root, diagram.advice, say)

    def _example(self, path: Mapping[int, int]) -> dict[str, str]:
        space = self._space
        chosen: dict[str, str] = {}
        for level, number in path.items():
            variable = space.variables[level]
            if variable is not None:
                chosen[variable.fact] = variable.classes[number][0]
            else:
                derived = space.signatures.derived_values(number)
                chosen |= self._states(number)
                chosen |= {fact.id: derived[fact.id] for fact in space.signatures.derived if fact.answerable}
        applicable: set[str] = set()
        for compiled in self._compiled:
            edition = compiled.edition
            own = {fact: value for fact, value in chosen.items() if fact in edition.fact_by_id}
            known = known_facts(edition, self._reference, edition.heading.in_force_from, own)
            evaluation = compiled.plan.evaluate(known)
            applicable.update(fact for fact in own if evaluation.is_applicable(fact) is Result.HOLDS)
        return {fact: chosen[fact] for fact in space.facts if fact in applicable}

    def _states(self, number: int) -> dict[str, str]:
        """States with this signature under the later edition; where the tables have none, some to answer it of."""
        found = self._known_states.get(number)
        if found is None:
            day = max(compiled.edition.heading.in_force_from for compiled in self._compiled)
            found = self._space.finder.states_for(number, self._reference, day)
            found = self._space.finder.example_states(number, self._reference) if found is None else found
            self._known_states[number] = found
        return found


class _Deciding(NamedTuple):
    """The outcome, and the first entry that gives it."""

    outcome: Outcome
    entry: str = ""


def _deciding(conditions: EditionNodes) -> int:
    """The diagram whose leaves are `_Deciding`."""
    nodes, edition = conditions.nodes, conditions.edition
    giving = [(rule.id, rule.when, rule.then) for rule in edition.rules]
    giving += [(ground.id, ground.when, Outcome.ELIGIBLE) for ground in edition.grounds]
    root = nodes.mapped(Diagram(conditions).outcome, _Deciding)
    for entry_id, when, then in giving:

        def decide(leaf: _Deciding, holds: bool, entry_id: str = entry_id, then: Outcome = then) -> _Deciding:
            return leaf._replace(entry=entry_id) if holds and not leaf.entry and leaf.outcome is then else leaf

        root = nodes.combined(root, conditions.condition(when), decide)
    return root


def _changed_steps(a: _Said, b: _Said) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps that only one of the two requires, or requires in its own way; none where the outcome differs."""
    if a.outcome is not b.outcome:
        return (), ()
    return _steps_without(a, b), _steps_without(b, a)


class _Why(NamedTuple):
    """The entries that decide under either edition, and the steps that only one requires."""

    decides: tuple[str, str]
    only: tuple[tuple[str, ...], tuple[str, ...]]


def _shift(kind: Difference | None, why: _Why) -> Shift | None:
    """The shift of a situation. Where the outcome differs, all else differs with it, and is no other kind of shift."""
    if kind is None:
        return None
    if kind.outcome_a is not kind.outcome_b:
        kind = kind._replace(differs_in=("outcome",))
    return Shift(kind, *why.decides, *why.only)


def _steps_without(said: _Said, other: _Said) -> tuple[str, ...]:
    steps = [step[0] for step in said.approvals if step not in other.approvals]
    steps += [notice for notice in said.notices if notice not in other.notices]
    return *steps, *(item[0] for item in said.commitments if item not in other.commitments)


def _said(edition: Edition, leaf: Leaf, advice: Leaf) -> _Said:
    approvals = {approval.id: approval for approval in edition.approvals}
    steps = []
    if leaf.outcome in OPEN_OUTCOMES:
        for approval_id in leaf.approvals:
            approval = approvals[approval_id]
            manner = approval.sign_off[leaf.outcome]
            steps.append((approval_id, approval.bodies, manner, approval.signatories if manner == "each" else ()))
    binding = tuple((commitment, True) for commitment in leaf.commitments)
    advised = tuple((commitment, False) for commitment in advice.commitments)
    return _Said(leaf.outcome, tuple(steps), leaf.notices, tuple(sorted((*binding, *advised))))


def _difference(a: _Said, b: _Said) -> Difference | None:
    parts = parts_that_differ(a, b)
    return Difference(a.outcome, b.outcome, parts) if parts else None


def _order(kind: Difference) -> tuple[int, int, int]:
    return (
        -len(kind.differs_in) if kind.outcome_a is not kind.outcome_b else 0,
        PRECEDENCE.index(kind.outcome_b),
        PRECEDENCE.index(kind.outcome_a),
    )
