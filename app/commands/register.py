"""`sekisho register`: make a register; keep copies of one, and restore one; check what it holds; hand cases over."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.console import Console
from app.commands.parser import Actions, Parser, add_way_in
from app.domain.errors import Mendable
from app.wording.copy_words import copy_said, loss_said
from app.wording.language import N_, Words
from app.wording.people_words import person_said, recovery_said, sheet_does_said

if TYPE_CHECKING:
    from app.domain.register.people import Person

EXAMPLE = N_("""\
examples:
  sekisho register new training.sekisho
  sekisho register new blank.sekisho --empty
  sekisho register new office.sekisho --office meti --account sato --name 佐藤
  sekisho register backup training.sekisho
  sekisho register backup training.sekisho "training of today.sekisho"
  sekisho register copies training.sekisho
  sekisho register restore "training of today.sekisho" training.sekisho
  sekisho register check training.sekisho
  sekisho register recover office.sekisho --account sato
  sekisho --register training.sekisho
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    actions = Actions(parser, EXAMPLE)
    short = _("Make a training register with the worked cases, or a live register of an office.")
    does = _(
        "Make a training register with the worked cases, or with --office a live register: encrypted, with its seals "
        "beside it. Who makes it is its first person, an administrator."
    )
    new = actions.add("new", short, does)
    new.add_argument("file", metavar="FILE", type=Path, help=_("where to make it; nothing may be there yet"))
    new.add_argument("--training", action="store_true", help=_("a training register, as without --office"))
    new.add_argument("--empty", action="store_true", help=_("without the worked cases"))
    new.add_argument(
        "--office", metavar="ID", help=_("a live register of this office, by its id in the table of bodies")
    )
    new.add_argument("--name", metavar="NAME", help=_("what you are called in a live register (default: the account)"))
    add_way_in(new, _("the language of the worked cases (default: the locale's)"))
    _add_copies(parser, actions)
    _add_handing_over(parser, actions)
    _add_recovering(parser, actions)
    short = _("Read every record, and compare what the list says and searches by with what the cases hold.")
    does = _(
        "Read every record, and compare all that the list says, sorts and searches by with what the cases hold. "
        "Nothing is changed; only a register of an earlier version is brought up to date first."
    )
    check = actions.add("check", short, does)
    check.add_argument("file", metavar="FILE", type=Path, help=_("the register"))
    add_way_in(check, _("the language of the findings (default: the locale's)"))


def _add_handing_over(parser: Parser, actions: Actions) -> None:
    _ = parser.words._
    short = _("Hand open requests of a case officer over to another.")
    does = _(
        "Hand open requests of a case officer over to another. What was recorded of them stays as it is. In a live "
        "register whoever opens it does this, and has to be an officer."
    )
    command = actions.add("hand-over", short, does)
    command.add_argument("file", metavar="FILE", type=Path, help=_("the register"))
    command.add_argument("officer", metavar="OFFICER", help=_("the account of the case officer, or what stands there"))
    command.add_argument("to", metavar="SUCCESSOR", help=_("the account of who takes them over"))
    command.add_argument("numbers", metavar="NUMBER", nargs="*", help=_("numbers of cases (default: all open ones)"))
    add_way_in(command, _("the language of the text (default: the locale's)"))


def _add_recovering(parser: Parser, actions: Actions) -> None:
    _ = parser.words._
    short = _("Let an administrator in again who lost the passphrase, by the code of the recovery sheet.")
    does = _(
        "Let an administrator of a live register in again who lost the passphrase: by the code of the recovery sheet "
        "that was made last they get new keys and a new passphrase. It is recorded for good, and the code is used up. "
        "--account says which administrator, --passphrase-fd where the new passphrase comes from."
    )
    command = actions.add("recover", short, does)
    command.add_argument("file", metavar="FILE", type=Path, help=_("the register"))
    command.add_argument(
        "--code-fd",
        metavar="N",
        help=_("read the recovery code from this file descriptor (default: it is asked for)"),
    )
    add_way_in(command)


def _add_copies(parser: Parser, actions: Actions) -> None:
    _ = parser.words._
    folder = _("the folder of kept copies (default: the one chosen in the window, else one beside the register)")
    short = _("Copy a register, open or not; the copy is read back and compared.")
    does = _(
        "Copy a register, open or not; the copy is read back and compared. Without a name it is one of the kept "
        "copies, of which those of 12 days, 10 weeks and 9 months stay."
    )
    backup = actions.add("backup", short, does)
    backup.add_argument("file", metavar="FILE", type=Path, help=_("the register"))
    backup.add_argument(
        "copy",
        metavar="COPY",
        type=Path,
        nargs="?",
        help=_("the new file; nothing may be there yet (default: a kept copy, with the moment in its name)"),
    )
    backup.add_argument("--to", metavar="FOLDER", type=Path, help=folder)
    does = _("List the copies that are kept of a register, the latest first.")
    copies = actions.add("copies", does)
    copies.add_argument("file", metavar="FILE", type=Path, help=_("the register"))
    copies.add_argument("--to", metavar="FOLDER", type=Path, help=folder)
    short = _("Put a copy in the place of its register, after asking.")
    does = _(
        "Put a copy in the place of its register. A damaged copy is refused. What would be lost is said first; what "
        "stands there now is kept beside it, and nothing is deleted."
    )
    restore = actions.add("restore", short, does)
    restore.add_argument("copy", metavar="COPY", type=Path, help=_("the copy; it stays as it is"))
    restore.add_argument("file", metavar="FILE", type=Path, help=_("the register"))
    restore.add_argument("--yes", action="store_true", help=_("do it without asking"))
    for each in (backup, copies, restore):
        add_way_in(each)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0, or 1 where a check finds something. Raises `Mendable` where it can't be made or read."""
    acts = {
        "new": _make,
        "backup": _back_up,
        "copies": _list_copies,
        "restore": _restore,
        "check": _check,
        "hand-over": _hand_over,
        "recover": _recover,
    }
    return acts[arguments.action](arguments, console)


def _back_up(arguments: argparse.Namespace, console: Console) -> int:
    words, copy = console.words_for(arguments.language), arguments.copy
    if copy is not None and arguments.to is not None:
        raise Mendable(
            "COPY names one file, --to the folder in which the copies of the register are kept. Give one of the two."
        )
    if copy is None:
        copy = console.copies.keep(arguments.file, arguments.to).path
    else:
        console.copies.save(arguments.file, copy)
    console.out.write(
        words._("{copy}: a copy of {file}, read back and compared.", copy=copy, file=arguments.file) + "\n"
    )
    if (warning := console.copies.little_room(copy)) is not None:
        console.err.write(words.error(warning) + "\n")
    return 0


def _list_copies(arguments: argparse.Namespace, console: Console) -> int:
    words = console.words_for(arguments.language)
    copies = console.copies.kept(arguments.file, arguments.to)
    for copy in copies:
        console.out.write(f"{copy_said(words, copy)}  {copy.path}\n")
    if not copies:
        console.out.write(words._("{file}: no copy is kept of it.", file=arguments.file) + "\n")
    return 0


def _restore(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 1 where it was not wanted after all."""
    words, copy, file = console.words_for(arguments.language), arguments.copy, arguments.file
    with console.copies.to_restore(copy, file) as ready:
        said = [words._("{copy} is sound: every record in it was read.", copy=copy)]
        loss = ready.loss()
        said += loss_said(words, loss, str(file))
        if loss is not None:
            said.append(words._("What stands there now will be kept as {aside}.", aside=ready.aside))
        console.out.write("\n".join(said) + "\n")
        if not arguments.yes and not _is_wanted(words, console):
            console.out.write(words._("Nothing was changed.") + "\n")
            return 1
        ready.put_in_place()
        console.out.write(words._("{file} was restored from {copy}.", file=file, copy=copy) + "\n")
    return 0


def _is_wanted(words: Words, console: Console) -> bool:
    """Whether somebody types that it shall be done."""
    yes = words._("yes")
    console.out.write(words._("Put the copy in its place? Type “{yes}”: ", yes=yes))
    console.out.flush()
    return console.keyboard.readline().strip().casefold() in {yes.casefold(), "yes"}


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


def _hand_over(arguments: argparse.Namespace, console: Console) -> int:
    words, to = console.words_for(arguments.language), arguments.to
    count = console.hand_over(arguments.file, arguments.officer, to, arguments.numbers)
    said = words.ngettext(
        "{n} request was handed over to {name}.",
        "{n} requests were handed over to {name}.",
        count,
        name=words.person(to),
    )
    console.out.write(said + "\n")
    return 0


def _recover(arguments: argparse.Namespace, console: Console) -> int:
    words = console.words_for(arguments.language)
    _ = words._

    def tell(person: Person) -> None:
        said = _("The code is right. {name} is about to get new keys.", name=person_said(words, person))
        console.out.write("\n".join((said, *recovery_said(words))) + "\n")
        console.out.flush()

    person, left = console.recover(arguments.file, tell=tell)
    if left is not None:
        said = Mendable(
            "The code can still read the register, until its file key is exchanged. That could not be done now, and is "
            "done when the register is opened in the window the next time. {why}",
            why=left,
        )
        console.err.write(words.error(said) + "\n")
    console.out.write(
        _(
            "{name} opens {file} by the new passphrase now. Open it in the window, and make a new recovery sheet.",
            name=person_said(words, person),
            file=arguments.file,
        )
        + "\n"
    )
    return 0


def _make(arguments: argparse.Namespace, console: Console) -> int:
    words = console.words_for(arguments.language)
    if arguments.office is not None:
        return _make_live(arguments, console, words)
    if arguments.name is not None:
        raise Mendable("{option} is for a live register. Leave it out, or give --office.", option="--name")
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


def _make_live(arguments: argparse.Namespace, console: Console, words: Words) -> int:
    for option, is_given in (("--training", arguments.training), ("--empty", arguments.empty)):
        if is_given:
            raise Mendable("{option} is for a training register. Leave it out, or leave out --office.", option=option)
    account, passphrase = console.ask_new()
    console.make_live_register(arguments.file, arguments.office, account, arguments.name or "", passphrase)
    _ = words._
    seals = arguments.file.with_suffix(".keys")
    console.out.write(_("{file}: a live register of {office} was made.", file=arguments.file, office=arguments.office))
    console.out.write(
        "\n"
        + _(
            "{seals} belongs to it: keep both in one folder, and never one without the other. Open it in the window to "
            "make a recovery sheet or let a second administrator in; until then it takes no case.",
            seals=seals.name,
        )
        + "\n"
        + sheet_does_said(words)
        + "\n"
    )
    return 0
