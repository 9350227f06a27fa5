"""A case of a register, from the command line: printed, as data, as a document; and a case file as a document."""

import json
from pathlib import Path

import pytest

from app.bootstrap.composition import SystemClock, make_training_register, opened, opened_to_read
from app.documents.document import text_of
from app.domain.procedure.case_states import CaseState
from app.services.ports import CaseFilter
from app.services.reading import list_cases
from app.viewmodels.case.lines_model import new_line_form
from app.wording.language import Language
from tests.builders import an_official
from tests.commands.cases import case_file
from tests.commands.conftest import Call
from tests.documents.reading import metadata_of, read, squeezed
from tests.viewmodels.surroundings import MISSILES, an_office, shown_memorandum


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training register filled with the worked cases."""
    path = tmp_path_factory.mktemp("register") / "training.sekisho"
    make_training_register(path, Language.EN, is_empty=False)
    return path


@pytest.fixture(scope="module")
def number(register: Path) -> str:
    """The number of a case that was determined."""
    with opened_to_read(register) as (work, _shelf):
        found = list_cases(work, CaseFilter(states=(CaseState.DETERMINED,)))
    return found[0].number


def test_a_case_is_told_as_data_with_its_record(sekisho: Call, register: Path, number: str) -> None:
    said = json.loads(sekisho("--register", register, "case", number, "--format", "json").out)
    assert (said["schema"], said["number"]) == ("sekisho.case/1", number)
    (line,) = said["lines"]
    assert line["record"]["number"] == 1
    assert line["determination"]["schema"] == "sekisho.determination/1"
    assert line["determination"]["settled"]


def test_a_case_is_printed_as_the_document_says_it(sekisho: Call, register: Path, number: str, tmp_path: Path) -> None:
    text = sekisho("--register", register, "case", number).out
    assert "Recorded as determination no. 1" in text
    path = tmp_path / "memorandum.pdf"
    said = sekisho("--register", register, "case", number, "--pdf", path)
    assert (said.status, said.out) == (0, f"Saved as {path}.\n")
    pages = squeezed("".join(page.extract_text() for page in read(path.read_bytes()).pages))
    assert all(squeezed(cell) in pages for cell in text.splitlines()[4].split("\t"))
    assert "訓練TRAINING" in pages


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", list(Language))
def test_the_window_and_the_command_line_make_the_same_document_of_a_case(
    sekisho: Call, tmp_path: Path, language: Language
) -> None:
    with an_office(tmp_path, language) as office:
        model = office.open(office.case(MISSILES, item="Type 88 missile"))
        model.record()
        model.answer("careful_consideration", "no")
        model.record()
        new_line_form(model).hand_in(item="Radar", copy_from=model.case.lines[0].id)
        model.record()
        model.choose_line(model.case.lines[0].id)
        model.answer("careful_consideration", None)
        model.show_whole_case()
        shown, number = text_of(shown_memorandum(model)), model.case.particulars.number
    (register,) = tmp_path.glob("*.sekisho")
    printed = sekisho("--register", register, "case", number, "--language", language.value).out
    assert printed == shown
    title = "この明細の記録済みの判定" if language is Language.JA else "Recorded determinations of this line"
    assert shown.count(title) == 2, "of each line"


def test_another_day_may_be_asked_for(sekisho: Call, register: Path, number: str) -> None:
    said = json.loads(sekisho("--register", register, "case", number, "--on", "令和8年5月20日", "--format", "json").out)
    assert said["on"] == "2026-05-20"
    assert said["lines"][0]["determination"]["edition"] == "2026-04-21"
    assert said["lines"][0]["record"] is None, "the record is of another day"


def test_a_case_file_becomes_a_document_that_says_that_it_is_not_recorded(sekisho: Call, tmp_path: Path) -> None:
    case, path = case_file(tmp_path, "2026-05-20"), tmp_path / "memorandum.pdf"
    assert sekisho("assess", case, "--pdf", path, "--language", "ja").status == 0
    pages = squeezed("".join(page.extract_text() for page in read(path.read_bytes()).pages))
    assert squeezed("未記録です") in pages
    assert "<pdfaid:part>2" in metadata_of(path.read_bytes())


def test_nothing_is_written_over(sekisho: Call, register: Path, number: str, tmp_path: Path) -> None:
    path = tmp_path / "kept.pdf"
    path.write_text("kept", encoding="utf-8")
    case = case_file(tmp_path, "2026-05-20")
    for call in (("assess", case), ("--register", register, "case", number)):
        said = sekisho(*call, "--pdf", path)
        assert (said.status, said.out) == (2, "")
        assert "is there already" in said.err
    assert path.read_text(encoding="utf-8") == "kept"


def test_what_the_type_lacks_is_said(sekisho: Call, tmp_path: Path) -> None:
    case = case_file(tmp_path, "2026-05-20")
    text = case.read_text(encoding="utf-8")
    title = text.splitlines()[0]
    case.write_text(text.replace(title, 'title = "𠮷田"'), encoding="utf-8")
    said = sekisho("assess", case, "--pdf", tmp_path / "m.pdf")
    assert said.status == 0
    assert "U+20BB7" in said.err


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (("case", "2026-0001"), "Name the register"),
        (("--register", "REGISTER", "case", "1999-0001"), "No case of the register has the number “1999-0001”."),
        (("--register", "REGISTER", "case", "2023-0001", "--on", "2013-01-01"), "--on: "),
        (("--register", "nowhere", "case", "2026-0001"), "nowhere"),
        (("assess", "--batch", "x.jsonl", "--pdf", "x.pdf"), "--pdf goes with one case file"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    sekisho: Call, register: Path, call: tuple[str, ...], complaint: str
) -> None:
    said = sekisho(*(register if word == "REGISTER" else word for word in call))
    assert said.status == 2
    assert said.out == ""
    assert complaint in said.err


def test_answers_of_a_file_count_whatever_a_register_would_need_to_know_of_them(sekisho: Call, tmp_path: Path) -> None:
    case, path = case_file(tmp_path, "2026-05-20", agreement_in_force="yes"), tmp_path / "memorandum.pdf"
    outcome = json.loads(sekisho("assess", case, "--format", "json").out)["outcome"]
    assert sekisho("assess", case, "--pdf", path).status == 0
    assert outcome == "eligible"
    pages = "".join(page.extract_text() for page in read(path.read_bytes()).pages)
    assert "as answered; the reference tables are set aside" in " ".join(pages.split())


def test_a_case_is_found_by_its_number_among_many_that_hold_it(sekisho: Call, tmp_path: Path) -> None:
    path = tmp_path / "many.sekisho"
    make_training_register(path, Language.EN, is_empty=True)
    with opened(path, SystemClock()) as work:
        official = an_official(work, SystemClock(), "examiner-a")
        for number in ("12", "髙-1", *(f"12-{at}" for at in range(210)), "高-1"):
            official.a_case(number=number)
    for number in ("12", "髙-1", "高-1", "１２"):
        said = sekisho("--register", path, "case", number, "--format", "json")
        assert said.status == 0, said.err
        assert json.loads(said.out)["number"] == number.replace("１２", "12")
