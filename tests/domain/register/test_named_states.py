"""Which states a title names, in either language, and whether that fits the destination."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.register.named_states import others_named, states_named
from tests.builders import a_shelf

REFERENCE = a_shelf().reference()


@pytest.mark.parametrize(
    ("title", "states"),
    [
        ("フィリピン向け護衛艦", ("PH",)),
        ("ﾌｨﾘﾋﾟﾝ向け", ("PH",)),
        ("Missiles for the PHILIPPINES", ("PH",)),
        ("英国・イタリアとの共同開発", ("GB", "IT")),
        ("米国へのパトリオット", ("US",)),
        ("Radar for Turkiye", ("TR",)),
        ("Radar for Türkiye", ("TR",)),
        ("ギニアビサウ", ("GW",)),
        ("Patrol boats for Papua New Guinea", ("PG",)),
        ("南スーダン", ("SS",)),
        ("コンゴ民主共和国", ("CD",)),
        # Words that have the name of a state in them.
        ("車両用タイヤ", ()),
        ("Roman candles", ()),
        ("Nigerien", ()),
        ("護衛艦", ()),
        ("", ()),
    ],
)
def test_a_state_is_found_by_its_name_as_a_word_of_its_own(title: str, states: tuple[str, ...]) -> None:
    assert states_named(title, REFERENCE) == states


@given(st.sampled_from(sorted(REFERENCE.countries)), st.sampled_from(["ja", "en"]))
def test_every_state_is_named_by_its_own_name_and_never_at_odds_with_itself(code: str, language: str) -> None:
    name = REFERENCE.countries[code].name.in_language(language)
    assert code in states_named(name, REFERENCE) or len(name) < 4
    assert others_named(name, code, REFERENCE) == ()


def test_a_title_that_names_another_state_than_the_destination_is_at_odds_with_it() -> None:
    assert others_named("フィリピン向け護衛艦", "NZ", REFERENCE) == ("PH",)
    assert others_named("フィリピン向け護衛艦", "PH", REFERENCE) == ()
    assert others_named("フィリピン向け護衛艦", None, REFERENCE) == (), "as long as nothing is answered"
    assert others_named("米国製エンジンを載せたフィリピン向け護衛艦", "PH", REFERENCE) == (), "one of them is meant"
