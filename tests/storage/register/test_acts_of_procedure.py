"""Acts that a procedure does not allow: the register takes none by SQL, and one that was written past it is found.

Each is written twice: with the program's own connection, and where what the trigger asks says yes to everything, as
somebody writes who took it away and put it back. What is then on record is signed and joined as it must be.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.bootstrap.ledgers import LedgersAtHand, verify_register
from app.bootstrap.rehearsals import fresh_stage, read_rehearsal
from app.domain.ids import CaseId
from app.domain.procedure import asked_again
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    EntryConfirmed,
    EntryWithdrawn,
    FindingEntered,
    NoticeGiven,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
    StepRequested,
)
from app.domain.procedure.procedure import Procedure
from app.domain.register.events import CaseClosed, CaseWithdrawn, Event
from app.rehearsals.given import Given
from app.rehearsals.playing import play
from app.services.ledger_faults import WrongEntry
from app.services.receiving import amend_line_particulars
from app.services.verifying_procedures import wrong_with_procedures
from app.storage.register import procedure_check
from app.storage.register import sqlite as own_sqlite
from app.storage.register.connections import connect
from app.storage.register.file_key import FileKey
from app.storage.register.whole_register import whole_register
from tests.builders import DESTROYERS, MIGRATIONS, a_register_file, an_official, opened
from tests.conftest import HowMany
from tests.fakes import TickingClock
from tests.procedure_through import acts_until, go_on
from tests.rehearsals.conftest import REHEARSALS
from tests.verifier import second_verifier
from tests.verifier.loading import verify_ledger

KEYS = {"plain": None, "encrypted": FileKey(bytes(range(32)))}
CASE, NUMBER = CaseId(1), "2026-0001"
BEGUN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = BEGUN.date()


class Attack(NamedTuple):
    """An act that is not allowed: once an act of a kind was done in a case, somebody writes this."""

    after: type
    by: str
    event: Callable[[Procedure], Event]


def last(procedure: Procedure, kind: type, **changes: Any) -> Any:
    """The last act of a kind once more, with something in it changed."""
    event: Any = next(act.what for act in reversed(procedure.acts) if isinstance(act.what, kind))
    return event._replace(**changes)


def anew(procedure: Procedure, kind: type, **changes: Any) -> Any:
    """The last entry of a kind once more, under the next number."""
    return last(procedure, kind, **{"entry": len(procedure.entries) + 1, **changes})


def a_permit(procedure: Procedure, **changes: Any) -> Any:
    made = PermitEntered(CASE, len(procedure.entries) + 1, len(procedure.requests), "P-9", TODAY, TODAY, {1: 1})
    return made._replace(**changes)


ATTACKS = {
    "a permit before anything is found": Attack(StepRequested, "recorder", a_permit),
    "a permit while a step is not done": Attack(FindingEntered, "recorder", a_permit),
    "a permit that was not asked for": Attack(DecisionEntered, "recorder", a_permit),
    "a permit before a review": Attack(object, "recorder", a_permit),
    "a permit on no request": Attack(PermitEntered, "recorder", lambda p: a_permit(p, request=99)),
    "a permit on the request of another step": Attack(PermitEntered, "recorder", lambda p: a_permit(p, request=1)),
    "a permit that shares more than there is": Attack(
        PermitEntered, "recorder", lambda p: a_permit(p, quantities={1: 8})
    ),
    "a permit in the place of another entry": Attack(PermitEntered, "hanako", lambda p: a_permit(p, entry=1)),
    "a finding confirmed by who entered it": Attack(FindingEntered, "recorder", lambda p: EntryConfirmed(CASE, 1)),
    "a permit confirmed by who entered it": Attack(
        PermitEntered, "recorder", lambda p: EntryConfirmed(CASE, len(p.entries))
    ),
    "an entry confirmed that is not there": Attack(FindingEntered, "hanako", lambda _: EntryConfirmed(CASE, 2)),
    "an entry confirmed twice": Attack(DecisionEntered, "hanako", lambda _: EntryConfirmed(CASE, 1)),
    "a confirmed entry withdrawn": Attack(DecisionEntered, "recorder", lambda _: EntryWithdrawn(CASE, 1, "A slip.")),
    "an entry withdrawn without a reason": Attack(FindingEntered, "recorder", lambda _: EntryWithdrawn(CASE, 1, " ")),
    "the same decision twice": Attack(DecisionEntered, "recorder", lambda p: anew(p, DecisionEntered)),
    "a second agreement of an office that agreed": Attack(NoticeGiven, "recorder", lambda p: anew(p, DecisionEntered)),
    "a decision in the place of another entry": Attack(
        DecisionEntered, "recorder", lambda p: anew(p, DecisionEntered, entry=1)
    ),
    "a decision of an office that has no say": Attack(
        DecisionEntered, "recorder", lambda p: anew(p, DecisionEntered, office="meti")
    ),
    "a decision on a request of another step": Attack(
        DecisionEntered, "recorder", lambda p: anew(p, DecisionEntered, request=1)
    ),
    "a finding for no line": Attack(FindingEntered, "recorder", lambda p: anew(p, FindingEntered, lines=())),
    "a finding for a line that is not there": Attack(
        FindingEntered, "recorder", lambda p: anew(p, FindingEntered, lines=(1, 2))
    ),
    "a finding before it was asked for": Attack(
        FindingEntered, "recorder", lambda p: anew(p, FindingEntered, dated=TODAY - timedelta(1))
    ),
    "a finding of tomorrow": Attack(
        FindingEntered, "recorder", lambda p: anew(p, FindingEntered, dated=TODAY + timedelta(1))
    ),
    "a finding that corrects what waits": Attack(
        FindingEntered, "recorder", lambda p: anew(p, FindingEntered, corrects=1, reason="Misread.")
    ),
    "a request out of its turn": Attack(
        StepRequested, "officer", lambda _: StepRequested(CASE, 2, "meti_permit", (1,), "AAAAAAAAAAA")
    ),
    "a request twice": Attack(
        StepRequested,
        "officer",
        lambda p: last(p, StepRequested, request=2),
    ),
    "a request under another number": Attack(
        CaseReviewed, "officer", lambda _: StepRequested(CASE, 7, "interministerial_examination", (1,), "")
    ),
    "a request with another code": Attack(
        CaseReviewed, "officer", lambda _: StepRequested(CASE, 1, "interministerial_examination", (1,), "A")
    ),
    "a review twice": Attack(CaseReviewed, "reviewer", lambda p: last(p, CaseReviewed)),
    "a review that says nothing": Attack(object, "reviewer", lambda _: CaseReviewed(CASE, agree=True)),
    "a review that is sent back without a reason": Attack(
        object, "reviewer", lambda _: CaseReviewed(CASE, agree=False)
    ),
    "a notice that is not due": Attack(
        DecisionEntered, "recorder", lambda _: NoticeGiven(CASE, "diet_notice", TODAY, "N-1")
    ),
    "a notice twice": Attack(NoticeGiven, "recorder", lambda p: last(p, NoticeGiven)),
    "a permit refused that was given": Attack(
        NoticeGiven,
        "recorder",
        lambda p: PermitRefusalEntered(
            CASE, len(p.entries) + 1, len(p.requests), (1,), "meti_minister", TODAY, "None.", "R-1"
        ),
    ),
    "a permit extended that waits": Attack(
        PermitEntered,
        "recorder",
        lambda p: PermitExtensionEntered(CASE, len(p.entries) + 1, len(p.entries), date(2030, 1, 1), TODAY, "E-1"),
    ),
    "a permit extended backwards": Attack(
        NoticeGiven,
        "recorder",
        lambda p: PermitExtensionEntered(CASE, len(p.entries) + 1, len(p.entries), TODAY, TODAY, "E-1"),
    ),
    "the end of a permit that waits": Attack(
        PermitEntered,
        "recorder",
        lambda p: PermitEndEntered(CASE, len(p.entries) + 1, len(p.entries), TODAY, "Given back.", "E-1"),
    ),
}
#: What turns a case is no act of the procedure, and no trigger asks for it: the ledger shows it.
TURNS = {
    "withdrawn with a permit": Attack(NoticeGiven, "officer", lambda _: CaseWithdrawn(CASE, "Given up.")),
    "closed in its midst": Attack(DecisionEntered, "officer", lambda _: CaseClosed(CASE, None)),
}


class Forged(NamedTuple):
    """An entry as it is stored."""

    number: int
    signature: str
    entry: str


@pytest.fixture(scope="module", params=list(KEYS))
def key(request: pytest.FixtureRequest) -> FileKey | None:
    """That of the register; None where it is plain."""
    return KEYS[request.param]


@pytest.fixture(scope="module")
def stages(key: FileKey | None, tmp_path_factory: pytest.TempPathFactory) -> dict[type, Path]:
    """A register after the first act of each kind that a case goes through, and before any of them (`object`)."""
    folder = tmp_path_factory.mktemp("stages")
    path = a_register_file(folder, file_key=key)
    with opened(path, file_key=key) as work:
        official = an_official(work, TickingClock())
        case = official.a_case(DESTROYERS, number=NUMBER)
        amend_line_particulars(official, line_id=case.lines[0].id, changes={"quantity": "1"})
        official.determine(case.lines[0].id)
    found: dict[type, Path] = {object: Path(shutil.copy(path, folder / "object"))}
    for turn, kind in enumerate(
        (CaseReviewed, StepRequested, FindingEntered, DecisionEntered, PermitEntered, NoticeGiven)
    ):
        clock = TickingClock(BEGUN + timedelta(minutes=turn + 1))
        with opened(path, clock, file_key=key) as work:
            assert list(acts_until(an_official(work, clock), CASE, kind))
        found[kind] = Path(shutil.copy(path, folder / kind.__name__))
    return found


def written(path: Path, key: FileKey | None, attack: Attack) -> Forged:
    """Write an act by the connection of the program, signed and joined as every act is; what stands there then."""
    clock = TickingClock(BEGUN + timedelta(minutes=30))
    with opened(path, clock, file_key=key) as work:
        procedure = work.cases.get(CASE).procedure or Procedure()
        with work:
            work.events.add(attack.event(procedure), clock.now(), attack.by)
            work.commit()
        row = next(work.register.every("SELECT number, signature, entry FROM entries ORDER BY number DESC LIMIT 1"))
    return Forged(*row)


@pytest.fixture
def yes_to_everything(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """What the trigger asks allows every act."""
    with monkeypatch.context() as patch:
        patch.setattr(asked_again, "refusal_of_act", lambda *_: None)
        patch.setattr(Procedure, "follow", lambda *_: None)
        yield patch


def faults(path: Path, key: FileKey | None) -> list[WrongEntry]:
    with whole_register(path, MIGRATIONS, key) as whole:
        return [each for each in wrong_with_procedures(whole) if isinstance(each, WrongEntry)]


INSERT = "INSERT INTO entries (number, signature, entry) VALUES (?, ?, ?)"


#: Those that the law itself forbids are tried on an encrypted register, too.
GRAVEST = (
    *("a permit while a step is not done", "a permit confirmed by who entered it"),
    *("a second agreement of an office that agreed", "a permit on no request"),
)


@pytest.mark.parametrize(
    ("key", "name"),
    [*(("plain", name) for name in ATTACKS), *(("encrypted", name) for name in GRAVEST)],
    indirect=["key"],
    scope="module",
)
def test_no_act_that_is_not_allowed_can_be_written_by_sql_and_one_that_was_is_found(
    name: str,
    stages: dict[type, Path],
    key: FileKey | None,
    tmp_path: Path,
    yes_to_everything: pytest.MonkeyPatch,
) -> None:
    attack = ATTACKS[name]
    path = Path(shutil.copy(stages[attack.after], tmp_path / "attacked"))
    forged = written(path, key, attack)
    yes_to_everything.undo()
    (fault,) = faults(path, key)
    assert fault.number == forged.number
    assert f"case {NUMBER} did not allow this act" in str(fault)
    # The same row is taken by no connection that is as the program makes it.
    path = Path(shutil.copy(stages[attack.after], tmp_path / "kept"))
    with closing(connect(path, "rw", key)) as connection, pytest.raises(own_sqlite.Error, match=REFUSED):
        connection.execute(INSERT, forged)
    if key is None:
        with closing(sqlite3.connect(path)) as plain:
            with pytest.raises(sqlite3.OperationalError, match="no such function: refusal_of_act"):
                plain.execute(INSERT, forged)
            procedure_check.offer_procedure_check(plain)
            with pytest.raises(sqlite3.Error, match=REFUSED):
                plain.execute(INSERT, forged)
    # And what is allowed goes on.
    assert faults(path, key) == []


#: By its rules, or because nobody could read it again.
REFUSED = "out_of_procedure|user-defined function raised exception"


@pytest.mark.parametrize("name", TURNS)
def test_what_turns_a_case_against_its_procedure_is_found(
    name: str, stages: dict[type, Path], key: FileKey | None, tmp_path: Path
) -> None:
    path = Path(shutil.copy(stages[TURNS[name].after], tmp_path))
    forged = written(path, key, TURNS[name])
    assert [each.number for each in faults(path, key)] == [forged.number]


def test_what_is_allowed_is_taken_by_sql(stages: dict[type, Path], key: FileKey | None, tmp_path: Path) -> None:
    path = Path(shutil.copy(stages[FindingEntered], tmp_path / "ahead"))
    forged = written(path, key, Attack(FindingEntered, "hanako", lambda _: EntryConfirmed(CASE, 1)))
    path = Path(shutil.copy(stages[FindingEntered], tmp_path / "behind"))
    with closing(connect(path, "rw", key)) as connection:
        assert connection.execute(INSERT, forged).rowcount == 1


def test_a_case_goes_on_after_an_attempt(stages: dict[type, Path], key: FileKey | None, tmp_path: Path) -> None:
    path = Path(shutil.copy(stages[FindingEntered], tmp_path))
    with pytest.raises(own_sqlite.Error, match=REFUSED):
        written(path, key, ATTACKS["a finding confirmed by who entered it"])
    clock = TickingClock(BEGUN + timedelta(minutes=40))
    with opened(path, clock, file_key=key) as work:
        while go_on(an_official(work, clock), CASE) is not None:
            pass
    assert list(verify_register(path, file_key=key)) == []


def test_what_is_forged_without_a_key_is_found_by_every_verifier_and_with_one_by_the_program(
    stages: dict[type, Path],
    key: FileKey | None,
    tmp_path: Path,
    yes_to_everything: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Who holds the open keys of a training register signs as anybody: only the rules tell then."""
    if key is not None:
        return  # what is written out is the same
    attack = ATTACKS["a permit while a step is not done"]
    path = Path(shutil.copy(stages[attack.after], tmp_path / "attacked"))
    forged = written(path, key, attack)
    yes_to_everything.undo()
    assert [each.number for each in verify_register(path) if isinstance(each, WrongEntry)] == [forged.number]
    for name, signature, verdict in (("signed", forged.signature, "sound"), ("unsigned", "1" * 128, "signature")):
        with closing(sqlite3.connect(path)) as hand, hand:
            triggers = hand.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for trigger, _ in triggers:
                hand.execute(f"DROP TRIGGER {trigger}")
            hand.execute("UPDATE entries SET signature = ? WHERE number = ?", (signature, forged.number))
            for _, made in triggers:
                hand.execute(made)
        LedgersAtHand().export(path, tmp_path / name, lambda _share: None)
        assert verify_ledger.main([str(tmp_path / name), "--language", "en"]) == (verdict != "sound")
        assert second_verifier.verdict(tmp_path / name) == verdict
        assert (f"[{verdict}]" in capsys.readouterr().out) is (verdict != "sound")
        assert first_bad(path) == forged.number


def first_bad(path: Path) -> int:
    return next(each.number for each in verify_register(path) if isinstance(each, WrongEntry))


def test_every_act_of_the_rehearsals_is_one_that_its_procedure_allowed(how_many: HowMany) -> None:
    by_size = sorted(REHEARSALS, key=lambda path: path.stat().st_size, reverse=True)
    for path in by_size[: how_many(4, long=len(by_size))]:
        rehearsal = read_rehearsal(path, frozenset({"meti"}))
        with fresh_stage(rehearsal) as stage:
            play(rehearsal.acts, stage, Given(), lambda _: None)
            with whole_register(stage.work.register.path, MIGRATIONS) as whole:
                assert list(whole.acts_of_procedures())
                assert list(wrong_with_procedures(whole)) == [], path.stem
