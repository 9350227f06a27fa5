"""What is to be put to the competent office when the published material does not decide."""

from typing import NamedTuple

from app.domain.decision.determination import Determination
from app.domain.law.outcomes import Outcome, Result
from app.domain.law.rulebook import Edition, Rule
from app.domain.register.cases import CaseParticulars, Line


class Query(NamedTuple):
    """A query about a line: the refer rules that stand in its way."""

    particulars: CaseParticulars
    line: Line
    edition_id: str
    rules: tuple[Rule, ...]


def rules_to_refer(edition: Edition, determination: Determination) -> tuple[Rule, ...]:
    """The refer rules of the edition that hold and that no official answer sets aside: what can be asked about."""
    holding = {finding.id for finding in determination.findings if finding.result is Result.HOLDS}
    holding.difference_update(determination.set_aside)
    return tuple(rule for rule in edition.rules if rule.then is Outcome.REFER and rule.id in holding)
