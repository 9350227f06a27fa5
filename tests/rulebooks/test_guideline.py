"""The text behind the released editions: told in own words, classified whole, and cited by what applies it."""

import pytest

from app.domain.law.guideline import Mark
from app.storage.law.register_shelf import RegisterShelf
from tests.oracles.by_hand import EDITIONS

every_edition = pytest.mark.parametrize("edition_id", EDITIONS)


@every_edition
def test_no_sentence_is_given_as_official_wording(edition_id: str, shelf: RegisterShelf) -> None:
    sentences = shelf.edition(edition_id).sentences
    assert len(sentences) > 40
    assert [sentence.id for sentence in sentences if not sentence.own_words] == []
    assert [sentence.id for sentence in sentences if not sentence.en] == []


@every_edition
def test_every_entry_cites_the_text_but_what_is_only_recommended(edition_id: str, shelf: RegisterShelf) -> None:
    edition = shelf.edition(edition_id)
    recommended = {entry.id for entry in edition.commitments if not entry.binding}
    silent = {entry.id for entry in (*edition.rules_and_grounds, *edition.steps) if not entry.cites}
    assert silent == recommended


@every_edition
def test_text_and_entries_speak_of_each_other(edition_id: str, shelf: RegisterShelf) -> None:
    edition = shelf.edition(edition_id)
    for sentence in edition.sentences:
        citing = {entry.id for entry in edition.entry_by_id.values() if sentence.id in entry.cites}
        assert (sentence.mark is Mark.CODED) == bool(sentence.coded_by)
        assert set(sentence.coded_by) <= citing
        if sentence.mark is Mark.CODED:
            assert citing == set(sentence.coded_by)
        assert edition.source(sentence.source)


@every_edition
def test_what_only_officials_can_judge_is_marked(edition_id: str, shelf: RegisterShelf) -> None:
    edition = shelf.edition(edition_id)
    judged = {sentence.id for sentence in edition.sentences if sentence.mark is Mark.HUMAN_JUDGEMENT}
    assert {"weapon-line", "p2-strict", "g2-destination", "g2-concern", "g2-overall", "g3-confirmation"} <= judged
    if edition_id >= "2023-12-22":
        assert any(name.endswith("-special") for name in judged)
        assert any("fighting" in name for name in judged)


def test_the_reported_text_of_2026_is_told_as_reported(shelf: RegisterShelf) -> None:
    edition = shelf.edition("2026-04-21")
    reported = [sentence for sentence in edition.sentences if sentence.id.startswith("reported-2026")]
    assert len(reported) > 15
    assert [sentence.id for sentence in reported if sentence.paragraph] == []
    assert {edition.source(sentence.source).confidence for sentence in reported} == {"R"}
    assert not any("reported-2026-open" in entry.cites for entry in edition.commitments)
