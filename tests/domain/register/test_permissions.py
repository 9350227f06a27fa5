"""Which role may do which act: said once in the domain, and refused by the register as well."""

from datetime import date

import pytest

from app.bootstrap import composition
from app.domain.law.texts import Text
from app.domain.register.events import KINDS
from app.domain.register.people import NewPerson, Person, Role, RoleHeld, person_at_desk
from app.domain.register.permissions import MAY, refusal_of_role
from app.wording.language import Language
from tests.builders import PEOPLE

DAY = date(2026, 6, 1)
#: What the people of an office do, by role; what whoever is at the desk does stands apart.
OFFICER = {
    *("case_opened", "case_duplicated", "worked_case_filed", "case_amended", "case_withdrawn", "case_closed"),
    *(
        "case_handed_over",
        "case_reopened",
        "line_added",
        "line_amended",
        "line_removed",
        "answer_given",
        "answer_taken_back",
    ),
    *("document_added", "document_amended", "document_file_kept", "evidence_attached", "evidence_detached"),
    *("determination_recorded", "official_answer_recorded", "official_answer_withdrawn"),
    *("determinations_kept", "step_requested", "finding_entered", "entry_withdrawn"),
}
BY_ROLE = {
    Role.OFFICER: OFFICER,
    Role.REVIEWER: {"case_reviewed", "entry_confirmed"},
    Role.RECORDER: {
        *("document_added", "document_amended", "document_file_kept"),
        *("finding_entered", "decision_entered", "permit_entered", "permit_refusal_entered"),
        *("permit_extension_entered", "permit_end_entered", "entry_confirmed", "entry_withdrawn", "notice_given"),
        *("commitment_entered", "lot_delivered", "dates_added", "duty_laid_down", "duty_fulfilled"),
        *("waiver_entered", "event_taken_back", "lot_inspected", "serial_accounted_for", "breach_suspected"),
        *("breach_answered", "measure_taken", "breach_end_entered", "life_ended", "consent_asked"),
        *("consent_answer_entered", "transfer_recorded", "revocation_entered"),
    },
    Role.RECORDS_KEEPER: {
        *("edition_put_in_force", "reference_pack_taken", "reference_pack_left", "checkpoint_cosigned"),
        "register_restored",
    },
    Role.TRAINER: set[str](),
    Role.ADMINISTRATOR: {
        *("register_made", "ledger_begun", "person_added", "person_left", "role_given", "role_ended"),
        *("key_changed", "recovery_sheet_made", "recovery_sheet_confirmed"),
    },
}
ANYBODY = {
    "case_state_changed",
    "law_noticed",
    "rows_taken_over",
    "register_upgraded",
    "training_day_set",
    "passphrase_changed",
}


def holder(*held: RoleHeld, **marks: bool) -> Person:
    """Somebody with these roles."""
    return Person("sato", Text("佐藤", "Sato"), held, **marks)


def test_every_act_is_for_somebody() -> None:
    assert set(MAY) == set(KINDS)
    assert all(MAY.values())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", KINDS)
def test_an_act_is_for_whoever_holds_a_role_for_it(act: str, role: Role) -> None:
    refusal = refusal_of_role(holder(RoleHeld(role, DAY)), KINDS[act], DAY)
    assert (refusal is None) == (act in BY_ROLE[role] or act in ANYBODY)
    if refusal is not None:
        assert refusal.params["code"] == "no_role"
        for language in Language:
            said = composition.words_in(language).error(refusal)
            assert ("Sato" if language is Language.EN else "佐藤") in said
            assert "{" not in said


@pytest.mark.parametrize(
    ("held", "can"),
    [
        (RoleHeld(Role.OFFICER, DAY), True),
        (RoleHeld(Role.OFFICER, DAY, DAY), True),
        (RoleHeld(Role.OFFICER, date(2026, 5, 1), date(2026, 5, 31)), False),
        (RoleHeld(Role.OFFICER, date(2026, 6, 2)), False),
    ],
)
def test_a_role_is_held_from_its_first_day_to_its_last(held: RoleHeld, can: bool) -> None:
    assert holder(held).holds(Role.OFFICER, DAY) is can


def test_who_has_left_or_never_was_there_can_do_nothing() -> None:
    for person in (holder(RoleHeld(Role.OFFICER, DAY), has_left=True), holder(is_former=True)):
        assert person.roles_on(DAY) == frozenset()
        with pytest.raises(LookupError):
            person_at_desk([person], person.account)


def test_who_was_chosen_is_at_the_desk_else_the_first_who_can_be() -> None:
    people = [holder(has_left=True), *(Person(new.account, new.names) for new in PEOPLE)]
    assert person_at_desk(people, "trainer").account == "trainer"
    assert {person_at_desk(people, account).account for account in (None, "sato", "nobody")} == {"hanako"}


def test_the_people_of_training_are_marked_invented_and_can_do_everything_together() -> None:
    people = composition.training_people()
    assert all(isinstance(person, NewPerson) for person in people)
    assert {role for person in people for role in person.roles} == set(Role)
    assert sum(Role.RECORDER in person.roles for person in people) >= 3, "a permit needs three"
    assert all("架空" in person.names.ja and "invented" in person.names.en for person in people)
    assert people[0].roles == (Role.OFFICER,), "who comes first begins at the desk"
