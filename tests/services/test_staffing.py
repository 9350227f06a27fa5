"""Who is who in a register: added, given roles, gone; and which day it is in training."""

from datetime import date

import pytest

from app.domain.errors import Mendable
from app.domain.law.texts import Text
from app.domain.register.people import NewPerson, Role, RoleHeld
from app.domain.register.staff import left_alone
from app.services.receiving import open_case
from app.services.staffing import add_person, end_role, give_role, leave, read_people, set_training_day
from tests.builders import Official, an_official, case_particulars
from tests.fakes import TickingClock

TODAY = date(2026, 11, 22)
MORI = NewPerson("mori", Text("森", "Mori"), (Role.RECORDER,), TODAY)


def as_person(official: Official, account: str) -> Official:
    """Somebody else at the same register."""
    return an_official(official.work, TickingClock(), account)


def test_who_is_added_acts_in_their_role_and_in_no_other(official: Official) -> None:
    event = add_person(official, person=MORI)
    assert len(event.key) == 64
    assert official.work.people.get("mori").roles == (RoleHeld(Role.RECORDER, TODAY),)
    case = official.a_case()
    mori = as_person(official, "mori")
    mori.a_document(case.id)
    with pytest.raises(Mendable, match=r"^Mori can't do this: it is for officer\."):
        open_case(mori, particulars=case_particulars(number="2026-0009"))
    assert official.kinds_of_register_events() == ["person_added"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"account": "Mori"}, "can't be an account"),
        ({"account": "-mori"}, "can't be an account"),
        ({"account": "m" * 33}, "can't be an account"),
        ({"account": "もり"}, "can't be an account"),
        ({"account": "hanako"}, "is taken"),
        ({"names": Text("", "Mori")}, "What is the person called"),
        ({"names": Text("森", " ")}, "What is the person called"),
        ({"roles": ()}, "at least one role"),
    ],
)
def test_nobody_is_added_without_what_an_account_needs(
    official: Official, change: dict[str, object], sentence: str
) -> None:
    before = read_people(official.work)
    with pytest.raises(Mendable, match=sentence):
        add_person(official, person=MORI._replace(**change))  # type: ignore[arg-type]  # each change fits its field
    assert read_people(official.work) == before


def test_only_an_administrator_says_who_is_who(official: Official) -> None:
    officer = as_person(official, "officer")
    for refused in (
        lambda: add_person(officer, person=MORI),
        lambda: give_role(officer, account="recorder", held=RoleHeld(Role.REVIEWER, TODAY)),
        lambda: end_role(officer, account="recorder", role=Role.RECORDER, until=TODAY),
        lambda: leave(officer, account="recorder"),
    ):
        with pytest.raises(Mendable, match="administrator"):
            refused()
    assert official.kinds_of_register_events() == []


def test_a_role_is_given_for_days_and_ends_with_one(official: Official) -> None:
    held = RoleHeld(Role.OFFICER, date(2026, 12, 1), date(2026, 12, 31))
    give_role(official, account="recorder", held=held)
    recorder = official.work.people.get("recorder")
    assert (recorder.holds(Role.OFFICER, TODAY), recorder.holds(Role.OFFICER, date(2026, 12, 31))) == (False, True)
    with pytest.raises(Mendable, match="on some of these days already"):
        give_role(official, account="recorder", held=held)
    with pytest.raises(Mendable, match="before it begins"):
        give_role(official, account="recorder", held=RoleHeld(Role.TRAINER, TODAY, date(2026, 11, 1)))
    end_role(official, account="recorder", role=Role.OFFICER, until=date(2026, 12, 10))
    assert not official.work.people.get("recorder").holds(Role.OFFICER, date(2026, 12, 11))
    with pytest.raises(Mendable, match="does not hold the role"):
        end_role(official, account="recorder", role=Role.OFFICER, until=date(2026, 12, 20))
    give_role(official, account="recorder", held=RoleHeld(Role.OFFICER, date(2027, 1, 1)))


def test_who_leaves_acts_no_more_and_what_they_did_stays(official: Official) -> None:
    case = as_person(official, "officer").a_case()
    event = leave(official, account="officer", note="To another post.")
    assert len(event.keys) == 1
    gone = official.work.people.get("officer")
    assert gone.has_left
    assert official.case(case.id).opened_by == "officer"
    with pytest.raises(Mendable, match="officer can't do this"):
        open_case(official._replace(person=gone), particulars=case_particulars(number="2026-0009"))
    for refused in (
        lambda: leave(official, account="officer"),
        lambda: give_role(official, account="officer", held=RoleHeld(Role.REVIEWER, TODAY)),
    ):
        with pytest.raises(Mendable, match="no account that could be changed"):
            refused()
    with pytest.raises(Mendable, match="never given to a second person"):
        add_person(official, person=MORI._replace(account="officer"))


def test_the_last_administrator_stays(official: Official) -> None:
    with pytest.raises(Mendable, match="Nobody records that they leave themselves"):
        leave(official, account="hanako")
    leave(official, account="administrator")
    with pytest.raises(Mendable, match="only administrator"):
        end_role(official, account="hanako", role=Role.ADMINISTRATOR, until=TODAY)


def test_before_somebody_leaves_it_is_known_what_nobody_could_do_any_more(official: Official) -> None:
    people = read_people(official.work)
    by_account = {person.account: person for person in people}
    assert left_alone(by_account["officer"], people, TODAY) == ()
    assert left_alone(by_account["recorder"], people, TODAY) == (Role.RECORDER,), "one is left, and none to confirm"
    leave(official, account="reviewer")
    assert Role.REVIEWER in left_alone(by_account["hanako"], read_people(official.work), TODAY)


def test_a_training_register_has_a_day_of_its_own(official: Official) -> None:
    day = date(2026, 6, 1)
    set_training_day(official, day=day)
    assert official.work.people.training_day() == day
    assert official.work.heading().training_day == day
    set_training_day(official, day=None)
    assert official.work.people.training_day() is None
