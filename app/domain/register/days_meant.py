"""Which days can be meant by what they are the days of: what is refused, and what is asked back."""

from datetime import date
from enum import Enum

from app.domain.errors import Mendable

#: Law is made known, and a case assessed in advance, by a year or so and not by more than this.
_AHEAD_YEARS = 2
#: The oldest papers of a request are treaties.
_PAPER_YEARS = 100


class KindOfDay(Enum):
    """What a day is the day of."""

    RECEIVED = "received"
    ASSESSED = "assessed"
    DOCUMENT = "document"
    OFFICIAL_ANSWER = "official answer"
    IN_FORCE = "in force"
    #: What an office writes itself, and by when it asks for an answer.
    LETTER = "letter"
    #: Only to see what would hold on it; nothing is recorded of it.
    LOOKED_AT = "looked at"


def refusal_of_day(kind: KindOfDay, day: date, today: date, first: date = date.min) -> Mendable | None:
    """No paper is dated on a day that has not come, and no office answered about rules before there were any.

    `first` is the day on which the first edition came into force.
    """
    if kind is KindOfDay.OFFICIAL_ANSWER and day < first:
        return Mendable(
            "The official answer is dated {day}, and the first rules came into force on {first}. Give the date that "
            "stands on it.",
            day=day.isoformat(),
            first=first.isoformat(),
        )
    if day <= today:
        return None
    if kind is KindOfDay.OFFICIAL_ANSWER:
        return Mendable(
            "The official answer is dated {day}, a day that has not come yet. Give the date that stands on it.",
            day=day.isoformat(),
        )
    if kind is KindOfDay.DOCUMENT:
        return Mendable(
            "The document is dated {day}, a day that has not come yet. Give the date that stands on it.",
            day=day.isoformat(),
        )
    return None


def remark_on_days(received: date, assessed: date) -> Mendable | None:
    """What is noticed about the days of a case: it may be so, but a slip is as likely."""
    if assessed < received:
        return Mendable(
            "The request is assessed as of {assessed}, before it was received on {received}: by the law of that "
            "earlier day.",
            assessed=assessed.isoformat(),
            received=received.isoformat(),
        )
    return None


def doubt_about_day(kind: KindOfDay, day: date, today: date, first: date) -> Mendable | None:
    """What is asked back where a day can be meant, but a slip is likelier. `first` is as in `refusal_of_day`."""
    if kind is KindOfDay.RECEIVED and day > today:
        return Mendable("{day} has not come yet. Is this day meant?", day=day.isoformat())
    if kind in (KindOfDay.RECEIVED, KindOfDay.LETTER) and day < first:
        return Mendable(
            "{day} is before {first}, when the first edition came into force. Is this day meant?",
            day=day.isoformat(),
            first=first.isoformat(),
        )
    if kind in (KindOfDay.ASSESSED, KindOfDay.IN_FORCE, KindOfDay.LETTER) and day.year > today.year + _AHEAD_YEARS:
        return Mendable("{day} is years ahead. Is this day meant?", day=day.isoformat())
    if kind is KindOfDay.DOCUMENT and day.year < today.year - _PAPER_YEARS:
        return Mendable("{day} is more than a hundred years ago. Is this day meant?", day=day.isoformat())
    return None
