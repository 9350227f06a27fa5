"""A lost passphrase at the page that asks for it: the code, who it is, a new one, and the register opens."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.bootstrap import unlocking
from app.bootstrap.composition import holder, words_in
from app.bootstrap.keyring import Keyring
from app.bootstrap.live import exchange_if_due
from app.bootstrap.registers import OpenRegister
from app.bootstrap.window import looks
from app.services.staffing import add_person, confirm_recovery_sheet, make_recovery_sheet
from app.storage.keys import register_seals
from app.viewmodels.session.form import FieldKind
from app.viewmodels.session.language_model import LanguageModel
from app.viewmodels.window.unlock_model import UnlockModel
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.form_dialog import FormDialog
from app.views.window.lacking_dialog import LackingDialog
from app.views.window.unlock_window import UnlockWindow
from app.wording.language import Language
from tests.live_office import CLOCK, MORIS, LiveOffice, mori
from tests.storage.keys.conftest import least
from tests.viewmodels.surroundings import Memory
from tests.views.conftest import settle
from tests.views.hands import press, seen, told
from tests.views.window.live_windows import live_window

NEW = "eight wooden bridges"


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    """A live register with one administrator."""
    monkeypatch.setattr(register_seals, "new_derivation", least)
    monkeypatch.setattr("app.bootstrap.keyring.log_wrong_passphrase", lambda _account, _count: None)
    return LiveOffice(tmp_path)


@pytest.fixture
def code(live: LiveOffice) -> str:
    """The code on its recovery sheet."""
    with live.open() as (sato, seals):
        code = make_recovery_sheet(sato, seals)
        confirm_recovery_sheet(sato, seals, code=code)
    return code


@pytest.fixture
def at_the_page(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[Callable[[Callable[[UnlockWindow], None]], Keyring]]:
    """What somebody does at the page that asks for the passphrase; what was opened by it then."""
    pages: list[UnlockWindow] = []

    def done(do: Callable[[UnlockWindow], None]) -> Keyring:
        keyring = Keyring()

        def shown(_application: object) -> int:
            settle()
            (page,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, UnlockWindow)]
            pages.append(page)
            do(page)
            return 0

        monkeypatch.setattr(QApplication, "exec", shown)
        files = OpenRegister(live.path, CLOCK, keyring=keyring)
        unlocking.unlocked(qapp, files, keyring, Memory(), Language.EN, looks())
        return keyring

    yield done
    for page in pages:
        page.deleteLater()


def form_of(page: UnlockWindow) -> FormDialog:
    settle()
    (form,) = seen(page, FormDialog)
    return form


def type_into(form: FormDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = form.fields[name]
        assert isinstance(field, QLineEdit)
        field.clear()
        QTest.keyClicks(field, text)


def test_the_only_administrator_comes_in_again_by_keyboard(
    live: LiveOffice, code: str, at_the_page: Callable[[Callable[[UnlockWindow], None]], Keyring]
) -> None:
    before = live.path.with_suffix(".keys").read_bytes()

    def recover(page: UnlockWindow) -> None:
        # A wrong passphrase makes the page wait; who has new keys waits no more.
        QTest.keyClicks(page.account, "sato")
        QTest.keyClicks(page.passphrase, "what was it again")
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
        assert not page.open_button.isEnabled()
        page.lost_button.setFocus()
        QTest.keyClick(page.lost_button, Qt.Key.Key_Space)
        form = form_of(page)
        assert live.keyring.seals_of(live.path).read().register in told(form)
        assert "sato" not in told(form), "names are known only once the code opened the file"
        type_into(form, code=code[:-1])
        QTest.keyClick(form.fields["code"], Qt.Key.Key_Return)
        assert "33 characters, and 32 were typed" in told(form)
        type_into(form, code=code.lower().replace("-", " "))
        QTest.keyClick(form.fields["code"], Qt.Key.Key_Return)
        form = form_of(page)
        assert "It is recorded for good" in told(form)
        assert "The code is used up" in told(form)
        who = form.fields["account"]
        assert isinstance(who, ChoiceBox)
        assert [who.itemData(at) for at in range(who.count())] == ["sato"]
        type_into(form, passphrase=NEW, again="eight wooden ridges")
        QTest.keyClick(form.fields["again"], Qt.Key.Key_Return)
        assert "Enter alone does not do this" in told(form)
        press(form.accept_button)
        assert "The two passphrases are not the same." in told(form)
        assert live.path.with_suffix(".keys").read_bytes() == before
        type_into(form, again=NEW)
        press(form.accept_button)
        settle()
        assert not page.isVisible()

    keyring = at_the_page(recover)
    assert keyring.account_for(live.path) == "sato"
    assert exchange_if_due(live.path, keyring, lambda: holder(CLOCK)) is None
    live.keyring = keyring
    with live_window(live) as window:
        # The program leads to a new sheet at once, and says why.
        settle()
        assert not seen(window, LackingDialog)
        (form,) = seen(window, FormDialog)
        assert "was used to let an administrator in again, and is used up" in told(form)
        assert "The code of the last recovery sheet was used already." in told(window.requests)
        press(form.cancel_button)


def test_of_several_administrators_one_is_chosen_and_opens_it_as_that_person(
    live: LiveOffice, code: str, at_the_page: Callable[[Callable[[UnlockWindow], None]], Keyring]
) -> None:
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)

    def recover(page: UnlockWindow) -> None:
        press(page.lost_button)
        form = form_of(page)
        type_into(form, code=code)
        press(form.accept_button)
        form = form_of(page)
        who = form.fields["account"]
        assert isinstance(who, ChoiceBox)
        who.choose("mori")
        type_into(form, passphrase=NEW, again=NEW)
        secret = {field.name: field.kind for field in form.shown.fields}
        assert (secret["passphrase"], secret["again"]) == (FieldKind.SECRET, FieldKind.SECRET)
        press(form.accept_button)
        settle()

    assert at_the_page(recover).account_for(live.path) == "mori"
    with live.open(), live.open("mori", NEW):
        pass


def test_who_goes_away_again_has_changed_nothing(
    live: LiveOffice, code: str, at_the_page: Callable[[Callable[[UnlockWindow], None]], Keyring]
) -> None:
    before = live.path.read_bytes(), live.path.with_suffix(".keys").read_bytes()

    def look(page: UnlockWindow) -> None:
        press(page.lost_button)
        form = form_of(page)
        type_into(form, code=code)
        press(form.accept_button)
        press(form_of(page).cancel_button)
        settle()
        press(page.leave_button)

    assert at_the_page(look).account_for(live.path) is None
    assert (live.path.read_bytes(), live.path.with_suffix(".keys").read_bytes()) == before
    with live.open():
        pass


def test_a_lock_is_opened_by_the_passphrase_only(live: LiveOffice, qapp: QApplication) -> None:
    model = UnlockModel(
        LanguageModel(words_in, Language.EN), "live", lambda *_: None, lambda _: CLOCK.now() - CLOCK.now()
    )
    page = UnlockWindow(model, is_locked=True)
    page.show()
    assert not page.lost_button.isVisible()
    page.model.unlocked.emit()
    page.deleteLater()
