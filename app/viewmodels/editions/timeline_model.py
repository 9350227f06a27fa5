"""The time line: when which edition is in force, and what there is of an agreement with the destination."""

from datetime import date, timedelta
from typing import NamedTuple

from app.domain.law.reference import IN_FORCE, UNCONFIRMED, Reference
from app.domain.law.timeline import Timeline
from app.wording.language import Words

#: Room before the first edition and after the last change, in days.
_BEFORE, _AFTER = 100, 200


class SpanSays(NamedTuple):
    """A stretch of time. `kind` is edition, here (the edition of the marker), signed, in_force or unconfirmed."""

    since: date
    until: date | None
    label: str
    kind: str
    tip: str


class LaneSays(NamedTuple):
    """One thing over time; `note` says why there are no stretches, and then stands in the label too.

    `remark` is what else is to be known of how it is drawn.
    """

    label: str
    spans: tuple[SpanSays, ...]
    note: str = ""
    remark: str = ""


class TimelineSays(NamedTuple):
    """The time line. `stops` are the days to which the keyboard can jump."""

    value: str
    first: date
    last: date
    day: date
    case_day: date
    stops: tuple[date, ...]
    lanes: tuple[LaneSays, ...]


def timeline_says(
    words: Words,
    timeline: Timeline,
    reference: Reference,
    *,
    state: str | None,
    day: date,
    case_day: date,
    today: date,
) -> TimelineSays:
    """The time line with its marker on `day`."""
    periods = timeline.periods
    editions = tuple(
        SpanSays(
            period.since,
            period.until,
            period.edition_id,
            "here" if period.since <= day and (period.until is None or day < period.until) else "edition",
            words._(
                "Edition {edition}, in force from {date}", edition=period.edition_id, date=words.date(period.since)
            ),
        )
        for period in periods
    )
    agreement = _agreement_lane(words, reference, state)
    days = [span.since for span in (*editions, *agreement.spans)]
    first = min(period.since for period in periods) - timedelta(_BEFORE)
    return TimelineSays(
        value=words.date(day),
        first=first,
        last=max(*days, case_day, day, today) + timedelta(_AFTER),
        day=day,
        case_day=case_day,
        stops=tuple(sorted({case_day, *(each for each in days if each >= periods[0].since)})),
        lanes=(
            LaneSays(
                words._("Edition in force"), editions, remark=words._("Not to scale: short periods are drawn wider.")
            ),
            agreement,
        ),
    )


def agreement_says(words: Words, reference: Reference, state: str | None, day: date) -> str:
    """Whether an agreement with the destination is in force on a day."""
    if state is None:
        return words._("destination not known")
    found = reference.agreement_on(state, day)
    if found == IN_FORCE:
        return words._("agreement in force")
    return (
        words._("agreement not confirmed to be in force") if found == UNCONFIRMED else words._("no agreement in force")
    )


def _agreement_lane(words: Words, reference: Reference, state: str | None) -> LaneSays:
    if state is None:
        return _empty_lane(words, words._("Transfer agreement"), words._("destination not known"))
    name = words.text(reference.countries[state].name) if state in reference.countries else state
    spans: list[SpanSays] = []
    for row in reference.agreements:
        if row.state != state:
            continue
        if row.in_force is None:
            label = words._("signed {day}; entry into force not confirmed", day=words.date(row.signed))
            spans.append(SpanSays(row.signed, None, label, "unconfirmed", label))
            continue
        if row.signed < row.in_force:
            label = words._("signed {day}", day=words.date(row.signed))
            spans.append(SpanSays(row.signed, row.in_force, label, "signed", label))
        label = words._("in force from {day}", day=words.date(row.in_force))
        spans.append(SpanSays(row.in_force, None, label, "in_force", label))
    label = words._("Transfer agreement: {state}", state=name)
    if not spans:
        return _empty_lane(words, label, words._("the reference data have no agreement with this country"))
    return LaneSays(label, tuple(spans))


def _empty_lane(words: Words, label: str, note: str) -> LaneSays:
    return LaneSays(words._("{name}: {value}", name=label, value=note), (), note)
