"""The smallest changes that better an outcome, by trying every set of new values of every fact that may be changed.

A change names new values of facts that are not of the transfer's identity; it must give one better outcome in every
admissible completion of the answers so changed. It is smallest where no part of it does as well.

All changes are tried at once, in an array with an axis a fact. On the axis of a fact that may be named, the first
place means "not named"; the others are its new values. The outcome of a change is then a cell: the least and the
greatest rank over everything that is left open there. The facts that no rule compares (`careful_consideration`,
`precedent`) and those that cannot become applicable have no axis, since naming them alters nothing.
"""

import math
from datetime import date
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tests.oracles import by_hand, completions, sweep
from tests.oracles.by_hand import Facts

_UNCOMPARED = ("careful_consideration", "precedent")
_AGREEMENT = "agreement_in_force"


class FoundChange(NamedTuple):
    """A smallest change, in representative values, and the outcome that it gives."""

    change: frozenset[tuple[str, str]]
    outcome: str

    @property
    def facts(self) -> frozenset[str]:
        """The facts that it names."""
        return frozenset(fact for fact, _ in self.change)


Ranks: TypeAlias = NDArray[np.int8]


class _Axis(NamedTuple):
    """A fact of the array: its values, and whether it is open (its first place is then every value at once)."""

    fact: str
    values: tuple[str, ...]
    may_be_named: bool
    is_open: bool


def stands_for(fact: str, value: str) -> str:
    """The value that represents this one (see the grouping in `completions`)."""
    group = completions.GROUPS.get(fact)
    if group is None or value in group:
        return value
    return next(other for other in group if other != "none")


def _reachable(edition: str, answers: Facts) -> frozenset[str]:
    """The facts that are applicable in some completion once every changeable fact is free."""
    structure = {parent for row in by_hand.QUESTIONS[edition] for parent in row.parents}
    found: list[dict[str, str]] = [{}]
    reachable: set[str] = set()
    for row in by_hand.QUESTIONS[edition]:
        applicable = [facts for facts in found if row.applies(facts)]
        if applicable:
            reachable.add(row.id)
        if row.id not in structure:
            continue
        kept = row.kind == "i" and row.id in answers
        values = (answers[row.id],) if kept else completions.GROUPS.get(row.id, row.values)
        found = [facts for facts in found if facts not in applicable] + [
            {**facts, row.id: value} for facts in applicable for value in values
        ]
    return frozenset(reachable)


def _axes(edition: str, answers: Facts, states: tuple[str, ...]) -> list[_Axis]:
    reachable = _reachable(edition, answers)
    axes = []
    for row in by_hand.QUESTIONS[edition]:
        if row.id not in reachable or row.id in _UNCOMPARED:
            continue
        values = completions.GROUPS.get(row.id, row.values) or states
        given = answers.get(row.id)
        if given is not None:
            given = stands_for(row.id, given)
            others = tuple(value for value in values if value != given)
            values = (given, *others) if row.kind != "i" else (given,)
        axes.append(_Axis(row.id, values, row.kind != "i", given is None))
    return axes


def _spread(codes: NDArray[np.int8], axis: int, dimensions: int) -> NDArray[np.int8]:
    return codes.reshape([-1 if place == axis else 1 for place in range(dimensions)])


def _agreement_codes(axes: list[_Axis], on: date, answers: Facts, dimensions: int) -> NDArray[np.int8]:
    """The last axis is the agreement's: first what the case itself gives, then each value that can be named."""
    place = next(number for number, axis in enumerate(axes) if axis.fact == "destination")
    given = answers.get(_AGREEMENT)
    own = [by_hand.AGREEMENT_VALUES.index(given or by_hand.agreement_with(state, on)) for state in axes[place].values]
    unnamed = _spread(np.array(own, dtype=np.int8), place, dimensions)
    named = [np.full_like(unnamed, code) for code in range(len(by_hand.AGREEMENT_VALUES))]
    return np.concatenate([unnamed, *named], axis=dimensions - 1)


def _all_changes(
    edition: str, on: date, answers: Facts, axes: list[_Axis], at_most: int
) -> tuple[Ranks, list[_Axis]] | None:
    """The rank of every change, -1 where it does not give one outcome; with the axes that remain."""
    dimensions = len(axes) + 1
    if math.prod(len(axis.values) for axis in axes) * 4 > at_most:
        return None
    codes = {
        axis.fact: _spread(np.arange(len(axis.values), dtype=np.int8), place, dimensions)
        for place, axis in enumerate(axes)
    }
    codes[_AGREEMENT] = _agreement_codes(axes, on, answers, dimensions)
    values = {axis.fact: axis.values for axis in axes} | {_AGREEMENT: by_hand.AGREEMENT_VALUES}
    if "licensor_state" in codes:  # the two states are compared by their codes: give both the same values
        values, codes = _with_common_states(values, codes)
    shape = [*(len(axis.values) for axis in axes), 4]
    least = np.broadcast_to(sweep.ranks(sweep.Cases(edition, values, codes)), shape)
    greatest = least
    for place, axis in enumerate(axes):
        if not axis.is_open:
            continue
        low, high = least.min(axis=place, keepdims=True), greatest.max(axis=place, keepdims=True)
        if axis.may_be_named:
            low, high = np.concatenate([low, least], axis=place), np.concatenate([high, greatest], axis=place)
        least, greatest = low, high
    agreement = _Axis(_AGREEMENT, ("", *by_hand.AGREEMENT_VALUES), may_be_named=True, is_open=False)
    return np.where(least == greatest, least, np.int8(-1)), [*axes, agreement]


def _with_common_states(
    values: dict[str, tuple[str, ...]], codes: dict[str, NDArray[np.int8]]
) -> tuple[dict[str, tuple[str, ...]], dict[str, NDArray[np.int8]]]:
    common = tuple(dict.fromkeys((*values["destination"], *values["licensor_state"])))
    codes, values = dict(codes), dict(values)
    for fact in ("destination", "licensor_state"):
        places = np.array([common.index(state) for state in values[fact]], dtype=np.int8)
        codes[fact] = places[codes[fact]]
        values[fact] = common
    return values, codes


def smallest_changes(
    edition: str, on: date, answers: Facts, outcome: str, at_most: int = 4_000_000
) -> frozenset[FoundChange] | None:
    """Every smallest change that betters a settled `outcome`; None where there are too many changes to try."""
    if outcome in ("eligible", "outside_scope"):
        return frozenset()
    states = completions.representatives(on, completions.given_states(answers))
    tried = _all_changes(edition, on, answers, _axes(edition, answers, states), at_most)
    if tried is None:
        return None
    rank, axes = tried
    worse = max(sweep.RANKS.index(outcome), sweep.NOT_ELIGIBLE)
    gain = np.where((rank > worse) & (rank <= sweep.ELIGIBLE), rank, np.int8(-1))
    best_part = gain.copy()  # the best that the change or a part of it does
    best_proper_part = np.full_like(gain, -1)
    named = [place for place, axis in enumerate(axes) if axis.may_be_named]
    for place in named:
        np.maximum(best_part, _unnamed(best_part, place), out=best_part)
    for place in named:
        without = np.broadcast_to(_unnamed(best_part, place), gain.shape).copy()
        first: list[slice | int] = [slice(None)] * gain.ndim
        first[place] = 0
        without[tuple(first)] = -1
        np.maximum(best_proper_part, without, out=best_proper_part)
    found = []
    for cell in np.argwhere((gain >= 0) & (best_proper_part < gain)):
        change = frozenset((axes[place].fact, _value(axes[place], int(cell[place]))) for place in named if cell[place])
        found.append(FoundChange(change, sweep.RANKS[gain[tuple(cell)]]))
    return frozenset(found)


def _value(axis: _Axis, place: int) -> str:
    return axis.values[place - 1] if axis.is_open else axis.values[place]


def _unnamed(ranks: Ranks, place: int) -> Ranks:
    return np.take(ranks, [0], axis=place)
