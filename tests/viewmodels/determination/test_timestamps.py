"""What is recorded in the evening of one day in Greenwich is of the next day in Japan, wherever it is read."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap.composition import SystemClock
from app.services.publishing import examine_known, put_in_force
from app.services.renewing import examine_pack, take_pack
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.determination.recorded_model import recorded_says
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.enactment.publishing_model import PublishingModel
from app.viewmodels.enactment.publishing_page_model import publishing_says
from app.viewmodels.enactment.renewing_model import RenewingModel
from app.viewmodels.enactment.renewing_page_model import renewing_says
from app.viewmodels.questions.history_model import AnswerHistorySays, read_history
from app.viewmodels.rulebook.reading_model import DecidedSays, ReadingModel
from app.viewmodels.rulebook.rulebook_model import RulebookModel
from tests.drafts import a_pack
from tests.fakes import TickingClock
from tests.viewmodels.surroundings import MISSILES, Office

EVENING = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
NEXT_DAY = "2026-11-23"
#: Where the machine thinks it is, in a form that needs no table of time zones: Tokyo, Los Angeles, Kiritimati.
ZONES = ("JST-9", "PST8", "LINT-14")


def set_zone() -> None:
    """Go by the time zone that is named outside, where the system has a way to."""
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(params=ZONES)
def read_on(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[str]:
    """The day that the evening is in Japan, read on a machine of this zone."""
    with monkeypatch.context() as changed:
        changed.setenv("TZ", request.param)
        set_zone()
        yield NEXT_DAY
    set_zone()


@pytest.fixture
def late(office: Office, read_on: str) -> Office:
    """An office at work in that evening."""
    assert isinstance(office.register.clock, TickingClock)
    office.register.clock.instant = EVENING
    return office


@pytest.fixture
def rulebook(late: Office) -> RulebookModel:
    """Its Rulebook, at the edition in force."""
    return RulebookModel(late.session, lambda: True)


def recorded(office: Office) -> CaseModel:
    model = office.open(office.case(MISSILES))
    model.record()
    return model


def test_an_edition_put_in_force(late: Office, rulebook: RulebookModel, read_on: str) -> None:
    session = late.session
    put_in_force(
        late.register._replace(shelf=session.shelf),
        report=examine_known(session.shelf, "2024-03-26", date(2026, 12, 1)),
        named_person="Taro Sato", since=date(2026, 12, 1),
    )  # fmt: skip
    latest = publishing_says(PublishingModel(rulebook)).page.history[0]
    assert latest.detail == f"put in force by Taro Sato; recorded on {read_on} by {session.words.person('hanako')}"


def test_a_pack_taken(late: Office, rulebook: RulebookModel, read_on: str, tmp_path: Path) -> None:
    session = late.session
    report = examine_pack(session.shelf, str(a_pack(tmp_path)))
    take_pack(late.register._replace(shelf=session.shelf), report=report, named_person="Taro Sato")
    latest = renewing_says(RenewingModel(rulebook)).page.history[0]
    assert latest.detail == f"by Taro Sato; recorded on {read_on} by {session.words.person('hanako')}"


def test_a_case_that_an_entry_decided(late: Office, rulebook: RulebookModel, read_on: str) -> None:
    (ground,) = report_says(recorded(late)).rules
    told: list[tuple[DecidedSays, ...]] = []
    model = ReadingModel(rulebook)
    model.decided_read.connect(lambda _entry, lines: told.append(lines))
    model.read_decided(ground.id)
    assert [line.note for line in told[0]] == [f"no. 1　{read_on}"]


def test_a_determination_recorded(late: Office, read_on: str) -> None:
    model = recorded(late)
    says, (record,) = report_says(model), model.earlier
    assert f"no. 1 on {read_on} by " in says.status
    assert f"no. 1　{read_on}　" in says.records[0].text
    assert f"no. 1 on {read_on} by " in recorded_says(model, record).report.status


def test_an_answer_given(late: Office, read_on: str) -> None:
    model = late.open(late.case({"weapon": "yes"}))
    told: list[AnswerHistorySays] = []
    read_history(model, "weapon", told.append)
    assert told[0].entries[0].given == f"{read_on} 05:00 JST　{late.session.words.person('hanako')}"


def test_today_is_the_day_in_japan(monkeypatch: pytest.MonkeyPatch, read_on: str) -> None:
    clock = SystemClock()
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    assert clock.today().isoformat() == read_on


def test_the_days_of_the_machine_are_japans(read_on: str) -> None:
    before = datetime.now(UTC)
    today = SystemClock().today()
    assert today in {(moment + timedelta(hours=9)).date() for moment in (before, datetime.now(UTC))}
