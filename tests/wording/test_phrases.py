"""The words for what an edition and the reference tables name by codes."""

import pytest

from app import paths
from app.domain.law.outcomes import Outcome
from app.wording.language import Language, Words
from app.wording.phrases import Phrases
from tests.builders import the_shelf


def phrases(language: Language, edition_id: str = "2026-04-21") -> Phrases:
    """The words of an edition, with the program's own reference tables."""
    return Phrases(Words(language, paths.CATALOGUES), the_shelf().edition(edition_id), the_shelf().reference())


@pytest.mark.parametrize(
    ("step", "japanese", "english"),
    [
        ("nsc_secretaries", "会議における審議・決定", "Deliberation and decision of the meeting"),
        ("nsc", "会議における審議・決定", "Deliberation and decision of the meeting"),
        ("nsc_four_ministers", "会議における審議・決定", "Deliberation and decision of the meeting"),
        ("cabinet", "決定", "Decision"),
        ("defense_minister", "決定", "Decision"),
        ("meti_permit", "許可", "Permit"),
    ],
)
def test_a_step_is_signed_off_in_the_way_of_the_body_that_decides(step: str, japanese: str, english: str) -> None:
    for language, word in ((Language.JA, japanese), (Language.EN, english)):
        said = phrases(language)
        (approval,) = (approval for approval in said.edition.approvals if approval.id == step)
        assert said.sign_off(approval.sign_off[Outcome.ELIGIBLE], approval.bodies) == word


def test_a_meeting_together_with_an_office_only_decides() -> None:
    assert phrases(Language.EN).sign_off("meeting", ("nsc", "defense_minister")) == "Decision"


@pytest.mark.parametrize(("confidence", "japanese", "english"), [
    ("OT", "", ""),
    ("OT*", "", ""),
    ("OS", "", ""),
    ("R", "項番号は未入手", "paragraph number not available"),
    ("I", "項番号は未入手", "paragraph number not available"),
    ("UNV", "項番号は未入手", "paragraph number not available"),
])  # fmt: skip
def test_a_paragraph_is_missed_only_where_no_official_text_was_at_hand(
    confidence: str, japanese: str, english: str
) -> None:
    for language, missed in ((Language.JA, japanese), (Language.EN, english)):
        assert phrases(language).clause(None, confidence) == missed
        number = "1(2)イ(ア)" if language is Language.JA else "1(2)B(a)"
        assert phrases(language).clause("1(2)イ(ア)", confidence).endswith(f" {number}")


def test_only_what_may_have_a_paragraph_is_told_to_lack_one() -> None:
    said = phrases(Language.EN)
    by_id = {entry.id: entry for entry in (*said.edition.rules, *said.edition.steps)}
    assert said.basis(by_id["exception"]) == ("paragraph number not available", "Reported", "U-05")
    assert said.basis(by_id["diet_notice"]) == ("Reported", "U-10")
    assert said.basis(by_id["meti_permit"]) == ("Official text", "U-25")
    assert said.basis(said.edition.heading)[0] == "Reported"


def test_a_source_is_told_with_the_paragraph_of_it_that_is_meant() -> None:
    assert "決定）1(2)〔" in phrases(Language.JA).source("guidelines-2014", "1(2)")
    assert "2014), 1(2) [" in phrases(Language.EN).source("guidelines-2014", "1(2)")


def test_a_source_is_told_with_the_place_where_it_is_found_in_the_same_language() -> None:
    for language, place in ((Language.JA, "〔e-Gov法令検索〕"), (Language.EN, "[e-Gov law search]")):
        assert [title.endswith(place) for title in phrases(language).sources(("fefa", "nsc-act"))] == [True, True]


def test_a_source_is_told_with_its_address() -> None:
    address = "https://www.mofa.go.jp/fp/nsp/page1we_000083.html"
    for language in Language:
        assert address in phrases(language).sources(("principles-2014",))[0]


def test_the_four_ministers_are_told_in_the_order_of_the_table_of_bodies() -> None:
    said = phrases(Language.EN)
    ministers = next(approval for approval in said.edition.approvals if approval.id == "nsc_four_ministers")
    assert said.signatories(ministers.signatories) == (
        "Prime Minister",
        "Minister for Foreign Affairs",
        "Minister of Defense",
        "Chief Cabinet Secretary",
    )
    assert set(said.signatories(ministers.signatories)) == {said.body(code) for code in ministers.signatories}
