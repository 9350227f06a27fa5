"""The contents of an edition: its parts in the order in which they are read, and the entries of each."""

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


def part_labels(words: Words) -> dict[str, str]:
    """The names of the parts."""
    _ = words._
    return {
        ABOUT: _("About this edition"),
        TEXT: _("Text and rules"),
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
        **{table: table_word(words, table) for table in TABLES},
    }


def part_explanation(words: Words, edition: Edition, part: str) -> str:
    """What the entries of a part are."""
    _ = words._
    return {
        TEXT: _text_explanation(words, edition),
        GROUNDS: _("The cases in which a transfer may be examined for permission."),
        RULES: _("A rule that applies leads to a result; where several apply, the gravest result stands."),
        STEPS: _("Who examines and decides, in this order, where a transfer may be permitted."),
        NOTICES: _("What has to be published or notified."),
        COMMITMENTS: _("What the recipient undertakes."),
        TERMS: _("Conditions with a name, used in the rules."),
        FACTS: _("What may be asked about a transfer, in the order of the request."),
        POINTS: _("What is unpublished or contested, what the program does about it, and which entries it touches."),
        SOURCES: _("Where the entries come from, and how well that is established."),
        CERTIFICATE: _("What is proved of this edition, over every situation it can be asked about."),
    }.get(part, "")


def _text_explanation(words: Words, edition: Edition) -> str:
    _, sentences = words._, edition.sentences
    if sentences and all(sentence.own_words for sentence in sentences):
        return _(
            "The content of the source text, sentence by sentence, in this program’s own words: the official wording "
            "is not at hand. Beside each sentence stand the rules made of it."
        )
    return _("The source text, sentence by sentence, with the rules made of it beside it.")


def sizes(edition: Edition, reference: Reference) -> tuple[tuple[str, int | None], ...]:
    """The parts with how many entries each has."""
    rows = {table: len(getattr(reference, table)) for table in TABLES}
    text = ((TEXT, len(edition.sentences)),) if edition.sentences else ()
    return (
        (ABOUT, None),
        *text,
        (GROUNDS, len(edition.grounds)),
        (RULES, len(edition.rules)),
        (STEPS, len(edition.approvals)),
        (NOTICES, len(edition.notices)),
        (COMMITMENTS, len(edition.commitments)),
        (TERMS, len(edition.definitions)),
        (FACTS, len(edition.facts)),
        (POINTS, len(edition.points)),
        (SOURCES, len(edition.sources)),
        (CERTIFICATE, None),
        *rows.items(),
    )


def entries_of(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The ids of the entries of each part that has some."""
    return {
        TEXT: tuple(sentence.id for sentence in edition.sentences),
        GROUNDS: tuple(entry.id for entry in edition.grounds),
        RULES: tuple(entry.id for entry in edition.rules),
        STEPS: tuple(entry.id for entry in edition.approvals),
        NOTICES: tuple(entry.id for entry in edition.notices),
        COMMITMENTS: tuple(entry.id for entry in edition.commitments),
        TERMS: tuple(entry.id for entry in edition.definitions),
        FACTS: tuple(entry.id for entry in edition.facts),
        POINTS: tuple(entry.id for entry in edition.points),
        SOURCES: tuple(entry.id for entry in edition.sources),
    }


def entry_in(phrases: Phrases, part: str, entry_id: str) -> EntrySays:
    """An entry of a part, in words."""
    edition = phrases.edition
    if part == TEXT:
        return sentence_says(phrases, edition.sentence(entry_id))
    if part == TERMS:
        return definition_says(phrases, next(each for each in edition.definitions if each.id == entry_id))
    if part == FACTS:
        return fact_says(phrases, edition.fact_by_id[entry_id])
    if part == POINTS:
        return point_says(phrases, next(each for each in edition.points if each.id == entry_id))
    if part == SOURCES:
        return source_says(phrases, edition.source(entry_id))
    entries = (*edition.rules_and_grounds, *edition.steps)
    return entry_says(phrases, next(entry for entry in entries if entry.id == entry_id))
