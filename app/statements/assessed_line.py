"""A line with what its present answers come to: what every statement about it is made of."""

from functools import cached_property
from typing import Protocol

from app.domain.decision.assessment import assess, explainer
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.decision.evaluation import listed_answers
from app.domain.decision.trace import Explainer, TraceNode
from app.domain.law.facts import Answers
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.register.basis import Since, since_recorded
from app.domain.register.cases import Case, Line
from app.domain.register.counting import Said, counting, said_of


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
    def since_recorded(self) -> Since | None:
        """What has changed since its determination was recorded; None where it has none."""

    @property
    def edition(self) -> Edition:
        """The edition in force on the day of assessment."""

    def why(self, entry_id: str) -> TraceNode:
        """Why the rule, ground or step of this id comes out as it does."""


class StoredLine:
    """A line as the register has it, or a case file."""

    def __init__(self, compiled: CompiledEdition, reference: Reference, case: Case, line: Line) -> None:
        self.compiled = compiled
        self.reference = reference
        self.case = case
        self.line = line
        self._on = case.particulars.assessed_on
        self.said = said_of(line, case)
        counts = counting(self.said, self._on, self.edition, reference)
        asked = {fact: value for fact, value in counts.answers.items() if fact in self.edition.fact_by_id}
        self.known: Answers = dict(listed_answers(self.edition, reference, asked))
        self.determination = assess(
            compiled, reference, self._on, self.known, set_aside=counts.set_aside, changes=False
        )

    @property
    def edition(self) -> Edition:
        """The edition it is assessed under."""
        return self.compiled.edition

    @cached_property
    def since_recorded(self) -> Since | None:
        """What has changed since its determination was recorded; None where it has none."""
        return since_recorded(self.line, self.case, self.compiled, self.reference)

    @cached_property
    def _explainer(self) -> Explainer:
        return explainer(self.compiled, self.reference, self._on, self.known, self.determination.evaluation)

    def why(self, entry_id: str) -> TraceNode:
        """Why the rule, ground or step of this id comes out as it does."""
        return self._explainer.explain(self.edition.entry_by_id[entry_id].when)
