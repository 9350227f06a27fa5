"""The form that sets which day it is in a training register."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from app.domain.register.days_meant import KindOfDay
from app.domain.register.staff import refusal_of_training_day
from app.services.changing import raise_if_refused
from app.services.staffing import set_training_day
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.viewmodels.session.session import Reply, Session


def training_day_form(session: Session, told: Callable[[], None]) -> Form:
    """Sets the day of a training register; `told` is called once it is set."""
    _ = session.words._

    def check(day: date) -> None:
        if session.person is not None:
            raise_if_refused(refusal_of_training_day(session.person, day))

    def act(reply: Reply | None, day: date | None) -> None:
        session.hand_in(partial(set_training_day, day=day), lambda _event: told(), reply)

    return Form(
        _("Day of this training register"),
        _(
            "What is done from then on is done on this day: it stands in what is recorded, and is proposed wherever a "
            "day is asked for. The computer’s own clock is not changed."
        ),
        accept=_("Set the day"),
        act=act,
        fields=(
            Field(
                "day",
                _("Day"),
                FieldKind.DATE,
                session.today(),
                _("Empty is today, as the clock of the computer has it."),
                days=DayReader(session, KindOfDay.LOOKED_AT, check),
                may_lack=True,
            ),
        ),
    )
