"""The copies that are kept of the register: which there are, one more, and one in the place of the register."""

from functools import partial

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from app.viewmodels.window.copies_model import CopiesModel, CopySays
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, spoken
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.layouts import ROOM, add, column, held, row, wide
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose

_CHOOSE = N_("Choose the folder for kept copies")


class CopiesPanel(QWidget):
    """Where they are kept, the list, and what can be done; it stands in its dialog, or beside other things."""

    def __init__(self, model: CopiesModel) -> None:
        super().__init__()
        self._model = model
        self._folder, self._rule, self._empty = Prose(bold=True), Prose(token="muted"), Prose()
        self.keep_button = Button(N_("Keep a copy now"), sign="copy", act=model.keep)
        self.folder_button = Button(N_("Choose the folder"), act=self._choose)
        self.beside_button = Button(N_("Beside the register"), act=lambda: model.choose_folder(""))
        self.stop_button = Button(N_("Stop"), act=model.stop)
        self._job, self.progress = Prose(), QProgressBar(textVisible=False)
        self._under_way = held(column(self._job, row(wide(held(column(self.progress))), self.stop_button), spacing=4))
        self._complaint, self._why_not = Prose(token="caution"), Prose(token="muted")
        self.list = Listing(spacing=6)
        column(
            self._folder,
            self._rule,
            row(self.keep_button, self.folder_button, self.beside_button, ROOM),
            self._under_way,
            self._complaint,
            self._empty,
            self._why_not,
            self.list,
            spacing=8,
            of=self,
        )
        model.changed.connect(self.speak)
        self.speak()

    def speak(self) -> None:
        """Shows how it stands."""
        says = self._model.says()
        self._folder.say(says.folder)
        self._rule.say(says.rule)
        self._empty.say(says.empty)
        self._why_not.say(says.why_no_restore if says.copies else "")
        self._complaint.say(says.complaint)
        self._job.say(says.job)
        self._under_way.setVisible(bool(says.job))
        self.progress.setValue(says.share)
        self.progress.setAccessibleName(says.job)
        self.keep_button.setEnabled(says.may_keep)
        self.beside_button.setVisible(says.is_folder_chosen)
        self.list.say(((copy, says.may_keep and not says.why_no_restore) for copy in says.copies), self._row)

    def _row(self, shown: tuple[CopySays, bool]) -> QWidget:
        copy, may_restore = shown
        button = Button(N_("Restore"), name=copy.restore, rank=Rank.QUIET, act=partial(self._model.restore, copy.path))
        button.setEnabled(may_restore)
        return held(row(wide(column(Prose(copy.text), Prose(copy.path, size=12, token="muted"), spacing=0)), button))

    def _choose(self) -> None:
        dialog = QFileDialog(self, spoken(_CHOOSE), self._model.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._model.choose_folder)
        dialog.open()


class CopiesDialog(DialogFrame):
    """The panel by itself. What is under way is stopped when it is left."""

    def __init__(self, parent: QWidget, model: CopiesModel) -> None:
        super().__init__(parent, N_("Kept copies"), "", N_("Close"), "", width=720)
        self._model = model
        self.panel = CopiesPanel(model)
        add(self.body, self.panel)
        # What is asked of the window, and told, stands where this dialog was.
        model.form_wanted.connect(self.accept)
        self.finished.connect(model.stop)
        model.refresh()
