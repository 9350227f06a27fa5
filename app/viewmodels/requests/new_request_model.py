"""The form for a new request: what it asks, the number it proposes, and what it opens."""

from collections.abc import Callable
from datetime import date

from app.domain.ids import CaseId
from app.domain.register.cases import CaseParticulars
from app.domain.register.days_meant import KindOfDay, remark_on_days
from app.services.receiving import open_case, propose_number
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.session.officer_choices import officer_at_desk, officer_choices
from app.viewmodels.session.session import Reply, Session


def propose_request(session: Session, ask: Callable[[Form], None], opened: Callable[[CaseId], None]) -> None:
    """Hands the form to `ask`, with the number that the request would have, and the request it opens to `opened`."""
    clock = session.clock
    session.read(
        lambda work: propose_number(work, clock), lambda number: ask(new_request_form(session, number, opened))
    )


def new_request_form(session: Session, number: str, opened: Callable[[CaseId], None]) -> Form:
    """Opens a request under this number, if no other is entered, and hands it to `opened`."""
    _, today = session.words._, session.today()
    received, assessed = DayReader(session, KindOfDay.RECEIVED), DayReader(session, KindOfDay.ASSESSED)
    missing = _("A request needs a number and a title. Say in a few words what goes to whom.")
    officer_help = _("The official who is in charge of the request; it can be given later.")
    assessed_help = _("This date chooses the edition in force and the rows of the reference tables.")

    def act(
        reply: Reply | None, number: str, title: str, case_officer: str, received_on: date, assessed_on: date
    ) -> None:
        particulars = CaseParticulars(number, title, received_on, assessed_on, case_officer=case_officer)
        session.hand_in(
            lambda acting: open_case(acting, particulars=particulars), lambda event: opened(event.case_id), reply
        )

    def remark(*, received_on: object, assessed_on: object, **_others: object) -> str:
        if not (isinstance(received_on, date) and isinstance(assessed_on, date)):
            return ""
        noticed = remark_on_days(received_on, assessed_on)
        return session.words.error(noticed) if noticed else ""

    return Form(
        _("New request"),
        _("A request starts with a number and a title. Everything else can follow."),
        accept=_("Open the request"),
        act=act,
        remark=remark,
        fields=(
            Field("title", _("Title"), missing=missing),
            Field("number", _("Case number"), value=number, missing=missing),
            Field(
                "case_officer",
                _("Case officer"),
                FieldKind.CHOICE,
                officer_at_desk(session),
                officer_help,
                choices=officer_choices(session),
            ),
            Field("received_on", _("Received on"), FieldKind.DATE, today, days=received, is_short=True),
            Field(
                "assessed_on", _("Assessed as of"), FieldKind.DATE, today, assessed_help, days=assessed, is_short=True
            ),
        ),
    )
