"""A unit of work stands as a whole or not at all."""

from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.domain.register.events import CaseClosed
from app.services.ports import UnitOfWork
from app.services.reading import list_cases
from app.storage.register import sqlite
from app.storage.register.database import open_register
from app.storage.register.unit_of_work import RegisterWork
from tests.builders import LONG_AGO, ME, MIGRATIONS, Official, an_official, case_particulars, opened
from tests.fakes import TickingClock


def fulfils_the_port(work: RegisterWork) -> UnitOfWork:
    """The types agree: this is checked by mypy, and by nothing at run time."""
    return work


def test_without_commit_nothing_stands(official: Official) -> None:
    with official.work:
        case_id = official.work.cases.add(case_particulars(), official.clock.now(), "Hanako")
    with pytest.raises(LookupError):
        official.case(case_id)


def test_an_error_in_the_middle_undoes_what_came_before_it_and_is_the_error_raised(official: Official) -> None:
    class Interruption(Exception):
        pass

    def interrupted() -> None:
        with official.work:
            official.work.cases.add(case_particulars(), official.clock.now(), "Hanako")
            raise Interruption

    with pytest.raises(Interruption):
        interrupted()
    assert list_cases(official.work) == ()
    official.a_case()


def test_an_event_that_can_not_be_written_undoes_the_change(
    official: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = official.a_case()

    def failing(event: CaseClosed, at: object, by: str) -> None:
        raise RuntimeError("no event today")

    with monkeypatch.context() as patch:
        patch.setattr(official.work.events, "add", failing)
        with pytest.raises(RuntimeError, match="no event today"):
            official.answer(case.lines[0].id, {"weapon": "yes"})
    assert official.case(case.id) == case
    official.answer(case.lines[0].id, {"weapon": "no"})
    assert official.line(case.lines[0].id).known_answers == {"weapon": "no"}


def test_a_unit_of_work_is_not_opened_inside_another(official: Official) -> None:
    with pytest.raises(RuntimeError, match="inside another"), official.work, official.work:
        pass
    with pytest.raises(RuntimeError, match="nothing to commit"):
        official.work.commit()
    official.a_case()


def test_everything_is_there_when_the_file_is_opened_again(register_file: Path) -> None:
    with opened(register_file) as work:
        official = an_official(work, TickingClock())
        case = official.a_case({"weapon": "yes", "form": "part"}, item="Gyros", title="ジャイロ")
        official.a_document(case.id)
        before = official.case(case.id)
    with opened(register_file) as work:
        assert an_official(work, TickingClock()).case(case.id) == before


def test_a_snapshot_shows_one_moment_while_another_process_writes(official: Official, register_file: Path) -> None:
    case = official.a_case(title="Before")
    register = open_register(register_file, MIGRATIONS, lambda: ME, LONG_AGO)
    reader = RegisterWork(register, official.clock.now)
    with reader.snapshot():
        assert reader.cases.get(case.id) == case
        official.answer(case.lines[0].id, {"weapon": "yes"})
        assert reader.cases.get(case.id) == case
    assert reader.cases.get(case.id).lines[0].known_answers == {"weapon": "yes"}
    register.close()


def test_a_foreign_program_that_holds_the_file_is_named_as_the_cause(official: Official, register_file: Path) -> None:
    foreign = sqlite.connect(register_file)
    foreign.execute("BEGIN IMMEDIATE")
    official.work.register.database.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(Mendable, match="Another program is using"):
        official.a_case()
    foreign.close()
    official.a_case()


@pytest.mark.parametrize(
    ("order", "index"),
    [
        ("number_order", "cases_by_number_order"),
        ("title_order", "cases_by_title_order"),
        ("received_on", "cases_by_received_on"),
        ("assessed_on", "cases_by_assessed_on"),
        ("changed_at", "cases_by_changed_at"),
        ("state_order", "cases_by_state"),
        ("outcome_order", "cases_by_outcome"),
    ],
)
def test_a_page_of_the_list_is_found_in_an_index_and_not_sorted_anew(
    official: Official, order: str, index: str
) -> None:
    question = f"SELECT id FROM cases ORDER BY {order} DESC, id DESC LIMIT 200 OFFSET 100000"  # noqa: S608 - listed above
    plan = official.work.register.rows(f"EXPLAIN QUERY PLAN {question}")
    steps = [row["detail"] for row in plan]
    assert len(steps) == 1
    assert f"INDEX {index}" in steps[0]


def test_a_case_is_read_through_indexes_only(official: Official) -> None:
    case = official.a_case({"weapon": "yes"})
    asked: list[str] = []
    official.work.register.database.conn.set_trace_callback(asked.append)
    official.case(case.id)
    official.work.register.database.conn.set_trace_callback(None)
    questions = [sql for sql in asked if sql.lstrip().startswith("SELECT")]
    assert len(questions) == 9
    for sql in questions:
        steps = [row["detail"] for row in official.work.register.rows(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in steps if step.startswith("SCAN")], sql
