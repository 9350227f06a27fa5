"""What was entered and is not on the register yet: it stays on the screen until it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

# The list of requests is painted without any case.
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.domain.ids import CaseId, LineId
    from app.domain.register.cases import Case
    from app.services.acting import Acting


class EntryField(NamedTuple):
    """Where an entry belongs: a question or a field of a line, or a field of the case itself."""

    case_id: CaseId
    line_id: LineId | None
    name: str
    is_answer: bool


class Entry(NamedTuple):
    """What was entered, how it is saved, and why it could not be: None while it is under way.

    An answer None is "not yet known"; an answer may also be taken back. `name` is that of its question or field, and
    `said` what was entered, in the language in which it was.
    """

    value: str | date | None
    save: Callable[[Acting], object]
    is_taken_back: bool = False
    error: Exception | None = None
    name: str = ""
    said: str = ""


class Unsaved(QObject):
    """The entries of all cases that are under way or could not be saved. They outlive the screen of their case."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[EntryField, Entry] = {}
        self._numbers: dict[CaseId, str] = {}
        #: The pages on which something is typed that goes on record only with their act.
        self._drafts: set[QObject] = set()
        #: The forms in which a field holds what was typed since it was last saved.
        self._typing: set[QObject] = set()

    @property
    def is_typing(self) -> bool:
        """Whether something is typed in a field that is saved when it is left, or after a pause."""
        return bool(self._typing)

    def note_typing(self, form: QObject, *, is_typed: bool) -> None:
        """Notes whether a field of a form holds what is not on its way to the register yet."""
        if (form in self._typing) != is_typed:
            (self._typing.add if is_typed else self._typing.discard)(form)
            self.changed.emit()

    @property
    def has_drafts(self) -> bool:
        """Whether something is typed on a page that goes on record only with an act."""
        return bool(self._drafts)

    def note_draft(self, page: QObject, *, is_typed: bool) -> None:
        """Notes whether something is typed on a page that is not on record."""
        (self._drafts.add if is_typed else self._drafts.discard)(page)

    def get(self, field: EntryField) -> Entry | None:
        """What was last entered in a field, where it is not saved."""
        return self._entries.get(field)

    def all(self) -> dict[EntryField, Entry]:
        """What is not saved of all cases, in the order in which it was first entered."""
        return dict(self._entries)

    def of_case(self, case_id: CaseId) -> dict[EntryField, Entry]:
        """What is not saved of a case, in the order in which it was first entered."""
        return {field: entry for field, entry in self._entries.items() if field.case_id == case_id}

    def refused_of(self, case_id: CaseId) -> dict[EntryField, Exception]:
        """What of a case could not be saved, and why."""
        return {field: entry.error for field, entry in self.of_case(case_id).items() if entry.error is not None}

    @property
    def refused(self) -> int:
        """How many entries could not be saved."""
        return sum(entry.error is not None for entry in self._entries.values())

    @property
    def numbers(self) -> dict[CaseId, str]:
        """The numbers of all cases in which something was entered."""
        return dict(self._numbers)

    def begin(self, case: Case, field: EntryField, entry: Entry) -> None:
        """An entry is on its way; it takes the place of an earlier one."""
        self._numbers[case.id] = case.particulars.number
        self._put(field, entry)

    def finish(self, field: EntryField, entry: Entry) -> bool:
        """An entry is on the register; false where a later one in the same field is on its way."""
        if self._entries.get(field) is not entry:
            return False
        self._put(field, None)
        return True

    def fail(self, field: EntryField, entry: Entry, error: Exception) -> bool:
        """An entry could not be saved; false where a later one in the same field is on its way, which then counts."""
        if self._entries.get(field) is not entry:
            return False
        self._put(field, entry._replace(error=error))
        return True

    def forget_line(self, line_id: LineId) -> None:
        """A line is gone, and what was entered in it."""
        for field in [field for field in self._entries if field.line_id == line_id]:
            self._put(field, None)

    def _put(self, field: EntryField, entry: Entry | None) -> None:
        before = self.refused
        if entry is None:
            self._entries.pop(field, None)
        else:
            self._entries[field] = entry
        if self.refused != before:
            self.changed.emit()
