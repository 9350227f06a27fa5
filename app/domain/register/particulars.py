"""The records that a person fills in, checked: clean values, or a `Mendable` that says what is missing.

What a form asks for before it is handed in, it says in the same sentence: `missing_x()`.
"""

from datetime import date
from typing import Any, TypeVar

from app.domain.errors import Mendable
from app.domain.procedure.refusals import refused
from app.domain.register.cases import CaseParticulars, DocumentParticulars, LineParticulars, OfficialAnswerParticulars
from app.domain.register.days_meant import KindOfDay, refusal_of_day
from app.domain.register.entered_text import checked_text

_P = TypeVar("_P", CaseParticulars, LineParticulars, DocumentParticulars, OfficialAnswerParticulars)

_LONGEST_NUMBER = 60
_DIGEST_LENGTH = 64


def checked_case(particulars: CaseParticulars, before: CaseParticulars | None = None) -> CaseParticulars:
    """The particulars of a case; `Mendable` where number or title are missing, or a text can't be kept.

    What stood so `before` is not checked again: an earlier version may have taken it.
    """
    cleaned = _with_clean_texts(particulars, before)
    if not cleaned.number:
        raise refused("missing_text", "A case needs a number. Give one, or take the number proposed.", field="number")
    if len(cleaned.number) > _LONGEST_NUMBER:
        raise Mendable(
            "A case number has at most {limit} characters. Shorten it.", limit=_LONGEST_NUMBER, field="number"
        )
    if not cleaned.title:
        raise refused("missing_text", "A case needs a title. Say in a few words what goes to whom.", field="title")
    return cleaned


def checked_line(particulars: LineParticulars, before: LineParticulars | None = None) -> LineParticulars:
    """The particulars of a line; `Mendable` where a text can't be kept. What stood so `before` is not checked again."""
    return _with_clean_texts(particulars, before)


def checked_document(
    particulars: DocumentParticulars, today: date, before: DocumentParticulars | None = None
) -> DocumentParticulars:
    """What is known of a document; `Mendable` without a title and where it is dated after today, `ValueError` where the
    digest is no SHA-256, or the name of the file is a path. What stood so `before` is not checked again.
    """
    cleaned = _with_clean_texts(particulars, before)
    if not cleaned.title:
        raise missing_document_title()
    if cleaned.dated is not None and (before is None or cleaned.dated != before.dated):
        _ensure_day(KindOfDay.DOCUMENT, cleaned.dated, today)
    digest = cleaned.sha256
    if digest and (len(digest) != _DIGEST_LENGTH or digest.strip("0123456789abcdef")):
        raise ValueError(f"no SHA-256: {digest}")
    if "/" in cleaned.file_name:
        raise ValueError(f"no name of a file, but a path: {cleaned.file_name}")
    return cleaned


def checked_official_answer(
    particulars: OfficialAnswerParticulars, first: date, today: date, *, has_letter: bool
) -> OfficialAnswerParticulars:
    """What an official answer says.

    `Mendable` without the body that answered, where neither a reference nor a document nor a letter that comes with it
    shows the answer, and where it is dated after today, or before `first`, the first day of the first rules.
    """
    cleaned = _with_clean_texts(particulars)
    if not cleaned.body:
        raise missing_office()
    if not cleaned.reference and cleaned.document_id is None and not has_letter:
        raise refused(
            "missing_text", "What shows the official answer? Give its reference, or choose the document on the case."
        )
    _ensure_day(KindOfDay.OFFICIAL_ANSWER, cleaned.dated, today, first)
    return cleaned


def checked_reason(reason: str) -> str:
    """Why something is done; `Mendable` where nothing is said."""
    reason = checked_text("reason", reason)
    if not reason:
        raise missing_reason()
    return reason


def missing_document_title() -> Mendable:
    """A document without a title."""
    return refused("missing_text", "A document needs a title.", field="title")


def missing_office() -> Mendable:
    """An official answer without the body that gave it."""
    return refused("missing_text", "Who gave the official answer? Name the office.", field="body")


def missing_reason() -> Mendable:
    """Something done without a reason that needs one."""
    return refused("missing_reason", "A reason is needed. Say in a sentence why.", field="reason")


def _ensure_day(kind: KindOfDay, day: date, today: date, first: date = date.min) -> None:
    if refusal := refusal_of_day(kind, day, today, first):
        raise refusal


def _with_clean_texts(particulars: _P, before: _P | None = None) -> _P:
    """The same with each free text checked that is not as before; codes, dates and digests stay as they are."""
    codes = ("kind", "sha256", "rule")
    texts: dict[str, Any] = {
        field: checked_text(field, value)
        for field, value in particulars._asdict().items()
        if isinstance(value, str) and field not in codes and (before is None or value != getattr(before, field))
    }
    return particulars._replace(**texts)
