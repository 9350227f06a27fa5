"""Editions like the program's own but for some of their parts, made without files."""

from collections.abc import Callable
from inspect import signature
from typing import Any

from app.domain.law.conditions import Condition
from app.domain.law.facts import Fact
from app.domain.law.outcomes import Outcome
from app.domain.law.rulebook import Edition, Rule


def changed(edition: Edition, **parts: Any) -> Edition:
    """The edition with other parts, named as `Edition` takes them."""
    own = {name: getattr(edition, name) for name in signature(Edition).parameters}
    return Edition(**{**own, **parts})


def with_rule(edition: Edition, rule_id: str, *, when: Condition | None = None, then: Outcome | None = None) -> Edition:
    """The edition in which one rule has another condition, or another outcome."""

    def change(rule: Rule) -> Rule:
        return rule._replace(when=when or rule.when, then=then or rule.then)

    return changed(edition, rules=_replaced(edition.rules, rule_id, change))


def with_definition(edition: Edition, name: str, when: Condition) -> Edition:
    """The edition in which a name stands for another condition."""
    changes = _replaced(edition.definitions, name, lambda definition: definition._replace(when=when))
    return changed(edition, definitions=changes)


def without_value(edition: Edition, fact_id: str, value: str) -> Edition:
    """The edition in which a fact cannot have one of its values."""

    def change(fact: Fact) -> Fact:
        return fact._replace(values=tuple(each for each in fact.values if each != value))

    return changed(edition, facts=_replaced(edition.facts, fact_id, change))


def _replaced(entries: Any, wanted: str, change: Callable[[Any], Any]) -> tuple[Any, ...]:
    assert any(entry.id == wanted for entry in entries), wanted
    return tuple(change(entry) if entry.id == wanted else entry for entry in entries)
