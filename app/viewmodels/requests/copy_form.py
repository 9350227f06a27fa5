"""The form that makes another request like one that there is."""

from collections.abc import Callable
from datetime import date

from app.domain.ids import CaseId
from app.domain.register.cases import Case
from app.domain.register.days_meant import KindOfDay
from app.services.duplicating import Taken, duplicate_case
from app.services.ports import UnitOfWork
from app.services.reading import read_case
from app.services.receiving import propose_number
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.session.officer_choices import officer_at_desk, officer_choices
from app.viewmodels.session.session import Reply, Session


def propose_copy(
    session: Session, case_id: CaseId, ask: Callable[[Form], None], opened: Callable[[CaseId], None]
) -> None:
    """Hands the form to `ask`, with the number that the request would have, and the request it makes to `opened`."""
    clock = session.clock

    def read(work: UnitOfWork) -> tuple[Case, str]:
        return read_case(work, case_id), propose_number(work, clock)

    session.read(read, lambda found: ask(copy_form(session, *found, opened)))


def copy_form(session: Session, case: Case, number: str, opened: Callable[[CaseId], None]) -> Form:
    """Makes a draft like a case, with as much of it as is chosen, and hands it to `opened`."""
    _, today = session.words._, session.today()
    received, assessed = DayReader(session, KindOfDay.RECEIVED), DayReader(session, KindOfDay.ASSESSED)
    missing = _("A request needs a number and a title. Say in a few words what goes to whom.")
    choices = (
        (Taken.ANSWERS, _("Lines and answers")),
        (Taken.EVIDENCE, _("Lines, answers, documents and evidence")),
        (Taken.LINES, _("Lines alone")),
    )

    officers, officer = officer_choices(session), case.particulars.case_officer
    officer = officer if officer in dict(officers) else officer_at_desk(session)

    def act(
        reply: Reply | None,
        number: str,
        title: str,
        case_officer: str,
        received_on: date,
        assessed_on: date,
        taken: Taken,
    ) -> None:
        particulars = case.particulars._replace(
            number=number,
            title=title,
            case_officer=case_officer,
            received_on=received_on,
            assessed_on=assessed_on,
        )
        session.hand_in(
            lambda acting: duplicate_case(acting, case_id=case.id, particulars=particulars, taken=taken),
            lambda event: opened(event.case_id),
            reply,
        )

    return Form(
        _("Another request like this"),
        _(
            "A new draft with the particulars of {number}, which stays as it is. What is copied says where it comes "
            "from; determinations and official answers are not copied.",
            number=case.particulars.number,
        ),
        accept=_("Open the request"),
        act=act,
        fields=(
            Field("title", _("Title"), value=case.particulars.title, missing=missing),
            Field("number", _("Case number"), value=number, missing=missing),
            Field("case_officer", _("Case officer"), FieldKind.CHOICE, officer, choices=officers),
            Field("received_on", _("Received on"), FieldKind.DATE, today, days=received, is_short=True),
            Field("assessed_on", _("Assessed as of"), FieldKind.DATE, today, days=assessed, is_short=True),
            Field("taken", _("What goes along"), FieldKind.CHOICE, None, choices=choices),
        ),
    )
