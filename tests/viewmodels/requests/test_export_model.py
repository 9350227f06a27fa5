"""The list is written exactly as it is shown; it can be stopped, and then leaves nothing behind."""

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.japan_time import day_in_japan
from app.domain.procedure.case_states import CaseState
from app.services.ports import CaseFilter, CaseOrder
from app.services.reading import list_cases
from app.services.updating import read_progress
from app.viewmodels.requests.export_model import ExportModel
from app.viewmodels.requests.requests_model import COLUMNS, Column
from app.viewmodels.session import list_export
from app.viewmodels.session.list_export import CSV, EXCEL
from app.viewmodels.session.paper_model import Done
from app.wording.language import Language
from tests.builders import searched
from tests.viewmodels.surroundings import MISSILES, Office, Waiting


@pytest.fixture
def several(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A register with seven cases, which are written three at a time."""
    monkeypatch.setattr(list_export, "PART", 3)
    for at in range(7):
        office.register.a_case(MISSILES if at % 2 else {}, title=f"{'Radar' if at < 5 else 'Ship'} {at}")
    return office


def written(office: Office, path: Path, wanted: CaseFilter, kind: str = CSV) -> Done:
    """What came of writing the list."""
    model, done = ExportModel(office.session, wanted), list[Done]()
    model.finished.connect(done.append)
    model.write(str(path), kind)
    return done[0]


@pytest.mark.parametrize(
    "wanted",
    [
        CaseFilter(),
        searched("radar")._replace(order=CaseOrder.TITLE, is_descending=False, limit=100),
        CaseFilter(states=(CaseState.DETERMINED,)),
        searched("radar")._replace(order=CaseOrder.NUMBER, is_descending=True),
    ],
)
def test_the_file_holds_what_the_list_shows_in_its_order(several: Office, tmp_path: Path, wanted: CaseFilter) -> None:
    path = tmp_path / "list.csv"
    done = written(several, path, wanted)
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    shown = list_cases(several.register.work, wanted._replace(limit=1000, offset=0))
    assert [row[:3] for row in rows] == [["訓練 TRAINING", case.number, case.title] for case in shown]
    assert heading[:3] == ["Register", "Number", "Title"]
    assert heading[-1] == "Last change"
    assert {row[-1] for row in rows} == {day_in_japan(case.changed_at).isoformat() for case in shown}
    assert not done.is_refused
    assert done.says.startswith(f"{len(shown)} request")


def test_it_says_what_will_be_written_and_under_which_name(several: Office) -> None:
    model = ExportModel(several.session, CaseFilter())
    assert model.size is None
    assert "7" not in model.explanation, "nothing is said before it is counted"
    model.count()
    assert model.explanation.startswith("7 requests will be written")
    assert model.proposed_name(EXCEL) == "Requests_訓練 TRAINING_2026-11-22_en.xlsx"


@pytest.mark.parametrize("language", list(Language))
def test_a_row_of_a_training_register_says_so_and_one_of_another_does_not(
    several: Office, tmp_path: Path, language: Language
) -> None:
    session, path = several.session, tmp_path / "list.csv"
    session.language.switch(language)
    for is_training in (True, False):
        session.is_training = is_training
        model = ExportModel(session, CaseFilter())
        written(several, path, CaseFilter())
        written(several, tmp_path / "list.xlsx", CaseFilter(), EXCEL)
        with path.open(encoding="utf-8-sig", newline="") as file:
            _heading, *rows = csv.reader(file)
        assert len(rows) == 7
        assert all(("訓練 TRAINING" in row) is is_training for row in rows)
        book = load_workbook(tmp_path / "list.xlsx")
        assert [cell.value for cell in book.worksheets[0][1]] == [column.name for column in model.columns()]
        said = (book.sheetnames[0], book.worksheets[0].oddHeader.center.text, book.properties.description)
        assert all(("訓練 TRAINING" in str(each)) is is_training for each in said)
        assert ("訓練 TRAINING" in model.proposed_name(CSV)) is is_training


def test_it_says_which_columns_the_file_has(several: Office) -> None:
    model = ExportModel(several.session, CaseFilter())
    model.count()
    assert all(column.name in model.explanation for column in model.columns())


def test_it_counts_what_there_is_now_and_again_when_it_is_written(several: Office, tmp_path: Path) -> None:
    model, sizes, done = ExportModel(several.session, searched("radar")), list[int | None](), list[Done]()
    model.counted.connect(lambda: sizes.append(model.size))
    model.finished.connect(done.append)
    model.count()
    several.register.a_case({}, title="Radar 8")
    several.session.changed_elsewhere.emit()
    several.register.a_case({}, title="Radar 9")
    model.write(str(tmp_path / "list.csv"), CSV)
    assert sizes == [5, 6, 7]
    assert done[0].says.startswith("7 requests were saved")


def test_the_file_says_of_a_case_how_it_stands_as_the_list_does(several: Office, tmp_path: Path) -> None:
    path, register = tmp_path / "list.csv", several.register
    case = register.a_case(MISSILES, title="Recorded")
    register.determine(case.lines[0].id)
    register.answer(case.lines[0].id, {"destination": "AU"})
    columns = {Column.STATE: 7, Column.OUTCOME: 8, Column.EDITION: 9}
    for is_noticed in (True, False):
        if not is_noticed:
            # Another law, which the register has not noticed yet.
            with register.work.register.database.conn:
                register.work.standings.notice("0" * 64, register.clock.now())
        window = several.window()
        requests = window.requests
        requests.refresh()
        requests.take_progress(read_progress(register.work, several.session.shelf))
        written(several, path, CaseFilter())
        with path.open(encoding="utf-8-sig", newline="") as file:
            _heading, *rows = csv.reader(file)
        assert len(rows) == requests.size
        for at, row in enumerate(rows):
            for column, place in columns.items():
                shown = requests.index(at, COLUMNS.index(column)).data()
                assert row[place] == ("" if shown == "—" else shown)
        said = "differs from the record" if is_noticed else "…"
        assert [row[8] for row in rows if row[2] == "Recorded"] == [said]


def test_a_sheet_is_written_too(several: Office, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    assert not written(several, path, CaseFilter(), EXCEL).is_refused
    assert path.read_bytes().startswith(b"PK")


def test_what_is_stopped_leaves_nothing_and_keeps_what_was_there(several: Office, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("kept", encoding="utf-8")
    waiting = Waiting(several.register.work)
    several.session._runner = waiting
    model, done, progress = ExportModel(several.session, CaseFilter()), list[Done](), list[int]()
    model.finished.connect(done.append)
    model.progressed.connect(progress.append)
    model.write(str(path), CSV)
    waiting.do_one()
    waiting.do_one()
    assert progress == [0, 3]
    model.stop()
    waiting.do_all()
    assert done[0].is_refused
    assert "stopped" in done[0].says
    assert path.read_text(encoding="utf-8") == "kept"
    assert [file.name for file in tmp_path.iterdir() if "partial" in file.name] == []


def test_a_list_that_changes_meanwhile_is_not_saved(several: Office, tmp_path: Path) -> None:
    waiting = Waiting(several.register.work)
    several.session._runner = waiting
    model, done = ExportModel(several.session, CaseFilter()), list[Done]()
    model.finished.connect(done.append)
    model.write(str(tmp_path / "list.csv"), CSV)
    waiting.do_one()
    waiting.do_one()
    several.register.a_case({}, title="Another", received_on=date(2026, 5, 1))
    waiting.do_all()
    assert done[0].is_refused
    assert "changed while it was written" in done[0].says
    assert not (tmp_path / "list.csv").exists()


def test_a_place_that_cannot_be_written_to_is_told(several: Office, tmp_path: Path) -> None:
    done = written(several, tmp_path / "nowhere" / "list.csv", CaseFilter())
    assert done.is_refused
    assert "can't be written" in done.says


def test_more_rows_than_a_sheet_takes_are_refused(
    several: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_export, "MOST_ROWS", 5)
    assert "Save it as CSV" in written(several, tmp_path / "list.xlsx", CaseFilter(), EXCEL).says
    assert not (tmp_path / "list.xlsx").exists()


def test_stopping_when_nothing_is_written_stops_no_later_one(several: Office, tmp_path: Path) -> None:
    model, done = ExportModel(several.session, CaseFilter()), list[Done]()
    model.finished.connect(done.append)
    for name, kind in (("one.csv", CSV), ("two.xlsx", EXCEL), ("three.csv", CSV)):
        model.write(str(tmp_path / name), kind)
        model.stop()
    assert [each.is_refused for each in done] == [False, False, False]
    assert sorted(path.name for kind in (CSV, EXCEL) for path in tmp_path.glob(f"*.{kind}")) == [
        "one.csv",
        "three.csv",
        "two.xlsx",
    ]


def test_a_sheet_that_is_stopped_leaves_no_row_anywhere(
    several: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere, chosen = tmp_path / "elsewhere", tmp_path / "chosen"
    elsewhere.mkdir()
    chosen.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    waiting = Waiting(several.register.work)
    several.session._runner = waiting
    model = ExportModel(several.session, CaseFilter())
    model.write(str(chosen / "list.xlsx"), EXCEL)
    waiting.do_one()
    waiting.do_one()
    assert len(list(chosen.iterdir())) == 2, "they wait where they were meant to stand, and nowhere else"
    assert not list(elsewhere.iterdir())
    model.stop()
    waiting.do_all()
    assert not list(elsewhere.iterdir())
    assert not list(chosen.iterdir())
