"""Every command explains itself in the language of the user, with an example."""

import re

import pytest

from app import __version__
from app.viewmodels.window.looks_model import THEMES
from tests.commands.conftest import Call

COMMANDS = (
    (), ("assess",), ("interview",), ("rulebook",), ("rulebook", "show"), ("rulebook", "certify"),
    ("rulebook", "compare"), ("rulebook", "draft"), ("rulebook", "facts"), ("case",), ("waiting",),
    ("register",), ("register", "new"), ("register", "backup"), ("register", "check"), ("rehearse",), ("screenshots",),
)  # fmt: skip

#: Two words of English prose; what is typed in an example is told by the name of the program.
PROSE = re.compile(r"(?m)^(?!.*sekisho).*\b[a-z]{2,} [a-z]{2,}\b")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...], sekisho: Call) -> None:
    said = sekisho(*command, "--help")
    usage, _, examples = said.out.partition("examples:\n")
    assert (said.status, said.err) == (0, "")
    assert usage.startswith(" ".join(("usage: sekisho", *command)))
    assert all(line.startswith("  sekisho") for line in examples.splitlines()[:2])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_in_the_language_of_the_user(
    command: tuple[str, ...], sekisho: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    said = sekisho(*command, "--help")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(" ".join(("使い方：sekisho", *command)))
    assert "\nオプション：\n" in said.out
    assert "\n使用例：\n  sekisho" in said.out
    assert PROSE.findall(said.out) == []
    # JSON is written with colons in every language.
    assert not set("“”:") & set("\n".join(line for line in said.out.splitlines() if not line.startswith("  {")))


def test_prose_would_be_found(sekisho: Call) -> None:
    assert len(PROSE.findall(sekisho("assess", "--help").out)) > 5


def test_the_commands_are_listed(sekisho: Call) -> None:
    said = sekisho("--help").out
    commands = {name for name, *_ in COMMANDS[1:]}
    assert [name for name in commands if f"\n    {name} " not in said] == []


def test_the_version_is_told(sekisho: Call) -> None:
    assert sekisho("--version") == (0, f"sekisho {__version__}\n", "")


def test_every_theme_of_the_window_can_be_drawn(sekisho: Call) -> None:
    assert f"--theme {{{','.join(THEMES)}}}" in sekisho("screenshots", "--help").out
