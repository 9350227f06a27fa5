"""What follows from a result: the procedure as a ladder, the notices, what the recipient undertakes."""

from PySide6.QtWidgets import QWidget

from app.statements.near_misses import NearMissSays
from app.statements.report import DutySays, ReportSays
from app.statements.whole_case import WholeCaseSays
from app.views.determination.ladder_view import LadderView
from app.views.kit.bullet_list import BulletList
from app.views.kit.captions import N_, Caption
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.layouts import ROOM, add, column, held
from app.views.kit.selectable_prose import SelectableProse as Prose

_STEPS = N_("Examination and decisions")


class DutiesColumn(Card):
    """One column for a line, or for all lines of a case together."""

    def __init__(self) -> None:
        super().__init__()
        self._caveat = Prose(size=12, token="caution")
        self._no_steps = Prose(token="muted")
        self._steps = LadderView(full=True)
        self._duties = column(spacing=6)
        self._scroll = ScrollColumn(
            Prose(_STEPS, bold=True, token="accent"),
            4,
            self._caveat,
            self._no_steps,
            self._steps,
            self._duties,
            ROOM,
            margins=(22, 18, 18, 20),
            spacing=6,
        )
        self._scroll.take_keys(_STEPS)
        add(self.column, self._scroll)
        self._shown: ReportSays | WholeCaseSays | None = None

    def to_top(self) -> None:
        """Begins at the first step."""
        self._scroll.to_top()

    def say(self, says: ReportSays | WholeCaseSays) -> None:
        """Shows what follows for one line, or for all lines together."""
        if says == self._shown:
            return
        self._shown = says
        self._caveat.say(says.caveat)
        self._no_steps.say(says.no_steps)
        self._steps.say(says.steps)
        self._steps.setVisible(bool(says.steps))
        clear(self._duties)
        if isinstance(says, ReportSays):
            self._add_needless(says.needless)
            self._add_changes(says)
        for heading, duties in (
            (N_("Recipient's commitments"), says.commitments),
            (N_("Recommended to be agreed (no public clause)"), says.recommended),
            (N_("Publication and notices"), says.notices),
        ):
            if duties:
                self._begin(heading, *(_duty(duty) for duty in duties))
        if says.sources:
            self._begin(N_("Sources"), *(Prose(source, size=12, token="muted") for source in says.sources))

    def _begin(self, heading: Caption, *parts: QWidget) -> None:
        """Begins another part."""
        add(self._duties, 14, Prose(heading, bold=True, token="accent"), *parts)

    def _add_changes(self, says: ReportSays) -> None:
        """What would change the result: what officials can bring about apart from what the world decides."""
        if not (says.curable or says.world or says.no_changes):
            return
        self._begin(N_("What would change it"))
        if says.no_changes:
            add(self._duties, Prose(says.no_changes, token="muted"))
        for caption, changes, hollow in (
            (N_("What officials can bring about:"), says.curable, False),
            (N_("What would need the world to be otherwise:"), says.world, True),
        ):
            if changes:
                add(self._duties, Prose(caption, size=12, token="muted"), BulletList(changes, hollow=hollow))

    def _add_needless(self, needless: tuple[NearMissSays, ...]) -> None:
        """The steps that are not needed, quietly, each with the conditions that fail."""
        if needless:
            heading = N_("Other steps of this edition, not needed here")
            add(self._duties, Prose(heading, size=12, bold=True, is_caption=True, token="muted"))
        texts = ("\n".join((step.label, *step.lacking)) for step in needless)
        add(self._duties, *(Prose(text, size=12, token="muted") for text in texts))


def _duty(duty: DutySays) -> QWidget:
    details = " · ".join(part for part in (duty.lines, duty.origin) if part)
    parts = Prose(duty.label, bold=True), Prose(duty.says, size=13), Prose(details, size=12, token="muted")
    return held(column(*parts, spacing=1, margins=(0, 0, 0, 4)))
