"""What makes another content, and what does not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.decision.requirements import Undertaking
from app.domain.law.outcomes import Outcome
from app.domain.procedure.content import DocumentInContent, LineContent, code_of_contents
from app.domain.procedure.events import View
from tests.domain.procedure.desk import BEGUN, EXAMINATION, FOUR, PERMIT, Desk, a_line


def content_of(desk: Desk, step: str) -> tuple[Any, str]:
    """The content of a step for line 1, with its digest."""
    content = desk.procedure.content(step, 1)
    assert content is not None
    return content, content.digest


PLAIN = a_line().content
DECIDED = PLAIN.decision


@pytest.mark.parametrize(
    "other",
    [
        PLAIN._replace(case_number="2026-0002"),
        PLAIN._replace(parties={"end_user": "another"}),
        PLAIN._replace(item="another"),
        PLAIN._replace(quantity="11"),
        PLAIN._replace(value="1"),
        PLAIN._replace(documents=(DocumentInContent(sha256="ab"),)),
        PLAIN._replace(documents=(DocumentInContent(kind="letter", title="A"),)),
        *(
            PLAIN._replace(decision=decision)
            for decision in (
                DECIDED._replace(on=date(2026, 6, 2)),
                DECIDED._replace(edition="2014-04-01"),
                DECIDED._replace(decision_digest="e"),
                DECIDED._replace(reference="s"),
                DECIDED._replace(answers={"weapon": "no"}),
                DECIDED._replace(derived={"party": "yes"}),
                DECIDED._replace(rules=("r",)),
                DECIDED._replace(notices=("diet_notice",)),
                DECIDED._replace(steps=(EXAMINATION, PERMIT, FOUR._replace(order=9))),
                DECIDED._replace(commitments=(Undertaking("un_charter_use", binding=True),)),
                DECIDED._replace(outcome=Outcome.ELIGIBLE),
            )
        ),
    ],
)
def test_each_part_of_a_line_makes_another_content(other: LineContent) -> None:
    one, two = Desk().begun(), Desk(a_line()._replace(content=other)).begun()
    assert content_of(one, "examination") != content_of(two, "examination")
    assert content_of(one, "examination")[1] != content_of(two, "examination")[1]


def test_the_order_of_answers_makes_none() -> None:
    answers = {"weapon": "yes", "purpose": "aid"}
    made = []
    for order in (answers, dict(reversed(answers.items()))):
        content = PLAIN._replace(decision=PLAIN.decision._replace(answers=order))
        made.append(content_of(Desk(a_line()._replace(content=content)).begun(), "permit"))
    assert made[0] == made[1]


def examined(**found: Any) -> Desk:
    """An examined case, with one finding of its own."""
    desk = Desk().begun()
    desk.went_well(desk.request("examination"))
    desk.next_day()
    said: dict[str, Any] = {"office": "meti", "views": [View("overall", "no_objection", "text")]} | found
    desk.went_well(desk.find(**said), desk.confirm())
    return desk


@pytest.mark.parametrize(
    "other",
    [
        {"office": "mofa"},
        {"views": [View("overall", "objection", "text")]},
        {"views": [View("overall", "no_objection", "another")]},
        {"views": [View("end_use", "no_objection", "text")]},
    ],
)
def test_what_an_office_found_is_in_later_contents(other: dict[str, Any]) -> None:
    one, two = examined(), examined(**other)
    assert content_of(one, "examination") == content_of(two, "examination")
    assert content_of(one, "council")[1] != content_of(two, "council")[1]


@pytest.mark.parametrize("other", [{"author": "another"}, {"dated": BEGUN}, {"by": "kato"}])
def test_by_whom_and_when_something_was_found_is_in_none(other: dict[str, Any]) -> None:
    assert content_of(examined(), "council") == content_of(examined(**other), "council")


def decided(**said: Any) -> Desk:
    """A case with one decision of its own."""
    desk = Desk().examined()
    desk.went_well(desk.request("council"))
    desk.next_day()
    desk.went_well(desk.decide(**({"office": "prime"} | said)), desk.confirm())
    return desk


@pytest.mark.parametrize(
    "other",
    [
        {"office": "foreign"},
        {"decision": "return"},
        {"decision": "agree_with_conditions", "conditions": ("none is passed on",)},
    ],
)
def test_what_an_office_decided_is_in_later_contents(other: dict[str, Any]) -> None:
    one, two = decided(), decided(**other)
    assert content_of(one, "council") == content_of(two, "council")
    assert content_of(one, "permit")[1] != content_of(two, "permit")[1]


@pytest.mark.parametrize(
    "other", [{"signatory": "another"}, {"dated": BEGUN}, {"reference": "No. 9"}, {"reason": "other"}, {"by": "kato"}]
)
def test_who_signed_and_when_is_in_none(other: dict[str, Any]) -> None:
    assert content_of(decided(), "permit") == content_of(decided(**other), "permit")


def test_the_code_of_a_request_is_that_of_its_lines_in_their_order() -> None:
    desk = Desk(a_line(2), a_line(1)).begun()
    contents = [desk.procedure.content("examination", line) for line in (2, 1)]
    known = [content for content in contents if content is not None]
    assert code_of_contents(known) == code_of_contents(reversed(known))
    assert code_of_contents(known[:1]) != code_of_contents(known)


def test_the_latest_counts_by_its_date_then_by_the_order_of_confirmation() -> None:
    desk = Desk().begun()
    desk.went_well(desk.request("examination"))
    desk.next_day(5)
    for view, days in (("objection", 3), ("open", 1), ("no_objection", 3), ("objection", 3), ("no_objection", 2)):
        desk.went_well(desk.find("meti", {"overall": view}, dated=BEGUN + timedelta(days)))
    for entry in (4, 3, 1, 2, 5):
        desk.went_well(desk.confirm(entry))
    counting, held = desk.procedure.views("examination", 1)["meti", "overall"]
    assert (counting.number, held.view) == (1, "objection")


def test_a_correction_takes_the_place_of_what_it_corrects_in_the_order_of_confirmation() -> None:
    desk = Desk().begun()
    desk.went_well(desk.request("examination"))
    for view in ("objection", "no_objection"):
        desk.went_well(desk.find("meti", {"overall": view}), desk.confirm())
    desk.went_well(desk.find("meti", {"overall": "open"}, corrects=1, reason="misread"), desk.confirm())
    counting, held = desk.procedure.views("examination", 1)["meti", "overall"]
    assert (counting.number, held.view) == (2, "no_objection")
