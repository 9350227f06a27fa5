"""What waits is found by SQL exactly as the domain says for whom it is, whatever stands in a row."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import CaseId
from app.domain.procedure.waits import ENTRY_WORDS, Wait, WaitKind
from app.domain.register.awaited import Awaited, WaitGroup, is_in_group, part_of
from app.domain.register.cases import Case
from app.services.awaiting import count_waits, list_waits
from app.services.ending import close_case
from app.services.ports import WaitFilter
from tests.builders import Official, a_register_file, an_official, opened
from tests.fakes import TickingClock

TODAY = date(2026, 11, 22)
PEOPLE = ("hanako", "officer", "reviewer", "recorder", "records_keeper")
OFFICES = ("", "meti", "mofa")

days = st.integers(-90, 90).map(lambda far: TODAY + timedelta(days=far))
waits = st.builds(
    Wait,
    kind=st.sampled_from(WaitKind),
    since=days,
    step=st.sampled_from(("", "nsc")),
    office=st.sampled_from(OFFICES),
    entry=st.integers(0, 3),
    subject=st.sampled_from((*ENTRY_WORDS, "meeting", "permit")),
    until=st.none() | days,
    by=st.sampled_from(("", *PEOPLE)),
    not_for=st.lists(st.sampled_from((*PEOPLE, "offic", "hanako-2")), unique=True).map(tuple),
    refusal=st.sampled_from(("", "", "same_person")),
)


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Official]:
    """A register of four cases: of three officers, one of whom can be one no more; the last is closed."""
    with opened(a_register_file(Path(tmp_path_factory.mktemp("waits")))) as work:
        official = an_official(work, TickingClock())
        for officer in ("hanako", "officer", ""):
            official.a_case(case_officer=officer)
        closed = official.a_case({"item_heading": "none"}, case_officer="hanako")
        official.determine(closed.lines[0].id)
        close_case(official, case_id=closed.id)
        yield official


def awaited(case: Case, wait: Wait) -> Awaited:
    """Something that a case waits for, as the list has it."""
    particulars = case.particulars
    return Awaited(case.id, particulars.number, particulars.title, case.state, particulars.case_officer, wait)


@given(rows=st.lists(st.lists(waits, max_size=4).map(tuple), min_size=4, max_size=4))
def test_each_group_holds_what_the_domain_says(official: Official, rows: list[tuple[Wait, ...]]) -> None:
    work = official.work
    with work:
        for case_id, wanted in enumerate(rows, 1):
            work.waits.put(CaseId(case_id), wanted)
        work.commit()
    people = work.people.all()
    cases = {case_id: official.case(CaseId(case_id)) for case_id in range(1, 5)}
    for account in PEOPLE:
        part = part_of(work.people.get(account), "meti", people, TODAY)
        for group in WaitGroup:
            found = list_waits(work, WaitFilter(group, part))
            assert count_waits(work, WaitFilter(group, part)) == len(found)
            expected = [
                awaited(cases[case_id], wait)
                for case_id, wanted in enumerate(rows, 1)
                for wait in wanted
                if is_in_group(group, part, awaited(cases[case_id], wait))
            ]
            assert sorted(map(repr, found)) == sorted(map(repr, expected))
