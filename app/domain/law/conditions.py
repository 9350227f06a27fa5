"""Conditions on facts: all, any, not, a comparison, a named condition."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias


class Is(NamedTuple):
    """The fact has one of these values; false, however worded, when the fact is not applicable."""

    fact: str
    values: frozenset[str]


class Holds(NamedTuple):
    """The definition, ground or approval of this name holds."""

    name: str


class All(NamedTuple):
    """Every part holds; with no parts it always holds."""

    parts: tuple["Condition", ...]
    word: str = "all"  # tuples compare by content: without it, `All` and `AnyOf` of the same parts would be equal


class AnyOf(NamedTuple):
    """At least one part holds; with no parts it never holds."""

    parts: tuple["Condition", ...]
    word: str = "any"


class Not(NamedTuple):
    """The part does not hold."""

    part: "Condition"


Condition: TypeAlias = Is | Holds | All | AnyOf | Not

ALWAYS = All(())


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and every condition inside it, outermost first; names are not followed."""
    yield condition
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from walk(part)
    elif isinstance(condition, Not):
        yield from walk(condition.part)


def facts_named(condition: Condition) -> set[str]:
    """The ids of the facts that the condition compares, without following names."""
    return {inner.fact for inner in walk(condition) if isinstance(inner, Is)}


def spelled_out(condition: Condition, named: Mapping[str, Condition]) -> list[Any]:
    """The condition as plain data, each name replaced by what it stands for; the order of parts makes no difference."""
    if isinstance(condition, Holds):
        return spelled_out(named[condition.name], named)
    if isinstance(condition, Is):
        return ["is", condition.fact, *sorted(condition.values)]
    if isinstance(condition, Not):
        return ["not", spelled_out(condition.part, named)]
    return [condition.word, *sorted(spelled_out(part, named) for part in condition.parts)]


def names_held(condition: Condition) -> set[str]:
    """The names of the conditions that the condition refers to."""
    return {inner.name for inner in walk(condition) if isinstance(inner, Holds)}
