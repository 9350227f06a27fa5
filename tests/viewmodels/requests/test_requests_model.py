"""The list of requests, read in pages."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.services.ports import CaseFilter, UnitOfWork
from app.services.reading import count_cases, list_cases
from app.services.receiving import amend_particulars
from app.services.staffing import leave
from app.viewmodels.requests import requests_model
from app.viewmodels.requests.list_filter import NOBODY, ListFilter
from app.viewmodels.requests.requests_model import COLUMNS, Column, RequestsModel
from app.viewmodels.requests.requests_page_model import requests_page
from app.viewmodels.session.paged_model import PAGE
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Memory, Office, Waiting


def column(name: Column) -> int:
    """The number of a column."""
    return COLUMNS.index(name)


def texts(model: RequestsModel, name: Column) -> list[object]:
    """What a column says, from the top."""
    return [model.index(row, column(name)).data() for row in range(model.rowCount())]


@pytest.fixture
def model(office: Office) -> RequestsModel:
    """Three requests: one determined, one with a destination, one with nothing."""
    determined = office.register.a_case(MISSILES, title="Missiles", received_on=date(2026, 5, 1))
    office.register.determine(determined.lines[0].id)
    office.register.a_case({"item_heading": "8", "destination": "NZ"}, title="Frigates", received_on=date(2026, 4, 1))
    office.register.a_case(title="Radars", received_on=date(2026, 3, 1))
    model = RequestsModel(office.session, Memory())
    model.refresh()
    return model


def test_it_is_a_sound_model(model: RequestsModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]  # pytest-qt does not say


def test_a_row_says_everything_in_words(model: RequestsModel) -> None:
    model.narrow(ListFilter("Missiles"))
    assert [model.index(0, at).data() for at in range(len(COLUMNS))] == [
        "2026-0001",
        "Missiles",
        "Philippines",
        "2026-05-01",
        "Determined",
        "Within the cases that may be permitted: subject to strict examination",
        "2026-04-21",
        "—",
        "2026-11-22",
    ]


def test_nothing_that_is_not_known_looks_decided(model: RequestsModel) -> None:
    model.narrow(ListFilter("Radars"))
    assert texts(model, Column.DESTINATION) == ["—"]
    assert texts(model, Column.OUTCOME) == ["—"]
    assert texts(model, Column.EDITION) == ["—"]


def test_the_register_sorts(model: RequestsModel) -> None:
    model.sort(column(Column.TITLE), Qt.SortOrder.AscendingOrder)
    assert texts(model, Column.TITLE) == ["Frigates", "Missiles", "Radars"]
    model.sort(column(Column.RECEIVED), Qt.SortOrder.DescendingOrder)
    assert texts(model, Column.TITLE) == ["Missiles", "Frigates", "Radars"]
    model.sort(column(Column.DESTINATION), Qt.SortOrder.AscendingOrder)
    assert texts(model, Column.TITLE) == ["Missiles", "Frigates", "Radars"], "a column without an order changes nothing"


def test_it_is_narrowed_by_text_and_by_state(model: RequestsModel) -> None:
    model.narrow(ListFilter("frig"))
    assert texts(model, Column.TITLE) == ["Frigates"]
    model.narrow(ListFilter(state="determined"))
    assert texts(model, Column.TITLE) == ["Missiles"]
    assert model.is_filtered
    model.narrow(ListFilter())
    assert model.size == 3
    assert not model.is_filtered


def test_an_empty_list_says_what_to_do_next(office: Office) -> None:
    model = RequestsModel(office.session, Memory())
    model.refresh()
    says = requests_page(model)
    assert says.empty_action == "New request"
    assert "number and a title" in says.empty_text
    model.narrow(ListFilter("nothing"))
    assert requests_page(model).empty_action == "Show all requests"


def test_it_speaks_the_other_language_at_once(office: Office, model: RequestsModel, qtbot: QtBot) -> None:
    with qtbot.waitSignals([model.headerDataChanged, model.dataChanged]):
        office.session.language.switch(Language.JA)
    assert model.headerData(column(Column.DESTINATION), Qt.Orientation.Horizontal) == "仕向先"
    assert "フィリピン" in texts(model, Column.DESTINATION)


def test_only_the_pages_that_are_shown_are_read(office: Office) -> None:
    for number in range(PAGE + 20):
        office.register.a_case(number=f"2026-{number:04}", title=f"Case {number}")
    waiting = Waiting(office.register.work)
    slow = Office(office.register, waiting)
    model = RequestsModel(slow.session, Memory())
    model.refresh()
    assert model.rowCount() == 0
    assert not model.is_loaded
    waiting.do_all()
    assert model.rowCount() == PAGE + 20
    assert not waiting.jobs, "the second page is not read before it is shown"
    assert model.index(PAGE + 1, 0).data() == "…"
    waiting.do_all()
    assert str(model.index(PAGE + 1, 0).data()).startswith("2026-")


def test_an_answer_to_an_older_question_is_not_shown(office: Office) -> None:
    office.register.a_case(title="Old")
    office.register.a_case(title="New")
    waiting = Waiting(office.register.work)
    model = RequestsModel(Office(office.register, waiting).session, Memory())
    model.refresh()
    model.narrow(ListFilter("New"))
    waiting.do_all()
    assert texts(model, Column.TITLE) == ["New"]


def test_what_is_found_is_counted_once_a_filter_and_not_once_a_page(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(PAGE * 2 + 5):
        office.register.a_case(number=f"N-{number}", title="Radar" if number else "Missile")
    counted: list[int] = []

    def count(work: UnitOfWork, wanted: CaseFilter) -> int:
        counted.append(1)
        return count_cases(work, wanted)

    monkeypatch.setattr(requests_model, "count_cases", count)
    model = RequestsModel(office.session, Memory())
    model.refresh()
    assert model.rowCount() == PAGE * 2 + 5
    for row in (0, PAGE, PAGE * 2):
        assert model.index(row, 0).data() != ""
    assert len(counted) == 1
    model.narrow(ListFilter("radar"))
    assert (model.rowCount(), len(counted)) == (PAGE * 2 + 4, 2)
    model.narrow(ListFilter("missile"))
    assert (model.rowCount(), len(counted)) == (1, 2), "what fits a page need not be counted"


def test_a_page_that_has_become_shorter_makes_the_list_be_read_again(office: Office) -> None:
    for number in range(PAGE + 3):
        office.register.a_case(number=f"N-{number}", title="Radar")
    model = RequestsModel(office.session, Memory())
    model.narrow(ListFilter("radar"))
    assert model.rowCount() == PAGE + 3
    (last, *_) = list_cases(office.register.work, CaseFilter(is_descending=False, limit=1))
    amend_particulars(office.register, case_id=last.id, field="title", value="Missile")
    model.index(PAGE, 0).data()
    assert model.rowCount() == PAGE + 2


def test_my_requests_are_those_of_who_acts_whoever_that_is_by_then(office: Office) -> None:
    for number, officer in (("A", "hanako"), ("B", "officer"), ("C", "")):
        office.register.a_case(number=number, case_officer=officer)
    model = RequestsModel(office.session, Memory())
    model.refresh()
    model.turn_mine()
    assert texts(model, Column.NUMBER) == ["A"]
    assert requests_page(model).narrowed == "Case officer: Hanako Yamada"
    office.session.act_as("officer")
    assert texts(model, Column.NUMBER) == ["B"]
    assert requests_page(model).narrowed == "Case officer: officer"
    model.turn_mine()
    assert sorted(map(str, texts(model, Column.NUMBER))) == ["A", "B", "C"]


def test_an_officer_who_left_is_said_to_have_and_their_requests_are_found(office: Office) -> None:
    for number, officer in (("A", "hanako"), ("B", "officer"), ("C", "")):
        office.register.a_case(number=number, case_officer=officer)
    office.register.write_officer_of_before(office.register.a_case(number="D").id, "Sato (METI)")
    model = RequestsModel(office.session, Memory())
    model.refresh()
    assert texts(model, Column.OFFICER) == ["Sato (METI)", "—", "officer", "Hanako Yamada"]
    leave(office.register, account="officer")
    office.session.know_people(office.register.work.people.all())
    assert texts(model, Column.OFFICER) == ["Sato (METI)", "—", "officer [has left]", "Hanako Yamada"]
    model.narrow(ListFilter(officer=NOBODY))
    assert texts(model, Column.NUMBER) == ["D", "C", "B"]
    assert requests_page(model).narrowed == "Case officer: Nobody who is an officer now"


def test_before_the_people_are_known_no_account_is_shown(office: Office) -> None:
    office.register.a_case(case_officer="hanako")
    people, office.session.people = office.session.people, ()
    model = RequestsModel(office.session, Memory())
    model.refresh()
    assert texts(model, Column.OFFICER) == ["…"]
    office.session.know_people(people)
    assert texts(model, Column.OFFICER) == ["Hanako Yamada"]
