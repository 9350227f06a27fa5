"""The determination so far, beside the questions: it changes as the answers do."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from app.statements.steps import MissingSays
from app.viewmodels.determination.live_model import LiveSays
from app.views.determination.ladder_view import LadderView
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.captions import N_, Caption
from app.views.kit.card import Card, ScrollColumn
from app.views.kit.heard import announce
from app.views.kit.layouts import ROOM, add, at, column, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

#: Below this height the outcome leaves more room for what scrolls.
_LOW = 260
#: Below this height the outcome alone has room; how far the questions have got is said beside them, too.
_SLIT = 180
#: What is left for the rest at the least, so that the outcome is whole.
_LEAST_BELOW = 16
#: At the left and the right, for what stays and what scrolls alike.
_SIDES = 18, 14


class LivePanel(Card):
    """Outcome, rule, procedure, commitments and what is missing."""

    missing_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._heading = Prose(size=12, token="muted", is_caption=True)
        self._outcome = Prose(size=20, bold=True, heading=True)
        self._badge = Badge()
        self._remaining = Prose(size=12, token="muted")
        self._possible_heading = _caption(N_("Possible outcomes"))
        self._possible = BulletList(size=12, hollow=True, token="muted")
        self._cautions = BulletList(size=12, token="caution")
        self._rule_heading = _caption(N_("Applicable rule"))
        self._rules = Listing(spacing=6)
        self._caveat = Prose(size=12, token="caution", margins=(0, 14, 0, 0))
        self._steps_heading = _caption(N_("Examination and decisions"))
        self._steps = LadderView()
        self._commitments_heading = _caption(N_("Recipient's commitments"))
        self._commitments = BulletList()
        self._recommended_heading = _caption(N_("Recommended to be agreed (no public clause)"))
        self._recommended = BulletList(hollow=True)
        self._notices_heading = _caption(N_("Publication and notices"))
        self._notices = BulletList()
        self._missing_heading = _caption(N_("Still missing"))
        self._missing = Listing(spacing=0)
        # The outcome stays in sight; what it rests on and leads to scrolls below it.
        badge = at(Qt.AlignmentFlag.AlignLeft, self._badge)
        self._head = column(self._heading, 2, self._outcome, 6, badge, spacing=0)
        self._scroll = ScrollColumn(
            self._remaining,
            self._possible_heading,
            self._possible,
            6,
            self._cautions,
            self._rule_heading,
            self._rules,
            self._caveat,
            self._steps_heading,
            self._steps,
            self._commitments_heading,
            self._commitments,
            self._recommended_heading,
            self._recommended,
            self._notices_heading,
            self._notices,
            self._missing_heading,
            self._missing,
            ROOM,
            margins=(_SIDES[0], 0, _SIDES[1], 18),
            spacing=0,
        )
        self._scroll.setMinimumHeight(scaled(_LEAST_BELOW))
        add(self.column, self._head, wide(self._scroll))
        self._shown: LiveSays | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the panel is low, the outcome is set smaller and what stands around it is left out."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        is_low = self.height() < scaled(_LOW)
        self._outcome.set_in(16 if is_low else 20)
        self._heading.setVisible(not is_low)
        self._badge.setVisible(self.height() >= scaled(_SLIT))
        self._head.setContentsMargins(_SIDES[0], scaled(8 if is_low else 16), _SIDES[1], scaled(4))

    def say(self, says: LiveSays) -> None:
        """Shows the determination as it now stands."""
        if says == self._shown:
            return
        self._announce(says)
        self._shown = says
        self._scroll.to_top()
        self._heading.say(says.heading)
        self._scroll.setAccessibleName(says.heading)
        self.setAccessibleName(says.heading)
        self._badge.say(says.badge, "caution" if not says.settled else "accent")
        self._outcome.say(says.outcome)
        self._remaining.say(says.remaining)
        for heading, list_, statements in (
            (self._possible_heading, self._possible, says.possible),
            (self._commitments_heading, self._commitments, says.commitments),
            (self._recommended_heading, self._recommended, says.recommended),
            (self._notices_heading, self._notices, says.notices),
        ):
            heading.setVisible(bool(statements))
            list_.say(statements)
        self._cautions.say(says.cautions)
        self._rule_heading.setVisible(bool(says.rules))
        self._rules.say(says.rules, Prose)
        self._caveat.say(says.caveat)
        self._steps_heading.setVisible(bool(says.steps))
        self._steps.say(says.steps)
        self._steps.setVisible(bool(says.steps))
        self._fit()
        self._missing_heading.setVisible(bool(says.missing))
        self._missing.say(says.missing, self._link)

    def _announce(self, says: LiveSays) -> None:
        """Has told what an answer changed: the keyboard is at the question, not here."""
        before = self._shown
        if before is not None and (before.outcome, before.badge) != (says.outcome, says.badge):
            announce(self, ". ".join(part for part in (says.heading, says.outcome, says.badge, says.remaining) if part))

    def _link(self, missing: MissingSays) -> LinkRow:
        return LinkRow(missing.label, act=partial(self.missing_chosen.emit, missing.fact))


def _caption(caption: Caption) -> Prose:
    return Prose(caption, size=12, token="muted", is_caption=True, margins=(0, 14, 0, 3))
