"""The window as a whole: which screen it shows, how it looks, what it says of saving and of the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from app.services.ports import RegisterHeading
from app.services.reading import claim_register, make_ready
from app.viewmodels.desk_model import Desk, Reply
from app.viewmodels.requests_model import RequestsModel
from app.wording.language import Language

# The list is painted first: what only the other screens need is imported when one of them is opened.
if TYPE_CHECKING:
    from app.domain.cases import Case, CaseId, LineId
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

    def make_ready(self) -> None:
        """Does beforehand, on the register's own thread, what the first request would wait for."""
        desk = self.desk
        if not desk.is_read_only:
            today = desk.today()
            desk.read(lambda work: make_ready(work, desk.shelf, today), lambda _: None)

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

    def try_as_case(self, example: Example, reply: Reply | None = None) -> None:
        """Opens a situation as a case of a training register."""
        from app.domain.cases import DocumentKind, DocumentParticulars, WorkedCase
        from app.domain.texts import Text
        from app.services.filing import file_worked_cases

        desk = self.desk
        title = Text(example.title, example.title)
        worked = WorkedCase("example", title, example.on, title, example.answers, {}, {})
        invented = DocumentParticulars(DocumentKind.OTHER, desk.words._("Invented document, for training only"))
        language = desk.words.language.value
        desk.hand_in(
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
            reply,
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
        if self.case is not None:
            self.case.is_left = True
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
        reply: Reply | None = None,
    ) -> None:
        """Opens a new request and shows it."""
        from app.domain.cases import CaseParticulars
        from app.services.receiving import open_case

        desk = self.desk

        particulars = CaseParticulars(number, title, received_on, assessed_on, case_officer=desk.actor)
        desk.hand_in(
            lambda work: open_case(work, desk.clock, desk.actor, desk.shelf, particulars=particulars),
            lambda event: self.open_case(event.case_id),
            reply,
        )

    def leaving_says(self) -> ReasonDialogSays | None:
        """What is asked before the window closes with answers that are nowhere else; None where nothing is lost."""
        unsaved = self.desk.unsaved
        if not unsaved.refused:
            return None
        from app.viewmodels.lines_model import ReasonDialogSays

        _ = self.desk.words._
        return ReasonDialogSays(
            _("Entries would be lost"),
            self.desk.words.ngettext(
                "{n} entry could not be saved (case {cases}). Closing the window now loses it.",
                "{n} entries could not be saved (case {cases}). Closing the window now loses them.",
                unsaved.refused,
                cases=self.desk.words.listed(unsaved.numbers),
            ),
            "",
            "",
            _("Close and lose them"),
            _("Stay"),
            prefers_cancel=True,
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
        refused = self.desk.unsaved.refused
        if refused:
            return self.desk.words.ngettext("{n} entry not saved", "{n} entries not saved", refused)
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
            since=self.desk.words.moment(holder.since),
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
    no_such_day: str


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
            "palette_tip": _("Find a case, a rule, a question or an action (Ctrl+K)"),
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
            _("Type a case, a party, a rule, a question or an action"),
            _("Nothing matches. Try another word."),
        ),
        # What was typed is put in by the field.
        no_such_day=_("{typed} is no date that can be entered here. The date is as it was."),
    )


def actions_of(
    model: WindowModel,
    *,
    new_request: Callable[[], None],
    show_help: Callable[[], None],
    acts_here: Sequence[tuple[str, str, Callable[[], None]]],
) -> tuple[Action, ...]:
    """What can be done now; `acts_here` are those of the screen that is shown, with their words and keys."""
    from app.viewmodels.case_model import Stage
    from app.viewmodels.palette_model import Action
    from app.viewmodels.sections_model import DOCUMENTS, PARTICULARS

    _, case = model.desk.words._, model.case
    actions = [Action(label, label, keys, act) for label, keys, act in acts_here]
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


def places_of(model: WindowModel, go_to_fact: Callable[[str], None] | None) -> tuple[Action, ...]:
    """The questions and the rules, found by any of their words: of the case shown, else of the edition in force.

    A question is shown with `go_to_fact`, without a case in the Rulebook, as a rule is.
    """
    from app.viewmodels.entry_model import texts_of
    from app.viewmodels.palette_model import Action

    words, shelf = model.desk.words, model.desk.shelf
    edition = model.case.interview.edition if model.case else shelf.edition(shelf.id_on(model.desk.today()))
    phrases = model.desk.phrases(edition)
    read = partial(model.show_rule, edition.id)

    def place(kind: str, entry_id: str, label: str, go: Callable[[str], None]) -> Action:
        return Action(f"{kind}:{entry_id}", label, "", partial(go, entry_id), "\n".join(texts_of(edition, entry_id)))

    questions = ((fact.id, words._("Question: {name}", name=phrases.fact(fact.id))) for fact in edition.asked)
    rules = ((rule.id, words._("Rule: {name}", name=words.text(rule.label))) for rule in edition.rules_and_grounds)
    return (
        *(place("question", fact, label, go_to_fact or read) for fact, label in questions),
        *(place("rule", rule, label, read) for rule, label in rules),
    )


def palette_of(
    model: WindowModel, actions: Sequence[Action], go_to_fact: Callable[[str], None] | None, parent: QObject
) -> PaletteModel:
    """What the command palette offers now."""
    from app.viewmodels.palette_model import PaletteModel

    return PaletteModel(model.desk, actions, places_of(model, go_to_fact), model.open_case, parent)


def help_page(model: WindowModel) -> HelpSays:
    """The page of help."""
    from app.viewmodels.help_model import help_says

    return help_says(model.desk.words, model.version)


def example_model(model: WindowModel, example: Example) -> ExampleModel:
    """A situation from the Rulebook, to be looked at under every edition."""
    from app.viewmodels.example_model import ExampleModel

    return ExampleModel(model.desk, example, may_try=model.rulebook is not None and model.rulebook.may_try)
