"""Plays the window to a reader of the screen, once for all tests: what was heard at each place of the walk."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import install
from app.system_libraries import WINDOW, missing_packages

HERE = Path(__file__).parent
#: The Python that has Debian's bindings of the accessibility bus.
SYSTEM_PYTHON = "/usr/bin/python3"
_BUS = "/usr/libexec/at-spi-bus-launcher"
_PLAY = f"{_BUS} --launch-immediately & bus=$!; trap 'kill $bus' EXIT; \"$@\""


class Part(NamedTuple):
    """A part of the window as it is heard; `labels` are those of other parts that belong to it."""

    role: str
    name: str
    description: str
    states: tuple[str, ...]
    labels: tuple[str, ...]
    above: tuple["Part", ...]


class Heard(NamedTuple):
    """Something that was said after a key: that a part has the keyboard, or an announcement in words."""

    kind: str
    on: bool
    words: str
    role: str
    name: str


class Place(NamedTuple):
    """A place of the walk: all its parts from the top down, and what was heard after each key pressed there."""

    name: str
    parts: tuple[Part, ...]
    after: dict[str, tuple[Heard, ...]]

    def of(self, *roles: str) -> list[Part]:
        """The parts of these roles."""
        return [part for part in self.parts if part.role in roles]


Listen = Callable[[str, dict[str, tuple[str, ...]], bool], dict[str, Place]]


def missing() -> list[str]:
    """The Debian packages without which nothing can be heard."""
    commands = {"xvfb-run": "xvfb", "xauth": "xauth", "dbus-run-session": "dbus"}
    lacking = [package for command, package in commands.items() if shutil.which(command) is None]
    if not Path(_BUS).exists():
        lacking.append("at-spi2-core")
    ask = 'import gi; gi.require_version("Atspi", "2.0")'
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run([SYSTEM_PYTHON, "-c", ask], capture_output=True, check=False).returncode
    ):
        lacking += ["python3-gi", "gir1.2-atspi-2.0"]
    return lacking + missing_packages(WINDOW)


@pytest.fixture(scope="session")
def _ears() -> None:
    """The system's accessibility bus; without it a person is told what is missing, and a test machine gets it."""
    if sys.platform != "linux":
        pytest.skip("the accessibility bus that is listened to is that of Linux")
    lacking = missing()
    if lacking and install.may_install_packages():
        install.install_packages(lacking)
        lacking = missing()
    if lacking and os.environ.get("CI") == "true":
        pytest.fail(f"the window can't be heard without: {' '.join(lacking)}")
    if lacking:
        pytest.skip(f"the window is heard only with these packages: apt-get install {' '.join(lacking)}")


@pytest.fixture(scope="session")
def listen(_ears: None, tmp_path_factory: pytest.TempPathFactory) -> Listen:
    """Goes to places of the walk in a language, presses keys there, and tells what was heard."""

    def listen_at(language: str, places: dict[str, tuple[str, ...]], everywhere: bool) -> dict[str, Place]:
        report = tmp_path_factory.mktemp("heard") / "report.json"
        stage = [sys.executable, "-m", "tests.screen_reader.stage", language, *([] if everywhere else places)]
        listener = [SYSTEM_PYTHON, str(HERE / "listener.py"), str(report), json.dumps(places), *stage]
        told = subprocess.run(
            ["xvfb-run", "-a", "dbus-run-session", "--", "bash", "-c", _PLAY, "bash", *listener],
            cwd=HERE.parents[1],
            env={**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        heard = json.loads(report.read_text(encoding="utf-8"))
        assert everywhere or list(heard) == list(places), told.stderr
        return {name: _place(name, said) for name, said in heard.items()}

    return listen_at


def _place(name: str, said: dict[str, object]) -> Place:
    after = {each["key"]: tuple(Heard(**heard) for heard in each["heard"]) for each in said["after"]}  # type: ignore[attr-defined]
    return Place(name, tuple(_parts(said["tree"], ())), after)


def _parts(said: object, above: tuple[Part, ...]) -> Iterator[Part]:
    assert isinstance(said, dict)
    part = Part(said["role"], said["name"], said["description"], tuple(said["states"]), tuple(said["labels"]), above)
    yield part
    for child in said["children"]:
        yield from _parts(child, (*above, part))
