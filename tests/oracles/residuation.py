"""A second compiler: it asks the facts one after another, and keeps what remains of the rules after each answer.

The conditions of an edition are read as formulas over the plain cross product of all facts: a comparison with a fact
holds where the fact is applicable *and* has the value. From the top down, each fact is given each of its values, the
formulas are simplified, and what remains is the key under which the work is remembered. Nodes whose branches are all
alike fall away, so that two editions that decide alike have the same diagram.

Values that no condition tells apart are one branch: `OTHER` stands for those that none mentions. The two states and the
agreement are facts of their own here, with `destination_is_licensor` asked where naming the states leaves it open.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from app.domain.law.conditions import All, Condition, Holds, Is, Not
from app.domain.law.facts import Fact, SameState
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome
from app.domain.law.rulebook import Edition

OTHER = "*"


class Member(NamedTuple):
    """The fact has one of the values, applicable or not."""

    fact: str
    values: frozenset[str]


class Junction(NamedTuple):
    """All of the parts where `every`, else at least one of them."""

    every: bool
    parts: frozenset["Formula"]


class Negation(NamedTuple):
    """Not the part."""

    negated: "Formula"


Formula: TypeAlias = bool | Member | Junction | Negation


def junction(every: bool, parts: list[Formula]) -> Formula:
    """The parts joined, in the simplest form: flat, without repetitions, constants drawn out."""
    flat: set[Formula] = set()
    for part in parts:
        if isinstance(part, Junction) and part.every == every:
            flat |= part.parts
        elif isinstance(part, bool):
            if part != every:
                return part
        else:
            flat.add(part)
    if any(isinstance(part, Negation) and part.negated in flat for part in flat):
        return not every
    if not flat:
        return every
    return next(iter(flat)) if len(flat) == 1 else Junction(every, frozenset(flat))


def negation(part: Formula) -> Formula:
    """The opposite of the part."""
    if isinstance(part, bool):
        return not part
    return part.negated if isinstance(part, Negation) else Negation(part)


class Leaf(NamedTuple):
    """What a path comes to."""

    outcome: str
    approvals: tuple[str, ...]
    notices: tuple[str, ...]
    commitments: tuple[str, ...]


class Node(NamedTuple):
    """A question. Nodes are made once each: the same node is the same object."""

    place: int
    fact: str
    branches: tuple[tuple[str, "Diagram"], ...]


Diagram: TypeAlias = Leaf | Node


class _Remainder(NamedTuple):
    """What is left to decide: a formula for each outcome that a rule gives, then for each step and commitment."""

    outcomes: tuple[Formula, ...]
    steps: tuple[Formula, ...]


class Residuation:
    """An edition compiled from the top down."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._facts = {fact.id: fact for fact in edition.facts}
        self._named = edition.named_conditions
        self._applicable: dict[str, Formula] = {}
        self._defined: dict[str, Formula] = {}
        self._set: dict[tuple[Formula, str, str], Formula] = {}
        self._nodes: dict[tuple[int, tuple[int, ...]], Node] = {}
        self._leaves: dict[Leaf, Leaf] = {}
        self._done: dict[tuple[int, str, _Remainder], Diagram] = {}
        start = self._start()
        self._mentioned = self._values_mentioned(start)
        self._order = tuple(fact.id for fact in edition.facts if fact.id in self._mentioned)
        self.root = self._compile(0, "", start)

    # --- Reading -----------------------------------------------------------------------------------------------------

    def _formula(self, condition: Condition) -> Formula:
        if isinstance(condition, Is):
            known = Member(condition.fact, frozenset(condition.values))
            return junction(True, [self._applies(self._facts[condition.fact]), known])
        if isinstance(condition, Holds):
            if condition.name not in self._defined:
                self._defined[condition.name] = self._formula(self._named[condition.name])
            return self._defined[condition.name]
        if isinstance(condition, Not):
            return negation(self._formula(condition.part))
        return junction(isinstance(condition, All), [self._formula(part) for part in condition.parts])

    def _applies(self, fact: Fact) -> Formula:
        if fact.id not in self._applicable:
            applies = self._formula(fact.applicable)
            if isinstance(fact.derived, SameState):
                sides = (self._facts[fact.derived.left], self._facts[fact.derived.right])
                applies = junction(True, [applies, *(self._applies(side) for side in sides)])
            elif fact.derived is not None:
                applies = junction(True, [applies, self._applies(self._facts[fact.derived.of])])
            self._applicable[fact.id] = applies
        return self._applicable[fact.id]

    def _start(self) -> _Remainder:
        outcomes = []
        for outcome in PRECEDENCE:
            rules = [self._formula(rule.when) for rule in self.edition.rules if rule.then is outcome]
            outcomes.append(junction(False, rules))
        steps = [step.when for step in self.edition.approvals]
        steps += [step.when for step in self.edition.notices]
        steps += [step.when for step in self.edition.commitments]
        return _Remainder(tuple(outcomes), tuple(self._formula(when) for when in steps))

    def _values_mentioned(self, start: _Remainder) -> dict[str, set[frozenset[str]]]:
        mentioned: dict[str, set[frozenset[str]]] = {}
        seen: set[Formula] = set()
        waiting = [*start.outcomes, *start.steps]
        while waiting:
            formula = waiting.pop()
            if formula in seen:
                continue
            seen.add(formula)
            if isinstance(formula, Member):
                mentioned.setdefault(formula.fact, set()).add(formula.values)
                derived = self._facts[formula.fact].derived
                if isinstance(derived, SameState):
                    mentioned.setdefault(derived.left, set())
                    mentioned.setdefault(derived.right, set())
            elif isinstance(formula, Junction):
                waiting.extend(formula.parts)
            elif isinstance(formula, Negation):
                waiting.append(formula.negated)
        return mentioned

    def classes(self, fact_id: str) -> tuple[str, ...]:
        """One value of each group of values that the conditions tell apart; `OTHER` for states that none mentions."""
        fact = self._facts[fact_id]
        sets = self._mentioned[fact_id]
        if fact.is_country:  # both states by the same names, so that the two can be compared
            named = [values for state in self._facts.values() if state.is_country for values in self._values_of(state)]
            return (*sorted({state for values in named for state in values}), OTHER)
        kinds: dict[tuple[bool, ...], str] = {}
        for value in fact.values:
            kinds.setdefault(tuple(value in values for values in sorted(sets, key=sorted)), value)
        return tuple(kinds.values())

    def _values_of(self, fact: Fact) -> set[frozenset[str]]:
        return self._mentioned.get(fact.id, set())

    # --- Compiling ---------------------------------------------------------------------------------------------------

    def _compile(self, place: int, states: str, left: _Remainder) -> Diagram:
        left = _without_what_cannot_matter(left)
        if left.outcomes[0] is True or place == len(self._order):
            return self._leaf(left)
        key = (place, states, left)
        if key not in self._done:
            self._done[key] = self._ask(place, states, left)
        return self._done[key]

    def _ask(self, place: int, states: str, left: _Remainder) -> Diagram:
        fact = self._facts[self._order[place]]
        branches = []
        values = self._same(states) if isinstance(fact.derived, SameState) else self.classes(fact.id)
        for value in values:
            known = f"{states}/{value}" if fact.is_country else states
            branches.append((value, self._compile(place + 1, known, self._given(left, fact.id, value))))
        if all(branch is branches[0][1] for _, branch in branches):
            return branches[0][1]
        node = Node(place, fact.id, tuple(branches))
        kids = tuple(id(branch) for _, branch in branches)
        return self._nodes.setdefault((place, kids), node)

    @staticmethod
    def _same(states: str) -> tuple[str, ...]:
        """Whether the two states chosen so far are the same: open only where neither has a name."""
        left, right = states.split("/")[1:]
        if left != right:
            return ("no",)
        return ("yes", "no") if left == OTHER else ("yes",)

    def _given(self, left: _Remainder, fact: str, value: str) -> _Remainder:
        return _Remainder(
            tuple(self._set_value(formula, fact, value) for formula in left.outcomes),
            tuple(self._set_value(formula, fact, value) for formula in left.steps),
        )

    def _set_value(self, formula: Formula, fact: str, value: str) -> Formula:
        if isinstance(formula, bool):
            return formula
        if isinstance(formula, Member):
            return value in formula.values if formula.fact == fact else formula
        key = (formula, fact, value)
        if key not in self._set:
            if isinstance(formula, Negation):
                self._set[key] = negation(self._set_value(formula.negated, fact, value))
            else:
                parts = [self._set_value(part, fact, value) for part in formula.parts]
                self._set[key] = junction(formula.every, parts)
        return self._set[key]

    def _leaf(self, left: _Remainder) -> Leaf:
        given = [outcome for outcome, holds in zip(PRECEDENCE, left.outcomes, strict=True) if holds is True]
        outcome = given[0] if given else Outcome.ELIGIBLE
        approvals, notices, commitments = [], [], []
        if outcome in OPEN_OUTCOMES:
            held = iter(left.steps)
            approvals = [step.id for step in self.edition.approvals if next(held)]
            notices = [step.id for step in self.edition.notices if next(held)]
            commitments = [step.id for step in self.edition.commitments if next(held)]
        leaf = Leaf(outcome.value, tuple(approvals), tuple(notices), tuple(commitments))
        return self._leaves.setdefault(leaf, leaf)

    # --- Reading the result ------------------------------------------------------------------------------------------

    def leaves(self) -> frozenset[Leaf]:
        """Every leaf that some path reaches."""
        return frozenset(part for part in self.parts() if isinstance(part, Leaf))

    def parts(self) -> list[Diagram]:
        """Every node and leaf, once."""
        found: dict[int, Diagram] = {}
        waiting: list[Diagram] = [self.root]
        while waiting:
            part = waiting.pop()
            if id(part) not in found:
                found[id(part)] = part
                if isinstance(part, Node):
                    waiting.extend(branch for _, branch in part.branches)
        return list(found.values())

    def decide(self, facts: Mapping[str, str]) -> Leaf:
        """The leaf for complete facts, the agreement among them; what is not applicable may be absent."""
        part = self.root
        while isinstance(part, Node):
            part = self.branch(part, facts)
        return part

    def branch(self, node: Node, facts: Mapping[str, str]) -> Diagram:
        """Where the facts lead from a node."""
        fact = self._facts[node.fact]
        if isinstance(fact.derived, SameState):
            left, right = (facts.get(side) for side in (fact.derived.left, fact.derived.right))
            value = "yes" if left == right and left is not None else "no"
        else:
            value = facts.get(node.fact, node.branches[0][0])
        named = dict(node.branches)
        if value in named:
            return named[value]
        if fact.is_country:
            return named[OTHER]
        sets = self._mentioned[node.fact]
        alike = [branch for other, branch in node.branches if all((other in s) == (value in s) for s in sets)]
        return alike[0]


def _without_what_cannot_matter(left: _Remainder) -> _Remainder:
    """A graver outcome that is certain hides the lesser ones, and with a closed outcome there are no steps."""
    outcomes = list(left.outcomes)
    for number, formula in enumerate(outcomes):
        if formula is True:
            outcomes = [*outcomes[: number + 1], *([False] * (len(outcomes) - number - 1))]
            break
    steps = left.steps
    certain = next((place for place, formula in enumerate(outcomes) if formula is True), None)
    if certain is not None and PRECEDENCE[certain] not in OPEN_OUTCOMES:
        # Graver outcomes may still be open, none of them with steps.
        steps = tuple(False for _ in steps)
    return _Remainder(tuple(outcomes), steps)
