"""What is proved of an edition by six `CHECKS`, each with a case that shows the defect where it fails.

Every open outcome has a ground, and its procedure ends in a permit; every answer makes a difference; where rules differ
it is laid down which prevails; every entry decides somewhere; a further risk never improves the result.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from app.domain.decision.assessment import assess
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.diagram.compilation import Leaf
from app.domain.decision.witness import Situation, situation_of
from app.domain.law.conditions import All, Condition
from app.domain.law.examination import Examination
from app.domain.law.facts import Fact
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Rule

#: What is checked, in this order.
CHECKS = ("ground", "permit", "told_apart", "conflict", "dead", "monotone")

_PERMIT = "permit"


class Defect(NamedTuple):
    """A check that fails: the entries concerned, what is wrong (a code), and situations that show it."""

    check: str
    code: str
    subjects: tuple[str, ...]
    situations: tuple[Situation, ...]


class Conflict(NamedTuple):
    """Two rules with different outcomes that can fire together; `prevails` is the one whose outcome comes first."""

    prevails: str
    yields: str
    declared: bool
    situation: Situation


class Certificate(NamedTuple):
    """The result of all checks on one edition.

    `alike` are the groups of values, by fact, that the edition never tells apart and says so; `conflicts` is complete.
    """

    edition_id: str
    edition_sha256: str
    defects: tuple[Defect, ...]
    conflicts: tuple[Conflict, ...]
    alike: tuple[tuple[str, tuple[str, ...]], ...]
    risks: tuple[str, ...]
    leaves: int
    nodes: int

    @property
    def is_certified(self) -> bool:
        """Whether every check passed."""
        return not self.defects

    def passed(self, check: str) -> bool:
        """Whether this check passed."""
        return all(defect.check != check for defect in self.defects)


def certify(compiled: CompiledEdition, reference: Reference) -> Certificate:
    """Check every property over every situation of the edition."""
    checking = _Checking(compiled, reference)
    conflicts = tuple(checking.conflicts())
    defects = (
        *checking.without_ground(),
        *checking.without_permit(),
        *checking.not_told_apart(),
        *checking.undeclared(conflicts),
        *checking.dead(),
        *checking.not_monotone(),
    )
    diagram = compiled.diagram
    return Certificate(
        edition_id=compiled.edition.id,
        edition_sha256=compiled.edition.sha256,
        defects=defects,
        conflicts=conflicts,
        alike=tuple((fact.id, group) for fact in compiled.edition.facts for group in fact.alike),
        risks=tuple(fact.id for fact in compiled.edition.facts if fact.risk is not None),
        leaves=len(diagram.nodes.leaves(diagram.root)),
        nodes=len(diagram.nodes.reachable(diagram.root)),
    )


class _Checking:
    """An edition with the diagrams of its rules and grounds, and a method for each check that gives its defects."""

    def __init__(self, compiled: CompiledEdition, reference: Reference) -> None:
        self.compiled = compiled
        self.reference = reference
        self.edition = compiled.edition
        self.diagram = compiled.diagram
        self.nodes = compiled.diagram.nodes
        self.fires = {rule.id: self._condition(rule.when) for rule in self.edition.rules}
        self.holds = {ground.id: self._condition(ground.when) for ground in self.edition.grounds}

    def without_ground(self) -> Iterator[Defect]:
        """An open outcome only where a ground holds."""
        groundless = self.nodes.negation(self._any_of(self.holds.values()))
        bad = self.nodes.both(self._is_open(), groundless)
        yield from self._defect("ground", "open_without_ground", (), bad)

    def without_permit(self) -> Iterator[Defect]:
        """An open outcome only with approvals that end in a permit."""
        sign_off = {approval.id: approval.sign_off for approval in self.edition.approvals}

        def lacks_permit(leaf: Leaf) -> bool:
            if leaf.outcome not in OPEN_OUTCOMES:
                return False
            return not leaf.approvals or sign_off[leaf.approvals[-1]][leaf.outcome] != _PERMIT

        yield from self._defect("permit", "open_without_permit", (), self.nodes.mapped(self.diagram.root, lacks_permit))

    def not_told_apart(self) -> Iterator[Defect]:
        """Every value of every fact is told apart from the others somewhere, or declared alike; and not wrongly so."""
        for fact in self.edition.facts:
            if fact.is_country:
                yield from self._states_without_meaning(fact)
            if fact.is_country or not fact.answerable:
                continue
            alike = self._alike_values(fact)
            for group in fact.alike:
                apart = next((value for value in group[1:] if alike[value] != alike[group[0]]), None)
                if apart is not None:
                    difference = self._difference(fact, group[0], apart)
                    pair = tuple(self._twins(fact, (group[0], apart), difference))
                    yield Defect("told_apart", "declared_alike_but_told_apart", (fact.id, group[0], apart), pair)
            yield from self._undeclared_groups(fact, alike)

    def _states_without_meaning(self, fact: Fact) -> Iterator[Defect]:
        """The defect that it matters nowhere which state a fact names: states are too many to be looked at in pairs."""
        space = self.diagram.space
        kids = self._kids_at(space.place_level)
        for day in (date.min, *self.reference.changes):
            groups = space.finder.places(self.reference, day, {}).alternatives[fact.id]
            if any(len({below[number] for number in group}) > 1 for below in kids for group in groups):
                return
        path = self.nodes.path_to(self._condition(fact.applicable), bool) or {}
        one = self._situation(path)
        other = next(code for code in self.reference.countries if code != one.answers.get(fact.id))
        twin = Situation(one.on, one.answers | ({fact.id: other} if fact.id in one.answers else {}))
        yield Defect("told_apart", "state_never_matters", (fact.id,), (one, twin))

    def _undeclared_groups(self, fact: Fact, alike: dict[str, tuple[int, ...]]) -> Iterator[Defect]:
        groups: dict[tuple[int, ...], list[str]] = {}
        for value, leads_to in alike.items():
            groups.setdefault(leads_to, []).append(value)
        for values in groups.values():
            if len(values) > 1 and not any(set(values) <= set(declared) for declared in fact.alike):
                pair = tuple(self._twins(fact, (values[0], values[1]), self._condition(fact.applicable)))
                yield Defect("told_apart", "never_told_apart", (fact.id, *values), pair)

    def _alike_values(self, fact: Fact) -> dict[str, tuple[int, ...]]:
        """Value → the child of each node of the fact for it; values with the same children are never told apart."""
        space = self.diagram.space
        level = space.level_of[fact.id]
        variable = space.variables[level]
        kids = self._kids_at(level)
        if variable is not None:
            return {value: tuple(below[variable.class_of[value]] for below in kids) for value in fact.values}
        return {
            value: tuple(
                below[number] for below in kids for number in space.signatures.with_derived_value(fact.id, value)
            )
            for value in fact.values
        }

    def _kids_at(self, level: int) -> list[tuple[int, ...]]:
        """The children of each node of a level, in the decision and in what is recommended."""
        nodes = {*self.nodes.reachable(self.diagram.root), *self.nodes.reachable(self.diagram.advice)}
        return [self.nodes.kids[node] for node in nodes if self.nodes.level[node] == level]

    def conflicts(self) -> Iterator[Conflict]:
        """Every pair of rules with different outcomes that can fire together."""
        for one, other in combinations(self.edition.rules, 2):
            if one.then is other.then:
                continue
            both = self.nodes.both(self.fires[one.id], self.fires[other.id])
            path = self.nodes.path_to(both, bool)
            if path is not None:
                graver, milder = sorted((one, other), key=lambda rule: PRECEDENCE.index(rule.then))
                yield Conflict(graver.id, milder.id, graver.id in milder.yields_to, self._situation(path))

    def undeclared(self, conflicts: Iterable[Conflict]) -> Iterator[Defect]:
        """Conflicts that the edition does not declare."""
        for conflict in conflicts:
            if not conflict.declared:
                subjects = (conflict.prevails, conflict.yields)
                yield Defect("conflict", "undeclared_conflict", subjects, (conflict.situation,))

    def dead(self) -> Iterator[Defect]:
        """Each rule and ground can hold and decide alone somewhere; each step can be required, each question asked."""
        for rule in self.edition.rules:
            alone = self._decides_alone(rule)
            yield from self._dead_entry("rule", rule.id, rule.when, self.fires[rule.id], alone)
        eligible = self.nodes.mapped(self.diagram.outcome, lambda leaf: leaf is Outcome.ELIGIBLE)
        for ground in self.edition.grounds:
            others = self._any_of(holds for other, holds in self.holds.items() if other != ground.id)
            alone = self.nodes.both(self.nodes.both(self.holds[ground.id], eligible), self.nodes.negation(others))
            yield from self._dead_entry("ground", ground.id, ground.when, self.holds[ground.id], alone)
        is_open = self._is_open()
        for step in self.edition.steps:
            holds = self._condition(step.when)
            yield from self._dead_entry("step", step.id, step.when, holds, self.nodes.both(holds, is_open))
        if self.edition.examination is not None:
            yield from self._dead_after_determination(self.edition.examination, is_open)

    def _dead_after_determination(self, examination: Examination, is_open: int) -> Iterator[Defect]:
        """Each question of the examination is asked somewhere; each notice is due once its steps are done."""
        for slot in examination.slots:
            holds = self._condition(slot.when)
            yield from self._dead_entry("slot", slot.id, slot.when, holds, self.nodes.both(holds, is_open))
        required = {step.id: self.nodes.both(self._condition(step.when), is_open) for step in self.edition.steps}
        for trigger in examination.triggers:
            called, steps = required[trigger.notice], [required[step] for step in trigger.after]
            for step, on_ladder in zip(trigger.after, steps, strict=True):
                if self.nodes.both(called, on_ladder) == self.nodes.false:
                    yield from self._defect("dead", "trigger_never_reached", (trigger.notice, step), called)
            if steps:
                never_due = self.nodes.both(called, self.nodes.negation(self._any_of(steps)))
                yield from self._defect("dead", "notice_never_due", (trigger.notice,), never_due)

    def not_monotone(self) -> Iterator[Defect]:
        """Turning a risk on never improves the outcome."""
        for fact in self.edition.facts:
            if fact.risk is None or fact.id in self.edition.risk_exceptions:
                continue
            for value in fact.values:
                if value == fact.risk:
                    continue
                off, on = (self._with_value(self.diagram.outcome, fact, chosen) for chosen in (value, fact.risk))
                improved = self.nodes.combined(off, on, _improves)
                if improved != self.nodes.false:
                    pair = tuple(self._twins(fact, (value, fact.risk), improved))
                    subjects = (fact.id, value, fact.risk, self._decides(pair[0]))
                    yield Defect("monotone", "risk_improves_outcome", subjects, pair)

    # Building blocks.

    def _decides(self, situation: Situation) -> str:
        """The first rule or ground on which the outcome of a situation rests."""
        said = assess(self.compiled, self.reference, situation.on, situation.answers, changes=False)
        return next(iter(entry.id for entry in said.decisive(self.edition)), self.edition.rules[0].id)

    def _condition(self, condition: Condition) -> int:
        return self.diagram.conditions.condition(condition)

    def _any_of(self, parts: Iterable[int]) -> int:
        result = self.nodes.false
        for part in parts:
            result = self.nodes.either(result, part)
        return result

    def _is_open(self) -> int:
        return self.nodes.mapped(self.diagram.outcome, lambda leaf: leaf in OPEN_OUTCOMES)

    def _decides_alone(self, rule: Rule) -> int:
        rank = PRECEDENCE.index(rule.then)
        rivals = self._any_of(
            self.fires[other.id]
            for other in self.edition.rules
            if other.id != rule.id and PRECEDENCE.index(other.then) <= rank
        )
        return self.nodes.both(self.fires[rule.id], self.nodes.negation(rivals))

    def _dead_entry(self, kind: str, entry_id: str, condition: Condition, holds: int, decides: int) -> Iterator[Defect]:
        if holds == self.nodes.false:
            situation = self._nearest(condition)
            yield Defect("dead", f"{kind}_never_holds", (entry_id,), (situation,))
        elif decides == self.nodes.false:
            yield from self._defect("dead", f"{kind}_never_decides", (entry_id,), holds)

    def _nearest(self, condition: Condition) -> Situation:
        """A situation in which as much of an impossible condition holds as can, taken from its start."""
        holding = self.nodes.true
        for part in condition.parts if isinstance(condition, All) else (condition,):
            more = self.nodes.both(holding, self._condition(part))
            if more == self.nodes.false:
                break
            holding = more
        return self._situation(self.nodes.path_to(holding, bool) or {})

    def _difference(self, fact: Fact, left: str, right: str) -> int:
        """The diagram that is true where two values of a fact give different results, recommendations included."""
        different = self.nodes.false
        for root in (self.diagram.root, self.diagram.advice):
            one, other = (self._with_value(root, fact, value) for value in (left, right))
            here = self.nodes.combined(one, other, lambda a, b: a != b)
            different = self.nodes.either(different, here)
        return different

    def _with_value(self, root: int, fact: Fact, value: str) -> int:
        """The diagram with the fact fixed to a value; for a derived fact, each place stands for its twin with it."""
        space = self.diagram.space
        level = space.level_of[fact.id]
        variable = space.variables[level]
        if variable is not None:
            return self.nodes.restricted(root, {level: variable.class_of[value]})
        return self.nodes.permuted(root, level, space.signatures.with_derived_value(fact.id, value))

    def _twins(self, fact: Fact, values: tuple[str, str], where: int) -> Iterator[Situation]:
        """Two situations that differ in this fact only, somewhere in `where`."""
        applicable = self.nodes.both(where, self._condition(fact.applicable))
        path = self.nodes.path_to(applicable if applicable != self.nodes.false else where, bool) or {}
        level = self.diagram.space.level_of[fact.id]
        variable = self.diagram.space.variables[level]
        for value in values:
            if variable is not None:
                yield self._situation({**path, level: variable.class_of[value]}, {fact.id: value})
            else:
                number = self.diagram.space.signatures.with_derived_value(fact.id, value)[path.get(level, 0)]
                yield self._situation({**path, level: number})

    def _defect(self, check: str, code: str, subjects: tuple[str, ...], bad: int) -> Iterator[Defect]:
        path = self.nodes.path_to(bad, bool)
        if path is not None:
            yield Defect(check, code, subjects, (self._situation(path),))

    def _situation(self, path: dict[int, int], exactly: dict[str, str] | None = None) -> Situation:
        found = situation_of(self.diagram.space, self.compiled.plan, self.reference, path)
        kept = {fact: value for fact, value in (exactly or {}).items() if fact in found.answers}
        return Situation(found.on, {**found.answers, **kept})


def _improves(off: Outcome, on: Outcome) -> bool:
    """Whether the outcome with the risk on is better, or just one of the two lies outside the scope."""
    return PRECEDENCE.index(on) > PRECEDENCE.index(off) or (on is Outcome.OUTSIDE_SCOPE) != (
        off is Outcome.OUTSIDE_SCOPE
    )
