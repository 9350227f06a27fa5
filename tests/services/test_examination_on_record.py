"""Which data of the procedure a case is reviewed by, and that the record names it."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.procedure.events import CaseReviewed, Terms
from app.services.publishing import examine_draft, put_in_force
from app.services.reviewing import review_case
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import DESTROYERS, Official, a_shelf
from tests.drafts import a_draft, an_examination

MAY = date(2026, 5, 1)  # the builders' cases are assessed for the 20th
RESALE = """
[slot.resale]
when = "always"
of_every_body = true
label = { ja = "転売", en = "Resale" }
question = { ja = "転売のおそれはありますか。", en = "Might it be sold on?" }
sources = ["guidelines-2014"]
confidence = "I"
"""


@pytest.fixture
def shelf() -> RegisterShelf:
    return a_shelf()


def reviewed(official: Official, shelf: RegisterShelf) -> CaseReviewed:
    """A case that an examiner recorded, and somebody else agreed to."""
    examiner, reviewer = (
        official._replace(person=official.work.people.get(account), shelf=shelf) for account in ("officer", "reviewer")
    )
    case = examiner.a_case(DESTROYERS)
    examiner.determine(case.lines[0].id)
    return review_case(reviewer, case_id=case.id, agree=True)


def terms(official: Official, shelf: RegisterShelf) -> Terms:
    found = reviewed(official, shelf).terms
    assert found is not None
    return found


def put(official: Official, shelf: RegisterShelf, draft: Path) -> None:
    report = examine_draft(shelf, str(draft))
    assert report.findings == ()
    put_in_force(official.under(shelf), report=report, named_person="Taro Sato", since=MAY)


def test_a_case_under_an_edition_that_says_nothing_of_it_names_whose_lies_beside(
    official: Official, shelf: RegisterShelf, tmp_path: Path
) -> None:
    assert terms(official, shelf).examination_of == "2026-04-21"
    put(official, shelf, a_draft(tmp_path, edition_id="next"))
    assert terms(official, shelf).examination_of == "2026-04-21", "nothing lies beside it but what was released"


def test_a_case_under_an_edition_that_says_it_itself_is_reviewed_by_that(
    official: Official, shelf: RegisterShelf, tmp_path: Path
) -> None:
    own = {"examination.toml": an_examination(shelf, ("months = 6", "months = 12")) + RESALE}
    put(official, shelf, a_draft(tmp_path, own, edition_id="next"))
    event = reviewed(official, shelf)
    assert event.terms is not None
    assert (event.terms.examination_of, event.terms.permit_months) == ("next", 12)
    [line] = event.lines
    assert [slot.id for slot in line.slots][-2:] == ["overall", "resale"]
    assert [slot.id for slot in line.slots if slot.of_every_body] == ["overall", "resale"]
