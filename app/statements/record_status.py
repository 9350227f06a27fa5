"""What is on record of a line: the recorded determinations, and what has changed since the last of them."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.domain.law.timeline import Timeline
from app.domain.register.case_status import edition_since
from app.domain.register.cases import RecordedDetermination
from app.statements.assessed_line import AssessedLine
from app.wording.change_words import changes_in_words, quiet_line
from app.wording.language import Words
from app.wording.phrases import Phrases


class RecordSays(NamedTuple):
    """A recorded determination, in a line."""

    id: int
    text: str


def record_status(phrases: Phrases, assessed: AssessedLine) -> str:
    """Whether what is shown is on record, and what that means; what changed without making a difference."""
    _, recorded, since = phrases.words._, assessed.line.determination, assessed.since_recorded
    if recorded is None or since is None:
        if assessed.determination.settled:
            return _("Not recorded. The answers have been enough to settle the result.")
        return _("Not recorded. Only a settled result can be recorded.")
    says = recorded_status(phrases.words, recorded)
    if since.is_of_the_same_result:
        says = _("This result is recorded, with other particulars or evidence than now.")
    elif not since.is_as_recorded:
        says = _("What is shown here is not recorded.")
    quiet = quiet_line(phrases, since)
    return f"{says}\n{quiet}" if quiet else says


def told_record(assessed: AssessedLine) -> RecordedDetermination | None:
    """The record that says what the line comes to now, where there is one."""
    since = assessed.since_recorded
    return assessed.line.determination if since is not None and since.is_as_recorded else None


def recorded_status(words: Words, recorded: RecordedDetermination) -> str:
    """The sentence that a determination is on record, and what that means."""
    return words._(
        "Recorded as determination no. {number} on {day} by {name}. A record is not an approval: "
        "the steps of examination and decision are still to be taken.",
        number=recorded.number,
        day=words.day_of(recorded.recorded_at),
        name=words.person(recorded.recorded_by),
    )


def notices_of_change(phrases: Phrases, assessed: AssessedLine, timeline: Timeline, today: date) -> tuple[str, ...]:
    """What makes that something else would come out now than was recorded; else which edition has followed since."""
    _, recorded, since = phrases.words._, assessed.line.determination, assessed.since_recorded
    if recorded is None or since is None:
        return ()
    if since.is_of_the_same_result:
        return (same_result_says(phrases, recorded), *changes_in_words(phrases, since))
    if not since.is_as_recorded:
        return (
            _(
                "Determination no. {number} of {day} says: {outcome}. That is not what comes out now: what it rests on "
                "has changed since. Record the new result when it is settled; the earlier one stays on record.",
                number=recorded.number,
                day=phrases.words.day_of(recorded.recorded_at),
                outcome=phrases.outcome(recorded.outcome),
            ),
            *changes_in_words(phrases, since),
        )
    later = edition_since(recorded, timeline, today)
    if later is None:
        return ()
    return (
        _(
            "Another edition has come into force since: {edition}. This determination was made under {own}.",
            edition=later.edition_id,
            own=recorded.edition_id,
        ),
    )


def same_result_says(phrases: Phrases, recorded: RecordedDetermination) -> str:
    """That the result is as it was recorded, and only what is kept with it has changed."""
    return phrases.words._(
        "The result is the same as in determination no. {number} of {day}: {outcome}. Particulars or evidence have "
        "changed since. Record it anew to keep them on record; the earlier determination stays on record.",
        number=recorded.number,
        day=phrases.words.day_of(recorded.recorded_at),
        outcome=phrases.outcome(recorded.outcome),
    )


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
        words.person(recorded.recorded_by),
        words._("edition {edition}", edition=recorded.edition_id),
        phrases.outcome(recorded.outcome),
    ]
    return "　".join(parts)
