"""The same rules for zen-engine, written by program from an edition, in two forms.

Zen is given only facts that apply, so that its rules need not say when a fact does: less work for it than for us.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from app.domain.law.conditions import All, AnyOf, Condition, Holds, Is, Not, names_held
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE
from app.domain.law.rulebook import Approval, Commitment, Edition, Notice, Rule

Step: TypeAlias = Approval | Notice | Commitment

_IN, _NAMED, _OUTCOME, _OUT = "in", "named", "outcome", "out"
_IS_OPEN = ", ".join(f"'{outcome.value}'" for outcome in OPEN_OUTCOMES)


def as_expressions(edition: Edition) -> str:
    """One node with one expression for each named condition, for the outcome, and for each list of steps."""
    expressions = [*_named(edition)]
    outcome = f"'{PRECEDENCE[-1].value}'"
    for rule in reversed(_by_gravity(edition)):
        outcome = f"{_expression(rule.when)} ? '{rule.then.value}' : ({outcome})"
    expressions.append((_OUTCOME, outcome))
    for name, steps in _lists_of_steps(edition).items():
        each = ", ".join(f"{_expression(step.when)} ? '{step.id}' : null" for step in steps)
        expressions.append((name, f"$.{_OUTCOME} in [{_IS_OPEN}] ? filter([{each}], # != null) : []"))
    return _graph([_expressions(_NAMED, expressions, keeps_input=False)], [(_IN, _NAMED), (_NAMED, _OUT)])


def as_tables(edition: Edition) -> str:
    """A first-hit table for the outcome, and a table that collects for each list of steps."""
    rows = [(_cells(rule.when), rule.then.value) for rule in _by_gravity(edition)]
    outcome = _table(_OUTCOME, [*rows, ({}, PRECEDENCE[-1].value)], hit="first", keeps_input=True)
    nodes = [_expressions(_NAMED, _named(edition), keeps_input=True), outcome]
    nodes.append(_expressions("outcome_alone", [(_OUTCOME, _OUTCOME)], keeps_input=False))
    edges = [(_IN, _NAMED), (_NAMED, _OUTCOME), (_OUTCOME, "outcome_alone"), ("outcome_alone", _OUT)]
    for name, steps in _lists_of_steps(edition).items():
        rows = [
            ({_OUTCOME: _IS_OPEN, **_cells(way)}, step.id)
            for step in steps
            for way in (step.when.parts if isinstance(step.when, AnyOf) else (step.when,))
        ]
        nodes.append(_table(name, rows, hit="collect", keeps_input=False))
        edges += [(_OUTCOME, name), (name, _OUT)]
    return _graph(nodes, edges)


def read(answer: Mapping[str, Any]) -> tuple[str, tuple[str, ...], frozenset[str], frozenset[str]]:
    """Outcome, approvals, notices and binding commitments in what zen answered."""
    result = answer["result"]

    def listed(name: str) -> list[str]:
        return [step[name] if isinstance(step, dict) else step for step in result.get(name) or ()]

    return (
        result[_OUTCOME],
        tuple(listed("approvals")),
        frozenset(listed("notices")),
        frozenset(listed("commitments")),
    )


def _lists_of_steps(edition: Edition) -> dict[str, Iterable[Step]]:
    return {
        "approvals": edition.approvals,
        "notices": edition.notices,
        "commitments": [commitment for commitment in edition.commitments if commitment.binding],
        "advised": [commitment for commitment in edition.commitments if not commitment.binding],
    }


def _by_gravity(edition: Edition) -> list[Rule]:
    return [rule for outcome in PRECEDENCE for rule in edition.rules if rule.then is outcome]


def _named(edition: Edition) -> list[tuple[str, str]]:
    """The named conditions, each after those that it looks at."""
    found: dict[str, str] = {}

    def add(name: str) -> None:
        condition = edition.named_conditions[name]
        for other in sorted(names_held(condition)):
            add(other)
        found.setdefault(_name(name), _expression(condition))

    for name in edition.named_conditions:
        add(name)
    return list(found.items())


def _name(name: str) -> str:
    return name.replace("-", "_")


def _expression(condition: Condition) -> str:
    if isinstance(condition, Is):
        values = sorted(condition.values)
        listed = ", ".join(f"'{value}'" for value in values)
        return f"{condition.fact} == {listed}" if len(values) == 1 else f"{condition.fact} in [{listed}]"
    if isinstance(condition, Holds):
        return f"$.{_name(condition.name)}"
    if isinstance(condition, Not):
        return f"not ({_expression(condition.part)})"
    is_all = isinstance(condition, All)
    if not condition.parts:
        return "true" if is_all else "false"
    return "(" + (" and " if is_all else " or ").join(_expression(part) for part in condition.parts) + ")"


def _cells(condition: Condition) -> dict[str, str]:
    """A conjunction as cells of a table: column → test."""
    if isinstance(condition, Is):
        return {condition.fact: ", ".join(f"'{value}'" for value in sorted(condition.values))}
    if isinstance(condition, Holds):
        return {_name(condition.name): "true"}
    parts: Iterable[Condition] = ()
    read_part: Callable[[Condition], dict[str, str]] = _cells
    if isinstance(condition, All):
        parts = condition.parts
    elif isinstance(condition, Not):
        parts = condition.part.parts if isinstance(condition.part, AnyOf) else (condition.part,)
        read_part = _refusing_cell
    cells: dict[str, str] = {}
    for part in parts:
        for column, test in read_part(part).items():
            if column in cells:
                raise ValueError(f"two tests of {column}: {condition}")
            cells[column] = test
    return cells


def _refusing_cell(condition: Condition) -> dict[str, str]:
    if not isinstance(condition, Holds):
        raise TypeError(f"no cell for the opposite of {condition}")
    return {_name(condition.name): "false"}


def _expressions(node: str, expressions: Iterable[tuple[str, str]], *, keeps_input: bool) -> dict[str, Any]:
    written = [{"id": key, "key": key, "value": value} for key, value in expressions]
    content = {"expressions": written, "passThrough": keeps_input}
    return {"id": node, "name": node, "type": "expressionNode", "content": content}


def _table(node: str, rows: list[tuple[dict[str, str], str]], *, hit: str, keeps_input: bool) -> dict[str, Any]:
    columns = list(dict.fromkeys(column for cells, _ in rows for column in cells))
    content = {
        "hitPolicy": hit,
        "inputs": [{"id": column, "name": column, "field": column} for column in columns],
        "outputs": [{"id": "then", "name": node, "field": node}],
        "rules": [
            {"_id": str(number), **{column: cells.get(column, "") for column in columns}, "then": json.dumps(then)}
            for number, (cells, then) in enumerate(rows)
        ],
        "passThrough": keeps_input,
        "inputField": None,
        "outputPath": None if hit == "first" else node,
        "executionMode": "single",
    }
    return {"id": node, "name": node, "type": "decisionTableNode", "content": content}


def _graph(nodes: list[dict[str, Any]], edges: Iterable[tuple[str, str]]) -> str:
    ends = [{"id": _IN, "name": _IN, "type": "inputNode"}, {"id": _OUT, "name": _OUT, "type": "outputNode"}]
    joined = [
        {"id": str(number), "sourceId": source, "targetId": target, "type": "edge"}
        for number, (source, target) in enumerate(edges)
    ]
    return json.dumps({"nodes": [*ends, *nodes], "edges": joined})
