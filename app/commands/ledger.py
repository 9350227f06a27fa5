"""`sekisho ledger`: verify the ledger of a register, with all that it speaks of; write it out for others to verify."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.console import Console
from app.commands.parser import Actions, Parser, add_way_in
from app.wording.event_words import event_said
from app.wording.language import N_

if TYPE_CHECKING:
    from app.services.comparing_ledgers import Told
    from app.services.verifying_ledger import Verified

EXAMPLE = N_("""\
examples:
  sekisho ledger verify training.sekisho
  sekisho ledger export training.sekisho ledger
  sekisho ledger verify training.sekisho --checkpoint ledger/checkpoints/000000000019.txt
  sekisho ledger checkpoint training.sekisho kept.txt
  sekisho ledger cosign kept.txt --own other.sekisho
  sekisho ledger take training.sekisho kept.txt --cosigner NAME=KEY --office mofa
  sekisho ledger compare training.sekisho copy.sekisho
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    actions = Actions(parser, EXAMPLE)
    short = _("Verify every entry, and every row as the last entry on it says.")
    does = _(
        "Verify a register: the file, every entry of its ledger, every checkpoint, every row as the last entry on it "
        "says, and all that is worked out from them. Nothing is changed; only a register of an earlier version is "
        "brought up to date first."
    )
    verify = actions.add("verify", short, does)
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
    export = actions.add("export", short, does)
    export.add_argument("file", metavar="REGISTER", type=Path, help=_("the register"))
    export.add_argument("folder", metavar="DIR", type=Path, help=_("a new folder, or an empty one"))
    short = _("Sign what the ledger is now, and give the checkpoint out, to be kept elsewhere.")
    does = _(
        "Sign what the ledger of a register is now, and give the checkpoint out. Kept elsewhere, it shows later "
        "whether entries were cut off or written anew: “sekisho ledger verify --help”."
    )
    checkpoint = actions.add("checkpoint", short, does)
    checkpoint.add_argument("file", metavar="REGISTER", type=Path, help=_("the register"))
    checkpoint.add_argument(
        "note", metavar="FILE", type=Path, nargs="?", help=_("the new file (default: it is printed)")
    )
    short = _("Sign a checkpoint of another office, to say that yours has seen it.")
    does = _(
        "Sign a checkpoint of another office by the checkpoint key of your own register, to say that you have seen it. "
        "The signature is put below it in the same file, which goes back to them; nothing in either register changes."
    )
    cosign = actions.add("cosign", short, does)
    cosign.add_argument("note", metavar="FILE", type=Path, help=_("the checkpoint of the other office"))
    cosign.add_argument("--own", metavar="REGISTER", type=Path, required=True, help=_("your own register"))
    short = _("Take a checkpoint back that another office has signed, and keep its signature.")
    does = _(
        "Take a checkpoint of a register back that another office has signed, and keep its signature in the register. "
        "It has to hold, and to be below what the register itself has signed. Whose key it is you vouch for, on record."
    )
    take = actions.add("take", short, does)
    take.add_argument("file", metavar="REGISTER", type=Path, help=_("the register"))
    take.add_argument("note", metavar="FILE", type=Path, help=_("its checkpoint, signed by the other office"))
    take.add_argument(
        "--cosigner", metavar="NAME=KEY", required=True, help=_("the name and key that the other office was told")
    )
    take.add_argument(
        "--office",
        metavar="ID",
        required=True,
        help=_("the office whose key that is, by its id in the table of bodies"),
    )
    does = _("Show where two copies of one register part, and what each has after that.")
    compare = actions.add("compare", does)
    compare.add_argument("file", metavar="A", type=Path, help=_("the register"))
    compare.add_argument("other", metavar="B", type=Path, help=_("the other copy of it"))
    for each in (verify, export, checkpoint, cosign, take, compare):
        add_way_in(each)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0, or 1 where something is not as it must be. Raises `Mendable` where nothing can be read."""
    acts = {
        "verify": _verify,
        "export": _export,
        "checkpoint": _checkpoint,
        "cosign": _cosign,
        "take": _take,
        "compare": _compare,
    }
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


def _checkpoint(arguments: argparse.Namespace, console: Console) -> int:
    words = console.words_for(arguments.language)
    if arguments.note is None:
        console.out.write(console.ledgers.checkpoint(arguments.file)[0])
        return 0
    with console.new_file(arguments.note, may_replace=False) as file:
        note, size = console.ledgers.checkpoint(arguments.file)
        file.write(note.encode())
    told = words._(
        "{note}: a checkpoint of {file} over {n} entries. Keep it where whoever has the register can't change it.",
        note=arguments.note,
        file=arguments.file,
        n=size,
    )
    console.out.write(told + "\n")
    return 0


def _cosign(arguments: argparse.Namespace, console: Console) -> int:
    words = console.words_for(arguments.language)
    note, name, key = console.ledgers.cosign(arguments.note.read_bytes(), arguments.own)
    with console.new_file(arguments.note, may_replace=True) as file:
        file.write(note.encode())
    told = words._(
        "{note} is signed by {own}, too. Send it back, and say how you are named by who takes or verifies it: "
        "--cosigner {name}={key}",
        note=arguments.note,
        own=arguments.own,
        name=name,
        key=key,
    )
    console.out.write(told + "\n")
    return 0


def _take(arguments: argparse.Namespace, console: Console) -> int:
    words = console.words_for(arguments.language)
    note = arguments.note.read_bytes()
    taken, office = console.ledgers.take(arguments.file, note, arguments.cosigner, arguments.office)
    told = words._(
        "{file} keeps the signature of {office} below the checkpoint over {n} entries.",
        file=arguments.file,
        office=words.text(office),
        n=taken.size,
    )
    console.out.write(told + "\n")
    return 0


def _compare(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 1 where each has something that the other has not."""
    words = console.words_for(arguments.language)
    found = console.ledgers.compare(arguments.file, arguments.other)

    def told(entry: "Told") -> str:
        return f"{entry.event.number}  {event_said(words, entry.event, entry.case_number)}\n"

    out = console.out
    if found.common is None:
        out.write(words._("They have no entry in common.") + "\n")
    else:
        out.write(words._("The last entry that both have:") + "\n  " + told(found.common))
    for file, entries in ((arguments.file, found.ours), (arguments.other, found.theirs)):
        out.write(words._("After it only {file} has (entries: {n}):", file=file, n=len(entries)) + "\n")
        out.writelines("  " + told(entry) for entry in entries)
    return 1 if found.ours and found.theirs else 0


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
