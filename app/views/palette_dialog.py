"""The command palette: type to find a case, a screen or an action; Enter does it."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.viewmodels.palette_model import PaletteModel
from app.views.picker_list import PickerList
from app.views.theme import scaled


class PaletteDialog(QDialog):
    """A search field over what can be done and gone to."""

    def __init__(
        self, parent: QWidget, make_model: Callable[[QWidget], PaletteModel], says: tuple[str, str, str]
    ) -> None:
        super().__init__(parent)
        title, placeholder, nothing = says
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = make_model(self)
        self.picker = PickerList(model=self.model, rows=9.5)
        self.picker.say(placeholder=placeholder, search_name=placeholder, list_name=title, nothing=nothing)
        self.picker.row_picked.connect(self._do)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(14), scaled(14), scaled(14), scaled(14))
        column.addWidget(self.picker)
        self.setFixedWidth(scaled(620))
        self.picker.search.setFocus()
        self.picker.list.setCurrentIndex(self.model.index(0))

    def _do(self, index: QModelIndex) -> None:
        self.accept()
        self.model.do(index.row())
