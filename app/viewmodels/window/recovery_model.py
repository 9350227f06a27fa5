"""The recovery sheet of a live register: made, put on paper, and its code typed back from there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.documents.recovery_sheet import recovery_sheet
from app.domain.register.way_back import administrators
from app.services.staffing import confirm_recovery_sheet, make_recovery_sheet
from app.viewmodels.session.form import Field, Form
from app.viewmodels.session.paper_model import Paper
from app.wording.people_words import code_does_not_sign_said

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
            "One page with a code by which an administrator lets somebody in again who lost their passphrase. It is "
            "for a safe."
        ),
        _("Make the sheet"),
        act,
        consequences=(
            _("A sheet that was made before opens nothing any more."),
            _("The register takes cases once the code was typed back, or a second administrator is there."),
            *_alone(session),
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
        consequences=_alone(session),
        fields=(Field("code", _("Recovery code"), missing=_("Type the code that stands on the recovery sheet.")),),
    )


def _alone(session: Session) -> tuple[str, ...]:
    """What a recovery sheet does not do for who is the only administrator."""
    if len(administrators(session.people, session.today())) > 1:
        return ()
    return (code_does_not_sign_said(session.words),)
