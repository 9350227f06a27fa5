"""What an edition says of the procedure after a determination: the questions of the examination, when notices are due,
how long a permit runs, and what it is examined for."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from app.domain.law.conditions import Condition
from app.domain.law.origin import Origin
from app.domain.law.texts import Text

#: The id of what is said of how long a permit runs.
VALIDITY = "validity"
#: The question to which every body has its view.
OVERALL = "overall"


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

    @property
    def id(self) -> str:
        """That of the notice."""
        return self.notice


class PermitTerms(NamedTuple):
    """How many months a permit runs of which nothing else is said, counted from the day after it."""

    months: int
    says: Text
    origin: Origin

    @property
    def id(self) -> str:
        """The only entry of its kind."""
        return VALIDITY


class PermitTest(NamedTuple):
    """Something that a permit is examined for."""

    id: str
    label: Text
    origin: Origin


ExaminationEntry: TypeAlias = Slot | NoticeTrigger | PermitTerms | PermitTest


class Examination(NamedTuple):
    """All of it; `edition_id` is the edition whose data it is."""

    edition_id: str
    slots: tuple[Slot, ...]
    triggers: tuple[NoticeTrigger, ...]
    permit: PermitTerms
    tests: tuple[PermitTest, ...]

    @property
    def by_kind(self) -> Mapping[str, Sequence[ExaminationEntry]]:
        """All its entries, kind by kind."""
        return {"slots": self.slots, "triggers": self.triggers, "permits": self.permits, "tests": self.tests}

    @property
    def permits(self) -> tuple[PermitTerms, ...]:
        """What is said of how long a permit runs, as a kind of entry like the others."""
        return (self.permit,)
