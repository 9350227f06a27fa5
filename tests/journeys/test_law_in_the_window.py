"""Law put in force through the window: an edition that an official corrects, an agreement that enters into force."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app import paths
from app.bootstrap import composition, program
from app.domain.decision.effect import Effect, effect_of
from app.views.enactment.enactment_frame import EnactmentFrame
from app.views.enactment.publishing_view import PublishingView
from app.views.enactment.renewing_view import RenewingView
from app.views.kit.form_dialog import FormDialog
from app.views.rulebook.example_dialog import ExampleDialog
from app.views.rulebook.share_row import ShareRow
from app.wording.language import Language
from tests.builders import an_official
from tests.journeys.person import Person
from tests.viewmodels.surroundings import MISSILES

_Page = TypeVar("_Page", bound=EnactmentFrame)

ON = date(2026, 6, 10)
#: Three to states without an agreement that promise prior consent, one that doesn't, one with an agreement, two to
#: Canada, whose agreement is not confirmed to be in force.
STORED: Mapping[str, Mapping[str, str]] = {
    "Missiles to New Zealand": {"destination": "NZ"},
    "Missiles to state XA": {"destination": "XA"},
    "Missiles to state XB": {"destination": "XB"},
    "Missiles without a promise": {
        "destination": "XC", "prior_consent_commitment": "no", "consent_exemption": "tender_or_test"
    },
    "Missiles to the Philippines": {"destination": "PH"},
    "Missiles to Canada": {"destination": "CA"},
    "Training for Canada": {"destination": "CA", "form": "service"},
}  # fmt: skip
ANSWERS = {title: {**MISSILES, **own} for title, own in STORED.items()}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A training register with determined cases."""
    path, clock = tmp_path / "journey.sekisho", composition.SystemClock()
    composition.make_training_register(path, Language.EN, is_empty=True)
    with composition.opened(path, clock) as work:
        session = an_official(work, clock, "examiner-a")
        for title, answers in ANSWERS.items():
            case = session.a_case(answers, title=title, assessed_on=ON)
            session.determine(case.lines[0].id)
    return path


def test_an_official_corrects_an_edition_and_puts_it_in_force(person: Person, tmp_path: Path) -> None:
    folder = a_draft(tmp_path / "corrected")
    page = page_of(person, "Put in force", PublishingView)

    # One mistake is made, seen with its file and line, and mended.
    corrected = (
        'yields_to = ["treaty", "unsc", "conflict-party", "gift-weapon"]\nlabel.ja = "協定のない国への武器の完成品"'
    )
    change(folder, f'then = "not_eligible"\n{corrected}', f'then = "not_elligible"\n{corrected}')
    read(person, page, folder)
    person.until(lambda: "1 mistake" in person.texts(page))
    line = line_of(folder / "rules.toml", "not_elligible")
    assert f"rules.toml:{line} [rule.weapon-agreement.then]" in person.texts(page)
    assert not page.next_button.isVisible()
    change(folder, 'then = "not_elligible"', 'then = "not_eligible"')
    person.click(page.folder.read_button)
    person.until(page.next_button.isVisible)
    assert "Edition 2026-06-01:" in person.texts(page)

    person.click(page.next_button)
    assert "Edition 2026-06-01 is certified" in person.texts(page)
    person.click(page.next_button)
    person.until(lambda: "What changes from 2026-04-21 to 2026-06-01" in person.texts(page.comparison))
    try_an_example(person, page)

    person.click(page.next_button)
    person.until(
        lambda: "7 stored lines looked at: 3 lines would come out otherwise." in person.texts(page.reexamination)
    )
    changed = {title for title, own in STORED.items() if own["destination"] in ("NZ", "XA", "XB")}
    person.until(lambda: len(buttons(page.reexamination)) == len(changed))
    assert all(any(title in button.text() for button in buttons(page.reexamination)) for title in changed)
    person.click(page.next_button)
    assert not page.act.act_button.isEnabled()
    QTest.keyClicks(page.act.person, "Hanako Yamada, METI")
    person.click(page.act.act_button)
    confirm = person.dialog(FormDialog)
    assert not confirm.accept_button.isEnabled()
    QTest.keyClick(confirm.fields["repeated"], Qt.Key.Key_Return)
    assert confirm.isVisible()
    QTest.keyClicks(confirm.fields["repeated"], "2026-06-01")
    person.click(confirm.accept_button)
    person.until(lambda: "Edition 2026-06-01 is in force from 2026-06-01" in person.texts(page.act))
    assert person.window.model.session.shelf.id_on(ON) == "2026-06-01"

    # One of the three is determined again; its former determination stays on record.
    person.click(person.labelled(page.act, "Missiles to New Zealand"))
    person.until(lambda: person.window.case is not None and person.case.determination.isVisible())
    person.window.model.session.act_as("examiner-a")
    person.record()
    screen = person.case.determination
    person.until(lambda: "Recorded as determination no. 2" in person.texts(screen))
    said = person.texts(screen)
    assert "Within the cases that may be permitted" in said
    assert "edition 2026-06-01" in said
    former = ("no. 1", "superseded", "edition 2026-04-21")
    person.until(lambda: any(all(part in text for part in former) for text in shown(screen)))


def test_the_agreement_with_canada_enters_into_force(person: Person, tmp_path: Path) -> None:
    pack = shutil.copytree(paths.REFERENCE, tmp_path / "pack")
    change(pack, 'version = "2026-11-30"', 'version = "2026-12-01"', "reference.toml")
    table = (pack / "agreements.csv").read_text(encoding="utf-8")
    row = next(line for line in table.splitlines() if line.startswith("CA,"))
    cells = row.split(",")
    change(pack, row, ",".join([*cells[:2], "2026-06-01", "day", *cells[4:]]), "agreements.csv")
    before = results(person)

    page = page_of(person, "Update reference data", RenewingView)
    read(person, page, pack)
    person.until(lambda: "1 row is not as it was:" in person.texts(page))
    person.until(lambda: "Canada　CA 2026-01-27" in person.texts(page))
    person.click(page.next_button)
    person.until(
        lambda: "7 stored lines looked at: 2 lines would come out otherwise." in person.texts(page.reexamination)
    )
    person.click(page.next_button)
    QTest.keyClicks(page.act.person, "Hanako Yamada, MOFA")
    act(person, page.act.act_button, "2026-12-01")
    person.until(lambda: "The pack 2026-12-01 is in force" in person.texts(page.act))
    to_canada = {"Missiles to Canada", "Training for Canada"}
    person.until(
        lambda: {button.text()[10:].strip() for button in buttons(page.act) if "Canada" in button.text()} == to_canada
    )
    after = results(person)
    assert {title for title in after if after[title] != before[title]} == to_canada

    # Going back restores every former result.
    person.click(page.act.again_button)
    person.click(page.former_button)
    person.until(lambda: "Back to the pack 2026-11-30" in person.texts(page))
    person.click(page.next_button)
    person.until(lambda: page.next_button.isEnabled() and page.next_button.text() == "On to going back")
    person.click(page.next_button)
    QTest.keyClicks(page.act.person, "Hanako Yamada, MOFA")
    act(person, page.act.act_button, "2026-11-30")
    person.until(lambda: "The pack 2026-11-30 is in force" in person.texts(page.act))
    assert results(person) == before


def a_draft(folder: Path) -> Path:
    """The edition of 2026 as the program writes it out, with paragraph numbers and one condition corrected."""
    assert program.run(["rulebook", "draft", "2026-04-21", str(folder)]) == 0
    change(folder, 'id = "2026-04-21"', 'id = "2026-06-01"', "edition.toml")
    change(folder, "in_force_from = 2026-04-21", "in_force_from = 2026-06-01", "edition.toml")
    for number, rule in enumerate(("weapon-agreement", "fighting", "exception"), 1):
        change(folder, f"[rule.{rule}]\n", f'[rule.{rule}]\nparagraph = "3({number})"\n')
    change(folder, 'form = "finished", not', 'form = "finished", prior_consent_commitment = "no", not')
    return folder


def change(folder: Path, old: str, new: str, name: str = "rules.toml") -> None:
    """Writes something else in one place of a file."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def page_of(person: Person, tab: str, kind: type[_Page]) -> _Page:
    """A page of the Rulebook, by its tab, for who keeps the records."""
    person.window.model.session.act_as("records-keeper")
    person.click(person.labelled(person.window.rail, "Rulebook"))
    person.until(lambda: person.window.rulebook is not None and person.window.rulebook.isVisible())
    rulebook = person.window.rulebook
    assert rulebook is not None
    person.turn_to(rulebook.tabs, tab)
    page: object = rulebook.page
    assert isinstance(page, kind)
    return page


def read(person: Person, page: PublishingView | RenewingView, folder: Path) -> None:
    QTest.keyClicks(page.folder.folder, str(folder))
    person.click(page.folder.read_button)


def act(person: Person, button: QWidget, repeated: str) -> None:
    """Does it, and confirms by typing what it is."""
    person.click(button)
    confirm = person.dialog(FormDialog)
    QTest.keyClicks(confirm.fields["repeated"], repeated)
    person.click(confirm.accept_button)


def buttons(part: QWidget) -> list[QAbstractButton]:
    return [button for button in part.findChildren(QAbstractButton) if button.isVisible()]


def shown(part: QWidget) -> list[str]:
    return [button.text() for button in buttons(part)]


def try_an_example(person: Person, page: PublishingView) -> None:
    """Looks into one row of what differs, and opens its example; then comes back."""
    person.click(person.labelled(page.comparison.changes, "Counts"))
    person.click(person.seen(page.comparison.shifts, ShareRow))
    # The list is made anew with each group that is found.
    person.until(lambda: not page.model.comparison.is_finding)
    person.click(person.labelled(page.comparison.shifts, "example"))
    dialog = person.dialog(ExampleDialog)
    assert "Destination" in person.texts(dialog)
    person.click(dialog.cancel_button)


def results(person: Person) -> dict[str, Effect]:
    """What the law in force says of each stored case."""
    shelf = person.window.model.session.shelf
    return {
        title: effect_of(shelf.compiled(shelf.id_on(ON)), shelf.reference(), ON, answers)
        for title, answers in ANSWERS.items()
    }
