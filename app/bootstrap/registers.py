"""The files of registers, as the window asks for them; see `app.viewmodels.window.register_model.RegisterFiles`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.bootstrap.composition import dated_beside, opened
from app.domain.errors import Mendable

if TYPE_CHECKING:
    from app.bootstrap.composition import SystemClock
    from app.domain.errors import Damaged
    from app.services.ports import Clock, Report, RiskyPlace


class OpenRegister:
    """The file of the register that is open in a window, and the way to others."""

    def __init__(self, path: Path, clock: SystemClock) -> None:
        self.path = str(path)
        self._clock = clock

    def check(self, path: str) -> str:
        """The whole path of another register; `Mendable` where it can't be opened, or is open here."""
        # Not looked into: with the closing of a file that SQLite has open in this process its locks are gone.
        if _is_same(Path(path), Path(self.path)):
            raise Mendable("{path} is the register that is open here. Choose another one.", path=path)
        return str(check(Path(path), self._clock))

    def absence(self, path: str) -> Mendable | None:
        """Why a register can't be opened that was open once; None where there is a file."""
        from app.storage.editions.outside_files import is_file

        return None if is_file(Path(path)) else Mendable("It is not there any more, or its drive is not connected.")

    def copy_name(self) -> str:
        """What a copy of the open register may be called."""
        return str(dated_beside(Path(self.path), self._clock.today()))

    def damage(self, report: Report) -> Damaged | None:
        """What is to be said of the open register where its file is damaged; it takes long."""
        from app.storage.register.soundness import damage_of

        return damage_of(Path(self.path), report)

    def risky_place(self) -> RiskyPlace | None:
        """What makes the place of the open register risky."""
        from app.storage.files.place_of_file import risky_place

        return risky_place(Path(self.path), paths.RISKY_PLACES)


class PictureRegister(OpenRegister):
    """The register of the worked cases as pictures show it: at no place of the machine that draws them."""

    def __init__(self, clock: SystemClock) -> None:
        super().__init__(Path("~/training.sekisho"), clock)

    def damage(self, report: Report) -> Damaged | None:
        """None: it was made for the pictures."""
        report(1)
        return None

    def risky_place(self) -> RiskyPlace | None:
        """Nothing: it is gone with the pictures."""
        return None


def check(path: Path, clock: Clock) -> Path:
    """The whole path of a register that can be opened; `Mendable` where it can't."""
    with opened(path, clock, is_claimed=False):
        return path.absolute()


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
