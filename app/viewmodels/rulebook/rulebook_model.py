"""The Rulebook: which of its pages is shown, which edition is read, and where it was come from."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from app.domain.register.events import WorkedCaseFiled
from app.viewmodels.session.session import Session

_PageModel = TypeVar("_PageModel", bound=QObject)


class Page(str, Enum):
    """The pages of the Rulebook, in the order of their tabs."""

    READ = "read"
    COMPARE = "compare"
    IN_FORCE = "in_force"
    REFERENCE = "reference"


class Example(NamedTuple):
    """A situation that can be looked at as if it were a case."""

    title: str
    on: date
    answers: Mapping[str, str]


class RulebookModel(QObject):
    """What the Rulebook shows. The pages have models of their own, made when they are first shown."""

    changed = Signal()
    #: A line of a stored case shall be opened on its determination: the ids of both.
    line_wanted = Signal(object, object)
    #: An `Example` shall be opened as a case, and the `Reply` of who waits for that; or looked at under every edition.
    case_wanted = Signal(object, object)
    look_wanted = Signal(object)

    def __init__(self, session: Session, is_training: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._is_training = is_training
        self._page_models: dict[object, QObject] = {}
        self.page = Page.READ
        #: The edition that is read, and the entry of it that shall come into sight.
        self.edition_id = session.shelf.id_on(session.today())
        self.entry = ""
        #: What the reader came from, by its name; empty where there is no way back.
        self.came_from = ""
        session.language.changed.connect(self.changed)
        session.law_changed.connect(self.changed)
        session.person_changed.connect(self.changed)

    @property
    def is_training(self) -> bool:
        """Whether the register is one for training."""
        return self._is_training()

    @property
    def may_open_as_case(self) -> bool:
        """Whether an example can be opened as a case: an invented case has no place in a live register."""
        return self._is_training() and self.session.may(WorkedCaseFiled)

    def page_model(self, make: Callable[["RulebookModel"], _PageModel]) -> _PageModel:
        """The model of a page: made when it is first asked for, and kept while the pages themselves come and go."""
        if make not in self._page_models:
            self._page_models[make] = make(self)
        return cast("_PageModel", self._page_models[make])

    def read(self, edition_id: str, entry: str = "") -> None:
        """Shows an edition, at one of its entries where one is named."""
        self.edition_id, self.entry = edition_id, entry
        self.go_to_page(Page.READ)

    def go_to_page(self, page: Page) -> None:
        """Shows a page."""
        self.page = page
        self.changed.emit()


def way_back_says(model: RulebookModel) -> str:
    """The way back to what the reader came from; empty where there is none."""
    return model.session.words._("Back to {number}", number=model.came_from) if model.came_from else ""
