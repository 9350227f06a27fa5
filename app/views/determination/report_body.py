"""The reasons of a determination: the rules with their trace, the near misses, the points, the records of the line."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.statements.near_misses import NearMissSays, WhyNotSays
from app.statements.record_status import RecordSays
from app.statements.report import ReportSays
from app.statements.rule_statement import RuleSays
from app.views.determination.trace_view import trace
from app.views.kit.badge import Badge
from app.views.kit.bullet_list import BulletList
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, Said, say
from app.views.kit.card import clear
from app.views.kit.layouts import Part, add, at, column, held, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.rule_line import RuleLine
from app.views.kit.selectable_prose import SelectableProse as Prose

_READ_RECORD = N_("Read it as it was recorded")


class ReportBody(QWidget):
    """What stands below the outcome, alike for the present determination and for a recorded one."""

    fact_wanted = Signal(str)
    rule_wanted = Signal(str, str)
    record_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column(spacing=6, of=self)

    def say(self, says: ReportSays, edition_id: str) -> None:
        """Shows the reasons; with an edition's id each rule can be read in the Rulebook."""
        clear(self.column)
        self.add_part(N_("Applicable rule"), *(self._rule(rule, edition_id) for rule in says.rules))
        agreements = ((Prose(each.says), Prose(each.origin, size=12, token="muted")) for each in says.agreements)
        self.add_part(N_("Transfer agreement"), *(prose for pair in agreements for prose in pair if prose.text()))
        self.add_part(
            N_("Still unknown, and able to change the result"),
            *(LinkRow(fact.label, act=partial(self.fact_wanted.emit, fact.fact)) for fact in says.missing),
        )
        self._add_why_not(says.why_not)
        points = (Prose(point, size=13) for point in says.points)
        self.add_part(N_("Unpublished or contested points that touch this"), *points)
        digests = (Prose(f"{each.label}\n{each.value}", size=12, token="muted") for each in says.digests)
        self.add_part(N_("Edition and digests"), *digests)
        self.add_part(N_("Recorded determinations of this line"), *map(self._record, says.records))

    def add_part(self, heading: Said, *parts: Part) -> None:
        """Adds something under a heading; nothing, where nothing is to stand there."""
        if parts:
            add(self.column, 12, Prose(heading, bold=True, token="accent"), RuleLine(), *parts)

    def add_disclaimer(self) -> None:
        """Ends with what a determination is not."""
        disclaimer = N_("This says which published rule applies and who decides. It is not a permit.")
        add(self.column, 8, Prose(disclaimer, size=12, token="muted"))

    def _add_why_not(self, says: WhyNotSays) -> None:
        """The near misses; the others are folded below a button that unfolds them."""
        if says.near or says.far:
            note = N_("Each rule or ground, what it would lead to, and the conditions it lacks")
            near = map(_near_miss, says.near)
            self.add_part(N_("Why not the others"), Prose(note, size=12, token="muted"), *near)
        if not says.far:
            return
        folded = held(column(*map(_near_miss, says.far)))
        folded.hide()

        def turn() -> None:
            folded.setVisible(folded.isHidden())
            unfold.show_sign("forward" if folded.isHidden() else "down")

        unfold = Button(says.far_heading, rank=Rank.QUIET, sign="forward", size=12, act=turn)
        add(self.column, at(Qt.AlignmentFlag.AlignLeft, unfold), folded)

    def _record(self, record: RecordSays) -> LinkRow:
        link = LinkRow(record.text, sign="document", size=13, act=partial(self.record_wanted.emit, record.id))
        say(link, toolTip=_READ_RECORD, accessibleDescription=_READ_RECORD)
        return link

    def _rule(self, rule: RuleSays, edition_id: str) -> QWidget:
        badge = Badge()
        badge.say(rule.confidence, rule.confidence_token, rule.confidence_says)
        basis = "　".join(part for part in (rule.clause, rule.sources) if part)
        origin = wide(Prose(basis, size=12, token="muted"))
        parts: list[Part] = [Prose(rule.label, size=16, bold=True), Prose(rule.says)]
        parts.append(row(at(Qt.AlignmentFlag.AlignTop, badge), origin, spacing=10))
        parts += [*(Prose(point, size=12, token="muted") for point in rule.points), 4]
        if edition_id:
            read = partial(self.rule_wanted.emit, edition_id, rule.id)
            button = Button(N_("Read it in the Rulebook"), rank=Rank.QUIET, sign="rulebook", size=12, act=read)
            parts.append(at(Qt.AlignmentFlag.AlignLeft, button))
        parts += [Prose(N_("Why it applies"), size=12, token="muted"), trace(rule.reasons)]
        return held(column(*parts, spacing=6, margins=(0, 0, 0, 6)))


def _near_miss(miss: NearMissSays) -> QWidget:
    lacking = BulletList(miss.lacking, size=13, hollow=True)
    return held(column(Prose(miss.label, bold=True, size=13), lacking, spacing=1, margins=(0, 0, 0, 6)))
