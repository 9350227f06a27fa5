"""The key by which a live register is encrypted."""

from hashlib import sha256

#: In bytes.
KEY_SIZE = 32


class FileKey:
    """256 bits of chance. It is printed by no message and no log: who has it reads the whole register."""

    __slots__ = ("octets",)

    def __init__(self, octets: bytes) -> None:
        if len(octets) != KEY_SIZE:
            raise ValueError("a file key has 32 bytes")
        self.octets = octets

    def __repr__(self) -> str:
        return "<file key>"

    @property
    def fingerprint(self) -> str:
        """What tells it from another and gives nothing of it away, in 64 letters."""
        return sha256(b"sekisho file key\0" + self.octets).hexdigest()

    @property
    def as_sqlcipher_takes_it(self) -> str:
        """The key itself, from which nothing has to be derived first."""
        return f"x'{self.octets.hex()}'"
