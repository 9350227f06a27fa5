"""Why a rule holds or does not, as a tree in words."""

from typing import NamedTuple

from app.domain.decision.trace import TraceNode
from app.domain.law.outcomes import Result
from app.wording.phrases import Phrases


class ReasonSays(NamedTuple):
    """One condition in words, with what is below it. `mark` is holds, fails or unknown; `result` says it in words."""

    text: str
    result: str
    mark: str
    parts: tuple["ReasonSays", ...]


class Lacking(NamedTuple):
    """A condition that fails, in words, with the facts that it looks at.

    `held` is what holds and must not: the condition then is that it does not.
    """

    text: str
    facts: tuple[str, ...]
    held: str = ""


def reasons_of(node: TraceNode, phrases: Phrases) -> tuple[ReasonSays, ...]:
    """Why a condition comes out as it does: its parts, or itself where it has none."""
    is_plain = node.kind == "all" and node.parts and not node.whatever
    return _parts(node, phrases) if is_plain else (_reason(node, phrases),)


def failing_of(node: TraceNode, phrases: Phrases) -> tuple[Lacking, ...]:
    """The conditions that fail, each in words: what a near miss lacks."""
    return tuple({lacking.text: lacking for lacking in _failing(node, phrases)}.values())


def because_of(node: TraceNode, phrases: Phrases) -> str:
    """Why a step is needed, in one sentence."""
    if node.result is not Result.HOLDS:
        return phrases.words._("Every result that is within the cases that may be permitted, or exceptional, needs it.")
    holding = list(dict.fromkeys(_holding(node, phrases)))
    if not holding:
        return phrases.words._("Needed for every transfer within the cases that may be permitted.")
    return phrases.words._("Because {reasons}.", reasons=_joined(phrases, holding))


def _reason(node: TraceNode, phrases: Phrases) -> ReasonSays:
    node = _single(node)
    if node.kind == "not":
        return _negated(node, phrases)
    text = _text(node, phrases)
    return ReasonSays(text[:1].upper() + text[1:], phrases.result(node.result), node.result.code, _parts(node, phrases))


def _negated(node: TraceNode, phrases: Phrases) -> ReasonSays:
    """What must not be the case: one condition by its own words, several below a heading."""
    inner = _single(node.parts[0])
    result = phrases.result(node.result)
    if inner.kind == "any":
        return ReasonSays(phrases.words._("None of the following"), result, node.result.code, _parts(inner, phrases))
    text = phrases.words._("Not the case: {condition}", condition=_text(inner, phrases))
    return ReasonSays(text, result, node.result.code, _parts(inner, phrases))


def _single(node: TraceNode) -> TraceNode:
    """The node itself, or where it is a list of one condition, that one."""
    while node.kind in ("all", "any") and len(node.parts) == 1:
        node = node.parts[0]
    return node


def _text(node: TraceNode, phrases: Phrases) -> str:
    text = phrases.condition(node)
    if not node.whatever:
        return text
    facts = phrases.words.listed([phrases.fact(fact) for fact in node.whatever])
    return phrases.words._("{condition} — whatever this turns out to be: {facts}", condition=text, facts=facts)


def _parts(node: TraceNode, phrases: Phrases) -> tuple[ReasonSays, ...]:
    parts: list[ReasonSays] = []
    for part in node.parts:
        # "All of" directly below "all of", or below a name that says the same, would only be another indentation.
        if part.kind == "all" and node.kind in ("all", "holds") and not part.whatever:
            parts.extend(_parts(part, phrases))
        else:
            parts.append(_reason(part, phrases))
    return tuple(parts)


def _failing(node: TraceNode, phrases: Phrases) -> list[Lacking]:
    if node.result is not Result.FAILS:
        return []
    if node.whatever:  # none of its parts says why by itself
        return [Lacking(_text(node, phrases), _subjects(node))]
    if node.kind in ("all", "holds"):
        below = [lacking for part in node.parts for lacking in _failing(part, phrases)]
        return below or [Lacking(phrases.condition(node), _subjects(node))]
    if node.kind == "any" and node.parts:
        ways = [_joined(phrases, [each.text for each in _failing(part, phrases)]) for part in node.parts]
        if len(ways) == 1:
            return _failing(node.parts[0], phrases)
        text = phrases.words._("at least one of these: {conditions}", conditions=_alternatives(phrases, ways))
        return [Lacking(text, _subjects(node))]
    if node.kind == "not":
        inner = _single(node.parts[0])
        parts = [part for part in inner.parts if part.result is Result.HOLDS] if inner.kind == "any" else [inner]
        held = _alternatives(phrases, [phrases.condition(part) for part in parts or [inner]])
        text = phrases.words._("ruled out because this is so: {condition}", condition=held)
        return [Lacking(text, _subjects(node), held)]
    return [Lacking(phrases.condition(node), _subjects(node))]


def _holding(node: TraceNode, phrases: Phrases) -> list[str]:
    """The conditions, in words, on which it rests that a node holds; none where it always holds."""
    if node.whatever:  # none of its parts says why by itself
        return [_text(node, phrases)]
    if node.kind in ("all", "any"):
        return [text for part in node.parts if part.result is Result.HOLDS for text in _holding(part, phrases)]
    if node.kind == "not":
        inner = _single(node.parts[0])
        parts = inner.parts if inner.kind == "any" else (inner,)
        return [phrases.words._("Not the case: {condition}", condition=phrases.condition(part)) for part in parts]
    if node.kind == "holds":
        below = [text for part in node.parts for text in _holding(part, phrases)]
        return below or [phrases.condition(node)]
    if node.kind == "is" and node.given is not None:
        fact, value = phrases.fact(node.subject), phrases.value(node.subject, node.given)
        return [phrases.words._("“{fact}” is “{value}”", fact=fact, value=value)]
    return [phrases.condition(node)]


def _subjects(node: TraceNode) -> tuple[str, ...]:
    """The facts that a condition compares, those of its parts included."""
    own = (node.subject,) if node.kind == "is" else ()
    return own + tuple(fact for part in node.parts for fact in _subjects(part))


def _joined(phrases: Phrases, texts: list[str]) -> str:
    return phrases.words._(" and ").join(texts)


def _alternatives(phrases: Phrases, texts: list[str]) -> str:
    return phrases.words._("; or ").join(texts)
