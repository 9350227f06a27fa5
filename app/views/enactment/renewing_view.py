"""Take a pack of reference tables, or go back to the former one: its rows, the lines it touches, the act."""

from PySide6.QtWidgets import QWidget

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
from app.views.kit.layouts import ROOM, column, held, row, wide
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose


class RenewingView(EnactmentFrame):
    """Folder and rows, stored lines, the act."""

    def __init__(self, model: RenewingModel) -> None:
        super().__init__(
            model,
            N_(
                "Agreements, embargo flags, names of countries and bodies: rows with dates, each with its source. A "
                "pack replaces them as a whole; what it changes is shown before it is taken."
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
        )
        self.model = model
        self._rows = Listing(spacing=6)
        self._more = Prose(token="muted")
        self._former_says = Prose()
        self.former_button = Button(act=model.examine_former)
        former = row(wide(self._former_says), self.former_button, spacing=12)
        lines_says = N_(
            "Each stored line is assessed once more with the tables of the pack. Nothing is recorded by that."
        )
        self.add_page(self.folder, self._rows, self._more, 14, self.history, former)
        self.add_page(Prose(lines_says, size=12, token="muted"), 6, self.reexamination)
        self.add_page(self.act)
        model.changed.connect(self.say)
        self.say()

    def last_question(self) -> Form:
        """What is asked before the pack is taken, or the former one taken up again."""
        return confirmation_form(self.model)

    def say(self) -> None:
        """Shows everything as it now stands, in the present language."""
        says = renewing_says(self.model)
        self.say_enactment(says.page)
        self._rows.say(says.tables, _table)
        self._more.say(says.more)
        self._former_says.say(says.former_says)
        self.former_button.say(says.former)
        self.former_button.setVisible(bool(says.former))


def _table(says: ReferenceTableSays) -> QWidget:
    name = Prose(says.name, bold=True, token="accent")
    return held(column(name, *map(_changed_row, says.rows), spacing=6))


def _changed_row(says: ReferenceRowSays) -> QWidget:
    mark = Badge(says.act, token="accent" if says.is_new else "caution", filled=True)
    told = column(Prose(says.name, bold=True), *(Prose(cell, size=13) for cell in says.cells), spacing=1)
    return held(row(column(mark, ROOM), wide(told), spacing=12))
