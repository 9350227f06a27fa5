"""Why a condition holds or fails, as a tree read from an evaluation, and where that is not sure from the diagram."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from app.domain.decision.evaluation import Evaluation
from app.domain.law.conditions import All, AnyOf, Condition, Holds, Is, Not
from app.domain.law.outcomes import Result

#: A condition that has parts.
_Junction: TypeAlias = All | AnyOf | Not | Holds


class TraceNode(NamedTuple):
    """One condition with its value.

    `kind` is "all", "any", "not", "holds" or "is". For "is", `subject` is the fact, `wanted` the values that would
    make it hold, `given` what is known (None: not known) and `applicable` whether the fact is applicable at all; for
    "holds", `subject` is the name of the definition, ground or approval. `whatever` are facts that are not known, and
    do not matter: the value does not follow from those of the parts, and is the same whatever these turn out to be.
    """

    kind: str
    result: Result
    subject: str = ""
    wanted: tuple[str, ...] = ()
    given: str | None = None
    applicable: Result = Result.HOLDS
    parts: tuple["TraceNode", ...] = ()
    whatever: tuple[str, ...] = ()


class Explainer:
    """Explains the conditions of an edition for the facts of one evaluation.

    `known` is what `known_facts` gave for it; `exact` tells the value of a condition in every admissible completion,
    and is asked only where the evaluation leaves it unknown: three-valued logic cannot see that unknowns cancel out.
    """

    def __init__(self, evaluation: Evaluation, known: Mapping[str, str], exact: Callable[[Condition], Result]) -> None:
        self._evaluation = evaluation
        self._edition = evaluation.plan.edition
        self._known = known
        self._exact = exact

    def explain(self, condition: Condition) -> TraceNode:
        """The tree of a condition."""
        seen = self._evaluation.value_of(condition)
        result = seen if seen is not Result.UNKNOWN else self._exact(condition)
        if isinstance(condition, Is):
            node, follows = self._comparison(condition, result), seen
        else:
            node = self._junction(condition, result)
            follows = result if result is seen else _combined(node)
        return node if follows is result else node._replace(whatever=self._not_known(condition))

    def _comparison(self, condition: Is, result: Result) -> TraceNode:
        fact = self._edition.fact_by_id[condition.fact]
        applicable = self._evaluation.is_applicable(fact.id)
        if applicable is Result.UNKNOWN:
            applicable = self._exact(fact.applicable)
        wanted = fact.in_order(condition.values)
        return TraceNode("is", result, fact.id, wanted, self._known.get(fact.id), applicable)

    def _junction(self, condition: _Junction, result: Result) -> TraceNode:
        kind, subject, inner = _taken_apart(condition, self._edition.named_conditions)
        return TraceNode(kind, result, subject, parts=tuple(self.explain(part) for part in inner))

    def _not_known(self, condition: Condition) -> tuple[str, ...]:
        """The questions without an answer on which a condition may turn, in the order of the edition."""
        looked_at = set(self._edition.looked_at(condition))
        return tuple(
            fact.id
            for fact in self._edition.asked
            if fact.id in looked_at
            and fact.id not in self._known
            and self._evaluation.is_applicable(fact.id) is not Result.FAILS
        )


def trace_record(node: TraceNode) -> dict[str, Any]:
    """The tree as plain data, of which `read` makes it again: what a node of its kind does not have is left out."""
    record: dict[str, Any] = {"kind": node.kind, "result": node.result.code}
    if node.subject:
        record["subject"] = node.subject
    if node.kind == "is":
        record |= {"wanted": list(node.wanted), "given": node.given, "applicable": node.applicable.code}
    if node.whatever:
        record["whatever"] = list(node.whatever)
    if node.parts:
        record["parts"] = [trace_record(part) for part in node.parts]
    return record


def _taken_apart(condition: _Junction, named: Mapping[str, Condition]) -> tuple[str, str, tuple[Condition, ...]]:
    """A condition → the kind of its node, the name that it refers to (or ""), and its parts."""
    if isinstance(condition, Holds):
        return "holds", condition.name, (named[condition.name],)
    if isinstance(condition, Not):
        return "not", "", (condition.part,)
    return ("all" if isinstance(condition, All) else "any"), "", condition.parts


def _combined(node: TraceNode) -> Result:
    """The value of a node that follows from those of its parts in three-valued logic."""
    parts = [part.result for part in node.parts]
    if node.kind == "any":
        return max(parts, default=Result.FAILS)
    least = min(parts, default=Result.HOLDS)
    return Result(Result.HOLDS - least) if node.kind == "not" else least
