"""The mistakes that only show when an edition is seen whole."""

from collections.abc import Iterator

from app.domain.conditions import Condition, facts_named, names_held
from app.domain.errors import Flaw
from app.domain.facts import SameState
from app.domain.outcomes import PRECEDENCE
from app.domain.rulebook import Edition
from app.storage.edition_files import EditionTables


def flaws_of_whole(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """Facts that nothing uses, conditions that turn in a circle, rules that yield the wrong way, names used twice."""
    yield from _unused_facts(edition, tables)
    yield from _circles(edition, tables)
    yield from _wrong_yielding(edition, tables)
    yield from _shared_names(edition, tables)
    yield from _unknown_risk_exceptions(edition, tables)


def _unused_facts(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    used = set().union(*(facts_named(condition) for condition in edition.all_conditions()))
    for fact in edition.derived:
        if fact.id in used:
            used |= set(_bases(edition, fact.id))
    for fact in edition.facts:
        if fact.id not in used:
            yield tables.flaw("fact", fact.id, "", "No rule, ground, step or fact of the edition uses this fact.")


def _bases(edition: Edition, fact_id: str) -> tuple[str, ...]:
    fact = edition.fact_by_id.get(fact_id)
    if fact is None or fact.derived is None:
        return ()
    return (fact.derived.left, fact.derived.right) if isinstance(fact.derived, SameState) else (fact.derived.of,)


def _circles(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """A fact whose applicability depends on itself, or a named condition that refers to itself."""
    kinds = {
        entry.id: kind
        for kind, entries in (
            ("definition", edition.definitions),
            ("ground", edition.grounds),
            ("approval", edition.approvals),
        )
        for entry in entries
    }
    done: set[tuple[str, str]] = set()

    def visit(node: tuple[str, str], path: tuple[tuple[str, str], ...]) -> Iterator[Flaw]:
        if node in path:
            kind, entry_id = node
            circle = " → ".join(name for _, name in (*path[path.index(node) :], node))
            yield tables.flaw(kind, entry_id, "", "The condition depends on itself: {circle}.", circle=circle)
            return
        if node in done:
            return
        for after in needed(node):
            yield from visit(after, (*path, node))
        done.add(node)

    def needed(node: tuple[str, str]) -> Iterator[tuple[str, str]]:
        kind, entry_id = node
        condition: Condition | None
        if kind == "fact":
            fact = edition.fact_by_id.get(entry_id)
            condition = fact.applicable if fact else None
        else:
            condition = edition.named_conditions.get(entry_id)
        if condition is not None:
            yield from (("fact", fact_id) for fact_id in sorted(facts_named(condition)))
            yield from ((kinds[name], name) for name in sorted(names_held(condition)) if name in kinds)

    for fact in edition.facts:
        yield from visit(("fact", fact.id), ())
    for name in edition.named_conditions:
        yield from visit((kinds[name], name), ())


def _wrong_yielding(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    rules = {rule.id: rule for rule in edition.rules}
    for rule in edition.rules:
        for other_id in rule.yields_to:
            other = rules.get(other_id)
            if other is None:
                yield tables.flaw("rule", rule.id, "yields_to", "There is no rule “{id}”.", id=other_id)
            elif PRECEDENCE.index(other.then) >= PRECEDENCE.index(rule.then):
                yield tables.flaw(
                    "rule",
                    rule.id,
                    "yields_to",
                    "“{id}” gives no graver outcome, so nothing yields to it.",
                    id=other_id,
                )


def _shared_names(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """Definitions, grounds and approvals are named by `holds`; rules and grounds stand in one list of findings."""
    groups = (
        ("approval", edition.approvals, edition.definitions),
        ("ground", edition.grounds, edition.definitions),
        ("approval", edition.approvals, edition.grounds),
        ("rule", edition.rules, edition.grounds),
    )
    for kind, entries, others in groups:
        taken = {other.id for other in others}
        for entry in entries:
            if entry.id in taken:
                yield tables.flaw(kind, entry.id, "", "The name “{id}” is used for another condition too.", id=entry.id)


def _unknown_risk_exceptions(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    for fact_id in edition.risk_exceptions:
        fact = edition.fact_by_id.get(fact_id)
        if fact is None or fact.risk is None:
            yield tables.flaw("", "", f"risk_exception.{fact_id}", "“{id}” is no fact marked as a risk.", id=fact_id)
