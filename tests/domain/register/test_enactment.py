"""Why law can't be put in force: each refusal where it refuses, and where it does not."""

from datetime import date

import pytest

from app.domain.decision.certificate import certify
from app.domain.errors import Flaw, Mendable
from app.domain.law.law_on_record import Pack
from app.domain.law.reference import Reference
from app.domain.law.timeline import EntryIntoForce, Timeline
from app.domain.register.enactment import (
    DraftReport,
    PackReport,
    refusal_of_entry,
    refusal_of_going_back,
    refusal_of_tables,
)
from app.domain.register.refusals import refusal_of_person
from tests.builders import the_shelf

FIRST, LATER = date(2026, 5, 1), date(2026, 6, 1)
FLAW = Flaw("rules.toml", 2, "rule.treaty", "Something is wrong.")


def said(refusal: Mendable | None) -> str:
    """What a refusal says; empty where nothing is refused."""
    return "" if refusal is None else str(refusal)


def tables(version: str, content: bytes) -> Reference:
    """Empty reference tables of a version."""
    return Reference(lambda: version, content, {}, frozenset(), (), {}, {}, {}, {}, the_shelf().reference().codes)


def test_an_edition_is_put_in_force_that_has_no_mistakes_and_is_certified() -> None:
    draft = the_shelf().compiled("2014-04-01")
    certificate = certify(draft, the_shelf().reference())
    report = DraftReport("here", (), draft, certificate, None, "1")
    assert report.refusal is None
    assert report.earliest == draft.edition.heading.in_force_from
    broken = DraftReport("here", (FLAW, FLAW), None, None, None, "1")
    assert "The edition in here has 2 mistakes" in said(broken.refusal)
    failed = certificate._replace(defects=(object(),))  # type: ignore[arg-type]  # only counted here
    assert "not certified" in said(report._replace(certificate=failed).refusal)


def test_a_pack_is_taken_that_has_no_mistakes() -> None:
    report = PackReport("here", (), Pack(the_shelf().reference(), {}), (), "1")
    assert report.refusal is None
    for broken in (report._replace(pack=None), report._replace(findings=(FLAW,))):
        assert "can't be taken" in said(broken.refusal)


@pytest.mark.parametrize(
    ("has_former", "unfit", "expected"),
    [
        (True, (), ""),
        (False, (), "nothing to go back to"),
        (True, (FLAW, FLAW), "Something is wrong."),
    ],
)
def test_one_goes_back_to_former_tables_that_every_edition_can_do_with(
    has_former: bool, unfit: tuple[Flaw, ...], expected: str
) -> None:
    former = Pack(the_shelf().reference(), {}) if has_former else None
    report = PackReport("", unfit, former, (), "1", is_former=True)
    for refusal in (refusal_of_going_back(former, unfit), report.refusal):
        assert (refusal is None) is (expected == "")
        assert expected in said(refusal)
        assert "can't be taken" not in said(refusal)


@pytest.mark.parametrize(
    ("edition", "since", "expected"),
    [
        ("b", LATER, ""),
        ("b", FIRST, ""),
        ("b", date(2026, 4, 30), "in force from 2026-05-01 by its own heading"),
        ("a", LATER, "Edition a decides from 2026-06-01 on already"),
    ],
)
def test_an_edition_comes_into_force_from_its_own_day_on_where_that_changes_something(
    edition: str, since: date, expected: str
) -> None:
    timeline = Timeline([EntryIntoForce("a", "a" * 64, date(2014, 4, 1))])
    refusal = refusal_of_entry(EntryIntoForce(edition, edition * 64, since), FIRST, timeline)
    assert (refusal is None) is (expected == "")
    assert expected in said(refusal)


@pytest.mark.parametrize(
    ("version", "content", "expected"),
    [
        ("2026-11-23", b"b", ""),
        ("2026-11-30", b"b", ""),
        ("2026-11-22", b"a", "in force already"),
        ("2026-11-21", b"b", "older than the one in force"),
        ("2026-11-22", b"b", "with other content"),
        ("of November", b"b", "no version of a pack"),
    ],
)
def test_reference_tables_follow_older_ones(version: str, content: bytes, expected: str) -> None:
    refusal = refusal_of_tables(tables(version, content), tables("2026-11-22", b"a"))
    assert (refusal is None) is (expected == "")
    assert expected in said(refusal)


@pytest.mark.parametrize(("person", "is_named"), [("Taro Sato", True), ("", False), (" \n", False)])
def test_somebody_answers_for_it(person: str, is_named: bool) -> None:
    assert (refusal_of_person(person) is None) is is_named
