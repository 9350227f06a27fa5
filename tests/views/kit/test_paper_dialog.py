"""A document is copied, saved and printed, and each act shows that it was done."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.viewmodels.case.place import Stage
from app.viewmodels.determination.memorandum_model import show_memorandum
from app.views.case.case_view import CaseView
from app.views.kit.paper_dialog import PaperDialog
from app.views.kit.prose import Prose
from app.views.kit.typesetting import width_of
from tests.documents.reading import read
from tests.viewmodels.surroundings import MISSILES
from tests.views.conftest import settle


@pytest.fixture
def dialog(open_case: Callable[[Mapping[str, str]], CaseView]) -> PaperDialog:
    """The memorandum of a case."""
    view = open_case(MISSILES)
    view.model.go_to_stage(Stage.DETERMINATION)
    show_memorandum(view.model)
    settle()
    return view.findChildren(PaperDialog)[0]


def told(dialog: PaperDialog) -> str:
    """What the dialog says came of an act."""
    return "\n".join(prose.text() for prose in dialog.outcome.findChildren(Prose) if prose.isVisible())


def test_nothing_is_said_to_be_done_before_it_is(dialog: PaperDialog) -> None:
    assert told(dialog) == ""


def test_copying_is_seen(dialog: PaperDialog) -> None:
    dialog.copy()
    assert QApplication.clipboard().text() == dialog.text.toPlainText()
    assert told(dialog) == "The text is on the clipboard."


def test_saving_is_seen_and_what_is_saved_is_the_document(dialog: PaperDialog, tmp_path: Path) -> None:
    path = tmp_path / "memorandum.pdf"
    dialog.save_to(str(path))
    assert told(dialog) == f"Saved as {path}."
    assert read(path.read_bytes()).metadata


def test_every_page_is_printed_as_it_is_set(dialog: PaperDialog, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    dialog.print_to(printer)
    pages = len(dialog._paper.pages(40))
    assert pages > 1
    assert len(read((tmp_path / "printed.pdf").read_bytes()).pages) == pages
    assert told(dialog).startswith(f"{pages} pages were written to {tmp_path / 'printed.pdf'} as pictures")


def test_only_the_pages_asked_for_are_printed(dialog: PaperDialog, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    printer.setFromTo(2, 2)
    dialog.print_to(printer)
    assert len(read((tmp_path / "printed.pdf").read_bytes()).pages) == 1
    assert told(dialog).startswith("1 page was written to ")


def test_a_page_is_a_picture_of_a_sheet(dialog: PaperDialog) -> None:
    picture = QImage.fromData(dialog._paper.pages(40)[0])
    assert picture.height() / picture.width() == pytest.approx(297 / 210, rel=0.01)


def test_each_screen_of_a_result_has_a_button_for_its_document(
    open_case: Callable[[Mapping[str, str]], CaseView],
) -> None:
    view = open_case(MISSILES)
    view.model.go_to_stage(Stage.DETERMINATION)
    settle()
    view.determination.paper_button.click()
    settle()
    assert view.findChildren(PaperDialog)[0].text.toPlainText().startswith("【訓練 TRAINING】")
    assert view.findChildren(PaperDialog)[0].windowTitle() == "Determination memorandum"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_so(dialog: PaperDialog, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no folder" / "printed.pdf"))
    printer.setResolution(72)
    dialog.print_to(printer)
    shown = [prose.text() for prose in dialog.findChildren(Prose) if prose.isVisible()]
    assert any("took nothing: no page was printed" in text for text in shown)
    assert told(dialog) == ""


def test_nothing_moves_when_it_is_said_what_came_of_an_act(dialog: PaperDialog, tmp_path: Path) -> None:
    button = dialog.accept_button
    before = button.mapToGlobal(button.rect().topLeft()), dialog.size()
    dialog.copy()
    settle()
    assert (button.mapToGlobal(button.rect().topLeft()), dialog.size()) == before
    dialog.save_to(str(tmp_path / "memorandum.pdf"))
    settle()
    assert (button.mapToGlobal(button.rect().topLeft()), dialog.size()) == before


def test_what_stands_beside_names_begins_in_one_column_with_a_gap(dialog: PaperDialog) -> None:
    names = [line.split("\t")[0] for line in dialog.text.toPlainText().splitlines() if line.count("\t") == 1]
    assert names
    assert all(width_of(name) < dialog.text.tabStopDistance() for name in names)
