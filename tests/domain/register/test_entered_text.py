"""Text that a person enters is kept as it reads, and what could deceive is refused."""

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.characters import visible
from app.domain.errors import Mendable
from app.domain.register.entered_text import checked_text
from tests.texts import NAMES


@given(st.text())
def test_what_is_taken_can_be_stored_and_is_taken_again_as_it_is(text: str) -> None:
    refusal = None
    try:
        taken = checked_text("title", text)
    except Mendable as error:
        refusal, taken = error, ""
    assert refusal is None or "field" in refusal.params
    assert taken.encode("utf-8").decode("utf-8") == taken
    assert "\0" not in taken
    assert checked_text("title", taken) == taken


@pytest.mark.parametrize("text", ["髙﨑①㈱～", "Türkiye – Côte d'Ivoire", "👩‍🔬", "", *NAMES])
def test_what_people_write_is_taken_letter_by_letter(text: str) -> None:
    assert checked_text("title", text) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Z"))))
def test_no_letter_is_replaced(text: str) -> None:
    hypothesis.assume(not text or visible(text))
    assert checked_text("title", text) == text


def test_several_lines_are_taken_where_there_is_room_for_them() -> None:
    for field in ("remarks", "note", "reason"):
        assert checked_text(field, "一行目\n二行目\t値\u2028") == "一行目\n二行目\t値"
    assert checked_text("remarks", "a\r\nb") == "a\nb"


@pytest.mark.parametrize("character", "\n\t\r\u2028\u2029")
@pytest.mark.parametrize("field", ["title", "number", "end_user", "item", "body", "page", "named_person"])
def test_one_line_is_not_broken_and_the_place_is_named(field: str, character: str) -> None:
    with pytest.raises(Mendable, match=r"takes one line, and after “contract no\. 5” there is a line break or a tab"):
        checked_text(field, f"contract no. 5{character}annex")


@pytest.mark.parametrize(
    ("before", "quoted"),
    [
        ("Transfer of second-hand destroyers", "“…second-hand destroyers”"),
        ("Radar", "“Radar”"),
        (
            "令和八年度に予定される装備品等の海外移転のうち中古護衛艦のフィリピン共和国海軍に対する移転に関する件",
            "“…ィリピン共和国海軍に対する移転に関する件”",
        ),
    ],
)
def test_the_place_of_a_break_is_named_from_the_beginning_of_a_word(before: str, quoted: str) -> None:
    with pytest.raises(Mendable) as refusal:
        checked_text("title", f"{before}\nto the Navy")
    assert f"after {quoted} there is a line break or a tab, which a field shows as a blank" in str(refusal.value)


@pytest.mark.parametrize("text", ["\u200b", "\ufeff\u2060", "\u3164", "\u2800", "\u115f", "\ufe0f", "\u034f"])
def test_what_can_not_be_seen_is_no_text(text: str) -> None:
    with pytest.raises(Mendable, match="nothing that can be seen"):
        checked_text("title", text)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\u202e", "\u2066", "\ud800", "\x85"])
def test_what_can_not_be_shown_is_refused_and_named(character: str) -> None:
    with pytest.raises(Mendable, match=rf"U\+{ord(character):04X}"):
        checked_text("title", f"a{character}b")
