"""What differs between two contents of a step for a line, thing by thing; and what an office gave last."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.domain.procedure.content import EarlierStep, LineContent, StepContent
    from app.domain.procedure.entries import Entry
    from app.domain.procedure.procedure import Procedure


class Differing(str, Enum):
    """What can differ, in the order in which it is told."""

    NUMBER = "number"
    PARTIES = "parties"
    LINE = "line"
    DAY = "day"
    ANSWERS = "answers"
    DERIVED = "derived"
    DOCUMENTS = "documents"
    OFFICIAL_ANSWERS = "official_answers"
    OUTCOME = "outcome"
    RULES = "rules"
    STEPS = "steps"
    NOTICES = "notices"
    COMMITMENTS = "commitments"
    EDITION = "edition"
    REFERENCE = "reference"
    VIEWS = "views"
    DECISIONS = "decisions"
    #: Nothing of the above, but the order in which it stands.
    ORDER = "order"


class Difference(NamedTuple):
    """A thing that differs, with what stood and what stands; None where nothing stood or stands.

    `subject` is the particular, the fact, or the id of what is named; of an examination `(step, office, slot)`, of a
    decision `(step, office)`, and empty where `differing` says it all.
    """

    differing: Differing
    subject: str | tuple[str, ...]
    before: object
    now: object


def differences(before: StepContent, now: StepContent) -> tuple[Difference, ...]:
    """What differs between two contents of one step for one line; nothing only where they are equal."""
    if before == now:
        return ()
    found = tuple(chain(_of_line(before.line, now.line), _of_earlier(before.earlier, now.earlier)))
    return found or (Difference(Differing.ORDER, "", None, None),)


def given_last(procedure: Procedure, step_id: str, office: str, line: int) -> Entry | None:
    """What an office found or decided last in a step for a line, be it void by now; None where it gave nothing yet."""
    given = [
        entry
        for entry in procedure.entries.values()
        if entry.step == step_id and entry.office == office and entry.stands and line in entry.contents
    ]
    return max(given, key=lambda entry: (entry.dated, entry.confirmed_place), default=None)


def differences_since_given(procedure: Procedure, step_id: str, office: str, line: int) -> tuple[Difference, ...]:
    """What differs between what an office gave last in a step for a line and what would be put before it now.

    Nothing where it gave nothing, and where the line has no such step any more.
    """
    entry, now = given_last(procedure, step_id, office, line), procedure.content(step_id, line)
    return () if entry is None or now is None else differences(entry.contents[line], now)


def _of_line(before: LineContent, now: LineContent) -> Iterator[Difference]:
    was, is_ = before.decision, now.decision
    yield from _one(Differing.NUMBER, "", before.case_number, now.case_number)
    yield from _each(Differing.PARTIES, before.parties, now.parties)
    for field in ("item", "quantity", "value"):
        yield from _one(Differing.LINE, field, getattr(before, field), getattr(now, field))
    yield from _one(Differing.DAY, "", was.on, is_.on)
    yield from _each(Differing.ANSWERS, was.answers, is_.answers)
    yield from _each(Differing.DERIVED, was.derived, is_.derived)
    yield from _added_and_gone(Differing.DOCUMENTS, before.documents, now.documents)
    yield from _added_and_gone(Differing.OFFICIAL_ANSWERS, was.official_answers, is_.official_answers)
    yield from _one(Differing.OUTCOME, "", was.outcome, is_.outcome)
    yield from _added_and_gone(Differing.RULES, was.rules, is_.rules)
    yield from _each(Differing.STEPS, *({step.id: step for step in each.steps} for each in (was, is_)))
    yield from _added_and_gone(Differing.NOTICES, was.notices, is_.notices)
    yield from _each(Differing.COMMITMENTS, *({one.id: one for one in each.commitments} for each in (was, is_)))
    yield from _one(Differing.EDITION, "", (was.edition, was.decision_digest), (is_.edition, is_.decision_digest))
    yield from _one(Differing.REFERENCE, "", was.reference, is_.reference)


def _of_earlier(before: tuple[EarlierStep, ...], now: tuple[EarlierStep, ...]) -> Iterator[Difference]:
    for step in dict.fromkeys(each.step for each in (*before, *now)):
        was, is_ = (next((each for each in earlier if each.step == step), None) for earlier in (before, now))
        yield from _each(Differing.VIEWS, _views(was), _views(is_))
        yield from _each(Differing.DECISIONS, _decisions(was), _decisions(is_))


def _views(step: EarlierStep | None) -> dict[tuple[str, ...], object]:
    return {(step.step, view.office, view.slot): view for view in step.views} if step else {}


def _decisions(step: EarlierStep | None) -> dict[tuple[str, ...], object]:
    return {(step.step, one.office): one for one in step.decisions} if step else {}


def _one(differing: Differing, subject: str, before: object, now: object) -> Iterator[Difference]:
    if before != now:
        yield Difference(differing, subject, before, now)


def _each(differing: Differing, before: Mapping[Any, object], now: Mapping[Any, object]) -> Iterator[Difference]:
    for subject in dict.fromkeys((*before, *now)):
        was, is_ = before.get(subject), now.get(subject)
        if was != is_:
            yield Difference(differing, subject, was, is_)


def _added_and_gone(differing: Differing, before: Iterable[object], now: Iterable[object]) -> Iterator[Difference]:
    was, is_ = Counter(before), Counter(now)
    for each in (was - is_).elements():
        yield Difference(differing, "", each, None)
    for each in (is_ - was).elements():
        yield Difference(differing, "", None, each)
