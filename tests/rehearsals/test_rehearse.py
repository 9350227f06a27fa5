"""`sekisho rehearse`: how far, as of when, on which register, and what it comes to."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap.composition import make_training_register
from app.storage.keys import register_seals
from app.storage.register import sqlite
from app.wording.language import Language
from tests.builders import ROOT
from tests.commands.conftest import Call
from tests.live_office import LiveOffice
from tests.rehearsals.conftest import PARTS
from tests.storage.keys.conftest import least

OF_FILES = ROOT / "resources" / "rehearsals"
PERMITS = OF_FILES / "permits_in_parts.toml"


def rehearsed(sekisho: Call, *arguments: str | Path) -> dict[str, Any]:
    """What a rehearsal came to, as data."""
    data = json.loads(sekisho("rehearse", *arguments, "--format", "json").out)
    assert isinstance(data, dict)
    return data


def test_the_data_is_what_the_contract_says(sekisho: Call) -> None:
    data = rehearsed(sekisho, PARTS, "--until", "5")
    assert list(data) == ["schema", "title", "acts", "cases", "on", "ledger"]
    assert [act["n"] for act in data["acts"]] == [1, 2, 3, 4, 5]
    assert all(list(act) == ["n", "do", "result", "code", "says", "as_expected"] for act in data["acts"])
    assert (data["acts"][1]["result"], data["acts"][1]["says"]) == ("done", {"ja": "", "en": ""})
    assert (data["acts"][2]["result"], data["acts"][2]["code"]) == ("refused", "not_determined")
    assert list(data["cases"]) == ["c1"]
    # Not reviewed yet, so there is no procedure.
    assert (data["cases"]["c1"]["state"], data["cases"]["c1"]["steps"]) == ("determined", [])
    assert (data["on"], set(data["ledger"])) == ("2026-06-01", {"size", "root"})


def test_the_state_is_as_of_the_day_that_is_named(sekisho: Call) -> None:
    def permits(day: str) -> list[tuple[str, str]]:
        found = rehearsed(sekisho, PERMITS, "--on", day)
        assert found["on"] == day
        return [(permit["state"], permit["valid_until"]) for permit in found["cases"]["c1"]["permits"]]

    assert permits("2027-03-02") == [("valid", "2027-06-10"), ("ended", "2026-09-30"), ("valid", "2027-03-02")]
    assert permits("2027-03-03")[2] == ("expired", "2027-03-02")
    said = sekisho("rehearse", PERMITS, "--on", "2027-06-11", "--language", "ja")
    assert said.status == 0
    assert said.out.count("期間満了") == 2


def test_the_text_tells_what_a_presenter_says_who_did_what_and_why_not(sekisho: Call) -> None:
    said = sekisho("rehearse", PARTS, "--language", "en")
    lines = said.out.splitlines()
    assert (said.status, lines[0]) == (0, "Ordinary parts")
    assert lines[1] == "     Parts that are no weapon: nothing but the ministries’ examination and the permit."
    assert lines[2] == "  1. 2026-06-01 Examiner (invented): Request opened"
    refused = [line for line in lines if "refused (" in line]
    assert [line.partition("refused (")[2].partition(")")[0] for line in refused] == [
        *("not_determined", "not_reviewed", "out_of_order", "missing_findings", "out_of_order", "already_done"),
        "bad_value",
    ]
    assert lines[-2:] == [
        "  2026-0001: Closed, Within the cases that may be permitted: subject to strict examination",
        "    Permit 架空許可第5号, until 2026-12-10: expired",
    ]


def test_an_act_that_goes_otherwise_changes_nothing_and_the_run_goes_on(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "otherwise.toml"
    text = PARTS.read_text(encoding="utf-8")
    # The first is refused after all, the second done, of the third another state is seen.
    text = text.replace('as = "oka"\ncase = "c1"\nkey = "p1"', 'as = "mizuno"\ncase = "c1"\nkey = "p1"')
    text = text.replace(
        'agree = "yes"\nnote = "記録及び典拠を確認した"\n\n', 'agree = "yes"\nnote = "x"\nexpect = "no_role"\n\n'
    )
    path.write_text(text.replace('outcome = "eligible"', 'outcome = "exceptional"'), encoding="utf-8")
    said = sekisho("rehearse", path, "--format", "json")
    data = json.loads(said.out)
    otherwise = {act["n"]: (act["do"], act["code"]) for act in data["acts"] if not act["as_expected"]}
    assert said.status == 1
    assert otherwise == {
        6: ("review", ""),
        22: ("enter_permit", "no_role"),
        23: ("confirm", "unknown_key"),
        24: ("do_notice", "out_of_order"),
        25: ("see", ""),
        26: ("close", "out_of_order"),
        27: ("see", ""),
    }
    assert (data["cases"]["c1"]["state"], data["cases"]["c1"]["permits"]) == ("in_procedure", [])
    told = sekisho("rehearse", path, "--language", "en")
    assert told.status == 1
    assert "Expected: no_role" in told.out
    assert "The state is another than expected: .state: 'in_procedure'" in told.out


def test_what_a_refused_act_would_have_given_is_not_known(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "nothing.toml"
    text = PARTS.read_text(encoding="utf-8").partition('[[act]]\ndo = "review"')[0]
    text = text.replace('title = "捜索用電波機器の部品の移転（架空）"', 'title = ""\nexpect = "missing_text"')
    see = '[[act]]\ndo = "see"\nas = "oka"\ncase = "c1"\nexpect = "unknown_key"\nexpect_state = {}\n'
    path.write_text(text.replace("\n[act.answers]", 'expect = "unknown_key"\n\n[act.answers]') + see, encoding="utf-8")
    said = sekisho("rehearse", path, "--format", "json")
    data = json.loads(said.out)
    assert [act["code"] for act in data["acts"]] == ["missing_text", "unknown_key", "unknown_key"]
    assert (said.status, data["cases"]) == (0, {})


def test_somebody_without_a_role_on_the_day_is_refused(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "left.toml"
    text = PARTS.read_text(encoding="utf-8").replace('roles = ["officer"]', 'roles = ["officer"]\nuntil = 2026-06-09')
    path.write_text(text, encoding="utf-8")
    acts = rehearsed(sekisho, path, "--until", "19")["acts"]
    assert [act["code"] for act in acts if not act["as_expected"]] == ["no_role"]
    assert acts[-1]["code"] == "no_role"


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training register in use: a rehearsal was played on it, after cases of its own."""
    path = tmp_path_factory.mktemp("training") / "training.sekisho"
    make_training_register(path, Language.EN, is_empty=False)
    return path


def test_on_a_training_register_numbers_go_on_people_are_added_and_it_verifies(sekisho: Call, training: Path) -> None:
    with closing(sqlite.connect(training)) as connection:
        before = {number for (number,) in connection.execute("SELECT number FROM cases")}
    played = rehearsed(sekisho, PERMITS, "--register", training)
    number = played["cases"]["c1"]["number"]
    assert number not in before
    assert number == max(before | {number})
    assert all(act["as_expected"] for act in played["acts"])
    # The state is the same on another day, asked for later.
    for day in ("2026-09-02", "2027-03-03"):
        shown = json.loads(sekisho("--register", training, "case", number, "--format", "json", "--on", day).out)
        state = played["cases"]["c1"] if day == played["on"] else {"permits": [{}, {}, {"state": "expired"}]}
        assert {key: shown[key] for key in state if key != "permits"} == {
            k: v for k, v in state.items() if k != "permits"
        }
        assert shown["permits"][2]["state"] == state["permits"][2]["state"]
    # “hayashi” is a reviewer by now; in this rehearsal an officer, too: that is somebody else.
    other = OF_FILES / "reviewer_who_prepared.toml"
    again = sekisho("rehearse", other, "--register", training, "--format", "json")
    assert (again.status, again.err) == (0, "")
    with closing(sqlite.connect(training)) as connection:
        accounts = {account for (account,) in connection.execute("SELECT account FROM people")}
    assert {"mizuno", "hayashi", "hayashi-2", "oka", "kubo"} <= accounts
    assert "oka-2" not in accounts
    said = sekisho("ledger", "verify", training)
    assert said.status == 0
    assert json.loads(again.out)["ledger"]["root"] in said.out


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_seals, "new_derivation", least)


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_live_register_takes_no_rehearsal(
    language: str, sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveOffice(tmp_path).path
    before = live.read_bytes()
    monkeypatch.setenv("LANG", "ja_JP.UTF-8" if language == "ja" else "C")
    said = sekisho("rehearse", PARTS, "--register", live)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert ("訓練用" if language == "ja" else "is a live one") in said.err
    assert live.read_bytes() == before


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_no_act_has_that_number(sekisho: Call, number: str) -> None:
    said = sekisho("rehearse", PARTS, f"--until={number}")
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert "--until" in said.err


def test_a_key_of_a_person_need_be_no_account(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    text = PARTS.read_text(encoding="utf-8").replace("person.hayashi", 'person."林"').replace('"hayashi"', '"林"')
    # The administrator of a fresh register is somebody else.
    path.write_text(text.replace("mizuno", "keeper"), encoding="utf-8")
    acts = rehearsed(sekisho, path, "--until", "8")["acts"]
    assert [act for act in acts if not act["as_expected"]] == []


def test_a_finding_on_no_question_is_refused(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    before, slots, behind = PARTS.read_text(encoding="utf-8").partition("[act.slots]\n")
    path.write_text(before + slots + "\n" + behind[behind.index("[[act]]") :], encoding="utf-8")
    assert rehearsed(sekisho, path, "--until", "10")["acts"][-1]["code"] == "missing_text"
