"""What waits, as it is shown, written into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.case_sheets import Cell, SheetColumn
from app.services.awaiting import count_waits, list_waits
from app.viewmodels.session.list_export import ListExport
from app.wording.phrases import state_word
from app.wording.wait_words import WaitWords

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtCore import QObject

    from app.domain.register.awaited import Awaited
    from app.services.ports import UnitOfWork, WaitFilter
    from app.viewmodels.session.session import Session


class ApprovalsExport(ListExport["Awaited"]):
    """The rows are those of the filter, in its order."""

    def __init__(self, session: Session, wanted: WaitFilter, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._wanted = wanted
        self._said = WaitWords(session.words, session.shelf.editions(), session.shelf.reference())

    @property
    def title(self) -> str:
        """What is written, as the file is called."""
        return self._session.words._("Approvals")

    @property
    def explanation(self) -> str:
        """What will be written."""
        words = self._session.words
        if self.size is None:
            return words._("The entries are being counted.")
        if not self.size:
            return words._("There is nothing in the list to write.")
        return words.ngettext(
            "{n} entry will be written, as the list shows it. The columns of the file: {columns}",
            "{n} entries will be written, as the list shows them. The columns of the file: {columns}",
            self.size,
            columns=self.column_names(),
        )

    def _own_columns(self) -> tuple[SheetColumn, ...]:
        _ = self._session.words._
        return (
            SheetColumn(_("Number"), 14),
            SheetColumn(_("Title"), 40),
            SheetColumn(_("State"), 16),
            SheetColumn(_("What waits"), 40),
            SheetColumn(_("With whom"), 24),
            SheetColumn(_("Since"), 12),
            SheetColumn(_("Until"), 12),
            SheetColumn(_("Case officer"), 16),
        )

    def _count(self, work: UnitOfWork) -> int:
        return count_waits(work, self._wanted)

    def _read(self, work: UnitOfWork, offset: int, size: int) -> Sequence[Awaited]:
        return list_waits(work, self._wanted._replace(limit=size, offset=offset))

    def _key(self, row: Awaited) -> Hashable:
        return row.case_id, row.wait

    def _cells(self, row: Awaited) -> tuple[Cell, ...]:
        wait = row.wait
        return (
            row.number,
            row.title,
            state_word(self._session.words, row.state),
            self._said.what(wait, self._wanted.part.on),
            self._said.whom(row),
            wait.since,
            wait.until if wait.until is not None else "",
            self._session.officer(row.case_officer),
        )

    def _saved(self, written: int, path: str) -> str:
        return self._session.words.ngettext(
            "{n} entry was saved as {path}.", "{n} entries were saved as {path}.", written, path=path
        )
