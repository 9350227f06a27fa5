"""How an act on a case is declared that asks something before it is done."""

from collections.abc import Callable
from functools import partial

from app.domain.errors import Mendable
from app.domain.register.events import Event
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.session.actions import Action, Offer
from app.viewmodels.session.form import Form


def asking(
    id: str,  # noqa: A002  as the field that it fills
    label: str,
    act: type[Event],
    form: Callable[[CaseModel], Form],
    refusal: Callable[[CaseModel], Mendable | None],
    *,
    keys: tuple[str, ...] = (),
    offer: Offer | None = Offer.IN_MENU,
) -> Action[CaseModel]:
    """An act on a case, named by its event, that has a form filled in. It is possible where the register can be written
    to, the person may do it, and the domain refuses nothing."""
    return Action(
        id,
        label,
        lambda model: model.ask(form(model)),
        keys,
        lambda model: model.session.may(act) and refusal(model) is None,
        offer,
        missed=partial(_tell_why_not, act),
    )


def _tell_why_not(act: type[Event], model: CaseModel) -> None:
    model.session.tell_why_not(act)
