"""One edition being parsed: its well-formed entries, the mistakes found, and what several kinds have in common."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from app.domain.errors import Flaw
from app.domain.law.conditions import ALWAYS, Condition
from app.domain.law.facts import NO, YES
from app.domain.law.origin import CONFIDENCES, Origin
from app.domain.law.reference import IN_FORCE, NOT_IN_FORCE, UNCONFIRMED, Reference
from app.domain.law.texts import Text
from app.storage.editions.condition_parser import ConditionParser
from app.storage.editions.edition_files import EditionTables
from app.storage.editions.edition_schema import Complain, well_formed

#: What each reference table that a fact can be looked up in says of a state.
TABLE_VALUES: Mapping[str, tuple[str, ...]] = {"agreements": (IN_FORCE, NOT_IN_FORCE, UNCONFIRMED)}

_NO_TEXT = Text("", "")


class Parsing:
    """Mistakes are collected, and parsing goes on: whoever writes an edition wants to see all of them."""

    def __init__(self, tables: EditionTables, reference: Reference) -> None:
        self.tables = tables
        self.reference = reference
        self.flaws: list[Flaw] = []
        self.heading = well_formed("edition", tables.heading, self.complaining("", ""))
        self.entries = {
            kind: {key: well_formed(kind, entry, self.complaining(kind, key)) for key, entry in entries.items()}
            for kind, entries in tables.entries.items()
        }
        named = frozenset(key for kind in ("definition", "ground", "approval") for key in self.entries[kind])
        values = {key: values_of(entry) for key, entry in self.entries["fact"].items()}
        states = frozenset(reference.countries)
        self.conditions = ConditionParser(values, named, tuple(self.entries["ground"]), states)

    def flaw(self, kind: str, entry_id: str, key: str, template: str, /, **params: object) -> None:
        """Note a mistake in an entry, or without a kind in the heading."""
        self.flaws.append(self.tables.flaw(kind, entry_id, key, template, **params))

    def complaining(self, kind: str, entry_id: str) -> Complain:
        """How to note mistakes in one entry."""
        return partial(self.flaw, kind, entry_id)

    def condition(self, kind: str, key: str, name: str, written: Any) -> Condition:
        """The condition at a key; always, where it is missing."""
        return self.conditions.parse(written, name, self.complaining(kind, key)) if written is not None else ALWAYS

    def origin(self, kind: str, key: str, entry: dict[str, Any]) -> Origin:
        """The origin that an entry names; sources and points that the edition does not have are noted as mistakes."""
        sources = tuple(entry.get("sources", ()))
        if "sources" in entry and not sources:
            self.flaw(kind, key, "sources", "The entry has no source.")
        for source in sources:
            if source not in self.entries["source"]:
                self.flaw(kind, key, "sources", "There is no source “{id}”.", id=source)
        points = tuple(entry.get("unverified", ()))
        for point in points:
            if point not in self.entries["unverified"]:
                self.flaw(kind, key, "unverified", "There is no unverified point “{id}”.", id=point)
        confidence = self.member(kind, key, "confidence", entry.get("confidence"), CONFIDENCES)
        return Origin(sources, confidence or "", points)

    def member(self, kind: str, key: str, name: str, value: Any, allowed: tuple[str, ...]) -> str | None:
        """The value if it is one of those allowed; None, and a mistake noted where something else is written."""
        if isinstance(value, str) and value in allowed:
            return value
        if value is not None:
            self.flaw(
                kind,
                key,
                name,
                "“{value}” is not allowed here. Allowed: {allowed}.",
                value=value,
                allowed=tuple(allowed) or "—",
            )
        return None


def text_of(written: Any) -> Text:
    """The text in both languages; an empty one where none is written, which `well_formed` has complained of."""
    return _NO_TEXT if written is None else Text(written["ja"], written["en"])


def place_of(written: Any) -> Text | None:
    """Where something is found: an address, or a text in both languages."""
    if written is None:
        return None
    return Text(written, written) if isinstance(written, str) else text_of(written)


def day_of(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def values_of(entry: dict[str, Any]) -> tuple[str, ...]:
    """The listed values of a fact; none for a fact that names a country."""
    written, derived = entry.get("values"), entry.get("derived", {})
    if written == "countries":
        return ()
    if written is None and "table" in derived:
        return TABLE_VALUES.get(str(derived["table"]), (YES, NO))
    return (YES, NO) if written is None else tuple(written)
