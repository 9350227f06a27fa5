"""Who is who in the register: with their roles, since when they are there, and when they were last seen."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.register.days_meant import KindOfDay
from app.domain.register.events import (
    CaseHandedOver,
    Event,
    KeyChanged,
    PassphraseChanged,
    PersonAdded,
    PersonLeft,
    RoleEnded,
    RoleGiven,
)
from app.domain.register.people import Person, Role, RoleHeld
from app.domain.register.staff import (
    refusal_of_new_keys,
    roles_of,
)
from app.services.reading import KnownPerson, read_roster
from app.services.staffing import end_role, give_role
from app.viewmodels.requests.handing_over_form import handing_over_form
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Choices, Field, FieldKind, Form
from app.viewmodels.window.passphrase_forms import new_keys_form, own_passphrase_form
from app.viewmodels.window.people_forms import adding_form, departure_form, exchange_form
from app.wording.people_words import person_said, role_held_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.acting import Acting
    from app.services.ports import Seals
    from app.viewmodels.session.session import Reply, Session
    from app.wording.language import Words

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
    new_keys: str
    leave: str
    hand_over: str


class PeopleSays(NamedTuple):
    """The people in words, and why the one who acts can't change them."""

    people: tuple[PersonSays, ...]
    why_not: str
    may_add: bool
    #: Whether there is an own passphrase to be changed: in a live register.
    may_change_passphrase: bool


class PeopleModel(QObject):
    """Lists the people, and leads to what changes them."""

    changed = Signal()
    #: A `Form` shall be filled in after another one.
    form_wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        told: Callable[[], object],
        open_anew: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        """`told` is called when the people have changed; `open_anew` closes the register and opens it again."""
        super().__init__(parent)
        self.session = session
        self._told = told
        self._open_anew = open_anew
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
            may_add=self.session.may(PersonAdded) and self._has_seals,
            may_change_passphrase=self._seals is not None and self.session.may(PassphraseChanged),
        )

    @property
    def _seals(self) -> Seals | None:
        """The seals of a live register; None in a training register, and until it is open."""
        return self.session.seals()

    @property
    def _has_seals(self) -> bool:
        """Whether somebody can be let in: a training register needs no seals."""
        return self.session.is_training or self._seals is not None

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

        if known.open_cases:
            said.append(_of_open_requests(words, known.open_cases))

        def act(event: type[Event], label: str, *, may_be_gone: bool = False) -> str:
            may = (is_there or may_be_gone) and self.session.may(event)
            return _("{name}: {value}", name=label, value=name) if may else ""

        return PersonSays(
            person.account,
            person_said(words, person),
            tuple(role_held_said(words, held) for held in person.roles),
            words.listed(said),
            not is_there,
            act(RoleGiven, _("Give a role")),
            act(RoleEnded, _("End a role")) if person.roles else "",
            act(KeyChanged, _("Passphrase lost")) if self._may_have_new_keys(person) else "",
            act(PersonLeft, _("Has left")),
            act(CaseHandedOver, _("Hand over requests"), may_be_gone=True) if known.open_cases else "",
        )

    def _may_have_new_keys(self, person: Person) -> bool:
        by = self.session.person
        return self._seals is not None and by is not None and refusal_of_new_keys(person, by) is None

    # -- acts

    def _known(self, account: str) -> KnownPerson:
        (found,) = [known for known in self.roster if known.person.account == account]
        return found

    def _get(self, account: str) -> Person:
        return self._known(account).person

    def _hand_in(
        self, act: Callable[[Acting], _T], reply: Reply | None, then: Callable[[_T], None] = lambda _event: None
    ) -> None:
        def done(event: _T) -> None:
            self.refresh()
            self._told()
            then(event)

        self.session.hand_in(act, done, reply)

    @property
    def _days(self) -> DayReader:
        return DayReader(self.session, KindOfDay.LOOKED_AT)

    @property
    def _all_roles(self) -> Choices:
        return self._roles(roles_of(is_training=self.session.is_training))

    def _roles(self, roles: tuple[Role, ...]) -> Choices:
        return tuple((role.value, self.session.words.role(role)) for role in roles)

    def adding_form(self) -> Form:
        """Gives somebody an account, with a role to begin with."""
        return adding_form(self.session, self._all_roles, self._days, self._hand_in)

    def own_form(self) -> Form:
        """Changes the passphrase of who has opened the register."""
        return own_passphrase_form(self.session, self._given_seals())

    def new_keys_form(self, account: str) -> Form:
        """Lets somebody in again who lost their passphrase."""
        return new_keys_form(self.session, self._given_seals(), self._get(account))

    def _given_seals(self) -> Seals:
        if (seals := self._seals) is None:
            raise ValueError("a training register has no passphrases")
        return seals

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
                Field("role", _("Role"), FieldKind.CHOICE, None, choices=self._all_roles),
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

    def handing_over_form(self, account: str) -> Form:
        """Hands their open requests over to another case officer."""
        return handing_over_form(self.session, account, self._known(account).open_cases, told=self.refresh)

    def _left_behind(self, known: KnownPerson) -> tuple[str, ...]:
        """What is said of open requests whose case officer leaves."""
        words = self.session.words
        if not known.open_cases:
            return ()
        first = words._("They can be handed over to another case officer first, with “Hand over requests”.")
        return (words.sentences([_of_whom(words, known), first, self.session.why_not(CaseHandedOver)]),)

    def departure_form(self, account: str) -> Form:
        """Records that somebody has left, and says first what would then be missing."""
        person = self._get(account)

        def left(_event: PersonLeft) -> None:
            if not self.session.is_training:
                self.form_wanted.emit(exchange_form(self.session, person, self._open_anew))

        people, left_behind = tuple(known.person for known in self.roster), self._left_behind(self._known(account))
        return departure_form(self.session, person, people, partial(self._hand_in, then=left), left_behind)


def _of_open_requests(words: Words, size: int) -> str:
    return words.ngettext("case officer of {n} open request", "case officer of {n} open requests", size)


def _of_whom(words: Words, known: KnownPerson) -> str:
    return words.ngettext(
        "{name} is the case officer of {n} open request, and would stay named in it.",
        "{name} is the case officer of {n} open requests, and would stay named in them.",
        known.open_cases,
        name=words.text(known.person.names),
    )
