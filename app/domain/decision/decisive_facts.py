"""The facts on which a result turns: those that alone decide the outcome and its steps, whatever the others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.decision.diagram.residual import Restriction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from app.domain.decision.compiled_edition import CompiledEdition
    from app.domain.decision.diagram.compilation import Leaf
    from app.domain.law.facts import Answers
    from app.domain.law.reference import Reference


def decisive_facts(
    compiled: CompiledEdition,
    reference: Reference,
    on: date,
    known: Answers,
    set_aside: frozenset[str] = frozenset(),
) -> Mapping[str, tuple[str, ...]]:
    """Of the facts that are known, derived ones included, those that alone decide: each with the values that would
    decide the same in its place, the others being as they are. Nothing where the facts do not settle a result.

    None of them could be left out. Where several such sets are possible, it is the one of the questions asked first;
    a state gives way to what is derived from it.
    """
    deciding = _Deciding(compiled, reference, on, set_aside)
    facts = {fact.id: known[fact.id] for fact in compiled.edition.facts if fact.id in known and fact.answerable}
    target = deciding.result(facts)
    if target is None:
        return {}
    states = [fact for fact in facts if compiled.edition.fact_by_id[fact].is_country]
    for fact in [*states, *(fact for fact in reversed(facts) if fact not in states)]:
        fewer = {name: value for name, value in facts.items() if name != fact}
        if deciding.result(fewer) == target:
            facts = fewer
    return {fact: tuple(deciding.alike(facts, fact, _values(compiled, reference, fact), target)) for fact in facts}


def _values(compiled: CompiledEdition, reference: Reference, fact_id: str) -> Iterable[str]:
    fact = compiled.edition.fact_by_id[fact_id]
    return reference.countries if fact.is_country else fact.values


class _Deciding:
    """What some facts alone come to in an edition."""

    def __init__(self, compiled: CompiledEdition, reference: Reference, on: date, set_aside: frozenset[str]) -> None:
        diagram = compiled.diagram.without(set_aside)
        self._space, self._nodes, self._reference, self._on = diagram.space, diagram.nodes, reference, on
        self._root = diagram.nodes.mapped(diagram.root, _what_decides)

    def result(self, facts: Answers) -> object | None:
        """The outcome and its steps, where these facts alone decide them; None where others matter still."""
        leaves = Restriction(self._space, self._nodes, self._reference, self._on, facts).leaves(self._root)
        first = next(leaves)
        return None if any(True for _ in leaves) else first

    def alike(self, facts: Answers, fact: str, values: Iterable[str], target: object) -> Iterable[str]:
        """The values of a fact with which the result is the same, the other facts being as they are."""
        return (value for value in values if self.result({**facts, fact: value}) == target)


def _what_decides(leaf: Leaf) -> tuple[object, tuple[str, ...]]:
    return leaf.outcome, leaf.approvals
