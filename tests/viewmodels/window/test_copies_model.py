"""The kept copies as the window sees them: listed, made once a day, put off, and one in the place of the register."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap.copies import OpenCopies
from app.domain.errors import Mendable
from app.services.ports import CaseFilter, Report
from app.viewmodels.session.session import Reply
from app.viewmodels.window.copies_model import CopiesModel, tell_outcome
from app.viewmodels.window.register_model import NOTHING_CARRIED
from app.wording.language import Language
from tests.builders import a_register_file, an_official, opened
from tests.fakes import TickingClock
from tests.viewmodels.surroundings import MISSILES, Waiting
from tests.viewmodels.window.test_register_model import Desk, a_desk, register_of


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a register in a folder of its own, with a case."""
    (tmp_path / "desk").mkdir()
    with a_desk(a_register_file(tmp_path / "desk")) as desk:
        desk.case(MISSILES)
        yield desk


def copies_of(desk: Desk) -> CopiesModel:
    """The kept copies, once its window is open."""
    return register_of(desk.opened_window()).copies


def clock_of(desk: Desk) -> TickingClock:
    """The clock of its session."""
    clock = desk.session.clock.machine
    assert isinstance(clock, TickingClock)
    return clock


def written(desk: Desk, at: datetime) -> None:
    """The register was last written at this moment."""
    path = Path(desk.files.path)
    for each in (path, path.with_name(path.name + "-wal")):
        os.utime(each, (at.timestamp(),) * 2)


def is_due(copies: CopiesModel) -> bool:
    """Whether one is to be made before closing."""
    return copies.is_due


def test_one_is_due_once_a_day_and_after_a_change_only(desk: Desk) -> None:
    copies = copies_of(desk)
    assert copies.says().empty
    assert is_due(copies)
    copies.keep()
    assert not is_due(copies)
    (copy,) = copies.says().copies
    assert copy.text.endswith("verified when it was made")
    assert copies.says().empty == ""
    clock_of(desk).instant += timedelta(days=1)
    written(desk, clock_of(desk).instant - timedelta(days=2))
    assert not is_due(copies), "nothing came to it since"
    written(desk, clock_of(desk).instant)
    assert is_due(copies)
    desk.session.is_read_only = True
    assert not is_due(copies), "whoever has it open for writing makes it"


def test_before_it_is_known_which_there_are_none_is_due(desk: Desk) -> None:
    model = CopiesModel(desk.session, desk.preferences, desk.files.copies, desk.files.path, desk.session)
    assert not model.is_due


def test_one_is_made_in_the_folder_that_was_chosen(desk: Desk, tmp_path: Path) -> None:
    copies = copies_of(desk)
    assert copies.says().folder == f"They are kept in {tmp_path}/desk/training.copies."
    copies.choose_folder(str(tmp_path / "chosen"))
    assert copies.says().folder == f"They are kept in {tmp_path}/chosen."
    assert copies.says().is_folder_chosen
    copies.keep()
    assert len(list((tmp_path / "chosen").glob("*.sekisho"))) == len(copies.says().copies) == 1
    size = sum(file.stat().st_size for file in (tmp_path / "chosen").glob("*.sekisho"))
    assert f"Together they take {size / 1e6:.1f} MB" in copies.says().rule
    copies.choose_folder("")
    assert copies.says().copies == ()


def test_what_is_in_the_way_is_said_and_all_is_as_it_was(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"")
    copies = copies_of(desk)
    done: list[bool] = []
    copies.finished.connect(done.append)
    copies.choose_folder(str(tmp_path / "a file" / "x"))
    copies.keep()
    assert "can't be made" in copies.says().complaint
    assert done == [False]
    assert copies.says().may_keep
    assert copies.is_due


@pytest.mark.parametrize("language", Language)
def test_while_one_is_made_it_says_so_and_it_can_be_put_off(qapp: object, tmp_path: Path, language: Language) -> None:
    with a_desk(a_register_file(tmp_path), language) as desk:
        desk.case(MISSILES)
        copies = copies_of(desk)
        runner = Waiting(desk.register.work)
        desk.session._runner = runner
        copies.keep()
        says = copies.says()
        assert says.job
        assert not says.may_keep
        copies.stop()
        assert (copies.says().job, copies.says().may_keep) == ("", True)
        runner.do_all()
        assert copies.copies == ()
        assert not desk.faults
        assert not [file for file in tmp_path.rglob("*") if ".partial" in file.name]


def ask_to_restore(desk: Desk) -> CopiesModel:
    """A copy was made, then a case was opened; it is asked whether the copy is to be restored."""
    copies = copies_of(desk)
    copies.keep()
    desk.session.write(lambda acting: an_official(desk.register.work, acting.clock).a_case(), lambda _case: None)
    copies.restore(copies.says().copies[0].path)
    return copies


def test_before_one_is_restored_it_is_said_what_would_be_lost(desk: Desk) -> None:
    ask_to_restore(desk)
    form = desk.forms[-1]
    assert form.is_lasting
    assert form.consequences[0].startswith(f"1 entry recorded in {desk.files.path} since then")
    assert "2026-0002, Request opened, Hanako Yamada" in form.consequences[1]
    assert form.consequences[2] == "1 request was changed since: 2026-0002"
    assert form.leave is not None
    form.leave()
    assert desk.files.copies.put_in_place() is None
    assert not list(Path(desk.files.path).parent.glob(".*ready")), "what was made ready is gone"


def test_it_takes_the_place_of_the_register_once_that_is_closed(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    path = a_register_file(tmp_path / "desk")
    with a_desk(path) as desk:
        desk.case(MISSILES)
        ask_to_restore(desk)
        desk.forms[-1].hand_in(Reply())
        assert desk.exchanges == [(str(path), NOTHING_CARRIED)]
        assert desk.register.work.case_list.size(CaseFilter()) == 2, "until then nothing has changed"
    outcome = desk.files.copies.put_in_place()
    assert isinstance(outcome, str)
    for file, size in ((path, 1), (Path(outcome), 2)):
        with opened(file, is_claimed=False) as work:
            assert work.case_list.size(CaseFilter()) == size
    tell_outcome(desk.session, outcome)
    assert desk.troubles[-1].title == "The copy was restored"
    assert outcome in desk.troubles[-1].what


def test_whoever_stays_after_all_restores_nothing(desk: Desk) -> None:
    copies = ask_to_restore(desk)
    desk.forms[-1].hand_in(Reply())
    copies.forget()
    assert desk.files.copies.put_in_place() is None


def test_who_keeps_no_records_is_told_who_restores(desk: Desk) -> None:
    copies = copies_of(desk)
    copies.keep()
    assert copies.says().why_no_restore == ""
    desk.session.act_as("reviewer")
    assert "records keeper" in copies.says().why_no_restore
    copies.restore(copies.says().copies[0].path)
    assert (desk.forms, len(desk.troubles)) == ([], 1)
    assert "records keeper" in desk.troubles[0].what


def test_a_damaged_copy_is_refused_in_the_window_too(desk: Desk) -> None:
    copies = copies_of(desk)
    copies.keep()
    path = Path(copies.says().copies[0].path)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    copies.restore(str(path))
    assert "is damaged" in copies.says().complaint
    assert desk.forms == []


def test_a_copy_that_was_ready_too_late_is_thrown_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = copies_of(desk)
    copies.keep()
    make_ready = OpenCopies.make_ready

    def late(self: OpenCopies, path: str, account: str, report: Report) -> object:
        ready = make_ready(self, path, account, report)
        copies.stop()
        return ready

    monkeypatch.setattr(OpenCopies, "make_ready", late)
    copies.restore(copies.says().copies[0].path)
    assert desk.forms == []
    assert not list(Path(desk.files.path).parent.glob(".*ready"))


def test_where_it_can_t_be_put_in_place_it_is_told(desk: Desk) -> None:
    tell_outcome(desk.session, Mendable("It is open elsewhere."))
    assert desk.troubles[-1].what == "It is open elsewhere."
