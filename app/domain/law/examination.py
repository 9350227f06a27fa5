"""What an edition says of the procedure after a determination: the questions of the examination, when notices are due,
how long a permit runs, and what it is examined for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.domain.law.conditions import Condition
    from app.domain.law.origin import Origin
    from app.domain.law.texts import Text


class Slot(NamedTuple):
    """A question of the strict examination; `of_every_body` where one body does not suffice to answer it."""

    id: str
    label: Text
    question: Text
    help: Text
    when: Condition
    of_every_body: bool
    origin: Origin


class NoticeTrigger(NamedTuple):
    """After which steps a notice is due; without any, once a permit is recorded."""

    notice: str
    after: tuple[str, ...]
    origin: Origin


class PermitTerms(NamedTuple):
    """How many months a permit runs of which nothing else is said, counted from the day after it."""

    months: int
    says: Text
    origin: Origin


class PermitTest(NamedTuple):
    """Something that a permit is examined for."""

    id: str
    label: Text
    origin: Origin


class Examination(NamedTuple):
    """All of it; `edition_id` is the edition whose data it is."""

    edition_id: str
    slots: tuple[Slot, ...]
    triggers: tuple[NoticeTrigger, ...]
    permit: PermitTerms
    tests: tuple[PermitTest, ...]
