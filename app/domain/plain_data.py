"""Values as plain data, the kind that JSON holds, and back: a named tuple is a map from the names of its fields."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, NewType, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
#: Where data stands: the place of what it is a part of, with its name or number there; of the whole, what it is called.
_Place: TypeAlias = str | tuple[Any, str | int]
#: Makes a value of the data at a place.
_Reader: TypeAlias = Callable[[Any, _Place], Any]
_NOTHING = (None, ())


class Unreadable(ValueError):
    """Data on record is not what it has to be; the message says where, what was expected and what stands there."""

    def __init__(self, place: _Place, wanted: str, found: object) -> None:
        super().__init__(f"{_named(place)}: {wanted} expected, not {found!r:.80}")


def _named(place: _Place) -> str:
    if isinstance(place, str):
        return place
    whole, part = place
    return _named(whole) + (f"[{part}]" if isinstance(part, int) else f".{part}")


def plain(value: object) -> Any:
    """A value as plain data: dates in ISO form, enumerations by their words, keys as texts.

    A field that may be missing is left out where it stands at its default and that is nothing: None or an empty tuple.
    """
    if value is None or (isinstance(value, (str, int)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        if names is None:
            return [plain(each) for each in value]
        defaults = value._field_defaults  # type: ignore[attr-defined]
        return {
            name: plain(each)
            for name, each in zip(names, value, strict=True)
            if each not in _NOTHING or name not in defaults or each != defaults[name]
        }
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Enum):
        return _word(value)
    return value.isoformat() if isinstance(value, date) else value


def read(kind: type[_T], data: object, where: str) -> _T:
    """The value of the type `kind` that `plain` made this data of. Raises `Unreadable` where a part is another.

    `where` is what a message calls the data. A field that has a default may be missing; what is no field of the type
    is passed over.
    """
    value: _T = _reader(kind)(data, where)  # type: ignore[arg-type]  # types are hashable
    return value


@cache
def _reader(kind: Any) -> _Reader:
    """What reads a value of a type."""
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (single,) = (each for each in inner if each is not NoneType)
        return _optional(_reader(single))
    if origin is tuple:
        return _list(repeat(_reader(inner[0])) if inner[1] is Ellipsis else tuple(map(_reader, inner)))
    if origin is not None:
        numbered = getattr(inner[0], "__supertype__", inner[0]) is int
        return _map(_made_by(int, "a number as key") if numbered else _reader(str), _reader(inner[1]))
    if hasattr(kind, "_fields"):
        return _fields(kind)
    if issubclass(kind, Enum):
        return _made_by({_word(member): member for member in kind}.__getitem__, kind.__name__)
    return _made_by(date.fromisoformat, "a date") if kind is date else _same(kind, kind.__name__)


def _word(member: Enum) -> str:
    """The word of a member: what it is itself, or for a number its name."""
    return member.value if isinstance(member.value, str) else member.name.lower()


def _fields(kind: Any) -> _Reader:
    a_map, defaults = _same(dict, "a map"), kind._field_defaults

    @cache  # made when first needed: a type may have parts of its own kind
    def readers() -> tuple[tuple[str, _Reader], ...]:
        return tuple((name, _reader(hint)) for name, hint in get_type_hints(kind).items())

    def read_fields(data: Any, at: _Place) -> Any:
        a_map(data, at)
        for name in kind._fields:
            if name not in data and name not in defaults:
                raise Unreadable((at, name), "a value", None)
        return kind(**{name: reader(data[name], (at, name)) for name, reader in readers() if name in data})

    return read_fields


def _list(readers: Iterable[_Reader]) -> _Reader:
    a_list = _same(list, "a list")

    def read_list(data: Any, at: _Place) -> Any:
        if isinstance(readers, tuple) and len(a_list(data, at)) != len(readers):
            raise Unreadable(at, f"a list of {len(readers)}", data)
        parts = zip(readers, a_list(data, at), strict=False)
        return tuple([reader(part, (at, number)) for number, (reader, part) in enumerate(parts)])

    return read_list


def _map(key: _Reader, element: _Reader) -> _Reader:
    a_map = _same(dict, "a map")

    def read_map(data: Any, at: _Place) -> Any:
        return {key(name, (at, name)): element(each, (at, name)) for name, each in a_map(data, at).items()}

    return read_map


def _optional(element: _Reader) -> _Reader:
    return lambda data, at: None if data is None else element(data, at)


def _made_by(make: Callable[[Any], Any], wanted: str) -> _Reader:
    def read_made(data: Any, at: _Place) -> Any:
        try:
            return make(data)
        except (LookupError, TypeError, ValueError):
            raise Unreadable(at, wanted, data) from None

    return read_made


def _same(kind: type, wanted: str) -> _Reader:
    def read_same(data: Any, at: _Place) -> Any:
        if type(data) is not kind:
            raise Unreadable(at, wanted, data)
        return data

    return read_same
