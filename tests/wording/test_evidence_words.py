"""A page is cited as it was entered: the word for it is not said twice."""

import pytest

from app.bootstrap import composition
from app.wording.evidence_words import page_label
from app.wording.language import Language


@pytest.mark.parametrize(
    ("page", "japanese", "english"),
    [
        ("3", "3頁", "p. 3"),
        ("３", "３頁", "p. ３"),
        ("3-5、8", "3-5、8頁", "p. 3-5、8"),
        ("第３頁", "第３頁", "第３頁"),
        ("p. 3", "p. 3", "p. 3"),
        ("annex A", "annex A", "annex A"),
        ("", "", ""),
    ],
)
def test_a_number_gets_the_word_and_what_has_words_keeps_them(page: str, japanese: str, english: str) -> None:
    assert page_label(composition.words_in(Language.JA), page) == japanese
    assert page_label(composition.words_in(Language.EN), page) == english
