"""Find the precedents of a line: earlier lines of the register that turn on the same facts, and how they ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.decisive_facts import decisive_facts
from app.domain.ids import DeterminationId
from app.domain.register.procedure_of_case import procedure_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from app.domain.ids import CaseId, LineId
    from app.domain.law.outcomes import Outcome
    from app.domain.procedure.case_states import CaseState
    from app.domain.register.cases import RecordedDetermination
    from app.services.ports import RulebookShelf, UnitOfWork

#: So many determinations are looked through at a time: small enough that who saves an answer meanwhile hardly waits.
A_STEP = 4_000
#: And so many cases are read at most in that time.
_CASES_A_STEP = 5
#: As many precedents are shown at most, the latest ones; who needs more looks for a narrower question.
MOST = 20


class Precedent(NamedTuple):
    """An earlier line, what it came to, and how its case stands; `conditions` are those that count for the line."""

    case_id: CaseId
    case_number: str
    title: str
    line_id: LineId
    position: int
    item: str
    on: date
    edition_id: str
    outcome: Outcome
    recorded_at: datetime
    state: CaseState
    conditions: int


class Precedents(NamedTuple):
    """What a step found. `is_last` says that the register was looked through, or that there are enough."""

    found: tuple[Precedent, ...]
    is_last: bool


class PrecedentSearch:
    """One search through the earlier determinations of a register, the latest first, in steps.

    A line is one where each fact on which this one turns has a value with which it would come to the same. What it did
    come to may be something else: another edition may have decided it.
    """

    def __init__(self, shelf: RulebookShelf, determination: RecordedDetermination, case_id: CaseId) -> None:
        self._shelf, self._determination, self._case_id = shelf, determination, case_id
        self._next: int = determination.id
        self._count = 0
        #: The facts on which the line turns, each with the values that come to the same; None before the first step.
        self.facts: Mapping[str, tuple[str, ...]] | None = None

    def step(self, work: UnitOfWork, size: int = A_STEP) -> Precedents:
        """Look through the next determinations."""
        with work.snapshot():
            if self.facts is None:
                self.facts = self._decisive(work)
            if not self.facts:
                return Precedents((), is_last=True)
            before, self._next = self._next, max(1, self._next - size)
            found = work.determinations.with_facts(self.facts, DeterminationId(self._next - 1), DeterminationId(before))
            others = [each for each in found if each[-1] != self._case_id]
            taken = others[: min(_CASES_A_STEP, MOST - self._count)]
            if len(taken) < len(others):
                self._next = taken[-1][0]
            precedents = tuple(_precedent(work, line_id, case_id) for _, line_id, case_id in taken)
        self._count += len(precedents)
        return Precedents(precedents, is_last=self._count == MOST or self._next <= 1)

    def _decisive(self, work: UnitOfWork) -> Mapping[str, tuple[str, ...]]:
        recorded = self._determination
        compiled = self._compiled(work)
        if compiled is None:
            return {}
        known = {**recorded.derived, **recorded.answers}
        return decisive_facts(compiled, self._shelf.reference(), recorded.on, known, frozenset(recorded.set_aside))

    def _compiled(self, work: UnitOfWork) -> CompiledEdition | None:
        """The edition as it was when it decided; None where the register does not keep it."""
        recorded, shelf = self._determination, self._shelf
        if recorded.edition_id in shelf.timeline.days:
            compiled = shelf.compiled(recorded.edition_id)
            if compiled.edition.sha256 == recorded.edition_sha256:
                return compiled
        kept = work.recorded_editions.get(recorded.edition_sha256)
        return None if kept is None else CompiledEdition(shelf.read_recorded(kept))


def _precedent(work: UnitOfWork, line_id: LineId, case_id: CaseId) -> Precedent:
    case = work.cases.get(case_id)
    line = case.line(line_id)
    recorded, procedure = line.determination, procedure_of(case)
    if recorded is None:
        raise LookupError(line_id)
    entries = (procedure.entries[condition.entry] for condition in procedure.conditions)
    return Precedent(
        case_id=case_id,
        case_number=case.particulars.number,
        title=case.particulars.title,
        line_id=line_id,
        position=line.position,
        item=line.particulars.item,
        on=recorded.on,
        edition_id=recorded.edition_id,
        outcome=recorded.outcome,
        recorded_at=recorded.recorded_at,
        state=case.state,
        conditions=sum(entry.counts_on(line.position) for entry in entries),
    )
