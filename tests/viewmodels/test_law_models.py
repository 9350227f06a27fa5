"""Two editions compared, an edition put in force, a pack taken: what the pages do, and what they do not let happen."""

import gc
import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from app import bootstrap, paths
from app.viewmodels.background import Background
from app.viewmodels.comparison_model import PAGE, ComparisonModel
from app.viewmodels.picture_model import Practice, practice_law
from app.viewmodels.publishing_model import PublishingModel, Stage
from app.viewmodels.publishing_page_model import confirm_says, publishing_says
from app.viewmodels.renewing_model import PackStage, RenewingModel
from app.viewmodels.renewing_page_model import renewing_says
from app.viewmodels.rulebook_model import Example, RulebookModel
from app.wording.language import Language
from tests.builders import a_register_file
from tests.viewmodels.surroundings import MISSILES, Memory, Office, Waiting, an_office

BEFORE, AFTER = "2014-04-01", "2022-03-08"
SINCE = date(2026, 6, 1)
#: In milliseconds: a person feels a longer wait.
NOTICEABLE = 100


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """Invented law to put in force."""
    return practice_law(paths.PRACTICE_EDITION, paths.REFERENCE, tmp_path / "practice")


def rulebook(office: Office, *, is_training: bool = True) -> RulebookModel:
    return RulebookModel(office.desk, lambda: is_training)


def compared(office: Office, qtbot: QtBot, a: str = BEFORE, b: str = AFTER) -> ComparisonModel:
    model = ComparisonModel(rulebook(office))
    model.choose(a, b)
    assert model.is_ready
    model.open_shift(0)
    qtbot.waitUntil(lambda: not model.is_finding)
    return model


def test_kinds_are_counted_and_what_decides_is_named(office: Office, qtbot: QtBot) -> None:
    says = compared(office, qtbot).says()
    assert says.summary.startswith("2014-04-01 and 2022-03-08 differ in 31.1 million of ")
    (kind,) = says.kinds
    assert kind.lines[0] == "Not within the cases that may be permitted"
    assert kind.share == 1.0
    assert says.shifts[0].row.lines == ("Rule: No case that may be permitted", "Ground: Gift of equipment to Ukraine")


def test_groups_are_in_words_the_largest_first_and_a_page_at_a_time(office: Office, qtbot: QtBot) -> None:
    model = compared(office, qtbot, "2022-03-08", "2023-12-22")
    (opened,) = (shift for shift in model.says().shifts if shift.row.here)
    found = model.open_groups()
    assert [group.situations for group in found] == sorted((group.situations for group in found), reverse=True)
    assert len(opened.groups) == min(PAGE, len(found))
    assert bool(opened.more) is (len(found) > PAGE)
    assert "Breach of a treaty obligation: No, it would not" in opened.common
    assert not any("Breach of a treaty obligation" in text for group in opened.groups for text in group.conditions)
    model.show_more()
    assert len(next(shift for shift in model.says().shifts if shift.row.here).groups) > len(opened.groups)
    model.open_shift(0)
    assert not any(shift.row.here for shift in model.says().shifts)


def test_an_example_is_tried_as_an_invented_case_in_a_training_register_only(office: Office, qtbot: QtBot) -> None:
    model = compared(office, qtbot)
    tried: list[Example] = []
    model.rulebook.trial_wanted.connect(tried.append)
    says = model.example(0, 0)
    assert ("Destination", "Ukraine") in says.answers
    assert says.file
    model.file_example(0, 0)
    assert tried[0].title.startswith("Invented example: Rule: No case that may be permitted")
    assert tried[0].on == date(2022, 3, 8)
    assert "agreement_in_force" not in tried[0].answers
    live = ComparisonModel(rulebook(office, is_training=False))
    live.choose(BEFORE, AFTER)
    live.open_shift(0)
    qtbot.waitUntil(lambda: not live.is_finding)
    assert (live.example(0, 0).file, bool(live.example(0, 0).why_not)) == ("", True)


def test_an_edition_with_itself_differs_nowhere(office: Office) -> None:
    model = ComparisonModel(rulebook(office))
    model.choose(BEFORE, BEFORE)
    assert model.says().summary == "The two editions say the same in every situation."
    assert model.says().kinds == ()


def test_finding_groups_is_stopped_and_what_was_found_stays(tmp_path: Path, qtbot: QtBot, qapp: object) -> None:
    with an_office(tmp_path) as office:
        waiting = Waiting(office.register.work)
        office.desk._runner = waiting
        model = ComparisonModel(rulebook(office))
        model.choose("2024-03-26", "2026-04-21")
        assert model.is_working
        waiting.do_all()
        model.open_shift(0)
        waiting.do_one()
        found = len(model.open_groups())
        assert model.is_finding
        assert found
        model.stop()
        waiting.do_all()
        qtbot.wait(20)
        assert not waiting.jobs
        assert len(model.open_groups()) == found


@pytest.mark.parametrize("pair", [("2024-03-26", "2026-04-21")])
def test_the_window_is_never_frozen_by_the_largest_comparison(
    pair: tuple[str, str], tmp_path: Path, qtbot: QtBot
) -> None:
    clock = bootstrap.SystemClock()
    path = a_register_file(tmp_path)
    runner = Background(lambda: bootstrap.opened(path, clock, is_claimed=False))
    window = bootstrap.window_model(runner, clock, Memory(), Language.EN)
    opened: list[bool] = []
    window.desk.read(lambda _work: window.desk.shelf.compiled(pair[1]).diagram, lambda _done: opened.append(True))
    qtbot.waitUntil(lambda: bool(opened))
    gc.collect()
    gc.freeze()  # what earlier tests left behind is not searched again meanwhile
    model = ComparisonModel(RulebookModel(window.desk, lambda: True))
    since, pauses, beat = QElapsedTimer(), [], QTimer()
    beat.timeout.connect(lambda: pauses.append(since.restart()))
    since.start()
    beat.start(5)
    model.choose(*pair)
    qtbot.waitUntil(lambda: model.is_ready, timeout=30_000)
    model.open_shift(1)
    qtbot.waitUntil(lambda: not model.is_finding, timeout=60_000)
    beat.stop()
    window.desk.close()
    gc.unfreeze()
    # The machine may be busy with something else once.
    assert sum(pause > NOTICEABLE for pause in pauses) <= 1, sorted(pauses)[-5:]


def published(office: Office, folder: Path) -> PublishingModel:
    model = PublishingModel(rulebook(office))
    model.examine(str(folder))
    return model


def test_mistakes_are_told_with_file_and_line_and_end_the_way(office: Office, practice: Practice) -> None:
    model = published(office, practice.flawed)
    says = publishing_says(model)
    assert says.folder.findings_heading.startswith("1 mistake.")
    assert says.folder.findings[0].place == "rules.toml:1 [rule.weapon-agreement.then]"
    for stage in Stage:
        model.go_to(stage.value)
        assert model.stage is Stage.FOLDER


def test_what_is_no_edition_is_told_and_the_page_waits_no_longer(office: Office, tmp_path: Path) -> None:
    model = published(office, tmp_path / "nowhere")
    assert not model.is_working
    assert model.report is None
    assert len(office.troubles) == 1
    assert not office.troubles[0].is_fault


def test_an_edition_that_is_not_certified_goes_no_further_and_shows_why(office: Office, practice: Practice) -> None:
    model = published(office, practice.uncertified)
    model.step(1)
    says = publishing_says(model)
    assert (model.stage, says.way.may_go_on) == (Stage.CERTIFICATE, False)
    assert "not certified" in says.certificate.verdict
    at = next(number for number, check in enumerate(says.certificate.checks) if not check.passed)
    tried: list[Example] = []
    model.rulebook.trial_wanted.connect(tried.append)
    assert model.situation(at, 0, 0).answers
    model.file_situation(at, 0, 0)
    assert tried[0].answers
    model.step(1)
    assert model.stage is Stage.CERTIFICATE


def test_no_step_is_passed_over_and_nothing_is_put_in_force_unseen(office: Office, practice: Practice) -> None:
    model = published(office, practice.edition)
    model.named_person = "Hanako Yamada"
    model.go_to(Stage.FORCE.value)
    model.go_to(Stage.LINES.value)
    assert model.stage is Stage.FOLDER
    assert not model.may_act
    model.put_in_force()
    assert office.desk.shelf.id_on(SINCE) == "2026-04-21"


def test_an_edition_is_put_in_force_by_a_named_person_from_a_day(
    office: Office, practice: Practice, qtbot: QtBot
) -> None:
    case = office.case({**MISSILES, "destination": "NZ"}, on=date(2026, 6, 10))
    office.register.determine(case.lines[0].id)
    office.case({**MISSILES, "destination": "PH", "precedent": "yes"}, on=date(2026, 6, 10))
    model = published(office, practice.edition)
    for _ in range(3):
        model.step(1)
    qtbot.waitUntil(lambda: model.run.is_finished)
    (line,) = model.run.says().lines
    assert (line.case_id, line.before) == (case.id, "Not within the cases that may be permitted")
    model.choose_day(SINCE)
    assert not model.run.is_begun
    assert not model.may_act
    model.look_at_lines()
    qtbot.waitUntil(lambda: model.run.is_finished)
    model.step(1)
    assert publishing_says(model).act.missing == "Name the person who answers for it."
    model.name_person("Hanako Yamada, METI")
    asked = confirm_says(model)
    assert asked.repeat == "practice"
    assert "1 open case is listed to be determined again." in asked.consequences
    assert asked.explanation == (
        "Edition practice will decide every case of this register that is assessed as of 2026-06-01 or later, in place "
        "of edition 2026-04-21."
    )
    model.put_in_force()
    says = publishing_says(model)
    assert says.act.done == "Edition practice is in force from 2026-06-01"
    assert [each.case_id for each in says.act.cases] == [case.id]
    assert says.history.entries[0].detail.startswith("put in force by Hanako Yamada, METI; recorded on 2026-11-22")
    assert office.desk.shelf.id_on(SINCE) == "practice"
    recorded = office.register.line(case.lines[0].id).determination
    assert recorded is not None
    assert (recorded.number, recorded.edition_id) == (1, "2026-04-21")
    assert not office.faults


def test_a_known_edition_is_the_way_back(office: Office, qtbot: QtBot) -> None:
    model = PublishingModel(rulebook(office))
    model.examine_known("2024-03-26")
    for _ in range(3):
        model.step(1)
    model.choose_day(date(2026, 12, 1))
    model.look_at_lines()
    qtbot.waitUntil(lambda: model.run.is_finished)
    assert model.run.says().progress == "No stored line is assessed under it."
    model.name_person("Hanako Yamada")
    model.step(1)
    model.put_in_force()
    assert office.desk.shelf.id_on(date(2026, 12, 1)) == "2024-03-26"
    assert office.desk.shelf.id_on(date(2026, 11, 30)) == "2026-04-21"


def test_nothing_is_put_in_force_in_a_register_that_is_only_read(office: Office, practice: Practice) -> None:
    office.desk.is_read_only = True
    model = published(office, practice.edition)
    model.name_person("Hanako Yamada")
    assert not model.may_act
    assert publishing_says(model).act.missing == "The register is open for reading only."


def test_a_pack_shows_its_rows_and_is_taken_and_left_again(office: Office, practice: Practice, qtbot: QtBot) -> None:
    case = office.case({**MISSILES, "destination": "CA"}, on=date(2026, 6, 10))
    office.register.determine(case.lines[0].id)
    model = RenewingModel(rulebook(office))
    model.examine(str(practice.pack))
    (table,) = renewing_says(model).tables
    assert (table.name, [row.name for row in table.rows]) == ("Transfer agreements", ["Canada　CA 2026-01-27"])
    assert "in force from: —　→　2026-05-01" in table.rows[0].cells
    model.step(1)
    qtbot.waitUntil(lambda: model.run.is_finished)
    assert [line.case_id for line in model.run.lines] == [case.id]
    model.name_person("Hanako Yamada, MOFA")
    model.step(1)
    model.act()
    assert office.desk.shelf.reference().version == "2026-12-01"
    assert renewing_says(model).act.done == "The pack 2026-12-01 is in force"
    model.examine_former()
    assert model.is_way_back
    model.step(1)
    qtbot.waitUntil(lambda: model.run.is_finished)
    model.step(1)
    model.act()
    assert office.desk.shelf.reference().version == "2026-11-22"
    assert not office.faults


def test_an_older_pack_is_refused(office: Office, tmp_path: Path) -> None:
    pack = shutil.copytree(paths.REFERENCE, tmp_path / "old")
    heading = pack / "reference.toml"
    heading.write_text(
        heading.read_text(encoding="utf-8").replace('version = "2026-11-22"', 'version = "2026-01-01"'),
        encoding="utf-8",
    )
    model = RenewingModel(rulebook(office))
    model.examine(str(pack))
    says = renewing_says(model)
    assert "is older than the one in force" in says.folder.findings[0].text
    assert says.folder.findings[0].place.startswith("reference.toml:")
    model.go_to(PackStage.LINES.value)
    assert model.stage is PackStage.ROWS


@pytest.mark.parametrize("language", list(Language))
def test_every_page_speaks_both_languages(
    tmp_path: Path, practice: Practice, language: Language, qapp: object, qtbot: QtBot
) -> None:
    with an_office(tmp_path, language) as office:
        model = published(office, practice.edition)
        for _ in range(4):
            model.step(1)
            qtbot.waitUntil(lambda: model.stage is not Stage.LINES or model.run.is_finished)
        said = publishing_says(model)
        stages = [stage.label for stage in said.way.stages]
        assert len(set(stages)) == len(Stage)
        is_japanese = [any("぀" <= letter <= "鿿" for letter in text) for text in (*stages, said.act.says)]
        assert is_japanese == [language is Language.JA] * (len(Stage) + 1)
