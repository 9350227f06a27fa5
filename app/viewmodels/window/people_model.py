"""Who is who in the register: with their roles, since when they are there, and when they were last seen."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.law.texts import Text
from app.domain.register.days_meant import KindOfDay
from app.domain.register.events import Event, PersonAdded, PersonLeft, RoleEnded, RoleGiven
from app.domain.register.people import NewPerson, Person, Role, RoleHeld
from app.domain.register.staff import left_alone, missing_account, missing_name, refusal_of_leaving
from app.services.reading import KnownPerson, read_roster
from app.services.staffing import add_person, end_role, give_role, leave
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Choices, Field, FieldKind, Form
from app.wording.people_words import left_alone_said, role_held_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.acting import Acting
    from app.viewmodels.session.session import Reply, Session

_T = TypeVar("_T")


class PersonSays(NamedTuple):
    """One person; the acts are their full names, empty where they can't be done."""

    account: str
    name: str
    roles: tuple[str, ...]
    known: str
    has_left: bool
    give: str
    end: str
    leave: str


class PeopleSays(NamedTuple):
    """The people in words, and why the one who acts can't change them."""

    people: tuple[PersonSays, ...]
    why_not: str
    may_add: bool


class PeopleModel(QObject):
    """Lists the people, and leads to what changes them."""

    changed = Signal()

    def __init__(self, session: Session, told: Callable[[], object], parent: QObject | None = None) -> None:
        """`told` is called when the people have changed."""
        super().__init__(parent)
        self.session = session
        self._told = told
        self.roster: tuple[KnownPerson, ...] = ()
        session.language.changed.connect(self.changed)
        session.person_changed.connect(self.changed)

    def refresh(self) -> None:
        """Reads who there is."""
        self.session.read(read_roster, self._take)

    def _take(self, roster: tuple[KnownPerson, ...]) -> None:
        self.roster = roster
        self.changed.emit()

    def says(self) -> PeopleSays:
        """The people in words: those who are there, then those who left."""
        there = sorted(self.roster, key=lambda known: known.person.has_left or known.person.is_former)
        return PeopleSays(
            tuple(self._person(known) for known in there),
            self.session.why_not(PersonAdded),
            # A key that lies open has no place in a live register.
            may_add=self.session.may(PersonAdded) and self.session.is_training,
        )

    def _person(self, known: KnownPerson) -> PersonSays:
        words, person = self.session.words, known.person
        _, name = words._, words.text(person.names)
        is_there = not (person.has_left or person.is_former)
        if person.is_former:
            said = [_("known from what was recorded before the register had people")]
        else:
            said = [_("in the register since {day}", day=words.day_of(known.added_at))]
        if person.has_left:
            said.append(_("has left"))
        seen = known.last_seen
        said.append(_("nothing recorded yet") if seen is None else _("last seen {moment}", moment=words.moment(seen)))

        def act(event: type[Event], label: str) -> str:
            may = is_there and self.session.may(event)
            return _("{name}: {value}", name=label, value=name) if may else ""

        return PersonSays(
            person.account,
            _("{name} ({account})", name=name, account=person.account),
            tuple(role_held_said(words, held) for held in person.roles),
            words.listed(said),
            not is_there,
            act(RoleGiven, _("Give a role")),
            act(RoleEnded, _("End a role")) if person.roles else "",
            act(PersonLeft, _("Has left")),
        )

    # -- acts

    def _get(self, account: str) -> Person:
        (person,) = [known.person for known in self.roster if known.person.account == account]
        return person

    def _hand_in(self, act: Callable[[Acting], _T], reply: Reply | None) -> None:
        def done(_event: _T) -> None:
            self.refresh()
            self._told()

        self.session.hand_in(act, done, reply)

    @property
    def _days(self) -> DayReader:
        return DayReader(self.session, KindOfDay.LOOKED_AT)

    def _roles(self, roles: tuple[Role, ...]) -> Choices:
        return tuple((role.value, self.session.words.role(role)) for role in roles)

    def adding_form(self) -> Form:
        """Gives somebody an account, with a role to begin with."""
        words = self.session.words
        _ = words._

        def act(reply: Reply | None, account: str, name_ja: str, name_en: str, roles: str, since: date) -> None:
            person = NewPerson(account, Text(name_ja, name_en), (Role(roles),), since)
            self._hand_in(partial(add_person, person=person), reply)

        account_help = _("A short name in small letters, which is never given to anybody else: a.sato")
        nameless = words.error(missing_name("name_en"))
        return Form(
            _("Add a person"),
            _("They act under their own name from then on. Further roles are given afterwards."),
            accept=_("Add the person"),
            act=act,
            fields=(
                Field("account", _("Account"), help=account_help, missing=words.error(missing_account())),
                Field("name_ja", _("Name in Japanese"), missing=nameless, is_short=True),
                Field("name_en", _("Name in English"), missing=nameless, is_short=True),
                Field("roles", _("Role"), FieldKind.CHOICE, None, choices=self._roles(tuple(Role)), is_short=True),
                Field("since", _("From"), FieldKind.DATE, self.session.today(), days=self._days, is_short=True),
            ),
        )

    def giving_form(self, account: str) -> Form:
        """Gives somebody a role for some days."""
        _, person = self.session.words._, self._get(account)

        def act(reply: Reply | None, role: str, since: date, until: date | None) -> None:
            held = RoleHeld(Role(role), since, until)
            self._hand_in(partial(give_role, account=account, held=held), reply)

        return Form(
            _("Give a role"),
            "",
            about=self.session.words.text(person.names),
            accept=_("Give the role"),
            act=act,
            fields=(
                Field("role", _("Role"), FieldKind.CHOICE, None, choices=self._roles(tuple(Role))),
                Field("since", _("From"), FieldKind.DATE, self.session.today(), days=self._days, is_short=True),
                Field(
                    "until",
                    _("Until"),
                    FieldKind.DATE,
                    None,
                    _("Included; empty is without an end."),
                    days=self._days,
                    may_lack=True,
                    is_short=True,
                ),
            ),
        )

    def ending_form(self, account: str) -> Form:
        """Lets a role end with a day."""
        _, person = self.session.words._, self._get(account)
        held = tuple(dict.fromkeys(each.role for each in person.roles))

        def act(reply: Reply | None, role: str, until: date) -> None:
            self._hand_in(partial(end_role, account=account, role=Role(role), until=until), reply)

        return Form(
            _("End a role"),
            _("What was done in it stays."),
            about=self.session.words.text(person.names),
            accept=_("End the role"),
            act=act,
            fields=(
                Field("role", _("Role"), FieldKind.CHOICE, None, choices=self._roles(held)),
                Field(
                    "until",
                    _("Until"),
                    FieldKind.DATE,
                    self.session.today(),
                    _("The last day on which it is held."),
                    days=self._days,
                ),
            ),
        )

    def departure_form(self, account: str) -> Form:
        """Records that somebody has left, and says first what would then be missing."""
        session, person = self.session, self._get(account)
        words, people = session.words, tuple(known.person for known in self.roster)
        _ = words._
        refusal = None
        if session.person is not None:
            refusal = refusal_of_leaving(person, session.person, people, session.today())

        def act(reply: Reply | None, **entered: Any) -> None:
            self._hand_in(partial(leave, account=account, **entered), reply)

        missing = left_alone(person, people, session.today())
        return Form(
            _("Somebody has left"),
            _("They act no more, and their account is given to nobody else. What they did stays under their name.")
            if refusal is None
            else words.error(refusal),
            about=words.text(person.names),
            consequences=tuple(left_alone_said(words, person, role) for role in missing),
            accept=_("Record that they have left") if refusal is None else "",
            cancel="" if refusal is None else _("Close"),
            act=act,
            fields=(Field("note", _("Note"), FieldKind.LONG_TEXT, height=66),) if refusal is None else (),
            is_lasting=True,
        )
