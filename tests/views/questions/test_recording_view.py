"""The page before a determination is recorded: what is missing, the way to each, and one named act."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.case.place import CaseScreen, Stage
from app.viewmodels.questions.check_model import RECORD
from app.viewmodels.questions.recording_model import recording_page
from app.views.case.case_view import CaseView
from app.views.kit.keyboard import give_keyboard, stops_in
from app.views.kit.link_row import LinkRow
from tests.viewmodels.surroundings import MISSILES, Office, Waiting
from tests.views.conftest import settle
from tests.views.hands import OpenCase, hold, press, seen, told


def focused(view: QWidget) -> QWidget | None:
    """What has the keyboard."""
    return view.window().focusWidget()


def link(view: CaseView, text: str) -> LinkRow:
    """The link with this text on the page."""
    return next(each for each in seen(view.recording, LinkRow) if each.text() == text)


@pytest.fixture
def view(open_case: OpenCase) -> CaseView:
    view = open_case(MISSILES)
    view.window().activateWindow()
    view.model.go_to_stage(Stage.CHECK)
    settle()
    return view


@pytest.mark.parametrize("stage", [Stage.CHECK, Stage.DETERMINATION])
def test_the_button_and_its_key_lead_to_the_page_and_record_nothing(view: CaseView, stage: Stage) -> None:
    for way in ("button", "key"):
        view.model.go_to_stage(stage)
        settle()
        if way == "button":
            press(view.check.record_button if stage is Stage.CHECK else view.determination.record_button)
        else:
            RECORD.do(view.model)
            settle()
        assert view.model.place.screen is CaseScreen.RECORDING
        assert view.model.interview.line.determination is None
        assert view.header._says.stages[1].here, "it is the end of the check"
        assert focused(view) is not view.recording.act_button


def test_the_page_names_what_is_missing_by_kind_and_what_will_be_recorded(view: CaseView) -> None:
    view.model.show_recording()
    settle()
    said = told(view.recording)
    for words in (
        "Particulars of the case that are empty",
        "Judgments of an office that no document shows",
        "Answers that no document shows",
        "2026-04-21",
        "Within the cases that may be permitted",
        "Hanako Yamada",
    ):
        assert words in said, words
    assert view.recording.act_button.text() == "Record determination no. 1 of line 1"


@pytest.mark.parametrize(
    ("text", "panel", "field"),
    [
        ("Exporter", PARTICULARS, "exporter"),
        ("End user", PARTICULARS, "end_user"),
        ("Item", LINE, "item"),
        ("Quantity", LINE, "quantity"),
    ],
)
def test_each_missing_particular_leads_to_its_own_field(view: CaseView, text: str, panel: str, field: str) -> None:
    view.model.show_recording()
    settle()
    press(link(view, text))
    form = view.request.case_form if panel == PARTICULARS else view.request.line_form
    assert view.model.place.panel == panel
    assert focused(view) is form.fields[field]


def test_every_answer_that_lacks_something_leads_to_its_question(view: CaseView) -> None:
    page = recording_page(view.model)
    facts = {gap.target for kind in page.kinds for gap in kind.gaps if not gap.field}
    assert {"fighting", "weapon", "destination"} <= facts
    for fact in facts:
        view.model.show_recording()
        settle()
        press(link(view, view.model.phrases.fact(fact)))
        assert view.model.fact.id == fact
        under = focused(view)
        assert under is not None
        assert view.request.question.isAncestorOf(under)


def test_the_one_button_records_and_shows_what_was_recorded(view: CaseView) -> None:
    view.model.show_recording()
    settle()
    press(view.recording.act_button)
    assert view.model.interview.line.determination is not None
    assert view.model.place.screen is CaseScreen.DETERMINATION
    assert not RECORD.is_possible(view.model)


def test_a_key_that_was_held_on_the_way_does_not_record(view: CaseView) -> None:
    give_keyboard(view.check.record_button)
    hold(Qt.Key.Key_Return)
    assert view.model.place.screen is CaseScreen.RECORDING
    for stop in list(stops_in(view.recording)):
        if stop is view.recording.act_button or not stop.isVisible():
            continue
        view.model.show_recording()
        settle()
        hold(Qt.Key.Key_Return, 10)
        assert view.model.interview.line.determination is None


def test_the_second_click_of_a_double_click_is_none_where_another_button_has_come(view: CaseView) -> None:
    QTest.mouseClick(view.check.record_button, Qt.MouseButton.LeftButton)
    settle()
    second(view.recording.act_button)
    assert view.model.interview.line.determination is None
    assert view.model.place.is_recording


def test_a_double_click_records_once_and_without_a_complaint(view: CaseView, office: Office) -> None:
    view.model.show_recording()
    settle()
    QTest.mouseClick(view.recording.act_button, Qt.MouseButton.LeftButton)
    second(view.recording.act_button)
    recorded = view.model.interview.line.determination
    assert recorded is not None
    assert recorded.number == 1
    assert office.troubles == []


def second(button: QWidget) -> None:
    """The second click of a double click, as Qt hands it to what then lies under the mouse."""
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        middle = QPointF(button.rect().center())
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, middle, button.mapToGlobal(middle), left, left, none)
        QApplication.sendEvent(button, event)
    settle()


def test_recording_again_while_it_is_under_way_is_one_record(office: Office) -> None:
    case = office.case(MISSILES)
    waiting = Waiting(office.register.work)
    office.session._runner = waiting
    model = office.open(case)
    model.record()
    model.record()
    assert not recording_page(model).may_record
    waiting.do_all()
    assert office.troubles == []
    assert office.register.line(model.line_id).determination is not None


def test_nothing_is_missing_in_a_case_that_is_complete(office: Office, open_window: object) -> None:
    case = office.register.a_case(
        {},
        "Missiles",
        assessed_on=date(2026, 5, 20),
        exporter="A",
        end_user="B",
        case_officer="officer",
        title="Missiles",
    )
    page = recording_page(office.open(case))
    assert [kind.heading for kind in page.kinds] == ["Particulars of the line that are empty"], "the quantity"
    assert not page.may_record
    assert "not settled" in page.says
