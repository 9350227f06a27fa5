"""Put an edition in force in five steps, each of which shows what it finds before the next."""

from PySide6.QtCore import Qt

from app.viewmodels.enactment.publishing_model import PublishingModel
from app.viewmodels.enactment.publishing_page_model import confirmation_form, publishing_says
from app.viewmodels.session.form import Form
from app.views.enactment.act_panel import ActPanel
from app.views.enactment.checks_panel import ChecksPanel
from app.views.enactment.enactment_frame import EnactmentFrame
from app.views.enactment.folder_panel import FolderPanel
from app.views.enactment.history_list import HistoryList
from app.views.kit.button import Button
from app.views.kit.captions import N_, say
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.date_field import DateField
from app.views.kit.layouts import ROOM, at, row, wide
from app.views.kit.prose import Prose
from app.views.kit.rule_line import RuleLine
from app.views.rulebook.comparison_panel import ComparisonPanel
from app.views.rulebook.example_dialog import ExampleDialog

_SINCE = N_("In force from")
_SINCE_SAYS = N_(
    "Each stored line that is assessed from this day on is assessed once more under the edition. Nothing is recorded "
    "by that."
)


class PublishingView(EnactmentFrame):
    """Folder, certificate, what it changes, stored lines, the act."""

    def __init__(self, model: PublishingModel) -> None:
        super().__init__(
            model,
            N_(
                "From a folder with an edition to the law that decides in this register. Nothing is changed until the "
                "last step, and everything is shown before it."
            ),
            FolderPanel(
                N_("Folder with the edition"),
                N_("Read the edition"),
                N_("The edition is being read and checked …"),
                explanation=N_(
                    "The folder that holds the files of the edition. A copy of an edition, to start from, is made with "
                    "the program’s command line."
                ),
            ),
            HistoryList(N_("Which edition decides, and since when")),
            ActPanel(
                person_help=N_("Name and office. It stands on the record with the day and the edition."),
                done_says=N_(
                    "It is on record. Recorded determinations stay as they are, under the edition they were made under."
                ),
                again=N_("Put another edition in force"),
            ),
        )
        self.model = model
        known = N_("Or an edition that is known already, to put it in force from another day")
        self.known = ChoiceBox()
        self.known.name_itself(known)
        self.known_button = Button(N_("Take this edition"), act=lambda: model.examine_known(str(self.known.code())))
        self._verdict = Prose(size=20, bold=True, heading=True)
        self._verdict_says = Prose()
        self.checks = ChecksPanel()
        self.comparison = ComparisonPanel(model.comparison)
        self.since = DateField(model.days, model.since)
        #: What is typed stands until another edition brings another day.
        self._since_shown = model.report, model.since
        say(self.since, accessibleName=_SINCE)
        self._since_help = Prose(size=12, token="muted")
        self.look_button = Button(N_("Look at the stored lines"), act=self._look_at_lines)
        take_known = row(wide(self.known), self.known_button, spacing=8)
        self.add_page(self.folder, 10, Prose(known, size=12, token="muted"), take_known, 14, self.history)
        self.add_page(self._verdict, self._verdict_says, 8, self.checks)
        self.pages.addWidget(self.comparison)
        self.add_page(
            Prose(_SINCE, bold=True, is_caption=True),
            row(self.since.cell, at(Qt.AlignmentFlag.AlignTop, self.look_button), ROOM, spacing=8),
            self._since_help,
            Prose(_SINCE_SAYS, size=12, token="muted"),
            8,
            RuleLine(),
            4,
            self.reexamination,
        )
        self.add_page(self.act)
        self._connect()
        self.say()

    def _connect(self) -> None:
        model = self.model
        self.known.currentIndexChanged.connect(lambda: model.name_known(str(self.known.code())))
        self.checks.example_wanted.connect(self._show_example)
        self.since.settled.connect(lambda: model.choose_day(self.since.day()))
        model.changed.connect(self.say)

    def _look_at_lines(self) -> None:
        if self.since.complaint():
            self.since.setFocus()
        else:
            self.model.look_at_lines()

    def last_question(self) -> Form:
        """What is asked before the edition is put in force."""
        return confirmation_form(self.model)

    def _show_example(self, check: int, defect: int, at: int) -> None:
        ExampleDialog.ask(self.window(), self.model.example(check, defect, at))

    def say(self) -> None:
        """Shows everything as it now stands, in the present language."""
        says = publishing_says(self.model)
        self.say_enactment(says.page)
        self.known.offer(says.known, self.model.known)
        self._verdict.say(says.certificate.verdict)
        self._verdict.paint_in("ink" if says.certificate.is_certified else "caution")
        self._verdict_says.say(says.certificate.says)
        self.checks.say(says.certificate.checks)
        self._say_since(says.since_help)

    def _say_since(self, explanation: str) -> None:
        self._since_help.say(explanation)
        self.look_button.setVisible(not self.model.reexamination.is_begun)
        self.since.setAccessibleDescription(explanation)
        shown = self.model.report, self.model.since
        if self._since_shown != shown:
            self._since_shown = shown
            if self.since.day() != self.model.since:
                self.since.put(self.model.since)
