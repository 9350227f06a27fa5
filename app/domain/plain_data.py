"""Values as plain data, the kind that JSON holds, and back: a named tuple is a map from the names of its fields."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
#: Makes a value of some data; the text says in a message where the data stands.
_Reader: TypeAlias = Callable[[Any, str], Any]


class Unreadable(ValueError):
    """Data on record is not what it has to be; the message says where, what was expected and what stands there."""

    def __init__(self, where: str, wanted: str, found: object) -> None:
        super().__init__(f"{where}: {wanted} expected, not {found!r:.80}")


def plain(value: object) -> Any:
    """A value as plain data: dates in ISO form, enumerations by their words, keys as texts."""
    if isinstance(value, Enum):
        return _word(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        parts = [plain(each) for each in value]
        return parts if names is None else dict(zip(names, parts, strict=True))
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return value


def read(kind: type[_T], data: object, where: str) -> _T:
    """The value of the type `kind` that `plain` made this data of. Raises `Unreadable` where a part is another.

    `where` is what a message calls the data. A field that has a default may be missing; what is no field of the type
    is passed over.
    """
    reader: Callable[[object, str], _T] = _reader(kind)  # type: ignore[arg-type]
    return reader(data, where)


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
        return _list(_reader(inner[0])) if inner[1] is Ellipsis else _row([_reader(each) for each in inner])
    if origin is not None:
        return _map(_number if _is_number(inner[0]) else _text, _reader(inner[1]))
    if hasattr(kind, "_fields"):
        return _fields(kind)
    if issubclass(kind, Enum):
        return _word_of({_word(member): member for member in kind}, kind)
    return _day if kind is date else _exactly(kind)


def _word(member: Enum) -> str:
    """The word of a member: what it is itself, or for a number its name."""
    return member.value if isinstance(member.value, str) else member.name.lower()


def _is_number(kind: Any) -> bool:
    return getattr(kind, "__supertype__", kind) is int


def _fields(kind: Any) -> _Reader:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items() if name in kind._fields}
    defaults = kind._field_defaults

    def read_fields(data: Any, where: str) -> Any:
        _check(data, dict, where, "a map")
        missing = [name for name in readers if name not in data and name not in defaults]
        if missing:
            raise Unreadable(f"{where}.{missing[0]}", "a value", None)
        return kind(**{name: each(data[name], f"{where}.{name}") for name, each in readers.items() if name in data})

    return read_fields


def _list(element: _Reader) -> _Reader:
    def read_list(data: Any, where: str) -> Any:
        _check(data, list, where, "a list")
        return tuple([element(each, f"{where}[{place}]") for place, each in enumerate(data)])

    return read_list


def _row(elements: list[_Reader]) -> _Reader:
    def read_row(data: Any, where: str) -> Any:
        if not isinstance(data, list) or len(data) != len(elements):
            raise Unreadable(where, f"a list of {len(elements)}", data)
        return tuple([each(part, where) for each, part in zip(elements, data, strict=True)])

    return read_row


def _map(key: _Reader, element: _Reader) -> _Reader:
    def read_map(data: Any, where: str) -> Any:
        _check(data, dict, where, "a map")
        places = ((name, f"{where}.{name}", each) for name, each in data.items())
        return {key(name, place): element(each, place) for name, place, each in places}

    return read_map


def _optional(element: _Reader) -> _Reader:
    return lambda data, where: None if data is None else element(data, where)


def _word_of(members: Mapping[str, Enum], kind: type[Enum]) -> _Reader:
    def read_word(data: Any, where: str) -> Any:
        if not isinstance(data, str) or data not in members:
            raise Unreadable(where, kind.__name__, data)
        return members[data]

    return read_word


def _day(data: Any, where: str) -> date:
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError):
        raise Unreadable(where, "a date", data) from None


def _text(key: str, _where: str) -> str:
    return key


def _number(key: str, where: str) -> int:
    try:
        return int(key)
    except ValueError:
        raise Unreadable(where, "a number as key", key) from None


def _exactly(kind: type) -> _Reader:
    return lambda data, where: _check(data, kind, where, kind.__name__)


def _check(data: Any, kind: type, where: str, wanted: str) -> Any:
    if type(data) is not kind:
        raise Unreadable(where, wanted, data)
    return data
