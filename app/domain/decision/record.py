"""A determination as plain data: what the command line prints and the register keeps."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.decision.assessment import explainer
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination, Finding, Step
from app.domain.decision.evaluation import known_facts
from app.domain.decision.trace import trace_record
from app.domain.law.facts import Answers
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition, Ground, Rule
from app.domain.law.texts import Text

SCHEMA = "sekisho.determination/1"


def brief_record(determination: Determination, title: str | None) -> dict[str, Any]:
    """The determination without rules and changes."""
    return {
        "schema": SCHEMA,
        "title": title,
        "on": determination.on.isoformat(),
        "edition": determination.edition_id,
        "edition_sha256": determination.edition_sha256,
        "outcome": determination.outcome.value,
        "possible": [outcome.value for outcome in determination.possible],
        "settled": determination.settled,
        "approvals": [_approval(step) for step in determination.approvals],
        "notices": [{"id": notice} for notice in determination.notices],
        "commitments": [{"id": item.id, "binding": item.binding} for item in determination.commitments],
        "flags": list(determination.flags),
        "unverified": list(determination.unverified),
        "unknown": list(determination.unknown),
        "next_question": determination.next_question,
    }


def full_record(edition: Edition, determination: Determination, title: str | None) -> dict[str, Any]:
    """The determination with every rule and ground, and what would change it."""
    entries = {entry.id: entry for entry in edition.rules_and_grounds}
    record = brief_record(determination, title)
    record["rules"] = [_rule(entries[finding.id], finding) for finding in determination.findings]
    record["changes"] = [
        {"change": dict(change.facts), "outcome": change.outcome.value, "curable": change.curable}
        for change in determination.changes
    ]
    return record


def lasting_record(
    compiled: CompiledEdition,
    reference: Reference,
    answers: Answers,
    determination: Determination,
    title: str | None,
    official_answers: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """What a register keeps for ever: the full record, what it rests on, and why each entry held or not.

    `official_answers` are those given on the case, as plain data, with whether each sets its rule aside.
    """
    edition = compiled.edition
    known = known_facts(edition, reference, determination.on, answers)
    why = explainer(compiled, reference, determination.on, answers)
    conditions = {entry.id: entry.when for entry in edition.rules_and_grounds}
    conditions |= {step.id: step.when for step in edition.steps}
    record = full_record(edition, determination, title)
    record["answers"] = dict(answers)
    record["derived"] = {fact.id: known[fact.id] for fact in edition.derived if fact.id in known}
    record["not_known"] = list(determination.not_known)
    record["set_aside"] = list(determination.set_aside)
    record["official_answers"] = [dict(answer) for answer in official_answers]
    record["reference"] = determination.reference_version
    record["trace"] = {entry_id: trace_record(why.explain(condition)) for entry_id, condition in conditions.items()}
    return record


def _approval(step: Step) -> dict[str, Any]:
    approval: dict[str, Any] = {
        "id": step.id,
        "order": step.order,
        "bodies": list(step.bodies),
        "sign_off": step.sign_off,
    }
    if step.signatories:
        approval["signatories"] = list(step.signatories)
    return approval


def _rule(entry: Rule | Ground, finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "result": finding.result.code,
        "decisive": finding.decisive,
        "says": _both(entry.says),
        "paragraph": entry.paragraph,
        "confidence": entry.origin.confidence,
        "unverified": list(entry.origin.unverified),
        "sources": list(entry.origin.sources),
        "facts": dict(finding.facts),
    }


def _both(text: Text) -> Mapping[str, str]:
    return {"en": text.en, "ja": text.ja}
