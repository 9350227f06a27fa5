"""The reference tables: each row says where it comes from, in both languages; and packs as offices make them."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from app.domain.errors import Flaw, RefusedData
from app.domain.law.origin import CONFIDENCES
from app.domain.law.reference import Agreement, EmbargoFlag, Established, Reference, Row
from app.domain.law.texts import Text
from app.storage.law.reference_shelf import read_pack, read_reference
from app.storage.law.register_shelf import RegisterShelf
from tests.oracles.by_hand import EDITIONS
from tests.rulebooks.broken_files import REFERENCE

JAPANESE = re.compile("[぀-ヿ一-鿿]")


def rows(reference: Reference) -> list[Row | Agreement | EmbargoFlag]:
    """Every row of every table."""
    named = (reference.countries, reference.item_headings, reference.bodies, reference.markings)
    return [
        *reference.agreements,
        *reference.embargo_flags.values(),
        *(row for table in named for row in table.values()),
    ]


def pack(folder: Path, table: str, content: bytes) -> Path:
    """A pack like the program's own tables, with one file of other content."""
    copy = shutil.copytree(REFERENCE, folder / "pack")
    (copy / table).write_bytes(content)
    return copy


def flaws_in(folder: Path) -> list[str]:
    """What is found in a pack, with its place."""
    with pytest.raises(RefusedData) as found:
        read_pack(folder, read_reference(REFERENCE))
    return [f"{flaw.place()}: {flaw}" for flaw in found.value.flaws]


def is_said_in_both(text: Text) -> bool:
    """Whether the Japanese text is Japanese, and the English one is not."""
    return bool(JAPANESE.search(text.ja)) and bool(text.en) and not JAPANESE.search(text.en)


def test_every_row_names_its_source_in_both_languages_and_how_well_it_is_known(reference: Reference) -> None:
    assert len(rows(reference)) > 300
    assert [row for row in rows(reference) if not is_said_in_both(row.source)] == []
    assert [row for row in rows(reference) if row.confidence not in CONFIDENCES] == []


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_where_a_source_is_found_is_an_address_or_said_in_both_languages(edition_id: str, shelf: RegisterShelf) -> None:
    places = [source.reference for source in shelf.edition(edition_id).sources if source.reference]
    assert [text for text in places if text.ja == text.en and not text.en.startswith("https://")] == []
    assert [text for text in places if text.ja != text.en and not is_said_in_both(text)] == []
    assert {text.ja: text.en for text in places}["e-Gov法令検索"] == "e-Gov law search"


def test_the_invented_states_are_those_that_the_tables_call_invented(reference: Reference) -> None:
    letters = "ABCDEFGHIJLMNOPQRSTUVWXYZ"
    assert reference.invented == {f"X{letter}" for letter in letters}, "all but XK, which is Kosovo"
    assert {code for code, row in reference.countries.items() if row.source.en == "invented"} == reference.invented


def test_a_table_saved_by_a_japanese_spreadsheet_is_told_to_be_saved_as_utf8(tmp_path: Path) -> None:
    bodies = (REFERENCE / "bodies.csv").read_text(encoding="utf-8")
    # Excel saves what CP932 has; the apostrophe of a typesetter it has not.
    folder = pack(tmp_path, "bodies.csv", bodies.replace("’", "'").encode("cp932"))
    assert flaws_in(folder) == ["bodies.csv: The file is not encoded as UTF-8. Save it as UTF-8."]


def test_a_heading_in_another_encoding_is_told_as_well(tmp_path: Path) -> None:
    heading = (REFERENCE / "reference.toml").read_text(encoding="utf-8")
    folder = pack(tmp_path, "reference.toml", heading.replace("～", "-").encode("cp932"))
    assert flaws_in(folder) == ["reference.toml: The file is not encoded as UTF-8. Save it as UTF-8."]


def test_a_file_that_cannot_be_opened_is_not_called_missing(tmp_path: Path) -> None:
    folder = shutil.copytree(REFERENCE, tmp_path / "pack")
    (folder / "markings.csv").unlink()
    (folder / "markings.csv").mkdir()
    assert flaws_in(folder) == ["markings.csv: The file cannot be read: Is a directory."]


def test_a_byte_order_mark_is_no_mistake_and_is_kept(tmp_path: Path) -> None:
    folder = shutil.copytree(REFERENCE, tmp_path / "pack")
    for file in (*folder.glob("*.csv"), folder / "reference.toml"):
        file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")
    read = read_pack(folder, read_reference(REFERENCE))
    own = read_reference(REFERENCE)
    assert (read.reference.version, read.reference.bodies) == (own.version, own.bodies)
    assert read.reference.sha256 != own.sha256
    assert {name: text.encode() for name, text in read.files.items()} == {
        file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()
    }


def test_a_file_that_is_no_table_is_no_part_of_a_pack(tmp_path: Path) -> None:
    folder = pack(tmp_path, "notes.csv", "覚書".encode("cp932"))
    read = read_pack(folder, read_reference(REFERENCE))
    assert "notes.csv" not in read.files
    assert read.reference.sha256 == read_reference(REFERENCE).sha256


@pytest.mark.parametrize(
    "line",
    [
        'version = "2027-01-01" # taken over from "2026-12-01"',
        "version='2027-01-01'",
        'note = """\nversion = "2026-01-01"\n"""\nversion = "2027-01-01"',
    ],
)
def test_the_version_is_read_as_toml(line: str, tmp_path: Path) -> None:
    folder = pack(tmp_path, "reference.toml", f"{line}\n".encode())
    assert read_pack(folder, read_reference(REFERENCE)).reference.version == "2027-01-01"


def test_the_version_of_the_own_tables_is_refused_when_it_is_asked_for(tmp_path: Path) -> None:
    folder = pack(tmp_path, "reference.toml", b'title = "Reference data"\n')
    assert flaws_in(folder) == ["reference.toml: “version” is missing."]
    read = read_reference(folder)
    with pytest.raises(Flaw, match="“version” is missing"):
        _ = read.version


# What codes of states mean is data of the program, which stands beside the tables.


def test_what_codes_mean_has_a_source_and_a_confidence() -> None:
    codes = read_reference(REFERENCE).codes
    rows = (codes.own, *codes.customary, codes.first_invented, codes.last_invented)
    assert [row.id for row in rows if not is_said_in_both(row.source) or row.confidence not in CONFIDENCES] == []


def test_another_state_transfers_and_another_code_is_customary_where_the_data_say_so(tmp_path: Path) -> None:
    folder = shutil.copytree(REFERENCE, tmp_path / "reference")
    codes, countries = folder / "codes" / "codes.csv", folder / "countries.csv"
    codes.write_text(
        codes.read_text("utf-8").replace("JP,own", "GB,own").replace("XK,customary", "XL,customary"), "utf-8"
    )
    with pytest.raises(RefusedData) as refused:
        read_reference(folder)
    said = [f"{flaw.entry}: {flaw}" for flaw in refused.value.flaws]
    assert any(each.startswith("GB: Japan cannot be the country here. Allowed: ") for each in said)
    assert any(each.startswith("XK: XA to XZ other than XL (Kosovo) are invented countries.") for each in said)
    kept = [row for row in countries.read_text("utf-8").splitlines(True) if row[:2] not in ("GB", "XK", "XL")]
    countries.write_text("".join((*kept, "XL,コソボ,Kosovo,慣用,customary,OS,,\n")), "utf-8")
    agreements = folder / "agreements.csv"
    without = [row for row in agreements.read_text("utf-8").splitlines(True) if not row.startswith("GB,")]
    agreements.write_text("".join(without), "utf-8")
    assert read_reference(folder).flags("XL") == ()


def test_signature_and_entry_into_force_are_told_apart_and_a_pack_that_does_not_is_read(
    tmp_path: Path, reference: Reference
) -> None:
    assert all(row.signature and row.entry_into_force for row in reference.agreements)
    malaysia = next(row for row in reference.agreements if row.state == "MY")
    assert (malaysia.signature, malaysia.entry_into_force) == (Established("R", "press"), Established("I", "inference"))
    folder = shutil.copytree(REFERENCE, tmp_path / "pack")
    for table, fewer in (("agreements", 4), ("countries", 1), ("countries", 1), ("bodies", 1), ("markings", 1)):
        path = folder / f"{table}.csv"
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(row[:-fewer] for row in rows)
    former = read_pack(folder, reference).reference
    assert [row.confidence for row in former.agreements] == [row.confidence for row in reference.agreements]
    assert {row.signature for row in former.agreements} == {None}


def test_a_pack_has_no_say_in_what_codes_mean_and_they_are_no_part_of_its_hash(tmp_path: Path) -> None:
    own = read_reference(REFERENCE)
    folder = shutil.copytree(REFERENCE, tmp_path / "pack")
    (folder / "codes" / "codes.csv").write_text("nothing of the kind", "utf-8")
    pack_of_another = read_pack(folder, own)
    assert (pack_of_another.reference.codes, pack_of_another.reference.sha256) == (own.codes, own.sha256)
