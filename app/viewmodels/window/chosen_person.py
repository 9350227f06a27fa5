"""As whom somebody acted last in each training register on this computer, as it is kept with the preferences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.viewmodels.window.recent_registers import kept_list

if TYPE_CHECKING:
    from app.viewmodels.session.preferences import Preferences

#: Of so many registers it is kept.
_MOST = 50
#: The name under which it is kept.
_CHOSEN = "acts_as"


def chosen_account(preferences: Preferences, uuid: str) -> str | None:
    """The account that was chosen last in a register; None where none was."""
    return _chosen(preferences).get(uuid)


def keep_account(preferences: Preferences, uuid: str, account: str) -> None:
    """Keeps which account was chosen in a register."""
    others = {other: chosen for other, chosen in _chosen(preferences).items() if other != uuid}
    kept = [f"{of}\n{chosen}" for of, chosen in ({uuid: account} | others).items()][:_MOST]
    preferences.keep(_CHOSEN, json.dumps(kept))


def _chosen(preferences: Preferences) -> dict[str, str]:
    entries = (entry.partition("\n") for entry in kept_list(preferences.read(_CHOSEN)))
    return {uuid: account for uuid, _, account in entries}
