"""That a result holds whatever else turns out is said only where something else can still turn out."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.domain.decision.assessment import assess
from app.domain.law.outcomes import Result
from app.paths import CATALOGUES
from app.viewmodels.determination.live_model import live_says
from app.viewmodels.determination.report_model import report_says
from app.wording.determination_sheet import determination_sheet
from app.wording.language import Language, Words
from tests.builders import the_shelf
from tests.domain.decision.test_worked_cases import BROUGHT_ALONG
from tests.oracles.random_cases import Cases, RandomCase
from tests.viewmodels.surroundings import MISSILES, Office, an_office

#: As it is said, in either language; no text of an edition says so.
WHATEVER = re.compile(r"whatever (the|this|these)\b|どうであっても|何であっても|(事項|事実)の内容にかかわらず")

by_language = pytest.mark.parametrize("language", Language)


def texts(says: object) -> Iterator[str]:
    """Every text that is said."""
    if isinstance(says, str):
        yield says
    elif isinstance(says, tuple):
        for each in says:
            yield from texts(each)


@by_language
def test_in_every_sentence_of_the_program_it_is_one_of_these(language: Language) -> None:
    words = Words(language, CATALOGUES)
    for said in (
        "This holds whatever the rest turns out to be.",
        "This holds whatever the facts not given turn out to be.",
        "The result holds whatever this turns out to be.",
        "The result held whatever this would turn out to be.",
        "At least these, whatever the missing facts turn out to be.",
        "Whatever the missing facts turn out to be, a transfer that may be permitted needs:",
        "{condition} — whatever this turns out to be: {facts}",
    ):
        assert WHATEVER.search(words._(said).lower()), said


def cases(kind: str) -> Iterator[RandomCase]:
    """Random cases of every edition."""
    source = Cases(seed=51)
    for _ in range(80):
        yield source.complete() if kind == "complete" else source.partial()


@by_language
@pytest.mark.parametrize("kind", ["complete", "partial"])
def test_the_sheet_says_so_only_where_a_question_that_applies_has_no_answer(kind: str, language: Language) -> None:
    words, shelf = Words(language, CATALOGUES), the_shelf()
    reference = shelf.reference()
    said_so = 0
    for case in cases(kind):
        compiled = shelf.compiled(case.edition)
        said = assess(compiled, reference, case.on, case.answers)
        sheet = determination_sheet(words, compiled, reference, case.answers, said, "").lower()
        is_open = any(
            fact.id not in case.answers and said.evaluation.is_applicable(fact.id) is Result.HOLDS
            for fact in compiled.edition.asked
        )
        assert not (kind == "complete" and is_open)
        if WHATEVER.search(sheet):
            said_so += 1
            assert is_open
    assert (said_so > 0) is (kind == "partial")


@by_language
@pytest.mark.parametrize(
    "answers",
    [MISSILES, {"item_heading": "none"}, *(case["answers"] for case in BROUGHT_ALONG[-1:])],
    ids=["missiles", "unlisted", *(case["id"] for case in BROUGHT_ALONG[-1:])],
)
def test_no_screen_says_so_where_every_question_has_its_answer(
    answers: Mapping[str, str], language: Language, tmp_path: Path
) -> None:
    with an_office(tmp_path, language) as office:
        asked = {fact.id for fact in office.session.shelf.edition("2026-04-21").asked}
        model = office.open(office.case({fact: value for fact, value in answers.items() if fact in asked}))
        assert model.interview.determination.settled
        assert not model.interview.determination.not_known
        said = [*texts(live_says(model.interview, model.phrases)), *texts(report_says(model))]
        assert len(said) > 20
        assert [text for text in said if WHATEVER.search(text.lower())] == []


def test_the_screens_say_so_where_a_question_has_none(office: Office) -> None:
    model = office.open(office.case({"item_heading": "2", "treaty_breach": "yes"}))
    assert any(WHATEVER.search(text) for text in texts(live_says(model.interview, model.phrases)))
