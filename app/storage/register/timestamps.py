"""Moments and days as the register keeps them: texts that sort as they happened."""

from datetime import UTC, date, datetime


def text_of(moment: datetime) -> str:
    """A moment in UTC with six decimals; the moment has to know its zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment}")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment_of(text: str) -> datetime:
    """The moment a text stands for."""
    return datetime.fromisoformat(text)


def day_of(text: str | None) -> date | None:
    """The day a text stands for; None where none is known."""
    return None if text is None else date.fromisoformat(text)
