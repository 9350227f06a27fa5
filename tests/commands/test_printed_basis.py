"""What is printed tells of every entry how well it is established, and rests on no row that is not shown."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.builders import the_shelf
from tests.commands.cases import case_file
from tests.commands.conftest import Call

EDITION = the_shelf().edition("2026-04-21")


def lines(sekisho: Call, folder: Path, *options: str, on: str = "2026-05-20", **changes: str | None) -> list[str]:
    """The lines of the determination of the destroyers with some answers changed, without their indent."""
    said = sekisho("assess", case_file(folder, on, **changes), *options)
    assert (said.status, said.err) == (0, "")
    return [line.strip() for line in said.out.splitlines()]


def line_with(words: str, printed: list[str]) -> str:
    """The one line with these words."""
    (found,) = [line for line in printed if words in line]
    return found


def section(heading: str, printed: list[str]) -> list[str]:
    """The lines below a heading."""
    rest = printed[printed.index(heading) + 1 :]
    return rest[: rest.index("")]


def test_what_is_inferred_or_reported_does_not_look_as_sure_as_the_law(sekisho: Call, tmp_path: Path) -> None:
    printed = lines(sekisho, tmp_path)
    secretaries = line_with("NSC secretaries’ meeting [", printed)
    ministers = line_with("NSC Four-Minister Meeting [", printed)
    permit = line_with("Permit of the Minister of Economy, Trade and Industry [", printed)
    assert "[paragraph number not available, Inference, U-08, sources " in secretaries
    assert "[paragraph number not available, Reported, U-09, sources " in ministers
    assert "[Official text, U-25, sources " in permit
    assert "[Reported, U-10, source " in line_with("・Notice to the Diet", printed)
    assert "[Official summary, U-19, sources " in line_with("・No transfer to third parties", printed)
    assert "[Unpublished, U-14, source " in line_with("・Inventory records", printed)


def test_every_number_of_a_source_leads_to_its_title(sekisho: Call, tmp_path: Path) -> None:
    printed = lines(sekisho, tmp_path, fighting="yes", special_circumstances="yes")
    listed = dict(line.split("  ", 1) for line in section("Sources", printed))
    named = {
        number
        for line in printed
        for found in re.findall(r"sources? ([\d, ]+)\]", line)
        for number in found.split(", ")
    }
    assert named == set(listed)
    rule = next(rule for rule in EDITION.rules if rule.id == "exception")
    numbers = re.findall(r"\d+", line_with("● Exception", printed).rpartition("source")[2])
    assert [listed[number] for number in numbers] == [EDITION.source(source).title.en for source in rule.origin.sources]


def test_the_edition_says_how_well_it_is_established_as_a_whole(sekisho: Call, tmp_path: Path) -> None:
    printed = lines(sekisho, tmp_path)
    assert "edition 2026-04-21 [Reported, U-01, U-13, U-18, U-21, sources 1, 2, 3] · reference data" in printed[1]
    points = section("Unpublished or contested points that touch this", printed)
    for point in EDITION.heading.origin.unverified:
        told = EDITION.point(point)
        assert told is not None
        assert f"・{point} {told.says.en}" in points


def test_every_point_that_is_named_has_its_sentence(sekisho: Call, tmp_path: Path) -> None:
    printed = lines(sekisho, tmp_path, destination="CA")
    points = section("Unpublished or contested points that touch this", printed)
    named = {point for line in printed if line not in points for point in re.findall(r"U-\d\d", line)}
    assert named == {line[1:5] for line in points if line.startswith("・")}
    assert "U-07" in named


def test_the_points_of_a_record_stay_those_of_what_decides(sekisho: Call, tmp_path: Path) -> None:
    record = json.loads(sekisho("assess", case_file(tmp_path), "--format", "json").out)
    assert record["unverified"] == ["U-01", "U-08", "U-09", "U-10", "U-19", "U-25"]


#: What is changed of the destroyers, and what is said of the agreement.
AGREEMENTS: dict[str, tuple[dict[str, str], str]] = {
    "in force": (
        {},
        "・Philippines: in force since 2016-04-26, signed 2016-02-29 [Official text (re-verify), source ",
    ),
    "known to the month": ({"destination": "IT"}, "・Italy: in force since 2019-04 (day not verified), "),
    "unconfirmed": (
        {"destination": "CA"},
        "・Canada: signed 2026-01-27; entry into force not confirmed [signature: Official summary; ",
    ),
    "none": (
        {"destination": "NZ"},
        "・New Zealand: no agreement in force on 2026-05-20, by the reference tables of ",
    ),
    "answered": (
        {"destination": "NZ", "agreement_in_force": "yes"},
        "・New Zealand: Yes, in force, as answered; the reference tables are set aside.",
    ),
}


@pytest.mark.parametrize(("changes", "says"), AGREEMENTS.values(), ids=AGREEMENTS.keys())
def test_the_agreement_that_decides_is_told_with_its_origin(
    changes: dict[str, str], says: str, sekisho: Call, tmp_path: Path
) -> None:
    (agreement,) = section("Transfer agreement", lines(sekisho, tmp_path, **changes))
    assert agreement.startswith(says)


def test_an_agreement_is_told_as_of_the_day_of_the_case(sekisho: Call, tmp_path: Path) -> None:
    (agreement,) = section("Transfer agreement", lines(sekisho, tmp_path, "--edition", EDITION.id, on="2016-03-01"))
    assert agreement.startswith("・Philippines: no agreement in force on 2016-03-01, ")


@pytest.mark.parametrize(
    "changes",
    [{"weapon": "no"}, {"treaty_breach": "yes"}, {"destination": None}],
    ids=["no weapon", "barred in any case", "no destination"],
)
def test_an_agreement_on_which_nothing_rests_is_not_told(
    changes: dict[str, Any], sekisho: Call, tmp_path: Path
) -> None:
    assert "Transfer agreement" not in lines(sekisho, tmp_path, **changes)


def test_under_an_edition_that_asks_for_no_agreement_none_is_told(sekisho: Call, tmp_path: Path) -> None:
    assert "Transfer agreement" not in lines(sekisho, tmp_path, "--edition", "2014-04-01")


def test_a_paragraph_is_missed_only_where_the_text_was_not_at_hand(sekisho: Call, tmp_path: Path) -> None:
    official = lines(sekisho, tmp_path, "--edition", "2014-04-01", treaty_breach="yes")
    assert "[Official summary, source " in line_with("● ", official)
    reported = lines(sekisho, tmp_path, destination="NZ")
    assert "[paragraph number not available, Reported, U-06, source " in line_with("● ", reported)


def test_a_sentence_of_an_earlier_text_has_its_paragraph_behind_the_title_of_that_text(sekisho: Call) -> None:
    for language, found in (
        ("en", "April 1, 2014), 1(2)C(a) [guidelines-2014, "),
        ("ja", "決定）1(2)ウ(ア)〔guidelines-2014、"),
    ):
        printed = sekisho("rulebook", "show", "2026-04-21", "--language", language).out.splitlines()
        at = next(number for number, line in enumerate(printed) if line.startswith("g1-2-u-a — "))
        assert "1(2)" not in printed[at]
        assert found in printed[at + 2]


def test_tables_are_called_by_their_names(sekisho: Call) -> None:
    assert "Follows from the table “Transfer agreements” and: " in sekisho("rulebook", "show", "2026-04-21").out
