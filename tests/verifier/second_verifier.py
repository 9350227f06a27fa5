"""A second verifier of a ledger's export, written from resources/verifier/FORMAT.md alone.

It shares no code with the first and is made in another way: files are read whole, JSON is read by a grammar of nothing
but canonical JSON, the tree is computed by recursion, as it is defined, and what is checked of an entry stands in a
table. Numbers name sections of that page.
"""

import base64
import functools
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LONGEST_LINE = 67_108_864
LONGEST_NOTE = 65_536
DEEPEST = 100


def verdict(
    folder: Path, checkpoints: Sequence[bytes] = (), cosigners: Mapping[str, bytes] = MappingProxyType({})
) -> str:
    """The code of the first fault of the export in this folder, or "sound".

    `checkpoints` are the notes of those kept elsewhere, `cosigners` the public keys of other offices by their names.
    """
    if any(of_small_order(key) for key in cosigners.values()):
        raise ValueError("A cosigner's key is of small order")
    return next(_faults(folder, checkpoints, cosigners), "sound")


def _faults(folder: Path, checkpoints: Sequence[bytes], cosigners: Mapping[str, bytes]) -> Iterator[str]:
    """Section 5. Only the first fault is to be asked for: those after it may come of it."""
    register = _register(folder)
    if not register:
        yield "register_file"
        return
    entries = _content(folder / "entries.txt")
    if not entries:
        yield "entries_file"
        return
    ledger = Ledger(register)
    for line in _lines(entries):
        yield from ledger.append(line)
    if not ledger.begun:
        yield "no_beginning"
    if len(ledger.leaves) != register["size"]:
        yield "size"
    if ledger.root(len(ledger.leaves)).hex() != register["root"]:
        yield "root"
    yield from _faults_of_checkpoints(ledger, folder / "checkpoints", checkpoints, cosigners)
    rows = _content(folder / "rows.txt")
    if rows is None:
        yield "rows_file"
        return
    yield from _faults_of_rows(ledger, _lines(rows))
    yield from _faults_of_files(ledger, folder / "files")


# 1. Bytes

TEXT = re.compile(r'"((?:[^"\\\x00-\x1f]++|\\["\\btnfr]|\\u00(?:0[0-7bef]|1[0-9a-f]))*+)"')
NUMBER = re.compile(r"0|-?[1-9][0-9]{0,15}")
ESCAPED = re.compile(r"\\(?:u(....)|(.))")
ESCAPES = {'"': '"', "\\": "\\", "b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}
WORDS = {"null": None, "true": True, "false": False}


class NotCanonical(Exception):
    """These bytes are no canonical JSON."""


def canonical(data: bytes) -> Any:
    """What this canonical JSON says. Raises NotCanonical for anything else."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NotCanonical from error
    value, end = _value(text, 0, 0)
    if end != len(text):
        raise NotCanonical
    return value


def _value(text: str, at: int, depth: int) -> tuple[Any, int]:
    if depth == DEEPEST and text.startswith(("{", "["), at):
        raise NotCanonical
    if text.startswith("{", at):
        return _map(text, at + 1, depth + 1)
    if text.startswith("[", at):
        return _list(text, at + 1, depth + 1)
    if text.startswith('"', at):
        return _text(text, at)
    for word, meaning in WORDS.items():
        if text.startswith(word, at):
            return meaning, at + len(word)
    number = NUMBER.match(text, at)
    if not number or abs(int(number[0])) >= 2**53:
        raise NotCanonical
    return int(number[0]), number.end()


def _text(text: str, at: int) -> tuple[str, int]:
    found = TEXT.match(text, at)
    if not found:
        raise NotCanonical
    return ESCAPED.sub(lambda part: chr(int(part[1], 16)) if part[1] else ESCAPES[part[2]], found[1]), found.end()


def _list(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    values: list[Any] = []
    while not text.startswith("]", at):
        value, at = _value(text, _after(text, ",", at) if values else at, depth)
        values.append(value)
    return values, at + 1


def _map(text: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    values: dict[str, Any] = {}
    last = b""
    while not text.startswith("}", at):
        name, at = _text(text, _after(text, ",", at) if values else at)
        order = name.encode("utf-16-be")
        if values and order <= last:
            raise NotCanonical
        last = order
        values[name], at = _value(text, _after(text, ":", at), depth)
    return values, at + 1


def _after(text: str, mark: str, at: int) -> int:
    if not text.startswith(mark, at):
        raise NotCanonical
    return at + 1


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _lines(data: bytes) -> list[bytes]:
    """The lines, each with its line feed; what comes after the last line feed, if anything, is one without."""
    *whole, rest = data.split(b"\n")
    return [line + b"\n" for line in whole] + [rest] * bool(rest)


def _is_line(line: bytes) -> bool:
    return line.endswith(b"\n") and len(line) <= LONGEST_LINE


def _base64(text: str) -> bytes | None:
    """The bytes that are written so, None where it is not how RFC 4648 writes them."""
    with suppress(ValueError):
        data = base64.b64decode(text, validate=True)
        return data if base64.b64encode(data).decode() == text else None
    return None


def sha256(*parts: bytes) -> bytes:
    """The SHA-256 of the parts joined."""
    return hashlib.sha256(b"".join(parts)).digest()


PRIME = 2**255 - 19
EIGHTH = int("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16)
SMALL = {0, 1, PRIME - 1, EIGHTH, PRIME - EIGHTH}


def of_small_order(key: bytes) -> bool:
    """Whether anybody can sign under this public key."""
    return int.from_bytes(key, "little") % 2**255 % PRIME in SMALL


@functools.lru_cache(maxsize=4096)
def holds(key: bytes, signature: bytes, data: bytes) -> bool:
    """Whether this is the signature of the data under this public key."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


# 1 to 3. What a value must be

Is = Callable[[Any], bool]


def like(pattern: str) -> Is:
    """A text that is the pattern from end to end."""
    matches = re.compile(pattern).fullmatch
    return lambda value: isinstance(value, str) and bool(matches(value))


def number_from(least: int) -> Is:
    """A whole number, this or more."""
    return lambda value: type(value) is int and value >= least


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _is_moment(value: Any) -> bool:
    if like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")(value):
        with suppress(ValueError):
            datetime(*map(int, re.split("[-T:.]", value[:19])), tzinfo=UTC)  # type: ignore[misc, arg-type]
            return True
    return False


UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
ROW = r"[a-z_][a-z0-9_]*/(?:(?! \{)[^\x00-\x1f\x7f])+"
_is_register = like(UUID)
_is_account = like("[a-z0-9][a-z0-9._-]{0,31}")
_is_digest = like("[0-9a-f]{64}")
_is_act = like("[a-z][a-z0-9_]*")
_is_row_name = like(ROW)


def _is_given_key(value: Any) -> bool:
    return _is_digest(value) and not of_small_order(bytes.fromhex(value))


def _is_rows(value: Any) -> bool:
    return _is_map(value) and all(_is_row_name(name) and _is_digest(digest) for name, digest in value.items())


def _is_null_or_from_1(value: Any) -> bool:
    return value is None or number_from(1)(value)


REGISTER: dict[str, Is] = {
    "schema": like(r"sekisho\.ledger-export/1"),
    "register": _is_register,
    "kind": like("training|live"),
    "office": _is_text,
    "size": number_from(0),
    "root": _is_digest,
}
ENTRY: dict[str, Is] = {
    "schema": like(r"sekisho\.entry/1"),
    "register": _is_register,
    "number": number_from(1),
    "at": _is_moment,
    "person": like(r"(?s).+"),
    "key": like("(?:[0-9a-f]{64})?"),
    "act": _is_act,
    "case": _is_null_or_from_1,
    "line": _is_null_or_from_1,
    "body": _is_map,
    "rows": _is_rows,
    "before": _is_digest,
}
OPTIONAL: dict[str, Is] = {
    "clock": like("went_back"),
    "before_the_ledger": lambda value: value is True,
}


def _has(value: Any, members: Mapping[str, Is]) -> bool:
    """Whether it is a map that has these members, each of its form."""
    return _is_map(value) and all(name in value and right(value[name]) for name, right in members.items())


def _register(folder: Path) -> dict[str, Any]:
    """What register.json says, nothing where it is not of its form."""
    line = _content(folder / "register.json") or b""
    with suppress(NotCanonical):
        said = canonical(line.removesuffix(b"\n"))
        if _is_line(line) and _has(said, REGISTER) and said.keys() == REGISTER.keys():
            return dict(said)
    return {}


# 3. Entries

BEGINNINGS = {"register_made", "ledger_begun"}
UNSIGNED = bytes(64)


class Entry(NamedTuple):
    """A line of entries.txt: what was signed, by which signature, and what it says."""

    signature: bytes
    data: bytes
    said: dict[str, Any]

    @property
    def before_the_ledger(self) -> bool:
        return "before_the_ledger" in self.said

    @property
    def act(self) -> str:
        return str(self.said["act"])

    @property
    def body(self) -> dict[str, Any]:
        return dict(self.said["body"])


@dataclass
class Ledger:
    """What the entries so far have come to."""

    register: dict[str, Any]
    leaves: list[bytes] = field(default_factory=list)
    last: Entry | None = None
    days_set: bool = False  # the latest `training_day_set` named a day
    begun: bool = False
    checkpoint_key: bytes = b""
    keys: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)  # every public key of the ledger, the checkpoint key too
    sheet: dict[str, Any] | None = None  # the `body` of the latest `recovery_sheet_made` whose key has not signed
    sheet_confirmed: bool = False
    of_administrators: list[tuple[str, dict[str, Any]]] = field(default_factory=list)  # acts, and their bodies
    rows: dict[str, str] = field(default_factory=dict)
    rows_read: set[str] = field(default_factory=set)
    cosigned: list[tuple[int, dict[str, Any]]] = field(default_factory=list)  # entries `checkpoint_cosigned`
    hashes: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def append(self, line: bytes) -> Iterator[str]:
        """5.3: the codes of the faults of the next entry, in their order."""
        found = re.fullmatch(rb"([0-9a-f]{128}) (.+)\n", line, re.DOTALL)
        if not found or not _is_line(line):
            yield "line"
            return
        try:
            entry = Entry(bytes.fromhex(found[1].decode()), found[2], canonical(found[2]))
        except NotCanonical:
            yield "form"
            return
        yield from (code for code, is_right in CHECKS.items() if not is_right(self, entry))
        self.leaves.append(sha256(b"\0", entry.signature, entry.data))
        self.last = entry
        if entry.act == "training_day_set":
            self.days_set = entry.body.get("day") is not None
        self.rows.update(entry.said["rows"])
        if entry.act == "checkpoint_cosigned" and not entry.before_the_ledger:
            self.cosigned.append((len(self.leaves), entry.body))

    def root(self, size: int) -> bytes:
        """The root of the tree over the first `size` entries, at least one."""
        return self._node(0, size)

    def _node(self, start: int, end: int) -> bytes:
        if end - start == 1:
            return self.leaves[start]
        if (start, end) not in self.hashes:
            middle = start + (1 << (end - start - 1).bit_length() - 1)
            self.hashes[start, end] = sha256(b"\1", self._node(start, middle), self._node(middle, end))
        return self.hashes[start, end]

    def give(self, key: Any) -> bool:
        """Whether this can be given as a public key, as it then is."""
        if not _is_given_key(key) or key in self.given:
            return False
        self.given.add(key)
        return True


def _form(_: Ledger, entry: Entry) -> bool:
    said = entry.said
    return (
        _has(said, ENTRY)
        and _has(said, {name: right for name, right in OPTIONAL.items() if name in said})
        and said.keys() <= ENTRY.keys() | OPTIONAL.keys()
        and (not said["key"]) == entry.before_the_ledger
        and (entry.before_the_ledger or _is_account(said["person"]))
    )


def _clock(ledger: Ledger, entry: Entry) -> bool:
    earlier = ledger.last is not None and entry.said["at"] < ledger.last.said["at"]
    if "clock" in entry.said or not earlier:
        return earlier == ("clock" in entry.said)
    set_by_hand = ledger.days_set or "training_day_set" in {entry.act, ledger.last and ledger.last.act}
    return ledger.register["kind"] == "training" and set_by_hand


def _beginning(ledger: Ledger, entry: Entry) -> bool:
    if ledger.begun:
        return not entry.before_the_ledger and entry.act not in BEGINNINGS
    if entry.before_the_ledger:
        return entry.signature == UNSIGNED
    body = entry.body
    people = body.get("people")
    if (
        entry.act not in (BEGINNINGS if ledger.last is None else {"ledger_begun"})
        or any(name not in body or body[name] != ledger.register[name] for name in ("kind", "office"))
        or not ledger.give(body.get("checkpoint_key"))
        or not (people and isinstance(people, list))
    ):
        return False
    for person in people:
        if not _has(person, {"account": _is_account}) or person["account"] in ledger.keys:
            return False
        if not ledger.give(person.get("key")):
            return False
        ledger.keys[person["account"]] = person["key"]
    ledger.checkpoint_key = bytes.fromhex(body["checkpoint_key"])
    ledger.begun = True
    return True


def _key(ledger: Ledger, entry: Entry) -> bool:
    return (
        entry.before_the_ledger
        or ledger.keys.get(entry.said["person"]) == entry.said["key"]
        or _may_be_recovery_key(ledger, entry)
    )


def _may_be_recovery_key(ledger: Ledger, entry: Entry) -> bool:
    person: str = entry.said["person"]
    return (
        ledger.sheet is not None
        and ledger.sheet.get("signing_key") == entry.said["key"]
        and ledger.sheet_confirmed
        and entry.act == "key_changed"
        and entry.body.get("account") == person
        and person in ledger.keys
        and _is_administrator(ledger.of_administrators, person, entry.said["at"])
    )


_is_day = like("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _is_administrator(acts: list[tuple[str, dict[str, Any]]], person: str, at: str) -> bool:
    """Told anew from the acts each time: the first and last day of each time, and whether it was ended."""
    moment = datetime(*map(int, re.split("[-T:.]", at[:19])), tzinfo=UTC)  # type: ignore[misc, arg-type]
    try:
        day = (moment + timedelta(hours=9)).date().isoformat()
    except OverflowError:
        return False
    times: list[tuple[str, str, bool]] = []
    for act, body in acts:
        if body.get("account") != person:
            continue
        since, until = (body[name] if _is_day(body.get(name)) else None for name in ("since", "until"))
        if act == "person_left":
            times = []
        elif act == "person_added":
            roles = body.get("roles")
            times += [(since or "", "~", False)] * (isinstance(roles, list) and "administrator" in roles)
        elif body.get("role") == "administrator" and act == "role_given":
            times.append((since or "", until or "~", False))
        elif body.get("role") == "administrator" and until:
            times = [
                (first, until, True) if not ended and until < last else (first, last, ended)
                for first, last, ended in times
            ]
    return any(first <= day <= last for first, last, _ in times)


def _recovery(ledger: Ledger, entry: Entry) -> bool:
    """What an entry that is in order leaves for those after it."""
    if entry.before_the_ledger:
        return True
    body = entry.body
    if ledger.sheet is not None and ledger.sheet.get("signing_key") == entry.said["key"]:
        ledger.sheet = None
    if entry.act == "recovery_sheet_made":
        ledger.sheet, ledger.sheet_confirmed = body, False
    if entry.act == "recovery_sheet_confirmed" and ledger.sheet is not None:
        ledger.sheet_confirmed |= _is_text(body.get("key")) and body["key"] == ledger.sheet.get("key")
    if entry.act in BEGINNINGS:
        ledger.of_administrators += [("person_added", person) for person in body["people"]]
    if entry.act in {"person_added", "person_left", "role_given", "role_ended"}:
        ledger.of_administrators.append((entry.act, body))
    return True


def _signature(_: Ledger, entry: Entry) -> bool:
    return entry.before_the_ledger or holds(bytes.fromhex(entry.said["key"]), entry.signature, entry.data)


GIVING = {"person_added", "key_changed", "person_left", "recovery_sheet_made"}


def _key_given(ledger: Ledger, entry: Entry) -> bool:
    if entry.before_the_ledger or entry.act not in GIVING:
        return True
    if entry.act == "recovery_sheet_made":
        return "signing_key" not in entry.body or ledger.give(entry.body["signing_key"])
    account: Any = entry.body.get("account")
    if entry.act == "person_left" and _is_text(account):
        ledger.keys.pop(account, None)
        return True
    if (
        entry.act == "person_left"
        or not _is_account(account)
        or (account in ledger.keys) != (entry.act == "key_changed")
    ):
        return False
    ledger.keys[account] = entry.body.get("key", "")
    return ledger.give(entry.body.get("key"))


CHECKS: dict[str, Callable[[Ledger, Entry], bool]] = {
    "form": _form,
    "register": lambda ledger, entry: entry.said["register"] == ledger.register["register"],
    "number": lambda ledger, entry: entry.said["number"] == len(ledger.leaves) + 1,
    "before": lambda ledger, entry: entry.said["before"] == (ledger.leaves or [bytes(32)])[-1].hex(),
    "clock": _clock,
    "beginning": _beginning,
    "key": _key,
    "signature": _signature,
    "key_given": _key_given,
    "": _recovery,
}


# 4. Checkpoints

CHECKPOINT = re.compile(
    rf"(?P<text>sekisho/(?P<register>{UUID})\n(?P<size>0|[1-9][0-9]{{0,15}})\n"
    r"(?P<root>[A-Za-z0-9+/]+=*)\ntime (?P<at>[^\n]+)\n)"
    r"\n(?P<lines>(?:— [^\n]+\n)+)"
)
SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+=*)")


class Checkpoint(NamedTuple):
    """A checkpoint of its form; `signatures` are the names of keys and what stands after them."""

    text: bytes
    register: str
    size: str
    root: bytes
    signatures: list[tuple[str, bytes]]

    def of(self, name: str, kind: bytes, key: bytes) -> list[bytes]:
        """What stands after the identifier in the lines that belong to this key."""
        identifier = sha256(name.encode(), b"\n", kind, key)[:4]
        return [data[4:] for named, data in self.signatures if named == name and data[:4] == identifier]


def checkpoint_of(note: bytes) -> Checkpoint | None:
    """The checkpoint that these bytes are, None where it is not of its form."""
    with suppress(UnicodeDecodeError):
        found = CHECKPOINT.fullmatch(note.decode())
        if not found or len(note) > LONGEST_NOTE or not _is_moment(found["at"]):
            return None
        root = _base64(found["root"])
        signatures = [_signature_line(line) for line in found["lines"].removesuffix("\n").split("\n")]
        if root is None or len(root) != 32 or None in signatures:
            return None
        named = [line for line in signatures if line]
        return Checkpoint(found["text"].encode(), found["register"], found["size"], root, named)
    return None


def _signature_line(line: str) -> tuple[str, bytes] | None:
    found = SIGNATURE.fullmatch(line)
    if not found or any(unicodedata.category(character) == "Cc" for character in found[1]):
        return None
    data = _base64(found[2])
    return (found[1], data) if data and len(data) > 4 else None


def _is_cosignature(key: bytes, data: bytes, text: bytes) -> bool:
    seconds = int.from_bytes(data[:8])
    return len(data) == 72 and holds(key, data[8:], f"cosignature/v1\ntime {seconds}\n".encode() + text)


def _faults_of_checkpoints(
    ledger: Ledger, folder: Path, elsewhere: Sequence[bytes], cosigners: Mapping[str, bytes]
) -> Iterator[str]:
    cosigned: set[str] = set()
    for path in _names(folder):
        size = re.fullmatch(r"([0-9]{12})\.txt", path.name)
        checkpoint = checkpoint_of(_content(path) or b"")
        if not size or not checkpoint or checkpoint.size.zfill(12) != size[1]:
            yield "checkpoint"
        else:
            yield from _faults_of_checkpoint(ledger, checkpoint, cosigners, cosigned)
    for note in elsewhere:
        checkpoint = checkpoint_of(note)
        if not checkpoint:
            yield "checkpoint"
        else:
            yield from _faults_of_checkpoint(ledger, checkpoint, cosigners, cosigned)
    if cosigned != cosigners.keys():
        yield "cosigner"
    # Whatever is in the folder came to here without a fault.
    if not all(_is_taken(number, body, _names(folder)) for number, body in ledger.cosigned):
        yield "cosignature_taken"


def _is_taken(number: int, body: Mapping[str, Any], checkpoints: Iterable[Path]) -> bool:
    members: list[Any] = [body.get(member) for member in ("size", "name", "key", "second")]
    size, name, key, second = members
    if not (number_from(1)(size) and _is_text(name) and _is_given_key(key) and number_from(0)(second)):
        return False
    if size >= number:
        return False
    file = next((path for path in checkpoints if path.name == f"{size:012}.txt"), None)
    checkpoint = checkpoint_of(_content(file) or b"") if file else None
    return checkpoint is not None and any(
        int.from_bytes(line[:8]) == second and _is_cosignature(bytes.fromhex(key), line, checkpoint.text)
        for line in checkpoint.of(name, b"\4", bytes.fromhex(key))
    )


def _faults_of_checkpoint(
    ledger: Ledger, checkpoint: Checkpoint, cosigners: Mapping[str, bytes], cosigned: set[str]
) -> Iterator[str]:
    """The faults of a checkpoint of its form; where it has none, who has cosigned it is added to `cosigned`."""
    if checkpoint.register != ledger.register["register"]:
        yield "checkpoint_register"
    own = checkpoint.of(f"sekisho/{checkpoint.register}", b"\1", ledger.checkpoint_key)
    if not own or not all(holds(ledger.checkpoint_key, signature, checkpoint.text) for signature in own):
        yield "checkpoint_signature"
    if not 1 <= int(checkpoint.size) <= len(ledger.leaves):
        yield "checkpoint_size"
    if checkpoint.root != ledger.root(int(checkpoint.size)):
        yield "checkpoint_root"
    lines = {name: checkpoint.of(name, b"\4", key) for name, key in cosigners.items()}
    if not all(_is_cosignature(cosigners[name], line, checkpoint.text) for name in lines for line in lines[name]):
        yield "cosignature"
    cosigned.update(name for name in lines if lines[name])


# 2. Rows and files


def _faults_of_rows(ledger: Ledger, lines: list[bytes]) -> Iterator[str]:
    for line in lines:
        name, blank, row = line.partition(b" {")
        try:
            canonical((blank[1:] + row).removesuffix(b"\n"))
            named = name.decode()
        except (NotCanonical, UnicodeDecodeError):
            named = ""
        if not _is_line(line) or not _is_row_name(named):
            yield "rows_file"
        if named not in ledger.rows or named in ledger.rows_read:
            yield "row_unnamed"
        if sha256(b"{", row.removesuffix(b"\n")).hex() != ledger.rows[named]:
            yield "row"
        ledger.rows_read.add(named)
    if ledger.rows.keys() != ledger.rows_read:
        yield "row_missing"


def _faults_of_files(ledger: Ledger, folder: Path) -> Iterator[str]:
    kept = {row for row in ledger.rows_read if like("document_files/[0-9a-f]{64}")(row)}
    files = set()
    for path in _names(folder):
        held = _content(path)
        if held is None or sha256(held).hex() != path.name:
            yield "file"
        if f"document_files/{path.name}" not in kept:
            yield "file_unnamed"
        files.add(f"document_files/{path.name}")
    if kept - files:
        yield "file_missing"


def _names(folder: Path) -> list[Path]:
    """What is in this folder, in the order of the names' bytes; none where it is missing."""
    return sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name)) if folder.is_dir() else []
