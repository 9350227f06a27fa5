"""The list of requests, as it is shown, written into a file: part by part, so that it can be stopped."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.documents.case_sheets import MOST_ROWS, Cell, CsvWriter, ExcelWriter, SheetColumn, SheetWriter
from app.documents.file_names import file_name
from app.documents.marks import TRAINING, training_mark
from app.domain.errors import Mendable
from app.domain.japan_time import day_in_japan
from app.services.reading import count_cases, list_cases
from app.services.updating import read_progress
from app.viewmodels.requests.standing_words import standing_says
from app.viewmodels.session.paper_model import Done

if TYPE_CHECKING:
    from typing import BinaryIO

    from app.domain.register.cases import CaseSummary
    from app.services.ports import CaseFilter, UnitOfWork
    from app.viewmodels.session.session import Session

#: So many rows are read and written at a time: each part is a job of the thread that owns the register.
PART = 2_000

CSV, EXCEL = "csv", "xlsx"


class _Begun(NamedTuple):
    """A file that is being written, so many requests there were when it was begun, and whether the law was noticed."""

    writer: SheetWriter
    path: str
    size: int
    is_noticed: bool


class ExportModel(QObject):
    """The writing of one file. The rows are those of the filter, in its order; it counts them itself."""

    #: How many requests there are, or why they can't be counted, is known.
    counted = Signal()
    #: How many rows are written.
    progressed = Signal(int)
    #: What came of it: a `Done`.
    finished = Signal(object)

    def __init__(self, session: Session, wanted: CaseFilter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = wanted
        #: How many requests would be written now; None until they are counted.
        self.size: int | None = None
        self.is_under_way = False
        self._is_stopped = False
        self._open = ExitStack()
        self._seen: set[int] = set()
        session.changed_elsewhere.connect(self.count)

    def count(self) -> None:
        """Counts what would be written now, however long ago the list was read."""
        self._session.read(lambda work: count_cases(work, self._wanted), self._take_size)

    def _take_size(self, size: int) -> None:
        self.size = size
        self.counted.emit()

    @property
    def explanation(self) -> str:
        """What will be written."""
        if self.size is None:
            return self._session.words._("The requests are being counted.")
        if not self.size:
            return self._session.words._("No request matches what the list is narrowed to: there is nothing to write.")
        return self._session.words.ngettext(
            "{n} request will be written, by the search, the filter and the order of the list. The columns of the "
            "file: {columns}",
            "{n} requests will be written, by the search, the filter and the order of the list. The columns of the "
            "file: {columns}",
            self.size,
            columns=self._session.words.listed([column.name for column in self.columns()]),
        )

    def proposed_name(self, kind: str) -> str:
        """The name of the file: what it is, of which kind of register, the day, the language."""
        words, today = self._session.words, self._session.today()
        return f"{file_name(words._('Requests'), *self._mark, today.isoformat(), words.language.value)}.{kind}"

    def kind_in_words(self, kind: str) -> str:
        """The kind of the file, for the dialog of files."""
        return {CSV: self._session.words._("CSV (*.csv)"), EXCEL: self._session.words._("Excel (*.xlsx)")}[kind]

    @property
    def _mark(self) -> tuple[str, ...]:
        """What each row says first where the register is for training: a row is cut out of a list, and copied."""
        return (TRAINING,) if self._session.is_training else ()

    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns of the file."""
        _ = self._session.words._
        kind_of_register = (SheetColumn(_("Register"), 16),) if self._mark else ()
        return (
            *kind_of_register,
            SheetColumn(_("Number"), 14),
            SheetColumn(_("Title"), 40),
            SheetColumn(_("Destination"), 20),
            SheetColumn(_("End user"), 24),
            SheetColumn(_("Received"), 12),
            SheetColumn(_("Assessed as of"), 12),
            SheetColumn(_("State"), 16),
            SheetColumn(_("Determination"), 40),
            SheetColumn(_("Edition"), 12),
            SheetColumn(_("Case officer"), 16),
            SheetColumn(_("Case officer (account)"), 16),
            SheetColumn(_("Handling marking"), 16),
            SheetColumn(_("Last change"), 12),
        )

    def _row(self, case: CaseSummary, *, is_noticed: bool) -> tuple[Cell, ...]:
        words, reference = self._session.words, self._session.shelf.reference()
        states = [
            words.text(reference.countries[code].name) if code in reference.countries else code
            for code in case.destinations
        ]
        marking = reference.markings.get(case.marking)
        standing = standing_says(words, case, is_noticed=is_noticed)
        return (
            *self._mark,
            case.number,
            case.title,
            words.listed(states),
            case.end_user,
            case.received_on,
            case.assessed_on,
            standing.state,
            standing.outcome,
            standing.edition,
            self._session.officer(case.case_officer),
            case.case_officer if case.case_officer in words.people else "",
            words.text(marking.name) if marking else case.marking,
            day_in_japan(case.changed_at),
        )

    def write(self, path: str, kind: str) -> None:
        """Writes the list into a file; whoever chose the place was asked about a file that is there."""
        self.is_under_way, self._is_stopped = True, False
        self._seen.clear()

        def begin(work: UnitOfWork) -> _Begun:
            size, progress = count_cases(work, self._wanted), read_progress(work, self._session.shelf)
            if kind == EXCEL and size > MOST_ROWS:
                raise Mendable(
                    "A sheet of Excel has {most} rows, and the list is longer. Save it as CSV.", most=MOST_ROWS
                )
            file = self._open.enter_context(self._session.outlet().new_file(Path(path), may_replace=True))
            writer = self._writer(file, Path(path).parent, kind)
            self._open.callback(writer.drop)
            return _Begun(writer, path, size, progress.is_noticed)

        self._session.run(begin, self._begin, self._fail)

    def _writer(self, file: BinaryIO, folder: Path, kind: str) -> SheetWriter:
        if kind == CSV:
            return CsvWriter(file, self.columns())
        words = self._session.words
        title = " ".join((words._("Requests"), *self._mark))
        return ExcelWriter(file, folder, self.columns(), title, training_mark(words) if self._mark else "")

    def _begin(self, begun: _Begun) -> None:
        self._take_size(begun.size)
        self._write_part(begun, 0)

    def _write_part(self, begun: _Begun, done: int) -> None:
        if self._is_stopped:
            self._fail(Mendable("Writing the list was stopped. Nothing was saved."))
            return
        self.progressed.emit(done)
        wanted = self._wanted._replace(limit=PART, offset=done)

        def write(work: UnitOfWork) -> int:
            rows = list_cases(work, wanted)
            begun.writer.add([self._row(case, is_noticed=begun.is_noticed) for case in rows])
            self._seen.update(case.id for case in rows)
            if len(rows) < PART:
                if count_cases(work, self._wanted) != len(self._seen) or len(self._seen) != done + len(rows):
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
        says = self._session.words.ngettext(
            "{n} request was saved as {path}.", "{n} requests were saved as {path}.", written, path=path
        )
        self.finished.emit(Done(says))

    def _fail(self, error: Exception) -> None:
        self.is_under_way = False
        try:
            # The file is told that it fails, and so is not left half written.
            self._open.__exit__(type(error), error, error.__traceback__)
        except Exception as told:  # noqa: BLE001  whatever the file makes of it is told instead
            error = told
        self._session.note_fault(error)
        self.finished.emit(Done(self._session.complaint(error), is_refused=True))
