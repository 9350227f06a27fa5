"""The form that narrows the list of requests: destination, determination, officer, days; and what it has narrowed."""

from collections.abc import Callable
from typing import Any

from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.days_meant import KindOfDay
from app.domain.sorting import sort_key
from app.services.ports import UnitOfWork
from app.services.reading import case_destinations, case_officers
from app.viewmodels.requests.list_filter import DAYS, NOBODY, NOBODY_IN_OFFICE, ListFilter, state_name
from app.viewmodels.requests.requests_model import RequestsModel
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Choices, Field, FieldKind, Form
from app.viewmodels.session.session import Reply
from app.wording.phrases import outcome_word, state_word


def propose_filter(model: RequestsModel, ask: Callable[[Form], None]) -> None:
    """Hands the form to `ask`, with the destinations and officers that the requests of the register name."""

    def read(work: UnitOfWork) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return case_destinations(work), case_officers(work)

    model.session.read(read, lambda found: ask(filter_form(model, *found)))


def filter_form(model: RequestsModel, destinations: tuple[str, ...], officers: tuple[str, ...]) -> Form:
    """Narrows the list; what is typed in its search stays."""
    words, narrowed, reference = model.session.words, model.narrowed, model.session.shelf.reference()
    _ = words._
    everything = ("", _("Any"))

    days = DayReader(model.session, KindOfDay.LOOKED_AT)

    def act(reply: Reply | None, **entered: Any) -> None:
        # Who chooses an officer wants those of that one.
        is_mine = model.narrowed.is_mine and not entered["officer"]
        model.narrow(ListFilter(typed=model.narrowed.typed, is_mine=is_mine, **entered))
        if reply is not None:
            reply.taken.emit(None)

    def chosen_of(name: str, label: str, choices: Choices) -> Field:
        return Field(
            name, label, FieldKind.CHOICE, getattr(narrowed, name), choices=(everything, *choices), is_short=True
        )

    places = sorted(
        ((code, state_name(words, reference, code)) for code in {*destinations, narrowed.destination} - {""}),
        key=_by_name,
    )
    named = {*officers, narrowed.officer} - {"", NOBODY}
    names = sorted(((each, model.session.officer(each)) for each in named), key=_by_name)
    return Form(
        _("Narrow the list"),
        _("Only requests are shown for which all of it is so."),
        accept=_("Show"),
        act=act,
        fields=(
            chosen_of("destination", _("Destination"), tuple(places)),
            chosen_of("officer", _("Case officer"), ((NOBODY, _(NOBODY_IN_OFFICE)), *names)),
            chosen_of("state", _("State"), tuple((state.value, state_word(words, state)) for state in CaseState)),
            chosen_of(
                "outcome",
                _("Determination"),
                tuple((each.value, outcome_word(words, each)) for each in Outcome if each is not Outcome.UNDETERMINED),
            ),
            *(
                Field(name, _(label), FieldKind.DATE, getattr(narrowed, name), days=days, may_lack=True, is_short=True)
                for name, label in DAYS.items()
            ),
        ),
        note=_(
            "Days are included. Write them like 2026-04-01, 2026年4月1日, 令和8年4月1日 or R8.4.1; empty is any day."
        ),
    )


def _by_name(choice: tuple[object, str]) -> str:
    return sort_key(choice[1])
