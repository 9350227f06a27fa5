"""What a person enters comes out clean, or is refused in a sentence."""

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.errors import Mendable
from app.domain.register.cases import LineParticulars, OfficialAnswerParticulars
from app.domain.register.particulars import (
    checked_case,
    checked_document,
    checked_line,
    checked_official_answer,
    checked_reason,
)
from tests.builders import OFFICIAL_ANSWER, case_particulars, document_particulars

FIRST, TODAY = date(2014, 4, 1), date(2026, 6, 1)


def official_answer(particulars: OfficialAnswerParticulars) -> OfficialAnswerParticulars:
    """An official answer that comes without a letter, checked."""
    return checked_official_answer(particulars, FIRST, TODAY, has_letter=False)


def test_stray_blanks_go_and_nothing_else() -> None:
    case = case_particulars(title=" Frigates ", end_user="\nNavy", marking="秘 ")
    assert checked_case(case) == case_particulars(title="Frigates", end_user="Navy", marking="秘")
    assert checked_line(LineParticulars(" Hull ", quantity="1 ")) == LineParticulars("Hull", quantity="1")
    paper = document_particulars(title=" Contract", sha256="a" * 64, dated=TODAY)
    assert checked_document(paper, TODAY) == paper._replace(title="Contract")
    answer = OFFICIAL_ANSWER._replace(body=" METI ")
    assert official_answer(answer) == OFFICIAL_ANSWER
    assert checked_reason(" Taro ") == "Taro"


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        (lambda: checked_case(case_particulars(number="")), "needs a number"),
        (lambda: checked_case(case_particulars(number="1" * 61)), "at most 60 characters"),
        (lambda: checked_case(case_particulars(number="1\n2")), "number takes one line, and after “1” there is"),
        (lambda: checked_case(case_particulars(title="\u200b")), r"nothing that can be seen \(U\+200B\)"),
        (lambda: checked_case(case_particulars(title=" ")), "A case needs a title"),
        (lambda: checked_case(case_particulars(exporter="x" * 10_001)), "10001 characters"),
        (lambda: checked_line(LineParticulars("Hull\u202e")), "cannot be shown"),
        (lambda: checked_document(document_particulars(title=""), TODAY), "A document needs a title"),
        (lambda: checked_document(document_particulars(dated=date(2026, 6, 2)), TODAY), "dated 2026-06-02, a day that"),
        (
            lambda: official_answer(OFFICIAL_ANSWER._replace(body="")),
            "Who gave the official answer",
        ),
        (
            lambda: official_answer(OFFICIAL_ANSWER._replace(reference="")),
            "What shows the official answer",
        ),
        (
            lambda: official_answer(OFFICIAL_ANSWER._replace(dated=date(2026, 6, 2))),
            "has not come yet",
        ),
        (lambda: checked_reason(" "), "A reason is needed"),
    ],
)
def test_what_is_missing_is_said(check: Callable[[], object], sentence: str) -> None:
    with pytest.raises(Mendable, match=sentence):
        check()


def test_a_letter_that_comes_with_it_shows_an_official_answer() -> None:
    answer = OFFICIAL_ANSWER._replace(reference="")
    assert checked_official_answer(answer, FIRST, TODAY, has_letter=True) == answer


def test_what_an_earlier_version_took_of_a_document_is_not_asked_again() -> None:
    before = document_particulars(title="two\nlines", dated=date(2026, 6, 2))
    after = before._replace(reference="No. 5")
    assert checked_document(after, TODAY, before) == after
    with pytest.raises(Mendable, match="has not come yet"):
        checked_document(after._replace(dated=date(2026, 6, 3)), TODAY, before)


def test_a_digest_that_is_none_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        checked_document(document_particulars(sha256="a" * 63 + "g"), TODAY)
