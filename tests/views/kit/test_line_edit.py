"""No field cuts off or replaces what is entered in it."""

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.views.kit.form_fields import LongText
from app.views.kit.line_edit import LineEdit
from tests.builders import ROOT
from tests.texts import NAMES, TWINS
from tests.views.entering import WAYS, Way, begin_anew, pasted

VIEWS = ROOT / "app" / "views"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("text", [*NAMES, *TWINS, " a\u00a0b　"])
@pytest.mark.parametrize("kind", ["line", "long text"])
def test_every_letter_arrives(dressed: object, qtbot: QtBot, kind: str, text: str, way: Way) -> None:
    field = LineEdit() if kind == "line" else LongText(80)
    qtbot.addWidget(field)
    field.show()
    begin_anew(field)
    way(field, text)
    assert (field.written() if isinstance(field, LongText) else field.text()) == text


def test_a_long_paste_is_not_cut(dressed: object, qtbot: QtBot) -> None:
    field = LineEdit()
    qtbot.addWidget(field)
    begin_anew(field)
    pasted(field, "x" * 40_000)
    assert len(field.text()) == 40_000


@pytest.mark.parametrize("file", sorted(VIEWS.rglob("*.py")), ids=lambda file: file.stem)
def test_no_field_is_of_another_kind(file: Path) -> None:
    kinds = r"QLineEdit|QTextEdit|QDateEdit|QSpinBox"
    made = re.findall(rf"\b(?:{kinds})\(|\((?:{kinds})\):", file.read_text(encoding="utf-8"))
    assert made == (["(QLineEdit):"] if file.name == "line_edit.py" else [])
