"""Why a rule holds or does not, as a tree in words."""

from typing import NamedTuple

from app.domain.assessment import trace_of
from app.domain.conditions import Condition
from app.domain.outcomes import Result
from app.domain.trace import TraceNode
from app.viewmodels.interview_model import Interview
from app.wording.phrases import Phrases


class ReasonSays(NamedTuple):
    """One condition in words, with what is below it. `mark` is holds, fails or unknown; `result` says it in words."""

    text: str
    result: str
    mark: str
    parts: tuple["ReasonSays", ...]


def reasons(interview: Interview, phrases: Phrases, condition: Condition) -> tuple[ReasonSays, ...]:
    """Why a condition comes out as it does: its parts, or itself where it has none."""
    return reasons_of(_trace(interview, condition), phrases)


def reasons_of(node: TraceNode, phrases: Phrases) -> tuple[ReasonSays, ...]:
    """The same for a trace that is at hand."""
    return _parts(node, phrases) if node.kind == "all" and node.parts else (_reason(node, phrases),)


def failing(interview: Interview, phrases: Phrases, condition: Condition) -> tuple[str, ...]:
    """The conditions that fail, each in words: what a near miss lacks."""
    return failing_of(_trace(interview, condition), phrases)


def failing_of(node: TraceNode, phrases: Phrases) -> tuple[str, ...]:
    """The same for a trace that is at hand."""
    return tuple(dict.fromkeys(_failing(node, phrases)))


def _trace(interview: Interview, condition: Condition) -> TraceNode:
    return trace_of(interview.compiled, interview.reference, interview.on, interview.known, condition)


def _reason(node: TraceNode, phrases: Phrases) -> ReasonSays:
    # A list of conditions with only one in it reads as that one.
    if node.kind in ("all", "any") and len(node.parts) == 1:
        return _reason(node.parts[0], phrases)
    text = phrases.condition(node)
    return ReasonSays(text[:1].upper() + text[1:], phrases.result(node.result), node.result.code, _parts(node, phrases))


def _parts(node: TraceNode, phrases: Phrases) -> tuple[ReasonSays, ...]:
    parts: list[ReasonSays] = []
    for part in node.parts:
        # "All of" directly below "all of", or below a name that says the same, would only be another indentation.
        if part.kind == "all" and node.kind in ("all", "holds"):
            parts.extend(_parts(part, phrases))
        else:
            parts.append(_reason(part, phrases))
    return tuple(parts)


def _failing(node: TraceNode, phrases: Phrases) -> list[str]:
    if node.result is not Result.FAILS:
        return []
    if node.kind in ("all", "holds"):
        below = [text for part in node.parts for text in _failing(part, phrases)]
        return below or [phrases.condition(node)]
    if node.kind == "any" and node.parts:
        return [text for part in node.parts for text in _failing(part, phrases)]
    return [phrases.condition(node)]
