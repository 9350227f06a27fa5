"""The frame of every change to a case or to the law: one unit of work, with its events and all that follows from it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from app.domain.errors import Mendable, Quoted
from app.domain.ids import CaseId, LineId
from app.domain.japan_time import day_in_japan
from app.domain.law.facts import Fact
from app.domain.procedure.case_states import CaseState
from app.domain.procedure.events import CaseReviewed
from app.domain.procedure.procedure import Procedure
from app.domain.procedure.refusals import first
from app.domain.register.case_status import status_of
from app.domain.register.cases import Case, DocumentParticulars, Line
from app.domain.register.entered_text import checked_text
from app.domain.register.events import (
    CaseClosed,
    CaseReopened,
    CaseStateChanged,
    CaseWithdrawn,
    DocumentAdded,
    Event,
    LawNoticed,
    as_texts,
)
from app.domain.register.particulars import checked_document
from app.domain.register.permissions import refusal_of_role
from app.domain.register.procedure_of_case import act_of, procedure_of
from app.domain.register.refusals import refusal_of_change, refusal_of_document, refusal_of_officer, refusal_of_person
from app.domain.register.way_back import refusal_of_taking_cases
from app.services.acting import Acting
from app.services.ports import RulebookShelf, UnitOfWork

_E = TypeVar("_E", bound=Event)
_T = TypeVar("_T")


#: Acts that say by themselves in which state they leave a case.
_SAID_BY: Mapping[type[Event], tuple[CaseState, ...]] = {
    CaseWithdrawn: (CaseState.WITHDRAWN,),
    CaseClosed: (CaseState.CLOSED,),
    CaseReopened: (CaseState.DRAFT, CaseState.REOPENED),
    CaseReviewed: (CaseState.REVIEWED,),
}


class _Change:
    """A change under way: who makes it when, and the events of it that were written."""

    def __init__(self, work: UnitOfWork, at: datetime, by: str) -> None:
        self.at = at
        self.by = by
        self.events: list[Event] = []
        self._work = work

    @property
    def has_events(self) -> bool:
        """Whether anything was done."""
        return bool(self.events)

    def record(self, event: _E) -> _E:
        """Write the event in this unit of work, and hand it back."""
        self._work.events.add(event, self.at, self.by)
        self.events.append(event)
        return event


class CaseChange(_Change):
    """A change of a case: the case as it was, or once that is restated as it is then.

    A block that ends it or takes it up again puts the reason in it.
    """

    def __init__(self, work: UnitOfWork, case: Case, at: datetime, by: str) -> None:
        super().__init__(work, at, by)
        self.case = case


class LawChange(_Change):
    """A change of the law of a register: who answers for it, and the note that is kept with it."""

    def __init__(self, work: UnitOfWork, named_person: str, note: str, at: datetime, by: str) -> None:
        super().__init__(work, at, by)
        self.named_person = named_person
        self.note = note


@contextmanager
def change_of_case(
    acting: Acting, act: type[Event], case_id: CaseId, refusal: Callable[[Case], Mendable | None] = refusal_of_change
) -> Iterator[CaseChange]:
    """Change a case: what the block does, its events and the new state of the case stand together or not at all.

    A block that records no event has changed nothing. Raises `Mendable` where the act, named by its event, is not for
    the person, and what `refusal` finds against it.
    """
    acting.ensure_may(act)
    with _changing(acting, case_id, refusal) as change:
        yield change


@contextmanager
def act_of_procedure(
    acting: Acting,
    act: type[Event],
    case_id: CaseId,
    reasons: Callable[[Case, Procedure], Iterable[Mendable | None]],
) -> Iterator[CaseChange]:
    """Do an act of the procedure of a case; as `change_of_case`.

    Of all that stands against it, the role of the person among them, the first by the order of codes is raised.
    """
    role = refusal_of_role(acting.person, act, acting.clock.today())
    with _changing(acting, case_id, lambda case: first((role, *reasons(case, procedure_of(case))))) as change:
        yield change


@contextmanager
def _changing(acting: Acting, case_id: CaseId, refusal: Callable[[Case], Mendable | None]) -> Iterator[CaseChange]:
    with acting.work:
        case = acting.work.cases.get(case_id)
        raise_if_refused(refusal(case))
        change = CaseChange(acting.work, case, acting.clock.now(), acting.by)
        yield change
        if change.has_events:
            restate(acting, change)
            acting.work.commit()
    if change.has_events:
        acting.restated(change.case)


@contextmanager
def change_of_line(
    acting: Acting,
    act: type[Event],
    line_id: LineId,
    refusal: Callable[[Case], Mendable | None] = refusal_of_change,
) -> Iterator[tuple[CaseChange, Line]]:
    """Change a line of a case; as `change_of_case`."""
    with change_of_case(acting, act, acting.work.lines.case_of(line_id), refusal) as change:
        yield change, change.case.line(line_id)


def case_after(acting: Acting, case_id: CaseId, change: Callable[[Acting], _T]) -> tuple[Case, _T]:
    """Make a change of a case; the case as it is then, and what the change returns.

    The change has read the case again already, to restate it: it is read here only where nothing was changed.
    """
    restated: list[Case] = []
    made = change(acting._replace(restated=restated.append))
    if restated:
        return restated[-1], made
    with acting.work.snapshot():
        return acting.work.cases.get(case_id), made


@contextmanager
def change_of_law(acting: Acting, act: type[Event], named_person: str, note: str) -> Iterator[LawChange]:
    """Change the law of a register, by which it decides from then on: the block and its event stand, or nothing does.

    Raises `Mendable` where the act is not for the person or nobody is named, and `RuntimeError` where the block
    recorded no event.
    """
    acting.ensure_may(act)
    raise_if_refused(refusal_of_person(named_person))
    person, note = checked_text("named_person", named_person), checked_text("note", note)
    with acting.work:
        change = LawChange(acting.work, person, note, acting.clock.now(), acting.by)
        yield change
        if not change.has_events:
            raise RuntimeError("a change of the law without an event")
        law = acting.work.law.on_record()
        # From now on nothing is claimed by the former law: the list is brought up to date afterwards, in steps.
        noticed(acting.work, acting.shelf.key_with(law), change.at, change.by)
        acting.work.commit()
        acting.shelf.learn(law)


def restate(acting: Acting, change: CaseChange) -> None:
    """Work out how the case stands after the change, and note it; becoming determined or not is an event too."""
    work, shelf = acting.work, acting.shelf
    case = work.cases.get(change.case.id)
    acts = [act for event in change.events if (act := act_of(event, change.at, change.by)) is not None]
    procedure = procedure_of(case).after(acts) if acts else case.procedure
    case = case._replace(reason=change.case.reason, changed_at=change.at, procedure=procedure)
    compiled = shelf.compiled(shelf.id_on(case.particulars.assessed_on))
    status = status_of(case, compiled, shelf.reference(), work.people.all())
    state = status.standing.state
    if state is not case.state and not any(state in _SAID_BY.get(type(event), ()) for event in change.events):
        change.record(CaseStateChanged(case.id, case.state, state))
    # Where nothing is determined, no law makes it so.
    is_of_law = any(line.determination is not None for line in case.lines)
    law = noticed(work, shelf.key, change.at, change.by) if is_of_law else None
    work.cases.restate(case.id, status, law, case.reason, change.at)
    change.case = case._replace(state=state)


def noticed(work: UnitOfWork, key: str, at: datetime, by: str) -> int:
    """The number, in this register, of the law of this key; that it is in force is an event where it was another."""
    is_new = work.standings.noticed() != key
    number = work.standings.notice(key, at)
    if is_new:
        work.events.add(LawNoticed(key), at, by)
    return number


def ensure_takes_cases(acting: Acting) -> None:
    """Raise `Mendable` where the register is a live one that a single lost passphrase would lock away."""
    heading = acting.work.heading()
    raise_if_refused(
        refusal_of_taking_cases(
            heading.people,
            acting.clock.today(),
            is_training=heading.kind == "training",
            sheet=heading.recovery_sheet,
        )
    )


def ensure_officer(acting: Acting, account: str, before: str = "") -> None:
    """Raise `Mendable` where somebody can't be made a case officer today; what stood `before` may stay."""
    raise_if_refused(refusal_of_officer(account, acting.work.people.all(), acting.clock.today(), before))


def ensure_number_is_free(work: UnitOfWork, number: str, own: CaseId | None = None) -> None:
    """Raise `Mendable` where a case other than `own` has this number, or one that the eye takes for it."""
    taken = work.cases.number_like(number, own)
    if taken == number:
        raise Mendable("Another case has the number {number} already. Give another one.", number=number, field="number")
    if taken is not None:
        raise Mendable(
            "Another case has the number {taken} already, and {number} reads the same. Give another one.",
            taken=Quoted(taken),
            number=Quoted(number),
            field="number",
        )


def raise_if_refused(refusal: Mendable | None) -> None:
    """Raise the refusal, where there is one."""
    if refusal is not None:
        raise refusal


def document_added(
    work: UnitOfWork, change: CaseChange, particulars: DocumentParticulars, before: DocumentParticulars | None = None
) -> DocumentAdded:
    """Add a document in a change that is under way; `Mendable` without a title, where it is dated on a day to come, and
    where the case has a document of the same file. What stood so `before` is not checked again."""
    particulars, case_id = checked_document(particulars, day_in_japan(change.at), before), change.case.id
    raise_if_refused(refusal_of_document(particulars, change.case))
    document_id = work.documents.add(case_id, particulars, change.at, change.by)
    return change.record(DocumentAdded(case_id, document_id, as_texts(particulars)))


def derived_fact(shelf: RulebookShelf, fact_id: str) -> Fact | None:
    """The fact as the latest edition has it that derives it; None where every edition asks for it.

    What some edition derives is answered with evidence only, whichever edition decides today.
    """
    derived = (fact for edition in reversed(shelf.editions()) for fact in edition.derived)
    return next((fact for fact in derived if fact.id == fact_id), None)
