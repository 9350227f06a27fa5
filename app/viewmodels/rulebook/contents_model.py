"""The contents of an edition: its parts in the order in which they are read, and the entries of each."""

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.viewmodels.rulebook.entry_model import (
    EntrySays,
    definition_says,
    entry_says,
    fact_says,
    point_says,
    sentence_says,
    source_says,
)
from app.viewmodels.rulebook.reference_model import TABLES
from app.wording.language import Words
from app.wording.phrases import Phrases, table_word

#: The parts of an edition, in the order in which they are read.
ABOUT, TEXT, GROUNDS, RULES, STEPS, NOTICES, COMMITMENTS = (
    "about",
    "text",
    "grounds",
    "rules",
    "steps",
    "notices",
    "commitments",
)
TERMS, FACTS, POINTS, SOURCES, CERTIFICATE = "terms", "facts", "points", "sources", "certificate"
#: The words of the law, which are those of no edition.
GLOSSARY = "glossary"

#: The parts that are made of entries: where an edition has them, and what puts one of them into words.
_ENTRIES: Mapping[str, tuple[str, Callable[[Phrases, Any], EntrySays]]] = {
    TEXT: ("sentences", sentence_says),
    GROUNDS: ("grounds", entry_says),
    RULES: ("rules", entry_says),
    STEPS: ("approvals", entry_says),
    NOTICES: ("notices", entry_says),
    COMMITMENTS: ("commitments", entry_says),
    TERMS: ("definitions", definition_says),
    FACTS: ("facts", fact_says),
    POINTS: ("points", point_says),
    SOURCES: ("sources", source_says),
}


def part_labels(words: Words, edition: Edition) -> dict[str, str]:
    """Each part's name on the screen."""
    _ = words._
    return {
        ABOUT: _("About this edition"),
        TEXT: _("Summary of the text and rules") if is_in_own_words(edition) else _("Text and rules"),
        GROUNDS: _("Grounds"),
        RULES: _("Rules"),
        STEPS: _("Examination and decisions"),
        NOTICES: _("Publication and notices"),
        COMMITMENTS: _("Recipient's commitments"),
        TERMS: _("Terms used in the conditions"),
        FACTS: _("Facts"),
        POINTS: _("Unpublished or contested points"),
        SOURCES: _("Sources"),
        CERTIFICATE: _("Certificate"),
        GLOSSARY: _("Glossary"),
        **{table: table_word(words, table) for table in TABLES},
    }


def part_explanation(words: Words, edition: Edition, part: str) -> str:
    """What the entries of a part are."""
    _ = words._
    return {
        TEXT: _text_explanation(words, edition),
        GROUNDS: _("The cases in which an overseas transfer may be examined for permission."),
        RULES: _("A rule that applies leads to a result; where several apply, the most serious result counts."),
        STEPS: _("Who examines and decides, in this order, where an overseas transfer may be permitted."),
        NOTICES: _("What has to be published or notified."),
        COMMITMENTS: _("What the recipient undertakes."),
        TERMS: _("Conditions with a name, used in the rules."),
        FACTS: _("What may be asked about an overseas transfer, in the order of the request."),
        POINTS: _("What is unpublished or contested, what the program does about it, and which entries it touches."),
        SOURCES: _("Where the entries come from, and how well that is established."),
        CERTIFICATE: _("What is proved of this edition, over every situation it can be asked about."),
        GLOSSARY: _("The words of the law in Japanese and English, as the Government’s documents have them."),
    }.get(part, "")


def is_in_own_words(edition: Edition) -> bool:
    """Whether every sentence of the text stands in own words: none is the official wording."""
    return bool(edition.sentences) and all(sentence.own_words for sentence in edition.sentences)


def _text_explanation(words: Words, edition: Edition) -> str:
    _ = words._
    if is_in_own_words(edition):
        return _(
            "The content of the source text, sentence by sentence, in this program’s own words: the official wording "
            "is not at hand. Beside each sentence stand the rules made of it."
        )
    return _("The source text, sentence by sentence, with the rules made of it beside it.")


def sizes(words: Words, edition: Edition, reference: Reference) -> tuple[tuple[str, int | None], ...]:
    """The parts, each with how many entries or rows it has; None where it is not made of entries."""
    entries = {part: len(entries) for part, entries in entries_of(edition).items() if entries or part != TEXT}
    rows = {table: len(getattr(reference, table)) for table in TABLES}
    return ((ABOUT, None), *entries.items(), (CERTIFICATE, None), (GLOSSARY, len(words.terms)), *rows.items())


def entries_of(edition: Edition) -> dict[str, tuple[Any, ...]]:
    """The entries of each part that is made of entries."""
    return {part: getattr(edition, name) for part, (name, _) in _ENTRIES.items()}


def entry_in(phrases: Phrases, part: str, entry: Any) -> EntrySays:
    """An entry of a part, in words."""
    return _ENTRIES[part][1](phrases, entry)
