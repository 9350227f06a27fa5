"""The certificate of an edition: the verdict, each check with its mark, and situations that can be looked at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.viewmodels.rulebook.certificate_model import CertificateCheckSays, CertificateSays, ShownSays
from app.views.kit.bullet_list import BulletList
from app.views.kit.captions import N_, say
from app.views.kit.drawing import icon, soften
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

_LOOK = N_("Shows a situation in which this happens, under every edition")


class _Check(QWidget):
    """One check with its mark."""

    def __init__(self, says: CertificateCheckSays) -> None:
        super().__init__()
        self._passed = says.passed
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(26), scaled(2), 0, scaled(2))
        label = Prose(says.label)
        label.setAccessibleName(f"{says.label} — {says.result}")
        row.addWidget(label, 1)
        result = Prose(says.result, size=12, bold=True, token="accent" if says.passed else "caution", most_lines=1)
        row.addWidget(result, 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the mark."""
        del event
        painter = QPainter(self)
        soften(painter)
        sign, token = ("check", "accent") if self._passed else ("cross", "caution")
        painter.drawPixmap(scaled(2), scaled(6), icon(self, sign, token, 15))
        painter.end()


class EditionCertificate(QWidget):
    """What is proved."""

    look_wanted = Signal(object)

    def __init__(self, says: CertificateSays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.looks: list[LinkRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(scaled(10), scaled(4), 0, 0)
        self._column.setSpacing(scaled(4))
        token = "accent" if says.is_certified else "caution"
        self._column.addWidget(Prose(says.verdict, size=22, bold=True, token=token, heading=True))
        self._column.addWidget(Prose(says.explanation, token="muted"))
        self._column.addSpacing(scaled(8))
        for check in says.checks:
            self._column.addWidget(_Check(check))
            for defect in check.defects:
                self._add_shown(defect)
        self._add_caption(says.conflicts_heading)
        for prevailing in says.conflicts:
            self._column.addSpacing(scaled(6))
            self._column.addWidget(Prose(prevailing.heading, size=13, bold=True))
            for yielding in prevailing.yielding:
                self._add_shown(yielding)
        self._add_caption(says.alike_heading)
        bullets = BulletList(size=13, hollow=True)
        self._column.addWidget(bullets)
        bullets.say(says.alike)

    def _add_caption(self, text: str) -> None:
        if text:
            self._column.addSpacing(scaled(12))
            self._column.addWidget(Prose(text, bold=True, token="accent"))

    def _add_shown(self, shown: ShownSays) -> None:
        if shown.example is None:
            self._column.addWidget(Prose(shown.text, size=13))
            return
        link = LinkRow(shown.text, size=13)
        say(link, toolTip=_LOOK, accessibleDescription=_LOOK)
        link.clicked.connect(lambda: self.look_wanted.emit(shown.example))
        self.looks.append(link)
        self._column.addWidget(link)
