"""Before a determination is recorded: what is missing, with the way to each, what will be recorded, and the act."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.questions.recording_model import GapSays, GapsSays, RecordingPageSays, recording_page
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say
from app.views.kit.card import Card, ScrollColumn
from app.views.kit.keyboard import focus_first
from app.views.kit.layouts import ROOM, at, column, grid, held, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.kit.theme import scaled

_LEFT, _TOP = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
_RIGHT = 380
#: Below this width what will be recorded stands below what is missing.
_ROOM_BESIDE = 700
_LEAST, _LEAST_HEIGHT = 400, 150


class RecordingView(QWidget):
    """The gaps at the left; at the right what will be recorded, and the one button that records it."""

    #: The fact, or the form and its field, that a gap leads to.
    change_wanted = Signal(str, str)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: RecordingPageSays | None = None
        self._title = Prose(size=20, bold=True, heading=True)
        self._explanation = Prose(token="muted")
        self._complete = Prose(bold=True)
        self._kinds = Listing(spacing=2)
        self._facts = Listing(spacing=4)
        self._says = Prose(size=12, token="muted")
        back = Button(N_("Back to the answers"), sign="back", act=self._go_back)
        self.act_button = Button(rank=Rank.PRIMARY, sign="seal", act=model.record)
        self.page = ScrollColumn(
            at(_LEFT, back),
            6,
            self._title,
            self._explanation,
            6,
            self._complete,
            self._kinds,
            margins=(28, 16, 24, 22),
            spacing=4,
        )
        say(self.page, accessibleName=N_("Before it is recorded"))
        #: What will be recorded, and the act: at the right, or with little room below the gaps.
        self._recorded = held(
            column(
                Prose(N_("What will be recorded"), size=16, bold=True, heading=True),
                6,
                self._facts,
                14,
                ROOM,
                at(_LEFT, self.act_button),
                self._says,
                spacing=6,
            )
        )
        self._beside = ScrollColumn(margins=(20, 16, 18, 16), spacing=0)
        self._right = Card(wide(self._beside))
        row(wide(Card(self.page)), self._right, spacing=12, of=self)
        self._place(is_narrow=False)

    def _place(self, *, is_narrow: bool) -> None:
        (self.page if is_narrow else self._beside).column.addWidget(self._recorded)
        self._right.setVisible(not is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text one column is left: first the gaps, then the act."""
        width = self.width()
        self._place(is_narrow=width < scaled(_ROOM_BESIDE))
        self._right.setFixedWidth(min(scaled(_RIGHT), round(width * 0.42)))
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least, however wide the parts are at present."""
        return QSize(scaled(_LEAST), scaled(_LEAST_HEIGHT))

    def take_keyboard(self) -> None:
        """The keyboard begins where one goes back, never on the act that lasts."""
        focus_first(self.page, self)

    def to_top(self) -> None:
        """Begins at the first gap."""
        self.page.to_top()

    def say(self) -> None:
        """Shows the gaps as they now are."""
        says = recording_page(self._model)
        if says == self._shown:
            return
        self._shown = says
        self._title.say(says.title)
        self._explanation.say(says.explanation)
        self._complete.say(says.complete)
        self._kinds.say(says.kinds, self._kind)
        self._facts.say(says.facts, _fact)
        self.act_button.say(says.act)
        self.act_button.setEnabled(says.may_record)
        self._says.say(says.says)

    def _go_back(self) -> None:
        self._model.go_to_stage(self._model.place.stage)

    def _kind(self, says: GapsSays) -> QWidget:
        heading = Prose(says.heading, bold=True, token="accent")
        explanation = Prose(says.explanation, size=12, token="muted")
        gaps = [part for gap in says.gaps for part in self._gap(gap)]
        return held(column(heading, RuleLine(), 2, explanation, *gaps, spacing=3, margins=(0, 12, 0, 0)))

    def _gap(self, says: GapSays) -> list[QWidget]:
        link = LinkRow(says.label, act=partial(self.change_wanted.emit, says.target, says.field))
        if not says.details:
            return [link]
        say(link, accessibleDescription=says.details)
        return [link, Prose(says.details, size=12, token="muted", margins=(20, 0, 0, 4))]


def _fact(fact: tuple[str, str]) -> QWidget:
    label, value = fact
    table = grid((Prose(label, token="muted"), Prose(value, bold=True)), spacing=(12, 0), shares=(2, 3), alignment=_TOP)
    return held(table)
