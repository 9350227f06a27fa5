"""The list of requests, searched by SQLite, finds what a list on the screen finds that is searched by typing."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from app.domain.search import findable, folded
from app.services.reading import list_cases
from app.services.receiving import amend_particulars
from app.viewmodels.session.picker_model import Pick, PickerModel
from tests.builders import Official, a_register_file, an_official, opened, searched
from tests.fakes import TickingClock
from tests.folding import TEXTS, texts_typed_otherwise


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
    return bool(list_cases(desk.work, searched(typed)))


def picked(title: str, typed: str) -> bool:
    """Whether a list searched by typing finds it."""
    model = PickerModel()
    model.fill((Pick("", title, "", findable(title)),))
    model.narrow(typed)
    return model.rowCount() == 1


@given(texts_typed_otherwise())
def test_a_part_of_a_title_is_found_by_both_however_it_is_typed(
    qapp: object, desk: Official, title_and_typed: tuple[str, str]
) -> None:
    title, typed = title_and_typed
    assert picked(title, typed)
    assert listed(desk, title, typed)


@given(TEXTS, TEXTS)
def test_what_has_not_every_word_is_not_found(desk: Official, title: str, typed: str) -> None:
    particulars = folded(f"{title}\n#\nK. Officer")
    assert listed(desk, title, typed) == all(word in particulars for word in folded(typed).split())
