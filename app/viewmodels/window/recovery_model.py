"""The recovery sheet of a live register: made, put on paper, and its code typed back from there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.documents.recovery_sheet import recovery_sheet
from app.services.staffing import confirm_recovery_sheet, make_recovery_sheet
from app.viewmodels.session.form import Form
from app.viewmodels.session.paper_model import Paper
from app.viewmodels.window.passphrase_forms import code_field

if TYPE_CHECKING:
    from app.services.ports import RegisterHeading, Seals
    from app.viewmodels.session.session import Reply, Session


def sheet_form(
    session: Session, seals: Seals, heading: RegisterHeading, name: str, show: Callable[[Paper], None]
) -> Form:
    """Asks whether a recovery sheet shall be made, and shows its paper then; `name` is what the register is called."""
    _ = session.words._

    def paper(code: str) -> None:
        words, body = session.words, session.shelf.reference().bodies.get(heading.office)
        office = heading.office if body is None else words.text(body.name)
        sheet = recovery_sheet(words, code, name, heading.uuid, office, session.clock.now())
        show(
            Paper(
                session,
                sheet,
                words._(
                    "The code is kept nowhere. Print the sheet, then type the code back from the paper. With “Save as "
                    "PDF” the file holds it: keep that nowhere on a computer."
                ),
                may_be_copied=False,
            )
        )

    def act(reply: Reply | None) -> None:
        session.hand_in(lambda acting: make_recovery_sheet(acting, seals), paper, reply)

    return Form(
        _("Make a recovery sheet"),
        _(
            "One page with a code that lets an administrator in again who lost the passphrase, and by which an "
            "administrator lets others in again. It is for a safe."
        ),
        _("Make the sheet"),
        act,
        consequences=(
            *_used(session),
            _("A sheet that was made before opens nothing any more."),
            _("The register takes cases once the code was typed back, or a second administrator is there."),
            _("Whoever has the code, the register and its seals can read everything, and act as an administrator."),
        ),
        is_lasting=True,
    )


def confirming_form(session: Session, seals: Seals, told: Callable[[object], object]) -> Form:
    """Asks for the code as it stands on the paper."""
    _ = session.words._

    def act(reply: Reply | None, code: str) -> None:
        session.hand_in(partial(confirm_recovery_sheet, seals=seals, code=code), told, reply)

    return Form(
        _("Type the recovery code back"),
        _("From the paper: so it is known that the sheet can be read, and that it is the one of this register."),
        _("The code is right"),
        act,
        fields=(code_field(session.words),),
    )


def _used(session: Session) -> tuple[str, ...]:
    """That the code of the last sheet has done what it does once."""
    if session.recovery_sheet is None or not session.recovery_sheet.is_used:
        return ()
    return (session.words._("The code of the last sheet was used to let an administrator in again, and is used up."),)
