"""A line with what its present answers come to: what every statement about it is made of."""

from typing import Protocol

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.decision.trace import TraceNode
from app.domain.law.facts import Answers
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.register.cases import Case, Line
from app.domain.register.counting import Said


class AssessedLine(Protocol):
    """A line of a case, assessed as its answers stand: on the screen, some of them may not be saved yet."""

    @property
    def case(self) -> Case:
        """The case of the line."""

    @property
    def line(self) -> Line:
        """The line as the register has it."""

    @property
    def compiled(self) -> CompiledEdition:
        """The edition, ready to assess with."""

    @property
    def reference(self) -> Reference:
        """The reference tables."""

    @property
    def said(self) -> Said:
        """All that has been said of the line, whether or not it counts."""

    @property
    def known(self) -> Answers:
        """The answers that count."""

    @property
    def determination(self) -> Determination:
        """What they come to."""

    @property
    def edition(self) -> Edition:
        """The edition in force on the day of assessment."""

    def why(self, entry_id: str) -> TraceNode:
        """Why the rule, ground or step of this id comes out as it does."""
