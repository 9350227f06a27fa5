"""A line with what its present answers come to: what every statement about it is made of."""

from datetime import date
from functools import cached_property
from typing import Protocol

from app.domain.decision.assessment import assess, explainer
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.decision.evaluation import listed_answers
from app.domain.decision.trace import Explainer, TraceNode
from app.domain.ids import CaseId, LineId
from app.domain.japan_time import beginning_of
from app.domain.law.facts import Answers
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.procedure.case_states import CaseState
from app.domain.register.basis import Since, since_recorded
from app.domain.register.cases import Case, CaseParticulars, Line, LineParticulars
from app.domain.register.counting import Said, counting_of, said_of


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
    def passed_over(self) -> frozenset[str]:
        """The facts that were answered "not yet known"; the others that are not known were not answered."""

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


class Assessed:
    """A line that was assessed as it stands, in a register or in a file."""

    def __init__(
        self,
        compiled: CompiledEdition,
        reference: Reference,
        case: Case,
        line: Line,
        known: Answers,
        set_aside: frozenset[str] = frozenset(),
    ) -> None:
        """`known` are the answers that count, `set_aside` the rules that official answers set aside."""
        self.compiled = compiled
        self.reference = reference
        self.case = case
        self.line = line
        self.said = said_of(line, case)
        self.known = known
        self._on = case.particulars.assessed_on
        self.determination = assess(compiled, reference, self._on, known, set_aside=set_aside, changes=False)

    @property
    def passed_over(self) -> frozenset[str]:
        """The facts that were answered "not yet known"."""
        return self.line.passed_over

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


def stored_line(compiled: CompiledEdition, reference: Reference, case: Case, line: Line) -> Assessed:
    """A line of a register, with what counts of it on the day of its case."""
    edition = compiled.edition
    counts = counting_of(line, case, edition, reference)
    asked = {fact: value for fact, value in counts.answers.items() if fact in edition.fact_by_id}
    known = dict(listed_answers(edition, reference, asked))
    return Assessed(compiled, reference, case, line, known, counts.set_aside)


def line_of_file(compiled: CompiledEdition, reference: Reference, title: str, on: date, answers: Answers) -> Assessed:
    """The line of a case file, of which nothing else is known."""
    line = Line(LineId(0), CaseId(0), 1, LineParticulars())
    moment = beginning_of(on)
    particulars = CaseParticulars("", title, on, on)
    case = Case(CaseId(0), particulars, CaseState.DRAFT, "", moment, "", moment, (line,))
    return Assessed(compiled, reference, case, line, answers)
