"""The window as a whole: looks, language, the register, the command palette."""

from pathlib import Path

import pytest

from app.domain.decision.compiled_edition import CompiledEdition
from app.services.ports import Holder
from app.viewmodels.questions.particulars_model import enter_in_case
from app.viewmodels.session.actions import PaletteEntry, palette_entries
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Session
from app.viewmodels.window.frame_model import frame_says, read_only_says, saving_says
from app.viewmodels.window.leaving_model import leaving_form
from app.viewmodels.window.looks_model import SCALES, THEMES
from app.viewmodels.window.palette_places import palette_of
from app.viewmodels.window.window_actions import FINDING
from app.viewmodels.window.window_model import WindowModel
from app.views.window.screens import AREAS
from app.wording.language import Language
from tests.builders import a_register_file, an_official, opened
from tests.conftest import JAPAN
from tests.fakes import TickingClock
from tests.viewmodels.surroundings import MISSILES, Memory, Office


@pytest.fixture
def model(office: Office) -> WindowModel:
    """The window on an empty register."""
    return office.window()


def test_looks_are_remembered(office: Office, model: WindowModel) -> None:
    model.looks.choose_theme("dark")
    model.looks.enlarge(1)
    again = WindowModel(office.session, office.preferences, "0")
    assert (again.looks.theme, again.looks.scale) == ("dark", 1.1)
    assert WindowModel(office.session, Memory(theme="neon", scale="9"), "0").looks.theme == "light"


def test_the_text_has_a_largest_and_a_smallest_size(model: WindowModel) -> None:
    for _time in range(20):
        model.looks.enlarge(1)
    assert model.looks.scale == SCALES[-1]
    for _time in range(20):
        model.looks.enlarge(-1)
    assert model.looks.scale == SCALES[0]
    model.looks.enlarge(0)
    assert model.looks.scale == 1.0


def test_every_theme_comes_round(model: WindowModel) -> None:
    seen = []
    for _theme in THEMES:
        seen.append(model.looks.theme)
        model.looks.next_theme()
    assert seen == list(THEMES)


def test_the_language_is_remembered(office: Office, model: WindowModel) -> None:
    model.looks.other_language()
    assert office.session.language.language is Language.JA
    assert office.preferences.read("language") == "ja"


def test_a_register_held_elsewhere_is_said_with_the_holder_and_nothing_can_be_begun(
    qapp: object, tmp_path: Path
) -> None:
    path, clock = a_register_file(tmp_path), TickingClock()
    other = Holder("Taro Suzuki", "desk-9", 1, clock.now())
    with opened(path, clock, other), opened(path, clock, is_claimed=False) as work:
        office = Office(an_official(work, clock))
        model = office.window()
        model.start()
        model.claim()
        assert office.session.is_read_only
        said = read_only_says(model)
        assert "Taro Suzuki" in said
        assert f"{other.since.astimezone(JAPAN):%Y-%m-%d %H:%M} JST" in said
        assert saving_says(model.session) == "Read only"
        entries = palette_entries(FINDING, model, model.session.words)
        assert "new" not in {entry.id for entry in entries}


@pytest.mark.parametrize("typed", ["list", "一覧"])
def test_what_is_named_so_comes_first_then_acts_then_questions(model: WindowModel, typed: str) -> None:
    language = Language.EN if typed.isascii() else Language.JA
    model.session.language.switch(language)
    acts = palette_entries([area.action for area in AREAS], model, model.session.words)
    sorting = PaletteEntry("sort", "Sort the list by: number / 一覧を並べ替える", "", lambda: None)
    palette = palette_of(model, [sorting, *acts], None, model)
    palette.narrow(typed)
    assert palette.value_at(0) == "requests"
    assert palette.value_at(1) == "sort"
    assert palette.value_at(2).startswith(("question:", "rule:"))


def test_a_new_request_is_proposed_with_its_number_and_opened(model: WindowModel) -> None:
    proposed: list[Form] = []
    model.form_wanted.connect(proposed.append)
    model.propose_request()
    assert {field.name: field.value for field in proposed[0].fields}["number"] == "2026-0001"
    proposed[0].hand_in(title="Radars")
    assert model.case is not None
    assert model.case.case.particulars.title == "Radars"
    assert frame_says(model).title.startswith("2026-0001　Radars")
    model.show_requests()
    assert model.case is None


def test_a_request_without_a_title_is_refused_in_a_sentence(office: Office, model: WindowModel) -> None:
    model.form_wanted.connect(lambda form: form.hand_in(title=""))
    model.propose_request()
    assert model.case is None
    assert "A case needs a title" in office.troubles[0].what
    assert office.troubles[0].title == "That was not possible"


def test_the_palette_finds_cases_and_actions_and_does_them(office: Office, model: WindowModel) -> None:
    office.register.a_case(MISSILES, title="Missiles to the Philippines")
    office.register.a_case(title="Radars")
    done: list[str] = []
    entries = (PaletteEntry("help", "Help", "F1", lambda: done.append("help")),)
    palette = palette_of(model, entries, None, model)
    assert palette.rowCount() == 3
    palette.narrow("philipp")
    assert palette.index(0).data() == "2026-0001　Missiles to the Philippines"
    palette.do(0)
    assert model.case is not None
    palette.narrow("hel")
    palette.do(0)
    assert done == ["help"]


def test_a_fault_of_the_program_is_logged_and_told(office: Office) -> None:
    office.session.tell(ValueError("no such thing"))
    assert [str(fault) for fault in office.faults] == ["no such thing"]
    assert office.troubles[0].title == "The program made a mistake"
    assert "ValueError: no such thing" in office.troubles[0].advice


def test_saving_is_counted(office: Office, model: WindowModel) -> None:
    session: Session = office.session
    assert saving_says(model.session) == "All saved"
    session.under_way = 1
    assert saving_says(model.session) == "Saving…"
    case = office.open(office.case())
    enter_in_case(case, "title", "")
    enter_in_case(case, "number", "")
    assert saving_says(model.session) == "2 entries not saved"
    assert leaving_form(model.session, model.show_requests) is not None


def test_what_the_first_request_waits_for_is_made_ready_beforehand(
    office: Office, model: WindowModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    shelf, compiled = model.session.shelf, model.session.shelf.compiled

    def noted(edition_id: str) -> CompiledEdition:
        made.append(edition_id)
        return compiled(edition_id)

    monkeypatch.setattr(shelf, "compiled", noted)
    before = office.register.work.heading()
    model.make_ready()
    assert set(made) == {shelf.edition_on(model.session.today()).id}
    assert office.register.work.heading() == before
    made.clear()
    model.session.is_read_only = True
    model.make_ready()
    assert made == []
