"""For whom what waits is: by roles and separation, and by whose case it is."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.procedure.case_states import CaseState
from app.domain.procedure.events import CaseReviewed, EntryConfirmed, FindingEntered, NoticeGiven, StepRequested
from app.domain.procedure.permits import WARNED_BEFORE
from app.domain.procedure.waits import FINDING, Wait, WaitKind
from app.domain.register.events import CaseClosed, DeterminationRecorded
from app.domain.register.officers import officers_on
from app.domain.register.permissions import refusal_of_role
from app.domain.register.roles_in_procedure import speaks_for_all_offices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from app.domain.ids import CaseId
    from app.domain.register.events import Event
    from app.domain.register.people import Person


class Awaited(NamedTuple):
    """Something that a case waits for, with what is known of the case in a list."""

    case_id: CaseId
    number: str
    title: str
    state: CaseState
    case_officer: str
    wait: Wait


class WaitGroup(str, Enum):
    """What of all that waits is looked at together."""

    MINE = "mine"
    OTHERS = "others"
    VOID = "void"
    ENDING = "ending"


#: What a wait is over with.
_ACTS: Mapping[WaitKind, type[Event]] = {
    WaitKind.DRAFT: DeterminationRecorded,
    WaitKind.REOPENED: DeterminationRecorded,
    WaitKind.REVIEW: CaseReviewed,
    WaitKind.REQUEST: StepRequested,
    WaitKind.ANSWER: FindingEntered,
    WaitKind.CONFIRM: EntryConfirmed,
    WaitKind.NOTICE: NoticeGiven,
    WaitKind.END: CaseClosed,
}
#: What is the case officer's to do; of a case whose case officer can be one no more, every officer's.
OF_CASE_OFFICER = (WaitKind.DRAFT, WaitKind.REOPENED, WaitKind.REQUEST, WaitKind.END)
#: What others are waited for with: not for their drafts, which nobody asked for yet.
OF_OTHERS = (
    *(WaitKind.REOPENED, WaitKind.REVIEW, WaitKind.REQUEST, WaitKind.ANSWER),
    *(WaitKind.CONFIRM, WaitKind.NOTICE, WaitKind.END),
)


class Part(NamedTuple):
    """What of all that waits is somebody's to do on a day: these kinds, by their roles.

    Who does not speak for all offices speaks for `own_office`. `other_officers` are those whose cases are theirs.
    """

    account: str
    on: date
    kinds: tuple[WaitKind, ...]
    own_office: str
    speaks_for_all: bool
    other_officers: tuple[str, ...]


def part_of(person: Person, own_office: str, people: Sequence[Person], on: date) -> Part:
    """What of all that waits is a person's to do on a day."""
    return Part(
        person.account,
        on,
        tuple(kind for kind, act in _ACTS.items() if refusal_of_role(person, act, on) is None),
        own_office,
        speaks_for_all_offices(person, on),
        tuple(each.account for each in officers_on(people, on) if each.account != person.account),
    )


def is_for(part: Part, awaited: Awaited) -> bool:
    """Whether something that waits is somebody's to do."""
    wait = awaited.wait
    if wait.kind not in part.kinds or wait.refusal or part.account in wait.not_for:
        return False
    if wait.kind in OF_CASE_OFFICER:
        return awaited.case_officer not in part.other_officers
    is_own_finding = wait.subject == FINDING and wait.office == part.own_office
    if wait.kind is WaitKind.CONFIRM:
        return part.speaks_for_all or is_own_finding
    return wait.kind is not WaitKind.ANSWER or is_own_finding


def last_day_warned_of(on: date) -> date:
    """Permits that end up to this day are warned of."""
    return on + timedelta(days=max(WARNED_BEFORE))


def is_in_group(group: WaitGroup, part: Part, awaited: Awaited) -> bool:
    """Whether something that waits is looked at in a group."""
    wait = awaited.wait
    match group:
        case WaitGroup.MINE:
            return is_for(part, awaited)
        case WaitGroup.OTHERS:
            return wait.kind in OF_OTHERS and not is_for(part, awaited)
        case WaitGroup.VOID:
            return wait.kind is WaitKind.VOID
        case WaitGroup.ENDING:
            if wait.kind is not WaitKind.PERMIT or wait.until is None:
                return wait.kind is WaitKind.NOTICE
            # What has lapsed in a case that was closed needs nobody any more.
            has_lapsed = wait.until < part.on
            return wait.until <= last_day_warned_of(part.on) and not (has_lapsed and awaited.state is CaseState.CLOSED)
