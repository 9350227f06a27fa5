"""What was done in a case, and the requests and entries that it left, as they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.procedure.events import DecisionEntered, PermitEntered, PermitRefusalEntered

if TYPE_CHECKING:
    from datetime import date

    from app.domain.procedure.content import StepContent
    from app.domain.procedure.events import Entered, ProcedureEvent
    from app.domain.procedure.later_events import LaterEntry, LaterEvent, LaterHappening


class Turn(Enum):
    """What is done to a case beside its procedure, and turns it."""

    RECORDED = "recorded"
    REOPENED = "reopened"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Act(NamedTuple):
    """Something that was done in a case: by whom, and on which day in Japan."""

    by: str
    on: date
    what: ProcedureEvent | LaterEvent | Turn


class StepState(str, Enum):
    """Where a step stands; of several lines the first of these in this order."""

    REFUSED = "refused"
    REQUESTED = "requested"
    RETURNED = "returned"
    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"


class EntryState(str, Enum):
    """Where an entry stands."""

    ENTERED = "entered"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"


#: How a decision can read, and which of it lets a step be done.
AGREE, WITH_CONDITIONS, REFUSE, RETURN = "agree", "agree_with_conditions", "refuse", "return"
DECISIONS = (AGREE, WITH_CONDITIONS, REFUSE, RETURN)
AGREEING = (AGREE, WITH_CONDITIONS)
#: What an office can hold of a question of the examination; of `OPEN_VIEW` the step is not done.
NO_OBJECTION, OBJECTION, OPEN_VIEW = "no_objection", "objection", "open"
VIEWS = (NO_OBJECTION, OBJECTION, OPEN_VIEW)


class Request(NamedTuple):
    """A content that was put before the bodies of a step: of each of its lines, with the code on the sheet."""

    number: int
    step: str
    contents: dict[int, StepContent]
    code: str
    by: str
    on: date
    place: int


class Happening(NamedTuple):
    """Something that was recorded of the equipment and its commitments, and counts at once."""

    number: int
    said: LaterHappening
    by: str
    on: date
    place: int


@dataclass(slots=True)
class Entry:
    """An entry as it stands. `place` is where it stands among the acts, `confirmed_place` by what its order counts.

    `contents` are what it was given on, by line; for the lines in `void` this is another now, for the last of them
    since `voided_on`.
    """

    number: int
    said: Entered | LaterEntry
    by: str
    on: date
    place: int
    step: str
    contents: dict[int, StepContent]
    void: set[int] = field(default_factory=set)
    voided_on: date | None = None
    confirmed_by: str = ""
    confirmed_on: date | None = None
    confirmed_place: int = 0
    is_withdrawn: bool = False
    withdrawn_because: str = ""
    corrected_by: int | None = None

    @property
    def dated(self) -> date:
        """The day of what it says."""
        return self.said.dated

    @property
    def office(self) -> str:
        """The office whose finding or decision it is; empty of others."""
        return getattr(self.said, "office", "")

    @property
    def decision(self) -> str:
        """How a decision reads: that of a permit is refused. Empty of what is none."""
        if isinstance(self.said, PermitRefusalEntered):
            return REFUSE
        return self.said.decision if isinstance(self.said, DecisionEntered) else ""

    @property
    def corrects(self) -> int | None:
        """The number of the entry in whose place it stands once it is confirmed."""
        return getattr(self.said, "corrects", None)

    @property
    def is_waiting(self) -> bool:
        """Whether somebody can still confirm it."""
        return not (self.is_withdrawn or self.confirmed_by or self.has_lapsed)

    @property
    def has_lapsed(self) -> bool:
        """Whether it was never confirmed, and what it was given on is another now: of a permit, for any line.

        A correction rests on what it corrects, be the content another by now.
        """
        if self.confirmed_by or not self.contents or self.corrects is not None:
            return False
        return bool(self.void) if isinstance(self.said, PermitEntered) else len(self.void) == len(self.contents)

    @property
    def stands(self) -> bool:
        """Whether it was confirmed, and no other has taken its place."""
        return bool(self.confirmed_by) and self.corrected_by is None

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines for which it is not void, by position."""
        return tuple(line for line in sorted(self.contents) if line not in self.void)

    def counts_on(self, line: int) -> bool:
        """Whether it was confirmed, stands, and was given on what is the content of the line to this day."""
        return self.stands and line in self.contents and line not in self.void


class Condition(NamedTuple):
    """A condition that an office attached, with its number in the case, which it keeps."""

    number: int
    step: str
    entry: int
    text: str
