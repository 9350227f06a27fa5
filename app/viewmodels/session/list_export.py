"""A list, as it is shown, written into a file: part by part, so that it can be stopped."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from app.documents.case_sheets import MOST_ROWS, Cell, CsvWriter, ExcelWriter, SheetColumn, SheetWriter
from app.documents.file_names import file_name
from app.documents.marks import TRAINING, training_mark
from app.domain.errors import Mendable
from app.viewmodels.session.paper_model import Done

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from typing import BinaryIO

    from app.services.ports import UnitOfWork
    from app.viewmodels.session.session import Session

_Row = TypeVar("_Row")

#: So many rows are read and written at a time: each part is a job of the thread that owns the register.
PART = 2_000

CSV, EXCEL = "csv", "xlsx"


class _Begun(NamedTuple):
    """A file that is being written, and so many rows there were when it was begun."""

    writer: SheetWriter
    path: str
    size: int


class ListExport(QObject, Generic[_Row]):
    """The writing of one file. The rows are those of the list, in its order; it counts them itself."""

    #: How many rows there are, or why they can't be counted, is known.
    counted = Signal()
    #: How many rows are written.
    progressed = Signal(int)
    #: What came of it: a `Done`.
    finished = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        #: How many rows would be written now; None until they are counted.
        self.size: int | None = None
        self.is_under_way = False
        self._is_stopped = False
        self._open = ExitStack()
        self._seen: set[Hashable] = set()
        session.changed_elsewhere.connect(self.count)

    # What each list says for itself.

    @property
    def title(self) -> str:
        """What is written, as the file is called."""
        raise NotImplementedError

    @property
    def explanation(self) -> str:
        """What will be written."""
        raise NotImplementedError

    def _own_columns(self) -> tuple[SheetColumn, ...]:
        """The columns that the list has itself."""
        raise NotImplementedError

    def _count(self, work: UnitOfWork) -> int:
        """How many rows the list has."""
        raise NotImplementedError

    def _read(self, work: UnitOfWork, offset: int, size: int) -> Sequence[_Row]:
        """A part of the list: so many rows, where there are so many."""
        raise NotImplementedError

    def _key(self, row: _Row) -> Hashable:
        """What tells a row from the others."""
        raise NotImplementedError

    def _cells(self, row: _Row) -> tuple[Cell, ...]:
        """What stands in the columns."""
        raise NotImplementedError

    def _prepare(self, work: UnitOfWork) -> None:
        """Learns what the cells rest on."""

    def _saved(self, written: int, path: str) -> str:
        """That it is done."""
        raise NotImplementedError

    def count(self) -> None:
        """Counts what would be written now, however long ago the list was read."""
        self._session.read(self._count, self._take_size)

    def _take_size(self, size: int) -> None:
        self.size = size
        self.counted.emit()

    def proposed_name(self, kind: str) -> str:
        """The name of the file: what it is, of which kind of register, the day, the language."""
        words, today = self._session.words, self._session.today()
        return f"{file_name(self.title, *self._mark, today.isoformat(), words.language.value)}.{kind}"

    def kind_in_words(self, kind: str) -> str:
        """The kind of the file, for the dialog of files."""
        return {CSV: self._session.words._("CSV (*.csv)"), EXCEL: self._session.words._("Excel (*.xlsx)")}[kind]

    @property
    def _mark(self) -> tuple[str, ...]:
        """What each row says first where the register is for training: a row is cut out of a list, and copied."""
        return (TRAINING,) if self._session.is_training else ()

    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns of the file."""
        kind_of_register = (SheetColumn(self._session.words._("Register"), 16),) if self._mark else ()
        return (*kind_of_register, *self._own_columns())

    def column_names(self) -> str:
        """The names of the columns, in a row."""
        return self._session.words.listed([column.name for column in self.columns()])

    def write(self, path: str, kind: str) -> None:
        """Writes the list into a file; whoever chose the place was asked about a file that is there."""
        self.is_under_way, self._is_stopped = True, False
        self._seen.clear()

        def begin(work: UnitOfWork) -> _Begun:
            size = self._count(work)
            self._prepare(work)
            if kind == EXCEL and size > MOST_ROWS:
                raise Mendable(
                    "A sheet of Excel has {most} rows, and the list is longer. Save it as CSV.", most=MOST_ROWS
                )
            file = self._open.enter_context(self._session.outlet().new_file(Path(path), may_replace=True))
            writer = self._writer(file, Path(path).parent, kind)
            self._open.callback(writer.drop)
            return _Begun(writer, path, size)

        self._session.run(begin, self._begin, self._fail)

    def _writer(self, file: BinaryIO, folder: Path, kind: str) -> SheetWriter:
        if kind == CSV:
            return CsvWriter(file, self.columns())
        words = self._session.words
        title = " ".join((self.title, *self._mark))
        return ExcelWriter(file, folder, self.columns(), title, training_mark(words) if self._mark else "")

    def _begin(self, begun: _Begun) -> None:
        self._take_size(begun.size)
        self._write_part(begun, 0)

    def _write_part(self, begun: _Begun, done: int) -> None:
        if self._is_stopped:
            self._fail(Mendable("Writing the list was stopped. Nothing was saved."))
            return
        self.progressed.emit(done)

        def write(work: UnitOfWork) -> int:
            rows = self._read(work, done, PART)
            begun.writer.add([(*self._mark, *self._cells(row)) for row in rows])
            self._seen.update(map(self._key, rows))
            if len(rows) < PART:
                if self._count(work) != len(self._seen) or len(self._seen) != done + len(rows):
                    raise Mendable("The list changed while it was written. Nothing was saved. Write it again.")
                begun.writer.finish()
                self._open.close()
            return len(rows)

        def go_on(written: int) -> None:
            if written < PART:
                self._finish(begun.path, done + written)
            else:
                self._write_part(begun, done + written)

        self._session.run(write, go_on, self._fail)

    def stop(self) -> None:
        """Stops after the part that is being written; nothing is left behind. Another one is not stopped by it."""
        self._is_stopped = self.is_under_way

    def _finish(self, path: str, written: int) -> None:
        self.is_under_way = False
        self.progressed.emit(written)
        self.finished.emit(Done(self._saved(written, path)))

    def _fail(self, error: Exception) -> None:
        self.is_under_way = False
        try:
            # The file is told that it fails, and so is not left half written.
            self._open.__exit__(type(error), error, error.__traceback__)
        except Exception as told:  # noqa: BLE001  whatever the file makes of it is told instead
            error = told
        self._session.note_fault(error)
        self.finished.emit(Done(self._session.complaint(error), is_refused=True))
