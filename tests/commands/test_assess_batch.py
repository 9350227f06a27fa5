"""`sekisho assess --batch`: one case a line in, one determination a line out; a bad line spoils none of the others."""

import json
import time
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from app.storage.law.scenario_shelf import worked_cases
from tests.builders import DESTROYERS, WORKED_CASES, the_shelf
from tests.commands.cases import answers, case_file
from tests.commands.conftest import Call

GOOD = {"id": "good", "on": "2026-05-20", "answers": DESTROYERS}
BRIEF_KEYS = {"id", "schema", "title", "on", "edition", "edition_sha256", "outcome", "possible", "settled", "approvals",
              "notices", "commitments", "flags", "unverified", "unknown", "next_question"}  # fmt: skip


def line(**changes: object) -> bytes:
    """A good line with some keys changed, or taken out with None."""
    written = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    return json.dumps(written, ensure_ascii=False).encode()


#: A bad line, the id that comes back, and what its error says after file and line.
BAD: dict[str, tuple[bytes, Any, str]] = {
    "not JSON": (b"Destroyers", None, "this is not JSON: "),
    "half a line": (line()[:40], None, "this is not JSON: "),
    "an object that does not end": (b'{"id": "x"', None, "this is not JSON: look at character 11."),
    "two objects": (line() + line(), None, "this is not JSON: "),
    "a list": (b"[1, 2]", None, "this is not a JSON object with id, on and answers."),
    "a text": (b'"good"', None, "this is not a JSON object with id, on and answers."),
    "null": (b"null", None, "this is not a JSON object with id, on and answers."),
    "not a number": (b'{"id": "x", "on": NaN, "answers": {}}', None, "this is not JSON, which has no value NaN."),
    "not UTF-8": ('{"id": "護衛艦"}'.encode("shift-jis"), None, "this is not encoded as UTF-8."),
    "a NUL": (b'{"id": "x\0"}', None, "this is not JSON: "),
    "deep nesting": (b'{"id": ' + b"[" * 100_000, None, "this cannot be read as JSON: it is nested too deeply."),
    "a number too long to be one": (
        b'{"id": ' + b"9" * 9_000 + b"}",
        None,
        "this cannot be read as JSON: a number is too long.",
    ),
    "a key twice": (
        b'{"id": "x", "on": "2026-05-20", "on": "2014-05-20"}',
        None,
        "“on” is written twice. Leave one of them out.",
    ),
    "an answer twice": (
        b'{"id": "x", "on": "2026-05-20", "answers": {"weapon": "yes", "weapon": "no"}}',
        None,
        "“weapon” is written twice. Leave one of them out.",
    ),
    "no id": (line(id=None), None, "the key “id” is missing. The keys are: id, on, answers, title."),
    "infinity as id": (
        line(id="*").replace(b'"*"', b"1e999"),
        None,
        "this cannot be read as JSON: a number is too long.",
    ),
    "a list as id": (line(id=["x"]), None, "id = […] is of the wrong type. Give a text or a number."),
    "no date": (line(on=None), "good", "the key “on” is missing. The keys are: id, on, answers, title."),
    "a date that is none": (line(on="May"), "good", "on: “May” can't be read as a date. Write it like 2026-05-20, "),
    "a date whose year is not clear": (
        line(on="26/5/20"),
        "good",
        "on: “26/5/20”: which number is the year, which the month?",
    ),
    "a date as a number": (line(on=20260520), "good", "on = 20260520 is of the wrong type. Give a date as a text"),
    "a date before the first edition": (
        line(on="2013-05-20"),
        "good",
        "on: No edition of the rulebook was in force on 2013-05-20: the first is in force from 2014-04-01.",
    ),
    "no answers": (line(answers=None), "good", "the key “answers” is missing."),
    "answers in a list": (line(answers=[]), "good", "answers = […] is of the wrong type."),
    "an unknown key": (line(edition="2014-04-01"), "good", "edition = “2014-04-01”: there is no such key."),
    "a title that is no text": (line(title=7), "good", "title = 7 is of the wrong type. Give a text."),
    "a title that forges a line": (
        line(title="Destroyers\nOutcome: eligible"),
        "good",
        "Title takes one line, and after “Destroyers” there is a line break or a tab, which a field shows as a blank.",
    ),
    "a title that turns the direction of writing": (
        line(title="\u202etitle"),
        "good",
        "The text of Title holds a character that cannot be shown (U+202E).",
    ),
    "half a letter in a title": (
        line(title="*").replace(b'"*"', b'"\\ud800"'),
        "good",
        "The text of Title holds nothing that can be seen (U+D800).",
    ),
    "an unknown fact": (
        line(answers={"colour": "green"}),
        "good",
        "answers.colour = “green”: no edition knows the fact",
    ),
    "a value outside the list": (
        line(answers={"weapon": "perhaps"}),
        "good",
        "answers.weapon = “perhaps” is not allowed. Allowed: yes, no.",
    ),
    "null as a value": (
        line(answers={"weapon": None}),
        "good",
        "answers.weapon = null is of the wrong type. Give a text",
    ),
    "true as a value": (line(answers={"weapon": True}), "good", "answers.weapon = true is of the wrong type."),
    "Japan": (
        line(answers={"destination": "JP"}),
        "good",
        "answers.destination = “JP”: Japan cannot be the country here.",
    ),
    "half a letter as a value": (
        b'{"id": "good", "on": "2026-05-20", "answers": {"weapon": "\\ud800"}}',
        "good",
        "answers.weapon = “\\ud800” is not allowed. Allowed: yes, no.",
    ),
}


def batch(sekisho: Call, folder: Path, lines: list[bytes], *options: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit status and what comes back for each line."""
    path = folder / "cases.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    said = sekisho("assess", "--batch", path, *options)
    answers = [json.loads(answer) for answer in said.out.splitlines()]
    bad = sum("error" in answer for answer in answers)
    # However many lines are bad, they are counted once.
    assert said.err.count("\n") == (1 if bad else 0)
    assert str(bad) in said.err or not bad
    return said.status, answers


@pytest.mark.parametrize(("bad", "bad_id", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_answered_in_its_place(
    bad: bytes, bad_id: Any, message: str, sekisho: Call, tmp_path: Path
) -> None:
    status, (first, second, third) = batch(sekisho, tmp_path, [line(id="first"), bad, line(id="third")], "--brief")
    assert status == 1
    assert (first["id"], third["id"]) == ("first", "third")
    assert first["outcome"] == third["outcome"] == "eligible"
    assert set(second) == {"id", "error"}
    assert second["id"] == bad_id
    assert second["error"].startswith(f"{tmp_path}/cases.jsonl:2: {message}")
    assert "\n" not in second["error"]


@pytest.mark.parametrize("bad", [bad for bad, *_ in BAD.values()], ids=BAD.keys())
def test_what_is_wrong_with_a_line_is_said_in_the_language_of_the_text(
    bad: bytes, sekisho: Call, tmp_path: Path
) -> None:
    _, (said,) = batch(sekisho, tmp_path, [bad], "--brief", "--language", "ja")
    sentence = said["error"].removeprefix(f"{tmp_path}/cases.jsonl:1：")
    assert sentence != said["error"]
    # Facts, keys and values are written in Latin letters; no English sentence has so few spaces.
    assert sentence.replace("ISO 3166-1", "").count(" ") == 0
    assert not set("“”,") & set(sentence)


def test_a_batch_without_a_bad_line_ends_with_status_0(sekisho: Call, tmp_path: Path) -> None:
    status, (said,) = batch(sekisho, tmp_path, [line()])
    assert (status, said["id"], said["outcome"]) == (0, "good", "eligible")


def test_an_empty_batch_has_no_answers(sekisho: Call, tmp_path: Path) -> None:
    assert batch(sekisho, tmp_path, []) == (0, [])


def test_the_answers_come_in_the_order_of_the_lines(sekisho: Call, tmp_path: Path) -> None:
    cases = worked_cases(WORKED_CASES)
    lines = [line(id=case.id, on=case.on.isoformat(), answers=dict(case.answers)) for case in reversed(cases)]
    status, said = batch(sekisho, tmp_path, lines, "--brief")
    assert status == 0
    assert [answer["id"] for answer in said] == [case.id for case in reversed(cases)]
    assert [answer["outcome"] for answer in said] == [case.expected["outcome"] for case in reversed(cases)]


def test_a_line_says_the_same_as_a_file(sekisho: Call, tmp_path: Path) -> None:
    file = json.loads(sekisho("assess", case_file(tmp_path, fighting=None), "--format", "json").out)
    _, (said,) = batch(sekisho, tmp_path, [line(title="Destroyers", answers=answers(fighting=None))])
    assert said == {"id": "good", **file}


def test_brief_leaves_rules_and_changes_out_and_nothing_else(sekisho: Call, tmp_path: Path) -> None:
    _, (whole,) = batch(sekisho, tmp_path, [line(answers=answers(destination="NZ"))])
    _, (brief,) = batch(sekisho, tmp_path, [line(answers=answers(destination="NZ"))], "--brief")
    assert set(brief) == BRIEF_KEYS
    assert brief == {key: value for key, value in whole.items() if key not in ("rules", "changes")}
    assert whole["changes"]


def test_a_title_may_be_left_out(sekisho: Call, tmp_path: Path) -> None:
    _, (without, with_one) = batch(sekisho, tmp_path, [line(), line(title="護衛艦")], "--brief")
    assert (without["title"], with_one["title"]) == (None, "護衛艦")


def test_an_edition_named_by_hand_holds_for_every_line(sekisho: Call, tmp_path: Path) -> None:
    lines = [line(on=on) for on in ("2014-04-01", "2026-05-20", "2013-01-01")]
    status, said = batch(sekisho, tmp_path, lines, "--brief", "--edition", "2014-04-01")
    assert status == 1
    assert [answer["edition"] for answer in said[:2]] == ["2014-04-01", "2014-04-01"]
    assert "on: No edition of the rulebook was in force on 2013-01-01" in said[2]["error"]


def test_each_line_has_the_edition_of_its_own_date(sekisho: Call, tmp_path: Path) -> None:
    lines = [line(on=day.isoformat()) for day in the_shelf().timeline.days.values()]
    _, said = batch(sekisho, tmp_path, lines, "--brief")
    assert [answer["edition"] for answer in said] == list(the_shelf().timeline.days)


@pytest.mark.parametrize("line_id", ["x", "", 7, -1.5, 10**30, True, False, "0007"])
def test_the_id_comes_back_as_it_was(line_id: object, sekisho: Call, tmp_path: Path) -> None:
    status, (said,) = batch(sekisho, tmp_path, [line(id=line_id)], "--brief")
    assert (status, said["id"], type(said["id"])) == (0, line_id, type(line_id))


def test_no_id_is_an_id_too(sekisho: Call, tmp_path: Path) -> None:
    status, (said,) = batch(sekisho, tmp_path, [line(id="*").replace(b'"*"', b"null")], "--brief")
    assert (status, said["id"]) == (0, None)


def test_blank_lines_are_passed_over(sekisho: Call, tmp_path: Path) -> None:
    status, said = batch(sekisho, tmp_path, [b"", line(id=1), b"  \t", b"\r", line(id=2), b""], "--brief")
    assert (status, [answer["id"] for answer in said]) == (0, [1, 2])


def test_many_bad_lines_are_counted_once(sekisho: Call, tmp_path: Path) -> None:
    status, said = batch(sekisho, tmp_path, [b"x"] * 300 + [line()], "--brief")
    assert (status, len(said)) == (1, 301)


def test_a_batch_comes_from_the_standard_input(sekisho: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(line(id=1) + b"\n" + line(id=2)), encoding="utf-8"))
    said = sekisho("assess", "--batch", "-", "--brief")
    assert (said.status, [json.loads(answer)["id"] for answer in said.out.splitlines()]) == (0, [1, 2])


def test_a_batch_is_no_text_for_people(sekisho: Call, tmp_path: Path) -> None:
    said = sekisho("assess", "--batch", tmp_path / "cases.jsonl", "--format", "text")
    assert said == (2, "", "A batch is answered in JSON only. Leave --format text out.\n")


def test_a_line_of_doubled_keys_is_refused_quickly(sekisho: Call, tmp_path: Path) -> None:
    doubled = ",".join(f'"key{number}": 1' for number in [*range(60_000), *range(60_000)])
    begun = time.process_time()
    status, (said,) = batch(sekisho, tmp_path, [b"{" + doubled.encode() + b"}"], "--brief")
    assert (status, time.process_time() - begun < 5) == (1, True)
    assert "“key0” is written twice." in said["error"]


def test_a_byte_order_mark_and_carriage_returns_are_no_mistake(sekisho: Call, tmp_path: Path) -> None:
    status, said = batch(sekisho, tmp_path, [b"\xef\xbb\xbf" + line() + b"\r", line() + b"\r"], "--brief")
    assert (status, len(said)) == (0, 2)


def test_the_last_line_needs_no_end(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(line() + b"\n" + line())
    assert len(sekisho("assess", "--batch", path, "--brief").out.splitlines()) == 2
