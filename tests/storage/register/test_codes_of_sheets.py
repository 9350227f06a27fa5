"""The code on a signed sheet finds its request among all entries of the ledger, and by its index alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.services.finding_sheets import case_of_sheet
from app.storage.register.case_table import OF_CODE
from tests.viewmodels.in_procedure import EXAMINATION, CaseInProcedure
from tests.viewmodels.surroundings import Office, an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty training register."""
    with an_office(tmp_path) as office:
        yield office


def test_a_code_finds_the_case_that_was_put_before_a_body_with_it(office: Office) -> None:
    cases = [CaseInProcedure(office) for _ in range(2)]
    codes = [case.request(EXAMINATION) for case in cases]
    work = office.register.work
    assert [case_of_sheet(work, code).id for code in codes] == [case.id for case in cases]
    assert [work.cases.of_code(code) for code in codes] == [case.id for case in cases]
    assert work.cases.of_code("00000-00000-0") is None
    with pytest.raises(Mendable, match="No sheet of this register bears the code 00000-00000-0"):
        case_of_sheet(work, "OOOOO OOOOO O")


def test_no_entry_but_that_of_the_request_is_read(office: Office) -> None:
    plan = office.register.work.register.database.execute(f"EXPLAIN QUERY PLAN {OF_CODE}", ("00000-00000-0",))
    told = [row[3] for row in plan]
    assert [each for each in told if "SCAN" in each] == []
    assert any("USING INDEX requests_by_code" in each for each in told)
