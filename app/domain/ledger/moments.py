"""Moments as the ledger writes them: in UTC, to the microsecond, so that the texts sort as the moments do."""

from datetime import UTC, datetime


def moment_text(moment: datetime) -> str:
    """A moment as `YYYY-MM-DDTHH:MM:SS.ffffffZ`. Raises `ValueError` for one that does not know its zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment}")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_moment(text: str) -> datetime:
    """The moment that a text stands for. Raises `ValueError` for every other way of writing one."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment_text(moment) != text:
        raise ValueError(f"not a moment: {text!r:.80}")
    return moment
