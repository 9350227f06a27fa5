"""What every command is given: the rulebook, the words, and where to write."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO

from app.domain.errors import Mendable
from app.wording.language import Language, Words

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date

    from app.documents.new_file import NewFile
    from app.documents.press import Press
    from app.domain.law.texts import Text
    from app.domain.register.events import CheckpointCosigned
    from app.domain.register.kept_copies import KeptCopy
    from app.domain.register.loss import Loss
    from app.domain.register.people import Person
    from app.rehearsals.rehearsal import Rehearsal
    from app.rehearsals.stage import Stage
    from app.services.checkpointing import Cosigned
    from app.services.comparing_ledgers import Diverged
    from app.services.ports import Report, RulebookShelf, UnitOfWork
    from app.services.verifying_ledger import Verified


class MakeRegister(Protocol):
    """Makes a training register, filled with the worked cases unless it shall be empty; how many cases it holds."""

    def __call__(self, path: Path, language: Language, *, is_empty: bool) -> int:
        """Raises `Mendable` where there is a file already, or none can be made."""


class MakeLiveRegister(Protocol):
    """Makes a live register of an office, with its seals and the person who makes it."""

    def __call__(self, path: Path, office: str, account: str, name: str, passphrase: str) -> None:
        """Raises `Mendable` where the office is none, something is not taken, or there is a file already."""


class Recover(Protocol):
    """Lets an administrator of a live register in again by the code of its recovery sheet."""

    def __call__(self, path: Path, *, tell: "Callable[[Person], None]") -> "tuple[Person, Mendable | None]":
        """Who it is, and why the code could still read the register, where it could.

        `tell` is told who before the new passphrase is asked for. Raises `Mendable` where nobody is let in.
        """


class Copies(Protocol):
    """The copies of registers."""

    def save(self, register: Path, copy: Path) -> None:
        """Copies a register into a new file; `Mendable` where there is one, or the copy is not the same."""

    def keep(self, register: Path, folder: Path | None) -> "KeptCopy":
        """Makes a copy in the folder for kept copies, by default the one that was chosen, and thins the others."""

    def little_room(self, copy: Path) -> Mendable | None:
        """What is to be said where the drive of a copy is nearly full."""

    def kept(self, register: Path, folder: Path | None) -> "tuple[KeptCopy, ...]":
        """The copies that are kept of a register, the latest first."""

    def to_restore(self, copy: Path, register: Path) -> "AbstractContextManager[Restoration]":
        """Makes a copy ready to take the place of a register; `Mendable` where it is damaged."""


class Restoration(Protocol):
    """A sound copy that lies ready to take the place of its register."""

    @property
    def aside(self) -> Path:
        """Where what stands there now will be kept."""

    def loss(self) -> "Loss | Mendable | None":
        """What would be lost; None where no register is there, and why that can't be told where it can't be read."""

    def put_in_place(self) -> None:
        """Keeps what stands there, and puts the copy in its place."""


class Ledgers(Protocol):
    """The ledgers of registers."""

    def verify(
        self, register: Path, kept: "Sequence[Path]", report: "Report", tell: "Callable[[Verified], None]"
    ) -> Iterator[Mendable]:
        """What is wrong with a register, and, as `Remark`, what is to be known; `tell` is told what was looked at."""

    def export(self, register: Path, folder: Path, report: "Report") -> tuple[int, bool]:
        """Writes a ledger out into an empty folder; how many entries it has, and whether the register is live."""

    def checkpoint(self, register: Path) -> tuple[str, int]:
        """Signs what a ledger is now: the note of its last checkpoint, and how many entries it speaks of."""

    def cosign(self, note: bytes, own: Path) -> "Cosigned":
        """Signs a checkpoint of another register by one's own."""

    def take(self, register: Path, note: bytes, cosigner: str, office: str) -> "tuple[CheckpointCosigned, Text]":
        """Keeps the signature by which another office has cosigned a checkpoint; with what the office is called."""

    def compare(self, one: Path, other: Path) -> "Diverged":
        """Where the ledgers of two copies of one register part."""


class Rehearsals(Protocol):
    """Rehearsals, and what they are played on."""

    def read(self, file: Path, offices: frozenset[str]) -> "Rehearsal":
        """The rehearsal in a file; `Mendable` where it can't be read, `RefusedData` naming every mistake."""

    def stage(self, rehearsal: "Rehearsal", register: Path | None) -> "AbstractContextManager[Stage]":
        """A training register to play it on, or a fresh one; `Mendable` where it is a live one."""


class DrawScreens(Protocol):
    """Draws every screen with the worked cases into a folder; the files drawn."""

    def __call__(self, folder: Path, language: Language, theme: str) -> list[Path]:
        """Raises `Mendable` where the folder can't be written to."""


class OpenRegister(Protocol):
    """Opens the register that was named to be read, with the law in force in it."""

    def __call__(self) -> "AbstractContextManager[tuple[UnitOfWork, RulebookShelf]]":
        """Raises `Mendable` where there is none, or it can't be read."""


class Console(NamedTuple):
    """The shelf and the words are made when they are first needed, so that a call that needs neither is quick.

    `check_register` gives what is wrong with a register, case by case.
    """

    shelf: "Callable[[], RulebookShelf]"
    words: Callable[[Language], Words]
    default_language: Language
    make_register: MakeRegister
    make_live_register: MakeLiveRegister
    #: Account and passphrase of who makes a live register.
    ask_new: Callable[[], tuple[str, str]]
    copies: Copies
    ledgers: Ledgers
    check_register: Callable[[Path], Iterator[Mendable]]
    #: Of a register, from one account to another, cases of these numbers or all that are open; how many.
    hand_over: Callable[[Path, str, str, Sequence[str]], int]
    recover: Recover
    draw_screens: DrawScreens
    rehearsals: Rehearsals
    #: None where no register was named.
    open_register: OpenRegister | None
    press: "Callable[[], Press]"
    new_file: "NewFile"
    today: "Callable[[], date]"
    keyboard: TextIO
    out: TextIO
    err: TextIO

    def words_for(self, chosen: str | None) -> Words:
        """The words of the language named on the command line, or of the user's locale."""
        return self.words(Language(chosen) if chosen else self.default_language)
