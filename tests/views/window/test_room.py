"""On small screens and with large text: the window is never wider than the screen, and nothing is cut off unsaid."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.place import Stage
from app.viewmodels.questions.particulars_model import enter_in_case
from app.viewmodels.requests.requests_model import Column
from app.viewmodels.rulebook.rulebook_model import Page
from app.viewmodels.window.looks_model import SCALES
from app.viewmodels.window.picture_model import examine
from app.views.case.case_view import CaseView
from app.views.case.line_tabs import LineTab
from app.views.kit.badge import Badge
from app.views.kit.button import Button
from app.views.kit.case_table import fitted
from app.views.kit.date_field import DateField
from app.views.kit.form_dialog import FormDialog
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled
from app.views.requests.requests_table import SHAPE
from app.views.rulebook.comparison_view import ComparisonView
from app.views.window import screenshots
from app.views.window.main_window import MainWindow
from app.views.window.rail_view import RailButton
from app.wording.language import Language
from tests.viewmodels.surroundings import LOOKS
from tests.views.conftest import settle
from tests.views.hands import seen, told
from tests.views.window.conftest import SUBJECTS, worked_cases

#: Width and height of the smallest screens.
_SCREENS = [(1280, 720), (1024, 700)]
#: Width and height of the window, and the size of the text that it has to hold.
_ROOMS = [(1024, 700, 1.0), (1280, 720, 1.25), (1024, 700, 1.5), (1280, 720, 1.75)]

Walk = Callable[[MainWindow], Iterator[str]]


@pytest.fixture(params=["ja", "en"])
def window(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on the worked cases."""
    with worked_cases(tmp_path, Language(request.param), "light") as model:
        window = MainWindow(model, LOOKS)
        model.start()
        model.claim()
        window.show()
        settle()
        yield window
        window.hide()
        window.deleteLater()
        # Its timers would go on in the next test, on a register that is closed by then.
        settle()


@pytest.mark.parametrize(("width", "height", "scale"), _ROOMS)
def test_the_steps_of_a_request_fit(window: MainWindow, width: int, height: int, scale: float) -> None:
    complaints: list[str] = []
    window.resize(width, height)
    _zoom(window, scale)
    for name in _walk(window):
        settle()
        least = window.minimumSizeHint()
        if least.width() > width or window.width() > width:
            complaints.append(f"{name}: the window needs {max(least.width(), window.width())} px")
        complaints.extend(f"{name}: {each}" for each in _complaints(window))
    assert not complaints, "\n".join(sorted(set(complaints)))


@pytest.mark.parametrize(
    "scale", [scale if scale in (1.0, max(SCALES)) else pytest.param(scale, marks=pytest.mark.long) for scale in SCALES]
)
def test_no_screen_makes_the_window_outgrow_a_small_screen(window: MainWindow, scale: float) -> None:
    complaints: set[str] = set()
    _zoom(window, scale)
    for name in _walk(window, every=True):
        for width, height in _SCREENS:
            window.resize(width, height)
            settle()
            least, size = window.minimumSizeHint(), (window.width(), window.height())
            if size != (width, height) or least.width() > width or least.height() > height:
                complaints.add(f"{name}: {size}, and at least {least.width()} × {least.height()} px")
            complaints |= {
                f"{name}: “{each.text()}” is cut" for each in seen(window.rail, RailButton) if not _is_whole(each)
            }
            complaints |= {f"{name}: {each}" for each in _cut_notices(window)}
    assert not complaints, "\n".join(sorted(complaints))


def _cut_notices(window: MainWindow) -> Iterator[str]:
    """What says how the case stands: the outcome, and the notices below the title."""
    if window.case is not None:
        live = [window.case.request.live] if window.case.request.isVisible() else []
        for part in (window.case.header, *live):
            for prose in seen(part, Prose):
                if prose.height() < prose.heightForWidth(prose.width()) and not _scrolls(prose):
                    yield f"“{prose.text()}” is cut off below"


def _scrolls(widget: QWidget) -> bool:
    part = widget.parentWidget()
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    return part is not None


def _is_whole(button: RailButton) -> bool:
    return not button.has_words or button.shown_text() == button.text()


def _zoom(window: MainWindow, scale: float) -> None:
    window.model.looks.scale = scale
    window.model.looks.changed.emit()
    settle()


def _walk(window: MainWindow, *, every: bool = False) -> Iterator[str]:
    yield "requests"
    case, view = screenshots._opened(window, window.model, SUBJECTS.exceptional)
    yield "question"
    if every:
        yield from _noticed(case)
    case.go_to_stage(Stage.CHECK)
    yield "check"
    case.go_to_stage(Stage.DETERMINATION)
    yield "determination"
    case.show_editions()
    yield "editions"
    assert isinstance(view, CaseView)
    screenshots._answer(case, SUBJECTS.left_open)
    case.record()
    case.go_to_stage(Stage.PROCEDURE)
    yield "procedure, not reviewed"
    examine(window.model, case)
    yield "procedure"
    window.model.show_rulebook()
    yield "rulebook"
    if every:
        yield from _law_walked(window)


def _noticed(case: CaseModel) -> Iterator[str]:
    """A case with every notice that the header has: something to put back, and something that was refused."""
    case.answer(SUBJECTS.not_yet_known, None)
    yield "put back"
    enter_in_case(case, "assessed_on", SUBJECTS.refused_day)
    yield "refused"
    enter_in_case(case, "assessed_on", case.case.particulars.assessed_on)


def _law_walked(window: MainWindow) -> Iterator[str]:
    assert window.rulebook is not None
    for page in Page:
        window.rulebook.model.go_to_page(page)
        settle()
        yield page.value
        if isinstance(window.rulebook.page, ComparisonView):
            window.rulebook.page.model.show_counts(shown=True)
            yield "counts"


def _complaints(window: MainWindow) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        named = f"{type(widget).__name__} “{widget.text() if isinstance(widget, QLabel | Button) else ''}”"
        if isinstance(widget, Badge | Button) and widget.width() < widget.minimumSizeHint().width():
            yield f"{named} is narrower than its text"
        if isinstance(widget, LineTab) and not widget.toolTip().startswith(widget.text()):
            yield f"{named} may be cut, and its tooltip does not say all of it"
        if isinstance(widget, Prose) and widget.height() < widget.heightForWidth(widget.width()):
            yield f"{named} is cut off below"
        if isinstance(widget, Prose | Badge | Button) and _is_out_of_reach(widget, window):
            yield f"{named} is outside of what can be seen or scrolled to"


def _is_out_of_reach(widget: QWidget, window: QWidget) -> bool:
    """Whether it stands beyond the right edge of what is around it, where no scroll bar leads."""
    part = widget
    while part is not window:
        around = part.parentWidget()
        if around is None:
            return False
        area = around.parentWidget()
        if isinstance(area, QScrollArea) and around is area.viewport():
            if area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff and not isinstance(
                widget, LineTab
            ):
                left = widget.mapTo(around, widget.rect().topLeft()).x()
                return left + widget.width() > around.width() + 1
            return False
        part = around
    return widget.mapTo(window, widget.rect().topLeft()).x() + widget.width() > window.width() + 1


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_list_can_be_read_and_searched(window: MainWindow, scale: float) -> None:
    width, height = 1024, 700
    window.resize(width, height)
    _zoom(window, scale)
    view, complaints = window.requests, list[str]()
    for typed in ("", "nothing of the kind"):
        view.search.setText(typed)
        view.search.returnPressed.emit()
        settle()
        assert window.width() <= width, "it is no wider than the screen"
        complaints.extend(_complaints(window))
        title = next(prose for prose in view.findChildren(Prose) if prose.text() in ("Requests", "案件"))
        assert not title.toolTip(), "the title is whole"
        assert view.search.width() * 2 > view.width() - scaled(48), "there is room to type in"
        assert not typed or {"Nothing matches", "該当する案件がありません"} & set(told(view).splitlines())
    assert not complaints, "\n".join(sorted(set(complaints)))
    view.search.clear()
    view.search.returnPressed.emit()
    settle()
    table, model = view.table, window.model.requests
    assert not table.horizontalScrollBar().isVisible()
    shown = [column for column in Column if not table.isColumnHidden(tuple(Column).index(column))]
    outcome = str(model.index(0, tuple(Column).index(Column.OUTCOME)).data())
    assert Column.OUTCOME in shown or table.beside(0).startswith(outcome)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_dialog_is_no_wider_than_the_screen_and_shows_what_is_amiss(window: MainWindow, scale: float) -> None:
    window.resize(1024, 700)
    _zoom(window, scale)
    window.requests.filter_button.click()
    settle()
    dialog = next(dialog for dialog in window.findChildren(FormDialog) if dialog.isVisible())
    assert dialog.width() <= window.screen().availableGeometry().width()
    last = dialog.fields["assessed_until"]
    assert isinstance(last, DateField)
    last.setText("5/20/2026")
    dialog.accept_button.setFocus()
    dialog.try_accept()
    settle()
    assert last.hasFocus()
    assert not last.visibleRegion().isEmpty()
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_the_title_keeps_its_room_and_the_lesser_columns_go_first() -> None:
    for room in range(340, 1400, 20):
        widths = fitted(SHAPE, room)
        assert {Column.NUMBER, Column.TITLE} <= set(widths)
        assert (Column.OUTCOME in widths) is (room >= 492)
        assert Column.STATE not in widths or Column.OUTCOME in widths
        assert widths[Column.TITLE] >= 234
        assert sum(widths.values()) <= room
        assert Column.EDITION not in widths or Column.RECEIVED in widths
    # At 1280 pixels the edition stands below the title: it stands in each memorandum, and the officer is looked for.
    assert set(fitted(SHAPE, 1089)) == set(Column) - {Column.EDITION}
    assert set(fitted(SHAPE, 1130)) == set(Column)


def test_the_list_is_measured_anew_with_each_size_of_text(window: MainWindow) -> None:
    window.resize(1024, 700)
    table = window.requests.table
    settle()

    def measures() -> tuple[int, ...]:
        return (table.rowHeight(0), *(table.columnWidth(at) for at in range(len(Column))))

    before = measures()
    _zoom(window, 1.5)
    assert measures() != before
    assert table.rowHeight(0) > before[0]
    assert not table.horizontalScrollBar().isVisible()
    _zoom(window, 1.0)
    assert measures() == before


def test_what_is_left_out_of_the_list_stands_below_the_title(window: MainWindow) -> None:
    window.resize(1024, 700)
    settle()
    table, model = window.requests.table, window.model.requests
    assert Column.EDITION in table.left_out
    edition = model.index(0, tuple(Column).index(Column.EDITION)).data()
    assert edition in table.beside(0)
    assert edition in model.index(0, tuple(Column).index(Column.TITLE)).data(Qt.ItemDataRole.ToolTipRole)


def test_a_determination_begins_at_its_top(window: MainWindow) -> None:
    case, view = screenshots._opened(window, window.model, SUBJECTS.exceptional)
    case.go_to_stage(Stage.DETERMINATION)
    settle()
    bar = view.determination.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    case.go_to_stage(Stage.REQUEST)
    case.go_to_stage(Stage.DETERMINATION)
    settle()
    assert bar.value() == 0


def test_the_outcome_stays_in_sight_while_the_rest_of_the_live_panel_scrolls(window: MainWindow) -> None:
    window.resize(1024, 700)
    case, view = screenshots._opened(window, window.model, SUBJECTS.exceptional)
    settle()
    live = view.request.live
    outcome = live.findChildren(Prose)[1]
    area = live.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert not area.isAncestorOf(outcome)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    case.answer("form", "service")
    settle()
    assert area.verticalScrollBar().value() == 0


def test_a_date_that_is_typed_moves_the_marker(window: MainWindow) -> None:
    field = _date_field(window)
    QTest.keyClicks(field, "2026-05-01")
    assert window.case is not None
    assert window.case.editions.model.day == date(2026, 6, 1), "half typed it reads as other days"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "2026-05-01"
    assert window.case.editions.model.day == date(2026, 5, 1)


def test_what_is_no_day_of_the_time_line_is_complained_of_and_stays(window: MainWindow) -> None:
    field = _date_field(window)
    assert window.case is not None
    model = window.case.editions.model
    before = model.day
    for typed in ("2026-02-30", "2014-03-31"):
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        window.case.editions.say()
        assert field.text() == typed
        assert typed in told(field.cell)
        assert model.day == before
    model.move_to(date(2024, 5, 1))
    assert field.text() == "2024-05-01"


def test_one_tab_leaves_a_date(window: MainWindow) -> None:
    field = _date_field(window)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert window.focusWidget() is not field
    assert not field.cell.isAncestorOf(window.focusWidget())


def _date_field(window: MainWindow) -> DateField:
    case, view = screenshots._opened(window, window.model, SUBJECTS.exceptional)
    case.show_editions()
    settle()
    view.editions.date.setFocus(Qt.FocusReason.TabFocusReason)
    return view.editions.date
