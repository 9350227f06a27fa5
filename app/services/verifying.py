"""Read every record of a register, and compare all that is worked out from others with what it would be now.

Whether the records are those that were entered is told by the ledger: `verifying_ledger`.
"""

from collections.abc import Iterator, Sequence

from app.domain.errors import Damaged, Mendable, printable
from app.domain.ids import CaseId
from app.domain.law.decision_digest import decision_digest
from app.domain.register.case_status import status_of
from app.domain.register.cases import Case, CaseSummary
from app.domain.register.people import Person
from app.services.ports import Records, RulebookShelf


class WorkedOutOtherwise(Mendable):
    """What is worked out from the records is another than they come to; what was recorded is not touched by it."""


#: As many cases are looked at in one step.
CASES_A_STEP = 250


class Check:
    """One pass over a register: every determination, every column of the list, the index, editions and kept files.

    It goes in steps, and changes nothing.
    """

    def __init__(self) -> None:
        self._last = CaseId(0)
        self.done = 0
        self.is_finished = False

    def step(self, work: Records, shelf: RulebookShelf, size: int = CASES_A_STEP) -> tuple[Mendable, ...]:
        """Look at the next cases, and after the last at what belongs to no case; what is wrong with them."""
        with work.snapshot():
            rows = work.case_list.part(self._last, size)
            try:
                people = work.people.all()
            except Mendable as unreadable:
                # By whose names cases are found can't be told.
                self.is_finished = True
                return (unreadable,)
            found = [wrong for row in rows for wrong in _wrong_with_case(work, shelf, row, people)]
            self.is_finished = len(rows) < size
            if self.is_finished:
                found += [*_wrong_with_index(work), *_wrong_with_editions(work, shelf), *_wrong_with_files(work)]
        self.done += len(rows)
        if rows:
            self._last = rows[-1].id
        return tuple(found)


def _wrong_with_case(
    work: Records, shelf: RulebookShelf, row: CaseSummary, people: Sequence[Person]
) -> Iterator[Mendable]:
    """What is wrong with the records of a case; where nothing is, with what the list says of it."""
    damaged = tuple(_wrong_with_records(work, row))
    yield from damaged
    if damaged:
        return
    try:
        case = work.cases.get(row.id)
    except Mendable as unreadable:
        yield unreadable
        return
    yield from _wrong_with_row(work, shelf, case, row, people)


def _wrong_with_records(work: Records, row: CaseSummary) -> Iterator[Mendable]:
    for determination_id in work.determinations.ever_recorded(row.id):
        try:
            work.determinations.get(determination_id)
        except LookupError:
            yield Mendable(
                "Case {number}: a determination that was recorded is not there any more (its id is {id}). Don't work "
                "on in this register, keep the file as it is, and look in your backups for one that still has it.",
                number=row.number,
                id=determination_id,
            )
        except Mendable as damaged:
            yield damaged


def _wrong_with_row(
    work: Records, shelf: RulebookShelf, case: Case, row: CaseSummary, people: Sequence[Person]
) -> Iterator[Mendable]:
    try:
        compiled = shelf.compiled(shelf.id_on(case.particulars.assessed_on))
        status = status_of(case, compiled, shelf.reference(), people)
    except Mendable as undecided:
        yield undecided
        return
    at_odds = work.cases.at_odds(case, status, is_noticed=work.standings.noticed() == shelf.key)
    if at_odds.said:
        yield WorkedOutOtherwise(
            "Case {number}: what the list says of it is not what its answers and records come to (columns {columns}). "
            "Change something in the case, so that it is worked out again; if it happens again, tell whoever looks "
            "after this program.",
            number=row.number,
            columns=at_odds.said,
        )
    if at_odds.found_by:
        yield WorkedOutOtherwise(
            "Case {number}: what the list searches and sorts by is not what the case holds (columns {columns}), so "
            "that it may be missed, or stand in the wrong place. Nothing that was recorded is touched. Tell whoever "
            "looks after this program.",
            number=row.number,
            columns=at_odds.found_by,
        )


def _wrong_with_index(work: Records) -> Iterator[Mendable]:
    if work.waits.is_of_no_case():
        yield WorkedOutOtherwise(
            "The list of what waits names a case that is not there. Nothing that was recorded is touched. Tell whoever "
            "looks after this program."
        )
    wrong = work.case_list.wrongly_found()
    if wrong:
        yield WorkedOutOtherwise(
            "The index by which the list is searched does not find what it holds, when asked for {terms}. Nothing that "
            "was recorded is touched. Tell whoever looks after this program.",
            terms=tuple(printable(term) for term in wrong[:5]),
        )
    for number in work.case_list.wrongly_indexed():
        if number is None:
            yield WorkedOutOtherwise(
                "The index by which the list is searched has entries of a case that is not there. Nothing that was "
                "recorded is touched. Tell whoever looks after this program."
            )
        else:
            yield WorkedOutOtherwise(
                "Case {number}: the index by which the list is searched is not that of its texts and destinations, so "
                "that it may be missed, or found where it should not. Nothing that was recorded is touched. Tell "
                "whoever looks after this program.",
                number=number,
            )


def _wrong_with_files(work: Records) -> Iterator[Mendable]:
    for sha256 in work.kept_files.all():
        try:
            work.kept_files.content(sha256)
        except Damaged:
            yield Mendable(
                "A file of a document that was kept in the register is not what was kept (fingerprint {digest}…). "
                "Don't work on in this register, keep the file as it is, and look in your copies for one that still "
                "has it.",
                digest=sha256[:16],
            )


def _wrong_with_editions(work: Records, shelf: RulebookShelf) -> Iterator[Mendable]:
    for sha256, noted in work.recorded_editions.digests().items():
        kept = work.recorded_editions.get(sha256)
        if kept is None:
            continue
        try:
            edition = shelf.read_recorded(kept)
        except Mendable as damaged:
            yield damaged
            continue
        if decision_digest(edition) != noted:
            yield Mendable(
                "Edition {edition} on record: the digest of what decides in it is not that of its content, so that "
                "determinations may be called other than recorded, or the same. Don't work on in this register, and "
                "keep the file as it is.",
                edition=kept.id,
            )
