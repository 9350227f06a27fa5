"""Values as plain data, the kind that JSON holds, and back: a named tuple is a map from the names of its fields."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, NewType, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
#: Where data stands: the place of what it is a part of, with its name or number there; of the whole, what it is called.
_Place: TypeAlias = str | tuple[Any, str | int]


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
    return _form(type(value)).write(value)  # type: ignore[arg-type]  # types are hashable


def read(kind: type[_T], data: object, where: str) -> _T:
    """The value of the type `kind` that `plain` made this data of. Raises `Unreadable` where a part is another.

    `where` is what a message calls the data. A field that has a default may be missing; what is no field of the type
    is passed over.
    """
    value: _T = _form(kind).read(data, where)  # type: ignore[arg-type]  # types are hashable
    return value


class _Form(NamedTuple):
    """How values of a type are made data of, and data at a place a value."""

    write: Callable[[Any], Any]
    read: Callable[[Any, _Place], Any]


@cache
def _form(kind: Any) -> _Form:
    """The form of a type."""
    if isinstance(kind, NewType):
        return _form(kind.__supertype__)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (single,) = (each for each in inner if each is not NoneType)
        return _optional(_form(single))
    if origin is tuple:
        return _list(_form(inner[0])) if inner[1] is Ellipsis else _row(tuple(map(_form, inner)))
    if origin is not None:
        return _map(*map(_form, inner))
    if hasattr(kind, "_fields"):
        return _fields(kind)
    if issubclass(kind, Enum):
        words = {member: member.value if isinstance(member.value, str) else member.name.lower() for member in kind}
        return _made(words.__getitem__, {word: member for member, word in words.items()}.__getitem__, kind.__name__)
    return _made(date.isoformat, date.fromisoformat, "a date") if kind is date else _same(kind, kind.__name__)


def _fields(kind: Any) -> _Form:
    defaults = kind._field_defaults
    nothing = {name: default for name, default in defaults.items() if default in (None, ())}

    @cache  # worked out when first needed: a type may have parts of its own kind
    def forms() -> dict[str, _Form]:
        return {name: _form(hint) for name, hint in get_type_hints(kind).items()}

    @cache
    def writers() -> list[tuple[str, Callable[[Any], Any]]]:
        return [(name, form.write) for name, form in forms().items() if form.write is not _itself]

    def write(value: Any) -> dict[str, Any]:
        data: dict[str, Any] = value._asdict()
        for name, default in nothing.items():
            if data[name] == default:
                del data[name]
        for name, write_part in writers():
            if name in data:
                data[name] = write_part(data[name])
        return data

    def read(data: Any, at: _Place) -> Any:
        _check(data, dict, "a map", at)
        for name in kind._fields:
            if name not in data and name not in defaults:
                raise Unreadable((at, name), "a value", None)
        return kind(**{name: form.read(data[name], (at, name)) for name, form in forms().items() if name in data})

    return _Form(write, read)


def _list(form: _Form) -> _Form:
    def read(data: Any, at: _Place) -> Any:
        _check(data, list, "a list", at)
        return tuple([form.read(each, (at, number)) for number, each in enumerate(data)])

    return _Form(list if form.write is _itself else lambda value: [form.write(each) for each in value], read)


def _row(forms: tuple[_Form, ...]) -> _Form:
    def read(data: Any, at: _Place) -> Any:
        if not isinstance(data, list) or len(data) != len(forms):
            raise Unreadable(at, f"a list of {len(forms)}", data)
        return tuple(form.read(each, (at, number)) for number, (form, each) in enumerate(zip(forms, data, strict=True)))

    return _Form(lambda value: [form.write(each) for form, each in zip(forms, value, strict=True)], read)


def _map(key: _Form, form: _Form) -> _Form:
    """A map whose keys are texts, or numbers written as texts."""
    if key is _form(int):
        key = _made(str, int, "a number as key")

    def read(data: Any, at: _Place) -> Any:
        _check(data, dict, "a map", at)
        return {key.read(name, (at, name)): form.read(each, (at, name)) for name, each in data.items()}

    def write(value: Any) -> dict[str, Any]:
        return {key.write(name): form.write(each) for name, each in value.items()}

    return _Form(dict if key.write is form.write else write, read)


def _optional(form: _Form) -> _Form:
    return _Form(
        form.write if form.write is _itself else lambda value: None if value is None else form.write(value),
        lambda data, at: None if data is None else form.read(data, at),
    )


def _made(write: Callable[[Any], Any], make: Callable[[Any], Any], wanted: str) -> _Form:
    def read(data: Any, at: _Place) -> Any:
        try:
            return make(data)
        except (LookupError, TypeError, ValueError):
            raise Unreadable(at, wanted, data) from None

    return _Form(write, read)


def _same(kind: type, wanted: str) -> _Form:
    return _Form(_itself, lambda data, at: _check(data, kind, wanted, at))


def _itself(value: Any) -> Any:
    return value


def _check(data: Any, kind: type, wanted: str, at: _Place) -> Any:
    if type(data) is not kind:
        raise Unreadable(at, wanted, data)
    return data
