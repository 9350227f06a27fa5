"""Not answered, and answered "not yet known", are two things, and are told apart wherever facts are told."""

import pytest

from app.documents.document import text_of
from app.domain.register.gaps import GapKind
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.place import Stage
from app.viewmodels.questions.check_model import check_says
from app.viewmodels.questions.one_page_model import one_page_says
from app.viewmodels.questions.recording_model import gaps_of, recording_page
from app.viewmodels.questions.sections_model import section_groups
from app.wording.language import Language
from tests.viewmodels.surroundings import Office, shown_memorandum

WORDS = {Language.EN: ("Not answered", "Not yet known"), Language.JA: ("未回答", "まだ分からない")}


@pytest.fixture(params=list(Language), ids=lambda language: str(language.value))
def model(office: Office, request: pytest.FixtureRequest) -> CaseModel:
    """A case with one fact that was answered "not yet known", and others that nobody answered."""
    office.session.language.switch(request.param)
    model = office.open(office.case({"destination": "PH", "item_heading": "2"}))
    model.answer("form", None)
    return model


def words_for(model: CaseModel) -> tuple[str, str]:
    """What is said of the one and of the other."""
    return WORDS[model.session.words.language]


def test_the_document_tells_them_apart(model: CaseModel) -> None:
    model.go_to_stage(Stage.DETERMINATION)
    rows = [line.split("\t") for line in text_of(shown_memorandum(model)).splitlines()]
    said = {row[0]: row[1] for row in rows if len(row) > 1}
    not_answered, not_yet_known = words_for(model)
    assert said[model.phrases.fact("form")] == not_yet_known
    assert said[model.phrases.fact("weapon")] == not_answered
    assert [value for value in said.values() if value == not_yet_known] == [not_yet_known]


def test_every_list_of_questions_tells_them_apart(model: CaseModel) -> None:
    not_answered, not_yet_known = words_for(model)
    one_page = {row.fact: row.shown for section in one_page_says(model).sections for row in section.rows}
    groups = section_groups(model.interview, model.phrases, here=None, documents=0)
    facts = {fact.fact: fact.state for group in groups for row in group.sections for fact in row.facts}
    check = {row.target: row.value for section in check_says(model).sections for row in section.rows}
    for told in (one_page, facts, check):
        assert told["form"].casefold() == not_yet_known.casefold()
        assert told["weapon"].casefold() == not_answered.casefold()


def test_a_gap_before_recording_says_which_it_is(model: CaseModel) -> None:
    model.answer("treaty_breach", "yes")
    not_known = [gap.name for gap in gaps_of(model) if gap.kind is GapKind.NOT_KNOWN]
    page = {gap.target: gap.details for kind in recording_page(model).kinds for gap in kind.gaps}
    assert {"form", "weapon"} <= set(not_known)
    for fact in not_known:
        assert page[fact] == words_for(model)[fact in model.interview.passed_over]
