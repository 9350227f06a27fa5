"""The window as a whole: which screen it shows, how it looks, what it says of saving and of the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from app.services.ports import RegisterHeading
from app.services.reading import claim_register
from app.viewmodels.desk_model import Desk
from app.viewmodels.requests_model import RequestsModel
from app.wording.language import Language

# The list is painted first: what only the other screens need is imported when one of them is opened.
if TYPE_CHECKING:
    from app.domain.cases import Case, CaseId, LineId
    from app.services.events import CaseOpened
    from app.viewmodels.case_model import CaseModel
    from app.viewmodels.example_model import ExampleModel
    from app.viewmodels.help_model import HelpSays
    from app.viewmodels.lines_model import ReasonDialogSays
    from app.viewmodels.palette_model import Action, PaletteModel
    from app.viewmodels.rulebook_model import Example, RulebookModel

SCALES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
THEMES = ("light", "dark", "high-contrast")
_TRAINING = "training"

#: How each language invites to the other, in the other's own words.
_OTHER_LANGUAGE = {Language.JA: "Switch to English", Language.EN: "日本語に切り替える"}


class Screen(Enum):
    """What fills the window beside the rail."""

    REQUESTS = "requests"
    CASE = "case"
    RULEBOOK = "rulebook"
    EXAMPLE = "example"


class Preferences(Protocol):
    """Keeps how a person likes the window."""

    def read(self, name: str) -> str | None:
        """What was kept under a name."""

    def keep(self, name: str, value: str) -> None:
        """Keeps a value under a name."""


class NewRequestSays(NamedTuple):
    """The form for a new request."""

    title: str
    explanation: str
    number: str
    number_label: str
    title_label: str
    received_label: str
    assessed_label: str
    assessed_help: str
    today: date
    missing: str
    accept: str
    cancel: str


class WindowModel(QObject):
    """What the window shows around the screens."""

    screen_changed = Signal()
    look_changed = Signal()
    register_told = Signal()

    def __init__(self, desk: Desk, preferences: Preferences, version: str) -> None:
        super().__init__()
        self.desk = desk
        self.version = version
        self.requests = RequestsModel(desk, self)
        self.screen = Screen.REQUESTS
        self.case: CaseModel | None = None
        #: Made when it is first shown, and kept: a reader who comes back finds the page as it was left.
        self.rulebook: RulebookModel | None = None
        #: A situation from the Rulebook that is looked at under every edition.
        self.example: Example | None = None
        self.heading: RegisterHeading | None = None
        self._preferences = preferences
        kept_theme, kept_scale = preferences.read("theme"), preferences.read("scale")
        self.theme = kept_theme if kept_theme in THEMES else THEMES[0]
        self.scale = next((scale for scale in SCALES if str(scale) == kept_scale), 1.0)
        desk.language.changed.connect(lambda: preferences.keep("language", desk.language.language.value))

    # -- screens

    def start(self) -> None:
        """Reads the list. Everything else waits until it is painted."""
        self.requests.refresh()

    def claim(self) -> None:
        """Claims the register for writing, and reads what it says of itself."""
        self.desk.read(claim_register, self._take_heading)

    def show_requests(self) -> None:
        """Shows the list of requests."""
        self.requests.refresh()
        self._show(Screen.REQUESTS, None)

    def open_case(self, case_id: CaseId, line_id: LineId | None = None) -> None:
        """Opens a case; where a line is named, on its determination."""
        from app.services.reading import read_case
        from app.viewmodels.case_model import CaseModel, Stage

        def show(case: Case) -> None:
            # Without a parent: Python alone decides when it goes, and the view that shows it keeps it till then.
            model = CaseModel(self.desk, case)
            model.rule_wanted.connect(lambda edition_id, entry: self.show_rule(edition_id, entry))
            if line_id is not None:
                model.choose_line(line_id)
                model.go_to_stage(Stage.DETERMINATION)
            self._show(Screen.CASE, model)

        self.desk.read(lambda work: read_case(work, case_id), show)

    def show_rulebook(self) -> None:
        """Shows the Rulebook as it was left, with the way back to the case that the reader comes from."""
        rulebook = self._rulebook()
        if self.case is not None:
            rulebook.came_from = self.case.case.id, self.case.case.particulars.number
        elif self.screen is Screen.REQUESTS:
            rulebook.came_from = None
        self._show(Screen.RULEBOOK, None)

    def show_rule(self, edition_id: str, entry: str) -> None:
        """Shows a rule, ground or step where it stands in its edition."""
        self._rulebook().read(edition_id, entry)
        self.show_rulebook()

    def leave_rulebook(self) -> None:
        """Goes back to the case that the reader came from."""
        if self.rulebook is not None and self.rulebook.came_from is not None:
            self.open_case(self.rulebook.came_from[0])

    def look_at(self, example: Example) -> None:
        """Shows a situation under every edition; nothing of it is kept."""
        self.example = example
        self._show(Screen.EXAMPLE, None)

    def try_as_case(self, example: Example) -> None:
        """Opens a situation as a case of a training register."""
        from app.domain.cases import DocumentKind, DocumentParticulars, WorkedCase
        from app.domain.texts import Text
        from app.services.filing import file_worked_cases

        desk = self.desk
        title = Text(example.title, example.title)
        worked = WorkedCase("example", title, example.on, title, example.answers, {}, {})
        invented = DocumentParticulars(DocumentKind.OTHER, desk.words._("Invented document, for training only"))
        language = desk.words.language.value
        desk.write(
            lambda work: file_worked_cases(
                work,
                desk.clock,
                desk.actor,
                desk.shelf,
                worked_cases=(worked,),
                language=language,
                invented_document=invented,
            ),
            lambda events: self.open_case(events[0].case_id),
        )

    def _rulebook(self) -> RulebookModel:
        from app.viewmodels.rulebook_model import RulebookModel

        if self.rulebook is None:
            self.rulebook = RulebookModel(self.desk, lambda: self.is_training, self)
            self.rulebook.line_wanted.connect(lambda case_id, line_id: self.open_case(case_id, line_id))
            self.rulebook.trial_wanted.connect(self.try_as_case)
            self.rulebook.look_wanted.connect(self.look_at)
        return self.rulebook

    def _show(self, screen: Screen, case: CaseModel | None) -> None:
        self.screen, self.case = screen, case
        self.screen_changed.emit()

    def propose_request(self, then: Callable[[NewRequestSays], None]) -> None:
        """Makes the form for a new request, with the number it would have."""
        from app.services.receiving import propose_number

        _, clock = self.desk.words._, self.desk.clock

        def say(number: str) -> None:
            then(
                NewRequestSays(
                    title=_("New request"),
                    explanation=_("A request starts with a number and a title. Everything else can follow."),
                    number=number,
                    number_label=_("Case number"),
                    title_label=_("Title"),
                    received_label=_("Received on"),
                    assessed_label=_("Assessed as of"),
                    assessed_help=_("This date chooses the edition in force and the dated reference rows."),
                    today=clock.today(),
                    missing=_("A request needs a number and a title. Say in a few words what goes to whom."),
                    accept=_("Open the request"),
                    cancel=_("Cancel"),
                )
            )

        self.desk.read(lambda work: propose_number(work, clock), say)

    def open_request(
        self,
        number: str,
        title: str,
        received_on: date,
        assessed_on: date,
        taken: Callable[[], None] | None = None,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Opens a new request and shows it; a form is told whether it was `taken`, or why it was `refused`."""
        from app.domain.cases import CaseParticulars
        from app.services.receiving import open_case

        desk = self.desk

        def opened(event: CaseOpened) -> None:
            if taken is not None:
                taken()
            self.open_case(event.case_id)

        particulars = CaseParticulars(number, title, received_on, assessed_on, case_officer=desk.actor)
        desk.write(
            lambda work: open_case(work, desk.clock, desk.actor, desk.shelf, particulars=particulars),
            opened,
            refused=refused,
        )

    def leaving_says(self) -> ReasonDialogSays | None:
        """What is asked before the window closes with answers that are nowhere else; None where nothing is lost."""
        if not self.desk.unsaved:
            return None
        from app.viewmodels.lines_model import ReasonDialogSays

        _ = self.desk.words._
        return ReasonDialogSays(
            _("Answers would be lost"),
            self.desk.words.ngettext(
                "{n} answer could not be saved. Closing the window now loses it.",
                "{n} answers could not be saved. Closing the window now loses them.",
                self.desk.unsaved,
            ),
            "",
            "",
            _("Close and lose them"),
            _("Stay"),
        )

    # -- looks

    def choose_theme(self, theme: str) -> None:
        """Another theme."""
        self.theme = theme
        self._preferences.keep("theme", theme)
        self.look_changed.emit()

    def next_theme(self) -> None:
        """The theme after the present one."""
        self.choose_theme(THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)])

    def enlarge(self, steps: int) -> None:
        """Larger or smaller text; 0 is as it was."""
        at = SCALES.index(self.scale) + steps if steps else SCALES.index(1.0)
        self.scale = SCALES[min(max(at, 0), len(SCALES) - 1)]
        self._preferences.keep("scale", str(self.scale))
        self.look_changed.emit()

    def choose_language(self, code: str) -> None:
        """Another language."""
        self.desk.language.switch(Language(code))

    def other_language(self) -> None:
        """The language that is not the present one."""
        present = self.desk.language.language
        self.desk.language.switch(next(language for language in Language if language is not present))

    # -- words around the screens

    @property
    def is_training(self) -> bool:
        """Whether this is a training register; until the register has said otherwise it is taken for one."""
        return self.heading is None or self.heading.kind == _TRAINING

    def saving_says(self) -> str:
        """How it stands with saving."""
        _ = self.desk.words._
        if self.desk.is_read_only:
            return _("Read only")
        if self.desk.unsaved:
            return self.desk.words.ngettext("{n} answer not saved", "{n} answers not saved", self.desk.unsaved)
        return _("Saving…") if self.desk.under_way else _("All saved")

    def read_only_says(self) -> str:
        """Who holds the register, where it can only be read from here; else nothing."""
        _ = self.desk.words._
        if self.heading is None or not self.heading.is_read_only:
            return ""
        holder = self.heading.holder
        if holder is None:
            return _("This register can only be read from here. Copy it to where you may write to change anything.")
        return _(
            "{name} on {host} has this register open for writing since {since}. Here it can only be read.",
            name=holder.name,
            host=holder.host,
            since=self.desk.words.date(holder.since.date()),
        )

    def _take_heading(self, heading: RegisterHeading) -> None:
        self.heading = heading
        self.desk.is_read_only = heading.is_read_only
        self.register_told.emit()


#: Which entry of the rail stands for a screen.
_RAIL = {
    Screen.REQUESTS: "requests",
    Screen.CASE: "requests",
    Screen.RULEBOOK: "rulebook",
    Screen.EXAMPLE: "rulebook",
}


class FrameSays(NamedTuple):
    """The words around the screens."""

    title: str
    rail: dict[str, str]
    here: str
    language: str
    language_names: dict[str, str]
    training: str
    saving: str
    read_only: str
    themes: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, str, int], ...]
    palette: tuple[str, str, str]


def frame_says(model: WindowModel) -> FrameSays:
    """The words around the screens, in the present language."""
    _ = model.desk.words._
    case = model.case
    name = _("Sekisho")
    return FrameSays(
        title=f"{case.case.particulars.number}　{case.case.particulars.title} — {name}" if case else name,
        rail={
            "requests": _("Requests"),
            "requests_tip": _("The list of requests"),
            "rulebook": _("Rulebook"),
            "rulebook_tip": _("The editions of the rulebook, read and compared"),
            "palette": _("Find or go"),
            "palette_tip": _("Find a case or an action (Ctrl+K)"),
            "theme": _("Appearance"),
            "theme_tip": _("Light, dark, high contrast; size of the text"),
            "help": _("Help"),
            "help_tip": _("What the program does and does not claim; keys (F1)"),
        },
        here=_RAIL[model.screen],
        language=model.desk.language.language.value,
        language_names={"ja": _OTHER_LANGUAGE[Language.EN], "en": _OTHER_LANGUAGE[Language.JA]},
        training=_("not an official record"),
        saving=model.saving_says(),
        read_only=model.read_only_says(),
        themes=(("light", _("Light")), ("dark", _("Dark")), ("high-contrast", _("High contrast"))),
        sizes=(
            (_("Larger text"), "Ctrl++", 1),
            (_("Smaller text"), "Ctrl+-", -1),
            (_("Text as it was"), "Ctrl+0", 0),
        ),
        palette=(
            _("Find or go"),
            _("Type a case, a party, a screen or an action"),
            _("Nothing matches. Try another word."),
        ),
    )


def actions_of(
    model: WindowModel,
    *,
    new_request: Callable[[], None],
    show_help: Callable[[], None],
    case_actions: Sequence[tuple[str, Callable[[], None]]],
) -> tuple[Action, ...]:
    """What can be done now."""
    from app.viewmodels.case_model import Stage
    from app.viewmodels.palette_model import Action
    from app.viewmodels.sections_model import DOCUMENTS, PARTICULARS

    _, case = model.desk.words._, model.case
    actions = []
    if case is not None:
        stages = (
            (Stage.REQUEST, _("Go to: request"), "Ctrl+1"),
            (Stage.CHECK, _("Go to: check answers"), "Ctrl+2"),
            (Stage.DETERMINATION, _("Go to: determination"), "Ctrl+3"),
        )
        actions += [Action(stage.value, label, keys, partial(case.go_to_stage, stage)) for stage, label, keys in stages]
        panels = ((PARTICULARS, _("Go to: particulars")), (DOCUMENTS, _("Go to: documents")))
        actions += [Action(panel, label, "", partial(case.go_to_panel, panel)) for panel, label in panels]
        actions.append(Action("editions", _("Show this line under every edition"), "Ctrl+4", case.show_editions))
        actions += [Action(label, label, "", act) for label, act in case_actions]
    actions.append(Action("requests", _("Go to: list of requests"), "", model.show_requests))
    actions.append(Action("rulebook", _("Go to: Rulebook"), "", model.show_rulebook))
    if not model.desk.is_read_only:
        actions.append(Action("new", _("New request"), "Ctrl+N", new_request))
    actions += [
        Action("language", _OTHER_LANGUAGE[model.desk.language.language], "Ctrl+L", model.other_language),
        Action("theme", _("Next appearance"), "Ctrl+T", model.next_theme),
        Action("help", _("Help"), "F1", show_help),
    ]
    return tuple(actions)


def palette_of(model: WindowModel, actions: Sequence[Action], parent: QObject) -> PaletteModel:
    """What the command palette offers now."""
    from app.viewmodels.palette_model import PaletteModel

    return PaletteModel(model.desk, actions, model.open_case, parent)


def help_page(model: WindowModel) -> HelpSays:
    """The page of help."""
    from app.viewmodels.help_model import help_says

    return help_says(model.desk.words, model.version)


def example_model(model: WindowModel, example: Example) -> ExampleModel:
    """A situation from the Rulebook, to be looked at under every edition."""
    from app.viewmodels.example_model import ExampleModel

    return ExampleModel(model.desk, example, may_try=model.rulebook is not None and model.rulebook.may_try)
