"""What a person typed and the register refused: it stays on the screen, says what is wrong, and is mended there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.register.cases import Case
from app.services.reading import list_cases
from app.services.register_clock import RegisterClock
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import (
    closing_form,
    line_removal_form,
    new_line_form,
    reopening_form,
    withdrawal_form,
)
from app.viewmodels.case.panels import LINE, PARTICULARS
from app.viewmodels.case.place import Stage
from app.viewmodels.determination.memorandum_model import show_memorandum
from app.viewmodels.questions.documents_model import document_change_form, new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.query_model import answer_withdrawal_form, official_answer_form, refer_rules
from app.viewmodels.session.form import NO_FILE
from app.viewmodels.session.form import Form as DialogForm
from app.views.case.case_view import CaseView
from app.views.case.line_tabs import LineTab
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.dialog_frame import DialogFrame
from app.views.kit.file_field import FileField
from app.views.kit.form_dialog import FormDialog
from app.views.kit.paper_dialog import PaperDialog
from app.views.window.main_window import MainWindow
from app.views.window.trouble_dialog import TroubleDialog
from app.wording.language import Language
from tests.fakes import BrokenClock
from tests.viewmodels.surroundings import LOOKS, MISSILES, Office, Waiting, a_full_disk
from tests.views.conftest import settle
from tests.views.hands import press, told

#: More than the register takes.
TOO_LONG = "x" * 10_001
#: Within what the register takes, and too much for a disk that is full.
LONG = "x" * 9_000
#: A rule holds that an official answer could set aside, and a table says something about the destination.
ANSWERS = {**MISSILES, "recipient_kind": "international_body"}

LEFT = Qt.MouseButton.LeftButton

OpenWindow = Callable[[], MainWindow]


def write(field: QWidget, text: str) -> None:
    """Puts a text into a field in place of what stands there, or chooses by its code."""
    if isinstance(field, QLineEdit):
        field.selectAll()
        field.insert(text)
    elif isinstance(field, QPlainTextEdit):
        field.selectAll()
        field.insertPlainText(text)
    elif isinstance(field, ChoiceBox):
        field.choose(text)
    else:
        raise TypeError(field)


def written(field: QWidget) -> str:
    """What stands in a field."""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    assert isinstance(field, QLineEdit)
    return field.text()


def on_the_desk(window: MainWindow) -> CaseView:
    """The case on the screen."""
    assert window.case is not None
    return window.case


# -- dialogs


def withdrawn(model: CaseModel) -> None:
    """The case is withdrawn."""
    withdrawal_form(model).hand_in(reason="The contract was cancelled.")


def with_a_paper(model: CaseModel) -> None:
    """A document is on the case."""
    new_document_form(model).hand_in(title="Contract")


def with_an_official_answer(model: CaseModel) -> None:
    """An official answer is on the case."""
    rules = refer_rules(model)
    assert rules
    official_answer_form(model).hand_in(rule=rules[0][0], clears="yes", body="METI", reference="No. 7")


class Form(NamedTuple):
    """A dialog that hands in: how it is opened, its field for a text, and what the register then has of it."""

    open: Callable[[MainWindow], object]
    field: str
    kept: Callable[[Case], str]
    before: Callable[[CaseModel], None] = lambda _model: None
    others: tuple[tuple[str, str], ...] = ()


def ask(window: MainWindow, form: Callable[[CaseModel], DialogForm]) -> None:
    """Opens the dialog of a form of the case."""
    model = on_the_desk(window).model
    model.ask(form(model))


FORMS = {
    "new request": Form(lambda window: window.model.propose_request(), "title", lambda case: case.particulars.title),
    "new line": Form(lambda window: ask(window, new_line_form), "item", lambda case: case.lines[-1].particulars.item),
    "new document": Form(
        lambda window: ask(window, new_document_form),
        "title",
        lambda case: "".join(document.particulars.title for document in case.documents),
    ),
    "changed document": Form(
        lambda window: ask(window, lambda model: document_change_form(model, model.case.documents[0].id)),
        "reference",
        lambda case: case.documents[0].particulars.reference,
        with_a_paper,
    ),
    "linked document": Form(
        lambda window: ask(window, lambda model: evidence_form(model, "fighting", None)),
        "page",
        lambda case: "".join(shown.page for answer in case.lines[0].answers for shown in answer.evidence),
        with_a_paper,
    ),
    "table set aside": Form(
        lambda window: ask(window, lambda model: evidence_form(model, "agreement_in_force", "no")),
        "page",
        lambda case: "".join(shown.page for answer in case.lines[0].answers for shown in answer.evidence),
        with_a_paper,
    ),
    "official answer": Form(
        lambda window: ask(window, official_answer_form),
        "note",
        lambda case: "".join(answer.particulars.note for answer in case.official_answers),
        others=(("clears", "yes"), ("body", "METI"), ("reference", "No. 7")),
    ),
    "withdrawal": Form(lambda window: ask(window, withdrawal_form), "reason", lambda case: case.reason),
    "reopening": Form(lambda window: ask(window, reopening_form), "reason", lambda case: case.reason, withdrawn),
}


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> Form:
    """Each dialog that hands something in."""
    return FORMS[request.param]


@pytest.fixture
def window(office: Office, open_window: OpenWindow) -> MainWindow:
    """A window on a case."""
    window = open_window()
    window.model.open_case(office.case(ANSWERS).id)
    settle()
    return window


def opened(window: MainWindow, form: Form) -> tuple[FormDialog, QWidget]:
    """The dialog, and its field."""
    form.before(on_the_desk(window).model)
    form.open(window)
    settle()
    dialog = next(dialog for dialog in window.findChildren(FormDialog) if dialog.isVisible())
    for name, text in form.others:
        write(dialog.fields[name], text)
    field = dialog.fields[form.field]
    field.setFocus()
    return dialog, field


def latest(office: Office) -> Case:
    """The case that was opened last, as the register has it."""
    return office.register.case(max(summary.id for summary in list_cases(office.register.work)))


@contextmanager
def failing(office: Office, cause: str) -> Iterator[None]:
    """What is in the way of saving, as long as it lasts."""
    if cause == "fault":
        office.session.clock = RegisterClock(BrokenClock())
        yield
        office.session.clock = RegisterClock(office.register.clock)
    elif cause == "full disk":
        with a_full_disk(office.register):
            yield
    else:
        yield


@pytest.mark.parametrize("cause", ["refused", "full disk", "fault"])
def test_a_dialog_keeps_what_was_typed_until_it_is_saved(
    office: Office, window: MainWindow, form: Form, cause: str
) -> None:
    dialog, field = opened(window, form)
    before = form.kept(latest(office))
    text, said = {
        "refused": (TOO_LONG, "10001 characters and the register takes 10000. Shorten it"),
        "full disk": (LONG, "is full. Nothing of the last step was saved"),
        "fault": ("Radars", "OSError: the clock has stopped"),
    }[cause]
    write(field, text)
    with failing(office, cause):
        press(dialog.accept_button)
    assert dialog.isVisible()
    assert said in told(dialog)
    assert written(field) == text
    assert field.isEnabled()
    assert not office.troubles, "it is said in the dialog, and only there"
    assert form.kept(latest(office)) == before
    assert len(office.faults) == (cause == "fault")
    write(field, "Mended")
    press(dialog.accept_button)
    assert not window.findChildren(DialogFrame)
    assert form.kept(latest(office)) == "Mended"


def test_a_reason_for_taking_an_official_answer_out_of_account_is_kept_too(office: Office, window: MainWindow) -> None:
    view = on_the_desk(window)
    with_an_official_answer(view.model)
    view.model.ask(answer_withdrawal_form(view.model, view.model.case.official_answers[0].id))
    dialog = window.findChildren(FormDialog)[0]
    write(dialog.fields["reason"], TOO_LONG)
    press(dialog.accept_button)
    assert "Shorten it" in told(dialog)
    assert written(dialog.fields["reason"]) == TOO_LONG
    write(dialog.fields["reason"], "Recorded on the wrong case.")
    press(dialog.accept_button)
    assert not window.findChildren(FormDialog)
    assert latest(office).official_answers == ()


@pytest.mark.parametrize("form_of", [closing_form, line_removal_form])
def test_a_confirmation_that_is_refused_says_why_and_can_be_left(
    office: Office, window: MainWindow, form_of: Callable[[CaseModel], DialogForm]
) -> None:
    ask(window, form_of)
    dialog = window.findChildren(FormDialog)[0]
    press(dialog.accept_button)
    assert "is the only line" in told(dialog) or "no determination is recorded" in told(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert not window.findChildren(FormDialog)
    assert latest(office).state.value == "draft"


def test_a_case_that_has_ended_is_reopened_beside_the_sentence_that_says_so(office: Office, window: MainWindow) -> None:
    view = on_the_desk(window)
    assert not view.header.reopen_button.isVisible()
    withdrawn(view.model)
    settle()
    assert "was withdrawn: The contract was cancelled." in told(view)
    view.header.reopen_button.setFocus()
    press(view.header.reopen_button)
    dialog = window.findChildren(FormDialog)[0]
    press(dialog.accept_button)
    assert "A reason is needed" in told(dialog)
    write(dialog.fields["reason"], "It was renewed.")
    press(dialog.accept_button)
    assert not view.header.reopen_button.isVisible()
    assert latest(office).state.value == "draft"
    assert window.focusWidget() is not None


#: The ways out of a dialog, by which nothing is done.
WAYS_OUT: tuple[Callable[[FormDialog], object], ...] = (
    lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape),
    lambda dialog: dialog.cancel_button.click(),
    lambda dialog: dialog.close(),
)


def test_a_dialog_is_not_left_unasked_with_what_was_entered(office: Office, window: MainWindow, form: Form) -> None:
    dialog, field = opened(window, form)
    before, text = latest(office), "Never mind"
    write(field, text)
    for leave in WAYS_OUT:
        leave(dialog)
        settle()
        (asked,) = dialog.findChildren(FormDialog)
        assert dialog.shown.title in told(asked)
        assert any(shown.label in told(asked) for shown in dialog.shown.fields)
        QTest.keyClick(asked, Qt.Key.Key_Return)
        settle()
        assert not dialog.findChildren(FormDialog)
        assert dialog.isVisible(), "Enter stays"
        assert written(field) == text
    QTest.keyClick(field, Qt.Key.Key_Escape)
    settle()
    press(dialog.findChildren(FormDialog)[0].accept_button)
    assert not window.findChildren(DialogFrame)
    assert latest(office) == before


def test_a_dialog_in_which_nothing_was_entered_is_left_at_once(office: Office, window: MainWindow, form: Form) -> None:
    form.before(on_the_desk(window).model)
    settle()
    before = latest(office)
    for leave in WAYS_OUT:
        form.open(window)
        settle()
        leave(window.findChildren(FormDialog)[0])
        settle()
        assert not window.findChildren(DialogFrame)
    assert latest(office) == before


def test_a_refused_dialog_is_told_in_japanese_too(office: Office, window: MainWindow) -> None:
    office.session.language.switch(Language.JA)
    dialog, field = opened(window, FORMS["withdrawal"])
    write(field, TOO_LONG)
    press(dialog.accept_button)
    assert "理由の文は10001字あります" in told(dialog)


def test_a_dialog_opens_once_after_the_screen_was_made_anew(window: MainWindow) -> None:
    before = on_the_desk(window)
    window.model.looks.next_theme()
    settle()
    after = on_the_desk(window)
    assert after is not before
    after.model.ask(withdrawal_form(after.model))
    settle()
    (dialog,) = window.findChildren(FormDialog)
    assert dialog.isVisible()


@pytest.fixture
def slow(office: Office, qtbot: QtBot) -> tuple[Waiting, MainWindow]:
    """A window on a case, before a register that does nothing until it is told to."""
    waiting = Waiting(office.register.work)
    window = MainWindow(Office(office.register, waiting).window(), LOOKS)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.model.open_case(office.case(ANSWERS).id)
    waiting.do_all()
    settle()
    return waiting, window


def test_a_dialog_waits_while_it_is_being_saved(office: Office, slow: tuple[Waiting, MainWindow]) -> None:
    waiting, window = slow
    dialog, field = opened(window, FORMS["withdrawal"])
    write(field, TOO_LONG)
    press(dialog.accept_button)
    for _attempt in range(2):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(waiting.jobs) == 1
    assert dialog.isVisible()
    assert not any(part.isEnabled() for part in (dialog.accept_button, dialog.cancel_button, field))
    waiting.do_all()
    settle()
    assert dialog.isVisible()
    assert dialog.accept_button.isEnabled()
    assert field.hasFocus(), "the keyboard is where it was"
    write(field, "The contract was cancelled.")
    press(dialog.accept_button)
    waiting.do_all()
    settle()
    assert not window.findChildren(DialogFrame)
    assert latest(office).reason == "The contract was cancelled."


def test_a_document_added_on_the_way_is_chosen_although_it_was_refused_at_first(
    office: Office, window: MainWindow
) -> None:
    ask(window, lambda model: evidence_form(model, "fighting", None))
    evidence = window.findChildren(FormDialog)[0]
    write(evidence.fields["page"], "3")
    QTest.mouseClick(next(button for button in evidence.extra.children() if isinstance(button, QWidget)), LEFT)
    paper = evidence.findChildren(FormDialog)[0]
    for title in (TOO_LONG, "Situation"):
        write(paper.fields["title"], title)
        press(paper.accept_button)
    press(evidence.accept_button)
    assert not window.findChildren(DialogFrame)
    answer = latest(office).lines[0].answer("fighting")
    assert answer is not None
    assert [shown.page for shown in answer.evidence] == ["3"]


def test_a_file_that_can_not_be_read_is_said_in_the_dialog(office: Office, window: MainWindow, tmp_path: Path) -> None:
    dialog, field = opened(window, FORMS["new document"])
    write(field, "Contract")
    dialog.findChildren(FileField)[0].take_file(str(tmp_path / "gone.pdf"))
    assert "can't be read" in told(dialog)
    assert "no file chosen" in told(dialog)
    assert not office.troubles
    file = tmp_path / "contract.pdf"
    file.write_bytes(b"contract")
    dialog.findChildren(FileField)[0].take_file(str(file))
    assert "can't be read" not in told(dialog)
    press(dialog.accept_button)
    assert latest(office).documents[0].particulars.sha256 == sha256(b"contract").hexdigest()


def test_a_document_waits_for_the_file_that_was_chosen(
    office: Office, slow: tuple[Waiting, MainWindow], tmp_path: Path
) -> None:
    waiting, window = slow
    dialog, field = opened(window, FORMS["new document"])
    file = tmp_path / "contract.pdf"
    file.write_bytes(b"contract")
    write(field, "Contract")
    dialog.findChildren(FileField)[0].take_file(str(file))
    press(dialog.accept_button)
    assert "still being read" in told(dialog)
    waiting.do_all()
    assert "still being read" not in told(dialog)
    press(dialog.accept_button)
    waiting.do_all()
    assert latest(office).documents[0].particulars.sha256


def test_the_reading_of_a_file_can_be_stopped(slow: tuple[Waiting, MainWindow], tmp_path: Path) -> None:
    waiting, window = slow
    dialog, _field = opened(window, FORMS["new document"])
    (tmp_path / "large.pdf").write_bytes(bytes(3_000_000))
    file = dialog.findChildren(FileField)[0]
    file.take_file(str(tmp_path / "large.pdf"))
    assert "being read" in told(dialog)
    press(file.stop_button)
    assert "no file chosen" in told(dialog)
    assert file.complaint() == ""
    waiting.do_all()
    assert file.chosen == NO_FILE
    file.take_file(str(tmp_path / "large.pdf"))
    file.take_file(str(tmp_path / "gone.pdf"))
    waiting.do_all()
    assert file.chosen == NO_FILE, "the file that was chosen last counts"


def test_a_dialog_may_be_left_while_its_file_is_being_read(slow: tuple[Waiting, MainWindow], tmp_path: Path) -> None:
    waiting, window = slow
    dialog, _field = opened(window, FORMS["new document"])
    dialog.findChildren(FileField)[0].take_file(str(tmp_path / "gone.pdf"))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    waiting.do_all()
    assert not window.findChildren(DialogFrame)


def test_a_document_whose_change_is_refused_keeps_all_that_was_known_of_it(office: Office, window: MainWindow) -> None:
    dialog, reference = opened(window, FORMS["changed document"])
    before = latest(office)
    write(dialog.fields["title"], "Pledge")
    write(dialog.fields["from_whom"], "Navy of XA")
    write(reference, TOO_LONG)
    press(dialog.accept_button)
    assert "Shorten it" in told(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert latest(office) == before


def test_the_file_of_a_document_is_not_changed_afterwards(window: MainWindow) -> None:
    dialog, _field = opened(window, FORMS["changed document"])
    assert not dialog.fields["file"].isEnabled()


def test_a_document_that_could_not_be_written_can_be_written_elsewhere(window: MainWindow, tmp_path: Path) -> None:
    show_memorandum(on_the_desk(window).model)
    dialog = window.findChildren(PaperDialog)[0]
    dialog.save_to(str(tmp_path / "nowhere" / "memorandum.pdf"))
    assert "can't be written" in told(dialog)
    dialog.save_to(str(tmp_path / "memorandum.pdf"))
    assert "can't be written" not in told(dialog)
    assert (tmp_path / "memorandum.pdf").read_bytes().startswith(b"%PDF-")
    assert [file.name for file in tmp_path.glob("*memorandum*")] == ["memorandum.pdf"]


# -- forms whose fields are saved one by one


def remarks(window: MainWindow) -> QPlainTextEdit:
    """The field for remarks on the line, to be seen."""
    view = on_the_desk(window)
    view.model.go_to_panel(LINE)
    settle()
    field = view.request.line_form.fields["remarks"]
    assert isinstance(field, QPlainTextEdit)
    return field


def type_and_leave(window: MainWindow, text: str) -> QPlainTextEdit:
    """Types remarks on the line, and goes on to the next field."""
    field = remarks(window)
    field.setFocus()
    write(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    settle()
    return field


@pytest.mark.parametrize("cause", ["refused", "full disk", "fault"])
def test_a_field_keeps_what_was_typed_and_says_what_is_wrong(office: Office, window: MainWindow, cause: str) -> None:
    text, said = {
        "refused": (TOO_LONG, "The text of Remarks has 10001 characters"),
        "full disk": (LONG, "is full"),
        "fault": ("Radars", "OSError: the clock has stopped"),
    }[cause]
    with failing(office, cause):
        field = type_and_leave(window, text)
    form = on_the_desk(window).request.line_form
    assert written(field) == text
    assert said in told(form)
    assert said in field.accessibleDescription()
    assert "1 entry not saved" in window.band.accessibleDescription()
    assert not window.findChildren(TroubleDialog)
    assert latest(office).lines[0].particulars.remarks == ""
    type_and_leave(window, "Mended")
    assert said not in told(on_the_desk(window))
    assert "All saved" in window.band.accessibleDescription()
    assert latest(office).lines[0].particulars.remarks == "Mended"


def test_what_a_full_disk_refused_is_saved_again_when_there_is_room(office: Office, window: MainWindow) -> None:
    with failing(office, "full disk"):
        type_and_leave(window, LONG)
    view = on_the_desk(window)
    button = view.header.save_again_button
    assert button.isVisible()
    press(button)
    assert latest(office).lines[0].particulars.remarks == LONG
    assert not button.isVisible()


def test_a_refused_field_survives_whatever_a_person_does_next(office: Office, window: MainWindow) -> None:
    type_and_leave(window, TOO_LONG)
    view = on_the_desk(window)
    view.model.go_to_panel(PARTICULARS)
    view.model.go_to_stage(Stage.CHECK)
    assert written(remarks(window)) == TOO_LONG
    new_line_form(view.model).hand_in(item="Training")
    assert written(remarks(window)) == ""
    view.model.choose_line(view.model.case.lines[0].id)
    assert written(remarks(window)) == TOO_LONG
    office.session.language.switch(Language.JA)
    assert written(remarks(window)) == TOO_LONG
    assert "備考の文は10001字あります" in told(view.request.line_form)
    window.model.looks.next_theme()
    assert on_the_desk(window) is not view
    assert written(remarks(window)) == TOO_LONG
    window.model.show_requests()
    window.model.open_case(latest(office).id)
    assert written(remarks(window)) == TOO_LONG


@pytest.mark.parametrize("change", ["language", "theme", "size"])
def test_what_is_being_typed_goes_on_where_it_stands_and_is_saved_when_the_field_is_left(
    office: Office, window: MainWindow, change: str
) -> None:
    field = remarks(window)
    field.setFocus()
    write(field, "Half a sen")
    acts: dict[str, Callable[[], None]] = {
        "language": window.model.looks.other_language,
        "theme": window.model.looks.next_theme,
        "size": lambda: window.model.looks.enlarge(1),
    }
    acts[change]()
    settle()
    field = remarks(window)
    assert written(field) == "Half a sen"
    assert field.hasFocus()
    write(field, "Half a sentence")
    window.model.show_requests()
    settle()
    assert latest(office).lines[0].particulars.remarks == "Half a sentence"


@pytest.mark.parametrize("leave", ["step", "list"])
def test_what_is_being_typed_is_saved_when_the_screen_changes_under_it(
    office: Office, window: MainWindow, leave: str
) -> None:
    field = remarks(window)
    field.setFocus()
    write(field, "Half a sen")
    {
        "step": lambda: on_the_desk(window).model.go_to_stage(Stage.CHECK),
        "list": window.model.show_requests,
    }[leave]()
    settle()
    assert latest(office).lines[0].particulars.remarks == "Half a sen"


def test_a_refusal_that_comes_late_brings_the_form_back_and_the_keyboard_into_its_field(
    slow: tuple[Waiting, MainWindow],
) -> None:
    waiting, window = slow
    view = on_the_desk(window)
    view.model.go_to_panel(PARTICULARS)
    settle()
    title, number = (view.request.case_form.fields[name] for name in ("title", "number"))
    title.setFocus()
    write(title, "")
    QTest.keyClick(title, Qt.Key.Key_Tab)
    QTest.keyClick(number, Qt.Key.Key_Return)
    settle()
    assert view.request.question.isVisible(), "Enter goes on to the questions"
    waiting.do_all()
    settle()
    assert "needs a title" in told(view.request.case_form)
    assert written(title) == ""
    assert title.hasFocus()
    QTest.keyClick(title, Qt.Key.Key_Return)
    waiting.do_all()
    settle()
    assert view.request.question.isVisible(), "nobody is held in a form that can't be mended now"


def test_a_late_refusal_leaves_the_keyboard_where_somebody_is_typing(slow: tuple[Waiting, MainWindow]) -> None:
    waiting, window = slow
    field = type_and_leave(window, TOO_LONG)
    item = on_the_desk(window).request.line_form.fields["item"]
    item.setFocus()
    QTest.keyClicks(item, "Rad")
    waiting.do_all()
    settle()
    assert written(field) == TOO_LONG
    assert item.hasFocus()
    assert written(item) == "Rad"


def test_a_date_that_is_being_typed_is_not_taken_away_by_what_comes_home(slow: tuple[Waiting, MainWindow]) -> None:
    waiting, window = slow
    view = on_the_desk(window)
    view.model.go_to_panel(PARTICULARS)
    settle()
    exporter, received = (view.request.case_form.fields[name] for name in ("exporter", "received_on"))
    exporter.setFocus()
    write(exporter, "Company A")
    received.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(received, "2025")
    waiting.do_all()
    QTest.keyClicks(received, "0102")
    view.setFocus()
    exporter.setFocus()
    waiting.do_all()
    assert view.model.case.particulars.received_on == date(2025, 1, 2)


def test_the_tab_of_another_line_does_not_take_a_refused_text_with_it(
    office: Office, slow: tuple[Waiting, MainWindow]
) -> None:
    waiting, window = slow
    view = on_the_desk(window)
    new_line_form(view.model).hand_in(item="Training")
    waiting.do_all()
    first, second = (line.id for line in view.model.case.lines)
    field = remarks(window)
    field.setFocus()
    write(field, TOO_LONG)
    QTest.mouseClick(view.findChildren(LineTab)[0], LEFT)
    assert view.model.line_id == first
    waiting.do_all()
    settle()
    assert view.model.line_id == second, "the form with the refused text is shown again"
    assert written(remarks(window)) == TOO_LONG
    assert office.register.line(first).particulars.remarks == ""


# -- leaving the window


def test_the_window_waits_for_the_word_on_what_was_just_typed(office: Office, slow: tuple[Waiting, MainWindow]) -> None:
    waiting, window = slow
    field = remarks(window)
    field.setFocus()
    write(field, TOO_LONG)
    assert not window.close()
    assert window.isVisible()
    waiting.do_all()
    settle()
    dialog = window.findChildren(FormDialog)[0]
    assert latest(office).particulars.number in told(dialog)
    press(dialog.cancel_button)
    assert window.isVisible()
    assert written(remarks(window)) == TOO_LONG


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_no_key_pressed_by_a_slip_loses_what_could_not_be_saved(window: MainWindow, key: Qt.Key) -> None:
    type_and_leave(window, TOO_LONG)
    assert not window.close()
    settle()
    dialog = window.findChildren(FormDialog)[0]
    assert dialog.cancel_button.isDefault()
    assert not dialog.accept_button.isDefault()
    focused = dialog.focusWidget()
    assert focused is dialog.cancel_button
    QTest.keyClick(focused, key)
    settle()
    assert not window.findChildren(FormDialog)
    assert window.isVisible()
    assert written(remarks(window)) == TOO_LONG
    assert not window.close()
    settle()
    press(window.findChildren(FormDialog)[0].accept_button)
    assert not window.isVisible(), "who means it can lose them"


def test_the_window_closes_by_itself_once_everything_is_saved(office: Office, slow: tuple[Waiting, MainWindow]) -> None:
    waiting, window = slow
    field = remarks(window)
    field.setFocus()
    write(field, "For the crew")
    assert not window.close()
    waiting.do_all()
    settle()
    assert not window.isVisible()
    assert latest(office).lines[0].particulars.remarks == "For the crew"


def test_one_reason_is_told_once(office: Office, window: MainWindow) -> None:
    model = on_the_desk(window).model
    office.session.clock = RegisterClock(BrokenClock())
    model.answer("weapon", "no")
    model.answer("fighting", "yes")
    settle()
    assert len(window.findChildren(TroubleDialog)) == 1
    assert "2 entries" in told(on_the_desk(window))
