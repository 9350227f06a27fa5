"""The files of registers, as the window asks for them; see `app.viewmodels.window.register_model.RegisterFiles`."""

from __future__ import annotations

from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap.composition import SystemClock, dated_beside, made_data_folder, make_training_register, opened
from app.bootstrap.copies import OpenCopies, PictureCopies, written_at
from app.bootstrap.keyring import NO_KEYS, Keyring, Typed
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from app.domain.errors import Damaged
    from app.domain.register.people import NewPerson
    from app.services.comparing_ledgers import Diverged
    from app.services.ports import Clock, Report, RiskyPlace
    from app.viewmodels.session.preferences import Preferences
    from app.wording.language import Language


class OpenRegister:
    """The file of the register that is open in a window, and the way to others."""

    def __init__(
        self, path: Path, clock: SystemClock, stands_in: Mendable | None = None, keyring: Keyring = NO_KEYS
    ) -> None:
        self.path = str(path)
        self.stands_in = stands_in
        #: Looked for before the register is opened for writing: what it notes by itself makes its file newer.
        self.newer_copy = _newer_copy(path)
        self._clock = clock
        self._keyring = keyring
        self.copies = OpenCopies(path, clock, keyring)

    def check(self, path: str) -> str:
        """The whole path of another register; `Mendable` where it can't be opened, or is open here."""
        # Not looked into: with the closing of a file that SQLite has open in this process its locks are gone.
        if _is_same(Path(path), Path(self.path)):
            raise Mendable("{path} is the register that is open here. Choose another one.", path=path)
        return str(check(Path(path), self._clock))

    def make_live(self, path: str, office: str, person: NewPerson, passphrase: str) -> None:
        """Make a live register, and take what was typed for opening it; `Mendable` where none can be made."""
        from app.bootstrap.live import begin_live_register

        begin_live_register(Path(path), office, person, passphrase)
        self._keyring.unlock(Path(path), Typed(person.account.strip(), passphrase))

    def absence(self, path: str) -> Mendable | None:
        """Why a register can't be opened that was open once; None where there is a file."""
        return _absence(Path(path))

    def copy_name(self) -> str:
        """What a copy of the open register may be called."""
        return str(dated_beside(Path(self.path), self._clock.today()))

    def damage(self, report: Report) -> Damaged | None:
        """What is to be said of the open register where its file is damaged; it takes long."""
        from app.storage.register.soundness import damage_of

        return damage_of(Path(self.path), report, self._keyring.file_key_of(Path(self.path)))

    def risky_place(self) -> RiskyPlace | None:
        """What makes the place of the open register risky."""
        from app.storage.files.place_of_file import risky_place

        return risky_place(Path(self.path), paths.RISKY_PLACES)

    def little_room(self) -> Mendable | None:
        """What is to be said where the drive of the open register is nearly full."""
        from app.storage.files.room_on_drive import little_room

        return little_room(Path(self.path))

    def holds(self, public_key: bytes, signature: bytes, message: bytes) -> bool:
        """Whether the private half of a key made this signature of a message."""
        from app.storage.register.signing import holds

        return holds(public_key, signature, message)

    def compare(self, path: str) -> Diverged:
        """Where the open register and a copy of it part, and what each has after that."""
        from app.bootstrap.ledgers import compare_open

        own = Path(self.path)
        if _is_same(Path(path), own):
            raise Mendable("{path} is the register that is open here. Choose another one.", path=path)
        return compare_open(own, self._keyring.file_key_of(own), Path(path), self._keyring)


class PictureRegister(OpenRegister):
    """The register of the worked cases as pictures show it: at no place of the machine that draws them."""

    def __init__(self, clock: SystemClock) -> None:
        super().__init__(Path("~/training.sekisho"), clock)
        self.newer_copy = ""
        self.copies = PictureCopies(Path("~/training.sekisho"), clock)

    def damage(self, report: Report) -> Damaged | None:
        """None: it was made for the pictures."""
        report(1)
        return None

    def risky_place(self) -> RiskyPlace | None:
        """Nothing: it is gone with the pictures."""
        return None

    def little_room(self) -> Mendable | None:
        """Nothing: how full the disk is on which they are drawn is not theirs to say."""
        return None


def check(path: Path, clock: Clock) -> Path:
    """The whole path of a register that can be opened; `Mendable` where it can't.

    Whether a live one can, its passphrase tells; here only that its seals are beside it.
    """
    from app.storage.register.file_key import may_be_live

    if may_be_live(path):
        Keyring().seals_of(path).read()
        return path.absolute()
    with opened(path, clock, is_claimed=False):
        return path.absolute()


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def to_open(register: str | None, preferences: Preferences, language: Language) -> tuple[Path, Mendable | None]:
    """The register for the window: the one that is named, else the one last worked in, else a training register.

    With it, what is to be said where it is not the one last worked in. `Mendable` where it can't be opened.
    """
    from app.viewmodels.window.recent_registers import recent_registers

    clock = SystemClock()
    if register:
        return check(Path(register), clock), None
    missed: tuple[str, Mendable] | None = None
    for recent in recent_registers(preferences):
        try:
            path = Path(recent.path)
            if (absence := _absence(path)) is not None:
                raise absence
            path = check(path, clock)
        except Mendable as why:
            missed = missed or (recent.path, why)
        else:
            return path, _stands_in(path, missed)
    path = made_data_folder() / "training.sekisho"
    is_new = not path.is_file()
    if is_new:
        make_training_register(path, language, is_empty=False)
    path = check(path, clock)
    if is_new and missed is not None and missed[0] == str(path):
        return path, Mendable("{path}, in which you worked last, was not there any more. It was made anew.", path=path)
    return path, _stands_in(path, missed)


def _stands_in(path: Path, missed: tuple[str, Mendable] | None) -> Mendable | None:
    if missed is None:
        return None
    return Mendable(
        "{last}, the register that you worked in last, could not be opened: {why} {path} is open in its place.",
        last=missed[0],
        why=missed[1],
        path=path,
    )


def _newer_copy(path: Path) -> str:
    """The newest of the copies that were kept beside a register, if it is newer than the register; empty if none is."""
    copies = path.parent.glob(f"{escape(path.stem)}.kept.*{escape(path.suffix)}")
    return max([(written_at(path), ""), *((written_at(copy), str(copy)) for copy in copies)])[1]


def _absence(path: Path) -> Mendable | None:
    from app.storage.editions.outside_files import is_file

    return None if is_file(path) else Mendable("It is not there any more, or its drive is not connected.")
