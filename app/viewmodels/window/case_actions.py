"""What can be done with the open case, in one table; an act of a feature is declared in the feature's own file."""

from collections.abc import Callable
from functools import partial

from app.viewmodels.case.case_model import CaseModel, Turn
from app.viewmodels.case.header_model import has_procedure
from app.viewmodels.case.lines_model import ADD_LINE, CLOSE, REMOVE_LINE, REOPEN, WITHDRAW
from app.viewmodels.case.panels import DOCUMENTS, PARTICULARS
from app.viewmodels.case.place import CaseScreen, Stage
from app.viewmodels.determination.memorandum_model import MEMORANDUM
from app.viewmodels.procedure.acts_model import GIVE_NOTICE, RECORD_AGAIN, REQUEST, REVIEW
from app.viewmodels.procedure.entering_model import CONFIRM_NEXT, OWN_FINDING
from app.viewmodels.procedure.papers_model import PAPERS
from app.viewmodels.questions.check_model import RECORD
from app.viewmodels.questions.evidence_model import LINK_DOCUMENT
from app.viewmodels.questions.opening_model import OPEN_DOCUMENT
from app.viewmodels.session.actions import Action, Offer
from app.viewmodels.window import late
from app.wording.language import N_


def _asks(model: CaseModel) -> bool:
    return model.place.screen is CaseScreen.REQUEST


def _to(stage: Stage) -> Callable[[CaseModel], None]:
    return lambda model: model.go_to_stage(stage)


def _to_panel(panel: str) -> Callable[[CaseModel], None]:
    return lambda model: model.go_to_panel(panel)


def _turning(turn: Turn, label: str, keys: tuple[str, ...], help_keys: str = "") -> Action[CaseModel]:
    """Undoing or doing again; its keys say so where there is nothing to do it with."""
    do = partial(CaseModel.turn, turn=turn)
    may = partial(CaseModel.may_turn, turn=turn)
    return Action(turn.value, label, do, keys, may, Offer.IN_MENU, help_keys=help_keys, missed=do)


#: In the order in which the page of help lists their keys.
CASE_ACTIONS: tuple[Action[CaseModel], ...] = (
    Action(
        "next",
        N_("Next question / back"),
        CaseModel.go_on,
        ("Alt+Right",),
        _asks,
        leads=True,
        help_keys="Enter, Alt+→ / Alt+←",
    ),
    Action("back", N_("Back"), CaseModel.back, ("Alt+Left",), _asks, leads=True, help=None),
    _turning(Turn.UNDO, N_("Undo the last answer"), ("Ctrl+Z",)),
    _turning(Turn.REDO, N_("Do again what was undone"), ("Ctrl+Y", "Ctrl+Shift+Z"), "Ctrl+Y, Ctrl+Shift+Z"),
    LINK_DOCUMENT,
    OPEN_DOCUMENT,
    ADD_LINE,
    RECORD,
    MEMORANDUM,
    RECORD_AGAIN,
    REVIEW,
    REQUEST,
    GIVE_NOTICE,
    PAPERS,
    Action(
        Stage.REQUEST.value,
        N_("Go to: request"),
        _to(Stage.REQUEST),
        ("Ctrl+1",),
        offer=Offer.GOING,
        leads=True,
        help=N_("Request, check answers, determination, procedure"),
        help_keys="Ctrl+1, 2, 3, 5",
    ),
    Action(
        Stage.CHECK.value,
        N_("Go to: check answers"),
        _to(Stage.CHECK),
        ("Ctrl+2",),
        offer=Offer.GOING,
        leads=True,
        help=None,
    ),
    Action(
        Stage.DETERMINATION.value,
        N_("Go to: determination"),
        _to(Stage.DETERMINATION),
        ("Ctrl+3",),
        offer=Offer.GOING,
        leads=True,
        help=None,
    ),
    Action(
        Stage.PROCEDURE.value,
        N_("Go to: procedure"),
        _to(Stage.PROCEDURE),
        ("Ctrl+5",),
        lambda model: has_procedure(model.case),
        Offer.GOING,
        leads=True,
        help=None,
    ),
    Action(
        "examination",
        N_("Go to: examination"),
        late.show_examination,
        (),
        lambda model: has_procedure(model.case),
        Offer.GOING,
    ),
    Action(PARTICULARS, N_("Go to: particulars"), _to_panel(PARTICULARS), offer=Offer.GOING),
    Action(DOCUMENTS, N_("Go to: documents"), _to_panel(DOCUMENTS), offer=Offer.GOING),
    Action(
        "editions",
        N_("Show this line under every edition"),
        CaseModel.show_editions,
        ("Ctrl+4",),
        offer=Offer.GOING,
        help=N_("This line under every edition"),
    ),
    Action(
        "section_before",
        N_("Section before / after"),
        partial(CaseModel.step_section, by=-1),
        ("Ctrl+PgUp",),
        leads=True,
        help_keys="Ctrl+PgUp / PgDn",
    ),
    Action(
        "section_after",
        N_("Section before / after"),
        partial(CaseModel.step_section, by=1),
        ("Ctrl+PgDown",),
        leads=True,
        help=None,
    ),
    CONFIRM_NEXT,
    OWN_FINDING,
    REMOVE_LINE,
    CLOSE,
    WITHDRAW,
    REOPEN,
)
