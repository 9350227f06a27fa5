"""The register as a file, as the window sees it: looked after, copied, exchanged for another."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from app.bootstrap.registers import OpenRegister
from app.domain.errors import Damaged, Mendable
from app.domain.register.cases import Case
from app.services.checking_tail import DamagedEnd
from app.services.ports import Report, RiskyPlace
from app.services.receiving import amend_particulars
from app.viewmodels.case.header_model import header_says
from app.viewmodels.questions.particulars_model import case_form, enter_in_case
from app.viewmodels.session.form import Form
from app.viewmodels.window import late, register_model
from app.viewmodels.window.frame_model import frame_says, read_only_says, saving_says
from app.viewmodels.window.leaving_model import leaving_form
from app.viewmodels.window.recent_registers import note_recent, recent_registers
from app.viewmodels.window.register_model import NOTHING_CARRIED, Carried, RegisterModel
from app.viewmodels.window.window_model import WindowModel
from app.wording.language import Language
from tests.builders import a_register_file, an_official, opened
from tests.fakes import TickingClock
from tests.viewmodels.surroundings import MISSILES, Memory, Office


class Files(OpenRegister):
    """The files of registers, of which a test may say what it likes."""

    found: Damaged | None = None
    place: RiskyPlace | None = None
    room: Mendable | None = None

    def damage(self, report: Report) -> Damaged | None:
        """As the test says."""
        report(0)
        return self.found

    def risky_place(self) -> RiskyPlace | None:
        """As the test says."""
        return self.place

    def little_room(self) -> Mendable | None:
        """As the test says."""
        return self.room


class Desk(Office):
    """A window on a register that is a file."""

    def __init__(self, path: Path, register: object, **choices: object) -> None:
        super().__init__(register, **choices)  # type: ignore[arg-type]
        self.files = Files(path, self.session.clock)  # type: ignore[arg-type]
        self.forms: list[Form] = []
        self.exchanges: list[tuple[str, Carried]] = []
        self.models: list[WindowModel] = []

    def opened_window(self) -> WindowModel:
        """The window, on the list, with its register claimed."""
        model = WindowModel(self.session, self.preferences, "0", files=self.files)
        model.form_wanted.connect(self.forms.append)
        model.exchange_wanted.connect(lambda path, carried: self.exchanges.append((path, carried)))
        model.start()
        model.claim()
        self.models.append(model)
        return model


@contextmanager
def a_desk(path: Path, language: Language = Language.EN, kept: Memory | None = None) -> Iterator[Desk]:
    """A desk at a register."""
    clock = TickingClock()
    with opened(path, clock) as work:
        desk = Desk(path, an_official(work, clock), language=language)
        desk.preferences = kept or desk.preferences
        yield desk
        for model in desk.models:
            model.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register in a folder of its own."""
    (tmp_path / "desk").mkdir()
    return a_register_file(tmp_path / "desk")


def register_of(model: WindowModel) -> RegisterModel:
    """Its register as a file."""
    assert model.register is not None
    return model.register


def another_version(path: Path, tmp_path: Path) -> Path:
    """What somebody else made of a copy of the register."""
    other = tmp_path / "other.sekisho"
    other.write_bytes(path.read_bytes())
    with opened(other) as work:
        an_official(work, TickingClock()).a_case(title="Of somebody else")
    return other


@pytest.mark.parametrize("language", Language)
def test_all_is_never_said_to_be_saved_once_the_file_was_exchanged(
    qapp: object, path: Path, tmp_path: Path, language: Language
) -> None:
    other = another_version(path, tmp_path)
    with a_desk(path, language) as desk:
        desk.case(MISSILES)
        model = desk.opened_window()
        saved = saving_says(desk.session)
        assert frame_says(model).way_out == ""
        other.replace(path)
        register_of(model).tend()
        assert saving_says(desk.session) not in ("", saved)
        assert str(path) in read_only_says(model)
        assert ".kept." in read_only_says(model)
        assert frame_says(model).way_out
        assert not desk.troubles, "it is told on the screen, not in one dialog after the other"
        register_of(model).tend()
        assert not desk.troubles


def test_what_is_typed_after_it_goes_along_into_the_copy(qapp: object, path: Path, tmp_path: Path) -> None:
    other = another_version(path, tmp_path)
    with a_desk(path) as desk:
        case = desk.case(MISSILES)
        model = desk.opened_window()
        shown = desk.open(case)
        other.replace(path)
        enter_in_case(shown, "end_user", "Navy of the Philippines")
        assert desk.session.unsaved.refused == 1
        assert saving_says(desk.session) == "Nothing is saved any more"
        way = register_of(model).way_out
        assert way is not None
        way[1]()
        (kept, carried) = desk.exchanges[-1]
    with a_desk(Path(kept)) as desk:
        model = desk.opened_window()
        register_of(model).carry(carried)
        after = desk.register.case(case.id)
        assert after.particulars.end_user == "Navy of the Philippines"
        assert not desk.session.unsaved.refused
    with opened(path) as work:
        assert an_official(work, TickingClock()).case(case.id).particulars.title == "Of somebody else"


def test_damage_that_is_found_beside_the_work_stops_the_writing(qapp: object, path: Path) -> None:
    with a_desk(path) as desk:
        desk.files.found = Damaged("It is damaged.")
        model = desk.opened_window()
        case = desk.case()
        register_of(model).check()
        assert read_only_says(model) == "It is damaged."
        assert saving_says(desk.session) == "Nothing is saved any more"
        assert desk.faults == [desk.files.found], "its cause is logged"
        enter_in_case(desk.open(case), "title", "Late")
        assert desk.register.case(case.id) == case


def test_once_it_is_closed_its_file_is_not_looked_through(
    qapp: object, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(register_model, "_BEFORE_THE_CHECK", 1)
    monkeypatch.setattr(Files, "damage", lambda _files, _report: begun.append("begun"))
    with a_desk(path) as desk:
        desk.opened_window().close()
        QTest.qWait(20)
        assert begun == []


def test_a_sound_register_is_not_spoken_of(qapp: object, path: Path) -> None:
    with a_desk(path) as desk:
        model = desk.opened_window()
        register_of(model).check()
        register_of(model).tend()
        assert (read_only_says(model), saving_says(desk.session)) == ("", "All saved")
        assert desk.forms == []


@pytest.mark.parametrize(
    ("place", "word"),
    [(RiskyPlace("Dropbox", is_network=False), "synchronised"), (RiskyPlace("nfs4", is_network=True), "network")],
)
def test_a_risky_place_is_warned_of_until_it_was_read(qapp: object, path: Path, place: RiskyPlace, word: str) -> None:
    kept = Memory()
    for time in range(3):
        with a_desk(path, kept=kept) as desk:
            desk.files.place = place
            desk.opened_window()
            assert len(desk.forms) == (time < 2)
            if desk.forms:
                assert word in desk.forms[0].explanation
                assert place.name in desk.forms[0].explanation
            if time == 1:
                desk.forms[0].hand_in()


def test_a_copy_is_saved_and_said_where(qapp: object, path: Path, tmp_path: Path) -> None:
    with a_desk(path) as desk:
        desk.case(MISSILES)
        model = desk.opened_window()
        register_of(model).save_copy(str(tmp_path / "copy.sekisho"))
        assert str(tmp_path / "copy.sekisho") in desk.forms[-1].explanation
        register_of(model).save_copy(str(path))
        assert "is the register itself" in desk.troubles[-1].what
        assert Path(desk.files.copy_name()).name == f"training.{desk.session.today().isoformat()}.sekisho"
    with opened(tmp_path / "copy.sekisho") as work:
        assert work.heading().kind == "training"


def test_registers_are_remembered_the_last_first_and_what_is_gone_says_so(
    qapp: object, path: Path, tmp_path: Path
) -> None:
    kept = Memory(registers='["broken", 7, "/nowhere\\nnever"]')
    second = a_register_file(tmp_path, "second.sekisho")
    for each in (second, path):
        with a_desk(each, kept=kept) as desk:
            desk.opened_window()
    with a_desk(path, kept=kept) as desk:
        model = desk.opened_window()
        says = register_of(model).says()
        assert says.path == str(path)
        ((other, text, absence),) = says.recent
        assert (other, absence) == (str(second), "")
        assert text.startswith(f"{second} (last opened 2026-11-")
        register_of(model).open_other(str(second))
        assert desk.exchanges == [(str(second), NOTHING_CARRIED)]
        second.unlink()
        assert "not there any more" in register_of(model).says().recent[0].absence
    assert [entry.split("\n")[0] for entry in json.loads(kept.kept["registers"])] == [str(path), str(second)]


@pytest.mark.parametrize("name", ["letter.txt", "missing.sekisho", "x" * 300, "with\0NUL", "itself"])
def test_what_can_not_be_opened_is_told_and_this_register_stays(
    qapp: object, path: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "letter.txt").write_text("Dear colleague, " * 100, encoding="utf-8")
    with a_desk(path) as desk:
        model = desk.opened_window()
        register_of(model).open_other(str(path if name == "itself" else tmp_path / name))
        assert len(desk.troubles) == 1
        assert not desk.faults
        assert desk.exchanges == []
        desk.case()


def test_a_pause_in_which_the_disk_fails_says_so_once(
    qapp: object, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_desk(path) as desk:
        model = desk.opened_window()

        def failing() -> None:
            raise Mendable("The disk is full.")

        with monkeypatch.context() as patch:
            patch.setattr(desk.register.work, "tend", failing)
            told: list[int] = []
            model.register_told.connect(lambda: told.append(1))
            for _time in range(3):
                register_of(model).tend()
            assert read_only_says(model) == "The disk is full."
            assert len(told) == 1
        register_of(model).tend()
        assert read_only_says(model) == ""


def overwrite(path: Path, by: bytes) -> None:
    """Another program writes into the file, as it is; the files beside it go."""
    with path.open("r+b") as file:
        file.truncate()
        file.write(by)
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def refused_after_overwriting(desk: Desk, case: Case, by: bytes) -> Carried:
    """The file is overwritten while an entry is made, and opened again; what is taken along."""
    model = desk.opened_window()
    shown = desk.open(case)
    overwrite(Path(desk.files.path), by)
    enter_in_case(shown, "end_user", "Navy of the Philippines")
    way = register_of(model).way_out
    assert way is not None
    assert way[0] == "Open it again"
    way[1]()
    path, carried = desk.exchanges[-1]
    assert path == desk.files.path
    assert not desk.troubles, "it is told above the screen"
    return carried


def test_opened_again_after_it_was_overwritten_an_entry_is_saved_in_the_case_that_is_still_there(
    qapp: object, path: Path
) -> None:
    with a_desk(path) as desk:
        case = desk.case(MISSILES)
    earlier = path.read_bytes()
    with a_desk(path) as desk:
        carried = refused_after_overwriting(desk, case, earlier)
        asked = leaving_form(desk.session, lambda reply: reply.taken.emit(None), is_exchange=True, is_carried=True)
        assert asked is None, "what is carried is not lost"
    with a_desk(path) as desk:
        model = desk.opened_window()
        register_of(model).carry(carried)
        assert desk.register.case(case.id).particulars.end_user == "Navy of the Philippines"
        assert not desk.forms


@pytest.mark.parametrize("has_the_case", [False, True])
def test_an_entry_whose_case_is_not_there_any_more_is_shown_word_by_word_and_goes_into_no_other(
    qapp: object, path: Path, has_the_case: bool
) -> None:
    earlier = path.read_bytes()
    if has_the_case:
        # Under the same key, another case.
        with a_desk(path) as desk:
            desk.register.a_case(number="2025-0099")
        earlier = path.read_bytes()
        path.unlink()
        a_register_file(path.parent)
    with a_desk(path) as desk:
        carried = refused_after_overwriting(desk, desk.case(MISSILES), earlier)
    with a_desk(path) as desk:
        model = desk.opened_window()
        register_of(model).carry(carried)
        (told,) = desk.forms
        assert told.consequences == ("2026-0001, End user: “Navy of the Philippines”",)
        assert desk.session.unsaved.refused == 0
        if has_the_case:
            assert desk.register.case(next(iter(carried.numbers))).particulars.end_user != "Navy of the Philippines"


def test_nothing_is_carried_into_another_register(qapp: object, path: Path) -> None:
    with a_desk(path) as desk:
        case = desk.case(MISSILES)
    with a_desk(path) as desk:
        carried = refused_after_overwriting(desk, case, path.read_bytes())
    with a_desk(path) as desk:
        model = desk.opened_window()
        register_of(model).carry(carried._replace(register="another"))
        assert len(desk.forms) == 1
        assert desk.register.case(case.id).particulars.end_user != "Navy of the Philippines"


def test_what_became_of_the_file_is_said_once_and_saving_again_is_not_offered(
    qapp: object, path: Path, tmp_path: Path
) -> None:
    other = another_version(path, tmp_path)
    with a_desk(path) as desk:
        shown = desk.open(desk.case(MISSILES))
        model = desk.opened_window()
        other.replace(path)
        enter_in_case(shown, "end_user", "Navy of the Philippines")
        enter_in_case(shown, "exporter", "Another")
        header, form = header_says(shown), case_form(shown)
        assert header.unsaved == "2 entries could not be saved and are only on this screen."
        assert not header.may_save_again
        said = [header.unsaved, header.notice, *(field.complaint for field in form.fields)]
        assert not [each for each in said if "Another file was put in the place of" in each]
        assert "Another file was put in the place of" in frame_says(model).notice
        assert [field.complaint for field in form.fields if field.name == "end_user"] == ["Not saved"]
        desk.session.tell(Damaged("It looks damaged."))
        assert not desk.troubles


def test_what_would_be_lost_is_named(qapp: object, path: Path) -> None:
    with a_desk(path) as desk:
        enter_in_case(desk.open(desk.case()), "assessed_on", "the day before")
        asked = leaving_form(desk.session, lambda reply: reply.taken.emit(None), is_exchange=True)
        assert asked is not None
        assert asked.consequences == ("2026-0001, Assessed as of: “the day before”",)
        assert "Closing the window" not in asked.explanation + asked.accept


@pytest.mark.parametrize("language", Language)
def test_the_title_always_names_the_file_of_the_register(qapp: object, path: Path, language: Language) -> None:
    with a_desk(path, language) as desk:
        case = desk.case(MISSILES)
        model = desk.opened_window()
        assert path.name in frame_says(model).title
        model.open_case(case.id)
        assert path.name in frame_says(model).title
        assert case.particulars.number in frame_says(model).title


def test_a_newer_copy_is_said_with_a_way_to_open_it(qapp: object, path: Path) -> None:
    copy = path.with_name("training.kept.20261122T000000Z.sekisho")
    copy.write_bytes(path.read_bytes())
    os.utime(copy, (2_000_000_000, 2_000_000_000))
    with a_desk(path) as desk:
        model = desk.opened_window()
        assert str(copy) in frame_says(model).notice
        way = register_of(model).way_out
        assert way is not None
        way[1]()
        assert desk.exchanges == [(str(copy), NOTHING_CARRIED)]
    os.utime(copy, (1_000_000_000, 1_000_000_000))
    with a_desk(path) as desk:
        assert frame_says(desk.opened_window()).notice == ""


def test_a_drive_that_is_nearly_full_is_said_as_long_as_it_is(qapp: object, path: Path) -> None:
    with a_desk(path) as desk:
        desk.files.room = Mendable("There is little room.")
        model = desk.opened_window()
        assert frame_says(model).notice == "There is little room."
        said: list[str] = []
        model.register_told.connect(lambda: said.append(frame_says(model).notice))
        desk.files.room = None
        register_of(model).come_back()
        assert frame_says(model).notice == ""
        assert said
        assert set(said) == {""}


def test_a_register_that_stands_in_for_another_takes_its_place_only_once_something_is_written(
    qapp: object, path: Path, tmp_path: Path
) -> None:
    kept = Memory()
    note_recent(kept, str(tmp_path / "gone.sekisho"), TickingClock().now())
    with a_desk(path, kept=kept) as desk:
        desk.files.stands_in = Mendable("It is not there.")
        desk.opened_window()
        assert [each.what for each in desk.troubles] == ["It is not there."]
        assert recent_registers(kept)[0].path.endswith("gone.sekisho")
        enter_in_case(desk.open(desk.case()), "title", "Radars")
        assert recent_registers(kept)[0].path == str(path)


def with_another_end(path: Path) -> None:
    """Somebody with plain `sqlite3` changes the last entry."""
    with closing(sqlite3.connect(path)) as connection, connection:
        name = "entries_are_not_changed"
        ((sql,),) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,))
        connection.execute(f"DROP TRIGGER {name}")
        connection.execute(
            "UPDATE entries SET entry = replace(entry, ?, ?) WHERE number = (SELECT max(number) FROM entries)",
            ('"at":"2', '"at":"3'),
        )
        connection.execute(sql)


@pytest.mark.parametrize("language", Language)
def test_an_end_of_the_ledger_that_was_changed_is_told_above_the_screen_and_logged(
    qapp: object, path: Path, language: Language
) -> None:
    with a_desk(path, language) as desk:
        desk.case(MISSILES)
        model = desk.opened_window()
        register_of(model).look_at_ledger()
        assert frame_says(model).notice == ""
    with_another_end(path)
    with a_desk(path, language) as desk:
        model = desk.opened_window()
        size = desk.register.work.events.count()
        assert frame_says(model).notice == "", "the list is painted first"
        register_of(model).look_at_ledger()
        assert str(size) in frame_says(model).notice
        assert [type(fault) for fault in desk.faults] == [DamagedEnd]
        model.sign_ledger()
        assert desk.register.work.events.last_checkpoints(1) == (), "what was changed is not signed anew"


def test_the_look_at_the_ledger_waits_until_the_list_is_painted(qapp: object, path: Path) -> None:
    with a_desk(path) as desk:
        model = WindowModel(desk.session, desk.preferences, "0", files=desk.files)
        model.start()
        assert model.register is None, "whoever looks is made when the register is claimed: after the first picture"
        model.close()


def test_closing_signs_what_the_ledger_is_where_something_came_to_it(qapp: object, path: Path) -> None:
    with a_desk(path) as desk:
        case = desk.case(MISSILES)
        model = desk.opened_window()
        model.sign_ledger()
        events = desk.register.work.events
        (made,) = events.last_checkpoints(2)
        assert made.size == events.count()
        model.sign_ledger()
        assert events.last_checkpoints(2) == (made,)
        amend_particulars(desk.register, case_id=case.id, field="title", value="Another")
        desk.session.is_being_checked = True
        model.sign_ledger()
        assert events.last_checkpoints(2) == (made,), "nothing is written while the file is looked through"
        desk.session.is_being_checked = False


def test_a_checkpoint_that_cannot_be_signed_keeps_nobody_from_closing(
    qapp: object, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_desk(path) as desk:
        desk.case(MISSILES)
        model = desk.opened_window()

        def fail(_acting: object) -> None:
            raise OSError("no disk")

        monkeypatch.setattr(late, "checkpoint_at_closing", fail)
        model.sign_ledger()
        assert [str(fault) for fault in desk.faults] == ["no disk"]
        assert not desk.troubles
