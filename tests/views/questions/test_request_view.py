"""The request screen, as a person uses it."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from app.services.documenting import attach_evidence
from app.services.ending import withdraw_case
from app.viewmodels.case.panels import PARTICULARS
from app.viewmodels.session.value_picks import value_picks
from app.views.case.case_view import CaseView
from app.views.kit.button import Button
from app.views.kit.choice_card import ChoiceCard
from app.views.kit.form_dialog import FormDialog
from app.views.kit.link_row import LinkRow
from app.views.kit.picker_list import PickerList
from app.views.kit.prose import Prose
from app.views.kit.theme import scaled, shade
from app.views.questions.section_row import SectionRow
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office
from tests.views.conftest import settle
from tests.views.hands import OpenCase, card, click_when_read, seen, told


def test_an_answer_is_one_click_and_the_determination_follows(
    office: Office,
    open_case: OpenCase,
) -> None:
    view = open_case({"item_heading": "2"})
    view.model.go_to_fact("treaty_breach")
    assert "Not yet determined" in told(view.request.live)
    click_when_read(card(view, "yes"))
    assert "Barred by principle 1 or statute" in told(view.request.live)
    assert office.register.line(view.model.line_id).known_answers["treaty_breach"] == "yes"


def test_digits_choose_and_alt_arrow_goes_on_and_back(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.model.go_to_fact("weapon")
    settle()
    first = seen(view.request.question, ChoiceCard)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_2)
    assert view.model.interview.given == {"item_heading": "2", "weapon": "no"}
    QTest.keyClick(first, Qt.Key.Key_0)
    assert view.model.interview.given == {"item_heading": "2", "weapon": None}
    QTest.keyClick(view.window(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert view.model.fact.id != "weapon"
    QTest.keyClick(view.window(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.model.fact.id == "weapon"


def test_arrow_keys_move_without_answering(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.model.go_to_fact("weapon")
    settle()
    cards = seen(view.request.question, ChoiceCard)
    cards[0].setFocus()
    QTest.keyClick(cards[0], Qt.Key.Key_Down)
    assert view.window().focusWidget() is cards[1]
    assert "weapon" not in view.model.interview.given
    QTest.keyClick(cards[1], Qt.Key.Key_Space)
    assert view.model.interview.given["weapon"] == "no"


def test_a_state_is_found_by_its_japanese_name_in_the_english_window(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.model.go_to_fact("destination")
    settle()
    picker = seen(view.request.question, PickerList)[0]
    written = QInputMethodEvent()
    written.setCommitString("ニュージーランド")
    QApplication.sendEvent(picker.search, written)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert view.model.interview.given["destination"] == "NZ"
    view.model.go_to_fact("destination")
    settle()
    picker = seen(view.request.question, PickerList)[0]
    QTest.keyClicks(picker.search, "no state has this name")
    assert "Nothing has this name or code" in told(picker)


def test_what_no_longer_applies_is_said_and_kept(open_case: OpenCase) -> None:
    view = open_case({**MISSILES, "weapon": "no"})
    view.model.go_to_fact("fighting")
    settle()
    assert "does not apply" in told(view.request.question)
    assert card(view, "no").isChecked()


def test_a_section_is_reached_by_a_click_and_shows_its_questions(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    row = next(row for row in seen(view.request.sections, SectionRow) if row.text() == "Terms")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    settle()
    assert view.model.fact.section == "terms"
    assert row.is_here
    QTest.keyClick(view.window(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert view.model.fact.section != "terms"


def test_what_is_missing_leads_to_its_question(open_case: OpenCase) -> None:
    view = open_case({key: value for key, value in MISSILES.items() if key != "precedent"})
    view.model.go_to_fact("weapon")
    settle()
    link = next(row for row in seen(view.request.live, LinkRow) if "Precedent" in row.text())
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert view.model.fact.id == "precedent"


def test_a_document_is_added_and_linked_from_the_question(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    view.model.go_to_fact("fighting")
    settle()
    assert "Asserted without evidence" in told(view.request.question)
    QTest.keyClick(view.window(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    evidence = view.findChildren(FormDialog)[0]
    evidence.try_accept()
    assert "Choose the document" in told(evidence)
    QTest.mouseClick(evidence.extra.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    paper = evidence.findChildren(FormDialog)[0]
    paper.try_accept()
    assert "needs a title" in told(paper)
    QTest.keyClicks(paper.fields["title"], "Situation")
    QTest.mouseClick(paper.accept_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(evidence.fields["page"], "3")
    QTest.mouseClick(evidence.accept_button, Qt.MouseButton.LeftButton)
    settle()
    assert "Situation, p. 3" in told(view.request.question)


def test_a_link_can_be_removed_only_while_the_case_can_be_changed(office: Office, open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    case = view.model.case
    document = office.register.a_document(case.id)
    answer = case.lines[0].answer("fighting")
    assert answer is not None
    attach_evidence(office.register, answer_id=answer.id, document_id=document)
    view.model.take(office.register.case(case.id))
    view.model.go_to_fact("fighting")
    settle()

    def removals() -> list[Button]:
        return [
            button for button in seen(view.request.question, Button) if "Remove the link" in button.accessibleName()
        ]

    assert len(removals()) == 1
    view.model.change(lambda acting: withdraw_case(acting, case_id=case.id, reason="Given up."))
    settle()
    assert "Contract" in told(view.request.question)
    assert removals() == []


def test_setting_a_table_aside_asks_for_a_document_and_changes_nothing_without(open_case: OpenCase) -> None:
    view = open_case({**MISSILES, "destination": "NZ"})
    view.model.go_to_fact("agreement_in_force")
    settle()
    click_when_read(card(view, "yes"))
    dialog = view.findChildren(FormDialog)[0]
    QTest.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert "agreement_in_force" not in view.model.interview.given
    assert card(view, "=").isChecked()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_all_questions_on_one_page_are_answered_there(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2", "weapon": "no"})
    view.model.toggle_one_page()
    settle()
    field = view.request.one_page.fields["destination"]
    picker = field.open_list()
    QTest.keyClicks(picker.search, "PH")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert view.model.interview.given["destination"] == "PH"
    assert field.text() == "Philippines"
    assert not view.request.one_page.fields["special_circumstances"].isEnabled()


def words_of_question(view: CaseView) -> Prose:
    """Where the question itself stands."""
    fact = view.model.fact
    text = view.model.session.words.text(fact.question or fact.label)
    return next(prose for prose in seen(view.request.question, Prose) if prose.text() == text)


def in_sight(part: QWidget, page: QScrollArea) -> bool:
    """Whether the whole of a part can be seen on a page that scrolls."""
    viewport = page.viewport()
    return viewport.rect().contains(QRect(part.mapTo(viewport, QPoint()), part.size()))


@pytest.mark.parametrize("fact", ["item_heading", "precedent", "careful_consideration"])
def test_the_page_of_all_questions_opens_at_the_question_that_was_shown(open_case: OpenCase, fact: str) -> None:
    view = open_case(MISSILES)
    view.window().resize(1024, 700)
    view.request.go_to_fact(fact)
    settle()
    view.request.mode_button.click()
    settle()
    page = view.request.one_page
    assert page.fields[fact].hasFocus()
    assert in_sight(page.fields[fact], page)
    view.request.go_to_fact("terms")
    settle()
    assert page.fields["terms"].hasFocus(), "what was asked for is gone to on this page, too"
    assert in_sight(page.fields["terms"], page)


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("language", list(Language))
def test_going_on_leaves_the_question_in_sight(open_case: OpenCase, language: Language) -> None:
    view = open_case(MISSILES)
    view.model.session.language.switch(language)
    view.window().resize(1024, 700)
    for fact in view.model.interview.edition.asked:
        view.request.go_to_fact(fact.id)
        QTest.qWait(20)
        question = words_of_question(view)
        if not seen(view.request.question, PickerList):
            assert question.visibleRegion().boundingRect().top() == 0, fact.id
        assert not view.window().focusWidget().visibleRegion().isEmpty(), fact.id


@pytest.mark.usefixtures("dressed")
def test_a_state_of_a_section_that_is_long_has_the_lines_it_needs(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2", "treaty_breach": "yes"})
    view.window().resize(1024, 700)
    settle()
    heights = {row.accessibleName(): row.height() for row in seen(view.request.sections, SectionRow)}
    states = {row.accessibleName(): row.accessibleDescription() for row in seen(view.request.sections, SectionRow)}
    assert (states["Origin"], states["Documents"]) == ("not needed for the result", "0 documents")
    assert heights["Origin"] > heights["Documents"]


@pytest.mark.usefixtures("dressed")
def test_the_answer_under_the_keyboard_is_to_be_seen_on_the_page(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    view.request.mode_button.click()
    settle()
    fields = view.request.one_page.fields
    edges = {}
    for fact in ("item_heading", "terms"):
        image = fields[fact].grab().toImage()
        edges[fact] = image.pixelColor(1, image.height() // 2)
    assert fields["item_heading"].hasFocus()
    assert edges["item_heading"] == shade(fields["terms"], "accent")
    assert edges["terms"] != edges["item_heading"]


def test_one_at_a_time_goes_on_from_what_was_answered_last_on_the_page(open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    view.request.mode_button.click()
    settle()
    view.request.one_page.fields["terms"].picked.emit("")
    view.request.mode_button.click()
    settle()
    assert view.model.fact.id == "terms"


@pytest.mark.parametrize("language", list(Language))
def test_no_answer_is_cut_on_the_page_of_all_questions(open_case: OpenCase, language: Language) -> None:
    view = open_case(MISSILES)
    view.model.session.language.switch(language)
    view.window().resize(1024, 700)
    view.request.mode_button.click()
    settle()
    for fact in view.model.interview.edition.asked:
        field = view.request.one_page.fields[fact.id]
        for pick in value_picks(view.model.phrases, fact):
            field.choose(pick.value, pick.name)
            assert "".join(field.lines_at(field.width())).replace(" ", "") == pick.name.replace(" ", "")
            assert field.heightForWidth(field.width()) >= len(field.lines_at(field.width())) * scaled(20)
        settle()
        assert field.height() >= field.heightForWidth(field.width()), fact.id


def test_particulars_are_saved_when_a_field_is_left(office: Office, open_case: OpenCase) -> None:
    view = open_case({})
    view.model.go_to_panel(PARTICULARS)
    settle()
    field = view.request.case_form.fields["exporter"]
    field.setFocus()
    QTest.keyClicks(field, "Mitsubishi")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert office.register.case(view.model.case.id).particulars.exporter == "Mitsubishi"
    title = view.request.case_form.fields["title"]
    title.setFocus()
    QTest.keySequence(title, "Ctrl+A")
    QTest.keyClick(title, Qt.Key.Key_Delete)
    QTest.keyClick(title, Qt.Key.Key_Tab)
    assert "needs a title" in told(view.request.case_form)
    assert isinstance(title, QLineEdit)
    assert title.text() == ""
    assert view.model.case.particulars.title


def test_the_language_changes_while_a_question_is_open_and_nothing_is_lost(office: Office, open_case: OpenCase) -> None:
    view = open_case(MISSILES)
    view.model.go_to_fact("fighting")
    settle()
    assert card(view, "no").isChecked()
    office.session.language.switch(Language.JA)
    settle()
    assert card(view, "no").isChecked()
    assert card(view, "no").text() == "行われていないと判断される"
    assert "戦闘" in told(view.request.question)
    assert "なぜ尋ねるか" in told(view.request.question)


def test_enter_goes_on_to_the_next_question(open_case: OpenCase) -> None:
    view = open_case({"item_heading": "2"})
    view.model.go_to_fact("weapon")
    settle()
    QTest.keyClick(card(view, "yes"), Qt.Key.Key_Space)
    QTest.keyClick(card(view, "yes"), Qt.Key.Key_Return)
    assert view.model.fact.id != "weapon"
    assert view.model.interview.given["weapon"] == "yes"
