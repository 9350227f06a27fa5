"""What the program goes by when equipment passes on from its recipient."""

from typing import NamedTuple

from app.domain.law.origin import Origin
from app.domain.law.texts import Text


class OnwardTerms(NamedTuple):
    """The state to which equipment returns without anybody's consent, and the commitments that a transfer without
    consent may break: the first of them that a line has."""

    returns_to: str
    breaches: tuple[str, ...]
    says: Text
    origin: Origin
