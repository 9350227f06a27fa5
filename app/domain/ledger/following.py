"""A ledger read from its beginning, entry by entry: each is what it has to be after those before it.

The rules are those of `resources/verifier/FORMAT.md`, sections 3 and 5.3, in their order.
"""

import re
from collections.abc import Mapping
from typing import Any

from app.domain.ledger.checkpoint import Verify
from app.domain.ledger.entry import NO_SIGNATURE, NOTHING_BEFORE, SIGNATURE_SIZE, Entry, entry_hash, read_entry
from app.domain.ledger.moments import moment_text
from app.domain.ledger.recovery import Recovery
from app.domain.ledger.tree import Peaks

BEGINNINGS = ("register_made", "ledger_begun")
_DAY_SET = "training_day_set"
_is_key = re.compile("[0-9a-f]{64}").fullmatch
_is_account = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}").fullmatch
#: RFC 8032: the field's prime, and the second coordinates of the points under which anybody can sign.
_PRIME = 2**255 - 19
_EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL_ORDER = frozenset({0, 1, _PRIME - 1, _EIGHTH, _PRIME - _EIGHTH})


class NotAsItMustBe(Exception):
    """What stands in the place of an entry is not what has to stand there: a code, and what is told of it.

    The codes are those of `FORMAT.md`, section 5, save that `form` is `malformed`.
    """

    def __init__(self, code: str, **said: object) -> None:
        super().__init__(code, said)
        self.code = code
        self.said = said


class Follower:
    """Takes the entries of the ledger of a register of a kind and an office, one after the other."""

    def __init__(self, register: str, kind: str, office: str, verify: Verify) -> None:
        self._register, self._kind, self._office = register, kind, office
        self._verify = verify
        self._before = NOTHING_BEFORE
        self._last: Entry | None = None
        self._has_own_day = False
        self._given: set[str] = set()
        self._recovery = Recovery()
        self.tree = Peaks()
        #: The public half of the checkpoint key; empty until the ledger has begun.
        self.checkpoint_key = ""
        #: The public halves of the signing keys that are good now, by account.
        self.keys: dict[str, str] = {}

    def take(self, signature: bytes, data: bytes) -> Entry:
        """The next entry. Raises `NotAsItMustBe`, after which nothing more can be taken."""
        number = self.tree.size + 1
        if len(signature) != SIGNATURE_SIZE:
            raise NotAsItMustBe("line")
        try:
            entry = read_entry(data)
        except ValueError as why:
            raise NotAsItMustBe("malformed", why=str(why)) from None
        if entry.register != self._register:
            raise NotAsItMustBe("register", found=entry.register)
        if entry.number != number:
            raise NotAsItMustBe("number", found=entry.number)
        if entry.before != self._before:
            raise NotAsItMustBe("before", found=entry.before, wanted=self._before)
        self._check_clock(entry)
        self._check_beginning(entry, signature)
        if not entry.before_the_ledger:
            if self.keys.get(entry.person) != entry.key and not self._recovery.may_sign(entry, self.keys):
                raise NotAsItMustBe("key", found=entry.key, person=entry.person)
            if not self._verify(bytes.fromhex(entry.key), signature, data):
                raise NotAsItMustBe("signature", person=entry.person)
            self._give_keys(entry.act, entry.body)
            self._recovery.follow(entry)
        leaf = entry_hash(signature, data)
        self._before = leaf.hex()
        self.tree.append(leaf)
        self._last = entry
        if entry.act == _DAY_SET:
            self._has_own_day = entry.body.get("day") is not None
        return entry

    def _check_clock(self, entry: Entry) -> None:
        last = self._last
        went_back = last is not None and entry.at < last.at
        # In a training register moments are set by hand around a day of its own.
        by_hand = self._has_own_day or _DAY_SET in (entry.act, "" if last is None else last.act)
        may_be_silent = by_hand and self._kind == "training" and not entry.clock_went_back
        if last is not None and went_back is not entry.clock_went_back and not may_be_silent:
            raise NotAsItMustBe("clock", found=moment_text(entry.at), wanted=moment_text(last.at))
        if last is None and entry.clock_went_back:
            raise NotAsItMustBe("clock", found=moment_text(entry.at), wanted="")

    def _check_beginning(self, entry: Entry, signature: bytes) -> None:
        if entry.before_the_ledger:
            if self.checkpoint_key or signature != NO_SIGNATURE:
                raise NotAsItMustBe("beginning", why="before_the_ledger")
            return
        is_late = entry.act == "register_made" and self.tree.size > 0
        if bool(self.checkpoint_key) is (entry.act in BEGINNINGS) or is_late:
            raise NotAsItMustBe("beginning", why=entry.act)
        if not self.checkpoint_key:
            self._begin(entry.body)

    def _begin(self, body: Mapping[str, Any]) -> None:
        if (body.get("kind"), body.get("office")) != (self._kind, self._office):
            raise NotAsItMustBe("beginning", why="kind, office")
        key, people = body.get("checkpoint_key"), body.get("people")
        if not is_public_key(key):
            raise NotAsItMustBe("beginning", why="checkpoint_key")
        if not isinstance(people, list) or not people or not all(isinstance(each, Mapping) for each in people):
            raise NotAsItMustBe("beginning", why="people")
        self.checkpoint_key = str(key)
        self._given.add(self.checkpoint_key)
        for person in people:
            self._give("beginning", person, has_key=False)

    def _give_keys(self, act: str, body: Mapping[str, Any]) -> None:
        if act in ("person_added", "key_changed"):
            self._give("key_given", body, has_key=act == "key_changed")
        elif act == "person_left":
            if not isinstance(body.get("account"), str):
                raise NotAsItMustBe("key_given", why="account")
            self.keys.pop(body["account"], None)
        elif act == "recovery_sheet_made" and "signing_key" in body:
            self._give_key("key_given", body["signing_key"])

    def _give(self, code: str, person: Mapping[str, Any], *, has_key: bool) -> None:
        account, key = person.get("account"), person.get("key")
        if not isinstance(account, str) or not _is_account(account) or (account in self.keys) is not has_key:
            raise NotAsItMustBe(code, why="account")
        self._give_key(code, key)
        self.keys[account] = str(key)

    def _give_key(self, code: str, key: object) -> None:
        """A key is given once, to whomever."""
        if not is_public_key(key) or key in self._given:
            raise NotAsItMustBe(code, why="key")
        self._given.add(str(key))


def is_public_key(value: object) -> bool:
    """Whether this is a public key, in hex, under which only who has its private half can sign."""
    if not isinstance(value, str) or not _is_key(value):
        return False
    return (int.from_bytes(bytes.fromhex(value), "little") & (2**255 - 1)) % _PRIME not in _SMALL_ORDER
