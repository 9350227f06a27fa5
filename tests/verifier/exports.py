"""A writer of exports for tests: from a story of acts to the bytes of the files, as FORMAT.md says.

It takes nothing from the program. A test alters the story, before it is signed, or the bytes, after.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

REGISTER, OTHER_REGISTER = "0197f2a4-11aa-7c3e-9d4b-5a6b7c8d9e0f", "0197f2a4-22bb-7c3e-9d4b-5a6b7c8d9e0f"
COSIGNER = f"sekisho/{OTHER_REGISTER}"
CHECKPOINT_KEY, COSIGNING_KEY = "checkpoint", "cosigner"
NO_SIGNATURE = bytes(64)


class Act(NamedTuple):
    """What somebody did: a part of an entry. `rows` are whole rows by name.

    `members` replace or add members of the finished entry; `raw` replaces some of its bytes by others; `signed_with` is
    the name of a key other than the one that the entry names.
    """

    person: str
    act: str
    body: Mapping[str, Any] = {}
    rows: Mapping[str, Mapping[str, Any]] = {}
    at: str = ""
    case: int | None = None
    line: int | None = None
    key: str = ""
    signed_with: str = ""
    members: Mapping[str, Any] = {}
    raw: tuple[bytes, bytes] | None = None


@cache
def private_key(name: str) -> Ed25519PrivateKey:
    """A key made of its name."""
    return Ed25519PrivateKey.from_private_bytes(sha256(f"the key of {name}".encode()).digest())


@cache
def public_key(name: str) -> str:
    """The public half of the key of a name, in hex."""
    return private_key(name).public_key().public_bytes_raw().hex()


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, over hashes of leaves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha256(b"\x01" + tree_root(leaves[:k]) + tree_root(leaves[k:])).digest()


def leaf(signature: bytes, entry: bytes) -> bytes:
    return sha256(b"\x00" + signature + entry).digest()


class Export:
    """An export, held as what its files are: to be altered, and written."""

    def __init__(self, story: Sequence[Act], *, kind: str = "live", register: str = REGISTER) -> None:
        self.entries: list[tuple[bytes, bytes]] = []  # signature and bytes
        self.rows: dict[str, Mapping[str, Any]] = {}
        for act in story:
            self.entries.append(self._entry(act, register))
            self.rows |= act.rows
        self.about: dict[str, Any] = {
            "schema": "sekisho.ledger-export/1",
            "register": register,
            "kind": kind,
            "office": "meti",
            "size": len(self.entries),
            "root": self.root(len(self.entries)).hex(),
        }
        self.checkpoints: dict[str, str] = {}  # notes by the name of the file
        self.document_files: dict[str, bytes] = {}  # by the name of the file
        #: What replaces a file, or, None, takes it away.
        self.instead: dict[str, bytes | None] = {}

    def _entry(self, act: Act, register: str) -> tuple[bytes, bytes]:
        number = len(self.entries) + 1
        before_the_ledger = "before_the_ledger" in act.members
        members = {
            "schema": "sekisho.entry/1",
            "register": register,
            "number": number,
            "at": act.at or f"2026-12-01T09:{number:02}:00.000000Z",
            "person": act.person,
            "key": "" if before_the_ledger else public_key(act.key or act.person),
            "act": act.act,
            "case": act.case,
            "line": act.line,
            "body": act.body,
            "rows": {name: digest(rfc8785.dumps(dict(row))) for name, row in act.rows.items()},
            "before": leaf(*self.entries[-1]).hex() if self.entries else "0" * 64,
            **act.members,
        }
        entry = rfc8785.dumps(members)
        if act.raw is not None:
            assert act.raw[0] in entry, act
            entry = entry.replace(*act.raw)
        if before_the_ledger:
            return NO_SIGNATURE, entry
        return private_key(act.signed_with or act.key or act.person).sign(entry), entry

    def root(self, size: int) -> bytes:
        return tree_root([leaf(*each) for each in self.entries[:size]])

    def checkpoint(
        self,
        size: int,
        *,
        key: str = CHECKPOINT_KEY,
        name: str = "",
        root: bytes | None = None,
        at: str = "2026-12-01T10:00:00.000000Z",
    ) -> str:
        """The note of a checkpoint over the first entries."""
        name = name or f"sekisho/{self.about['register']}"
        text = f"{name}\n{size}\n{b64encode(self.root(size) if root is None else root).decode()}\ntime {at}\n"
        return f"{text}\n{self.signature_line(name, key, 1, private_key(key).sign(text.encode()))}"

    @staticmethod
    def signature_line(name: str, key: str, kind: int, signature: bytes) -> str:
        identifier = sha256(f"{name}\n".encode() + bytes([kind]) + bytes.fromhex(public_key(key))).digest()[:4]
        return f"— {name} {b64encode(identifier + signature).decode()}\n"

    def cosignature(
        self, note: str, *, key: str = COSIGNING_KEY, name: str = COSIGNER, second: int = 1796120000
    ) -> str:
        """The line by which another office cosigns a note."""
        text = note[: note.index("\n\n") + 1]
        signature = private_key(key).sign(f"cosignature/v1\ntime {second}\n{text}".encode())
        return self.signature_line(name, key, 4, second.to_bytes(8, "big") + signature)

    def add_checkpoint(self, size: int, *, cosigned: bool = False, **how: Any) -> str:
        note = self.checkpoint(size, **how)
        self.checkpoints[f"{size:012}.txt"] = note = note + (self.cosignature(note) if cosigned else "")
        return note

    def files(self) -> dict[str, bytes]:
        """The bytes of each file, by its path in the export."""
        files = {
            "register.json": rfc8785.dumps(self.about) + b"\n",
            "entries.txt": b"".join(
                b"%s %s\n" % (signature.hex().encode(), entry) for signature, entry in self.entries
            ),
            "rows.txt": b"".join(
                b"%s %s\n" % (name.encode(), rfc8785.dumps(dict(row))) for name, row in sorted(self.rows.items())
            ),
            **{f"checkpoints/{name}": note.encode() for name, note in self.checkpoints.items()},
            **{f"files/{name}": data for name, data in self.document_files.items()},
        }
        return {name: data for name, data in {**files, **self.instead}.items() if data is not None}

    def write(self, folder: Path) -> None:
        for name, data in self.files().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def person(account: str, key: str = "") -> dict[str, Any]:
    return {
        "account": account,
        "name_ja": f"{account}（架空）",
        "name_en": account,
        "roles": [],
        "key": public_key(key or account),
    }


def beginning(act: str, kind: str, *accounts: str) -> Act:
    body = {
        "kind": kind,
        "office": "meti",
        "checkpoint_key": public_key(CHECKPOINT_KEY),
        "people": [person(account) for account in accounts],
    }
    rows = {f"people/{number}": {"id": number, "account": account} for number, account in enumerate(accounts, 1)}
    return Act(accounts[0], act, body, rows)


PAPER = "輸出計画書（架空）\n".encode()
CASE = {"id": 1, "title": '装備品の移転 𠮷野 \u00e9\ufb33 <"\\\n\u007f>', "state": "open", "closed_on": None}
AMENDED = {**CASE, "title": "別"}
ANSWER = {"id": 1, "value": "誘導弾"}

#: A live register: a person comes, one gets another key, one leaves; the clock went back once.
LIVE = [
    beginning("register_made", "live", "kanri-a", "shinsa-a", "kakunin-a"),
    Act("shinsa-a", "case_opened", {"title": CASE["title"]}, {"cases/1": CASE, "lines/1": {"id": 1}}, case=1),
    Act("shinsa-a", "answer_given", {"fact": "item", "value": "誘導弾"}, {"answers/1": ANSWER}, case=1, line=1),
    Act(
        "shinsa-a",
        "document_added",
        {"sha256": digest(PAPER)},
        {"documents/1": {"id": 1}, f"document_files/{digest(PAPER)}": {"sha256": digest(PAPER), "size": len(PAPER)}},
        case=1,
    ),
    Act("kanri-a", "person_added", person("shinsa-b"), {"people/4": {"id": 4, "account": "shinsa-b"}}),
    Act("shinsa-b", "answer_given", {"fact": "form", "value": None}, {"answers/2": {"id": 2, "value": None}}, case=1),
    Act("shinsa-a", "determination_recorded", {"𠮷": 1, "\ufb33": 2, "é": 3}, {"cases/1": AMENDED}, case=1),
    Act("kanri-a", "key_changed", {"account": "shinsa-a", "key": public_key("shinsa-a, anew")}),
    Act(
        "shinsa-a",
        "case_amended",
        {},
        {"cases/1": CASE},
        at="2026-12-01T09:07:59.999999Z",
        case=1,
        key="shinsa-a, anew",
        members={"clock": "went_back"},
    ),
    Act("kanri-a", "person_left", {"account": "shinsa-b", "note": ""}, {"departures/4": {"person_id": 4}}),
    Act("shinsa-a", "case_opened", {"title": "二"}, {"cases/2": {**CASE, "id": 2}}, case=2, key="shinsa-a, anew"),
    Act("kakunin-a", "case_closed", {"reason": "済"}, {"cases/1": {**CASE, "state": "closed"}}, case=1),
]  # fmt: skip

#: A training register that was made before there was a ledger, and has a day of its own for a while.
UPGRADED = [
    Act("Somebody", "case_opened", {"title": "研修"}, case=1, members={"before_the_ledger": True}),
    Act("担当 某", "answer_given", {"fact": "item"}, at="2026-12-01T08:00:00.000000Z", case=1,
        members={"before_the_ledger": True, "clock": "went_back"}),
    Act("kanri-a", "rows_taken_over", {}, {"cases/1": CASE, "answers/1": ANSWER}, members={"before_the_ledger": True}),
    beginning("ledger_begun", "training", "kanri-a", "shinsa-a"),
    Act("shinsa-a", "training_day_set", {"day": "2026-04-21"}, {"training_days/1": {"id": 1}}),
    Act("shinsa-a", "answer_given", {"fact": "end_use"}, {"answers/2": {"id": 2}}, at="2026-04-21T00:00:01.000000Z"),
    Act("shinsa-a", "answer_given", {"fact": "form"}, {"answers/3": {"id": 3}}, at="2026-04-21T00:00:00.000000Z"),
    Act("shinsa-a", "training_day_set", {"day": None}, {"training_days/2": {"id": 2}}),
    Act("shinsa-a", "case_amended", {}, {"cases/1": AMENDED}, at="2026-12-01T09:07:00.000000Z", case=1),
]  # fmt: skip

SHEET, RECOVERY_KEY = "the code opens by", "the code signs by"


def sheet(number: str = "", **body: Any) -> Act:
    """A recovery sheet is made, whose code signs by a key of this number."""
    keys = {"key": public_key(SHEET + number), "signing_key": public_key(RECOVERY_KEY + number)}
    return Act("kanri-a", "recovery_sheet_made", {**keys, **body})


def recovery(account: str = "kanri-a", **how: Any) -> Act:
    """An administrator gets a new key by the code alone."""
    body = {"account": account, "key": public_key(f"{account}, anew")}
    return Act(account, "key_changed", body, key=RECOVERY_KEY)._replace(**how)


def with_roles(act: Act, *roles: str) -> Act:
    """A beginning whose first person holds roles."""
    first, *others = act.body["people"]
    return act._replace(body={**act.body, "people": [{**first, "roles": roles}, *others]})


#: A live register whose first administrator lost the passphrase; two others are administrators on some days.
RECOVERED = [
    with_roles(beginning("register_made", "live", "kanri-a", "shinsa-a"), "administrator"),
    sheet(),
    Act("kanri-a", "recovery_sheet_confirmed", {"key": public_key(SHEET)}, {"recovery_sheets/1": {"id": 1}}),
    Act("kanri-a", "person_added", {**person("shinsa-b"), "roles": ["administrator"], "since": "2026-12-02"}),
    Act("kanri-a", "role_given", {"account": "shinsa-a", "role": "administrator", "since": "2026-12-01"}),
    Act("kanri-a", "role_ended", {"account": "shinsa-a", "role": "administrator", "until": "2026-12-01"}),
    recovery(),
    sheet(" 2")._replace(key="kanri-a, anew"),
]  # fmt: skip

#: A training register that was just made.
NEW = [beginning("register_made", "training", "kanri-a")]


def live(story: Sequence[Act] = LIVE) -> Export:
    """The live register, with checkpoints at 7 and at its end, which another office cosigned, and with a kept file."""
    export = Export(story)
    for size in (7, len(story)):
        export.add_checkpoint(size, cosigned=size != 7)
    if f"document_files/{digest(PAPER)}" in export.rows:
        export.document_files[digest(PAPER)] = PAPER
    return export


def upgraded(story: Sequence[Act] = UPGRADED) -> Export:
    export = Export(story, kind="training")
    export.add_checkpoint(len(story))
    return export


def new(story: Sequence[Act] = NEW) -> Export:
    return Export(story, kind="training")


def changed(story: Sequence[Act], number: int, **fields: Any) -> list[Act]:
    """The story with one act of it altered; all after it is signed and joined to it anew."""
    before, act, after = story[: number - 1], story[number - 1], story[number:]
    return [*before, act._replace(**fields), *after]
