"""The determination so far, beside the questions: it changes as the answers do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.viewmodels.determination_model import LiveSays, MissingSays
from app.views.badge import Badge
from app.views.bullet_list import BulletList
from app.views.card import Card, ScrollColumn, clear
from app.views.ladder_view import LadderView
from app.views.link_row import LinkRow
from app.views.prose import Prose
from app.views.theme import scaled


class LivePanel(Card):
    """Outcome, rule, procedure, commitments and what is missing."""

    missing_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll = ScrollColumn(margins=(18, 16, 14, 18), spacing=0)
        self.column.addWidget(self._scroll)
        inside = self._scroll.column
        self._heading = Prose(size=12, token="muted")
        self._badge = Badge()
        self._outcome = Prose(size=20, bold=True, heading=True)
        inside.addWidget(self._heading)
        inside.addSpacing(scaled(2))
        inside.addWidget(self._outcome)
        inside.addSpacing(scaled(6))
        inside.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addSpacing(scaled(3))
        self._remaining = Prose(size=12, token="muted")
        inside.addWidget(self._remaining)
        self._possible_heading = self._caption(inside)
        self._possible = BulletList(size=12, hollow=True, token="muted")
        inside.addWidget(self._possible)
        self._cautions = BulletList(size=12, token="caution")
        inside.addSpacing(scaled(6))
        inside.addWidget(self._cautions)
        self._rule_heading = self._caption(inside)
        self._rules = QVBoxLayout()
        self._rules.setSpacing(scaled(6))
        inside.addLayout(self._rules)
        self._steps_heading = self._caption(inside)
        self._steps = LadderView()
        inside.addWidget(self._steps)
        self._commitments_heading = self._caption(inside)
        self._commitments = BulletList()
        inside.addWidget(self._commitments)
        self._recommended_heading = self._caption(inside)
        self._recommended = BulletList(hollow=True)
        inside.addWidget(self._recommended)
        self._notices_heading = self._caption(inside)
        self._notices = BulletList()
        inside.addWidget(self._notices)
        self._missing_heading = self._caption(inside)
        self._missing = QVBoxLayout()
        self._missing.setSpacing(0)
        inside.addLayout(self._missing)
        inside.addStretch(1)
        self._shown_rules: tuple[str, ...] | None = None
        self._shown_missing: tuple[MissingSays, ...] | None = None

    @staticmethod
    def _caption(column: QVBoxLayout) -> Prose:
        holder = Prose(size=12, token="muted")
        holder.setContentsMargins(0, scaled(14), 0, scaled(3))
        column.addWidget(holder)
        return holder

    def say(self, says: LiveSays) -> None:
        """Shows the determination as it now stands."""
        words = says.headings
        self._heading.say(words.heading)
        self._badge.say(says.badge, "caution" if not says.settled else "accent")
        self._outcome.say(says.outcome)
        self._remaining.say(says.remaining)
        for heading, list_, heading_text, statements in (
            (self._possible_heading, self._possible, words.possible, says.possible),
            (self._commitments_heading, self._commitments, words.commitments, says.commitments),
            (self._recommended_heading, self._recommended, words.recommended, says.recommended),
            (self._notices_heading, self._notices, words.notices, says.notices),
        ):
            heading.say(heading_text if statements else "")
            list_.say(statements)
        self._cautions.say(says.cautions)
        self._rule_heading.say(words.rule if says.rules else "")
        if says.rules != self._shown_rules:
            self._shown_rules = says.rules
            clear(self._rules)
            for rule in says.rules:
                self._rules.addWidget(Prose(rule))
        self._steps_heading.say(words.steps if says.steps else "")
        self._steps.say(says.steps)
        self._steps.setVisible(bool(says.steps))
        self._say_missing(says)

    def _say_missing(self, says: LiveSays) -> None:
        self._missing_heading.say(says.headings.missing if says.missing else "")
        if says.missing == self._shown_missing:
            return
        self._shown_missing = says.missing
        clear(self._missing)
        for missing in says.missing:
            link = LinkRow(missing.label)
            link.clicked.connect(lambda _checked=False, fact=missing.fact: self.missing_chosen.emit(fact))
            self._missing.addWidget(link)
