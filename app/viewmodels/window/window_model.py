"""The window as a whole: which screen it shows, how it looks, and whether its register is for training."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.services.ports import RegisterHeading
from app.services.reading import claim_register, make_ready
from app.viewmodels.register.requests_model import RequestsModel
from app.viewmodels.session.session import Reply, Session
from app.wording.language import Language

# The list is painted first: what only the other screens need is imported when one of them is opened.
if TYPE_CHECKING:
    from app.domain.register.cases import Case, CaseId, LineId
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.rulebook.example_model import ExampleModel
    from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel
    from app.viewmodels.session.form import Form

SCALES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
THEMES = ("light", "dark", "high-contrast")
_TRAINING = "training"


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


class WindowModel(QObject):
    """What the window shows around the screens."""

    screen_changed = Signal()
    look_changed = Signal()
    register_told = Signal()

    def __init__(self, session: Session, preferences: Preferences, version: str) -> None:
        super().__init__()
        self.session = session
        self.version = version
        self.requests = RequestsModel(session, self)
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
        session.language.changed.connect(lambda: preferences.keep("language", session.language.language.value))

    # -- screens

    def start(self) -> None:
        """Reads the list. Everything else waits until it is painted."""
        self.requests.refresh()

    def claim(self) -> None:
        """Claims the register for writing, and reads what it says of itself."""
        self.session.read(claim_register, self._take_heading)

    def make_ready(self) -> None:
        """Does beforehand, on the register's own thread, what the first request would wait for."""
        session = self.session
        if not session.is_read_only:
            today = session.today()
            session.read(lambda work: make_ready(work, session.shelf, today), lambda _: None)

    def show_requests(self) -> None:
        """Shows the list of requests."""
        self.requests.refresh()
        self._show(Screen.REQUESTS, None)

    def open_case(self, case_id: CaseId, line_id: LineId | None = None) -> None:
        """Opens a case; where a line is named, on its determination."""
        from app.services.reading import read_case
        from app.viewmodels.case.case_model import CaseModel
        from app.viewmodels.case.place import Stage

        def show(case: Case) -> None:
            # Without a parent: Python alone decides when it goes, and the view that shows it keeps it till then.
            model = CaseModel(self.session, case)
            model.rule_wanted.connect(lambda edition_id, entry: self.show_rule(edition_id, entry))
            if line_id is not None:
                model.choose_line(line_id)
                model.go_to_stage(Stage.DETERMINATION)
            self._show(Screen.CASE, model)

        self.session.read(lambda work: read_case(work, case_id), show)

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

    def open_as_case(self, example: Example, reply: Reply | None = None) -> None:
        """Opens a situation as a case of a training register."""
        from app.domain.law.texts import Text
        from app.domain.law.worked_case import WorkedCase
        from app.domain.register.cases import DocumentKind, DocumentParticulars
        from app.services.filing import file_worked_cases

        session = self.session
        title = Text(example.title, example.title)
        worked = WorkedCase("example", title, example.on, title, example.answers, {}, {})
        invented = DocumentParticulars(DocumentKind.OTHER, session.words._("Invented document, for training only"))
        language = session.words.language.value
        session.hand_in(
            lambda acting: file_worked_cases(
                acting,
                worked_cases=(worked,),
                language=language,
                invented_document=invented,
            ),
            lambda events: self.open_case(events[0].case_id),
            reply,
        )

    def _rulebook(self) -> RulebookModel:
        from app.viewmodels.rulebook.rulebook_model import RulebookModel

        if self.rulebook is None:
            self.rulebook = RulebookModel(self.session, lambda: self.is_training, self)
            self.rulebook.line_wanted.connect(lambda case_id, line_id: self.open_case(case_id, line_id))
            self.rulebook.case_wanted.connect(self.open_as_case)
            self.rulebook.look_wanted.connect(self.look_at)
        return self.rulebook

    def _show(self, screen: Screen, case: CaseModel | None) -> None:
        if self.case is not None:
            self.case.is_left = True
        self.screen, self.case = screen, case
        self.screen_changed.emit()

    def propose_request(self, then: Callable[[Form], None]) -> None:
        """Makes the form for a new request, with the number it would have."""
        from app.services.receiving import propose_number
        from app.viewmodels.register.new_request_model import new_request_form

        words, clock = self.session.words, self.session.clock
        self.session.read(
            lambda work: propose_number(work, clock),
            lambda number: then(new_request_form(words, number, clock.today(), self.open_request)),
        )

    def open_request(
        self,
        number: str,
        title: str,
        received_on: date,
        assessed_on: date,
        reply: Reply | None = None,
    ) -> None:
        """Opens a new request and shows it."""
        from app.domain.register.cases import CaseParticulars
        from app.services.receiving import open_case

        session = self.session

        particulars = CaseParticulars(number, title, received_on, assessed_on, case_officer=session.actor)
        session.hand_in(
            lambda acting: open_case(acting, particulars=particulars),
            lambda event: self.open_case(event.case_id),
            reply,
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
        self.session.language.switch(Language(code))

    def other_language(self) -> None:
        """The language that is not the present one."""
        present = self.session.language.language
        self.session.language.switch(next(language for language in Language if language is not present))

    # -- the register

    @property
    def is_training(self) -> bool:
        """Whether this is a training register; until the register has said otherwise it is taken for one."""
        return self.heading is None or self.heading.kind == _TRAINING

    def _take_heading(self, heading: RegisterHeading) -> None:
        self.heading = heading
        self.session.is_read_only = heading.is_read_only
        self.register_told.emit()


def example_model(model: WindowModel, example: Example) -> ExampleModel:
    """A situation from the Rulebook, to be looked at under every edition."""
    from app.viewmodels.rulebook.example_model import ExampleModel

    return ExampleModel(
        model.session, example, may_open_as_case=model.rulebook is not None and model.rulebook.may_open_as_case
    )
