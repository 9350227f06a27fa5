"""What would change a result: the smallest changes of facts that lead to a better outcome.

Facts that would make it another transfer (`KindOfChange.IDENTITY`) are never changed.

The diagram is turned into one over *choices*: leave a fact as it is, or set it to another value. What is neither
known nor chosen is left open, and a choice counts only if it gives its outcome however that turns out.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial, reduce
from operator import is_
from typing import NamedTuple, TypeAlias

from app.domain.decision.diagram.compilation import Diagram
from app.domain.decision.diagram.nodes import LEAF_LEVEL, Nodes
from app.domain.decision.diagram.residual import chosen_classes
from app.domain.law.facts import Answers, KindOfChange
from app.domain.law.outcomes import PRECEDENCE, Outcome, better_than
from app.domain.law.reference import Reference

#: (level, option): a fact set to a value; options are numbered from 1, 0 is "as it is".
_Setting: TypeAlias = frozenset[tuple[int, int]]


class Change(NamedTuple):
    """New values of facts, the outcome they lead to, and whether officials can bring all of them about."""

    facts: Mapping[str, str]
    outcome: Outcome
    curable: bool


class _Level(NamedTuple):
    """What may happen at one level: the classes possible as things stand, and the options to set it otherwise.

    `as_is` are the classes that have to be reckoned with; each option has its fact, value and classes.
    """

    as_is: tuple[int, ...]
    options: tuple[tuple[str, str, tuple[int, ...]], ...]


def smallest_changes(
    diagram: Diagram, reference: Reference, on: date, answers: Answers, outcome: Outcome
) -> tuple[Change, ...]:
    """All changes, minimal by inclusion, that give a better outcome than `outcome`, the smallest first."""
    levels = _levels(diagram, reference, on, answers)
    found: list[tuple[_Setting, Outcome]] = []
    for better in reversed(better_than(outcome)):
        target = diagram.nodes.mapped(diagram.outcome, partial(is_, better))
        for setting in _smallest_settings(diagram.nodes, target, levels):
            if not any(smaller < setting for smaller, _ in found):
                found.append((setting, better))
    kinds = {fact.id: fact.kind for fact in diagram.edition.facts}
    order = {fact.id: number for number, fact in enumerate(diagram.edition.facts)}
    changes: dict[tuple[frozenset[str], Outcome], Change] = {}
    for setting, better in found:
        facts = {
            levels[level].options[option - 1][0]: levels[level].options[option - 1][1] for level, option in setting
        }
        facts = {fact: facts[fact] for fact in sorted(facts, key=order.__getitem__)}
        curable = all(kinds[fact] is KindOfChange.CURABLE for fact in facts)
        changes.setdefault((frozenset(facts), better), Change(facts, better, curable))
    return tuple(
        sorted(
            changes.values(),
            key=lambda change: (len(change.facts), not change.curable, list(map(order.get, change.facts))),
        )
    )


def best_of_each(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Of changes to the same facts only the one with the best outcome: what an official would be told to aim at."""
    best: dict[frozenset[str], Change] = {}
    for change in changes:
        known = best.get(frozenset(change.facts))
        if known is None or PRECEDENCE.index(change.outcome) > PRECEDENCE.index(known.outcome):
            best[frozenset(change.facts)] = change
    return tuple(best.values())


def _levels(diagram: Diagram, reference: Reference, on: date, answers: Answers) -> tuple[_Level, ...]:
    space = diagram.space
    chosen = chosen_classes(space, answers)
    levels = []
    for level, variable in enumerate(space.variables):
        if variable is None:
            levels.append(_place_level(diagram, reference, on, answers))
            continue
        as_is = (chosen[level],) if level in chosen else tuple(range(len(variable.classes)))
        options: tuple[tuple[str, str, tuple[int, ...]], ...] = ()
        if space.facts[variable.fact].kind is not KindOfChange.IDENTITY:
            options = tuple(
                (variable.fact, group[0], (number,))
                for number, group in enumerate(variable.classes)
                if as_is != (number,)
            )
        levels.append(_Level(as_is, options))
    return tuple(levels)


def _place_level(diagram: Diagram, reference: Reference, on: date, answers: Answers) -> _Level:
    """The level of the place: its options are other values of what tables say, where an answer may set that aside."""
    space = diagram.space
    as_is = tuple(space.finder.places(reference, on, answers).weights)
    options = []
    for fact in space.signatures.derived:
        if fact.answerable and fact.kind is not KindOfChange.IDENTITY:
            for value in fact.values:
                classes = tuple(space.finder.places(reference, on, {**answers, fact.id: value}).weights)
                if set(classes) != set(as_is):
                    options.append((fact.id, value, classes))
    return _Level(as_is, tuple(options))


def _smallest_settings(nodes: Nodes, target: int, levels: tuple[_Level, ...]) -> Iterable[_Setting]:
    choices = Nodes(tuple(1 + len(level.options) for level in levels))
    return _minimal(choices, _over_choices(nodes, target, levels, choices))


def _over_choices(nodes: Nodes, target: int, levels: tuple[_Level, ...], choices: Nodes) -> int:
    """The boolean diagram over choices: true where every situation left open reaches `target`."""
    memo: dict[int, int] = {}

    def all_of(kids: tuple[int, ...], classes: tuple[int, ...]) -> int:
        return reduce(choices.both, (visit(kids[number]) for number in dict.fromkeys(classes)), choices.true)

    def visit(node: int) -> int:
        found = memo.get(node)
        if found is None:
            at = nodes.level[node]
            if at == LEAF_LEVEL:
                found = choices.true if nodes.payload[node] else choices.false
            else:
                kids, level = nodes.kids[node], levels[at]
                options = (level.as_is, *(classes for _, _, classes in level.options))
                found = choices.inner(at, tuple([all_of(kids, classes) for classes in options]))
            memo[node] = found
        return found

    return visit(target)


def _minimal(choices: Nodes, root: int) -> tuple[_Setting, ...]:
    """The smallest settings that make `root` true: no part of any of them does."""
    memo: dict[int, tuple[_Setting, ...]] = {choices.false: (), choices.true: (frozenset(),)}

    def visit(node: int) -> tuple[_Setting, ...]:
        found = memo.get(node)
        if found is None:
            as_is, *options = choices.kids[node]
            smallest = list(visit(as_is))
            for option, kid in enumerate(options, 1):
                setting = {(choices.level[node], option)}
                smallest += (rest | setting for rest in visit(kid) if not any(other <= rest for other in visit(as_is)))
            found = memo[node] = tuple(smallest)
        return found

    return visit(root)
