"""A signed sheet comes back: its code is typed first, and finds the case and the request that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.domain.register.cases import Case
from app.services.finding_sheets import case_of_sheet
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.procedure.entering_model import EnteringModel
from app.viewmodels.procedure.paper_fields import code_field
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Reply, Session


def sheet_code_form(session: Session, opened: Callable[[Case], CaseModel], code: str = "") -> Form:
    """Asks for the code on a signed sheet; `opened` shows the case of the sheet, and hands back its model."""
    _ = session.words._

    def act(reply: Reply | None, code: str) -> None:
        def found(case: Case) -> None:
            if reply is not None:
                reply.taken.emit(None)
            opened(case).page_model(EnteringModel).enter_from_sheet(code)

        session.read(partial(case_of_sheet, code=code), found, reply)

    return Form(
        _("Enter from a signed sheet"),
        _("The code ties what was signed to what was put before the body. Type it from the sheet that came back."),
        accept=_("Find the sheet"),
        act=act,
        fields=(code_field(session, code),),
    )
