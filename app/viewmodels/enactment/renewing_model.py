"""The way of a pack of reference tables into force: its rows, the lines it touches, taking it, and going back."""

from enum import Enum

from PySide6.QtCore import QObject

from app.services.ports import UnitOfWork
from app.services.renewing import PackReport, examine_former, examine_pack, go_back, pack_reexamination, take_pack
from app.viewmodels.enactment.enactment_model import LINES, WayModel
from app.viewmodels.rulebook.rulebook_model import RulebookModel
from app.viewmodels.session.session import Reply


class PackStage(str, Enum):
    """Where one is on the way."""

    ROWS = "rows"
    LINES = LINES
    TAKE = "take"


class RenewingModel(WayModel[PackStage, PackReport]):
    """One pack on its way, or the way back to the former one."""

    def __init__(self, rulebook: RulebookModel, parent: QObject | None = None) -> None:
        super().__init__(rulebook, PackStage, parent)

    @property
    def is_way_back(self) -> bool:
        """Whether it is the former pack that would be taken up again."""
        return self.report is not None and self.report.is_former

    @property
    def version(self) -> str:
        """The version of the pack on its way."""
        return self.report.pack.reference.version if self.report is not None and self.report.pack is not None else ""

    def examine(self, folder: str) -> None:
        """Reads the pack in a folder."""
        shelf = self.desk.shelf
        self._examine(lambda: examine_pack(shelf, folder.strip()))

    def examine_former(self) -> None:
        """Looks at what going back to the former pack would change."""
        shelf = self.desk.shelf
        self._examine(lambda: examine_former(shelf))

    def _last_possible(self) -> PackStage:
        if self.report is None or not self.report.is_ready:
            return PackStage.ROWS
        return PackStage.TAKE if self.run.is_finished else PackStage.LINES

    def look_at_lines(self) -> None:
        """Looks at the stored lines under the pack."""
        report, shelf = self.report, self.desk.shelf
        if report is not None:
            self.run.start(lambda: pack_reexamination(shelf, report), shelf.edition)

    def act(self, reply: Reply | None = None) -> None:
        """Takes the pack, or goes back to the former one; recorded for good."""
        report, desk = self.report, self.desk
        person, note = self.named_person, self.note
        if report is None or not self.may_act:
            self._refuse(reply)
            return

        def renew(work: UnitOfWork) -> None:
            if report.is_former:
                go_back(work, desk.clock, desk.actor, desk.shelf, named_person=person, note=note)
            else:
                take_pack(work, desk.clock, desk.actor, desk.shelf, report=report, named_person=person, note=note)

        desk.hand_in(renew, lambda _done: self._finish(), reply)
