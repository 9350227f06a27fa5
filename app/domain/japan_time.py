"""The time that it is in Japan: an office there goes by it, whatever the zone of the machine."""

from datetime import date, datetime, timedelta, timezone

#: There has been no summer time since 1951, so no table of time zones is needed.
JAPAN_TIME = timezone(timedelta(hours=9))


def day_in_japan(moment: datetime) -> date:
    """The day that it is in Japan at a moment."""
    return moment.astimezone(JAPAN_TIME).date()


def beginning_of(day: date) -> datetime:
    """The moment at which a day begins in Japan."""
    return datetime(day.year, day.month, day.day, tzinfo=JAPAN_TIME)
