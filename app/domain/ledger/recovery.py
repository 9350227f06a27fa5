"""What the code on a recovery sheet may sign, as the entries so far say.

The rules are those of `resources/verifier/FORMAT.md`, section 3, on the recovery key.
"""

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, timedelta
from typing import Any, NamedTuple

from app.domain.ledger.entry import Entry

_ADMINISTRATOR = "administrator"
#: How much later it is in Japan.
_JAPAN = timedelta(hours=9)
_is_day = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


class _Held(NamedTuple):
    """Somebody is an administrator from one day to another, both included; an empty one has no bound."""

    since: str
    until: str = ""
    is_ended: bool = False

    def covers(self, day: str) -> bool:
        return self.since <= day and (not self.until or day <= self.until)

    def ended(self, until: str) -> "_Held":
        """The same, ended with a day that is before its end; once only."""
        comes_first = not self.is_ended and (not self.until or until < self.until)
        return _Held(self.since, until, is_ended=True) if comes_first else self


class Recovery:
    """The key of the last recovery sheet, and who is an administrator when."""

    def __init__(self) -> None:
        #: The public half under which the code of the last sheet signs; empty where it signs nothing.
        self._key = ""
        self._sheet: object = None
        self._is_confirmed = False
        self._held: dict[str, list[_Held]] = {}

    def may_sign(self, entry: Entry, with_keys: Collection[str]) -> bool:
        """Whether an entry is the one act that the recovery key signs, of one of the accounts that have a key."""
        return (
            self._is_confirmed
            and entry.key == self._key
            and entry.act == "key_changed"
            and entry.body.get("account") == entry.person
            and entry.person in with_keys
            and self._is_administrator(entry)
        )

    def follow(self, entry: Entry) -> None:
        """Take up what an entry says that is as it must be, and not before the ledger."""
        act, body = entry.act, entry.body
        if entry.key == self._key or act == "recovery_sheet_made":
            self._is_confirmed = False
            self._key, self._sheet = "", None
        if act == "recovery_sheet_made":
            self._key, self._sheet = str(body.get("signing_key", "")), body.get("key")
        elif act == "recovery_sheet_confirmed":
            self._is_confirmed |= bool(self._key) and isinstance(self._sheet, str) and body.get("key") == self._sheet
        elif act in ("register_made", "ledger_begun"):
            for person in body["people"]:
                self._take_up(person)
        elif act == "person_added":
            self._take_up(body)
        elif act == "person_left":
            self._held.pop(body["account"], None)
        elif act in ("role_given", "role_ended") and body.get("role") == _ADMINISTRATOR:
            self._change(act, body.get("account"), _day(body.get("since")), _day(body.get("until")))

    def _take_up(self, person: Any) -> None:
        roles = person.get("roles")
        if isinstance(roles, list) and _ADMINISTRATOR in roles:
            self._held.setdefault(person["account"], []).append(_Held(_day(person.get("since"))))

    def _change(self, act: str, account: object, since: str, until: str) -> None:
        if not isinstance(account, str):
            return
        held = self._held.setdefault(account, [])
        if act == "role_given":
            held.append(_Held(since, until))
        elif until:
            held[:] = [each.ended(until) for each in held]

    def _is_administrator(self, entry: Entry) -> bool:
        with suppress(OverflowError):  # there is no day after the last
            day = (entry.at.astimezone(UTC) + _JAPAN).date().isoformat()
            return any(held.covers(day) for held in self._held.get(entry.person, []))
        return False


def _day(value: object) -> str:
    """A day as it is written; empty for all else."""
    return value if isinstance(value, str) and _is_day(value) else ""
