"""What names of the procedure mean: which steps, questions and notices some edition has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.procedure.refusals import Known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.procedure.procedure import Procedure
    from app.services.ports import RulebookShelf


def known_among(
    shelf: RulebookShelf, procedure: Procedure, *, step: str = "", slots: Iterable[str] = (), notice: str = ""
) -> Known:
    """What is known of these names. The editions are read only where the case itself has not all of them."""
    own = Known(
        frozenset(each.id for each in procedure.steps),
        frozenset(slot.id for line in procedure.lines.values() for slot in line.slots),
        frozenset(() if procedure.terms is None else (each.id for each in procedure.terms.notices)),
    )
    is_enough = step in {"", *own.steps} and set(slots) <= own.slots and notice in {"", *own.notices}
    if is_enough:
        return own
    editions = shelf.editions()
    return Known(
        own.steps.union(each.id for edition in editions for each in edition.approvals),
        own.slots.union(slot.id for edition in editions for slot in shelf.examination(edition).slots),
        own.notices.union(each.id for edition in editions for each in edition.notices),
    )
