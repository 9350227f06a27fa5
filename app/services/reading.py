"""Read the register: what it says of itself, the list of cases, one case, its determinations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import Mendable, Quoted
from app.domain.sorting import sort_key
from app.services.ports import CaseFilter, RegisterHeading, UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from app.domain.ids import CaseId, LineId
    from app.domain.law.rulebook import Edition
    from app.domain.register.cases import Case, CaseSummary, DecidedLine, RecordedDetermination
    from app.domain.register.events import RecordedEvent
    from app.domain.register.people import Person
    from app.services.ports import EntryFilter, RulebookShelf

EVERY_CASE = CaseFilter()


def read_heading(work: UnitOfWork) -> RegisterHeading:
    """What the register says of itself, and whether it can be written to."""
    with work.snapshot():
        return work.heading()


def claim_register(work: UnitOfWork) -> RegisterHeading:
    """Claim a register that was opened for reading, and learn who has it where that can't be."""
    work.claim()
    return read_heading(work)


class Tended(NamedTuple):
    """What a pause brought to light: what the register says of itself, and whether it was changed elsewhere."""

    heading: RegisterHeading
    was_changed_elsewhere: bool = False


def tend_register(work: UnitOfWork) -> Tended:
    """Use a pause: bring what was saved into the file of the register, and learn whether it still is what was opened.

    Raises `Mendable` where the disk fails; what became of the file stands in the heading. What was changed elsewhere is
    learned, the law too.
    """
    try:
        work.tend()
    except Mendable:
        heading = work.heading()
        if heading.trouble is None:
            raise
        return Tended(heading)
    return Tended(read_heading(work), work.was_changed_elsewhere())


class KnownPerson(NamedTuple):
    """Somebody of a register, since when they are in it, and when something was last recorded by them."""

    person: Person
    added_at: datetime
    last_seen: datetime | None
    #: Of how many open cases they are the case officer.
    open_cases: int


def read_roster(work: UnitOfWork) -> tuple[KnownPerson, ...]:
    """Everybody whom the register knows, in the order in which they came."""
    with work.snapshot():
        added, is_officer_of = work.people.added(), work.case_list.open_by_officer()
        return tuple(
            KnownPerson(
                person,
                added[person.account],
                work.events.last_by(person.account),
                is_officer_of.get(person.account, 0),
            )
            for person in work.people.all()
        )


class ListedEntry(NamedTuple):
    """An entry of the ledger, and the number of the case that it concerns, if any."""

    event: RecordedEvent
    case_number: str


class EntriesPage(NamedTuple):
    """A page of the ledger, the newest entry first."""

    entries: tuple[ListedEntry, ...]
    has_older: bool


def read_entries(work: UnitOfWork, *, wanted: EntryFilter, below: int | None, size: int) -> EntriesPage:
    """The newest entries that are wanted, those with a number below one if there is one."""
    with work.snapshot():
        found = work.events.page(wanted, below, size + 1)
        case_ids = {event.case_id for event in found[:size] if event.case_id is not None}
        numbers = work.cases.numbers(case_ids)
        listed = (ListedEntry(event, "" if event.case_id is None else numbers[event.case_id]) for event in found[:size])
        return EntriesPage(tuple(listed), has_older=len(found) > size)


def case_named(work: UnitOfWork, number: str) -> CaseId:
    """The case of a number; `Mendable` where there is none."""
    with work.snapshot():
        case_id = work.cases.of_number(number)
    if case_id is None:
        raise Mendable("There is no case {number} in this register.", number=Quoted(number), field="case")
    return case_id


def make_ready(work: UnitOfWork, shelf: RulebookShelf, on: date) -> None:
    """Does beforehand what the first request of a session would wait for; nothing in the register changes."""
    shelf.compiled(shelf.edition_on(on).id)
    with work:
        pass


def list_cases(work: UnitOfWork, wanted: CaseFilter = EVERY_CASE) -> tuple[CaseSummary, ...]:
    """The part of the list of cases that the filter names, in its order."""
    with work.snapshot():
        return work.case_list.page(wanted)


def count_cases(work: UnitOfWork, wanted: CaseFilter = EVERY_CASE) -> int:
    """How many cases the filter lets through."""
    with work.snapshot():
        return work.case_list.size(wanted)


def case_destinations(work: UnitOfWork) -> tuple[str, ...]:
    """The codes of every state that is a destination of some case."""
    with work.snapshot():
        return work.case_list.destinations()


def case_officers(work: UnitOfWork) -> tuple[str, ...]:
    """Every case officer named in a case, as a list is sorted."""
    with work.snapshot():
        return tuple(sorted(work.case_list.officers(), key=sort_key))


def open_requests(work: UnitOfWork) -> Mapping[str, int]:
    """How many open cases each case officer has, by what is named in them."""
    with work.snapshot():
        return work.case_list.open_by_officer()


def read_case(work: UnitOfWork, case_id: CaseId) -> Case:
    """A case with all that is current in it; `LookupError` where there is none."""
    with work.snapshot():
        return work.cases.get(case_id)


def find_case(work: UnitOfWork, number: str) -> Case:
    """The case of a number, as it is written or as it reads; `Mendable` where there is none."""
    with work.snapshot():
        case_id = work.cases.of_number(number)
        if case_id is not None:
            return work.cases.get(case_id)
    raise Mendable("No case of the register has the number {number}. Look it up in the list.", number=Quoted(number))


def recorded_determinations(work: UnitOfWork, line_id: LineId) -> tuple[RecordedDetermination, ...]:
    """All recorded determinations of a line, the earliest first; the last is the current one."""
    with work.snapshot():
        return work.determinations.of_line(line_id)


def editions_as_recorded(
    work: UnitOfWork, shelf: RulebookShelf, recorded: Iterable[RecordedDetermination]
) -> dict[str, Edition]:
    """The editions that determinations were made under, each as it was then, by their hashes.

    One that is neither in force nor kept is left out.
    """
    editions: dict[str, Edition] = {}
    with work.snapshot():
        for edition_id, sha256 in {(each.edition_id, each.edition_sha256) for each in recorded}:
            known = shelf.edition(edition_id) if edition_id in shelf.timeline.days else None
            if known is not None and known.sha256 == sha256:
                editions[sha256] = known
            elif (kept := work.recorded_editions.get(sha256)) is not None:
                editions[sha256] = shelf.read_recorded(kept)
    return editions


def lines_decided_by(work: UnitOfWork, edition_id: str, entry_id: str, limit: int = 200) -> tuple[DecidedLine, ...]:
    """The lines whose recorded determinations a rule or ground of an edition decided, the latest first."""
    with work.snapshot():
        return work.determinations.decided_by(edition_id, entry_id, limit)
