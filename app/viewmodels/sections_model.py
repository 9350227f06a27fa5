"""The sections of a request and how far each has got."""

from typing import NamedTuple


class SectionSays(NamedTuple):
    """One row of the list of sections. `mark` is done, partly, open, out or none."""

    id: str
    label: str
    state: str
    count: str
    mark: str
    share: float
    here: bool


class SectionGroupSays(NamedTuple):
    """Sections under one caption."""

    label: str
    sections: tuple[SectionSays, ...]
