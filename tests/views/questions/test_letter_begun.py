"""A letter that was begun is there when one comes back to it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.views.kit.form_dialog import FormDialog
from tests.viewmodels.surroundings import MISSILES
from tests.views.conftest import settle
from tests.views.hands import OpenCase, seen

TYPED = {"number": "防装庁第123号", "addressee": "経済産業大臣", "reply_by": "令和8年13月", "contact": "国際装備課"}


def test_what_was_typed_in_a_letter_that_was_left_stands_there_again(open_case: OpenCase) -> None:
    view = open_case({**MISSILES, "destination": "CA", "careful_consideration": "no"})
    view.show_query()
    settle()
    (dialog,) = seen(view, FormDialog)
    for name, text in TYPED.items():
        field = dialog.fields[name]
        assert isinstance(field, QLineEdit)
        field.setText(text)
    sender = dialog.fields["sender"]
    assert isinstance(sender, QPlainTextEdit)
    sender.setPlainText("防衛装備庁\n防衛 太郎")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert not seen(view, FormDialog)
    view.show_query()
    settle()
    (again,) = seen(view, FormDialog)
    assert {name: again.fields[name].text() for name in TYPED} == TYPED  # type: ignore[attr-defined]
    assert again.fields["sender"].toPlainText() == "防衛装備庁\n防衛 太郎"  # type: ignore[attr-defined]
