"""Somebody works in the window of a live register: python -m tests.journeys.at_live_window FILE ENDING HOW PAPER.

Unlocks it, types and keeps what is secret, and brings about a fault of the program that has it in its words. Then the
process is ended in the middle of an act (`killed`), or the window is closed (`closed`). Where HOW is
`careless`, the program is one that gives something away in three places.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from tempfile import mkstemp
from threading import Thread
from time import sleep
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.bootstrap import log, program, sessions
from app.viewmodels.case.lines_model import withdrawal_form
from app.viewmodels.questions.documents_model import new_document_form
from app.viewmodels.questions.particulars_model import enter_in_case, enter_in_line
from app.viewmodels.session.session import Session
from app.views.kit.file_field import FileField
from app.views.kit.form_dialog import FormDialog
from app.views.window.main_window import MainWindow
from app.views.window.trouble_dialog import TroubleDialog
from app.views.window.unlock_window import UnlockWindow
from tests.reliability.system_calls import Call, looked_at, the_library

ACCOUNT = "sato"
PASSPHRASE = "canary of seven wooden bridges 七つの木橋"
#: By what is typed where.
SECRETS = {
    "title": "canary-title-4711 秘匿の件名",
    "particulars": "canary-consignee-4711 秘匿の荷受人",
    "item": "canary-item-4711 秘匿の品名",
    "document": "canary-document-4711 秘匿の書類",
    "reference": "canary-reference-4711 秘匿の文書番号",
    "search": "canary-search-4711 秘匿の検索語",
    "content": "canary-content-4711 秘匿の内容",
    "reason": "canary-reason-4711 秘匿の理由",
    "fault": "canary-fault-4711 秘匿の障害",
    "passphrase": PASSPHRASE,
}


def log_faults() -> None:
    """The log is told what a fault says."""
    vars(sessions)["log_fault_of_live"] = log.log_fault


def note_places() -> None:
    """Where documents lie is noted outside the register."""
    vars(sessions)["document_files_of_live"] = sessions.document_files


def keep_drafts() -> None:
    """What is typed is kept in the temporary folder until it is saved."""
    hand_in = Session.hand_in

    def keeping(session: Session, *given: Any) -> None:
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, FormDialog)]
        Path(mkstemp()[1]).write_text(repr([dialog.entered() for dialog in dialogs]), encoding="utf-16-le")
        hand_in(session, *given)

    Session.hand_in = keeping  # type: ignore[method-assign,assignment]  # a broken program


def shown(kind: type[QWidget]) -> QWidget | None:
    """The window of a kind that is to be seen."""
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()), None)


def typed(dialog: FormDialog, **entered: str) -> None:
    """Types into the fields of a dialog and hands it in."""
    for name, text in entered.items():
        field = dialog.fields[name]
        assert isinstance(field, QLineEdit)
        field.selectAll()
        field.insert(text)
    dialog.accept_button.click()


def at_work(register: Path, ending: str, stick: Path) -> Iterator[Callable[[], object]]:
    """What is done one after another: each time, what has to be so before it goes on."""
    yield lambda: shown(UnlockWindow)
    page = shown(UnlockWindow)
    assert isinstance(page, UnlockWindow)
    for passphrase in (PASSPHRASE + "!", PASSPHRASE):
        page.account.setText(ACCOUNT)
        page.passphrase.setText(passphrase)
        page.open_button.click()
        yield lambda: not page.model.waits or not page.isVisible()
    yield lambda: shown(MainWindow)
    main = shown(MainWindow)
    assert isinstance(main, MainWindow)
    model, session = main.model, main.model.session
    yield lambda: model.heading is not None and not session.is_being_checked

    def dialog() -> FormDialog | None:
        return next((each for each in main.findChildren(FormDialog) if each.isVisible()), None)

    def ready() -> FormDialog:
        found = dialog()
        assert found is not None
        return found

    main.requests.search.setText(SECRETS["search"])
    model.propose_request()
    yield dialog
    typed(ready(), title=SECRETS["title"])
    yield lambda: main.case is not None and dialog() is None
    case = main.case
    assert case is not None
    case.model.ask(new_document_form(case.model))
    yield dialog
    paper = ready()
    paper.findChildren(FileField)[0].take_file(str(stick))
    yield lambda: paper.findChildren(FileField)[0].chosen.sha256
    typed(paper, title=SECRETS["document"], reference=SECRETS["reference"])
    yield lambda: case.model.case.documents and dialog() is None
    assert case.model.case.documents[0].is_kept
    enter_in_case(case.model, "consignee", SECRETS["particulars"])
    enter_in_line(case.model, "item", SECRETS["item"])
    yield lambda: case.model.case.lines[0].particulars.item == SECRETS["item"] and not session.under_way

    def stumble(*_: object) -> None:
        raise KeyError(SECRETS["fault"], case.model.case.particulars.title)

    session.write(stumble, stumble)
    yield lambda: main.findChildren(TroubleDialog)
    main.findChildren(TroubleDialog)[0].close()
    QTimer.singleShot(0, main, stumble)
    yield lambda: main.findChildren(TroubleDialog)
    main.findChildren(TroubleDialog)[0].close()
    case.model.ask(withdrawal_form(case.model))
    yield dialog
    DYING.append(ending == "killed")
    ready().fields["reason"].setPlainText(SECRETS["reason"])  # type: ignore[attr-defined]  # of several lines
    ready().accept_button.click()
    yield lambda: dialog() is None
    main.close()


#: Whether the next page that is written ends the process.
DYING = [False]


def end_itself(call: Call) -> int:
    """Ends the process where it writes a page and is to die."""
    if DYING[-1] and call.name == "write" and call.path.name.endswith("-wal") and len(call.data) > 1000:
        os.kill(os.getpid(), signal.SIGKILL)
    return 0


def begin(steps: Iterator[Callable[[], object]]) -> None:
    """Does one step after another, once there is an application."""
    while (application := QApplication.instance()) is None:
        sleep(0.01)
    QTimer.singleShot(0, application, lambda: Steps(steps))


class Steps(QObject):
    """Goes on whenever what it waits for has come."""

    def __init__(self, steps: Iterator[Callable[[], object]]) -> None:
        super().__init__(QApplication.instance())
        self._steps, self._waits = steps, next(steps)
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._patience = 6_000

    def _look(self) -> None:
        self._patience -= 1
        if not self._patience:
            os.abort()
        if not self._waits():
            return
        self._timer.stop()
        following = next(self._steps, None)
        if following is not None:
            self._waits = following
            self._timer.start()


def main() -> None:
    """Work as ordered."""
    register, ending, how, stick = Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4])
    if how == "careless":
        log_faults()
        note_places()
        keep_drafts()
    Thread(target=begin, args=(at_work(register, ending, stick),), daemon=True).start()
    with looked_at(the_library(), register.parent, end_itself) if ending == "killed" else nullcontext():
        status = program.run([str(register)])
    sys.exit(status)


if __name__ == "__main__":
    main()
