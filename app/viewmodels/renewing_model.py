"""The way of a pack of reference tables into force: its rows, the lines it touches, taking it, and going back."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.services.reexamining import ChangedCase, cases_to_redetermine
from app.services.renewing import PackReport, examine_former, examine_pack, go_back, pack_reexamination, take_pack
from app.viewmodels.rulebook_model import RulebookModel
from app.viewmodels.run_model import RunModel


class PackStage(str, Enum):
    """Where one is on the way."""

    ROWS = "rows"
    LINES = "lines"
    TAKE = "take"


PACK_STAGES = tuple(PackStage)


class RenewingModel(QObject):
    """One pack on its way, or the way back to the former one."""

    changed = Signal()

    def __init__(self, rulebook: RulebookModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rulebook = rulebook
        self.desk = desk = rulebook.desk
        self.stage = PackStage.ROWS
        self.report: PackReport | None = None
        self.named_person = ""
        self.note = ""
        self.is_working = False
        self.is_done = False
        self.to_redetermine: tuple[ChangedCase, ...] = ()
        self.run = RunModel(desk, self)
        self.run.changed.connect(self.changed)
        desk.language.changed.connect(self.changed)

    @property
    def may_act(self) -> bool:
        """Whether everything has been looked at, so that the pack could be taken."""
        ready = self.report is not None and self.report.is_ready and self.run.is_finished
        return ready and not self.desk.is_read_only and bool(self.named_person.strip())

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

    def _examine(self, examine: Callable[[], PackReport | None]) -> None:
        self.begin_again()
        self.is_working = True
        self.changed.emit()

        def job() -> PackReport | Exception | None:
            try:
                return examine()
            except Exception as error:  # noqa: BLE001  told on the window's thread, where the page also stops waiting
                return error

        def take(report: PackReport | Exception | None) -> None:
            self.is_working = False
            if isinstance(report, Exception):
                self.desk.tell(report)
            else:
                self.report = report
            self.changed.emit()

        self.desk.read(lambda _work: job(), take)

    def begin_again(self) -> None:
        """Leaves the pack, and everything found about it."""
        self.run.forget()
        self.stage, self.report, self.is_done, self.to_redetermine = PackStage.ROWS, None, False, ()
        self.changed.emit()

    def go_to(self, stage: str) -> None:
        """Shows another step, as far as the way has been gone."""
        wanted = PackStage(stage)
        if PACK_STAGES.index(wanted) > PACK_STAGES.index(self.furthest()):
            return
        self.stage = wanted
        if wanted is PackStage.LINES and not self.run.is_begun:
            self.look_at_lines()
        self.changed.emit()

    def step(self, by: int) -> None:
        """The next step, or the one before."""
        at = PACK_STAGES.index(self.stage) + by
        if 0 <= at < len(PACK_STAGES):
            self.go_to(PACK_STAGES[at].value)

    def furthest(self) -> PackStage:
        """The last step that can be shown now."""
        if self.report is None or not self.report.is_ready:
            return PackStage.ROWS
        return PackStage.TAKE if self.run.is_finished else PackStage.LINES

    def look_at_lines(self) -> None:
        """Looks at the stored lines under the pack."""
        report, shelf = self.report, self.desk.shelf
        if report is not None:
            self.run.start(lambda: pack_reexamination(shelf, report), shelf.edition)

    def name_person(self, name: str) -> None:
        """Who answers for it."""
        self.named_person = name
        self.changed.emit()

    def act(self) -> None:
        """Takes the pack, or goes back to the former one; recorded for good."""
        report, desk = self.report, self.desk
        person, note = self.named_person, self.note
        if report is None or not self.may_act:
            return

        def done(_event: object) -> None:
            self.is_done = True
            self.to_redetermine = cases_to_redetermine(self.run.lines)
            self.changed.emit()

        if report.is_former:
            desk.write(
                lambda work: go_back(work, desk.clock, desk.actor, desk.shelf, named_person=person, note=note), done
            )
        else:
            desk.write(
                lambda work: take_pack(
                    work, desk.clock, desk.actor, desk.shelf, report=report, named_person=person, note=note
                ),
                done,
            )
