"""What is searched is found whatever the width, the kana, the case and the marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.search import folded


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("ｶﾞｽﾀｰﾋﾞﾝ ＡＢＣ", "ガスタービン abc"),
        ("ふりげーと", "フリゲート"),
        ("Côte d'Ivoire", "COTE D'IVOIRE"),
        ("①㈱", "1(株)"),
        ("いすゞ", "イスヾ"),
    ],
)
def test_a_search_makes_no_difference_of_width_kana_case_and_marks(text: str, other: str) -> None:
    assert folded(text) == folded(other)


@pytest.mark.parametrize("other", ["フリケート艦", "はーと", "移転"])
def test_other_words_stay_other_words(other: str) -> None:
    assert folded(other) != folded("フリゲート")


@given(st.text())
def test_what_an_earlier_version_had_folded_is_folded_as_the_text_itself(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(unicodedata.normalize("NFKC", text).casefold()) == folded(text)
