"""What is to be put to the competent office when the published material does not decide."""

from typing import NamedTuple

from app.domain.register.cases import CaseParticulars, Line


class QueriedRule(NamedTuple):
    """A refer rule that stands in the way, with the unpublished points it rests on."""

    rule: str
    unverified: tuple[str, ...]


class Query(NamedTuple):
    """A query about a line: the refer rules that stand in its way."""

    particulars: CaseParticulars
    line: Line
    edition_id: str
    rules: tuple[QueriedRule, ...]
