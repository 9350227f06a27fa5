"""A state is found by every name that it goes by, a heading by the words of every day."""

import csv
from pathlib import Path

import pytest
from babel import Locale

from app.domain.law.origin import CONFIDENCES
from app.domain.law.reference import Reference
from app.domain.search import EXACT, SCATTERED, WORD, closeness, findable, name_typed

EVERYDAY = Path(__file__).parents[3] / "resources" / "reference" / "everyday"
#: The short and the formal English names that the United Nations and ISO 3166-1 give, by code.
UN_NAMES = [
    (code, name)
    for code, *names in (
        line.split("\t") for line in Path(__file__).with_name("un_names.txt").read_text("utf-8").splitlines()
    )
    for name in names
]
FILES = ("state_names.csv", "heading_words.csv", "organizations.csv", "items_of_no_heading.csv")


def places(reference: Reference, typed: str) -> dict[str, int]:
    """The states that are found, each with how near it is."""
    wanted = name_typed(typed)
    found = {code: closeness(wanted, names) for code, names in reference.states_found_by.items()}
    return {code: place for code, place in found.items() if place is not None}


def best(reference: Reference, typed: str) -> set[str]:
    """The states that come nearest."""
    found = places(reference, typed)
    return {code for code, place in found.items() if place == min(found.values())}


def headings(reference: Reference, typed: str) -> set[str]:
    """The headings that are found."""
    return {
        row_id
        for row_id, (ja, en) in reference.everyday.headings.items()
        if closeness(name_typed(typed), findable(*ja, *en)) is not None
    }


def test_every_state_is_found_by_the_names_of_the_united_nations(reference: Reference) -> None:
    assert len({code for code, _name in UN_NAMES}) == 248
    alone = [(code, name) for code, name in UN_NAMES if best(reference, name) == {code}]
    assert [each for each in UN_NAMES if each not in alone] == [("CG", "Congo")], "by this name both of them are found"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_state_is_found_by_its_common_name_in_both_languages(language: str, reference: Reference) -> None:
    territories = Locale(language).territories
    codes = reference.countries.keys() - reference.invented
    assert len(codes) == 249
    assert [(code, territories[code]) for code in codes if code not in places(reference, territories[code])] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Saint Lucia", "LC"),
        ("st lucia", "LC"),
        ("Trinidad and Tobago", "TT"),
        ("Bosnia and Herzegovina", "BA"),
        ("ボスニアヘルツェゴビナ", "BA"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Cote dIvoire", "CI"),
        ("Viet Nam", "VN"),
        ("ヴェトナム", "VN"),
        ("Cabo Verde", "CV"),
        ("The Netherlands", "NL"),
        ("England", "GB"),
        ("UK", "GB"),
        ("ｕｋ", "GB"),
        ("イギリス", "GB"),
        ("グルジア", "GE"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("America", "US"),
        ("アメリカ", "US"),
        ("合衆国", "US"),
        ("Turkiye", "TR"),
        ("コソボ", "XK"),
        ("Kosovo", "XK"),
        ("比", "PH"),
    ],
)
def test_a_state_is_called_so(typed: str, code: str, reference: Reference) -> None:
    found = places(reference, typed)
    assert [each for each, place in found.items() if place == EXACT] == [code]


@pytest.mark.parametrize(("typed", "codes"), [("Korea", {"KP", "KR"}), ("Congo", {"CD", "CG"}), ("Guinea", {"GN"})])
def test_what_can_mean_two_states_is_nearest_to_both(typed: str, codes: set[str], reference: Reference) -> None:
    assert best(reference, typed) == codes
    assert (EXACT in places(reference, typed).values()) == (len(codes) == 1)


@pytest.mark.parametrize("typed", ["国連", "UN", "国際連合", "EU", "欧州連合", "NATO", "ASEAN"])
def test_what_is_no_state_is_said_to_be_none(typed: str, reference: Reference) -> None:
    assert reference.organization(typed) is not None
    assert [code for code, place in places(reference, typed).items() if place == EXACT] == []


def test_no_name_is_that_of_two_states(reference: Reference) -> None:
    named: dict[str, set[str]] = {}
    for code, names in reference.states_found_by.items():
        for name in names.names:
            named.setdefault(name, set()).add(code)
    assert {name: codes for name, codes in named.items() if len(codes) > 1} == {}


def test_kosovo_is_a_state_and_no_invented_one(reference: Reference) -> None:
    row = reference.countries["XK"]
    assert (row.name.ja, row.name.en) == ("コソボ", "Kosovo")
    assert "2008" in row.source.ja
    assert "2008" in row.source.en
    assert reference.flags("XK") == ()


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("誘導弾", "2"),
        ("ミサイル", "2"),
        ("みさいる", "2"),
        ("missile", "2"),
        ("魚雷", "2"),
        ("護衛艦", "8"),
        ("frigate", "8"),
        ("ship", "8"),
        ("submarine", "8"),
        ("ソーナー", "8"),
        ("戦闘機", "9"),
        ("fighter", "9"),
        ("パラシュート", "9"),
        ("標的機", "9"),
        ("小銃", "1"),
        ("猟銃", "1"),
        ("hunting gun", "1"),
        ("戦車", "7"),
        ("ロボット", "7"),
        ("防弾チョッキ", "11"),
        ("治具", "16"),
        ("jig", "16"),
        ("偵察衛星", "17"),
        ("ガスマスク", "13"),
        ("レーダー", "8"),
        ("レーダー", "9"),
        ("radar", "7"),
        ("radar", "8"),
        ("radar", "9"),
        ("destroyer", "8"),
        ("駆逐艦", "8"),
        ("フリゲート", "8"),
        ("潜水艦", "8"),
        ("aircraft", "9"),
        ("航空機", "9"),
        ("エンジン", "8"),
        ("エンジン", "9"),
        ("engine", "8"),
        ("engine", "9"),
        ("drone", "9"),
        ("ドローン", "9"),
        ("無人機", "9"),
        ("helicopter", "9"),
        ("mine", "2"),
        ("機雷", "2"),
        ("地雷", "2"),
        ("ammunition", "1"),
        ("弾薬", "1"),
        ("火薬", "3"),
        ("軍用燃料", "3"),
        ("tank", "7"),
        ("装甲車", "7"),
        ("truck", "7"),
        ("helmet", "11"),
        ("ヘルメット", "11"),
        ("鉄かぶと", "11"),
        ("防弾衣", "11"),
        ("bulletproof vest", "11"),
        ("bullet-proof vest", "11"),
        ("body armor", "11"),
        ("探照灯", "12"),
        ("satellite", "17"),
        ("人工衛星", "17"),
        ("laser weapon", "5"),
        ("レーザー", "5"),
        ("railgun", "6"),
        ("除染", "13-2"),
    ],
)
def test_a_heading_is_found_by_everyday_words(typed: str, heading: str, reference: Reference) -> None:
    assert heading in headings(reference, typed)


@pytest.mark.parametrize(
    ("typed", "heading"), [("地雷探知機", "2"), ("mine detector", "2"), ("対人地雷除去機", "7"), ("防刃ベスト", "11")]
)
def test_what_the_ministry_reads_out_of_a_heading_is_no_word_of_it(
    typed: str, heading: str, reference: Reference
) -> None:
    assert heading not in headings(reference, typed)


@pytest.mark.parametrize(
    "typed",
    ["レーダー", "radar", "警戒管制レーダー", "暗視装置", "night vision", "ナイトビジョン", "ソフトウェア", "software"]
    + ["技術", "technology", "部品", "parts", "修理", "maintenance", "無線機", "radio", "地雷探知機", "mine detector"],
)
def test_what_no_heading_names_is_said_to_be_so(typed: str, reference: Reference) -> None:
    found = [one for one in reference.everyday.items if closeness(name_typed(typed), findable(*one.names)) == EXACT]
    assert len(found) == 1
    named = {
        row_id
        for row_id, (ja, en) in reference.everyday.headings.items()
        if closeness(name_typed(typed), findable(*ja, *en)) == EXACT
    }
    assert named == set(), "a heading whose own word it is would be meant"


def test_no_word_of_a_heading_stands_there_twice(reference: Reference) -> None:
    for row_id, in_both in reference.everyday.headings.items():
        for words in in_both:
            assert len(words) == len(set(words)), row_id
            assert all(word == word.strip() and word for word in words), row_id


def test_every_heading_has_words_in_both_languages(reference: Reference) -> None:
    assert reference.everyday.headings.keys() == reference.item_headings.keys()
    assert all(ja and en for ja, en in reference.everyday.headings.values())


def test_the_words_are_of_states_that_there_are_and_say_where_they_come_from(reference: Reference) -> None:
    assert reference.everyday.states.keys() <= reference.countries.keys()
    for name in FILES:
        with (EVERYDAY / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert row["source_ja"], row
                assert row["source_en"], row
                assert row["confidence"] in CONFIDENCES, row


def test_words_from_beside_the_tables_change_no_hash(reference: Reference) -> None:
    without = Reference(
        lambda: "",
        reference._content,
        reference.countries,
        reference.invented,
        (),
        {},
        {},
        {},
        {},
        reference.codes,
    )
    assert without.sha256 == reference.sha256
    assert not without.everyday.states
    assert b"state_names" not in reference._content


def test_words_in_another_order_are_found_last(reference: Reference) -> None:
    assert closeness(name_typed("Korea South"), reference.states_found_by["KR"]) == SCATTERED
    assert closeness(name_typed("Zealand"), reference.states_found_by["NZ"]) == WORD
