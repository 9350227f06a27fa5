"""Signatures by Ed25519 (RFC 8032): who signs what is recorded here, and whether a signature holds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

if TYPE_CHECKING:
    from app.storage.register.rows import Rows


class SigningKey:
    """The private half of a key; `public` is the other half, in hex."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> bytes:
        """The signature of a message, 64 bytes."""
        return self._key.sign(message)


class NewKey(NamedTuple):
    """A key that was just made: both halves in hex."""

    public: str
    seed: str


class Signers(Protocol):
    """The signing keys that are at hand."""

    def key_of(self, account: str) -> SigningKey:
        """The signing key of a person; `LookupError` where it is not at hand."""

    def whoever(self) -> str:
        """The account of somebody who can sign what the program does by itself."""


class OpenKeys:
    """The signing keys of a training register, which lie open in it."""

    def __init__(self, register: Rows) -> None:
        self._register = register

    def key_of(self, account: str) -> SigningKey:
        """The signing key of a person; `LookupError` where the register has none that is theirs now."""
        row = self._register.one(
            "SELECT open_keys.seed FROM people JOIN signing_keys ON signing_keys.person_id = people.id"
            " JOIN open_keys ON open_keys.signing_key_id = signing_keys.id"
            " LEFT JOIN signing_key_endings ON signing_key_endings.signing_key_id = signing_keys.id"
            " WHERE people.account = ? AND signing_key_endings.signing_key_id IS NULL",
            (account,),
            f"signing key of {account}",
        )
        return _key(row["seed"])

    def whoever(self) -> str:
        """The first of the people."""
        row = self._register.one(
            "SELECT account FROM people JOIN signing_keys ON signing_keys.person_id = people.id"
            " JOIN open_keys ON open_keys.signing_key_id = signing_keys.id ORDER BY people.id LIMIT 1",
            (),
            "open key",
        )
        return str(row["account"])


class OwnKey:
    """The signing key of the one person who has opened a live register."""

    def __init__(self, account: str, key: SigningKey) -> None:
        self._account = account
        self._key = key

    def key_of(self, account: str) -> SigningKey:
        """The signing key of this person; `LookupError` of any other."""
        if account != self._account:
            raise LookupError(f"no signing key of {account}")
        return self._key

    def whoever(self) -> str:
        """The person."""
        return self._account


class RecoveryKey:
    """The key of a recovery sheet: it signs for whoever gets new keys by its code, and for nobody else."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key

    def key_of(self, _account: str) -> SigningKey:
        """The key, whoever it is that gets new ones."""
        return self._key

    def whoever(self) -> str:
        """Nobody: `LookupError`."""
        raise LookupError("a recovery sheet signs nothing by itself")


@lru_cache(64)
def _key(seed: str) -> SigningKey:
    return SigningKey(bytes.fromhex(seed))


def new_key() -> NewKey:
    """A key made of the system's randomness."""
    key = Ed25519PrivateKey.generate()
    return NewKey(key.public_key().public_bytes_raw().hex(), key.private_bytes_raw().hex())


def public_of(seed: str) -> str:
    """The public half of the key of a seed; empty where it is none. Both in hex."""
    try:
        return SigningKey(bytes.fromhex(seed)).public
    except ValueError:
        return ""


@lru_cache(64)
def _public(key: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(key)


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the private half of a key made this signature of a message."""
    try:
        _public(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
