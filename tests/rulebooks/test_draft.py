"""An edition written whole as a folder loads to the same content, and is laid out to be read and edited."""

import re
import tomllib
from pathlib import Path

import pytest

from app.bootstrap.program import run
from app.domain.errors import Mendable
from app.domain.law.reference import Reference
from app.storage.editions.edition_files import from_canonical
from app.storage.editions.edition_parser import parse_edition
from app.storage.editions.edition_writer import write_edition
from app.storage.law.register_shelf import RegisterShelf
from tests.oracles.by_hand import EDITIONS
from tests.rulebooks.broken_files import EDITIONS as FOLDER


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_a_draft_loads_to_the_same_content(edition_id: str, shelf: RegisterShelf, tmp_path: Path) -> None:
    edition = shelf.edition(edition_id)
    shelf.write_draft(edition, str(tmp_path / "new" / "draft"))
    read = shelf.read_outside(str(tmp_path / "new" / "draft")).edition
    assert (read.id, read.sha256) == (edition_id, edition.sha256)
    assert shelf.content(read) == shelf.content(edition)


def test_a_draft_is_laid_out_like_the_editions_of_the_program(shelf: RegisterShelf, tmp_path: Path) -> None:
    shelf.write_draft(shelf.edition("2014-04-01"), str(tmp_path))
    names = sorted(file.name for file in (FOLDER / "2014-04-01").iterdir())
    # What is laid beside the edition is written as comments.
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*names, "examination.toml"])
    for name in names:
        written, shipped = ((folder / name).read_text(encoding="utf-8") for folder in (tmp_path, FOLDER / "2014-04-01"))
        assert tomllib.loads(written) == tomllib.loads(shipped)
        if name != "edition.toml":
            # The same lines, but for comments, and blanks inside braces.
            lines = [re.sub(r"(?<=[{}]) | (?=[{}])|,(?=\n)", "", text) for text in (written, shipped)]
            said = [[line for line in text.splitlines() if line and line[0] not in "#[ ]"] for text in lines]
            kept = {line.partition(" = ")[0] for line in said[1]} - {"]}", "] }"}
            assert {line.partition(" = ")[0] for line in said[0]} - {"]}", "] }"} == kept


def test_a_draft_tells_what_to_do_first(shelf: RegisterShelf, tmp_path: Path) -> None:
    shelf.write_draft(shelf.edition("2026-04-21"), str(tmp_path))
    heading = (tmp_path / "edition.toml").read_text(encoding="utf-8")
    assert heading.startswith("# A draft that starts from the edition of this id")
    assert "in_force_from = 2026-04-21\n" in heading
    assert "builds_on" not in heading


def test_odd_names_and_texts_are_written_so_that_they_are_read_again(
    shelf: RegisterShelf, reference: Reference, tmp_path: Path
) -> None:
    tables = from_canonical(shelf.content(shelf.edition("2014-04-01")))
    definition = tables.entries["definition"]["listed"]
    odd = 'a "quoted" name. with\\ everything # in [it] = ☆'
    tables.entries["definition"][odd] = {**definition, "label": {"ja": odd, "en": odd + '\n"""\n'}}
    content = tables.canonical()
    assert parse_edition(tables, reference, content).flaws == ()
    write_edition(content, tmp_path / "odd")
    read = shelf.read_outside(str(tmp_path / "odd")).edition
    assert shelf.content(read) == content


@pytest.mark.parametrize("place", ["file", "full", "file/below"])
def test_nothing_is_overwritten(place: str, shelf: RegisterShelf, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("Dear colleague", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear colleague", encoding="utf-8")
    with pytest.raises(Mendable, match=r"something in .* already|can be written to"):
        shelf.write_draft(shelf.edition("2014-04-01"), str(tmp_path / place))
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_the_command_begins_a_draft_from_an_id_or_a_folder(
    shelf: RegisterShelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for start, folder in (("2024-03-26", tmp_path / "one"), (str(tmp_path / "one"), tmp_path / "two")):
        assert run(["rulebook", "draft", start, str(folder), "--language", "en"]) == 0
        assert capsys.readouterr().out.startswith(f"Edition 2024-03-26 stands in {folder}, whole.")
    assert shelf.read_outside(str(tmp_path / "two")).edition.sha256 == shelf.edition("2024-03-26").sha256
    assert run(["rulebook", "draft", "2024-03-26", str(tmp_path / "one")]) == 2
    assert run(["rulebook", "draft", "nowhere", str(tmp_path / "three")]) == 2
    assert not (tmp_path / "three").exists()


def test_the_law_of_a_register_is_what_its_commands_go_by(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = tmp_path / "training.sekisho"
    assert run(["register", "new", str(register), "--training", "--empty"]) == 0
    capsys.readouterr()
    assert run(["--register", str(register), "rulebook", "show", "--format", "json"]) == 0
    assert '"id": "2026-04-21"' in capsys.readouterr().out
    assert run(["--register", str(tmp_path / "none.sekisho"), "rulebook", "show"]) == 2
