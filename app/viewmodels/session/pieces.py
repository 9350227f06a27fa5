"""Words that more than one feature hands to the same widget of the kit."""

from typing import NamedTuple


class StageSays(NamedTuple):
    """One step of a work in steps: on a request, or of putting law in force."""

    id: str
    label: str
    state: str
    here: bool
    done: bool
