"""The field for a day keeps what is typed and arrives at the day that was meant, however it gets there."""

from datetime import date

import hypothesis
import pytest
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.register.days_meant import KindOfDay
from app.views.kit.captions import follow
from app.views.kit.date_field import Calendar, DateField
from app.views.kit.layouts import column, held
from app.wording.language import Language
from tests.date_forms import FIRST, FRAMES, LAST, NO_DAYS, forms
from tests.viewmodels.surroundings import a_day_reader
from tests.views.conftest import settle
from tests.views.entering import WAYS, Way, begin_anew, committed_piecemeal, pasted, typed
from tests.views.hands import told

BEFORE = date(2026, 11, 30)
KEYS_OF_THE_CALENDAR = (
    (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
)


@pytest.fixture
def desk(dressed: object, qtbot: QtBot) -> QScrollArea:
    """Something to put fields on."""
    desk = QScrollArea()
    qtbot.addWidget(desk)
    desk.show()
    return desk


def a_field(desk: QScrollArea, kind: KindOfDay = KindOfDay.LOOKED_AT, *, may_lack: bool = False) -> DateField:
    """A field with a day in it, and another field below it to leave it for."""
    field = DateField(a_day_reader(kind), BEFORE, may_lack=may_lack)
    # What was there before is gone with this.
    page = held(column(field.cell, QLineEdit()))
    desk.setWidget(page)
    page.show()
    return field


@hypothesis.given(st.dates(FIRST, LAST), st.data())
@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_any_day_in_any_form_arrives_as_itself(desk: QScrollArea, day: date, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(FRAMES))(data.draw(st.sampled_from(forms(day))))
    way = data.draw(st.sampled_from([way for way in WAYS if way is not typed or text.isprintable()]))
    field = a_field(desk)
    begin_anew(field)
    way(field, text)
    assert field.text() == text
    assert field.entered() == day
    assert day.isoformat() in told(field.cell)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("text", [text for text in NO_DAYS if text])
def test_what_is_no_day_is_refused_in_place_and_stays(desk: QScrollArea, text: str, way: Way) -> None:
    field = a_field(desk)
    begin_anew(field)
    way(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == text
    assert field.day() is None
    assert field.entered() == text
    assert field.complaint()
    assert field.complaint() in told(field.cell)
    assert field.complaint() in field.accessibleDescription()


@hypothesis.given(st.text(max_size=24), st.sampled_from(WAYS[1:]))
@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_any_text_is_kept_letter_by_letter(desk: QScrollArea, text: str, way: Way) -> None:
    hypothesis.assume("\0" not in text and "\r" not in text)
    field = a_field(desk)
    begin_anew(field)
    field.clear()
    way(field, text)
    assert field.text() == text
    assert bool(field.complaint()) is (field.day() is None)


def test_a_date_that_is_half_typed_is_not_complained_of_until_it_is_left(desk: QScrollArea) -> None:
    field = a_field(desk)
    begin_anew(field)
    for way in (typed, committed_piecemeal):
        field.clear()
        way(field, "2026-0")
        assert "can't" not in told(field.cell)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert "“2026-0”" in told(field.cell)
    assert field.text() == "2026-0"


def test_a_wrong_date_that_is_pasted_is_complained_of_at_once(desk: QScrollArea) -> None:
    field = a_field(desk)
    begin_anew(field)
    pasted(field, "5/20/2026")
    assert "which number is the year" in told(field.cell)


def test_what_is_not_committed_yet_counts_for_nothing_and_is_lost_by_nothing(desk: QScrollArea) -> None:
    field = a_field(desk)
    begin_anew(field)
    committed_piecemeal(field, "令和8年5月20日")
    assert (field.text(), field.entered()) == ("令和8年5月20日", date(2026, 5, 20))


@pytest.mark.parametrize("reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason])
def test_a_date_is_written_over_by_whoever_comes_with_the_keyboard(desk: QScrollArea, reason: Qt.FocusReason) -> None:
    field = a_field(desk)
    desk.setFocus()
    field.setFocus(reason)
    QTest.keyClicks(field, "2025-05-20")
    assert (field.text(), field.day()) == ("2025-05-20", date(2025, 5, 20))


def test_one_tab_comes_and_one_leaves(desk: QScrollArea) -> None:
    field = a_field(desk)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert isinstance(desk.focusWidget(), QLineEdit)
    assert desk.focusWidget() is not field


def test_the_wheel_changes_no_day(desk: QScrollArea) -> None:
    field = a_field(desk)
    field.setFocus()
    buttons, modifiers = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turned = QPoint(0, -120)
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), turned, turned, buttons, modifiers, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(field, event)
    assert not event.isAccepted()
    assert field.day() == BEFORE


def test_a_day_that_is_likely_a_slip_is_asked_back_until_it_is_said_to_be_meant(desk: QScrollArea) -> None:
    field = a_field(desk, KindOfDay.RECEIVED)
    begin_anew(field)
    pasted(field, "2099-01-01")
    assert "2099-01-01 has not come yet. Is this day meant?" in told(field.cell)
    assert (field.day(), field.entered()) == (None, "2099-01-01")
    assert field.meant.isVisible()
    field.meant.click()
    assert (field.complaint(), field.entered()) == ("", date(2099, 1, 1))
    typed(field, "2")
    assert not field.meant.isChecked()
    assert field.day() is None


@pytest.mark.parametrize(
    ("text", "english", "japanese"),
    [
        ("8.5.20", "which number is the year", "どの数字が年、月、日"),
        ("2099-01-01", "has not come yet. Is this day meant?", "まだ来ていない日です"),
    ],
)
def test_what_is_said_of_an_entry_follows_the_language(
    desk: QScrollArea, text: str, english: str, japanese: str
) -> None:
    field = a_field(desk, KindOfDay.RECEIVED)
    language = field._days.session.language
    begin_anew(field)
    pasted(field, text)
    for switched_to, said, unsaid in ((Language.JA, japanese, english), (Language.EN, english, japanese)):
        language.switch(switched_to)
        for words in (told(field.cell), field.accessibleDescription(), field.complaint()):
            assert said in words
            assert unsaid not in words
        assert field.text() == text
    field.meant.setChecked(field.meant.isVisible())
    was_meant = field.day()
    language.switch(Language.JA)
    assert field.day() == was_meant, "what was said to be meant is asked back no more"


def test_a_date_that_is_half_typed_is_not_complained_of_in_another_language_either(desk: QScrollArea) -> None:
    field = a_field(desk)
    begin_anew(field)
    typed(field, "2026-0")
    field._days.session.language.switch(Language.JA)
    assert "2026-0" not in told(field.cell)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert "「2026-0」" in told(field.cell)


def test_a_day_on_record_asks_nothing_back(desk: QScrollArea) -> None:
    field = a_field(desk, KindOfDay.RECEIVED)
    field.put(date(2099, 1, 1))
    assert (field.day(), field.meant.isVisible()) == (date(2099, 1, 1), False)


def test_a_day_that_stands_there_in_another_form_stays_as_it_was_typed(desk: QScrollArea) -> None:
    field = a_field(desk)
    begin_anew(field)
    typed(field, "R8.6.1")
    field.put(date(2026, 6, 1))
    assert field.text() == "R8.6.1"
    field.put(date(2026, 6, 2))
    assert field.text() == "2026-06-02"


def test_a_date_may_be_empty_only_where_there_may_be_none(desk: QScrollArea) -> None:
    for may_lack in (True, False):
        field = a_field(desk, may_lack=may_lack)
        begin_anew(field)
        QTest.keyClick(field, Qt.Key.Key_Backspace)
        assert bool(field.complaint()) is not may_lack
        assert field.entered() == (None if may_lack else "")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize(("language", "locale"), [(Language.JA, "ja_JP"), (Language.EN, "en_GB")])
def test_the_calendar_speaks_the_language_of_the_window(
    desk: QScrollArea, qtbot: QtBot, language: Language, locale: str
) -> None:
    reader = a_day_reader(language=language)
    follow(reader.session.language)
    field = DateField(reader, BEFORE)
    qtbot.addWidget(field.cell)
    field.cell.show()
    for key, modifier in (
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ):
        QTest.keyClick(field, key, modifier)
        calendar = field.findChildren(Calendar)[-1]
        assert calendar.locale() == QLocale(locale)
        assert calendar.selectedDate().toPython() == BEFORE
        assert calendar.verticalHeaderFormat() is QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        calendar.activated.emit(calendar.selectedDate().addDays(1))
        settle()
        assert (field.text(), field.day()) == ("2026-12-01", date(2026, 12, 1))
        field.put(BEFORE)
