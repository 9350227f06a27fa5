"""Mistakes found in files: each with file, line and entry, and what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.viewmodels.enactment.enactment_page_model import FindingSays
from app.views.kit.layouts import column, held
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose


class FindingsList(QWidget):
    """One finding below the other; the place can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = Prose(bold=True, is_caption=True, token="caution")
        self._findings = Listing(spacing=2)
        column(self._heading, self._findings, spacing=2, of=self)

    def say(self, heading: str, findings: Sequence[FindingSays]) -> None:
        """Shows these findings; none take no room."""
        self._heading.say(heading)
        self._findings.say(findings, _finding)
        self.setVisible(bool(findings))


def _finding(says: FindingSays) -> QWidget:
    place = Prose(says.place, size=13, bold=True)
    place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return held(column(place, Prose(says.text), spacing=2, margins=(0, 6, 0, 0)))
