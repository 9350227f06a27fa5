"""`sekisho case`: a case of a register with the determination of each line, printed, as data, or as a document."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from app.commands.case_files import at, ensure_one_output, read_date
from app.commands.console import Console
from app.commands.parser import Parser
from app.commands.pdf_files import write_pdf
from app.documents.document import Document, text_of
from app.documents.memorandum import memorandum
from app.documents.told_lines import line_as_it_stands
from app.domain.decision.assessment import changes_of
from app.domain.decision.record import full_record
from app.domain.errors import Mendable
from app.domain.register.cases import Case
from app.rehearsals.state import state_of
from app.services.ports import RulebookShelf, UnitOfWork
from app.services.reading import find_case, read_heading, recorded_determinations
from app.statements.assessed_line import Assessed, stored_line
from app.statements.record_status import told_record
from app.statements.whole_case import whole_case_says
from app.wording.language import N_, Words
from app.wording.phrases import Phrases

SCHEMA = "sekisho.case/1"

EXAMPLE = N_("""\
examples:
  sekisho --register training.sekisho case 2026-0001
  sekisho --register training.sekisho case 2026-0001 --pdf memorandum.pdf --language ja
  sekisho --register training.sekisho case 2026-0001 --on 2024-04-01 --format json
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    number = _("the number of a case in the register that --register names")
    parser.add_argument("number", metavar="NUMBER", help=number)
    parser.add_argument("--on", metavar="DATE", help=_("as of this date, instead of the one of the case"))
    parser.add_argument("--format", choices=("text", "json"), help=_("for people, or for programs"))
    parser.add_argument("--pdf", metavar="FILE", type=Path, help=_("write it as a document; nothing may be there yet"))
    parser.add_argument("--language", choices=("ja", "en"), help=_("the language of the text (default: the locale's)"))


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0. Raises `Mendable` where there is no such case, or the document can't be written."""
    if console.open_register is None:
        raise Mendable("Name the register: sekisho --register FILE case NUMBER.")
    ensure_one_output(arguments)
    words = console.words_for(arguments.language)
    on = None if arguments.on is None else read_date(arguments.on, "--on")
    with console.open_register() as (work, shelf):
        if on is not None:
            with at("--on"):
                shelf.id_on(on)
        case = find_case(work, arguments.number)
        if on is not None:
            case = case._replace(particulars=case.particulars._replace(assessed_on=on))
        told = _Told(work, shelf, words, case, console.today(), on or console.today())
        if arguments.pdf is not None:
            write_pdf(console, words, arguments.pdf, told.document())
        elif arguments.format == "json":
            console.out.write(json.dumps(told.data(), ensure_ascii=False, indent=2) + "\n")
        else:
            console.out.write(text_of(told.document()))
    return 0


class _Told:
    """A case, told as its answers stand, each line with whether that is on record."""

    def __init__(self, work: UnitOfWork, shelf: RulebookShelf, words: Words, case: Case, today: date, on: date) -> None:
        self._work = work
        self._shelf = shelf
        self._case = case
        self._today = today
        self._on = on
        compiled = shelf.compiled(shelf.id_on(case.particulars.assessed_on))
        self._phrases = Phrases(words, compiled.edition, shelf.reference())
        self._lines = [stored_line(compiled, shelf.reference(), case, line) for line in case.lines]

    def document(self) -> Document:
        """The memorandum of the case; of a case with one line that of the line."""
        case, timeline = self._case, self._shelf.timeline
        told = tuple(
            line_as_it_stands(
                self._phrases, line, timeline, self._today, recorded_determinations(self._work, line.line.id)
            )
            for line in self._lines
        )
        recorded = [line.line.id for line in self._lines if told_record(line) is not None]
        results = {line.line.position: line.determination for line in self._lines}
        whole = whole_case_says(self._phrases, case, results, recorded) if len(told) > 1 else None
        is_training = read_heading(self._work).kind == "training"
        return memorandum(self._phrases, case.particulars, told, whole=whole, is_training=is_training)

    def data(self) -> dict[str, Any]:
        """The case as plain data, each line with its determination as an assessment gives it."""
        given = self._case.particulars
        return {
            "schema": SCHEMA,
            "number": given.number,
            "title": given.title,
            "received_on": given.received_on.isoformat(),
            "on": given.assessed_on.isoformat(),
            "case_officer": given.case_officer,
            "case_officer_name": self._phrases.words.person(given.case_officer),
            "lines": [self._line(line) for line in self._lines],
            **state_of(self._work, self._shelf, self._case.id, self._on),
        }

    def _line(self, line: Assessed) -> dict[str, Any]:
        record = told_record(line)
        changes = changes_of(line.compiled, line.reference, line.known, line.determination)
        determination = line.determination._replace(changes=changes)
        return {
            "line": line.line.position,
            "item": line.line.particulars.item,
            "answers": dict(line.known),
            "record": None if record is None else {"number": record.number, "at": record.recorded_at.isoformat()},
            "determination": full_record(line.edition, determination, self._case.particulars.title),
        }
