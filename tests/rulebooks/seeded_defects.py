"""Defects put into the program's own editions, each a small change that one check of the certificate has to catch."""

import tomllib
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.builders import the_shelf
from tests.drafts import an_examination

#: The tables of an edition: what ("fact", "rule", …) → id → the entry as written.
Tables = dict[str, dict[str, dict[str, Any]]]
Change = Callable[[Tables], None]

E2014, E2022, E2023, E2024, E2026 = "2014-04-01", "2022-03-08", "2023-12-22", "2024-03-26", "2026-04-21"


class Seeded(NamedTuple):
    """A defect: the check that has to catch it, what it says, the edition, and the change that brings it in."""

    check: str
    code: str
    edition: str
    change: Change

    @property
    def name(self) -> str:
        """What is wrong."""
        return self.change.__name__


DEFECTS: list[Seeded] = []


def seeded(check: str, code: str, edition: str) -> Callable[[Change], Change]:
    """Put a defect on the list."""

    def listed(change: Change) -> Change:
        DEFECTS.append(Seeded(check, code, edition, change))
        return change

    return listed


def text(words: str) -> dict[str, str]:
    """A text in both languages."""
    return {"ja": words, "en": words}


def entry(label: str, when: object, **more: object) -> dict[str, Any]:
    """An entry with a condition."""
    origin = {"sources": ["principles-2014"], "confidence": "I"}
    return {"when": when, "label": text(label), "says": text(label), **origin, **more}


def yield_everywhere_to(tables: Tables, rule: str, beside: str) -> None:
    """Let every rule that yields to one also yield to another."""
    for other in tables["rule"].values():
        if beside in other.get("yields_to", ()):
            other["yields_to"] = [*other["yields_to"], rule]


# Covered: an open outcome only with a ground that holds.


@seeded("ground", "open_without_ground", E2026)
def a_part_needs_no_ground(tables: Tables) -> None:
    tables["rule"]["no-ground"]["when"]["form"] = "finished"


@seeded("ground", "open_without_ground", E2026)
def what_is_no_weapon_needs_no_ground(tables: Tables) -> None:
    tables["rule"]["no-ground"]["when"]["weapon"] = "yes"


@seeded("ground", "open_without_ground", E2026)
def a_part_for_peace_needs_no_ground(tables: Tables) -> None:
    tables["rule"]["no-ground"]["when"]["any"] = [{"purpose": "none"}, {"form": "finished"}]


@seeded("ground", "open_without_ground", E2014)
def a_domestic_product_needs_no_ground(tables: Tables) -> None:
    tables["rule"]["no-ground"]["when"]["origin"] = {"other_than": "domestic"}


@seeded("ground", "open_without_ground", E2022)
def what_is_lent_needs_no_ground(tables: Tables) -> None:
    tables["rule"]["no-ground"]["when"]["terms"] = ["sale", "grant"]


@seeded("ground", "open_without_ground", E2023)
def a_joint_development_that_is_lent_needs_no_ground(tables: Tables) -> None:
    tables["rule"]["no-ground"]["when"]["any"] = [{"origin": ["domestic", "licensed"]}, {"terms": "sale"}]


@seeded("ground", "open_without_ground", E2024)
def a_domestic_product_that_is_sold_needs_no_ground(tables: Tables) -> None:
    tables["rule"]["no-ground"]["when"]["any"] = [{"origin": ["licensed", "joint_development"]}, {"terms": "grant"}]


# Covered: the procedure of an open outcome ends in a permit.


@seeded("permit", "open_without_permit", E2026)
def only_weapons_need_the_permit(tables: Tables) -> None:
    tables["approval"]["meti_permit"]["when"] = {"weapon": "yes"}


@seeded("permit", "open_without_permit", E2014)
def the_last_step_is_a_meeting(tables: Tables) -> None:
    tables["approval"]["meti_permit"]["sign_off"] = "meeting"


@seeded("permit", "open_without_permit", E2023)
def a_record_follows_the_permit(tables: Tables) -> None:
    added = entry("Record", {"precedent": "no"}, bodies=["meti"], sign_off="finding")
    tables["approval"]["record"] = added


@seeded("permit", "open_without_permit", E2026)
def an_exceptional_case_ends_in_findings(tables: Tables) -> None:
    tables["approval"]["meti_permit"]["sign_off"] = {"eligible": "permit", "exceptional": "finding"}


@seeded("permit", "open_without_permit", E2024)
def what_is_lent_needs_no_permit(tables: Tables) -> None:
    tables["approval"]["meti_permit"]["when"] = {"terms": {"other_than": "temporary"}}


@seeded("permit", "open_without_permit", E2022)
def the_secretaries_meet_after_the_permit(tables: Tables) -> None:
    tables["approval"]["nsc_secretaries"] = tables["approval"].pop("nsc_secretaries")


@seeded("permit", "open_without_permit", E2014)
def only_careful_cases_are_examined_at_all(tables: Tables) -> None:
    steps = tables["approval"]
    tables["approval"] = {
        name: steps[name] | {"when": {"careful_consideration": "yes"}} for name in ("nsc", "meti_permit")
    }
    del tables["fact"]["precedent"]


# Covered: every value of every fact is told apart somewhere, or listed as never told apart.


@seeded("told_apart", "never_told_apart", E2026)
def parts_and_services_are_alike_and_nobody_says_so(tables: Tables) -> None:
    del tables["fact"]["form"]["alike"]


@seeded("told_apart", "declared_alike_but_told_apart", E2026)
def a_purpose_is_wrongly_said_to_be_like_no_purpose(tables: Tables) -> None:
    tables["fact"]["purpose"]["alike"] = [["sdf_or_nationals", "minimal_impact", "none"]]


@seeded("told_apart", "never_told_apart", E2014)
def a_lease_is_nowhere_told_from_a_sale(tables: Tables) -> None:
    tables["fact"]["terms"]["values"].append("lease")
    tables["fact"]["terms"]["value"]["lease"] = text("Lease")


@seeded("told_apart", "never_told_apart", E2023)
def a_sixth_category_is_nowhere_told_from_the_five(tables: Tables) -> None:
    tables["fact"]["cooperation_category"]["values"].append("patrol")
    tables["fact"]["cooperation_category"]["value"]["patrol"] = text("Patrol")


@seeded("told_apart", "never_told_apart", E2026)
def a_question_is_asked_whose_answer_changes_nothing(tables: Tables) -> None:
    tables["fact"]["green"] = {
        "section": "item", "kind": "identity", "values": ["yes", "no"], "applicable": {"holds": "listed"},
        "label": text("Green"), "question": text("Is it green?"), "why": text("A rule asks."),
        "value": {"yes": text("Green"), "no": text("Not green")}, "sources": ["principles-2014"], "confidence": "I",
    }  # fmt: skip
    tables["rule"]["treaty"]["when"] = {"treaty_breach": "yes", "green": ["yes", "no"]}


@seeded("told_apart", "never_told_apart", E2024)
def an_unconfirmed_agreement_is_treated_as_none(tables: Tables) -> None:
    tables["rule"]["gcap-agreement"]["when"]["agreement_in_force"] = ["no", "unconfirmed"]
    del tables["rule"]["gcap-unconfirmed"]
    for rule in tables["rule"].values():
        rule["yields_to"] = [other for other in rule.get("yields_to", ()) if other != "gcap-unconfirmed"]


@seeded("told_apart", "declared_alike_but_told_apart", E2024)
def agreements_in_force_and_unconfirmed_are_wrongly_said_to_be_alike(tables: Tables) -> None:
    tables["fact"]["agreement_in_force"]["alike"] = [["yes", "unconfirmed"]]


@seeded("told_apart", "state_never_matters", E2014)
def a_state_is_asked_for_and_never_matters(tables: Tables) -> None:
    tables["fact"]["builder"] = {
        "section": "origin", "kind": "identity", "values": "countries", "applicable": {"origin": "joint_development"},
        "label": text("Builder"), "question": text("Who built it?"), "why": text("A rule asks."),
        "sources": ["principles-2014"], "confidence": "I",
    }  # fmt: skip
    either = [{"builder": "US"}, {"origin": "joint_development"}]
    tables["ground"]["joint"]["when"]["any"] = either


# No undeclared conflict.


@seeded("conflict", "undeclared_conflict", E2014)
def a_treaty_and_missing_control_conflict_undeclared(tables: Tables) -> None:
    tables["rule"]["control"]["yields_to"].remove("treaty")


@seeded("conflict", "undeclared_conflict", E2022)
def a_resolution_and_the_terms_of_a_gift_conflict_undeclared(tables: Tables) -> None:
    tables["rule"]["gift-terms"]["yields_to"].remove("unsc")


@seeded("conflict", "undeclared_conflict", E2023)
def special_circumstances_and_missing_control_conflict_undeclared(tables: Tables) -> None:
    tables["rule"]["licence-special"]["yields_to"].remove("control")


@seeded("conflict", "undeclared_conflict", E2024)
def a_conflict_party_and_the_charter_conflict_undeclared(tables: Tables) -> None:
    tables["rule"]["gcap-charter"]["yields_to"].remove("conflict-party")


@seeded("conflict", "undeclared_conflict", E2026)
def the_exception_is_widened_to_gcap(tables: Tables) -> None:
    del tables["rule"]["exception"]["when"]["not"]


@seeded("conflict", "undeclared_conflict", E2026)
def the_exception_and_the_licensor_conflict_undeclared(tables: Tables) -> None:
    tables["rule"]["exception"]["yields_to"].remove("licensor")


@seeded("conflict", "undeclared_conflict", E2014)
def a_new_rule_declares_nothing(tables: Tables) -> None:
    tables["rule"]["gift-to-a-company"] = entry("Gift", {"terms": "grant", "recipient_kind": "other"}, then="refer")


# Nothing dead.


@seeded("dead", "rule_never_holds", E2026)
def a_rule_asks_for_a_part_that_is_finished(tables: Tables) -> None:
    tables["rule"]["fighting-gcap"]["when"]["form"] = "part"


@seeded("dead", "rule_never_decides", E2014)
def a_rule_only_repeats_another(tables: Tables) -> None:
    tables["rule"]["treaty-on-weapons"] = entry("Treaty", {"treaty_breach": "yes", "weapon": "yes"}, then="barred")
    yield_everywhere_to(tables, "treaty-on-weapons", "treaty")


@seeded("dead", "rule_never_decides", E2022)
def a_graver_rule_always_stands_before_a_rule(tables: Tables) -> None:
    when = {"sdf_surplus": "yes", "weapon": "yes", "recipient_kind": "other"}
    barred = ["treaty", "unsc", "conflict-party", "gift-weapon"]
    tables["rule"]["weapon-for-a-company"] = entry("Gift", when, then="not_eligible", yields_to=barred)


@seeded("dead", "ground_never_holds", E2023)
def a_ground_asks_for_a_part_that_is_a_service(tables: Tables) -> None:
    tables["ground"]["parts"]["when"]["forces_repair"] = "yes"


@seeded("dead", "ground_never_decides", E2023)
def a_ground_is_contained_in_another(tables: Tables) -> None:
    when = {"holds": "cooperating_state", "form": "part", "weapon": "no", "destination": "US"}
    tables["ground"]["parts-for-an-ally"] = entry("Parts", when)


@seeded("dead", "step_never_holds", E2026)
def the_cabinet_decides_on_what_cannot_be(tables: Tables) -> None:
    tables["approval"]["cabinet"]["when"]["form"] = "part"


@seeded("dead", "step_never_decides", E2026)
def a_notice_is_given_only_of_barred_cases(tables: Tables) -> None:
    tables["notice"]["alarm"] = entry("Alarm", {"treaty_breach": "yes"})


@seeded("dead", "step_never_decides", E2014)
def a_commitment_is_asked_only_where_nothing_opens(tables: Tables) -> None:
    tables["commitment"]["silence"] = entry("Silence", {"weapon": "yes", "sdf_surplus": "yes"}, binding=False)


def examined(tables: Tables) -> None:
    """Let the edition of 2026 itself say what is laid beside it."""
    tables.update(tomllib.loads(an_examination(the_shelf())))


@seeded("dead", "slot_never_holds", E2026)
def a_question_of_the_ministries_contradicts_itself(tables: Tables) -> None:
    examined(tables)
    tables["slot"]["fighting"]["when"] = {
        "weapon": "yes",
        "all": [{"form": "finished"}, {"form": {"other_than": "finished"}}],
    }


@seeded("dead", "slot_never_holds", E2026)
def a_question_of_the_ministries_is_asked_where_the_fact_never_arises(tables: Tables) -> None:
    examined(tables)
    tables["slot"]["form"]["when"] = {"weapon": "no", "fighting": "yes"}


@seeded("dead", "slot_never_decides", E2026)
def a_question_of_the_ministries_is_asked_of_barred_cases_only(tables: Tables) -> None:
    examined(tables)
    tables["slot"]["regimes"]["when"] = {"treaty_breach": "yes"}


@seeded("dead", "trigger_never_reached", E2026)
def a_notice_waits_for_a_step_that_its_cases_never_have(tables: Tables) -> None:
    examined(tables)
    tables["notice"]["small"] = entry("Small notice", {"weapon": "no"})
    tables["trigger"]["small"] = {
        **tables["trigger"]["annual_report"],
        "due_after": ["meti_permit", "nsc_four_ministers"],
    }


@seeded("dead", "notice_never_due", E2026)
def a_notice_waits_for_a_meeting_that_some_of_its_cases_lack(tables: Tables) -> None:
    examined(tables)
    tables["trigger"]["annual_report"]["due_after"] = ["nsc_four_ministers"]


# Monotone.


@seeded("monotone", "risk_improves_outcome", E2026)
def the_wrong_side_of_a_commitment_is_the_risk(tables: Tables) -> None:
    tables["fact"]["un_charter_commitment"]["risk"] = "yes"


@seeded("monotone", "risk_improves_outcome", E2026)
def special_circumstances_are_marked_as_a_risk(tables: Tables) -> None:
    tables["fact"]["special_circumstances"]["risk"] = "yes"


@seeded("monotone", "risk_improves_outcome", E2014)
def the_treaty_rule_is_turned_round(tables: Tables) -> None:
    tables["rule"]["treaty"]["when"] = {"treaty_breach": "no"}


@seeded("monotone", "risk_improves_outcome", E2022)
def careful_consideration_makes_control_needless(tables: Tables) -> None:
    tables["rule"]["control"]["when"]["careful_consideration"] = "no"


@seeded("monotone", "risk_improves_outcome", E2024)
def an_agreement_in_force_is_marked_as_a_risk(tables: Tables) -> None:
    tables["fact"]["agreement_in_force"]["risk"] = "yes"


@seeded("monotone", "risk_improves_outcome", E2023)
def fighting_opens_the_way_for_licensed_weapons(tables: Tables) -> None:
    tables["ground"]["emergency"] = entry(
        "Emergency", {"fighting": "yes", "special_circumstances": "yes", "purpose": "none"}
    )
