"""Canonical JSON is what RFC 8785 says, and what was written before keeps its bytes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical_json
from app.domain.decision.assessment import assess
from app.domain.decision.record import lasting_record
from app.storage.law.register_shelf import RegisterShelf
from app.storage.law.scenario_shelf import worked_cases
from tests.builders import ROOT, WORKED_CASES

whole_numbers = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | whole_numbers | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_keys_are_in_the_order_of_the_example_of_the_standard() -> None:
    """RFC 8785, 3.2.3."""
    example = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    assert list(json.loads(canonical_json(example)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_texts_and_literals_are_written_as_in_the_example_of_the_standard() -> None:
    """RFC 8785, 3.2.2 to 3.2.4, without the fractions, which no record holds; the bytes are those of the standard."""
    example = {"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", "literals": [None, True, False]}
    assert canonical_json(example).encode() == bytes.fromhex(
        "7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c"
        "22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("\b\t\n\f\r", r'"\b\t\n\f\r"'),
        ("\0\x1f", r'"\u0000\u001f"'),
        ("\x7f\u2028</", '"\x7f\u2028</"'),
        ("関所", '"関所"'),
    ],
)
def test_of_letters_only_those_are_escaped_that_have_to_be(text: str, written: str) -> None:
    assert canonical_json(text) == written


@given(values)
def test_what_is_written_can_be_read_and_is_written_so_again(value: Any) -> None:
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text


@given(st.dictionaries(st.text(), st.none()))
def test_keys_are_in_the_order_of_their_utf_16_code_units(value: Mapping[str, None]) -> None:
    keys = list(json.loads(canonical_json(value)))
    assert keys == sorted(keys, key=lambda key: [*memoryview(key.encode("utf-16-le")).cast("H")])


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        1.0,
        float("nan"),
        float("inf"),
        2**53,
        -(2**53),
        {1: "one"},
        {None: 0},
        "\ud800",
        {"\udfff": 1},
        {"a"},
        b"a",
    ],
)
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    for whole in (value, [value], {"part": (value,)}):
        with pytest.raises(ValueError, match=r"exact|surrogates"):
            canonical_json(whole)


def earlier(value: object) -> str:
    """How records, events and packs were spelt before."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_records_of_the_worked_cases_keep_their_bytes(shelf: RegisterShelf) -> None:
    cases = worked_cases(WORKED_CASES)
    assert cases
    for case in cases:
        compiled, reference = shelf.compiled(shelf.id_on(case.on)), shelf.reference()
        determination = assess(compiled, reference, case.on, case.answers)
        record = lasting_record(compiled, reference, case.answers, determination, particulars={"title": case.id}).data()
        assert canonical_json(record) == earlier(record)


def test_the_files_of_a_pack_keep_their_bytes() -> None:
    paths = (path for path in Path(ROOT / "resources/reference").iterdir() if path.is_file())
    files = {path.name: path.read_text(encoding="utf-8") for path in paths}
    assert files
    assert canonical_json(files) == earlier(files)
