"""Which row of the agreements decides, and whether a result rests on it."""

from collections.abc import Mapping
from datetime import date

import pytest

from app.domain.decision.assessment import assess, rests_on
from app.domain.law.reference import IN_FORCE, NOT_IN_FORCE, UNCONFIRMED
from tests.builders import DESTROYERS, the_shelf

DAY = date(2026, 5, 20)


def rests_on_the_agreement(answers: Mapping[str, str], edition: str = "2026-04-21") -> bool:
    compiled, reference = the_shelf().compiled(edition), the_shelf().reference()
    determination = assess(compiled, reference, DAY, answers)
    fact = compiled.edition.fact_by_id["agreement_in_force"]
    return rests_on(compiled, reference, answers, determination, fact)


@pytest.mark.parametrize(
    ("state", "on", "standing", "signed"),
    [
        ("PH", "2016-02-28", NOT_IN_FORCE, None),
        ("PH", "2016-04-25", NOT_IN_FORCE, None),
        ("PH", "2016-04-26", IN_FORCE, "2016-02-29"),
        ("CA", "2026-01-26", NOT_IN_FORCE, None),
        ("CA", "2026-01-27", UNCONFIRMED, "2026-01-27"),
        ("NZ", "2026-05-20", NOT_IN_FORCE, None),
    ],
)
def test_the_row_that_decides_is_the_one_that_says_so(state: str, on: str, standing: str, signed: str | None) -> None:
    reference, day = the_shelf().reference(), date.fromisoformat(on)
    row = reference.agreement_row_on(state, day)
    assert reference.agreement_on(state, day) == standing
    assert (row.signed.isoformat() if row else None) == signed


@pytest.mark.parametrize(
    ("changes", "rests"),
    [
        ({}, True),  # without the agreement the weapon could not go
        ({"destination": "NZ"}, True),  # no agreement: the rule that decides looks at it
        ({"destination": "CA"}, True),
        ({"weapon": "no"}, False),
        ({"treaty_breach": "yes"}, False),  # barred whatever the agreement
        ({"destination": "NZ", "fighting": "yes", "special_circumstances": "no"}, True),  # one of two rules that decide
    ],
)
def test_a_result_rests_on_the_agreement_where_a_rule_says_so_or_another_value_changes_it(
    changes: dict[str, str], rests: bool
) -> None:
    assert rests_on_the_agreement({**DESTROYERS, **changes}) is rests
