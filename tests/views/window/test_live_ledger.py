"""The checkpoints and copies of a live register, by keyboard alone: whoever can't use a mouse does all of it, too."""

from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from app.bootstrap.composition import opened
from app.domain.register.people import Role, RoleHeld
from app.services.checkpointing import cosign, make_checkpoint
from app.services.staffing import add_person, give_role
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.file_field import FileField
from app.views.kit.form_dialog import FormDialog
from app.views.window.comparison_dialog import ComparisonDialog
from app.views.window.ledger_dialog import LedgerDialog
from app.views.window.main_window import MainWindow
from tests.live_office import CLOCK, MORIS, LiveOffice, mori, official
from tests.views.conftest import settle
from tests.views.hands import seen, told
from tests.views.window.live_windows import live_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def live(live: LiveOffice) -> LiveOffice:
    """The register of Sato, who keeps its records, with a second administrator."""
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
        for role in (Role.OFFICER, Role.RECORDS_KEEPER):
            give_role(sato, account="sato", held=RoleHeld(role, CLOCK.today()))
    return live


@pytest.fixture
def other(tmp_path: Path, quick_passphrases: None) -> LiveOffice:
    """That of another office, with a records keeper."""
    folder = tmp_path / "other"
    folder.mkdir()
    other = LiveOffice(folder)
    with other.open() as (sato, _seals):
        give_role(sato, account="sato", held=RoleHeld(Role.RECORDS_KEEPER, CLOCK.today()))
    return other


def focused() -> QWidget:
    """What has the keyboard. Without a window manager nobody gives it back to what a dialog stood over."""
    widget = QApplication.focusWidget()
    if widget is None or not widget.isVisible():
        modal = QApplication.activeModalWidget()
        assert modal is not None
        modal.activateWindow()
        settle()
        widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def strike(key: Qt.Key) -> None:
    """A key, wherever the keyboard is."""
    QTest.keyClick(focused(), key)
    settle()


def go_to(wanted: QWidget) -> None:
    """Tab, until the keyboard is there."""
    for _step in range(60):
        if focused() is wanted:
            return
        strike(Qt.Key.Key_Tab)
    raise AssertionError(wanted)


def press(button: QWidget) -> None:
    """Goes to a button, and presses it."""
    go_to(button)
    strike(Qt.Key.Key_Space)


def choose(path: Path) -> None:
    """Types a path into Qt's dialog of files."""
    chooser = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()
    )
    name = chooser.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    go_to(name)
    name.selectAll()
    QTest.keyClicks(name, str(path))
    strike(Qt.Key.Key_Return)


def ledger_of(window: MainWindow) -> LedgerDialog:
    """The ledger, opened from the palette."""
    window.activateWindow()
    settle()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle()
    QTest.keyClicks(focused(), "Ledger of the register")
    strike(Qt.Key.Key_Return)
    (ledger,) = seen(window, LedgerDialog)
    return ledger


def the_form(ledger: LedgerDialog) -> FormDialog:
    """The form over the ledger."""
    (form,) = seen(ledger, FormDialog)
    return form


def file_button(form: FormDialog) -> QWidget:
    """What chooses its file."""
    (field,) = form.findChildren(FileField)
    return field.button


def test_a_checkpoint_goes_out_is_signed_there_and_comes_back(
    live: LiveOffice, other: LiveOffice, tmp_path: Path, qapp: QApplication
) -> None:
    path = tmp_path / "ours.txt"
    with live_window(live) as window:
        ledger = ledger_of(window)
        press(ledger.save_button)
        choose(path)
        assert str(path) in told(ledger)
        with opened(other.path, CLOCK, keyring=other.keyring) as work:
            signed = cosign(official(work, "sato"), note=path.read_bytes())
        path.write_text(signed.note, encoding="utf-8")
        press(ledger.take_button)
        form = the_form(ledger)
        press(file_button(form))
        choose(path)
        go_to(form.fields["cosigner"])
        QTest.keyClicks(focused(), f"{signed.name}={signed.key}")
        office = form.fields["office"]
        assert isinstance(office, ChoiceBox)
        go_to(office)
        while office.currentData() != "mofa":
            strike(Qt.Key.Key_Down)
        strike(Qt.Key.Key_Return)
        assert not seen(ledger, FormDialog), told(form)
        assert "The signature holds and is kept." in told(ledger)
        assert "Ministry of Foreign Affairs has signed the checkpoint" in told(ledger)


def test_the_checkpoint_of_another_office_is_signed_and_who_signed_is_copied(
    live: LiveOffice, other: LiveOffice, tmp_path: Path, qapp: QApplication
) -> None:
    path = tmp_path / "theirs.txt"
    with opened(other.path, CLOCK, keyring=other.keyring) as work:
        size = make_checkpoint(official(work, "sato"))
        path.write_text(work.cosignatures.checkpoint(size) or "", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    with live_window(live) as window:
        ledger = ledger_of(window)
        press(ledger.cosign_button)
        form = the_form(ledger)
        press(file_button(form))
        choose(path)
        press(form.accept_button)
        signed = the_form(ledger)
        assert signed.shown.title == "The checkpoint is signed"
        press(signed.copy_button)
        named = QApplication.clipboard().text()
        go_to(signed.accept_button)
        strike(Qt.Key.Key_Return)
        assert not seen(ledger, FormDialog)
        strike(Qt.Key.Key_Escape)
        assert not seen(window, LedgerDialog)
    assert path.read_text(encoding="utf-8").startswith(before)
    name, _, key = named.partition("=")
    assert name in path.read_text(encoding="utf-8").removeprefix(before)
    assert len(bytes.fromhex(key)) == 32


def test_a_copy_that_went_its_own_way_is_laid_beside(live: LiveOffice, tmp_path: Path, qapp: QApplication) -> None:
    """It is opened by the passphrase that opened this one: it is of the same register."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for ending in (".sekisho", ".keys"):
        copyfile(live.path.with_suffix(ending), (folder / "live").with_suffix(ending))
    copy, own = folder / "live.sekisho", live.path
    for live.path, number in ((copy, "THERE-1"), (own, "HERE-1")):
        with live.open() as (sato, _seals):
            sato.a_case(number=number)
    with live_window(live) as window:
        ledger = ledger_of(window)
        press(ledger.compare_button)
        choose(copy)
        (compared,) = seen(ledger, ComparisonDialog)
        said = told(compared)
        first, _, rest = said.partition(str(own))
        ours, _, theirs = rest.partition(str(copy))
        assert "went their own ways" in first
        assert ("HERE-1" in ours, "THERE-1" in ours, "THERE-1" in theirs) == (True, False, True)
        strike(Qt.Key.Key_Return)
        assert not seen(ledger, ComparisonDialog)
        assert focused() is ledger.compare_button
