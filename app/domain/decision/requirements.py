"""What a determination requires of a line: the steps of its procedure, the commitments of its recipient."""

from typing import NamedTuple


class Step(NamedTuple):
    """A step of the procedure. `signatories` is filled where each named member signs off."""

    id: str
    order: int
    bodies: tuple[str, ...]
    sign_off: str
    signatories: tuple[str, ...] = ()


class Undertaking(NamedTuple):
    """A commitment of the recipient, or what is recommended to be agreed with it."""

    id: str
    binding: bool
