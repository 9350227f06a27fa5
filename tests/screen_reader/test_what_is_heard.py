"""What a reader of the screen gets of the window, from the system's own accessibility bus."""

import pytest

from tests.conftest import HowMany
from tests.screen_reader.conftest import Heard, Listen, Part, Place

#: Places of the walk, in its order, each of another kind; `make test-long` listens at all of them.
PLACES: dict[str, tuple[str, ...]] = {
    "requests": (),
    "new-request": (),
    "question": ("2", "Return", "F6", "Shift+F6"),
    "link-document": (),
    "all-questions": (),
    "particulars": (),
    "documents": (),
    "check-answers": ("F6",),
    "determination-exceptional": (),
    "whole-case": (),
    "every-edition": (),
    "suppose": (),
    "rulebook": (),
    "rulebook-agreements": (),
    "find": (),
    "help": (),
}
IN_JAPANESE: dict[str, tuple[str, ...]] = {"requests": (), "question": ("2",)}
#: What a person does something with; each needs a name.
_CONTROLS = ("push button", "radio button", "check box", "text", "slider", "table", "list", "page tab", "spin button")
#: The only check boxes there are: something is so, or it is not.
_CHECK_BOXES = {"undated", "日付なし", "My requests", "自分の担当案件"}


@pytest.fixture(scope="module")
def english(listen: Listen, how_many: HowMany) -> dict[str, Place]:
    return listen("en", PLACES, bool(how_many(0, long=1)))


@pytest.fixture(scope="module")
def japanese(listen: Listen, how_many: HowMany) -> dict[str, Place]:
    return listen("ja", IN_JAPANESE, bool(how_many(0, long=1)))


@pytest.fixture(params=["english", "japanese"])
def places(request: pytest.FixtureRequest) -> list[Place]:
    return list(request.getfixturevalue(request.param).values())


def _told(parts: list[tuple[Place, Part]]) -> list[str]:
    return [f"{place.name}: {part.role} {part.name!r} below {part.above[-1].name!r}" for place, part in parts]


def test_whatever_can_be_worked_with_has_a_name(places: list[Place]) -> None:
    worked_with = [
        (place, part)
        for place in places
        for part in place.parts
        if part.role in _CONTROLS or "focusable" in part.states
    ]

    assert worked_with
    assert _told([(place, part) for place, part in worked_with if not part.name]) == []


def test_a_choice_is_labelled_by_what_is_chosen(places: list[Place]) -> None:
    boxes = [(place, box) for place in places for box in place.of("combo box")]

    assert _told([(place, box) for place, box in boxes if not box.labels or box.name in box.labels]) == []


def test_what_leads_somewhere_is_no_check_box(places: list[Place]) -> None:
    boxes = [(place, box) for place in places for box in place.of("check box", "toggle button")]

    assert _told([(place, box) for place, box in boxes if box.name not in _CHECK_BOXES]) == []


def test_an_answer_stands_in_the_group_of_its_question(places: list[Place]) -> None:
    answers = [(place, answer) for place in places for answer in place.of("radio button")]

    assert answers
    assert _told([(place, one) for place, one in answers if not any(_is_group(above) for above in one.above)]) == []


def _is_group(part: Part) -> bool:
    return part.role == "panel" and bool(part.name)


def test_the_group_of_a_question_tells_its_help(english: dict[str, Place]) -> None:
    question = english["question"]
    group = next(above for above in reversed(question.of("radio button")[0].above) if _is_group(above))

    assert group.name in [heading.name for heading in question.of("heading")]
    assert group.description in [label.name for label in question.of("label")]


def test_every_screen_has_headings(places: list[Place]) -> None:
    without = [place.name for place in places if not place.of("heading") and not _is_dialog_with_a_name(place)]

    assert without == []


def _is_dialog_with_a_name(place: Place) -> bool:
    return place.parts[0].role == "dialog" and bool(place.parts[0].name)


def test_every_table_has_headers(places: list[Place]) -> None:
    tables = [place for place in places if place.of("table")]

    assert tables
    assert [place.name for place in tables if not place.of("table column header")] == []


@pytest.mark.parametrize(("language", "here"), [("english", "shown now"), ("japanese", "表示中")])
def test_the_present_place_is_said_in_words(language: str, here: str, request: pytest.FixtureRequest) -> None:
    """The area of the rail, the language, the step, the line, the section and the question."""
    places: dict[str, Place] = request.getfixturevalue(language)
    marked = [part.name for part in places["question"].of("push button") if here in part.description]

    assert len(marked) == 6
    assert marked[0] == {"english": "Requests", "japanese": "案件"}[language]


def test_a_finished_section_says_so(english: dict[str, Place]) -> None:
    section = next(part for part in english["question"].of("push button") if part.name == "Purpose")

    assert section.description.startswith("done")


def _announced(heard: tuple[Heard, ...]) -> list[str]:
    return [each.words for each in heard if each.kind == "object:announcement"]


def _focused(heard: tuple[Heard, ...]) -> list[str]:
    return [f"{each.role} {each.name}" for each in heard if each.kind.endswith("focused") and each.on]


def test_a_changed_result_is_announced(english: dict[str, Place]) -> None:
    (announced,) = _announced(english["question"].after["2"])

    assert announced.startswith("Determination so far. Within the cases that may be permitted")


def test_a_result_that_stays_is_not_announced_again(english: dict[str, Place]) -> None:
    assert _announced(english["question"].after["Return"]) == []


def test_the_keyboard_goes_straight_to_the_next_question(english: dict[str, Place]) -> None:
    """It does not stop at a button by the way, whose name would be read first."""
    roles = [each.role for each in english["question"].after["Return"] if each.kind.endswith("focused") and each.on]

    assert roles
    assert set(roles) <= {"radio button", "panel", "text", "list"}


def test_f6_leads_from_part_to_part_and_back(english: dict[str, Place]) -> None:
    question = english["question"]
    there, back = _focused(question.after["F6"]), _focused(question.after["Shift+F6"])

    assert there
    assert back == _focused(question.after["Return"])[-1:]


def test_the_time_line_is_a_slider_that_says_its_day(english: dict[str, Place]) -> None:
    (time_line,) = english["every-edition"].of("slider")

    assert time_line.name.startswith("Time line of the editions and of the agreement")
    assert "2026" in time_line.name
