"""What has to stand before a live register takes a case: a way to open it again when somebody's passphrase is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Mendable
from app.domain.register.people import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.register.people import Person

#: So many administrators can help one another.
_ENOUGH = 2


def refusal_of_taking_cases(
    people: Sequence[Person], on: date, *, is_training: bool, has_recovery_sheet: bool
) -> Mendable | None:
    """A live register takes no case that a single lost passphrase would lock away. The register refuses it as well.

    `has_recovery_sheet`: one was made, and the code of the last one was typed from paper.
    """
    if is_training or has_recovery_sheet or len(administrators(people, on)) >= _ENOUGH:
        return None
    return Mendable(
        "This register takes no case yet: if one passphrase were lost, nobody could open it again. Make a second "
        "person an administrator, or print a recovery sheet and type its code back.",
        code="no_way_back",
    )


def administrators(people: Sequence[Person], on: date) -> tuple[Person, ...]:
    """Who is an administrator on a day."""
    return tuple(person for person in people if person.holds(Role.ADMINISTRATOR, on))
