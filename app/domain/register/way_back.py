"""What has to stand before a live register takes a case: a way to open it again when somebody's passphrase is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import Mendable
from app.domain.register.people import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.register.people import Person

#: So many administrators can help one another.
_ENOUGH = 2


class RecoverySheet(NamedTuple):
    """The recovery sheet that was made last, as the register knows it; both keys are public halves, in hex."""

    key: str  #: to which the file key is sealed
    signing_key: str  #: under which its code signs; empty where an earlier version made the sheet
    is_confirmed: bool  #: its code was typed from paper
    is_used: bool  #: its code has signed: it does so once


def refusal_of_taking_cases(
    people: Sequence[Person], on: date, *, is_training: bool, sheet: RecoverySheet | None
) -> Mendable | None:
    """A live register takes no case that a single lost passphrase would lock away. The register refuses it as well."""
    if is_training or len(administrators(people, on)) >= _ENOUGH:
        return None
    refusal = refusal_of_sheet(sheet)
    if refusal is None:
        return None
    if sheet is None or not sheet.is_confirmed:
        return Mendable(
            "This register takes no case yet: if one passphrase were lost, nobody could open it again. Make a second "
            "person an administrator, or print a recovery sheet and type its code back.",
            code="no_way_back",
        )
    return Mendable(
        "This register takes no further case now: if one passphrase were lost, nobody could act as its administrator. "
        "{why} Make a second person an administrator, or make a new recovery sheet and type its code back.",
        why=refusal,
        code="no_way_back",
    )


def refusal_of_sheet(sheet: RecoverySheet | None) -> Mendable | None:
    """Why no administrator gets new keys by the code of the last recovery sheet alone, as the register knows it."""
    if sheet is None:
        return Mendable("There is no recovery sheet.")
    if not sheet.signing_key:
        return Mendable(
            "The last recovery sheet was made by an earlier version of the program: another administrator can use its "
            "code, but it signs nothing by itself."
        )
    if sheet.is_used:
        return Mendable("The code of the last recovery sheet was used already. It gives new keys once.")
    if not sheet.is_confirmed:
        return Mendable("The code of the last recovery sheet was never typed back from the paper.")
    return None


def refusal_of_code(sheet: RecoverySheet | None, key: str, signing_key: str) -> Mendable | None:
    """Why the code that these public halves belong to gives nobody new keys by itself."""
    if sheet is not None and (key != sheet.key or signing_key != (sheet.signing_key or signing_key)):
        return Mendable(
            "The recovery sheet in the seals is not the one that the register knows: its making was interrupted, or "
            "somebody put another one there. Nothing was changed. Put the seals of the last copy beside the register, "
            "and use the sheet that was printed last before it."
        )
    refusal = refusal_of_sheet(sheet)
    if refusal is None:
        return None
    return Mendable(
        "{why} By the code alone nobody gets new keys here, and nothing was changed. Who has a passphrase as an "
        "administrator opens the register, and gives others new keys under “People”.",
        why=refusal,
    )


def refusal_of_recovering(person: Person, on: date) -> Mendable | None:
    """By the code alone nobody gets new keys but an administrator. The register refuses it as well."""
    if person in administrators((person,), on):
        return None
    return Mendable(
        "{name} is no administrator on this day. By the recovery code alone only an administrator gets new keys, who "
        "then lets the others in again.",
        name=person.names,
        field="account",
    )


def administrators(people: Sequence[Person], on: date) -> tuple[Person, ...]:
    """Who is an administrator on a day."""
    return tuple(person for person in people if person.holds(Role.ADMINISTRATOR, on))
