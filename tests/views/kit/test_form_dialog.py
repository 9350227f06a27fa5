"""A dialog made of a form: what it asks, what it hands in, and what it says is missing."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.viewmodels.session.form import NO_FILE, Adding, Choices, ChosenFile, Field, FieldKind, Form, OtherWay
from app.viewmodels.session.session import Reply
from app.views.kit.button import Button
from app.views.kit.captions import N_, spoken
from app.views.kit.choice_box import ChoiceBox
from app.views.kit.date_field import DateField
from app.views.kit.file_field import FileField
from app.views.kit.form_dialog import FormDialog
from app.views.kit.form_fields import LongText
from tests.viewmodels.surroundings import a_day_reader
from tests.views.conftest import settle

KINDS: Choices = (("contract", "Contract"), ("letter", "Letter"))
DAY = date(2026, 5, 1)
LETTER = ChosenFile("letter.pdf", "letter.pdf")


def take(path: str, reply: Reply) -> None:
    """Says that the digest of each file is its name."""
    reply.taken.emit(path)


DATED = Field("dated", "Dated", FieldKind.DATE, DAY, days=a_day_reader(), may_lack=True)
FIELDS = (
    Field("kind", "Kind", FieldKind.CHOICE, None, choices=KINDS),
    Field("title", "Title", missing="A document needs a title.", help="As it is printed on it."),
    Field("note", "Note", FieldKind.LONG_TEXT, "Read twice", height=60),
    DATED,
    Field("file", "File", FieldKind.FILE, read=take),
)

Opened = Callable[..., tuple[FormDialog, list[dict[str, object]]]]


@pytest.fixture
def opened(dressed: object, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the dialog of a form; what it hands in is noted, and taken."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def opened(*fields: Field, accept: str = "Add", **more: Any) -> tuple[FormDialog, list[dict[str, object]]]:
        heard: list[dict[str, object]] = []

        def act(reply: Reply, **entered: object) -> None:
            heard.append(entered)
            reply.taken.emit(len(heard))

        form = Form("Add a document", "", accept, act, fields)._replace(**more)
        dialog = FormDialog.ask(parent, form)
        settle()
        return dialog, heard

    yield opened
    parent.close()


def told(dialog: FormDialog) -> list[str]:
    """All that is written in a dialog."""
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_each_kind_of_field_hands_in_what_was_entered(opened: Opened) -> None:
    dialog, heard = opened(*FIELDS)
    QTest.keyClicks(dialog.fields["title"], "Contract 5")
    kind = dialog.fields["kind"]
    assert isinstance(kind, ChoiceBox)
    kind.choose("letter")
    dialog.findChildren(FileField)[0].take_file("letter.pdf")
    dialog.accept_button.click()
    assert heard == [{"kind": "letter", "title": "Contract 5", "note": "Read twice", "dated": DAY, "file": LETTER}]
    assert not dialog.isVisible()


def test_what_was_left_alone_is_handed_in_as_it_stood(opened: Opened) -> None:
    dialog, heard = opened(*(field._replace(missing="") for field in FIELDS))
    dialog.accept_button.click()
    assert heard == [{"kind": "contract", "title": "", "note": "Read twice", "dated": DAY, "file": NO_FILE}]


def test_a_date_may_be_lacking_where_the_form_says_so(opened: Opened) -> None:
    dialog, heard = opened(DATED._replace(value=None), DATED._replace(name="sent", may_lack=False))
    assert dialog.entered() == {"dated": None, "sent": DAY}
    sent = dialog.fields["sent"]
    assert isinstance(sent, DateField)
    sent.clear()
    dialog.accept_button.click()
    assert not heard
    assert any("No date is given." in words for words in told(dialog))
    QTest.keyClicks(sent, "R8.5.2")
    dialog.accept_button.click()
    assert heard == [{"dated": None, "sent": date(2026, 5, 2)}]


def test_a_form_leaves_no_widget_behind_that_belongs_to_nobody(opened: Opened) -> None:
    def orphans() -> list[QWidget]:
        return [widget for widget in QApplication.topLevelWidgets() if widget.parentWidget() is None]

    before = len(orphans())
    _dialog, _heard = opened(*FIELDS, DATED._replace(name="sent"))
    assert len(orphans()) == before


def test_the_keyboard_begins_where_something_is_needed_and_stays_until_it_is_there(opened: Opened) -> None:
    dialog, heard = opened(*FIELDS)
    title = dialog.fields["title"]
    assert dialog.focusWidget() is title
    QTest.keyClicks(title, " ")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert "A document needs a title." in told(dialog)
    assert not heard
    assert dialog.isVisible()


def test_a_field_is_named_and_explained_to_readers_of_the_screen(opened: Opened) -> None:
    dialog, _heard = opened(*FIELDS)
    assert [dialog.fields[name].accessibleName() for name in ("kind", "title", "note", "dated")] == [
        "Kind",
        "Title",
        "Note",
        "Dated",
    ]
    assert dialog.fields["title"].accessibleDescription() == "As it is printed on it."
    dated = dialog.fields["dated"]
    assert isinstance(dated, DateField)
    assert "2026-05-01 · 令和8年5月1日" in dated.accessibleDescription()


def test_what_has_to_be_repeated_is_repeated_first(opened: Opened) -> None:
    dialog, heard = opened(Field("repeated", "Type the version", repeat="2026", missing="That is not the version."))
    repeated = dialog.fields["repeated"]
    for key, is_ready in (("2", False), ("0", False), ("2", False), ("6", True), ("6", False)):
        QTest.keyClicks(repeated, key)
        assert dialog.accept_button.isEnabled() is is_ready
    QTest.keyClick(repeated, Qt.Key.Key_Return)
    assert "That is not the version." in told(dialog)
    QTest.keyClick(repeated, Qt.Key.Key_Backspace)
    QTest.keyClick(repeated, Qt.Key.Key_Return)
    assert heard == [{"repeated": "2026"}]


def test_what_is_added_from_the_dialog_is_chosen_in_its_field(opened: Opened) -> None:
    known: list[tuple[object, str]] = []

    def add(reply: Reply, name: str) -> None:
        known.extend(((7, "Contract"), (8, name)))
        reply.taken.emit(8)

    adding = Adding(
        "Add a paper",
        lambda: Form("Add a paper", "", "Add it", add, (Field("name", "Name"),)),
        lambda: tuple(known),
        nothing="There is no paper yet.",
    )
    dialog, heard = opened(Field("paper", "Paper", FieldKind.CHOICE, None, missing="Choose it.", adding=adding))
    assert "There is no paper yet." in told(dialog)
    assert not dialog.fields["paper"].isEnabled()
    dialog.accept_button.click()
    assert "Choose it." in told(dialog)
    dialog.extra.findChildren(Button)[0].click()
    other = dialog.findChildren(FormDialog)[0]
    QTest.keyClicks(other.fields["name"], "Letter")
    other.accept_button.click()
    settle()
    assert "There is no paper yet." not in told(dialog)
    assert "Choose it." not in told(dialog)
    dialog.accept_button.click()
    assert heard == [{"paper": 8}]


def test_what_stands_around_the_fields_is_said(opened: Opened) -> None:
    facts, consequences = (("By", "Hanako Yamada"),), ("It stays on record.",)
    dialog, _heard = opened(about="Edition 2026", facts=facts, consequences=consequences, note="For good.")
    said = told(dialog)
    for words in ("Edition 2026", "By", "Hanako Yamada", "For good."):
        assert words in said
    assert any("It stays on record." in words for words in said)
    assert dialog.cancel_button.text() == spoken(N_("Cancel"))


@pytest.mark.parametrize("way_out", ["its button", "Enter", "Esc"])
def test_a_form_that_can_only_be_read_is_left_by_whatever_leaves_and_does_nothing(opened: Opened, way_out: str) -> None:
    dialog, heard = opened(accept="", cancel="Close")
    assert dialog.accept_button.text() == "Close"
    assert not dialog.cancel_button.isVisible()
    if way_out == "its button":
        dialog.accept_button.click()
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Return if way_out == "Enter" else Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert heard == [], "nobody is there who would reply"


def test_what_is_too_long_to_be_written_down_is_copied_by_keyboard(opened: Opened) -> None:
    dialog, heard = opened(accept="", cancel="Close", to_copy="sekisho/x=0123")
    QApplication.clipboard().setText("of before")
    dialog.copy_button.setFocus()
    QTest.keyClick(dialog.copy_button, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "sekisho/x=0123"
    assert dialog.copy_button.text() == spoken(N_("Copied"))
    assert dialog.isVisible()
    assert heard == []


def test_a_form_that_loses_something_prefers_to_be_left(opened: Opened) -> None:
    dialog, heard = opened(is_lasting=True)
    assert dialog.cancel_button.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not heard
    assert not dialog.isVisible()


def test_what_lasts_is_done_by_its_button_and_not_by_enter_in_a_field(opened: Opened) -> None:
    dialog, heard = opened(Field("why", "Why"), is_lasting=True)
    QTest.keyClicks(dialog.fields["why"], "Given up.")
    QTest.keyClick(dialog.fields["why"], Qt.Key.Key_Return)
    assert not heard
    assert dialog.isVisible()
    assert any("Add" in said for said in told(dialog) if "Enter" in said), "it says which button does it"
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert heard == [{"why": "Given up."}]


def test_what_was_said_of_an_entry_goes_when_another_is_typed(opened: Opened) -> None:
    dialog, heard = opened(*FIELDS)
    QTest.keyClicks(dialog.fields["title"], "Letter")
    dialog.fields["dated"].selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(dialog.fields["dated"], "2026/05/20 (Wed)")
    dialog.accept_button.click()
    settle()
    assert not heard
    assert len([text for text in told(dialog) if "can't be read" in text]) > 0
    dialog.fields["dated"].selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(dialog.fields["dated"], "2026/05/20")
    settle()
    assert [text for text in told(dialog) if "can't be read" in text] == []


def asked_to_lose(dialog: FormDialog) -> bool:
    """Whether leaving the dialog asks about what was entered; if so, it stays."""
    dialog.reject()
    if not dialog.isVisible():
        return False
    dialog.findChildren(FormDialog)[0].cancel_button.click()
    settle()
    return True


ENTRIES: dict[str, Callable[[FormDialog], object]] = {
    "a line": lambda dialog: QTest.keyClicks(dialog.fields["title"], "Contract 5"),
    "a long text": lambda dialog: QTest.keyClicks(dialog.fields["note"], "Read "),
    "a day": lambda dialog: dialog.findChildren(DateField)[0].setText("R8.5.2"),
    "no day": lambda dialog: dialog.findChildren(DateField)[0].setText("May"),
    "a choice": lambda dialog: dialog.findChildren(ChoiceBox)[0].choose("letter"),
    "a file": lambda dialog: dialog.findChildren(FileField)[0].take_file("letter.pdf"),
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_of_any_kind_is_not_lost_unasked(opened: Opened, entry: str) -> None:
    dialog, heard = opened(*FIELDS)
    ENTRIES[entry](dialog)
    entered = dialog.entered()
    assert asked_to_lose(dialog)
    assert dialog.entered() == entered
    assert not heard


NO_ENTRIES: dict[str, Callable[[FormDialog], object]] = {
    "nothing": lambda dialog: None,
    "a blank": lambda dialog: QTest.keyClicks(dialog.fields["title"], "  "),
    "the same day in another form": lambda dialog: dialog.findChildren(DateField)[0].setText("R8.5.1"),
    "the text taken away": lambda dialog: dialog.findChildren(LongText)[0].clear(),
}


@pytest.mark.parametrize("entry", NO_ENTRIES)
def test_where_nothing_is_lost_nothing_is_asked(opened: Opened, entry: str) -> None:
    dropped = Field("dropped", "Dropped", FieldKind.FILE, ChosenFile(path="dropped.pdf"), read=take)
    dialog, heard = opened(*FIELDS, dropped)
    NO_ENTRIES[entry](dialog)
    assert not asked_to_lose(dialog)
    assert not heard


def test_what_only_confirms_is_no_entry(opened: Opened) -> None:
    dialog, _heard = opened(Field("repeated", "Type the version", repeat="2026", missing="Not that."))
    QTest.keyClicks(dialog.fields["repeated"], "2026")
    assert not asked_to_lose(dialog)


def test_what_is_refused_is_said_at_its_field_and_the_keyboard_is_there(dressed: object, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    refused = {"number": "Another case has it.", "": "Nothing can be saved."}
    wanted = ["number", ""]

    def act(reply: Reply, **_entered: object) -> None:
        reply.field = wanted.pop(0)
        reply.refused.emit(refused[reply.field])

    fields = (
        Field("title", "Title", missing="A title is needed.", help="In a few words."),
        Field("number", "Number", value="1", missing="A number is needed."),
    )
    dialog = FormDialog.ask(parent, Form("New", "", "Open", act, fields))
    settle()
    title, number = dialog.fields["title"], dialog.fields["number"]
    number.setFocus()
    dialog.accept_button.click()
    assert dialog.focusWidget() is title
    assert title.property("is_amiss")
    assert title.accessibleDescription() == "A title is needed. In a few words."
    assert told(dialog).count("A title is needed.") == 1
    QTest.keyClicks(title, "Radar")
    assert not title.property("is_amiss")
    assert title.accessibleDescription() == "In a few words."
    dialog.accept_button.click()
    settle()
    assert dialog.focusWidget() is number
    assert number.property("is_amiss")
    assert told(dialog).count("Another case has it.") == 1
    dialog.accept_button.click()
    settle()
    assert not number.property("is_amiss")
    assert told(dialog).count("Nothing can be saved.") == 1


def test_a_complaint_about_a_day_is_said_once(opened: Opened) -> None:
    dialog, _heard = opened(DATED._replace(may_lack=False, value=None))
    dialog.accept_button.click()
    settle()
    assert len([said for said in told(dialog) if "No date is given." in said]) == 1
    assert dialog.focusWidget() is dialog.fields["dated"]


def test_nothing_moves_when_a_complaint_about_a_day_comes_and_goes(opened: Opened) -> None:
    dialog, _heard = opened(
        DATED._replace(is_short=True),
        DATED._replace(name="sent", is_short=True, help="By the letter."),
        Field("title", "Title"),
        accept="Add",
    )

    def places() -> list[tuple[int, int]]:
        settle()
        parts = (dialog, *dialog.fields.values(), dialog.accept_button, dialog.cancel_button)
        return [(part.mapToGlobal(part.rect().topLeft()).y(), part.height()) for part in parts]

    dated = dialog.fields["dated"]
    assert isinstance(dated, DateField)
    before = places()
    for entered in ("", "soon", "2026-02-30", "11/2/2026", "2026-05-01"):
        dated.setText(entered)
        dated.tell()
        assert places() == before, entered


def test_nothing_moves_when_a_remark_comes_and_goes(opened: Opened) -> None:
    dialog, _heard = opened(
        Field("title", "Title"), remark=lambda title: "One would not have expected this title." * bool(title)
    )
    button, title = dialog.accept_button, dialog.fields["title"]
    before = button.mapToGlobal(button.rect().topLeft())
    for entered in ("Gift", ""):
        title.setText(entered)  # type: ignore[attr-defined]
        title.editingFinished.emit()  # type: ignore[attr-defined]
        settle()
        assert any("not have expected" in said for said in told(dialog)) is bool(entered)
        assert button.mapToGlobal(button.rect().topLeft()) == before


def test_what_was_said_of_a_field_leaves_its_room_behind(opened: Opened) -> None:
    dialog, _heard = opened(Field("title", "Title", missing="A document needs a title."), Field("page", "Page"))
    dialog.accept_button.click()
    settle()
    page, button = dialog.fields["page"], dialog.accept_button
    told_at = (page.mapTo(dialog, page.rect().topLeft()).y(), button.mapTo(dialog, button.rect().topLeft()).y())
    QTest.keyClicks(dialog.fields["title"], "Contract")
    settle()
    assert told_at == (
        page.mapTo(dialog, page.rect().topLeft()).y(),
        button.mapTo(dialog, button.rect().topLeft()).y(),
    )


@pytest.mark.parametrize(("width", "is_row"), [(700, True), (360, False)])
def test_no_button_is_cut_off_where_a_row_of_them_is_wider_than_the_dialog(
    opened: Opened, width: int, is_row: bool
) -> None:
    ways = tuple(OtherWay(f"Way {number}", lambda: None) for number in (1, 2))
    dialog, _ = opened(FIELDS[1], accept="Compare with what was entered", other_ways=ways, width=width)
    buttons = [dialog.cancel_button, *dialog.extra.findChildren(Button), dialog.accept_button]
    assert len(buttons) == 4
    assert all(each.width() >= each.sizeHint().width() for each in buttons)
    assert all(dialog.rect().contains(QRect(each.mapTo(dialog, QPoint()), each.size())) for each in buttons)
    assert (len({each.mapTo(dialog, QPoint()).y() for each in buttons}) == 1) is is_row
