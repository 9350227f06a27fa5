"""What waits, by groups: what each says, how it is narrowed and sorted, and the file that it is saved as."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.bootstrap.rehearsals import StageAtHand
from app.domain.procedure.waits import ENTRY_WORDS, Wait, WaitKind
from app.domain.register.awaited import WaitGroup
from app.services.ports import WaitOrder
from app.viewmodels.approvals.approvals_export import ApprovalsExport
from app.viewmodels.approvals.approvals_model import COLUMNS, SORTABLE, ApprovalsModel, Column, Narrowed
from app.viewmodels.approvals.approvals_page_model import approvals_page, sorting_says
from app.viewmodels.session.list_export import CSV
from app.viewmodels.session.paper_model import Done
from app.wording.language import Language
from app.wording.wait_words import WaitWords, wait_kind
from tests.builders import Official
from tests.viewmodels.approvals.conftest import Played
from tests.viewmodels.surroundings import Memory, Office

#: After these acts of the rehearsal the facts have changed, and everything that was decided is void.
CHANGED, VOIDED = "fact_changed_after_three_of_four", 28


def office_of(stage: StageAtHand, account: str, language: Language = Language.EN) -> Office:
    """Somebody of the rehearsal at its register."""
    return Office(Official(stage.work, stage.clock, stage.work.people.get(account), stage.shelf), language=language)


def model_of(office: Office, preferences: Memory | None = None) -> ApprovalsModel:
    """What waits for them, read."""
    model = ApprovalsModel(office.session, preferences or Memory(), lambda: "meti")
    model.refresh()
    return model


def says(model: ApprovalsModel, *columns: Column) -> list[tuple[str, ...]]:
    """What the columns say, row by row."""
    return [
        tuple(str(model.index(row, COLUMNS.index(column)).data()) for column in columns) for row in range(model.size)
    ]


def test_each_group_says_what_waits_for_whom_and_since_when(played: Played) -> None:
    stage = played(CHANGED, VOIDED)
    officer = model_of(office_of(stage, "mizuno"))
    assert {group.value: size for group, size in officer.tally.items()} == {
        "mine": 1,
        "others": 0,
        "void": 7,
        "ending": 0,
    }
    assert says(officer, Column.NUMBER, Column.WHAT, Column.WHOM, Column.SINCE) == [
        ("2026-0001", "Request: Strict examination by the ministries", "officer", "2026-06-10 [0 days]")
    ]
    recorder = model_of(office_of(stage, "oka"))
    assert (recorder.tally[WaitGroup.MINE], recorder.tally[WaitGroup.OTHERS]) == (0, 1)
    recorder.choose("void")
    assert recorder.kinds == ()
    assert {what for what, _ in says(recorder, Column.WHAT, Column.WHOM)} == {
        "Void: finding (Strict examination by the ministries)",
        "Void: decision (NSC Four-Minister Meeting)",
    }
    assert ("2026-06-10 [0 days]",) in says(recorder, Column.SINCE)


def test_who_entered_waits_for_another_and_that_one_finds_it(played: Played) -> None:
    stage = played("four_ministers", 8)
    waiting = [
        (account, model_of(office_of(stage, account)))
        for account in [person.account for person in stage.work.people.all()]
    ]
    kinds = {
        account: [what for (what,) in says(model, Column.WHAT) if what.startswith("Confirm")]
        for account, model in waiting
    }
    holders = [account for account, found in kinds.items() if found]
    assert holders
    for account, model in waiting:
        model.choose("others")
        there = [row for row in says(model, Column.WHAT, Column.WHOM) if row[0].startswith("Confirm")]
        assert bool(there) is (account not in holders)
        assert all(whom.startswith("Somebody else than ") for _, whom in there)


def test_it_is_narrowed_to_a_kind_a_search_and_the_cases_of_who_acts(played: Played) -> None:
    model = model_of(office_of(played(CHANGED, VOIDED + 2), "mizuno"))
    model.choose("others")
    everything = model.size
    # The finding of the own office is the officer's to write.
    assert (everything, model.tally[WaitGroup.MINE]) == (3, 1)
    model.narrow(Narrowed(kind="review"))
    assert (model.size, approvals_page(model).empty_title) == (0, "Nothing matches")
    model.narrow(Narrowed(kind="answer"))
    assert model.size == everything
    model.narrow(Narrowed(typed="2026-0001"))
    assert model.size == everything
    model.narrow(Narrowed(typed="nothing like it"))
    assert model.size == 0
    model.narrow(Narrowed(is_mine=True))
    assert model.size == 0
    model.choose("mine")
    assert model.narrowed == Narrowed(is_mine=True)
    model.narrow(Narrowed())
    assert model.tally[WaitGroup.OTHERS] == everything


def test_it_is_sorted_by_each_column_and_stays_so_at_the_next_start(played: Played) -> None:
    office, kept = office_of(played(CHANGED, VOIDED), "oka"), Memory()
    model = model_of(office, kept)
    model.choose("void")
    assert model.sorting == (COLUMNS.index(Column.SINCE), Qt.SortOrder.AscendingOrder)
    for at in SORTABLE:
        for way in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
            model.sort(at, way)
            is_of_days = COLUMNS[at] is Column.UNTIL
            assert model.sorting == (COLUMNS.index(Column.SINCE) if is_of_days else at, way)
    model.sort(COLUMNS.index(Column.WHOM), Qt.SortOrder.DescendingOrder)
    offices = [awaited.wait.office for row in range(model.size) if (awaited := model.at(row)) is not None]
    assert offices == sorted(offices, reverse=True)
    again = model_of(office, kept)
    assert (again.group, again.order) == (WaitGroup.VOID, WaitOrder.OFFICE)
    assert again.sorting == (COLUMNS.index(Column.WHOM), Qt.SortOrder.DescendingOrder)
    # Only what runs out has a last day to go by.
    assert COLUMNS.index(Column.UNTIL) not in [at for at, _ in sorting_says(model)]


def test_what_runs_out_comes_first_and_says_how_far_it_is(played: Played) -> None:
    stage = played("permits_in_parts", 99)
    model = model_of(office_of(stage, "oka"))
    ends = sorted(
        until
        for row in stage.work.register.database.execute("SELECT until FROM waits WHERE kind = 'permit'").fetchall()
        for until in row
    )
    assert len(ends) > 1
    model.choose("ending")
    assert model.order is WaitOrder.UNTIL
    assert [row for row in says(model, Column.WHAT) if row[0].startswith("Permit")] == []
    last = stage.clock.today().fromisoformat(ends[0])
    for left, said in ((60, "runs out within 60 days"), (14, "runs out within 14 days"), (-1, "has lapsed")):
        stage.turn_to(last - timedelta(days=left))
        office = office_of(stage, "oka")
        office.session.know_day(stage.clock.today())
        model = model_of(office, Memory(approvals_group="ending"))
        what, until = next(
            row for row in says(model, Column.WHAT, Column.UNTIL) if row[0].startswith("Permit") and ends[0] in row[1]
        )
        assert said in what
        assert until == f"{ends[0]} [{'1 day ago' if left < 0 else f'{left} days left'}]"


def test_every_word_that_can_wait_has_its_words_in_both_languages(office: Office) -> None:
    for language in Language:
        office.session.language.switch(language)
        words = WaitWords(office.session.words, office.session.shelf.editions(), office.session.shelf.reference())
        today = office.session.today()
        said = {wait_kind(office.session.words, kind) for kind in WaitKind}
        assert len(said) == len(WaitKind)
        for entry in ENTRY_WORDS:
            for kind in (WaitKind.CONFIRM, WaitKind.VOID):
                assert words.what(Wait(kind, today, "nsc", subject=entry), today)
        for step in ("finding", "meeting", "each", "permit"):
            assert "nsc" not in words.what(Wait(WaitKind.ANSWER, today, "nsc", subject=step), today)
        held = words.what(Wait(WaitKind.CONFIRM, today, subject="permit", refusal="same_person"), today)
        assert held != words.what(Wait(WaitKind.CONFIRM, today, subject="permit"), today)
        assert words.name("of_no_edition") == words.body("of_no_edition") == "of_no_edition"


@pytest.mark.parametrize("group", [group.value for group in WaitGroup])
def test_an_empty_group_says_what_would_stand_in_it(office: Office, group: str) -> None:
    model = model_of(office)
    model.choose(group)
    page = approvals_page(model)
    assert (model.size, page.total, page.empty_action) == (0, "0 entries", "")
    assert page.empty_text.endswith(".")


def test_the_file_holds_what_the_list_shows(played: Played, tmp_path: Path) -> None:
    office = office_of(played(CHANGED, VOIDED), "oka")
    model = model_of(office)
    model.choose("void")
    export, done = ApprovalsExport(office.session, model.wanted), list[Done]()
    export.finished.connect(done.append)
    export.count()
    assert export.size == model.size == 7
    assert "7 entries will be written" in export.explanation
    export.write(str(tmp_path / "waits.csv"), CSV)
    assert not done[0].is_refused
    with (tmp_path / "waits.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    assert heading == [
        *("Register", "Number", "Title", "State", "What waits", "With whom", "Since", "Until", "Case officer")
    ]
    shown = says(model, Column.NUMBER, Column.TITLE, Column.WHAT, Column.WHOM)
    assert [(row[1], row[2], row[4], row[5]) for row in rows] == shown
    assert {row[6] for row in rows} == {"2026-06-10"}
    assert {row[0] for row in rows} == {"訓練 TRAINING"}
