"""Mistakes found in files: each with file, line and entry, and what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.viewmodels.enactment.enactment_page_model import FindingSays
from app.views.kit.card import clear
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class FindingsList(QWidget):
    """One finding below the other; the place can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, tuple[FindingSays, ...]] = ("", ())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scaled(2))

    def say(self, heading: str, findings: Sequence[FindingSays]) -> None:
        """Shows these findings; none take no room."""
        shown = (heading, tuple(findings))
        if shown != self._shown:
            self._shown = shown
            clear(self._column)
            self._column.addWidget(Prose(heading, bold=True, token="caution"))
            for finding in findings:
                self._column.addSpacing(scaled(6))
                place = Prose(finding.place, size=13, bold=True)
                place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addWidget(place)
                self._column.addWidget(Prose(finding.text))
        self.setVisible(bool(findings))
