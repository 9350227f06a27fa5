"""Packs are compared row by row, and rows tell how old they are."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.law.reference_rows import OLD_AFTER_DAYS, RowChange, days_old, row_changes, version_key
from app.storage.law.reference_shelf import read_reference
from app.storage.law.register_shelf import RegisterShelf
from tests.drafts import a_pack


def test_the_rows_that_a_pack_changes_are_named_and_no_others(shelf: RegisterShelf, tmp_path: Path) -> None:
    own = shelf.reference()
    bangladesh = (
        "BD,2026-02-03,2026-02-03,day,OT,,外務省報道発表（pressit_000001_03279）,MOFA release pressit_000001_03279,"
        "OT,official_text,OT,official_text\n"
    )
    changes = (
        ("CA,2026-01-27,,day", "CA,2026-01-27,2026-11-30,day"),
        (bangladesh, "NZ,2026-11-01,,day,R,,報道,A report,OS,official_summary,R,press\n"),
    )
    other = read_reference(a_pack(tmp_path, *changes))
    added = {"state": "NZ", "signed": "2026-11-01", "in_force": "", "precision": "day", "confidence": "R"}
    changed = {change.key: change for change in row_changes(own, other)}
    assert list(changed) == ["BD 2026-02-03", "CA 2026-01-27", "NZ 2026-11-01"]
    assert changed["BD 2026-02-03"].after is None
    assert changed["NZ 2026-11-01"] == RowChange(
        "agreements",
        "NZ 2026-11-01",
        None,
        {
            **added,
            "unverified": "",
            "source_ja": "報道",
            "source_en": "A report",
            "signature": "OS official_summary",
            "entry_into_force": "R press",
        },
    )
    canada = changed["CA 2026-01-27"]
    assert canada.before is not None
    assert canada.after == {**canada.before, "in_force": "2026-11-30"}
    assert row_changes(own, own) == ()


def test_a_wording_that_changes_is_a_changed_row(shelf: RegisterShelf, tmp_path: Path) -> None:
    changes = (("Acquisition, Technology & Logistics Agency", "The Agency"),)
    other = read_reference(a_pack(tmp_path, *changes, table="bodies"))
    (change,) = row_changes(shelf.reference(), other)
    assert change.after is not None
    assert (change.table, change.key, change.after["name_en"]) == ("bodies", "atla", "The Agency")


@pytest.mark.parametrize(
    ("version", "key"),
    [
        ("2026-11-22", (date(2026, 11, 22), 0)),
        ("2026-11-22.2", (date(2026, 11, 22), 2)),
        ("2026-11-22.10", (date(2026, 11, 22), 10)),
        ("2026-02-30", None),
        ("2026-11-22.", None),
        ("２０２６-11-22", None),
        ("November", None),
        ("", None),
    ],
)
def test_versions_are_days_that_can_be_numbered(version: str, key: tuple[date, int] | None) -> None:
    assert version_key(version) == key


def test_a_row_is_as_old_as_it_says_or_as_its_pack(shelf: RegisterShelf) -> None:
    reference, today = shelf.reference(), date(2027, 3, 1)
    heading = reference.item_headings["1"]
    assert heading.as_of == date(2026, 6, 5)
    assert days_old(reference, heading, today) == (today - date(2026, 6, 5)).days
    assert days_old(reference, reference.agreements[0], today) == (today - date(2026, 11, 30)).days == 91
    assert OLD_AFTER_DAYS == 90
