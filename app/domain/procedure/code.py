"""The code on a sheet: what ties a decision to the content that was put before the body."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from app.domain.base32 import CHECKS, DIGITS, check_of, digits_of, number_of, signs_typed
from app.domain.canonical import canonical_json

if TYPE_CHECKING:
    from collections.abc import Sequence

_BITS, _COUNT, _GROUP = 50, 10, 5


def code_of(contents: Sequence[object]) -> str:
    """The code of the contents of lines, in their order: the first bits of the digest of their canonical form."""
    digest = sha256(canonical_json(list(contents)).encode()).digest()
    number = int.from_bytes(digest, "big") >> len(digest) * 8 - _BITS
    digits = digits_of(number, _COUNT)
    return "-".join((digits[:_GROUP], digits[_GROUP:], check_of(number)))


def read_code(typed: str) -> str | None:
    """The code that somebody typed, as it is printed; None where it is mistyped or no code at all."""
    signs = signs_typed(typed)
    if len(signs) != _COUNT + 1 or any(sign not in DIGITS for sign in signs[:-1]) or signs[-1] not in CHECKS:
        return None
    digits, check = signs[:-1], signs[-1]
    return "-".join((digits[:_GROUP], digits[_GROUP:], check)) if check_of(number_of(digits)) == check else None
