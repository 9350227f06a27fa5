"""What can be done whatever screen is shown, in tables: finding something, and how the window looks and speaks."""

from collections.abc import Callable

from app.domain.procedure.events import DecisionEntered, FindingEntered
from app.domain.register.events import CaseOpened
from app.viewmodels.session.actions import Action, Offer
from app.viewmodels.session.session import PERSON_KEY
from app.viewmodels.window.window_model import WindowModel
from app.wording.language import N_, Language

#: How the program invites to each language, in that language.
INVITATIONS = {Language.JA.value: "日本語に切り替える", Language.EN.value: "Switch to English"}


def _speaks(language: Language) -> Callable[[WindowModel], bool]:
    return lambda model: model.session.language.language is language


def _may_enter(model: WindowModel) -> bool:
    return any(model.session.may(act) for act in (FindingEntered, DecisionEntered))


FINDING: tuple[Action[WindowModel], ...] = (
    Action(
        "next_pane",
        N_("Next part of the screen"),
        lambda model: model.pane_wanted.emit(True),
        ("F6",),
        help=N_("Next part of the screen, the part before"),
        help_keys="F6 / Shift+F6",
    ),
    Action("pane_before", N_("The part before"), lambda model: model.pane_wanted.emit(False), ("Shift+F6",), help=None),
    Action(
        "palette",
        N_("Find or go"),
        lambda model: model.palette_wanted.emit(),
        ("Ctrl+K",),
        help=N_("Find a case, a rule, a question or an action"),
    ),
    Action(
        "new",
        N_("New request"),
        WindowModel.propose_request,
        ("Ctrl+N",),
        lambda model: model.session.may(CaseOpened),
        Offer.ALWAYS,
        missed=lambda model: model.session.tell_why_not(CaseOpened),
    ),
    Action(
        "signed_sheet",
        N_("Enter from a signed sheet"),
        WindowModel.enter_from_sheet,
        ("Ctrl+J",),
        _may_enter,
        Offer.ALWAYS,
        help=N_("Enter what came back on a signed sheet, by its code"),
        missed=lambda model: model.session.tell_why_not(FindingEntered),
    ),
    Action(
        "sheet_file",
        N_("Enter from a sheet that came back as a file"),
        WindowModel.enter_from_file,
        (),
        _may_enter,
        Offer.ALWAYS,
    ),
    Action(
        "fill_in_sheet",
        N_("Fill in a sheet from another office"),
        WindowModel.fill_in_sheet,
        (),
        lambda model: bool(model.session.people),
        Offer.ALWAYS,
    ),
    Action(
        "person",
        N_("Act as somebody else"),
        lambda model: model.person_wanted.emit(),
        (PERSON_KEY,),
        lambda model: model.may_change_person,
        Offer.ALWAYS,
        help=N_("In a training register: as whom you act"),
    ),
    Action(
        "day",
        N_("Set the day of this training register"),
        WindowModel.propose_day,
        (),
        lambda model: model.may_set_day,
        Offer.ALWAYS,
    ),
    Action(
        "today",
        N_("Back to the day of the computer"),
        WindowModel.set_today,
        (),
        lambda model: model.may_set_day and model.session.clock.day is not None,
        Offer.ALWAYS,
    ),
    Action(
        "mine",
        N_("My requests"),
        WindowModel.turn_mine,
        ("Ctrl+M",),
        offer=Offer.ALWAYS,
        help=N_("Only the requests of who acts, or all again"),
    ),
    Action(
        "search",
        N_("Search the list of requests; ↓ or Enter goes into the list"),
        lambda model: model.search_wanted.emit(),
        ("Ctrl+F",),
    ),
)

REGISTER: tuple[Action[WindowModel], ...] = (
    Action(
        "registers",
        N_("Open another register"),
        lambda model: model.register_wanted.emit(),
        ("Ctrl+O",),
        lambda model: model.register is not None,
        Offer.ALWAYS,
        help=N_("This register and others: open one, save a copy"),
    ),
    Action(
        "live",
        N_("New live register"),
        lambda model: model.live_wanted.emit(),
        (),
        lambda model: model.register is not None,
        Offer.ALWAYS,
    ),
    Action(
        "copy",
        N_("Save a copy of the register"),
        lambda model: model.copy_wanted.emit(),
        ("Ctrl+Shift+S",),
        lambda model: model.register is not None,
        Offer.ALWAYS,
    ),
    Action(
        "copies",
        N_("Kept copies of the register"),
        lambda model: model.copies_wanted.emit(),
        (),
        lambda model: model.register is not None,
        Offer.ALWAYS,
    ),
    Action(
        "ledger",
        N_("Ledger of the register"),
        lambda model: model.ledger_wanted.emit(),
        (),
        lambda model: model.register is not None,
        Offer.ALWAYS,
    ),
    Action(
        "people",
        N_("People of the register"),
        lambda model: model.people_wanted.emit(),
        (),
        lambda model: bool(model.session.people),
        Offer.ALWAYS,
    ),
)

SHEET: tuple[Action[WindowModel], ...] = (
    Action(
        "lacking",
        N_("What is missing before the first request"),
        lambda model: model.lacking_wanted.emit(),
        (),
        lambda model: model.may_mend_lacking,
        Offer.ALWAYS,
        help=None,
    ),
    Action(
        "sheet",
        N_("Make a recovery sheet"),
        WindowModel.propose_sheet,
        (),
        lambda model: model.may_make_sheet,
        Offer.ALWAYS,
        help=None,
    ),
    Action(
        "sheet_code",
        N_("Type the recovery code back"),
        WindowModel.confirm_sheet,
        (),
        lambda model: model.may_make_sheet,
        Offer.ALWAYS,
        help=None,
    ),
)

TEXT_SIZES: tuple[Action[WindowModel], ...] = (
    Action(
        "larger",
        N_("Larger text"),
        lambda model: model.looks.enlarge(1),
        ("Ctrl++", "Ctrl+="),
        help=N_("Text larger, smaller, as it was"),
        help_keys="Ctrl++ / Ctrl+− / Ctrl+0",
    ),
    Action("smaller", N_("Smaller text"), lambda model: model.looks.enlarge(-1), ("Ctrl+-",), help=None),
    Action("as_it_was", N_("Standard text size"), lambda model: model.looks.enlarge(0), ("Ctrl+0",), help=None),
)

LOOKS: tuple[Action[WindowModel], ...] = (
    Action(
        "english",
        INVITATIONS["en"],
        lambda model: model.looks.other_language(),
        ("Ctrl+L",),
        _speaks(Language.JA),
        Offer.ALWAYS,
        help=N_("Japanese / English"),
    ),
    Action(
        "japanese",
        INVITATIONS["ja"],
        lambda model: model.looks.other_language(),
        ("Ctrl+L",),
        _speaks(Language.EN),
        Offer.ALWAYS,
        help=None,
    ),
    Action(
        "theme",
        N_("Next appearance"),
        lambda model: model.looks.next_theme(),
        ("Ctrl+T",),
        offer=Offer.ALWAYS,
        help=N_("Light, dark, high contrast"),
    ),
    *TEXT_SIZES,
    Action(
        "help",
        N_("Help"),
        lambda model: model.help_wanted.emit(),
        ("F1",),
        offer=Offer.ALWAYS,
        help=N_("This page"),
    ),
    Action("about", N_("About and licences"), lambda model: model.about_wanted.emit(), offer=Offer.ALWAYS),
)
