"""An entry is its bytes: each that can be written is read as it was, and nothing else is read at all."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ledger.entry import (
    NO_SIGNATURE,
    NOTHING_BEFORE,
    Entry,
    entry_bytes,
    entry_hash,
    leaf_data,
    read_entry,
    row_digest,
)

REGISTER = "0197f2a4-11aa-7c3e-9d4b-5a6b7c8d9e0f"
ENTRY = Entry(
    register=REGISTER,
    number=12,
    at=datetime(2026, 12, 1, 0, 30, 15, 42, tzinfo=UTC),
    person="shinsa-a",
    key="ab" * 32,
    act="answer_given",
    case=3,
    line=None,
    body={"fact": "item", "value": "誘導弾"},
    rows={"answers/17": "cd" * 32},
    before="ef" * 32,
)
BYTES = (
    '{"act":"answer_given","at":"2026-12-01T00:30:15.000042Z","before":"' + "ef" * 32 + '",'
    '"body":{"fact":"item","value":"誘導弾"},"case":3,"key":"' + "ab" * 32 + '","line":null,"number":12,'
    '"person":"shinsa-a","register":"0197f2a4-11aa-7c3e-9d4b-5a6b7c8d9e0f","rows":{"answers/17":"' + "cd" * 32 + '"},'
    '"schema":"sekisho.entry/1"}'
).encode()
MEMBERS = json.loads(BYTES)

numbers = st.integers(1, 2**53 - 1)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
bodies = st.dictionaries(
    st.text(),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)
entries = st.builds(
    Entry,
    register=st.uuids().map(str),
    number=numbers,
    at=st.datetimes(timezones=st.just(UTC)),
    person=st.from_regex(r"\A[a-z0-9][a-z0-9._-]{0,31}\Z"),
    key=digests,
    act=st.from_regex(r"\A[a-z][a-z0-9_]{0,20}\Z"),
    case=st.none() | numbers,
    line=st.none() | numbers,
    body=bodies,
    rows=st.dictionaries(
        st.builds("{}/{}".format, st.from_regex(r"\A[a-z][a-z0-9_]{0,9}\Z"), st.integers(1).map(str)),
        digests,
        max_size=4,
    ),
    before=digests,
    clock_went_back=st.booleans(),
    before_the_ledger=st.just(False),
) | st.builds(
    ENTRY._replace,
    person=st.text(min_size=1),
    key=st.just(""),
    body=bodies,
    before_the_ledger=st.just(True),
    clock_went_back=st.booleans(),
)


def test_the_bytes_of_an_entry() -> None:
    assert entry_bytes(ENTRY) == BYTES
    assert read_entry(BYTES) == ENTRY


def test_what_is_optional_stands_only_where_it_says_something() -> None:
    entry = ENTRY._replace(clock_went_back=True, before_the_ledger=True, key="", person="Somebody at a desk")
    data = entry_bytes(entry)
    assert json.loads(data) == {
        **MEMBERS,
        "clock": "went_back",
        "before_the_ledger": True,
        "key": "",
        "person": "Somebody at a desk",
    }
    assert read_entry(data) == entry


@given(entries)
def test_an_entry_is_read_as_it_was_written(entry: Entry) -> None:
    data = entry_bytes(entry)
    assert read_entry(data) == entry
    assert rfc8785.dumps(json.loads(data)) == data


@pytest.mark.parametrize("depth", [97, 98, 99, 100_000])
def test_maps_and_lists_stand_in_one_another_a_hundred_deep_at_most(depth: int) -> None:
    """The entry is a map, and `body` another: FORMAT.md, section 1."""
    data = BYTES.replace(b'"item"', b"[" * depth + b"]" * depth)
    if depth <= 98:
        assert entry_bytes(read_entry(data)) == data
        return
    with pytest.raises(ValueError, match="nested"):
        read_entry(data)
    nested: object = "item"
    for _ in range(depth):
        nested = [nested]
    with pytest.raises(ValueError, match="nested"):
        entry_bytes(ENTRY._replace(body={"fact": nested}))


def test_a_moment_is_written_in_universal_time() -> None:
    japan = ENTRY.at.astimezone(timezone(timedelta(hours=9)))
    assert entry_bytes(ENTRY._replace(at=japan)) == BYTES
    with pytest.raises(ValueError, match="without a zone"):
        entry_bytes(ENTRY._replace(at=japan.replace(tzinfo=None)))


@pytest.mark.parametrize("place", range(len(BYTES)))
def test_no_byte_can_be_another_and_the_entry_the_same(place: int) -> None:
    for bit in range(8):
        data = bytearray(BYTES)
        data[place] ^= 1 << bit
        try:
            entry = read_entry(bytes(data))
        except ValueError:
            continue
        assert entry != ENTRY
        assert entry_bytes(entry) == data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Expecting value"),
        (b"null", "not a map"),
        (b"[]", "not a map"),
        (b"\xef\xbb\xbf" + BYTES, "BOM"),
        (b"\xff" + BYTES, "decode"),
        (BYTES + b"\n", "canonical"),
        (BYTES + BYTES, "Extra data"),
        (BYTES.replace(b",", b", ", 1), "canonical"),
        (BYTES.replace(b'"case":3', b'"case":3,"case":3'), "canonical"),
        (BYTES.replace(b'"case":3,', b'"case":4,"case":3,'), "canonical"),
        (BYTES.replace(b'"case":3', b'"case":3.0'), "no exact form"),
        (BYTES.replace(b'"case":3', b'"case":NaN'), "no exact form"),
        (BYTES.replace(b'"case":3', b'"case":9007199254740992'), "no exact form"),
        (BYTES.replace(b'"case":3', b'"case":' + b"9" * 5000), "integer string conversion"),
        (BYTES.replace("誘".encode(), b"\\u8a98"), "canonical"),
        (BYTES.replace("誘".encode(), b"\\ud800"), "surrogates"),
        (BYTES.replace("誘".encode(), b"\xed\xa0\x80"), "decode"),
        (BYTES.replace(b'"item"', b"[" * 100_000 + b"]" * 100_000), "nested"),
    ],
)
def test_bytes_that_are_no_canonical_map_are_refused(data: bytes, reason: str) -> None:
    assert data != BYTES
    with pytest.raises(ValueError, match=reason):
        read_entry(data)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"schema": "sekisho.entry/2"}, "schema"),
        ({"register": REGISTER.upper()}, "register"),
        ({"number": 0}, "number"),
        ({"number": True}, "number"),
        ({"number": "1"}, "number"),
        ({"at": "2026-12-01T00:30:15.000042+00:00"}, "at"),
        ({"at": "2026-12-01T00:30:15Z"}, "at"),
        ({"at": "2026-02-30T00:30:15.000042Z"}, "at"),
        ({"at": 0}, "at"),
        ({"person": ""}, "person"),
        ({"person": "Shinsa"}, "an account expected"),
        ({"person": "a" * 33}, "an account expected"),
        ({"key": "AB" * 32}, "key"),
        ({"key": "ab" * 31}, "key"),
        ({"key": ""}, "without a key"),
        ({"act": "Answer"}, "act"),
        ({"case": -1}, "case"),
        ({"line": "1"}, "line"),
        ({"body": []}, "body"),
        ({"rows": {"answers": "cd" * 32}}, "rows"),
        ({"rows": {"answers/": "cd" * 32}}, "rows"),
        ({"rows": {"answers/1\n": "cd" * 32}}, "rows"),
        ({"rows": {"answers/1 {": "cd" * 32}}, "rows"),
        ({"rows": {"answers/1": "cd"}}, "rows"),
        ({"rows": {"answers/1": None}}, "rows"),
        ({"before": ""}, "before"),
        ({"clock": "went_forward"}, "clock"),
        ({"clock": None}, "clock"),
        ({"before_the_ledger": False}, "before_the_ledger"),
        ({"before_the_ledger": True}, "and with a key"),
        ({"more": None}, "'more'"),
    ],
)
def test_members_that_are_not_those_of_an_entry_are_refused(changed: Mapping[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_entry(rfc8785.dumps(MEMBERS | changed))


@pytest.mark.parametrize("member", MEMBERS)
def test_no_member_may_be_missing(member: str) -> None:
    with pytest.raises(ValueError, match=f"without {member}"):
        read_entry(rfc8785.dumps({name: value for name, value in MEMBERS.items() if name != member}))


def test_what_could_not_be_read_again_is_not_written() -> None:
    for entry in (ENTRY._replace(person="Shinsa"), ENTRY._replace(rows={"answers/1": "?"}), ENTRY._replace(number=0)):
        with pytest.raises(ValueError, match="expected"):
            entry_bytes(entry)


def test_a_leaf_is_the_signature_and_the_entry() -> None:
    signature = bytes(range(64))
    assert leaf_data(signature, BYTES) == signature + BYTES
    assert entry_hash(signature, BYTES) == sha256(b"\x00" + signature + BYTES).digest()
    assert len(NOTHING_BEFORE) == 64
    assert set(NOTHING_BEFORE) == {"0"}
    assert bytes(64) == NO_SIGNATURE
    with pytest.raises(ValueError, match="63 bytes"):
        leaf_data(bytes(63), BYTES)


def test_the_digest_of_a_row_is_that_of_its_columns_in_canonical_order() -> None:
    assert row_digest({"b": None, "a": "ä"}) == sha256('{"a":"ä","b":null}'.encode()).hexdigest()
