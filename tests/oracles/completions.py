"""What is true of an incomplete case, by trying every completion of it.

An admissible completion gives one listed value to every fact that is applicable under that same assignment, and keeps
every given answer whose fact is applicable in it. The agreement follows from the completion's destination and the
date, unless it was answered.

Grouping. Most values are tried as they are. Three kinds are represented instead, because the published rules cannot
tell the others apart:

- `item_heading`, `consent_exemption` and `cooperation_category` are only ever compared with `none`: one value besides
  `none` stands for the rest.
- States are looked at in three ways: by name (US and, in 2022, UA), by the agreement on the day, and whether the
  destination is the licensor. US, UA, the states given, and two more of each standing of the agreement therefore
  realise every situation of two states, equal or not. They also realise every pair of situations that differ in one
  of the two states only: keep the other's representative; of any standing there is one equal to it or not, as wanted.

`states` and `grouped=False` undo the grouping.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from tests.oracles import by_hand
from tests.oracles.by_hand import Decision, Facts, Question

Completion: TypeAlias = dict[str, str]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "item_heading": ("none", "2"),
    "consent_exemption": ("none", "tender_or_test"),
    "cooperation_category": ("vigilance", "none"),
}

#: Enough states for two of each standing of the agreement on any day: two that never have one are the last.
_CANDIDATES = (*by_hand.AGREEMENTS, "NZ", "XB")


def representatives(on: date, given: Iterable[str]) -> tuple[str, ...]:
    """The states to try where a state is not known."""
    chosen = dict.fromkeys(("US", "UA", *given))
    for standing in by_hand.AGREEMENT_VALUES:
        of_this = [state for state in _CANDIDATES if by_hand.agreement_with(state, on) == standing and state != "US"]
        chosen.update(dict.fromkeys(of_this[:2]))
    return tuple(chosen)


def given_states(answers: Facts) -> tuple[str, ...]:
    """The states that the answers name."""
    return tuple(answers[fact] for fact in ("destination", "licensor_state") if fact in answers)


def values_to_try(row: Question, states: Sequence[str], *, grouped: bool) -> Sequence[str]:
    """The values of a fact that is not known."""
    if not row.values:
        return states
    return GROUPS.get(row.id, row.values) if grouped else row.values


def completions(
    edition: str,
    on: date,
    answers: Facts,
    at_most: int,
    *,
    states: Sequence[str] | None = None,
    grouped: bool = True,
) -> list[Completion] | None:
    """Every admissible completion, or None where there are more than `at_most`."""
    if states is None:
        states = representatives(on, given_states(answers))
    found: list[Completion] = [{}]
    for row in by_hand.QUESTIONS[edition]:
        given = answers.get(row.id)
        values = (given,) if given is not None else tuple(values_to_try(row, states, grouped=grouped))
        longer: list[Completion] = []
        for facts in found:
            if not row.applies(facts):
                longer.append(facts)
                continue
            longer.extend({**facts, row.id: value} for value in values[1:])
            facts[row.id] = values[0]
            longer.append(facts)
            if len(longer) > at_most:
                return None
        found = longer
    given_agreement = answers.get("agreement_in_force")
    for facts in found:
        if by_hand.is_listed(facts):
            facts["agreement_in_force"] = given_agreement or by_hand.agreement_with(facts["destination"], on)
    return found


class Truth(NamedTuple):
    """What holds of an incomplete case. `sign_offs` has only the steps that are done alike in every open completion."""

    possible: tuple[str, ...]
    outcome: str
    settled: bool
    approvals: tuple[str, ...]
    sign_offs: dict[str, str]
    notices: frozenset[str]
    binding: frozenset[str]
    recommended: frozenset[str]
    unknown: frozenset[str]
    results: dict[str, str]
    decisive: frozenset[str]
    may_be_asked: frozenset[str]


_STEPS = (
    "interministerial_examination",
    "nsc_secretaries",
    "nsc",
    "nsc_four_ministers",
    "cabinet",
    "defense_minister",
    "meti_permit",
)


def truth(edition: str, answers: Facts, cases: Sequence[Completion], set_aside: frozenset[str] = frozenset()) -> Truth:
    """What holds of the case whose admissible completions these are."""
    explained = [by_hand.explain(edition, case, set_aside) for case in cases]
    decisions = [one.decision for one in explained]
    outcomes = {decision.outcome for decision in decisions}
    possible = tuple(outcome for outcome in by_hand.OUTCOMES if outcome in outcomes)
    outcome = possible[0] if len(possible) == 1 else "undetermined"
    settled = len(set(decisions)) == 1
    open_ones = [one for one in explained if one.decision.outcome in by_hand.OPEN]
    approvals = in_all(one.decision.approvals for one in open_ones)
    results = _results(by_hand.RULES[edition], {one.rules for one in explained})
    results |= _results(by_hand.GROUNDS[edition], {one.grounds for one in explained})
    return Truth(
        possible=possible,
        outcome=outcome,
        settled=settled,
        approvals=tuple(step for step in _STEPS if step in approvals),
        sign_offs=_sign_offs(approvals, possible),
        notices=in_all(one.decision.notices for one in open_ones),
        binding=in_all(one.decision.binding for one in open_ones),
        recommended=in_all(one.recommended for one in open_ones),
        unknown=frozenset() if settled else frozenset(_unknown(edition, answers, cases, decisions)),
        results=results,
        decisive=frozenset(_decisive(edition, outcome, results, set_aside)),
        may_be_asked=_everywhere_applicable(edition, answers, cases),
    )


def in_all(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    """What stands in every one of the lists; nothing where there are none."""
    sets = [frozenset(one) for one in lists]
    return sets[0].intersection(*sets[1:]) if sets else frozenset()


def _results(entries: Iterable[str], held: Iterable[frozenset[str]]) -> dict[str, str]:
    always, sometimes = in_all(held), frozenset[str]().union(*held)
    return {entry: "holds" if entry in always else "unknown" if entry in sometimes else "fails" for entry in entries}


def _sign_offs(approvals: Iterable[str], possible: Iterable[str]) -> dict[str, str]:
    alike: dict[str, str] = {}
    for step in approvals:
        kinds = {by_hand.sign_off(step, outcome) for outcome in possible if outcome in by_hand.OPEN}
        kind = kinds.pop()
        if not kinds and kind is not None:
            alike[step] = kind
    return alike


def _decisive(edition: str, outcome: str, results: Mapping[str, str], set_aside: frozenset[str]) -> list[str]:
    if outcome == "eligible":
        return [ground for ground in by_hand.GROUNDS[edition] if results[ground] == "holds"]
    return [
        rule
        for rule in by_hand.RULES[edition]
        if results[rule] == "holds" and by_hand.GIVES[rule] == outcome and rule not in set_aside
    ]


def _unknown(edition: str, answers: Facts, cases: Sequence[Completion], decisions: Sequence[Decision]) -> Iterable[str]:
    """The facts not given in which, with their dependants, two completions differ and come to different results."""
    order = [row.id for row in by_hand.QUESTIONS[edition]]
    rows = [tuple(map(case.get, order)) for case in cases]
    number = {decision: place for place, decision in enumerate(set(decisions))}
    results = [number[decision] for decision in decisions]
    for place, fact in enumerate(order):
        if fact in answers:
            continue
        free = by_hand.dependants(edition, fact) | {fact}
        rest = _picking([other for other, name in enumerate(order) if name not in free])
        first: dict[object, int] = {}
        for row, result in zip(rows, results, strict=True):
            if row[place] is not None and first.setdefault(rest(row), result) != result:
                yield fact
                break


def _picking(places: Sequence[int]) -> Callable[[tuple[str | None, ...]], object]:
    return itemgetter(*places) if places else lambda row: ()


def _everywhere_applicable(edition: str, answers: Facts, cases: Sequence[Completion]) -> frozenset[str]:
    first, *others = cases
    applicable = set(first)
    for case in others:
        applicable.intersection_update(case)
    return frozenset(applicable) - set(answers) - {"agreement_in_force"}
