"""The one thread that owns the register: work goes to it in order, results come home to the thread of the window."""

import gc
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.services.ports import UnitOfWork

_T = TypeVar("_T")

_SWEEP_MILLISECONDS = 1000

#: How long is waited at the end for what was stopped, in seconds: what looks at the register's file lets go first.
_MOMENT = 1.0

#: What was closed while a job beside the register was under way still; it ends with the process.
_OUTLIVED: list[object] = []

#: Makes the register ready for use; called on the thread that will use it.
OpenWork = Callable[[], AbstractContextManager[UnitOfWork]]


class LetGo(Exception):
    """The register was let go of before a job came: whoever wanted to read it is gone."""


class Runner(Protocol):
    """Runs jobs on the register, one after the other."""

    def run(
        self, job: Callable[[UnitOfWork], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Does `job`, and calls `then` with its result or `failed` with its error on the thread of the window."""

    def run_aside(self, job: Callable[[], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        """Does a job that takes long and needs no register, beside the others; at the end it is waited for a moment."""

    def close(self) -> None:
        """Waits for what is under way, and lets go of the register."""


class _Job(NamedTuple):
    job: Callable[[UnitOfWork], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None]


class Background(QObject):
    """A thread with a queue. The register is opened and closed on it, and never leaves it.

    As long as the thread lives, garbage is collected on the thread of the window only: a collection that happens to
    run on this one could take parts of the window apart where Qt forbids it, and end the process.
    """

    _came_home = Signal(object)

    def __init__(self, open_work: OpenWork) -> None:
        super().__init__()
        self._open_work = open_work
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._came_home.connect(self._deliver)
        self._thread: Thread | None = None
        #: With their jobs: what a job holds, such as who waits for it, is let go of on the thread of the window only.
        self._asides: list[tuple[Thread, _Job]] = []
        self._is_closed = False
        self._sweep = QTimer(self)
        self._sweep.setInterval(_SWEEP_MILLISECONDS)
        self._sweep.timeout.connect(_collect_garbage)

    def run(
        self, job: Callable[[UnitOfWork], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Queues a job; the thread starts with the first. After the end each is told that it can't be done.

        A thread that began again would open the register anew, and keep the process from ending.
        """
        if self._is_closed:
            failed(LetGo("the register was let go of"))
            return
        if self._thread is None:
            self._thread = Thread(target=self._work_through, name="register")
            gc.disable()
            self._sweep.start()
            self._thread.start()
        self._jobs.put(_Job(job, then, failed))

    def run_aside(self, job: Callable[[], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        """Does the job on a thread of its own."""
        aside = _Job(lambda _work: job(), then, failed)

        def work() -> None:
            home = self._outcome(aside, None)
            with suppress(RuntimeError):  # the window was closed meanwhile, and what would be told is gone with it
                self._came_home.emit(home)

        thread = Thread(target=work, name="aside", daemon=True)
        self._asides = [each for each in self._asides if each[0].is_alive()] + [(thread, aside)]
        thread.start()

    def close(self) -> None:
        """Lets the thread finish what was queued, then ends it; it does not begin again."""
        self._is_closed = True
        for thread, _job in self._asides:
            thread.join(_MOMENT)
        if any(thread.is_alive() for thread, _job in self._asides):
            # The last to let go of it must not be such a thread: Qt lets an object be destroyed on its own thread only.
            _OUTLIVED.append(self)
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None
            self._sweep.stop()
            gc.enable()

    def _work_through(self) -> None:
        waiting: _Job | None = self._jobs.get()
        try:
            with self._open_work() as work:
                while waiting is not None:
                    self._came_home.emit(self._outcome(waiting, work))
                    waiting = self._jobs.get()
        except Exception as error:  # noqa: BLE001  handed over: each job that waits is told why it can't be done
            while waiting is not None:
                self._came_home.emit((waiting.failed, error))
                waiting = self._jobs.get()

    @staticmethod
    def _outcome(waiting: _Job, work: UnitOfWork | None) -> tuple[Callable[[Any], None], Any]:
        try:
            return waiting.then, waiting.job(cast("UnitOfWork", work))
        except Exception as error:  # noqa: BLE001  handed over to who asked for the job
            return waiting.failed, error

    @Slot(object)
    def _deliver(self, home: tuple[Callable[[Any], None], Any]) -> None:
        receive, what = home
        receive(what)


def _collect_garbage() -> None:
    """Collects garbage when the interpreter would have done so by itself, by its own counts."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return


class Inline:
    """Does each job at once, where it is asked for: for tests and for pictures."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def run(
        self, job: Callable[[UnitOfWork], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Does the job now."""
        try:
            result = job(self._work)
        except Exception as error:  # noqa: BLE001  handed over to who asked for the job
            failed(error)
        else:
            then(result)

    def run_aside(self, job: Callable[[], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        """Does the job now."""
        self.run(lambda _work: job(), then, failed)

    def close(self) -> None:
        """Nothing to wait for."""
