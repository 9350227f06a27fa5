"""A checkpoint is what C2SP's documents say, down to its bytes, and what is not one is refused."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256
from struct import pack

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ledger.checkpoint import (
    LONGEST_NOTE,
    Checkpoint,
    body_of,
    cosigned,
    cosigned_at,
    cosigning_key_id,
    is_signed_by,
    key_id,
    origin_of,
    read_checkpoint,
    read_note,
    signed,
)

REGISTER, OTHER = "0197f2a4-11aa-7c3e-9d4b-5a6b7c8d9e0f", "sekisho/0197f2a4-22bb-7c3e-9d4b-5a6b7c8d9e0f"
PRIVATE, PRIVATE_OF_OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2))
PUBLIC, PUBLIC_OF_OTHER = PRIVATE.public_key().public_bytes_raw(), PRIVATE_OF_OTHER.public_key().public_bytes_raw()
ROOT = sha256(b"root").digest()
CHECKPOINT = Checkpoint(origin_of(REGISTER), 12, ROOT, datetime(2026, 12, 1, 0, 30, 15, 42, tzinfo=UTC))
NOTE = signed(CHECKPOINT, PUBLIC, PRIVATE.sign)
COSIGNED = cosigned(NOTE, OTHER, PUBLIC_OF_OTHER, 1796085015, PRIVATE_OF_OTHER.sign)


def verify(public_key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def test_the_example_of_the_document_on_notes() -> None:
    """C2SP signed-note 1.1, "Verifier keys": example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k."""
    kind, *key = b64decode("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    public_key = bytes(key)
    assert kind == 1
    assert key_id("example.com/foo", public_key).hex() == "530d903a"
    signature = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    note = read_note(f"This is an example message.\n\n— example.com/foo {signature}\n".encode())
    assert note.text == "This is an example message.\n"
    assert is_signed_by(note, "example.com/foo", public_key, verify)
    assert not is_signed_by(note, "example.com/bar", public_key, verify)


def test_the_text_of_a_note_may_have_empty_lines() -> None:
    """C2SP signed-note, the example at its head."""
    text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n"
    line = (
        "— quasimodo.example/salvatore "
        "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
    )
    note = read_note(f"{text}\n{line}".encode())
    assert note.text == text
    ((name, identifier, data),) = note.signatures
    assert (name, identifier.hex(), len(data)) == ("quasimodo.example/salvatore", "367ba04b", 64)


def test_the_example_of_the_document_on_cosignatures() -> None:
    """C2SP tlog-cosignature, the example at its head and the message under "Ed25519 signed message".

    The document gives no keys. Its cosignature was made at second 1679315147, which its message names.
    """
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    note = read_note(
        (
            f"{text}\n"
            "— example.com/behind-the-sofa "
            "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
            "— witness.example.com/w1 "
            "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
        ).encode()
    )
    log, cosigner = note.signatures
    assert (log.name, len(log.data)) == ("example.com/behind-the-sofa", 64)
    assert (cosigner.name, len(cosigner.data)) == ("witness.example.com/w1", 8 + 64)
    messages: list[bytes] = []

    def sign(message: bytes) -> bytes:
        messages.append(message)
        return cosigner.data[8:]

    made = cosigned(f"{text}\n— log AAAAAAA=\n", cosigner.name, bytes(32), 1679315147, sign)
    assert messages == [f"cosignature/v1\ntime 1679315147\n{text}".encode()]
    assert read_note(made.encode()).signatures[1].data == cosigner.data


def test_the_bytes_of_a_checkpoint() -> None:
    """Put together here from the documents, by hand."""
    origin = f"sekisho/{REGISTER}"
    root = b64encode(ROOT).decode()
    body = f"{origin}\n12\n{root}\ntime 2026-12-01T00:30:15.000042Z\n"
    identifier = sha256(f"{origin}\n".encode() + b"\x01" + PUBLIC).digest()[:4]
    blob = b64encode(identifier + PRIVATE.sign(body.encode())).decode()
    assert body_of(CHECKPOINT) == body
    assert f"{body}\n— {origin} {blob}\n" == NOTE
    assert read_checkpoint(read_note(NOTE.encode())) == CHECKPOINT


def test_the_bytes_of_a_cosignature() -> None:
    """Put together here from the documents, by hand."""
    identifier = sha256(f"{OTHER}\n".encode() + b"\x04" + PUBLIC_OF_OTHER).digest()[:4]
    assert cosigning_key_id(OTHER, PUBLIC_OF_OTHER) == identifier
    signature = PRIVATE_OF_OTHER.sign(b"cosignature/v1\ntime 1796085015\n" + body_of(CHECKPOINT).encode())
    blob = b64encode(identifier + pack(">Q", 1796085015) + signature).decode()
    assert f"{NOTE}— {OTHER} {blob}\n" == COSIGNED


def test_who_signed_and_who_cosigned() -> None:
    note, origin = read_note(COSIGNED.encode()), CHECKPOINT.origin
    assert is_signed_by(note, origin, PUBLIC, verify)
    assert not is_signed_by(note, origin, PUBLIC_OF_OTHER, verify)
    assert not is_signed_by(note, OTHER, PUBLIC_OF_OTHER, verify), "a cosignature is no signature"
    assert cosigned_at(note, OTHER, PUBLIC_OF_OTHER, verify) == 1796085015
    assert cosigned_at(note, OTHER, PUBLIC, verify) is None
    assert cosigned_at(note, origin, PUBLIC, verify) is None, "a signature is no cosignature"


def test_a_cosignature_given_again_counts_from_the_later_second() -> None:
    again = cosigned(COSIGNED, OTHER, PUBLIC_OF_OTHER, 1796085016, PRIVATE_OF_OTHER.sign)
    for note in (again, cosigned(again, OTHER, PUBLIC_OF_OTHER, 1796085000, PRIVATE_OF_OTHER.sign)):
        assert cosigned_at(read_note(note.encode()), OTHER, PUBLIC_OF_OTHER, verify) == 1796085016


def test_one_line_that_does_not_hold_spoils_those_that_do() -> None:
    """C2SP signed-note, "Signatures": where a signature from a known key fails, the whole note is rejected."""
    body, line, cosigned_line = NOTE.split("\n\n")[0], NOTE.splitlines()[-1], COSIGNED.splitlines()[-1]
    bad = b64encode(key_id(CHECKPOINT.origin, PUBLIC) + bytes(64)).decode()
    bad_cosigned = b64encode(cosigning_key_id(OTHER, PUBLIC_OF_OTHER) + bytes(72)).decode()
    lines = [line, f"— {CHECKPOINT.origin} {bad}", cosigned_line, f"— {OTHER} {bad_cosigned}"]
    note = read_note("\n".join([body, "", *lines, ""]).encode())
    assert not is_signed_by(note, CHECKPOINT.origin, PUBLIC, verify)
    assert cosigned_at(note, OTHER, PUBLIC_OF_OTHER, verify) is None


@pytest.mark.parametrize("place", range(len(COSIGNED.encode())))
def test_no_byte_can_be_another_and_both_signatures_hold(place: int) -> None:
    for bit in range(8):
        data = bytearray(COSIGNED.encode())
        data[place] ^= 1 << bit
        try:
            note = read_note(bytes(data))
            read_checkpoint(note)
        except ValueError:
            continue
        held = is_signed_by(note, CHECKPOINT.origin, PUBLIC, verify)
        assert not (held and cosigned_at(note, OTHER, PUBLIC_OF_OTHER, verify) == 1796085015)


@given(
    st.builds(
        Checkpoint,
        origin=st.uuids().map(str).map(origin_of),
        size=st.integers(0, 2**53),
        root=st.binary(min_size=32, max_size=32),
        at=st.datetimes(timezones=st.just(UTC)),
    )
)
def test_a_checkpoint_is_read_as_it_was_written(checkpoint: Checkpoint) -> None:
    note = read_note(signed(checkpoint, PUBLIC, PRIVATE.sign).encode())
    assert read_checkpoint(note) == checkpoint
    assert is_signed_by(note, checkpoint.origin, PUBLIC, verify)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("\n", "\r\n", "control"),
        ("\n\n", "\n", "not a text"),
        ("\n\n", "\n\n\n", "not the four lines|not a signature"),
        ("— ", "- ", "not a signature"),
        ("— ", "—", "not a signature"),
        ("\n12\n", "\n012\n", "not the four"),
        ("\n12\n", "\n-12\n", "not the four"),
        ("\n12\n", "\n١٢\n", "not the four"),
        ("\n12\n", f"\n{10**16}\n", "not the four"),
        ("time ", "", "not the four"),
        ("time ", "more\ntime ", "not the four"),
        ("000042Z\n", "000042Z\nmore\n", "not the four"),
        ("000042Z", "000042+00:00", "not a moment"),
        ("12-01T", "12-32T", "day is out of range|day must be"),
        (b64encode(ROOT).decode(), b64encode(ROOT[:31]).decode(), "root"),
        (b64encode(ROOT).decode(), b64encode(ROOT).decode()[:-2] + "R=", "root"),
        (b64encode(ROOT).decode(), b64encode(ROOT).decode().rstrip("="), "not the four"),
    ],
)
def test_what_is_no_checkpoint_is_refused(old: str, new: str, reason: str) -> None:
    assert old in NOTE
    with pytest.raises(ValueError, match=reason):
        read_checkpoint(read_note(NOTE.replace(old, new).encode()))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"text\n",
        b"text\n\n",
        NOTE.encode()[:-1],
        NOTE.encode() + b"\n",
        NOTE.encode() + b"more",
        b"\xff" + NOTE.encode(),
        "text\n\n— name +\n".encode(),
        "text\n\n— name AAAA\n".encode(),
        "text\n\n— name AAAAAA==\n".encode(),
        "text\n\n— name AAAAAAB=\n".encode(),
        "text\n\n— na+me AAAAAAA=\n".encode(),
        "text\n\n— na\u3000me AAAAAAA=\n".encode(),
        "text\n\n—  AAAAAAA=\n".encode(),
        b"x" * LONGEST_NOTE + NOTE.encode(),
    ],
)
def test_what_is_no_note_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"not a|control|longer|decode"):
        read_note(data)


def test_what_could_not_be_read_again_is_not_written() -> None:
    # FORMAT.md: no blank, no plus and no control character is in the name of a key.
    for origin in ("a log", "a+log", "a\x7flog", "a\x80log", "a\x9flog"):
        with pytest.raises(ValueError, match="not a signature"):
            signed(CHECKPOINT._replace(origin=origin), PUBLIC, PRIVATE.sign)
    with pytest.raises(ValueError, match="root"):
        signed(CHECKPOINT._replace(root=b"root"), PUBLIC, PRIVATE.sign)
    with pytest.raises(ValueError, match="not a signature"):
        cosigned(NOTE, "another office", PUBLIC_OF_OTHER, 0, PRIVATE_OF_OTHER.sign)
