"""The contents of an edition: its parts in the order in which they are read, and the entries of each."""

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.law.examination import Examination
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.viewmodels.rulebook.entry_model import (
    EntrySays,
    definition_says,
    entry_says,
    examination_entry_says,
    examination_key,
    fact_says,
    point_says,
    sentence_says,
    source_says,
)
from app.viewmodels.rulebook.reference_model import TABLES
from app.wording.examination_words import holding_says
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
AFTERWARDS, TERMS, FACTS, POINTS, SOURCES, CERTIFICATE = (
    "afterwards",
    "terms",
    "facts",
    "points",
    "sources",
    "certificate",
)
#: The words of the law, which are those of no edition.
GLOSSARY = "glossary"

#: The parts that are made of entries: where an edition has them, and what puts one of them into words. What holds
#: after a determination is laid beside an edition that does not say it itself.
_ENTRIES: Mapping[str, tuple[str, Callable[[Phrases, Any], EntrySays]]] = {
    TEXT: ("sentences", sentence_says),
    GROUNDS: ("grounds", entry_says),
    RULES: ("rules", entry_says),
    STEPS: ("approvals", entry_says),
    NOTICES: ("notices", entry_says),
    COMMITMENTS: ("commitments", entry_says),
    AFTERWARDS: ("", examination_entry_says),
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
        AFTERWARDS: _("After the determination"),
        TERMS: _("Terms used in the conditions"),
        FACTS: _("Facts"),
        POINTS: _("Unpublished or contested points"),
        SOURCES: _("Sources"),
        CERTIFICATE: _("Certificate"),
        GLOSSARY: _("Glossary"),
        **{table: table_word(words, table) for table in TABLES},
    }


def part_explanation(phrases: Phrases, examination: Examination, part: str) -> str:
    """What the entries of a part are."""
    words, edition = phrases.words, phrases.edition
    _ = words._
    return {
        TEXT: _text_explanation(words, edition),
        GROUNDS: _("The cases in which an overseas transfer may be examined for permission."),
        RULES: _("A rule that applies leads to a result; where several apply, the most serious result counts."),
        STEPS: _("Who examines and decides, in this order, where an overseas transfer may be permitted."),
        NOTICES: _("What has to be published or notified."),
        COMMITMENTS: _("What the recipient undertakes."),
        AFTERWARDS: words.sentences(
            [
                _("What the ministries examine, when notices are due, how long a permit runs and what it depends on."),
                holding_says(phrases, examination),
            ]
        ),
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


def sizes(
    words: Words, edition: Edition, reference: Reference, examination: Examination
) -> tuple[tuple[str, int | None], ...]:
    """The parts, each with how many entries or rows it has; None where it is not made of entries."""
    found = entries_of(edition, examination)
    entries = {part: len(entries) for part, entries in found.items() if entries or part != TEXT}
    rows = {table: len(getattr(reference, table)) for table in TABLES}
    return ((ABOUT, None), *entries.items(), (CERTIFICATE, None), (GLOSSARY, len(words.terms)), *rows.items())


def entries_of(edition: Edition, examination: Examination) -> dict[str, tuple[Any, ...]]:
    """The entries of each part that is made of entries."""
    afterwards = tuple(entry for entries in examination.by_kind.values() for entry in entries)
    return {part: getattr(edition, name) if name else afterwards for part, (name, _) in _ENTRIES.items()}


def has_id(part: str, entry: Any, entry_id: str) -> bool:
    """Whether an entry of a part is the one that is called so."""
    return bool((examination_key(entry) if part == AFTERWARDS else entry.id) == entry_id)


def entry_in(phrases: Phrases, part: str, entry: Any) -> EntrySays:
    """An entry of a part, in words."""
    return _ENTRIES[part][1](phrases, entry)
