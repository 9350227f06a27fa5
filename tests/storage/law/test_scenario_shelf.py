"""Worked cases are read from a file of data, and a mistake in it is named."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.law.texts import Text
from app.storage.law.scenario_shelf import worked_cases
from tests.builders import WORKED_CASES

CASE = """
[[case]]
id = "w01"
title.ja = "小火器"
title.en = "Small arms"
on = 2026-06-01
source = "invented"
answers = { weapon = "yes" }
assumed = ["weapon"]
particulars.item.ja = "小銃"
particulars.item.en = "Rifles"
expected = { outcome = "eligible" }
"""


def test_a_worked_case_is_read_with_both_languages(tmp_path: Path) -> None:
    (tmp_path / "cases.toml").write_text(CASE, encoding="utf-8")
    (worked,) = worked_cases(tmp_path / "cases.toml")
    assert (worked.id, worked.on) == ("w01", date(2026, 6, 1))
    assert worked.title == Text("小火器", "Small arms")
    assert worked.source == Text("invented", "invented")
    assert worked.answers == {"weapon": "yes"}
    assert worked.assumed == {"weapon"}
    assert worked.particulars == {"item": Text("小銃", "Rifles")}
    assert worked.expected == {"outcome": "eligible"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title.ja", "title.fr"),
        ("2026-06-01", '"2026-06-01"'),
        ("expected", "awaited"),
        ('{ weapon = "yes" }', "3"),
        ('["weapon"]', '["form"]'),
    ],
)
def test_a_mistake_in_a_worked_case_names_the_case(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "cases.toml"
    file.write_text(CASE.replace(before, after), encoding="utf-8")
    with pytest.raises(ValueError, match="case w01"):
        worked_cases(file)


def test_every_worked_case_of_the_program_has_its_own_id() -> None:
    ids = [worked.id for worked in worked_cases(WORKED_CASES)]
    assert len(ids) == len(set(ids)) >= 15
