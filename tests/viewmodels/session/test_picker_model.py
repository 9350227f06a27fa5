"""Lists that are searched by typing."""

import pytest
from pytestqt.modeltest import ModelTester

from app.viewmodels.session.picker_model import CHOSEN_ROLE, DETAIL_ROLE, PickerModel
from app.viewmodels.session.value_picks import country_picks
from app.wording.language import Language
from tests.builders import the_shelf


@pytest.fixture
def states(qapp: object) -> PickerModel:
    """All states, in Japanese."""
    model = PickerModel()
    model.fill(country_picks(the_shelf().reference(), Language.JA))
    return model


def test_it_is_a_sound_model(states: PickerModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(states, force_py=True)  # type: ignore[no-untyped-call]  # pytest-qt does not say
    states.narrow("ko")
    states.choose("KR")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("PH", "PH"),
        ("ph", "PH"),
        ("ＰＨ", "PH"),
        ("フィリピン", "PH"),
        ("philip", "PH"),
        ("ﾌｨﾘﾋﾟﾝ", "PH"),
        ("ふぃりぴん", "PH"),
        ("豪州", "AU"),
        ("べいこく", "US"),
        ("えいこく", "GB"),
        ("イギリス", "GB"),
        ("turkey", "TR"),
        ("おーすとらりあ", "AU"),
        ("にゅーじー", "NZ"),
        ("米国", "US"),
        ("turki", "TR"),
        ("cote d", "CI"),
        ("XA", "XA"),
        ("架空国 XB", "XB"),
    ],
)
def test_a_state_is_found_by_name_in_both_languages_and_by_code(states: PickerModel, typed: str, first: str) -> None:
    states.narrow(typed)
    assert states.value_at(0) == first


def test_the_row_tells_the_other_name_and_the_code(states: PickerModel) -> None:
    states.narrow("NZ")
    index = states.index(0)
    assert index.data() == "ニュージーランド"
    assert index.data(DETAIL_ROLE) == "New Zealand　NZ"


def test_invented_states_stand_last_and_japan_nowhere(states: PickerModel) -> None:
    values = [states.value_at(row) for row in range(states.rowCount())]
    assert values[-26:] == [f"X{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert "JP" not in values


def test_the_chosen_row_is_marked(states: PickerModel) -> None:
    states.choose("NZ")
    row = states.row_of("NZ")
    assert row is not None
    assert states.index(row).data(CHOSEN_ROLE) is True
    assert states.row_of("ZZ") is None
    states.narrow("nothing has this name")
    assert states.rowCount() == 0
