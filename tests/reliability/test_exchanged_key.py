"""The file key is exchanged, and the process ends or a call of the system fails: one of two keys opens the register."""

import errno
import random
import shutil
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.storage.keys import register_seals
from app.storage.keys.file_key_exchange import exchange_file_key, settle_interrupted
from app.storage.register.file_key import FileKey
from app.storage.register.soundness import damage_of
from tests.builders import ME, an_official, opened
from tests.conftest import HowMany
from tests.fakes import TickingClock
from tests.reliability.desk import content
from tests.reliability.system_calls import Call, looked_at, needs_linux, the_library
from tests.storage.keys.conftest import least
from tests.storage.keys.office import MORI, NAMES, PASSPHRASES, SATO, Office

pytestmark = needs_linux


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Two people, a recovery sheet, and a register with some cases in it."""
    monkeypatch.setattr(register_seals, "new_derivation", least)
    (tmp_path / "office").mkdir()
    office = Office(tmp_path / "office")
    with opened(office.path, file_key=office.file_key) as work:
        official = an_official(work, TickingClock())
        for number in range(5):
            official.a_case(number=f"2026-{number}")
    return office


def exchange(office: Office) -> FileKey:
    """A person leaves."""
    return exchange_file_key(office.seals, office.file_key, office.known, ME, office.chance, without=MORI)


def assert_opens(office: Office, held: str) -> FileKey:
    """Who stays opens it by what stands beside it, and it holds what it held; by which key."""
    office.clock.go_on(3600)
    key = office.another_window().fitting(office.unlocked(SATO).file_keys)
    assert damage_of(office.path, lambda _share: None, key) is None
    assert content(office.path, key) == held
    settle_interrupted(office.another_window(), key, ME)
    assert office.seals.read().file_keys == (key.fingerprint,)
    assert content(office.path, office.another_window().fitting(office.unlocked(SATO).file_keys)) == held
    return key


def test_ended_before_any_system_call_it_opens_and_holds_the_same(
    office: Office, tmp_path: Path, how_many: HowMany
) -> None:
    """What a process leaves that is ended is what stands in the files at that moment: here they are copied."""
    held = content(office.path, office.file_key)
    calls: list[str] = []
    chance = random.Random(20261130)  # noqa: S311 - which moments are looked at, not a secret
    share = how_many(80, long=1_000) / 1_000

    def copied(call: Call) -> int:
        calls.append(call.name)
        if call.name != "read" and chance.random() < share:
            shutil.copytree(office.path.parent, tmp_path / f"{len(calls)}")
        return 0

    with looked_at(the_library(), office.path.parent, copied):
        new = exchange(office)
    moments = sorted((each for each in tmp_path.iterdir() if each.name != "office"), key=lambda each: int(each.name))
    assert len(moments) > 10
    keys = [assert_opens(office.standing_in(moment), held) for moment in moments]
    # First the one opens it, from some moment on the other.
    is_new = [key.octets == new.octets for key in keys]
    assert is_new == sorted(is_new)
    assert set(is_new) == {False, True}


@pytest.mark.parametrize("is_sticky", [False, True])
def test_where_any_system_call_fails_it_opens_and_holds_the_same(
    office: Office, how_many: HowMany, is_sticky: bool
) -> None:
    held = content(office.path, office.file_key)
    chance = random.Random(20261130)  # noqa: S311 - which call fails, not a secret
    ends = set()
    calls: list[Call] = []

    def passed(call: Call) -> int:
        calls.append(call)
        return 0

    with looked_at(the_library(), office.path.parent, passed):
        office.file_key = exchange_file_key(office.seals, office.file_key, office.known, ME, office.chance)
    for _ in range(how_many(12, long=500)):
        at, count = chance.randrange(1, len(calls)), 0

        def failing(_call: Call, at: int = at) -> int:
            nonlocal count
            count += 1
            return errno.EIO if count == at or (is_sticky and count > at) else 0

        with looked_at(the_library(), office.path.parent, failing):
            try:
                exchange(office)
            except Mendable:
                said = "refused"
            else:
                said = "done"
        key = assert_opens(office, held)
        ends.add((said, key.octets == office.file_key.octets))
        # What was said to be done is done.
        assert (said, key.octets == office.file_key.octets) != ("done", True)
        office.file_key = key
        if office.seals.read().person(MORI) is None:
            office.people[MORI] = office.seals.add(key, MORI, NAMES, PASSPHRASES[MORI])
    assert ("refused", True) in ends
