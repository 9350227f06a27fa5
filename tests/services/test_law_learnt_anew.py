"""Every unit of work begins with the law that is in force in the register then, whoever put it in force."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.domain.law.outcomes import Outcome
from app.domain.register.cases import Case
from app.domain.register.counting import counting_of
from app.domain.register.recording import Seen
from app.services.determining import record_determination
from app.services.publishing import examine_draft, put_in_force
from app.services.reading import read_case
from app.services.referring import prepare_query
from app.services.renewing import examine_pack, go_back, take_pack
from app.storage.law.register_shelf import RegisterShelf
from app.storage.register.unit_of_work import RegisterWork
from tests.builders import PARTS_FOR_XA, Official, a_register_file, a_shelf, an_official, opened
from tests.drafts import a_draft_that_opens_parts, a_draft_that_prohibits_parts, a_pack
from tests.fakes import TickingClock

ON, SINCE = date(2026, 7, 15), date(2026, 7, 1)
OWN_TABLES = a_shelf().reference().version


def an_official_of(work: RegisterWork, shelf: RegisterShelf) -> Official:
    """An official who decides by this law."""
    return an_official(work, TickingClock()).under(shelf)


def put_edition_in_force(writer: Official, folder: Path) -> None:
    """Put an edition in force that prohibits what the one before it referred."""
    report = examine_draft(writer.shelf, str(a_draft_that_prohibits_parts(folder)))
    put_in_force(writer, report=report, named_person="Taro Sato", since=SINCE)


def take_a_pack(writer: Official, folder: Path) -> None:
    """Take a pack by which the agreement with the invented state is signed and no more."""
    folder = a_pack(folder, ("CA,2026-01-27,,day", "XA,2026-01-27,,day"))
    take_pack(writer, report=examine_pack(writer.shelf, str(folder)), named_person="Taro Sato")


def law_of(shelf: RegisterShelf) -> tuple[str, str]:
    """The edition and the tables that decide."""
    return shelf.edition_on(ON).id, shelf.reference().version


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty register."""
    return a_register_file(tmp_path)


@pytest.fixture
def case(path: Path) -> Case:
    """A case of it, complete."""
    with opened(path) as work:
        return an_official_of(work, a_shelf()).a_case(PARTS_FOR_XA, assessed_on=ON)


CHANGES = [
    (put_edition_in_force, ("stricter", OWN_TABLES), Outcome.NOT_ELIGIBLE),
    (take_a_pack, ("2026-04-21", "2026-12-01"), Outcome.REFER),
]


@pytest.mark.parametrize(("change", "law", "outcome"), CHANGES)
def test_who_only_reads_learns_what_another_put_in_force(
    path: Path,
    case: Case,
    tmp_path: Path,
    change: Callable[[Official, Path], None],
    law: tuple[str, str],
    outcome: Outcome,
) -> None:
    shelf = a_shelf()
    with opened(path, is_claimed=False, learner=shelf) as reading:
        read_case(reading, case.id)
        before = law_of(shelf)
        with opened(path) as work:
            change(an_official_of(work, a_shelf()), tmp_path)
        assert law_of(shelf) == before == ("2026-04-21", OWN_TABLES)
        read_case(reading, case.id)
        assert law_of(shelf) == law


@pytest.mark.parametrize(("change", "law", "outcome"), CHANGES)
def test_nothing_is_recorded_under_former_law_once_the_register_is_claimed(
    path: Path,
    case: Case,
    tmp_path: Path,
    change: Callable[[Official, Path], None],
    law: tuple[str, str],
    outcome: Outcome,
) -> None:
    shelf, line_id = a_shelf(), case.lines[0].id
    with opened(path, is_claimed=False, learner=shelf) as work:
        reader = an_official_of(work, shelf)
        shown, edition, reference = reader.case(case.id), shelf.edition_on(ON), shelf.reference()
        seen = Seen.of(ON, edition, reference, counting_of(shown.lines[0], shown, edition, reference))
        with opened(path) as other:
            change(an_official_of(other, a_shelf()), tmp_path)
        with pytest.raises(Mendable, match="Other law is in force in this register than when the result was shown"):
            record_determination(reader, line_id=line_id, seen=seen)
        assert reader.line(line_id).determination is None
        reader.determine(line_id)
        recorded = reader.line(line_id).determination
        assert recorded is not None
        assert (recorded.edition_id, recorded.reference_version, recorded.outcome) == (*law, outcome)


def test_nothing_is_recorded_of_answers_that_were_not_seen(path: Path, case: Case) -> None:
    shelf, line_id = a_shelf(), case.lines[0].id
    with opened(path, learner=shelf) as work:
        official = an_official_of(work, shelf)
        edition, reference = shelf.edition_on(ON), shelf.reference()
        seen = Seen.of(ON, edition, reference, counting_of(case.lines[0], case, edition, reference))
        official.answer(line_id, {"terms": "grant"})
        with pytest.raises(Mendable, match="The case was changed since the result was shown"):
            record_determination(official, line_id=line_id, seen=seen)
        official.answer(line_id, {"terms": PARTS_FOR_XA["terms"]})
        record_determination(official, line_id=line_id, seen=seen)


def test_law_is_changed_from_the_law_that_is_in_force_then(path: Path, case: Case, tmp_path: Path) -> None:
    """What was examined under former law is not put in force over what another has put there meanwhile."""
    shelf = a_shelf()
    with opened(path, is_claimed=False, learner=shelf) as work:
        reader = an_official_of(work, shelf)
        prepare_query(work, shelf, line_id=case.lines[0].id)
        pack = examine_pack(shelf, str(a_pack(tmp_path, version="2026-12-01")))
        draft = examine_draft(shelf, str(a_draft_that_opens_parts(tmp_path, in_force_from=SINCE)))
        with opened(path) as other:
            writer = an_official_of(other, a_shelf())
            newer = a_pack(tmp_path, ("CA,2026-01-27,,day", "CA,2026-01-27,2026-11-01,day"), version="2026-12-02")
            take_pack(writer, report=examine_pack(writer.shelf, str(newer)), named_person="Taro Sato")
        with pytest.raises(Mendable, match="is older than the one in force"):
            take_pack(reader, report=pack, named_person="Taro Sato")
        with pytest.raises(Mendable, match="The law of the register has changed"):
            put_in_force(reader, report=draft, named_person="Taro Sato", since=SINCE)
        go_back(reader, named_person="Taro Sato")
        assert shelf.reference().version == OWN_TABLES


def test_what_is_known_is_not_read_again(path: Path, case: Case, tmp_path: Path) -> None:
    shelf = a_shelf()
    with opened(path, learner=shelf) as work:
        official = an_official_of(work, shelf)
        put_edition_in_force(official, tmp_path)
        law, compiled = shelf.on_record, shelf.compiled("stricter")
        official.answer(case.lines[0].id, {"terms": "grant"})
        read_case(work, case.id)
        assert shelf.on_record is law
        assert shelf.compiled("stricter") is compiled
