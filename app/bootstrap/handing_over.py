"""Cases of a register handed over from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bootstrap.composition import SystemClock, name_people, opened, register_shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.bootstrap.keyring import Keyring


def hand_over(keyring: Keyring, register: Path, account: str, to: str, numbers: Sequence[str]) -> int:
    """Make somebody else the case officer of open cases of an account, all or these; how many there are.

    In a live register it is done by whoever opens it, in one for training by who hands over, where they can, or else by
    its first officer.
    """
    from app.domain.register.events import CaseHandedOver
    from app.domain.register.people import person_at_desk
    from app.domain.register.permissions import refusal_of_role
    from app.services.acting import Acting
    from app.services.handing_over import hand_over_cases
    from app.services.register_clock import RegisterClock

    clock = RegisterClock(SystemClock())
    with opened(register, clock, keyring=keyring) as work:
        name_people(work)
        clock.follow(work)
        people = work.people.all()
        may = [each.account for each in people if refusal_of_role(each, CaseHandedOver, clock.today()) is None]
        by = keyring.account_for(register) or next((each for each in may if each == account), next(iter(may), None))
        acting = Acting(work, clock, person_at_desk(people, by), register_shelf())
        return len(hand_over_cases(acting, account=account, to=to, numbers=numbers))
