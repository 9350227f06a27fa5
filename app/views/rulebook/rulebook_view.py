"""The Rulebook: its name and the tabs of its pages over the page that is shown."""

from collections.abc import Callable, Mapping
from typing import Protocol, cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.viewmodels.rulebook.rulebook_model import Page, RulebookModel, way_back_says
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_
from app.views.kit.keyboard import keyboard_kept
from app.views.kit.layouts import ROOM, column, row, wide
from app.views.kit.page_tabs import PageTabs
from app.views.kit.prose import Prose
from app.views.kit.screen_view import ScreenView
from app.views.kit.theme import scaled

#: Below this width there is no room for the title beside the tabs.
_ROOM_FOR_TITLE, _LEAST = 780, 440


class PageView(Protocol):
    """What a page of the Rulebook can do; it is a widget."""

    def say(self) -> None:
        """Shows everything in the present language, as it now stands."""

    def focus_search(self) -> None:
        """Puts the keyboard where something can be searched for, or where the page begins."""


_NAMES = {
    Page.READ.value: N_("Read"),
    Page.COMPARE.value: N_("Compare"),
    Page.IN_FORCE.value: N_("Put in force"),
    Page.REFERENCE.value: N_("Update reference data"),
}


class RulebookView(ScreenView):
    """The pages of the Rulebook. A page is made by its maker when it is first shown."""

    back_wanted = Signal()

    def __init__(
        self,
        model: RulebookModel,
        makers: Mapping[Page, Callable[[RulebookModel], PageView]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self._makers = makers
        self.pages: dict[Page, PageView] = {}
        self._back = Button(rank=Rank.QUIET, sign="back", act=self.back_wanted.emit)
        self._title = Prose(N_("Rulebook"), size=22, bold=True, is_caption=True, most_lines=1)
        self.tabs = PageTabs(_NAMES)
        self._stack = QStackedWidget()
        top = row(self._back, self._title, self.tabs, ROOM, spacing=16)
        self._column = column(top, wide(self._stack), spacing=10, margins=(20, 12, 20, 16), of=self)
        self.tabs.chosen.connect(lambda page: model.go_to_page(Page(page)))
        model.changed.connect(self.say)
        self.say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text a sign has to do for the way back, and the tab for the title."""
        self._fit()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What is needed at the least."""
        return QSize(scaled(_LEAST), self._column.minimumSize().height())

    def _fit(self) -> None:
        back, is_narrow = way_back_says(self.model), self.width() < scaled(_ROOM_FOR_TITLE)
        self._title.setVisible(not is_narrow)
        self._back.say("" if is_narrow else back, back)

    def take_keyboard(self) -> None:
        """Override: the keyboard begins at what can be searched on the page, which may have changed meanwhile."""
        self.say()
        self.focus_search()

    def focus_search(self) -> None:
        """Override: the page that is shown is searched."""
        self.page.focus_search()

    def say(self) -> None:
        """Shows the present page in the present language."""
        with keyboard_kept(self, self.focus_search):
            self._back.setVisible(bool(self.model.came_from))
            self._fit()
            self.tabs.say(self.model.page.value)
            page = self.page
            page.say()
            self._stack.setCurrentWidget(cast("QWidget", page))

    @property
    def page(self) -> PageView:
        """The present page; it is made when it is first asked for."""
        present = self.model.page
        if present not in self.pages:
            self.pages[present] = self._makers[present](self.model)
            self._stack.addWidget(cast("QWidget", self.pages[present]))
        return self.pages[present]
