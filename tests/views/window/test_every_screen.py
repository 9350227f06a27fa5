"""Every screen, in both languages and all themes: nothing is cut off, everything has a name for who cannot see it."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QImage, QPainter, QPixmap
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
from app.views.kit.drawing import write
from app.views.window import screenshots
from app.views.window.main_window import MainWindow
from app.wording.language import Language
from tests.viewmodels.surroundings import LOOKS
from tests.views.entries import PLACES, entries, name_of
from tests.views.window.conftest import SUBJECTS, practice, worked_cases

#: In pixels, at a text size of 100 %.
_SMALLEST_TYPE = 12


@pytest.mark.parametrize(("language", "theme"), [("ja", "light"), ("en", "dark"), ("en", "high-contrast")])
def test_every_screen_fits_and_has_names(qapp: QApplication, tmp_path: Path, language: str, theme: str) -> None:
    complaints: list[str] = []
    looked = []
    with worked_cases(tmp_path, Language(language), theme) as model:
        for sight in screenshots.walk(model, LOOKS, practice(tmp_path), SUBJECTS):
            looked.append(sight.name)
            assert (sight.window.width(), sight.window.height()) == (screenshots.WIDTH, screenshots.HEIGHT), sight.name
            for widget in sight.window.findChildren(QWidget):
                if widget.isVisible():
                    complaints.extend(_complaints(widget))
            if model.session.language.language is Language.EN:
                strange = {name_of(entry) for entry in entries(sight.window)} - _KNOWN_FIELDS
                complaints.extend(f"{sight.name}: nothing is entered in “{name}” by a test" for name in strange)

    assert len(looked) > 20
    assert {"requests", "rulebook", "register", "find", "help"} <= set(looked), "what the rows of the rail lead to"
    assert sorted(set(complaints)) == []


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The sizes of type, in pixels, in which widgets that paint themselves have written meanwhile."""
    sizes: set[int] = set()
    set_font = QPainter.setFont

    def noted(painter: QPainter, font: QFont) -> None:
        sizes.add(font.pixelSize())
        set_font(painter, font)

    monkeypatch.setattr(QPainter, "setFont", noted)
    return sizes


def test_every_screen_is_drawn_and_nothing_is_written_too_small(
    qapp: QApplication, tmp_path: Path, painted: set[int]
) -> None:
    with worked_cases(tmp_path, Language.JA, "light") as model:
        files = screenshots.draw_screens(model, LOOKS, tmp_path / "pictures", practice(tmp_path), SUBJECTS)

    assert len(files) > 20
    assert min(painted) == _SMALLEST_TYPE
    for file in files:
        image = QImage(str(file))
        assert (image.width(), image.height()) == (screenshots.WIDTH, screenshots.HEIGHT), file.name


def test_type_that_is_too_small_is_seen(dressed: QApplication, painted: set[int]) -> None:
    picture = QPixmap(80, 20)
    painter = QPainter(picture)
    write(painter, QRectF(picture.rect()), "small", QColor("black"), size=11)
    painter.end()
    assert painted == {11}
    label = QLabel("small")
    label.setStyleSheet("font-size: 11px")
    label.ensurePolished()
    assert "QLabel “small” is set in 11 pixels" in [*_complaints(label)]
    label.deleteLater()


def test_a_picture_that_can_not_be_written_is_no_picture(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sights = [screenshots.Sight(name, cast("MainWindow", None)) for name in ("one", "two")]
    monkeypatch.setattr(screenshots, "walk", lambda *_: iter(sights))
    monkeypatch.setattr(screenshots, "_picture", lambda _sight: QPixmap(8, 4))
    (tmp_path / "02-two.png").mkdir()
    with worked_cases(tmp_path, Language.EN, "light") as model, pytest.raises(OSError, match="02-two"):
        screenshots.draw_screens(model, LOOKS, tmp_path, practice(tmp_path), SUBJECTS)
    assert QImage(str(tmp_path / "01-one.png")).width() == 8


def test_every_screen_changes_its_language_while_it_is_shown(qapp: QApplication, tmp_path: Path) -> None:
    japanese = composition.words_in(Language.JA)
    left: list[str] = []
    looked = []
    with worked_cases(tmp_path, Language.EN, "light") as model:
        for sight in screenshots.walk(model, LOOKS, practice(tmp_path), SUBJECTS):
            # A dialog asks for an answer: it is in the way of everything else, the change of language too.
            if sight.dialog is not None:
                continue
            looked.append(sight.name)
            model.session.language.switch(Language.JA)
            for widget in sight.window.findChildren(QWidget):
                if widget.isVisible():
                    said = {_text(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
                    left.extend(text for text in said if text and japanese._(text) != text)
            model.session.language.switch(Language.EN)

    assert len(looked) > 20
    # The invented papers of a training register keep the language that it was made in.
    papers = ("nvented", "The trainer’s assumption")
    assert [text for text in sorted(set(left)) if not any(paper in text for paper in papers)] == []


_KNOWN_FIELDS = {field for place in PLACES.values() for field in place.fields}


def _complaints(widget: QWidget) -> Iterator[str]:
    named = f"{type(widget).__name__} “{_text(widget)}”"
    wraps = isinstance(widget, QLabel) and widget.hasHeightForWidth()
    if wraps and widget.height() < widget.heightForWidth(widget.width()):
        yield f"{named} is cut off below"
    if isinstance(widget, QLabel) and not wraps and widget.width() < widget.sizeHint().width():
        yield f"{named} is cut off at the side"
    if widget.font().pixelSize() < _SMALLEST_TYPE:
        yield f"{named} is set in {widget.font().pixelSize()} pixels"
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and isinstance(widget, _NAMED):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            yield f"{named} has no name for readers of the screen"


_NAMED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QDateEdit)


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else widget.objectName()
