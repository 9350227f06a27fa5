"""Verify the exported ledger of a Sekisho register, without Sekisho: FORMAT.md says what is checked, in which order.

    python verify_ledger.py DIR [--checkpoint FILE]... [--cosigner NAME=HEX]... [--language ja|en]

It needs Python 3.9 or later and `cryptography`, writes nothing and asks nothing of a network. Exit status: 0 sound,
1 not sound, 2 called wrongly or not readable.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sqlite3
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    print("cryptography がありません。 / It needs: pip install cryptography", file=sys.stderr)
    sys.exit(2)

LONGEST_LINE, LONGEST_NOTE, LARGEST_NUMBER, DEEPEST = 64 * 1024 * 1024, 64 * 1024, 2**53 - 1, 100
MOST_TOLD = 20
KEPT_FILES = "document_files/"
# RFC 8032: the field's prime, and the second coordinates of the points whose order is 1, 2, 4 or 8.
PRIME = 2**255 - 19
EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL_ORDER = {0, 1, PRIME - 1, EIGHTH, PRIME - EIGHTH}
BEGINNINGS = ("register_made", "ledger_begun")

_HEX64 = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
_ACT = re.compile(r"[a-z][a-z0-9_]*")
_ROW = re.compile(r"[a-z_][a-z0-9_]*/(?:(?! \{)[^\x00-\x1f\x7f])+")
_MOMENT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.([0-9]{6})Z")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME, _BASE64 = r"[^\s+\x00-\x1f\x7f-\x9f]+", r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
_SIGNATURE_LINE = re.compile(f"— ({_NAME}) ({_BASE64})")
_NOTE_TEXT = re.compile(f"(sekisho/{_UUID.pattern})\n(0|[1-9][0-9]{{0,15}})\n({_BASE64})\ntime ([^\n]*)\n")

# What a fault is called in FORMAT.md, section 5, and what is said of it, after where it is.
FAULTS = {
    "register_file": ("not the form of register.json: {why}", "register.jsonの形式ではありません：{why}"),
    "entries_file": ("missing or empty", "ファイルがないか、空です"),
    "line": ("not a signature, a blank and an entry", "署名、空白及び記録からなる行ではありません"),
    "form": ("not the form of an entry: {why}", "記録の形式ではありません：{why}"),
    "register": ("it is of another register, {found}", "別の台帳（{found}）の記録です"),
    "number": ("here stands the entry of number {found}", "この位置に番号{found}の記録があります"),
    "before": ("it follows {found}; the entry before is {wanted}", "{found}に続く記録ですが、直前は{wanted}です"),
    "clock": ("at {found}, after {wanted}, against what it says", "{wanted}の次が{found}で、時計の記載と合いません"),
    "beginning": ("a ledger does not begin so: {why}", "記録簿の始まりとして正しくありません：{why}"),
    "key": ("{found} is not the key of {person} by then", "{found}は、この時点の{person}の署名鍵ではありません"),
    "signature": ("it is not what {person} signed", "{person}が署名した内容ではありません"),
    "key_given": ("a key cannot be given or ended so: {why}", "署名鍵の付与又は終了として正しくありません：{why}"),
    "no_beginning": ("the ledger has no beginning", "記録簿の始まりの記録がありません"),
    "size": ("{wanted} entries, but here are {found}", "記録{wanted}件とありますが、実際は{found}件です"),
    "root": ("{wanted}, but the root of the entries is {found}", "{wanted}とありますが、記録のルートは{found}です"),
    "checkpoint": ("not the form of a checkpoint: {why}", "チェックポイントの形式ではありません：{why}"),
    "checkpoint_register": ("it is of another register, {found}", "別の台帳（{found}）のチェックポイントです"),
    "checkpoint_signature": ("not signed by the checkpoint key", "この記録簿のチェックポイント鍵の署名がありません"),
    "checkpoint_size": ("it had {wanted} entries, here are {found}: the first that is missing is {n}",
                        "記録は{wanted}件でしたが、ここには{found}件です。欠けた最初の記録は{n}です"),
    "checkpoint_root": ("its {size} entries were others than these: the first is one of {n} to {size}",
                        "最初の{size}件が当時と異なります。異なる最初の記録は{n}から{size}までにあります"),
    "cosignature": ("the cosignature of {by} does not hold", "{by}の連署が正しくありません"),
    "cosigner": ("{by} has cosigned none of these checkpoints", "{by}の連署があるチェックポイントがありません"),
    "cosignature_taken": ("{by} has not cosigned its checkpoint over so many entries, as it says",
                          "記録の示す件数のチェックポイントに、{by}の連署がありません"),
    "rows_file": ("{why}", "{why}"),
    "row_unnamed": ("no entry names it, or it stands here twice", "どの記録にも示されていないか、重複しています"),
    "row": ("not as entry {n}, the last that names it, says", "これを最後に示した記録{n}の内容と異なります"),
    "row_missing": ("missing, though entry {n} names it", "記録{n}に示されていますが、ありません"),
    "file": ("its content is not what its name says", "内容が名前のハッシュ値と一致しません"),
    "file_unnamed": ("no row names it", "これを示す行がありません"),
    "file_missing": ("missing, though a row names it", "行に示されていますが、ありません"),
}  # fmt: skip


class Fault(Exception):
    """Something that is not as it must be: its code, where it is (an entry's number or a name), what is said of it."""

    def __init__(self, code: str, where: int | str = "", **said: Any) -> None:
        super().__init__(code, where, said)
        self.code, self.where, self.said = code, where, said

    def text(self, language: int) -> str:
        where = f"{('entry ', '記録')[language]}{self.where}" if isinstance(self.where, int) else printable(self.where)
        said = FAULTS[self.code][language].format(**{name: printable(str(each)) for name, each in self.said.items()})
        return f"{where}{(': ', '：')[language]}{said} [{self.code}]" if where else f"{said} [{self.code}]"


def printable(text: str) -> str:
    """A text without what would break a line or a terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


# --- bytes -----------------------------------------------------------------------------------------------------------


def _in_order(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    units = [name.encode("utf-16-be", "surrogatepass") for name, _ in pairs]
    if units != sorted(units):
        raise ValueError("names are out of order")
    return dict(pairs)


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > LARGEST_NUMBER:
        raise ValueError("a number is too large")
    return int(digits)


def _refused(digits: str) -> Any:
    raise ValueError(f"not a whole number: {digits[:40]}")


_READER = json.JSONDecoder(object_pairs_hook=_in_order, parse_int=_whole, parse_float=_refused, parse_constant=_refused)
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def canonical(data: bytes) -> Any:
    """The value of canonical JSON. Raises `ValueError` for all other bytes."""
    text = data.decode("utf-8")
    try:
        value = _READER.decode(text)
        written = _WRITER.encode(value)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if text.count("{") + text.count("[") > DEEPEST and is_deeper(value, DEEPEST):
        raise ValueError("nested too deeply")
    if written != text:
        raise ValueError("not canonical JSON")
    return value


def is_deeper(value: Any, depth: int) -> bool:
    """Whether maps and lists stand in one another more than so many deep."""
    parts = value.values() if isinstance(value, dict) else value
    return isinstance(value, (dict, list)) and (depth == 0 or any(is_deeper(part, depth - 1) for part in parts))


def is_hex64(value: Any) -> bool:
    return isinstance(value, str) and _HEX64.fullmatch(value) is not None


def is_text(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def is_count(value: Any) -> bool:
    return type(value) is int and value >= 1


def is_moment(value: Any) -> bool:
    parts = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    try:
        return parts is not None and bool(datetime(*map(int, parts.groups()), tzinfo=timezone.utc))  # type: ignore[arg-type,misc]
    except ValueError:
        return False


def day_of(value: Any) -> str:
    """A day as it is written; empty for all else."""
    return value if is_text(_DAY, value) else ""


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def is_key(value: Any) -> bool:
    """Whether this is a public key, in hex, under which only who has its private half can sign."""
    return is_hex64(value) and int.from_bytes(bytes.fromhex(value), "little") % 2**255 % PRIME not in SMALL_ORDER


def holds(key: str, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


class Tree:
    """The Merkle tree of RFC 6962 over the leaves so far, as far as its root and its growth depend on them."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []  # the roots of the full subtrees, the largest first

    def append(self, leaf: bytes) -> None:
        full = self.size
        while full & 1:
            leaf, full = node_hash(self.peaks.pop(), leaf), full >> 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return hashlib.sha256().digest()
        root = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            root = node_hash(peak, root)
        return root


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a file; one that is too long is cut, and so lacks its end."""
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE):
            yield line


# --- entries ---------------------------------------------------------------------------------------------------------

MEMBERS: dict[str, Callable[[Any], bool]] = {
    "schema": lambda value: value == "sekisho.entry/1",
    "register": lambda value: is_text(_UUID, value),
    "number": is_count,
    "at": is_moment,
    "person": lambda value: isinstance(value, str) and value != "",
    "key": lambda value: value == "" or is_hex64(value),
    "act": lambda value: is_text(_ACT, value),
    "case": lambda value: value is None or is_count(value),
    "line": lambda value: value is None or is_count(value),
    "body": lambda value: isinstance(value, dict),
    "rows": lambda value: (
        isinstance(value, dict) and all(_ROW.fullmatch(name) and is_hex64(digest) for name, digest in value.items())
    ),
    "before": is_hex64,
    "clock": lambda value: value == "went_back",
    "before_the_ledger": lambda value: value is True,
}
OPTIONAL = {"clock", "before_the_ledger"}


class Time(NamedTuple):
    """From one day to another, both included; an empty one has no bound."""

    since: str
    until: str
    ended: bool = False


class Ledger:
    """What has been read of the entries: the tree over them, whose key is whose, and the last word on each row."""

    def __init__(self, about: dict[str, Any], sizes: set[int]) -> None:
        self.about = about
        self.tree = Tree()
        self.unsigned = self.clocks = 0
        self.last: dict[str, Any] = {"at": "", "act": ""}
        self.before = "0" * 64
        self.sizes = sizes
        self.roots: dict[int, bytes] = {}  # of the trees of these sizes
        self.checkpoint_key = ""
        self.keys: dict[str, str] = {}  # by account
        self.given: set[str] = set()
        self.recovery, self.confirmed = "", False  # the recovery key, and whether it is confirmed
        self.sheet: Any = None  # by what it is
        self.times: dict[str, list[Time]] = {}  # in which an account is an administrator
        self.recovered = 0
        self.own_day = False
        self.taken: list[tuple[int, dict[str, Any]]] = []  # the entries by which cosignatures were taken, and bodies
        # On the disk, so that a large register does not need a large memory; it is gone when it is closed.
        self.rows = sqlite3.connect("", isolation_level=None)
        self.rows.execute("PRAGMA journal_mode = OFF")
        self.rows.execute("CREATE TABLE named (name TEXT PRIMARY KEY, entry INTEGER, digest TEXT) WITHOUT ROWID")
        self.rows.execute("BEGIN")

    def take(self, line: bytes) -> None:
        """Check the next line of entries.txt and take it in. Raises `Fault`."""
        n = self.tree.size + 1
        signature, entry = self._parts(n, line)
        members = self._members(n, entry)
        if members["register"] != self.about["register"]:
            raise Fault("register", n, found=members["register"])
        if members["number"] != n:
            raise Fault("number", n, found=members["number"])
        if members["before"] != self.before:
            raise Fault("before", n, found=members["before"], wanted=self.before)
        self._check_clock(n, members)
        self._check_beginning(n, members, signature)
        if members["key"]:
            is_recovery = self.keys.get(members["person"]) != members["key"]
            if is_recovery and not self._may_recover(members):
                raise Fault("key", n, found=members["key"], person=members["person"])
            if not holds(members["key"], signature, entry):
                raise Fault("signature", n, person=members["person"])
            self._give_keys(n, members["act"], members["body"])
            self._give_roles(members["act"], members["body"])
            if is_recovery:
                self.recovered += 1
                self.recovery, self.sheet, self.confirmed = "", None, False
            if members["act"] == "checkpoint_cosigned":
                self.taken.append((n, members["body"]))
        else:
            self.unsigned += 1
        leaf = leaf_hash(signature + entry)
        self.before = leaf.hex()
        self.tree.append(leaf)
        if n in self.sizes:
            self.roots[n] = self.tree.root()
        self.last = members
        if members["act"] == "training_day_set":
            self.own_day = members["body"].get("day") is not None
        self.rows.executemany(
            "REPLACE INTO named VALUES (?, ?, ?)", [(name, n, digest) for name, digest in members["rows"].items()]
        )

    @staticmethod
    def _parts(n: int, line: bytes) -> tuple[bytes, bytes]:
        signature, blank, entry = line[:128], line[128:129], line[129:-1]
        if not re.fullmatch(rb"[0-9a-f]{128}", signature) or blank != b" " or not entry or line[-1:] != b"\n":
            raise Fault("line", n)
        return bytes.fromhex(signature.decode()), entry

    @staticmethod
    def _members(n: int, entry: bytes) -> dict[str, Any]:
        try:
            members = canonical(entry)
        except ValueError as error:
            raise Fault("form", n, why=error) from None
        if not isinstance(members, dict) or not MEMBERS.keys() - OPTIONAL <= members.keys() <= MEMBERS.keys():
            raise Fault("form", n, why="members")
        for name, value in members.items():
            if not MEMBERS[name](value):
                raise Fault("form", n, why=name)
        signed = "before_the_ledger" not in members
        if signed is not bool(members["key"]) or (signed and not is_text(_ACCOUNT, members["person"])):
            raise Fault("form", n, why="key, person")
        return members

    def _check_clock(self, n: int, members: dict[str, Any]) -> None:
        went_back = members["at"] < self.last["at"]
        by_hand = self.own_day or "training_day_set" in (members["act"], self.last["act"])
        silent = "clock" not in members
        if went_back is silent and not (silent and by_hand and self.about["kind"] == "training"):
            raise Fault("clock", n, found=members["at"], wanted=self.last["at"])
        self.clocks += not silent

    def _check_beginning(self, n: int, members: dict[str, Any], signature: bytes) -> None:
        act, body = members["act"], members["body"]
        if "before_the_ledger" in members:
            if self.checkpoint_key or any(signature):
                raise Fault("beginning", n, why="before_the_ledger")
            return
        if bool(self.checkpoint_key) is (act in BEGINNINGS) or (act == "register_made" and n > 1):
            raise Fault("beginning", n, why=act)
        if self.checkpoint_key:
            return
        if any(body.get(name) != self.about[name] for name in ("kind", "office")):
            raise Fault("beginning", n, why="kind, office")
        if not is_key(body.get("checkpoint_key")):
            raise Fault("beginning", n, why="checkpoint_key")
        people = body.get("people")
        if not isinstance(people, list) or not people or not all(isinstance(person, dict) for person in people):
            raise Fault("beginning", n, why="people")
        self.checkpoint_key = body["checkpoint_key"]
        self.given.add(self.checkpoint_key)
        for person in people:
            self._give("beginning", n, person, has_key=False)

    def _give_keys(self, n: int, act: str, body: dict[str, Any]) -> None:
        if act in ("person_added", "key_changed"):
            self._give("key_given", n, body, has_key=act == "key_changed")
        elif act == "person_left":
            account = body.get("account")
            if not isinstance(account, str):
                raise Fault("key_given", n, why="account")
            self.keys.pop(account, None)
        elif act == "recovery_sheet_made":
            if "signing_key" in body:
                self._give_key("key_given", n, body["signing_key"])
            self.recovery, self.sheet, self.confirmed = body.get("signing_key", ""), body.get("key"), False
        elif act == "recovery_sheet_confirmed" and isinstance(self.sheet, str) and body.get("key") == self.sheet:
            self.confirmed = True

    def _give_roles(self, act: str, body: dict[str, Any]) -> None:
        """Note who is an administrator when."""
        for person in body["people"] if act in BEGINNINGS else [body] if act == "person_added" else []:
            roles = person.get("roles")
            if isinstance(roles, list) and "administrator" in roles:
                self.times.setdefault(person["account"], []).append(Time(day_of(person.get("since")), ""))
        account = body.get("account")
        if act == "person_left":
            self.times.pop(str(account), None)
        elif act in ("role_given", "role_ended") and body.get("role") == "administrator" and isinstance(account, str):
            since, until = day_of(body.get("since")), day_of(body.get("until"))
            times = self.times.setdefault(account, [])
            if act == "role_given":
                times.append(Time(since, until))
            elif until:
                times[:] = [
                    time if time.ended or (time.until and time.until <= until) else Time(time.since, until, True)
                    for time in times
                ]

    def _may_recover(self, members: dict[str, Any]) -> bool:
        """Whether the recovery key may stand in an entry."""
        person = members["person"]
        if not (self.confirmed and members["key"] == self.recovery):
            return False
        if members["act"] != "key_changed" or members["body"].get("account") != person or person not in self.keys:
            return False
        try:
            at = datetime.fromisoformat(members["at"].replace("Z", "+00:00")) + timedelta(hours=9)
        except OverflowError:
            return False
        day = at.date().isoformat()
        return any(time.since <= day and (not time.until or day <= time.until) for time in self.times.get(person, []))

    def _give(self, code: str, n: int, person: dict[str, Any], *, has_key: bool) -> None:
        account, key = person.get("account"), person.get("key")
        if not is_text(_ACCOUNT, account) or (account in self.keys) is not has_key:
            raise Fault(code, n, why="account")
        self._give_key(code, n, key)
        self.keys[str(account)] = str(key)

    def _give_key(self, code: str, n: int, key: Any) -> None:
        if not is_key(key) or key in self.given:
            raise Fault(code, n, why="key")
        self.given.add(str(key))


def read_register_file(folder: Path) -> dict[str, Any]:
    """What register.json says. Raises `Fault`."""
    path = folder / "register.json"
    if not path.is_file():
        raise Fault("register_file", "register.json", why="missing")
    with path.open("rb") as file:
        data = file.read(LONGEST_LINE + 1)
    try:
        about = canonical(data[:-1])
    except ValueError as error:
        raise Fault("register_file", "register.json", why=error) from None
    wanted = {
        "schema": lambda value: value == "sekisho.ledger-export/1",
        "register": lambda value: is_text(_UUID, value),
        "kind": lambda value: value in ("training", "live"),
        "office": lambda value: isinstance(value, str),
        "size": lambda value: type(value) is int and value >= 0,
        "root": is_hex64,
    }
    if len(data) > LONGEST_LINE or data[-1:] != b"\n":
        raise Fault("register_file", "register.json", why="not a line")
    if not isinstance(about, dict) or about.keys() != wanted.keys():
        raise Fault("register_file", "register.json", why="members")
    for name, is_right in wanted.items():
        if not is_right(about[name]):
            raise Fault("register_file", "register.json", why=name)
    return about


# --- checkpoints -----------------------------------------------------------------------------------------------------


class Checkpoint(NamedTuple):
    text: str
    origin: str
    size: int
    root: bytes
    at: str
    signatures: list[tuple[str, bytes, bytes]]  # name and identifier of a key, and what follows

    def signed_by(self, name: str, key: str, kind: bytes) -> list[bytes]:
        """What stands after the identifier in the lines of a key."""
        identifier = hashlib.sha256(name.encode() + b"\n" + kind + bytes.fromhex(key)).digest()[:4]
        return [rest for whose, which, rest in self.signatures if (whose, which) == (name, identifier)]

    def is_cosigned(self, name: str, key: str, second: int) -> bool:
        """Whether a line of a key is of this second, and holds."""
        message = f"cosignature/v1\ntime {second}\n{self.text}".encode()
        return any(
            int.from_bytes(line[:8], "big") == second and len(line) == 72 and holds(key, line[8:], message)
            for line in self.signed_by(name, key, b"\x04")
        )


def read_checkpoint(path: Path) -> Checkpoint:
    """The checkpoint of a file. Raises `ValueError` where it is none."""
    with path.open("rb") as file:
        data = file.read(LONGEST_NOTE + 1)
    if len(data) > LONGEST_NOTE or re.search(rb"[\x00-\x09\x0b-\x1f]", data):
        raise ValueError("too long, or a control character")
    text, _, below = data.decode("utf-8").rpartition("\n\n")
    parts = _NOTE_TEXT.fullmatch(text + "\n")
    lines = [_SIGNATURE_LINE.fullmatch(line) for line in below.split("\n")[:-1]]
    if parts is None or not is_moment(parts[4]) or below[-1:] != "\n":
        raise ValueError("text")
    root, signatures = from_base64(parts[3]), []
    for line in lines:
        blob = from_base64(line[2]) if line else b""
        if line is None or len(blob) < 5:
            raise ValueError("signatures")
        signatures.append((line[1], blob[:4], blob[4:]))
    if len(root) != 32:
        raise ValueError("root")
    return Checkpoint(text + "\n", parts[1], int(parts[2]), root, parts[4], signatures)


def from_base64(text: str) -> bytes:
    """The bytes that are written so, and in no other way. Raises `ValueError`."""
    data = b64decode(text)
    if b64encode(data).decode() != text:
        raise ValueError("base64")
    return data


# --- the whole -------------------------------------------------------------------------------------------------------


class Verification:
    """One run over an export: the faults found, and what else there is to say."""

    def __init__(self, folder: Path, kept: Sequence[Path], cosigners: Sequence[tuple[str, str]]) -> None:
        self.folder, self.kept, self.cosigners = folder, kept, cosigners
        self.ledger: Ledger | None = None
        self.faults: list[Fault] = []  # the first of them
        self.fault_count = self.checkpoint_count = self.row_count = self.file_count = 0
        self.agreed: set[int] = set()  # sizes of checkpoints that agree
        self.own: dict[int, Checkpoint] = {}  # those of them that stand in the export
        self.agreeing: list[tuple[Path, Checkpoint]] = []  # those of them that were kept elsewhere
        self.cosigned: dict[str, tuple[int, int]] = {}  # the largest size and its second, by cosigner
        self.files: set[str] = set()  # digests of the files that rows name
        self.is_whole = False  # whether it went beyond the entries: the first bad one ends it

    def run(self) -> None:
        self.is_whole = self.told(self.check_entries())
        if self.is_whole:
            self.told(self.check_checkpoints())
            if self.told(self.check_rows()):
                self.told(self.check_files())
        if self.ledger is not None:
            self.ledger.rows.close()

    def told(self, faults: Iterator[Fault]) -> bool:
        """Take in the faults of a check; whether it came to its end."""
        try:
            for fault in faults:
                self.tell(fault)
        except Fault as fault:
            self.tell(fault)
            return False
        return True

    def tell(self, fault: Fault) -> None:
        self.fault_count += 1
        if self.fault_count <= MOST_TOLD:
            self.faults.append(fault)

    def named(self, folder: str) -> list[Path]:
        """What is in a folder of the export, in the order of the names' bytes."""
        path = self.folder / folder
        return sorted(path.iterdir(), key=lambda each: os.fsencode(each.name)) if path.is_dir() else []

    def check_entries(self) -> Iterator[Fault]:
        about, path = read_register_file(self.folder), self.folder / "entries.txt"
        if not path.is_file() or not path.stat().st_size:
            raise Fault("entries_file", path.name)
        sizes = {int(each.stem) for each in self.named("checkpoints") if re.fullmatch("[0-9]{12}", each.stem)}
        for kept in self.kept:
            with suppress(ValueError):  # it is told in its turn
                sizes.add(read_checkpoint(kept).size)
        self.ledger = ledger = Ledger(about, sizes)
        for line in lines_of(path):
            ledger.take(line)
            if ledger.tree.size % 20_000 == 0 and sys.stderr.isatty():
                print(f"\r{ledger.tree.size:,} / {about['size']:,}", end="", file=sys.stderr, flush=True)
        if not ledger.checkpoint_key:
            raise Fault("no_beginning")
        if ledger.tree.size != about["size"]:
            yield Fault("size", "register.json", wanted=about["size"], found=ledger.tree.size)
        if ledger.tree.root().hex() != about["root"]:
            yield Fault("root", "register.json", wanted=about["root"], found=ledger.tree.root().hex())

    def check_checkpoints(self) -> Iterator[Fault]:
        assert self.ledger is not None
        for path in self.named("checkpoints"):
            yield from self.check_checkpoint(self.ledger, path, is_kept=False)
        for path in self.kept:
            yield from self.check_checkpoint(self.ledger, path, is_kept=True)
        yield from (Fault("cosigner", by=name) for name, _ in self.cosigners if name not in self.cosigned)
        yield from self.check_taken(self.ledger)

    def check_checkpoint(self, ledger: Ledger, path: Path, *, is_kept: bool) -> Iterator[Fault]:
        file, name = str(path), f"sekisho/{ledger.about['register']}"
        if not is_kept and not (path.is_file() and re.fullmatch(r"[0-9]{12}\.txt", path.name)):
            yield Fault("checkpoint", file, why="name")
            return
        try:
            checkpoint = read_checkpoint(path)
        except ValueError as error:
            yield Fault("checkpoint", file, why=error)
            return
        size, message = checkpoint.size, checkpoint.text.encode()
        lines = checkpoint.signed_by(name, ledger.checkpoint_key, b"\x01")
        if not is_kept and size != int(path.stem):
            yield Fault("checkpoint", file, why="name")
        elif checkpoint.origin != name:
            yield Fault("checkpoint_register", file, found=checkpoint.origin)
        elif not lines or not all(holds(ledger.checkpoint_key, line, message) for line in lines):
            yield Fault("checkpoint_signature", file)
        elif not 1 <= size <= ledger.tree.size:
            yield Fault("checkpoint_size", file, wanted=size, found=ledger.tree.size, n=ledger.tree.size + 1)
        elif ledger.roots[size] != checkpoint.root:
            first = max((each for each in self.agreed if each < size), default=0) + 1
            yield Fault("checkpoint_root", file, size=size, n=first)
        else:
            self.agreed.add(size)
            self.checkpoint_count += 1
            if is_kept:
                self.agreeing.append((path, checkpoint))
            else:
                self.own[size] = checkpoint
            yield from self.check_cosigners(file, checkpoint)

    def check_cosigners(self, file: str, checkpoint: Checkpoint) -> Iterator[Fault]:
        for name, key in self.cosigners:
            for line in checkpoint.signed_by(name, key, b"\x04"):
                second = int.from_bytes(line[:8], "big")
                if not holds(key, line[8:], f"cosignature/v1\ntime {second}\n{checkpoint.text}".encode()):
                    yield Fault("cosignature", file, by=name)
                else:
                    self.cosigned[name] = max(self.cosigned.get(name, (0, 0)), (checkpoint.size, second))

    def check_taken(self, ledger: Ledger) -> Iterator[Fault]:
        """Whether what came back from other offices, as entries say, is below the checkpoints."""
        for n, body in ledger.taken:
            given: list[Any] = [body.get(each) for each in ("size", "name", "key", "second")]
            size, name, key, second = given
            checkpoint = self.own.get(size) if is_count(size) and size < n else None
            of_its_form = isinstance(name, str) and is_key(key) and type(second) is int
            if checkpoint is None or not of_its_form or not checkpoint.is_cosigned(name, key, second):
                yield Fault("cosignature_taken", n, by=name)

    def check_rows(self) -> Iterator[Fault]:
        assert self.ledger is not None
        path, named = self.folder / "rows.txt", self.ledger.rows
        if not path.is_file():
            raise Fault("rows_file", path.name, why="missing")
        for number, line in enumerate(lines_of(path), 1):
            try:
                name, row = row_of(line)
            except ValueError as error:
                raise Fault("rows_file", f"{path.name}:{number}", why=error) from None
            said = named.execute("SELECT entry, digest FROM named WHERE name = ?", (name,)).fetchone()
            named.execute("DELETE FROM named WHERE name = ?", (name,))
            if said is None:
                yield Fault("row_unnamed", name)
            elif hashlib.sha256(row).hexdigest() != said[1]:
                yield Fault("row", name, n=said[0])
            if name.startswith(KEPT_FILES) and is_hex64(name[len(KEPT_FILES) :]):
                self.files.add(name[len(KEPT_FILES) :])
            self.row_count = number
        for name, n in named.execute("SELECT name, entry FROM named ORDER BY name"):
            yield Fault("row_missing", name, n=n)

    def check_files(self) -> Iterator[Fault]:
        found = self.named("files")
        for path in found:
            digest = hashlib.sha256()
            if path.is_file():
                with path.open("rb") as file:
                    while part := file.read(1 << 20):
                        digest.update(part)
            if not path.is_file() or digest.hexdigest() != path.name:
                yield Fault("file", f"files/{path.name}")
            elif path.name not in self.files:
                yield Fault("file_unnamed", f"files/{path.name}")
            self.file_count += 1
        for name in sorted(self.files - {path.name for path in found}):
            yield Fault("file_missing", f"files/{name}")


def row_of(line: bytes) -> tuple[str, bytes]:
    """The name of a row and its bytes. Raises `ValueError`."""
    name, parted, rest = line[:-1].decode("utf-8").partition(" {")
    row = ("{" + rest).encode()
    if line[-1:] != b"\n" or not parted or not _ROW.fullmatch(name) or not isinstance(canonical(row), dict):
        raise ValueError("not a name, a blank and a row")
    return name, row


# --- what is said ----------------------------------------------------------------------------------------------------

KINDS = {"training": ("training register", "訓練用の台帳"), "live": ("live register", "実務用の台帳")}
SAYS = {
    "about": ("Ledger of register {register} ({kind}, office: {office}): {size} entries, root {root}",
              "台帳{register}（{kind}、機関：{office}）の記録簿：記録{size}件、ルート{root}"),
    "sound": ("SOUND: no fault was found.", "検証に合格：異常は見付かりませんでした。"),
    "unsound": ("NOT SOUND. Faults found: {count}", "検証に不合格：異常が{count}件見付かりました。"),
    "cut_short": ("What comes after this was not verified.", "これより後は検証していません。"),
    "shown": ("What this shows:", "確認できたこと："),
    "signed": ("Entries that were signed, each by the key that the ledger had given to the person it names: {signed}",
               "その時点で記録簿が本人に付与していた署名鍵で署名されている記録：{signed}件"),
    "whole": ("From the first entry to the last none is missing, added, moved or altered.",
              "最初の記録から最後の記録までの間に、欠落、追加、入替え及び改変はありません。"),
    "rows": ("Rows, none missing, each as the last entry on it says: {rows}. Kept files, unaltered: {files}",
             "台帳の行（欠落がなく、これを最後に示した記録の内容と一致するもの）：{rows}件、改変のない保存ファイル：{files}件"),
    "checkpoints": ("Checkpoints that the checkpoint key {key} signed and that agree with the entries: {count}",
                    "チェックポイント鍵{key}の署名があり、記録と一致するチェックポイント：{count}件"),
    "kept": ("{file}: the first {size} entries are those for which it was signed at {at}.",
             "{file}：最初の{size}件の記録は、{at}の署名時のままです。"),
    "cosigned": ("{name} cosigned the first {size} entries at {at}.", "{name}は、{at}に最初の{size}件に連署しました。"),
    "not_shown": ("What this does not show:", "確認できないこと："),
    "truth": ("That what was recorded is true or complete.", "記録の内容が真実であり、漏れがないこと。"),
    "who": ("Who held a key, whether that person held the role for the act, and whether the procedure allowed it.",
            "誰が鍵を持っていたか、その行為に必要な役割にあったか、手続がその行為を許していたか。"),
    "recovered": ("Who typed the recovery code by which an administrator got a new key. Such entries: {recovered}",
                  "管理者に新しい鍵を与えた復旧コードを、誰が入力したか。該当する記録：{recovered}件"),
    "clock": ("That the computer's clock was right. Entries that say that it had gone back: {clocks}",
              "パソコンの時計が正しかったこと。時計が戻ったとする記録：{clocks}件"),
    "tail": ("That no entries after the first {size} were cut off, with their rows.",
             "最初の{size}件より後の記録が、行とともに末尾から切り取られていないこと。"),
    "no_kept": ("That no entries were cut off at the end, with their rows, nor all made anew with other keys.",
                "記録が行とともに末尾から切り取られていないこと、全体が別の鍵で作り直されていないこと。"),
    "keep": ("(A checkpoint that was kept elsewhere shows this: --checkpoint FILE)",
             "（別に保管したチェックポイントがあれば確認できます：--checkpoint FILE）"),
    "training": ("Who signed: the keys of a training register lie open in it, and whoever has it can sign as anybody.",
                 "誰が署名したか。訓練用の台帳の署名鍵は台帳の中に公開されており、台帳を持つ人は誰の名でも署名できます。"),
    "unsigned": ("That entries from before the ledger, which are not signed, are as they were written: {unsigned}",
                 "記録簿の開始前の記録（署名のないもの）が当初のままであること：{unsigned}件"),
}  # fmt: skip


def report(run: Verification, language: int) -> Iterator[str]:
    """The lines of the answer in a language: 0 English, 1 Japanese."""

    def say(code: str, **said: Any) -> str:
        return printable(SAYS[code][language].format(**said))

    ledger = run.ledger
    if ledger is not None:
        yield say("about", **{**ledger.about, "kind": KINDS[ledger.about["kind"]][language]})
    if ledger is None or run.faults:
        yield say("unsound", count=run.fault_count)
        yield from (f"- {fault.text(language)}" for fault in run.faults)
        if not run.is_whole:
            yield say("cut_short")
        return
    yield say("sound")
    yield say("shown")
    yield "- " + say("signed", signed=ledger.tree.size - ledger.unsigned)
    yield "- " + say("whole")
    yield "- " + say("rows", rows=run.row_count, files=run.file_count)
    yield "- " + say("checkpoints", count=run.checkpoint_count, key=ledger.checkpoint_key)
    for path, kept in run.agreeing:
        yield "- " + say("kept", file=path, size=kept.size, at=kept.at)
    for name, (size, second) in run.cosigned.items():
        yield "- " + say("cosigned", name=name, size=size, at=moment_of(second))
    yield say("not_shown")
    yield "- " + say("truth")
    yield "- " + say("who")
    if ledger.recovered:
        yield "- " + say("recovered", recovered=ledger.recovered)
    yield "- " + say("clock", clocks=ledger.clocks)
    if run.agreeing:
        yield "- " + say("tail", size=max(kept.size for _, kept in run.agreeing))
    else:
        yield "- " + say("no_kept")
        yield "  " + say("keep")
    if ledger.about["kind"] == "training":
        yield "- " + say("training")
    if ledger.unsigned:
        yield "- " + say("unsigned", unsigned=ledger.unsigned)


def moment_of(second: int) -> str:
    try:
        return datetime.fromtimestamp(second, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, ValueError):
        return f"{second} s"


def cosigner(text: str) -> tuple[str, str]:
    """NAME=HEX of the command line."""
    name, _, key = text.rpartition("=")
    if not re.fullmatch(_NAME, name) or not is_key(key):
        raise argparse.ArgumentTypeError("NAME=HEX")
    return name, key


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="台帳の書き出しを検証します。 / Verify the exported ledger of a register.",
        epilog="0: 合格 / sound; 1: 不合格 / not sound; 2: 呼出しの誤り / called wrongly or not readable",
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="書き出したフォルダー / what was exported")
    parser.add_argument("--checkpoint", metavar="FILE", type=Path, action="append", default=[],
                        help="別に保管したチェックポイント / a checkpoint that was kept elsewhere")  # fmt: skip
    parser.add_argument("--cosigner", metavar="NAME=HEX", type=cosigner, action="append", default=[],
                        help="連署した機関の名及び公開鍵 / who has to have cosigned, and their public key")  # fmt: skip
    parser.add_argument("--language", choices=("ja", "en"), help="表示言語（既定：両方） / default: both")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that has not all letters
    called = parser.parse_args(arguments)
    if not called.folder.is_dir():
        parser.error(f"{called.folder}: フォルダーではありません / not a folder")
    try:
        run = Verification(called.folder, called.checkpoint, called.cosigner)
        run.run()
    except (OSError, sqlite3.Error) as error:
        parser.error(f"読み取れません / not readable: {error}")
    for language in {"ja": (1,), "en": (0,), None: (1, 0)}[called.language]:
        print(*report(run, language), sep="\n", end="\n" if called.language else "\n\n")
    return 1 if run.faults else 0


if __name__ == "__main__":
    sys.exit(main())
