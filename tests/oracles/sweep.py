"""The outcome over whole arrays of cases at once: the rules written once more, with numpy.

A fact is an array of positions in its values; all arrays of a sweep broadcast together. It serves where so many cases
have to be tried that one at a time would take too long.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tests.oracles import by_hand
from tests.oracles.by_hand import BEFORE_2026, E2014, E2022, E2023, E2024, E2026

Flags: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.integer[Any]]

BARRED, NOT_ELIGIBLE, REFER, EXCEPTIONAL, ELIGIBLE, OUTSIDE = range(6)
RANKS = ("barred", "not_eligible", "refer", "exceptional", "eligible", "outside_scope")

_FALSE: Flags = np.zeros((), dtype=np.bool_)
_TRUE: Flags = np.ones((), dtype=np.bool_)


class Cases:
    """Many cases: for each fact an array of codes. A fact without an array is applicable in none of them."""

    def __init__(self, edition: str, values: Mapping[str, tuple[str, ...]], codes: Mapping[str, Codes]) -> None:
        self.edition = edition
        self._values = values
        self._codes = codes
        self._applicable: dict[str, Flags] = {}
        self._compared: dict[tuple[str, tuple[str, ...]], Flags] = {}

    def applicable(self, fact: str) -> Flags:
        """Where the fact is applicable."""
        found = self._applicable.get(fact)
        if found is None:
            found = _applies(self, fact) if fact in self._codes else _FALSE
            self._applicable[fact] = found
        return found

    def has(self, fact: str, *values: str) -> Flags:
        """Where the fact is applicable and has one of the values."""
        key = (fact, values)
        found = self._compared.get(key)
        if found is None:
            found = _FALSE
            if fact in self._codes:
                for value in values:
                    if value in self._values[fact]:
                        found = found | (self._codes[fact] == self._values[fact].index(value))
                found = found & self.applicable(fact)
            self._compared[key] = found
        return found

    def differs(self, fact: str, value: str) -> Flags:
        """Where the fact is applicable and has another value."""
        return self.applicable(fact) & ~self.has(fact, value)

    def same_state(self) -> Flags:
        """Where the destination is the licensor."""
        if "licensor_state" not in self._codes:
            return _FALSE
        same: Flags = self._codes["destination"] == self._codes["licensor_state"]
        return same & self.applicable("licensor_state")


def _main(cases: Cases) -> Flags:
    return cases.has("purpose", "peace_contribution", "japan_security")


def _security(cases: Cases) -> Flags:
    return cases.has("purpose", "japan_security")


def _third_state_gcap(cases: Cases) -> Flags:
    return (
        cases.has("origin", "joint_development")
        & cases.has("programme", "gcap")
        & cases.has("form", "finished")
        & cases.has("destination_is_partner", "no")
        & _main(cases)
    )


def _fighting_asked(cases: Cases) -> Flags:
    if cases.edition == E2026:
        return cases.has("weapon", "yes") & _main(cases)
    licensed = cases.has("weapon", "yes") & cases.has("origin", "licensed")
    return licensed if cases.edition == E2023 else licensed | (_third_state_gcap(cases) & _security(cases))


def _charter_asked(cases: Cases) -> Flags:
    return _main(cases) if cases.edition == E2026 else _third_state_gcap(cases) & _security(cases)


_APPLIES: dict[str, tuple[tuple[str, ...], Callable[[Cases], Flags]]] = {
    "security_cooperation": (BEFORE_2026, _security),
    "destination_is_partner": (by_hand.EDITIONS, lambda c: c.has("origin", "joint_development")),
    "programme": ((E2024, E2026), lambda c: c.has("origin", "joint_development")),
    "licensor_state": (BEFORE_2026, lambda c: c.has("origin", "licensed")),
    "licensor_agrees": ((E2023, E2024, E2026), lambda c: c.has("origin", "licensed")),
    "acsa_supply": (BEFORE_2026, _security),
    "technology_exchange": (BEFORE_2026, lambda c: _security(c) & c.has("form", "technology")),
    "forces_repair": (BEFORE_2026, lambda c: _security(c) & c.has("form", "service")),
    "cooperation_category": (BEFORE_2026, _security),
    "mounted_arms_only": (
        (E2023, E2024),
        lambda c: c.has("weapon", "yes") & c.differs("cooperation_category", "none"),
    ),
    "aggression_victim": ((E2022, E2023, E2024), _security),
    "fighting": ((E2023, E2024, E2026), _fighting_asked),
    "special_circumstances": (
        (E2023, E2024, E2026),
        lambda c: c.has("fighting", "yes") & (c.has("origin", "licensed") if c.edition == E2024 else _TRUE),
    ),
    "sdf_surplus": (by_hand.EDITIONS, lambda c: c.has("terms", "grant")),
    "developing_region": (by_hand.EDITIONS, lambda c: c.has("sdf_surplus", "yes")),
    "gift_agreement": (by_hand.EDITIONS, lambda c: c.has("sdf_surplus", "yes")),
    "un_charter_commitment": ((E2024, E2026), _charter_asked),
    "consent_exemption": (by_hand.EDITIONS, lambda c: c.has("prior_consent_commitment", "no")),
}


def _applies(cases: Cases, fact: str) -> Flags:
    if fact == "item_heading":
        return _TRUE
    listed = cases.differs("item_heading", "none")
    if fact not in _APPLIES:
        return listed
    editions, rule = _APPLIES[fact]
    return listed & rule(cases) if cases.edition in editions else _FALSE


def _early_licence(cases: Cases) -> Flags:
    return (
        cases.has("origin", "licensed")
        & cases.has("licensor_state", "US")
        & cases.has("destination", "US")
        & cases.has("form", "part", "service")
    )


def _grounds_before_2026(cases: Cases) -> dict[str, Flags]:
    early = cases.edition in (E2014, E2022)
    no_weapon = cases.has("weapon", "no")
    joint = cases.has("origin", "joint_development")
    grounds = {
        "joint": joint & cases.has("destination_is_partner", "yes"),
        "acsa": cases.has("acsa_supply", "yes") & no_weapon,
        "technology": cases.has("technology_exchange", "yes") & cases.has("destination", "US"),
        "repair": cases.has("forces_repair", "yes") & (cases.has("destination", "US") if early else _TRUE),
        "category": cases.differs("cooperation_category", "none")
        & (no_weapon if early else no_weapon | cases.has("mounted_arms_only", "yes")),
        "licence": _early_licence(cases)
        if early
        else cases.has("origin", "licensed") & cases.same_state() & cases.has("licensor_agrees", "yes"),
    }
    if not early:
        partner = cases.has("destination_is_partner", "no")
        grounds["joint-parts"] = joint & partner & cases.has("form", "part", "technology")
        grounds["parts"] = cases.has("form", "part") & no_weapon
    if cases.edition == E2024:
        grounds["gcap"] = _third_state_gcap(cases)
    cooperating = _security(cases) & cases.has("security_cooperation", "yes")
    grounds = {ground: holds & cooperating for ground, holds in grounds.items()}
    victim = _security(cases) & cases.has("aggression_victim", "yes") & no_weapon
    if cases.edition == E2022:
        grounds["ukraine"] = victim & cases.has("destination", "UA") & cases.has("sdf_surplus", "yes")
    elif not early:
        grounds["victim"] = victim
    return grounds


def _grounds(cases: Cases) -> dict[str, Flags]:
    grounds = {"open": _security(cases)} if cases.edition == E2026 else _grounds_before_2026(cases)
    grounds["peace"] = cases.has("purpose", "peace_contribution") & cases.has(
        "recipient_kind", "government", "international_body"
    )
    grounds["sdf"] = cases.has("purpose", "sdf_or_nationals")
    grounds["minimal"] = cases.has("purpose", "minimal_impact")
    return grounds


def _any(flags: list[Flags]) -> Flags:
    found = _FALSE
    for one in flags:
        found = found | one
    return found


def _control_fails(cases: Cases) -> Flags:
    exempt = cases.differs("consent_exemption", "none") & cases.has("recipient_control", "yes")
    return ~(cases.has("prior_consent_commitment", "yes") | cases.has("gift_agreement", "yes") | exempt)


def _licence_fighting(cases: Cases, grounds: Mapping[str, Flags]) -> Flags:
    others = _any([holds for ground, holds in grounds.items() if ground != "licence"])
    return grounds["licence"] & ~others & cases.has("weapon", "yes") & cases.has("fighting", "yes")


def _further_2024(cases: Cases) -> tuple[Flags, Flags]:
    gcap = _third_state_gcap(cases) & _security(cases)
    stopped = (
        cases.has("fighting", "yes") | cases.has("un_charter_commitment", "no") | cases.has("agreement_in_force", "no")
    )
    return gcap & stopped, gcap & cases.has("agreement_in_force", "unconfirmed")


def _further_2026(cases: Cases) -> tuple[Flags, Flags, Flags]:
    weapon = cases.has("weapon", "yes") & _main(cases)
    finished = cases.has("form", "finished")
    state = cases.differs("recipient_kind", "international_body")
    without = weapon & state & cases.has("agreement_in_force", "no")
    partner = cases.has("origin", "joint_development") & cases.has("destination_is_partner", "yes")
    fighting = weapon & cases.has("fighting", "yes")
    special = fighting & finished & cases.has("special_circumstances", "yes")
    gcap = _third_state_gcap(cases)
    unbound = cases.has("un_charter_commitment", "no") | cases.has("recipient_control", "no")
    not_eligible = (
        (without & finished & ~partner)
        | (fighting & finished & cases.has("special_circumstances", "no"))
        | (_main(cases) & unbound)
    )
    refer = (
        (without & (partner | ~finished))
        | (weapon & state & cases.has("agreement_in_force", "unconfirmed"))
        | (weapon & cases.has("recipient_kind", "international_body"))
        | (fighting & ~finished)
        | (special & gcap)
        | (_main(cases) & cases.has("licensor_agrees", "no"))
    )
    return not_eligible, refer, special & ~gcap


def ranks(cases: Cases) -> NDArray[np.int8]:
    """The outcome of each case, as a position in `RANKS`."""
    grounds = _grounds(cases)
    gift = cases.has("sdf_surplus", "yes")
    proper_gift = (
        cases.has("recipient_kind", "government")
        & cases.has("developing_region", "yes")
        & cases.has("gift_agreement", "yes")
    )
    breaches = _any([cases.has(fact, "yes") for fact in ("treaty_breach", "unsc_breach", "conflict_party")])
    barred = breaches | (gift & cases.has("weapon", "yes"))
    not_eligible = (
        (gift & cases.has("weapon", "no") & ~proper_gift) | ~_any(list(grounds.values())) | _control_fails(cases)
    )
    refer, exceptional = _FALSE, _FALSE
    if cases.edition in (E2023, E2024):
        stopped = _licence_fighting(cases, grounds)
        not_eligible = not_eligible | (stopped & cases.has("special_circumstances", "no"))
        refer = stopped & cases.has("special_circumstances", "yes")
    if cases.edition == E2024:
        gcap_stopped, gcap_unconfirmed = _further_2024(cases)
        not_eligible, refer = not_eligible | gcap_stopped, refer | gcap_unconfirmed
    if cases.edition == E2026:
        further, refer, exceptional = _further_2026(cases)
        not_eligible = not_eligible | further
    listed = cases.differs("item_heading", "none")
    return np.select(
        [~listed, barred, not_eligible, refer, exceptional],
        [np.int8(OUTSIDE), np.int8(BARRED), np.int8(NOT_ELIGIBLE), np.int8(REFER), np.int8(EXCEPTIONAL)],
        np.int8(ELIGIBLE),
    ).astype(np.int8)


def situations(
    edition: str, grouped: Mapping[str, tuple[str, ...]], states: tuple[str, ...], agreements: tuple[int, ...]
) -> Iterator[Cases]:
    """Every admissible situation once, some thousands at a time: each fact by its groups where it has them.

    `states` are the destinations, and `agreements` the code of the agreement with each.
    """
    rows = by_hand.QUESTIONS[edition]
    values = {row.id: grouped.get(row.id, row.values) or states for row in rows}
    values["agreement_in_force"] = by_hand.AGREEMENT_VALUES
    leading = ("item_heading", "form", "weapon", "destination", "recipient_kind", "purpose")
    for chosen in product(*(range(len(values[fact])) for fact in leading)):
        first = dict(zip(leading, chosen, strict=True))
        if values["item_heading"][first["item_heading"]] == "none" and any(chosen[1:]):
            continue  # nothing else is applicable: one situation
        start = {fact: np.array([code], dtype=np.int8) for fact, code in first.items()}
        start["agreement_in_force"] = np.array([agreements[first["destination"]]], dtype=np.int8)
        yield Cases(edition, values, _expanded(edition, values, start))


def _expanded(edition: str, values: Mapping[str, tuple[str, ...]], start: Mapping[str, Codes]) -> dict[str, Codes]:
    codes = dict(start)
    for row in by_hand.QUESTIONS[edition]:
        if row.id in codes:
            continue
        count = len(codes["item_heading"])
        asked = Cases(edition, values, codes | {row.id: np.zeros(count, dtype=np.int8)}).applicable(row.id)
        repeats = np.where(np.broadcast_to(asked, count), len(values[row.id]), 1)
        source = np.repeat(np.arange(count), repeats)
        added = np.arange(len(source)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        codes = {fact: column[source] for fact, column in codes.items()} | {row.id: added.astype(np.int8)}
    return codes
