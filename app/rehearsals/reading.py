"""Read a rehearsal, and name every mistake in it before anything is played."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeGuard

from app.domain.characters import visible
from app.domain.errors import Flaw, RefusedData
from app.domain.law.texts import Text
from app.domain.procedure.refusals import CODES
from app.domain.register.people import Role
from app.rehearsals.rehearsal import (
    ACTS,
    COMMON,
    GIVES_CASE,
    GIVES_DOCUMENT,
    GIVES_ENTRY,
    GIVES_REQUEST,
    INSTRUMENT_PARTS,
    OWN,
    SCHEMA,
    SIGNATORY_PARTS,
    SOURCE_PARTS,
    FieldOfAct,
    Kind,
    Player,
    Rehearsal,
    RehearsedAct,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_HEADING = ("schema", "title", "invented", "source", "register_office", "person", "act")
_DEFAULT_OFFICE = "meti"
_NO_TEXT = Text("", "")


def rehearsal_of(data: Mapping[str, Any], *, file: str, digest: str, offices: frozenset[str]) -> Rehearsal:
    """The rehearsal that the tables of a file describe. Raises `RefusedData` naming every mistake, with its act."""
    reader = _Reader(data, file, offices)
    rehearsal = reader.rehearsal(digest)
    if reader.flaws:
        raise RefusedData(file, tuple(reader.flaws))
    return rehearsal


class _Reader:
    def __init__(self, data: Mapping[str, Any], file: str, offices: frozenset[str]) -> None:
        self._data = data
        self._file = file
        self._offices = offices
        self.flaws: list[Flaw] = []
        self._given: dict[str, set[str]] = {kind: set() for kind in ("case", "document", "request", "entry")}

    def rehearsal(self, digest: str) -> Rehearsal:
        data = self._data
        for key in data:
            if key not in _HEADING:
                self._unknown("", key, key, _HEADING)
        if data.get("schema") != SCHEMA:
            self._flaw("", "schema", "“schema” has to be “{schema}”.", schema=SCHEMA)
        invented, source = data.get("invented"), data.get("source", "")
        if not isinstance(invented, bool):
            self._flaw("", "invented", "“invented” has to be “true” or “false”.")
        elif not invented and not source:
            self._flaw("", "source", "What really happened needs its “source”.")
        office = self._string("", "register_office", data, _DEFAULT_OFFICE)
        if office not in self._offices:
            allowed = tuple(sorted(self._offices))
            self._unknown("", "register_office", office, allowed)
        people = tuple(self._player(key, written) for key, written in self._table(data, "person").items())
        acts = data.get("act", [])
        if not isinstance(acts, list) or not acts:
            self._flaw("", "act", "There is no act.")
            acts = []
        return Rehearsal(
            title=self._text("", "title", data.get("title")),
            is_invented=invented is True,
            source=str(source),
            office=office,
            people=people,
            acts=self._acts(acts, {person.key for person in people}),
            digest=digest,
        )

    def _player(self, key: str, written: object) -> Player:
        where = f"person.{key}"
        if not isinstance(written, dict):
            self._flaw(where, "", "A person is a table.")
            return Player(key, _NO_TEXT, ())
        for name in written:
            if name not in ("name", "roles", "from", "until"):
                allowed = ("name", "roles", "from", "until")
                self._unknown(where, name, name, allowed)
        roles = written.get("roles", [])
        known = tuple(role.value for role in Role)
        if not isinstance(roles, list):
            self._wrong_kind(where, "roles", Kind.TEXTS)
            roles = []
        elif not roles:
            self._flaw(where, "roles", "“{key}” is missing.", key="roles")
        for role in roles:
            if role not in known:
                self._unknown(where, "roles", role, known)
        days = {name: written.get(name) for name in ("from", "until")}
        for name, day in days.items():
            if day is not None and not _is_day(day):
                self._flaw(where, name, "“{key}” has to be a date.", key=name)
        since, until = (day if _is_day(day) else None for day in days.values())
        if since is not None and until is not None and until < since:
            self._flaw(
                where,
                "until",
                "{until} is before {since}, the day from which the roles are held.",
                until=until,
                since=since,
            )
        names = self._text(where, "name", written.get("name"))
        if "name" in written and not all(visible(name) for name in names):
            self._flaw(where, "name", "“{key}” is empty.", key="name")
        held = tuple(dict.fromkeys(Role(role) for role in roles if role in known))
        return Player(key, names, held, since, until)

    def _acts(self, acts: list[Any], people: set[str]) -> tuple[RehearsedAct, ...]:
        made, last = [], None
        for number, written in enumerate(acts, 1):
            act = self._act(number, written, people, last)
            if act is not None:
                made.append(act)
                last = act.on
        return tuple(made)

    def _act(self, number: int, written: object, people: set[str], last: date | None) -> RehearsedAct | None:
        where = f"act {number}"
        if not isinstance(written, dict):
            self._flaw(where, "", "An act is a table.")
            return None
        do = written.get("do")
        if not isinstance(do, str) or do not in ACTS:
            self._unknown(where, "do", do, ACTS)
            return None
        by = self._string(where, "as", written)
        if by not in people:
            self._unknown(where, "as", by or "—", sorted(people))
        on = written.get("on", last)
        if not _is_day(on):
            self._flaw(where, "on", "“{key}” has to be a date, and the first act needs one.", key="on")
            on = last or date.min
        elif last is not None and on < last:
            self._flaw(where, "on", "{day} is before the day of the act before, {last}.", day=on, last=last)
        expect = self._string(where, "expect", written)
        if "expect" in written and expect not in CODES:
            self._unknown(where, "expect", expect, CODES)
        self._fields(where, do, written)
        case, key = self._string(where, "case", written), self._string(where, "key", written)
        if do in GIVES_CASE and not case:
            self._flaw(where, "case", "“{key}” is missing.", key="case")
        elif do in GIVES_CASE:
            self._given["case"].add(case)
        elif do != "note" and case not in self._given["case"]:
            self._unknown(where, "case", case or "—", sorted(self._given["case"]))
        for kind, gives in (("document", GIVES_DOCUMENT), ("request", GIVES_REQUEST), ("entry", GIVES_ENTRY)):
            if do in gives and key:
                self._given[kind].add(key)
        tell = self._text(where, "tell", written["tell"]) if "tell" in written else None
        fields = {name: value for name, value in written.items() if name not in COMMON}
        return RehearsedAct(number, do, by, on, case, key, fields, expect, tell)

    def _fields(self, where: str, do: str, written: Mapping[str, Any]) -> None:
        known = ACTS[do]
        for name, value in written.items():
            if name in COMMON:
                continue
            field = known.get(name)
            if field is None:
                allowed = (*COMMON, *known)
                self._unknown(where, name, name, allowed)
            elif not _is_of(field.kind, value):
                self._wrong_kind(where, name, field.kind)
            elif field.kind in (Kind.DOCUMENT, Kind.ENTRY):
                given = self._given["document" if field.kind is Kind.DOCUMENT else "entry"]
                if value not in given:
                    self._unknown(where, name, value, sorted(given))
        for name, field in known.items():
            if field.is_needed and name not in written:
                self._flaw(where, name, "“{key}” is missing.", key=name)
        if do == "enter_finding" and "slots" not in written:
            for name in ("slot", "view", "text"):
                if name not in written:
                    self._flaw(where, name, "“{key}” is missing, or “slots”.", key=name)

    def _table(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        found = data.get(key, {})
        if isinstance(found, dict):
            return found
        self._flaw("", key, "“{key}” has to be a table.", key=key)
        return {}

    def _string(self, where: str, key: str, data: Mapping[str, Any], default: str = "") -> str:
        found = data.get(key, default)
        if isinstance(found, str):
            return found
        self._wrong_kind(where, key, Kind.TEXT)
        return default

    def _text(self, where: str, key: str, written: object) -> Text:
        if (
            isinstance(written, dict)
            and set(written) == {"ja", "en"}
            and all(isinstance(t, str) for t in written.values())
        ):
            return Text(written["ja"], written["en"])
        self._flaw(where, key, "“{key}” needs a text in both languages: {key}.ja and {key}.en.", key=key)
        return _NO_TEXT

    def _unknown(self, where: str, key: str, value: object, allowed: Iterable[str]) -> None:
        known = tuple(allowed) or ("—",)
        self._flaw(where, key, "“{value}” is not known here. Allowed: {allowed}.", value=value, allowed=known)

    def _wrong_kind(self, where: str, key: str, kind: Kind) -> None:
        flaw = partial(self._flaw, where, key)
        match kind:
            case Kind.TEXT | Kind.DOCUMENT | Kind.ENTRY:
                flaw("“{key}” has to be a text.", key=key)
            case Kind.DAY:
                flaw("“{key}” has to be a date.", key=key)
            case Kind.NUMBER:
                flaw("“{key}” has to be a whole number.", key=key)
            case Kind.YES_NO:
                flaw("“{key}” has to be “yes” or “no”.", key=key)
            case Kind.TRUTH:
                flaw("“{key}” has to be “true” or “false”.", key=key)
            case Kind.TRIGGER:
                flaw("“{key}” has to be a text or a date.", key=key)
            case Kind.TEXTS:
                flaw("“{key}” has to be a list of texts.", key=key)
            case Kind.LINES:
                flaw("“{key}” has to be a whole number, or a list of them.", key=key)
            case Kind.NAMES:
                flaw("“{key}” has to be a text, or a list of them.", key=key)
            case _:
                self._no_such_table(where, key, kind)

    def _no_such_table(self, where: str, key: str, kind: Kind) -> None:
        flaw = partial(self._flaw, where, key)
        match kind:
            case Kind.ANSWERS:
                flaw("“{key}” has to be a table of texts.", key=key)
            case Kind.SLOTS:
                flaw("“{key}” has to be a table that gives each question a view and a text.", key=key)
            case Kind.QUANTITIES:
                flaw("“{key}” has to be a table that gives each line a whole number.", key=key)
            case Kind.INSTRUMENT:
                flaw("“{key}” has to be a table with: {parts}.", key=key, parts=tuple(INSTRUMENT_PARTS))
            case Kind.SIGNATORY:
                flaw("“{key}” has to be a table with: {parts}.", key=key, parts=tuple(SIGNATORY_PARTS))
            case Kind.SOURCE:
                flaw("“{key}” has to be “own”, or a table with: {parts}.", key=key, parts=tuple(SOURCE_PARTS))
            case _:
                flaw("“{key}” has to be a table.", key=key)

    def _flaw(self, where: str, key: str, template: str, /, **params: object) -> None:
        self.flaws.append(Flaw(self._file, 0, f"{where}.{key}" if where and key else where or key, template, **params))


def _is_day(value: object) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_list_of(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(type(each) is kind for each in value)


def _are_slots(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(each, dict)
        and set(each) == {"view", "text"}
        and all(isinstance(text, str) for text in each.values())
        for each in value.values()
    )


def _are_answers(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def _are_quantities(value: object) -> bool:
    return isinstance(value, dict) and all(
        line.isdecimal() and type(quantity) is int for line, quantity in value.items()
    )


def _is_of(kind: Kind, value: object) -> bool:
    return _IS_OF[kind](value)


def _has_parts(value: object, parts: Mapping[str, FieldOfAct]) -> bool:
    """Whether a value is a table of these parts: each of its kind, and all that have to be there."""
    return (
        isinstance(value, dict)
        and all(name in parts and _is_of(parts[name].kind, each) for name, each in value.items())
        and all(name in value for name, part in parts.items() if part.is_needed)
    )


#: What a value of each kind is told by.
_IS_OF: Mapping[Kind, Callable[[object], bool]] = {
    Kind.TEXT: lambda value: isinstance(value, str),
    Kind.DOCUMENT: lambda value: isinstance(value, str),
    Kind.ENTRY: lambda value: isinstance(value, str),
    Kind.DAY: _is_day,
    Kind.NUMBER: lambda value: type(value) is int,
    Kind.YES_NO: lambda value: value in ("yes", "no"),
    Kind.TEXTS: lambda value: _is_list_of(value, str),
    Kind.ANSWERS: _are_answers,
    Kind.SLOTS: _are_slots,
    Kind.QUANTITIES: _are_quantities,
    Kind.STATE: lambda value: isinstance(value, dict),
    Kind.LINES: lambda value: type(value) is int or _is_list_of(value, int),
    Kind.NAMES: lambda value: isinstance(value, str) or _is_list_of(value, str),
    Kind.INSTRUMENT: lambda value: _has_parts(value, INSTRUMENT_PARTS),
    Kind.SIGNATORY: lambda value: _has_parts(value, SIGNATORY_PARTS),
    Kind.SOURCE: lambda value: value == OWN or _has_parts(value, SOURCE_PARTS),
    Kind.TRIGGER: lambda value: isinstance(value, str) or _is_day(value),
    Kind.TRUTH: lambda value: isinstance(value, bool),
}
