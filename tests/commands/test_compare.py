"""`sekisho rulebook compare`: every difference of two editions as JSON, the main ones for people."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from app.domain.decision.determination import PARTS
from app.domain.law.outcomes import Outcome
from app.paths import EDITIONS
from tests.builders import the_shelf
from tests.commands.conftest import Call
from tests.commands.test_rulebook import changed_copy

BEFORE, AFTER = "2014-04-01", "2022-03-08"


def compared(sekisho: Call, a: str | Path, b: str | Path) -> dict[str, Any]:
    said = sekisho("rulebook", "compare", a, b, "--format", "json")
    assert (said.status, said.err) == (0, "")
    record: dict[str, Any] = json.loads(said.out)
    return record


def test_the_json_has_the_keys_and_values_agreed_on(sekisho: Call) -> None:
    record = compared(sekisho, BEFORE, AFTER)
    facts = {fact for edition in (BEFORE, AFTER) for fact in the_shelf().edition(edition).fact_by_id}
    outcomes = {outcome.value for outcome in Outcome}
    assert list(record) == ["a", "b", "groups"]
    assert (record["a"], record["b"]) == (BEFORE, AFTER)
    assert record["groups"]
    for group in record["groups"]:
        assert list(group) == ["when", "count", "outcome_a", "outcome_b", "differs_in", "example"]
        assert set(group["when"]) <= facts
        assert all(isinstance(values, list) and values for values in group["when"].values())
        assert group["count"] > 0
        assert {group["outcome_a"], group["outcome_b"]} <= outcomes
        assert group["differs_in"]
        assert set(group["differs_in"]) <= set(PARTS)
        assert all(group["example"][fact] in values for fact, values in group["when"].items())


def test_an_example_can_be_assessed_under_both(sekisho: Call, tmp_path: Path) -> None:
    group = compared(sekisho, BEFORE, AFTER)["groups"][0]
    answers = "\n".join(f'{fact} = "{value}"' for fact, value in group["example"].items())
    case = tmp_path / "case.toml"
    case.write_text(f'title = "example"\non = 2022-03-08\n[answers]\n{answers}\n', encoding="utf-8")
    for edition, outcome in ((BEFORE, group["outcome_a"]), (AFTER, group["outcome_b"])):
        said = sekisho("assess", case, "--edition", edition, "--format", "json")
        determination = json.loads(said.out)
        assert (determination["settled"], determination["outcome"]) == (True, outcome)


def test_an_edition_does_not_differ_from_a_copy_of_it(sekisho: Call, tmp_path: Path) -> None:
    copy = changed_copy(tmp_path, BEFORE, "rules.toml", "[rule.", "\n[rule.")
    assert compared(sekisho, BEFORE, copy)["groups"] == []
    said = sekisho("rulebook", "compare", BEFORE, copy)
    assert said.out.splitlines()[1] == "The two editions are the same, word for word."


def test_other_words_alone_are_told_though_every_situation_is_decided_alike(sekisho: Call, tmp_path: Path) -> None:
    copy = changed_copy(tmp_path, BEFORE, "rules.toml", 'label.en = "', 'label.en = "Newly: ')
    assert compared(sekisho, BEFORE, copy)["groups"] == []
    verdict, *rest = sekisho("rulebook", "compare", BEFORE, copy).out.splitlines()[1:]
    assert verdict == "The two editions decide the same in every situation; 1 entry differs (words)."
    assert any(line.startswith("  ・Rule: Newly: ") and line.endswith(" — words") for line in rest)


def test_a_changed_condition_shows_in_what_it_decides(sekisho: Call, tmp_path: Path) -> None:
    copy = changed_copy(
        tmp_path, BEFORE, "procedure.toml", 'when = { precedent = "no" }', 'when = { precedent = "yes" }'
    )
    groups = compared(sekisho, EDITIONS / BEFORE, copy)["groups"]
    assert {tuple(group["differs_in"]) for group in groups} == {("approvals",)}
    assert all(group["outcome_a"] == group["outcome_b"] for group in groups)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("■ Not within the cases", "→", "Gift of equipment to Ukraine", "For example:")),
        ("ja", ("■ ", "→", "例")),
    ],
)
def test_for_people_kinds_reasons_and_an_example_are_told(language: str, words: tuple[str, ...], sekisho: Call) -> None:
    said = sekisho("rulebook", "compare", BEFORE, AFTER, "--language", language)
    assert said.status == 0
    assert all(word in said.out for word in words)


def test_what_is_no_edition_is_refused(sekisho: Call) -> None:
    said = sekisho("rulebook", "compare", BEFORE, "2025-04-21")
    assert (said.status, said.out) == (2, "")
    assert "“2025-04-21” is neither an edition nor a folder." in said.err


def test_progress_is_told_to_a_terminal_only(sekisho: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    terminal.reconfigure = lambda **_how: None  # type: ignore[attr-defined]  # as a text file has it
    said = sekisho("rulebook", "compare", BEFORE, AFTER, "--format", "json")
    number = len(json.loads(said.out)["groups"])
    assert terminal.getvalue().rstrip().endswith(f"{number} groups found")
