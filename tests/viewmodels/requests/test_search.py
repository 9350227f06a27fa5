"""The list of requests, searched by SQLite, finds what a list on the screen finds that is searched by typing."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.search import folded
from app.services.ports import CaseFilter
from app.services.reading import list_cases
from app.services.receiving import amend_particulars
from app.viewmodels.session.picker_model import Pick, PickerModel
from tests.builders import Official, a_register_file, an_official, opened
from tests.fakes import TickingClock

_KANA = [chr(code) for code in range(ord("ぁ"), ord("ゖ") + 1)]
_FULL_WIDTH = {chr(code + 0xFEE0): chr(code) for code in range(ord("!"), ord("~") + 1)}
_HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}

LETTERS = st.one_of(
    st.sampled_from([*_KANA, *_HALF_WIDTH, *_FULL_WIDTH.values(), "フリゲート", "ゞ", "Ｋ－７７", "é"]),
    st.characters(categories=("L", "M", "N", "P", "S", "Zs")),
)
TITLES = st.lists(LETTERS, min_size=1, max_size=20).map("".join).filter(str.strip)


def _forms(character: str) -> list[str]:
    """The ways to type a character."""
    kana = {chr(ord(each) + 0x60): each for each in _KANA}
    hiragana = {value: key for key, value in kana.items()}
    narrow = {value: key for key, value in _FULL_WIDTH.items()}
    tables = (kana, hiragana, _HALF_WIDTH, _FULL_WIDTH, narrow)
    others = [table[character] for table in tables if character in table]
    return [character, character.upper(), character.lower(), unicodedata.normalize("NFD", character), *others]


@st.composite
def typed_in_titles(draw: st.DrawFn) -> tuple[str, str]:
    """A title, and a part of it as somebody else would type it."""
    title = draw(TITLES)
    first = draw(st.integers(0, len(title) - 1))
    part = title[first : draw(st.integers(first + 1, len(title)))]
    return title, "".join(draw(st.sampled_from(_forms(character))) for character in part)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Official]:
    """A register with one case."""
    clock = TickingClock()
    with opened(a_register_file(tmp_path_factory.mktemp("search")), clock) as work:
        desk = an_official(work, clock)
        desk.a_case(number="#")
        yield desk


def listed(desk: Official, title: str, typed: str) -> bool:
    """Whether the list of requests finds a title."""
    (case,) = list_cases(desk.work)
    amend_particulars(desk, case_id=case.id, field="title", value=title)
    return bool(list_cases(desk.work, CaseFilter(text=typed)))


def picked(title: str, typed: str) -> bool:
    """Whether a list searched by typing finds it."""
    model = PickerModel()
    model.fill((Pick("", title, "", folded(title)),))
    model.narrow(typed)
    return model.rowCount() == 1


@given(typed_in_titles())
def test_a_part_of_a_title_is_found_by_both_however_it_is_typed(
    qapp: object, desk: Official, title_and_typed: tuple[str, str]
) -> None:
    title, typed = title_and_typed
    assert picked(title, typed)
    assert listed(desk, title, typed)


@given(TITLES, TITLES.filter(lambda typed: len(folded(typed).split()) == 1 and "#" not in folded(typed)))
def test_no_other_word_is_found_by_one_alone(qapp: object, desk: Official, title: str, typed: str) -> None:
    assert listed(desk, title, typed) == picked(title, typed)
