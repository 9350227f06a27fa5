"""What the paper of an entry says that a second person types from it, and where that is not what was entered.

Typed again is what is short and decides: the code, who, when, under which number, how it reads, how much and how many.
Texts that are too long to type again are read beside the paper afterwards.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from app.domain.characters import one_hyphen, visible
from app.domain.errors import Mendable
from app.domain.procedure.code import read_code
from app.domain.procedure.events import (
    DecisionEntered,
    FindingEntered,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
)
from app.domain.procedure.later_events import (
    BreachEndEntered,
    CommitmentEntered,
    ConsentAnswerEntered,
    LaterEntry,
    RevocationEntered,
    WaiverEntered,
)
from app.domain.procedure.permits import permit_of, permit_said
from app.domain.procedure.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.procedure.entries import Entry
    from app.domain.procedure.procedure import Procedure

#: The names of what is typed from paper.
CODE, OFFICE, AUTHOR, SIGNATORY, DATED, REFERENCE = "code", "office", "author", "signatory", "dated", "reference"
DECISION, VIEWS, CONDITIONS, ACTING = "decision", "views", "conditions", "acting"
NUMBER, QUANTITIES, UNTIL = "permit_number", "lines", "valid_until"
ARTICLE, OUTCOME, CONSENT = "article", "outcome", "consent"


def said_on_paper(procedure: Procedure, entry: Entry, own_office: str) -> dict[str, object]:
    """What is typed again of an entry, by name in the order of a paper, as it was entered.

    Of conditions that is how many there are, of somebody who signs for another office whether they do. A finding of the
    register's own office needs no code, and a paper about a permit has none.
    """
    said = entry.said
    told: dict[str, object] = {}
    if entry.contents and not (isinstance(said, FindingEntered) and said.office == own_office):
        told[CODE] = procedure.requests[_request_of(entry) - 1].code
    match said:
        case FindingEntered():
            told |= {OFFICE: said.office, AUTHOR: said.author, DATED: said.dated}
            told |= {VIEWS: {view.slot: view.view for view in said.views}}
        case DecisionEntered():
            told |= {OFFICE: said.office, SIGNATORY: said.signatory, ACTING: bool(said.acting)}
            told |= {DECISION: said.decision, CONDITIONS: len(said.conditions)}
            told |= {DATED: said.dated, REFERENCE: said.reference}
        case PermitEntered():
            told |= {NUMBER: said.number, DATED: said.dated, UNTIL: said.valid_until}
            told |= {QUANTITIES: dict(said.quantities), CONDITIONS: len(said.conditions)}
        case PermitRefusalEntered():
            told |= {DATED: said.dated, REFERENCE: said.reference}
        case PermitExtensionEntered():
            told |= {NUMBER: _number_of_permit(procedure, said.permit), UNTIL: said.valid_until}
            told |= {DATED: said.dated, REFERENCE: said.reference}
        case PermitEndEntered():
            told |= {NUMBER: _number_of_permit(procedure, said.permit), DATED: said.dated, REFERENCE: said.reference}
        case _:
            told |= _said_of_later(said)
    return told


def _said_of_later(said: LaterEntry) -> dict[str, object]:
    """The same of an entry about commitments or equipment."""
    told: dict[str, object] = {}
    match said:
        case CommitmentEntered():
            told |= {SIGNATORY: said.signatory.name, DATED: said.dated}
            told |= {REFERENCE: said.instrument.reference, ARTICLE: said.instrument.article}
        case WaiverEntered():
            told |= {SIGNATORY: said.waived_by, DATED: said.dated}
        case BreachEndEntered():
            told |= {OUTCOME: said.outcome, DATED: said.dated}
        case ConsentAnswerEntered():
            told |= {CONSENT: said.consent, SIGNATORY: said.signatory, DATED: said.dated}
            told |= {REFERENCE: said.reference, CONDITIONS: len(said.conditions)}
        case RevocationEntered():
            told |= {DATED: said.dated}
    return told


def differing(said: Mapping[str, object], typed: Mapping[str, object]) -> tuple[str, ...]:
    """The names of what was typed otherwise than it was entered, or not at all.

    Width, blanks and the kind of a hyphen make no difference: on the paper they look alike.
    """
    return tuple(name for name, value in said.items() if not _agree(name, value, typed.get(name)))


def refusals_of_typed(
    procedure: Procedure, entry: Entry | None, own_office: str, typed: Mapping[str, object]
) -> Iterator[Mendable]:
    """An entry is confirmed only where what another person reads on the paper is what was entered."""
    if entry is not None and differing(said_on_paper(procedure, entry, own_office), typed):
        yield refused(
            "bad_value",
            "What you typed is not what was entered. Mend what you typed, or leave the entry unconfirmed and have it "
            "withdrawn.",
        )


def texts_to_read(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The texts of an entry that are read beside its paper, each with the name of its field, or of its question."""
    said = entry.said
    texts = [(view.slot, view.text) for view in said.views] if isinstance(said, FindingEntered) else []
    texts += [(CONDITIONS, each) for each in getattr(said, "conditions", ())]
    if isinstance(said, CommitmentEntered):
        instrument, signatory = said.instrument, said.signatory
        texts += [("title", instrument.title), ("office", signatory.office), ("on_behalf_of", signatory.on_behalf_of)]
        texts += [("verified", said.verified)]
    texts += [(name, text) for name in ("body", ACTING, "reason", "text") if (text := getattr(said, name, ""))]
    return tuple(texts)


def _agree(name: str, entered: object, typed: object) -> bool:
    if name == CODE:
        return read_code(str(typed or "")) == entered
    if isinstance(entered, str):
        return _folded(str(typed or "")) == _folded(entered)
    return type(typed) is type(entered) and typed == entered


def _folded(text: str) -> str:
    return visible(one_hyphen(unicodedata.normalize("NFKC", text)))


def _request_of(entry: Entry) -> int:
    said = entry.said
    if isinstance(said, PermitExtensionEntered | PermitEndEntered | LaterEntry):
        raise TypeError(f"entry {entry.number} rests on no request")
    return said.request


def _number_of_permit(procedure: Procedure, number: int) -> str:
    permit = permit_of(procedure, number)
    if permit is None:
        raise LookupError(number)
    return permit_said(permit).number
