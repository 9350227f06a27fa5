"""The five editions as a person would write them down: ifs, straight from the published rules, nothing of the program.

Facts are a plain dictionary. `complete` takes out what is not applicable and adds the agreement; the functions after
it expect such a cleaned and complete dictionary, in which an inapplicable fact is absent, so that any comparison with
it is false.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

Facts: TypeAlias = Mapping[str, str]
Applies: TypeAlias = Callable[[Facts], bool]

E2014, E2022, E2023, E2024, E2026 = EDITIONS = ("2014-04-01", "2022-03-08", "2023-12-22", "2024-03-26", "2026-04-21")
BEFORE_2026 = (E2014, E2022, E2023, E2024)

OUTCOMES = ("outside_scope", "barred", "not_eligible", "refer", "exceptional", "eligible")
OPEN = ("exceptional", "eligible")

# --- The facts -------------------------------------------------------------------------------------------------------

YES_NO = ("yes", "no")
STATE = ()  # the values are the states of the world, without Japan
ITEM_HEADINGS = ("none", *(str(number) for number in range(1, 14)), "13-2", "14", "15", "16", "17")
CATEGORIES = ("rescue", "transport", "vigilance", "surveillance", "minesweeping", "none")
EXEMPTIONS = (
    "none",
    "urgency_or_humanitarian",
    "international_body",
    "tender_or_test",
    "small_quantity",
    "parts_sharing_system",
    "licensor_delivery",
    "slight_contribution",
    "sdf_or_nationals",
)
AGREEMENT_VALUES = ("yes", "no", "unconfirmed")


class Question(NamedTuple):
    """A fact of an edition. `kind` is i, w or c; `parents` are the facts that `applies` looks at."""

    id: str
    values: tuple[str, ...]
    kind: str
    parents: tuple[str, ...]
    applies: Applies


def is_listed(facts: Facts) -> bool:
    """The item stands under a heading of the list."""
    return facts.get("item_heading", "none") != "none"


def is_main_purpose(facts: Facts) -> bool:
    """Peace contribution or Japan's own security."""
    return facts.get("purpose") in ("peace_contribution", "japan_security")


def is_third_state_gcap(facts: Facts) -> bool:
    """A finished product of the GCAP to a state that is no partner of it."""
    return (
        facts.get("origin") == "joint_development"
        and facts.get("programme") == "gcap"
        and facts.get("form") == "finished"
        and facts.get("destination_is_partner") == "no"
        and is_main_purpose(facts)
    )


GCAP_PARENTS = ("origin", "programme", "form", "destination_is_partner", "purpose")


def _fighting_applies(edition: str, facts: Facts) -> bool:
    if edition == E2026:
        return facts.get("weapon") == "yes" and is_main_purpose(facts)
    licensed_weapon = facts.get("weapon") == "yes" and facts.get("origin") == "licensed"
    if edition == E2023:
        return licensed_weapon
    return licensed_weapon or (is_third_state_gcap(facts) and facts.get("purpose") == "japan_security")


def _charter_applies(edition: str, facts: Facts) -> bool:
    if edition == E2026:
        return is_main_purpose(facts)
    return is_third_state_gcap(facts) and facts.get("purpose") == "japan_security"


def _when(**wanted: str) -> Applies:
    pairs = tuple(wanted.items())
    return lambda facts: all(facts.get(fact) == value for fact, value in pairs)


def _questions(edition: str) -> tuple[Question, ...]:
    rows: list[Question] = [Question("item_heading", ITEM_HEADINGS, "i", (), lambda facts: True)]

    def add(fact: str, values: tuple[str, ...], kind: str, *parents: str, when: Applies = is_listed) -> None:
        rows.append(Question(fact, values, kind, ("item_heading", *parents), when))

    security = _when(purpose="japan_security")
    add("form", ("finished", "part", "technology", "service"), "i")
    add("weapon", YES_NO, "i")
    add("destination", STATE, "i")
    add("recipient_kind", ("government", "international_body", "other"), "i")
    add("treaty_breach", YES_NO, "w")
    add("unsc_breach", YES_NO, "w")
    add("conflict_party", YES_NO, "w")
    add("purpose", ("peace_contribution", "japan_security", "sdf_or_nationals", "minimal_impact", "none"), "i")
    if edition in BEFORE_2026:
        add("security_cooperation", YES_NO, "w", "purpose", when=security)
    add("origin", ("domestic", "licensed", "joint_development"), "i")
    add("destination_is_partner", YES_NO, "i", "origin", when=_when(origin="joint_development"))
    if edition in (E2024, E2026):
        add("programme", ("gcap", "other"), "i", "origin", when=_when(origin="joint_development"))
    if edition in BEFORE_2026:
        add("licensor_state", STATE, "i", "origin", when=_when(origin="licensed"))
    if edition in (E2023, E2024, E2026):
        add("licensor_agrees", YES_NO, "c", "origin", when=_when(origin="licensed"))
    if edition in BEFORE_2026:
        add("acsa_supply", YES_NO, "i", "purpose", when=security)
        exchange = _when(purpose="japan_security", form="technology")
        add("technology_exchange", YES_NO, "i", "purpose", "form", when=exchange)
        add("forces_repair", YES_NO, "i", "purpose", "form", when=_when(purpose="japan_security", form="service"))
        add("cooperation_category", CATEGORIES, "i", "purpose", when=security)
    if edition in (E2023, E2024):
        add(
            "mounted_arms_only", YES_NO, "i", "weapon", "cooperation_category",
            when=lambda f: f.get("weapon") == "yes" and f.get("cooperation_category", "none") != "none",
        )  # fmt: skip
    if edition in (E2022, E2023, E2024):
        add("aggression_victim", YES_NO, "w", "purpose", when=security)
    if edition in (E2023, E2024, E2026):
        parents = {
            E2023: ("weapon", "origin"),
            E2024: ("weapon", *GCAP_PARENTS),
            E2026: ("weapon", "purpose"),
        }[edition]
        add("fighting", YES_NO, "w", *parents, when=lambda f: _fighting_applies(edition, f))
        if edition == E2024:
            special = _when(fighting="yes", origin="licensed")
            add("special_circumstances", YES_NO, "w", "fighting", "origin", when=special)
        else:
            add("special_circumstances", YES_NO, "w", "fighting", when=_when(fighting="yes"))
    add("terms", ("sale", "grant", "temporary"), "c")
    add("sdf_surplus", YES_NO, "i", "terms", when=_when(terms="grant"))
    add("developing_region", YES_NO, "w", "sdf_surplus", when=_when(sdf_surplus="yes"))
    add("gift_agreement", YES_NO, "c", "sdf_surplus", when=_when(sdf_surplus="yes"))
    if edition in (E2024, E2026):
        parents = GCAP_PARENTS if edition == E2024 else ("purpose",)
        add("un_charter_commitment", YES_NO, "c", *parents, when=lambda f: _charter_applies(edition, f))
    add("prior_consent_commitment", YES_NO, "c")
    exempt = _when(prior_consent_commitment="no")
    add("consent_exemption", EXEMPTIONS, "w", "prior_consent_commitment", when=exempt)
    add("recipient_control", YES_NO, "c")
    add("careful_consideration", YES_NO, "w")
    add("precedent", YES_NO, "w")
    return tuple(rows)


#: The facts of each edition, in order: a fact stands after those on which its applicability depends.
QUESTIONS: dict[str, tuple[Question, ...]] = {edition: _questions(edition) for edition in EDITIONS}

#: Every fact that some edition asks, with its values.
VOCABULARY: dict[str, tuple[str, ...]] = {row.id: row.values for edition in EDITIONS for row in QUESTIONS[edition]}


def dependants(edition: str, fact: str) -> frozenset[str]:
    """The facts whose applicability depends on `fact`, directly or through other facts."""
    found: set[str] = set()
    for row in QUESTIONS[edition]:
        if fact in row.parents or found.intersection(row.parents):
            found.add(row.id)
    return frozenset(found)


# --- The agreements and the flags ------------------------------------------------------------------------------------

#: State: signed, in force (None where it is not known to be).
AGREEMENTS: dict[str, tuple[str, str | None]] = {
    "US": ("1983-11-08", "1983-11-08"),
    "GB": ("2013-07-04", "2013-07-04"),
    "AU": ("2014-07-08", "2014-12-11"),
    "FR": ("2015-03-13", "2016-12-01"),
    "IN": ("2015-12-12", "2016-03-01"),
    "PH": ("2016-02-29", "2016-04-26"),
    "IT": ("2017-05-22", "2019-04-01"),
    "DE": ("2017-07-17", "2017-07-17"),
    "MY": ("2018-04-18", "2018-04-18"),
    "ID": ("2021-03-30", "2021-03-30"),
    "VN": ("2021-09-11", "2021-09-11"),
    "TH": ("2022-05-02", "2022-05-02"),
    "SE": ("2022-12-19", "2022-12-19"),
    "AE": ("2023-05-25", "2024-01-09"),
    "SG": ("2023-06-03", "2023-06-03"),
    "MN": ("2024-12-11", "2025-01-22"),
    "BD": ("2026-02-03", "2026-02-03"),
    "CA": ("2026-01-27", None),
}

EMBARGOED = frozenset({"AF", "CF", "CD", "IQ", "LB", "LY", "KP", "SO", "SS", "SD", "IR", "YE", "HT"})


def agreement_with(state: str, on: date) -> str:
    """Whether a transfer agreement with the state is in force on the day."""
    if state not in AGREEMENTS:
        return "no"
    signed, in_force = AGREEMENTS[state]
    if in_force is not None:
        return "yes" if in_force <= on.isoformat() else "no"
    return "unconfirmed" if signed <= on.isoformat() else "no"


def flags(destination: str | None) -> tuple[str, ...]:
    """What is to be looked up about a destination; decides nothing."""
    if destination is None:
        return ()
    if destination in EMBARGOED:
        return ("un_arms_embargo_check",)
    # XK is Kosovo.
    return ("invented_state",) if destination.startswith("X") and destination != "XK" else ()


# --- What the facts come to ------------------------------------------------------------------------------------------


def complete(edition: str, on: date, answers: Facts) -> dict[str, str]:
    """The applicable facts and the agreement. Raises KeyError where an applicable fact is missing."""
    facts: dict[str, str] = {}
    for row in QUESTIONS[edition]:
        if row.applies(facts):
            facts[row.id] = answers[row.id]
    if is_listed(facts):
        facts["agreement_in_force"] = answers.get("agreement_in_force") or agreement_with(facts["destination"], on)
    return facts


#: What each rule gives.
GIVES: dict[str, str] = {
    "scope": "outside_scope",
    "treaty": "barred",
    "unsc": "barred",
    "conflict-party": "barred",
    "gift-weapon": "barred",
    "gift-terms": "not_eligible",
    "no-ground": "not_eligible",
    "control": "not_eligible",
    "licence-fighting": "not_eligible",
    "licence-special": "refer",
    "gcap-fighting": "not_eligible",
    "gcap-charter": "not_eligible",
    "gcap-agreement": "not_eligible",
    "gcap-unconfirmed": "refer",
    "weapon-agreement": "not_eligible",
    "weapon-agreement-partner": "refer",
    "weapon-agreement-parts": "refer",
    "agreement-unconfirmed": "refer",
    "weapon-body": "refer",
    "fighting": "not_eligible",
    "fighting-parts": "refer",
    "fighting-gcap": "refer",
    "exception": "exceptional",
    "charter": "not_eligible",
    "recipient-control": "not_eligible",
    "licensor": "refer",
}

_COMMON_RULES = ("scope", "treaty", "unsc", "conflict-party", "gift-weapon", "gift-terms", "no-ground", "control")
_LICENCE_RULES = ("licence-fighting", "licence-special")
_GCAP_RULES = ("gcap-fighting", "gcap-charter", "gcap-agreement", "gcap-unconfirmed")

RULES: dict[str, tuple[str, ...]] = {
    E2014: _COMMON_RULES,
    E2022: _COMMON_RULES,
    E2023: _COMMON_RULES + _LICENCE_RULES,
    E2024: _COMMON_RULES + _LICENCE_RULES + _GCAP_RULES,
    E2026: _COMMON_RULES
    + ("weapon-agreement", "weapon-agreement-partner", "weapon-agreement-parts", "agreement-unconfirmed", "weapon-body")
    + ("fighting", "fighting-parts", "fighting-gcap", "exception", "charter", "recipient-control", "licensor"),
}

_COMMON_GROUNDS = ("peace", "sdf", "minimal")
_GROUNDS_2014 = (*_COMMON_GROUNDS, "joint", "acsa", "technology", "licence", "repair", "category")
_GROUNDS_2023 = (*_GROUNDS_2014, "joint-parts", "parts", "victim")

GROUNDS: dict[str, tuple[str, ...]] = {
    E2014: _GROUNDS_2014,
    E2022: (*_GROUNDS_2014, "ukraine"),
    E2023: _GROUNDS_2023,
    E2024: (*_GROUNDS_2023, "gcap"),
    E2026: (*_COMMON_GROUNDS, "open"),
}


def _common_grounds(facts: Facts) -> list[str]:
    purpose = facts.get("purpose")
    if purpose == "peace_contribution" and facts["recipient_kind"] in ("government", "international_body"):
        return ["peace"]
    if purpose == "sdf_or_nationals":
        return ["sdf"]
    if purpose == "minimal_impact":
        return ["minimal"]
    return []


def _grounds_2014(facts: Facts) -> list[str]:
    grounds = _common_grounds(facts)
    if facts.get("purpose") != "japan_security" or facts["security_cooperation"] != "yes":
        return grounds
    to_the_us = facts["destination"] == "US"
    if facts["origin"] == "joint_development" and facts["destination_is_partner"] == "yes":
        grounds.append("joint")
    if facts["acsa_supply"] == "yes" and facts["weapon"] == "no":
        grounds.append("acsa")
    if facts.get("technology_exchange") == "yes" and to_the_us:
        grounds.append("technology")
    if (
        facts["origin"] == "licensed"
        and facts["licensor_state"] == "US"
        and to_the_us
        and facts["form"] in ("part", "service")
    ):
        grounds.append("licence")
    if facts.get("forces_repair") == "yes" and to_the_us:
        grounds.append("repair")
    if facts["cooperation_category"] != "none" and facts["weapon"] == "no":
        grounds.append("category")
    return grounds


def _grounds_2022(facts: Facts) -> list[str]:
    grounds = _grounds_2014(facts)
    if (
        facts.get("purpose") == "japan_security"
        and facts["aggression_victim"] == "yes"
        and facts["destination"] == "UA"
        and facts["weapon"] == "no"
        and facts.get("sdf_surplus") == "yes"
    ):
        grounds.append("ukraine")
    return grounds


def _grounds_2023(facts: Facts) -> list[str]:
    grounds = _common_grounds(facts)
    if facts.get("purpose") != "japan_security":
        return grounds
    no_weapon = facts["weapon"] == "no"
    if facts["aggression_victim"] == "yes" and no_weapon:
        grounds.append("victim")
    if facts["security_cooperation"] != "yes":
        return grounds
    if facts["origin"] == "joint_development":
        grounds += _joint_grounds_2023(facts)
    if facts["origin"] == "licensed" and _goes_back_to_the_licensor(facts):
        grounds.append("licence")
    if facts["acsa_supply"] == "yes" and no_weapon:
        grounds.append("acsa")
    if facts.get("technology_exchange") == "yes" and facts["destination"] == "US":
        grounds.append("technology")
    if facts.get("forces_repair") == "yes":
        grounds.append("repair")
    if facts["form"] == "part" and no_weapon:
        grounds.append("parts")
    if facts["cooperation_category"] != "none" and (no_weapon or facts.get("mounted_arms_only") == "yes"):
        grounds.append("category")
    return grounds


def _joint_grounds_2023(facts: Facts) -> list[str]:
    if facts["destination_is_partner"] == "yes":
        return ["joint"]
    return ["joint-parts"] if facts["form"] in ("part", "technology") else []


def _goes_back_to_the_licensor(facts: Facts) -> bool:
    return facts["licensor_agrees"] == "yes" and facts["destination"] == facts["licensor_state"]


def _grounds_2024(facts: Facts) -> list[str]:
    grounds = _grounds_2023(facts)
    if (
        facts.get("purpose") == "japan_security"
        and facts["security_cooperation"] == "yes"
        and is_third_state_gcap(facts)
    ):
        grounds.append("gcap")
    return grounds


def _grounds_2026(facts: Facts) -> list[str]:
    return ["open"] if facts.get("purpose") == "japan_security" else _common_grounds(facts)


def _no_rules(facts: Facts, grounds: list[str]) -> list[str]:
    return []


def _rules_2023(facts: Facts, grounds: list[str]) -> list[str]:
    if grounds == ["licence"] and facts["weapon"] == "yes" and facts["fighting"] == "yes":
        return ["licence-special" if facts["special_circumstances"] == "yes" else "licence-fighting"]
    return []


def _rules_2024(facts: Facts, grounds: list[str]) -> list[str]:
    rules = _rules_2023(facts, grounds)
    if facts.get("purpose") == "japan_security" and is_third_state_gcap(facts):
        if facts["fighting"] == "yes":
            rules.append("gcap-fighting")
        if facts["un_charter_commitment"] == "no":
            rules.append("gcap-charter")
        if facts["agreement_in_force"] == "no":
            rules.append("gcap-agreement")
        if facts["agreement_in_force"] == "unconfirmed":
            rules.append("gcap-unconfirmed")
    return rules


def _weapon_rules_2026(facts: Facts) -> list[str]:
    rules = []
    finished = facts["form"] == "finished"
    agreement = facts["agreement_in_force"]
    if facts["recipient_kind"] == "international_body":
        rules.append("weapon-body")
    elif agreement == "unconfirmed":
        rules.append("agreement-unconfirmed")
    elif agreement == "no" and not finished:
        rules.append("weapon-agreement-parts")
    elif agreement == "no":
        to_partner = facts["origin"] == "joint_development" and facts["destination_is_partner"] == "yes"
        rules.append("weapon-agreement-partner" if to_partner else "weapon-agreement")
    if facts["fighting"] == "yes":
        if not finished:
            rules.append("fighting-parts")
        elif facts["special_circumstances"] == "no":
            rules.append("fighting")
        else:
            rules.append("fighting-gcap" if is_third_state_gcap(facts) else "exception")
    return rules


def _rules_2026(facts: Facts, grounds: list[str]) -> list[str]:
    if not is_main_purpose(facts):
        return []
    rules = _weapon_rules_2026(facts) if facts["weapon"] == "yes" else []
    if facts["un_charter_commitment"] == "no":
        rules.append("charter")
    if facts["recipient_control"] == "no":
        rules.append("recipient-control")
    if facts["origin"] == "licensed" and facts["licensor_agrees"] == "no":
        rules.append("licensor")
    return rules


_GROUNDS_OF = {
    E2014: _grounds_2014,
    E2022: _grounds_2022,
    E2023: _grounds_2023,
    E2024: _grounds_2024,
    E2026: _grounds_2026,
}
_RULES_OF = {E2014: _no_rules, E2022: _no_rules, E2023: _rules_2023, E2024: _rules_2024, E2026: _rules_2026}


def _fired(edition: str, facts: Facts, grounds: list[str]) -> list[str]:
    if facts["item_heading"] == "none":
        return ["scope"]
    rules = []
    if facts["treaty_breach"] == "yes":
        rules.append("treaty")
    if facts["unsc_breach"] == "yes":
        rules.append("unsc")
    if facts["conflict_party"] == "yes":
        rules.append("conflict-party")
    if facts.get("sdf_surplus") == "yes":
        if facts["weapon"] == "yes":
            rules.append("gift-weapon")
        elif not (
            facts["recipient_kind"] == "government"
            and facts["developing_region"] == "yes"
            and facts["gift_agreement"] == "yes"
        ):
            rules.append("gift-terms")
    if not grounds:
        rules.append("no-ground")
    if (
        facts["prior_consent_commitment"] != "yes"
        and facts.get("gift_agreement") != "yes"
        and (facts["consent_exemption"] == "none" or facts["recipient_control"] != "yes")
    ):
        rules.append("control")
    return rules + _RULES_OF[edition](facts, grounds)


def _gravest(rules: list[str]) -> str:
    given = [GIVES[rule] for rule in rules]
    for outcome in OUTCOMES:
        if outcome in given:
            return outcome
    return "eligible"


def _nsc_step(edition: str, facts: Facts) -> str | None:
    if edition == E2026 and facts["weapon"] == "yes" and is_main_purpose(facts):
        return "nsc_four_ministers"
    return "nsc" if facts["careful_consideration"] == "yes" else None


def _needs_cabinet(edition: str, facts: Facts, grounds: list[str]) -> bool:
    return "gcap" in grounds if edition == E2024 else edition == E2026 and is_third_state_gcap(facts)


def _approvals(edition: str, facts: Facts, grounds: list[str]) -> tuple[str, ...]:
    steps = ["interministerial_examination"]
    if facts["precedent"] == "no":
        steps.append("nsc_secretaries")
    nsc = _nsc_step(edition, facts)
    if nsc:
        steps.append(nsc)
    if _needs_cabinet(edition, facts, grounds):
        steps.append("cabinet")
    if facts.get("sdf_surplus") == "yes":
        steps.append("defense_minister")
    steps.append("meti_permit")
    return tuple(steps)


def _notices(edition: str, facts: Facts) -> frozenset[str]:
    nsc = _nsc_step(edition, facts)
    notices = ["annual_report"]
    if nsc:
        notices.append("nsc_case_publication")
    if nsc == "nsc_four_ministers":
        notices.append("diet_notice")
    return frozenset(notices)


def _binding(edition: str, facts: Facts, grounds: list[str]) -> frozenset[str]:
    commitments = ["appropriate_control"]
    if facts["prior_consent_commitment"] == "yes" or facts.get("sdf_surplus") == "yes":
        commitments += ["no_extra_purpose_use", "no_third_party_transfer"]
    if "gcap" in grounds or (edition == E2026 and is_main_purpose(facts)):
        commitments.append("un_charter_use")
    return frozenset(commitments)


RECOMMENDED = frozenset(
    {"site_verification", "inventory_records", "periodic_report", "loss_notification", "return_or_disposal"}
)

#: How the body of a step speaks. The published rules leave open how the Minister of Defense does.
SIGN_OFF = {
    "interministerial_examination": "finding",
    "nsc_secretaries": "meeting",
    "nsc": "meeting",
    "nsc_four_ministers": "meeting",
    "cabinet": "meeting",
    "meti_permit": "permit",
}
FOUR_MINISTERS = ("prime_minister", "chief_cabinet_secretary", "foreign_minister", "defense_minister")


class Decision(NamedTuple):
    """What a complete case comes to: the part of it that has to be the same for a result to be settled."""

    outcome: str
    approvals: tuple[str, ...]
    notices: frozenset[str]
    binding: frozenset[str]


class Explained(NamedTuple):
    """A decision with the rules that fire, the grounds that hold, and what is only recommended."""

    decision: Decision
    rules: frozenset[str]
    grounds: frozenset[str]
    recommended: frozenset[str]


_NOTHING: frozenset[str] = frozenset()


def _decide(edition: str, facts: Facts, grounds: list[str], outcome: str) -> Decision:
    if outcome not in OPEN:
        return Decision(outcome, (), _NOTHING, _NOTHING)
    return Decision(
        outcome, _approvals(edition, facts, grounds), _notices(edition, facts), _binding(edition, facts, grounds)
    )


def decide(edition: str, facts: Facts) -> Decision:
    """What complete facts come to (see `complete`)."""
    grounds = _GROUNDS_OF[edition](facts)
    return _decide(edition, facts, grounds, _gravest(_fired(edition, facts, grounds)))


def explain(edition: str, facts: Facts, set_aside: frozenset[str] = frozenset()) -> Explained:
    """What complete facts come to, and why. The rules set aside fire without giving their outcome."""
    grounds = _GROUNDS_OF[edition](facts)
    rules = _fired(edition, facts, grounds)
    outcome = _gravest([rule for rule in rules if rule not in set_aside])
    decision = _decide(edition, facts, grounds, outcome)
    recommended = RECOMMENDED if outcome in OPEN and _is_to_be_followed_up(facts) else _NOTHING
    return Explained(decision, frozenset(rules), frozenset(grounds), recommended)


def _is_to_be_followed_up(facts: Facts) -> bool:
    return facts["form"] == "finished" and is_main_purpose(facts) and facts["terms"] != "temporary"


def sign_off(step: str, outcome: str) -> str | None:
    """How the step is done, where the published rules say it."""
    if step == "nsc_four_ministers" and outcome == "exceptional":
        return "each"
    return SIGN_OFF.get(step)
