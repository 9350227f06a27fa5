"""The widths that columns of a table were given by hand, as they are kept, in pixels at 100 %."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import Enum

    from app.viewmodels.session.preferences import Preferences

_Column = TypeVar("_Column", bound="Enum")


def kept_widths(preferences: Preferences, name: str, columns: Iterable[_Column]) -> dict[_Column, float]:
    """The columns that have a width of their own; what can't be read is done without."""
    kept = (part.partition("=") for part in (preferences.read(name) or "").split())
    named = {column.value: column for column in columns}
    return {named[key]: float(width) for key, _, width in kept if key in named and width.isdecimal() and int(width)}


def keep_widths(preferences: Preferences, name: str, widths: Mapping[_Column, float]) -> None:
    """Keeps the widths that columns were given."""
    preferences.keep(name, " ".join(f"{column.value}={width:.0f}" for column, width in widths.items()))
