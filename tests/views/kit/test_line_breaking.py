"""Where lines break."""

from hypothesis import given
from hypothesis import strategies as st

from app.views.kit.line_breaking import balanced, broken, phrases


def width(text: str) -> float:
    """Ten for a Japanese character, five for any other."""
    return sum(10 if ord(character) > 0xFF else 5 for character in text)


def test_phrases_end_in_particles_and_punctuation() -> None:
    assert phrases("仕向先において、武力紛争の一環として") == ("仕向先において、", "武力紛争の", "一環として")
    assert phrases("Is fighting taking place?") == ("Is ", "fighting ", "taking ", "place?")


def test_no_word_is_torn_at_the_margin() -> None:
    text = "仕向先において、武力紛争の一環として現に戦闘が行われていると判断されますか。"
    lines = broken(text, 220, width, fill=0.0)
    assert lines == ["仕向先において、武力紛争の一環として現に", "戦闘が行われていると判断されますか。"]


def test_a_word_of_foreign_origin_is_not_torn() -> None:
    assert broken("米国のライセンス生産品", 70, width)[0] == "米国の"


def test_a_long_run_of_kanji_is_torn_between_its_words() -> None:
    assert broken("防衛装備品・技術移転協定の発効", 110, width) == ["防衛装備品・技術移転", "協定の発効"]
    assert broken("国の輸出貿易管理令による", 85, width) == ["国の輸出貿易", "管理令による"]


def test_a_number_keeps_its_unit() -> None:
    assert broken("外国貿易法第25条、第48条", 75, width) == ["外国貿易法", "第25条、第48条"]
    assert broken("Heading of ETCO item 1", 105, width) == ["Heading of ETCO", "item 1"]
    assert broken("平成26年4月1日閣議決定", 85, width) == ["平成26年4月1日", "閣議決定"]
    assert broken("外国貿易法第25条、第48条", 60, width) == ["外国貿易法", "第25条、", "第48条"]


def test_the_end_of_a_sentence_is_not_torn() -> None:
    assert broken("それだけで違反となるわけではありません。", 180, width) == [
        "それだけで違反となるわけでは",
        "ありません。",
    ]


def test_a_place_in_a_law_stays_whole() -> None:
    assert phrases("輸出令別表第一の一の項の区分") == ("輸出令別表第一の", "一の項の", "区分")
    assert phrases("別表第三の二の地域") == ("別表第三の二の", "地域")


@given(st.text(alphabet="漢字輸出管理令", min_size=2, max_size=3), st.integers(30, 120))
def test_a_word_of_two_or_three_kanji_is_never_torn(word: str, room: int) -> None:
    lines = broken(f"この案件は{word}による", room, width)
    assert any(word in line for line in lines)


def test_a_line_that_would_stay_short_takes_part_of_the_next_phrase() -> None:
    assert broken("国の一覧国家安全保障会議", 80, width)[0] == "国の一覧国家安全"


def test_a_heading_has_lines_of_about_the_same_length() -> None:
    lines = balanced("one two three four five six seven", 120, width)
    assert len(lines) == 2
    assert abs(width(lines[0]) - width(lines[1])) < 40


def test_a_line_feed_always_breaks() -> None:
    assert broken("one\ntwo", 500, width) == ["one", "two"]


@given(st.text(alphabet="あいう漢字カナabc 、。（）", max_size=80), st.integers(1, 400))
def test_nothing_is_lost_and_no_line_is_too_long_unless_one_character_is(text: str, room: int) -> None:
    lines = broken(text, room, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert width(line) <= room or len(line) == 1
    assert "".join(balanced(text, room, width)).replace(" ", "") == text.replace(" ", "")
