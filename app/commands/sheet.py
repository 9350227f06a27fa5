"""`sekisho sheet`: a paper of the procedure of a case: a sheet, the record of a permit, the draft of a notice."""

import argparse
from pathlib import Path

from app.commands.console import Console
from app.commands.parser import Parser
from app.commands.pdf_files import write_pdf
from app.documents.case_papers import CasePapers
from app.documents.document import text_of
from app.documents.papers_offered import PaperOffered, papers_offered
from app.documents.sheet_to_go import sheet_to_go
from app.domain.errors import Mendable, on_one_line
from app.domain.procedure.sheet_file import bytes_of_sheet
from app.services.ports import RulebookShelf, UnitOfWork
from app.services.reading import find_case
from app.services.reading_for_papers import read_for_papers
from app.wording.language import N_, Words
from app.wording.letter_words import words_of_letters
from app.wording.procedure_phrases import ProcedurePhrases, titles_of

EXAMPLE = N_("""\
examples:
  sekisho --register training.sekisho sheet 2026-0001 nsc_four_ministers
  sekisho --register training.sekisho sheet 2026-0001 nsc_four_ministers --office prime_minister --pdf sheet.pdf
  sekisho --register training.sekisho sheet 2026-0001 interministerial_examination --office mofa --filled
  sekisho --register training.sekisho sheet 2026-0001 interministerial_examination --office mofa --file mofa.sheet
  sekisho --register training.sekisho sheet 2026-0001 diet_notice --language ja
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    number = _("the number of a case in the register that --register names")
    parser.add_argument("number", metavar="NUMBER", help=number)
    parser.add_argument(
        "of", metavar="STEP", help=_("the id of a step or notice of the case, or the number of a permit")
    )
    parser.add_argument("--office", metavar="ID", help=_("the sheet for this office alone, by its id"))
    parser.add_argument("--filled", action="store_true", help=_("with what was entered from the sheet"))
    parser.add_argument("--pdf", metavar="FILE", type=Path, help=_("write it as a document; nothing may be there yet"))
    parser.add_argument(
        "--file",
        metavar="FILE",
        type=Path,
        help=_("write the sheet of an office as a file that it fills in; nothing may be there yet"),
    )
    parser.add_argument("--language", choices=("ja", "en"), help=_("the language of the text (default: the locale's)"))


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0. Raises `Mendable` where there is no such case or paper, or it can't be written."""
    if console.open_register is None:
        raise Mendable("Name the register: sekisho --register FILE sheet NUMBER STEP.")
    if arguments.file is not None and arguments.pdf is not None:
        raise Mendable("--file has the PDF in it. Leave out --file or --pdf.")
    if arguments.file is not None and arguments.filled:
        raise Mendable("--file writes a sheet that is to be filled in. Leave out --file or --filled.")
    words = console.words_for(arguments.language)
    with console.open_register() as (work, shelf):
        papers = _papers(work, shelf, words, arguments.number)
        chosen = _chosen(papers_offered(papers, console.today()), arguments)
        if arguments.file is not None:
            _write_file(console, words, papers, chosen, arguments.file)
        elif arguments.pdf is not None:
            write_pdf(console, words, arguments.pdf, chosen.make())
        else:
            console.out.write(text_of(chosen.make()))
    return 0


def _papers(work: UnitOfWork, shelf: RulebookShelf, words: Words, number: str) -> CasePapers:
    read = read_for_papers(work, shelf, find_case(work, number).id)
    phrases = ProcedurePhrases(
        words_of_letters(words), read.edition, shelf.reference(), read.examination, titles_of(read.case)
    )
    heading = read.heading
    return CasePapers(phrases, read.case, heading.office, heading.uuid, is_training=heading.kind == "training")


def _chosen(offered: tuple[PaperOffered, ...], arguments: argparse.Namespace) -> PaperOffered:
    """The paper that was named. Without an office it is the sheet for all of the step, where there is one."""
    if not offered:
        raise Mendable("Nothing of this case can be put on paper yet: no step was requested.")
    named = [each for each in offered if each.of == arguments.of]
    if not named:
        raise Mendable(
            "The case has no paper “{of}”. It has these: {known}.",
            of=on_one_line(arguments.of),
            known=tuple(dict.fromkeys(each.of for each in offered)),
        )
    if named[0].request is None and (arguments.office is not None or arguments.filled or arguments.file is not None):
        raise Mendable("--office, --filled and --file are of the sheets of steps. Leave them out.")
    wanted = [each for each in named if each.is_filled == arguments.filled]
    if not wanted:
        raise Mendable("Nothing was entered from this sheet yet. Leave --filled out.")
    is_file = arguments.file is not None
    offices = tuple(dict.fromkeys(each.office for each in wanted if each.office or not is_file))
    office = arguments.office if arguments.office is not None else ("" if "" in offices else offices[0])
    if office not in offices or (arguments.office is None and "" not in offices and len(offices) > 1):
        raise Mendable(
            "Name the office whose sheet it is: --office with one of these: {offices}.",
            offices=tuple(each for each in offices if each),
        )
    return next(each for each in wanted if each.office == office)


def _write_file(console: Console, words: Words, papers: CasePapers, chosen: PaperOffered, path: Path) -> None:
    if chosen.request is None:
        raise LookupError(f"{chosen.of} is no sheet")
    made = bytes_of_sheet(sheet_to_go(papers, chosen.request, chosen.office, console.press()))
    with console.new_file(path, may_replace=False) as file:
        file.write(made)
    console.out.write(words._("Saved as {path}.", path=path) + "\n")
