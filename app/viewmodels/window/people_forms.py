"""Who comes into the register and who leaves it: what is asked, and what is said of it first."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.keys.passphrase import ensure_typed_alike
from app.domain.law.texts import Text
from app.domain.register.people import NewPerson, Role
from app.domain.register.staff import left_alone, missing_account, missing_name, refusal_of_leaving
from app.services.staffing import add_person, leave
from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.window.passphrase_forms import new_passphrase_fields
from app.wording.people_words import left_alone_said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.register.events import PersonAdded
    from app.domain.register.people import Person
    from app.services.acting import Acting
    from app.viewmodels.session.day_reader import DayReader
    from app.viewmodels.session.form import Choices
    from app.viewmodels.session.session import Reply, Session
    from app.wording.language import Words

    #: Hands an act in, and replies to the form.
    HandIn = Callable[[Callable[[Acting], Any], Reply | None], None]


def name_fields(words: Words) -> tuple[Field, Field, Field]:
    """Who somebody is: `account`, `name_ja` and `name_en`."""
    _, nameless = words._, words.error(missing_name("name_en"))
    account_help = _("A short name in small letters, which is never given to anybody else: a.sato")
    return (
        Field("account", _("Account"), help=account_help, missing=words.error(missing_account())),
        Field("name_ja", _("Name in Japanese"), missing=nameless, is_short=True),
        Field("name_en", _("Name in English"), missing=nameless, is_short=True),
    )


def adding_form(session: Session, roles: Choices, days: DayReader, hand_in: HandIn) -> Form:
    """Gives somebody an account, with a role to begin with; in a live register they type their passphrase."""
    words, seals = session.words, session.seals()
    _ = words._

    def act(
        reply: Reply | None,
        account: str,
        name_ja: str,
        name_en: str,
        roles: str,
        since: date,
        passphrase: str = "",
        again: str = "",
    ) -> None:
        person = NewPerson(account, Text(name_ja, name_en), (Role(roles),), since)

        def add(acting: Acting) -> PersonAdded:
            ensure_typed_alike(passphrase, again)
            return add_person(acting, person=person, seals=seals, passphrase=passphrase)

        hand_in(add, reply)

    return Form(
        _("Add a person"),
        _("They act under their own name from then on. Further roles are given afterwards.")
        if seals is None
        else _(
            "They type their passphrase here themselves, and open the register by it. Further roles are given "
            "afterwards."
        ),
        accept=_("Add the person"),
        act=act,
        fields=(
            *name_fields(words),
            Field("roles", _("Role"), FieldKind.CHOICE, None, choices=roles, is_short=True),
            Field("since", _("From"), FieldKind.DATE, session.today(), days=days, is_short=True),
            *(() if seals is None else new_passphrase_fields(words)),
        ),
    )


def departure_form(
    session: Session, person: Person, people: Sequence[Person], hand_in: HandIn, left_behind: Sequence[str] = ()
) -> Form:
    """Records that somebody has left, and says first what would then be missing and what stays open to them.

    `left_behind` is what is to be said of the requests that they leave.
    """
    words = session.words
    _, name = words._, words.text(person.names)
    if session.person is not None:
        refusal = refusal_of_leaving(person, session.person, people, session.today())
        if refusal is not None:
            return Form(
                _("Somebody has left"),
                words.error(refusal),
                about=name,
                accept="",
                cancel=_("Close"),
            )

    def act(reply: Reply | None, **entered: Any) -> None:
        hand_in(partial(leave, account=person.account, **entered), reply)

    missing = [left_alone_said(words, person, role) for role in left_alone(person, people, session.today())]
    missing += left_behind
    if not session.is_training:
        missing.append(_("Copies that were made before stay open to {name}.", name=name))
    return Form(
        _("Somebody has left"),
        _("They act no more, and their account is given to nobody else. What they did stays under their name."),
        about=name,
        consequences=tuple(missing),
        accept=_("Record that they have left"),
        act=act,
        fields=(Field("note", _("Note"), FieldKind.LONG_TEXT, height=66),),
        is_lasting=True,
    )


def exchange_form(session: Session, person: Person, open_anew: Callable[[], object]) -> Form:
    """Somebody has left a live register: its file key is exchanged whenever nobody has it open."""
    words = session.words
    _, name = words._, words.text(person.names)

    def act(reply: Reply | None) -> None:
        if reply is not None:
            reply.taken.emit(None)
        open_anew()

    return Form(
        _("Exchange the file key"),
        _(
            "{name} knew the file key of this register. It is exchanged for another one when the register is opened "
            "the next time, or now: the register is closed and opened again, without asking for a passphrase.",
            name=name,
        ),
        accept=_("Close it and open it again"),
        cancel=_("At the next opening"),
        act=act,
        consequences=(
            _("Copies that were made before stay open to {name}.", name=name),
            _("If {name} held the recovery sheet or has seen its code, make a new recovery sheet.", name=name),
        ),
    )
