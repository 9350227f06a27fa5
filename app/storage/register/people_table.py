"""The people of a register: their accounts, roles and signing keys; nothing here is ever overwritten."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.domain.law.texts import Text
from app.domain.register.people import Person, Role, RoleHeld
from app.services.ports import PublicHalves
from app.storage.register.disk_faults import stored
from app.storage.register.rows import Table, Value
from app.storage.register.signing import new_key
from app.storage.register.timestamps import moment_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.register.people import NewPerson
    from app.storage.register.signing import NewKey

_ROLES = """
SELECT roles_held.id, roles_held.person_id, roles_held.role, roles_held.since,
    coalesce(role_endings.until, roles_held.until) AS until
FROM roles_held LEFT JOIN role_endings ON role_endings.role_held_id = roles_held.id
ORDER BY roles_held.id
"""


class PeopleTable(Table):
    """The people of a register; see `app.services.ports.People`."""

    @stored
    def all(self) -> tuple[Person, ...]:
        """Everybody who ever had an account, and who is known only from before; in the order in which they came."""
        roles: dict[int, list[RoleHeld]] = defaultdict(list)
        for row in self._register.rows(_ROLES):
            until = None if row["until"] is None else date.fromisoformat(row["until"])
            roles[row["person_id"]].append(RoleHeld(Role(row["role"]), date.fromisoformat(row["since"]), until))
        people = self._register.rows(
            "SELECT people.*, departures.person_id IS NOT NULL AS has_left FROM people"
            " LEFT JOIN departures ON departures.person_id = people.id ORDER BY people.id"
        )
        return tuple(
            Person(
                account=row["account"],
                names=Text(row["name_ja"], row["name_en"]),
                roles=tuple(roles[row["id"]]),
                has_left=bool(row["has_left"]),
                is_former=bool(row["is_former"]),
            )
            for row in people
        )

    def get(self, account: str) -> Person:
        """Who has an account; `LookupError` where nobody has."""
        for person in self.all():
            if person.account == account:
                return person
        raise LookupError(f"no account {account}")

    @stored
    def added(self) -> dict[str, datetime]:
        """By account: since when they are in the register."""
        return {row["account"]: moment_of(row["added_at"]) for row in self._register.rows("SELECT * FROM people")}

    def office(self) -> str:
        """The body that the register belongs to."""
        return str(self._register.one("SELECT office FROM register", (), "register")["office"])

    def add(self, person: NewPerson, halves: PublicHalves | None, at: datetime, by: str) -> str:
        """Keep somebody's account and roles; the public half of their signing key, which is made here without one."""
        if halves is None:
            return self.add_with_open_key(person, new_key(), at, by)
        person_id = self._add_with_roles(person, at, by)
        self._give_halves(person_id, halves, at, by)
        return halves.signing

    def add_with_open_key(self, person: NewPerson, key: NewKey, at: datetime, by: str) -> str:
        """The same, with a key that lies open; a live register refuses it."""
        person_id = self._add_with_roles(person, at, by)
        key_id = self._give_key(person_id, key.public, at, by)
        self._register.insert("open_keys", {"signing_key_id": key_id, "seed": key.seed})
        return key.public

    def change_key(self, account: str, halves: PublicHalves, at: datetime, by: str) -> tuple[str, ...]:
        """Keep somebody's new keys; the public halves of the former ones, which sign nothing from now on."""
        person_id = self._id_of(account)
        former = self._end_keys(person_id, at, by)
        self._give_halves(person_id, halves, at, by)
        return former

    @stored
    def halves(self) -> dict[str, PublicHalves]:
        """The public halves of everybody who may open a live register, by their accounts."""
        rows = self._register.rows(
            "SELECT people.account, signing_keys.public_key AS signing, sealing_keys.public_key AS sealing"
            " FROM signing_keys JOIN people ON people.id = signing_keys.person_id"
            " JOIN sealing_keys ON sealing_keys.signing_key_id = signing_keys.id"
            " LEFT JOIN signing_key_endings ON signing_key_endings.signing_key_id = signing_keys.id"
            " WHERE signing_key_endings.signing_key_id IS NULL"
        )
        return {row["account"]: PublicHalves(row["signing"], row["sealing"]) for row in rows}

    def keys_of(self, account: str) -> frozenset[str]:
        """The public halves, in hex, of every signing key that somebody was ever given here."""
        rows = self._register.rows(
            "SELECT public_key FROM people JOIN signing_keys ON signing_keys.person_id = people.id WHERE account = ?",
            (account,),
        )
        return frozenset(row["public_key"] for row in rows)

    def _add_with_roles(self, person: NewPerson, at: datetime, by: str) -> int:
        person_id = self._add(person.account, person.names, at, by, is_former=False)
        for role in person.roles:
            self._give(person_id, RoleHeld(role, person.since), at, by)
        return person_id

    def _give_halves(self, person_id: int, halves: PublicHalves, at: datetime, by: str) -> None:
        key_id = self._give_key(person_id, halves.signing, at, by)
        self._register.insert("sealing_keys", {"signing_key_id": key_id, "public_key": halves.sealing})

    def _give_key(self, person_id: int, key: str, at: datetime, by: str) -> int:
        kept: dict[str, Value] = {"person_id": person_id, "register": self._register.uuid, "public_key": key}
        return self._register.insert("signing_keys", {**kept, "added_at": text_of(at), "added_by": by})

    def add_former(self, accounts: Iterable[str], at: datetime, by: str) -> None:
        """Keep who is only known from what was recorded before the register had people."""
        for account in accounts:
            self._add(account, Text(account, account), at, by, is_former=True)

    def give_role(self, account: str, held: RoleHeld, at: datetime, by: str) -> None:
        """Keep that somebody holds a role."""
        self._give(self._id_of(account), held, at, by)

    def end_role(self, account: str, role: Role, until: date, at: datetime, by: str) -> None:
        """Keep that somebody holds a role to this day, and no longer."""
        for row in self._register.rows(
            "SELECT roles_held.id FROM roles_held LEFT JOIN role_endings ON role_endings.role_held_id = roles_held.id"
            " WHERE person_id = ? AND role = ? AND role_endings.role_held_id IS NULL"
            " AND coalesce(roles_held.until, '9999-12-31') > ?",
            (self._id_of(account), role.value, until.isoformat()),
        ):
            values = {"role_held_id": row["id"], "until": until.isoformat(), "ended_at": text_of(at), "ended_by": by}
            self._register.insert("role_endings", values)

    def leave(self, account: str, note: str, at: datetime, by: str) -> tuple[str, ...]:
        """Keep that somebody left; the public halves of their keys, which sign nothing from now on."""
        person_id = self._id_of(account)
        keys = self._end_keys(person_id, at, by)
        values: dict[str, Value] = {"person_id": person_id, "note": note, "left_at": text_of(at), "recorded_by": by}
        self._register.insert("departures", values)
        return keys

    def _end_keys(self, person_id: int, at: datetime, by: str) -> tuple[str, ...]:
        keys = self._register.rows(
            "SELECT signing_keys.id, public_key FROM signing_keys"
            " LEFT JOIN signing_key_endings ON signing_key_endings.signing_key_id = signing_keys.id"
            " WHERE person_id = ? AND signing_key_endings.signing_key_id IS NULL ORDER BY signing_keys.id",
            (person_id,),
        )
        for key in keys:
            values = {"signing_key_id": key["id"], "ended_at": text_of(at), "ended_by": by}
            self._register.insert("signing_key_endings", values)
        return tuple(key["public_key"] for key in keys)

    def set_training_day(self, day: date | None, at: datetime, by: str) -> None:
        """Keep which day it is in a training register; None: that of the computer."""
        values = {"day": None if day is None else day.isoformat(), "set_at": text_of(at), "set_by": by}
        self._register.insert("training_days", values)

    def training_day(self) -> date | None:
        """The day that it is in a training register, where it has one of its own."""
        return self._register.training_day

    def _add(self, account: str, names: Text, at: datetime, by: str, *, is_former: bool) -> int:
        values: dict[str, Value] = {
            "account": account,
            "name_ja": names.ja,
            "name_en": names.en,
            "is_former": int(is_former),
        }
        return self._register.insert("people", {**values, "added_at": text_of(at), "added_by": by})

    def _give(self, person_id: int, held: RoleHeld, at: datetime, by: str) -> None:
        until = None if held.until is None else held.until.isoformat()
        values: dict[str, Value] = {
            "person_id": person_id,
            "role": held.role.value,
            "since": held.since.isoformat(),
            "until": until,
        }
        self._register.insert("roles_held", {**values, "given_at": text_of(at), "given_by": by})

    def _id_of(self, account: str) -> int:
        return int(
            self._register.one("SELECT id FROM people WHERE account = ?", (account,), f"account {account}")["id"]
        )
