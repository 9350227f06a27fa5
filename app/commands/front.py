"""The front of the command line: which commands there are, and what their help says."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

#: Each command is a module of its own, imported only when it is called.
_COMMANDS = {
    "assess": "the determination for one case file, or for a batch",
    "interview": "a guided interview in the terminal, with the determination at its end",
    "rulebook": "show an edition whole, or certify one",
    "register": "make a training register",
    "screenshots": "draw every screen to PNG files",
}
_EXAMPLE = """\
examples:
  sekisho                                 open the window on the training register
  sekisho --register training.sekisho     open the window on a register
  sekisho assess case.toml                the determination for a case

`sekisho COMMAND --help` explains a command, with examples.
"""


def parsed(arguments: Sequence[str], version: str) -> tuple[argparse.Namespace, ModuleType | None]:
    """The arguments, and the module of the command that was called; None for the window."""
    parser = argparse.ArgumentParser(
        prog="sekisho",
        description="The examiner's desk for Japan's defense equipment transfers. Without a command: the window.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sekisho {version}")
    parser.add_argument(
        "--register", metavar="FILE", help="the register that the window opens, or whose law a command goes by"
    )
    # Without the name, argparse would lay out the whole help only to find it there.
    commands = parser.add_subparsers(prog="sekisho", dest="command", metavar="COMMAND", title="commands")
    called = next((word for word in arguments if word in _COMMANDS), None)
    module = import_module(f"app.commands.{called}") if called else None
    for name, help_line in _COMMANDS.items():
        command = commands.add_parser(
            name,
            help=help_line,
            description=help_line[0].upper() + help_line[1:] + ".",
            epilog=module.EXAMPLE if module and name == called else "",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if module and name == called:
            module.add_arguments(command)
    namespace = parser.parse_args(arguments)
    return namespace, module if namespace.command else None
