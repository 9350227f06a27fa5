"""Which states can stand behind a signature (`signatures.py`) on a date and with some answers, and examples of them.

The date is not in a diagram; date and answers select which signatures are possible.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice, product
from math import prod
from typing import NamedTuple

from app.domain.decision.diagram.signatures import Signature, Signatures
from app.domain.law.facts import Answers, Fact, TableLookup
from app.domain.law.reference import Reference


class Places(NamedTuple):
    """The signatures that date and answers leave possible, with what is needed to reason about each state.

    `weights`: signature → its share among all choices of states.
    `alternatives[fact]`: the sets of signatures between which a change of this one state moves (only sets of several).
    `by_value[fact]`: for each kind of state, its share, and the signatures it leads to with their shares.
    """

    weights: Mapping[int, float]
    alternatives: Mapping[str, tuple[tuple[int, ...], ...]]
    by_value: Mapping[str, tuple[tuple[float, tuple[tuple[int, float], ...]], ...]]


class StateFinder:
    """Finds states for signatures, and signatures for states, in reference tables on a date."""

    def __init__(self, signatures: Signatures) -> None:
        self._signatures = signatures
        self._places = lru_cache(maxsize=4096)(self._places_for)
        self._kinds = lru_cache(maxsize=4096)(self._kinds_of_states)
        self._alike = lru_cache(maxsize=256)(self._states_alike)

    def places(self, reference: Reference, on: date, answers: Answers) -> Places:
        """What is possible on this date with these answers."""
        given = tuple(answers.get(state) for state in self._signatures.states)
        overridden = tuple(answers.get(fact.id) if fact.answerable else None for fact in self._signatures.derived)
        return self._places(reference, _epoch(reference, on), given, overridden)

    def kinds_of_comparison(self, reference: Reference) -> dict[Signature, list[str]]:
        """All states, those together that look alike to every comparison."""
        kinds: dict[Signature, list[str]] = {}
        for state in reference.countries:
            kinds.setdefault(self._compared_alone(state), []).append(state)
        return kinds

    def states_for(self, number: int, reference: Reference, on: date) -> dict[str, str] | None:
        """States that have this signature on this date; None if no states have."""
        return self._first(lambda seen: seen == self._signatures[number], reference, _epoch(reference, on))

    def example_states(self, number: int, reference: Reference) -> dict[str, str]:
        """States that have this signature but for what tables say of them, which has to be answered."""
        bare = self._signatures.without_tables
        wanted = bare(self._signatures[number])
        found = self._first(lambda seen: bare(seen) == wanted, reference, date.min)
        if found is None:
            raise LookupError(number)
        return found

    def _first(self, fits: Callable[[Signature], bool], reference: Reference, on: date) -> dict[str, str] | None:
        names = self._signatures.states
        for chosen in product(*self._kinds(reference, on, (None,) * len(names))):
            states = tuple(state for state, _ in chosen)
            if fits(self._seen(states, {}, reference, on)):
                return dict(zip(names, states, strict=True))
        return None

    def _seen(
        self, states: tuple[str, ...], overridden: Mapping[str, str], reference: Reference, on: date
    ) -> Signature:
        """The one signature of these states on this day, where tables say no more than they do."""
        named = dict(zip(self._signatures.states, states, strict=True))

        def said(fact: Fact, table: TableLookup) -> tuple[str]:
            given = overridden.get(fact.id)
            return (given if given is not None else reference.lookup(table.table, named[table.of], on),)

        return next(self._signatures.seen(states, said))

    def _compared_alone(self, state: str) -> Signature:
        return self._signatures.compared((state,) * len(self._signatures.states))

    def _kinds_of_states(
        self, reference: Reference, on: date, extra: tuple[str | None, ...]
    ) -> tuple[tuple[tuple[str, float], ...], ...]:
        """For each fact that names a state, a few states that stand for all, each with the share of its kind.

        States of one kind look alike to every comparison and table; one more than there are such facts is taken of
        each kind, so that equal and unequal choices are both among them. States of `extra` are always included.
        """
        count = len(self._signatures.states)
        named = [state for state in dict.fromkeys(extra) if state is not None]
        enough = count + 1 + sum(given is not None for given in extra)
        chosen: list[tuple[str, float]] = []
        for members in self._alike(reference, on):
            wanted = [state for state in named if state in members]
            others = (state for state in members if state not in named)
            wanted += islice(others, enough - len(wanted))
            chosen += [(state, len(members) / len(wanted) / len(reference.countries)) for state in wanted]
        return (tuple(chosen),) * count

    def _states_alike(self, reference: Reference, on: date) -> tuple[dict[str, None], ...]:
        """All states, those of one kind together."""
        tables = [fact.derived.table for fact in self._signatures.derived if isinstance(fact.derived, TableLookup)]
        kinds: dict[tuple[Signature, ...], dict[str, None]] = {}
        for state in reference.countries:
            looked_up = tuple(reference.lookup(table, state, on) for table in tables)
            kinds.setdefault((self._compared_alone(state), looked_up), {})[state] = None
        return tuple(kinds.values())

    def _places_for(
        self,
        reference: Reference,
        on: date,
        given: tuple[str | None, ...],
        overridden: tuple[str | None, ...],
    ) -> Places:
        names = self._signatures.states
        answered = {
            fact.id: value
            for fact, value in zip(self._signatures.derived, overridden, strict=True)
            if value is not None
        }
        kinds = self._kinds(reference, on, given)
        candidates = [kind if answer is None else ((answer, 1.0),) for kind, answer in zip(kinds, given, strict=True)]
        weights: dict[int, float] = {}
        reached: dict[tuple[str, ...], int] = {}
        for chosen in product(*candidates):
            states = tuple(state for state, _ in chosen)
            number = self._signatures.number_of[self._seen(states, answered, reference, on)]
            weights[number] = weights.get(number, 0.0) + prod(share for _, share in chosen)
            reached[states] = number
        alternatives, by_value = {}, {}
        for at, fact in enumerate(names):
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
