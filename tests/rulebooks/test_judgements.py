"""The questions that call for a judgement of an office: data of an edition, or laid beside one that has none."""

from pathlib import Path

import pytest

from app import paths
from app.domain.errors import RefusedData
from app.storage.editions.laid_beside import judgements_beside
from app.storage.law.register_shelf import RegisterShelf
from tests.drafts import a_draft
from tests.oracles.by_hand import EDITIONS

BESIDE = paths.EDITIONS.parent / "beside"

OWN = """\
[judgement.fighting]
says.ja = "外務大臣の判断"
says.en = "The Foreign Minister's judgement"
values = ["no"]
sources = ["reports-2026"]
confidence = "R"
"""


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_a_released_edition_has_those_that_are_laid_beside_it_as_far_as_it_asks_the_question(
    edition_id: str, shelf: RegisterShelf
) -> None:
    edition = shelf.edition(edition_id)
    assert edition.judgements == (), "they are no part of what was released, nor of its hash"
    asked = {fact.id for fact in edition.asked}
    laid_beside = judgements_beside(BESIDE)
    assert {each.fact for each in shelf.judgements(edition)} == {each.fact for each in laid_beside} & asked
    assert {"weapon", "conflict_party", "treaty_breach"} <= {each.fact for each in shelf.judgements(edition)}


def test_what_is_laid_beside_fits_the_editions_with_source_and_confidence(shelf: RegisterShelf) -> None:
    editions = [shelf.edition(edition_id) for edition_id in EDITIONS]
    for judgement in judgements_beside(BESIDE):
        asking = [edition for edition in editions if judgement.fact in {fact.id for fact in edition.asked}]
        assert asking, judgement.fact
        assert judgement.says.ja
        assert judgement.says.en
        assert judgement.origin.confidence in ("R", "I"), "that a document is needed stands in no official text"
        for edition in asking:
            assert set(judgement.values) <= set(edition.fact_by_id[judgement.fact].values)
            assert {source.id for source in edition.sources} & set(judgement.origin.sources), (edition.id, judgement)
        assert all(any(edition.point(point) for edition in editions) for point in judgement.origin.unverified)


def test_an_edition_with_judgements_of_its_own_has_only_these_and_another_hash(
    shelf: RegisterShelf, tmp_path: Path
) -> None:
    plain = shelf.read_outside(str(a_draft(tmp_path, edition_id="plain"))).edition
    own = shelf.read_outside(str(a_draft(tmp_path, {"judgements.toml": OWN}, edition_id="own"))).edition
    assert [each.fact for each in shelf.judgements(own)] == ["fighting"]
    assert len(shelf.judgements(plain)) > 1
    assert b'["judgement",' not in shelf.content(plain)
    assert b"Foreign Minister" in shelf.content(own)


def test_a_draft_of_it_keeps_them(shelf: RegisterShelf, tmp_path: Path) -> None:
    own = shelf.read_outside(str(a_draft(tmp_path, {"judgements.toml": OWN}))).edition
    shelf.write_draft(own, str(tmp_path / "whole"))
    assert shelf.read_outside(str(tmp_path / "whole")).edition.sha256 == own.sha256


@pytest.mark.parametrize(
    ("mistake", "found"),
    [
        (("judgement.fighting", "judgement.nothing"), "nothing"),
        (("judgement.fighting", "judgement.agreement_in_force"), "agreement_in_force"),
        (('["no"]', '["maybe"]'), "maybe"),
        (('["reports-2026"]', '["hearsay"]'), "hearsay"),
        (('says.en = "The Foreign Minister\'s judgement"\n', ""), "says"),
        (('confidence = "R"', 'confidence = "sure"'), "sure"),
    ],
)
def test_each_mistake_in_one_is_named(
    shelf: RegisterShelf, tmp_path: Path, mistake: tuple[str, str], found: str
) -> None:
    draft = a_draft(tmp_path, {"judgements.toml": OWN.replace(*mistake)})
    with pytest.raises(RefusedData) as refused:
        shelf.read_outside(str(draft))
    assert any(found in str(flaw.entry) + str(flaw.params) for flaw in refused.value.flaws)


def test_a_mistake_in_what_is_laid_beside_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "judgements.toml").write_text("[judgement.weapon]\nsources = []\n", encoding="utf-8")
    with pytest.raises(RefusedData) as refused:
        judgements_beside(tmp_path)
    assert {flaw.entry for flaw in refused.value.flaws} >= {"judgement.weapon.says", "judgement.weapon.confidence"}
