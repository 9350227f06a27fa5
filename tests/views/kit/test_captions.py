"""A caption is said in the present language by whatever widget has it, whenever that was made."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import composition
from app.viewmodels.session.language_model import LanguageModel
from app.views.kit.badge import Badge
from app.views.kit.button import Button
from app.views.kit.captions import N_, follow, say, spoken
from app.views.kit.date_field import DateField
from app.views.kit.prose import Prose
from app.wording.language import Language
from tests.viewmodels.surroundings import a_day_reader

CLOSE = N_("Close")


@pytest.fixture
def language(dressed: QApplication) -> LanguageModel:
    """The language of the window, English as yet."""
    del dressed
    model = LanguageModel(composition.words_in, Language.EN)
    follow(model)
    return model


def test_a_widget_on_the_screen_follows_the_language(language: LanguageModel, qtbot: QtBot) -> None:
    button = Button(CLOSE, N_("Back"))
    qtbot.addWidget(button)
    said = [(button.text(), button.toolTip(), button.accessibleDescription())]
    wide = button.sizeHint().width()
    for other in (Language.JA, Language.EN):
        language.switch(other)
        said.append((button.text(), button.toolTip(), button.accessibleDescription()))
    assert said == [("Close", "Back", "Back"), ("閉じる", "戻る", "戻る"), ("Close", "Back", "Back")]
    assert button.sizeHint().width() == wide


def test_a_widget_that_is_made_or_hidden_meanwhile_follows_too(language: LanguageModel, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    hidden = Prose(CLOSE, parent=parent)
    hidden.hide()
    language.switch(Language.JA)
    late = Prose(CLOSE, parent=parent)
    assert (hidden.text(), late.text(), spoken(CLOSE)) == ("閉じる", "閉じる", "閉じる")
    assert hidden.isHidden()
    language.switch(Language.EN)
    assert (hidden.text(), late.text()) == ("Close", "Close")


def test_every_part_that_has_a_setter_can_have_a_caption(language: LanguageModel, qtbot: QtBot) -> None:
    field, day = QLineEdit(), DateField(a_day_reader())
    for widget in (field, day):
        qtbot.addWidget(widget)
    say(field, placeholderText=N_("Title"), accessibleName=N_("Title"))
    say(day, accessibleName=N_("Date"))
    language.switch(Language.JA)
    assert (field.placeholderText(), field.accessibleName()) == ("件名", "件名")
    # By the setter of the widget itself: the part of it in which the keyboard is has the name, too.
    assert day.accessibleName() == "日付"


def test_what_a_view_model_says_in_place_of_a_caption_stays(language: LanguageModel, qtbot: QtBot) -> None:
    prose = Prose(CLOSE)
    qtbot.addWidget(prose)
    prose.say("Destroyers")
    language.switch(Language.JA)
    assert prose.text() == "Destroyers"


def test_a_badge_keeps_the_word_that_it_was_told_in_place_of_a_caption(language: LanguageModel, qtbot: QtBot) -> None:
    badge = Badge(CLOSE)
    qtbot.addWidget(badge)
    badge.say("R", "caution", "A report")
    language.switch(Language.JA)
    assert (badge.text(), badge.toolTip(), badge.accessibleDescription()) == ("R", "A report", "A report")


def test_a_misspelt_part_is_refused(language: LanguageModel, qtbot: QtBot) -> None:
    del language
    field = QLineEdit()
    qtbot.addWidget(field)
    with pytest.raises(AttributeError):
        say(field, tooltip=CLOSE)


def test_before_the_language_is_known_a_caption_is_english(dressed: QApplication, qtbot: QtBot) -> None:
    dressed.setProperty("translate", None)
    prose = Prose(CLOSE)
    qtbot.addWidget(prose)
    assert prose.text() == "Close"
    follow(LanguageModel(composition.words_in, Language.JA))
    assert prose.text() == "閉じる"
