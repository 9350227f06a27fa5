"""Every command explains itself, with an example."""

import pytest

from app import __version__
from tests.commands.conftest import Call

COMMANDS = (
    (), ("assess",), ("interview",), ("rulebook",), ("rulebook", "show"), ("rulebook", "certify"), ("register",),
    ("register", "new"), ("screenshots",),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...], sekisho: Call) -> None:
    said = sekisho(*command, "--help")
    usage, _, examples = said.out.partition("examples:\n")
    assert (said.status, said.err) == (0, "")
    assert usage.startswith(" ".join(("usage: sekisho", *command)))
    assert all(line.startswith("  sekisho") for line in examples.splitlines()[:2])


def test_the_commands_are_listed(sekisho: Call) -> None:
    said = sekisho("--help").out
    assert [name for name, *_ in COMMANDS[1:] if f"\n    {name} " not in said] == []


def test_the_version_is_told(sekisho: Call) -> None:
    assert sekisho("--version") == (0, f"sekisho {__version__}\n", "")


def test_an_unknown_command_ends_with_status_2(sekisho: Call) -> None:
    said = sekisho("approve")
    assert (said.status, said.out) == (2, "")
    assert "approve" in said.err
