"""Text that a person enters is kept as it reads, and what could deceive is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Mendable
from app.domain.register.entered_text import checked_text


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


@pytest.mark.parametrize("text", ["髙﨑①㈱～", "Türkiye – Côte d'Ivoire", "一行目\n二行目\t値", "👩‍🔬", ""])
def test_what_people_write_is_taken(text: str) -> None:
    assert checked_text("title", text) == text


@pytest.mark.parametrize("character", ["\0", "\x1b", "\u202e", "\u2066", "\ud800", "\x85"])
def test_what_can_not_be_shown_is_refused_and_named(character: str) -> None:
    with pytest.raises(Mendable, match=rf"U\+{ord(character):04X}"):
        checked_text("title", f"a{character}b")
