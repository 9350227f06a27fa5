"""The words of the law are those of the Government's documents, in every text of the program and in both languages."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from babel.messages.pofile import read_po

from app import paths
from app.wording.terms import Term, read_terms
from tests.builders import ROOT

RESOURCES = ROOT / "resources"
TERMS = read_terms(paths.CATALOGUES / "terms.toml")


class Said(NamedTuple):
    """A text that somebody reads, and where it stands."""

    where: str
    language: str
    text: str


def in_table(where: str, value: Any, language: str = "") -> Iterator[Said]:
    """The texts under `ja` and `en` in a table of TOML."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from in_table(f"{where}.{key}", part, key if key in ("ja", "en") else "")
    elif isinstance(value, list):
        for part in value:
            yield from in_table(where, part, language)
    elif isinstance(value, str) and language:
        yield Said(where, language, value)


def in_csv(file: Path) -> Iterator[Said]:
    """The rows of a table of reference data: the Japanese in them, and the English."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()[1:], 2):
        yield from (Said(f"{file.name}:{number}", language, line) for language in ("ja", "en"))


def in_catalogue() -> Iterator[Said]:
    """What the program says itself: screens, command line, documents, help."""
    with (paths.CATALOGUES / "ja" / "LC_MESSAGES" / "sekisho.po").open("rb") as file:
        for message in read_po(file):
            for language, told in (("en", message.id), ("ja", message.string)):
                for text in (told,) if isinstance(told, str) else tuple(told or ()):
                    if text and message.id:
                        yield Said(str(message.id), language, text)


def every_text() -> Iterator[Said]:
    """Every text of the program."""
    for file in sorted(RESOURCES.rglob("*.toml")):
        if file != paths.CATALOGUES / "terms.toml":
            yield from in_table(file.relative_to(RESOURCES).as_posix(), tomllib.loads(file.read_text(encoding="utf-8")))
    for file in sorted((RESOURCES / "reference").glob("*.csv")):
        yield from in_csv(file)
    yield from in_catalogue()
    for file in (ROOT / "README.md", RESOURCES / "rulebooks" / "README.md"):
        yield Said(file.name, "en", file.read_text(encoding="utf-8"))


def slips(term: Term, texts: Iterable[Said]) -> list[str]:
    """Where a phrase stands that the table calls wrong for a term."""
    wrong = {"ja": term.wrong_ja, "en": term.wrong_en}
    found = []
    for said in texts:
        for phrase in wrong[said.language]:
            # At the beginning of a sentence, too; a name differs from other words by its capital letters.
            first = f"[{phrase[0].lower()}{phrase[0].upper()}]{re.escape(phrase[1:])}"
            pattern = re.escape(phrase) if said.language == "ja" else rf"\b{first}s?\b"
            if re.search(pattern, " ".join(said.text.split())):
                found.append(f"{said.where}: “{phrase}” is “{term.name.in_language(said.language)}”")
    return found


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_no_text_says_it_in_words_that_are_not_the_governments(term: Term) -> None:
    texts = [said for said in every_text() if not (term.id == "may-be-permitted" and "海外移転を" in said.text)]
    assert slips(term, texts) == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_each_wrong_phrase_would_be_found_wherever_it_stood(term: Term) -> None:
    for language, phrases in (("ja", term.wrong_ja), ("en", term.wrong_en)):
        for phrase in phrases:
            for text in (phrase, f"{phrase[:1].upper()}{phrase[1:]}.", f"the {phrase}, and"):
                assert slips(term, [Said("planted", language, text)]), phrase


def test_the_texts_are_those_that_are_read() -> None:
    texts = list(every_text())
    assert len(texts) > 4_000
    assert {said.language for said in texts} == {"ja", "en"}
    for part in ("2026-04-21/facts.toml", "worked_cases.toml", "judgements.toml", "agreements.csv", "sekisho"):
        assert any(part in said.where or part in said.text for said in texts), part


def test_a_term_is_never_called_wrong_itself() -> None:
    for term in TERMS:
        names = [
            Said(other.id, language, other.name.in_language(language)) for other in TERMS for language in ("ja", "en")
        ]
        assert slips(term, names) == []


def test_every_term_has_a_source_in_both_languages() -> None:
    assert [term.id for term in TERMS if not (term.source.ja and term.source.en)] == []
    assert [term.id for term in TERMS if bool(term.used.ja) != bool(term.used.en)] == []
    assert len({term.name.ja for term in TERMS}) == len(TERMS)
