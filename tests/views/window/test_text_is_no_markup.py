"""What people and other offices write is shown letter by letter, never as markup: on labels, in tooltips, in lists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtGui import Qt as Rich
from PySide6.QtWidgets import QApplication, QLabel, QStyleOptionViewItem, QToolTip, QWidget

from app.viewmodels.questions.particulars_model import enter_in_case, enter_in_line
from app.views.kit.captions import as_written
from app.views.window.main_window import MainWindow
from tests.builders import ROOT
from tests.viewmodels.surroundings import MISSILES
from tests.views.conftest import settle
from tests.views.hands import OpenCase

#: It would be drawn in huge red letters, and fetch a picture.
MARKUP = '<b style="font-size:60pt;color:red">x</b> <img src="file:///tmp/x.png"> &amp; 名前'


@pytest.mark.parametrize(
    "text", [MARKUP, "plain", "a < b", "a & b", "&lt;", "<!-- x -->", "<qt>x</qt>", "two\nlines <b>x</b>", "\n<b>", "<"]
)
def test_a_text_is_read_as_it_was_written(qapp: QApplication, text: str) -> None:
    shown = as_written(text)
    if Rich.mightBeRichText(shown):
        document = QTextDocument()
        document.setHtml(shown)
        shown = document.toPlainText()
    assert shown == text


def test_no_screen_takes_what_was_typed_for_markup(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    enter_in_case(view.model, "title", MARKUP)
    enter_in_line(view.model, "item", MARKUP)
    window = view.window()
    seen = []
    for step in (view.model.show_editions, view.model.show_whole_case, lambda: view.request.go_to_fact("weapon")):
        step()
        settle()
        seen += [text for widget in window.findChildren(QWidget) for text in _shown_as_markup(widget)]
    assert MARKUP in "\n".join(label.text() for label in window.findChildren(QLabel))
    assert [text for text in seen if "60pt" in text] == []


def _shown_as_markup(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
        yield from (text for text in [widget.text()] if Rich.mightBeRichText(text))
    tip = widget.toolTip()
    if Rich.mightBeRichText(tip) and "<b style" in tip:
        yield tip


def test_the_list_shows_a_title_letter_by_letter(open_case: OpenCase, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_case(MISSILES)
    enter_in_case(view.model, "title", MARKUP)
    window = view.window()
    assert isinstance(window, MainWindow)
    window.model.show_requests()
    settle()
    table, told = window.requests.table, []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _view: told.append(text))
    index = table.model().index(0, 1)
    asked = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(), QPoint())
    table.itemDelegate().helpEvent(asked, table, QStyleOptionViewItem(), index)
    (tip,) = told
    assert tip.startswith(as_written(MARKUP).removesuffix("</qt>"))


def test_a_tooltip_is_set_in_one_way(tmp_path: Path) -> None:
    """By `say`, or with `as_written`: whatever else Qt would look through for markup."""
    plain = re.compile(r'(setToolTip|QToolTip\.showText)\((?!""\))(?!.*as_written)')
    (tmp_path / "bad.py").write_text("self.setToolTip(title)\n", encoding="utf-8")
    assert plain.search((tmp_path / "bad.py").read_text(encoding="utf-8"))
    views = (ROOT / "app" / "views").rglob("*.py")
    lines = ((file.name, line) for file in views for line in file.read_text("utf-8").splitlines())
    assert [f"{name}: {line}" for name, line in lines if plain.search(line)] == []
