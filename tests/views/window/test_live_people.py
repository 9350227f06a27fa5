"""The people of a live register in the window: let in, let in again, gone; passphrases stay unseen."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.errors import Mendable
from app.domain.register.people import Role, RoleHeld
from app.services.staffing import add_person, confirm_recovery_sheet, give_role, make_recovery_sheet
from app.viewmodels.session.form import FieldKind
from app.viewmodels.window.unlock_model import UnlockModel
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.form_dialog import FormDialog
from app.views.window.idle_lock import IdleLock
from app.views.window.main_window import MainWindow
from app.views.window.people_dialog import PeopleDialog
from app.views.window.unlock_window import UnlockWindow
from tests.live_office import CLOCK, MORIS, PASSPHRASE, LiveOffice, mori
from tests.views.conftest import settle
from tests.views.hands import press, seen, told
from tests.views.window.live_windows import live_window
from tests.views.window.test_people import choose, form_of, named

NEW = "eight wooden bridges"


@pytest.fixture
def live(live: LiveOffice) -> LiveOffice:
    """The register of Sato, who is an officer, too."""
    with live.open() as (sato, _seals):
        give_role(sato, account="sato", held=RoleHeld(Role.OFFICER, CLOCK.today()))
    return live


@pytest.fixture
def window(live: LiveOffice, qapp: QApplication) -> Iterator[MainWindow]:
    """The window on it."""
    with live_window(live) as window:
        yield window


def people_of(window: MainWindow) -> PeopleDialog:
    """The dialog of the people, opened."""
    window.model.people_wanted.emit()
    settle()
    (dialog,) = seen(window, PeopleDialog)
    return dialog


def type_into(form: FormDialog, **texts: str) -> None:
    """Types into fields, key by key."""
    for name, text in texts.items():
        field = form.fields[name]
        assert isinstance(field, QLineEdit)
        field.clear()
        QTest.keyClicks(field, text)


def lock_page(live: LiveOffice, window: MainWindow) -> UnlockWindow:
    """The page that stands before everything while it is locked."""
    seals = live.keyring.seals_of(live.path)

    def unlock(account: str, passphrase: str) -> None:
        seals.open(account, passphrase).wipe()

    return UnlockWindow(
        UnlockModel(window.model.session.language, "live", unlock, seals.pause_of, "sato"), is_locked=True
    )


def test_somebody_is_let_in_by_keyboard_and_opens_it_by_what_they_typed(window: MainWindow, live: LiveOffice) -> None:
    page = window.requests
    assert not page.new_button.isEnabled()
    assert "This register takes no case yet" in told(page)
    people = people_of(window)
    QTest.keyClick(people.add_button, Qt.Key.Key_Return)
    form = form_of(people)
    roles = form.fields["roles"]
    assert isinstance(roles, ChoiceBox)
    assert [roles.itemData(at) for at in range(roles.count())] == [
        *("officer", "reviewer", "recorder", "records_keeper", "administrator"),
    ], "nobody trains in a live register"
    type_into(form, account="mori", passphrase="short", again="short")
    for name, text in (("name_ja", "森"), ("name_en", "Mori")):
        field = form.fields[name]
        assert isinstance(field, QLineEdit)
        field.insert(text)
    choose(form, "roles", "administrator")
    QTest.keyClick(form.fields["again"], Qt.Key.Key_Return)
    settle()
    assert "A passphrase has at least 12 characters, and this one has 5." in told(form)
    type_into(form, passphrase=MORIS, again=NEW)
    QTest.keyClick(form.fields["again"], Qt.Key.Key_Return)
    settle()
    assert "The two passphrases are not the same." in told(form)
    assert "mori" not in [person.account for person in window.model.session.people]
    type_into(form, again=MORIS)
    QTest.keyClick(form.fields["again"], Qt.Key.Key_Return)
    settle()
    assert "Mori (mori)" in told(people)
    live.keyring.seals_of(live.path).open("mori", MORIS).wipe()
    # With a second administrator the register takes cases, and says so at once.
    assert page.new_button.isEnabled()
    assert "takes no case" not in told(page)


def test_an_own_passphrase_is_changed_and_a_wrong_one_waits(window: MainWindow, live: LiveOffice) -> None:
    people = people_of(window)
    press(people.own_button)
    form = form_of(people)
    type_into(form, old="a wrong passphrase", passphrase=NEW, again=NEW)
    press(form.accept_button)
    assert "The account or the passphrase is not right." in told(form)
    type_into(form, old=PASSPHRASE)
    press(form.accept_button)
    assert "Seconds to wait before the next try: " in told(form)
    live.path.with_suffix(".attempts").unlink()
    press(form.accept_button)
    settle()
    assert not seen(people, FormDialog)
    live.keyring.seals_of(live.path).open("sato", NEW).wipe()


def test_who_lost_a_passphrase_is_let_in_again_by_the_code(live: LiveOffice, qapp: QApplication) -> None:
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
        code = make_recovery_sheet(sato, seals)
        confirm_recovery_sheet(sato, seals, code=code)
    with live_window(live) as window:
        people = people_of(window)
        assert not [each for each in told(people).splitlines() if each == "Passphrase lost: 佐藤"], "not one's own"
        press(named(people, "Passphrase lost: Mori"))
        form = form_of(people)
        type_into(form, code=code[:-1], passphrase=NEW, again=NEW)
        press(form.accept_button)
        assert "A recovery code has 33 characters, and 32 were typed." in told(form)
        type_into(form, code=code)
        press(form.accept_button)
        settle()
        assert not seen(people, FormDialog)
    with pytest.raises(Mendable, match="not right"):
        live.another_keyring("mori", MORIS).opening(live.path)
    live.path.with_suffix(".attempts").unlink()
    with live.open("mori", NEW) as (acting, _seals):
        acting.a_case()


def test_before_and_after_somebody_leaves_it_is_said_what_stays_open_to_them(
    live: LiveOffice, qapp: QApplication
) -> None:
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
    with live_window(live) as window:
        window.model.exchange_wanted.disconnect()
        anew: list[str] = []
        window.model.exchange_wanted.connect(lambda path, _carried: anew.append(path))
        people = people_of(window)
        press(named(people, "Has left: Mori"))
        form = form_of(people)
        assert "Copies that were made before stay open to Mori." in told(form)
        press(form.accept_button)
        form = form_of(people)
        assert "Mori knew the file key of this register." in told(form)
        assert "make a new recovery sheet" in told(form)
        press(form.accept_button)
        settle()
        # The window closes, and what opens it again exchanges the key first.
        assert anew == [str(live.path)]


@pytest.mark.parametrize("which", ["adding_form", "own_form", "new_keys_form"])
def test_a_passphrase_is_in_no_clipboard_no_undo_and_not_behind_the_lock(
    which: str, live: LiveOffice, qapp: QApplication
) -> None:
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
    with live_window(live) as window:
        people = people_of(window)
        model = people._model
        form = FormDialog(people, getattr(model, which)(*(["mori"] if which == "new_keys_form" else [])))
        form.open()
        secret = [form.fields[field.name] for field in form.shown.fields if field.kind is FieldKind.SECRET]
        assert len(secret) == (3 if which == "own_form" else 2)
        QApplication.clipboard().setText("of before")
        for field in secret:
            assert isinstance(field, QLineEdit)
            assert field.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText
            QTest.keyClicks(field, "a passphrase half typed")
            field.selectAll()
            QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(field, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
            assert QApplication.clipboard().text() == "of before"
            field.clear()
            QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert field.text() == "", "nothing brings back what was typed"
            QTest.keyClicks(field, "a passphrase half typed")
        lock = IdleLock(window._application, datetime.now, lambda: lock_page(live, window), window)
        lock.lock()
        settle()
        page = lock.page
        assert page is not None
        assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [page]
        QTest.keyClicks(page.passphrase, PASSPHRASE)
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
        settle()
        assert form.isVisible()
        assert {field.text() for field in secret if isinstance(field, QLineEdit)} == {""}
        lock.stop()
        page.deleteLater()
        form.reject()
        settle()
        assert not seen(people, FormDialog), "a passphrase is no entry that would be lost"


def test_before_a_sheet_is_made_it_is_said_what_its_code_can_do(window: MainWindow) -> None:
    window.model.propose_sheet()
    settle()
    (form,) = seen(window, FormDialog)
    assert "lets an administrator in again who lost the passphrase" in told(form)
    assert "can read everything, and act as an administrator" in told(form)
    assert "used up" not in told(form)
