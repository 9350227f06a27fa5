"""The screens of the window: which of them are made and kept, and where the keyboard was on each."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.viewmodels.window.window_model import CASE, REQUESTS, WindowModel
from app.views.kit.keyboard import way_back_of_keyboard
from app.views.kit.screen_view import ScreenView
from app.views.window import screens

if TYPE_CHECKING:
    from app.views.case.case_view import CaseView

#: The screens that are always kept, and say themselves where the keyboard is when they are shown again.
_ROOTS = frozenset(area.rail.id for area in screens.AREAS)


class ScreenStack(QStackedWidget):
    """Each screen is made when it is first shown; only that of an area, or one that a way leads back to, is kept."""

    #: What the case is called may be another now.
    case_changed = Signal()

    def __init__(self, model: WindowModel, requests: ScreenView) -> None:
        super().__init__()
        self._model = model
        #: The screens that there are, by their names.
        self._made: dict[str, ScreenView] = {}
        #: What each of them shows: a case, an example.
        self._about: dict[str, object] = {}
        #: How to give the keyboard back to what had it on each of them when another was shown.
        self._ways_back: dict[QWidget, Callable[[], bool]] = {}
        self._hold(REQUESTS, requests)

    @property
    def shown(self) -> ScreenView:
        """The screen that is shown."""
        return self._made[self._model.screen.name]

    def made(self, name: str) -> ScreenView | None:
        """A screen by its name, where there is one."""
        return self._made.get(name)

    def leave(self) -> None:
        """Notes where the keyboard is, and drops what no way leads back to."""
        # Qt moves the keyboard on when what has it is hidden.
        left = self.currentWidget()
        if left is not None:
            self._ways_back[left] = way_back_of_keyboard(left)
        kept = {screen.name: screen.about for screen in (*self._model.way_back, self._model.screen)}
        for name in [name for name, area in screens.AREA_OF.items() if name != area.rail.id]:
            if name not in kept or self._about.get(name) is not kept[name]:
                self._drop(name)

    def show_present(self) -> None:
        """Shows the screen that the window is on. Whoever comes back to it finds the keyboard where it was left."""
        name = self._model.screen.name
        give_back = self._ways_back.get(self._made[name]) if name in self._made and name not in _ROOTS else None
        if name not in self._made:
            self._about[name] = self._model.screen.about
            self._hold(name, screens.AREA_OF[name].screens[name](self._model))
        self.setCurrentWidget(self._made[name])
        if give_back is None or not give_back():
            self._made[name].take_keyboard()

    def drop_all_but_requests(self) -> None:
        """Drops what would be laid out and dressed anew for nothing."""
        for name in self._made.keys() - {REQUESTS}:
            self._drop(name)

    def _hold(self, name: str, screen: ScreenView) -> None:
        self._made[name] = screen
        self.addWidget(screen)
        if name == CASE:
            cast("CaseView", screen).model.changed.connect(self.case_changed)

    def _drop(self, name: str) -> None:
        self._about.pop(name, None)
        screen = self._made.pop(name, None)
        if screen is not None:
            self._ways_back.pop(screen, None)
            self.removeWidget(screen)
            screen.deleteLater()
