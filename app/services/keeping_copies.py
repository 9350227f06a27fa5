"""Keep copies of a register, and drop those for which later ones stand."""

from app.domain.register.kept_copies import KeptCopy, superseded
from app.services.ports import Clock, CopyShelf, Report

#: The name under which the folder is kept that was chosen on a computer for the copies of all registers.
FOLDER = "copies"


def keep_copy(shelf: CopyShelf, clock: Clock, report: Report) -> KeptCopy:
    """Make a copy of the register; only once it is there and was verified, the old ones are thinned.

    Raises `Mendable` where none can be made, `Stopped` where `report` does; then all that there were are left.
    """
    copy = shelf.make(clock.now(), report)
    for old in superseded(shelf.all(), clock.today()):
        shelf.drop(old)
    return copy
