"""`sekisho assess` of one case: the determination as JSON, line by line of the contract, and as text."""

import json
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from app.domain.law.outcomes import PRECEDENCE
from app.storage.law.scenario_shelf import worked_cases
from tests.builders import WORKED_CASES, the_shelf
from tests.commands.cases import answers, case_file, case_text
from tests.commands.conftest import Call
from tests.date_forms import forms

CASES = worked_cases(WORKED_CASES)
ORDER = [outcome.value for outcome in PRECEDENCE]
STEPS = [
    "interministerial_examination",
    "nsc_secretaries",
    "nsc",
    "nsc_four_ministers",
    "cabinet",
    "defense_minister",
    "meti_permit",
]
FOUR = ["prime_minister", "chief_cabinet_secretary", "foreign_minister", "defense_minister"]

#: Each key of a determination with the type of its value.
KEYS: dict[str, type | tuple[type, ...]] = {
    "schema": str, "title": str, "on": str, "edition": str, "edition_sha256": str, "outcome": str, "possible": list,
    "settled": bool, "rules": list, "approvals": list, "notices": list, "commitments": list, "flags": list,
    "unverified": list, "unknown": list, "next_question": (str, type(None)), "changes": list,
}  # fmt: skip
RULE_KEYS: dict[str, type | tuple[type, ...]] = {
    "id": str, "kind": str, "result": str, "decisive": bool, "says": dict, "paragraph": (str, type(None)),
    "confidence": str, "unverified": list, "sources": list, "facts": dict,
}  # fmt: skip
APPROVAL_KEYS: dict[str, type | tuple[type, ...]] = {"id": str, "order": int, "bodies": list, "sign_off": str}


def has_shape(record: dict[str, Any], keys: dict[str, type | tuple[type, ...]], **more: type) -> None:
    """Check that a record has these keys and no others, each with a value of its type."""
    assert set(record) == set(keys | more)
    assert [key for key, kind in (keys | more).items() if not isinstance(record[key], kind)] == []


@pytest.fixture
def assessed(sekisho: Call, tmp_path: Path) -> Any:
    """The determination of the destroyers with some answers changed, as JSON."""

    def assess(*options: str, on: str = "2026-05-20", **changes: str | None) -> dict[str, Any]:
        said = sekisho("assess", case_file(tmp_path, on, **changes), "--format", "json", *options)
        assert (said.status, said.err) == (0, "")
        record: dict[str, Any] = json.loads(said.out)
        return record

    return assess


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.id))
def test_a_determination_has_the_shape_of_the_contract(case: Any, sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(case_text(case.answers, case.on.isoformat(), case.id), encoding="utf-8")
    said = sekisho("assess", path, "--format", "json")
    record = json.loads(said.out)
    has_shape(record, KEYS)
    assert (said.status, record["schema"], record["title"]) == (0, "sekisho.determination/1", case.id)
    assert record["on"] == case.on.isoformat()
    edition = the_shelf().edition(record["edition"])
    assert record["edition"] == the_shelf().id_on(case.on)
    assert record["edition_sha256"] == edition.sha256
    for rule in record["rules"]:
        has_shape(rule, RULE_KEYS)
        assert set(rule["says"]) == {"ja", "en"}
        assert rule["result"] in ("holds", "fails", "unknown")
    named = [(rule["kind"], rule["id"]) for rule in record["rules"]]
    assert named == [("rule", rule.id) for rule in edition.rules] + [
        ("ground", ground.id) for ground in edition.grounds
    ]
    for number, step in enumerate(record["approvals"], 1):
        has_shape(step, APPROVAL_KEYS, **({"signatories": list} if step["sign_off"] == "each" else {}))
        assert step["order"] == number
        assert step["sign_off"] in ("each", "meeting", "finding", "permit")
    assert [step["id"] for step in record["approvals"]] == [
        step for step in STEPS if step in {step["id"] for step in record["approvals"]}
    ]
    assert all(set(notice) == {"id"} for notice in record["notices"])
    for commitment in record["commitments"]:
        has_shape(commitment, {"id": str, "binding": bool})
    for change in record["changes"]:
        has_shape(change, {"change": dict, "outcome": str, "curable": bool})


def test_an_eligible_case_says_what_it_needs(assessed: Any) -> None:
    said = assessed()
    assert (said["outcome"], said["possible"], said["settled"]) == ("eligible", ["eligible"], True)
    assert (said["unknown"], said["next_question"], said["changes"]) == ([], None, [])
    assert [(rule["id"], rule["kind"]) for rule in said["rules"] if rule["decisive"]] == [("open", "ground")]
    assert [(step["id"], step["bodies"], step["sign_off"]) for step in said["approvals"]] == [
        ("interministerial_examination", ["meti", "mofa", "mod", "nss"], "finding"),
        ("nsc_secretaries", ["nsc_secretaries"], "meeting"),
        ("nsc_four_ministers", ["nsc"], "meeting"),
        ("meti_permit", ["meti_minister"], "permit"),
    ]
    assert [notice["id"] for notice in said["notices"]] == ["nsc_case_publication", "diet_notice", "annual_report"]
    binding = [one["id"] for one in said["commitments"] if one["binding"]]
    advised = [one["id"] for one in said["commitments"] if not one["binding"]]
    assert binding == ["no_extra_purpose_use", "no_third_party_transfer", "appropriate_control", "un_charter_use"]
    assert advised == [
        "site_verification",
        "inventory_records",
        "periodic_report",
        "loss_notification",
        "return_or_disposal",
    ]


def test_in_an_exceptional_case_each_of_the_four_ministers_signs_off(assessed: Any) -> None:
    said = assessed(fighting="yes", special_circumstances="yes")
    steps = {step["id"]: step for step in said["approvals"]}
    assert said["outcome"] == "exceptional"
    assert (steps["nsc_four_ministers"]["sign_off"], steps["nsc_four_ministers"]["signatories"]) == ("each", FOUR)
    assert [rule["id"] for rule in said["rules"] if rule["decisive"]] == ["exception"]


def test_a_rule_that_decides_shows_what_it_looked_at(assessed: Any) -> None:
    said = assessed(destination="NZ")
    [rule] = [rule for rule in said["rules"] if rule["decisive"]]
    assert (said["outcome"], rule["id"], rule["kind"], rule["result"]) == (
        "not_eligible",
        "weapon-agreement",
        "rule",
        "holds",
    )
    assert rule["facts"]["agreement_in_force"] == "no"
    assert (rule["paragraph"], rule["confidence"], rule["unverified"]) == (None, "R", ["U-06"])
    assert {"change": {"agreement_in_force": "yes"}, "outcome": "eligible", "curable": True} in said["changes"]
    assert (said["approvals"], said["notices"], said["commitments"]) == ([], [], [])


def test_an_answer_for_the_agreement_holds_against_the_table(assessed: Any) -> None:
    said = assessed(destination="NZ", agreement_in_force="yes")
    assert said["outcome"] == "eligible"
    assert assessed(agreement_in_force="unconfirmed")["outcome"] == "refer"


def test_outcomes_that_are_possible_come_in_their_order(assessed: Any) -> None:
    said = assessed(treaty_breach=None, fighting=None, destination=None, terms=None)
    assert (said["outcome"], said["settled"]) == ("undetermined", False)
    assert len(said["possible"]) > 3
    assert said["possible"] == [outcome for outcome in ORDER if outcome in said["possible"]]
    assert said["next_question"] in said["unknown"]
    assert not any(rule["decisive"] for rule in said["rules"])
    assert {"agreement_in_force", "destination_is_licensor"}.isdisjoint(said["unknown"])
    assert said["changes"] == []


def test_an_unsettled_case_lists_only_what_every_opening_needs(assessed: Any) -> None:
    said = assessed(precedent=None, prior_consent_commitment=None)
    assert "nsc_secretaries" not in [step["id"] for step in said["approvals"]]
    assert [one["id"] for one in said["commitments"] if one["binding"]] == ["appropriate_control", "un_charter_use"]


def test_a_case_can_be_settled_although_facts_are_missing(assessed: Any) -> None:
    said = assessed(treaty_breach="yes", precedent=None, fighting=None)
    assert (said["outcome"], said["settled"], said["unknown"], said["next_question"]) == ("barred", True, [], None)


def test_an_item_that_is_not_listed_is_outside_the_scope_whatever_else_is_said(assessed: Any) -> None:
    said = assessed(item_heading="none")
    assert (said["outcome"], said["flags"]) == ("outside_scope", [])
    assert [rule["result"] for rule in said["rules"] if rule["id"] != "scope"].count("holds") == 0


def test_flags_are_shown_and_decide_nothing(assessed: Any) -> None:
    assert assessed(destination="XA")["flags"] == ["invented_state"]
    assert assessed(destination="AF")["flags"] == ["un_arms_embargo_check"]


def test_facts_of_other_editions_are_no_mistake(assessed: Any) -> None:
    assert assessed(security_cooperation="yes", cooperation_category="rescue") == assessed()


def test_the_date_on_the_command_line_goes_before_the_date_in_the_file(assessed: Any) -> None:
    said = assessed("--on", "2024-03-25")
    assert (said["on"], said["edition"]) == ("2024-03-25", "2023-12-22")
    assert assessed("--on", "2024-03-26")["edition"] == "2024-03-26"


@pytest.mark.parametrize("written", forms(date(2024, 3, 25))[::7])
def test_a_date_is_read_in_every_form(sekisho: Call, tmp_path: Path, written: str) -> None:
    path = case_file(tmp_path, "2026-05-20")
    said = sekisho("assess", path, "--on", written, "--format", "json")
    assert json.loads(said.out)["on"] == "2024-03-25"


def test_a_date_is_read_in_every_form_in_a_file_and_in_a_batch(sekisho: Call, tmp_path: Path) -> None:
    path, lines = case_file(tmp_path, '"令和6年3月25日"'), tmp_path / "cases.jsonl"
    assert json.loads(sekisho("assess", path, "--format", "json").out)["on"] == "2024-03-25"
    lines.write_text(json.dumps({"id": "1", "on": "Ｒ６．３．２５", "answers": {}}) + "\n", encoding="utf-8")
    assert json.loads(sekisho("assess", "--batch", lines).out)["on"] == "2024-03-25"


def test_the_date_may_be_left_to_the_command_line(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text('title = "A case"\n[answers]\n', encoding="utf-8")
    assert json.loads(sekisho("assess", path, "--on", "2026-05-20", "--format", "json").out)["on"] == "2026-05-20"
    said = sekisho("assess", path)
    assert (said.status, said.out) == (2, "")
    assert said.err == f"{path}: the key “on” is missing. The keys are: title, on, answers.\n"


@pytest.mark.parametrize("edition", ["2014-04-01", "2022-03-08", "2023-12-22", "2024-03-26", "2026-04-21"])
def test_any_edition_can_be_named_by_hand(edition: str, assessed: Any) -> None:
    said = assessed("--edition", edition)
    assert (said["edition"], said["on"]) == (edition, "2026-05-20")


def test_the_tables_follow_the_date_of_the_case_under_every_edition(assessed: Any) -> None:
    outcomes = [assessed("--edition", "2026-04-21", on=on)["outcome"] for on in ("2016-02-28", "2016-04-26")]
    assert outcomes == ["not_eligible", "eligible"]  # the agreement with the Philippines came between them


def test_the_text_says_everything_in_english(sekisho: Call, tmp_path: Path) -> None:
    said = sekisho("assess", case_file(tmp_path, fighting="yes", special_circumstances="yes"))
    assert (said.status, said.err) == (0, "")
    for words in (
        "Destroyers", "2026-05-20", "edition 2026-04-21", the_shelf().edition("2026-04-21").sha256,
        "■ Special circumstances only", "● Exception for special circumstances [", "Reported, U-05",
        "1. Strict examination by the ministries", "3. NSC Four-Minister Meeting",
        "Each signs off: Prime Minister, Minister for Foreign Affairs, Minister of Defense, Chief Cabinet Secretary",
        "Notice to the Diet", "No transfer to third parties without prior consent", "Recommended to be agreed",
        "On-site verification", "Fighting in the destination → No", "It is not a permit.",
    ):  # fmt: skip
        assert words in said.out
    assert "〔" not in said.out


def test_the_text_says_everything_in_japanese(sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = case_file(tmp_path, fighting="yes", special_circumstances="yes")
    said = sekisho("assess", path, "--language", "ja")
    for words in (
        "■ 特段の事情による場合に限る", "審査・決定手続", "1. 関係省庁による厳格審査", "国家安全保障会議四大臣会合",
        "国会への通知", "事前同意なき第三者移転の禁止", "現地確認", "2026-04-21",
    ):  # fmt: skip
        assert words in said.out
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert sekisho("assess", path).out == said.out


def test_the_text_says_what_is_missing_and_what_to_ask_next(sekisho: Call, tmp_path: Path) -> None:
    said = sekisho("assess", case_file(tmp_path, fighting=None))
    assert "■ Not yet determined: facts missing" in said.out
    assert (
        "Possible: Not within the cases that may be permitted / Special circumstances only / Within the cases"
        in said.out
    )
    assert "・Fighting in the destination [fighting] ← ask this next" in said.out
    assert "Whatever the missing facts turn out to be, a transfer that may be permitted needs:" in said.out


def test_the_text_says_that_missing_facts_do_not_matter(sekisho: Call, tmp_path: Path) -> None:
    said = sekisho("assess", case_file(tmp_path, treaty_breach="yes", precedent=None))
    assert "This holds whatever the facts not given turn out to be." in said.out
    assert "No change of the facts of this transfer" not in said.out


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.id))
def test_every_worked_case_has_a_text(case: Any, language: str, sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(case_text(case.answers, case.on.isoformat()), encoding="utf-8")
    said = sekisho("assess", path, "--language", language)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Destroyers\n")
    assert "{" not in said.out


def test_the_same_case_gives_the_same_bytes(sekisho: Call, tmp_path: Path) -> None:
    path = case_file(tmp_path, fighting=None)
    assert sekisho("assess", path, "--format", "json") == sekisho("assess", path, "--format", "json")


def test_a_byte_order_mark_is_no_mistake(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(case_text(answers()), encoding="utf-8-sig")
    assert sekisho("assess", path).status == 0


def test_the_last_day_of_an_edition_is_still_its_own(assessed: Any) -> None:
    for edition, day in the_shelf().timeline.days.items():
        assert assessed(on=day.isoformat())["edition"] == edition
        if day > date(2014, 4, 1):
            assert assessed(on=date.fromordinal(day.toordinal() - 1).isoformat())["edition"] < edition


def test_a_case_comes_from_the_standard_input(sekisho: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = case_file(tmp_path)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(file.read_bytes()), encoding="utf-8"))
    assert sekisho("assess", "-") == sekisho("assess", file)


def test_a_name_that_is_none_is_refused_in_a_sentence(sekisho: Call) -> None:
    said = sekisho("assess", "case\0.toml")
    assert (said.status, said.err) == (2, "case\\x00.toml: the file cannot be read: embedded null byte.\n")


def test_a_file_that_is_no_case_is_not_read_whole(sekisho: Call, tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_bytes(b"#" * 1_000_001)
    assert "has more than 1000000 bytes, so it is no case file" in sekisho("assess", tmp_path / "large.toml").err
