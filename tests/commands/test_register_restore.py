"""`sekisho register restore`: a copy takes the place of its register, and nothing that was there is lost."""

import io
import os
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

import pytest

from app.bootstrap import restoration
from app.bootstrap.composition import SystemClock
from app.bootstrap.restoration import Restoration
from app.domain.errors import Mendable
from app.domain.ledger.entry import entry_hash
from app.domain.ledger.tree import root_of
from app.domain.register.events import RegisterRestored
from app.domain.register.people import Role
from app.services.answering import give_answer
from app.services.determining import record_determination
from app.services.ports import CaseFilter
from app.services.staffing import end_role
from app.storage.register import restoring, sqlite
from tests.builders import ARMS_TAKEN_ALONG, an_official, opened
from tests.commands.conftest import Call
from tests.commands.test_register_new import number_of_cases
from tests.commands.test_wrong_calls import is_refused
from tests.fakes import TickingClock
from tests.storage.register.test_kept_copies import in_a_child


@pytest.fixture
def copy(register: Path, sekisho: Call, tmp_path: Path) -> Path:
    """A copy of the register; since then another case was opened in it, and the first was changed."""
    path = tmp_path / "copy.sekisho"
    with opened(register) as work:
        official = an_official(work, TickingClock())
        (case,) = work.case_list.page(CaseFilter())
        line_id = official.case(case.id).lines[0].id
        official.answer(line_id, ARMS_TAKEN_ALONG)
        record_determination(official, line_id=line_id)
    assert sekisho("register", "backup", register, path).status == 0
    with opened(register) as work:
        official = an_official(work, TickingClock())
        give_answer(official, line_id=line_id, fact="precedent", value="no")
        official.a_case({"weapon": "no"})
    return path


def names(folder: Path) -> list[str]:
    """What lies in a folder, without what reading a register leaves beside it."""
    return sorted(file.name for file in folder.iterdir() if not file.name.endswith(("-wal", "-shm")))


#: What nobody recorded.
FORGED = """
    DROP TRIGGER determinations_are_not_changed;
    UPDATE determinations SET outcome = 'refer';
"""


def kept_aside(register: Path) -> Path:
    """The register as it was before."""
    (aside,) = register.parent.glob("*.before-restoring.*.sekisho")
    return aside


def test_what_would_be_lost_is_said_in_numbers_and_in_words_before_it_is_asked(
    register: Path, copy: Path, sekisho: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("no\n"))
    before = register.read_bytes()
    said = sekisho("register", "restore", copy, register)
    assert said.status == 1
    assert f"{copy} is sound: every record in it was read." in said.out
    assert f"4 entries recorded in {register} since then are not in the copy" in said.out
    told = [line.strip() for line in said.out.splitlines() if line.startswith("  ")]
    assert [line.split(", ")[1:] for line in told] == [
        ["2026-0002", "Answer given", "Hanako Yamada"],
        ["2026-0002", "Request opened", "Hanako Yamada"],
        ["2026-0001", "State of the request changed", "Hanako Yamada"],  # a draft again
        ["2026-0001", "Answer given", "Hanako Yamada"],
    ]
    assert "2 requests were changed since: 2026-0001, 2026-0002" in said.out
    assert said.out.endswith("Nothing was changed.\n")
    assert register.read_bytes() == before
    assert names(register.parent) == ["training.sekisho"]


def test_once_it_is_wanted_it_is_in_place_and_what_stood_there_is_kept(
    register: Path, copy: Path, sekisho: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("YES\n"))
    said = sekisho("register", "restore", copy, register, "--language", "ja")
    assert said.status == 0, said
    assert number_of_cases(register) == 1
    assert number_of_cases(kept_aside(register)) == 2
    assert number_of_cases(copy) == 1, "the copy stays as it is"
    listed = sekisho("register", "copies", register).out
    assert "before a copy was restored" in listed
    assert str(kept_aside(register)) in listed
    with opened(register) as work:
        an_official(work, TickingClock()).a_case(ARMS_TAKEN_ALONG)
    assert sekisho("register", "check", register).status == 0
    # And back again.
    assert sekisho("register", "restore", kept_aside(register), register, "--yes").status == 0


def restored_entry(register: Path) -> RegisterRestored:
    """What the last entry of a register says, which has to be that it was restored."""
    with opened(register) as work:
        last = work.events.numbered(work.events.count())
        assert last.kind == "register_restored"
        assert last.by == "hanako"
        return RegisterRestored(**last.body)


def test_the_restored_register_says_what_it_replaced_and_the_two_are_told_apart(
    register: Path, copy: Path, sekisho: Call
) -> None:
    with opened(register) as work:
        leaves = [
            entry_hash(bytes.fromhex(signature), entry.encode())
            for signature, entry in work.register.every("SELECT signature, entry FROM entries ORDER BY number")
        ]
    assert sekisho("register", "restore", copy, register, "--yes").status == 0
    assert restored_entry(register) == RegisterRestored(len(leaves), root_of(leaves).hex())
    apart = sekisho("ledger", "compare", register, kept_aside(register))
    assert (apart.status, "Register restored from a copy" in apart.out) == (1, True)
    assert sekisho("ledger", "verify", register).status == 0


def test_only_who_keeps_the_records_restores(register: Path, copy: Path, sekisho: Call) -> None:
    before = register.read_bytes()
    for account, why in (("reviewer", "it is for"), ("nobody", "nobody has no account in")):
        with pytest.raises(Mendable, match=why):
            Restoration(copy, register, SystemClock(), account=account)
    with opened(copy) as work:
        official = an_official(work, TickingClock())
        for person in work.people.all():
            for role in {held.role for held in person.roles} & {Role.RECORDS_KEEPER}:
                end_role(official, account=person.account, role=role, until=date(2000, 1, 1))
    is_refused(
        sekisho("register", "restore", copy, register, "--yes"), "Hanako Yamada can't do this: it is for records"
    )
    assert register.read_bytes() == before
    assert names(register.parent) == ["training.sekisho"]


def test_on_a_clean_machine_a_copy_alone_is_enough(
    register: Path, copy: Path, sekisho: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there" / "anew.sekisho"
    there.parent.mkdir()
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "clean"))
    said = sekisho("register", "restore", copy, there, "--yes")
    assert (said.status, said.err) == (0, "")
    assert f"There is no register at {there} now." in said.out
    assert names(there.parent) == ["anew.sekisho"]
    assert restored_entry(there) == RegisterRestored(None, None)
    assert number_of_cases(there) == 1
    assert sekisho("register", "check", there).status == 0


def test_a_kept_copy_of_which_one_byte_is_another_is_refused(register: Path, sekisho: Call) -> None:
    assert sekisho("register", "backup", register).status == 0
    (kept,) = register.with_name("training.copies").glob("*.sekisho")
    content, before, chance = kept.read_bytes(), register.read_bytes(), Random(7)  # noqa: S311
    for at in chance.sample(range(len(content)), 60):
        flipped = bytearray(content)
        flipped[at] ^= 1 << chance.randrange(8)
        kept.write_bytes(flipped)
        is_refused(sekisho("register", "restore", kept, register, "--yes"), f"{kept} is damaged")
    assert register.read_bytes() == before
    assert names(register.parent) == ["training.copies", "training.sekisho"]


def test_a_copy_without_a_note_is_refused_where_something_in_it_is_not_as_it_should_be(
    register: Path, copy: Path, sekisho: Call
) -> None:
    with closing(sqlite.connect(copy)) as forger, forger:
        forger.executescript(FORGED)
    is_refused(
        sekisho("register", "restore", copy, register, "--yes"), f"{copy} is not put in the place of its register"
    )
    content = bytearray(copy.read_bytes())
    content[4096 * 3 :] = bytes(len(content) - 4096 * 3)
    copy.write_bytes(content)
    assert sekisho("register", "restore", copy, register, "--yes").status == 2
    assert number_of_cases(register) == 2
    assert names(register.parent) == ["training.sekisho"]


def test_a_copy_of_another_register_is_refused(register: Path, sekisho: Call, tmp_path: Path) -> None:
    other = tmp_path / "other.sekisho"
    assert sekisho("register", "new", other, "--empty").status == 0
    is_refused(sekisho("register", "restore", other, register, "--yes"), f"{other} is a copy of another register than")
    is_refused(sekisho("register", "restore", register, register, "--yes"), f"{register} is the register itself")
    is_refused(sekisho("register", "restore", tmp_path / "no.sekisho", register, "--yes"), "There is no copy at")
    assert names(register.parent) == ["training.sekisho"]


def test_a_damaged_register_is_kept_as_it_is_byte_by_byte(register: Path, copy: Path, sekisho: Call) -> None:
    broken = register.read_bytes()[:20_000]
    register.write_bytes(broken)
    rest = register.with_name("training.sekisho-wal")
    rest.write_bytes(b"of no use, but kept")
    said = sekisho("register", "restore", copy, register, "--yes")
    assert said.status == 0, said
    assert "What would be lost can't be told" in said.out
    aside = kept_aside(register)
    assert aside.read_bytes() == broken
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"of no use, but kept"
    assert not rest.exists()
    assert number_of_cases(register) == 1
    assert restored_entry(register) == RegisterRestored(None, None)


def test_a_register_that_is_open_elsewhere_is_left_alone(register: Path, copy: Path, sekisho: Call) -> None:
    with Restoration(copy, register, SystemClock()) as ready:
        ready.loss()
        child_reads, parent_reads = os.pipe(), os.pipe()
        child = os.fork()
        if child == 0:
            with opened(register) as work:
                an_official(work, TickingClock()).a_case()
                os.write(child_reads[1], b"x")
                os.read(parent_reads[0], 1)
            os._exit(0)
        os.read(child_reads[0], 1)
        with pytest.raises(Mendable, match="has had the register open for writing"):
            ready.put_in_place()
        os.write(parent_reads[1], b"x")
        os.waitpid(child, 0)
    assert number_of_cases(register) == 3
    assert names(register.parent) == ["training.sekisho"]


def test_a_copy_that_was_worked_in_says_so(register: Path, copy: Path, sekisho: Call) -> None:
    with opened(copy) as work:
        an_official(work, TickingClock()).a_case(title="Of the copy")
    with Restoration(copy, register, SystemClock()) as ready:
        loss = ready.loss()
    assert not isinstance(loss, Mendable)
    assert loss is not None
    assert (loss.events, loss.parted) == (4, 1)


def test_a_copy_of_an_earlier_version_is_brought_up_to_date_on_the_way(
    sekisho: Call, tmp_path: Path, register: Path
) -> None:
    earlier = tmp_path / "earlier.sekisho"
    here = Path(__file__).parents[1] / "storage" / "register" / "registers" / "version-9.sekisho"
    earlier.write_bytes(here.read_bytes())
    there = tmp_path / "there" / "training.sekisho"
    there.parent.mkdir()
    assert sekisho("register", "restore", earlier, there, "--yes").status == 0
    assert names(there.parent) == ["training.sekisho"]
    assert earlier.read_bytes() == here.read_bytes()
    assert number_of_cases(there) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_killed_at_any_step_the_register_opens_or_what_was_kept_of_it_does(register: Path, copy: Path) -> None:
    clock, content, step, killed = SystemClock(), register.read_bytes(), 1, 0
    for folder in (register, copy):
        folder.with_suffix(".keys").write_bytes(folder.name.encode())

    def restore() -> None:
        with Restoration(copy, register, clock) as ready:
            ready.loss()
            ready.put_in_place()

    while in_a_child(restore, step):
        killed += 1
        if number_of_cases(register) == 1:
            assert number_of_cases(kept_aside(register)) == 2
            assert restored_entry(register).size
            assert kept_aside(register).with_suffix(".keys").read_bytes() == b"training.sekisho"
            assert register.with_suffix(".keys").read_bytes() == b"copy.sekisho"
        else:
            assert number_of_cases(register) == 2, "all of what was there"
        for left in register.parent.glob("*"):
            if left.is_file():
                left.unlink()
        register.write_bytes(content)
        register.with_suffix(".keys").write_bytes(b"training.sekisho")
        step += 2
    assert killed > 25
    assert number_of_cases(register) == 1


def test_without_looking_at_the_copy_a_damaged_one_would_be_taken(
    register: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, sekisho: Call
) -> None:
    """The broken variant: so it is the looking that refuses it."""
    with closing(sqlite.connect(copy)) as forger, forger:
        forger.executescript(FORGED)
    monkeypatch.setattr(restoration, "check_register", lambda *_: iter(()))
    monkeypatch.setattr(restoring, "ensure_as_noted", lambda *_: None)
    assert sekisho("register", "restore", copy, register, "--yes").status == 0


def test_a_link_to_a_register_leads_to_it_still(register: Path, copy: Path, sekisho: Call, tmp_path: Path) -> None:
    link = tmp_path / "link.sekisho"
    link.symlink_to(register)
    assert sekisho("register", "restore", copy, link, "--yes").status == 0
    assert link.is_symlink()
    assert number_of_cases(register) == 1
