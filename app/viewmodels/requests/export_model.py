"""The list of requests, as it is shown, written into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.case_sheets import Cell, SheetColumn
from app.domain.japan_time import day_in_japan
from app.services.reading import count_cases, list_cases
from app.services.updating import read_progress
from app.viewmodels.requests.standing_words import standing_says
from app.viewmodels.session.list_export import ListExport

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtCore import QObject

    from app.domain.register.cases import CaseSummary
    from app.services.ports import CaseFilter, UnitOfWork
    from app.viewmodels.session.session import Session


class ExportModel(ListExport["CaseSummary"]):
    """The rows are those of the filter, in its order."""

    def __init__(self, session: Session, wanted: CaseFilter, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._wanted = wanted
        #: Whether the law in force was noticed when the file was begun.
        self._is_noticed = False

    @property
    def title(self) -> str:
        """What is written, as the file is called."""
        return self._session.words._("Requests")

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
            columns=self.column_names(),
        )

    def _own_columns(self) -> tuple[SheetColumn, ...]:
        _ = self._session.words._
        return (
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

    def _cells(self, row: CaseSummary) -> tuple[Cell, ...]:
        words, reference = self._session.words, self._session.shelf.reference()
        states = [
            words.text(reference.countries[code].name) if code in reference.countries else code
            for code in row.destinations
        ]
        marking = reference.markings.get(row.marking)
        standing = standing_says(words, row, is_noticed=self._is_noticed)
        return (
            row.number,
            row.title,
            words.listed(states),
            row.end_user,
            row.received_on,
            row.assessed_on,
            standing.state,
            standing.outcome,
            standing.edition,
            self._session.officer(row.case_officer),
            row.case_officer if row.case_officer in words.people else "",
            words.text(marking.name) if marking else row.marking,
            day_in_japan(row.changed_at),
        )

    def _count(self, work: UnitOfWork) -> int:
        return count_cases(work, self._wanted)

    def _read(self, work: UnitOfWork, offset: int, size: int) -> Sequence[CaseSummary]:
        return list_cases(work, self._wanted._replace(limit=size, offset=offset))

    def _key(self, row: CaseSummary) -> Hashable:
        return row.id

    def _prepare(self, work: UnitOfWork) -> None:
        self._is_noticed = read_progress(work, self._session.shelf).is_noticed

    def _saved(self, written: int, path: str) -> str:
        return self._session.words.ngettext(
            "{n} request was saved as {path}.", "{n} requests were saved as {path}.", written, path=path
        )
