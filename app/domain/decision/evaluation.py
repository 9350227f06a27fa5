"""Evaluate an edition on facts in three values, and keep the value of every condition for the trace.

Each distinct condition has two bits of one number: one is set where it holds, the other where it fails, and neither
where that is not known. A plan, made once an edition, says in which order to set them. Nothing is skipped, so the
number is the whole trace: `app.domain.decision.trace` reads it as a tree.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple, TypeAlias

from app.domain.law.conditions import All, AnyOf, Condition, Holds, Is, Not
from app.domain.law.facts import NO, YES, Answers, Fact, SameState
from app.domain.law.outcomes import PRECEDENCE, Outcome, Result
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition, compared_values


def listed_answers(edition: Edition, reference: Reference, answers: Answers) -> Answers:
    """The answers without those whose value the edition's fact does not list: such a fact is not known.

    Answers to facts that the edition doesn't have are left as they are: they say nothing.
    """
    choices = _choices(edition, reference)
    if choices.issuperset(answers.items()):
        return answers
    facts = edition.fact_by_id
    return {fact: value for fact, value in answers.items() if (fact, value) in choices or fact not in facts}


@lru_cache(maxsize=32)
def _choices(edition: Edition, reference: Reference) -> frozenset[tuple[str, str]]:
    """Every fact of the edition with every value that it can have; for states, those of the reference tables."""
    return frozenset(
        (fact.id, value)
        for fact in edition.facts
        for value in (reference.countries if fact.is_country else fact.values)
    )


def known_facts(edition: Edition, reference: Reference, on: date, answers: Answers) -> dict[str, str]:
    """Answers → all facts that are known: the listed answers with the derived facts that follow from them."""
    return with_derived(edition, reference, on, listed_answers(edition, reference, answers))


def with_derived(edition: Edition, reference: Reference, on: date, listed: Answers) -> dict[str, str]:
    """Listed answers with the derived facts whose sources are known, on the case's own date."""
    known = dict(listed)
    for fact in edition.derived:
        derived = fact.derived
        if isinstance(derived, SameState):
            known.pop(fact.id, None)
            left, right = known.get(derived.left), known.get(derived.right)
            if left is not None and right is not None:
                known[fact.id] = YES if left == right else NO
        elif derived is not None and fact.id not in known:
            state = known.get(derived.of)
            if state is not None:
                known[fact.id] = reference.lookup(derived.table, state, on)
    return known


class Signs(NamedTuple):
    """The bit that is set where a condition holds, and the one where it fails; its negation has the same, swapped."""

    holds: int
    fails: int

    def read(self, bits: int) -> Result:
        """The value of the condition."""
        return Result.HOLDS if bits & self.holds else Result.FAILS if bits & self.fails else Result.UNKNOWN


class Evaluation(NamedTuple):
    """The value of every condition of the edition for one set of facts."""

    plan: "EvaluationPlan"
    bits: int
    outcome: Outcome

    def result(self, entry_id: str) -> Result:
        """Whether the rule fires, the ground holds, or the step would be required, that has this id."""
        return self.plan.signs_of_entry[entry_id].read(self.bits)

    def is_applicable(self, fact_id: str) -> Result:
        """Whether the fact is applicable."""
        return self.plan.signs_of_applicability[fact_id].read(self.bits)

    def value_of(self, condition: Condition) -> Result:
        """The value of one condition of the edition."""
        return self.plan.signs(condition).read(self.bits)


#: Bits: some, otherwise, every, then, said. `otherwise` is set where a bit of `some` is; else, where all of `every` is,
#: `then` is set, and `said` as the facts say it. So an "all" fails where some part fails, and holds where every part
#: holds; "any" is the same the other way round. Comparisons fail where their fact is inapplicable, and are what the
#: answer says where it is applicable. (A plain tuple, because it is taken apart faster than a named one.)
_Step: TypeAlias = tuple[int, int, int, int, int]


class EvaluationPlan:
    """The order in which the conditions of one edition are valued."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.signs_of_entry: dict[str, Signs] = {}
        self.signs_of_applicability: dict[str, Signs] = {}
        self._compared = compared_values((edition,))
        self._applicable_together: dict[Condition, list[Fact]] = {}
        self._signs: dict[Condition, Signs] = {}
        self._size = 0
        self._always = 0
        self._failures = 0
        self._said: dict[tuple[str, str], int] = {}
        self._said_by_other_states: dict[str, int] = {}
        self._steps: list[_Step] = []
        for fact in edition.facts:
            self._applicable_together.setdefault(fact.applicable, []).append(fact)
        for fact in edition.facts:
            self._add_facts(fact.applicable)
        for entry in (*edition.rules_and_grounds, *edition.steps):
            self.signs_of_entry[entry.id] = self._add(entry.when)
        self._verdicts = self._verdicts_without(frozenset())

    def signs(self, condition: Condition) -> Signs:
        """Which bits say the value of `condition`."""
        while isinstance(condition, Holds):
            condition = self.edition.named_conditions[condition.name]
        return self._signs[condition]

    def evaluate(self, known: Mapping[str, str], set_aside: frozenset[str] = frozenset()) -> Evaluation:
        """Value every condition; `known` comes from `known_facts`.

        The outcome is undetermined where an unknown could alter it, as far as three-valued logic sees: the diagram is
        exact. Rules in `set_aside` that need an official answer are valued, and give no outcome.
        """
        said, by_answer = 0, self._said
        for answer in known.items():
            said |= by_answer.get(answer, 0)
        for state, by_others in self._said_by_other_states.items():
            if state in known and (state, known[state]) not in by_answer:
                said |= by_others
        # What fails if its fact is applicable fails in any case.
        bits = self._always | said & self._failures
        for some, otherwise, every, then, of_facts in self._steps:
            if bits & some:
                bits |= otherwise
            elif bits & every == every:
                bits |= then | said & of_facts
        return Evaluation(self, bits, self._outcome(bits, set_aside))

    def _outcome(self, bits: int, set_aside: frozenset[str]) -> Outcome:
        """The first outcome of `PRECEDENCE` that a rule gives, unless a rule of an earlier one is unknown."""
        verdicts = self._verdicts_without(set_aside) if set_aside else self._verdicts
        for outcome, some_fires, none_fires in verdicts:
            if bits & some_fires:
                return outcome
            if bits & none_fires != none_fires:
                return Outcome.UNDETERMINED
        return Outcome.ELIGIBLE

    def _verdicts_without(self, set_aside: frozenset[str]) -> tuple[tuple[Outcome, int, int], ...]:
        set_aside = set_aside.intersection(self.edition.referred)
        rules = [rule for rule in self.edition.rules if rule.id not in set_aside]
        verdicts = []
        for outcome in PRECEDENCE:
            signs = [self.signs_of_entry[rule.id] for rule in rules if rule.then is outcome]
            verdicts.append((outcome, _united(each.holds for each in signs), _united(each.fails for each in signs)))
        return tuple(verdicts)

    def _add_facts(self, applicable: Condition) -> None:
        """Add the facts that are applicable together under this condition."""
        facts = self._applicable_together.pop(applicable, ())
        if not facts:
            return
        signs = self._add(applicable)
        holding = failing = 0
        for fact in facts:
            self.signs_of_applicability[fact.id] = signs
            compared = {values: self._new_signs() for values in self._compared.get(fact.id, ())}
            for values, each in compared.items():
                self._signs[Is(fact.id, values)] = each
            fails_all = _united(each.fails for each in compared.values())
            if fact.is_country:  # a state that no comparison names
                self._said_by_other_states[fact.id] = fails_all
            for value in frozenset(fact.values).union(*compared):
                self._said[fact.id, value] = _united(
                    each.holds if value in values else each.fails for values, each in compared.items()
                )
            holding |= _united(each.holds for each in compared.values())
            failing |= fails_all
        self._failures |= failing
        self._steps.append((signs.fails, failing, signs.holds, 0, holding | failing))

    def _add(self, condition: Condition) -> Signs:
        if isinstance(condition, Holds):
            return self._add(self.edition.named_conditions[condition.name])
        if condition not in self._signs:
            if isinstance(condition, Is):
                self._add_facts(self.edition.fact_by_id[condition.fact].applicable)
            elif isinstance(condition, Not):
                inner = self._add(condition.part)
                self._signs[condition] = Signs(inner.fails, inner.holds)
            else:
                self._signs[condition] = self._junction(condition)
        return self._signs[condition]

    def _junction(self, condition: All | AnyOf) -> Signs:
        parts = [self._add(part) for part in condition.parts]
        if len(parts) == 1:
            return parts[0]
        signs = self._new_signs()
        all_hold, some_fails = _united(part.holds for part in parts), _united(part.fails for part in parts)
        if not parts:
            self._always |= signs.holds if isinstance(condition, All) else signs.fails
        elif isinstance(condition, All):
            self._steps.append((some_fails, signs.fails, all_hold, signs.holds, 0))
        else:
            all_fail, some_holds = some_fails, all_hold
            self._steps.append((some_holds, signs.holds, all_fail, signs.fails, 0))
        return signs

    def _new_signs(self) -> Signs:
        self._size += 2
        return Signs(1 << self._size - 2, 1 << self._size - 1)


def _united(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
