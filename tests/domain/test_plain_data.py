"""Values become plain data and come back; what is not as it has to be is told with its place."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import pytest

from app.domain.ids import AnswerId
from app.domain.law.outcomes import Outcome, Result
from app.domain.plain_data import Unreadable, plain, read


class Part(NamedTuple):
    """A part of the whole."""

    name: str
    pairs: tuple[tuple[AnswerId, str], ...] = ()


class Whole(NamedTuple):
    """One of everything."""

    on: date
    outcome: Outcome
    result: Result
    is_open: bool
    number: int
    note: str | None
    parts: tuple[Part, ...]
    copies: Mapping[AnswerId, Part]


PARTS = (Part("a", ((AnswerId(1), "p"),)),)
COPIES = {AnswerId(10): Part("b")}
WHOLE = Whole(date(2026, 5, 7), Outcome.REFER, Result.FAILS, True, 3, None, PARTS, COPIES)
DATA: dict[str, Any] = {
    "on": "2026-05-07",
    "outcome": "refer",
    "result": "fails",
    "is_open": True,
    "number": 3,
    "note": None,
    "parts": [{"name": "a", "pairs": [[1, "p"]]}],
    "copies": {"10": {"name": "b"}},
}


def test_a_value_becomes_plain_data_and_comes_back() -> None:
    assert plain(WHOLE) == DATA
    assert read(Whole, DATA, "here") == WHOLE


def test_a_field_with_a_default_may_be_missing_and_others_are_passed_over() -> None:
    for data in ({"name": "a", "later": 1}, {"name": "a", "pairs": []}):
        assert read(Part, data, "here") == Part("a")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": "yesterday"}, "here.on: a date expected, not 'yesterday'"),
        ({"on": 3}, "here.on: a date expected, not 3"),
        ({"outcome": "permitted"}, "here.outcome: Outcome expected, not 'permitted'"),
        ({"outcome": []}, "here.outcome: Outcome expected, not []"),
        ({"is_open": 1}, "here.is_open: bool expected, not 1"),
        ({"number": True}, "here.number: int expected, not True"),
        ({"note": 1}, "here.note: str expected, not 1"),
        ({"parts": "a"}, "here.parts: a list expected, not 'a'"),
        ({"parts": [{"pairs": []}]}, "here.parts[0].name: a value expected, not None"),
        ({"parts": [{"name": "a", "pairs": [[1]]}]}, "here.parts[0].pairs[0]: a list of 2 expected, not [1]"),
        ({"copies": []}, "here.copies: a map expected, not []"),
        ({"copies": {"x": {"name": "b"}}}, "here.copies.x: a number as key expected, not 'x'"),
        ({"copies": {"1": 1}}, "here.copies.1: a map expected, not 1"),
    ],
)
def test_what_is_of_another_type_is_told_with_its_place(change: Mapping[str, Any], said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(Whole, {**DATA, **change}, "here")
    assert str(refused.value) == said
