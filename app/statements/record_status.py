"""What is on record of a line: the recorded determinations, and what has changed since the last of them."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.domain.law.timeline import Timeline
from app.domain.register.case_status import edition_since, is_matched_by
from app.domain.register.cases import RecordedDetermination
from app.statements.assessed_line import AssessedLine
from app.wording.language import Words
from app.wording.phrases import Phrases


class RecordSays(NamedTuple):
    """A recorded determination, in a line."""

    id: int
    text: str


def record_status(words: Words, assessed: AssessedLine, timeline: Timeline, today: date) -> str:
    """Whether what is shown is on record, and what that means."""
    _, recorded = words._, assessed.line.determination
    if recorded is None:
        if assessed.determination.settled:
            return _("Not recorded. The answers have been enough to settle the result.")
        return _("Not recorded. Only a settled result can be recorded.")
    if told_record(assessed, timeline, today) is None:
        return _("What is shown here is not recorded.")
    return recorded_status(words, recorded)


def told_record(assessed: AssessedLine, timeline: Timeline, today: date) -> RecordedDetermination | None:
    """The record that says what the line comes to now, where there is one."""
    recorded = assessed.line.determination
    if recorded is None or not is_matched_by(recorded, assessed.line, assessed.case):
        return None
    since = edition_since(recorded, timeline, today)
    return None if since is not None and since.is_for_its_day else recorded


def recorded_status(words: Words, recorded: RecordedDetermination) -> str:
    """The sentence that a determination is on record, and what that means."""
    return words._(
        "Recorded as determination no. {number} on {day} by {name}. A record is not an approval: "
        "the steps of examination and decision are still to be taken.",
        number=recorded.number,
        day=words.day_of(recorded.recorded_at),
        name=recorded.recorded_by,
    )


def notices_of_change(phrases: Phrases, assessed: AssessedLine, timeline: Timeline, today: date) -> tuple[str, ...]:
    """What has changed since the record was made: answers, date, official answers, the law."""
    _, line, case = phrases.words._, assessed.line, assessed.case
    recorded = line.determination
    if recorded is None:
        return ()
    notices = []
    if not is_matched_by(recorded, line, case):
        notices.append(
            _(
                "Answers, the date or an official answer have changed since determination no. {number} was recorded "
                "({outcome}). Record the new result when it is settled; the earlier one stays on record.",
                number=recorded.number,
                outcome=phrases.outcome(recorded.outcome),
            )
        )
    since = edition_since(recorded, timeline, today)
    if since is not None and since.is_for_its_day:
        notices.append(
            _(
                "Another edition now decides for the day of this determination: {edition}, from {since}. This "
                "determination was made under {own}; record the new result when it is settled.",
                edition=since.edition_id,
                since=phrases.words.date(since.since),
                own=recorded.edition_id,
            )
        )
    elif since is not None:
        notices.append(
            _(
                "Another edition has come into force since: {edition}. This determination was made under {own}.",
                edition=since.edition_id,
                own=recorded.edition_id,
            )
        )
    return tuple(notices)


def records_says(
    phrases: Phrases, assessed: AssessedLine, earlier: Iterable[RecordedDetermination]
) -> tuple[RecordSays, ...]:
    """Every record of the line, the latest first; `earlier` are all of them, the earliest first."""
    latest = assessed.line.determination
    return tuple(
        RecordSays(each.id, _record_line(phrases, each, is_latest=is_latest(each, latest)))
        for each in reversed(tuple(earlier))
    )


def is_latest(recorded: RecordedDetermination, latest: RecordedDetermination | None) -> bool:
    """Whether no later determination of the line has been recorded."""
    return latest is not None and latest.id == recorded.id


def _record_line(phrases: Phrases, recorded: RecordedDetermination, *, is_latest: bool) -> str:
    words = phrases.words
    number = words._("no. {number}", number=recorded.number)
    parts = [
        number if is_latest else words.noted(number, words._("superseded")),
        words.day_of(recorded.recorded_at),
        recorded.recorded_by,
        words._("edition {edition}", edition=recorded.edition_id),
        phrases.outcome(recorded.outcome),
    ]
    return "　".join(parts)
