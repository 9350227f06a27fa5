"""As whom one acts stands in the frame of every screen, and is changed there; so is the day of a training register."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.register.people import Role
from app.services.staffing import leave
from app.viewmodels.session.actions import palette_entries
from app.viewmodels.window.help_model import help_says
from app.viewmodels.window.window_actions import FINDING
from app.viewmodels.window.window_model import WindowModel
from app.views.kit.form_dialog import FormDialog
from app.views.questions.request_view import RequestView
from app.views.window.main_window import MainWindow
from app.views.window.trouble_dialog import TroubleDialog
from app.wording.language import Language
from tests.live_office import LiveOffice
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import seen, told
from tests.views.window.live_windows import live_window

OpenWindow = Callable[[], MainWindow]


def test_who_acts_stands_on_every_screen(office: Office, open_window: OpenWindow) -> None:
    case, window = office.case(MISSILES), open_window()
    shows: list[Callable[[], object]] = [
        window.model.show_requests,
        lambda: window.model.open_case(case.id),
        window.model.show_rulebook,
    ]
    for show in shows:
        show()
        settle()
        assert window.who.person.isVisible()
        assert window.who.person.text().startswith("Hanako Yamada · officer, reviewer")
    office.session.language.switch(Language.JA)
    settle()
    assert window.who.person.text().startswith("山田花子・審査官、審査確認者")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_one_key_and_the_arrows_change_who_acts(office: Office, open_window: OpenWindow) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F9)
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if action.isChecked()] == [window.who.person.text()]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert window.who.person.text() == "reviewer · reviewer"
    # It is for this register that it is remembered.
    office.session.account = None
    again = WindowModel(office.session, office.preferences, "0")
    again.claim()
    assert office.session.person is not None
    assert office.session.person.account == "reviewer"


def test_who_has_left_is_no_longer_acted_as(office: Office, open_window: OpenWindow) -> None:
    open_window().model.choose_person("reviewer")
    leave(office.register, account="reviewer")
    office.session.account = None
    again = WindowModel(office.session, office.preferences, "0")
    again.claim()
    assert office.session.person is not None
    assert office.session.person.account == "hanako"
    assert "reviewer" not in [person.account for person in again.choosable_people]


def test_the_key_stands_in_the_help_and_the_act_in_the_palette(office: Office, open_window: OpenWindow) -> None:
    model = open_window().model
    assert ("F9", "In a training register: as whom you act") in help_says(office.session.words, "0", ()).keys
    assert {"person", "day"} <= {entry.id for entry in palette_entries(FINDING, model, office.session.words)}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OFFICER])
def test_what_somebody_may_not_do_is_read_only_and_says_who_may(
    office: Office, open_window: OpenWindow, role: Role
) -> None:
    case, window = office.case(MISSILES), open_window()
    window.model.choose_person(role.value)
    settle()
    said = f"{role} can't do this: it is for officer. Let somebody do it who holds such a role. "
    said += "In a training register, F9 changes who acts."
    assert not window.requests.new_button.isEnabled()
    assert said in told(window)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert office.troubles[-1].what == said
    (box,) = seen(window, TroubleDialog)
    box.accept()
    settle()
    window.model.open_case(case.id)
    settle()
    assert said in told(window)
    before = len(office.troubles)
    (view,) = seen(window, RequestView)
    QTest.keyClicks(view, "1")
    settle()
    assert office.register.case(case.id) == case
    assert len(office.troubles) == before, "it stands on the screen, and no box comes with each key"
    window.model.choose_person("hanako")
    settle()
    assert said not in told(window)


def test_in_a_live_register_the_person_is_fixed(live: LiveOffice, qapp: QApplication) -> None:
    with live_window(live) as window:
        assert window.who.person.isVisible()
        assert not window.who.person.isEnabled()
        QTest.keyClick(window, Qt.Key.Key_F9)
        assert QApplication.activePopupWidget() is None
        found = {entry.id for entry in palette_entries(FINDING, window.model, window.model.session.words)}
        assert found
        assert not found & {"person", "day"}


def test_the_day_is_set_in_the_window_and_everything_goes_by_it(office: Office, open_window: OpenWindow) -> None:
    window = open_window()
    assert not window.who.day.isVisible()
    window.model.propose_day()
    (dialog,) = seen(window, FormDialog)
    day = dialog.fields["day"]
    day.selectAll()  # type: ignore[attr-defined]  # it is a line
    QTest.keyClicks(day, "2026-05-20")
    QTest.keyClick(day, Qt.Key.Key_Return)
    settle()
    assert office.session.today() == date(2026, 5, 20)
    assert window.who.day.text() == "The day here: 2026-05-20"
    window.model.propose_request()
    (dialog,) = seen(window, FormDialog)
    assert dialog.entered()["received_on"] == date(2026, 5, 20)
    dialog.done(0)
    case = office.case(MISSILES)
    window.model.open_case(case.id)
    settle()
    assert window.case is not None
    window.case.model.answer("precedent", "yes")
    settle()
    (given,) = [each for each in office.register.case(case.id).lines[0].answers if each.fact == "precedent"]
    assert office.session.words.day_of(given.given_at) == "2026-05-20"
    window.model.set_today()
    settle()
    assert office.session.clock.day is None
    assert not window.who.day.isVisible()
    assert office.register.work.people.training_day() is None
