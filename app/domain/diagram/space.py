"""The variables of a diagram: facts with their classes of values, and the one variable for all states.

Values that no condition tells apart form one class. All facts that name states, and what is derived from them, share
one variable, the *place*: its classes are the ways in which conditions can see a choice of states ("signatures"). The
date is not in the diagram; date and answers select which signatures are possible.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from app.domain.conditions import Is
from app.domain.facts import NO, YES, Answers, Fact, SameState
from app.domain.reference import Reference
from app.domain.rulebook import Edition

#: What a signature says of each thing that conditions can see: comparisons of states, and derived facts.
Signature = tuple[str, ...]


class Variable(NamedTuple):
    """A fact's variable: its classes of values, and the class of each value."""

    fact: str
    classes: tuple[tuple[str, ...], ...]
    class_of: Mapping[str, int]


class Places(NamedTuple):
    """The signatures that date and answers leave possible, with what is needed to reason about each state.

    `weights`: signature → its share among all choices of states.
    `alternatives[fact]`: the sets of signatures between which a change of this one state moves (only sets of several).
    `by_value[fact]`: for each kind of state, its share, and the signatures it leads to with their shares.
    """

    weights: Mapping[int, float]
    alternatives: Mapping[str, tuple[tuple[int, ...], ...]]
    by_value: Mapping[str, tuple[tuple[float, tuple[tuple[int, float], ...]], ...]]


class Space:
    """The variables of one or more editions, in the order of their levels."""

    def __init__(self, editions: tuple[Edition, ...]) -> None:
        self.editions = editions
        facts = _merged_facts(editions)
        self.facts = {fact.id: fact for fact in facts}
        compared = _compared_values(editions)
        self.states = tuple(fact.id for fact in facts if fact.is_country)
        self.derived = tuple(fact for fact in facts if not fact.is_asked)
        self._state_sets = {state: sorted(compared.get(state, ()), key=sorted) for state in self.states}
        of_place = {fact.id for fact in facts if fact.is_country or not fact.is_asked}
        last_place = max((number for number, fact in enumerate(facts) if fact.id in of_place), default=-1)
        self.variables: list[Variable | None] = []  # None: the place
        self.level_of: dict[str, int] = {}
        self.place_level = -1
        for number, fact in enumerate(facts):
            if fact.id not in of_place:
                variable = _variable(fact, compared.get(fact.id, ()))
                self.level_of[fact.id] = len(self.variables)
                self.variables.append(variable)
            if number == last_place:
                self.place_level = len(self.variables)
                self.variables.append(None)
        for fact_id in of_place:
            self.level_of[fact_id] = self.place_level
        self.signatures: tuple[Signature, ...] = self._all_signatures()
        self._number = {signature: number for number, signature in enumerate(self.signatures)}
        self.arities = tuple(len(variable.classes) if variable else len(self.signatures) for variable in self.variables)
        self._places = lru_cache(maxsize=4096)(self._places_for)
        self._kinds = lru_cache(maxsize=4096)(self._kinds_of_states)
        self._alike = lru_cache(maxsize=256)(self._states_alike)

    def class_test(self, condition: Is) -> tuple[bool, ...]:
        """For each class of the variable that `condition` compares, whether the comparison holds in it."""
        variable = self.variables[self.level_of[condition.fact]]
        if variable is not None:
            return tuple(group[0] in condition.values for group in variable.classes)
        if condition.fact in self.states:
            at = self._position(condition.fact, self._state_sets[condition.fact].index(condition.values))
            return tuple(signature[at] == YES for signature in self.signatures)
        at = self._position_of_derived(condition.fact)
        return tuple(signature[at] in condition.values for signature in self.signatures)

    def places(self, reference: Reference, on: date, answers: Answers) -> Places:
        """What is possible at the place level on this date with these answers."""
        given = tuple(answers.get(state) for state in self.states)
        overridden = tuple(answers.get(fact.id) if fact.answerable else None for fact in self.derived)
        return self._places(reference, _epoch(reference, on), given, overridden)

    def values_of_signature(self, number: int) -> dict[str, str]:
        """The derived facts in a signature."""
        signature = self.signatures[number]
        return {fact.id: signature[self._position_of_derived(fact.id)] for fact in self.derived}

    def with_derived_value(self, fact_id: str, value: str) -> tuple[int, ...]:
        """For each signature the one that differs from it only in this derived fact, which has `value` there."""
        at = self._position_of_derived(fact_id)
        moved = ((*signature[:at], value, *signature[at + 1 :]) for signature in self.signatures)
        return tuple(self._number[signature] for signature in moved)

    def kinds_of_comparison(self, reference: Reference) -> dict[Signature, list[str]]:
        """All states, those together that look alike to every comparison."""
        kinds: dict[Signature, list[str]] = {}
        for state in reference.countries:
            kinds.setdefault(self._compared((state,) * len(self.states)), []).append(state)
        return kinds

    def by_fact(self, signature: Signature) -> dict[str, Signature]:
        """What a signature says, fact by fact."""
        said: dict[str, Signature] = {}
        start = 0
        for state in self.states:
            said[state] = signature[start : start + len(self._state_sets[state])]
            start += len(self._state_sets[state])
        return said | {fact.id: (signature[start + number],) for number, fact in enumerate(self.derived)}

    def compared_of(self, state: str, compared: Signature) -> Signature:
        """The part of what comparisons see that belongs to one fact that names a state."""
        start = self._position(state, 0)
        return compared[start : start + len(self._state_sets[state])]

    def signatures_of(self, states: tuple[str, ...], present: tuple[bool, ...]) -> tuple[int, ...]:
        """The signatures that a choice of states can have, one for each thing that tables can say of those present."""
        named = dict(zip(self.states, states, strict=True))
        is_there = dict(zip(self.states, present, strict=True))
        says: list[tuple[str, ...]] = []
        for fact in self.derived:
            derived = fact.derived
            if isinstance(derived, SameState):
                says.append((YES if named[derived.left] == named[derived.right] else NO,))
            elif derived is not None:
                says.append(fact.values if is_there[derived.of] else fact.values[:1])
        compared = self._compared(states)
        return tuple(self._number[(*compared, *said)] for said in product(*says))

    def states_for(self, number: int, reference: Reference, on: date) -> dict[str, str] | None:
        """States that have this signature on this date; None if no states have."""
        kinds = self._kinds(reference, _epoch(reference, on), (None,) * len(self.states))
        for chosen in product(*kinds):
            states = tuple(state for state, _ in chosen)
            if self._signature(states, (None,) * len(self.derived), reference, on) == self.signatures[number]:
                return dict(zip(self.states, states, strict=True))
        return None

    def example_states(self, number: int, reference: Reference) -> dict[str, str]:
        """States that have this signature but for what tables say of them, which has to be answered."""
        wanted = self._without_lookups(self.signatures[number])
        kinds = self._kinds(reference, date.min, (None,) * len(self.states))
        for chosen in product(*kinds):
            states = tuple(state for state, _ in chosen)
            if (
                self._without_lookups(self._signature(states, (None,) * len(self.derived), reference, date.min))
                == wanted
            ):
                return dict(zip(self.states, states, strict=True))
        raise LookupError(number)

    # Signatures.

    def _position(self, state: str, number: int) -> int:
        before = 0
        for other in self.states:
            if other == state:
                return before + number
            before += len(self._state_sets[other])
        raise KeyError(state)

    def _position_of_derived(self, fact_id: str) -> int:
        start = sum(len(sets) for sets in self._state_sets.values())
        return start + next(number for number, fact in enumerate(self.derived) if fact.id == fact_id)

    def _without_lookups(self, signature: Signature) -> Signature:
        start = sum(len(sets) for sets in self._state_sets.values())
        kept = [
            value
            for value, fact in zip(signature[start:], self.derived, strict=True)
            if isinstance(fact.derived, SameState)
        ]
        return (*signature[:start], *kept)

    def _compared(self, states: tuple[str, ...]) -> Signature:
        """What comparisons with lists of states see in this choice of states."""
        return tuple(
            YES if chosen in values else NO
            for state, chosen in zip(self.states, states, strict=True)
            for values in self._state_sets[state]
        )

    def _signature(
        self, states: tuple[str, ...], overridden: tuple[str | None, ...], reference: Reference, on: date
    ) -> Signature:
        named = dict(zip(self.states, states, strict=True))
        seen = list(self._compared(states))
        for fact, given in zip(self.derived, overridden, strict=True):
            derived = fact.derived
            if isinstance(derived, SameState):
                seen.append(YES if named[derived.left] == named[derived.right] else NO)
            elif derived is not None:
                seen.append(given if given is not None else reference.lookup(derived.table, named[derived.of], on))
        return tuple(seen)

    def _all_signatures(self) -> tuple[Signature, ...]:
        """Every signature that some states can have on some date: the states named in conditions, and a few others."""
        listed = sorted(frozenset().union(*(values for sets in self._state_sets.values() for values in sets)))
        others = [f"other {number}" for number in range(len(self.states) + 1)]
        lookups = [fact.values if not isinstance(fact.derived, SameState) else (None,) for fact in self.derived]
        found: dict[Signature, None] = {}
        for states in product([*listed, *others], repeat=len(self.states)):
            named = dict(zip(self.states, states, strict=True))
            for said in product(*lookups):
                seen = list(self._compared(states))
                for fact, value in zip(self.derived, said, strict=True):
                    derived = fact.derived
                    same = isinstance(derived, SameState) and named[derived.left] == named[derived.right]
                    seen.append(value if value is not None else YES if same else NO)
                found[tuple(seen)] = None
        return tuple(found)

    # What a date and answers leave possible.

    def _kinds_of_states(
        self, reference: Reference, on: date, extra: tuple[str | None, ...]
    ) -> tuple[tuple[tuple[str, float], ...], ...]:
        """For each fact that names a state, a few states that stand for all, each with the share of its kind.

        States of one kind look alike to every comparison and table; one more than there are such facts is taken of
        each kind, so that equal and unequal choices are both among them. States of `extra` are always included.
        """
        named = [state for state in dict.fromkeys(extra) if state is not None]
        enough = len(self.states) + 1 + sum(given is not None for given in extra)
        chosen: list[tuple[str, float]] = []
        for members in self._alike(reference, on):
            wanted = [state for state in named if state in members]
            others = (state for state in members if state not in named)
            wanted += islice(others, enough - len(wanted))
            chosen += [(state, len(members) / len(wanted) / len(reference.countries)) for state in wanted]
        return (tuple(chosen),) * len(self.states)

    def _states_alike(self, reference: Reference, on: date) -> tuple[dict[str, None], ...]:
        """All states, those of one kind together."""
        kinds: dict[tuple[Signature, ...], dict[str, None]] = {}
        for state in reference.countries:
            seen = self._compared((state,) * len(self.states))
            looked_up = tuple(
                reference.lookup(fact.derived.table, state, on)
                for fact in self.derived
                if fact.derived is not None and not isinstance(fact.derived, SameState)
            )
            kinds.setdefault((seen, looked_up), {})[state] = None
        return tuple(kinds.values())

    def _places_for(
        self,
        reference: Reference,
        on: date,
        given: tuple[str | None, ...],
        overridden: tuple[str | None, ...],
    ) -> Places:
        kinds = self._kinds(reference, on, given)
        candidates = [kind if answer is None else ((answer, 1.0),) for kind, answer in zip(kinds, given, strict=True)]
        weights: dict[int, float] = {}
        reached: dict[tuple[str, ...], int] = {}
        for chosen in product(*candidates):
            states = tuple(state for state, _ in chosen)
            number = self._number[self._signature(states, overridden, reference, on)]
            share = 1.0
            for _, part in chosen:
                share *= part
            weights[number] = weights.get(number, 0.0) + share
            reached[states] = number
        alternatives, by_value = {}, {}
        for at, fact in enumerate(self.states):
            if given[at] is None:
                alternatives[fact] = _alternatives(at, reached)
                by_value[fact] = _by_value(at, candidates, reached)
        return Places(weights, alternatives, by_value)


def _alternatives(at: int, reached: Mapping[tuple[str, ...], int]) -> tuple[tuple[int, ...], ...]:
    groups: dict[tuple[str, ...], set[int]] = {}
    for states, number in reached.items():
        groups.setdefault((*states[:at], *states[at + 1 :]), set()).add(number)
    return tuple({tuple(sorted(group)): None for group in groups.values() if len(group) > 1})


def _by_value(
    at: int, candidates: Iterable[tuple[tuple[str, float], ...]], reached: Mapping[tuple[str, ...], int]
) -> tuple[tuple[float, tuple[tuple[int, float], ...]], ...]:
    share_of = [dict(kind) for kind in candidates]
    by_state: dict[str, dict[int, float]] = {}
    for states, number in reached.items():
        share = 1.0
        for other, state in enumerate(states):
            if other != at:
                share *= share_of[other][state]
        led_to = by_state.setdefault(states[at], {})
        led_to[number] = led_to.get(number, 0.0) + share
    merged: dict[tuple[tuple[int, float], ...], float] = {}
    for state, led_to in by_state.items():
        key = tuple(sorted(led_to.items()))
        merged[key] = merged.get(key, 0.0) + share_of[at][state]
    return tuple((share, led_to) for led_to, share in merged.items())


def _epoch(reference: Reference, on: date) -> date:
    """The last day up to `on` on which a table changed: all days since then are alike."""
    changes = reference.changes
    return max((day for day in changes if day <= on), default=date.min)


def _variable(fact: Fact, compared: Iterable[frozenset[str]]) -> Variable:
    groups: dict[tuple[bool, ...], list[str]] = {}
    for value in fact.values:
        groups.setdefault(tuple(value in values for values in compared), []).append(value)
    classes = tuple(tuple(group) for group in groups.values())
    return Variable(fact.id, classes, {value: number for number, group in enumerate(classes) for value in group})


def _compared_values(editions: tuple[Edition, ...]) -> dict[str, list[frozenset[str]]]:
    compared: dict[str, list[frozenset[str]]] = {}
    for edition in editions:
        for condition in edition.all_conditions():
            if isinstance(condition, Is) and condition.values not in compared.setdefault(condition.fact, []):
                compared[condition.fact].append(condition.values)
    return compared


def _merged_facts(editions: tuple[Edition, ...]) -> tuple[Fact, ...]:
    """The facts of all editions, each once, in an order that keeps the order of each edition."""
    merged: list[Fact] = []
    for edition in editions:
        at = 0
        for fact in edition.facts:
            known = next((number for number, other in enumerate(merged) if other.id == fact.id), None)
            if known is None:
                merged.insert(at, fact)
                at += 1
            else:
                added = tuple(value for value in fact.values if value not in merged[known].values)
                merged[known] = merged[known]._replace(values=(*merged[known].values, *added))
                at = max(at, known + 1)
    return tuple(merged)
