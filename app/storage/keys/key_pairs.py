"""The two key pairs of a person: one signs what the person records, to the other one the file key is sealed."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.services.ports import PublicHalves
from app.storage.keys.sealing import Chance

#: The size of each half, in bytes.
HALF_SIZE = 32


class KeyPairs:
    """The private halves of a person's keys, while the register is open."""

    def __init__(self, private: bytearray) -> None:
        """`private` is the signing half and, behind it, the one that opens."""
        if len(private) != 2 * HALF_SIZE:
            raise ValueError("two private halves have 64 bytes")
        self._private = private
        self._signing = Ed25519PrivateKey.from_private_bytes(memoryview(private)[:HALF_SIZE])
        self.sealing = X25519PrivateKey.from_private_bytes(memoryview(private)[HALF_SIZE:])

    def __repr__(self) -> str:
        return "<key pairs>"

    @property
    def private(self) -> bytearray:
        """Both private halves, to be sealed."""
        return self._private

    @property
    def public(self) -> PublicHalves:
        """What others may know of them."""
        return PublicHalves(
            self._signing.public_key().public_bytes_raw().hex(), self.sealing.public_key().public_bytes_raw().hex()
        )

    def sign(self, message: bytes) -> bytes:
        """The signature of the person, 64 bytes (RFC 8032)."""
        return self._signing.sign(message)

    def wipe(self) -> None:
        """Write over them, as far as Python lets one; they sign nothing more."""
        self._private[:] = bytes(2 * HALF_SIZE)
        del self._signing, self.sealing


def new_key_pairs(chance: Chance) -> KeyPairs:
    """Key pairs for a person."""
    return KeyPairs(bytearray(chance(2 * HALF_SIZE)))
