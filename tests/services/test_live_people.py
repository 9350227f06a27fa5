"""Who is let into a live register, who is let in again, and what has to stand before it takes a case."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap.composition import holder, opened, training_people
from app.bootstrap.live import exchange_if_due
from app.domain.errors import Mendable
from app.domain.law.texts import Text
from app.domain.register.cases import DocumentKind, DocumentParticulars
from app.domain.register.people import NewPerson, Role, RoleHeld
from app.services.duplicating import Taken, duplicate_case
from app.services.filing import file_worked_cases
from app.services.staffing import (
    add_person,
    change_passphrase,
    confirm_recovery_sheet,
    end_role,
    give_new_keys,
    give_role,
    leave,
    make_recovery_sheet,
    set_training_day,
)
from app.storage.keys import register_seals
from app.storage.law.scenario_shelf import worked_cases
from app.storage.register.sqlite import DatabaseError
from tests.builders import WORKED_CASES, Official, a_register_file, case_particulars
from tests.builders import opened as opened_training
from tests.live_office import CLOCK, MORIS, PASSPHRASE, LiveOffice, mori
from tests.storage.keys.conftest import least

ENTRY = "INSERT INTO entries (number, signature, entry) VALUES (?, ?, ?)"
SIGNING_KEY = (
    "INSERT INTO signing_keys (person_id, register, public_key, added_at, added_by)"
    " VALUES (1, ?, ?, '2026-11-01T00:00:00.000000Z', 'x')"
)
TRAINING_DAY = (
    "INSERT INTO training_days (day, set_at, set_by) VALUES ('2026-11-01', '2026-11-01T00:00:00.000000Z', 'x')"
)
RECOVERY_SHEET = (
    "INSERT INTO recovery_sheets (public_key, made_at, made_by) VALUES (?, '2026-11-01T00:00:00.000000Z', 'x')"
)


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    """A live register that Sato has just made."""
    monkeypatch.setattr(register_seals, "new_derivation", least)
    monkeypatch.setattr("app.bootstrap.keyring.log_wrong_passphrase", lambda _account, _count: None)
    return LiveOffice(tmp_path)


def as_officer(sato: Official) -> Official:
    """Sato takes on the role without which nobody opens a case."""
    give_role(sato, account="sato", held=RoleHeld(Role.OFFICER, CLOCK.today()))
    return sato._replace(person=sato.work.people.get("sato"))


def case_row(sato: Official) -> None:
    """Put a case into the table by hand, past the use case."""
    with sato.work:
        sato.work.cases.add(case_particulars(number="2026-0999"), CLOCK.now(), "sato")


def test_it_takes_no_case_until_there_is_a_way_back(live: LiveOffice) -> None:
    with live.open() as (acting, seals):
        sato = as_officer(acting)
        with pytest.raises(Mendable, match=r"^This register takes no case yet") as refusal:
            sato.a_case()
        assert refusal.value.params["code"] == "no_way_back"
        with pytest.raises((Mendable, DatabaseError), match="no_way_back"):
            case_row(sato)
        code = make_recovery_sheet(sato, seals)
        with pytest.raises(Mendable, match="takes no case yet"):
            sato.a_case()
        with pytest.raises((Mendable, DatabaseError), match="no_way_back"):
            case_row(sato)
        with pytest.raises(Mendable, match="is mistyped"):
            confirm_recovery_sheet(sato, seals, code=code[:-1] + ("0" if code[-1] != "0" else "1"))
        confirm_recovery_sheet(sato, seals, code=code.lower().replace("-", " "))
        first = sato.a_case()
        # A newer sheet takes the place of the one that lies in the safe: it is typed back again.
        make_recovery_sheet(sato, seals)
        with pytest.raises(Mendable, match="takes no case yet"):
            duplicate_case(sato, case_id=first.id, particulars=case_particulars(number="2026-0002"), taken=Taken.LINES)
        with pytest.raises((Mendable, DatabaseError), match="no_way_back"):
            case_row(sato)
        assert sato.kinds_of_register_events()[-3:] == [
            "recovery_sheet_made", "recovery_sheet_confirmed", "recovery_sheet_made",
        ]  # fmt: skip


def test_a_second_administrator_is_a_way_back_for_as_long_as_there_is_one(live: LiveOffice) -> None:
    with live.open() as (acting, seals):
        sato = as_officer(acting)
        add_person(sato, person=mori(Role.OFFICER), seals=seals, passphrase=MORIS)
        with pytest.raises(Mendable, match="takes no case yet"):
            sato.a_case()
        give_role(sato, account="mori", held=RoleHeld(Role.ADMINISTRATOR, CLOCK.today()))
        sato.a_case()
        yesterday = CLOCK.today() - timedelta(days=1)
        end_role(sato, account="mori", role=Role.ADMINISTRATOR, until=yesterday)
        with pytest.raises(Mendable, match="takes no case yet"):
            sato.a_case()
        with pytest.raises((Mendable, DatabaseError), match="no_way_back"):
            case_row(sato)


def test_who_is_let_in_opens_it_by_an_own_passphrase_and_signs_by_an_own_key(live: LiveOffice) -> None:
    with live.open() as (sato, seals):
        event = add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
    with live.open("mori", MORIS) as (acting, _seals):
        case = acting.a_case()
        (entry,) = acting.work.register.rows("SELECT entry FROM entries ORDER BY number DESC LIMIT 1")
        told = json.loads(entry["entry"])
        assert (told["person"], told["key"], told["case"]) == ("mori", event.key, case.id)
        with pytest.raises(LookupError, match="no signing key of sato"):
            as_officer(acting._replace(person=acting.work.people.get("sato")))


def test_a_passphrase_that_is_not_taken_lets_nobody_in(live: LiveOffice) -> None:
    before = live.path.with_suffix(".keys").read_bytes()
    with live.open() as (sato, seals):
        with pytest.raises(Mendable, match="at least 12 characters"):
            add_person(sato, person=mori(), seals=seals, passphrase="short")
        with pytest.raises(Mendable, match="is taken"):
            add_person(sato, person=mori()._replace(account="sato"), seals=seals, passphrase=MORIS)
        assert len(sato.work.people.all()) == 1
    assert live.path.with_suffix(".keys").read_bytes() == before


def test_what_was_interrupted_is_done_again(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seal comes first: ended between it and the register, it lets nobody in, and the same act mends it."""

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with live.open() as (sato, seals), monkeypatch.context() as patch:
        patch.setattr(type(sato.work), "commit", ended)
        with pytest.raises(KeyboardInterrupt):
            add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
    with pytest.raises(Mendable, match=r"^The register knows other keys of mori"), live.open("mori", MORIS):
        pass
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
        code = make_recovery_sheet(sato, seals)
        with monkeypatch.context() as patch:
            patch.setattr(type(sato.work), "commit", ended)
            with pytest.raises(KeyboardInterrupt):
                give_new_keys(sato, seals, account="mori", code=code, passphrase="another passphrase")
            with pytest.raises(KeyboardInterrupt):
                make_recovery_sheet(sato, seals)
        with pytest.raises(Mendable, match=r"not the one that the register knows|took its place"):
            give_new_keys(sato, seals, account="mori", code=code, passphrase="another passphrase")
        code = make_recovery_sheet(sato, seals)
        give_new_keys(sato, seals, account="mori", code=code, passphrase="another passphrase")
    with live.open("mori", "another passphrase") as (acting, _seals):
        acting.a_case()


def test_a_lost_passphrase_is_mended_by_another_administrator_with_the_code(live: LiveOffice) -> None:
    with live.open() as (sato, seals):
        before = add_person(sato, person=mori(), seals=seals, passphrase=MORIS).key
        code = make_recovery_sheet(sato, seals)
        with pytest.raises(Mendable, match="Nobody gives themselves new keys"):
            give_new_keys(sato, seals, account="sato", code=code, passphrase="another passphrase")
        event = give_new_keys(sato, seals, account="mori", code=code, passphrase="another passphrase")
        assert (event.before, event.key != before) == ((before,), True)
    with pytest.raises(Mendable, match="not right"), live.open("mori", MORIS):
        pass
    live.path.with_suffix(".attempts").unlink()
    with live.open("mori", "another passphrase") as (acting, _seals):
        acting.a_case()


def test_who_has_left_opens_it_no_more_and_the_file_key_is_another(live: LiveOffice) -> None:
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
        make_recovery_sheet(sato, seals)
    with live.open("mori", MORIS) as (acting, _seals):
        acting.a_case(number="2026-0007")
    old = live.path.read_bytes()
    with live.open() as (sato, _seals):
        leave(sato, account="mori", note="")
        # While it is open the file key can't be exchanged; it is as soon as it is opened anew.
        assert exchange_if_due(live.path, live.another_keyring(), lambda: holder(CLOCK)) is not None
    with pytest.raises(Mendable, match="mori has left this register"), live.open("mori", MORIS):
        pass
    assert exchange_if_due(live.path, live.another_keyring(), lambda: holder(CLOCK)) is None
    assert b"mori" not in live.path.with_suffix(".keys").read_bytes()
    assert live.path.read_bytes()[:4096] != old[:4096]
    with pytest.raises(Mendable, match="not right"), live.open("mori", MORIS):
        pass
    with live.open() as (sato, seals):
        assert sato.work.cases.of_number("2026-0007") is not None
        # Nothing more is due.
        keys = live.path.with_suffix(".keys").read_bytes()
    assert exchange_if_due(live.path, live.another_keyring(), lambda: holder(CLOCK)) is None
    assert live.path.with_suffix(".keys").read_bytes() == keys


def test_an_own_passphrase_is_changed_by_who_knows_it_on_record(live: LiveOffice) -> None:
    def acts(sato: Official) -> list[str]:
        rows = sato.work.register.rows("SELECT act FROM entries ORDER BY number")
        return [row["act"] for row in rows]

    with live.open() as (sato, seals):
        with pytest.raises(Mendable, match="not right"):
            change_passphrase(sato, seals, old="a wrong passphrase", new="eight wooden bridges")
        with pytest.raises(Mendable, match=r"^The passphrase was wrong before\. Seconds to wait"):
            change_passphrase(sato, seals, old=PASSPHRASE, new="eight wooden bridges")
        live.path.with_suffix(".attempts").unlink()
        with pytest.raises(Mendable, match="at least 12 characters"):
            change_passphrase(sato, seals, old=PASSPHRASE, new="short")
        assert "passphrase_changed" not in acts(sato)
        change_passphrase(sato, seals, old=PASSPHRASE, new="eight wooden bridges")
        assert acts(sato)[-1] == "passphrase_changed"
    with live.open("sato", "eight wooden bridges") as (sato, _seals):
        assert sato.by == "sato"
    with pytest.raises(Mendable, match="not right"), live.open():
        pass


def test_a_letting_in_that_was_interrupted_and_never_repeated_keeps_no_file_key(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    gone = NewPerson("ogawa", Text("小川", "Ogawa"), (Role.OFFICER,), CLOCK.today())
    with live.open() as (sato, seals):
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
        add_person(sato, person=gone, seals=seals, passphrase="a third passphrase")
        late = gone._replace(account="late")
        with monkeypatch.context() as patch:
            patch.setattr(type(sato.work), "commit", ended)
            with pytest.raises(KeyboardInterrupt):
                add_person(sato, person=late, seals=seals, passphrase="another passphrase")
        leave(sato, account="ogawa")
        # Somebody who has it open may be about to let them in.
        assert exchange_if_due(live.path, live.another_keyring(), lambda: holder(CLOCK)) is not None
    before = live.path.read_bytes()[:4096]
    assert exchange_if_due(live.path, live.another_keyring(), lambda: holder(CLOCK)) is None
    assert live.path.read_bytes()[:4096] != before
    told = live.path.with_suffix(".keys").read_text(encoding="utf-8")
    assert [account in told for account in ("sato", "mori", "ogawa", "late")] == [True, True, False, False]
    with live.open("mori", MORIS) as (acting, seals):
        add_person(acting, person=late, seals=seals, passphrase="another passphrase")


def test_a_live_register_has_no_trainer(live: LiveOffice) -> None:
    with live.open() as (sato, seals):
        with pytest.raises(Mendable, match="is for training registers"):
            add_person(sato, person=mori(Role.TRAINER), seals=seals, passphrase=MORIS)
        held = RoleHeld(Role.TRAINER, CLOCK.today())
        with pytest.raises(Mendable, match="is for training registers"):
            give_role(sato, account="sato", held=held)
        with pytest.raises((Mendable, DatabaseError), match="only a training register has trainers"), sato.work:
            sato.work.people.give_role("sato", held, CLOCK.now(), "sato")


# -- nothing passes from one to the other


def test_a_live_register_takes_nothing_of_a_training_register(live: LiveOffice, tmp_path: Path) -> None:
    training = a_register_file(tmp_path)
    with opened_training(training) as work:
        entry = work.register.row("SELECT signature, entry FROM entries ORDER BY number LIMIT 1")
        key = work.register.row("SELECT public_key, register FROM signing_keys LIMIT 1")
        assert entry is not None
        assert key is not None
    with live.open() as (acting, seals):
        sato = as_officer(acting)
        add_person(sato, person=mori(), seals=seals, passphrase=MORIS)
        with pytest.raises(Mendable, match="only a training register takes them"):
            file_worked_cases(
                sato,
                worked_cases=worked_cases(WORKED_CASES),
                language="ja",
                assumption=DocumentParticulars(DocumentKind.OTHER, "x"),
            )
        with pytest.raises(Mendable, match="Only a training register"):
            set_training_day(sato, day=CLOCK.today())
        with pytest.raises(ValueError, match="needs seals"):
            add_person(sato, person=mori()._replace(account="ueda"))
        execute = sato.work.register.database.conn.execute
        number = sato.work.events.count() + 1
        forged = json.dumps({**json.loads(entry["entry"]), "number": number})
        signed = {"person": "sato", "key": sato.work.people.halves()["sato"].signing, "act": "worked_case_filed"}
        own = json.dumps({**json.loads(forged), "register": sato.work.register.uuid, **signed})
        for sql, values, said in (
            (ENTRY, (number, entry["signature"], forged), "its own register|no_role|a key of its person"),
            (ENTRY, (number, entry["signature"], own), "only a training register takes worked cases"),
            (SIGNING_KEY, (key["register"], key["public_key"]), "belongs to its own register"),
            ("INSERT INTO open_keys (signing_key_id, seed) VALUES (1, ?)", ("11" * 32,), "only in a training register"),
            (TRAINING_DAY, (), "only a training register has a day"),
            ("UPDATE register SET kind = 'training'", (), "never changed"),
        ):  # fmt: skip
            with pytest.raises(DatabaseError, match=said):
                execute(sql, values)


def test_a_training_register_takes_nothing_of_a_live_one(live: LiveOffice, tmp_path: Path) -> None:
    with live.open() as (sato, seals):
        make_recovery_sheet(sato, seals)
        entry = sato.work.register.row("SELECT signature, entry FROM entries ORDER BY number DESC LIMIT 1")
        key = sato.work.register.row("SELECT public_key, register FROM signing_keys LIMIT 1")
        sheet = sato.work.recovery_sheets.last()
        assert sheet is not None
        assert entry is not None
        assert key is not None
    training = a_register_file(tmp_path)
    with opened_training(training) as work:
        work.claim()
        execute = work.register.database.conn.execute
        number = work.events.count() + 1
        forged = json.dumps({**json.loads(entry["entry"]), "number": number})
        for sql, values, said in (
            (ENTRY, (number, entry["signature"], forged), "its own register|no_role|a key of its person"),
            (SIGNING_KEY, (key["register"], key["public_key"]), "belongs to its own register"),
            ("INSERT INTO sealing_keys (signing_key_id, public_key) VALUES (1, ?)", (sheet.key,), "only a live reg"),
            (RECOVERY_SHEET, (sheet.key,), "only a live register"),
            ("UPDATE register SET kind = 'live'", (), "never changed"),
        ):  # fmt: skip
            with pytest.raises(DatabaseError, match=said):
                execute(sql, values)


def test_the_people_of_a_training_register_are_no_people_of_a_live_one(live: LiveOffice) -> None:
    accounts = {person.account for person in training_people()}
    with opened(live.path, CLOCK, keyring=live.keyring) as work:
        assert accounts.isdisjoint(person.account for person in work.people.all())
