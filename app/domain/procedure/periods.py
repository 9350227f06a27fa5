"""Periods of months, as the Civil Code counts them (arts. 140 and 143)."""

from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The day of the same number so many months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_year, next_month = divmod(year * 12 + month + 1, 12)
    last = date(next_year, next_month + 1, 1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


def last_day_of(day: date, months: int) -> date:
    """The last day of a period of months that begins on the day after one.

    It ends on the day before that of its beginning; where the last month has no such day, with that month.
    """
    begins = day + timedelta(days=1)
    ends = months_after(begins, months)
    return ends - timedelta(days=1) if ends.day == begins.day else ends
