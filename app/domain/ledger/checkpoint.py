"""Checkpoints: what a ledger's tree was at a size, signed, in a form that other programs read as well.

A checkpoint is a signed note (C2SP signed-note) with the body of a C2SP tlog-checkpoint, and one extension line that
says when it was made. Whoever keeps one can tell later whether the ledger still begins as it did. Another office signs
by a C2SP tlog-cosignature (`cosignature/v1`) that it has seen it. Ed25519 itself is handed in.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from app.domain.ledger.moments import moment_text, read_moment
from app.domain.ledger.tree import HASH_SIZE

#: Signs a message by a private key that it holds.
Sign: TypeAlias = Callable[[bytes], bytes]
#: Whether a public key, 32 bytes, made this signature, 64 bytes, of a message.
Verify: TypeAlias = Callable[[bytes, bytes, bytes], bool]

#: What a key signs by: the byte that goes into its identifier (signed-note, "Signature types").
_ED25519, _COSIGNATURE = 0x01, 0x04
_ID_SIZE, _SECONDS_SIZE = 4, 8
#: How much of a note is read at most, in bytes, so that a file of another kind is refused at once.
LONGEST_NOTE = 64 * 1024

_NAME = r"[^\s+\x00-\x1f\x7f-\x9f]+"
_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
_SIGNATURE_LINE = re.compile(rf"— ({_NAME}) ({_BASE64})")
_BODY = re.compile(rf"({_NAME})\n(0|[1-9][0-9]{{0,15}})\n({_BASE64})\ntime ([^\n]*)\n")


class Checkpoint(NamedTuple):
    """What a ledger's tree was: its size, the root over that many entries, and when that was signed."""

    origin: str
    size: int
    root: bytes
    at: datetime


class Signature(NamedTuple):
    """A signature line of a note: the name and identifier of the key, and what it signed by."""

    name: str
    key_id: bytes
    data: bytes


class Note(NamedTuple):
    """A signed note: its text, which ends with its last line's end, and the signatures under it."""

    text: str
    signatures: tuple[Signature, ...]


def origin_of(register: str) -> str:
    """The name under which a register signs its checkpoints, and cosigns those of others."""
    return f"sekisho/{register}"


def key_id(name: str, public_key: bytes) -> bytes:
    """The identifier, 4 bytes, of a key that signs notes (signed-note, "Signatures")."""
    return _key_id(name, _ED25519, public_key)


def cosigning_key_id(name: str, public_key: bytes) -> bytes:
    """The identifier, 4 bytes, of a key that cosigns checkpoints (tlog-cosignature, "Format")."""
    return _key_id(name, _COSIGNATURE, public_key)


def _key_id(name: str, kind: int, public_key: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + bytes([kind]) + public_key).digest()[:_ID_SIZE]


def body_of(checkpoint: Checkpoint) -> str:
    """The text of a checkpoint that is signed (tlog-checkpoint, "Note text")."""
    root = b64encode(checkpoint.root).decode()
    return f"{checkpoint.origin}\n{checkpoint.size}\n{root}\ntime {moment_text(checkpoint.at)}\n"


def signed(checkpoint: Checkpoint, public_key: bytes, sign: Sign) -> str:
    """The note of a checkpoint, signed under its origin by the ledger's checkpoint key."""
    text = body_of(checkpoint)
    signature = Signature(checkpoint.origin, key_id(checkpoint.origin, public_key), sign(text.encode()))
    note = f"{text}\n{_line(signature)}"
    read_checkpoint(read_note(note.encode()))
    return note


def cosigned(note: str, name: str, public_key: bytes, second: int, sign: Sign) -> str:
    """A note with the line by which another cosigns its checkpoint at a second of POSIX time (tlog-cosignature)."""
    signature = sign(_cosigned_message(second, read_note(note.encode()).text))
    data = second.to_bytes(_SECONDS_SIZE, "big") + signature
    note += _line(Signature(name, cosigning_key_id(name, public_key), data))
    read_note(note.encode())
    return note


def read_note(data: bytes) -> Note:
    """The note that these bytes are. Raises `ValueError`, which says what is wrong (signed-note, "Format")."""
    if len(data) > LONGEST_NOTE:
        raise ValueError("longer than a checkpoint is")
    text, parted, lines = data.decode().rpartition("\n\n")
    if re.search(r"[\x00-\x09\x0b-\x1f]", text + lines):
        raise ValueError("a control character")
    if not parted or not lines.endswith("\n"):
        raise ValueError("not a text, an empty line and signatures")
    return Note(text + "\n", tuple(map(_read_signature, lines[:-1].split("\n"))))


def read_checkpoint(note: Note) -> Checkpoint:
    """The checkpoint of a note. Raises `ValueError`, which says what is wrong, where its text is another."""
    body = _BODY.fullmatch(note.text)
    if body is None:
        raise ValueError("not the four lines of a checkpoint: origin, size, root and time")
    origin, size, root, at = body.groups()
    checkpoint = Checkpoint(origin, int(size), b64decode(root), read_moment(at))
    if len(checkpoint.root) != HASH_SIZE or body_of(checkpoint) != note.text:
        raise ValueError("a root that is none")
    return checkpoint


def is_signed_by(note: Note, name: str, public_key: bytes, verify: Verify) -> bool:
    """Whether a key signed the note, and every line under its name and identifier holds."""
    message, identifier = note.text.encode(), key_id(name, public_key)
    lines = [line.data for line in note.signatures if (line.name, line.key_id) == (name, identifier)]
    return bool(lines) and all(verify(public_key, data, message) for data in lines)


def cosigned_at(note: Note, name: str, public_key: bytes, verify: Verify) -> int | None:
    """The second of POSIX time at which a key cosigned the note, the latest of several.

    None where it did not, or where a line under its name and identifier does not hold.
    """
    identifier = cosigning_key_id(name, public_key)
    seconds = []
    for line in note.signatures:
        if (line.name, line.key_id) == (name, identifier):
            second = int.from_bytes(line.data[:_SECONDS_SIZE], "big")
            if not verify(public_key, line.data[_SECONDS_SIZE:], _cosigned_message(second, note.text)):
                return None
            seconds.append(second)
    return max(seconds, default=None)


def cosignature_line(note: Note, name: str, public_key: bytes, second: int) -> str:
    """The line by which a key cosigned the note at a second; `LookupError` where there is none."""
    identifier, data = cosigning_key_id(name, public_key), second.to_bytes(_SECONDS_SIZE, "big")
    for line in note.signatures:
        if (line.name, line.key_id) == (name, identifier) and line.data.startswith(data):
            return _line(line)
    raise LookupError(name)


def _cosigned_message(second: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {second}\n{text}".encode()


def _line(signature: Signature) -> str:
    return f"— {signature.name} {b64encode(signature.key_id + signature.data).decode()}\n"


def _read_signature(line: str) -> Signature:
    parts = _SIGNATURE_LINE.fullmatch(line)
    if parts is None:
        raise ValueError(f"not a signature: {line!r:.80}")
    data = b64decode(parts[2])
    signature = Signature(parts[1], data[:_ID_SIZE], data[_ID_SIZE:])
    if not signature.data or _line(signature) != f"{line}\n":
        raise ValueError(f"not a signature: {line!r:.80}")
    return signature
