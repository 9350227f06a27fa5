"""Look at every stored line again under another law, and tell which would come out otherwise."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.effect import Effect, differs_in, effect_of, effect_on_record
from app.domain.decision.evaluation import known_facts
from app.domain.ids import CaseId, LineId
from app.domain.law.reference import Reference
from app.domain.law.timeline import Timeline
from app.domain.register.case_status import status_of
from app.domain.register.counting import Counting, answers_that_count, counting
from app.domain.register.line_under_reexamination import LineUnderReexamination
from app.services.ports import RegisterRulebook, RulebookShelf, UnitOfWork

#: Small enough that somebody who saves an answer meanwhile hardly waits.
LINES_A_STEP = 1_000
#: Fewer: a case is read whole.
CASES_A_STEP = 100


class BodyOfLaw:
    """All that decides lines together: which edition on which day, the editions themselves, the reference tables."""

    def __init__(self, timeline: Timeline, compiled: Callable[[str], CompiledEdition], reference: Reference) -> None:
        self.timeline = timeline
        self.compiled = compiled
        self.reference = reference
        self._on: dict[date, CompiledEdition] = {}

    def edition_on(self, day: date) -> CompiledEdition:
        """The edition that decides on a day."""
        found = self._on.get(day)
        if found is None:
            edition_id = self.timeline.id_on(day)
            if edition_id is None:
                raise LookupError(f"no edition on {day}")
            found = self._on[day] = self.compiled(edition_id)
        return found

    def effect(self, line: LineUnderReexamination) -> Effect:
        """What this law says of a line."""
        answers, set_aside, _ = self.counting(line)
        return effect_of(self.edition_on(line.on), self.reference, line.on, answers, set_aside)

    def counting(self, line: LineUnderReexamination) -> Counting:
        """What of all that has been said of a line counts under this law."""
        return counting(line.said, line.on, self.edition_on(line.on).edition, self.reference)


class ChangedLine(NamedTuple):
    """A line that would come out otherwise.

    `before` is its determination where `is_recorded`, else the result as it stands. `is_due_already` says that the law
    in force now differs from the recorded determination just as much: nobody has determined the line again since.
    """

    line: LineUnderReexamination
    before: Effect
    after: Effect
    differs_in: tuple[str, ...]
    is_recorded: bool
    is_due_already: bool


class Reexamination:
    """One run over the stored lines, in steps: between two of them the register can be worked with.

    Only lines of cases assessed from `since` on, and before `until`, are looked at. What it finds are the lines of
    which the proposed law says something else than their determination, or than the present law where they have none.
    """

    def __init__(
        self, present: BodyOfLaw, proposed: BodyOfLaw, since: date = date.min, until: date | None = None
    ) -> None:
        self._present = present
        self._proposed = proposed
        self._days = since, until
        self._last = LineId(0)
        self.done = 0
        self.total: int | None = None
        self.is_finished = False

    def step(self, work: UnitOfWork, size: int = LINES_A_STEP) -> tuple[ChangedLine, ...]:
        """Look at the next lines; those that would come out otherwise."""
        with work.snapshot():
            if self.total is None:
                self.total = work.lines_under_reexamination.count(*self._days)
            lines = work.lines_under_reexamination.part(self._last, size, *self._days)
            changed = [self._changed(work, line) for line in lines]
        self.done += len(lines)
        self.is_finished = len(lines) < size
        if lines:
            self._last = lines[-1].id
        return tuple(line for line in changed if line is not None)

    def _changed(self, work: UnitOfWork, line: LineUnderReexamination) -> ChangedLine | None:
        since = line.since_recorded(self._present.edition_on(line.on), self._present.reference)
        is_recorded = since is not None and since.is_of_the_same_case
        # What is as recorded, the present law says of the same line.
        is_other_record = since is not None and is_recorded and not since.is_as_recorded
        if not is_other_record and not self._may_change(line):
            return None
        live = self._present.effect(line)
        before = _on_record(work, line) if is_other_record else live
        after = self._proposed.effect(line)
        parts = differs_in(before, after)
        if not parts:
            return None
        is_due_already = is_other_record and not differs_in(live, after)
        return ChangedLine(line, before, after, parts, is_recorded, is_due_already)

    def _may_change(self, line: LineUnderReexamination) -> bool:
        """Whether the proposed law could say something else of a line; False only where that is plain to see."""
        present, proposed = self._present, self._proposed
        compiled = present.edition_on(line.on)
        if (
            compiled is not proposed.edition_on(line.on)
            or present.reference.countries.keys() != proposed.reference.countries.keys()
            or not compiled.edition.looked_up.issubset(line.answers)
        ):
            return True
        answers = answers_that_count(line.said, line.on, compiled.edition)
        before, after = (known_facts(compiled.edition, law.reference, line.on, answers) for law in (present, proposed))
        return before != after


def law_in_force(shelf: RegisterRulebook) -> BodyOfLaw:
    """The law by which the register decides now."""
    return BodyOfLaw(shelf.timeline, shelf.compiled, shelf.reference())


def cases_to_redetermine(changed: Iterable[ChangedLine]) -> tuple[LineUnderReexamination, ...]:
    """The first line of each open case with a recorded determination that would come out otherwise."""
    first: dict[CaseId, LineUnderReexamination] = {}
    for found in changed:
        if found.is_recorded and not found.line.case_state.has_ended:
            first.setdefault(found.line.case_id, found.line)
    return tuple(first.values())


def still_to_redetermine(
    work: UnitOfWork, shelf: RulebookShelf, listed: Iterable[LineUnderReexamination]
) -> frozenset[CaseId]:
    """Those of the listed cases that are still open and have a determination that would come out otherwise now."""
    with work.snapshot():
        cases, people = [work.cases.get(line.case_id) for line in listed], work.people.all()
    left = (case for case in cases if not case.state.has_ended)
    return frozenset(
        case.id
        for case in left
        for compiled in [shelf.compiled(shelf.id_on(case.particulars.assessed_on))]
        if status_of(case, compiled, shelf.reference(), people).standing.differing_line_count
    )


def _on_record(work: UnitOfWork, line: LineUnderReexamination) -> Effect:
    assert line.recorded is not None  # noqa: S101 - only called for lines that have one
    return effect_on_record(work.determinations.get(line.recorded.id).result)
