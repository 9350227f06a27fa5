"""An edition put in force, a pack taken: what the pages do, and what they do not let happen."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import paths
from app.services.answering import give_answer
from app.services.determining import record_determination
from app.services.ending import withdraw_case
from app.viewmodels.enactment.publishing_model import PublishingModel, PublishingStage
from app.viewmodels.enactment.publishing_page_model import confirmation_form, publishing_says
from app.viewmodels.enactment.renewing_model import PackStage, RenewingModel
from app.viewmodels.enactment.renewing_page_model import renewing_says
from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel
from app.viewmodels.session.session import Reply
from app.viewmodels.window.picture_model import Practice, practice_law
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office, an_office

SINCE = date(2026, 6, 1)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """Invented law to put in force."""
    return practice_law(paths.PRACTICE_EDITION, paths.REFERENCE, tmp_path / "practice")


def rulebook(office: Office) -> RulebookModel:
    return RulebookModel(office.session, lambda: True)


def published(office: Office, folder: Path) -> PublishingModel:
    model = PublishingModel(rulebook(office))
    model.examine(str(folder))
    return model


def test_mistakes_are_told_with_file_and_line_and_end_the_way(office: Office, practice: Practice) -> None:
    model = published(office, practice.flawed)
    says = publishing_says(model)
    assert says.page.folder.findings_heading.startswith("1 mistake.")
    assert says.page.folder.findings[0].place == "rules.toml:1 [rule.weapon-agreement.then]"
    for stage in PublishingStage:
        model.go_to(stage.value)
        assert model.stage is PublishingStage.FOLDER


def test_what_is_no_edition_is_told_and_the_page_waits_no_longer(office: Office, tmp_path: Path) -> None:
    model = published(office, tmp_path / "nowhere")
    assert not model.is_working
    assert model.report is None
    assert len(office.troubles) == 1
    assert office.troubles[0].title == "That was not possible"


def test_an_edition_that_is_not_certified_goes_no_further_and_shows_why(office: Office, practice: Practice) -> None:
    model = published(office, practice.uncertified)
    model.step(1)
    says = publishing_says(model)
    assert (model.stage, says.page.enactment.may_go_on) == (PublishingStage.CERTIFICATE, False)
    assert "not certified" in says.certificate.verdict
    at = next(number for number, check in enumerate(says.certificate.checks) if not check.passed)
    told = says.certificate.checks[at].defects[0].text
    assert re.search(r" \[treaty 2014-04-01/rules\.toml:\d+\]” and “.* \[weapon-agreement rules\.toml:\d+\]”", told), (
        "rules by their words, the ids and places behind"
    )
    tried: list[Example] = []
    model.rulebook.case_wanted.connect(lambda example, _reply: tried.append(example))
    assert model.example(at, 0, 0).facts
    model.example(at, 0, 0).hand_in()
    assert tried[0].answers
    model.step(1)
    assert model.stage is PublishingStage.CERTIFICATE


def test_no_step_is_passed_over_and_nothing_is_put_in_force_unseen(office: Office, practice: Practice) -> None:
    model = published(office, practice.edition)
    model.named_person = "Hanako Yamada"
    model.go_to(PublishingStage.FORCE.value)
    model.go_to(PublishingStage.LINES.value)
    assert model.stage is PublishingStage.FOLDER
    assert not model.may_act
    model.act()
    assert office.session.shelf.id_on(SINCE) == "2026-04-21"


def test_an_edition_is_put_in_force_by_a_named_person_from_a_day(
    office: Office, practice: Practice, qtbot: QtBot
) -> None:
    case = office.case({**MISSILES, "destination": "NZ"}, on=date(2026, 6, 10))
    office.register.determine(case.lines[0].id)
    office.case({**MISSILES, "destination": "PH", "precedent": "yes"}, on=date(2026, 6, 10))
    model = published(office, practice.edition)
    for _ in range(3):
        model.step(1)
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    (line,) = model.reexamination.says().lines
    assert (line.case_id, line.before) == (case.id, "Not within the cases that may be permitted")
    model.choose_day(SINCE)
    assert not model.reexamination.is_begun
    assert not model.may_act
    model.look_at_lines()
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    model.step(1)
    assert publishing_says(model).page.act.missing == "Name the person who answers for it."
    model.name_person("Hanako Yamada, METI")
    asked = confirmation_form(model)
    assert asked.fields[0].repeat == "practice"
    assert "1 open case is listed to be determined again." in asked.consequences
    assert asked.explanation == (
        "Edition practice will decide every case of this register that is assessed as of 2026-06-01 or later, in place "
        "of edition 2026-04-21."
    )
    model.act()
    says = publishing_says(model)
    assert says.page.act.done == "Edition practice is in force from 2026-06-01"
    assert [each.case_id for each in says.page.act.cases] == [case.id]
    assert says.page.history[0].detail.startswith("put in force by Hanako Yamada, METI; recorded on 2026-11-22")
    assert office.session.shelf.id_on(SINCE) == "practice"
    recorded = office.register.line(case.lines[0].id).determination
    assert recorded is not None
    assert (recorded.number, recorded.edition_id) == (1, "2026-04-21")
    assert not office.faults


def test_a_name_that_the_register_would_not_take_is_told_where_it_is_typed(office: Office, qtbot: QtBot) -> None:
    model = PublishingModel(RulebookModel(office.session, lambda: True))
    model.examine_known("2024-03-26")
    qtbot.waitUntil(lambda: model.report is not None)
    model.name_person("Taro\u202e Sato")
    assert "U+202E" in model.missing()
    assert not model.may_act
    assert publishing_says(model)
    model.name_person("Taro Sato")
    assert "U+202E" not in model.missing()


def test_a_known_edition_is_the_way_back(office: Office, qtbot: QtBot) -> None:
    model = PublishingModel(rulebook(office))
    model.examine_known("2024-03-26")
    for _ in range(3):
        model.step(1)
    model.choose_day(date(2026, 12, 1))
    model.look_at_lines()
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    assert model.reexamination.says().progress == "No stored line is assessed under it."
    model.name_person("Hanako Yamada")
    model.step(1)
    model.act()
    assert office.session.shelf.id_on(date(2026, 12, 1)) == "2024-03-26"
    assert office.session.shelf.id_on(date(2026, 11, 30)) == "2026-04-21"


def test_nothing_is_put_in_force_in_a_register_that_is_only_read(office: Office, practice: Practice) -> None:
    office.session.is_read_only = True
    model = published(office, practice.edition)
    model.name_person("Hanako Yamada")
    assert not model.may_act
    assert publishing_says(model).page.act.missing == "The register is open for reading only."


def test_a_pack_shows_its_rows_and_is_taken_and_left_again(office: Office, practice: Practice, qtbot: QtBot) -> None:
    case = office.case({**MISSILES, "destination": "CA"}, on=date(2026, 6, 10))
    office.register.determine(case.lines[0].id)
    model = RenewingModel(rulebook(office))
    model.examine(str(practice.pack))
    (table,) = renewing_says(model).tables
    assert (table.name, [row.name for row in table.rows]) == ("Transfer agreements", ["Canada　CA 2026-01-27"])
    assert "in force from: —　→　2026-05-01" in table.rows[0].cells
    model.step(1)
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    assert [line.line.case_id for line in model.reexamination.lines] == [case.id]
    model.name_person("Hanako Yamada, MOFA")
    model.step(1)
    model.act()
    assert office.session.shelf.reference().version == "2026-12-01"
    assert renewing_says(model).page.act.done == "The pack 2026-12-01 is in force"
    model.examine_former()
    assert (model.named_person, model.note) == ("", ""), "who answers for the next act is said anew"
    model.name_person("Hanako Yamada, MOFA")
    assert model.is_way_back
    model.step(1)
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    model.step(1)
    model.act()
    assert office.session.shelf.reference().version == "2026-11-30"
    assert not office.faults


@pytest.mark.parametrize(
    ("person", "is_read_only", "said"),
    [
        ("", False, "Name the person who answers for it."),
        ("Hanako Yamada", True, "The register is open for reading only."),
        ("Hanako Yamada", False, "Every stored line has to be looked at first."),
    ],
)
@pytest.mark.parametrize("kind", [PublishingModel, RenewingModel])
def test_who_confirms_what_may_not_be_done_hears_why(
    office: Office,
    practice: Practice,
    kind: type[PublishingModel] | type[RenewingModel],
    person: str,
    is_read_only: bool,
    said: str,
) -> None:
    model, reply = kind(rulebook(office)), Reply()
    heard: list[str] = []
    reply.refused.connect(heard.append)
    model.examine(str(practice.edition if kind is PublishingModel else practice.pack))
    model.name_person(person)
    office.session.is_read_only = is_read_only
    model.act(reply)
    assert heard == [said]
    assert not model.is_done


def test_an_older_pack_is_refused(office: Office, tmp_path: Path) -> None:
    pack = shutil.copytree(paths.REFERENCE, tmp_path / "old")
    heading = pack / "reference.toml"
    heading.write_text(
        heading.read_text(encoding="utf-8").replace('version = "2026-11-30"', 'version = "2026-01-01"'),
        encoding="utf-8",
    )
    model = RenewingModel(rulebook(office))
    model.examine(str(pack))
    says = renewing_says(model)
    assert "is older than the one in force" in says.page.folder.findings[0].text
    assert says.page.folder.findings[0].place.startswith("reference.toml:")
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
            qtbot.waitUntil(lambda: model.stage is not PublishingStage.LINES or model.reexamination.is_finished)
        said = publishing_says(model)
        stages = [stage.label for stage in said.page.enactment.stages]
        assert len(set(stages)) == len(PublishingStage)
        is_japanese = [any("぀" <= letter <= "鿿" for letter in text) for text in (*stages, said.page.act.says)]
        assert is_japanese == [language is Language.JA] * (len(PublishingStage) + 1)


def test_going_back_is_compared_with_what_decides_and_nothing_of_the_last_act_is_filled_in(
    office: Office, qtbot: QtBot
) -> None:
    model = PublishingModel(rulebook(office))
    model.examine_known("2024-03-26")
    qtbot.waitUntil(lambda: model.report is not None)
    assert model.since == office.session.today(), "going back is from today, not from a day long gone"
    for _ in range(2):
        model.step(1)
    qtbot.waitUntil(lambda: model.comparison.comparison is not None)
    pair = [side.edition.id for side in (model.comparison.a, model.comparison.b) if side is not None]
    assert pair == ["2026-04-21", "2024-03-26"]
    model.step(1)
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    model.name_person("Hanako Yamada")
    model.note_down("As decided.")
    model.step(1)
    model.act()
    assert model.is_done
    model.begin_again()
    assert (model.named_person, model.note) == ("", "")
    model.examine_known("2026-04-21")
    qtbot.waitUntil(lambda: model.report is not None)
    for _ in range(3):
        model.step(1)
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    model.name_person("Taro Sato")
    model.step(1)
    model.act()
    history = publishing_says(model).page.history
    acts = [each for each in history if each.detail.startswith("put in force by")]
    assert len(acts) == 2, "both acts stay on record for good, and are shown"
    assert sum("no longer decides" in each.text for each in history) >= 1


def read_anew(model: PublishingModel, qtbot: QtBot) -> None:
    """As the page does when it is seen again."""
    model.catch_up()
    qtbot.waitUntil(lambda: model.reexamination.is_finished)


def test_lines_written_meanwhile_are_looked_at_when_the_page_is_seen_again(
    office: Office, practice: Practice, qtbot: QtBot
) -> None:
    model = published(office, practice.edition)
    for _ in range(3):
        model.step(1)
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    assert model.reexamination.says().progress == "No stored line is assessed under it."
    case = office.case({**MISSILES, "destination": "NZ"}, on=date(2026, 6, 10))
    office.session.write(lambda acting: record_determination(acting, line_id=case.lines[0].id), lambda _done: None)
    read_anew(model, qtbot)
    assert [line.case_id for line in model.reexamination.says().lines] == [case.id]
    looked_at = model.reexamination.lines
    model.catch_up()
    assert model.reexamination.lines is looked_at, "nothing was written since"


def test_a_case_that_is_finished_falls_out_of_the_list_at_once(
    office: Office, practice: Practice, qtbot: QtBot
) -> None:
    cases = [office.case({**MISSILES, "destination": "NZ"}, on=date(2026, 6, 10)) for _ in range(4)]
    for case in cases:
        office.register.determine(case.lines[0].id)
    model = published(office, practice.edition)
    for _ in range(3):
        model.step(1)
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    model.name_person("Hanako Yamada")
    model.step(1)
    model.act()
    left = [case.id for case in cases]

    def listed() -> list[int]:
        return [each.case_id for each in publishing_says(model).page.act.cases]

    assert listed() == left
    session, line_id = office.session, cases[0].lines[0].id
    session.write(lambda acting: record_determination(acting, line_id=line_id), lambda _done: None)
    model.catch_up()
    assert listed() == left[1:], "it is determined again"
    session.write(lambda acting: withdraw_case(acting, case_id=cases[2].id, reason="Not pursued"), lambda _done: None)
    model.catch_up()
    assert listed() == [left[1], left[3]], "it has ended"
    answered = cases[3].lines[0].id
    session.write(
        lambda acting: give_answer(acting, line_id=answered, fact="precedent", value="yes"), lambda _done: None
    )
    model.catch_up()
    assert listed() == [left[1], left[3]], "an answer alone determines nothing again"
    assert not office.faults
    assert not office.troubles


def test_nothing_is_put_in_force_from_another_day_than_the_field_shows(
    office: Office, practice: Practice, qtbot: QtBot
) -> None:
    model = published(office, practice.edition)
    for _ in range(3):
        model.step(1)
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    model.choose_day(None)
    model.step(-1)
    model.step(1)
    assert not model.reexamination.is_begun
    assert model.furthest() is PublishingStage.LINES
    model.choose_day(model.since)
    model.look_at_lines()
    qtbot.waitUntil(lambda: model.reexamination.is_finished)
    assert model.furthest() is PublishingStage.FORCE
