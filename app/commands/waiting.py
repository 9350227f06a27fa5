"""`sekisho waiting`: what the cases of a register wait for, as the screen of approvals has it."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from app.commands.console import Console
from app.commands.parser import Parser
from app.domain.errors import Mendable, Quoted
from app.domain.register.awaited import Awaited, Part, WaitGroup, part_of
from app.domain.register.people import Person, person_at_desk
from app.services.awaiting import list_waits
from app.services.ports import RegisterHeading, UnitOfWork, WaitFilter, WaitOrder
from app.services.reading import read_heading
from app.wording.language import N_, Words
from app.wording.wait_words import WaitWords

SCHEMA = "sekisho.waiting/1"

EXAMPLE = N_("""\
examples:
  sekisho --register training.sekisho waiting
  sekisho --register training.sekisho waiting --person recorder-a --group mine
  sekisho --register training.sekisho waiting --format json
""")

_GROUPS = {
    WaitGroup.MINE: N_("For {name}:"),
    WaitGroup.OTHERS: N_("For others:"),
    WaitGroup.VOID: N_("Void, to be given anew:"),
    WaitGroup.ENDING: N_("Running out:"),
}


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    groups = tuple(group.value for group in WaitGroup)
    parser.add_argument("--person", metavar="ACCOUNT", help=_("whose it is to do (default: who is at the desk first)"))
    parser.add_argument("--group", choices=groups, help=_("this group only"))
    parser.add_argument("--format", choices=("text", "json"), help=_("for people, or for programs"))
    parser.add_argument("--language", choices=("ja", "en"), help=_("the language of the text (default: the locale's)"))


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0. Raises `Mendable` where no register is named, or nobody in it has the account."""
    if console.open_register is None:
        raise Mendable("Name the register: sekisho --register FILE waiting.")
    if arguments.person is not None and arguments.group in (WaitGroup.VOID.value, WaitGroup.ENDING.value):
        raise Mendable("--person makes no difference to this group, which is everybody's. Leave it out.")
    groups = tuple(WaitGroup) if arguments.group is None else (WaitGroup(arguments.group),)
    with console.open_register() as (work, shelf):
        heading = read_heading(work)
        on = heading.training_day or console.today()
        part = part_of(_person(heading, arguments.person), heading.office, heading.people, on)
        waiting = {group: _all(work, group, part) for group in groups}
        if arguments.format == "json":
            data = {
                "schema": SCHEMA,
                "on": on.isoformat(),
                "person": part.account,
                **{group.value: [_data(each) for each in found] for group, found in waiting.items()},
            }
            console.out.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        else:
            words = console.words_for(arguments.language)
            said = WaitWords(words, shelf.editions(), shelf.reference())
            for group, found in waiting.items():
                console.out.write(words._(_GROUPS[group], name=words.person(part.account)) + "\n")
                console.out.writelines(f"  {line}\n" for line in _lines(words, said, found, part))
    return 0


def _person(heading: RegisterHeading, account: str | None) -> Person:
    if account is not None and account not in {person.account for person in heading.people}:
        raise Mendable("Nobody in this register has the account {account}.", account=Quoted(account))
    return person_at_desk(heading.people, account)


def _all(work: UnitOfWork, group: WaitGroup, part: Part) -> tuple[Awaited, ...]:
    order = WaitOrder.UNTIL if group is WaitGroup.ENDING else WaitOrder.SINCE
    wanted = WaitFilter(group, part, order=order)
    return list_waits(work, wanted._replace(limit=work.waits.size(wanted)))


def _lines(words: Words, said: WaitWords, found: tuple[Awaited, ...], part: Part) -> Iterator[str]:
    if not found:
        yield words._("nothing")
    for each in found:
        wait = each.wait
        until = said.until(wait, part.on)
        yield " · ".join(
            filter(
                None,
                (
                    each.number,
                    said.what(wait, part.on),
                    "" if (whom := said.whom(each)) == "—" else whom,
                    until or said.since(wait, part.on),
                ),
            )
        )


def _data(awaited: Awaited) -> dict[str, Any]:
    """One thing that waits; nothing is null."""
    wait = awaited.wait
    return {
        "number": awaited.number,
        "title": awaited.title,
        "state": awaited.state.value,
        "case_officer": awaited.case_officer,
        "kind": wait.kind.value,
        "step": wait.step,
        "office": wait.office,
        "subject": wait.subject,
        "since": wait.since.isoformat(),
        "until": "" if wait.until is None else wait.until.isoformat(),
        "by": wait.by,
        "refusal": wait.refusal,
    }
