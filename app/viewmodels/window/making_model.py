"""A live register made: of which office, by whom, and what it still lacks before its first case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.keys.passphrase import ensure_typed_alike
from app.domain.law.reference import OFFICE
from app.domain.law.texts import Text
from app.domain.register.days_meant import KindOfDay
from app.domain.register.people import NewPerson, Role
from app.domain.register.staff import roles_of
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.session.session import Reply
from app.viewmodels.window.passphrase_forms import new_passphrase_fields
from app.viewmodels.window.people_forms import adding_form, name_fields
from app.wording.people_words import sheet_does_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.acting import Acting
    from app.services.ports import Report
    from app.viewmodels.session.session import Session


def making_form(
    session: Session, path: str, make: Callable[[str, str, NewPerson, str], None], done: Callable[[], object]
) -> Form:
    """Makes a live register: `make` is given path, office, first person and passphrase; `done` opens it."""
    words = session.words
    _ = words._

    def act(
        reply: Reply | None,
        office: str,
        account: str,
        name_ja: str,
        name_en: str,
        role: str,
        passphrase: str,
        again: str,
    ) -> None:
        further = (Role(role),) if role else ()
        person = NewPerson(account, Text(name_ja, name_en), (Role.ADMINISTRATOR, *further), session.today())

        def made(_report: Report) -> None:
            ensure_typed_alike(passphrase, again)
            make(path, office, person, passphrase)

        heard = reply or Reply()
        heard.taken.connect(lambda _made: done())
        session.read_aside(made, heard)

    bodies = session.shelf.reference().bodies
    others = [role for role in roles_of(is_training=False) if role is not Role.ADMINISTRATOR]
    return Form(
        _("New live register"),
        _(
            "For real requests: encrypted, and opened by passphrases only. You are its first administrator. It opens "
            "here once it is made."
        ),
        accept=_("Make the register"),
        act=act,
        facts=((_("File"), path),),
        fields=(
            Field(
                "office",
                _("Office"),
                FieldKind.CHOICE,
                None,
                choices=tuple((body, words.text(row.name)) for body, row in bodies.items() if row.kind == OFFICE),
            ),
            *name_fields(words),
            Field(
                "role",
                _("Besides administrator"),
                FieldKind.CHOICE,
                None,
                choices=(("", _("no further role")), *((role.value, words.role(role)) for role in others)),
            ),
            *new_passphrase_fields(words),
        ),
        note=_(
            "A file with the same name and the ending .keys is made beside it. Keep both in one folder: without it "
            "nobody can open the register."
        ),
        width=600,
    )


class LackingSays(NamedTuple):
    """What a live register lacks before its first case; nothing where it lacks nothing."""

    why: str
    second: str
    sheet: str


def lacking_says(session: Session) -> LackingSays:
    """What a live register lacks before its first case, in the present language."""
    words = session.words
    _ = words._
    refusal = session.refusal_of_cases()
    return LackingSays(
        "" if refusal is None else words.error(refusal),
        _(
            "They sit down here and type a passphrase of their own. With the recovery code, one administrator then "
            "lets the other in again."
        ),
        sheet_does_said(words),
    )


def second_administrator_form(session: Session, told: Callable[[], object]) -> Form:
    """Lets a second administrator in."""
    roles = ((Role.ADMINISTRATOR.value, session.words.role(Role.ADMINISTRATOR)),)

    def hand_in(act: Callable[[Acting], object], reply: Reply | None) -> None:
        session.hand_in(act, lambda _event: told(), reply)

    return adding_form(session, roles, DayReader(session, KindOfDay.LOOKED_AT), hand_in)
