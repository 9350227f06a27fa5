"""Take a pack of reference tables, or go back to the former one: its rows, the lines it touches, the act."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.enactment.renewing_model import RenewingModel
from app.viewmodels.enactment.renewing_page_model import (
    ReferenceRowSays,
    ReferenceTableSays,
    confirmation_form,
    renewing_says,
)
from app.viewmodels.session.form import Form
from app.views.enactment.act_panel import ActPanel
from app.views.enactment.enactment_frame import EnactmentFrame
from app.views.enactment.folder_panel import FolderPanel
from app.views.enactment.history_list import HistoryList
from app.views.kit.badge import Badge
from app.views.kit.button import Button
from app.views.kit.captions import N_
from app.views.kit.card import clear
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class RenewingView(EnactmentFrame):
    """Folder and rows, stored lines, the act."""

    def __init__(self, model: RenewingModel, parent: QWidget | None = None) -> None:
        super().__init__(
            model,
            N_(
                "Agreements, embargo flags, names of states and bodies: dated rows, each with its source. A pack "
                "replaces them as a whole; what it changes is shown before it is taken."
            ),
            FolderPanel(
                N_("Folder with the pack"),
                N_("Read the pack"),
                N_("The pack is being read …"),
                explanation=N_(
                    "The folder that holds the tables and their version. One older than what is in force is refused."
                ),
            ),
            HistoryList(N_("Which pack is in force, and which were before")),
            ActPanel(
                person_help=N_("Name and office. It stands on the record with the day and the pack."),
                done_says=N_(
                    "It is on record. Recorded determinations stay as they are, with the tables they were made with."
                ),
                again=N_("Take another pack"),
            ),
            parent,
        )
        self.model = model
        self._shown: tuple[ReferenceTableSays, ...] = ()
        self._compose_folder()
        lines = self.add_page()
        lines_says = N_(
            "Each stored line is assessed once more with the tables of the pack. Nothing is recorded by that."
        )
        lines.column.addWidget(Prose(lines_says, size=12, token="muted"))
        lines.column.addSpacing(scaled(6))
        lines.column.addWidget(self.reexamination)
        lines.column.addStretch(1)
        self.add_act()
        self._connect()
        self.say()

    def _compose_folder(self) -> None:
        column = self.add_page().column
        self._rows = QVBoxLayout()
        self._rows.setSpacing(scaled(6))
        self._more = Prose(token="muted")
        self._former_says = Prose()
        self.former_button = Button()
        column.addWidget(self.folder)
        column.addLayout(self._rows)
        column.addWidget(self._more)
        column.addSpacing(scaled(14))
        column.addWidget(self.history)
        former = QHBoxLayout()
        former.setSpacing(scaled(12))
        former.addWidget(self._former_says, 1)
        former.addWidget(self.former_button)
        column.addLayout(former)
        column.addStretch(1)

    def _connect(self) -> None:
        model = self.model
        self.former_button.clicked.connect(lambda: model.examine_former())
        model.changed.connect(self.say)

    def last_question(self) -> Form:
        """What is asked before the pack is taken, or the former one taken up again."""
        return confirmation_form(self.model)

    def say(self) -> None:
        """Shows everything as it now stands, in the present language."""
        says = renewing_says(self.model)
        self.say_enactment(says.page)
        self._say_rows(says.tables)
        self._more.say(says.more)
        self._former_says.say(says.former_says)
        self.former_button.say(says.former)
        self.former_button.setVisible(bool(says.former))

    def _say_rows(self, tables: tuple[ReferenceTableSays, ...]) -> None:
        if tables == self._shown:
            return
        self._shown = tables
        clear(self._rows)
        for table in tables:
            self._rows.addWidget(Prose(table.name, bold=True, token="accent"))
            for row in table.rows:
                self._rows.addWidget(_changed_row(row))


def _changed_row(row: ReferenceRowSays) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(scaled(12))
    told = QVBoxLayout()
    told.setSpacing(scaled(1))
    told.addWidget(Prose(row.name, bold=True))
    for cell in row.cells:
        told.addWidget(Prose(cell, size=13))
    mark = QVBoxLayout()
    mark.addWidget(Badge(row.act, token="accent" if row.is_new else "caution", filled=True))
    mark.addStretch(1)
    line.addLayout(mark)
    line.addLayout(told, 1)
    return holder
