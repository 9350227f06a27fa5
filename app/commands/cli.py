"""The front of the command line: which commands there are, and what their help says."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from app.commands.parser import Parser, add_passphrase
from app.domain.errors import Mendable
from app.wording.language import N_, Words

#: Each command is a module of its own, imported only when it is called.
_COMMANDS = {
    "assess": N_("The determination for one case file, or for a batch."),
    "interview": N_("A guided interview in the terminal, with the determination at its end."),
    "case": N_("A case of a register, with the determination of each line; as text, as data or as a document."),
    "waiting": N_("What the cases of a register wait for, with whom and since when."),
    "sheet": N_("A paper of the procedure of a case: a sheet, the record of a permit, the draft of a notice."),
    "rehearse": N_("Play a rehearsal: a run of acts from the request to the permit, in a file."),
    "rulebook": N_("The editions: show one whole, certify it, compare two, or begin a draft."),
    "register": N_("Make a register, copy one, check one, hand its cases over, or let its administrator in again."),
    "ledger": N_("Verify the ledger of a register, or write it out for others to verify."),
    "screenshots": N_("Draw every screen to PNG files."),
}
#: Commands that go by no register's law, and read none that is named before them.
_OF_NO_REGISTER = ("register", "ledger", "screenshots")
_REGISTER_ENDING = ".sekisho"
_EXAMPLE = N_("""\
examples:
  sekisho                                 open the window on the register worked in last
  sekisho training.sekisho                open the window on a register
  sekisho assess case.toml                the determination for a case

“sekisho COMMAND --help” explains a command, with examples.
""")


def parsed(arguments: Sequence[str], version: str, words: Words) -> tuple[argparse.Namespace, ModuleType | None]:
    """The arguments, and the module of the command that was called; None for the window.

    Raises `Mendable` for a word that cannot be understood.
    """
    _ = words._
    if arguments and arguments[0].lower().endswith(_REGISTER_ENDING):  # as a desktop opens a file with a program
        arguments = ["--register", *arguments]
    parser = Parser(
        words,
        prog="sekisho",
        description=_("The examiner's desk for Japan's defense equipment transfers. Without a command: the window."),
        epilog=_(_EXAMPLE),
    )
    parser.add_argument(
        "--version", action="version", version=f"sekisho {version}", help=_("the version of the program")
    )
    parser.add_argument(
        "--register", metavar="FILE", help=_("the register that the window opens, or whose law a command goes by")
    )
    add_passphrase(parser)
    # Without the name, argparse would lay out the whole help only to find it there.
    commands = parser.add_subparsers(prog="sekisho", dest="command", metavar="COMMAND", title=_("commands"))
    called = next((word for word in arguments if word in _COMMANDS), None)
    module = import_module(f"app.commands.{called}") if called else None
    for name, does in _COMMANDS.items():
        is_called = module is not None and name == called
        command = commands.add_parser(
            name,
            words=words,
            help=_(does),
            description=_(does),
            epilog=_(module.EXAMPLE) if module is not None and is_called else "",
        )
        if module is not None and is_called:
            module.add_arguments(command)
    namespace = parser.parse_args(arguments)
    if namespace.register is not None and namespace.command in _OF_NO_REGISTER:
        raise Mendable(
            "--register means nothing before “{command}”. Leave it out. “sekisho {command} --help” says what to name.",
            command=namespace.command,
        )
    return namespace, module if namespace.command else None
