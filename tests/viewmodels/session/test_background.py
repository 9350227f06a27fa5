"""The one thread that owns the register."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import Mendable
from app.services.ports import Report, UnitOfWork
from app.viewmodels.session.background import Background
from app.viewmodels.session.session import Reply
from tests.viewmodels.surroundings import an_office

HERE = threading.get_ident()


class Opened:
    """Notes on which thread the register was opened and closed."""

    def __init__(self) -> None:
        self.threads: list[int] = []

    @contextmanager
    def __call__(self) -> Iterator[UnitOfWork]:
        self.threads.append(threading.get_ident())
        yield cast("UnitOfWork", self)
        self.threads.append(threading.get_ident())


def refused(error: Exception) -> None:
    """No error is expected."""
    raise error


def test_jobs_run_in_order_on_one_other_thread_and_come_home(qtbot: QtBot) -> None:
    opening = Opened()
    background = Background(opening)
    home: list[tuple[int, int, int]] = []
    for number in range(5):
        background.run(
            lambda _work, at=number: (at, threading.get_ident()),  # type: ignore[misc]  # mypy cannot infer the default
            lambda result: home.append((*result, threading.get_ident())),
            refused,
        )
    qtbot.waitUntil(lambda: len(home) == 5)
    background.close()
    assert [number for number, _there, _here in home] == [0, 1, 2, 3, 4]
    assert {there for _number, there, _here in home} == set(opening.threads)
    assert HERE not in opening.threads
    assert {here for _number, _there, here in home} == {HERE}


def test_after_the_end_no_thread_begins_again_and_who_asks_is_told(qtbot: QtBot) -> None:
    opening, home, told = Opened(), list[str](), list[Exception]()
    background = Background(opening)
    background.run(lambda _work: "done", home.append, refused)
    background.close()
    background.run(lambda _work: "late", home.append, told.append)
    assert len(told) == 1
    assert len(opening.threads) == 2
    assert "register" not in {thread.name for thread in threading.enumerate()}


def test_after_the_end_a_reading_is_told_to_nobody_and_a_change_is_a_fault(qtbot: QtBot, tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        background = Background(Opened())
        background.close()
        office.session._runner = background
        home: list[object] = []
        office.session.read(lambda _work: "late", home.append)
        assert (home, office.faults, office.troubles) == ([], [], [])
        office.session.write(lambda _acting: "late", home.append)
        assert home == []
        assert [str(fault) for fault in office.faults] == ["the register was let go of"]
        assert len(office.troubles) == 1
        assert office.session.under_way == 0


def test_a_job_that_fails_tells_who_asked_and_the_next_is_done(qtbot: QtBot) -> None:
    background = Background(Opened())
    told: list[Any] = []

    def fail(_work: UnitOfWork) -> None:
        raise ValueError("no")

    background.run(fail, told.append, lambda error: told.append(str(error)))
    background.run(lambda _work: "done", told.append, refused)
    qtbot.waitUntil(lambda: len(told) == 2)
    background.close()
    assert told == ["no", "done"]


def test_a_register_that_does_not_open_fails_every_job(qtbot: QtBot) -> None:
    def broken() -> AbstractContextManager[UnitOfWork]:
        raise OSError("gone")

    background = Background(broken)
    told: list[str] = []
    for _number in range(2):
        background.run(lambda _work: "never", told.append, lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: len(told) == 2)
    background.close()
    assert told == ["gone", "gone"]


def test_what_takes_long_is_done_beside_the_others(qtbot: QtBot) -> None:
    background = Background(Opened())
    may_end = threading.Event()
    told: list[str] = []
    background.run_aside(lambda: f"long {may_end.wait(20)}", told.append, refused)
    background.run_aside(lambda: str(1 // 0), told.append, lambda error: told.append(str(error)))
    background.run(lambda _work: "short", told.append, refused)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert sorted(told) == ["integer division or modulo by zero", "short"]
    may_end.set()
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told[2] == "long True"
    background.close()


def test_closing_waits_only_a_moment_for_what_takes_long(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.viewmodels.session.background._MOMENT", 0.01)
    background = Background(Opened())
    may_end = threading.Event()
    background.run_aside(lambda: may_end.wait(20), lambda _done: None, refused)
    background.close()
    may_end.set()


def test_garbage_is_never_collected_on_the_other_thread(qtbot: QtBot) -> None:
    background = Background(Opened())
    done: list[bool] = []
    background.run(lambda _work: gc.isenabled(), done.append, refused)
    qtbot.waitUntil(lambda: bool(done))
    assert done == [False]
    background.close()
    assert gc.isenabled()


def test_closing_waits_for_what_was_asked(qapp: object) -> None:
    done = []
    background = Background(Opened())
    for number in range(50):
        background.run(lambda _work, at=number: done.append(at), lambda _nothing: None, refused)  # type: ignore[misc]  # ditto
    background.close()
    assert done == list(range(50))


@pytest.mark.parametrize("times", [1, 2])
def test_closing_twice_or_without_a_job_does_no_harm(qapp: object, times: int) -> None:
    background = Background(Opened())
    for _time in range(times):
        background.close()


def test_who_waits_for_what_is_read_aside_hears_of_it_though_nobody_else_holds_the_reply(
    qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[object] = []
    with an_office(tmp_path) as office:
        background = Background(Opened())
        office.session._runner = background

        def ask(job: Callable[[Report], object]) -> None:
            reply = Reply()
            reply.taken.connect(told.append)
            reply.refused.connect(told.append)
            office.session.read_aside(job, reply)

        def fail(_report: Report) -> object:
            raise Mendable("No.")

        ask(lambda _report: "read")
        gc.collect()
        qtbot.waitUntil(lambda: told == ["read"])
        ask(fail)
        gc.collect()
        qtbot.waitUntil(lambda: told == ["read", "No."])
        background.close()


def test_what_a_job_beside_the_others_holds_is_let_go_of_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    gone: list[int] = []

    class Held:
        def __del__(self) -> None:
            gone.append(threading.get_ident())

    background, told = Background(Opened()), list[object]()
    for _each in range(20):
        held = Held()
        background.run_aside(lambda held=held: held and "done", told.append, refused)  # type: ignore[misc]
        del held
    qtbot.waitUntil(lambda: len(told) == 20)
    background.close()
    del background
    gc.collect()
    assert set(gone) == {HERE}
