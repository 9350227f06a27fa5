"""The case officer of a case, and handing cases over: what becomes of the cases, and what does not."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Mendable
from app.domain.ids import CaseId
from app.domain.law.texts import Text
from app.domain.register.basis import Changed, since_recorded
from app.domain.register.cases import Case, CaseSummary
from app.domain.register.events import CaseHandedOver
from app.domain.register.people import NewPerson, Role
from app.services.duplicating import Taken, duplicate_case
from app.services.ending import close_case, withdraw_case
from app.services.handing_over import hand_over_cases
from app.services.ports import CaseFilter
from app.services.reading import list_cases
from app.services.receiving import amend_particulars
from app.services.staffing import add_person, end_role, leave
from app.services.verifying import Check
from tests.builders import (
    ARMS_TAKEN_ALONG,
    DESTROYERS,
    LONG_AGO,
    PARTS_FOR_XA,
    Official,
    a_register_file,
    an_official,
    case_particulars,
    opened,
    searched,
    the_shelf,
)
from tests.fakes import TickingClock


def numbers(official: Official, wanted: CaseFilter) -> list[str]:
    """The numbers that a filter finds, in order."""
    return sorted(case.number for case in list_cases(official.work, wanted))


def deciding(case: Case) -> list[tuple[Changed, ...] | None]:
    """What makes that something else would come out now than was recorded, line by line; None without a record."""
    shelf = the_shelf()
    compiled = shelf.compiled(shelf.id_on(case.particulars.assessed_on))
    found = (since_recorded(line, case, compiled, shelf.reference()) for line in case.lines)
    return [None if since is None else since.deciding for since in found]


def rows(official: Official) -> list[CaseSummary]:
    """The rows of the list, without what handing over changes: officer, and when something was last changed."""
    return [
        row._replace(case_officer="", changed_at=LONG_AGO)
        for row in sorted(list_cases(official.work), key=lambda row: row.id)
    ]


def test_open_cases_of_one_officer_go_to_another_and_each_says_so(official: Official) -> None:
    first, second = (official.a_case(number=number, case_officer="hanako") for number in ("A", "B"))
    ended = official.a_case(number="C", case_officer="hanako")
    withdraw_case(official, case_id=ended.id, reason="Given up.")
    other = official.a_case(number="D", case_officer="officer")
    official.a_case(number="E")
    events = hand_over_cases(official, account="hanako", to="officer", note="On leave.")
    assert events == tuple(CaseHandedOver(case.id, "hanako", "officer", "On leave.") for case in (first, second))
    assert numbers(official, CaseFilter(officers=("officer",))) == ["A", "B", "D"]
    assert numbers(official, CaseFilter(officers=("hanako",))) == ["C"]
    assert official.kinds_of_events(first.id) == ["case_opened", "case_handed_over"]
    assert official.kinds_of_events(other.id) == ["case_opened"]
    assert official.case(second.id).particulars == second.particulars._replace(case_officer="officer")


def test_chosen_cases_go_alone_and_all_of_them_or_none(official: Official) -> None:
    for number in ("A", "B", "C"):
        official.a_case(number=number, case_officer="hanako")
    official.a_case(number="D", case_officer="officer")
    for wrong in ("D", "X"):
        with pytest.raises(Mendable) as refused:
            hand_over_cases(official, account="hanako", to="officer", numbers=("A", wrong))
        assert refused.value.params["field"] == "numbers"
        assert numbers(official, CaseFilter(officers=("officer",))) == ["D"]
    hand_over_cases(official, account="hanako", to="officer", numbers=("A", "C", "A"))
    assert numbers(official, CaseFilter(officers=("officer",))) == ["A", "C", "D"]


def test_a_case_that_has_ended_stays_with_who_had_it(official: Official) -> None:
    case = official.a_case(number="A", case_officer="hanako")
    withdraw_case(official, case_id=case.id, reason="Given up.")
    with pytest.raises(Mendable, match="was withdrawn"):
        hand_over_cases(official, account="hanako", to="officer", numbers=("A",))
    with pytest.raises(Mendable, match="no open request"):
        hand_over_cases(official, account="hanako", to="officer")


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("", "Choose who takes"),
        ("hanako", "this case officer already"),
        ("recorder", "does not hold the role officer"),
        ("sato", "is nobody's account"),
    ],
)
def test_who_takes_them_over_is_another_who_can_be_a_case_officer(official: Official, to: str, said: str) -> None:
    official.a_case(case_officer="hanako")
    with pytest.raises(Mendable, match=said):
        hand_over_cases(official, account="hanako", to=to)


@pytest.mark.parametrize("role", Role)
def test_an_officer_hands_over_their_own_or_anothers_and_nobody_else_does(official: Official, role: Role) -> None:
    case = official.a_case(case_officer="hanako")
    acting = official._replace(person=official.work.people.get(role.value))
    if role is Role.OFFICER:
        hand_over_cases(acting, account="hanako", to="officer")
        assert official.case(case.id).particulars.case_officer == "officer"
    else:
        with pytest.raises(Mendable, match="it is for officer"):
            hand_over_cases(acting, account="hanako", to="officer")


@given(data=st.data())
@settings(max_examples=6, deadline=None)
def test_handing_over_leaves_every_determination_as_it_was(data: st.DataObject) -> None:
    clock = TickingClock()
    with TemporaryDirectory() as folder, opened(a_register_file(Path(folder)), clock) as work:
        official = an_official(work, clock)
        cases = [_a_case_somehow(official, answers, data) for answers in (ARMS_TAKEN_ALONG, DESTROYERS, PARTS_FOR_XA)]
        before = [official.case(case_id) for case_id in cases]
        is_handed_over = [case.particulars.case_officer == "hanako" and not case.state.has_ended for case in before]
        records, listed = [work.determinations.of_line(case.lines[0].id) for case in before], rows(official)
        happened = [official.kinds_of_events(case_id) for case_id in cases]
        if any(is_handed_over):
            hand_over_cases(official, account="hanako", to="officer")
        after = [official.case(case_id) for case_id in cases]
        assert [work.determinations.of_line(case.lines[0].id) for case in after] == records
        assert [deciding(case) for case in after] == [deciding(case) for case in before]
        assert rows(official) == listed
        assert [official.kinds_of_events(case_id) for case_id in cases] == [
            [*kinds, "case_handed_over"] if is_one else kinds
            for kinds, is_one in zip(happened, is_handed_over, strict=True)
        ]
        assert [case.particulars.case_officer == "officer" for case in after] == [
            is_one or case.particulars.case_officer == "officer"
            for case, is_one in zip(before, is_handed_over, strict=True)
        ]
        assert Check().step(work, official.shelf) == ()


def _a_case_somehow(official: Official, answers: Mapping[str, str], data: st.DataObject) -> CaseId:
    """A case of somebody or nobody: open, determined, determined otherwise than would come out now, or ended."""
    case = official.a_case(answers, case_officer=data.draw(st.sampled_from(["hanako", "officer", ""])))
    how = data.draw(st.sampled_from(["open", "determined", "stale", "closed", "withdrawn"]))
    if how not in ("open", "withdrawn"):
        official.determine(case.lines[0].id)
    if how == "stale":
        amend_particulars(official, case_id=case.id, field="exporter", value="Another")
    elif how == "closed":
        close_case(official, case_id=case.id, reason="Given up.")
    elif how == "withdrawn":
        withdraw_case(official, case_id=case.id, reason="Given up.")
    return case.id


def test_a_case_is_found_by_its_officer_in_both_languages_and_by_the_account(official: Official) -> None:
    official.a_case(number="A", case_officer="hanako")
    for typed in ("山田花子", "hanako yamada", "hanako"):
        assert numbers(official, searched(typed)) == ["A"]
    hand_over_cases(official, account="hanako", to=official.an_officer("mori", "森", "Mori Taro"))
    for typed in ("山田花子", "hanako"):
        assert numbers(official, searched(typed)) == []
    for typed in ("森", "mori taro"):
        assert numbers(official, searched(typed)) == ["A"]
    assert Check().step(official.work, official.shelf) == ()


def test_what_was_written_before_stays_until_somebody_is_chosen(official: Official) -> None:
    case = official.a_case(number="A")
    official.write_officer_of_before(case.id, "森（輸出管理課）")
    amend_particulars(official, case_id=case.id, field="title", value="Another")
    amend_particulars(official, case_id=case.id, field="case_officer", value="森（輸出管理課）")
    assert official.case(case.id).particulars.case_officer == "森（輸出管理課）"
    assert numbers(official, searched("輸出管理")) == ["A"]
    with pytest.raises(Mendable, match="is nobody's account"):
        amend_particulars(official, case_id=case.id, field="case_officer", value="森（課）")
    hand_over_cases(official, account="森（輸出管理課）", to="officer")
    with pytest.raises(Mendable, match="is nobody's account"):
        amend_particulars(official, case_id=case.id, field="case_officer", value="森（輸出管理課）")
    assert numbers(official, CaseFilter(officers=("officer",))) == ["A"]


def test_what_was_written_becomes_nobodys_account(official: Official) -> None:
    official.write_officer_of_before(official.a_case().id, "mori")
    mori = NewPerson("mori", Text("森", "Mori"), (Role.OFFICER,), date(2000, 1, 1))
    with pytest.raises(Mendable, match="is written as the case officer"):
        add_person(official, person=mori)
    add_person(official, person=mori._replace(account="t.mori"))


def test_who_left_or_is_no_officer_now_stays_and_is_named_anew_nowhere(official: Official) -> None:
    case = official.a_case(case_officer="officer")
    mori = official.an_officer("mori", "森", "Mori")
    amend_particulars(official, case_id=case.id, field="case_officer", value=mori)
    leave(official, account=mori)
    end_role(official, account="officer", role=Role.OFFICER, until=date(2026, 5, 1))
    amend_particulars(official, case_id=case.id, field="exporter", value="Shipyard")
    for account in ("officer", mori):
        copied = case_particulars(number=f"copy of {account}", case_officer=account)
        with pytest.raises(Mendable, match="can't be made the case officer"):
            duplicate_case(official, case_id=case.id, particulars=copied, taken=Taken.LINES)
    assert official.case(case.id).particulars.case_officer == mori
    hand_over_cases(official, account=mori, to="hanako")
    assert official.case(case.id).particulars.case_officer == "hanako"
