"""`sekisho ledger`: verify the ledger of a register, with all that it speaks of; write it out for others to verify."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.console import Console
from app.commands.parser import Parser
from app.wording.language import N_

if TYPE_CHECKING:
    from app.services.verifying_ledger import Verified

EXAMPLE = N_("""\
examples:
  sekisho ledger verify training.sekisho
  sekisho ledger export training.sekisho ledger
  sekisho ledger verify training.sekisho --checkpoint ledger/checkpoints/000000000019.txt
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title=_("actions"))
    short = _("Verify every entry, and every row as the last entry on it says.")
    does = _(
        "Verify a register: the file, every entry of its ledger, every checkpoint, every row as the last entry on it "
        "says, and all that is worked out from them. Nothing is changed; only a register of an earlier version is "
        "brought up to date first."
    )
    verify = actions.add_parser("verify", words=parser.words, help=short, description=does, epilog=_(EXAMPLE))
    verify.add_argument("file", metavar="REGISTER", type=Path, help=_("the register"))
    verify.add_argument(
        "--checkpoint",
        metavar="FILE",
        type=Path,
        help=_("a checkpoint that was kept elsewhere: it shows whether entries were cut off, or all written anew"),
    )
    short = _("Write a ledger out, with a program that verifies it.")
    does = _(
        "Write the ledger of a register out, with every row that it speaks of and a program that verifies it without "
        "this one. What is written out is not encrypted, whatever the register is."
    )
    export = actions.add_parser("export", words=parser.words, help=short, description=does, epilog=_(EXAMPLE))
    export.add_argument("file", metavar="REGISTER", type=Path, help=_("the register"))
    export.add_argument("folder", metavar="DIR", type=Path, help=_("a new folder, or an empty one"))
    for each in (verify, export):
        each.add_argument(
            "--language", choices=("ja", "en"), help=_("the language of the text (default: the locale's)")
        )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0, or 1 where something is not as it must be. Raises `Mendable` where nothing can be read."""
    acts = {"verify": _verify, "export": _export}
    return acts[arguments.action](arguments, console)


def _verify(arguments: argparse.Namespace, console: Console) -> int:
    from app.services.verifying_ledger import Remark

    words, count, remarks = console.words_for(arguments.language), 0, []
    looked_at: list[Verified] = []
    kept = () if arguments.checkpoint is None else (arguments.checkpoint,)
    for said in console.ledgers.verify(arguments.file, kept, _heard(console), looked_at.append):
        if isinstance(said, Remark):
            remarks.append(words.error(said))
        else:
            console.out.write(f"{words.error(said)}\n")
            count += 1
    console.out.writelines(f"{remark}\n" for remark in remarks)
    if count:
        told = words.ngettext("{file}: {n} mistake found.", "{file}: {n} mistakes found.", count, file=arguments.file)
        console.out.write(told + "\n")
        return 1
    for seen in looked_at:
        told = words._(
            "{file} is sound: {entries} entries, {checkpoints} checkpoints, {rows} rows. Root of the ledger: {root}",
            file=arguments.file,
            **{name: value for name, value in seen._asdict().items() if name != "unsigned"},
        )
        console.out.write(told + "\n")
        if seen.unsigned:
            told = words._("Entries from before the ledger, which nobody signed: {n}", n=seen.unsigned)
            console.out.write(told + "\n")
    if not kept:
        told = words._(
            "Without a checkpoint that was kept elsewhere this does not show that no entries were cut off at the end, "
            "nor that the whole was not made anew with other keys."
        )
        console.out.write(told + "\n")
    return 0


def _export(arguments: argparse.Namespace, console: Console) -> int:
    words = console.words_for(arguments.language)
    size, is_live = console.ledgers.export(arguments.file, arguments.folder, _heard(console))
    told = words._("{folder}: the ledger of {file}, {n} entries.", folder=arguments.folder, file=arguments.file, n=size)
    console.out.write(told + "\n")
    if is_live:
        console.out.write(words._("The register is encrypted; what was written out is not. Keep it as safe.") + "\n")
    return 0


class _heard:  # noqa: N801
    """Shows how far it is, where somebody watches."""

    def __init__(self, console: Console) -> None:
        self._err = console.err
        self._told = -1

    def __call__(self, share: float) -> None:
        percent = int(100 * share)
        if percent != self._told and self._err.isatty():
            self._told = percent
            self._err.write(f"\r{percent} %\r")
            self._err.flush()
