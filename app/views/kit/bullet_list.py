"""A list of short statements, each with a mark drawn before it: solid for what binds, hollow for what is advised."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.views.kit.drawing import painting
from app.views.kit.listing import Listing
from app.views.kit.prose import Prose
from app.views.kit.theme import BODY, hairline, scaled, shade


class BulletList(QWidget):
    """Statements one below the other."""

    def __init__(
        self,
        statements: Sequence[str] = (),
        *,
        hollow: bool = False,
        size: int = BODY,
        token: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hollow = hollow
        self._size = size
        self._token = token
        self._column = Listing(spacing=3, margins=(16, 0, 0, 0), of=self)
        self.say(statements)

    def say(self, statements: Sequence[str]) -> None:
        """Shows these statements; none take no room."""
        self._column.say(statements, lambda statement: Prose(statement, size=self._size, token=self._token))
        if self.parentWidget() is not None:
            self.setVisible(bool(statements))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the marks at the first line of each statement."""
        colour = shade(self, "accent" if self._token == "ink" else self._token)
        with painting(self) as painter:
            painter.setPen(QPen(colour, 1.2 * hairline(self)))
            painter.setBrush(Qt.BrushStyle.NoBrush if self._hollow else colour)
            for index in range(self._column.count()):
                item = self._column.itemAt(index)
                if item is not None and (widget := item.widget()) is not None:
                    middle = QPointF(scaled(5), widget.y() + scaled(self._size * 0.79))
                    painter.drawEllipse(middle, scaled(2), scaled(2))
