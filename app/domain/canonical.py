"""How data is written that is hashed or compared by its bytes: JSON in the canonical form of RFC 8785 (JCS)."""

import json
from collections.abc import Mapping

#: Beyond this a reader that holds numbers as doubles, as RFC 8785 does, would see another whole number.
LARGEST = 2**53 - 1


def canonical_json(value: object) -> str:
    """The text whose UTF-8 bytes are the canonical form of a value: no blanks, keys in the order of UTF-16 code units.

    A value is None, a bool, a whole number, a text, a list or tuple, or a map with texts as keys. Raises `ValueError`
    for what has no exact form: fractions, larger numbers, other keys, halves of surrogate pairs.
    """
    text = json_in_order(_sorted(value))
    text.encode()  # raises where half of a surrogate pair has no bytes
    return text


def json_in_order(value: object) -> str:
    """The same spelling of content whose order says something: keys stand as in the map.

    Unlike `canonical_json` it refuses nothing.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sorted(value: object) -> object:
    """The value with its maps in canonical order, if all of it can be written exactly."""
    if value is None or isinstance(value, (str, bool)) or (isinstance(value, int) and abs(value) <= LARGEST):
        return value
    if isinstance(value, (list, tuple)):
        return [_sorted(each) for each in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: _sorted(value[key]) for key in sorted(value, key=_utf_16)}
    raise ValueError(f"no exact form in JSON: {value!r}")


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
