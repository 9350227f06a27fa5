"""The areas of the rail, the screens and the dialogs of the window: each is imported and made when it is first shown.

Only the list of requests is there from the start, because it is painted first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QTimer

from app.viewmodels.session.actions import Action, Offer, PaletteEntry
from app.viewmodels.window.window_model import APPROVALS, CASE, EXAMPLE, REQUESTS, RULEBOOK, WindowModel
from app.views.kit.captions import N_, Caption
from app.views.requests.requests_view import RequestsView
from app.views.window.rail_view import RailEntry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.viewmodels.approvals.approvals_model import ApprovalsModel
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.rulebook.rulebook_model import Example, RulebookModel
    from app.viewmodels.session.form import Form
    from app.viewmodels.session.paper_model import Paper
    from app.viewmodels.session.session import Reply, TroubleSays
    from app.viewmodels.window.register_model import Carried
    from app.views.kit.form_dialog import FormDialog
    from app.views.kit.screen_view import ScreenView
    from app.views.rulebook.rulebook_view import PageView


def requests_screen(model: WindowModel) -> RequestsView:
    """The list of requests."""
    view = RequestsView(model.requests)
    view.case_wanted.connect(model.open_case)
    view.new_wanted.connect(model.propose_request)
    view.filter_wanted.connect(model.propose_filter)
    view.copy_wanted.connect(model.propose_copy)
    view.handing_over_wanted.connect(model.propose_handing_over)
    return view


def _case(model: WindowModel) -> ScreenView:
    from app.views.case.case_view import CaseView

    view = CaseView(cast("CaseModel", model.screen.about), is_training=model.is_training)
    view.list_wanted.connect(model.show_requests)
    return view


def _approvals(model: WindowModel) -> ScreenView:
    from app.views.approvals.approvals_view import ApprovalsView

    view = ApprovalsView(cast("ApprovalsModel", model.approvals))
    view.case_wanted.connect(model.open_awaited)
    return view


def _reading(model: RulebookModel) -> PageView:
    from app.viewmodels.rulebook.reading_model import ReadingModel
    from app.views.rulebook.reading_view import ReadingView

    return ReadingView(model.page_model(ReadingModel))


def _comparing(model: RulebookModel) -> PageView:
    from app.viewmodels.rulebook.comparison_model import ComparisonModel
    from app.views.rulebook.comparison_view import ComparisonView

    return ComparisonView(model.page_model(ComparisonModel))


def _publishing(model: RulebookModel) -> PageView:
    from app.viewmodels.enactment.publishing_model import PublishingModel
    from app.views.enactment.publishing_view import PublishingView

    return PublishingView(model.page_model(PublishingModel))


def _renewing(model: RulebookModel) -> PageView:
    from app.viewmodels.enactment.renewing_model import RenewingModel
    from app.views.enactment.renewing_view import RenewingView

    return RenewingView(model.page_model(RenewingModel))


def _rulebook(model: WindowModel) -> ScreenView:
    from app.viewmodels.rulebook.rulebook_model import Page
    from app.views.rulebook.rulebook_view import RulebookView

    pages = {Page.READ: _reading, Page.COMPARE: _comparing, Page.IN_FORCE: _publishing, Page.REFERENCE: _renewing}
    view = RulebookView(cast("RulebookModel", model.rulebook), pages)
    view.back_wanted.connect(model.leave_rulebook)
    return view


def _example(model: WindowModel) -> ScreenView:
    from app.viewmodels.rulebook.example_model import ExampleModel
    from app.views.editions.example_view import ExampleView

    may_open = model.rulebook is not None and model.rulebook.may_open_as_case
    view = ExampleView(ExampleModel(model.session, cast("Example", model.screen.about), may_open_as_case=may_open))
    view.back_wanted.connect(model.show_rulebook)
    view.case_wanted.connect(model.open_as_case)
    view.rule_wanted.connect(model.show_rule)
    return view


class Area(NamedTuple):
    """An area of the program: its row in the rail, how the palette calls the way to it, in a word also, screens, keys.

    The screen that bears the name of the area is kept while others are shown; another is gone when it is left.
    """

    rail: RailEntry
    go_to: Caption
    also: Caption
    screens: Mapping[str, Callable[[WindowModel], ScreenView]]
    keys: tuple[str, ...] = ()

    @property
    def action(self) -> Action[WindowModel]:
        """Going there."""
        rail = self.rail
        return Action(
            rail.id,
            self.go_to.message,
            rail.do,
            self.keys,
            offer=Offer.GOING,
            help=rail.tip.message,
            also=self.also.message,
        )


AREAS = (
    Area(
        RailEntry(
            REQUESTS, "requests", N_("Requests"), N_("The list of requests"), lambda model: model.show_requests()
        ),
        N_("Go to: list of requests"),
        N_("list"),
        {REQUESTS: requests_screen, CASE: _case},
    ),
    Area(
        RailEntry(
            APPROVALS,
            "seal",
            N_("Approvals"),
            N_("What waits for you and for others, what was voided, what runs out"),
            lambda model: model.show_approvals(),
        ),
        N_("Go to: Approvals"),
        N_("waiting confirm review sign-off permits notices"),
        {APPROVALS: _approvals},
    ),
    Area(
        RailEntry(
            RULEBOOK,
            "rulebook",
            N_("Rulebook"),
            N_("The editions of the rulebook, read and compared"),
            lambda model: model.show_rulebook(),
        ),
        N_("Go to: Rulebook"),
        N_("rules"),
        {RULEBOOK: _rulebook, EXAMPLE: _example},
    ),
)
#: The rows at the foot of the rail.
FOOT = (
    RailEntry(
        "register",
        "document",
        N_("Register"),
        N_("This register and others: open one, save a copy"),
        lambda model: model.register_wanted.emit(),
    ),
    RailEntry(
        "palette",
        "search",
        N_("Find or go"),
        N_("Find a case, a rule, a question or an action (Ctrl+K)"),
        lambda model: model.palette_wanted.emit(),
    ),
    RailEntry(
        "theme",
        "theme",
        N_("Appearance"),
        N_("Light, dark, high contrast; size of the text"),
        lambda model: model.looks_wanted.emit(),
    ),
    RailEntry(
        "help",
        "help",
        N_("Help"),
        N_("What the program does and does not claim; keys (F1)"),
        lambda model: model.help_wanted.emit(),
    ),
)
AREA_OF = {name: area for area in AREAS for name in area.screens}
AREA_ACTIONS = tuple(area.action for area in AREAS)


def ask(window: QWidget, form: Form) -> FormDialog:
    """Has a form filled in."""
    from app.views.kit.form_dialog import FormDialog

    return FormDialog.ask(window, form)


def ask_to_leave(
    window: QWidget,
    model: WindowModel,
    act: Callable[[Reply], None],
    stay: Callable[[], None],
    then: tuple[str, Carried] | None,
) -> bool:
    """Asks before the window closes, or opens another register, with entries that are nowhere else.

    False where nothing would be lost.
    """
    from app.viewmodels.window.leaving_model import leaving_form

    form = leaving_form(
        model.session, act, is_exchange=then is not None, is_carried=then is not None and bool(then[1].register)
    )
    if form is not None:
        ask(window, form).rejected.connect(stay)
    return form is not None


def open_palette(
    window: QWidget,
    model: WindowModel,
    entries: Sequence[PaletteEntry],
    go_to_fact: Callable[[str], None] | None,
) -> None:
    """Opens the command palette."""
    from app.viewmodels.window.palette_places import palette_of
    from app.views.window.palette_dialog import PaletteDialog

    PaletteDialog(window, lambda parent: palette_of(model, entries, go_to_fact, parent)).open()


def show_registers(window: QWidget, model: WindowModel) -> None:
    """Shows which register is open, and which others there are."""
    from app.views.window.registers_dialog import RegistersDialog

    if model.register is not None:
        RegistersDialog(
            window, model.register, model.people_wanted.emit, model.ledger_wanted.emit, model.live_wanted.emit
        ).open()


def show_copies(window: QWidget, model: WindowModel) -> None:
    """Shows the copies that are kept of the register."""
    from app.views.window.copies_dialog import CopiesDialog

    if model.register is not None:
        CopiesDialog(window, model.register.copies).open()


def show_people(window: QWidget, model: WindowModel) -> None:
    """Shows the people of the register."""
    from app.viewmodels.window.people_model import PeopleModel
    from app.views.window.people_dialog import PeopleDialog

    people = PeopleModel(model.session, model.read_heading, model.open_anew)
    dialog = PeopleDialog(window, people, model.propose_sheet if model.may_make_sheet else None)
    # It goes with its dialog.
    people.setParent(dialog)
    dialog.open()


def show_ledger(window: QWidget, model: WindowModel) -> None:
    """Shows the ledger of the register."""
    from app.viewmodels.window.ledger_model import LedgerModel
    from app.views.window.ledger_dialog import LedgerDialog

    if model.register is None:
        return
    ledger = LedgerModel(model.session, model.register.files)
    dialog = LedgerDialog(
        window, ledger, lambda number: model.open_entry(ledger.entry(number)), model.copies_wanted.emit
    )
    # It goes with its dialog.
    ledger.setParent(dialog)
    dialog.open()


def show_paper(window: QWidget, paper: Paper, then: Callable[[], None]) -> None:
    """Shows a document; `then` is done once it is closed."""
    from app.views.kit.paper_dialog import PaperDialog

    dialog = PaperDialog(window, paper)
    dialog.finished.connect(lambda _: QTimer.singleShot(0, window, then))
    dialog.open()


def copy_before_closing(window: QWidget, model: WindowModel, close: Callable[[], None]) -> bool:
    """Makes the copy of the day before the window closes, and closes it then; false where none is due."""
    from app.views.window.closing_copy_dialog import ClosingCopyDialog

    if model.register is None or not model.register.copies.is_due:
        return False
    ClosingCopyDialog(window, model.register.copies, close).begin()
    return True


def choose_copy(window: QWidget, model: WindowModel) -> None:
    """Asks where to save a copy of the register."""
    from app.views.window.registers_dialog import choose_copy

    if model.register is not None:
        choose_copy(window, model.register)


def choose_live(window: QWidget, model: WindowModel) -> None:
    """Asks where to make a live register."""
    from app.views.window.registers_dialog import choose_live

    if model.register is not None:
        choose_live(window, Path(model.register.files.path).parent, model.register.propose_live)


def show_lacking(window: QWidget, model: WindowModel) -> None:
    """Shows what a live register lacks before its first case."""
    from app.views.window.lacking_dialog import LackingDialog

    LackingDialog(window, model).open()


def show_help(window: QWidget, model: WindowModel) -> None:
    """Shows what the program does, and the keys."""
    from app.viewmodels.window.help_model import help_says
    from app.views.window.help_dialog import HelpDialog

    says = help_says(model.session.words, model.version, AREA_ACTIONS)
    HelpDialog(window, says, model.about_wanted.emit).open()


def show_about(window: QWidget, model: WindowModel) -> None:
    """Shows what the program is made of, with the licences."""
    from app.viewmodels.window.about_model import about_says
    from app.views.window.about_dialog import AboutDialog

    AboutDialog(window, about_says(model.session.words, model.version, model.parts())).open()


def tell_trouble(window: QWidget, says: TroubleSays) -> None:
    """Says what went wrong."""
    from app.views.kit.dialog_frame import DialogFrame
    from app.views.window.trouble_dialog import TroubleDialog

    told = [dialog for dialog in window.findChildren(DialogFrame) if dialog.isVisible()]
    # Of several entries that fail for one reason, the reason is told once.
    if any(isinstance(dialog, TroubleDialog) and dialog.says == says for dialog in told):
        return
    if told:
        # One box at a time: what is being read or filled in is not covered.
        told[-1].finished.connect(lambda _result: QTimer.singleShot(0, window, lambda: tell_trouble(window, says)))
    else:
        TroubleDialog(window, says).open()
