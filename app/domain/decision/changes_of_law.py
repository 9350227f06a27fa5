"""What changes from one edition to another, told by the entries that make it: shifts of a comparison put together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.domain.decision.comparison import Shift
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome
from app.domain.law.rulebook import Edition


class OutcomeChange(NamedTuple):
    """Situations that come out otherwise; `before` and `after` are the rules and grounds that decide them.

    One of the two is a single entry, which tells the change; all that it takes the place of, or that take its place,
    stand on the other side.
    """

    outcome_a: Outcome
    outcome_b: Outcome
    before: tuple[str, ...]
    after: tuple[str, ...]


class StepChange(NamedTuple):
    """A step of the procedure that is required where it was not, or not where it was; both: required in another way.

    `before` and `after` are the grounds and rules under which that is so.
    """

    step: str
    is_left_out: bool
    is_added: bool
    before: tuple[str, ...]
    after: tuple[str, ...]


class ChangesOfLaw(NamedTuple):
    """All that changes, the gravest first: outcomes, then approvals, notices and commitments."""

    outcomes: tuple[OutcomeChange, ...]
    steps: tuple[StepChange, ...]


def changes_of_law(shifts: Iterable[Shift], a: Edition, b: Edition) -> ChangesOfLaw:
    """The changes that the shifts of a comparison of `a` with `b` come to."""
    shifts = tuple(shifts)
    return ChangesOfLaw(tuple(_outcome_changes(shifts, a, b)), tuple(_step_changes(shifts, a, b)))


def rank_of_change(before: Outcome, after: Outcome) -> tuple[int, int, int]:
    """The order in which changes of the outcome are told: what was barred and opens, what was open and is barred, what
    else opens or closes, then the others."""
    opens = after in OPEN_OUTCOMES and before not in OPEN_OUTCOMES
    closes = before in OPEN_OUTCOMES and after not in OPEN_OUTCOMES
    if Outcome.BARRED in (before, after) and (opens or closes):
        place = 0 if opens else 1
    elif Outcome.REFER in (before, after):
        place = 4
    else:
        place = 2 if opens else 3 if closes else 5
    return place, PRECEDENCE.index(before), -PRECEDENCE.index(after)


def _outcome_changes(shifts: Sequence[Shift], a: Edition, b: Edition) -> Iterator[OutcomeChange]:
    pairs: dict[tuple[Outcome, Outcome], list[tuple[str, str]]] = {}
    for shift in shifts:
        outcomes = shift.difference.outcome_a, shift.difference.outcome_b
        if outcomes[0] is not outcomes[1]:
            pairs.setdefault(outcomes, []).append((shift.decides_a, shift.decides_b))
    for outcomes in sorted(pairs, key=lambda outcomes: rank_of_change(*outcomes)):
        decided = pairs[outcomes]
        before, after = _in_order(a, [pair[0] for pair in decided]), _in_order(b, [pair[1] for pair in decided])
        if len(after) <= len(before):
            for told in after:
                replaced = _in_order(a, [one for one, other in decided if other == told])
                yield OutcomeChange(*outcomes, replaced, (told,))
        else:
            for told in before:
                replacing = _in_order(b, [other for one, other in decided if one == told])
                yield OutcomeChange(*outcomes, (told,), replacing)


def _step_changes(shifts: Sequence[Shift], a: Edition, b: Edition) -> Iterator[StepChange]:
    for step in _steps_of_either(a, b):
        found = [shift for shift in shifts if step in shift.only_a or step in shift.only_b]
        if found:
            yield StepChange(
                step,
                is_left_out=any(step in shift.only_a for shift in found),
                is_added=any(step in shift.only_b for shift in found),
                before=_in_order(a, [shift.decides_a for shift in found]),
                after=_in_order(b, [shift.decides_b for shift in found]),
            )


def _steps_of_either(a: Edition, b: Edition) -> tuple[str, ...]:
    """The steps of both: approvals, notices, commitments; of each those of the later edition first."""
    steps = [
        step.id
        for kind in ("approvals", "notices", "commitments")
        for edition in (b, a)
        for step in getattr(edition, kind)
    ]
    return tuple(dict.fromkeys(steps))


def _in_order(edition: Edition, entries: Iterable[str]) -> tuple[str, ...]:
    """These entries in the order of the edition, each once."""
    wanted = set(entries)
    return tuple(entry for entry in edition.entry_by_id if entry in wanted)
