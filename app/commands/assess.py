"""`sekisho assess`: the determination for one case file, or for a batch."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from app.commands.case_files import (
    CaseInput,
    at,
    case_of_line,
    ensure_one_output,
    opened_batch,
    read_case,
    read_date,
    read_line,
)
from app.commands.console import Console
from app.commands.parser import Parser
from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.errors import Mendable
from app.services.checking import checked_answers, edition_for
from app.wording.language import N_

EXAMPLE = N_("""\
examples:
  sekisho assess case.toml
  sekisho assess case.toml --on 2023-12-22 --format json
  sekisho assess case.toml --edition 2014-04-01
  sekisho assess case.toml --pdf memorandum.pdf
  sekisho assess case.toml --rulebook ~/editions/2026-04-21
  sekisho assess --batch cases.jsonl --brief > determinations.jsonl
  sekisho assess - < case.toml

a case file:
  title = "Patriot missiles to the United States"
  on = 2023-12-22
  [answers]
  item_heading = "2"
  weapon = "yes"
  destination = "US"

a line of a batch; its determination comes back with the same id:
  {"id": 1, "on": "2023-12-22", "answers": {"item_heading": "2", "weapon": "yes"}}

“sekisho rulebook facts” lists the facts and the codes of their answers.
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    parser.add_argument(
        "case",
        metavar="CASE.toml",
        nargs="?",
        type=Path,
        help=_("a case: title, on, [answers]; “-” for the standard input"),
    )
    parser.add_argument(
        "--batch",
        metavar="FILE.jsonl",
        type=Path,
        help=_("one case a line, as JSON, answered line by line; “-” for the standard input"),
    )
    parser.add_argument("--brief", action="store_true", help=_("with --batch: leave rules and changes out"))
    parser.add_argument("--on", metavar="DATE", help=_("the date of the assessment, instead of the one in the file"))
    parser.add_argument("--edition", metavar="ID", help=_("this edition, instead of the one in force on the date"))
    parser.add_argument("--rulebook", metavar="DIR", type=Path, help=_("an edition folder from outside the program"))
    parser.add_argument("--format", choices=("text", "json"), help=_("for people, or for programs; a batch is JSON"))
    parser.add_argument("--pdf", metavar="FILE", type=Path, help=_("write it as a document; nothing may be there yet"))
    parser.add_argument("--language", choices=("ja", "en"), help=_("the language of the text (default: the locale's)"))


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0, or 1 if a line of a batch could not be answered. Raises `Mendable` where the call is wrong."""
    if (arguments.case is None) == (arguments.batch is None):
        raise Mendable("Name either one case file, or a batch with --batch FILE.jsonl.")
    if arguments.edition is not None and arguments.rulebook is not None:
        raise Mendable("Name either --edition or --rulebook, not both.")
    if arguments.brief and arguments.batch is None:
        raise Mendable("--brief goes with --batch. Leave it out.")
    if arguments.format == "text" and arguments.batch is not None:
        raise Mendable("A batch is answered in JSON only. Leave --format text out.")
    if arguments.pdf is not None and arguments.batch is not None:
        raise Mendable("--pdf goes with one case file, not with --batch. Leave it out.")
    ensure_one_output(arguments)
    assessing = _Command(console, arguments)
    return assessing.batch(arguments.batch) if arguments.batch is not None else assessing.one(arguments.case)


class _Command:
    def __init__(self, console: Console, arguments: argparse.Namespace) -> None:
        self.console = console
        self.arguments = arguments
        self.words = console.words_for(arguments.language)
        self.shelf = console.shelf()
        self.on = None
        if arguments.on is not None:
            self.on = read_date(arguments.on, "--on")
            with at("--on"):
                self.shelf.id_on(self.on)
        if arguments.edition is not None:
            with at("--edition"):
                self.shelf.edition(arguments.edition)
        self.outside = self.shelf.read_outside(str(arguments.rulebook)) if arguments.rulebook is not None else None

    def one(self, path: Path) -> int:
        case = read_case(path, self.on is not None, self.console.keyboard)
        compiled, answers, on = self._prepared(case, str(path))
        if self.arguments.pdf is not None:
            self._write_pdf(case, compiled, answers, on)
            return 0
        determination = assess(compiled, self.shelf.reference(), on, answers)
        if self.arguments.format == "json":
            from app.domain.decision.record import full_record  # only for programs, not for people

            record = full_record(compiled.edition, determination, case.title)
            self.console.out.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
            return 0
        from app.wording.determination_sheet import determination_sheet  # only for people, not for programs

        sheet = determination_sheet(
            self.words, compiled, self.shelf.reference(), answers, determination, case.title or ""
        )
        self.console.out.write(sheet)
        return 0

    def _write_pdf(self, case: CaseInput, compiled: CompiledEdition, answers: dict[str, str], on: date) -> None:
        # Only for a document.
        from app.commands.pdf_files import write_pdf
        from app.documents.memorandum import memorandum
        from app.documents.told_lines import line_of_a_file
        from app.statements.assessed_line import line_of_file
        from app.wording.phrases import Phrases

        assessed = line_of_file(compiled, self.shelf.reference(), case.title or "", on, answers)
        phrases = Phrases(self.words, compiled.edition, self.shelf.reference())
        told = line_of_a_file(phrases, assessed)
        document = memorandum(phrases, assessed.case.particulars, (told,), is_on_register=False, is_training=False)
        write_pdf(self.console, self.words, self.arguments.pdf, document)

    def batch(self, path: Path) -> int:
        answered = refused = 0
        encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        with opened_batch(path, self.console.keyboard) as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                record = self._record_of_line(line, f"{path}:{number}")
                answered += 1
                refused += "error" in record
                self.console.out.write(encode(record) + "\n")
        if refused:
            said = self.words.ngettext(
                "{n} of {count} lines has a mistake; it is told in its place.",
                "{n} of {count} lines have mistakes; each is told in its place.",
                refused,
                count=answered,
            )
            self.console.err.write(said + "\n")
        return 1 if refused else 0

    def _record_of_line(self, line: bytes, where: str) -> dict[str, Any]:
        line_id = None
        try:
            line_id, written = read_line(line, where)
            case = case_of_line(written, where)
            compiled, answers, on = self._prepared(case, where)
        except Mendable as error:
            return {"id": line_id, "error": self.words.error(error)}
        brief = self.arguments.brief
        determination = assess(compiled, self.shelf.reference(), on, answers, findings=not brief, changes=not brief)
        return {"id": line_id, **self._record(compiled, determination, case.title)}

    def _record(self, compiled: CompiledEdition, determination: Determination, title: str | None) -> dict[str, Any]:
        from app.domain.decision.record import brief_record, full_record

        if self.arguments.brief:
            return brief_record(determination, title)
        return full_record(compiled.edition, determination, title)

    def _prepared(self, case: CaseInput, where: str) -> tuple[CompiledEdition, dict[str, str], date]:
        on = self.on or case.on
        if on is None:
            raise Mendable("{where}: the date is missing. Give on = … in the file, or --on.", where=where)
        if self.on is None:
            with at(where), at("on"):
                self.shelf.id_on(on)
        compiled = edition_for(self.shelf, on, self.arguments.edition, self.outside)
        return compiled, checked_answers(self.shelf, case.answers, where, compiled.edition), on
