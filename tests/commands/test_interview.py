"""`sekisho interview`: the questions in the terminal, one after the other, and the determination at the end."""

import json
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from app.bootstrap.composition import SystemClock
from app.domain.decision.assessment import assess
from tests.builders import DESTROYERS, the_shelf
from tests.commands.conftest import Call, Said
from tests.commands.test_wrong_calls import is_refused

ON = "2026-05-20"
DAY = date.fromisoformat(ON)
Interview = Callable[..., Said]


@pytest.fixture
def interview(sekisho: Call, monkeypatch: pytest.MonkeyPatch) -> Interview:
    """An interview in which these lines are typed; then the input ends."""

    def held(*typed: str, options: tuple[str | Path, ...] = ()) -> Said:
        monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in typed)))
        return sekisho("interview", *(() if "--on" in options else ("--on", ON)), *options)

    return held


def truthfully(start: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The questions that are asked, with the answers of the destroyers; those of `start` are known already."""
    compiled, reference = the_shelf().compiled("2026-04-21"), the_shelf().reference()
    known = {fact: DESTROYERS[fact] for fact in start}
    asked = []
    while (fact := assess(compiled, reference, DAY, known).next_question) is not None:
        known[fact] = DESTROYERS[fact]
        asked.append((fact, known[fact]))
    return asked


def test_an_interview_ends_in_the_determination_of_the_case(
    interview: Interview, sekisho: Call, tmp_path: Path
) -> None:
    asked = truthfully()
    said = interview(
        *(value for _, value in asked), options=("--title", "Destroyers", "--save", tmp_path / "case.toml")
    )
    assert (said.status, said.err) == (0, "")
    assert len(asked) < len(DESTROYERS)
    assert said.out.count("\n── ") == len(asked)
    sheet = said.out[said.out.rindex("Destroyers\n") :].partition("\nThe answers were saved")[0]
    assert "■ Within the cases that may be permitted: subject to strict examination" in sheet
    assert tomllib.loads((tmp_path / "case.toml").read_text("utf-8")) == {
        "title": "Destroyers", "on": DAY, "answers": dict(asked)}  # fmt: skip
    assert sekisho("assess", tmp_path / "case.toml").out == sheet


def test_a_number_stands_for_an_answer(interview: Interview) -> None:
    before = [value for _, value in truthfully()[: [fact for fact, _ in truthfully()].index("treaty_breach")]]
    said = interview(*before, "1")  # yes, it would breach a treaty
    assert "■ Barred by principle 1 or statute" in said.out


def until_the_destination() -> list[str]:
    """What is answered before the destination is asked."""
    return [value for fact, value in truthfully()[: [fact for fact, _ in truthfully()].index("destination")]]


def test_a_state_is_found_by_part_of_its_name_and_the_choice_is_said(interview: Interview, tmp_path: Path) -> None:
    typed = ("Korea", "no such state", "フィリピン")
    said = interview(*until_the_destination(), *typed, options=("--save", tmp_path / "case.toml"))
    assert "  KP  North Korea" in said.out
    assert "  KR  South Korea" in said.out
    assert "No country is called “no such state”." in said.out
    assert "  → Philippines (PH)" in said.out
    saved = tomllib.loads((tmp_path / "case.toml").read_text(encoding="utf-8"))
    assert saved["answers"]["destination"] == "PH"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("UK", "GB"), ("America", "US"), ("USA", "US"), ("イギリス", "GB"), ("アメリカ", "US"), ("ＧＢ", "GB")]
    + [
        ("GB", "GB"),
        ("philip", "PH"),
        ("フィリピン ", "PH"),
        ("合衆国", "US"),
        ("コソ", "XK"),
        ("NO", "NO"),
        ("Norway", "NO"),
        ("米国", "US"),
    ],
)
def test_a_state_that_is_surely_meant_is_taken(interview: Interview, tmp_path: Path, typed: str, code: str) -> None:
    interview(*until_the_destination(), typed, options=("--save", tmp_path / "case.toml"))
    saved = tomllib.loads((tmp_path / "case.toml").read_text(encoding="utf-8"))
    assert saved["answers"]["destination"] == code


@pytest.mark.parametrize("typed", ["no", "No", "gb", "Korea", "国連", "EU", "ゲレ", "yes", "はい", "ia"])
def test_a_state_that_is_not_surely_meant_is_asked_back(interview: Interview, tmp_path: Path, typed: str) -> None:
    interview(*until_the_destination(), typed, options=("--save", tmp_path / "case.toml"))
    saved = tomllib.loads((tmp_path / "case.toml").read_text(encoding="utf-8"))
    assert "destination" not in saved["answers"]


WEAPON_YES = next(choice for choice in the_shelf().edition("2026-04-21").fact_by_id["weapon"].choices).label.ja


def test_a_small_code_is_told_from_an_answer(interview: Interview) -> None:
    said = interview(*until_the_destination(), "no")
    assert "“no” is also the code of Norway. If that country is meant, type NO or its name." in said.out


@pytest.mark.parametrize("typed", ["１", "1", "YES", "ｙｅｓ", "Yes", WEAPON_YES])
def test_an_answer_is_understood_in_any_width_case_and_language(
    interview: Interview, tmp_path: Path, typed: str
) -> None:
    compiled, reference = the_shelf().compiled("2026-04-21"), the_shelf().reference()
    known: dict[str, str] = {}
    while (fact := assess(compiled, reference, DAY, known).next_question) != "weapon":
        assert fact is not None
        known[fact] = DESTROYERS[fact]
    said = interview(*known.values(), typed, options=("--save", tmp_path / "case.toml"))
    saved = tomllib.loads((tmp_path / "case.toml").read_text(encoding="utf-8"))
    assert saved["answers"]["weapon"] == "yes"
    assert "  → Yes" in said.out


@pytest.mark.parametrize(("sign", "does"), [("？", "b back"), ("－", "passed over"), ("ー", "passed over")])
def test_a_sign_is_a_sign_in_any_width(interview: Interview, sign: str, does: str) -> None:
    said = interview(*[sign] * 30)
    assert does in said.out


def test_without_a_day_it_is_held_for_today(sekisho: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("none\n"))
    said = sekisho("interview", "--save", tmp_path / "case.toml")
    assert (said.status, said.err) == (0, "")
    assert tomllib.loads((tmp_path / "case.toml").read_text("utf-8"))["on"] == SystemClock().today()


@pytest.mark.parametrize(
    ("typed", "code"), [("ふぃりぴん", "PH"), ("ﾌｨﾘﾋﾟﾝ", "PH"), ("べいこく", "US"), ("cote d", "CI"), ("turkey", "TR")]
)
def test_a_state_is_found_as_in_the_window(interview: Interview, tmp_path: Path, typed: str, code: str) -> None:
    interview(*until_the_destination(), typed, options=("--save", tmp_path / "case.toml"))
    saved = tomllib.loads((tmp_path / "case.toml").read_text(encoding="utf-8"))
    assert saved["answers"]["destination"] == code


def test_what_is_none_of_the_answers_is_asked_again(interview: Interview) -> None:
    said = interview("99", "none")
    assert "“99” is none of the answers. Type what stands before one, or ? for help." in said.out
    assert "■ Outside the Three Principles" in said.out


def test_help_is_given_and_the_question_stays(interview: Interview) -> None:
    said = interview("?", "", "none")
    assert said.out.count("- not yet known · b back · q end the interview") == 2
    assert "■ Outside the Three Principles" in said.out


def test_one_can_go_back_and_answer_otherwise(interview: Interview) -> None:
    said = interview("8", "b", "none")
    assert "■ Outside the Three Principles" in said.out


def test_going_back_before_the_first_question_changes_nothing(interview: Interview) -> None:
    assert "■ Outside the Three Principles" in interview("b", "b", "none").out


def test_what_is_not_yet_known_is_passed_over(interview: Interview) -> None:
    questions = [part.splitlines()[1] for part in interview("8", "-", "-").out.split("\n── ")[1:]]
    assert len(questions) == len(set(questions)) == 4


def asked(said: Said) -> list[str]:
    """The questions that were put, in their order."""
    return [part.splitlines()[1] for part in said.out.split("\n── ")[1:]]


def test_the_section_of_each_question_is_named(interview: Interview) -> None:
    said = interview(*(value for _, value in truthfully()))
    sections = [part.split(" — ")[0] for part in said.out.split("\n── ")[1:]]
    assert list(dict.fromkeys(sections))[:4] == ["The item", "Destination and recipient", "Terms", "Origin"]


def test_the_first_question_can_be_passed_over(interview: Interview) -> None:
    compiled, reference = the_shelf().compiled("2026-04-21"), the_shelf().reference()
    unknown = assess(compiled, reference, DAY, {}).unknown
    facts = compiled.edition.fact_by_id
    questions = [text.en for text in (facts[fact].question for fact in unknown) if text is not None]
    said = interview(*["-"] * len(unknown))
    assert sorted(asked(said)[:-1]) == sorted(questions)
    assert said.out.count("Whether this applies depends on facts that are not known.") == len(unknown) - 1


def test_what_was_passed_over_is_listed_at_the_end_and_asked_again(interview: Interview) -> None:
    *before, (last, answer) = truthfully()
    label = the_shelf().edition("2026-04-21").fact_by_id[last].label.en
    said = interview(*(value for _, value in before), "-", "", "a", answer)
    offer = said.out.split("\n── ")[-2].splitlines()
    assert offer[1:4] == [
        "All of them were passed over as not yet known:",
        f"  ・{label}",
        "a go through them again · b back · q end the interview",
    ]
    assert asked(said)[-1] == asked(said)[-3]
    assert "■ Within the cases that may be permitted" in said.out


def test_one_can_go_back_from_the_list_of_what_was_passed_over(interview: Interview) -> None:
    said = interview(*["-"] * 25, "b", "no")
    assert asked(said)[25] == "All of them were passed over as not yet known:"
    assert asked(said)[26] == asked(said)[24]


@pytest.mark.parametrize("typed", [("q",), ()], ids=["q", "the end of the input"])
def test_the_interview_can_be_ended_at_any_question(typed: tuple[str, ...], interview: Interview) -> None:
    said = interview(*typed)
    assert (said.status, said.err) == (0, "")
    assert "■ Not yet determined: facts missing" in said.out


def test_an_interview_is_held_in_japanese(interview: Interview) -> None:
    said = interview("none", options=("--language", "ja"))
    assert "■ 三原則の対象外" in said.out


def test_a_file_that_is_there_is_not_written_over(interview: Interview, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text("mine", encoding="utf-8")
    is_refused(interview("none", options=("--save", path)), f"{path} is there already.")
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("option", "value"), [("--on", "yesterday"), ("--edition", "2025-01-01")])
def test_a_wrong_date_or_edition_is_refused(option: str, value: str, interview: Interview) -> None:
    said = interview(options=(option, value))
    assert (said.status, said.out) == (2, "")
    assert value in said.err


def test_the_saved_answers_can_be_assessed_as_json(interview: Interview, sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    interview("8", "2", "q", options=("--title", 'A "quoted" 表題', "--save", path))
    record = json.loads(sekisho("assess", path, "--format", "json").out)
    assert (record["title"], record["outcome"]) == ('A "quoted" 表題', "undetermined")
