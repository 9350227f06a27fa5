"""A live register takes no case that one lost passphrase would lock away; a code alone helps administrators only."""

from datetime import date, timedelta

import pytest

from app.domain.law.texts import Text
from app.domain.register.people import Person, Role, RoleHeld
from app.domain.register.way_back import (
    RecoverySheet,
    refusal_of_code,
    refusal_of_recovering,
    refusal_of_taking_cases,
)

DAY = date(2026, 12, 1)
READY = RecoverySheet("ab" * 32, "cd" * 32, is_confirmed=True, is_used=False)
UNFIT = {
    "none": None,
    "not typed back": READY._replace(is_confirmed=False),
    "of an earlier version": READY._replace(signing_key=""),
    "used": READY._replace(is_used=True),
}


def someone(account: str, role: Role = Role.ADMINISTRATOR, since: date = DAY, until: date | None = None) -> Person:
    return Person(account, Text(account, account), (RoleHeld(role, since, until),))


@pytest.mark.parametrize("sheet", [READY, *UNFIT.values()], ids=["ready", *UNFIT])
def test_a_lone_administrator_needs_a_sheet_that_can_be_used(sheet: RecoverySheet | None) -> None:
    lone = [someone("sato"), someone("mori", Role.OFFICER), someone("ono", since=DAY + timedelta(1))]
    refusal = refusal_of_taking_cases(lone, DAY, is_training=False, sheet=sheet)
    assert (refusal is None) is (sheet is READY)
    if refusal is not None:
        assert refusal.params["code"] == "no_way_back"
    # Two help one another, whatever became of the sheet; a training register has nothing to lock away.
    assert refusal_of_taking_cases([*lone, someone("ueda")], DAY, is_training=False, sheet=sheet) is None
    assert refusal_of_taking_cases(lone, DAY, is_training=True, sheet=sheet) is None


def test_it_is_said_what_is_the_matter_with_the_sheet() -> None:
    said = {
        name: str(refusal_of_taking_cases([someone("sato")], DAY, is_training=False, sheet=sheet))
        for name, sheet in UNFIT.items()
    }
    assert said["none"] == said["not typed back"]
    assert said["none"].startswith("This register takes no case yet")
    assert "made by an earlier version" in said["of an earlier version"]
    assert "was used already" in said["used"]


@pytest.mark.parametrize("sheet", UNFIT.values(), ids=UNFIT)
def test_the_code_of_an_unfit_sheet_gives_nobody_new_keys(sheet: RecoverySheet | None) -> None:
    assert refusal_of_code(READY, READY.key, READY.signing_key) is None
    refusal = refusal_of_code(sheet, READY.key, READY.signing_key)
    assert "By the code alone nobody gets new keys here" in str(refusal)


@pytest.mark.parametrize(("key", "signing"), [("11" * 32, READY.signing_key), (READY.key, "11" * 32)])
def test_a_sheet_that_the_register_does_not_know_gives_nobody_new_keys(key: str, signing: str) -> None:
    for sheet in (READY, *UNFIT.values()):
        assert refusal_of_code(sheet, key, signing) is not None
    assert "not the one that the register knows" in str(refusal_of_code(READY, key, signing))


def test_only_who_is_an_administrator_on_the_day_gets_new_keys_by_a_code() -> None:
    until = someone("sato", until=DAY)
    assert refusal_of_recovering(until, DAY) is None
    for person, on in (
        (until, DAY + timedelta(1)),
        (until, DAY - timedelta(1)),
        (until._replace(has_left=True), DAY),
        *((someone("mori", role), DAY) for role in Role if role is not Role.ADMINISTRATOR),
    ):
        assert "is no administrator on this day" in str(refusal_of_recovering(person, on)), (person, on)
