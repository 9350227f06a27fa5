"""The certificate of an edition: each check with its result, each defect with the situations that show it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.viewmodels.enactment.publishing_page_model import PublishingCheckSays
from app.views.kit.badge import Badge
from app.views.kit.drawing import icon
from app.views.kit.layouts import Part, at, column, held, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose

_INDENT = (26, 0, 0, 0)


class ChecksPanel(QWidget):
    """The checks in a column."""

    example_wanted = Signal(int, int, int)

    def __init__(self) -> None:
        super().__init__()
        self._checks = Listing(spacing=8, of=self)

    def say(self, checks: tuple[PublishingCheckSays, ...]) -> None:
        """Shows these checks."""
        self._checks.say(enumerate(checks), lambda numbered: self._check(*numbered))

    def _check(self, number: int, check: PublishingCheckSays) -> QWidget:
        top, token = Qt.AlignmentFlag.AlignTop, "accent" if check.passed else "caution"
        mark = QLabel(pixmap=icon(self, "check" if check.passed else "cross", token))
        result = Badge(check.result, token=token, filled=not check.passed)
        parts: list[Part] = [row(at(top, mark), wide(Prose(check.label)), at(top, result), spacing=10)]
        for defect_number, defect in enumerate(check.defects):
            parts.append(Prose(defect.text, token="caution", margins=_INDENT))
            for place, text in enumerate(defect.situations):
                show = partial(self.example_wanted.emit, number, defect_number, place)
                parts.append(row(LinkRow(text, size=13, act=show), margins=_INDENT))
        return held(column(*parts, spacing=4))
