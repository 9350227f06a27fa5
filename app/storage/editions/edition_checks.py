"""The mistakes that only show when an edition is seen whole."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias

from app.domain.errors import Flaw
from app.domain.law.conditions import Condition, facts_named, names_held
from app.domain.law.examination import OVERALL
from app.domain.law.origin import BEST_OF_KIND, Origin, best_of, is_above
from app.domain.law.outcomes import PRECEDENCE
from app.domain.law.rulebook import Edition
from app.domain.law.texts import Text
from app.storage.editions.edition_files import KINDS_OF_EXAMINATION, EditionTables

#: What a condition can refer to: its kind and id.
_Node: TypeAlias = tuple[str, str]

#: Far more than any sensible edition needs; longer ones could exhaust the interpreter.
_LONGEST_CHAIN = 100
#: Confidences of what stands in no text: inference, and what is unpublished.
_NOT_READ = ("I", "UNV")
_POINT = re.compile(r"U-[0-9]{2}")


def flaws_of_whole(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """Facts that nothing uses, conditions that turn in a circle, rules that yield the wrong way, names used twice."""
    yield from _unused_facts(edition, tables)
    yield from _circles(edition, tables)
    yield from _wrong_yielding(edition, tables)
    yield from _shared_names(tables)
    yield from _unknown_risk_exceptions(edition, tables)
    yield from _numbers_of_what_was_inferred(edition, tables)
    yield from _confidence_above_its_sources(edition, tables)
    yield from _points_told_but_not_described(edition, tables)
    yield from _steps_told_by_names_that_are_gone(edition, tables)
    yield from _half_an_examination(edition, tables)


def _unused_facts(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    used: set[str] = set()
    conditions: list[Condition] = [entry.when for entry in (*edition.rules_and_grounds, *edition.steps)]
    named = dict(edition.named_conditions)
    while conditions:
        condition = conditions.pop()
        conditions += [named.pop(name) for name in names_held(condition) if name in named]
        facts = [edition.fact_by_id[fact_id] for fact_id in facts_named(condition) if fact_id in edition.fact_by_id]
        found = {base for fact in facts for base in (fact.id, *fact.bases)} - used
        used |= found
        conditions += [edition.fact_by_id[fact_id].applicable for fact_id in found if fact_id in edition.fact_by_id]
    for fact in edition.facts:
        if fact.id not in used:
            yield tables.flaw("fact", fact.id, "", "No rule, ground or step of the edition uses this fact.")


def _circles(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """A fact whose applicability depends on itself, or a named condition that refers to itself."""
    done: set[_Node] = set()

    def visit(node: _Node, path: tuple[_Node, ...]) -> Iterator[Flaw]:
        kind, entry_id = node
        if node in path:
            circle = " → ".join(name for _, name in (*path[path.index(node) :], node))
            key = "applicable" if kind == "fact" else "when"
            yield tables.flaw(kind, entry_id, key, "The condition depends on itself: {circle}.", circle=circle)
        elif len(path) > _LONGEST_CHAIN:
            yield tables.flaw(kind, entry_id, "", "Too many conditions refer to each other in a row.")
        elif node not in done:
            for after in needed[node]:
                yield from visit(after, (*path, node))
            done.add(node)

    needed = _references(edition)
    for node in needed:
        yield from visit(node, ())


def _references(edition: Edition) -> dict[_Node, list[_Node]]:
    """For each fact and each named condition the facts and conditions that it refers to."""
    kinds = {definition.id: "definition" for definition in edition.definitions}
    kinds |= {ground.id: "ground" for ground in edition.grounds}
    kinds |= {approval.id: "approval" for approval in edition.approvals}
    conditions = {("fact", fact.id): fact.applicable for fact in edition.facts}
    conditions |= {(kinds[name], name): condition for name, condition in edition.named_conditions.items()}
    return {
        node: [
            *(("fact", fact_id) for fact_id in sorted(facts_named(condition)) if fact_id in edition.fact_by_id),
            *((kinds[name], name) for name in sorted(names_held(condition)) if name in kinds),
        ]
        for node, condition in conditions.items()
    }


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


def _shared_names(tables: EditionTables) -> Iterator[Flaw]:
    """Names that two entries share: conditions, findings and records call an entry by its name, without its kind."""
    taken: dict[str, str] = {}
    for kind in ("definition", "ground", "rule", "approval", "notice", "commitment"):
        for name in tables.entries[kind]:
            if name in taken:
                other = f"{taken[name]}.{name}"
                yield tables.flaw(kind, name, "", "The name “{id}” is already that of {other}.", id=name, other=other)
            taken.setdefault(name, kind)


def _numbers_of_what_was_inferred(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """What was inferred or is unpublished stands in no paragraph of a text."""
    for kind, entries in (("rule", edition.rules), ("ground", edition.grounds), ("approval", edition.approvals)):
        for entry in entries:
            if entry.paragraph and entry.origin.confidence in _NOT_READ:
                yield tables.flaw(
                    kind,
                    entry.id,
                    "paragraph",
                    "An entry of confidence {confidence} was read in no text, so its paragraph number stays empty.",
                    confidence=entry.origin.confidence,
                )


def _confidence_above_its_sources(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """Confidence follows the source: nothing that only the press tells is official text."""
    for source in edition.sources:
        if source.kind and is_above(source.confidence, BEST_OF_KIND[source.kind]):
            yield tables.flaw(
                "source",
                source.id,
                "confidence",
                "A source of kind {kind} is at best of confidence {best}, not {confidence}.",
                kind=source.kind,
                best=BEST_OF_KIND[source.kind],
                confidence=source.confidence,
            )
    confidences = {source.id: source.confidence for source in edition.sources}
    for kind, key, origin in _origins(edition):
        if not origin.sources:
            continue
        best = best_of(confidences[source] for source in origin.sources)
        if is_above(origin.confidence, best):
            yield tables.flaw(
                kind,
                key,
                "confidence",
                "Confidence {confidence} is above that of every source: the best of them is {best}.",
                confidence=origin.confidence,
                best=best,
            )


def _origins(edition: Edition) -> Iterator[tuple[str, str, Origin]]:
    """Each row with its kind and id; the heading is the edition itself."""
    yield "", "", edition.heading.origin
    for kind in ("fact", "definition", "ground", "rule", "approval", "notice", "commitment"):
        yield from ((kind, entry.id, entry.origin) for entry in getattr(edition, f"{kind}s"))
    yield from (("judgement", judgement.fact, judgement.origin) for judgement in edition.judgements)
    if edition.examination is not None:
        for kind in KINDS_OF_EXAMINATION:
            yield from ((kind, entry.id, entry.origin) for entry in getattr(edition.examination, f"{kind}s"))


def _points_told_but_not_described(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """Unverified points that a text names by their number, and that the edition does not have (any more)."""
    points = {point.id for point in edition.points}
    kinds = ("definition", "ground", "rule", "approval", "notice", "commitment")
    for kind in kinds:
        for entry in getattr(edition, f"{kind}s"):
            said = " ".join(f"{text.ja} {text.en}" for text in entry if isinstance(text, Text))
            for point in sorted(set(_POINT.findall(said)) - points):
                yield tables.flaw(
                    kind, entry.id, "", "The text names {point}, and there is no such point.", point=point
                )


def _steps_told_by_names_that_are_gone(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """Texts that still call a step by a name that it had in the edition before, and that nothing has any more.

    The official wording of a sentence and the titles of sources are as they are.
    """
    names = {name for step in edition.steps for name in step.label}
    before = {
        name
        for kind in ("approval", "notice", "commitment")
        for step in tables.before.get(kind, {}).values()
        for _, name in _texts_in(step.get("label"))
    }
    # A longer name may hold a shorter one: the longest is looked for first, and what was found is left out then.
    kept, gone = (sorted(some, key=len, reverse=True) for some in (names, before - names))
    for kind, entries in tables.entries.items() if gone else ():
        for entry_id, entry in entries.items():
            is_as_it_is = kind == "source" or entry.get("own_words") is False
            for key, text in () if is_as_it_is else _texts_in(entry):
                for name in _names_in(text, kept, gone):
                    yield tables.flaw(
                        kind,
                        entry_id,
                        key,
                        "The text names “{name}”: a step, notice or commitment of the edition before has this name, "
                        "and none of this edition.",
                        name=name,
                    )


def _names_in(text: str, kept: Iterable[str], gone: Iterable[str]) -> Iterator[str]:
    """The names in `gone` that a text tells, not counting where they are part of one in `kept`."""
    for name in kept:
        text = _told(name).sub(" ", text)
    for name in gone:
        text, count = _told(name).subn(" ", text)
        if count:
            yield name


@cache
def _told(name: str) -> re.Pattern[str]:
    """A name as it stands in running text: several English words may begin with small letters there."""
    flags = re.IGNORECASE if " " in name else 0
    return re.compile(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", flags)


def _texts_in(written: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in two languages in what is written of an entry, or in a part of it, each with its key."""
    if not isinstance(written, dict):
        return
    for name, value in written.items():
        below = f"{key}.{name}" if key else name
        if isinstance(value, str) and name in ("ja", "en"):
            yield below, value
        else:
            yield from _texts_in(value, below)


def _half_an_examination(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """An edition that says something of the procedure after a determination says all of it: nothing is laid beside."""
    if edition.examination is None:
        return
    kind, key = next((kind, key) for kind in KINDS_OF_EXAMINATION for key in tables.entries[kind])
    for lacking in KINDS_OF_EXAMINATION:
        if not tables.entries[lacking]:
            yield tables.flaw(
                kind,
                key,
                "",
                "The edition says something of the examination, so it has to say all of it: “{kind}” is missing.",
                kind=lacking,
            )
    if not any(slot.id == OVERALL and slot.of_every_body for slot in edition.examination.slots):
        yield tables.flaw(
            kind, key, "", "The examination needs a question “{id}” that is asked of every body.", id=OVERALL
        )
    known = {trigger.notice for trigger in edition.examination.triggers}
    for notice in edition.notices:
        if notice.id not in known:
            yield tables.flaw(
                kind, key, "", "Nothing says when the notice “{id}” is due: it needs a trigger.", id=notice.id
            )


def _unknown_risk_exceptions(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    for fact_id in edition.risk_exceptions:
        fact = edition.fact_by_id.get(fact_id)
        if fact is None or fact.risk is None:
            yield tables.flaw("", "", f"risk_exception.{fact_id}", "“{id}” is no fact marked as a risk.", id=fact_id)
