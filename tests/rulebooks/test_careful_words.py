"""What is only reported, inferred or unpublished says so in its own sentence, in both languages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from app.domain.law.origin import OFFICIAL
from app.domain.law.rulebook import Edition
from app.storage.law.register_shelf import RegisterShelf
from tests.oracles.by_hand import EDITIONS

_JA = re.compile("報道|報じ|によれば|推論|とみられ|公表され|確認できず|推奨する交渉事項")
_EN = re.compile(
    "report|inferred|believed|unpublished|published|not confirmed|recommended point for negotiation", re.IGNORECASE
)


class Sentence(NamedTuple):
    """A sentence of an edition that rests on no official text."""

    where: str
    ja: str
    en: str


def sentences(edition: Edition) -> Iterator[Sentence]:
    """Every sentence of an edition that is read as law, and whose confidence is below that of an official text."""
    entries = (*edition.rules, *edition.grounds, *edition.steps)
    told = [(entry.id, entry.says, entry.origin.confidence) for entry in entries]
    told += [(fact.id, fact.why, fact.origin.confidence) for fact in edition.facts if fact.why]
    told.append((edition.id, edition.heading.summary, edition.heading.origin.confidence))
    for where, text, confidence in told:
        if confidence not in OFFICIAL:
            yield Sentence(where, text.ja, text.en)
    for sentence in edition.sentences:
        if edition.source(sentence.source).confidence not in OFFICIAL:
            yield Sentence(sentence.id, sentence.ja, sentence.en or "")


def does_not_say_so(sentence: Sentence) -> bool:
    """Whether a sentence looks as sure as the law, in one of the languages."""
    return not (_JA.search(sentence.ja) and _EN.search(sentence.en))


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_sentence_that_is_not_official_says_so_itself(edition_id: str, shelf: RegisterShelf) -> None:
    edition = shelf.edition(edition_id)
    assert [sentence for sentence in sentences(edition) if does_not_say_so(sentence)] == []


def test_the_sentences_are_looked_at_and_one_that_looks_sure_is_found(shelf: RegisterShelf) -> None:
    found = list(sentences(shelf.edition("2026-04-21")))
    assert len(found) > 60
    sure = [sentence for sentence in found if "（報道による。）" in sentence.ja]
    assert len(sure) > 10
    for sentence in sure:
        assert does_not_say_so(sentence._replace(ja=sentence.ja.replace("（報道による。）", "")))
        assert does_not_say_so(sentence._replace(en=re.sub(r"\W*\breport\w*", "", sentence.en, flags=re.IGNORECASE)))
