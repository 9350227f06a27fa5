"""The window as a whole: which screen it shows, what is asked over it, and whether its register is for training."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from app.domain.register.events import TrainingDaySet
from app.services.ports import RegisterHeading, ShippedPart
from app.services.reading import claim_register, make_ready, read_case, read_heading
from app.viewmodels.requests.requests_model import RequestsModel
from app.viewmodels.session.preferences import Preferences
from app.viewmodels.session.session import Reply, Session
from app.viewmodels.window import late
from app.viewmodels.window.chosen_person import chosen_account, keep_account
from app.viewmodels.window.looks_model import LooksModel

if TYPE_CHECKING:
    from app.domain.ids import CaseId, LineId
    from app.domain.procedure.waits import Wait
    from app.domain.register.cases import Case
    from app.domain.register.events import RecordedEvent
    from app.domain.register.people import Person
    from app.services.acting import Acting
    from app.viewmodels.approvals.approvals_model import ApprovalsModel
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.requests.updating_model import UpdatingModel
    from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel
    from app.viewmodels.window.register_model import Carried, RegisterFiles, RegisterModel

_TRAINING = "training"

#: The names of the screens.
REQUESTS, CASE, APPROVALS, RULEBOOK, EXAMPLE = "requests", "case", "approvals", "rulebook", "example"


class Screen(NamedTuple):
    """What fills the window beside the rail: a screen by its name, with the case or the example that it shows."""

    name: str
    about: CaseModel | Example | None = None


class WindowModel(QObject):
    """The window: its screen, and its register. What a screen shows is a model of its own, and so are its looks."""

    screen_changed = Signal()
    #: A `Form` shall be filled in.
    form_wanted = Signal(object)
    search_wanted = Signal()
    #: The keyboard shall go to the next part of the screen; to the one before, if false.
    pane_wanted = Signal(bool)
    palette_wanted = Signal()
    #: Who acts shall be chosen.
    person_wanted = Signal()
    looks_wanted = Signal()
    help_wanted = Signal()
    about_wanted = Signal()
    register_wanted = Signal()
    copy_wanted = Signal()
    copies_wanted = Signal()
    people_wanted = Signal()
    ledger_wanted = Signal()
    #: A live register shall be made.
    live_wanted = Signal()
    #: What a live register lacks before its first case shall be shown.
    lacking_wanted = Signal()
    #: A `Paper` shall be read, and what is to be done once it is closed.
    paper_wanted = Signal(object, object)
    #: Another register shall be opened in this one's place, with what could not be saved here.
    exchange_wanted = Signal(str, object)
    register_told = Signal()

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        version: str,
        parts: Callable[[], tuple[ShippedPart, ...]] = tuple,
        files: RegisterFiles | None = None,
    ) -> None:
        """`parts` tells what comes with the program, when it is asked for; without `files` the register is no file."""
        super().__init__()
        self.parts = parts
        self.session = session
        self.version = version
        self.requests = RequestsModel(session, preferences, self)
        self.screen = Screen(REQUESTS)
        #: The screens from which a link led into the Rulebook, the last of them last: they are kept for the way back.
        self.way_back: list[Screen] = []
        #: Made when it is first shown, and kept.
        self.approvals: ApprovalsModel | None = None
        #: Made when it is first shown, and kept: a reader who comes back finds the page as it was left.
        self.rulebook: RulebookModel | None = None
        #: Made once the list is painted.
        self.updating: UpdatingModel | None = None
        self.heading: RegisterHeading | None = None
        self._files = files
        self._carried: Carried | None = None
        #: The register as a file: from when it was claimed, and never where it is none.
        self.register: RegisterModel | None = None
        self._preferences = preferences
        self.looks = LooksModel(session.language, preferences, self)

    # -- screens

    def start(self) -> None:
        """Reads the list. Everything else waits until it is painted."""
        self.requests.refresh()

    def claim(self) -> None:
        """Claims the register for writing, and reads what it says of itself."""
        if self._files is not None and self.register is None:
            self.register = register = late.register_model(self.session, self._preferences, self._files, self)
            register.headed.connect(self._take_heading)
            register.form_wanted.connect(self.form_wanted)
            register.exchange_wanted.connect(self.exchange_wanted)
        self.session.read(claim_register, self._take_heading)

    def sign_ledger(self) -> None:
        """Has it signed what the ledger is now, where something came to it, before the register is let go of."""
        session = self.session
        if self.heading is None or session.is_read_only or session.is_given_up or session.is_being_checked:
            return
        if self.register is not None and self.register.ledger_trouble is not None:
            return  # what is not as it was written is not signed anew

        def sign(acting: Acting) -> None:
            try:
                late.checkpoint_at_closing(acting)
            except Exception as error:  # noqa: BLE001  nobody is there any more to be told; the next closing signs it
                session.note_fault(error)

        session.tend(sign, lambda _: None, session.note_fault)

    def close(self) -> None:
        """Waits for everything to be saved, and lets go of the register."""
        if self.register is not None:
            self.register.close()
        self.session.close()

    def carry(self, carried: Carried) -> None:
        """Saves here what could not be saved in the register that this one was, or of which it is a copy."""
        self._carried = carried

    def make_ready(self) -> None:
        """Does beforehand what the first request would wait for, and brings the list up to date with the law."""
        session = self.session
        if not session.is_read_only:
            today = session.today()
            session.read(lambda work: make_ready(work, session.shelf, today), lambda _: None)
        if self.updating is None:
            self.updating = late.updating_model(self.requests, self)
        self.updating.start()

    @property
    def case(self) -> CaseModel | None:
        """The case that is shown, where one is."""
        return cast("CaseModel", self.screen.about) if self.screen.name == CASE else None

    def show(self, screen: Screen) -> None:
        """Shows a screen."""
        if self.case is not None:
            self.case.is_left = True
        self.screen = screen
        self.screen_changed.emit()

    def show_requests(self) -> None:
        """Shows the list of requests."""
        self.way_back = []
        self.requests.refresh()
        self.show(Screen(REQUESTS))

    def show_approvals(self) -> None:
        """Shows what waits, read anew."""
        self.way_back = []
        if self.approvals is None:
            self.approvals = late.approvals_model(self.session, self._preferences, lambda: self.office, self)
        self.approvals.refresh()
        self.show(Screen(APPROVALS))

    @property
    def office(self) -> str:
        """The body that the register belongs to; empty until it was read."""
        return "" if self.heading is None else self.heading.office

    def open_awaited(self, case_id: CaseId, wait: Wait) -> None:
        """Opens a case where what it waits for is done."""

        def show(case: Case) -> None:
            self._show_case(late.case_awaiting(self.session, case, wait))

        self.session.read(lambda work: read_case(work, case_id), show)

    def open_case(self, case_id: CaseId, line_id: LineId | None = None) -> None:
        """Opens a case; where a line is named, on its determination."""

        def show(case: Case) -> None:
            self._show_case(late.case_model(self.session, case, line_id))

        self.session.read(lambda work: read_case(work, case_id), show)

    def _show_case(self, model: CaseModel) -> None:
        self.way_back = []
        model.rule_wanted.connect(lambda edition_id, entry: self.show_rule(edition_id, entry))
        model.line_wanted.connect(lambda case_id, line_id: self.open_case(case_id, line_id))
        model.sheet_wanted.connect(lambda: self.enter_from_sheet())
        self.show(Screen(CASE, model))

    def enter_from_sheet(self, code: str = "") -> None:
        """Asks for the code on a signed sheet, and has entered what stands on it, in whatever case that is."""
        self.form_wanted.emit(late.sheet_code_form(self.session, self._opened, code))

    def enter_from_file(self) -> None:
        """Asks for a sheet that came back as a file, and has entered what stands on it, in whatever case that is."""
        self.form_wanted.emit(late.coming_back_form(self.session, self._opened, self.form_wanted.emit))

    def fill_in_sheet(self) -> None:
        """Asks for a sheet of another office, and has it filled in; that needs no case here."""
        self.form_wanted.emit(late.filling_form(self.session, self.form_wanted.emit))

    def _opened(self, case: Case) -> CaseModel:
        """The model of a case that was just read; it is shown at its procedure, if it is not shown yet."""
        if self.case is None or self.case.case.id != case.id:
            self._show_case(late.case_in_procedure(self.session, case))
        else:
            self.case.take(case)
        return cast("CaseModel", self.case)

    def open_entry(self, event: RecordedEvent) -> None:
        """Opens the case that an entry of the ledger concerns, at the place that it tells of."""
        case_id = event.case_id
        if case_id is None:
            return

        def show(case: Case) -> None:
            self._show_case(late.case_at(self.session, case, event))

        self.session.read(lambda work: read_case(work, case_id), show)

    def show_rulebook(self) -> None:
        """Shows the Rulebook as it was left, with the way back to the case that the reader comes from."""
        if self.case is not None:
            self.way_back = [self.screen]
        elif self.screen.name in (REQUESTS, APPROVALS):
            self.way_back = []
        self._show_rulebook()

    def show_rule(self, edition_id: str, entry: str) -> None:
        """Shows a rule, ground or step where it stands in its edition."""
        self._rulebook().read(edition_id, entry)
        if self.screen.name == EXAMPLE:
            self.way_back.append(self.screen)
            self._show_rulebook()
        else:
            self.show_rulebook()

    def _show_rulebook(self) -> None:
        self._rulebook().came_from = _called(self.way_back[-1]) if self.way_back else ""
        self.show(Screen(RULEBOOK))

    def leave_rulebook(self) -> None:
        """Goes back to where the reader of the Rulebook came from, as it was left; a case as it now is."""
        if not self.way_back:
            return
        screen = self.way_back.pop()
        if screen.name != CASE:
            self.show(screen)
            return
        model = cast("CaseModel", screen.about)

        def show(case: Case) -> None:
            model.come_back(case)
            self.show(screen)

        self.session.read(lambda work: read_case(work, model.case.id), show)

    def look_at(self, example: Example) -> None:
        """Shows a situation under every edition; nothing of it is kept."""
        self.show(Screen(EXAMPLE, example))

    def open_as_case(self, example: Example, reply: Reply | None = None) -> None:
        """Opens a situation as a case of a training register."""
        late.file_example(self.session, example, self.open_case, reply)

    def _rulebook(self) -> RulebookModel:
        if self.rulebook is None:
            self.rulebook = late.rulebook_model(self.session, lambda: self.is_training, self)
            self.rulebook.line_wanted.connect(lambda case_id, line_id: self.open_case(case_id, line_id))
            self.rulebook.case_wanted.connect(self.open_as_case)
            self.rulebook.look_wanted.connect(self.look_at)
        return self.rulebook

    def propose_request(self) -> None:
        """Asks what a new request starts with, and proposes its number."""
        late.propose_request(self.session, self.form_wanted.emit, self.open_case)

    def propose_filter(self) -> None:
        """Asks what the list of requests shall be narrowed to."""
        late.propose_filter(self.requests, self.form_wanted.emit)

    def turn_mine(self) -> None:
        """Shows the list narrowed to the requests of who acts; shown so, no longer narrowed to them."""
        if self.screen.name != REQUESTS:
            self.show_requests()
            if self.requests.narrowed.is_mine:
                return
        self.requests.turn_mine()

    def propose_copy(self, case_id: CaseId) -> None:
        """Asks what a copy of a request starts with, and opens it."""
        late.propose_copy(self.session, case_id, self.form_wanted.emit, self.open_case)

    def propose_handing_over(self, officer: str, number: str) -> None:
        """Asks to whom requests of a case officer shall be handed over."""
        late.propose_handing_over(self.session, officer, self.form_wanted.emit, number)

    # -- the recovery sheet

    @property
    def may_make_sheet(self) -> bool:
        """Whether there is something to open by a recovery sheet: in a live register that can be written to."""
        return not self.is_training and self.session.seals() is not None and late.may_make_sheet(self.session)

    @property
    def may_mend_lacking(self) -> bool:
        """Whether the register lacks something before its first case that who acts can see to."""
        return self.session.refusal_of_cases() is not None and self.may_make_sheet

    def propose_second(self) -> None:
        """Asks who shall be a second administrator."""
        self.form_wanted.emit(late.second_administrator_form(self.session, self.read_heading))

    def propose_sheet(self) -> None:
        """Asks whether a recovery sheet shall be made; once it is on paper, its code is typed back."""
        seals = self.session.seals()
        if seals is not None and self.heading is not None:
            self.form_wanted.emit(
                late.sheet_form(
                    self.session,
                    seals,
                    self.heading,
                    self.file_name,
                    lambda paper: self.paper_wanted.emit(paper, self.confirm_sheet),
                )
            )

    def confirm_sheet(self) -> None:
        """Asks for the code as it stands on the sheet."""
        seals = self.session.seals()
        if seals is not None:
            self.form_wanted.emit(
                late.confirming_form(
                    self.session, seals, lambda _: self.session.read(claim_register, self._take_heading)
                )
            )

    def open_anew(self) -> None:
        """Closes the register and opens it again."""
        if self.register is not None:
            self.register.open_anew()

    # -- the register

    @property
    def file_name(self) -> str:
        """What the file of the register is called; empty where it is none."""
        return "" if self._files is None else PurePath(self._files.path).name

    @property
    def is_training(self) -> bool:
        """Whether this is a training register; until the register has said otherwise it is taken for one."""
        return self.session.is_training

    # -- who acts, and when

    @property
    def may_change_person(self) -> bool:
        """Whether it can be said here as whom one acts: in a training register, once its people are known."""
        return self.session.is_training and bool(self.session.people)

    @property
    def choosable_people(self) -> tuple[Person, ...]:
        """As whom one may act."""
        return tuple(person for person in self.session.people if not (person.has_left or person.is_former))

    def choose_person(self, account: str) -> None:
        """Acts as somebody else of a training register, and remembers that for this register."""
        self.session.act_as(account)
        if self.heading is not None:
            keep_account(self._preferences, self.heading.uuid, account)

    @property
    def may_set_day(self) -> bool:
        """Whether the register may have a day of its own."""
        return self.may_change_person and self.session.may(TrainingDaySet)

    def propose_day(self) -> None:
        """Asks which day it shall be in a training register."""
        self.form_wanted.emit(late.training_day_form(self.session, self.read_heading))

    def set_today(self) -> None:
        """Goes back to the day of the computer."""
        late.training_day_form(self.session, self.read_heading).hand_in(day=None)

    def read_heading(self) -> None:
        """Reads anew what the register says of itself."""
        self.session.read(read_heading, self._take_heading)

    def _take_heading(self, heading: RegisterHeading) -> None:
        is_first, self.heading = self.heading is None, heading
        self.session.is_read_only = heading.is_read_only
        self.session.is_given_up = heading.trouble is not None
        self.session.is_training = heading.kind == _TRAINING
        self.session.office = heading.office
        if is_first and self.session.account is None and heading.kind == _TRAINING:
            self.session.account = chosen_account(self._preferences, heading.uuid)
        self.session.know_day(heading.training_day)
        self.session.know_people(heading.people, heading.recovery_sheet)
        if self.register is not None:
            self.register.take_heading(heading)
            carried, self._carried = self._carried, None
            if carried is not None:
                self.register.carry(carried)
        self.register_told.emit()
        sheet = heading.recovery_sheet
        if is_first and sheet is not None and sheet.is_used and self.may_make_sheet:
            self.propose_sheet()
        elif is_first and self.may_mend_lacking:
            self.lacking_wanted.emit()


def _called(screen: Screen) -> str:
    """What the way back to a screen is called: the number of a case, the title of an example."""
    if screen.name == CASE:
        return cast("CaseModel", screen.about).case.particulars.number
    return cast("Example", screen.about).title
