"""What a determination says, in plain values for the screens."""

from typing import NamedTuple


class StepSays(NamedTuple):
    """One step of the procedure. `lines` names the lines that need it, in a case of several."""

    number: int
    label: str
    says: str = ""
    who: str = ""
    sign_off: str = ""
    signatories: tuple[str, ...] = ()
    lines: str = ""
    origin: str = ""


class MissingSays(NamedTuple):
    """A fact that is still missing, with the place it is asked."""

    fact: str
    label: str


class LiveHeadings(NamedTuple):
    """The captions of the determination so far."""

    heading: str
    possible: str
    rule: str
    steps: str
    commitments: str
    recommended: str
    notices: str
    missing: str


class LiveSays(NamedTuple):
    """The determination so far, as it stands beside the questions."""

    headings: LiveHeadings
    badge: str
    outcome: str
    remaining: str
    settled: bool
    possible: tuple[str, ...]
    rules: tuple[str, ...]
    steps: tuple[StepSays, ...]
    commitments: tuple[str, ...]
    recommended: tuple[str, ...]
    notices: tuple[str, ...]
    missing: tuple[MissingSays, ...]
    cautions: tuple[str, ...]
