"""An entry of the ledger: what somebody did at a moment, in the bytes that are signed and hashed.

The bytes are the canonical JSON (RFC 8785) of a map. Each entry names the one before by the hash of its leaf, and the
rows of the register that it wrote by their digests; `resources/verifier/FORMAT.md` says what that shows.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from app.domain.canonical import LARGEST, canonical_json
from app.domain.ledger.moments import moment_text, read_moment
from app.domain.ledger.tree import leaf_hash

SCHEMA = "sekisho.entry/1"
#: What stands for the entry before the first.
NOTHING_BEFORE = "0" * 64
SIGNATURE_SIZE = 64
#: What stands for the signature of what happened before there was a ledger.
NO_SIGNATURE = bytes(SIGNATURE_SIZE)
#: Maps and lists stand in one another at most so deep: every reader of every make has to get through them.
DEEPEST = 100


class Entry(NamedTuple):
    """An entry. Keys, digests and `before` are lower-case hex; `rows` are digests by `TABLE/KEY`.

    `clock_went_back` says that its moment is earlier than that of the entry before. An entry made of an event from
    before the ledger has no key, and `NO_SIGNATURE` beside it.
    """

    register: str
    number: int
    at: datetime
    person: str
    key: str
    act: str
    case: int | None
    line: int | None
    body: Mapping[str, Any]
    rows: Mapping[str, str]
    before: str
    clock_went_back: bool = False
    before_the_ledger: bool = False


def entry_bytes(entry: Entry) -> bytes:
    """The bytes of an entry, which are signed. Raises `ValueError` for what `read_entry` would refuse."""
    members: dict[str, Any] = {"schema": SCHEMA, **entry._asdict(), "at": moment_text(entry.at)}
    if members.pop("clock_went_back"):
        members["clock"] = "went_back"
    if not members["before_the_ledger"]:
        del members["before_the_ledger"]
    _check(members)
    try:
        data = canonical_json(members).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    _check_depth(members, data)
    return data


def read_entry(data: bytes) -> Entry:
    """The entry that these bytes are. Raises `ValueError`, which says what is wrong, for any that are none."""
    try:
        members = json.loads(data.decode())
        canonical = canonical_json(members).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if canonical != data:
        raise ValueError("not in canonical form")
    _check_depth(members, data)
    _check(members)
    fields = {name: members[name] for name in Entry._fields if name in members}
    try:
        fields["at"] = read_moment(members["at"])
    except ValueError:
        raise ValueError(f"at: a moment expected, not {members['at']!r:.80}") from None
    return Entry(**fields, clock_went_back="clock" in members)


def leaf_data(signature: bytes, entry: bytes) -> bytes:
    """What the leaf of an entry is the hash of: its signature and its bytes."""
    if len(signature) != SIGNATURE_SIZE:
        raise ValueError(f"a signature of {len(signature)} bytes")
    return signature + entry


def entry_hash(signature: bytes, entry: bytes) -> bytes:
    """The hash of the leaf of an entry, by which the next entry names it."""
    return leaf_hash(leaf_data(signature, entry))


def row_digest(row: Mapping[str, object]) -> str:
    """The digest of a row by which an entry speaks of it, of the value of each column."""
    return sha256(canonical_json(row).encode()).hexdigest()


def _matches(pattern: str) -> Callable[[Any], bool]:
    whole = re.compile(pattern)
    return lambda value: isinstance(value, str) and whole.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    return type(value) is int and 1 <= value <= LARGEST


_is_digest = _matches(r"[0-9a-f]{64}")
_is_account = _matches(r"[a-z0-9][a-z0-9._-]{0,31}")
#: A table and a key; an export parts this from the row by the first ` {`, and a row from the next by a line's end.
_is_row = _matches(r"[a-z_][a-z0-9_]*/(?:(?! \{)[^\x00-\x1f\x7f])+")

#: What each member has to be, in words and as a test.
_MEMBERS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "schema": (f'"{SCHEMA}"', lambda value: value == SCHEMA),
    "register": ("a UUID", _matches(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")),
    "number": ("a number from 1", _is_number),
    # Whether it is one shows when it is read.
    "at": ("a moment", lambda value: isinstance(value, str)),
    "person": ("a name", lambda value: isinstance(value, str) and value != ""),
    "key": ("a key", lambda value: value == "" or _is_digest(value)),
    "act": ("the name of an act", _matches(r"[a-z][a-z0-9_]*")),
    "case": ("a number from 1 or null", lambda value: value is None or _is_number(value)),
    "line": ("a number from 1 or null", lambda value: value is None or _is_number(value)),
    "body": ("a map", lambda value: isinstance(value, Mapping)),
    "rows": (
        "digests of rows",
        lambda value: isinstance(value, Mapping) and all(map(_is_row, value)) and all(map(_is_digest, value.values())),
    ),
    "before": ("the hash of a leaf", _is_digest),
    "clock": ('"went_back"', lambda value: value == "went_back"),
    "before_the_ledger": ("true", lambda value: value is True),
}
_OPTIONAL = {"clock", "before_the_ledger"}


def _check_depth(members: object, data: bytes) -> None:
    if data.count(b"{") + data.count(b"[") > DEEPEST and _is_deeper(members, DEEPEST):
        raise ValueError("nested too deeply")


def _is_deeper(value: object, depth: int) -> bool:
    """Whether maps and lists stand in one another more than so many deep."""
    if not isinstance(value, (Mapping, list, tuple)):
        return False
    parts = value.values() if isinstance(value, Mapping) else value
    return depth == 0 or any(_is_deeper(part, depth - 1) for part in parts)


def _check(members: Any) -> None:
    """Raise `ValueError` where the members are not those of an entry."""
    if not isinstance(members, Mapping):
        raise ValueError("not a map")  # noqa: TRY004  # whatever is wrong with an entry is one kind of error
    if missing := _MEMBERS.keys() - _OPTIONAL - members.keys():
        raise ValueError(f"without {', '.join(sorted(missing))}")
    for name, value in members.items():
        if name not in _MEMBERS:
            raise ValueError(f"a member {name!r:.80} that no entry has")
        wanted, test = _MEMBERS[name]
        if not test(value):
            raise ValueError(f"{name}: {wanted} expected, not {value!r:.80}")
    signed = "before_the_ledger" not in members
    if signed is not bool(members["key"]):
        raise ValueError("without a key" if signed else "from before the ledger, and with a key")
    if signed and not _is_account(members["person"]):
        raise ValueError(f"person: an account expected, not {members['person']!r:.80}")
