"""The memorandum says what the screen says, on pages that can be kept: marked, numbered, the same each time."""

import time
from datetime import UTC, datetime

import pytest

from app.documents.memorandum import memorandum
from app.documents.press import Press
from app.domain.law.decision_digest import decision_digest
from app.viewmodels.determination.whole_case_model import case_says
from app.wording.language import Language
from tests.documents.conftest import SHOWN, Told
from tests.documents.reading import body_of, fonts_of, metadata_of, read, said_by, squeezed, texts_in
from tests.viewmodels.surroundings import shown_memorandum

#: Of what a screen says, what it says by colour or leads by and not in words.
NOT_SAID = {"id", "fact", "confidence_token", "far_heading", "mark", "result"}


def words_of(says: object) -> list[str]:
    """Every text of a report, except names of facts and colours."""
    fields = getattr(says, "_fields", None)
    if fields is not None:
        pairs = zip(fields, says, strict=True)  # type: ignore[call-overload]
        return [text for name, value in pairs if name not in NOT_SAID for text in words_of(value)]
    if isinstance(says, tuple):
        return [text for each in says for text in words_of(each)]
    return [says] if isinstance(says, str) and says else []


@pytest.mark.parametrize("shown", SHOWN)
def test_the_text_of_the_pages_is_what_the_document_says(told: Told, shown: str) -> None:
    document, body = told.made[shown].document, told.made[shown].body
    assert [text for text in said_by(document) if squeezed(text) not in body] == []


@pytest.mark.parametrize("shown", ["as it stands", "as it stands, recorded", "the whole case"])
def test_the_document_says_everything_that_the_screen_says(told: Told, shown: str) -> None:
    body = told.made[shown].body
    # Each number of a source stands apart from its title.
    parts = [part for text in words_of(told.made[shown].screen) for part in text.split("  ")]
    assert len(parts) > 40
    assert [part for part in parts if squeezed(part) not in body] == []


def test_a_whole_case_is_told_line_by_line(told: Told) -> None:
    made = told.made["the whole case"]
    for position, item in ((1, "誘導弾 PAC-3"), (2, "Radar")):
        assert squeezed(told.office.session.words._("Line {position}", position=position)) in made.body
        assert item in list(said_by(made.document))


def test_facts_stand_with_what_shows_them(told: Told) -> None:
    said = list(said_by(told.made["as it stands"].document))
    words, phrases = told.office.session.words, told.model.phrases
    at = said.index(phrases.value("destination", "PH"))
    assert said[at - 1] == phrases.fact("destination")
    assert "Contract 5" in said[at + 1]
    assert words._("p. {page}", page="3") in said[at + 1]
    at = said.index(phrases.fact("agreement_in_force"))
    assert said[at + 2] == words._("From the reference tables")
    at = said.index(phrases.fact("careful_consideration"))
    assert said[at + 2] == words._("Asserted without evidence")


def test_what_nobody_entered_is_said_to_be_so(told: Told) -> None:
    said, words = list(said_by(told.made["as it stands"].document)), told.office.session.words
    assert said[said.index(words._("Exporter")) + 1] == words._("not given")
    assert said[said.index(words._("End user")) + 1] == "Ministry of Defence"


def test_it_says_first_whether_it_is_on_record_and_by_whom(told: Told) -> None:
    words = told.office.session.words
    first = next(said_by(told.made["as it stands"].document))
    assert ("Not recorded" if words.language is Language.EN else "未記録") in first
    recorded = told.model.case.lines[0].determination
    assert recorded is not None
    for shown in ("as it stands, recorded", "the record"):
        said = "".join(texts_in(told.made[shown].document.parts[0]))
        for part in (str(recorded.number), words.day_of(recorded.recorded_at), words.person(recorded.recorded_by)):
            assert part in said


def test_a_record_is_told_with_the_particulars_and_the_evidence_that_it_notes(told: Told) -> None:
    said, words = list(said_by(told.made["the record"].document)), told.office.session.words
    at = said.index(words._("Particulars as they were recorded"))
    recorded = said[at : said.index(words._("Determination"), at)]
    assert "Ministry of Defence" in recorded
    assert "誘導弾 PAC-3" in recorded
    assert any("Contract 5" in text for text in said)


@pytest.mark.parametrize("shown", ["as it stands", "the record"])
def test_it_names_the_content_of_its_edition_and_what_decides_in_it(told: Told, shown: str) -> None:
    edition = told.model.interview.edition
    assert {edition.sha256, decision_digest(edition)} <= set(said_by(told.made[shown].document))


def test_what_is_made_later_is_the_same_bytes(told: Told, press: Press) -> None:
    document = shown_memorandum(told.model)
    first = press.pdf(document)
    time.sleep(2.1)
    assert press.pdf(shown_memorandum(told.model)) == first
    for made in told.made.values():
        assert press.pdf(made.document) == made.pdf


def test_it_bears_the_moment_of_its_record_and_without_one_the_day_of_assessment(told: Told) -> None:
    assert told.made["as it stands"].document.dated == datetime(2026, 5, 19, 15, tzinfo=UTC), "the day begins in Japan"
    recorded = told.model.case.lines[0].determination
    assert recorded is not None
    for shown in ("as it stands, recorded", "the record", "the whole case"):
        assert told.made[shown].document.dated == recorded.recorded_at
    for document, pdf, *_rest in told.made.values():
        information = read(pdf).metadata
        assert information is not None
        assert information.creation_date == document.dated.replace(microsecond=0)


def test_it_claims_to_be_kept_and_to_be_read_by_all(told: Told) -> None:
    """That the claims hold is the word of typst, which refuses a document that breaks them."""
    for document, pdf, *_rest in told.made.values():
        metadata, root = metadata_of(pdf), read(pdf).trailer["/Root"]
        for claim in ("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1"):
            assert claim in metadata
        assert document.title in metadata
        assert root["/Lang"] == document.language.value  # type: ignore[index]
        assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
        assert root["/StructTreeRoot"]["/K"]  # type: ignore[index]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
        fonts = fonts_of(pdf)
        assert {name.split("-")[0] for name in fonts} == {"BIZUDPGothic", "Inter"}
        assert all(fonts.values()), "each font lies in the file"


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [squeezed(page.extract_text()) for page in read(pdf).pages]


def test_each_page_is_numbered_and_says_that_it_is_of_a_training_register(told: Told) -> None:
    pages = pages_of(told.made["as it stands"].pdf)
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert f"{number}/{len(pages)}" in text
        assert told.model.case.particulars.number in text
        assert text.count("訓練TRAINING") == 2, "at the head, and across the page"


@pytest.mark.usefixtures("real_cases")
def test_a_memorandum_of_a_register_for_real_cases_carries_no_mark(told: Told, press: Press) -> None:
    pages = pages_of(press.pdf(shown_memorandum(told.model)))
    assert not any("TRAINING" in text for text in pages)


def test_a_character_that_the_type_lacks_is_named_and_never_an_empty_box(told: Told, press: Press) -> None:
    model = told.model
    given = model.case.particulars._replace(case_officer="𠮷田 剝𠮟", title="葛\U000e0100城 𡈽㋿")
    document = memorandum(model.phrases, given, (), whole=case_says(model), is_training=True)
    assert [each.code for each in press.lacking(document)] == ["U+845B U+E0100", "U+20BB7"]
    body = body_of(press.pdf(document), document)
    assert "〓[U+20BB7]田剝𠮟" in body
    assert "葛城𡈽㋿" in body


def test_a_blank_is_copied_as_a_blank(told: Told, press: Press) -> None:
    text = "".join(page.extract_text() for page in read(press.pdf(told.made["as it stands"].document)).pages)
    assert "Ministry of Defence" in text


@pytest.mark.parametrize("shown", SHOWN)
def test_the_name_of_the_file_says_what_it_is_of(told: Told, shown: str) -> None:
    words = told.office.session.words
    of = words._("Whole case") if shown == "the whole case" else words._("Line {position}", position=1)
    parts = (told.model.case.particulars.number, of, words._("Determination memorandum"), words.language.value)
    assert told.made[shown].document.file_name == "_".join(parts)
