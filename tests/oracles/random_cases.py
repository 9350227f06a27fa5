"""Random cases: complete ones and partial ones of every degree, plain and bent from cases that reach far.

Plain chance rarely gets past a breach of a treaty, or to a fighting GCAP. Half of the cases are therefore cases that
are known to get far, with some facts drawn anew.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from tests.oracles import by_hand
from tests.oracles.by_hand import E2014, E2022, E2023, E2024, E2026, EDITIONS, Question

#: States that matter somewhere, and some that do not.
STATES = (*by_hand.AGREEMENTS, "UA", "US", "NZ", "KH", "XA", "XK", "AF", "KP")

#: Answers that are seldom true, and end a case where they are.
_RARE: Mapping[str, tuple[str, float]] = {
    "treaty_breach": ("no", 0.93),
    "unsc_breach": ("no", 0.93),
    "conflict_party": ("no", 0.93),
    "prior_consent_commitment": ("yes", 0.7),
    "recipient_control": ("yes", 0.8),
    "un_charter_commitment": ("yes", 0.8),
    "purpose": ("japan_security", 0.6),
    "security_cooperation": ("yes", 0.75),
    "destination": ("US", 0.2),
    "licensor_state": ("US", 0.3),
}

#: With even chances these would end seven cases of eight at once.
_BREACHES = ("treaty_breach", "unsc_breach", "conflict_party")

_GOOD = {
    "item_heading": "2", "form": "finished", "weapon": "yes", "destination": "PH", "recipient_kind": "government",
    "treaty_breach": "no", "unsc_breach": "no", "conflict_party": "no", "purpose": "japan_security",
    "security_cooperation": "yes", "origin": "domestic", "destination_is_partner": "no", "programme": "gcap",
    "licensor_state": "US", "licensor_agrees": "yes", "acsa_supply": "no", "technology_exchange": "no",
    "forces_repair": "no", "cooperation_category": "none", "mounted_arms_only": "no", "aggression_victim": "no",
    "fighting": "no", "special_circumstances": "no", "terms": "sale", "sdf_surplus": "no", "developing_region": "yes",
    "gift_agreement": "yes", "un_charter_commitment": "yes", "prior_consent_commitment": "yes",
    "consent_exemption": "tender_or_test", "recipient_control": "yes", "careful_consideration": "yes",
    "precedent": "no",
}  # fmt: skip


def _good(**other: str) -> dict[str, str]:
    return _GOOD | other


#: Cases from which every rule and every ground is near.
FAR = (
    _good(),
    _good(weapon="no", cooperation_category="vigilance"),
    _good(weapon="yes", cooperation_category="rescue", mounted_arms_only="yes"),
    _good(purpose="peace_contribution", recipient_kind="international_body"),
    _good(purpose="sdf_or_nationals", terms="temporary"),
    _good(purpose="minimal_impact", prior_consent_commitment="no"),
    _good(weapon="no", destination="UA", terms="grant", sdf_surplus="yes", aggression_victim="yes"),
    _good(weapon="no", terms="grant", sdf_surplus="yes", prior_consent_commitment="no", consent_exemption="none"),
    _good(origin="licensed", destination="US"),
    _good(origin="licensed", destination="US", form="part"),
    _good(origin="licensed", destination="US", fighting="yes", special_circumstances="yes"),
    _good(origin="licensed", destination="PH", licensor_state="PH", form="service", forces_repair="yes"),
    _good(origin="licensed", destination="US", fighting="yes", form="technology", technology_exchange="yes"),
    _good(origin="joint_development", destination="AU", destination_is_partner="yes", programme="other"),
    _good(origin="joint_development", destination="IT"),
    _good(origin="joint_development", destination="NZ", fighting="yes", special_circumstances="yes"),
    _good(origin="joint_development", destination="CA", agreement_in_force="yes"),
    _good(form="part", weapon="no", origin="joint_development"),
    _good(form="technology", technology_exchange="yes", destination="US"),
    _good(form="service", forces_repair="yes", destination="US"),
    _good(fighting="yes", special_circumstances="yes"),
    _good(destination="NZ", form="technology"),
    _good(destination="CA"),
    _good(weapon="no", acsa_supply="yes", prior_consent_commitment="no"),
    _good(weapon="no", aggression_victim="yes", security_cooperation="no"),
)

_SINCE: Mapping[str, tuple[date, date]] = {
    E2014: (date(2014, 4, 1), date(2022, 3, 7)),
    E2022: (date(2022, 3, 8), date(2023, 12, 21)),
    E2023: (date(2023, 12, 22), date(2024, 3, 25)),
    E2024: (date(2024, 3, 26), date(2026, 4, 20)),
    E2026: (date(2026, 4, 21), date(2027, 3, 31)),
}


class RandomCase(NamedTuple):
    """A case under an edition: `answers` may hold what is not applicable, and facts that the edition does not know."""

    edition: str
    on: date
    answers: dict[str, str]


def edition_in_force(on: date) -> str:
    """The edition in force on a day."""
    return next(edition for edition, (first, last) in _SINCE.items() if first <= on <= last)


class Cases:
    """A source of random cases. `states` are all the states that may be drawn."""

    def __init__(self, seed: int, states: Sequence[str] = STATES, far: Sequence[Mapping[str, str]] = FAR) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing secret is drawn
        self._states = tuple(states)
        self._far = tuple(far)

    def day(self, edition: str) -> date:
        """A day: mostly one on which the edition is in force, often close to the day of an agreement."""
        draw = self.random
        first, last = _SINCE[edition] if draw.random() < 0.8 else (date(2014, 4, 1), date(2027, 3, 31))
        turning = [date.fromisoformat(day) for days in by_hand.AGREEMENTS.values() for day in days if day]
        near = [day + timedelta(days=step) for day in turning for step in (-1, 0, 1)]
        near = [day for day in near if first <= day <= last]
        if near and draw.random() < 0.3:
            return draw.choice(near)
        return first + timedelta(days=draw.randrange((last - first).days + 1))

    def complete(self, edition: str | None = None) -> RandomCase:
        """A complete case; half of them are bent from one that gets far."""
        draw = self.random
        edition = edition or draw.choice(EDITIONS)
        model: Mapping[str, str] = draw.choice(self._far) if draw.random() < 0.5 else {}
        bend = draw.choice((0.02, 0.08, 0.2, 0.4))
        facts: dict[str, str] = {}
        for row in by_hand.QUESTIONS[edition]:
            if row.applies(facts):
                kept = model.get(row.id)
                facts[row.id] = kept if kept is not None and draw.random() > bend else self._value(row)
        if model.get("agreement_in_force") or draw.random() < 0.1:
            facts["agreement_in_force"] = draw.choice(by_hand.AGREEMENT_VALUES)
        return RandomCase(edition, self.day(edition), facts)

    def even(self, edition: str) -> RandomCase:
        """A complete case of a listed item that breaches nothing, every other value of every fact equally likely."""
        facts: dict[str, str] = {}
        for row in by_hand.QUESTIONS[edition]:
            if row.applies(facts):
                values = row.values or self._states
                facts[row.id] = "no" if row.id in _BREACHES else self.random.choice(values[row.id == "item_heading" :])
        return RandomCase(edition, self.day(edition), facts)

    def with_junk(self, case: RandomCase) -> RandomCase:
        """The same case with answers that are not applicable, and facts that the edition does not know."""
        answers = dict(case.answers)
        for fact, values in by_hand.VOCABULARY.items():
            if fact not in answers and self.random.random() < 0.5:
                answers[fact] = self.random.choice(values or self._states)
        return case._replace(answers=answers)

    def partial(self, edition: str | None = None) -> RandomCase:
        """A case with some facts not known, from one to all of them, sometimes with junk among the rest."""
        draw = self.random
        whole = self.complete(edition)
        missing = draw.randint(1, draw.choice((5, 9, len(whole.answers))))
        unknown = draw.sample(sorted(whole.answers), min(missing, len(whole.answers)))
        case = whole._replace(answers={fact: value for fact, value in whole.answers.items() if fact not in unknown})
        if draw.random() < 0.3:
            junk = self.with_junk(whole).answers
            added = {fact: value for fact, value in junk.items() if fact not in whole.answers}
            case = case._replace(answers=case.answers | added)
        return case

    def _value(self, row: Question) -> str:
        draw = self.random
        if row.id == "item_heading":
            return draw.choice(row.values[1:]) if draw.random() < 0.97 else "none"
        likely, chance = _RARE.get(row.id, ("", 0.0))
        return likely if draw.random() < chance else draw.choice(row.values or self._states)
