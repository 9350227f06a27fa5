"""Every screen, in both languages and all themes: nothing is cut off, everything has a name for who cannot see it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.bootstrap import composition
from app.views.kit.prose import Prose
from app.views.window import screenshots
from app.wording.language import Language
from tests.viewmodels.surroundings import LOOKS
from tests.views.window.conftest import SUBJECTS, Look, practice, worked_cases


@pytest.mark.parametrize(("language", "theme"), [("ja", "light"), ("en", "dark"), ("en", "high-contrast")])
def test_every_screen_fits_and_has_names(
    qapp: QApplication, tmp_path: Path, look_at_each: Callable[[Look], None], language: str, theme: str
) -> None:
    complaints: list[str] = []
    looked = []

    def look(window: QWidget) -> None:
        looked.append(window)
        for widget in window.findChildren(QWidget):
            if widget.isVisible():
                complaints.extend(_complaints(widget))

    look_at_each(look)
    with worked_cases(tmp_path, Language(language), theme) as model:
        files = screenshots.draw_screens(model, LOOKS, tmp_path / "pictures", practice(tmp_path), SUBJECTS)
    assert len(files) == len(looked) > 20
    for file in files:
        image = QImage(str(file))
        assert (image.width(), image.height()) == (screenshots.WIDTH, screenshots.HEIGHT), file.name
    assert sorted(set(complaints)) == []


def test_every_screen_changes_its_language_while_it_is_shown(
    qapp: QApplication, tmp_path: Path, look_at_each: Callable[[Look], None]
) -> None:
    japanese = composition.words_in(Language.JA)
    left: list[str] = []
    looked = []

    def look(window: QWidget) -> None:
        # What asks for an answer is in the way of everything else, the change of language too.
        if qapp.activeModalWidget() is not None:
            return
        looked.append(window)
        model.session.language.switch(Language.JA)
        for widget in window.findChildren(QWidget):
            if widget.isVisible():
                said = {_text(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
                left.extend(text for text in said if text and japanese._(text) != text)
        model.session.language.switch(Language.EN)

    look_at_each(look)
    with worked_cases(tmp_path, Language.EN, "light") as model:
        screenshots.draw_screens(model, LOOKS, tmp_path / "pictures", practice(tmp_path), SUBJECTS)
    assert len(looked) > 20
    # The invented papers of a training register keep the language that it was made in.
    assert [text for text in sorted(set(left)) if "nvented" not in text] == []


def _complaints(widget: QWidget) -> Iterator[str]:
    named = f"{type(widget).__name__} “{_text(widget)}”"
    if isinstance(widget, Prose) and widget.height() < widget.heightForWidth(widget.width()):
        yield f"{named} is cut off below"
    is_plain = isinstance(widget, QLabel) and not isinstance(widget, Prose) and not widget.wordWrap()
    if is_plain and widget.width() < widget.sizeHint().width():
        yield f"{named} is cut off at the side"
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and isinstance(widget, _NAMED):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            yield f"{named} has no name for readers of the screen"


_NAMED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QDateEdit)


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else widget.objectName()
