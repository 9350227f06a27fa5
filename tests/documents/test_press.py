"""What is set is set as it is meant, or not at all."""

import shutil
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from app import paths
from app.documents.document import Document, Item, Items, Note, Paragraph, Row, Table, text_of
from app.documents.drawn_characters import read_drawn_characters
from app.documents.file_names import file_name
from app.documents.press import Press
from app.domain.errors import Mendable
from app.domain.register.entered_text import checked_text
from app.wording.language import Language
from tests.documents.reading import body_of, read, squeezed

DRAWN = read_drawn_characters(paths.FONTS / "characters.txt")


def a_document(text: str) -> Document:
    """A page with a text in each kind of place."""
    parts = (Paragraph(text), Note((text,)), Table((text, text), (Row((text, text)),), (1, 1)), Items((Item(text),)))
    dated = datetime(2026, 5, 20, 3, tzinfo=UTC)
    return Document("letter", Language.JA, "Title", dated, text, "", parts, "name")


def test_a_font_that_is_not_found_is_a_fault_and_no_other_type(tmp_path: Path) -> None:
    for name in ("Inter-Regular.otf", "Inter-Bold.otf", "characters.txt"):
        shutil.copy(paths.FONTS / name, tmp_path)
    with pytest.raises(Exception, match=r"[Uu]nknown font family|could not be displayed"):
        Press(paths.DOCUMENTS, tmp_path).pdf(a_document("Latin only"))


def as_entered(text: str) -> str:
    """A text as the program takes it; empty where it refuses it."""
    try:
        return checked_text("title", text)
    except Mendable:
        return ""


@settings(max_examples=settings().max_examples // 4)
@given(text=st.text(max_size=40).map(as_entered))
def test_whatever_can_be_entered_can_be_set(press: Press, text: str) -> None:
    document = a_document(text)
    pdf = press.pdf(document)
    assert len(read(pdf).pages) >= 1
    lacking = {each.character[-1] for each in press.lacking(document)}
    drawn = {sign for sign in text if not unicodedata.category(sign).startswith(("C", "Z"))} - lacking
    assert all(ord(sign) in DRAWN.codes for sign in drawn)


def test_a_moment_is_known_to_the_second(press: Press) -> None:
    """A register keeps moments to the microsecond, which no PDF does."""
    document = a_document("text")
    exact = document._replace(dated=document.dated.replace(microsecond=104_458))
    assert press.pdf(exact) == press.pdf(document)


def test_no_markup_is_made_of_what_is_entered(press: Press) -> None:
    text = '#read("/etc/passwd") $x^2$ *bold* _it_ = Title // note <b>x</b> \\ @ref `raw` ~ -- "q"'
    document = a_document(text)
    assert body_of(press.pdf(document), document).count(squeezed(text)) == 7


def ink_width(press: Press, text: str) -> float:
    """How wide a line of text is on the page, in points."""
    dots = 144
    document = a_document("")._replace(parts=(Paragraph(text),), head="")
    picture = QImage.fromData(press.pages(document, dots)[0]).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    # Above the number of the page.
    columns = np.flatnonzero((rows[: len(rows) // 2, : picture.width()] < 128).any(axis=0))
    return float(columns[-1] - columns[0]) * 72 / dots


def test_signs_that_follow_one_another_do_not_lie_over_each_other(press: Press) -> None:
    """Typst sets them closer by half their width, which in narrow type is too much: 。） became one sign."""
    with TTFont(paths.FONTS / "BIZUDPGothic-Regular.ttf") as font:
        widths = [font["hmtx"][font.getBestCmap()[ord(sign)]][0] / font["head"].unitsPerEm for sign in "。）"]
    full = 20 * sum(widths) * 10.5
    assert ink_width(press, "。）" * 20) == pytest.approx(full, rel=0.06)


def test_a_line_break_stays_one(press: Press) -> None:
    document = a_document("first\nsecond")
    lines = [page.extract_text() for page in read(press.pdf(document)).pages]
    assert "first\nsecond" in "".join(lines)
    assert "first\nsecond" in text_of(document)


@given(parts=st.lists(st.text(), min_size=1, max_size=4))
def test_a_proposed_name_can_be_that_of_a_file_everywhere(parts: list[str]) -> None:
    name = file_name(*parts)
    assert name
    assert not set(name) & set('\\/:*?"<>|')
    assert name.isprintable()
    assert name == name.strip(" .")
    assert len(name) <= 120
