"""Lists that are searched by typing."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.viewmodels.session.picker_model import CHOSEN_ROLE, DETAIL_ROLE, PickerModel
from app.viewmodels.session.value_picks import country_picks, value_picks
from app.wording.language import Language
from tests.builders import the_shelf
from tests.viewmodels.surroundings import Office


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


@pytest.mark.parametrize("language", list(Language))
def test_what_no_heading_names_is_shown_as_no_choice(office: Office, language: Language) -> None:
    office.session.language.switch(language)
    case = office.open(office.case())
    heading = next(fact for fact in case.interview.edition.facts if fact.is_of_item)
    model = PickerModel()
    model.fill(value_picks(case.phrases, heading))
    assert [model.value_at(row) for row in range(model.rowCount())] == list(heading.values)
    model.narrow({Language.JA: "レーダー", Language.EN: "radar"}[language])
    assert [model.value_at(row) for row in range(model.rowCount())] == ["", "7", "8", "9"]
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    said = {Language.JA: "この語はありません", Language.EN: "No heading names it"}[language]
    assert said in model.index(0).data(DETAIL_ROLE)
    assert model.sure_row() is None


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


@pytest.mark.parametrize("typed", ["国連", "un", "EU"])
def test_an_organization_is_shown_where_it_is_typed_and_is_no_choice(office: Office, typed: str) -> None:
    edition = office.session.shelf.edition("2026-04-21")
    fact = edition.fact_by_id["destination"]
    model = PickerModel()
    model.fill(value_picks(office.session.phrases(edition), fact))
    assert "United Nations" not in {model.index(row).data() for row in range(model.rowCount())}
    model.narrow(typed)
    index = model.index(0)
    assert index.data() in ("The United Nations", "The European Union")
    assert index.data(DETAIL_ROLE) == "an organization: choose the country"
    assert not index.flags() & Qt.ItemFlag.ItemIsEnabled
    assert all(model.index(row).flags() & Qt.ItemFlag.ItemIsEnabled for row in range(1, model.rowCount()))


@pytest.mark.parametrize(
    ("typed", "heading"),
    [("誘導弾", "2"), ("missile", "2"), ("Missiles and", ""), ("護衛艦", "8"), ("(9)", "9"), ("13の2", "13-2")],
)
def test_a_heading_is_found_by_everyday_words_and_shows_some(office: Office, typed: str, heading: str) -> None:
    edition = office.session.shelf.edition("2026-04-21")
    model = PickerModel()
    model.fill(value_picks(office.session.phrases(edition), edition.fact_by_id["item_heading"]))
    model.narrow(typed)
    assert (model.value_at(0) if model.rowCount() else "") == heading
    model.narrow("")
    assert "missile, torpedo" in model.index(model.row_of("2") or 0).data(DETAIL_ROLE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("PH", "PH"),
        ("フィリピン", "PH"),
        ("philip", "PH"),
        ("にゅーじー", "NZ"),
        ("UK", "GB"),
        ("America", "US"),
        ("合衆国", "US"),
    ]
    + [(typed, None) for typed in ("Korea", "国連", "EU", "ゲレ", "ia", "ラブ首長", "united", "")],
)
def test_what_was_surely_meant_is_one_row_and_nothing_else_is(
    states: PickerModel, typed: str, meant: str | None
) -> None:
    states.narrow(typed)
    row = states.sure_row()
    assert (None if row is None else states.value_at(row)) == meant


def test_the_name_of_the_answer_is_known_whatever_is_typed(states: PickerModel) -> None:
    states.choose("PH")
    states.narrow("コソボ")
    assert (states.name_of("PH"), states.name_of(None), states.name_of("ZZ")) == ("フィリピン", "", "")


def test_the_row_tells_the_other_name_and_the_code(states: PickerModel) -> None:
    states.narrow("NZ")
    index = states.index(0)
    assert index.data() == "ニュージーランド"
    assert index.data(DETAIL_ROLE) == "New Zealand　NZ"


def test_invented_states_stand_last_and_japan_nowhere(states: PickerModel) -> None:
    values = [states.value_at(row) for row in range(states.rowCount())]
    assert values[-25:] == [f"X{letter}" for letter in "ABCDEFGHIJLMNOPQRSTUVWXYZ"]
    assert "JP" not in values


def test_the_chosen_row_is_marked(states: PickerModel) -> None:
    states.choose("NZ")
    row = states.row_of("NZ")
    assert row is not None
    assert states.index(row).data(CHOSEN_ROLE) is True
    assert states.row_of("ZZ") is None
    states.narrow("nothing has this name")
    assert states.rowCount() == 0
