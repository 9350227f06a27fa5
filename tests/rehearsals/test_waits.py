"""What a case waits for is written with each act: who looks sees what is theirs to do, and a row that is not what the
case comes to is found."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap.rehearsals import StageAtHand, fresh_stage, read_rehearsal
from app.domain.errors import Mendable
from app.domain.procedure.waits import WaitKind
from app.domain.register.awaited import Awaited, WaitGroup, is_in_group, part_of
from app.domain.sorting import sort_key
from app.rehearsals.given import Given
from app.rehearsals.playing import Played, play
from app.services.awaiting import count_each, list_waits
from app.services.ports import WaitFilter, WaitOrder
from app.services.verifying import Check
from app.storage.register import sqlite
from tests.commands.conftest import Call
from tests.rehearsals.conftest import REHEARSALS

PLAYED = {
    path.stem: path
    for path in REHEARSALS
    if path.stem
    in (
        "fact_changed_after_three_of_four",
        "four_ministers",
        "lines_with_different_steps",
        "permit_refused",
        "permits_in_parts",
        "returned_and_requested_again",
    )
}
#: Columns of a row, each with another value that it can hold.
OTHERWISE = {
    "kind": "iif(kind = 'confirm', 'request', 'confirm')",
    "since": "'2020-01-01'",
    "step": "'nsc_elsewhere'",
    "office": "'mofa_elsewhere'",
    "entry_number": "entry_number + 1",
    "subject": "'of another'",
    "until": "'2020-01-01'",
    "person": "'somebody'",
    "not_for": "'somebody'",
    "refusal": "'same_person'",
}
ADDED = """
INSERT INTO waits
SELECT case_id, 99, kind, since, step, office, entry_number, subject, until, person, not_for, refusal FROM waits
WHERE place = 1
"""


def everything(stage: StageAtHand) -> list[Awaited]:
    """All that waits, read without any condition but that of the three groups that have all kinds between them."""
    work, today = stage.work, stage.clock.today()
    people = work.people.all()
    officer = next(person for person in people if part_of(person, "meti", people, today).kinds)
    part = part_of(officer, "meti", people, today)._replace(on=today.replace(year=today.year + 50), other_officers=())
    found = {each for group in WaitGroup for each in list_waits(work, WaitFilter(group, part))}
    return sorted(found, key=lambda each: (each.wait.since, each.case_id))


def look(stage: StageAtHand, seen: set[WaitKind]) -> None:
    """Each person finds in each group what the domain says of each row."""
    work, today = stage.work, stage.clock.today()
    people = work.people.all()
    waiting = everything(stage)
    seen |= {each.wait.kind for each in waiting}
    for person in people:
        part = part_of(person, "meti", people, today)
        wanted = [WaitFilter(group, part) for group in WaitGroup]
        expected = [[each for each in waiting if is_in_group(group, part, each)] for group in WaitGroup]
        found = [list(list_waits(work, each)) for each in wanted]
        assert [sorted(map(repr, each)) for each in found] == [sorted(map(repr, each)) for each in expected]
        assert count_each(work, wanted) == tuple(map(len, found))
        assert all(each == sorted(each, key=lambda one: one.wait.since) for each in found)


def findings(stage: StageAtHand) -> list[Mendable]:
    """What the check of the register finds."""
    check, found = Check(), list[Mendable]()
    while not check.is_finished:
        found += check.step(stage.work, stage.shelf)
    return found


@pytest.mark.parametrize("path", PLAYED.values(), ids=PLAYED)
def test_after_each_act_everybody_finds_what_is_theirs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rehearsal = read_rehearsal(path, frozenset({"meti"}))
    seen: set[WaitKind] = set()

    with fresh_stage(rehearsal) as stage:

        def heed(played: Played) -> None:
            assert played.is_as_expected
            if played.refusal is None and played.act.do not in ("answer", "see", "note"):
                look(stage, seen)

        play(rehearsal.acts, stage, Given(), heed)
        assert findings(stage) == []
    assert {WaitKind.DRAFT, WaitKind.REVIEW} <= seen


def test_a_row_that_was_changed_added_or_taken_away_is_found_and_its_case_named(
    sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    rehearsal = read_rehearsal(PLAYED["four_ministers"], frozenset({"meti"}))
    with fresh_stage(rehearsal) as stage:
        play(rehearsal.acts, stage, Given(), lambda played: None)
        stage.head()
        shutil.copytree(next(made.iterdir()), tmp_path / "kept")
    kept = tmp_path / "kept" / "rehearsal.sekisho"
    assert sekisho("ledger", "verify", kept).status == 0
    with closing(sqlite.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM waits").fetchone()[0] > 0
    changes = [f"UPDATE waits SET {column} = {value}" for column, value in OTHERWISE.items()]  # noqa: S608 - own names
    for statement in (*changes, "DELETE FROM waits WHERE place = 1", ADDED):
        damaged = Path(shutil.copy(kept, tmp_path / "damaged.sekisho"))
        with closing(sqlite.connect(damaged)) as connection, connection:
            assert connection.execute(statement).rowcount > 0
        said = sekisho("ledger", "verify", damaged)
        assert said.status != 0, statement
        assert "waits" in said.out + said.err, statement
        assert "2026-0001" in said.out + said.err, statement


def test_what_waits_is_sorted_by_each_column_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rehearsal = read_rehearsal(PLAYED["lines_with_different_steps"], frozenset({"meti"}))
    keys: dict[WaitOrder, Callable[[Awaited], Any]] = {
        WaitOrder.NUMBER: lambda each: sort_key(each.number),
        WaitOrder.TITLE: lambda each: sort_key(each.title),
        WaitOrder.KIND: lambda each: (each.wait.kind.value, each.wait.step),
        WaitOrder.OFFICE: lambda each: each.wait.office,
        WaitOrder.SINCE: lambda each: each.wait.since,
        WaitOrder.UNTIL: lambda each: each.wait.until or each.wait.since,
    }
    longest = 0
    with fresh_stage(rehearsal) as stage:

        def heed(played: Played) -> None:
            nonlocal longest
            people, today = stage.work.people.all(), stage.clock.today()
            part = part_of(people[0], "meti", people, today)._replace(kinds=())
            for order in WaitOrder:
                for is_descending in (False, True):
                    wanted = WaitFilter(WaitGroup.OTHERS, part, order=order, is_descending=is_descending)
                    found = list_waits(stage.work, wanted)
                    longest = max(longest, len(found))
                    by = [keys[order](each) for each in found]
                    assert by == sorted(by, reverse=is_descending)
                    parts = [list_waits(stage.work, wanted._replace(limit=2, offset=at)) for at in range(0, 8, 2)]
                    assert tuple(each for part in parts for each in part) == found[:8]

        play(rehearsal.acts, stage, Given(), heed)
    assert longest > 3
