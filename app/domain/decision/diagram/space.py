"""The variables of a diagram: facts with their classes of values, and the one variable for all states, the place.

Values that no condition tells apart form one class; see `signatures` for the classes of the place.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.domain.decision.diagram.places import StateFinder
from app.domain.decision.diagram.signatures import Signatures
from app.domain.law.conditions import Is
from app.domain.law.facts import Fact
from app.domain.law.rulebook import Edition, compared_values


class Variable(NamedTuple):
    """A fact's variable: its classes of values, and the class of each value."""

    fact: str
    classes: tuple[tuple[str, ...], ...]
    class_of: Mapping[str, int]


class Space:
    """The variables of one or more editions, in the order of their levels."""

    def __init__(self, editions: tuple[Edition, ...]) -> None:
        facts = _merged_facts(editions)
        self.facts = {fact.id: fact for fact in facts}
        compared = compared_values(editions)
        self.signatures = Signatures(facts, compared)
        self.finder = StateFinder(self.signatures)
        of_place = self.signatures.part_of.keys()
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
        self.arities = tuple(len(variable.classes) if variable else len(self.signatures) for variable in self.variables)

    def class_test(self, condition: Is) -> tuple[bool, ...]:
        """For each class of the variable that `condition` compares, whether the comparison holds in it."""
        variable = self.variables[self.level_of[condition.fact]]
        if variable is None:
            return self.signatures.test(condition)
        return tuple(group[0] in condition.values for group in variable.classes)


def _variable(fact: Fact, compared: Iterable[frozenset[str]]) -> Variable:
    groups: dict[tuple[bool, ...], list[str]] = {}
    for value in fact.values:
        groups.setdefault(tuple(value in values for values in compared), []).append(value)
    classes = tuple(tuple(group) for group in groups.values())
    return Variable(fact.id, classes, {value: number for number, group in enumerate(classes) for value in group})


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
