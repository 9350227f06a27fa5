"""Make the sentences of an edition's source text, and see that text and rules speak of each other."""

from collections.abc import Iterator
from typing import Any

from app.domain.errors import Flaw
from app.domain.law.guideline import Mark, Sentence
from app.domain.law.rulebook import Edition
from app.storage.editions.edition_files import EditionTables
from app.storage.editions.parsing import Parsing

#: What a sentence that no entry codes can be.
_MARKS = tuple(mark.value for mark in Mark if mark is not Mark.CODED)

#: What can code a sentence.
_KINDS = ("rule", "ground", "approval", "notice", "commitment")


def sentence_of(parsing: Parsing, key: str, entry: dict[str, Any]) -> Sentence:
    """The sentence of this id. A flaw is noted unless it has either `coded_by` or `mark`."""
    complain = parsing.complaining("sentence", key)
    source = entry.get("from", "")
    if source and source not in parsing.entries["source"]:
        complain("from", "There is no source “{id}”.", id=source)
    mark = parsing.member("sentence", key, "mark", entry.get("mark"), _MARKS)
    written = parsing.tables.entries["sentence"][key]
    if ("coded_by" in written) == ("mark" in written):
        complain(
            "mark" if "mark" in written else "",
            "A sentence is coded, with coded_by = […], or has one mark of: {marks}.",
            marks=_MARKS,
        )
    elif entry.get("coded_by") == []:
        complain("coded_by", "“{key}” names nothing.", key="coded_by")
    return Sentence(
        id=key,
        ja=entry.get("ja", ""),
        en=entry.get("en"),
        source=source,
        own_words=entry.get("own_words") is True,
        mark=Mark(mark) if mark else Mark.CODED,
        coded_by=tuple(entry.get("coded_by", ())),
        paragraph=entry.get("paragraph") or None,
    )


def flaws_of_guideline(edition: Edition, tables: EditionTables) -> Iterator[Flaw]:
    """Every pair of a sentence and an entry of which only one names the other, and names that are nobody's."""
    kinds = {key: kind for kind in _KINDS for key in tables.entries[kind]}
    cites = {entry.id: entry.cites for entry in (*edition.rules_and_grounds, *edition.steps)}
    sentences = {sentence.id: sentence for sentence in edition.sentences}
    for sentence in edition.sentences:
        for entry_id in sentence.coded_by:
            if entry_id not in cites:
                yield tables.flaw(
                    "sentence",
                    sentence.id,
                    "coded_by",
                    "There is no rule, ground, step or commitment “{id}”.",
                    id=entry_id,
                )
            elif sentence.id not in cites[entry_id]:
                yield tables.flaw(
                    "sentence",
                    sentence.id,
                    "coded_by",
                    "“{id}” does not cite this sentence, which it is said to code.",
                    id=entry_id,
                )
    for entry_id, cited in cites.items():
        for sentence_id in cited:
            found = sentences.get(sentence_id)
            if found is None:
                yield tables.flaw(
                    kinds[entry_id], entry_id, "cites", "There is no sentence “{id}” in the text.", id=sentence_id
                )
            elif found.mark is Mark.CODED and entry_id not in found.coded_by:
                yield tables.flaw(
                    kinds[entry_id],
                    entry_id,
                    "cites",
                    "The sentence “{id}” is coded by others, and does not name this entry.",
                    id=sentence_id,
                )
