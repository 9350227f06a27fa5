"""The sheet that an entry comes back on: the request that its code names, and the lines for which it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.characters import visible
from app.domain.errors import Mendable
from app.domain.procedure.code import read_code
from app.domain.procedure.entries import Entry, Request
from app.domain.procedure.events import DecisionEntered, FindingEntered, Given, PermitEntered
from app.domain.procedure.procedure import Procedure
from app.domain.procedure.refusals import day_between, reason_missing, refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class Sheet(NamedTuple):
    """The request on which something is given, and the lines for which it is."""

    request: Request
    lines: tuple[int, ...]


def sheet_of(procedure: Procedure, step_id: str, code: str, *, own: bool = False) -> Sheet | None:
    """The latest current request of a step with the code that was typed, and its lines; None where there is none.

    `own` is a finding of the register's own office, which needs no code.
    """
    printed = read_code(code) if visible(code) else ""
    if printed is None or (not printed and not own):
        return None
    request = procedure.current_request(step_id, printed)
    return None if request is None else Sheet(request, procedure.current_lines(request))


def sheet_of_correction(procedure: Procedure, corrects: int) -> Sheet | None:
    """What a correction rests on: the request of the entry that it corrects, current or not."""
    entry = procedure.entries.get(corrects)
    if (
        entry is None
        or not entry.stands
        or not isinstance(entry.said, FindingEntered | DecisionEntered | PermitEntered)
    ):
        return None
    return Sheet(procedure.requests[entry.said.request - 1], tuple(sorted(entry.contents)))


def mistyped() -> Mendable:
    """What was typed is no code."""
    return refused(
        "wrong_code", "This is no code, or it is mistyped. Type it as it stands on the signed sheet.", field="code"
    )


def request_with_code(procedure: Procedure, code: str) -> Request | None:
    """The request that a code names, as it was typed: of several on one content the latest."""
    printed = read_code(code)
    return next((each for each in reversed(procedure.requests) if each.code == printed), None)


def code_refused(code: str, right: str) -> Iterator[Mendable]:
    """A code is mistyped, or is not the right one; empty is no right one."""
    printed = read_code(code)
    if printed is None:
        yield mistyped()
    elif printed != right:
        yield refused(
            "code_of_other_content",
            "The code is that of another content than the one that is put before the body now. Compare the signed "
            "sheet with the case.",
            field="code",
        )


def can_be_corrected(procedure: Procedure, corrects: int | None, kind: type) -> bool:
    """Whether an entry is corrected that stands and is of the kind, or none is."""
    entry = None if corrects is None else procedure.entries.get(corrects)
    return corrects is None or (entry is not None and entry.stands and isinstance(entry.said, kind))


def not_to_be_corrected() -> Mendable:
    """What an entry was to correct is not confirmed, or is corrected already, or of another kind."""
    return refused("unknown_key", "Only a confirmed finding, decision or permit that stands can be corrected.")


def reason_of_correction(corrects: int | None, reason: str) -> Iterator[Mendable]:
    """A correction is told with a reason."""
    if corrects is not None:
        yield from reason_missing(reason)


def day_given(procedure: Procedure, sheet: Sheet | None, dated: date, today: date) -> Iterator[Mendable]:
    """What is given on a sheet is dated from the day on which its content was first put before the body."""
    if sheet is not None:
        yield from day_between(dated, procedure.first_asked(sheet.request), today)


def when_asked(procedure: Procedure, request: Request) -> Procedure:
    """The procedure as it was when a step was requested: what its sheet shows, however often it is printed."""
    return Procedure(procedure.acts[: request.place])


def given_on_sheet(procedure: Procedure, request: Request, office: str = "") -> tuple[Entry, ...]:
    """What was entered with the code of a request, of any office or of one, in the order of entry."""
    return tuple(
        entry
        for entry in procedure.entries.values()
        if isinstance(entry.said, Given)
        and entry.step == request.step
        and procedure.requests[entry.said.request - 1].code == request.code
        and office in ("", entry.office)
    )
