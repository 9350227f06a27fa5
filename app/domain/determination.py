"""A determination: which rules apply, who decides, what the recipient undertakes, what is still open."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.domain.changes import Change
from app.domain.outcomes import Outcome, Result


class Finding(NamedTuple):
    """What came of one rule or ground. `facts` are the known and applicable ones that it looked at."""

    id: str
    kind: str
    result: Result
    decisive: bool
    facts: Mapping[str, str]


class Step(NamedTuple):
    """A step of the procedure. `signatories` is filled where each named member signs off."""

    id: str
    order: int
    bodies: tuple[str, ...]
    sign_off: str
    signatories: tuple[str, ...]


class Undertaking(NamedTuple):
    """A commitment of the recipient, or what is recommended to be agreed with it."""

    id: str
    binding: bool


class Determination(NamedTuple):
    """The result for one line of a case, under one edition, on one date.

    `possible` are the outcomes of all admissible completions of what is not known, and `settled` says that outcome,
    approvals, notices and binding commitments are the same in all of them. While it is not settled, the steps and
    undertakings listed are those that every completion with an open outcome requires. `unknown` are the facts that can
    still change the result; `not_known` are all that are applicable, as far as can be seen, and not given.
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

    def finding(self, entry_id: str) -> Finding | None:
        """The finding on the rule or ground of this id."""
        return next((finding for finding in self.findings if finding.id == entry_id), None)
