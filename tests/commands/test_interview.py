"""`sekisho interview`: the questions in the terminal, one after the other, and the determination at the end."""

import json
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

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
        return sekisho("interview", "--on", ON, *options)

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


def test_a_state_is_found_by_part_of_its_name(interview: Interview, tmp_path: Path) -> None:
    before = [value for fact, value in truthfully()[: [fact for fact, _ in truthfully()].index("destination")]]
    said = interview(*before, "Guinea", "no such state", "フィリピン", options=("--save", tmp_path / "case.toml"))
    assert "  GN  Guinea" in said.out
    assert "No state is called “no such state”." in said.out
    saved = tomllib.loads((tmp_path / "case.toml").read_text(encoding="utf-8"))
    assert saved["answers"]["destination"] == "PH"


@pytest.mark.parametrize(
    ("typed", "code"), [("ふぃりぴん", "PH"), ("ﾌｨﾘﾋﾟﾝ", "PH"), ("べいこく", "US"), ("cote d", "CI"), ("turkey", "TR")]
)
def test_a_state_is_found_as_in_the_window(interview: Interview, tmp_path: Path, typed: str, code: str) -> None:
    before = [value for fact, value in truthfully()[: [fact for fact, _ in truthfully()].index("destination")]]
    interview(*before, typed, options=("--save", tmp_path / "case.toml"))
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
    assert list(dict.fromkeys(sections))[:3] == ["The item", "Destination and recipient", "Prohibited cases"]


def test_the_first_question_can_be_passed_over(interview: Interview) -> None:
    compiled, reference = the_shelf().compiled("2026-04-21"), the_shelf().reference()
    unknown = assess(compiled, reference, DAY, {}).unknown
    facts = compiled.edition.fact_by_id
    questions = [text.en for text in (facts[fact].question for fact in unknown) if text is not None]
    said = interview(*["-"] * len(unknown))
    assert sorted(asked(said)[:-1]) == sorted(questions)
    assert said.out.count("Whether this applies depends on what is not yet known.") == len(unknown) - 1


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
