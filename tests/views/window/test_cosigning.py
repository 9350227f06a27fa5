"""Checkpoints that go to another office and come back, and two copies side by side, from the ledger of the window."""

from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from app.domain.ledger.checkpoint import Checkpoint, cosigned, cosigned_at, origin_of, read_note, signed
from app.domain.ledger.moments import read_moment
from app.domain.register.events import CheckpointCosigned
from app.storage.register.signing import SigningKey, holds
from app.views.kit.file_field import FileField
from app.views.kit.form_dialog import FormDialog
from app.views.window.comparison_dialog import ComparisonDialog
from app.views.window.ledger_dialog import LedgerDialog
from app.wording.language import Language
from tests.builders import UUID, an_official, opened
from tests.fakes import TickingClock
from tests.viewmodels.window.test_register_model import Desk
from tests.views.conftest import settle
from tests.views.hands import press, seen, told
from tests.views.window.test_ledger_dialog import desk, ledger, window  # noqa: F401  fixtures

THEIRS = SigningKey(sha256(b"the other office").digest())
NAME = origin_of("0197f2a4-33cc-7c3e-9d4b-5a6b7c8d9e0f")
SECOND = 1_796_085_016


def asked(ledger: LedgerDialog) -> FormDialog:  # noqa: F811
    """The form that is open."""
    settle()
    (dialog,) = seen(ledger, FormDialog)
    return dialog


def with_file(dialog: FormDialog, path: Path) -> None:
    """Chooses a file in a form."""
    (field,) = dialog.findChildren(FileField)
    field.take_file(str(path))
    settle()


def saved(ledger: LedgerDialog, path: Path) -> str:  # noqa: F811
    """The newest checkpoint, as it is saved to a file."""
    ledger.model.save_checkpoint(str(path))
    settle()
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", Language)
def test_a_checkpoint_goes_to_another_office_and_comes_back(
    desk: Desk,  # noqa: F811
    ledger: LedgerDialog,  # noqa: F811
    tmp_path: Path,
    language: Language,
) -> None:
    desk.session.language.switch(language)
    path, work = tmp_path / "kept.txt", desk.register.work
    note = saved(ledger, path)
    size = work.events.count()
    assert note == work.cosignatures.checkpoint(size)
    assert str(path) in told(ledger)
    path.write_text(cosigned(note, NAME, bytes.fromhex(THEIRS.public), SECOND, THEIRS.sign), encoding="utf-8")
    press(ledger.take_button)
    dialog = asked(ledger)
    with_file(dialog, path)
    field, office = dialog.fields["cosigner"], dialog.fields["office"]
    assert isinstance(field, QLineEdit)
    assert isinstance(office, QComboBox)
    QTest.keyClicks(field, f"{NAME}={'0' * 63}x")
    office.setCurrentIndex(office.findData("mofa"))
    press(dialog.accept_button)
    settle()
    assert dialog.isVisible(), "what was entered stays, with what is wrong"
    assert work.cosignatures.all() == ()
    field.clear()
    QTest.keyClicks(field, f"{NAME}={THEIRS.public}")
    press(dialog.accept_button)
    settle()
    assert not seen(ledger, FormDialog)
    (kept,) = work.cosignatures.all()
    assert (kept.size, kept.office, kept.second) == (size, "mofa", SECOND)
    event = work.events.numbered(work.events.count())
    assert CheckpointCosigned(**event.body) == CheckpointCosigned(size, NAME, THEIRS.public, "mofa", SECOND)
    (says,) = ledger.model.says().cosigned
    assert {Language.EN: "Ministry of Foreign Affairs", Language.JA: "外務省"}[language] in says
    assert str(size) in says
    assert says in told(ledger)


def test_the_checkpoint_of_another_office_is_signed_in_its_file(
    desk: Desk,  # noqa: F811
    ledger: LedgerDialog,  # noqa: F811
    tmp_path: Path,
) -> None:
    path, before = tmp_path / "theirs.txt", desk.register.work.events.count()
    made = Checkpoint(NAME, 5, bytes(32), read_moment("2026-11-01T00:00:00.000000Z"))
    path.write_text(signed(made, bytes.fromhex(THEIRS.public), THEIRS.sign), encoding="utf-8")
    press(ledger.cosign_button)
    dialog = asked(ledger)
    with_file(dialog, path)
    press(dialog.accept_button)
    said = told(asked(ledger))
    key = desk.register.work.cosignatures.checkpoint_key()
    assert f"{origin_of(UUID)}={key}" in said
    assert cosigned_at(read_note(path.read_bytes()), origin_of(UUID), bytes.fromhex(key), holds) is not None
    assert desk.register.work.events.count() == before
    press(asked(ledger).copy_button)
    assert QApplication.clipboard().text() == f"{origin_of(UUID)}={key}"
    QTest.keyClick(asked(ledger), Qt.Key.Key_Return)
    settle()
    assert not seen(ledger, FormDialog)
    content = path.read_bytes()
    press(ledger.cosign_button)
    with_file(asked(ledger), path)
    press(asked(ledger).accept_button)
    assert "has signed this checkpoint already" in told(asked(ledger))
    assert path.read_bytes() == content


def test_who_keeps_no_records_is_told_who_does_it(desk: Desk, ledger: LedgerDialog) -> None:  # noqa: F811
    desk.session.act_as("reviewer")
    settle()
    for button in (ledger.save_button, ledger.cosign_button, ledger.take_button):
        assert not button.isEnabled()
        assert "records keeper" in button.toolTip()
    assert ledger.compare_button.isEnabled()


@pytest.mark.parametrize("language", Language)
def test_a_copy_that_went_its_own_way_is_shown_side_by_side(
    desk: Desk,  # noqa: F811
    ledger: LedgerDialog,  # noqa: F811
    tmp_path: Path,
    language: Language,
) -> None:
    desk.session.language.switch(language)
    copy = tmp_path / "copy.sekisho"
    desk.register.work.save_copy(str(copy))
    common = desk.register.work.events.count()
    with opened(copy) as work:
        an_official(work, TickingClock()).a_case(number="THERE")
    desk.register.a_case(number="HERE")
    ledger.model.compare(str(copy))
    settle()
    (dialog,) = seen(ledger, ComparisonDialog)
    said = told(dialog)
    first, _, rest = said.partition(str(desk.files.path))
    ours, _, theirs = rest.partition(str(copy))
    assert str(common) in first
    assert ("HERE" in ours, "THERE" in ours, "THERE" in theirs) == (True, False, True)
    dialog.accept()
    ledger.model.compare(str(desk.files.path))
    settle()
    assert not seen(ledger, ComparisonDialog), "with itself there is nothing to compare"
    assert str(desk.files.path) in told(ledger)
