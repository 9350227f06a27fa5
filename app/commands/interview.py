"""`sekisho interview`: a guided interview in the terminal, for where there is no window."""

import argparse
import json
from datetime import date
from pathlib import Path
from unicodedata import normalize

from app.commands.case_files import at, read_date
from app.commands.console import Console
from app.commands.parser import Parser
from app.domain.characters import one_hyphen
from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.errors import Mendable
from app.domain.law.facts import Fact
from app.domain.law.outcomes import Result
from app.domain.law.reference import Reference
from app.domain.search import closeness, findable, name_typed, surely_meant
from app.services.checking import edition_for
from app.wording.determination_sheet import determination_sheet
from app.wording.language import N_, Words
from app.wording.phrases import Phrases

EXAMPLE = N_("""\
examples:
  sekisho interview
  sekisho interview --on R8.5.20
  sekisho interview --on 2026-05-20 --save case.toml --language ja

at each question: a number or a code answers, - means not yet known, ? explains, b goes back, q ends the interview.
""")

_NOT_KNOWN, _EXPLAIN, _BACK, _QUIT, _AGAIN = "-", "?", "b", "q", "a"
_SIGNS = (_NOT_KNOWN, _EXPLAIN, _BACK, _QUIT, _AGAIN)
_SHOWN_STATES = 12


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    parser.add_argument(
        "--on", metavar="DATE", help=_("the date of the assessment, which chooses the edition (default: today)")
    )
    parser.add_argument("--edition", metavar="ID", help=_("this edition, instead of the one in force on the date"))
    parser.add_argument("--title", metavar="TEXT", default="", help=_("what the case is called"))
    parser.add_argument("--save", metavar="CASE.toml", type=Path, help=_("write the answers to a case file at the end"))
    parser.add_argument(
        "--language", choices=("ja", "en"), help=_("the language of the interview (default: the locale's)")
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0. Raises `Mendable` for a date or an edition that there is not, or a file that is there already."""
    on = console.today() if arguments.on is None else read_date(arguments.on, "--on")
    shelf = console.shelf()
    with at("--on"):
        shelf.id_on(on)
    with at("--edition"):
        compiled = edition_for(shelf, on, arguments.edition, None)
    if arguments.save is not None and arguments.save.exists():
        raise Mendable("{file} is there already. Name another file to save the answers in.", file=str(arguments.save))
    words = console.words_for(arguments.language)
    interview = TerminalInterview(console, words, compiled, shelf.reference(), on)
    interview.hold()
    determination = interview.assessed(changes=True)
    sheet = determination_sheet(words, compiled, shelf.reference(), interview.answers, determination, arguments.title)
    console.out.write(f"\n{sheet}")
    if arguments.save is not None:
        _save(arguments.save, arguments.title, on, interview.answers)
        console.out.write("\n" + words._("The answers were saved in {file}.", file=arguments.save) + "\n")
    return 0


class TerminalInterview:
    """Asks one question after the other until nothing is left that could change the result, or the user ends it."""

    def __init__(
        self, console: Console, words: Words, compiled: CompiledEdition, reference: Reference, on: date
    ) -> None:
        self.console = console
        self.words = words
        self.compiled = compiled
        self.reference = reference
        self.on = on
        self.phrases = Phrases(words, compiled.edition, reference)
        self.answers: dict[str, str] = {}
        self.passed_over: list[str] = []
        self._asked: list[str] = []

    def hold(self) -> None:
        """Ask until the end."""
        while True:
            determination = self.assessed()
            if determination.next_question is None:
                return
            fact_id = self._next(determination)
            said = (
                self._ask(self.compiled.edition.fact_by_id[fact_id], determination)
                if fact_id
                else self._offer_again(determination)
            )
            if said == _QUIT:
                return
            if said == _BACK:
                self._go_back()
            elif fact_id is None:
                self.passed_over.clear()
            else:
                self._take(fact_id, said)

    def _next(self, determination: Determination) -> str | None:
        """What helps most, then whatever else can change the result; None where all of that was passed over."""
        left = [fact for fact in determination.unknown if fact not in self.passed_over]
        best = determination.next_question
        return best if best in left else next(iter(left), None)

    def _take(self, fact_id: str, said: str) -> None:
        self._asked.append(fact_id)
        if said == _NOT_KNOWN:
            self.passed_over.append(fact_id)
        else:
            self.answers[fact_id] = said

    def _offer_again(self, determination: Determination) -> str:
        """Tell that only what is not yet known is left; whether to go through it again, back, or to the end."""
        words = self.words
        self._say("")
        self._say_outcome(determination)
        self._say(words._("All of them were passed over as not yet known:"))
        for fact_id in determination.unknown:
            self._say(f"  ・{self.phrases.fact(fact_id)}")
        while True:
            self._say(words._("a go through them again · b back · q end the interview"))
            said = self._read()
            if said in (_AGAIN, _BACK, _QUIT):
                return said

    def assessed(self, *, changes: bool = False) -> Determination:
        """The determination for the answers so far."""
        return assess(
            self.compiled,
            self.reference,
            self.on,
            self.answers,
            passed_over=frozenset(self.passed_over),
            changes=changes,
        )

    def _go_back(self) -> None:
        if self._asked:
            last = self._asked.pop()
            self.answers.pop(last, None)
            if last in self.passed_over:
                self.passed_over.remove(last)

    def _ask(self, fact: Fact, determination: Determination) -> str:
        """The value, or one of the signs for not yet known, back and quit."""
        words = self.words
        self._say("")
        self._say_outcome(determination, words.text(self.compiled.edition.section(fact.section).label))
        self._say(words.text(fact.question or fact.label))
        if determination.evaluation.is_applicable(fact.id) is Result.UNKNOWN:
            self._say("  " + words._("Whether this applies depends on facts that are not known."))
        if fact.why is not None:
            self._say("  " + words._("Why this is asked: {why}", why=words.text(fact.why)))
        self._show_choices(fact)
        while True:
            said = self._read()
            if said in (_NOT_KNOWN, _BACK, _QUIT):
                return said
            if said == _EXPLAIN:
                self._explain(fact)
                continue
            value = self._value(fact, said)
            if value is not None:
                self._say(f"  → {self.phrases.value(fact.id, value)}" + (f" ({value})" if fact.is_country else ""))
                return value

    def _say_outcome(self, determination: Determination, section: str = "") -> None:
        """How the result stands, with the section of the question that follows."""
        remaining = self.words.ngettext(
            "{n} question can still change the result.",
            "{n} questions can still change the result.",
            len(determination.unknown),
        )
        outcome = self.phrases.outcome(determination.outcome)
        self._say("── " + " — ".join(part for part in (section, outcome, remaining) if part))

    def _show_choices(self, fact: Fact) -> None:
        if fact.is_country:
            self._say("  " + self.words._("Type a country code, or part of a name in Japanese or English."))
            return
        for key, value in _keys(fact).items():
            choice = fact.choice(value)
            note = f" — {self.words.text(choice.note)}" if choice and choice.note else ""
            self._say(f"  {key}. {self.phrases.value(fact.id, value)}{note}")

    def _explain(self, fact: Fact) -> None:
        if fact.help is not None:
            self._say("  " + self.words.text(fact.help))
        for source in self.phrases.sources(fact.origin.sources):
            self._say("  " + self.words._("Source: {source}", source=source))
        self._say("  " + self.words._("- not yet known · b back · q end the interview"))

    def _value(self, fact: Fact, said: str) -> str | None:
        if fact.is_country:
            return self._state(said)
        value = _keys(fact).get(said) or self._value_called(fact, said)
        if value is None:
            self._say(
                "  "
                + self.words._(
                    "“{said}” is none of the answers. Type what stands before one, or ? for help.", said=said
                )
            )
        return value

    def _value_called(self, fact: Fact, said: str) -> str | None:
        typed = name_typed(said)
        texts = {value: self.phrases.value_text(fact, value) for value in fact.values}
        found = {
            value: place
            for value, text in texts.items()
            if (place := closeness(typed, findable(value, text.ja, text.en))) is not None
        }
        return surely_meant(found)

    def _state(self, said: str) -> str | None:
        """The state that was surely meant. A code counts in capitals only: "no" is an answer more often than Norway."""
        code = said.upper()
        if code in self.reference.countries and said != code:
            self._say(
                "  "
                + self.words._(
                    "“{said}” is also the code of {state}. If that country is meant, type {code} or its name.",
                    said=said,
                    state=self.words.text(self.reference.countries[code].name),
                    code=code,
                )
            )
            return None
        found = self._states_named(said)
        meant = surely_meant(found)
        if meant is not None:
            return meant
        if not found:
            self._say(
                "  "
                + self.words._(
                    "No country is called “{said}”. Type a code of two letters, or part of a name.", said=said
                )
            )
        for code in sorted(found, key=found.__getitem__)[:_SHOWN_STATES]:
            self._say(f"  {code}  {self.words.text(self.reference.countries[code].name)}")
        if len(found) > _SHOWN_STATES:
            self._say("  " + self.words._("… and {n} more. Type more of the name.", n=len(found) - _SHOWN_STATES))
        return None

    def _states_named(self, said: str) -> dict[str, int]:
        """The codes of the states that are found by what was typed, and how close it comes to each."""
        typed, names = name_typed(said), self.reference.states_found_by
        return {code: place for code in names if (place := closeness(typed, names[code])) is not None}

    def _read(self) -> str:
        self.console.out.write("> ")
        self.console.out.flush()
        line = self.console.keyboard.readline()
        if not line:  # the input has ended
            self._say("")
            return _QUIT
        said = normalize("NFKC", line).strip()
        # A sign is a sign in any width and case; the sign of a long vowel stands on the key of the hyphen.
        sign = one_hyphen(said).casefold()
        return sign if sign in _SIGNS else said or _EXPLAIN

    def _say(self, line: str) -> None:
        self.console.out.write(line + "\n")


def _keys(fact: Fact) -> dict[str, str]:
    """What to type for each value: its number in the list, or the value itself where values are numbers."""
    if any(value.isdecimal() for value in fact.values):
        return {value: value for value in fact.values}
    return {str(number): value for number, value in enumerate(fact.values, 1)}


def _save(path: Path, title: str, on: date, answers: dict[str, str]) -> None:
    # A JSON string is also a TOML string.
    lines = [f"title = {json.dumps(title, ensure_ascii=False)}", f"on = {on.isoformat()}", "", "[answers]"]
    lines += [f"{fact} = {json.dumps(value)}" for fact, value in answers.items()]
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise Mendable("{file} cannot be written: {why}.", file=str(path), why=error.strerror) from error
