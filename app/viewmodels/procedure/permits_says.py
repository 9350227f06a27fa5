"""Permits and notices in words: what each covers, until when, what warns of its end; what is due, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.procedure.events import PermitEndEntered, PermitExtensionEntered
from app.domain.procedure.notices import due_since, notices_of, state_of_notice
from app.domain.procedure.permits import days_left, permit_of, permit_said, state_of_permit, valid_until, warned_at
from app.viewmodels.procedure.entries_says import Entries, EntrySays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.procedure.entries import Entry
    from app.domain.procedure.procedure import Procedure
    from app.wording.procedure_phrases import ProcedurePhrases


class PermitSays(NamedTuple):
    """A permit as of today. `warned` is how many days before its end it was last warned of; 0 where it was not yet.

    `later` are the entries of its extensions and of its end.
    """

    entry: int
    number: str
    quantities: tuple[tuple[int, int], ...]
    until: str
    state: str
    content_changed: bool
    warned: int
    mark: str
    covers: tuple[str, ...]
    warnings: tuple[str, ...]
    later: tuple[EntrySays, ...]


class NoticeSays(NamedTuple):
    """A notice. `state` is its word on record, `mark` what it is called."""

    id: str
    state: str
    label: str
    mark: str
    details: str


def permits_says(phrases: ProcedurePhrases, procedure: Procedure, today: date) -> tuple[PermitSays, ...]:
    """The permits of a case as of a day."""
    entries = Entries(phrases, procedure)
    later: dict[int, list[EntrySays]] = {}
    for entry in procedure.entries.values():
        if isinstance(entry.said, PermitExtensionEntered | PermitEndEntered):
            permit = permit_of(procedure, entry.said.permit)
            later.setdefault(0 if permit is None else permit.number, []).append(entries.says(entry))
    return tuple(
        _permit(phrases, procedure, permit, today, tuple(later.get(permit.number, ())))
        for permit in procedure.permits()
    )


def _permit(
    phrases: ProcedurePhrases, procedure: Procedure, permit: Entry, today: date, later: tuple[EntrySays, ...]
) -> PermitSays:
    words, said = phrases.words, permit_said(permit)
    state, until = state_of_permit(procedure, permit, today), valid_until(procedure, permit, today)
    left = days_left(procedure, permit, today)
    warned = None if left is None else warned_at(left)
    changed = permit.stands and procedure.has_changed_content(permit)
    covers = [
        words._("{label}: {value}", label=words._("Line {position}", position=line), value=quantity)
        for line, quantity in sorted(said.quantities.items())
    ]
    validity = words._("Dated {day}, valid until {until}", day=words.date(said.dated), until=words.date(until))
    return PermitSays(
        entry=permit.number,
        number=said.number,
        quantities=tuple(sorted(said.quantities.items())),
        until=until.isoformat(),
        state=state.value,
        content_changed=changed,
        warned=warned or 0,
        mark=phrases.permit_state(state),
        covers=(words.listed(covers), validity),
        warnings=tuple(_warnings(phrases, left if warned is not None else None, changed=changed)),
        later=later,
    )


def _warnings(phrases: ProcedurePhrases, left: int | None, *, changed: bool) -> Iterator[str]:
    words = phrases.words
    if left == 0:
        yield words._("It ends today.")
    elif left is not None:
        yield words.ngettext("It ends in {n} day.", "It ends in {n} days.", left)
    if changed:
        yield words._("The content is another now than that on which the permit was given.")


def notices_says(phrases: ProcedurePhrases, procedure: Procedure) -> tuple[NoticeSays, ...]:
    """The notices that the case calls for."""
    words, told = phrases.words, []
    for notice in notices_of(procedure):
        state, since, given = (
            state_of_notice(procedure, notice),
            due_since(procedure, notice),
            procedure.notices.get(notice.id),
        )
        details = ""
        if given is not None:
            details = words._("{day}, {reference}", day=words.date(given.dated), reference=given.reference)
        elif since is not None:
            details = words._("since {day}", day=words.date(since))
        told.append(NoticeSays(notice.id, state.value, phrases.named(notice.id), phrases.notice_state(state), details))
    return tuple(told)
