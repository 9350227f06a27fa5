"""The command palette: type to find a case, a screen or an action; Enter does it."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.viewmodels.window.palette_model import PaletteModel
from app.views.kit.captions import N_, say, spoken
from app.views.kit.layouts import column, wide
from app.views.kit.picker_list import PickerList
from app.views.kit.register_band import bands_above
from app.views.kit.theme import scaled

_TITLE = N_("Find or go")
_PLACEHOLDER = N_("Type a case, a party, a rule, a question or an action")
_NOTHING = N_("Nothing matches. Try another word.")
#: So many rows, and no more than what of the screen the field above them leaves.
_ROWS, _MOST_OF_THE_HEIGHT = 9.5, 0.7


class PaletteDialog(QDialog):
    """A search field over what can be done and gone to."""

    def __init__(self, parent: QWidget, make_model: Callable[[QWidget], PaletteModel]) -> None:
        super().__init__(parent)
        self._value: str | None = None
        #: Whether Enter was pressed and waits for what the register finds.
        self._is_awaited = False
        say(self, windowTitle=_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = make_model(self)
        room = parent.screen().availableGeometry()
        self.picker = PickerList(model=self.model, rows=min(_ROWS, room.height() * _MOST_OF_THE_HEIGHT / scaled(34)))
        self.picker.say(spoken(_TITLE), placeholder=_PLACEHOLDER, nothing=_NOTHING)
        self.picker.row_picked.connect(self._do)
        self.picker.missed.connect(self._wait)
        self.model.modelAboutToBeReset.connect(self._remember_row)
        self.model.modelReset.connect(self._choose_row)
        self.finished.connect(lambda _result: self.model.close())
        column(*bands_above(parent), wide(column(self.picker, margins=(14, 14, 14, 14))), spacing=0, of=self)
        self.setFixedWidth(min(scaled(620), round(room.width() * 0.96)))
        self.picker.search.setFocus()
        self.picker.list.setCurrentIndex(self.model.index(0))

    def _remember_row(self) -> None:
        index = self.picker.list.currentIndex()
        self._value = self.model.value_at(index.row()) if index.isValid() else None

    def _choose_row(self) -> None:
        """What the register has found must not move the choice, nor lose it."""
        if self.model.rowCount():
            index = self.model.index(self.model.row_of(self._value) or 0)
            self.picker.list.setCurrentIndex(index)
            if self._is_awaited and not self.model.is_searching:
                self._do(index)

    def _wait(self) -> None:
        """Enter came before what it is meant for was found."""
        self._is_awaited = self.model.is_searching

    def _do(self, index: QModelIndex) -> None:
        self._is_awaited = False
        self.accept()
        self.model.do(index.row())
