"""What of an edition decides, without its words: two editions of one digest come to the same in every situation.

The content hash of an edition covers all of it; the decision digest covers only what a determination rests on. No part
of it are words, sources, confidence, paragraphs, the text behind the rules, unverified points, and the order of
sections, facts and rules; the order of the steps of the procedure is, because they are taken in it.

Digests stand in registers: what is written here for an edition is never written otherwise. A part that an edition can
have only in later versions of the program is left out where an edition has none of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from app.domain.canonical import canonical_json
from app.domain.law.conditions import Condition, spelled_out
from app.domain.law.facts import Fact, SameState
from app.domain.law.rulebook import Edition

#: Far more than a register ever has editions; each is worked out once while it is in use.
_EDITIONS_IN_USE = 64


@lru_cache(maxsize=_EDITIONS_IN_USE)
def decision_digest(edition: Edition) -> str:
    """The SHA-256 of what decides in an edition, in hexadecimal."""
    return sha256(canonical_json(what_decides(edition)).encode()).hexdigest()


def law_key(periods: Iterable[tuple[date, str]], reference_sha256: str) -> str:
    """What a body of law is told apart by, in hexadecimal: what decides from which day on, and the reference tables."""
    decides = [[since.isoformat(), digest] for since, digest in periods]
    return sha256(canonical_json([decides, reference_sha256]).encode()).hexdigest()


def what_decides(edition: Edition) -> dict[str, Any]:
    """What decides in an edition, as plain data; names of conditions are spelled out."""
    named = edition.named_conditions
    return {
        "facts": {fact.id: _fact(fact, named) for fact in edition.facts},
        "grounds": {ground.id: spelled_out(ground.when, named) for ground in edition.grounds},
        "rules": {
            rule.id: {
                "when": spelled_out(rule.when, named),
                "then": rule.then.value,
                "yields_to": sorted(rule.yields_to),
            }
            for rule in edition.rules
        },
        # In their order: a step stands on its rung, and an office is named before another.
        "approvals": [
            {
                "id": approval.id,
                "when": spelled_out(approval.when, named),
                "bodies": list(approval.bodies),
                "sign_off": {outcome.value: way for outcome, way in approval.sign_off.items()},
                "signatories": list(approval.signatories),
            }
            for approval in edition.approvals
        ],
        "notices": {notice.id: spelled_out(notice.when, named) for notice in edition.notices},
        "commitments": {
            commitment.id: {"when": spelled_out(commitment.when, named), "binding": commitment.binding}
            for commitment in edition.commitments
        },
        "risk_exceptions": sorted(edition.risk_exceptions),
    }


def _fact(fact: Fact, named: Mapping[str, Condition]) -> dict[str, Any]:
    return {
        "kind": fact.kind.value,
        "values": sorted(fact.values),
        "applicable": spelled_out(fact.applicable, named),
        "derived": _derived(fact),
        "answerable": fact.answerable,
        "risk": fact.risk,
        "alike": sorted(sorted(group) for group in fact.alike),
    }


def _derived(fact: Fact) -> list[str] | None:
    """What it follows from: two facts that name a state, in either order, or a table and the fact it is asked of."""
    if fact.derived is None:
        return None
    if isinstance(fact.derived, SameState):
        return ["same_state", *sorted(fact.derived.bases)]
    return ["table", fact.derived.table, fact.derived.of]
