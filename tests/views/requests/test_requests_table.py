"""The columns of the list of requests share the width that there is."""

import pytest

from app.viewmodels.requests.requests_model import Column
from app.views.requests.requests_table import fitted


def test_with_room_enough_every_column_is_shown() -> None:
    assert set(fitted(1_200)) == set(Column)


@pytest.mark.parametrize("room", [300, 500, 700, 914, 1_026, 1_600])
def test_the_width_is_shared_out_whole_and_the_title_is_never_left_out(room: float) -> None:
    widths = fitted(room)
    assert {Column.NUMBER, Column.TITLE} <= set(widths)
    assert sum(widths.values()) == max(room, 328)
    assert Column.OUTCOME in widths or set(widths) == {Column.NUMBER, Column.TITLE}, "the outcome goes last"
