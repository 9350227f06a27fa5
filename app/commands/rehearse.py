"""`sekisho rehearse`: play a run of acts through the same use cases as the window, and say how each went."""

import argparse
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.case_files import read_date
from app.commands.console import Console
from app.commands.parser import Parser
from app.domain.errors import Mendable
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.rehearsals.given import Given
from app.rehearsals.playing import Played, play
from app.rehearsals.state import state_of
from app.wording.language import N_, Language, Words
from app.wording.phrases import outcome_word, state_word
from app.wording.rehearsal_words import ACT_WORDS, PERMIT_WORDS

if TYPE_CHECKING:
    from app.rehearsals.rehearsal import Rehearsal
    from app.rehearsals.stage import Stage

SCHEMA = "sekisho.rehearsed/1"
EXAMPLE = N_("""\
examples:
  sekisho rehearse rehearsal.toml
  sekisho rehearse rehearsal.toml --until 12
  sekisho rehearse rehearsal.toml --format json > rehearsed.json
  sekisho rehearse rehearsal.toml --register training.sekisho
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the rehearsal"))
    parser.add_argument(
        "--register",
        metavar="FILE",
        dest="stage",
        type=Path,
        help=_("a training register to play on, instead of a fresh one that leaves nothing behind"),
    )
    parser.add_argument("--format", choices=("text", "json"), help=_("for people, or for programs"))
    parser.add_argument("--until", metavar="N", type=int, help=_("play no further than to the act of this number"))
    parser.add_argument("--on", metavar="DATE", help=_("show the state as of this date, instead of the last act’s"))
    parser.add_argument("--language", choices=("ja", "en"), help=_("the language of the text (default: the locale's)"))


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0 where every act went as the file says, 1 where one did not.

    Raises `Mendable` where the file has mistakes: then nothing was played.
    """
    if arguments.until is not None and arguments.until < 1:
        raise Mendable("--until is the number of an act, 1 or more.")
    on = None if arguments.on is None else read_date(arguments.on, "--on")
    offices = frozenset(console.shelf().reference().bodies)
    rehearsal = console.rehearsals.read(arguments.file, offices)
    register = arguments.stage or (Path(arguments.register) if arguments.register else None)
    acts = rehearsal.acts[: arguments.until]
    played: list[Played] = []
    with console.rehearsals.stage(rehearsal, register) as stage:
        given = Given()
        if arguments.format == "json":
            play(acts, stage, given, played.append)
            data = _data(console, rehearsal, played, stage, given, on or acts[-1].on)
            console.out.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        else:
            words = console.words_for(arguments.language)
            console.out.write(rehearsal.title.in_language(words.language.value) + "\n")
            names = {person.key: person.names.in_language(words.language.value) for person in rehearsal.people}

            def tell(each: Played) -> None:
                played.append(each)
                console.out.writelines(f"{line}\n" for line in _told(words, names, each))

            play(acts, stage, given, tell)
            told = _states_told(words, stage, given, on or acts[-1].on)
            console.out.writelines(f"{line}\n" for line in told)
    return 0 if all(each.is_as_expected for each in played) else 1


def _told(words: Words, names: Mapping[str, str], played: Played) -> Iterator[str]:
    """What came of an act, in a line or two."""
    _, act = words._, played.act
    if act.tell is not None:
        yield f"     {act.tell.in_language(words.language.value)}"
    what = _(ACT_WORDS[act.do])
    number, day = f"{act.number:3}", words.date(act.on)
    line = _("{number}. {day} {person}: {what}", number=number, day=day, person=names[act.by], what=what)
    if played.refusal is not None:
        line += " — " + _("refused ({code}): {why}", code=played.code, why=words.error(played.refusal))
    yield line
    if played.differs:
        yield "     " + _("The state is another than expected: {differs}", differs=played.differs)
    elif not played.is_as_expected:
        yield "     " + _("Expected: {expected}", expected=act.expect or _("done"))


def _states_told(words: Words, stage: "Stage", given: Given, on: date) -> Iterator[str]:
    """What came of each case, as of a day."""
    work, shelf = stage.register
    yield words._("State on {day}:", day=words.date(on))
    for case_id in given.cases.values():
        state = state_of(work, shelf, case_id, on)
        yield "  " + words._(
            "{number}: {state}, {outcome}",
            number=state["number"],
            state=state_word(words, CaseState(state["state"])),
            outcome=outcome_word(words, Outcome(state["outcome"])),
        )
        for permit in state["permits"]:
            is_now = words._(PERMIT_WORDS[permit["state"]])
            until = words.date(date.fromisoformat(permit["valid_until"]))
            yield "    " + words._(
                "Permit {number}, until {until}: {state}", number=permit["number"], until=until, state=is_now
            )


def _data(
    console: Console, rehearsal: "Rehearsal", played: list[Played], stage: "Stage", given: Given, on: date
) -> dict[str, Any]:
    """All that was played, for programs."""
    work, shelf = stage.register
    size, root = stage.head()
    return {
        "schema": SCHEMA,
        "title": rehearsal.title._asdict(),
        "acts": [_act_data(console, each) for each in played],
        "cases": {key: state_of(work, shelf, case_id, on) for key, case_id in given.cases.items()},
        "on": on.isoformat(),
        "ledger": {"size": size, "root": root},
    }


def _act_data(console: Console, played: Played) -> dict[str, Any]:
    says = {
        language.value: "" if played.refusal is None else console.words(language).error(played.refusal)
        for language in Language
    }
    return {
        "n": played.act.number,
        "do": played.act.do,
        "result": "done" if played.refusal is None else "refused",
        "code": played.code,
        "says": says,
        "as_expected": played.is_as_expected,
    }
