"""Bring the list up to date after another law: work out anew how the cases with a determination stand, in steps."""

from collections.abc import Sequence
from itertools import groupby

from app.domain.ids import CaseId
from app.domain.law.decision_digest import decision_digest
from app.domain.law.law_on_record import EditionOnRecord
from app.domain.register.case_status import CaseStanding, LineStanding, standing_of, state_by_lines, waits_of_case
from app.domain.register.events import CaseStateChanged, LawNoticed
from app.domain.register.line_under_reexamination import LineUnderReexamination
from app.services.acting import Acting
from app.services.changing import noticed
from app.services.ports import Progress, RulebookShelf, UnitOfWork

#: Small enough that somebody who saves an answer meanwhile hardly waits.
CASES_A_STEP = 250


def read_progress(work: UnitOfWork, shelf: RulebookShelf) -> Progress:
    """How far the list has been brought up to the law in force; where that was not noticed yet, no case has."""
    with work.snapshot():
        progress = work.standings.progress()
        if not progress.total or work.standings.noticed() == shelf.key:
            return progress
        return progress._replace(behind=progress.total, is_noticed=False)


def notice_law(acting: Acting) -> Progress:
    """Notice the law in force, also one that came with another version of the program: how many cases are behind it.

    Editions that records name are kept with their content, as far as they are at hand and are not kept yet.
    """
    work, shelf = acting.work, acting.shelf
    with work.snapshot():
        is_noticed = work.standings.noticed() == shelf.key and not work.recorded_editions.lacking()
    if not is_noticed:
        with work:
            at = acting.clock.now()
            _keep_editions(work, shelf)
            work.standings.notice(shelf.key, at)
            work.events.add(LawNoticed(shelf.key), at, acting.by)
            work.commit()
    return read_progress(work, shelf)


def bring_up_to_date(acting: Acting, cases: int = CASES_A_STEP) -> Progress:
    """Work out how the next cases stand by the law in force; how many are behind it then.

    Nothing was done to these cases: they keep the moment at which they were changed last. That one is no longer
    determined, or is again, is an event as after any other change.
    """
    work, at = acting.work, acting.clock.now()
    with work:
        law = noticed(work, acting.shelf.key, at, acting.by)
        lines = sorted(work.lines_under_reexamination.of_cases_behind(law, cases), key=lambda line: line.case_id)
        standings: dict[CaseId, CaseStanding] = {}
        for case_id, (first, *others) in groupby(lines, key=lambda line: line.case_id):
            standing = standings[case_id] = _standing(acting.shelf, (first, *others))
            if standing.state is not first.case_state:
                work.events.add(CaseStateChanged(case_id, first.case_state, standing.state), at, acting.by)
                case = work.cases.get(case_id)
                work.waits.put(case_id, waits_of_case(case, standing.state))
        work.standings.restate(standings, law)
        work.commit()
        return work.standings.progress()


def _standing(shelf: RulebookShelf, lines: Sequence[LineUnderReexamination]) -> CaseStanding:
    """How a case of these lines stands."""
    compiled, reference = shelf.compiled(shelf.id_on(lines[0].on)), shelf.reference()
    standings = [LineStanding.of(line.recorded, line.since_recorded(compiled, reference)) for line in lines]
    state = lines[0].case_state
    # What an earlier version of the program took for no longer determined, because the law had moved on, is so again.
    return standing_of(state if lines[0].was_reviewed else state_by_lines(state, standings), standings)


def _keep_editions(work: UnitOfWork, shelf: RulebookShelf) -> None:
    for edition_id, sha256 in work.recorded_editions.lacking():
        known = shelf.edition(edition_id) if edition_id in shelf.timeline.days else None
        if known is not None and known.sha256 == sha256:
            kept = EditionOnRecord(known.id, known.sha256, shelf.content(known))
            work.recorded_editions.keep(kept, decision_digest(known))
