"""What follows from a result: the procedure as a ladder, the notices, what the recipient undertakes."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.viewmodels.determination.near_miss_model import NearMissSays
from app.viewmodels.determination.report_model import DutySays, ReportSays
from app.viewmodels.determination.whole_case_model import WholeCaseSays
from app.views.determination.ladder_view import LadderView
from app.views.kit.bullet_list import BulletList
from app.views.kit.captions import N_
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

_STEPS = N_("Examination and decisions")


class DutiesColumn(Card):
    """One column for a line, or for all lines of a case together."""

    def __init__(self) -> None:
        super().__init__()
        scroll = ScrollColumn(margins=(22, 18, 18, 20), spacing=6)
        self._scroll = scroll
        scroll.take_keys(_STEPS)
        self.column.addWidget(scroll)
        self._steps_heading = Prose(_STEPS, bold=True, token="accent")
        self._caveat = Prose(size=12, token="caution")
        self._no_steps = Prose(token="muted")
        self._steps = LadderView(full=True)
        scroll.column.addWidget(self._steps_heading)
        scroll.column.addSpacing(scaled(4))
        scroll.column.addWidget(self._caveat)
        scroll.column.addWidget(self._no_steps)
        scroll.column.addWidget(self._steps)
        self._duties = QVBoxLayout()
        self._duties.setSpacing(scaled(6))
        scroll.column.addLayout(self._duties)
        scroll.column.addStretch(1)
        self._shown: tuple[object, ...] | None = None

    def to_top(self) -> None:
        """Begins at the first step."""
        self._scroll.to_top()

    def say_line(self, says: ReportSays) -> None:
        """Shows what follows for one line."""
        self._say(says)

    def say_case(self, says: WholeCaseSays) -> None:
        """Shows what follows for all lines together."""
        self._say(says)

    def _add_changes(self, says: ReportSays | WholeCaseSays) -> None:
        """What would change the result: what officials can bring about apart from what the world decides."""
        if isinstance(says, WholeCaseSays) or not (says.curable or says.world or says.no_changes):
            return
        self._duties.addSpacing(scaled(14))
        self._duties.addWidget(Prose(N_("What would change it"), bold=True, token="accent"))
        if says.no_changes:
            self._duties.addWidget(Prose(says.no_changes, token="muted"))
        for caption, changes, hollow in (
            (N_("What officials can bring about:"), says.curable, False),
            (N_("What would need the world to be otherwise:"), says.world, True),
        ):
            if changes:
                self._duties.addWidget(Prose(caption, size=12, token="muted"))
                bullets = BulletList(hollow=hollow)
                self._duties.addWidget(bullets)
                bullets.say(changes)

    def _add_needless(self, needless: tuple[NearMissSays, ...]) -> None:
        """The steps that are not needed, quietly, each with the conditions that fail."""
        if needless:
            self._duties.addWidget(
                Prose(N_("Other steps of this edition, not needed here"), size=12, bold=True, token="muted")
            )
        for step in needless:
            text = "\n".join((step.label, *step.lacking))
            self._duties.addWidget(Prose(text, size=12, token="muted"))

    def _say(self, says: ReportSays | WholeCaseSays) -> None:
        self._caveat.say(says.caveat)
        self._no_steps.say(says.no_steps)
        self._steps.say(says.steps)
        self._steps.setVisible(bool(says.steps))
        groups = (
            (N_("Recipient's commitments"), says.commitments),
            (N_("Recommended to be agreed (no public clause)"), says.recommended),
            (N_("Publication and notices"), says.notices),
        )
        changes = (says.curable, says.world, says.no_changes) if isinstance(says, ReportSays) else ()
        needless = says.needless if isinstance(says, ReportSays) else ()
        shown = (groups, changes, needless, says.sources)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._duties)
        self._add_needless(needless)
        self._add_changes(says)
        for heading, duties in groups:
            if duties:
                self._duties.addSpacing(scaled(14))
                self._duties.addWidget(Prose(heading, bold=True, token="accent"))
                for duty in duties:
                    self._duties.addWidget(_duty(duty))
        if says.sources:
            self._duties.addSpacing(scaled(14))
            self._duties.addWidget(Prose(N_("Sources"), bold=True, token="accent"))
        for source in says.sources:
            self._duties.addWidget(Prose(source, size=12, token="muted"))


def _duty(duty: DutySays) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, scaled(4))
    column.setSpacing(scaled(1))
    column.addWidget(Prose(duty.label, bold=True))
    column.addWidget(Prose(duty.says, size=13))
    column.addWidget(Prose(" · ".join(part for part in (duty.lines, duty.origin) if part), size=12, token="muted"))
    return holder
