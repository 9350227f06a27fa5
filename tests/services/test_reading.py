"""The list of cases is filtered, sorted and paged."""

from datetime import date

import pytest

from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import DocumentKind, DocumentParticulars
from app.services.documenting import add_document
from app.services.ending import withdraw_case
from app.services.ports import CaseFilter, CaseOrder, Days, EntryFilter
from app.services.reading import (
    case_destinations,
    case_officers,
    count_cases,
    list_cases,
    open_requests,
    read_entries,
    read_heading,
)
from app.services.receiving import amend_line, amend_particulars
from app.services.reviewing import review_case
from app.storage.register.case_table import CaseTable
from tests.builders import ARMS_TAKEN_ALONG, DESTROYERS, UUID, Official, searched


def numbers(official: Official, wanted: CaseFilter) -> list[str]:
    """The numbers of the cases listed; the count has to agree."""
    listed = list_cases(official.work, wanted)
    assert count_cases(official.work, wanted) >= len(listed)
    return [summary.number for summary in listed]


def test_the_case_changed_last_comes_first(official: Official) -> None:
    first, second = official.a_case(number="A"), official.a_case(number="B")
    assert numbers(official, CaseFilter()) == ["B", "A"]
    official.answer(first.lines[0].id, {"weapon": "no"})
    assert numbers(official, CaseFilter()) == ["A", "B"]
    assert second.id > first.id


@pytest.mark.parametrize("order", list(CaseOrder))
@pytest.mark.parametrize("is_descending", [True, False])
def test_pages_of_any_order_make_up_the_whole_list_once(
    official: Official, order: CaseOrder, is_descending: bool
) -> None:
    for number in range(7):
        official.a_case(
            {"item_heading": "none"} if number % 2 else {},
            title="same" if number < 4 else f"title {number}",
            received_on=date(2026, 1, 1 + number % 3),
        )
    for summary in list_cases(official.work):
        if summary.destinations == () and int(summary.number[-1]) % 2 == 0:
            official.determine(official.case(summary.id).lines[0].id)
    whole = numbers(official, CaseFilter(order=order, is_descending=is_descending))
    wanted = CaseFilter(order=order, is_descending=is_descending, limit=3)
    pages = [numbers(official, wanted._replace(offset=offset)) for offset in (0, 3, 6, 9)]
    assert [number for page in pages for number in page] == whole
    assert sorted(whole) == [f"2026-000{number}" for number in range(1, 8)]


def test_outcomes_are_sorted_by_graveness(official: Official) -> None:
    for number, answers in {
        "open": {},
        "mild": ARMS_TAKEN_ALONG,
        "outside": {"item_heading": "none"},
        "grave": {**ARMS_TAKEN_ALONG, "treaty_breach": "yes"},
    }.items():
        case = official.a_case(answers, number=number)
        if answers:
            official.determine(case.lines[0].id)
    assert numbers(official, CaseFilter(order=CaseOrder.OUTCOME, is_descending=False)) == [
        "grave",
        "mild",
        "outside",
        "open",
    ]


def test_the_list_is_filtered_by_state_and_outcome(official: Official) -> None:
    official.a_case(number="draft")
    withdrawn = official.a_case(number="withdrawn")
    withdraw_case(official, case_id=withdrawn.id, reason="Given up.")
    determined = official.a_case(ARMS_TAKEN_ALONG, number="determined")
    official.determine(determined.lines[0].id)
    assert numbers(official, CaseFilter(states=(CaseState.WITHDRAWN,))) == ["withdrawn"]
    assert numbers(official, CaseFilter(states=(CaseState.DRAFT, CaseState.DETERMINED))) == ["determined", "draft"]
    assert numbers(official, CaseFilter(outcomes=(Outcome.ELIGIBLE, Outcome.BARRED))) == ["determined"]
    assert count_cases(official.work, CaseFilter(outcomes=(Outcome.BARRED,))) == 0


def test_the_list_is_searched_whatever_the_width_and_case_of_characters(official: Official) -> None:
    case = official.a_case(number="K-77", title="ガスタービンの移転", exporter="Kawasaki", item="Gas turbine")
    official.a_case(number="K-78", title="Radars")
    for text in ("ガスタービン", "ｶﾞｽﾀｰﾋﾞﾝ", "KAWASAKI", "ｋ－７７", "turbine kawasaki"):
        assert numbers(official, searched(text)) == ["K-77"], text
    assert numbers(official, searched("turbine radars")) == []
    amend_line(official, line_id=case.lines[0].id, field="item", value="Spare parts")
    assert numbers(official, searched("turbine")) == []
    amend_particulars(official, case_id=case.id, field="end_user", value="100%_Navy")
    assert numbers(official, searched("%_navy")) == ["K-77"]


def test_a_row_shows_what_the_case_is_about(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG, number="K-1", title="Small arms", end_user="Army", case_officer="officer")
    official.determine(case.lines[0].id)
    summary = list_cases(official.work)[0]
    assert (summary.number, summary.title, summary.end_user, summary.case_officer) == (
        "K-1",
        "Small arms",
        "Army",
        "officer",
    )
    assert (summary.destinations, summary.line_count) == (("AU",), 1)
    assert (summary.outcome, summary.edition_id) == (Outcome.ELIGIBLE, "2026-04-21")


def test_the_heading_says_that_it_is_a_training_register(official: Official) -> None:
    heading = read_heading(official.work)
    assert (heading.uuid, heading.kind, heading.created_by) == (UUID, "training", "hanako")
    assert not heading.is_read_only
    assert heading.holder is None


def test_what_happened_on_a_case_is_told_in_order(official: Official) -> None:
    case = official.a_case({"weapon": "no"})
    official.a_case({"weapon": "no"})
    withdraw_case(official, case_id=case.id, reason="Given up.")
    events = official.work.events.of_case(case.id)
    assert [event.kind for event in events] == ["case_opened", "answer_given", "case_withdrawn"]
    assert [event.number for event in events] == sorted(event.number for event in events)
    assert events[2].body == {"reason": "Given up."}


def test_the_list_is_filtered_by_destination_officer_and_days(official: Official) -> None:
    for account, name in (("sato", "Sato"), ("ito", "Ito")):
        official.an_officer(account, name, name)
    official.a_case({"destination": "PH"}, number="A", case_officer="sato", received_on=date(2026, 3, 1))
    official.a_case({"destination": "TR"}, number="B", case_officer="ito", received_on=date(2026, 4, 1))
    official.a_case(number="C", case_officer="hanako", received_on=date(2026, 5, 1), assessed_on=date(2026, 5, 27))
    assert numbers(official, CaseFilter(destinations=("PH",))) == ["A"]
    assert numbers(official, CaseFilter(destinations=("PH", "TR"))) == ["B", "A"]
    assert count_cases(official.work, CaseFilter(destinations=("TR",))) == 1
    assert numbers(official, CaseFilter(destinations=("TR",), officers=("sato",))) == []
    assert numbers(official, CaseFilter(officers=("ito", "hanako"))) == ["C", "B"]
    assert numbers(official, CaseFilter(officers_besides=("ito", "hanako"))) == ["A"]
    assert numbers(official, CaseFilter(received=Days(date(2026, 4, 1)))) == ["C", "B"]
    assert numbers(official, CaseFilter(received=Days(last=date(2026, 4, 1)))) == ["B", "A"]
    assert numbers(official, CaseFilter(received=Days(date(2026, 3, 2), date(2026, 4, 30)))) == ["B"]
    assert numbers(official, CaseFilter(assessed=Days(date(2026, 5, 27), date(2026, 5, 27)))) == ["C"]
    assert set(case_destinations(official.work)) == {"PH", "TR"}
    assert case_officers(official.work) == ("hanako", "ito", "sato")


def test_the_list_is_sorted_as_a_person_would(official: Official) -> None:
    for number, title in (("2026-10000", "項目10"), ("2026-9999", "Banana"), ("2026-0100", "apple"), ("x", "項目2")):
        official.a_case(number=number, title=title)
    by_number = numbers(official, CaseFilter(order=CaseOrder.NUMBER, is_descending=False))
    assert by_number == ["2026-0100", "2026-9999", "2026-10000", "x"]
    by_title = [
        case.title for case in list_cases(official.work, CaseFilter(order=CaseOrder.TITLE, is_descending=False))
    ]
    assert by_title == ["apple", "Banana", "項目2", "項目10"]


@pytest.mark.parametrize(
    "text",
    [
        "ふりげーと",
        "F‐35",
        "F−35",
        "Ｆ－３５",
        "高橋",
        "takahashi",
        "t-officer",
        "愛媛県",
        "Philippines",
        "ふぃりぴん",
        "比",
        "契約書",
        "M-77",
        "Turbine",
        "中継社",
    ],
)
def test_a_case_is_found_by_all_that_stands_in_it(official: Official, text: str) -> None:
    case = official.a_case(
        {"destination": "PH"},
        title="フリゲート用Ｆ－３５部品",
        case_officer=official.an_officer("t-officer", "髙橋", "Takahashi"),
        end_user="愛媛\U000e0100県",
        contract_reference="M-77",
        intermediaries="中継社",
        item="Turbine",
    )
    official.a_case(title="Radars")
    add_document(official, case_id=case.id, particulars=DocumentParticulars(DocumentKind.OTHER, "契約書（写し）"))
    assert numbers(official, searched(text)) == [case.particulars.number]


def test_a_page_of_the_ledger_names_the_cases_without_reading_them(
    official: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [official.a_case(number=f"A-{number}") for number in range(3)]
    monkeypatch.setattr(CaseTable, "get", None)
    page = read_entries(official.work, wanted=EntryFilter(kind="case_opened"), below=None, size=50)
    assert [(each.event.case_id, each.case_number) for each in page.entries] == [
        (case.id, case.particulars.number) for case in reversed(cases)
    ]


def test_a_case_is_open_until_it_has_ended(official: Official) -> None:
    reviewed = official.a_case(DESTROYERS, case_officer="hanako")
    official.determine(reviewed.lines[0].id)
    withdrawn = official.a_case(case_officer="hanako")
    official.a_case(case_officer="hanako")
    withdraw_case(official, case_id=withdrawn.id, reason="Given up.")
    review_case(official._replace(person=official.work.people.get("reviewer")), case_id=reviewed.id, agree=True)
    assert official.case(reviewed.id).state is CaseState.REVIEWED
    assert open_requests(official.work) == {"hanako": 2}
