"""Why a condition holds or fails, as a tree read from an evaluation."""

from typing import Any, NamedTuple

from app.domain.conditions import All, Condition, Holds, Is, Not
from app.domain.evaluation import Evaluation
from app.domain.outcomes import Result


class TraceNode(NamedTuple):
    """One condition with its value.

    `kind` is "all", "any", "not", "holds" or "is". For "is", `subject` is the fact, `wanted` the values that would
    make it hold, `given` what is known (None: not known) and `applicable` whether the fact is applicable at all; for
    "holds", `subject` is the name of the definition, ground or approval.
    """

    kind: str
    result: Result
    subject: str
    wanted: tuple[str, ...]
    given: str | None
    applicable: Result
    parts: tuple["TraceNode", ...]


def explain(evaluation: Evaluation, known: dict[str, str], condition: Condition) -> TraceNode:
    """The tree of `condition`; `known` is what `known_facts` gave for the evaluation."""
    result = evaluation.value_of(condition)
    if isinstance(condition, Is):
        fact = evaluation.plan.edition.fact_by_id[condition.fact]
        wanted = fact.in_order(condition.values)
        applicable = evaluation.is_applicable(fact.id)
        return TraceNode("is", result, fact.id, wanted, known.get(fact.id), applicable, ())
    subject = ""
    if isinstance(condition, Holds):
        kind, subject = "holds", condition.name
        inner: tuple[Condition, ...] = (evaluation.plan.edition.named_conditions[condition.name],)
    elif isinstance(condition, Not):
        kind, inner = "not", (condition.part,)
    else:
        kind, inner = ("all" if isinstance(condition, All) else "any"), condition.parts
    parts = tuple(explain(evaluation, known, part) for part in inner)
    return TraceNode(kind, result, subject, (), None, Result.HOLDS, parts)


def trace_record(node: TraceNode) -> dict[str, Any]:
    """The tree as plain data, to be stored with a determination."""
    record: dict[str, Any] = {"kind": node.kind, "result": node.result.code}
    if node.subject:
        record["subject"] = node.subject
    if node.kind == "is":
        record |= {"wanted": list(node.wanted), "given": node.given, "applicable": node.applicable.code}
    if node.parts:
        record["parts"] = [trace_record(part) for part in node.parts]
    return record


def trace_of_record(record: dict[str, Any]) -> TraceNode:
    """The tree that `trace_record` stored."""
    return TraceNode(
        record["kind"],
        Result[record["result"].upper()],
        record.get("subject", ""),
        tuple(record.get("wanted", ())),
        record.get("given"),
        Result[record.get("applicable", "holds").upper()],
        tuple(trace_of_record(part) for part in record.get("parts", ())),
    )
