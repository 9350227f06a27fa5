"""No edition, rule, step, question or state is named in the program: they are data, and others tomorrow."""

import ast
import re
import textwrap
from collections.abc import Iterator

from tests.builders import ROOT, the_shelf

#: What the program itself has to know of the law, with the reason.
KNOWN_TO_THE_DOMAIN = {
    ("domain/law/facts.py", "destination"): "a case has a destination: lists show it, flags of states follow from it",
    ("viewmodels/requests/requests_model.py", "destination"): "the id of a column of the list",
    ("viewmodels/requests/filter_form.py", "destination"): "the field by which the list is narrowed to a destination",
}
#: Words of the program that happen to be ids of the law as well, with where they come from.
HOMONYMS = {
    "commitments": "the section; a part of a determination",
    "item": "the section; a field of a line",
    "none": "a value; a mark on the screen",
    "no": "a value of every yes-no fact",
    "yes": "a value of every yes-no fact",
    "open": "the ground; the mark of a question that is open",
    "origin": "the fact; a key of every entry of an edition",
    "other": "a value; a kind of document",
    "parts": "the ground; the parts of a condition",
    "procedure": "the section; a step of the work on a case",
    "purpose": "the fact; a field of a request for consent",
    "terms": "the fact; a chapter of the Rulebook",
    "unconfirmed": "a value of a table of reference",
}
#: Two capitals in texts of the program that are codes of states as well, with what they are there.
NO_CODES = {
    "ID": "an id, in the help of the command line",
    **dict.fromkeys(("AS", "BY", "IN", "IS"), "a word of SQL"),
}
#: States that the program names, with the reason.
NAMED_STATES = {
    ("commands/assess.py", "US"): "a file of a case, in the examples of the help",
    ("commands/assess.py", "United States"): "the same",
}
_TWO_CAPITALS = re.compile(r"(?<![A-Za-z0-9_%-])[A-Z]{2}(?![A-Za-z0-9_-])")


def ids_of_the_law() -> frozenset[str]:
    """Every id of every edition."""
    found: set[str] = set()
    for edition in the_shelf().editions():
        found |= {edition.id, *edition.fact_by_id, *edition.label_by_id}
        found |= {row.id for rows in (edition.sections, edition.sources, edition.points) for row in rows}
        found |= {value for fact in edition.facts for value in fact.values}
    return frozenset(found)


def plain_texts(source: str) -> Iterator[str]:
    """Every text that stands in the code, the parts of texts put together included; what explains the code is not."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documents = [next(iter(node.body), None) for node in ast.walk(tree) if isinstance(node, documented)]
    explaining = {id(first.value) for first in documents if isinstance(first, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.value


def named_in(source: str, ids: frozenset[str]) -> set[str]:
    """The ids of the law that a file of the program names, apart from its own words."""
    texts = (text for text in plain_texts(source) if not text.isdecimal())  # the headings of item 1 are numbers
    return set(ids.intersection(texts) - HOMONYMS.keys())


def test_the_program_names_no_id_of_the_law() -> None:
    ids = ids_of_the_law()
    named = {
        (path.relative_to(ROOT / "app").as_posix(), name)
        for path in sorted((ROOT / "app").rglob("*.py"))
        for name in named_in(path.read_text(encoding="utf-8"), ids)
    }
    assert named == KNOWN_TO_THE_DOMAIN.keys()


def test_an_edition_is_named_only_in_the_examples_of_the_help() -> None:
    editions = [edition.id for edition in the_shelf().editions()]
    naming = {
        path.relative_to(ROOT / "app").as_posix()
        for path in sorted((ROOT / "app").rglob("*.py"))
        for text in plain_texts(path.read_text(encoding="utf-8"))
        if any(edition in text for edition in editions)
    }
    assert naming == {"commands/assess.py", "commands/rulebook.py"}


def test_a_rule_an_edition_or_a_question_in_the_code_is_seen() -> None:
    ids = ids_of_the_law()
    source = 'model.show_rule("2023-12-22", "licence")\ncase.take_back("un_charter_commitment")'
    assert named_in(source, ids) == {"2023-12-22", "licence", "un_charter_commitment"}


def states_named_in(source: str) -> set[str]:
    """The codes and names of states that stand in the texts of a file of the program."""
    reference = the_shelf().reference()
    customary = {row.id for row in reference.codes.customary}
    codes = {*reference.countries, *customary, reference.codes.own.id} - NO_CODES.keys()
    names = {name for row in reference.countries.values() for name in row.name if len(name) > 3}
    found: set[str] = set()
    for text in plain_texts(source):
        found |= codes.intersection(_TWO_CAPITALS.findall(text))
        found |= {name for name in names if name in text}
    return found


def test_the_program_names_no_state() -> None:
    named = {
        (path.relative_to(ROOT / "app").as_posix(), name)
        for path in sorted((ROOT / "app").rglob("*.py"))
        for name in states_named_in(path.read_text(encoding="utf-8"))
    }
    assert named == NAMED_STATES.keys()


def test_a_state_in_the_code_is_seen() -> None:
    source = """
        KOSOVO = "XK"
        if code == "JP" or code.startswith("X"):
            raise Mendable("Allowed: a code other than JP, or XA to XZ; {country} is not the Philippines.")
    """
    assert states_named_in(textwrap.dedent(source)) == {"XK", "JP", "XA", "XZ", "Philippines"}
