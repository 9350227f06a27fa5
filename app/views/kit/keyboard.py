"""Where the keyboard is: Tab goes in reading order, and what takes the place of a widget takes the keyboard from it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QScrollArea, QWidget
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
    had = area.window().focusWidget()
    if not area.isAncestorOf(had):
        yield
        return
    kind, name = type(had), _name_of(had)
    before = [part for part in area.findChildren(kind) if part.isVisible()]
    at = before.index(had) if had in before else -1
    yield
    # Qt may have taken it apart by now.
    is_there = isValid(had)
    if not area.isVisible() or (is_there and had.isVisible() and had.isEnabled()):
        return
    alike = [stop for stop in stops_in(area) if type(stop) is kind and stop is not had]
    same = next((stop for stop in alike if name and _name_of(stop) == name), None)
    if same is None and at >= 0 and len(alike) == len(before):
        same = alike[at]
    if same is not None:
        give_keyboard(same)
        return
    if is_there:
        # It still counts as having the keyboard until it is gone, and then nothing would have it.
        had.clearFocus()
    otherwise()


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
