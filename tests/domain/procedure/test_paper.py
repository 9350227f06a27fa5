"""What is typed from a paper for the second time agrees with what was entered, or every difference is found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.procedure import paper
from app.domain.procedure.paper import differing, refusals_of_typed, said_on_paper, texts_to_read
from app.domain.procedure.quantities import whole_number
from app.domain.procedure.refusals import code_of_refusal
from tests.domain.procedure.desk import Desk, a_line

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN = "meti"


def the_desk() -> Desk:
    """A case in which everything that has a paper was entered and confirmed, but for one thing of each kind."""
    desk = Desk(a_line(1))
    desk.record()
    desk.review()
    desk.request("examination")
    for office in ("meti", "mofa"):
        assert desk.find(office, {"end_use": "no_objection", "overall": "objection"}) == ""
        assert desk.confirm(len(desk.procedure.entries), by="abe") == ""
    desk.request("council")
    for place, office in enumerate(("prime", "foreign", "defense")):
        decision = "agree_with_conditions" if place == 0 else "agree"
        conditions = ("It reports.", "It returns it.") if place == 0 else ()
        assert desk.decide(office, decision, conditions=conditions) == ""
        assert desk.confirm(len(desk.procedure.entries), by="abe") == ""
    desk.request("permit")
    assert desk.permit({1: 8}) == ""
    return desk


DESK = the_desk()
ENTRIES = tuple(DESK.procedure.entries)


def said(number: int) -> dict[str, object]:
    """What the paper of an entry says."""
    return said_on_paper(DESK.procedure, DESK.procedure.entries[number], OWN)


def _as_typed_by_another(value: object) -> object:
    """The same on paper: full width, with blanks and hyphens of another kind, as an input method writes it."""
    if not isinstance(value, str):
        return value
    wide = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in value)
    return f"　{wide[:2]} {wide[2:]} ".replace("－", "ー")


@pytest.mark.parametrize("number", ENTRIES)
def test_what_looks_alike_on_paper_is_no_difference(number: int) -> None:
    typed = {name: _as_typed_by_another(value) for name, value in said(number).items()}
    # Codes of an office and of a decision are chosen, not typed.
    typed |= {name: said(number)[name] for name in (paper.OFFICE, paper.DECISION) if name in typed}
    assert differing(said(number), typed) == ()
    assert list(refusals_of_typed(DESK.procedure, DESK.procedure.entries[number], OWN, typed)) == []


def _another(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case date():
            return value + timedelta(days=1)
        case dict():
            return dict(list(value.items())[1:]) or {**value, 7: 7}
        case _:
            return f"{value}1"


@given(st.data())
def test_every_difference_is_found_by_its_name_and_no_other(data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(ENTRIES))
    told = said(number)
    wrong = data.draw(st.sets(st.sampled_from(tuple(told)), min_size=1))
    typed = {name: _another(value) if name in wrong else value for name, value in told.items()}
    assert set(differing(told, typed)) == wrong
    refusals = list(refusals_of_typed(DESK.procedure, DESK.procedure.entries[number], OWN, typed))
    assert [code_of_refusal(each) for each in refusals] == ["bad_value"]


@pytest.mark.parametrize("number", ENTRIES)
@pytest.mark.parametrize("nothing", [{}, {"code": None}, {"decision": "", "conditions": None}])
def test_who_typed_nothing_has_not_read_the_paper(number: int, nothing: Mapping[str, object]) -> None:
    told = said(number)
    assert differing(told, nothing) == tuple(told)


def test_a_finding_that_says_more_or_less_than_was_entered_differs() -> None:
    told = said(1)
    views = told[paper.VIEWS]
    assert isinstance(views, dict)
    for other in ({**views, "fighting": "open"}, dict(list(views.items())[:1]), {**views, "overall": "no_objection"}):
        assert differing(told, {**told, paper.VIEWS: other}) == (paper.VIEWS,)


def test_of_a_paper_is_typed_what_is_short_and_decides_and_its_texts_are_read() -> None:
    assert tuple(said(1)) == (paper.OFFICE, paper.AUTHOR, paper.DATED, paper.VIEWS)
    assert next(iter(said(2))) == paper.CODE, "another office’s finding came back on a sheet"
    decision = said(3)
    assert (decision[paper.CONDITIONS], decision[paper.ACTING], decision[paper.DECISION]) == (
        2,
        False,
        "agree_with_conditions",
    )
    assert said(6)[paper.QUANTITIES] == {1: 8}
    assert [text for _, text in texts_to_read(DESK.procedure.entries[3])] == [
        "It reports.",
        "It returns it.",
        "because",
    ]
    assert {name for name, _ in texts_to_read(DESK.procedure.entries[1])} == {"end_use", "overall"}


def test_a_paper_about_a_permit_names_it_by_its_number() -> None:
    desk = the_desk()
    assert desk.confirm(6, by="kato") == ""
    until = desk.today + timedelta(days=400)
    assert (desk.extend(6, until, reference="No. 8"), desk.end(6, reference="No. 9")) == ("", "")
    extension, end = (said_on_paper(desk.procedure, desk.procedure.entries[each], OWN) for each in (7, 8))
    assert extension == {
        paper.NUMBER: "P-1",
        paper.UNTIL: until,
        paper.DATED: desk.today,
        paper.REFERENCE: "No. 8",
    }
    assert end == {paper.NUMBER: "P-1", paper.DATED: desk.today, paper.REFERENCE: "No. 9"}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8", 8),
        (" ８ ", 8),
        ("1,000", 1000),
        ("１，０００", 1000),
        ("0", 0),
        ("8隻", None),
        ("8 of 10", None),
        ("", None),
    ]
    + [("2.5", None), ("-1", None), ("1,00", None), ("八", None), ("1 000", None)],
)
def test_a_quantity_is_digits_and_nothing_else(typed: str, number: int | None) -> None:
    assert whole_number(typed) == number
