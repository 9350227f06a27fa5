"""How a secret is sealed: private halves by what a person types, the file key to a public half."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.storage.register.file_key import KEY_SIZE, FileKey

#: So many bytes of chance, as bootstrap hands them out.
Chance: TypeAlias = Callable[[int], bytes]

SALT_SIZE = 16
_NONCE_SIZE = 12
_TAG_SIZE = 16
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


class DoesNotOpen(Exception):
    """The key is not the one that a secret was sealed with, or the sealed bytes were altered."""


class Derivation(NamedTuple):
    """How a key is derived from a passphrase: argon2id, with these parameters; `memory` in KiB."""

    salt: bytes
    iterations: int
    memory: int
    lanes: int

    @property
    def is_sensible(self) -> bool:
        """Whether who wrote them can have meant well: neither quick to try nor a burden on the machine."""
        return (
            len(self.salt) == SALT_SIZE
            and 2 <= self.iterations <= 20
            and 19 * 1024 <= self.memory <= 512 * 1024
            and 1 <= self.lanes <= 16
        )


def new_derivation(chance: Chance) -> Derivation:
    """The parameters for a new passphrase: the second recommendation of RFC 9106, for machines with little memory."""
    return Derivation(chance(SALT_SIZE), iterations=3, memory=64 * 1024, lanes=4)


def derived(passphrase: bytearray, derivation: Derivation) -> bytearray:
    """The key that a passphrase comes to."""
    key = bytearray(KEY_SIZE)
    salt, iterations, memory, lanes = derivation
    argon2id = Argon2id(salt=salt, length=KEY_SIZE, iterations=iterations, lanes=lanes, memory_cost=memory)
    # Its types know only what can't be wiped, though it takes any buffer.
    argon2id.derive_into(cast("bytes", passphrase), key)
    return key


def key_of_code(code: bytes, about: bytes) -> bytearray:
    """The key that a recovery code comes to for something; of 160 bits of chance nothing has to be slowed down."""
    return bytearray(HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=None, info=about).derive(code))


def sealed(key: bytearray, secret: bytearray, about: bytes, chance: Chance) -> bytes:
    """A secret that only the key opens, and only for what it is said to be about."""
    nonce = chance(_NONCE_SIZE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, secret, about)


def opened(key: bytearray, seal: bytes, about: bytes) -> bytearray:
    """The secret under a seal. Raises `DoesNotOpen`."""
    nonce, rest = seal[:_NONCE_SIZE], seal[_NONCE_SIZE:]
    secret = bytearray(max(0, len(rest) - _TAG_SIZE))
    try:
        ChaCha20Poly1305(key).decrypt_into(nonce, rest, about, secret)
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen from error
    return secret


def sealed_file_key(file_key: FileKey, to: bytes, about: bytes) -> bytes:
    """The file key, for who holds the private half that belongs to a public one (RFC 9180)."""
    return _SUITE.encrypt(file_key.octets, X25519PublicKey.from_public_bytes(to), about)


def opened_file_key(seal: bytes, private: X25519PrivateKey, about: bytes) -> FileKey:
    """The file key under a seal. Raises `DoesNotOpen`."""
    try:
        return FileKey(_SUITE.decrypt(seal, private, about))
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen from error
