"""One step of the procedure on the ladder: its state, what it lacks, what was asked, and what came back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from app.views.kit.badge import Badge
from app.views.kit.button import Button, Rank
from app.views.kit.captions import N_, say
from app.views.kit.drawing import icon, painting, plate, write
from app.views.kit.layouts import Part, at, column, held, row, wide
from app.views.kit.passage import Paragraph, Passage
from app.views.kit.theme import hairline, scaled, shade
from app.views.procedure.office_boxes import OfficeBoxes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.viewmodels.procedure.entries_says import EntrySays
    from app.viewmodels.procedure.offered_acts import ActSays
    from app.viewmodels.procedure.steps_says import RequestSays, StepSays

_LEFT, _TOP = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
_NODE, _INDENT = 24, 40
#: Of so many entries each has a label of its own.
_APART = 24

#: The sign of a state in the node, and the token of the colour of its word.
_STATES = {
    "done": ("check", "accent"),
    "requested": ("", "accent"),
    "returned": ("back", "caution"),
    "refused": ("cross", "caution"),
    "open": ("", "muted"),
    "waiting": ("", "muted"),
}
#: The same of an entry.
_ENTRIES = {
    "confirmed": ("check", "accent"),
    "entered": ("history", "caution"),
    "void": ("cross", "caution"),
    "withdrawn": ("cross", "muted"),
    "superseded": ("forward", "muted"),
    "corrected": ("forward", "muted"),
}


#: How much an act in a step asks for the eye.
_RANKS = {"request": Rank.PRIMARY, "correct": Rank.QUIET}


class Acts(NamedTuple):
    """What can be done in a step, with an entry by its number, and how an act is done."""

    do: Callable[[ActSays], object]
    on_entry: Callable[[int], tuple[ActSays, ...]]
    of_step: tuple[ActSays, ...] = ()


class StepRung(QWidget):
    """A step, on the rail of the ladder."""

    def __init__(self, step: StepSays, acts: Acts, *, first: bool, last: bool) -> None:
        super().__init__()
        self._step, self._first, self._last = step, first, last
        state = Badge(token=_STATES[step.state][1], filled=step.state not in ("open", "waiting"))
        state.say(step.mark)
        title = Passage([Paragraph(step.label, 16, bold=True)], heard=step.mark)
        lacks_token = "caution" if step.state == "returned" else "ink"
        told = [
            Paragraph(step.who, 12, token="muted"),
            *(Paragraph(each, 12, token="muted") for each in step.for_lines),
            Paragraph(step.lacks, bold=step.state == "requested", token=lacks_token),
        ]
        parts: list[Part] = [row(wide(title), at(_TOP, state), spacing=10), Passage(told)]
        if step.boxes:
            parts += [2, OfficeBoxes(step.boxes)]
        parts += [request_row(each) for each in sorted(step.requests, key=lambda each: not each.is_current)]
        parts += [act_part(act, acts.do, _RANKS.get(act.id, Rank.SECONDARY)) for act in acts.of_step]
        parts += entry_parts(step.entries, acts)
        column(*parts, spacing=5, margins=(_INDENT, 0, 0, 0 if last else 22), of=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the node with the sign of its state, or its number, and the stretch of the rail beside it."""
        sign, token = _STATES[self._step.state]
        radius = scaled(_NODE) / 2
        middle = QPointF(radius + 1, scaled(13))
        area = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        is_done = self._step.state == "done"
        with painting(self) as painter:
            painter.setPen(QPen(shade(self, "line_strong"), hairline(self)))
            if not self._first:
                painter.drawLine(QPointF(middle.x(), 0), middle)
            if not self._last:
                painter.drawLine(middle, QPointF(middle.x(), self.height()))
            edge = shade(self, token if self._step.state != "waiting" else "line_strong")
            fill = shade(self, "accent" if is_done else "card")
            plate(painter, area, fill, edge, 1.5 * hairline(self), radius)
            if sign:
                half = scaled(14) / 2
                picture = icon(self, sign, "on_accent" if is_done else token, 14)
                painter.drawPixmap(middle - QPointF(half, half), picture)
            else:
                number, centre = str(self._step.number), Qt.AlignmentFlag.AlignCenter
                write(painter, area, number, shade(self, token), size=12, bold=True, alignment=centre)


def act_part(act: ActSays, do: Callable[[ActSays], object], rank: Rank = Rank.SECONDARY) -> QWidget:
    """A button, and below it why it can't be pressed now."""
    button = Button(act.label, act.why_not, rank=rank, act=partial(do, act))
    button.setEnabled(not act.why_not)
    why = [Passage([Paragraph(act.why_not, 12, token="muted")])] if act.why_not else []
    return held(column(at(_LEFT, button), *why, spacing=2))


def request_row(request: RequestSays) -> QWidget:
    """The code on the sheet of a request, which can be copied, and when and by whom it was requested."""
    if not request.is_current:
        gone = Paragraph(request.code, 12, token="muted", struck=True, sign="document")
        return Passage([gone, Paragraph(request.text, 12, token="muted")])
    code = Passage([Paragraph(request.code, 18, bold=True), Paragraph(request.text, 12, token="muted")])
    copy = Button(N_("Copy the code"), rank=Rank.QUIET, sign="copy", size=12, act=partial(_copy, request.code))
    say(copy, accessibleDescription=request.code)
    return held(row(wide(code), at(_TOP, copy), spacing=10))


def _copy(text: str) -> None:
    QApplication.clipboard().setText(text)


def entry_parts(entries: Iterable[EntrySays], acts: Acts) -> list[QWidget]:
    """Entries: first what waits for somebody, with its acts, then what counts, and last what counts no longer."""
    ordered = sorted(entries, key=lambda each: (each.is_struck, each.number))
    waiting = [each for each in ordered if acts.on_entry(each.number)]
    others = [each for each in ordered if not acts.on_entry(each.number)]
    parts: list[QWidget] = []
    for entry in waiting:
        parts.append(Passage(_entry(entry)))
        parts += [act_part(act, acts.do) for act in acts.on_entry(entry.number)]
    # A reader of the screen goes from label to label; very many share one, as Qt would be long at laying them out.
    sheets = [[each] for each in others] if len(others) <= _APART else [others]
    return [*parts, *(Passage(line for entry in sheet for line in _entry(entry)) for sheet in sheets)]


def _entry(entry: EntrySays) -> list[Paragraph]:
    """An entry in words; what counts no longer is struck through, and why stands below it."""
    sign, token = _ENTRIES[entry.state]
    struck = entry.is_struck
    ink = "muted" if struck else "ink"
    return [
        Paragraph(entry.mark, 12, bold=True, token=token, sign=sign, space=4),
        Paragraph(entry.title, 14, bold=not struck, token=ink, struck=struck),
        *(Paragraph(each, 12, token=ink, struck=struck) for each in entry.details),
        Paragraph(entry.trail, 12, token="muted"),
        *(Paragraph(each, 12, token="caution") for each in entry.why),
    ]
