"""What the screens of one case say."""

from typing import NamedTuple


class StageSays(NamedTuple):
    """One step of the work on a request."""

    id: str
    label: str
    state: str
    here: bool
    done: bool


class LineTabSays(NamedTuple):
    """The tab of one line."""

    id: int
    label: str
    state: str
    here: bool
