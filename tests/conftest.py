"""What every test gets: no window on the screen, no warning unseen, a clock that stands still, nobody's own files.

Notes for using the fixtures
- A test in whose course the program logs a warning fails, unless it says that it expects one of that level:
  `with caplog.at_level(logging.WARNING): …`.
- `clock` is always noon of 22 November 2026 in Tokyo; `clock.advance(days=1)` moves it.
- `how_many(20_000, long=200_000)` is the first number in `make test` and the second in `make test-long`.
- `@pytest.mark.long` is for what takes minutes: it runs in `make test-long` only.
"""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest

# Before anything imports Qt: the tests draw into memory, on a machine with or without a screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Nothing here outlives the machine, and what the program waits for on a disk takes longer than all else: the folders of
# the tests lie in memory, where there is room. (Power cuts are tested on what was asked of the disk, not on one.)
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a place, in which pytest makes folders of its own
if "TMPDIR" not in os.environ and IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > 4 * 1024**3:
    os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)

JAPAN = timezone(timedelta(hours=9))

hypothesis.settings.register_profile("everyday", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("long", deadline=None, max_examples=2_000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the full counts."""
    parser.addoption("--long", action="store_true", help="run the full counts, and the tests that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    """Let Hypothesis look further when there is time."""
    hypothesis.settings.load_profile("long" if config.getoption("--long") else "everyday")


#: The folders whose files take longest: they come first, so that none of them is left for one process at the end.
_LONGEST = ("reliability", "journeys", "views", "services", "storage")


def _how_late(item: pytest.Item) -> int:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return _LONGEST.index(folder) if folder in _LONGEST else len(_LONGEST)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what takes longest first, and leave out what takes minutes, unless it is asked for."""
    items.sort(key=_how_late)
    if config.getoption("--long"):
        return
    long_ones = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long_ones)
    items[:] = [item for item in items if item not in long_ones]


class HowMany(Protocol):
    """Chooses between the everyday count and the full one."""

    def __call__(self, everyday: int, *, long: int) -> int: ...


@pytest.fixture(scope="session")
def how_many(request: pytest.FixtureRequest) -> HowMany:
    """How many examples to try: fewer in `make test`, the full count in `make test-long`."""
    full = bool(request.config.getoption("--long"))
    return lambda everyday, *, long: long if full else everyday


class FixedClock:
    """A clock that moves only when it is told to."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """The instant, in universal time."""
        return self.instant

    def today(self) -> date:
        """The day it is in Japan."""
        return self.instant.astimezone(JAPAN).date()

    def advance(self, **step: float) -> None:
        """Move on by days, hours, minutes or seconds."""
        self.instant += timedelta(**step)


@pytest.fixture
def clock() -> FixedClock:
    """Noon of 22 November 2026 in Tokyo."""
    return FixedClock(datetime(2026, 11, 22, 3, 0, tzinfo=UTC))


@pytest.fixture(autouse=True, scope="session")
def _nobodys_own_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the registers and settings of the person who runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("DATA", "CONFIG", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


class _Unexpected(logging.Handler):
    """Remembers the warnings and errors that no test announced."""

    def __init__(self, announced: pytest.LogCaptureFixture) -> None:
        super().__init__(logging.WARNING)
        self.announced = announced
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if self.announced.handler.level != record.levelno:
            self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail the test in whose course the program logged a warning that nobody expected."""
    handler = _Unexpected(caplog)
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    if handler.messages:
        pytest.fail("The log holds what no test expected:\n" + "\n".join(handler.messages))
