"""Putting a pack of reference tables in force: its rows, the lines it touches, taking it, and going back."""

from enum import Enum

from PySide6.QtCore import QObject

from app.domain.register.enactment import PackReport
from app.domain.register.events import ReferencePackTaken
from app.services.acting import Acting
from app.services.renewing import examine_former, examine_pack, go_back, pack_reexamination, take_pack
from app.viewmodels.enactment.enactment_model import LINES, EnactmentModel
from app.viewmodels.rulebook.rulebook_model import RulebookModel
from app.viewmodels.session.session import Reply


class PackStage(str, Enum):
    """The steps of putting a pack in force, in order."""

    ROWS = "rows"
    LINES = LINES
    TAKE = "take"


class RenewingModel(EnactmentModel[PackStage, PackReport]):
    """One pack that is to be taken, or the former one that is to be taken up again."""

    #: Taking up the former pack again is for the same people.
    is_done_by = ReferencePackTaken

    def __init__(self, rulebook: RulebookModel, parent: QObject | None = None) -> None:
        super().__init__(rulebook, PackStage, parent)

    @property
    def is_way_back(self) -> bool:
        """Whether it is the former pack that would be taken up again."""
        return self.report is not None and self.report.is_former

    @property
    def version(self) -> str:
        """The version of the pack that is to be put in force; empty before one was read."""
        return self.report.pack.reference.version if self.report is not None and self.report.pack is not None else ""

    def examine(self, folder: str) -> None:
        """Reads the pack in a folder."""
        shelf = self.session.shelf
        self._examine(lambda: examine_pack(shelf, folder.strip()))

    def examine_former(self) -> None:
        """Looks at what going back to the former pack would change."""
        shelf = self.session.shelf
        self._examine(lambda: examine_former(shelf))

    def _last_possible(self) -> PackStage:
        if not self.is_ready:
            return PackStage.ROWS
        return PackStage.TAKE if self.reexamination.is_finished else PackStage.LINES

    def look_at_lines(self) -> None:
        """Looks at the stored lines under the pack."""
        report, shelf = self.report, self.session.shelf
        if report is not None:
            self.reexamination.start(lambda: pack_reexamination(shelf, report), shelf.edition)

    def act(self, reply: Reply | None = None) -> None:
        """Takes the pack, or goes back to the former one; recorded for good."""
        report, session = self.report, self.session
        person, note = self.named_person, self.note
        if report is None or not self.may_act:
            self._refuse(reply)
            return

        def renew(acting: Acting) -> None:
            if report.is_former:
                go_back(acting, named_person=person, note=note)
            else:
                take_pack(acting, report=report, named_person=person, note=note)

        session.hand_in(renew, lambda _done: self._finish(), reply)
