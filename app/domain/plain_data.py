"""Values as plain data, the kind that JSON holds, and back: a named tuple is a map from the names of its fields."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
#: Makes a value of some data.
_Reader: TypeAlias = Callable[[Any], Any]
_NOTHING = (None, ())


class Unreadable(ValueError):
    """Data on record is not what it has to be; the message says where, what was expected and what stands there."""

    def __init__(self, where: str, wanted: str, found: object) -> None:
        super().__init__(f"{where}: {wanted} expected, not {found!r:.80}")
        self.said = where, wanted, found

    def within(self, whole: str) -> "Unreadable":
        """The same, told of the whole in which it was found."""
        where, wanted, found = self.said
        return Unreadable(f"{whole}{where}", wanted, found)


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
    reader: Callable[[object], _T] = _reader(kind)  # type: ignore[arg-type]
    try:
        return reader(data)
    except Unreadable as fault:
        raise fault.within(where) from None


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
        return _map(_number if _is_number(inner[0]) else str, _reader(inner[1]))
    if hasattr(kind, "_fields"):
        return _fields(kind)
    if issubclass(kind, Enum):
        return _word_of({_word(member): member for member in kind}, kind.__name__)
    return _day if kind is date else _exactly(kind, kind.__name__)


def _word(member: Enum) -> str:
    """The word of a member: what it is itself, or for a number its name."""
    return member.value if isinstance(member.value, str) else member.name.lower()


def _is_number(kind: Any) -> bool:
    return getattr(kind, "__supertype__", kind) is int


def _fields(kind: Any) -> _Reader:
    a_map, defaults = _exactly(dict, "a map"), kind._field_defaults

    @cache  # made when first needed: a type may have parts of its own kind
    def readers() -> tuple[tuple[str, _Reader], ...]:
        return tuple((name, _reader(hint)) for name, hint in get_type_hints(kind).items())

    def read_fields(data: Any) -> Any:
        a_map(data)
        values = {}
        for name, reader in readers():
            if name in data:
                try:
                    values[name] = reader(data[name])
                except Unreadable as fault:
                    raise fault.within(f".{name}") from None
            elif name not in defaults:
                raise Unreadable(f".{name}", "a value", None)
        return kind(**values)

    return read_fields


def _list(element: _Reader) -> _Reader:
    a_list = _exactly(list, "a list")

    def read_list(data: Any) -> Any:
        return tuple(_each(element, enumerate(a_list(data)), "[{}]"))

    return read_list


def _row(elements: list[_Reader]) -> _Reader:
    def read_row(data: Any) -> Any:
        if not isinstance(data, list) or len(data) != len(elements):
            raise Unreadable("", f"a list of {len(elements)}", data)
        return tuple([reader(part) for reader, part in zip(elements, data, strict=True)])

    return read_row


def _map(key: Callable[[str], Any], element: _Reader) -> _Reader:
    a_map = _exactly(dict, "a map")

    def read_map(data: Any) -> Any:
        values = _each(element, a_map(data).items(), ".{}")
        return dict(zip(map(key, data), values, strict=True))

    return read_map


def _each(reader: _Reader, parts: Iterable[tuple[object, Any]], place: str) -> list[Any]:
    """The parts of a whole; where one is not readable, its place in the whole is told."""
    values = []
    for at, part in parts:
        try:
            values.append(reader(part))
        except Unreadable as fault:
            raise fault.within(place.format(at)) from None
    return values


def _optional(element: _Reader) -> _Reader:
    return lambda data: None if data is None else element(data)


def _word_of(members: Mapping[str, Enum], wanted: str) -> _Reader:
    def read_word(data: Any) -> Any:
        if not isinstance(data, str) or data not in members:
            raise Unreadable("", wanted, data)
        return members[data]

    return read_word


def _day(data: Any) -> date:
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError):
        raise Unreadable("", "a date", data) from None


def _number(key: str) -> int:
    try:
        return int(key)
    except ValueError:
        raise Unreadable(f".{key}", "a number as key", key) from None


def _exactly(kind: type, wanted: str) -> _Reader:
    def read_same(data: Any) -> Any:
        if type(data) is not kind:
            raise Unreadable("", wanted, data)
        return data

    return read_same
