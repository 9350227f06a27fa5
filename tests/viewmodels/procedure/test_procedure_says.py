"""What the procedure screen says of permits that run out, of lines that differ, of who acts for whom, and why not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.law.texts import Text
from app.domain.procedure.permits import WARNED_BEFORE, warned_at
from app.domain.procedure.procedure import Procedure
from app.domain.register.people import Person, Role, RoleHeld
from app.domain.register.roles_in_procedure import recorders_lacking, recorders_on
from app.viewmodels.procedure.permits_says import permits_says
from app.viewmodels.procedure.procedure_model import conditions_says
from app.viewmodels.procedure.steps_says import Steps
from tests.domain.procedure.desk import EXAMINATION, FOUR, PERMIT, Desk, a_line
from tests.viewmodels.procedure.test_screen_is_state import phrases

if TYPE_CHECKING:
    from app.viewmodels.procedure.steps_says import BoxSays, StepSays

WITHOUT_COUNCIL = (EXAMINATION, PERMIT)


def step_of(procedure: Procedure, step_id: str) -> StepSays:
    """What is said of a step."""
    return next(step for step in Steps(phrases(), procedure).says() if step.id == step_id)


def box_of(procedure: Procedure, office: str) -> BoxSays:
    """The field of an office."""
    return next(box for box in step_of(procedure, "council").boxes if box.office == office)


@pytest.mark.parametrize(
    ("left", "warned", "said"),
    [
        (61, 0, ()),
        (60, 60, ("It ends in 60 days.",)),
        (15, 60, ("It ends in 15 days.",)),
        (14, 14, ("It ends in 14 days.",)),
        (1, 14, ("It ends in 1 day.",)),
        (0, 14, ("It ends today.",)),
        (-1, 0, ()),
    ],
)
def test_a_permit_is_warned_of_sixty_and_fourteen_days_before_its_end(
    left: int, warned: int, said: tuple[str, ...]
) -> None:
    desk = Desk().permitted()
    (permit,) = desk.procedure.permits()
    until = permits_says(phrases(), desk.procedure, desk.today)[0].until
    (told,) = permits_says(phrases(), desk.procedure, date.fromisoformat(until) - timedelta(left))
    assert (told.entry, told.warned, told.warnings) == (permit.number, warned, said)
    assert told.state == ("expired" if left < 0 else "valid")


def test_an_extended_permit_is_warned_of_before_its_new_end() -> None:
    desk = Desk().permitted()
    permit = desk.last
    until = date.fromisoformat(permits_says(phrases(), desk.procedure, desk.today)[0].until)
    desk.next_day((until - desk.today).days - 10)
    assert permits_says(phrases(), desk.procedure, desk.today)[0].warned == 14
    desk.went_well(desk.extend(permit, until + timedelta(40)), desk.confirm())
    (told,) = permits_says(phrases(), desk.procedure, desk.today)
    assert (told.warned, told.until) == (60, (until + timedelta(40)).isoformat())
    assert [each.kind for each in told.later] == ["extension"]
    desk.went_well(desk.end(permit), desk.confirm())
    assert permits_says(phrases(), desk.procedure, desk.today)[0].warnings == ()


def test_a_warning_is_the_last_that_was_passed() -> None:
    assert [warned_at(days) for days in (61, 60, 15, 14, 0)] == [None, 60, 60, 14, 14]
    assert WARNED_BEFORE == (60, 14)


def test_that_the_content_of_a_permit_is_another_now_is_told() -> None:
    desk = Desk().permitted()
    desk.went_well(desk.reopen(), desk.record(a_line(answer="no")), desk.review())
    (told,) = permits_says(phrases(), desk.procedure, desk.today)
    assert told.content_changed
    assert any("another now" in each for each in told.warnings)


def test_lines_that_stand_otherwise_are_told_apart_and_a_step_says_for_which_it_is() -> None:
    desk = Desk(a_line(1), a_line(2, steps=WITHOUT_COUNCIL)).examined()
    assert step_of(desk.procedure, "examination").for_lines == ()
    assert step_of(desk.procedure, "council").for_lines == ("for Line 1",)
    assert step_of(desk.procedure, "permit").for_lines == (
        "Line 1: Waits for an earlier step",
        "Line 2: To be requested",
    )


def test_an_office_that_signed_for_some_lines_only_is_told_line_by_line() -> None:
    desk = Desk(a_line(1), a_line(2)).signed()
    assert box_of(desk.procedure, "prime").stands == "agree"
    desk.next_day()
    desk.went_well(desk.reopen(), desk.record(a_line(1), a_line(2, answer="no")), desk.review())
    box = box_of(desk.procedure, "prime")
    assert box.stands == "mixed"
    assert "Line 1: Agreed" in box.details
    assert "Line 2: Missing" in box.details
    (entry, *_others) = [each for each in step_of(desk.procedure, "council").entries if each.office == "prime"]
    assert (entry.state, entry.lines) == ("confirmed", (1,))
    assert entry.why[:2] == ("Void for Line 2.", "Changed since it was given:")
    assert "Weapon in the SDF Act sense: Yes, a weapon → No, not a weapon" in entry.why


def test_what_came_back_to_what_it_was_says_that_it_has_to_be_signed_anew() -> None:
    desk = Desk().signed()
    desk.went_well(desk.reopen(), desk.record(a_line(answer="no")), desk.review())
    desk.went_well(desk.reopen(), desk.record(a_line()), desk.review())
    council = step_of(desk.procedure, "council")
    assert {each.state for each in council.entries} == {"void"}
    examined = step_of(desk.procedure, "examination")
    assert {each.why for each in examined.entries} == {
        ("What it was given on was changed in between. It stands again, and has to be signed anew.",)
    }


def test_on_what_ground_somebody_acts_stands_in_the_field_and_at_the_entry() -> None:
    desk = Desk().examined()
    desk.went_well(desk.request("council"))
    desk.went_well(desk.decide("prime", signatory="Ito"), desk.confirm())
    desk.went_well(desk.decide("foreign", signatory="Ito", acting="Order of 1 June"), desk.confirm())
    said = "Acting for the office: Order of 1 June"
    assert said in box_of(desk.procedure, "foreign").details
    assert said not in box_of(desk.procedure, "prime").details
    (entry,) = [each for each in step_of(desk.procedure, "council").entries if each.office == "foreign"]
    assert said in entry.details


def test_what_is_missing_is_told_with_the_day_on_which_it_was_asked_for() -> None:
    desk = Desk().examined()
    assert step_of(desk.procedure, "council").lacks == ""
    desk.next_day(3)
    desk.went_well(desk.request("council"))
    asked = desk.today
    desk.next_day(4)
    desk.went_well(desk.decide("prime"), desk.confirm())
    assert step_of(desk.procedure, "council").lacks == f"Missing since {asked}: foreign, defense"


def test_conditions_keep_their_numbers_and_go_with_what_they_hang_on() -> None:
    desk = Desk().examined()
    desk.went_well(desk.request("council"))
    desk.went_well(desk.decide("prime", "agree_with_conditions", conditions=("a", "b")), desk.confirm())
    desk.went_well(desk.decide("foreign", "agree_with_conditions", conditions=("c",)), desk.confirm())
    told = [(each.number, each.text) for each in conditions_says(phrases(), desk.procedure)]
    assert told == [(1, "a"), (2, "b"), (3, "c")]
    desk.next_day()
    desk.went_well(desk.decide("prime", "return"), desk.confirm())
    assert [(each.number, each.text) for each in conditions_says(phrases(), desk.procedure)] == [(3, "c")]


def test_how_many_recorders_are_lacking_is_counted_by_who_holds_the_role_that_day() -> None:
    def person(account: str, *roles: Role, until: date | None = None) -> Person:
        return Person(account, Text(account, account), tuple(RoleHeld(role, date(2026, 1, 1), until) for role in roles))

    people = (
        person("a", Role.RECORDER),
        person("b", Role.RECORDER, Role.OFFICER),
        person("c", Role.RECORDER, until=date(2026, 5, 31)),
        person("d", Role.REVIEWER),
        person("e", Role.RECORDER)._replace(has_left=True),
    )
    assert recorders_lacking(people, date(2026, 5, 31)) == 0
    assert recorders_lacking(people, date(2026, 6, 1)) == 1
    assert [each.account for each in recorders_on(people, date(2026, 6, 1))] == ["a", "b"]
    assert recorders_lacking((), date(2026, 6, 1)) == 3


def test_of_four_the_step_has_four_fields_and_of_a_meeting_none() -> None:
    desk = Desk().examined()
    assert [box.office for box in step_of(desk.procedure, "council").boxes] == list(FOUR.signatories)
    assert step_of(desk.procedure, "examination").boxes == ()
