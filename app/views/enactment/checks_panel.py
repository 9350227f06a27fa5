"""The certificate of an edition: each check with its result, each defect with the situations that show it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.viewmodels.enactment.publishing_page_model import PublishingCheckSays
from app.views.kit.badge import Badge
from app.views.kit.card import clear
from app.views.kit.drawing import icon
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled


class ChecksPanel(QWidget):
    """The checks in a column."""

    example_wanted = Signal(int, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[PublishingCheckSays, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scaled(8))

    def say(self, checks: tuple[PublishingCheckSays, ...]) -> None:
        """Shows these checks."""
        if checks == self._shown:
            return
        self._shown = checks
        clear(self._column)
        for number, check in enumerate(checks):
            self._column.addWidget(self._check(number, check))

    def _check(self, number: int, check: PublishingCheckSays) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        row = QHBoxLayout()
        row.setSpacing(scaled(10))
        mark = QLabel()
        token = "accent" if check.passed else "caution"
        mark.setPixmap(icon(self, "check" if check.passed else "cross", token))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Prose(check.label), 1)
        row.addWidget(Badge(check.result, token=token, filled=not check.passed), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        for at, defect in enumerate(check.defects):
            sentence = Prose(defect.text, token="caution")
            sentence.setContentsMargins(scaled(26), 0, 0, 0)
            column.addWidget(sentence)
            for place, text in enumerate(defect.situations):
                link = LinkRow(text, size=13)
                link.clicked.connect(
                    lambda _checked=False, at=at, place=place: self.example_wanted.emit(number, at, place)
                )
                indented = QHBoxLayout()
                indented.setContentsMargins(scaled(26), 0, 0, 0)
                indented.addWidget(link)
                column.addLayout(indented)
        return holder
