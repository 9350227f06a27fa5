"""`sekisho register`: make a training register, or a copy of a register; check what a register says of its cases."""

import argparse
from pathlib import Path

from app.commands.console import Console
from app.commands.parser import Parser
from app.wording.language import N_

EXAMPLE = N_("""\
examples:
  sekisho register new training.sekisho
  sekisho register new blank.sekisho --empty
  sekisho register backup training.sekisho "training of today.sekisho"
  sekisho register check training.sekisho
  sekisho --register training.sekisho
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title=_("actions"))
    does = _("Make a register, filled with the worked cases.")
    new = actions.add_parser("new", words=parser.words, help=does, description=does, epilog=_(EXAMPLE))
    new.add_argument("file", metavar="FILE", type=Path, help=_("where to make it; nothing may be there yet"))
    new.add_argument("--training", action="store_true", help=_("a training register, which is the only kind there is"))
    new.add_argument("--empty", action="store_true", help=_("without the worked cases"))
    new.add_argument(
        "--language", choices=("ja", "en"), help=_("the language of the worked cases (default: the locale's)")
    )
    does = _("Copy a register, open or not, into a new file; the copy is read back and compared.")
    backup = actions.add_parser("backup", words=parser.words, help=does, description=does, epilog=_(EXAMPLE))
    backup.add_argument("file", metavar="FILE", type=Path, help=_("the register"))
    backup.add_argument(
        "copy",
        metavar="COPY",
        type=Path,
        nargs="?",
        help=_("the new file; nothing may be there yet (default: beside the register, with the day in its name)"),
    )
    short = _("Read every record, and compare what the list says and searches by with what the cases hold.")
    does = _(
        "Read every record, and compare all that the list says, sorts and searches by with what the cases hold. "
        "Nothing is changed; only a register of an earlier version is brought up to date first."
    )
    check = actions.add_parser("check", words=parser.words, help=short, description=does, epilog=_(EXAMPLE))
    check.add_argument("file", metavar="FILE", type=Path, help=_("the register"))
    check.add_argument(
        "--language", choices=("ja", "en"), help=_("the language of the findings (default: the locale's)")
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0, or 1 where a check finds something. Raises `Mendable` where it can't be made or read."""
    acts = {"new": _make, "backup": _back_up, "check": _check}
    return acts[arguments.action](arguments, console)


def _back_up(arguments: argparse.Namespace, console: Console) -> int:
    words = console.words_for(None)
    copy = console.copy_register(arguments.file, arguments.copy)
    console.out.write(
        words._("{copy}: a copy of {file}, read back and compared.", copy=copy, file=arguments.file) + "\n"
    )
    return 0


def _check(arguments: argparse.Namespace, console: Console) -> int:
    words, count = console.words_for(arguments.language), 0
    for wrong in console.check_register(arguments.file):
        console.out.write(f"{words.error(wrong)}\n")
        count += 1
    said = words.ngettext("{file}: {n} mistake found.", "{file}: {n} mistakes found.", count, file=arguments.file)
    console.out.write(
        (said if count else words._("{file}: every case is as its records say.", file=arguments.file)) + "\n"
    )
    return 1 if count else 0


def _make(arguments: argparse.Namespace, console: Console) -> int:
    words = console.words_for(arguments.language)
    count = console.make_register(arguments.file, words.language, is_empty=arguments.empty)
    console.out.write(
        words.ngettext(
            "{file}: a training register with {n} case was made.",
            "{file}: a training register with {n} cases was made.",
            count,
            file=arguments.file,
        )
        + "\n"
    )
    return 0
