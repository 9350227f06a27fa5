"""A live register made in the window, and what it lacks before its first case."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from app.bootstrap import unlocking
from app.bootstrap.composition import opened, words_in
from app.bootstrap.keyring import Keyring
from app.bootstrap.registers import OpenRegister
from app.bootstrap.window import looks
from app.domain.register.people import Role
from app.viewmodels.session.language_model import LanguageModel
from app.viewmodels.window.unlock_model import UnlockModel
from app.views.kit.button import Button
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.form_dialog import FormDialog
from app.views.kit.paper_dialog import PaperDialog
from app.views.window.lacking_dialog import LackingDialog
from app.views.window.main_window import MainWindow
from app.views.window.registers_dialog import RegistersDialog
from app.views.window.unlock_window import UnlockWindow
from app.wording.language import Language
from tests.builders import a_register_file
from tests.live_office import CLOCK, MORIS, PASSPHRASE, LiveOffice
from tests.viewmodels.surroundings import Memory
from tests.views.conftest import settle
from tests.views.hands import press, seen, told
from tests.views.window.live_windows import live_window, window_on


@pytest.fixture
def keyring(quick_passphrases: None) -> Keyring:
    """What the program opens registers by."""
    return Keyring()


@pytest.fixture
def window(tmp_path: Path, keyring: Keyring, qapp: QApplication) -> Iterator[MainWindow]:
    """The window on a training register, as it is at the first start."""
    with window_on(a_register_file(tmp_path), keyring) as window:
        yield window


def type_into(form: FormDialog, **texts: str) -> None:
    """Types into fields; an input method commits what no key has."""
    for name, text in texts.items():
        field = form.fields[name]
        assert isinstance(field, QLineEdit)
        field.clear()
        field.insert(text)


def wait_until(it_is_so: Callable[[], bool]) -> None:
    """Waits for what another thread does."""
    for _time in range(500):
        if it_is_so():
            return
        QTest.qWait(10)
    assert it_is_so()


def the_form(window: MainWindow) -> FormDialog:
    """The form that is asked of the window."""
    settle()
    (form,) = seen(window, FormDialog)
    return form


def test_a_live_register_is_made_from_the_page_of_registers_and_opened(
    window: MainWindow, keyring: Keyring, tmp_path: Path
) -> None:
    assert window.model.register is not None
    wanted: list[str] = []
    window.model.exchange_wanted.disconnect()
    window.model.exchange_wanted.connect(lambda path, _carried: wanted.append(path))
    path = tmp_path / "office.sekisho"
    window.model.register_wanted.emit()
    settle()
    (registers,) = seen(window, RegistersDialog)
    press(registers.live_button)
    settle()
    (chooser,) = window.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.close()
    form = the_form(window)
    assert str(path) in told(form)
    office = form.fields["office"]
    assert isinstance(office, ChoiceBox)
    office.choose("mod")
    role = form.fields["role"]
    assert isinstance(role, ChoiceBox)
    assert role.findData("trainer") == -1
    role.choose("officer")
    type_into(form, account="Sato", name_ja="佐藤", name_en="Sato", passphrase="short", again="short")
    press(form.accept_button)
    assert "A passphrase has at least" in told(form) or "can't be an account" in told(form)
    type_into(form, account="sato", passphrase="short", again="short")
    press(form.accept_button)
    assert "A passphrase has at least 12 characters" in told(form)
    type_into(form, passphrase=PASSPHRASE, again=MORIS)
    press(form.accept_button)
    assert "The two passphrases are not the same." in told(form)
    # What was refused left nothing.
    assert not path.exists()
    assert not path.with_suffix(".keys").exists()
    type_into(form, again=PASSPHRASE)
    QTest.keyClick(form.fields["again"], Qt.Key.Key_Return)
    settle()
    assert wanted == [str(path)]
    assert not seen(window, FormDialog)
    assert keyring.account_for(path) == "sato", "nobody is asked again for what was typed a moment ago"
    with opened(path, CLOCK, keyring=keyring) as work:
        (sato,) = work.people.all()
        assert (sato.account, sato.names.ja, sato.names.en) == ("sato", "佐藤", "Sato")
        assert sato.roles_on(CLOCK.today()) == {Role.ADMINISTRATOR, Role.OFFICER}
        assert (work.heading().kind, work.heading().office) == ("live", "mod")
    # A file that is there is left alone.
    before = path.read_bytes()
    window.model.register.propose_live(str(path))
    form = the_form(window)
    type_into(form, account="sato", name_ja="佐藤", name_en="Sato", passphrase=PASSPHRASE, again=PASSPHRASE)
    press(form.accept_button)
    assert "There is a file at" in told(form)
    assert path.read_bytes() == before


def test_what_is_missing_is_shown_at_once_and_a_sheet_mends_it(live: LiveOffice, qapp: QApplication) -> None:
    with live_window(live) as window:
        (lacking,) = seen(window, LackingDialog)
        assert "This register takes no case yet" in told(lacking)
        assert "lets an administrator in again who lost the passphrase, the only one too" in told(lacking)
        press(lacking.sheet_button)
        press(the_form(window).accept_button)
        settle()
        (paper,) = seen(window, PaperDialog)
        code = "".join(paper._paper.text.splitlines()[line] for line in range(2, 4))
        QApplication.clipboard().setText("of before")
        for key in (Qt.Key.Key_A, Qt.Key.Key_C):
            QTest.keyClick(paper.text, key, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.clipboard().text() == "of before"
        assert "Copy as text" not in [each.text() for each in seen(paper, Button)]
        press(paper.accept_button)
        settle()
        # Whoever stops here comes back to the same page.
        press(the_form(window).cancel_button)
        assert window.model.session.refusal_of_cases() is not None
        window.model.lacking_wanted.emit()
        settle()
        (lacking,) = seen(window, LackingDialog)
        press(lacking.code_button)
        form = the_form(window)
        type_into(form, code=code)
        press(form.accept_button)
        settle()
        assert window.model.session.refusal_of_cases() is None
        assert not window.model.may_mend_lacking


def test_a_second_administrator_mends_it_too(live: LiveOffice, qapp: QApplication) -> None:
    with live_window(live) as window:
        (lacking,) = seen(window, LackingDialog)
        press(lacking.second_button)
        form = the_form(window)
        type_into(form, account="mori", name_ja="森", name_en="Mori", passphrase=MORIS, again=MORIS)
        press(form.accept_button)
        settle()
        assert window.model.session.refusal_of_cases() is None
        (mori,) = [person for person in window.model.session.people if person.account == "mori"]
        assert mori.roles_on(CLOCK.today()) == {Role.ADMINISTRATOR}
    with live_window(live) as window:
        assert not seen(window, LackingDialog), "nothing is missing any more"


def test_a_training_register_lacks_nothing(window: MainWindow) -> None:
    assert not seen(window, LackingDialog)
    assert not window.model.may_mend_lacking


def test_a_live_register_is_made_from_the_page_that_asks_for_a_passphrase(
    live: LiveOffice, keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    """Whoever has no account in the register last worked in need not go by the command line."""
    path = tmp_path / "another.sekisho"
    before = live.path.read_bytes()
    said: list[str] = []

    def at_the_page(_application: object) -> int:
        settle()
        (page,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, UnlockWindow)]
        press(page.live_button)
        (chooser,) = page.findChildren(QFileDialog)
        assert Path(chooser.directory().absolutePath()) == live.path.parent
        chooser.fileSelected.emit(str(path))
        chooser.close()
        settle()
        (form,) = seen(page, FormDialog)
        assert str(path) in told(form)
        type_into(form, account="mori", name_ja="森", name_en="Mori", passphrase=MORIS, again=PASSPHRASE)
        press(form.accept_button)
        wait_until(lambda: "The two passphrases are not the same." in told(form))
        said.append("refused, and the form stays")
        type_into(form, again=MORIS)
        QTest.keyClick(form.fields["again"], Qt.Key.Key_Return)
        wait_until(lambda: not page.isVisible())
        return 0

    monkeypatch.setattr(QApplication, "exec", at_the_page)
    files = OpenRegister(live.path, CLOCK, keyring=keyring)
    assert unlocking.unlocked(qapp, files, keyring, Memory(), Language.EN, looks()) == path
    assert said
    assert (keyring.account_for(path), keyring.account_for(live.path)) == ("mori", None)
    assert live.path.read_bytes() == before
    with opened(path, CLOCK, keyring=keyring) as work:
        assert [person.account for person in work.people.all()] == ["mori"]


def test_who_leaves_the_page_has_opened_and_made_nothing(
    live: LiveOffice, keyring: Keyring, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    def at_the_page(_application: object) -> int:
        settle()
        (page,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, UnlockWindow)]
        page.leave_button.click()
        return 0

    monkeypatch.setattr(QApplication, "exec", at_the_page)
    files = OpenRegister(live.path, CLOCK, keyring=keyring)
    assert unlocking.unlocked(qapp, files, keyring, Memory(), Language.EN, looks()) is None


def test_no_other_register_is_made_while_one_is_locked(live: LiveOffice, qapp: QApplication) -> None:
    """What stands behind the page may be saved nowhere."""
    model = UnlockModel(
        LanguageModel(words_in, Language.EN), str(live.path), print, live.keyring.seals_of(live.path).pause_of, "sato"
    )
    page = UnlockWindow(model, is_locked=True)
    page.show()
    settle()
    assert page.live_button.isVisible()
    assert not page.live_button.isEnabled()
    assert page.live_button.toolTip() == page.live_button.accessibleDescription()
    assert "First open the register that is locked" in told(page), "a button that is greyed is reached by no key"
    page.deleteLater()
