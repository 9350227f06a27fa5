"""What one question says: the question, why it is asked, its choices, its evidence and its source."""

from typing import NamedTuple

from app.viewmodels.picker_model import Pick


class ChoiceSays(NamedTuple):
    """One possible answer."""

    value: str
    label: str
    note: str


class EvidenceSays(NamedTuple):
    """A document and page that show the answer."""

    id: int
    label: str


class QuestionHeadings(NamedTuple):
    """The captions around every question."""

    why: str
    evidence: str
    link: str
    unlink: str
    search: str
    nothing: str


class QuestionSays(NamedTuple):
    """One question as it stands on the screen. `kind` is "choices" or "list".

    `matters` says so where the answer cannot change anything; `not_known` is the choice "not yet known", where it
    may be chosen.
    """

    fact: str
    kind: str
    place: str
    question: str
    why: str
    help: str
    matters: str
    choices: tuple[ChoiceSays, ...]
    picks: tuple[Pick, ...]
    not_known: ChoiceSays | None
    value: str | None
    is_answered: bool
    may_change: bool
    may_link: bool
    evidence: tuple[EvidenceSays, ...]
    evidence_state: str
    confidence: str
    confidence_says: str
    confidence_token: str
    points: tuple[str, ...]
    sources: str
