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
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _sorted(value: object) -> object:
    """The value with its maps in canonical order, if all of it can be written exactly."""
    if value is None or isinstance(value, (str, bool)) or (isinstance(value, int) and abs(value) <= LARGEST):
        return value
    if isinstance(value, Mapping):
        return {key: each if type(each := value[key]) is str else _sorted(each) for key in _keys(value)}
    if isinstance(value, (list, tuple)):
        return [_sorted(each) for each in value]
    raise _no_exact_form(value)


def _keys(value: Mapping[str, object]) -> list[str]:
    try:
        is_in_order = "".join(value).isascii()
    except TypeError:
        raise _no_exact_form(value) from None
    return sorted(value) if is_in_order else sorted(value, key=_utf_16)


def _no_exact_form(value: object) -> ValueError:
    return ValueError(f"no exact form in JSON: {value!r}")


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
