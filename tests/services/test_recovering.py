"""An administrator who lost the passphrase: the code on the recovery sheet gives new keys, once, and nothing else."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import recovering
from app.bootstrap.composition import holder, opened
from app.bootstrap.keyring import Keyring, Typed
from app.bootstrap.ledgers import check_register
from app.bootstrap.live import exchange_if_due
from app.bootstrap.recovering import Recovery
from app.domain.errors import Mendable
from app.domain.keys.recovery_code import read_code, spelled
from app.domain.ledger.entry import entry_bytes, entry_hash, read_entry
from app.domain.register.people import Role, RoleHeld
from app.domain.register.way_back import refusal_of_sheet
from app.services.acting import Acting
from app.services.checking_tail import TailCheck
from app.services.staffing import (
    add_person,
    confirm_recovery_sheet,
    end_role,
    give_new_keys,
    give_role,
    leave,
    make_recovery_sheet,
    recover,
)
from app.storage.keys import register_seals
from app.storage.keys.file_key_exchange import exchange_file_key
from app.storage.keys.seals_file import parsed
from app.storage.register import sqlite
from app.storage.register.signing import holds
from app.storage.register.sqlite import DatabaseError
from app.storage.register.unit_of_work import RegisterWork
from tests.builders import a_shelf, case_particulars
from tests.live_office import CLOCK, MORIS, PASSPHRASE, LiveOffice, mori
from tests.storage.keys.conftest import least

NEW = "eight wooden bridges"
#: As an earlier version left it.
WITHOUT_KEY = "DELETE FROM recovery_signing_keys WHERE recovery_sheet_id = 2"
TRIGGERS = "SELECT name FROM sqlite_schema WHERE tbl_name = 'entries' AND type = 'trigger'"
ENTRY = "INSERT INTO entries (number, signature, entry) VALUES (?, ?, ?)"


class Sheet:
    """A live register whose only administrator is Sato, with a recovery sheet; Mori is an officer there."""

    def __init__(self, folder: Path) -> None:
        self.office = LiveOffice(folder)
        self.path = self.office.path
        with self.office.open() as (sato, seals):
            give_role(sato, account="sato", held=RoleHeld(Role.OFFICER, CLOCK.today()))
            add_person(sato, person=mori(Role.OFFICER), seals=seals, passphrase=MORIS)
            self.code = make_recovery_sheet(sato, seals)
            confirm_recovery_sheet(sato, seals, code=self.code)
        self.recovery = Recovery(self.path)

    def moved_to(self, folder: Path) -> "Sheet":
        """The same with files of its own."""
        moved = object.__new__(Sheet)
        moved.office = object.__new__(LiveOffice)
        moved.code, moved.path = self.code, folder / self.path.name
        for file in (self.path, self.path.with_suffix(".keys")):
            shutil.copy(file, folder)
        moved.office.path, moved.recovery = moved.path, Recovery(moved.path)
        return moved

    def held(self) -> tuple[bytes, bytes]:
        """The register and its seals, to the byte."""
        return self.path.read_bytes(), self.path.with_suffix(".keys").read_bytes()

    def exchange(self, account: str = "sato", passphrase: str = NEW) -> Mendable | None:
        """What opening the window does before the register is shown."""
        return exchange_if_due(self.path, self.office.another_keyring(account, passphrase), lambda: holder(CLOCK))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_seals, "new_derivation", least)
    monkeypatch.setattr("app.bootstrap.keyring.log_wrong_passphrase", lambda _account, _count: None)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    """One that is made once, and left as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register_seals, "new_derivation", least)
        return Sheet(tmp_path_factory.mktemp("sheet"))


@pytest.fixture
def sheet(made: Sheet, tmp_path: Path) -> Sheet:
    """A register that nobody has open."""
    return made.moved_to(tmp_path)


@contextmanager
def by_hand(sheet: Sheet) -> Iterator[sqlite.Connection]:
    """A connection past the program, as who has the file key could make one."""
    with opened(sheet.path, CLOCK, keyring=recovering._CodeRing(sheet.code)) as work:
        work.claim()
        yield work.register.database.conn


def refused(sheet: Sheet, code: str = "", account: str = "sato", passphrase: str = NEW) -> str:
    """What is said where nobody is let in, and nothing was changed."""
    before = sheet.held()
    with pytest.raises(Mendable) as refusal:
        sheet.recovery.recover(code or sheet.code, account, passphrase)
    assert sheet.held() == before
    return str(refusal.value)


def test_who_lost_the_passphrase_is_let_in_and_everything_says_so(sheet: Sheet) -> None:
    typed = sheet.code.lower().replace("-", " ")
    assert [person.account for person in sheet.recovery.administrators(typed)] == ["sato"]
    sheet.recovery.recover(typed, "sato", NEW)
    with sheet.office.open("sato", NEW) as (sato, _seals):
        entry = json.loads(sato.work.register.one("SELECT entry FROM entries ORDER BY number DESC", (), "")["entry"])
        known = sato.work.recovery_sheets.last()
        assert known is not None
        assert (entry["act"], entry["person"], entry["key"]) == ("key_changed", "sato", known.signing_key)
        assert (entry["body"]["account"], entry["body"]["sheet"]) == ("sato", known.key)
        assert entry["body"]["key"] == sato.work.people.halves()["sato"].signing
        assert known.is_used
        # The sheet is no way back any more, and that is said.
        with pytest.raises(Mendable, match="was used already"):
            sato.a_case()
        with pytest.raises((Mendable, DatabaseError), match="no_way_back"), sato.work:
            sato.work.cases.add(case_particulars(), CLOCK.now(), "sato")
    assert list(check_register(sheet.path, keyring=sheet.office.another_keyring("sato", NEW))) == []
    with pytest.raises(Mendable, match="not right"), sheet.office.open("sato", PASSPHRASE):
        pass


def test_the_code_opens_nothing_more_and_the_next_sheet_does_it_again(sheet: Sheet, tmp_path: Path) -> None:
    sheet.recovery.recover(sheet.code, "sato", NEW)
    # Until the file key is exchanged the code could still read along; the register takes nothing of it.
    assert "was used already" in refused(sheet)
    before = sheet.path.read_bytes()
    assert sheet.exchange() is None
    assert sheet.path.read_bytes()[:4096] != before[:4096]
    assert "No recovery code opens this register" in refused(sheet)
    again = sheet.held()
    assert sheet.exchange() is None
    assert sheet.held() == again, "nothing more is due"
    with sheet.office.open("sato", NEW) as (sato, seals):
        code = make_recovery_sheet(sato, seals)
        assert "never typed back" in str(refusal_of_sheet(sato.work.recovery_sheets.last()))
        confirm_recovery_sheet(sato, seals, code=code)
        sato.a_case()
    assert "a newer one took its place" in refused(sheet)
    assert sheet.exchange() is None
    sheet.recovery.recover(code, "sato", PASSPHRASE)
    with sheet.office.open("mori", MORIS), sheet.office.open("sato", PASSPHRASE):
        pass


def test_who_has_left_goes_together_with_the_sheet_that_was_used(sheet: Sheet) -> None:
    ono = mori(Role.OFFICER)._replace(account="ono")
    with sheet.office.open() as (sato, seals):
        add_person(sato, person=ono, seals=seals, passphrase=MORIS)
    sheet.recovery.recover(sheet.code, "sato", NEW)
    with sheet.office.open("sato", NEW) as (sato, _seals):
        for account in ("mori", "ono"):
            leave(sato, account=account)
    assert sheet.exchange() is None
    kept = parsed(sheet.held()[1], sheet.path)
    assert ([person.account for person in kept.people], kept.sheet) == (["sato"], None)
    with sheet.office.open("sato", NEW):
        pass


def test_what_is_typed_amiss_lets_nobody_in(sheet: Sheet) -> None:
    slip = sheet.code[:-1] + ("0" if sheet.code[-1] != "0" else "1")
    assert "is mistyped" in refused(sheet, slip)
    assert "were typed" in refused(sheet, sheet.code[:-1])
    other = spelled((int.from_bytes(read_code(sheet.code), "big") ^ 1).to_bytes(20, "big"))
    assert "is that of another register, or a newer one took its place" in refused(sheet, other)
    assert "at least 12 characters" in refused(sheet, passphrase="short")
    assert "is no administrator" in refused(sheet, account="mori")


def test_who_was_an_administrator_until_yesterday_is_none(sheet: Sheet) -> None:
    with sheet.office.open() as (sato, _seals):
        give_role(sato, account="mori", held=RoleHeld(Role.ADMINISTRATOR, CLOCK.today()))
        assert [person.account for person in sheet.recovery.administrators(sheet.code)] == ["sato", "mori"]
        end_role(sato, account="mori", role=Role.ADMINISTRATOR, until=CLOCK.today() - timedelta(days=1))
    assert [person.account for person in sheet.recovery.administrators(sheet.code)] == ["sato"]
    assert "is no administrator" in refused(sheet, account="mori")


def test_a_sheet_that_was_not_typed_back_or_is_of_before_lets_nobody_in(sheet: Sheet) -> None:
    with sheet.office.open() as (sato, seals):
        code = make_recovery_sheet(sato, seals)
    assert "never typed back" in refused(sheet, code)
    with sheet.office.open() as (sato, seals):
        confirm_recovery_sheet(sato, seals, code=code)
        for statement in ("DROP TRIGGER recovery_signing_keys_is_not_deleted", WITHOUT_KEY):
            sato.work.register.database.conn.execute(statement)
        sato.work.register.database.conn.commit()
        with pytest.raises(Mendable, match="made by an earlier version"):
            sato.a_case()
        # Another administrator still gives new keys with its code.
        give_new_keys(sato, seals, account="mori", code=code, passphrase=NEW)
    assert "made by an earlier version" in refused(sheet, code)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"act": "case_opened"}, "a key of its person|no_role"),
        ({"act": "person_added"}, "a key of its person"),
        ({"act": "recovery_sheet_made"}, "a key of its person"),
        ({"act": "role_given"}, "a key of its person"),
        ({"body": {"account": "mori"}}, "a key of its person"),
        ({"person": "mori"}, "a key of its person|no_role"),
        ({"person": "mori", "body": {"account": "mori"}}, "no_role"),
        ({"key": "ab" * 32}, "a key of its person"),
        ({"at": "2020-01-01T00:00:00.000000Z"}, "no_role"),
    ],
)
def test_the_register_takes_one_kind_of_entry_signed_by_it(sheet: Sheet, change: dict[str, object], said: str) -> None:
    with by_hand(sheet) as connection:
        number, last = connection.execute("SELECT number, entry FROM entries ORDER BY number DESC").fetchone()
        (key,) = connection.execute("SELECT public_key FROM recovery_signing_keys").fetchone()
        made = {"number": number + 1, "act": "key_changed", "person": "sato", "key": key, "body": {"account": "sato"}}
        row = (number + 1, "00" * 64, json.dumps({**json.loads(last), **made, **change}))
        connection.execute("BEGIN")
        if said:
            with pytest.raises(DatabaseError, match=said):
                connection.execute(ENTRY, row)
        else:
            connection.execute(ENTRY, row)
            # Once: a second one is refused, whoever signs.
            second = json.dumps({**json.loads(row[2]), "number": number + 2})
            with pytest.raises(DatabaseError, match="a key of its person"):
                connection.execute(ENTRY, (number + 2, "00" * 64, second))
        connection.rollback()


def seen_at_the_end(work: RegisterWork) -> str:
    """What the look at the end of the ledger says, as at each opening."""
    check, wrong = TailCheck(holds), None
    while not check.is_finished:
        wrong = check.step(work)
    return "" if wrong is None else str(wrong)


def test_the_look_at_the_end_finds_it_sound_and_finds_another_entry_signed_so(sheet: Sheet) -> None:
    sheet.recovery.recover(sheet.code, "sato", NEW)
    signing = sheet.office.another_keyring("sato", NEW).seals_of(sheet.path).open_by_code(sheet.code).signing
    with sheet.office.open("sato", NEW) as (sato, _seals):
        assert seen_at_the_end(sato.work) == ""
        assert sato.work.claim()
        connection = sato.work.register.database.conn
        for (name,) in connection.execute(TRIGGERS).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        (stored,) = sato.work.events.stored_after(sato.work.events.count() - 1, 1)
        last = read_entry(stored.entry.encode())
        before = entry_hash(bytes.fromhex(stored.signature), stored.entry.encode()).hex()
        forged = entry_bytes(last._replace(number=last.number + 1, act="role_given", before=before))
        connection.execute(ENTRY, (last.number + 1, signing.sign(forged).hex(), forged.decode()))
        connection.commit()
        assert f"{last.key} is not the signing key that sato had by then" in seen_at_the_end(sato.work)


def test_no_entry_is_signed_by_a_sheet_that_was_not_typed_back_or_is_not_the_last(sheet: Sheet) -> None:
    with sheet.office.open() as (sato, seals):
        make_recovery_sheet(sato, seals)
        connection = sato.work.register.database.conn
        number, last = connection.execute("SELECT number, entry FROM entries ORDER BY number DESC").fetchone()
        for (key,) in connection.execute("SELECT public_key FROM recovery_signing_keys").fetchall():
            made = {"number": number + 1, "act": "key_changed", "key": key, "body": {"account": "sato"}}
            connection.execute("BEGIN")
            with pytest.raises(DatabaseError, match="a key of its person"):
                connection.execute(ENTRY, (number + 1, "00" * 64, json.dumps({**json.loads(last), **made})))
            connection.rollback()


def test_ended_between_seals_and_entry_the_code_opens_it_again(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    seals = sheet.held()[1]
    with monkeypatch.context() as patch:
        patch.setattr(RegisterWork, "commit", ended)
        with pytest.raises(KeyboardInterrupt):
            sheet.recovery.recover(sheet.code, "sato", "never to count")
    assert sheet.held()[1] != seals, "it ended after the seals"
    for passphrase in (PASSPHRASE, "never to count"):
        sheet.path.with_suffix(".attempts").unlink(missing_ok=True)
        with pytest.raises(Mendable, match=r"not right|knows other keys"), sheet.office.open("sato", passphrase):
            pass
    sheet.recovery.recover(sheet.code, "sato", NEW)
    assert sheet.exchange() is None
    with sheet.office.open("sato", NEW) as (sato, _seals):
        assert sato.kinds_of_register_events().count("key_changed") == 1


@pytest.mark.parametrize("step", ["sealed", "committed", "encrypted"])
def test_an_exchange_of_the_file_key_that_was_interrupted_is_ended_by_the_code(
    sheet: Sheet, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(reached: str) -> None:
        if reached == step:
            raise KeyboardInterrupt

    keyring = sheet.office.another_keyring("sato", PASSPHRASE)
    with opened(sheet.path, CLOCK, is_claimed=False, keyring=keyring) as work:
        last = work.recovery_sheets.last()
        assert last is not None
        known = register_seals.Known(work.people.halves(), last.key)
    opening = keyring.opening(sheet.path)
    assert opening is not None
    # Nothing is tidied up where the process is killed.
    monkeypatch.setattr(register_seals.RegisterSeals, "settle", lambda *_: None)
    with pytest.raises(KeyboardInterrupt):
        exchange_file_key(opening.seals, opening.file_key, known, holder(CLOCK), os.urandom, reached=ended)
    monkeypatch.undo()
    assert len(parsed(sheet.held()[1], sheet.path).file_keys) == 2
    sheet.recovery.recover(sheet.code, "sato", NEW)
    with sheet.office.open("sato", NEW), sheet.office.open("mori", MORIS):
        pass


def test_while_somebody_has_it_open_and_after_somebody_was_let_in_nothing_is_undone(sheet: Sheet) -> None:
    with opened(sheet.path, CLOCK, keyring=recovering._CodeRing(sheet.code)) as work:
        assert work.claim()
        seals = sheet.held()[1]
        with pytest.raises(Mendable, match="has had the register open for writing"):
            Recovery(sheet.path).recover(sheet.code, "sato", "of the one who came second")
        assert sheet.held()[1] == seals
    # Two typed the code; the other was quicker. Whose passphrase is sealed now stays so.
    assert sheet.recovery.administrators(sheet.code)
    Recovery(sheet.path).recover(sheet.code, "sato", NEW)
    assert "was used already" in refused(sheet, passphrase="of the one who came second")
    with sheet.office.open("sato", NEW):
        pass


def test_a_code_that_is_used_twice_at_one_opening_leaves_the_seals_alone(sheet: Sheet) -> None:
    """The register would refuse the entry, but only after the seals were written: nobody could open it then."""
    keyring = recovering._CodeRing(sheet.code)
    with opened(sheet.path, CLOCK, keyring=keyring) as work:
        seals, sato = keyring.open_seals(sheet.path), Acting(work, CLOCK, work.people.get("sato"), a_shelf())
        assert seals is not None
        recover(sato, seals, code=sheet.code, passphrase=NEW)
        before = sheet.held()[1]
        with pytest.raises(Mendable, match="was used already"):
            recover(sato, seals, code=sheet.code, passphrase="of the one who came second")
        assert sheet.held()[1] == before
    with sheet.office.open("sato", NEW):
        pass


def test_a_copy_of_before_opens_by_its_own_seals(sheet: Sheet, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    copy = sheet.moved_to(tmp_path / "copy")
    sheet.recovery.recover(sheet.code, "sato", NEW)
    assert sheet.exchange() is None
    with copy.office.open("sato", PASSPHRASE):
        pass
    copy.recovery.recover(copy.code, "sato", "another one for the copy")
    with copy.office.open("sato", "another one for the copy"):
        pass
    with sheet.office.open("sato", NEW):
        pass


def test_the_sheet_of_seals_that_the_register_does_not_know_lets_nobody_in(sheet: Sheet) -> None:
    keyring = Keyring(lambda _: Typed("sato", PASSPHRASE))
    with opened(sheet.path, CLOCK, keyring=keyring):
        seals = keyring.open_seals(sheet.path)
        assert seals is not None
        code, _halves = seals.make_sheet()
    assert "not the one that the register knows" in refused(sheet, code)


def test_a_register_of_an_earlier_version_is_left_as_it_is(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.register.migrations.latest_version", lambda _folder: 10_000)
    assert "was written last by an earlier version" in refused(sheet)
    assert [each.name for each in sheet.path.parent.glob("*version*")] == []
