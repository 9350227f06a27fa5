"""Who can be chosen as the case officer of a request."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.domain.register.officers import officers_on
from app.domain.register.people import Role

if TYPE_CHECKING:
    from app.viewmodels.session.form import Choices
    from app.viewmodels.session.session import Session


def officer_choices(session: Session, *standing: str) -> Choices:
    """Nobody, then everybody who can be a case officer today, then who or what is named already and can't be.

    Who has the same name as another is told apart by the account.
    """
    officers = officers_on(session.people, session.today())
    accounts = {person.account for person in officers}
    words = session.words
    called = Counter(words.text(person.names) for person in officers)
    named = [(person.account, words.text(person.names)) for person in officers]
    others = dict.fromkeys(each for each in standing if each and each not in accounts)
    return (
        ("", "—"),
        *((account, words.noted(name, account) if called[name] > 1 else name) for account, name in named),
        *((each, session.officer(each)) for each in others),
    )


def officer_at_desk(session: Session) -> str:
    """The account of who acts, where they can be a case officer today; else nobody."""
    person = session.person
    return person.account if person is not None and person.holds(Role.OFFICER, session.today()) else ""
