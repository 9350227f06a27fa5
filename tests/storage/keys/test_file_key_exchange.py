"""The file key is exchanged for another: whenever it ends, the register opens by its seals and holds what it held."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.storage.keys.file_key_exchange import exchange_file_key, settle_interrupted
from app.storage.register.connections import KeyDoesNotFit, beside, connect
from app.storage.register.copying import digests
from app.storage.register.database import open_register
from app.storage.register.file_key import FileKey
from app.storage.register.soundness import damage_of
from tests.builders import LONG_AGO, ME, MIGRATIONS, ROOT, an_official, opened
from tests.conftest import HowMany
from tests.fakes import TickingClock
from tests.storage.keys.office import CANARY, MORI, NAMES, OTHER_HALVES, PASSPHRASES, SATO, Office

STEPS = ("sealed", "brought in", "committed", "in the file", "encrypted", "settled")

EXCHANGER = Path(__file__).with_name("exchanger.py")


def exchanged(
    office: Office, without: str | None = None, reached: Callable[[str], None] = lambda _step: None
) -> FileKey:
    """The register gets another file key, nobody having it open."""
    known, chance = office.known, office.chance
    return exchange_file_key(office.seals, office.file_key, known, ME, chance, without=without, reached=reached)


@pytest.mark.parametrize("step", [*STEPS, ""])
def test_a_sheet_that_was_used_opens_nothing_whenever_it_ends(office: Office, step: str) -> None:
    def end(reached: str) -> None:
        if reached == step:
            raise KeyboardInterrupt

    def exchange(reached: Callable[[str], None] = lambda _step: None) -> FileKey:
        old = office.seals.fitting(office.unlocked(SATO).file_keys)
        return exchange_file_key(office.seals, old, office.known, ME, office.chance, for_sheet=False, reached=reached)

    with suppress(KeyboardInterrupt):
        exchange(end)
    assert office.cases() == [CANARY]
    assert office.cases(*office.unlocked(MORI).file_keys) == [CANARY]
    if office.seals.read().sheet is None:
        with pytest.raises(Mendable, match="No recovery code opens this register"):
            office.seals.open_by_code(office.code)
    else:
        # It ended early, and is begun anew.
        assert step not in ("settled", "")
        exchange()
    assert office.seals.read().sheet is None
    assert office.cases() == [CANARY]


def exchanging(office: Office, without: str | None, step: str, *room: int) -> "subprocess.Popen[str]":
    """The same in another process, which ends at a step, or has no more room for a file."""
    told = json.dumps({"people": office.people, "sheet": office.sheet, "without": without})
    command = [
        sys.executable,
        str(EXCHANGER),
        str(office.path),
        office.file_key.octets.hex(),
        told,
        step,
        *map(str, room),
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def content(path: Path, key: FileKey) -> dict[str, str]:
    """All that a register holds."""
    with closing(connect(path, "ro", key)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert damage_of(path, lambda _share: None, key) is None
        return digests(connection)


def test_who_stays_opens_it_and_who_left_does_not(office: Office) -> None:
    before, seals_before = content(office.path, office.file_key), office.seals.path.read_bytes()
    new = exchanged(office, without=MORI)
    assert new.octets != office.file_key.octets
    assert content(office.path, new) == before
    (sato,) = office.unlocked(SATO).file_keys
    assert sato.octets == new.octets
    (by_code,) = office.seals.open_by_code(office.code).file_keys
    assert by_code.octets == new.octets
    with pytest.raises(Mendable, match="The account or the passphrase is not right"):
        office.unlocked(MORI)
    # Who left has kept the former seals.
    office.seals.path.write_bytes(seals_before)
    office.clock.go_on(60)
    with pytest.raises(KeyDoesNotFit):
        office.seals.fitting(office.unlocked(MORI).file_keys)


def test_nothing_of_the_old_key_is_left_in_the_file(office: Office) -> None:
    pages = {office.path.read_bytes()[at : at + 4096] for at in range(0, office.path.stat().st_size, 4096)}
    exchanged(office)
    file = office.path.read_bytes()
    assert len(file) == 4096 * len(pages)
    assert not pages & {file[at : at + 4096] for at in range(0, len(file), 4096)}
    assert not beside(office.path, "-wal").exists()


def test_what_lies_beside_the_register_comes_along(office: Office) -> None:
    """A process was ended after it had saved; its last changes were never brought into the file."""
    ended = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from app.storage.register.file_key import FileKey
from app.storage.register.soundness import damage_of
from tests.builders import an_official, opened
from tests.fakes import TickingClock
with opened(Path(sys.argv[1]), file_key=FileKey(bytes.fromhex(sys.argv[2]))) as work:
    an_official(work, TickingClock()).a_case(number="last")
    os._exit(0)
"""
    subprocess.run([sys.executable, "-c", ended, office.path, office.file_key.octets.hex()], check=True, timeout=60)
    assert beside(office.path, "-wal").stat().st_size > 4096
    assert office.cases(exchanged(office)) == ["last", CANARY]


def test_last_changes_in_the_old_key_that_are_put_beside_it_are_not_taken_for_its_own(
    office: Office, tmp_path: Path
) -> None:
    """As when a synchronised folder brings them late."""
    with opened(office.path, file_key=office.file_key) as work:
        # So much that the file grows, and its first page is among them.
        an_official(work, TickingClock()).a_case(number="old", title="x" * 9_000)
        old = beside(office.path, "-wal").read_bytes()
    new = exchanged(office)
    beside(office.path, "-wal").write_bytes(old)
    with pytest.raises(Mendable, match="does not belong to the register as it is now"):
        open_register(office.path, MIGRATIONS, lambda: ME, LONG_AGO, file_key=new)
    beside(office.path, "-wal").unlink()
    assert office.cases(new) == ["old", CANARY]


@pytest.mark.parametrize("step", STEPS)
def test_ended_at_any_step_it_opens_holds_the_same_and_can_be_done_again(office: Office, step: str) -> None:
    before = content(office.path, office.file_key)

    child = exchanging(office, MORI, step)
    child.communicate(timeout=60)
    assert child.returncode == 7
    is_new = step not in ("sealed", "brought in")
    keys = office.unlocked(SATO).file_keys
    key = office.seals.fitting(keys)
    assert (key.octets == office.file_key.octets) != is_new
    assert content(office.path, key) == before
    if not is_new:
        assert office.cases(*office.unlocked(MORI).file_keys) == [CANARY]
    elif step != "settled":
        # Not let in any more, although the old seals still stand there.
        with pytest.raises(KeyDoesNotFit):
            office.seals.fitting(office.unlocked(MORI).file_keys)
    assert office.cases(*office.seals.open_by_code(office.code).file_keys) == [CANARY]
    settle_interrupted(office.seals, key, ME)
    assert office.seals.read().file_keys == (key.fingerprint,)
    assert [person.account for person in office.seals.read().people] == ([SATO] if is_new else [SATO, MORI])
    office.file_key = key
    if is_new:
        del office.people[MORI]
    assert content(office.path, exchanged(office)) == before


def test_an_interrupted_exchange_is_begun_anew_as_it_was_left(office: Office) -> None:
    """With the seals of both keys, and those of a third that takes their place."""
    before = content(office.path, office.file_key)
    for step in ("sealed", "brought in"):
        exchanging(office, MORI, step).communicate(timeout=60)
    assert len(office.seals.read().file_keys) == 2
    new = exchanged(office)
    assert office.seals.read().file_keys == (new.fingerprint,)
    assert content(office.path, office.seals.fitting(office.unlocked(MORI).file_keys)) == before


def test_an_interrupted_exchange_is_settled_only_by_who_has_it_alone(office: Office) -> None:
    """Another process opens it in the middle: if that dropped the new seals, nobody could open it afterwards."""
    seen = []

    def look(reached: str) -> None:
        keys = office.unlocked(SATO).file_keys
        if reached in ("sealed", "encrypted"):
            seen.append(key := office.another_window().fitting(keys))
            settle_interrupted(office.another_window(), key, ME)
            assert len(office.seals.read().file_keys) == 2

    new = exchanged(office, reached=look)
    assert [key.octets for key in seen] == [office.file_key.octets, new.octets]
    assert office.cases() == [CANARY]


def test_nobody_is_let_in_while_the_key_is_exchanged(office: Office) -> None:
    refusals = []

    def meanwhile(reached: str) -> None:
        if reached == "sealed":
            with pytest.raises(Mendable, match="is just being exchanged") as refusal:
                office.another_window().add(office.file_key, "ueda", NAMES, "a third passphrase")
            refusals.append(refusal)
            with pytest.raises(Mendable, match="is just being exchanged") as refusal:
                office.another_window().make_sheet(office.file_key)
            refusals.append(refusal)
            office.another_window().change_passphrase(MORI, PASSPHRASES[MORI], "changed in between")

    exchanged(office, reached=meanwhile)
    assert len(refusals) == 2
    assert office.cases(*office.seals.open(MORI, "changed in between").file_keys) == [CANARY]


def test_it_is_refused_while_somebody_has_it_open(office: Office) -> None:
    before = office.seals.path.read_bytes()
    for is_claimed in (True, False):
        with (
            opened(office.path, file_key=office.file_key, is_claimed=is_claimed),
            pytest.raises(Mendable, match=r"is using|can't be exchanged while"),
        ):
            exchanged(office)
        assert office.seals.read().file_keys == (office.file_key.fingerprint,)
    assert office.seals.path.read_bytes() == before
    assert office.cases() == [CANARY]


def test_no_new_key_is_sealed_to_public_halves_that_somebody_put_there(office: Office) -> None:
    before = office.path.read_bytes()
    office.people[MORI] = OTHER_HALVES
    with pytest.raises(Mendable, match=r"the keys of mori.k differ"):
        exchanged(office)
    # It is no matter for who leaves.
    assert office.path.read_bytes() == before
    exchanged(office, without=MORI)


def test_the_last_one_does_not_leave(office: Office) -> None:
    office.file_key = exchanged(office, without=MORI)
    del office.people[MORI]
    with pytest.raises(Mendable, match="sato is the only one whose passphrase opens the register"):
        exchanged(office, without=SATO)
    assert office.cases() == [CANARY]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_a_disk_without_room_for_it_leaves_the_old_key(office: Office, share: float) -> None:
    before = content(office.path, office.file_key)
    child = exchanging(office, MORI, "", max(40_000, int(office.path.stat().st_size * share)))
    assert "could not be encrypted by another file key" in child.communicate(timeout=60)[0]
    assert office.seals.read().file_keys == (office.file_key.fingerprint,)
    assert content(office.path, office.seals.fitting(office.unlocked(MORI).file_keys)) == before


def test_killed_at_random_moments_it_opens_and_holds_the_same(office: Office, how_many: HowMany) -> None:
    with opened(office.path, file_key=office.file_key) as work:
        official = an_official(work, TickingClock())
        for number in range(5):
            official.a_case(number=f"2026-{number}")
    before = content(office.path, office.file_key)
    chance = random.Random(20261130)  # noqa: S311 - moments to end a process at, not a secret
    started = time.perf_counter()
    office.file_key = exchanged(office)
    takes = time.perf_counter() - started
    for _ in range(how_many(12, long=200)):
        child = exchanging(office, None, "")
        assert child.stdout is not None
        assert child.stdout.readline() == "begins\n"
        time.sleep(chance.uniform(0, 1.5 * takes))
        child.kill()
        child.communicate(timeout=60)
        keys = office.unlocked(SATO).file_keys
        key = office.seals.fitting(keys)
        # As the program opens it, what lies beside it included.
        open_register(office.path, MIGRATIONS, lambda: ME, LONG_AGO, file_key=key).close()
        assert content(office.path, key) == before
        settle_interrupted(office.seals, key, ME)
        office.file_key = key
