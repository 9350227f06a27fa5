"""A condition as a tree in words: what has to hold, with its parts below it."""

from collections.abc import Iterator
from typing import NamedTuple

from app.domain.law.conditions import All, AnyOf, Condition, Holds, Is, Not
from app.wording.phrases import Phrases


class ConditionLine(NamedTuple):
    """One condition in words. `name` is that of the definition, ground or approval it refers to, else empty."""

    text: str
    parts: tuple["ConditionLine", ...] = ()
    name: str = ""


def condition_tree(phrases: Phrases, condition: Condition) -> ConditionLine:
    """The condition with all its parts; "all of" directly below "all of" is one list."""
    words = phrases.words
    if isinstance(condition, Is):
        fact = phrases.edition.fact_by_id[condition.fact]
        return ConditionLine(phrases.wanted(fact.id, fact.in_order(condition.values)))
    if isinstance(condition, Holds):
        return ConditionLine(phrases.named(condition.name), name=condition.name)
    if isinstance(condition, Not):
        inner = condition.part
        parts = inner.parts if isinstance(inner, AnyOf) else (inner,)
        if len(parts) == 1:
            line = condition_tree(phrases, parts[0])
            return line._replace(text=words._("Not the case: {condition}", condition=line.text))
        return ConditionLine(words._("None of the following"), tuple(condition_tree(phrases, part) for part in parts))
    if condition == All(()):
        return ConditionLine(words._("Always"))
    is_conjunction = isinstance(condition, All)
    heading = words._("All of the following") if is_conjunction else words._("At least one of the following")
    return ConditionLine(heading, tuple(condition_tree(phrases, part) for part in _flat(condition)))


def _flat(condition: All | AnyOf) -> Iterator[Condition]:
    """The parts, those of parts of the same kind included."""
    for part in condition.parts:
        if isinstance(part, All | AnyOf) and part.parts and part.word == condition.word:
            yield from _flat(part)
        else:
            yield part
