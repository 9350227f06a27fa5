"""A determination: which rules apply, who decides, what the recipient undertakes, what is still open."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from app.domain.decision.changes import Change
from app.domain.decision.evaluation import Evaluation
from app.domain.decision.requirements import Step, Undertaking
from app.domain.law.outcomes import Outcome, Result
from app.domain.law.rulebook import Approval, Edition, Ground, Rule

#: The parts in which what two editions say of a situation can differ, in the order in which they are told.
PARTS = ("outcome", "approvals", "notices", "commitments")


class Finding(NamedTuple):
    """The result of one rule or ground; it looks at `looks_at`, and `applicable` are all known, applicable facts."""

    id: str
    kind: str
    result: Result
    decisive: bool
    looks_at: tuple[str, ...]
    applicable: Mapping[str, str]

    @property
    def facts(self) -> dict[str, str]:
        """The known and applicable facts that it looked at."""
        return {fact: self.applicable[fact] for fact in self.looks_at if fact in self.applicable}


class Procedure(NamedTuple):
    """The approvals, notices and commitments that are required, and the unverified points that touch them."""

    approvals: tuple[Step, ...]
    notices: tuple[str, ...]
    commitments: tuple[Undertaking, ...]
    unverified: frozenset[str]


def procedure_of(edition: Edition, outcomes: tuple[Outcome, ...], required: tuple[str, ...]) -> Procedure:
    """The procedure of the steps with these ids; the sign-off depends on which open outcomes are possible."""
    approvals = [approval for approval in edition.approvals if approval.id in required]
    commitments = [commitment for commitment in edition.commitments if commitment.id in required]
    binding = [commitment for commitment in commitments if commitment.binding]
    recommended = [commitment for commitment in commitments if not commitment.binding]
    advised = {commitment.id for commitment in recommended}
    return Procedure(
        tuple(_step(approval, order, outcomes) for order, approval in enumerate(approvals, 1)),
        tuple(notice.id for notice in edition.notices if notice.id in required),
        tuple(Undertaking(commitment.id, commitment.binding) for commitment in (*binding, *recommended)),
        frozenset(
            point
            for step in edition.steps
            if step.id in required and step.id not in advised
            for point in step.origin.unverified
        ),
    )


def _step(approval: Approval, order: int, outcomes: tuple[Outcome, ...]) -> Step:
    ways = {approval.sign_off[outcome] for outcome in outcomes}
    # While both outcomes are open, only what the milder one asks for is required in every case.
    sign_off = ways.pop() if len(ways) == 1 else approval.sign_off[Outcome.ELIGIBLE]
    signatories = approval.signatories if sign_off == "each" else ()
    return Step(approval.id, order, approval.bodies, sign_off, signatories)


class Determination(NamedTuple):
    """The result for one line of a case, under one edition, on one date.

    `possible` are the outcomes of all admissible completions of what is not known, and `settled` says that outcome,
    approvals, notices and binding commitments are the same in all of them. While it is not settled, the steps and
    undertakings listed are those that every completion with an open outcome requires. `unknown` are the facts that can
    still change the result; `not_known` are all that are applicable, as far as can be seen, and not given.
    `evaluation` is the trace: the value of every condition.
    """

    on: date
    edition_id: str
    edition_sha256: str
    reference_version: str
    outcome: Outcome
    possible: tuple[Outcome, ...]
    settled: bool
    findings: tuple[Finding, ...]
    approvals: tuple[Step, ...]
    notices: tuple[str, ...]
    commitments: tuple[Undertaking, ...]
    flags: tuple[str, ...]
    unverified: tuple[str, ...]
    unknown: tuple[str, ...]
    not_known: tuple[str, ...]
    next_question: str | None
    changes: tuple[Change, ...]
    set_aside: tuple[str, ...]
    evaluation: Evaluation

    def decisive(self, edition: Edition) -> tuple[Rule | Ground, ...]:
        """The rules of its edition, or for an eligible case the grounds, on which the outcome rests."""
        ids = {finding.id for finding in self.findings if finding.decisive}
        return tuple(entry for entry in edition.rules_and_grounds if entry.id in ids)

    def grounds(self, edition: Edition) -> tuple[Ground, ...]:
        """The grounds of its edition that hold, whether or not they decide."""
        held = {finding.id for finding in self.findings if finding.result is Result.HOLDS}
        return tuple(ground for ground in edition.grounds if ground.id in held)

    def finding(self, entry_id: str) -> Finding | None:
        """The finding on the rule or ground of this id."""
        return next((finding for finding in self.findings if finding.id == entry_id), None)


def points_touching(
    edition: Edition, decisive: Iterable[str], commitments: Iterable[str], of_tables: Iterable[str] = ()
) -> tuple[str, ...]:
    """Every unverified point that a reader of a determination meets, in order.

    Beside the points of what decides and is required these are those of what is only recommended among the
    `commitments`, of the edition as a whole, and of the rows of reference tables that it rests on.
    """
    listed = frozenset(commitments)
    undertaken = (point for entry in edition.commitments if entry.id in listed for point in entry.origin.unverified)
    return tuple(sorted({*decisive, *undertaken, *edition.heading.origin.unverified, *of_tables}))


def parts_that_differ(one: object, other: object) -> tuple[str, ...]:
    """Those of `PARTS` in which two results differ; both have them as attributes."""
    return tuple(part for part in PARTS if getattr(one, part) != getattr(other, part))
