"""Two editions compared: what differs and what decides, examples to try, and a window that is never frozen by it."""

import gc
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.bootstrap import composition
from app.bootstrap.window import window_model
from app.viewmodels.rulebook.comparison_model import PAGE, ComparisonModel
from app.viewmodels.rulebook.comparison_page_model import comparison_says
from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel
from app.viewmodels.session.background import Background
from app.wording.language import Language
from tests.builders import a_register_file
from tests.viewmodels.surroundings import Memory, Office, Waiting, an_office

BEFORE, AFTER = "2014-04-01", "2022-03-08"
#: In seconds: a person feels a longer wait.
NOTICEABLE = 0.1


def rulebook(office: Office, *, is_training: bool = True) -> RulebookModel:
    return RulebookModel(office.session, lambda: is_training)


def compared(office: Office, qtbot: QtBot, a: str = BEFORE, b: str = AFTER) -> ComparisonModel:
    model = ComparisonModel(rulebook(office))
    model.choose(a, b)
    assert model.comparison is not None
    model.open_shift(0)
    qtbot.waitUntil(lambda: not model.is_finding)
    return model


def test_kinds_are_counted_and_what_decides_is_named(office: Office, qtbot: QtBot) -> None:
    says = comparison_says(compared(office, qtbot))
    assert says.summary == "What changes from 2014-04-01 to 2022-03-08"
    (opened,) = says.changes
    assert opened.heading.startswith("Not within the cases that may be permitted　→　Within the cases that may be")
    (row,) = opened.rows
    assert row.before[0] == "Rule: No case that may be permitted"
    assert row.after[0].startswith("Ground: Gift of equipment to Ukraine")
    assert "Ukraine" in row.after[1], "the words of the ground stand below its name"
    assert ": 31.1 million of " in says.note
    assert "no share of real requests" in says.note
    (kind,) = says.kinds
    assert kind.lines[0] == "Not within the cases that may be permitted"
    assert kind.share == 1.0
    before, after = says.shifts[0].row.lines
    assert before.startswith("Rule: No case that may be permitted")
    assert after.startswith("Ground: Gift of equipment to Ukraine")


def test_what_opens_stands_first_then_what_closes_and_the_steps_last(office: Office, qtbot: QtBot) -> None:
    says = comparison_says(compared(office, qtbot, "2024-03-26", "2026-04-21"))
    headings = [change.heading for change in says.changes]
    assert headings[0].startswith("Not within the cases that may be permitted　→　Within the cases")
    assert headings[2].endswith("subject to strict examination　→　Not within the cases that may be permitted")
    assert headings[-3:] == ["Examination and decisions", "Publication and notices", "Commitments of the recipient"]
    assert len(set(headings)) == len(headings), "no heading stands twice"
    told = {row.after[0] for change in says.changes for row in change.rows}
    assert any("No commitment to use consistent with the UN Charter" in line for line in told)
    assert "Notice to the Diet" in told
    assert len(says.entries) > 100
    for row in (*says.kinds, *(shift.row for shift in says.shifts)):
        assert "under" not in row.caption.split(), "no share is told that says nothing"


def test_no_title_stands_twice_and_one_card_is_lit(office: Office, qtbot: QtBot) -> None:
    model = compared(office, qtbot, "2024-03-26", "2026-04-21")
    for at in range(len(model.kinds())):
        model.choose_kind(at)
        says = comparison_says(model)
        assert [row.here for row in says.kinds].count(True) == 1
        assert len({row.lines for row in says.kinds}) == len(says.kinds)
        titles = [(shift.row.lines, shift.row.caption.split("\n")[:-1]) for shift in says.shifts]
        assert all(titles.count(title) == 1 for title in titles)


def test_groups_are_in_words_the_largest_first_and_a_page_at_a_time(office: Office, qtbot: QtBot) -> None:
    model = compared(office, qtbot, "2022-03-08", "2023-12-22")
    (opened,) = (shift for shift in comparison_says(model).shifts if shift.row.here)
    found = model.open_groups()
    assert [group.situations for group in found] == sorted((group.situations for group in found), reverse=True)
    assert len(opened.groups) == min(PAGE, len(found))
    assert bool(opened.more) is (len(found) > PAGE)
    assert "Breach of a treaty obligation: No, it would not" in opened.common
    assert not any("Breach of a treaty obligation" in text for group in opened.groups for text in group.conditions)
    model.show_more()
    assert len(next(shift for shift in comparison_says(model).shifts if shift.row.here).groups) > len(opened.groups)
    model.open_shift(0)
    assert not any(shift.row.here for shift in comparison_says(model).shifts)


def test_an_example_is_tried_as_an_invented_case_in_a_training_register_only(office: Office, qtbot: QtBot) -> None:
    model = compared(office, qtbot)
    tried: list[Example] = []
    model.rulebook.case_wanted.connect(lambda example, _reply: tried.append(example))
    shown = model.shifts()[0], model.open_groups()[0]
    form = model.example(*shown)
    assert ("Destination", "Ukraine") in form.facts
    assert form.accept
    form.hand_in()
    assert tried[0].title.startswith("Invented example: Rule: No case that may be permitted")
    assert tried[0].on == date(2022, 3, 8)
    assert "agreement_in_force" not in tried[0].answers
    live = ComparisonModel(rulebook(office, is_training=False))
    live.choose(BEFORE, AFTER)
    live.open_shift(0)
    qtbot.waitUntil(lambda: not live.is_finding)
    form = live.example(live.shifts()[0], live.open_groups()[0])
    assert (form.accept, bool(form.note)) == ("", True)


def test_an_edition_with_itself_differs_nowhere(office: Office) -> None:
    model = ComparisonModel(rulebook(office))
    model.choose(BEFORE, BEFORE)
    assert comparison_says(model).summary == "The two editions are the same, word for word."
    assert comparison_says(model).kinds == ()


def test_finding_groups_is_stopped_and_what_was_found_stays(tmp_path: Path, qtbot: QtBot, qapp: object) -> None:
    with an_office(tmp_path) as office:
        waiting = Waiting(office.register.work)
        office.session._runner = waiting
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
    pair: tuple[str, str], tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    clock = composition.SystemClock()
    path = a_register_file(tmp_path)
    runner = Background(lambda: composition.opened(path, clock, is_claimed=False))
    # However the test ends: the thread of the register would keep the interpreter from ending.
    request.addfinalizer(runner.close)
    window = window_model(runner, clock, Memory(), Language.EN)
    opened: list[bool] = []
    window.session.read(lambda _work: window.session.shelf.compiled(pair[1]).diagram, lambda _done: opened.append(True))
    qtbot.waitUntil(lambda: bool(opened))
    gc.collect()
    gc.freeze()  # what earlier tests left behind is not searched again meanwhile
    model = ComparisonModel(RulebookModel(window.session, lambda: True))
    # Measured in what this process worked meanwhile: what others do on the machine is no pause of the window.
    beats, beat = [process_time()], QTimer()
    beat.timeout.connect(lambda: beats.append(process_time()))
    beat.start(5)
    model.choose(*pair)
    qtbot.waitUntil(lambda: model.comparison is not None, timeout=30_000)
    model.open_shift(1)
    qtbot.waitUntil(lambda: not model.is_finding, timeout=60_000)
    beat.stop()
    window.session.close()
    gc.unfreeze()
    pauses = sorted(later - earlier for earlier, later in pairwise(beats))
    assert len(pauses) > 20
    # The two threads of the process may work at the same time once, and what they worked is added up.
    assert sum(pause > NOTICEABLE for pause in pauses) <= 1, pauses[-5:]
