"""The ledgers of registers: verified, and written out."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap.composition import SystemClock, name_people, opened, register_shelf, unheard
from app.bootstrap.keyring import NO_KEYS, Keyring
from app.domain.errors import Damaged, Mendable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from app.domain.law.texts import Text
    from app.domain.register.events import CheckpointCosigned
    from app.services.acting import Acting
    from app.services.checkpointing import Cosigned
    from app.services.comparing_ledgers import Diverged
    from app.services.ports import Clock, Report, WholeRegister
    from app.services.verifying_ledger import Signing, Verified
    from app.storage.register.file_key import FileKey


class LedgersAtHand:
    """The ledgers of registers, as the command line asks for them; see `app.commands.console.Ledgers`.

    `keyring` opens those that are encrypted.
    """

    def __init__(self, keyring: Keyring = NO_KEYS) -> None:
        self._keyring = keyring

    def verify(
        self, register: Path, kept: Sequence[Path], report: Report, tell: Callable[[Verified], None]
    ) -> Iterator[Mendable]:
        """What is wrong with a register, and what is to be known of it."""
        with opened(register, SystemClock(), is_claimed=False, keyring=self._keyring) as work:
            name_people(work)
            yield from verify_register(register, report, kept, file_key=work.register.file_key, tell=tell)

    def export(self, register: Path, folder: Path, report: Report) -> tuple[int, bool]:
        """Write a ledger out into a new or empty folder: how many entries it has, and whether the register is live."""
        from app.services.exporting_ledger import export_ledger

        with _read(register, self._keyring) as whole:
            try:
                size = export_ledger(whole, _new_folder(folder), report)
                for name in ("verify_ledger.py", "FORMAT.md"):
                    shutil.copyfile(paths.VERIFIER / name, folder / name)
            except OSError as error:
                raise Mendable(
                    "{path} can't be written: {reason}. Choose another place.", path=folder, reason=error.strerror
                ) from error
            return size, whole.kind == "live"

    def checkpoint(self, register: Path) -> tuple[str, int]:
        """Sign what the ledger of a register is now: the note of its last checkpoint, and how many entries it has."""
        from app.services.checkpointing import make_checkpoint

        with by_records_keeper(register, SystemClock(), self._keyring) as acting:
            size = make_checkpoint(acting)
            return acting.work.cosignatures.checkpoint(size) or "", size

    def cosign(self, note: bytes, own: Path) -> Cosigned:
        """Sign a checkpoint of another register by one's own."""
        from app.services.checkpointing import cosign

        with by_records_keeper(own, SystemClock(), self._keyring, is_claimed=False) as acting:
            return cosign(acting, note=note)

    def take(self, register: Path, note: bytes, cosigner: str, office: str) -> tuple[CheckpointCosigned, Text]:
        """Keep the signature by which another office has cosigned a checkpoint; with what the office is called."""
        from app.services.taking_cosignatures import office_name, take_cosignature
        from app.storage.register.signing import holds

        with by_records_keeper(register, SystemClock(), self._keyring) as acting:
            taken = take_cosignature(acting, note=note, cosigner=cosigner, office=office, verify=holds)
            return taken, office_name(acting, taken.office)

    def compare(self, one: Path, other: Path) -> Diverged:
        """Where two copies of one register part, and what each has after that."""
        with _read(one, self._keyring) as ours, _read(other, self._keyring) as theirs:
            return diverged_copies(one, ours, other, theirs)


def compare_open(path: Path, file_key: FileKey | None, other: Path, keyring: Keyring) -> Diverged:
    """The same of a register that is open in this process, whose people keep their names there."""
    from app.storage.register.whole_register import whole_register

    with (
        whole_register(path, paths.MIGRATIONS, file_key) as ours,
        opened(other, SystemClock(), is_claimed=False, keyring=keyring) as work,
        whole_register(other, paths.MIGRATIONS, work.register.file_key) as theirs,
    ):
        return diverged_copies(path, ours, other, theirs)


def diverged_copies(one: Path, ours: WholeRegister, other: Path, theirs: WholeRegister) -> Diverged:
    """Where two copies part; `Mendable` where they are not of one register."""
    from app.services.comparing_ledgers import diverged

    if ours.uuid != theirs.uuid:
        raise Mendable("{one} and {other} are not copies of one register.", one=one, other=other)
    return diverged(ours, theirs)


@contextmanager
def by_records_keeper(
    register: Path, clock: Clock, keyring: Keyring, account: str | None = None, *, is_claimed: bool = True
) -> Iterator[Acting]:
    """Who acts: who is named, or has opened a live register; else in a training register the first who may sign it.

    Raises `Mendable` where nobody in the register can act under the account.
    """
    from app.domain.register.people import person_at_desk
    from app.domain.register.permissions import refusal_of_checkpoint
    from app.services.acting import Acting
    from app.services.register_clock import RegisterClock

    own, shelf = RegisterClock(clock), register_shelf()
    with opened(register, clock, is_claimed=is_claimed, learner=shelf, keyring=keyring) as work:
        own.follow(work)
        people, account = work.people.all(), account or keyring.account_for(register)
        if account is None:
            may = (each.account for each in people if refusal_of_checkpoint(each, own.today()) is None)
            account = next(may, None)
        person = person_at_desk(people, account)
        if account is not None and person.account != account:
            raise Mendable(
                "{account} has no account in {register}. Let somebody do it who had one there by then.",
                account=account,
                register=register,
            )
        yield Acting(work, own, person, shelf)


@contextmanager
def _read(register: Path, keyring: Keyring) -> Iterator[WholeRegister]:
    from app.storage.register.whole_register import whole_register

    with (
        opened(register, SystemClock(), is_claimed=False, keyring=keyring) as work,
        whole_register(register, paths.MIGRATIONS, work.register.file_key) as whole,
    ):
        name_people(work)
        yield whole


class _Folder:
    """A folder that an export is written into."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, name: str, lines: Iterable[str]) -> None:
        path = self._path / name
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)

    def write_file(self, name: str, content: bytes) -> None:
        path = self._path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def _new_folder(path: Path) -> _Folder:
    """A folder with nothing in it; `Mendable` where there is something of this name."""
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise Mendable("There is something in the folder {path} already. Choose another name.", path=path)
    return _Folder(path)


def signing() -> Signing:
    """What is done with keys when a ledger is verified."""
    from app.services.verifying_ledger import Signing
    from app.storage.register.signing import holds, public_of

    return Signing(holds, public_of)


def check_register(path: Path, report: Report = unheard, keyring: Keyring = NO_KEYS) -> Iterator[Mendable]:
    """What is wrong with a register, as `verify_register` finds it; one of an earlier version is brought up to date."""
    from app.services.verifying_ledger import Remark

    with opened(path, SystemClock(), is_claimed=False, keyring=keyring) as work:
        for said in verify_register(path, report, file_key=work.register.file_key):
            if not isinstance(said, Remark):
                yield said


def verify_register(
    path: Path,
    report: Report = unheard,
    kept: Sequence[Path] = (),
    *,
    file_key: FileKey | None = None,
    tell: Callable[[Verified], None] | None = None,
) -> Iterator[Mendable]:
    """What is wrong with a register of this version, and what is to be known of it (`Remark`), found aside.

    Looked at are its file, its ledger with every row that this speaks of, and all that is worked out from them; `kept`
    are checkpoints that lie elsewhere, `tell` is told what was verified. Nothing is changed. `report` may raise
    `Stopped`; the register may be open in this process.
    """
    from app.services.verifying import Check
    from app.services.verifying_ledger import KeptElsewhere, LedgerVerification, Remark
    from app.storage.register.soundness import damage_of
    from app.storage.register.whole_register import whole_register

    damage = damage_of(path, lambda share: report(0.1 * share), file_key)
    if damage is not None:
        yield damage
    notes = [KeptElsewhere(str(each), each.read_bytes()) for each in kept]
    try:
        with whole_register(path, paths.MIGRATIONS, file_key) as whole:
            verification, is_as_entered = LedgerVerification(whole, signing(), notes), damage is None
            for said in verification.run(lambda share: report(0.1 + 0.5 * share)):
                is_as_entered = is_as_entered and isinstance(said, Remark)
                yield said
            if not is_as_entered:
                return  # what follows from records that are not what was recorded says nothing
            shelf, check = register_shelf(), Check()
            shelf.learn(whole.law())
            while not check.is_finished:
                report(0.6 + 0.4 * min(check.done / max(whole.size(), 1), 1))
                yield from check.step(whole, shelf)
            progress = whole.standings.progress()
            behind = progress.behind if whole.standings.noticed() == shelf.key else progress.total
    except Damaged as unreadable:
        if damage is None:
            yield unreadable
        return
    if behind:
        yield Remark(
            "Cases that were not compared with what the list says of them, because they are still to be worked out by "
            "the law in force: {n}",
            n=behind,
        )
    if tell is not None:
        tell(verification.verified)
