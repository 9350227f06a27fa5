"""What can be done stands in tables: nothing is there twice, and keys, palette and help say the same of it."""

from collections import Counter
from typing import Any

from app.bootstrap.composition import words_in
from app.viewmodels.case.place import Stage
from app.viewmodels.session.actions import Action, Offer, help_rows, palette_entries
from app.viewmodels.window.case_actions import CASE_ACTIONS
from app.viewmodels.window.window_actions import FINDING, LOOKS
from app.viewmodels.window.window_model import WindowModel
from app.views.window.screens import AREA_ACTIONS
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office

WINDOW_ACTIONS = (*FINDING, *LOOKS)


def test_no_act_and_no_key_is_there_twice() -> None:
    actions: tuple[Action[Any], ...] = (*AREA_ACTIONS, *WINDOW_ACTIONS, *CASE_ACTIONS)
    ids, keys = Counter(action.id for action in actions), Counter(key for action in actions for key in action.keys)
    assert [name for name, times in ids.items() if times > 1] == []
    # Each language invites to the other by the same key, and only one of them is spoken.
    assert [key for key, times in keys.items() if times > 1] == ["Ctrl+L"]


def test_of_two_languages_the_one_that_is_not_spoken_is_offered(office: Office) -> None:
    model = office.window()
    for language, offered in ((Language.EN, "日本語に切り替える"), (Language.JA, "Switch to English")):
        office.session.language.switch(language)
        labels = [entry.label for entry in palette_entries(LOOKS, model, model.session.words)]
        assert [label for label in labels if label in ("日本語に切り替える", "Switch to English")] == [offered]


def test_the_palette_offers_what_is_possible_with_its_first_key_and_does_it(office: Office) -> None:
    model, words = office.open(office.case(MISSILES)), office.session.words
    assert "Record this determination" not in [entry.label for entry in palette_entries(CASE_ACTIONS, model, words)]
    model.go_to_stage(Stage.CHECK)
    entry = next(each for each in palette_entries(CASE_ACTIONS, model, words) if each.offer is Offer.FIRST)
    assert (entry.label, entry.keys) == ("Record this determination", "Ctrl+Enter")
    entry.do()
    assert model.place.is_recording


def test_the_help_says_an_act_by_its_own_sentence_or_by_its_name_and_each_row_once() -> None:
    words = words_in(Language.EN)
    acts: tuple[Action[WindowModel], ...] = (
        Action("a", "Larger", WindowModel.start, ("Ctrl+A", "F9"), help="Larger, smaller", help_keys="Ctrl+A / B"),
        Action("b", "Smaller", WindowModel.start, ("Ctrl+B",), help=None),
        Action("c", "Again", WindowModel.start, ("Ctrl+C",)),
        Action("d", "Without keys", WindowModel.start),
    )
    assert help_rows(acts, words) == [("Ctrl+A / B", "Larger, smaller"), ("Ctrl+C", "Again")]


def test_an_act_that_is_not_possible_has_no_name_to_be_offered_by(office: Office) -> None:
    model = office.window()
    new = next(action for action in FINDING if action.id == "new")
    assert new.offered(model, model.session.words) == "New request"
    model.session.is_read_only = True
    assert new.offered(model, model.session.words) == ""
