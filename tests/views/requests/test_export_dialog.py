"""The list is saved from the window, and the window says that it was."""

from collections.abc import Callable
from pathlib import Path

from app.viewmodels.session.list_export import CSV
from app.views.kit.export_dialog import ExportDialog
from app.views.kit.prose import Prose
from app.views.requests.requests_view import RequestsView
from app.views.window.main_window import MainWindow
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import told


def test_the_list_is_saved_as_it_is_narrowed(
    office: Office, open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    office.register.a_case(MISSILES, title="Radar")
    office.register.a_case(MISSILES, title="Ship")
    window = open_window()
    view = window.findChildren(RequestsView)[0]
    view.search.setText("radar")
    view.export_button.click()
    settle()
    dialog = window.findChildren(ExportDialog)[0]
    path = tmp_path / "list.csv"
    before = dialog.csv_button.mapToGlobal(dialog.csv_button.rect().topLeft()), dialog.size()
    dialog.write_to(str(path), CSV)
    settle()
    assert (dialog.csv_button.mapToGlobal(dialog.csv_button.rect().topLeft()), dialog.size()) == before
    told = "\n".join(prose.text() for prose in dialog.outcome.findChildren(Prose))
    assert f"1 request was saved as {path}." in told
    assert "Radar" in path.read_text(encoding="utf-8-sig")
    assert "Ship" not in path.read_text(encoding="utf-8-sig")
    assert dialog.accept_button.isEnabled()


def test_it_says_how_many_there_are_and_not_how_many_the_list_has_read(
    office: Office, open_window: Callable[[], MainWindow]
) -> None:
    office.register.a_case(MISSILES, title="Radar")
    window = open_window()
    view = window.findChildren(RequestsView)[0]
    office.register.a_case(MISSILES, title="Ship")
    assert window.model.requests.size == 1, "the list was read before"
    view.save_list()
    settle()
    dialog = window.findChildren(ExportDialog)[0]
    assert "2 requests will be written" in told(dialog)
    assert dialog.progress.maximum() == 2
    dialog.reject()
    settle()
    view.search.setText("nothing of the kind")
    view.save_list()
    settle()
    dialog = window.findChildren(ExportDialog)[0]
    assert "there is nothing to write" in told(dialog)
    assert not dialog.csv_button.isEnabled()
    assert not dialog.excel_button.isEnabled()


def test_an_empty_list_is_not_offered(open_window: Callable[[], MainWindow]) -> None:
    view = open_window().findChildren(RequestsView)[0]
    assert not view.export_button.isEnabled()
    assert "save_list" not in [entry.id for entry in view.entries()]
