"""Mistakes found in files: each with file, line and entry, and what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.viewmodels.enactment.enactment_page_model import FindingSays
from app.views.kit.card import clear
from app.views.kit.layouts import add, column
from app.views.kit.prose import Prose


class FindingsList(QWidget):
    """One finding below the other; the place can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, tuple[FindingSays, ...]] = ("", ())
        self._column = column(spacing=2, of=self)

    def say(self, heading: str, findings: Sequence[FindingSays]) -> None:
        """Shows these findings; none take no room."""
        shown = (heading, tuple(findings))
        if shown != self._shown:
            self._shown = shown
            clear(self._column)
            add(self._column, Prose(heading, bold=True, token="caution"))
            for finding in findings:
                place = Prose(finding.place, size=13, bold=True)
                place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                add(self._column, 6, place, Prose(finding.text))
        self.setVisible(bool(findings))
