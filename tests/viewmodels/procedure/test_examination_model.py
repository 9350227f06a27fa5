"""The matrix of an examination says of each question what each office found; and it is the state on record."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.bootstrap.rehearsals import fresh_stage, read_rehearsal
from app.rehearsals.given import Given
from app.rehearsals.playing import Played, play
from app.rehearsals.state import state_of
from app.services.determining import record_case
from app.services.ending import reopen_case
from app.services.reading import read_case
from app.services.receiving import amend_line_particulars
from app.services.reviewing import review_case
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.examination_model import (
    EnteringSays,
    ExaminationModel,
    ExaminationSays,
    RowSays,
    examination_says,
)
from app.wording.language import Language
from tests.builders import ROOT, the_shelf
from tests.rehearsals.conftest import REHEARSALS
from tests.viewmodels.in_procedure import EXAMINATION, CaseInProcedure
from tests.viewmodels.surroundings import Office, an_office, session_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.bootstrap.rehearsals import StageAtHand
    from app.domain.ids import CaseId
    from app.viewmodels.session.form import Form

OFFICES = frozenset(the_shelf().reference().bodies)
OF_FILES = ROOT / "resources" / "rehearsals"


def the_model(stage: StageAtHand, case_id: CaseId) -> ExaminationModel:
    session = session_on(stage.work, stage.clock, stage.shelf)
    return ExaminationModel(CaseModel(session, read_case(stage.work, case_id)))


def findings(says: ExaminationSays) -> list[tuple[str, str, str, str]]:
    """Every finding in the matrix: of which question and office, what it holds and where it stands."""
    return sorted(
        (row.slot, cell.office, each.view, each.state)
        for row in says.rows
        for cell in row.cells
        for each in cell.findings
    )


def lacking(row: RowSays, *, of_every_body: bool) -> set[str]:
    """What a question lacks, by what its cells show."""
    stands = {cell.office: cell.stands for cell in row.cells}
    views = ("no_objection", "objection", "open")
    left_open = {f"{row.slot}/{office}" for office, each in stands.items() if each == "open"}
    if of_every_body:
        return left_open | {f"{row.slot}/{office}" for office, each in stands.items() if each not in views}
    return left_open | ({row.slot} if not set(stands.values()) & set(views) else set())


def shows_its_state(stage: StageAtHand, case_id: CaseId) -> int:
    """Compares the matrix of the only line of a case with its state; how many findings were compared."""
    model = the_model(stage, case_id)
    state: dict[str, Any] = state_of(stage.work, stage.shelf, case_id, stage.clock.today())
    case = model.model.case
    steps = [step for step in state["steps"] if step["kind"] == "finding"]
    says = examination_says(model)
    assert bool(says.rows) == bool(steps)
    if not steps or len(case.lines) > 1:
        return 0
    [step] = steps
    expected = sorted((each["slot"], each["office"], each["view"], each["state"]) for each in step["findings"])
    assert findings(says) == expected
    missing = {each for row in says.rows for each in lacking(row, of_every_body=row.slot == "overall")}
    assert missing == set(step["missing"])
    return len(expected)


#: What changes a matrix.
_ACTS = ("review", "request", "enter_finding", "confirm", "withdraw_entry", "reopen")


def test_after_every_act_of_every_rehearsal_it_is_the_state_on_record(qapp: object) -> None:
    compared = 0
    for path in REHEARSALS:
        rehearsal, given = read_rehearsal(path, OFFICES), Given()
        with fresh_stage(rehearsal) as stage:

            def look(played: Played, stage: StageAtHand = stage, given: Given = given) -> None:
                nonlocal compared
                if played.act.do in _ACTS:
                    compared += sum(shows_its_state(stage, case_id) for case_id in given.cases.values())

            play(rehearsal.acts, stage, given, look)
    assert compared > 1000


@contextmanager
def played(name: str, until: int | None = None, language: Language = Language.EN) -> Iterator[ExaminationModel]:
    """The only case of a rehearsal of the repository, after so many acts."""
    rehearsal, given = read_rehearsal(OF_FILES / f"{name}.toml", OFFICES), Given()
    with fresh_stage(rehearsal) as stage:
        play(rehearsal.acts[:until], stage, given, lambda _played: None)
        [case_id] = given.cases.values()
        session = session_on(stage.work, stage.clock, stage.shelf, language)
        yield ExaminationModel(CaseModel(session, read_case(stage.work, case_id)))


def rows(says: ExaminationSays) -> dict[str, RowSays]:
    return {row.slot: row for row in says.rows}


def cells(row: RowSays) -> dict[str, tuple[str, str]]:
    return {cell.office: (cell.stands, cell.word) for cell in row.cells}


def test_before_the_review_there_is_none_and_it_says_when_it_begins(qapp: object) -> None:
    with played("objection_carried_on", 3) as model:
        says = examination_says(model)
        assert (says.rows, says.nothing) == (
            (),
            "The examination begins when the determinations have been reviewed.",
        )


def test_views_that_agree_differ_or_are_left_open_are_told_apart_by_their_words(qapp: object) -> None:
    with played("objection_carried_on", 9) as model:
        found = rows(examination_says(model))
        assert (found["overall"].standing, found["overall"].word) == ("open", "Left open")
        assert found["overall"].lacking == "Missing: MOD, NSS"
        assert (found["end_use"].standing, found["end_use"].word) == ("single", "One office")
        assert cells(found["overall"]) == {
            "meti": ("no_objection", "No objection"),
            "mofa": ("open", "Left open"),
            "mod": ("missing", "Missing"),
            "nss": ("missing", "Missing"),
        }
        assert cells(found["end_use"])["mofa"] == ("none", "Not given")
    with played("objection_carried_on", 11) as model:
        says = examination_says(model)
        found = rows(says)
        assert [found[slot].standing for slot in ("end_use", "overall", "nature")] == [
            "differing",
            "differing",
            "single",
        ]
        assert cells(found["end_use"])["mod"] == ("objection", "Objection")
        assert "The views differ: Use by the end user, Overall view." in says.status
        assert says.origin == "The questions go with edition 2026-04-21."
    with played("ordinary_parts") as model:
        assert rows(examination_says(model))["overall"].standing == "agreeing"


def test_questions_that_nobody_has_answered_are_named(qapp: object) -> None:
    with played("objection_carried_on", 7) as model:
        [_, status, *_] = examination_says(model).status
        assert status.startswith("10 questions are not answered: Effect of the destination, Use by the end user, ")
        row = rows(examination_says(model))["end_use"]
        assert (row.standing, row.word) == ("unanswered", "Not answered")
        assert {word for _, word in cells(row).values()} == {"Not given"}, (
            "one office suffices: none is missing for itself"
        )
    with played("objection_carried_on", 7, Language.JA) as model:
        [_, status, *_] = examination_says(model).status
        assert "仕向先の影響、最終需要者による使用、" in status


def test_what_waits_for_its_confirmation_does_not_count_yet(qapp: object) -> None:
    with played("objection_carried_on", 6) as model:
        row = rows(examination_says(model))["overall"]
        assert row.standing == "unanswered"
        assert cells(row)["mofa"] == ("entered", "Left open [Waits for confirmation]")
        [cell] = [cell for cell in row.cells if cell.office == "mofa"]
        [finding] = cell.findings
        assert (finding.text, finding.is_struck) == ("照会の回答を待つ（架空）。", False)
        assert finding.who == "No. 1: 外務省 課長（架空）, 2026-06-01"
        assert finding.trail.startswith("Entered by Recorder A (invented) on 2026-06-01")


def test_what_was_given_on_another_content_stays_in_sight_struck_through_with_why(qapp: object) -> None:
    with played("fact_changed_after_three_of_four", 29) as model:
        row = rows(examination_says(model))["overall"]
        assert row.standing == "unanswered"
        assert {cell.stands for cell in row.cells} == {"missing"}
        assert all(cell.below == ("1 void",) for cell in row.cells)
        void = [finding for cell in row.cells for finding in cell.findings]
        assert all(finding.is_struck and finding.state == "void" for finding in void)
        assert all(finding.why[0] == "Changed since it was given:" for finding in void)
    with played("fact_changed_after_three_of_four", 38) as model:
        [cell, *_] = rows(examination_says(model))["overall"].cells
        assert [finding.state for finding in cell.findings] == ["confirmed", "void"], "what counts stands first"


def test_each_line_has_a_matrix_of_its_own(qapp: object) -> None:
    with played("lines_with_different_steps") as model:
        says = examination_says(model)
        assert [line for (_, line), _ in says.lines] == [1, 2]
        assert says.here[1] == 1
        assert "fighting" in rows(says)
        model.choose(says.here[0], 2)
        says = examination_says(model)
        assert says.here[1] == 2
        assert "fighting" not in rows(says), "it is asked of weapons only"


def test_a_finding_that_is_void_for_one_line_stands_for_the_other(qapp: object) -> None:
    rehearsal, given = read_rehearsal(OF_FILES / "lines_with_different_steps.toml", OFFICES), Given()
    with fresh_stage(rehearsal) as stage:
        play(rehearsal.acts[:16], stage, given, lambda _played: None)
        [case_id] = given.cases.values()
        officer, reviewer = stage.acting("mizuno"), stage.acting("hayashi")
        reopen_case(officer, case_id=case_id, reason="Another quantity.")
        [line] = [line for line in read_case(stage.work, case_id).lines if line.position == 2]
        amend_line_particulars(officer, line_id=line.id, changes={"quantity": "31"})
        record_case(officer, case_id=case_id)
        review_case(reviewer, case_id=case_id, agree=True)
        model = the_model(stage, case_id)
        step, _ = model.here or ("", 0)
        found = {}
        for position in (1, 2):
            model.choose(step, position)
            found[position] = {each[-1] for each in findings(examination_says(model))}
        assert found == {1: {"confirmed"}, 2: {"void"}}


def test_precedents_are_shown_with_how_they_ended_and_the_facts_they_share(qapp: object, qtbot: QtBot) -> None:
    rehearsal, given = read_rehearsal(OF_FILES / "conditions.toml", OFFICES), Given()
    with fresh_stage(rehearsal) as stage:
        play(rehearsal.acts, stage, given, lambda _played: None)
        [first] = given.cases.values()
        again = Given()
        play(rehearsal.acts[:4], stage, again, lambda _played: None)
        [second] = again.cases.values()
        model = the_model(stage, second)
        assert "being looked through" in model.precedents.status
        model.search()
        qtbot.waitUntil(lambda: "being looked through" not in model.precedents.status)
        [found] = model.precedents.found
        assert (found.case_id, found.ended) == (first, "Permit recorded, 3 conditions")
        assert "Edition 2026-04-21" in found.note
        assert "Weapon in the SDF Act sense: No, not a weapon" in model.precedents.turns_on
        assert "decides nothing here" in model.precedents.status
        with qtbot.waitSignal(model.model.line_wanted) as opened:
            model.open_precedent(found)
        assert opened.args == [first, found.line_id]
        model = the_model(stage, first)
        model.search()
        qtbot.waitUntil(lambda: "being looked through" not in model.precedents.status)
        assert model.precedents.status == "No earlier line of this register turns on the same facts."


# -- how views come into it


@pytest.fixture
def office(qapp: object, tmp_path: Path) -> Iterator[Office]:
    """An empty training register with a session before it."""
    with an_office(tmp_path) as office:
        yield office


def test_the_own_offices_view_is_written_in_its_cell_on_that_question_alone(office: Office) -> None:
    case = CaseInProcedure(office)
    assert office.session.office == "meti"
    model = case.open_as("officer")[0].page_model(ExaminationModel)
    assert model.entering("meti").label == "Write the finding …"
    assert model.entering("meti").why_not, "it was not requested"
    case.request(EXAMINATION)
    case_model, _ = case.open_as("officer")
    model = case_model.page_model(ExaminationModel)
    forms: list[Form] = []
    case_model.form_wanted.connect(forms.append)
    assert model.entering("meti").why_not == ""
    assert model.entering("") == model.entering("meti"), "a whole question leads to the own office"
    model.enter("end_use", "meti")
    [form] = forms
    [views] = [field for field in form.fields if field.name == "text"]
    assert "Use by the end user" in str(views)
    assert "Overall view" not in str(views)


def test_another_offices_view_comes_from_its_sheet(office: Office, qtbot: QtBot) -> None:
    case = CaseInProcedure(office)
    case.request(EXAMINATION)
    case_model, _ = case.open_as("officer")
    model = case_model.page_model(ExaminationModel)
    assert model.entering("mofa") == EnteringSays("Enter from the sheet …", "")
    with qtbot.waitSignal(case_model.sheet_wanted):
        model.enter("end_use", "mofa")
    case_model, _ = case.open_as("reviewer")
    model = case_model.page_model(ExaminationModel)
    assert model.entering("mofa").why_not
    with qtbot.assertNotEmitted(case_model.sheet_wanted):
        model.enter("end_use", "mofa")
