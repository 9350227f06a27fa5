"""What is searched is found whatever the width, the kana, the case, the marks, the hyphen, the form of the kanji."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kanji import TODAYS_FORM
from app.domain.search import (
    BEGINNING,
    EXACT,
    INSIDE,
    SCATTERED,
    WORD,
    closeness,
    findable,
    folded,
    name_typed,
    search_for,
)
from tests.folding import texts_typed_otherwise


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("ｶﾞｽﾀｰﾋﾞﾝ ＡＢＣ", "ガスタービン abc"),
        ("ふりげーと", "フリゲート"),
        ("ぱとりおっと", "パトリオット"),
        ("Côte d'Ivoire", "COTE D'IVOIRE"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Türkiye", "Turkiye"),
        ("TÜRKİYE", "türkiye"),
        ("Łódź Ærø Đà Nẵng", "Lodz Aero Da Nang"),
        ("①㈱", "1(株)"),
        ("いすゞ", "イスヾ"),
        ("Ｆ－３５", "F-35"),
        ("Ｆ－３５", "F‐35"),
        ("Ｆ－３５", "F−35"),
        ("Ｆ－３５", "F–35"),
        ("Ｆ－３５", "Ｆー３５"),
        ("Ｆ－３５", "ｆｰ３５"),
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("國土安全保障", "国土安全保障"),
        ("𠮷田", "吉田"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("神福塚", "神福塚"),
        ("愛媛県", "愛\U000e0100媛県"),
        ("葛城", "葛\ufe00城"),
        ("ゼロ\u200b幅", "ゼロ幅"),
        ("ボスニア・ヘルツェゴビナ", "ボスニアヘルツェゴビナ"),
        ("ボスニア･ヘルツェゴビナ", "ボスニア·ヘルツェゴビナ"),
        ("6〜7月", "6～7月"),
    ],
)
def test_a_search_makes_no_difference_of(text: str, other: str) -> None:
    assert folded(text) == folded(other)


@pytest.mark.parametrize("other", ["フリケート艦", "はーと", "移転", "フリゲト", "フリゲイト"])
def test_other_words_stay_other_words(other: str) -> None:
    assert folded(other) != folded("フリゲート")


@given(st.text())
def test_what_was_folded_is_folded(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(unicodedata.normalize("NFKC", text).casefold()) == folded(text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(text)


@given(texts_typed_otherwise())
def test_a_part_of_a_text_is_found_however_it_is_typed(text_and_part: tuple[str, str]) -> None:
    text, part = text_and_part
    assert folded(part) in folded(text)
    assert search_for(part).finds(folded(text))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("令和8年", "防衛装備移転三原則（2026年4月21日一部改正）"),
        ("2026年", "令和8年4月21日一部改正"),
        ("令和八年四月二十一日", "in force from 2026-04-21"),
        ("R8.4.21", "令和８年４月２１日"),
        ("2026/4/21", "令和8年4月21日"),
        ("2026-04", "2026年4月21日"),
        ("平成26年4月", "decision of 2014-04-01"),
        ("令和元年", "2019年5月"),
        ("平成31年", "2019年4月"),
        ("Saint Lucia", "St. Lucia"),
        ("St. Lucia", "Saint Lucia"),
        ("Bosnia and Herzegovina", "Bosnia & Herzegovina"),
        ("The Netherlands", "a frigate for Netherlands"),
        ("missiles philippines", "Philippines: ship-to-ship missiles"),
    ],
)
def test_it_is_found_in_the_other_way_of_writing(typed: str, text: str) -> None:
    assert search_for(typed).finds(folded(text))


@pytest.mark.parametrize(
    ("typed", "text"),
    [("令和8年", "令和9年"), ("2026年", "12026"), ("令和7年", "2026年"), ("missiles iran", "missiles")],
)
def test_other_days_and_missing_words_are_not_found(typed: str, text: str) -> None:
    assert not search_for(typed).finds(folded(text))


@pytest.mark.parametrize("typed", ["", "   ", "　\t\n", "\u0301\u0301", "\u200b", "\ufe0f", "\ud800", "\x00"])
def test_where_nothing_is_typed_that_could_be_seen_nothing_is_searched(typed: str) -> None:
    assert search_for(typed).words == ()
    assert closeness(name_typed(typed), findable("anything")) is None


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("south korea", EXACT),
        ("South-Korea", EXACT),
        ("the south korea", EXACT),
        ("sou", BEGINNING),
        ("kor", WORD),
        ("rea", INSIDE),
        ("korea south", SCATTERED),
        ("north", None),
    ],
)
def test_how_near_it_comes(typed: str, place: int | None) -> None:
    assert closeness(name_typed(typed), findable("South Korea")) == place


def test_each_old_form_leads_to_one_of_today() -> None:
    assert len(TODAYS_FORM) > 400
    assert not TODAYS_FORM.keys() & set(TODAYS_FORM.values())
    assert [chr(form) for form in TODAYS_FORM if unicodedata.normalize("NFKC", chr(form)) != chr(form)] == []


def test_the_sign_of_a_long_vowel_parts_no_words() -> None:
    assert closeness(name_typed("レーダー"), findable("コレラのタイヤ")) is None
    assert closeness(name_typed("レーダー"), findable("機上レーダー")) == INSIDE
    assert closeness(name_typed("ﾚｰﾀﾞｰ"), findable("レーダー")) == EXACT
    assert closeness(name_typed("れーだー"), findable("レーダー装置")) == BEGINNING
