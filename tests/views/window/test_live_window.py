"""A live register in the window: opened by a passphrase, locked when nobody is there, and never like a training one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.bootstrap.composition import opened, press, words_in
from app.bootstrap.registers import OpenRegister
from app.bootstrap.window import looks, window_model
from app.documents.document import Note
from app.documents.recovery_sheet import recovery_sheet
from app.domain.errors import Mendable
from app.domain.ids import CaseId
from app.domain.keys.recovery_code import read_code, spelled
from app.domain.register.people import Role, RoleHeld
from app.domain.register.way_back import refusal_of_sheet
from app.services.staffing import add_person, give_role
from app.viewmodels.session.background import Inline
from app.viewmodels.session.form import Form
from app.viewmodels.session.language_model import LanguageModel
from app.viewmodels.session.paper_model import Paper
from app.viewmodels.session.session import Reply
from app.viewmodels.window.unlock_model import UnlockModel
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.live_band import LiveBand
from app.views.kit.theme import dress, load_resources
from app.views.kit.training_band import TrainingBand
from app.views.window.idle_lock import IDLE, IdleLock
from app.views.window.main_window import MainWindow
from app.views.window.unlock_window import UnlockWindow
from app.wording.language import Language
from tests.live_office import CLOCK, MORIS, PASSPHRASE, LiveOffice, mori
from tests.viewmodels.surroundings import Memory
from tests.views.conftest import settle
from tests.views.window.live_windows import window_on

CANARY = "canary-frigates"


class Clock:
    """Stands until it is set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 30, 12).astimezone()

    def now(self) -> datetime:
        """The moment it shows."""
        return self.moment


@pytest.fixture
def live(live: LiveOffice) -> LiveOffice:
    """The register with a second person and a case."""
    with live.open() as (sato, seals):
        give_role(sato, account="sato", held=RoleHeld(Role.OFFICER, CLOCK.today()))
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
        sato._replace(person=sato.work.people.get("sato")).a_case(title=CANARY)
    return live


@pytest.fixture
def window(live: LiveOffice, qapp: QApplication) -> Iterator[MainWindow]:
    """The window on it."""
    with window_on(live.path, live.keyring, "sato") as window:
        yield window


def unlock_model(live: LiveOffice, account: str = "") -> UnlockModel:
    """What the page asks, with the seals of the register."""
    seals = live.keyring.seals_of(live.path)
    return UnlockModel(
        LanguageModel(words_in, Language.EN),
        str(live.path),
        lambda who, typed: seals.open(who, typed).wipe(),
        seals.pause_of,
        account,
    )


def locked(lock: IdleLock) -> UnlockWindow | None:
    """The page that stands before everything."""
    return lock.page


def texts(*windows: QWidget) -> str:
    """All that is written in windows that are to be seen, their titles too."""
    said = []
    for window in windows or QApplication.topLevelWidgets():
        if window.isVisible():
            said.append(window.windowTitle())
            said += [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
            said += [field.text() for field in window.findChildren(QLineEdit) if field.isVisible()]
    return "\n".join(said)


def test_it_is_opened_by_keyboard_and_a_wrong_passphrase_waits(live: LiveOffice, qapp: QApplication) -> None:
    load_resources(looks())
    dress(qapp, looks(), "light", 1.0)
    page = UnlockWindow(unlock_model(live), is_locked=False)
    said: list[str] = []
    page.model.unlocked.connect(lambda: said.append("open"))
    page.show()
    settle()
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password
    assert page.passphrase.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText
    QTest.keyClicks(page.account, "sato")
    QTest.keyClick(page.account, Qt.Key.Key_Return)
    QTest.keyClicks(page.passphrase, "a wrong passphrase")
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert said == []
    assert "The account or the passphrase is not right" in page.complaint.text()
    assert page.waiting.text().startswith("Seconds to wait: ")
    assert (page.passphrase.text(), page.open_button.isEnabled()) == ("", False)
    # The pause counts down by itself, and the page is ready again after it.
    for _ in range(100):
        if not page.model.waits:
            break
        QTest.qWait(50)
    assert (page.waiting.text(), page.open_button.isEnabled()) == ("", True)
    QTest.keyClicks(page.passphrase, PASSPHRASE)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert said == ["open"]
    assert not page.isVisible()
    page.deleteLater()


def test_live_and_training_are_unmistakable_in_a_picture(window: MainWindow) -> None:
    assert window.live_band.isVisible()
    assert not window.band.isVisible()
    assert "Ministry of Economy" in window.live_band.accessibleName()
    live, training = LiveBand("", window), TrainingBand("", window)
    for band in (live, training):
        band.resize(800, 28)
        band.say("", "x.sekisho")
    pictures = [band.grab().toImage() for band in (live, training)]
    # Dark and whole against light and striped: also in grey, in every part that a photograph may keep.
    for at in range(0, 800, 100):
        grey = [
            sum(picture.pixelColor(x, y).lightness() for x in range(at, at + 100, 5) for y in range(0, 28, 3)) / 200
            for picture in pictures
        ]
        assert grey[1] - grey[0] > 60, at
    live.deleteLater()
    training.deleteLater()


def test_nothing_is_recorded_until_the_file_was_looked_through(live: LiveOffice, qapp: QApplication) -> None:
    with opened(live.path, CLOCK, keyring=live.keyring) as work:
        files = OpenRegister(live.path, CLOCK, keyring=live.keyring)
        session = window_model(Inline(work), CLOCK, Memory(), Language.EN, files=files, account="sato").session
        refused: list[Exception] = []
        done: list[object] = []
        session.write(lambda acting: done.append(acting.by), lambda _: None, refused.append)
        assert [str(each)[:42] for each in refused] == ["The register is being looked through since"]
        assert isinstance(refused[0], Mendable)
        # What the program keeps in order by itself is written as well, and waits.
        session.tend(lambda acting: done.append(f"{acting.by} tends"), lambda _: None, refused.append)
        assert done == []
        session.end_check()
        assert done.pop() == "sato tends"
        session.end_check()
        session.write(lambda acting: done.append(acting.by), lambda _: None, refused.append)
        assert done == ["sato"]
        # Nobody acts as somebody else here.
        session.is_training = False
        session.act_as("mori")
        session.write(lambda acting: done.append(acting.by), lambda _: None, refused.append)
        assert done == ["sato", "sato"]


def test_it_locks_itself_and_nothing_of_a_case_is_to_be_seen(
    window: MainWindow, live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a display Qt does not know whose the clipboard is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    clock = Clock()
    lock = IdleLock(
        window._application,
        clock.now,
        lambda: UnlockWindow(unlock_model(live, "sato"), is_locked=True),
        window,
    )
    window.model.open_case(CaseId(1))
    settle()
    dialog = DialogFrame(window, CANARY, "", "Do it", "Cancel")
    typed = QLineEdit(dialog)
    dialog.body.addWidget(typed)
    dialog.open()
    typed.setText(f"half typed of {CANARY}")
    QApplication.clipboard().setText(CANARY)
    settle()
    assert CANARY in texts(window)
    clock.moment += IDLE - timedelta(seconds=1)
    lock.look()
    assert locked(lock) is None
    QTest.keyClick(typed, Qt.Key.Key_End)
    clock.moment += IDLE - timedelta(seconds=1)
    lock.look()
    assert locked(lock) is None, "a key was a sign of life"
    clock.moment += timedelta(seconds=1)
    lock.look()
    settle()
    assert locked(lock) is not None
    assert CANARY not in texts()
    assert CANARY not in QApplication.clipboard().text()
    page = locked(lock)
    assert page is not None
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [page]
    # It can't be closed, and somebody else does not open it.
    page.close()
    assert page.isVisible()
    assert page.account.isReadOnly()
    QTest.keyClicks(page.passphrase, PASSPHRASE)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    settle()
    assert not page.isVisible()
    assert window.isVisible()
    assert dialog.isVisible()
    assert typed.text() == f"half typed of {CANARY}"
    assert CANARY in texts(window)
    lock.stop()
    dialog.close()
    page.deleteLater()


def test_what_another_program_copied_stays(
    window: MainWindow, live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText("of another program")
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda _: False)
    lock = IdleLock(
        window._application, CLOCK.now, lambda: UnlockWindow(unlock_model(live, "sato"), is_locked=True), window
    )
    lock.lock()
    assert clipboard.text() == "of another program"
    assert lock.page is not None
    page = lock.page
    page.model.unlocked.emit()
    lock.stop()
    page.deleteLater()


def test_a_recovery_sheet_is_made_on_paper_and_its_code_typed_back(window: MainWindow, live: LiveOffice) -> None:
    model = window.model
    model.session.end_check()
    assert model.may_make_sheet
    forms: list[Form] = []
    papers: list[Paper] = []
    model.form_wanted.disconnect()
    model.paper_wanted.disconnect()
    model.form_wanted.connect(forms.append)
    model.paper_wanted.connect(lambda paper, _then: papers.append(paper))
    model.propose_sheet()
    forms[-1].hand_in()
    model.confirm_sheet()
    text = papers[-1].text
    code = "".join(text.splitlines()[line] for line in range(2, 4))
    assert live.path.name in text
    assert "Ministry of Economy" in text
    assert len(papers[-1].pages(40)) == 1
    said: list[str] = []
    reply = Reply()
    reply.refused.connect(said.append)
    reply.taken.connect(lambda _: said.append("taken"))
    forms[-1].hand_in(reply, code=code[:-1])
    assert "A recovery code has" in said[-1]
    assert model.heading is not None
    assert model.heading.recovery_sheet is not None
    assert not model.heading.recovery_sheet.is_confirmed
    forms[-1].hand_in(reply, code=code)
    assert said[-1] == "taken"
    assert refusal_of_sheet(model.session.recovery_sheet) is None


@pytest.mark.parametrize("language", Language)
def test_the_sheet_is_one_page_in_either_language(language: Language, qapp: QApplication) -> None:
    words = words_in(language)
    sheet = recovery_sheet(words, spelled(bytes(range(20))), "live.sekisho", "4a8f" * 9, "経済産業省", CLOCK.now())
    assert len(press().pages(sheet, 40)) == 1
    assert press().lacking(sheet) == ()
    read = "".join(line for part in sheet.parts if isinstance(part, Note) for line in part.lines)
    assert read_code(read) == bytes(range(20))
