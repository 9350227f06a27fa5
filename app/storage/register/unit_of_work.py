"""The register behind the port of the use cases: everything in a block stands, or nothing of it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from app.domain.errors import Mendable
from app.storage.register.answer_table import AnswerTable
from app.storage.register.case_list import CaseListReader
from app.storage.register.case_table import CaseTable
from app.storage.register.determination_table import DeterminationTable
from app.storage.register.disk_faults import explained
from app.storage.register.document_table import DocumentTable
from app.storage.register.law_table import LawTable
from app.storage.register.line_table import LineTable
from app.storage.register.official_answer_table import OfficialAnswerTable
from app.storage.register.standing_table import StandingTable

# The list of requests is read without the words for what can happen, and without how a case comes to stand.
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from types import TracebackType

    from app.domain.errors import Damaged
    from app.domain.law.law_on_record import LawOnRecord
    from app.services.ports import RegisterHeading, Signed
    from app.storage.register.cosignature_table import CosignatureTable
    from app.storage.register.database import Register
    from app.storage.register.kept_file_table import KeptFileTable
    from app.storage.register.ledger import Ledger
    from app.storage.register.line_under_reexamination_table import LineUnderReexaminationTable
    from app.storage.register.people_table import PeopleTable
    from app.storage.register.recorded_edition_table import RecordedEditionTable
    from app.storage.register.recovery_sheet_table import RecoverySheetTable
    from app.storage.register.wait_table import WaitTable


class RegisterWork:
    """A unit of work on an open register; see `app.services.ports.UnitOfWork`.

    `learn` is told what the register holds of the law: in each unit of work anew, where somebody has changed it.
    """

    def __init__(
        self, register: Register, now: Callable[[], datetime], learn: Callable[[LawOnRecord], None] | None = None
    ) -> None:
        self.register = register
        self._now = now
        self._learn = learn
        self._acts_learned: tuple[int | None, int | None] | None = None
        self._transaction: AbstractContextManager[Any] | None = None
        self.case_list = CaseListReader(register)
        self.law = LawTable(register)
        self.standings = StandingTable(register)
        self.answers = AnswerTable(register)
        self.determinations = DeterminationTable(register)
        self.lines = LineTable(register, self.answers, self.determinations)
        self.documents = DocumentTable(register)
        self.official_answers = OfficialAnswerTable(register)
        self.cases = CaseTable(register, self.lines, self.documents, self.official_answers)

    @cached_property
    def events(self) -> Ledger:
        """What has happened: the entries of the ledger."""
        from app.storage.register.ledger import Ledger

        return Ledger(self.register, self.register.signers)

    @cached_property
    def waits(self) -> WaitTable:
        """What cases wait for."""
        from app.storage.register.wait_table import WaitTable

        return WaitTable(self.register)

    @cached_property
    def kept_files(self) -> KeptFileTable:
        """The files of documents that are kept in the register."""
        from app.storage.register.kept_file_table import KeptFileTable

        return KeptFileTable(self.register)

    @cached_property
    def people(self) -> PeopleTable:
        """Who acts on the register."""
        from app.storage.register.people_table import PeopleTable

        return PeopleTable(self.register)

    @cached_property
    def recovery_sheets(self) -> RecoverySheetTable:
        """The recovery sheets of a live register."""
        from app.storage.register.recovery_sheet_table import RecoverySheetTable

        return RecoverySheetTable(self.register)

    @cached_property
    def cosignatures(self) -> CosignatureTable:
        """What other offices signed of the checkpoints."""
        from app.storage.register.cosignature_table import CosignatureTable

        return CosignatureTable(self.register)

    @cached_property
    def recorded_editions(self) -> RecordedEditionTable:
        """The editions that records name."""
        from app.storage.register.recorded_edition_table import RecordedEditionTable

        return RecordedEditionTable(self.register)

    @cached_property
    def lines_under_reexamination(self) -> LineUnderReexaminationTable:
        """All lines, for one pass over the register."""
        from app.storage.register.line_under_reexamination_table import LineUnderReexaminationTable

        return LineUnderReexaminationTable(self.register)

    def sign(self, account: str, message: bytes) -> Signed | None:
        """What somebody signs by their key; None where it is not at hand."""
        from app.services.ports import Signed

        try:
            key = self.register.signers.key_of(account)
        except LookupError:
            return None
        return Signed(key.public, key.sign(message).hex())

    def claim(self) -> bool:
        """Claim the register for writing; whether it could be claimed."""
        return self.register.claim(self._now())

    def tend(self) -> None:
        """Look whether the file is still what was opened, and bring all that was saved into it."""
        self.register.tend(self._now())

    def save_copy(self, path: str) -> None:
        """Copy the register into a new file, compared row by row."""
        self.register.save_copy(Path(path))

    def give_up(self, damage: Damaged) -> None:
        """Write nothing more: what is stored was found to be damaged."""
        self.register.give_up(damage)

    def heading(self) -> RegisterHeading:
        """What the register says of itself."""
        people = self.people
        return self.register.heading()._replace(
            people=people.all(),
            training_day=people.training_day(),
            recovery_sheet=self.recovery_sheets.last(),
        )

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A block in which everything read belongs to one moment."""
        self.register.begin_reading()
        try:
            self.learn_law()
            yield
        finally:
            self.register.end_reading()

    def __enter__(self) -> Self:
        if self._transaction is not None:
            raise RuntimeError("a unit of work inside another")
        self.register.ensure_writable(self._now())
        with explained(self.register.path):
            transaction = self.register.database.atomic()
            transaction.__enter__()
        self._transaction = transaction
        try:
            self.learn_law()
        except BaseException as error:
            self._undo(error, None)
            raise
        return self

    def learn_law(self) -> None:
        """Have it learned by what law the register decides now, where that has changed since it was learned last."""
        if self._learn is None:
            return
        acts = self.law.last_acts()
        if acts != self._acts_learned:
            self._learn(self.law.on_record())
            self._acts_learned = acts

    def was_changed_elsewhere(self) -> bool:
        """Whether another process has changed the register since this was asked last."""
        return self.register.was_changed_elsewhere()

    def commit(self) -> None:
        """Make the block durable; when this returns, it is on the disk."""
        if self._transaction is None:
            raise RuntimeError("nothing to commit: no unit of work is open")
        if self.register.is_exchanged:
            seen = self.register.fate()
            self._undo(_Undone(), None)
            self.register.ensure_same(self._now(), seen)
        with explained(self.register.path):
            self.events.write()
        transaction, self._transaction = self._transaction, None
        try:
            with explained(self.register.path), self.register.taking_back():
                transaction.__exit__(None, None, None)
        finally:
            self.register.note_change()
        # The block is saved. What hinders this is told in the next pause, in which it is tried again.
        with suppress(Mendable):
            self.register.bring_in_much()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transaction is not None:
            self._undo(error if error is not None else _Undone(), trace)

    def _undo(self, reason: BaseException, trace: TracebackType | None) -> None:
        transaction, self._transaction = self._transaction, None
        if transaction is not None:
            self.events.forget()
            # What lies beside an exchanged file is not ours, and must not be taken for it.
            is_ours = not self.register.is_exchanged
            with explained(self.register.path):
                transaction.__exit__(type(reason), reason, trace)
            if is_ours:
                self.register.note_change()


class _Undone(Exception):
    """Carried through the transaction of a block that ends without commit."""
