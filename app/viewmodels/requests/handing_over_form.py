"""The form that hands open requests of one case officer over to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.register.events import CaseHandedOver
from app.services.handing_over import hand_over_cases
from app.services.reading import open_requests
from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.session.officer_choices import officer_choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.viewmodels.session.session import Reply, Session


def propose_handing_over(session: Session, account: str, ask: Callable[[Form], None], number: str = "") -> None:
    """Hands the form to `ask`: for the request of this number, or without one for all open ones of a case officer."""
    session.read(
        lambda work: open_requests(work).get(account, 0),
        lambda size: ask(handing_over_form(session, account, size, number=number)),
    )


def handing_over_form(
    session: Session, account: str, size: int, *, number: str = "", told: Callable[[], object] = lambda: None
) -> Form:
    """Makes somebody else the case officer; `size` is how many open requests there are, `told` hears of it."""
    words = session.words
    _, why_not = words._, session.why_not(CaseHandedOver)
    others = tuple(each for each in officer_choices(session) if each[0] not in ("", account))
    if not why_not and not others:
        why_not = _("Nobody else holds the role officer today: an administrator gives it to somebody first.")

    def act(reply: Reply | None, to: str, numbers: str, note: str) -> None:
        named = tuple(filter(None, map(str.strip, numbers.splitlines())))

        def done(_events: object) -> None:
            # Lists and the request that is open say who was its case officer.
            session.changed_elsewhere.emit()
            told()

        session.hand_in(
            lambda acting: hand_over_cases(acting, account=account, to=to, numbers=named, note=note), done, reply
        )

    return Form(
        _("Hand over requests"),
        why_not or _("They get another case officer. What was recorded of them stays as it is, determinations too."),
        about=session.officer(account),
        facts=((_("Open requests"), str(size)),),
        accept="" if why_not else _("Hand over"),
        cancel=_("Close") if why_not else "",
        act=act,
        fields=()
        if why_not
        else (
            Field("to", _("New case officer"), FieldKind.CHOICE, None, choices=others),
            Field(
                "numbers",
                _("Case numbers"),
                FieldKind.LONG_TEXT,
                number,
                _("One on each line. Without any, all open requests are handed over."),
                height=66,
            ),
            Field("note", _("Note"), FieldKind.LONG_TEXT, height=66),
        ),
    )
