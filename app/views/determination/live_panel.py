"""The determination so far, beside the questions: it changes as the answers do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from app.viewmodels.determination.determination_model import LiveSays, MissingSays
from app.views.determination.ladder_view import LadderView
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.captions import N_, Caption
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

#: Below this height the outcome leaves more room for what scrolls.
_LOW = 260
#: At the left and the right, for what stays and what scrolls alike.
_SIDES = 18, 14


class LivePanel(Card):
    """Outcome, rule, procedure, commitments and what is missing."""

    missing_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._heading = Prose(size=12, token="muted")
        self._badge = Badge()
        self._outcome = Prose(size=20, bold=True, heading=True)
        self._remaining = Prose(size=12, token="muted")
        self._scroll = ScrollColumn(margins=(_SIDES[0], 0, _SIDES[1], 18), spacing=0)
        self._compose_head()
        self.column.addWidget(self._scroll, 1)
        inside = self._scroll.column
        inside.addWidget(self._remaining)
        self._possible_heading = self._caption(inside, N_("Possible outcomes"))
        self._possible = BulletList(size=12, hollow=True, token="muted")
        inside.addWidget(self._possible)
        self._cautions = BulletList(size=12, token="caution")
        inside.addSpacing(scaled(6))
        inside.addWidget(self._cautions)
        self._rule_heading = self._caption(inside, N_("Applicable rule"))
        self._rules = QVBoxLayout()
        self._rules.setSpacing(scaled(6))
        inside.addLayout(self._rules)
        self._caveat = Prose(size=12, token="caution")
        self._caveat.setContentsMargins(0, scaled(14), 0, 0)
        inside.addWidget(self._caveat)
        self._steps_heading = self._caption(inside, N_("Examination and decisions"))
        self._steps = LadderView()
        inside.addWidget(self._steps)
        self._commitments_heading = self._caption(inside, N_("Recipient's commitments"))
        self._commitments = BulletList()
        inside.addWidget(self._commitments)
        self._recommended_heading = self._caption(inside, N_("Recommended to be agreed (no public clause)"))
        self._recommended = BulletList(hollow=True)
        inside.addWidget(self._recommended)
        self._notices_heading = self._caption(inside, N_("Publication and notices"))
        self._notices = BulletList()
        inside.addWidget(self._notices)
        self._missing_heading = self._caption(inside, N_("Still missing"))
        self._missing = QVBoxLayout()
        self._missing.setSpacing(0)
        inside.addLayout(self._missing)
        inside.addStretch(1)
        self._shown: LiveSays | None = None
        self._shown_rules: tuple[str, ...] | None = None
        self._shown_missing: tuple[MissingSays, ...] | None = None

    def _compose_head(self) -> None:
        """The outcome stays in sight; what it rests on and leads to scrolls below it."""
        head = self._head = QVBoxLayout()
        head.setContentsMargins(_SIDES[0], scaled(16), _SIDES[1], scaled(4))
        head.setSpacing(0)
        head.addWidget(self._heading)
        head.addSpacing(scaled(2))
        head.addWidget(self._outcome)
        head.addSpacing(scaled(6))
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the panel is low, the outcome is set smaller and its caption is left out."""
        is_low = self.height() < scaled(_LOW)
        self._outcome.set_in(16 if is_low else 20)
        self._heading.setVisible(not is_low)
        self._head.setContentsMargins(_SIDES[0], scaled(8 if is_low else 16), _SIDES[1], scaled(4))
        super().resizeEvent(event)

    @staticmethod
    def _caption(column: QVBoxLayout, caption: Caption) -> Prose:
        holder = Prose(caption, size=12, token="muted")
        holder.setContentsMargins(0, scaled(14), 0, scaled(3))
        column.addWidget(holder)
        return holder

    def say(self, says: LiveSays) -> None:
        """Shows the determination as it now stands."""
        if says != self._shown:
            self._shown = says
            self._scroll.to_top()
        self._heading.say(says.heading)
        self._scroll.setAccessibleName(says.heading)
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
        if says.rules != self._shown_rules:
            self._shown_rules = says.rules
            clear(self._rules)
            for rule in says.rules:
                self._rules.addWidget(Prose(rule))
        self._caveat.say(says.caveat)
        self._steps_heading.setVisible(bool(says.steps))
        self._steps.say(says.steps)
        self._steps.setVisible(bool(says.steps))
        self._say_missing(says)

    def _say_missing(self, says: LiveSays) -> None:
        self._missing_heading.setVisible(bool(says.missing))
        if says.missing == self._shown_missing:
            return
        self._shown_missing = says.missing
        clear(self._missing)
        for missing in says.missing:
            link = LinkRow(missing.label)
            link.clicked.connect(lambda _checked=False, fact=missing.fact: self.missing_chosen.emit(fact))
            self._missing.addWidget(link)
