"""The list of cases as a file: CSV for any program, or a sheet for Excel; row by row, of whatever length."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

#: A spreadsheet takes a text that begins so for a formula; full-width signs become narrow ones when it is opened.
_HOSTILE = tuple("=+-@\t\r＝＋－＠")
#: It makes a text of what follows. Where a text begins with it by itself it stands twice, so that it can be taken away.
_TEXT_SIGN = "'"
#: The rows that a sheet of Excel has below the names of its columns.
MOST_ROWS = 1_048_575

Cell = str | date | None


class SheetColumn(NamedTuple):
    """A column by its name, with its width in a sheet, in characters."""

    name: str
    width: int


class SheetWriter(Protocol):
    """Writes a list into a file."""

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Write the next rows."""

    def finish(self) -> None:
        """Write what is left."""

    def drop(self) -> None:
        """Give up what was written; nothing of it is left."""


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"{_TEXT_SIGN}{text}" if text.startswith((*_HOSTILE, _TEXT_SIGN)) else text


class CsvWriter:
    """CSV as Japanese offices open it: UTF-8 with its mark, so that Excel sees the encoding; days as year-month-day."""

    def __init__(self, file: BinaryIO, columns: Sequence[SheetColumn]) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._text)
        self._rows.writerow([harmless(column.name) for column in columns])

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Write the next rows."""
        self._rows.writerows([_csv_cell(cell) for cell in row] for row in rows)

    def drop(self) -> None:
        """Give up what was written: it stands in the file alone."""

    def finish(self) -> None:
        """Write what is left."""
        self._text.flush()
        self._text.detach()


class ExcelWriter:
    """A sheet in which dates are dates and texts are texts, whatever they begin with; the first row stays in sight."""

    def __init__(
        self, file: BinaryIO, folder: Path, columns: Sequence[SheetColumn], title: str, mark: str = ""
    ) -> None:
        """`title` names the sheet; `mark` stands at the head of every page that is printed of it.

        Rows wait for their end in `folder`, where the file will be: what is in them is to stand nowhere else, even if
        the program is ended before that.
        """
        from tempfile import TemporaryDirectory

        from xlsxwriter import Workbook  # of use only once a list is exported

        self._waiting = TemporaryDirectory(prefix=".sekisho-", dir=folder)

        as_text = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
        self._book = Workbook(file, {"constant_memory": True, "tmpdir": self._waiting.name, **as_text})
        self._sheet = self._book.add_worksheet(title)
        self._book.set_properties({"title": title, "comments": mark})
        self._sheet.repeat_rows(0)
        if mark:
            self._sheet.set_header(f"&C{mark}")
        self._sheet.set_footer("&C&P/&N")
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        heading = self._book.add_format({"bold": True})
        for at, column in enumerate(columns):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(0, at, column.name, heading)
        self._sheet.freeze_panes(1, 0)
        self._next = 1

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Write the next rows."""
        for row in rows:
            for at, cell in enumerate(row):
                self._write(at, cell)
            self._next += 1

    def _write(self, at: int, cell: Cell) -> None:
        if isinstance(cell, date) and cell.year >= 1900:
            self._sheet.write_datetime(self._next, at, cell, self._day)
        elif cell is not None:
            # Excel counts no days before 1900.
            self._sheet.write_string(self._next, at, str(cell))

    def finish(self) -> None:
        """Write what is left."""
        self._book.close()
        self._waiting.cleanup()

    def drop(self) -> None:
        """Give up what was written."""
        self._sheet.row_data_fh.close()
        self._waiting.cleanup()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else harmless(cell)
