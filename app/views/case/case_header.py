"""What stands above the work on a case: its name, its steps, its lines, its edition, and what is to be known first."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.header_model import HeaderSays
from app.viewmodels.case.lines_model import REOPEN
from app.viewmodels.case.panels import PARTICULARS
from app.viewmodels.case.place import Stage
from app.views.case.line_tabs import LineTabs
from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say, spoken
from app.views.kit.heard import announce
from app.views.kit.layouts import column, row, wide
from app.views.kit.note_block import NoteBlock
from app.views.kit.prose import Prose
from app.views.kit.step_header import StepHeader
from app.views.kit.theme import scaled

_BACK = N_("List of requests")
_EDITION_TIP = N_("Change the date as of which the case is assessed")
_EDITIONS = N_("Under every edition")
_EDITIONS_TIP = N_("What each edition says of this line, side by side (Ctrl+4)")

#: From this width on all steps say their names.
_ROOM_FOR_ALL_STEPS = 960

#: Below this width a sign has to do for the way back to the list.
_ROOM_FOR_BACK = 600

#: A reason may be long; the whole of it stands in the tooltip.
_MOST_LINES = 2

#: Many entries may be refused, each for its own cause; the field says it, too.
_MOST_CAUSES = 4


class CaseHeader(QWidget):
    """Two rows, and notices below them. With little room, and with large text, it says less."""

    list_wanted = Signal()
    #: With the place on the screen where a menu can be opened.
    more_wanted = Signal(QPoint)

    def __init__(self, model: CaseModel, says: HeaderSays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says = says
        self._back = Button(rank=Rank.QUIET, sign="back", act=self.list_wanted.emit)
        self._number = Prose(size=18, token="muted", most_lines=1)
        self._title = Prose(size=18, bold=True, is_caption=True, most_lines=1)
        self._officer = Prose(size=12, token="muted", most_lines=1)
        self._state = Badge()
        self._steps = StepHeader(len(Stage))
        self._steps.chosen.connect(lambda stage: model.go_to_stage(Stage(stage)))
        self._tabs = LineTabs(model)
        self._edition = Button(rank=Rank.QUIET, size=12, act=partial(model.go_to_field, PARTICULARS, "assessed_on"))
        self.editions_button = Button(rank=Rank.QUIET, sign="columns", size=12, act=model.show_editions)
        self._more = Button(
            "", N_("More that can be done with this case"), rank=Rank.QUIET, sign="more", act=self._show_more
        )
        self._notice = NoteBlock(token="caution", most_lines=_MOST_LINES)
        self.reopen_button = Button(act=partial(REOPEN.do, model))
        self._put_back = NoteBlock(most_lines=_MOST_LINES)
        self._unsaved = NoteBlock(token="caution", most_lines=_MOST_CAUSES)
        self.save_again_button = Button(N_("Save again"), rank=Rank.PRIMARY, act=model.save_again)
        column(
            row(self._back, self._number, wide(self._title), self._steps, spacing=10),
            row(
                wide(self._tabs), self._officer, self._state, self._edition, self.editions_button, self._more, spacing=8
            ),
            row(wide(self._notice), self.reopen_button),
            self._put_back,
            row(wide(self._unsaved), self.save_again_button),
            spacing=8,
            of=self,
        )

    def _show_more(self) -> None:
        self.more_wanted.emit(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text the steps give way to the title."""
        self._steps.shorten(is_short=self.width() < scaled(_ROOM_FOR_ALL_STEPS))
        self._fit()
        super().resizeEvent(event)

    def leave_room(self, *, is_low: bool) -> None:
        """On a low window each notice takes one line, and the tooltip has the whole."""
        for notice, most_lines in (
            (self._notice, _MOST_LINES),
            (self._put_back, _MOST_LINES),
            (self._unsaved, _MOST_CAUSES),
        ):
            notice.limit(1 if is_low else most_lines)

    def say(self, says: HeaderSays, *, has_more: bool) -> None:
        """Shows how the case now stands."""
        self._says = says
        self._number.say(says.number)
        self._title.say(says.title)
        self._officer.say(says.officer)
        self._state.say(says.state, "caution" if says.is_ended else "muted")
        self._steps.say(says.stages)
        self._tabs.say(says.tabs, says.add_line)
        self._fit()
        self._more.setVisible(has_more)
        self._notice.say("", says.notice)
        self.reopen_button.say(says.reopen)
        self.reopen_button.setVisible(bool(says.reopen))
        self._put_back.say("", says.put_back)
        self._unsaved.say("", says.unsaved)
        self.save_again_button.setVisible(bool(says.unsaved) and says.may_save_again)

    def speak(self) -> None:
        """Has what is told of the last act heard."""
        announce(self, self._says.put_back)

    def _fit(self) -> None:
        """Where there is little room, signs have to do for what else there is, so that the lines get theirs."""
        says, room = self._says, self.width()
        self._say_beside_lines(says, is_narrow=False)
        beside = (self._officer, self._state, self._edition, self.editions_button, self._more)
        needed = self._tabs.sizeHint().width() + sum(each.sizeHint().width() + scaled(8) for each in beside)
        self._say_beside_lines(says, is_narrow=needed > room or room < scaled(_ROOM_FOR_ALL_STEPS))
        self._back.say("" if room < scaled(_ROOM_FOR_BACK) else _BACK, _BACK)

    def _say_beside_lines(self, says: HeaderSays, *, is_narrow: bool) -> None:
        self._state.setVisible(not is_narrow)
        self._officer.setVisible(bool(says.officer) and not is_narrow)
        if is_narrow:
            self._edition.say(says.edition_short, f"{says.edition}\n{spoken(_EDITION_TIP)}")
        else:
            self._edition.say(says.edition, _EDITION_TIP)
        self.editions_button.say("" if is_narrow else _EDITIONS, _EDITIONS_TIP)
        say(self.editions_button, accessibleName=_EDITIONS)
        # It stays pressed while the editions are what is shown.
        self.editions_button.setDown(says.shows_editions)
