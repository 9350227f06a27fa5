"""The list of sections at the left, with how far each has got."""

from functools import partial

from PySide6.QtCore import QTimer, Signal

from app.viewmodels.questions.sections_model import SectionGroupSays, SectionSays
from app.views.kit.captions import N_, say
from app.views.kit.card import Card, ScrollColumn, clear
from app.views.kit.layouts import ROOM, add, wide
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled
from app.views.questions.fact_row import FactMark, FactRow
from app.views.questions.section_row import SectionMark, SectionRow


class SectionsPanel(Card):
    """Groups of rows; a row leads to its section."""

    chosen = Signal(str)
    fact_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        say(self, accessibleName=N_("Sections"))
        self._scroll = ScrollColumn(margins=(8, 10, 8, 8), spacing=2)
        self._rows: dict[str, SectionRow] = {}
        self._captions: list[Prose] = []
        self._shape: tuple[tuple[str, ...], ...] = ()
        self._facts: dict[str, FactRow] = {}
        self._opened = ""
        self._in_sight = ""
        add(self.column, wide(self._scroll))

    def say(self, groups: tuple[SectionGroupSays, ...]) -> None:
        """Shows the groups; rows are made anew only when the sections themselves change."""
        shape = tuple(tuple(section.id for section in group.sections) for group in groups)
        if shape != self._shape:
            self._make_rows(groups)
            self._shape = shape
        for caption, group in zip(self._captions, groups, strict=True):
            caption.say(group.label)
            for section in group.sections:
                row = self._rows[section.id]
                row.say(section.label, section.state, section.progress, SectionMark(section.mark), section.share)
                row.mark(here=section.here)
                self._say_facts(section)
                if section.here and not section.facts and section.id != self._in_sight:
                    self._in_sight = section.id
                    QTimer.singleShot(0, self, self._bring_into_sight)

    def _say_facts(self, section: SectionSays) -> None:
        """The questions of the section that is open stand below it."""
        if section.here and (section.id != self._opened or set(self._facts) != {fact.fact for fact in section.facts}):
            self._fold()
            self._opened = section.id
            first = self._scroll.column.indexOf(self._rows[section.id]) + 1
            for at, fact in enumerate(section.facts, first):
                row = self._facts[fact.fact] = FactRow(partial(self.fact_chosen.emit, fact.fact))
                self._scroll.column.insertWidget(at, row)
        elif not section.here and section.id == self._opened:
            self._fold()
        if section.here:
            for fact in section.facts:
                self._facts[fact.fact].say(fact.label, fact.state, FactMark(fact.mark), here=fact.here)
                if fact.here and fact.fact != self._in_sight:
                    self._in_sight = fact.fact
                    # The rows get their places only when control is back in the loop.
                    QTimer.singleShot(0, self, self._bring_into_sight)

    def _fold(self) -> None:
        for row in self._facts.values():
            row.hide()
            row.deleteLater()
        self._facts, self._opened = {}, ""

    def _bring_into_sight(self) -> None:
        section = self._rows.get(self._opened if self._in_sight in self._facts else self._in_sight)
        row = self._facts.get(self._in_sight)
        if row is not None:
            self._scroll.ensureWidgetVisible(row, 0, scaled(60))
        if section is not None:
            self._scroll.ensureWidgetVisible(section, 0, scaled(30))

    def _make_rows(self, groups: tuple[SectionGroupSays, ...]) -> None:
        clear(self._scroll.column)
        self._rows, self._captions, self._facts, self._opened = {}, [], {}, ""
        for group in groups:
            margins = (12, 12 if self._captions else 6, 4, 2)
            caption = Prose(size=12, token="muted", is_caption=True, most_lines=1, margins=margins)
            self._captions.append(caption)
            rows = {section.id: SectionRow(partial(self.chosen.emit, section.id)) for section in group.sections}
            self._rows |= rows
            add(self._scroll.column, caption, *rows.values())
        add(self._scroll.column, ROOM)
