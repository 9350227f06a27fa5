"""Which registers were open last on this computer, as it is kept with the preferences."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.viewmodels.session.preferences import Preferences

_MOST_RECENT = 8
#: The name under which it is kept.
_RECENT = "registers"


class RecentRegister(NamedTuple):
    """A register that was open once."""

    path: str
    opened_at: datetime


def recent_registers(preferences: Preferences) -> list[RecentRegister]:
    """The registers that were open once, the last of them first."""
    recent = []
    for entry in kept_list(preferences.read(_RECENT)):
        path, _, moment = entry.partition("\n")
        try:
            recent.append(RecentRegister(path, datetime.fromisoformat(moment)))
        except ValueError:
            continue  # written by nobody but a hand
    return recent


def note_recent(preferences: Preferences, path: str, now: datetime) -> None:
    """Notes that a register is open now."""
    others = [register for register in recent_registers(preferences) if register.path != path]
    recent = [RecentRegister(path, now), *others][:_MOST_RECENT]
    kept = [f"{register.path}\n{register.opened_at.isoformat()}" for register in recent]
    preferences.keep(_RECENT, json.dumps(kept, ensure_ascii=False))


def kept_list(kept: str | None) -> list[str]:
    """The texts of a list that was kept as one; none where a hand has made something else of it."""
    try:
        listed = json.loads(kept or "[]")
    except ValueError:
        return []
    return [entry for entry in listed if isinstance(entry, str)] if isinstance(listed, list) else []
