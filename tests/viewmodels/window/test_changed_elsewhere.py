"""A window that only reads shows what another process changes: the law by which a case is decided, and the cases."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.law.outcomes import Outcome
from app.services.publishing import examine_draft, put_in_force
from app.viewmodels.window.window_model import WindowModel
from tests.builders import ME, PARTS_FOR_XA, Official, a_register_file, a_shelf, an_official, opened
from tests.drafts import a_draft_that_prohibits_parts
from tests.fakes import TickingClock
from tests.viewmodels.window.test_register_model import Desk, register_of

ON, SINCE = date(2026, 7, 15), date(2026, 7, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty register."""
    return a_register_file(tmp_path)


@pytest.fixture
def writer(path: Path) -> Iterator[Official]:
    """Another process, which has the register open for writing."""
    with opened(path) as work:
        yield an_official(work, TickingClock())


@pytest.fixture
def window(qapp: object, path: Path, writer: Official) -> Iterator[WindowModel]:
    """A window that only reads, on the case of the other."""
    case, shelf = writer.a_case(PARTS_FOR_XA, assessed_on=ON), a_shelf()
    with opened(path, me=ME._replace(pid=4712), is_claimed=False, learner=shelf) as work:
        official = an_official(work, TickingClock()).under(shelf)
        window = Desk(path, official, shelf=shelf).opened_window()
        tend(window)
        window.open_case(case.id)
        assert window.session.is_read_only
        yield window
        window.close()


def tend(window: WindowModel) -> None:
    """Use a pause."""
    register_of(window).tend()


def test_the_case_that_is_shown_is_decided_by_the_law_in_force(
    window: WindowModel, writer: Official, tmp_path: Path
) -> None:
    assert window.case is not None
    interview, told = window.case.interview, []
    window.session.law_changed.connect(lambda: told.append("law"))
    assert (interview.edition.id, interview.determination.outcome) == ("2026-04-21", Outcome.REFER)
    report = examine_draft(writer.shelf, str(a_draft_that_prohibits_parts(tmp_path)))
    put_in_force(writer, report=report, named_person="Taro Sato", since=SINCE)
    tend(window)
    assert (interview.edition.id, interview.determination.outcome) == ("stricter", Outcome.NOT_ELIGIBLE)
    tend(window)
    assert told == ["law"], "and nobody is told again of what is known"


def test_the_case_and_the_list_that_are_shown_are_those_of_the_register(window: WindowModel, writer: Official) -> None:
    assert window.case is not None
    told: list[str] = []
    window.session.changed_elsewhere.connect(lambda: told.append("changed"))
    tend(window)
    assert told == []
    writer.answer(window.case.line_id, {"destination": "RU"})
    writer.a_case(title="Another")
    tend(window)
    assert window.case.interview.known["destination"] == "RU"
    assert window.requests.size == 2
    tend(window)
    assert told == ["changed"]
