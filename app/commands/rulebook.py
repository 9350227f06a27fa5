"""`sekisho rulebook`: show an edition whole, certify one, compare two, or begin a draft."""

import argparse
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.console import Console
from app.commands.parser import Parser
from app.domain.decision.certificate import CHECKS, Certificate, certify
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.witness import Situation
from app.domain.errors import Mendable, Quoted
from app.wording.certificate_sheet import certificate_sheet
from app.wording.edition_sheet import edition_sheet, facts_sheet
from app.wording.language import N_, Words
from app.wording.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.decision.comparison import Group
    from app.domain.law.reference import Reference
    from app.domain.law.rulebook import Edition
    from app.services.ports import RulebookShelf

#: After so many groups it is told again how many there are.
_A_FEW = 10

EXAMPLE = N_("""\
examples:
  sekisho rulebook show                           the editions there are
  sekisho rulebook show 2026-04-21                an edition, resolved and whole
  sekisho rulebook show 2026-04-21 --format json  the content that is hashed
  sekisho rulebook facts                          the facts of the edition in force, with the codes of their answers
  sekisho rulebook certify 2026-04-21
  sekisho rulebook certify ~/editions/2026-04-21 --format json
  sekisho rulebook compare 2024-03-26 2026-04-21
  sekisho rulebook compare 2026-04-21 ~/editions/2026-04-21 --format json
  sekisho rulebook draft 2026-04-21 ~/editions/2026-12-01
""")


def add_arguments(parser: Parser) -> None:
    """The arguments of the command."""
    _ = parser.words._
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title=_("actions"))

    def add(name: str, does: str) -> Parser:
        return actions.add_parser(name, words=parser.words, help=does, description=does, epilog=_(EXAMPLE))

    one = _("an edition's id, or its folder")
    show = add("show", _("Show an edition, resolved and whole; without one, list the editions."))
    show.add_argument("edition", metavar="ID|DIR", nargs="?", help=one)
    facts = add("facts", _("List the facts that a case file can give, and the codes of their answers."))
    facts.add_argument("edition", metavar="ID|DIR", nargs="?", help=_("an edition; else the one in force today"))
    check = add("certify", _("Check an edition: is it complete and consistent, and can every rule in it apply?"))
    check.add_argument("edition", metavar="ID|DIR", help=one)
    compare = add("compare", _("Count every situation in which two editions differ, with examples."))
    compare.add_argument("a", metavar="A", help=one)
    compare.add_argument("b", metavar="B", help=_("the edition to compare it with"))
    draft = add("draft", _("Write an edition whole into a folder, to begin a draft of another one."))
    draft.add_argument("edition", metavar="FROM", help=one)
    draft.add_argument("folder", metavar="DIR", help=_("a new folder, or an empty one"))
    for action in (show, facts, check, compare):
        action.add_argument("--format", choices=("text", "json"), default="text", help=_("for people, or for programs"))
    for action in (show, facts, check, compare, draft):
        action.add_argument(
            "--language", choices=("ja", "en"), help=_("the language of the text (default: the locale's)")
        )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Exit status 0, or 1 if the edition is not certified. Raises `Mendable` where there is no such edition."""
    if arguments.action == "certify":
        return _certify(arguments, console)
    if arguments.action == "compare":
        return _compare(arguments, console)
    if arguments.action == "facts":
        return _facts(arguments, console)
    if arguments.edition is None:
        return _list(arguments, console)
    if arguments.action == "draft":
        return _draft(arguments, console)
    shelf = console.shelf()  # the one that read an edition from a folder knows its content
    edition = _edition(arguments.edition, shelf).edition
    if arguments.format == "json":
        _print_json(edition_record(edition, shelf), console)
    else:
        words = console.words_for(arguments.language)
        console.out.write(edition_sheet(words, edition, shelf.reference(), shelf.examination(edition)))
    return 0


def edition_record(edition: "Edition", shelf: "RulebookShelf") -> dict[str, Any]:
    """The edition's content as it is hashed, under its hash; apart from it what is laid beside it."""
    heading, entries = json.loads(shelf.content(edition))
    record = {"sha256": edition.sha256, "edition": heading, **{kind: dict(rows) for kind, rows in entries}}
    beside = shelf.written_beside(edition)
    if beside is not None:
        record["laid_beside"] = {"edition": shelf.examination(edition).edition_id, **beside}
    return record


def certificate_record(certificate: Certificate) -> dict[str, Any]:
    """The certificate as plain data; its situations can be assessed as cases."""
    return {
        "schema": "sekisho.certificate/1",
        "edition": certificate.edition_id,
        "edition_sha256": certificate.edition_sha256,
        "certified": certificate.is_certified,
        "checks": {check: certificate.passed(check) for check in CHECKS},
        "defects": [
            {
                "check": defect.check,
                "code": defect.code,
                "subjects": list(defect.subjects),
                "counterexamples": [_situation(situation) for situation in defect.situations],
            }
            for defect in certificate.defects
        ],
        "conflicts": [
            {
                "prevails": conflict.prevails,
                "yields": conflict.yields,
                "resolved_by": "order of outcomes",
                "declared": conflict.declared,
                "example": _situation(conflict.situation),
            }
            for conflict in certificate.conflicts
        ],
        "never_told_apart": [{"fact": fact, "values": list(values)} for fact, values in certificate.alike],
        "risks": list(certificate.risks),
        "distinct_results": certificate.leaves,
        "diagram_nodes": certificate.nodes,
    }


def _situation(situation: Situation) -> dict[str, Any]:
    return {"on": situation.on.isoformat(), "answers": situation.answers}


def _certify(arguments: argparse.Namespace, console: Console) -> int:
    shelf = console.shelf()
    compiled = _edition(arguments.edition, shelf)
    certificate = certify(compiled, shelf.reference())
    if arguments.format == "json":
        _print_json(certificate_record(certificate), console)
    else:
        words = console.words_for(arguments.language)
        place = partial(shelf.place, compiled.edition)
        console.out.write(certificate_sheet(words, certificate, compiled.edition, shelf.reference(), place))
    return 0 if certificate.is_certified else 1


def _compare(arguments: argparse.Namespace, console: Console) -> int:
    # Imported late: no other action needs them.
    from app.domain.decision.comparison import Comparison
    from app.wording.comparison_sheet import comparison_sheet
    from app.wording.comparison_words import ComparisonWords

    shelf = console.shelf()
    a, b = _edition(arguments.a, shelf), _edition(arguments.b, shelf)
    comparison = Comparison(a, b, shelf.reference())
    words = console.words_for(arguments.language)
    if arguments.format == "json":
        groups = [group_record(group) for group in _counted_aloud(comparison.groups(), words, console)]
        _print_json({"a": a.edition.id, "b": b.edition.id, "groups": groups}, console)
    else:
        examinations = shelf.examination(a.edition), shelf.examination(b.edition)
        said = ComparisonWords(words, a.edition, b.edition, shelf.reference(), examinations)
        console.out.write(comparison_sheet(comparison, said))
    return 0


def group_record(group: "Group") -> dict[str, Any]:
    """Situations in which two editions differ, as plain data; the example can be assessed as a case."""
    difference = group.difference
    return {
        "when": {fact: list(values) for fact, values in group.when.items()},
        "count": group.situations,
        "outcome_a": difference.outcome_a.value,
        "outcome_b": difference.outcome_b.value,
        "differs_in": list(difference.differs_in),
        "example": dict(group.example),
    }


def _counted_aloud(groups: "Iterable[Group]", words: Words, console: Console) -> "Iterator[Group]":
    """The groups; to somebody who watches, how many have been found so far."""
    is_watched = console.err.isatty()
    number = 0
    for number, group in enumerate(groups, 1):
        if is_watched and number % _A_FEW == 0:
            console.err.write("\r" + words.ngettext("{n} group found …", "{n} groups found …", number))
            console.err.flush()
        yield group
    if is_watched and number:
        console.err.write("\r" + words.ngettext("{n} group found", "{n} groups found", number) + "   \n")


def _draft(arguments: argparse.Namespace, console: Console) -> int:
    shelf = console.shelf()
    compiled = _edition(arguments.edition, shelf)
    shelf.write_draft(compiled.edition, arguments.folder)
    words = console.words_for(arguments.language)
    said = words._(
        "Edition {edition} stands in {folder}, whole. Give it an id of its own in edition.toml, then change what has "
        "to be changed, and certify it: sekisho rulebook certify {folder}",
        edition=compiled.edition.id,
        folder=arguments.folder,
    )
    console.out.write(said + "\n")
    return 0


def _list(arguments: argparse.Namespace, console: Console) -> int:
    editions = console.shelf().editions()
    if arguments.format == "json":
        _print_json(
            [
                {"id": edition.id, "in_force_from": edition.heading.in_force_from.isoformat(), "sha256": edition.sha256}
                for edition in editions
            ],
            console,
        )
        return 0
    words = console.words_for(arguments.language)
    for edition in editions:
        console.out.write(
            f"{edition.id}  {words.text(edition.heading.title)}\n            {words.text(edition.heading.summary)}\n"
        )
    return 0


def _facts(arguments: argparse.Namespace, console: Console) -> int:
    shelf = console.shelf()
    in_force = shelf.id_on(console.today())
    edition, reference = _edition(arguments.edition or in_force, shelf).edition, shelf.reference()
    words = console.words_for(arguments.language)
    if arguments.format == "json":
        _print_json(facts_record(words, edition, reference), console)
    else:
        console.out.write(facts_sheet(words, edition, reference))
    return 0


def facts_record(words: Words, edition: "Edition", reference: "Reference") -> dict[str, Any]:
    """The facts of an edition that a case can give, with the codes of their answers, in both languages."""
    phrases = Phrases(words, edition, reference)
    countries = [{"value": code, **row.name._asdict()} for code, row in reference.countries.items()]
    return {
        "schema": "sekisho.facts/1",
        "edition": edition.id,
        "facts": [
            {
                "id": fact.id,
                "label": fact.label._asdict(),
                "question": None if fact.question is None else fact.question._asdict(),
                "values": "countries"
                if fact.is_country
                else [{"value": value, **phrases.value_text(fact, value)._asdict()} for value in fact.values],
            }
            for fact in edition.facts
            if fact.is_asked
        ],
        "countries": countries,
    }


def _edition(named: str, shelf: "RulebookShelf") -> CompiledEdition:
    """An edition of the program by its id, or one in a folder."""
    if named in shelf.timeline.days:
        return shelf.compiled(named)
    folder = Path(named)
    if folder.is_dir():
        return shelf.read_outside(named)
    raise Mendable(
        "{named} is neither an edition nor a folder. The editions are: {editions}.",
        named=Quoted(named),
        editions=tuple(shelf.timeline.days),
    )


def _print_json(record: Any, console: Console) -> None:
    console.out.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
