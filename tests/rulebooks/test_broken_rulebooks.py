"""A rulebook with a mistake is refused, and the mistake is named with its file, its line and its entry."""

from pathlib import Path

import pytest

from app.domain.errors import Mendable, RefusedData
from app.domain.law.reference import Reference
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.reference_shelf import read_pack, read_reference
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import the_shelf
from tests.rulebooks.broken_files import (
    BROKEN,
    HEADING,
    Broken,
    edition_folder,
    read_broken,
    reference_folder,
    shelf_folder,
)

FILES = sorted(BROKEN.glob("*.toml"))


def read(broken: Broken, folder: Path, shelf: RegisterShelf) -> None:
    """Read the rulebook as the program would."""
    if broken.is_reference:
        read_pack(reference_folder(folder, broken), the_shelf().reference())
    elif broken.is_shelf:
        RegisterShelf(ProgramEditions(shelf_folder(folder, broken), shelf.reference)).editions()
    else:
        shelf.read_outside(str(edition_folder(folder, broken)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_the_mistake_is_refused_where_it_was_made(file: Path, tmp_path: Path, shelf: RegisterShelf) -> None:
    broken = read_broken(file)
    with pytest.raises(RefusedData) as refused:
        read(broken, tmp_path / "data", shelf)
    flaws = refused.value.flaws
    reported = "\n".join(f"{flaw.place()}: {flaw}" for flaw in flaws)
    missed = [expected for expected in broken.expected if not any(map(expected.is_said_by, flaws))]
    unmarked = [flaw.place() for flaw in flaws if not any(expected.is_said_by(flaw) for expected in broken.expected)]
    assert broken.expected, "no mistake is marked"
    assert not missed, reported
    assert not unmarked, reported


def test_every_broken_rulebook_says_what_is_wrong() -> None:
    assert [file.stem for file in FILES if not read_broken(file).says.endswith(".")] == []


def test_the_plain_edition_under_the_mistakes_is_in_order(tmp_path: Path, shelf: RegisterShelf) -> None:
    compiled = shelf.read_outside(str(edition_folder(tmp_path / "plain", Broken("", {}, ()))))
    assert compiled.edition.id == "next"
    assert [rule.id for rule in compiled.edition.rules] == [rule.id for rule in shelf.edition("2026-04-21").rules]


RENAMED = """\
[commitment.periodic_report]
when = { holds = "lasting_finished_product" }
binding = false
label.ja = "定期報告書"
label.en = "Report"
says.ja = "移転先は、定期報告書を提出する。"
says.en = "The recipient hands in a report, periodically."
sources = ["agreement-texts"]
confidence = "UNV"
unverified = ["U-14"]

[unverified.U-14]
says.ja = "定期報告書の義務"
says.en = "Duty of a report"
default.ja = "推奨する交渉事項として示す。"
default.en = "Shown as a recommended point."

[sentence.new]
ja = "定期報告は、廃止する。"
en = "The periodic report is abolished."
from = "reports-2026"
own_words = false
mark = "context"
"""


def test_a_former_name_in_a_longer_one_or_in_the_official_wording_is_no_mistake(
    tmp_path: Path, shelf: RegisterShelf
) -> None:
    plain = Broken("", {"more.toml": RENAMED}, ())
    assert shelf.read_outside(str(edition_folder(tmp_path / "renamed", plain))).edition.id == "next"
    own = Broken("", {"more.toml": RENAMED.replace("own_words = false", "own_words = true")}, ())
    said = flaws_in(edition_folder(tmp_path / "own", own), shelf)
    assert [flaw.partition(":")[2].partition(":")[0] for flaw in said] == [
        "19 [sentence.new.ja]",
        "20 [sentence.new.en]",
    ], said


def flaws_in(folder: Path, shelf: RegisterShelf) -> list[str]:
    """What is found in an edition's folder, with its place."""
    with pytest.raises(RefusedData) as found:
        shelf.read_outside(str(folder))
    return [f"{flaw.place()}: {flaw}" for flaw in found.value.flaws]


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path, shelf: RegisterShelf) -> None:
    (tmp_path / "edition.toml").write_text(HEADING, encoding="utf-8")
    (tmp_path / "rules.toml").write_bytes('[rule.treaty]\nlabel.ja = "条約"\n'.encode("shift-jis"))
    assert flaws_in(tmp_path, shelf) == ["rules.toml: The file is not encoded as UTF-8. Save it as UTF-8."]


def test_a_folder_called_like_a_file_is_named(tmp_path: Path, shelf: RegisterShelf) -> None:
    (tmp_path / "edition.toml").write_text(HEADING, encoding="utf-8")
    (tmp_path / "rules.toml").mkdir()
    assert flaws_in(tmp_path, shelf) == ["rules.toml: This is no file that can be read."]


@pytest.mark.parametrize("line", ["x = " + "[" * 20_000, "x = 0x" + "f" * 9_000, "x = " + "9" * 9_000])
def test_what_could_exhaust_the_interpreter_is_refused(line: str, tmp_path: Path, shelf: RegisterShelf) -> None:
    (tmp_path / "edition.toml").write_text(HEADING, encoding="utf-8")
    (tmp_path / "rules.toml").write_text(line + "\n", encoding="utf-8")
    assert flaws_in(tmp_path, shelf)[0].startswith("rules.toml")


def test_a_long_row_of_conditions_is_refused(tmp_path: Path, shelf: RegisterShelf) -> None:
    (tmp_path / "edition.toml").write_text(HEADING, encoding="utf-8")
    label = 'label.ja = "条件"\nlabel.en = "a condition"\n'
    row = [f'[definition.d{number}]\nwhen = {{ holds = "d{number + 1}" }}\n{label}' for number in range(900)]
    last = f'[definition.d900]\nwhen = "always"\n{label}'
    (tmp_path / "definitions.toml").write_text("\n".join([*row, last]), encoding="utf-8")
    assert "Too many conditions refer to each other in a row." in flaws_in(tmp_path, shelf)[0]


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path, shelf: RegisterShelf) -> None:
    (tmp_path / "edition.toml").write_text(HEADING, encoding="utf-8-sig")
    assert shelf.read_outside(str(tmp_path)).edition.id == "next"


@pytest.mark.parametrize("name", ["nowhere", "file", "empty"])
def test_what_is_no_edition_at_all_is_refused_in_a_sentence(name: str, tmp_path: Path, shelf: RegisterShelf) -> None:
    (tmp_path / "file").write_text(HEADING, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Mendable) as refused:
        shelf.read_outside(str(tmp_path / name))
    assert str(tmp_path / name) in str(refused.value)
    assert str(refused.value).endswith("Name the folder of an edition.")


def test_a_reference_table_that_is_missing_is_named(tmp_path: Path, reference: Reference) -> None:
    folder = reference_folder(tmp_path / "data", Broken("", {}, ()))
    assert read_reference(folder).sha256 == reference.sha256
    (folder / "bodies.csv").unlink()
    (folder / "markings.csv").write_bytes(b"\xff")
    (folder / "item_headings.csv").write_bytes(b"")
    with pytest.raises(RefusedData) as refused:
        read_reference(folder)
    assert [f"{flaw.place()}: {flaw}" for flaw in refused.value.flaws] == [
        "item_headings.csv:1: The columns have to be: id, ja, en, source_ja, source_en, confidence, as_of.",
        "bodies.csv: The file cannot be read: No such file or directory.",
        "markings.csv: The file is not encoded as UTF-8. Save it as UTF-8.",
    ]
