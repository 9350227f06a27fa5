"""Whatever opens over the window says which register it belongs to, also on a picture of it alone."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import views
from app.domain.ids import CaseId
from app.domain.register.people import Role, RoleHeld
from app.services.comparing_ledgers import Diverged
from app.services.staffing import add_person, give_role
from app.viewmodels.case.place import Stage
from app.viewmodels.determination.memorandum_model import show_memorandum
from app.viewmodels.questions.history_model import AnswerHistorySays
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import TroubleSays
from app.viewmodels.window.comparison import comparison_says
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.form_dialog import FormDialog
from app.views.kit.live_band import LiveBand
from app.views.kit.register_band import RegisterBand
from app.views.kit.training_band import TrainingBand
from app.views.questions.history_dialog import HistoryDialog
from app.views.rulebook.example_dialog import ExampleDialog
from app.views.window import screens, screenshots
from app.views.window.closing_copy_dialog import ClosingCopyDialog
from app.views.window.comparison_dialog import ComparisonDialog
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.live_office import ALL, CLOCK, MORIS, LiveOffice, mori
from tests.viewmodels.surroundings import LOOKS, Office
from tests.views.conftest import settle
from tests.views.entries import ANSWERS, ASSESSED_ON, PLACES, Desk
from tests.views.hands import seen
from tests.views.window.conftest import SUBJECTS, practice, worked_cases
from tests.views.window.live_windows import live_window

#: Places that need nothing but a case. All forms are of one kind of dialog, and these are some of them.
_SOME = (
    "evidence",
    "letter",
    "official answer",
    "withdrawal",
    "supposed answer",
    "new line",
    "new document",
    "new request",
    "another request",
    "narrowing",
    "palette",
    "new person",
)


def kinds_of_dialog() -> set[type[QDialog]]:
    """Every dialog that the program has."""
    for module in pkgutil.walk_packages(views.__path__, f"{views.__name__}."):
        importlib.import_module(module.name)

    def below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    return {each for each in below(QDialog) if each.__module__.startswith("app.")} - {DialogFrame}


def bands(dialog: QDialog) -> list[tuple[type[RegisterBand], str]]:
    """The bands that are to be seen on a dialog itself: not on one that stands over it."""
    own = [band for band in seen(dialog, RegisterBand) if band.window() is dialog]
    return [(type(band), band.accessibleName()) for band in own]


@contextmanager
def live_desk(live: LiveOffice, folder: Path) -> Iterator[Desk]:
    """The window of a live register on a case."""
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
        for role in set(ALL) - {Role.ADMINISTRATOR}:
            give_role(sato, account="sato", held=RoleHeld(role, CLOCK.today()))
        case = sato._replace(person=sato.work.people.get("sato")).a_case(ANSWERS, assessed_on=ASSESSED_ON)
    with live_window(live) as window:
        window.model.open_case(case.id)
        settle()
        yield Desk(cast("Office", SimpleNamespace(session=window.model.session)), window, practice(folder))


def _over(window: MainWindow) -> list[Callable[[], object]]:
    """What opens a dialog over the window, and is no place where a text is entered."""
    model, register = window.model, window.model.register
    assert register is not None
    nothing = AnswerHistorySays(model.case.line_id if model.case else None, "", "", ())  # type: ignore[arg-type]
    form = Form("An example", "", accept="Open", act=lambda **_: None)
    compared = comparison_says(model.session.words, ("a", "b"), Diverged(None, (), ()))
    return [
        model.register_wanted.emit,
        model.people_wanted.emit,
        model.ledger_wanted.emit,
        model.copies_wanted.emit,
        model.lacking_wanted.emit,
        model.help_wanted.emit,
        model.about_wanted.emit,
        model.palette_wanted.emit,
        lambda: register.propose_live("office.sekisho"),
        lambda: screens.tell_trouble(window, TroubleSays("It went wrong", "What", "What to do")),
        lambda: HistoryDialog(window, nothing, print).open(),
        lambda: ExampleDialog.ask(window, form),
        lambda: ComparisonDialog(window, compared).open(),
        lambda: ClosingCopyDialog(window, register.copies, lambda: None).open(),
        window.requests.save_list,
    ]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_dialog_of_a_live_register_says_so(live: LiveOffice, tmp_path: Path, qapp: QApplication) -> None:
    looked: set[type[QDialog]] = set()
    complaints: list[str] = []

    def look(name: str, window: MainWindow) -> None:
        settle()
        dialogs = seen(window, QDialog)
        for dialog in dialogs:
            looked.add(type(dialog))
            said = bands(dialog)
            if said != [(LiveBand, window.live_band.accessibleName())]:
                complaints.append(f"{name}: {type(dialog).__name__} says {said}")
        for dialog in reversed(dialogs):
            dialog.done(QDialog.DialogCode.Rejected)
            settle()

    with live_desk(live, tmp_path) as desk:
        assert "Ministry of Economy" in desk.window.live_band.accessibleName()
        look("at first", desk.window)
        for name in _SOME:
            PLACES[name].open(desk)
            look(name, desk.window)
        for at, opening in enumerate(_over(desk.window)):
            opening()
            look(f"over the window {at}", desk.window)
        desk.window.model.open_case(CaseId(1))
        settle()
        desk.model.go_to_stage(Stage.DETERMINATION)
        show_memorandum(desk.model)
        look("a paper", desk.window)
        # A dialog over a dialog, too.
        desk.window.model.ledger_wanted.emit()
        settle()
        (ledger,) = seen(desk.window, QDialog)
        FormDialog.ask(ledger, Form("Asked", "", accept="Do it", act=lambda **_: None))
        look("over a dialog", desk.window)
    assert complaints == []
    assert kinds_of_dialog() - looked == set()


def test_every_dialog_of_a_training_register_says_so(qapp: QApplication, tmp_path: Path) -> None:
    with worked_cases(tmp_path, Language.EN, "light") as model:
        said = {
            sight.name: bands(sight.dialog)
            for sight in screenshots.walk(model, LOOKS, practice(tmp_path), SUBJECTS)
            if sight.dialog is not None
        }
    assert len(said) > 10
    assert {name for name, bands in said.items() if [kind for kind, _ in bands] != [TrainingBand]} == set()


def test_a_dialog_of_no_register_has_no_band(dressed: QApplication) -> None:
    parent = QWidget()
    dialog = DialogFrame(parent, "A title", "", "Do it", "Cancel")
    assert dialog.findChildren(RegisterBand) == []
    parent.deleteLater()


def test_a_live_register_is_none_of_training_before_it_has_said_what_it_is(
    live: LiveOffice, qapp: QApplication
) -> None:
    """What came of restoring is told at once, before the register was claimed."""
    with live_window(live, is_claimed=False) as window:
        assert window.model.heading is None
        screens.tell_trouble(window, TroubleSays("Restored", "What", ""))
        settle()
        (dialog,) = seen(window, QDialog)
        assert [kind for kind, _ in bands(dialog)] == [LiveBand]
