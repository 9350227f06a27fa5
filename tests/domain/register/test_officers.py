"""Who can be the case officer of a request: said once, for every role and day."""

from datetime import date, timedelta

import pytest

from app.bootstrap import composition
from app.domain.law.texts import Text
from app.domain.register.officers import OfficerStanding, how_officer_stands, officers_on
from app.domain.register.people import Person, Role, RoleHeld
from app.domain.register.refusals import refusal_of_officer
from app.wording.language import Language
from app.wording.people_words import officer_said

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
A_DAY = timedelta(days=1)
MORI = Person("mori", Text("森", "Mori"), (RoleHeld(Role.OFFICER, date(2000, 1, 1)),))


def sato(role: Role, **marks: bool) -> Person:
    """Somebody who holds a role from the first of June to its last day."""
    return Person("sato", Text("佐藤", "Sato"), (RoleHeld(role, FIRST, LAST),), **marks)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("day", "is_held"), [(FIRST - A_DAY, False), (FIRST, True), (LAST, True), (LAST + A_DAY, False)]
)
def test_an_officer_is_who_holds_the_role_on_the_day(role: Role, day: date, is_held: bool) -> None:
    people = (sato(role), MORI)
    can = is_held and role is Role.OFFICER
    assert (refusal_of_officer("sato", people, day) is None) is can
    assert [person.account for person in officers_on(people, day)] == (["sato", "mori"] if can else ["mori"])
    expected = OfficerStanding.IN_OFFICE if can else OfficerStanding.NO_OFFICER
    assert how_officer_stands("sato", people, day) is expected


@pytest.mark.parametrize("marks", [{"has_left": True}, {"is_former": True}])
def test_who_has_left_cant_be_made_one_and_may_stay(marks: dict[str, bool]) -> None:
    people = (sato(Role.OFFICER, **marks), MORI)
    assert how_officer_stands("sato", people, FIRST) is OfficerStanding.HAS_LEFT
    assert refusal_of_officer("sato", people, FIRST) is not None
    assert refusal_of_officer("sato", people, FIRST, before="mori") is not None
    assert refusal_of_officer("sato", people, FIRST, before="sato") is None


def test_a_name_of_before_may_stay_and_is_nobody_to_choose() -> None:
    assert refusal_of_officer("佐藤課長補佐", (MORI,), FIRST, before="佐藤課長補佐") is None
    assert refusal_of_officer("佐藤課長補佐", (MORI,), FIRST, before="mori") is not None
    assert how_officer_stands("佐藤課長補佐", (MORI,), FIRST) is OfficerStanding.WRITTEN


def test_nobody_need_be_one() -> None:
    assert refusal_of_officer("", (MORI,), FIRST, before="mori") is None
    assert how_officer_stands("", (MORI,), FIRST) is OfficerStanding.NOBODY


@pytest.mark.parametrize("account", ["sato", "yamada", "gone"])
def test_a_refusal_says_who_can_be_one(account: str) -> None:
    gone = Person("gone", Text("林", "Hayashi"), MORI.roles, has_left=True)
    refusal = refusal_of_officer(account, (sato(Role.RECORDER), gone, MORI), FIRST)
    assert refusal is not None
    assert refusal.params["field"] == "case_officer"
    assert "Mori [mori]" in composition.words_in(Language.EN).error(refusal)
    assert "森〔mori〕" in composition.words_in(Language.JA).error(refusal)


def test_who_can_be_one_no_more_is_said_to_be_so() -> None:
    words = composition.words_in(Language.EN)
    assert officer_said(words, "Sato", OfficerStanding.HAS_LEFT) == "Sato [has left]"
    assert officer_said(words, "Sato", OfficerStanding.NO_OFFICER) == "Sato [no officer now]"
    assert officer_said(words, "佐藤課長補佐", OfficerStanding.WRITTEN) == "佐藤課長補佐"
