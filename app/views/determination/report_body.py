"""The reasons of a determination: the rules with their trace, the near misses, the points, the records of the line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.determination.near_miss_model import NearMissSays, WhyNotSays
from app.viewmodels.determination.report_model import ReportSays
from app.viewmodels.determination.rule_model import RuleSays
from app.views.determination.trace_view import TraceView
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, Said, say
from app.views.kit.card import clear
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled

_READ_RECORD = N_("Read it as it was recorded")


class ReportBody(QWidget):
    """What stands below the outcome, alike for the present determination and for a recorded one."""

    fact_wanted = Signal(str)
    rule_wanted = Signal(str, str)
    record_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(scaled(6))

    def say(self, says: ReportSays, edition_id: str) -> None:
        """Shows the reasons; with an edition's id each rule can be read in the Rulebook."""
        clear(self.column)
        for number, rule in enumerate(says.rules):
            if number == 0:
                self.add_heading(N_("Applicable rule"))
            self._add_rule(rule, edition_id)
        if says.agreements:
            self.add_heading(N_("Transfer agreement"))
        for agreement in says.agreements:
            self.column.addWidget(Prose(agreement.says))
            if agreement.origin:
                self.column.addWidget(Prose(agreement.origin, size=12, token="muted"))
        if says.missing:
            self.add_heading(N_("Still unknown, and able to change the result"))
            for missing in says.missing:
                link = LinkRow(missing.label)
                link.clicked.connect(lambda _checked=False, fact=missing.fact: self.fact_wanted.emit(fact))
                self.column.addWidget(link)
        self._add_why_not(says.why_not)
        if says.points:
            self.add_heading(N_("Unpublished or contested points that touch this"))
            for point in says.points:
                self.column.addWidget(Prose(point, size=13))
        self._add_records(says)

    def add_heading(self, text: Said) -> None:
        """Begins another part."""
        self.column.addSpacing(scaled(12))
        self.column.addWidget(Prose(text, bold=True, token="accent"))
        self.column.addWidget(RuleLine())

    def add_disclaimer(self) -> None:
        """Ends with what a determination is not."""
        disclaimer = N_("This says which published rule applies and who decides. It is not a permit.")
        self.column.addSpacing(scaled(8))
        self.column.addWidget(Prose(disclaimer, size=12, token="muted"))

    def _add_why_not(self, says: WhyNotSays) -> None:
        """The near misses; the others are folded below a button that unfolds them."""
        if not says.near and not says.far:
            return
        self.add_heading(N_("Why not the others"))
        self.column.addWidget(
            Prose(N_("Each rule or ground, what it would lead to, and the conditions it lacks"), size=12, token="muted")
        )
        for miss in says.near:
            self.column.addWidget(_near_miss(miss))
        if not says.far:
            return
        unfold = Button(says.far_heading, rank=Rank.QUIET, sign="forward", size=12)
        self.column.addWidget(unfold, 0, Qt.AlignmentFlag.AlignLeft)
        folded = QWidget()
        rows = QVBoxLayout(folded)
        rows.setContentsMargins(0, 0, 0, 0)
        for miss in says.far:
            rows.addWidget(_near_miss(miss))
        folded.hide()
        self.column.addWidget(folded)

        def turn() -> None:
            folded.setVisible(folded.isHidden())
            unfold.show_sign("forward" if folded.isHidden() else "down")

        unfold.clicked.connect(lambda: turn())

    def _add_records(self, says: ReportSays) -> None:
        if says.records:
            self.add_heading(N_("Recorded determinations of this line"))
        for record in says.records:
            link = LinkRow(record.text, sign="document", size=13)
            say(link, toolTip=_READ_RECORD, accessibleDescription=_READ_RECORD)
            link.clicked.connect(lambda _checked=False, at=record.id: self.record_wanted.emit(at))
            self.column.addWidget(link)

    def _add_rule(self, rule: RuleSays, edition_id: str) -> None:
        self.column.addWidget(Prose(rule.label, size=16, bold=True))
        self.column.addWidget(Prose(rule.says))
        origin = QWidget()
        line = QHBoxLayout(origin)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(10))
        badge = Badge(rule.confidence, token=rule.confidence_token)
        badge.setToolTip(rule.confidence_says)
        badge.setAccessibleDescription(rule.confidence_says)
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        basis = "　".join(part for part in (rule.clause, rule.sources) if part)
        line.addWidget(Prose(basis, size=12, token="muted"), 1)
        self.column.addWidget(origin)
        for point in rule.points:
            self.column.addWidget(Prose(point, size=12, token="muted"))
        self.column.addSpacing(scaled(4))
        if edition_id:
            open_rule = Button(N_("Read it in the Rulebook"), rank=Rank.QUIET, sign="rulebook", size=12)
            open_rule.clicked.connect(lambda: self.rule_wanted.emit(edition_id, rule.id))
            self.column.addWidget(open_rule, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(Prose(N_("Why it applies"), size=12, token="muted"))
        tree = TraceView()
        tree.say(rule.reasons)
        self.column.addWidget(tree)
        self.column.addSpacing(scaled(6))


def _near_miss(miss: NearMissSays) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, scaled(6))
    column.setSpacing(scaled(1))
    column.addWidget(Prose(miss.label, bold=True, size=13))
    bullets = BulletList(size=13, hollow=True)
    column.addWidget(bullets)
    bullets.say(miss.lacking)
    return holder
