"""The certificate catches each seeded defect by the one check that is meant for it, with a case that proves it."""

from itertools import combinations
from typing import NamedTuple

import pytest

from app.domain.decision.assessment import assess
from app.domain.decision.certificate import CHECKS, Certificate, Defect, certify
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.decision.evaluation import known_facts
from app.domain.decision.slots_asked import slots_asked
from app.domain.decision.witness import Situation
from app.domain.law.outcomes import OPEN_OUTCOMES, PRECEDENCE, Outcome, Result
from app.domain.law.reference import Reference
from app.storage.editions.edition_files import from_canonical
from app.storage.editions.edition_parser import parse_edition
from app.storage.law.register_shelf import RegisterShelf
from tests.conftest import HowMany
from tests.drafts import leave_out_the_text
from tests.oracles.by_hand import EDITIONS
from tests.oracles.random_cases import Cases, RandomCase
from tests.rulebooks.seeded_defects import DEFECTS, Seeded

every_defect = pytest.mark.parametrize("seed", DEFECTS, ids=[f"{seed.check}-{seed.name}" for seed in DEFECTS])


def mutated(seed: Seeded, shelf: RegisterShelf) -> CompiledEdition:
    """The edition with the defect; the loader has nothing to object to it."""
    tables = from_canonical(shelf.content(shelf.edition(seed.edition)))
    leave_out_the_text(tables.entries)
    seed.change(tables.entries)
    edition, flaws = parse_edition(tables, shelf.reference())
    assert [f"{flaw.entry}: {flaw}" for flaw in flaws] == []
    return CompiledEdition(edition)


@every_defect
def test_a_defect_is_caught_by_its_own_check_alone(seed: Seeded, shelf: RegisterShelf, reference: Reference) -> None:
    certificate = certify(mutated(seed, shelf), reference)
    assert {defect.check for defect in certificate.defects} == {seed.check}
    assert seed.code in {defect.code for defect in certificate.defects}
    assert not certificate.is_certified
    assert [check for check in CHECKS if not certificate.passed(check)] == [seed.check]


@every_defect
def test_each_counterexample_shows_its_defect(seed: Seeded, shelf: RegisterShelf, reference: Reference) -> None:
    compiled = mutated(seed, shelf)
    for defect in certify(compiled, reference).defects:
        assert Demonstration(compiled, reference, defect).succeeds(), (defect.code, defect.subjects)


def test_there_are_thirty_defects_and_five_of_each_kind() -> None:
    assert len(DEFECTS) >= 30
    assert all(sum(seed.check == check for seed in DEFECTS) >= 5 for check in CHECKS)
    assert len({seed.name for seed in DEFECTS}) == len(DEFECTS)


class Demonstration:
    """The situations of a defect, assessed as anybody's case would be."""

    def __init__(self, compiled: CompiledEdition, reference: Reference, defect: Defect) -> None:
        self.compiled = compiled
        self.reference = reference
        self.defect = defect
        self.said = [self._determined(situation) for situation in defect.situations]

    def _determined(self, situation: Situation) -> Determination:
        determination = assess(self.compiled, self.reference, situation.on, situation.answers)
        assert determination.settled
        assert determination.not_known == ()
        return determination

    def succeeds(self) -> bool:
        """Whether the situations show what the defect says."""
        return bool(getattr(self, self.defect.code)())

    def open_without_ground(self) -> bool:
        return self.said[0].outcome in OPEN_OUTCOMES and not _holding(self.said[0], "ground")

    def open_without_permit(self) -> bool:
        steps = self.said[0].approvals
        return self.said[0].outcome in OPEN_OUTCOMES and (not steps or steps[-1].sign_off != "permit")

    def never_told_apart(self) -> bool:
        one, other = self.said
        return self._are_twins() and _result(one) == _result(other)

    def state_never_matters(self) -> bool:
        one, other = self.said
        [fact], (left, right) = self.defect.subjects, self.defect.situations
        changed = {name for name in {*left.answers, *right.answers} if left.answers[name] != right.answers[name]}
        return changed == {fact} and _result(one) == _result(other)

    def declared_alike_but_told_apart(self) -> bool:
        one, other = self.said
        return self._are_twins() and _result(one) != _result(other)

    def undeclared_conflict(self) -> bool:
        rules = {rule.id: rule for rule in self.compiled.edition.rules}
        graver, milder = (rules[rule_id] for rule_id in self.defect.subjects)
        fire = set(self.defect.subjects) <= _holding(self.said[0], "rule")
        return fire and graver.then is not milder.then and graver.id not in milder.yields_to

    def rule_never_holds(self) -> bool:
        return self.defect.subjects[0] not in _holding(self.said[0], "rule")

    def rule_never_decides(self) -> bool:
        rules = {rule.id: PRECEDENCE.index(rule.then) for rule in self.compiled.edition.rules}
        [subject], firing = self.defect.subjects, _holding(self.said[0], "rule")
        return subject in firing and any(rules[other] <= rules[subject] for other in firing - {subject})

    def ground_never_holds(self) -> bool:
        return self.defect.subjects[0] not in _holding(self.said[0], "ground")

    def ground_never_decides(self) -> bool:
        [subject], holding = self.defect.subjects, _holding(self.said[0], "ground")
        return subject in holding and (bool(holding - {subject}) or self.said[0].outcome is not Outcome.ELIGIBLE)

    def step_never_holds(self) -> bool:
        return self._step() is Result.FAILS

    def step_never_decides(self) -> bool:
        return self._step() is Result.HOLDS and self.said[0].outcome not in OPEN_OUTCOMES

    def slot_never_holds(self) -> bool:
        return self.defect.subjects[0] not in self._slots()

    def slot_never_decides(self) -> bool:
        return self.defect.subjects[0] in self._slots() and self.said[0].outcome not in OPEN_OUTCOMES

    def trigger_never_reached(self) -> bool:
        notice, step = self.defect.subjects
        [said] = self.said
        return notice in said.notices and step not in {each.id for each in said.approvals}

    def notice_never_due(self) -> bool:
        [notice], [said] = self.defect.subjects, self.said
        examination = self.compiled.edition.examination
        assert examination is not None
        [after] = (trigger.after for trigger in examination.triggers if trigger.notice == notice)
        return notice in said.notices and not set(after) & {each.id for each in said.approvals}

    def _slots(self) -> set[str]:
        """The questions of the ministries that are asked in the situation."""
        [situation] = self.defect.situations
        known = known_facts(self.compiled.edition, self.reference, situation.on, situation.answers)
        examination = self.compiled.edition.examination
        assert examination is not None
        return {slot.id for slot in slots_asked(examination, self.compiled, self.reference, situation.on, known)}

    def risk_improves_outcome(self) -> bool:
        off, on = (PRECEDENCE.index(said.outcome) for said in self.said)
        return self._are_twins() and on > off

    def _step(self) -> Result:
        [situation] = self.defect.situations
        known = known_facts(self.compiled.edition, self.reference, situation.on, situation.answers)
        return self.compiled.plan.evaluate(known).result(self.defect.subjects[0])

    def _are_twins(self) -> bool:
        """Whether the two differ in the fact at issue, and in nothing else but what becomes applicable with it."""
        fact, *values = self.defect.subjects
        edition, (one, other) = self.compiled.edition, self.defect.situations
        seen = [known_facts(edition, self.reference, each.on, each.answers) for each in (one, other)]
        both = set(one.answers) & set(other.answers) - {fact}
        alike = all(one.answers[name] == other.answers[name] for name in both) or not edition.fact_by_id[fact].is_asked
        return one.on == other.on and [known[fact] for known in seen] == values[:2] and alike


def _holding(said: Determination, kind: str) -> set[str]:
    return {found.id for found in said.findings if found.kind == kind and found.result is Result.HOLDS}


def _result(said: Determination) -> tuple[object, ...]:
    return said.outcome, said.approvals, said.notices, said.commitments


# The certificate held against samples, which share nothing with the diagram.


class Sample(NamedTuple):
    """What came of one random complete case."""

    case: RandomCase
    said: Determination


@pytest.fixture(scope="module", params=EDITIONS)
def sampled(
    request: pytest.FixtureRequest, shelf: RegisterShelf, reference: Reference, how_many: HowMany
) -> tuple[CompiledEdition, Certificate, list[Sample]]:
    """An edition with its certificate and a good many complete cases."""
    compiled = shelf.compiled(request.param)
    cases = Cases(seed=46)
    drawn = [cases.with_junk(cases.complete(request.param)) for _ in range(how_many(600, long=20_000))]
    samples = [Sample(case, assess(compiled, reference, case.on, case.answers, changes=False)) for case in drawn]
    return compiled, certify(compiled, reference), samples


Sampled = tuple[CompiledEdition, Certificate, list[Sample]]


def test_every_conflict_met_by_chance_is_on_the_list(sampled: Sampled) -> None:
    compiled, certificate, samples = sampled
    listed = {(conflict.prevails, conflict.yields) for conflict in certificate.conflicts}
    rules = {rule.id: PRECEDENCE.index(rule.then) for rule in compiled.edition.rules}
    for sample in samples:
        for one, other in combinations(sorted(_holding(sample.said, "rule"), key=rules.__getitem__), 2):
            assert rules[one] == rules[other] or (one, other) in listed, sample.case


def test_every_conflict_on_the_list_is_real(sampled: Sampled, reference: Reference) -> None:
    compiled, certificate, _ = sampled
    assert certificate.conflicts
    for conflict in certificate.conflicts:
        said = assess(compiled, reference, conflict.situation.on, conflict.situation.answers)
        assert {conflict.prevails, conflict.yields} <= _holding(said, "rule")
        assert said.outcome is not Outcome.UNDETERMINED


def test_values_said_never_to_be_told_apart_are_alike_in_every_sample(sampled: Sampled, reference: Reference) -> None:
    compiled, certificate, samples = sampled
    for fact, values in certificate.alike:
        for sample in samples[:150]:
            given = sample.case.answers.get(fact)
            if given in values:
                other = values[(values.index(given) + 1) % len(values)]
                answers = {**sample.case.answers, fact: other}
                assert _result(assess(compiled, reference, sample.case.on, answers)) == _result(sample.said)


def test_values_not_on_the_list_are_told_apart_by_some_case(sampled: Sampled, reference: Reference) -> None:
    compiled, certificate, samples = sampled
    alike = {(fact, value): number for number, (fact, group) in enumerate(certificate.alike) for value in group}
    apart = {
        (fact.id, frozenset((one, other)))
        for fact in compiled.edition.asked
        for one, other in combinations(fact.values, 2)
        if alike.get((fact.id, one), one) != alike.get((fact.id, other), other)
    }
    for sample in samples:
        for fact, one in sample.case.answers.items():
            for other in compiled.edition.fact_by_id[fact].values if fact in compiled.edition.fact_by_id else ():
                pair = (fact, frozenset((one, other)))
                if pair in apart and _differs(compiled, reference, sample, fact, other):
                    apart.discard(pair)
    assert apart == set()


def _differs(compiled: CompiledEdition, reference: Reference, sample: Sample, fact: str, other: str) -> bool:
    """Whether the case is settled with another value too, and comes out differently."""
    said = assess(
        compiled, reference, sample.case.on, {**sample.case.answers, fact: other}, findings=False, changes=False
    )
    return said.settled and _result(said) != _result(sample.said)


def test_turning_a_risk_on_improves_no_sample(sampled: Sampled, reference: Reference) -> None:
    compiled, certificate, samples = sampled
    risks = {fact.id: fact.risk for fact in compiled.edition.facts if fact.risk is not None}
    assert set(certificate.risks) == set(risks)
    for sample in samples[:150]:
        for fact, risk in risks.items():
            if sample.case.answers.get(fact, risk) != risk:
                on = assess(compiled, reference, sample.case.on, {**sample.case.answers, fact: risk}, changes=False)
                assert max(map(PRECEDENCE.index, on.possible)) <= PRECEDENCE.index(sample.said.outcome)


def test_every_open_sample_has_a_ground_and_ends_in_a_permit(sampled: Sampled) -> None:
    opened = [sample for sample in sampled[2] if sample.said.outcome in OPEN_OUTCOMES]
    assert opened
    for sample in opened:
        assert _holding(sample.said, "ground")
        assert sample.said.approvals[-1].sign_off == "permit"
