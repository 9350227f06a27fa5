"""Where the keyboard is: Tab goes in reading order, and what takes the place of a widget takes the keyboard from it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QLayout, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from shiboken6 import isValid

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def stops_in(area: QWidget) -> Iterator[QWidget]:
    """Where Tab stops inside a widget, in the order in which it is read: that of the layouts.

    Qt's own order is that in which the widgets were made, and rows are made anew all the time.
    """
    for part in _parts_of(area):
        if _is_put_away(part) or not part.isEnabled():
            continue
        inner = [] if _is_whole(part) else list(stops_in(part))
        if _takes_keys(part) or (not inner and _hides_text(part)) or part.hasFocus():
            yield part
        yield from inner


def _of_kind(area: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    """What takes the keyboard and is of a kind, in reading order: Tab stops at one of several cards only."""
    for part in _parts_of(area):
        if _is_put_away(part) or not part.isEnabled():
            continue
        if type(part) is kind:
            yield part
        elif not _is_whole(part):
            yield from _of_kind(part, kind)


def _is_put_away(part: QWidget) -> bool:
    """Whether it is hidden on purpose; what was just made is shown only when control is back in the loop."""
    return part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def give_keyboard(widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    """Puts the keyboard on a widget, even if it was made a moment ago: it is shown first, with all that it is in."""
    part: QWidget | None = widget
    while part is not None and not part.isWindow():
        if part.isHidden():
            part.show()
        part = part.parentWidget()
    widget.setFocus(reason)


def _takes_keys(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_whole(part: QWidget) -> bool:
    """Whether Tab stops at a widget as a whole: a field is made of parts that are none of its business."""
    return _takes_keys(part) and not isinstance(part, QScrollArea)


def _hides_text(part: QWidget) -> bool:
    """Whether there is more than can be seen: the keyboard has to be able to scroll it."""
    return isinstance(part, QScrollArea) and part.verticalScrollBar().maximum() > 0


def _parts_of(area: QWidget) -> list[QWidget]:
    """The widgets of a layout in its order. What has no place in it is not reached by Tab.

    Places are asked for: taking the layout's items into the hand would meddle with who owns their widgets.
    """
    inside, layout = area.widget() if isinstance(area, QScrollArea) else None, area.layout()
    if inside is not None:
        return [inside]
    if layout is None:
        return []
    layouts = tuple(_layouts_of(layout))
    widgets = [part for part in area.children() if isinstance(part, QWidget)]
    placed = [(place, at) for at, part in enumerate(widgets) if (place := _place_in(layouts, part))]
    return [widgets[at] for _place, at in sorted(placed)]


def _layouts_of(layout: QLayout, at: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], QLayout]]:
    yield at, layout
    for inner in layout.children():
        if isinstance(inner, QLayout):
            yield from _layouts_of(inner, (*at, layout.indexOf(inner)))


def _place_in(layouts: tuple[tuple[tuple[int, ...], QLayout], ...], part: QWidget) -> tuple[int, ...]:
    return next(((*at, place) for at, layout in layouts if (place := layout.indexOf(part)) >= 0), ())


def go_to_neighbour(area: QWidget, *, forward: bool) -> bool:
    """Goes to the next or the previous stop inside a widget, round its ends; false where there is none.

    Where what had the keyboard is gone by now, it stays as near as can be: in the smallest part that has a stop.
    """
    stops = list(stops_in(area))
    if not stops:
        return False
    focused = area.focusWidget()
    if focused in stops:
        to = stops[(stops.index(focused) + (1 if forward else -1)) % len(stops)]
    else:
        to = _nearest(area, focused) or stops[0 if forward else -1]
    give_keyboard(to, Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _nearest(area: QWidget, gone: QWidget | None) -> QWidget | None:
    part = gone
    while part is not None and part is not area:
        part = part.parentWidget()
        near = next(stops_in(part), None) if part is not None and part.isVisible() else None
        if near is not None:
            return near
    return None


def go_to_pane(panes: Sequence[QWidget], *, forward: bool) -> None:
    """Goes to the next part of a screen or the one before, round its ends: to where the keyboard was in it last.

    A part in which nothing takes the keyboard takes it as a whole, to be heard.
    """
    focused = panes[0].window().focusWidget()
    at = next((at for at, pane in enumerate(panes) if pane is focused or pane.isAncestorOf(focused)), None)
    by = 1 if forward else -1
    pane = panes[0 if at is None else (at + by) % len(panes)]
    stops, before = list(stops_in(pane)), pane.focusWidget()
    to = before if before in stops else next(iter(stops), pane)
    give_keyboard(to, Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)


def focus_first(*areas: QWidget) -> None:
    """Puts the keyboard on the first stop of the first of these widgets that has one."""
    first = next((stop for area in areas for stop in stops_in(area)), None)
    if first is not None:
        give_keyboard(first, Qt.FocusReason.TabFocusReason)


@contextmanager
def keyboard_kept(area: QWidget, otherwise: Callable[[], None]) -> Iterator[None]:
    """What has the keyboard may be made anew, hidden or disabled meanwhile.

    The keyboard then goes to what stands there under the same name, in another language in the same place, or else to
    where `otherwise` puts it.
    """
    kept = KeptKeyboard(area)
    yield
    kept.give_back(otherwise)


class KeptKeyboard:
    """What had the keyboard in a part of the window when this was made, to be found again."""

    def __init__(self, area: QWidget) -> None:
        self._area = area
        focused = area.window().focusWidget()
        self._had = focused if area.isAncestorOf(focused) else None
        self._name = "" if self._had is None else _name_of(self._had)
        self._kind: type[QWidget] = QWidget if self._had is None else type(self._had)
        before = self._alike()
        self._count = len(before)
        self._at = before.index(self._had) if self._had in before else -1

    def _alike(self) -> list[QWidget]:
        return [] if self._had is None else list(_of_kind(self._area, self._kind))

    def give_back(self, otherwise: Callable[[], None]) -> QWidget | None:
        """Gives the keyboard to what stands there now, and returns that; None where `otherwise` had to place it."""
        had = self._had
        if had is None:
            return None
        # Qt may have taken it apart by now.
        is_there = isValid(had)
        if not self._area.isVisible() or (is_there and had.isVisible() and had.isEnabled()):
            return had if is_there else None
        alike = [stop for stop in self._alike() if stop is not had]
        same = next((stop for stop in alike if self._name and _name_of(stop) == self._name), None)
        if same is None and self._at >= 0 and len(alike) == self._count:
            same = alike[self._at]
        if same is not None:
            give_keyboard(same)
            return same
        if is_there:
            # It still counts as having the keyboard until it is gone, and then nothing would have it.
            had.clearFocus()
        otherwise()
        return None


class KeptEntries:
    """What is being typed in a part of the window while all that is on it is said or made anew.

    The field with the keyboard has it again, with its text, its cursor and its selection, and is not left meanwhile:
    nothing half typed is saved or refused. What is typed elsewhere and answers nothing yet stands there again.
    """

    def __init__(self, area: QWidget) -> None:
        self._area = area
        self._keyboard = KeptKeyboard(area)
        focused = area.window().focusWidget()
        self._typing = focused if isinstance(focused, QLineEdit | QPlainTextEdit) else None
        self._field = None if self._typing is None else _Typed(self._typing)
        self._typed = [(line.isModified(), line.text()) for line in _lines_in(area)]
        if self._typing is not None:
            self._typing.blockSignals(True)

    def give_back(self, otherwise: Callable[[], None]) -> None:
        """Gives the keyboard and what was typed to what stands in its place now."""
        if self._typing is not None and isValid(self._typing):
            self._typing.blockSignals(False)
        focused = self._keyboard.give_back(otherwise)
        if self._field is not None and focused is not None and focused is not self._typing:
            self._field.put(focused)
        lines = _lines_in(self._area)
        if len(lines) != len(self._typed):
            return
        for line, (is_typed, text) in zip(lines, self._typed, strict=True):
            if is_typed and text and not line.text():
                line.insert(text)


class _Typed:
    """The text of a field, its cursor and its selection."""

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        self._is_modified = True
        if isinstance(field, QLineEdit):
            self._text, self._is_modified = field.text(), field.isModified()
            self._cursor = self._anchor = field.cursorPosition()
            if field.hasSelectedText():
                start, end = field.selectionStart(), field.selectionEnd()
                self._anchor = start if self._cursor == end else end
        else:
            self._text = field.document().toRawText()
            self._cursor, self._anchor = field.textCursor().position(), field.textCursor().anchor()

    def put(self, field: QWidget) -> None:
        """Writes it as if it was typed, so that what is searched or checked by it follows."""
        if isinstance(field, QLineEdit):
            if field.text() != self._text:
                field.selectAll()
                field.insert(self._text)
            field.setModified(self._is_modified)
            field.setCursorPosition(self._anchor)
            field.cursorForward(True, self._cursor - self._anchor)
        elif isinstance(field, QPlainTextEdit):
            cursor = field.textCursor()
            if field.document().toRawText() != self._text:
                cursor.select(QTextCursor.SelectionType.Document)
                cursor.insertText(self._text)
            cursor.setPosition(self._anchor)
            cursor.setPosition(self._cursor, QTextCursor.MoveMode.KeepAnchor)
            field.setTextCursor(cursor)


def _lines_in(area: QWidget) -> list[QLineEdit]:
    return [stop for stop in stops_in(area) if isinstance(stop, QLineEdit)]


def way_back_of_keyboard(area: QWidget) -> Callable[[], bool]:
    """How to give the keyboard back to what has it in a widget now, or to what then stands there under the same name.

    What is returned does so when that widget is shown again, and is false where nothing is there by then.
    """
    had = area.window().focusWidget()
    name = _name_of(had) if area.isAncestorOf(had) else ""
    kind = type(had)

    def give_back() -> bool:
        same = next((stop for stop in stops_in(area) if type(stop) is kind and _name_of(stop) == name), None)
        if not name or same is None:
            return False
        give_keyboard(same)
        return True

    return give_back


def _name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def bring_into_sight(widget: QWidget) -> None:
    """Scrolls whatever it stands in until it can be seen."""
    above = widget.parentWidget()
    while above is not None:
        inside = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inside is not None and inside.isAncestorOf(widget):
            # Of a field to type in, Qt's own way to do it for a widget would show no more than the cursor.
            middle = widget.mapTo(inside, widget.rect().center())
            above.ensureVisible(middle.x(), middle.y(), 0, widget.height() // 2 + 12)
        above = above.parentWidget()


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed, alone."""
    return event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
