"""The certificate of an edition: the verdict, each check with its mark, and situations that can be looked at."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.viewmodels.rulebook.certificate_model import CertificateCheckSays, CertificateSays, ShownSays
from app.views.kit.bullet_list import BulletList
from app.views.kit.captions import N_, say
from app.views.kit.drawing import icon, painting
from app.views.kit.layouts import Part, at, column, row, wide
from app.views.kit.link_row import LinkRow
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled

_LOOK = N_("Shows a situation in which this happens, under every edition")


class _Check(QWidget):
    """One check with its mark."""

    def __init__(self, says: CertificateCheckSays) -> None:
        super().__init__()
        self._passed = says.passed
        label = Prose(says.label)
        label.setAccessibleName(f"{says.label} — {says.result}")
        result = Prose(says.result, size=12, bold=True, token="accent" if says.passed else "caution", most_lines=1)
        row(wide(label), at(Qt.AlignmentFlag.AlignTop, result), margins=(26, 2, 0, 2), of=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the mark."""
        sign, token = ("check", "accent") if self._passed else ("cross", "caution")
        with painting(self) as painter:
            painter.drawPixmap(scaled(2), scaled(6), icon(self, sign, token, 15))


class EditionCertificate(QWidget):
    """What is proved."""

    look_wanted = Signal(object)

    def __init__(self, says: CertificateSays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.looks: list[LinkRow] = []
        token = "accent" if says.is_certified else "caution"
        verdict = Prose(says.verdict, size=22, bold=True, token=token, heading=True)
        parts: list[Part] = [verdict, Prose(says.explanation, token="muted"), 8]
        for check in says.checks:
            parts += [_Check(check), *map(self._shown, check.defects)]
        if says.conflicts:
            parts += [12, Prose(says.conflicts_heading, bold=True, token="accent")]
        for prevailing in says.conflicts:
            parts += [
                6,
                Prose(prevailing.heading, size=13, bold=True, is_caption=True),
                *map(self._shown, prevailing.yielding),
            ]
        if says.alike:
            parts += [12, Prose(says.alike_heading, bold=True, token="accent")]
            parts.append(BulletList(says.alike, size=13, hollow=True))
        column(*parts, spacing=4, margins=(10, 4, 0, 0), of=self)

    def _shown(self, shown: ShownSays) -> QWidget:
        if shown.example is None:
            return Prose(shown.text, size=13)
        link = LinkRow(shown.text, size=13, act=partial(self.look_wanted.emit, shown.example))
        say(link, toolTip=_LOOK, accessibleDescription=_LOOK)
        self.looks.append(link)
        return link
