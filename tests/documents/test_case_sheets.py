"""The list leaves the program as it is: no text is lost, none becomes a formula, and days stay days."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.documents.case_sheets import Cell, CsvWriter, ExcelWriter, SheetColumn, harmless

COLUMNS = (SheetColumn("Title", 20), SheetColumn("Received", 12))
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠SUM(A1)", '=HYPERLINK("http://x")']

cells = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30),
    st.sampled_from([*HOSTILE, "'", "'=1", "a,b", 'a"b', "a\nb", "髙﨑 𠮷"]),
    st.dates(),
    st.none(),
)


def as_written(cell: str) -> str:
    """The text that a cell of the CSV was made of."""
    return cell.removeprefix("'")


def as_csv(rows: list[tuple[Cell, ...]]) -> bytes:
    """The rows as CSV."""
    file = io.BytesIO()
    writer = CsvWriter(file, COLUMNS)
    writer.add(rows)
    writer.finish()
    return file.getvalue()


@given(rows=st.lists(st.tuples(cells, cells), max_size=8))
def test_what_is_written_as_csv_is_read_as_it_was(rows: list[tuple[Cell, ...]]) -> None:
    data = as_csv(rows)
    assert data.startswith(b"\xef\xbb\xbf"), "so that Excel sees the encoding"
    heading, *read = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert heading == ["Title", "Received"]
    expected = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert [[as_written(cell) for cell in row] for row in read] == expected


@given(text=st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert not harmless(text).startswith(tuple("=+-@\t\r＝＋－＠"))
    assert as_written(harmless(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_sheet_holds_texts_and_no_formulas(text: str, tmp_path: Path) -> None:
    file = io.BytesIO()
    writer = ExcelWriter(file, tmp_path, COLUMNS, "Requests")
    writer.add([(text.strip("\r"), date(2026, 5, 20)), ("0123", None), ("1", date(1870, 1, 1))])
    writer.finish()
    sheet = load_workbook(file).active
    assert sheet is not None
    first = sheet.cell(2, 1)
    assert (first.data_type, first.value) == ("s", text.strip("\r"))
    assert sheet.cell(2, 2).is_date
    assert sheet.cell(2, 2).value.date() == date(2026, 5, 20)
    assert sheet.cell(3, 1).value == "0123", "a number of a case is no number"
    assert sheet.cell(3, 2).value is None
    assert sheet.cell(4, 2).value == "1870-01-01", "Excel counts no days before 1900"
    assert sheet.freeze_panes == "A2"


def test_a_sheet_bears_its_mark_where_it_is_shown_printed_and_found(tmp_path: Path) -> None:
    file = io.BytesIO()
    writer = ExcelWriter(file, tmp_path, COLUMNS, "Requests 訓練 TRAINING", "【訓練 TRAINING】")
    writer.add([("Radar", None)])
    writer.finish()
    book = load_workbook(file)
    assert book.sheetnames == ["Requests 訓練 TRAINING"]
    assert book["Requests 訓練 TRAINING"].oddHeader.center.text == "【訓練 TRAINING】"
    assert (book.properties.title, book.properties.description) == ("Requests 訓練 TRAINING", "【訓練 TRAINING】")
