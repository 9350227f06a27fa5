"""Which passphrases are taken, and what of one counts."""

import unicodedata

from app.domain.errors import Mendable

LEAST_LENGTH = 12


def counting(passphrase: str) -> str:
    """What of a passphrase counts: an input method that types in full width means the same letters."""
    return unicodedata.normalize("NFKC", passphrase)


def refusal_of_passphrase(passphrase: str) -> Mendable | None:
    """Why a new passphrase is not taken; its length is the only rule. It is never repeated in the sentence."""
    length = len(counting(passphrase))
    if length >= LEAST_LENGTH:
        return None
    return Mendable(
        "A passphrase has at least {least} characters, and this one has {length}. Make it longer: several words that "
        "have nothing to do with one another are easy to keep in mind.",
        least=LEAST_LENGTH,
        length=length,
        field="passphrase",
    )


def ensure_typed_alike(passphrase: str, again: str) -> None:
    """Raise `Mendable` where the second typing of a new passphrase differs: a slip would lock its owner out."""
    if counting(passphrase) != counting(again):
        raise Mendable("The two passphrases are not the same. Type both again.", field="again")
