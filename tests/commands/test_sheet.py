"""`sekisho sheet`: a paper of the procedure of a case, as text, as a document or as a file to be filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap.composition import make_training_register
from app.bootstrap.rehearsals import read_rehearsal, stage_on
from app.domain.procedure.sheet_file import read_sheet
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.wording.language import Language
from tests.builders import ROOT
from tests.commands.conftest import Call
from tests.domain.procedure.sheets import verify


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a case up to its permit, and one of which nothing was asked."""
    path = tmp_path_factory.mktemp("register") / "played.sekisho"
    make_training_register(path, Language.EN, is_empty=True)
    rehearsal = read_rehearsal(ROOT / "resources" / "rehearsals" / "four_ministers.toml", frozenset({"meti"}))
    with stage_on(path, rehearsal) as stage:
        play(rehearsal.acts, stage, Given(), lambda _: None)
        play(rehearsal.acts[:1], stage, Given(), lambda _: None)
    return path


def test_each_paper_is_printed_by_what_it_is_of(sekisho: Call, register: Path) -> None:
    for of, said in (
        ("nsc_four_ministers", "write what was decided, and send the sheet back"),
        ("meti_permit", "Permit of the Minister"),
        ("diet_notice", "This is a draft"),
        ("架空許可第1号", "The permit is the document of the Minister itself"),
    ):
        printed = sekisho("--register", register, "sheet", "2026-0001", of)
        assert printed.status == 0
        assert printed.err == ""
        assert said in printed.out
        assert printed.out.startswith("【訓練 TRAINING】")
    printed = sekisho("--register", register, "sheet", "2026-0001", "nsc_four_ministers", "--language", "ja")
    assert "記入欄" in printed.out
    filled = sekisho("--register", register, "sheet", "2026-0001", "nsc_four_ministers", "--filled")
    assert filled.out.count("■ Agreed") == 4


def test_a_sheet_is_written_as_a_document_and_as_a_file(sekisho: Call, register: Path, tmp_path: Path) -> None:
    named = ("--register", register, "sheet", "2026-0001", "interministerial_examination", "--office", "mofa")
    document, file = tmp_path / "sheet.pdf", tmp_path / "mofa.sekisho-sheet"
    assert sekisho(*named, "--pdf", document).out == f"Saved as {document}.\n"
    assert sekisho(*named, "--file", file).out == f"Saved as {file}.\n"
    sheet = read_sheet(file.read_bytes(), verify)
    assert (sheet.asked.office, sheet.asked.is_training, sheet.filled) == ("mofa", True, None)
    assert sheet.pdf == document.read_bytes()
    assert "is there already" in sekisho(*named, "--file", file).err


REFUSED = {
    "no such paper": (("2026-0001", "cabinet"), "It has these: interministerial_examination, nsc_four_ministers"),
    "no office named": (("2026-0001", "interministerial_examination"), "Name the office whose sheet it is"),
    "another office": (("2026-0001", "nsc_four_ministers", "--office", "mofa"), "with one of these: prime_minister"),
    "an office of a notice": (("2026-0001", "diet_notice", "--office", "mofa"), "are of the sheets of steps"),
    "a notice filled in": (("2026-0001", "diet_notice", "--filled"), "are of the sheets of steps"),
    "a file for all": (("2026-0001", "nsc_four_ministers", "--file", "x"), "Name the office whose sheet it is"),
    "a file and a document": (("2026-0001", "nsc_four_ministers", "--file", "x", "--pdf", "y"), "Leave out --file or"),
    "a file that is filled": (("2026-0001", "nsc_four_ministers", "--file", "x", "--filled"), "--file or --filled"),
    "nothing asked": (("2026-0002", "nsc_four_ministers"), "no step was requested"),
    "no such case": (("2026-0099", "nsc_four_ministers"), "has the number “2026-0099”"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_there_is_no_paper_of_is_refused_in_a_sentence(name: str, sekisho: Call, register: Path) -> None:
    words, why = REFUSED[name]
    said = sekisho("--register", register, "sheet", *words)
    assert (said.status, said.out) == (2, "")
    assert why in said.err
    assert len(said.err.splitlines()) == 1


def test_it_needs_a_register(sekisho: Call) -> None:
    assert "sekisho --register FILE sheet NUMBER STEP" in sekisho("sheet", "2026-0001", "nsc").err
