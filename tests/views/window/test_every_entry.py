"""Nothing that is typed, pasted, dropped or committed by an input method is ever replaced, cut or mended in silence.

It arrives letter for letter, but for blanks around it, or is refused in sight with what was typed still standing there.
"""

import ast
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from app.views.kit import line_edit
from app.views.kit.date_field import DateField
from app.views.kit.form_dialog import FormDialog
from app.views.kit.form_fields import LongText
from app.views.kit.line_edit import LineEdit
from app.views.kit.picker_list import PickerList
from app.views.kit.prose import Prose
from app.views.window.main_window import MainWindow
from tests.builders import ROOT
from tests.conftest import HowMany
from tests.viewmodels.surroundings import Office
from tests.views.conftest import settle
from tests.views.entering import WAYS, Way, begin_anew, committed, dropped, pasted
from tests.views.entries import ANSWERS, ASSESSED_ON, PLACES, Desk, Entry, Place, entries, name_of, text_of, values
from tests.views.hands import seen
from tests.views.window.conftest import practice

#: Wide and half width, marks apart, a variant, a surrogate pair, a compatibility kanji, blanks of every kind inside,
#: and whatever a program is tempted to read as something else.
TAKEN = "=ＡＢﾊﾟｰか\u3099葛\U000e0100𠮷\ufa19e\u0301Å  二つ\u3000\u00a0<b>x</b>&amp;{brace}%s%1\\n\"'\u200d｡"
#: What is refused in most fields: breaks of the line, what can't be shown or turns the writing, what is too long.
DOUBTFUL = (
    *(f"Company A{each}Company B" for each in ("\r\n", "\r", "\t", "\u2028", "\u2029", "\0", "\u202e")),
    "\u200b",
    "\u3000 Company C\u00a0",
    "x" * 10_001,
)

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def desk(office: Office, open_window: OpenWindow, tmp_path: Path) -> Desk:
    """A window on a case."""
    window = open_window()
    window.model.open_case(office.case(ANSWERS, on=ASSESSED_ON).id)
    settle()
    return Desk(office, window, practice(tmp_path))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_entry_arrives_as_it_is_or_is_refused_in_sight(desk: Desk, how_many: HowMany) -> None:
    walk = Walk(desk, how_many(1, long=len(WAYS)), how_many(3, long=len(DOUBTFUL)))
    for name, place in PLACES.items():
        walk.go_through(name, place)
    assert not walk.complaints, "\n".join(walk.complaints)


class Walk:
    """Goes through the fields of places, and collects what becomes of texts without being said."""

    def __init__(self, desk: Desk, ways: int, doubts: int) -> None:
        """Each field takes so many ways and doubtful texts, the next field the next ones."""
        self.desk = desk
        self.complaints: list[str] = []
        self._ways, self._doubts = cycle(WAYS), zip(cycle(DOUBTFUL), cycle((pasted, committed, dropped)), strict=False)
        self._how_many = ways, doubts
        self._numbers = count(1)
        self._root: QWidget | None = None

    def go_through(self, name: str, place: Place) -> None:
        """Enters what is taken, and what is doubtful."""
        self._name, self._place, self._root = name, place, None
        #: What is said as a caution where everything is taken.
        self._calm: set[str] = set()
        self._go_through(place)
        for dialog in seen(self.desk.window, QDialog):
            # Left by a person it asks what is to become of its entries.
            dialog.done(QDialog.DialogCode.Rejected)
        self.desk.window.activateWindow()
        settle()

    def _go_through(self, place: Place) -> None:
        found = _names(self._there())
        if found != place.fields:
            self._complain(f"the fields are {found}")
            return
        ways, doubts = self._how_many
        for way in islice(self._ways, ways):
            if isinstance(self._there(), FormDialog):
                self._hand_in(self._fill(way))
            else:
                for at in range(len(found)):
                    entry = entries(self._there())[at]
                    self._hand_in({entry: self._enter(entry, way)})
        for at in range(len(found)):
            for text, way in islice(self._doubts, doubts):
                self._doubt(at, text, way)
            entry = entries(self._there())[at]
            taken = self._enter(entry, pasted)
            if not isinstance(self._there(), FormDialog):
                # What is still refused in a field is said beside the next one too.
                self._hand_in({entry: taken})

    def _doubt(self, at: int, text: str, way: Way) -> None:
        is_new = not _is_alive(self._root)
        if isinstance(self._there(), FormDialog) and is_new:
            self._fill(pasted)
        entry = entries(self._there())[at]
        self._put(entry, text, way)
        self._hand_in({entry: text})

    def _there(self) -> QWidget:
        """The place, opened anew where it has gone."""
        root = self._root
        if root is None or not _is_alive(root) or _names(root) != self._place.fields:
            root = self._root = self._place.open(self.desk)
        return root

    def _fill(self, way: Way) -> dict[Entry, str | date]:
        return {entry: self._enter(entry, way) for entry in entries(self._there())}

    def _enter(self, entry: Entry, way: Way) -> str | date:
        """Enters what the field takes, and no other has."""
        number = next(self._numbers)
        if isinstance(entry, DateField):
            value = date(2026, 12 if name_of(entry) in _LATER else 5, 1 + number % 28)
            self._put(entry, f"令和８年{value.month}月{value.day}日", way)
            return value
        text = f"{TAKEN}〔{number}〕"
        self._put(entry, text, way)
        return text

    def _put(self, entry: Entry, text: str, way: Way) -> None:
        begin_anew(entry)
        way(entry, text)
        if text_of(entry) != _standing(entry, text):
            self._complain(f"{name_of(entry)}: {way.__name__} {_short(text)} stands as {_short(text_of(entry))}")

    def _hand_in(self, entered: dict[Entry, str | date]) -> None:
        """Hands in what was entered. It is kept, or something is said and it stands."""
        root, names = self._there(), {entry: name_of(entry) for entry in entered}
        searches = [entry for entry in entered if self._is_search(entry)]
        standing = {entry: text_of(entry) for entry in entered}
        button = root.accept_button if isinstance(root, FormDialog) else None
        if button is not None and not button.isEnabled():
            return
        self._place.hand_in(root, next(iter(entered)))
        settle()
        kept = set(values(self._place.kept(self.desk)))
        for entry, value in entered.items():
            said = f"{names[entry]}: {_short(standing[entry])}"
            # What is refused beside a question stands in the form of the line.
            stands = (names[entry], standing[entry]) in [
                (name_of(each), text_of(each)) for each in entries(self.desk.window)
            ]
            if entry in searches:
                if not stands or (self._place.is_search and kept and standing[entry] not in kept):
                    self._complain(f"{said} is not looked for as it stands")
            elif _is_kept(value if isinstance(value, date) else standing[entry], kept):
                # What is kept was entered before, where the dialog still stands: it was not taken.
                if not (isinstance(root, FormDialog) and _is_alive(root)):
                    self._calm = _cautions(root) if _is_alive(root) else set()
            else:
                if not stands:
                    self._complain(f"{said} is neither kept nor stands in the field")
                if not _is_alive(root) or not _cautions(root) - self._calm:
                    self._complain(f"{said} is not kept, and nothing is said")

    def _is_search(self, entry: Entry) -> bool:
        return self._place.is_search or isinstance(entry.parentWidget(), PickerList)

    def _complain(self, what: str) -> None:
        self.complaints.append(f"{self._name}: {what}")


#: Days that are later than another of the same form, or than the day of the edition.
_LATER = {
    *("Answer asked for by", "In force from", "Received until", "Assessed until"),
    *("Date on the paper", "Valid until"),
}


def _standing(entry: Entry, text: str) -> str:
    """What stands in a field of what came into it: where there are several lines, a break is a break."""
    if isinstance(entry, LongText):
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    return text


def _is_kept(wanted: str | date, kept: set[object]) -> bool:
    """Whether it has come to what is kept, as it is or in what is written of it."""
    if isinstance(wanted, date):
        return wanted in kept
    texts = [each for each in kept if isinstance(each, str)]
    return wanted in texts or (bool(wanted.strip()) and any(wanted.strip() in each for each in texts))


def _cautions(root: QWidget) -> set[str]:
    """What is said on a part of the screen in the colour of a warning."""
    return {each.text() for each in seen(root, Prose) if each.text() and each._token == "caution"}


def _names(root: QWidget | None) -> tuple[str, ...]:
    return () if root is None else tuple(map(name_of, entries(root)))


def _is_alive(widget: QWidget | None) -> bool:
    return widget is not None and isValid(widget) and widget.isVisible()


def _short(text: str) -> str:
    return ascii(text if len(text) < 80 else f"{text[:20]}… ({len(text)})")


# -- the walk itself: that it knows every field, and sees what becomes of a text

_APP = ROOT / "app"
#: What makes a field, of whatever kind.
_MAKERS = {"LineEdit", "SearchField", "LongText", "DateField", "PickerList", "PickerField", "make_field", "add_field"}
#: Where a passphrase or a recovery code is typed: it is read as it is meant, and kept nowhere.
_OF_SECRETS = {
    *("confirming_form", "lost_passphrase_form", "making_form", "new_keys_form", "own_passphrase_form"),
    *("recovering_form", "sheet_form", "unlock_window"),
}
#: Forms that ask for a file, a choice or a word of consent, and for no text.
_WITHOUT_TEXT = {
    "_answer_form",
    "_ask",
    "_choosing_form",
    "_filled_form",
    "_not_now",
    "_reading",
    "_signed_form",
    "coming_back_form",
    "cosigning_form",
    "_open",
    "_tell_copy",
    "_tell_left",
    "_tell_saved",
    "_warning",
    "_where_is",
    "example_form",
    "exchange_form",
    "filling_form",
    "keeping_form",
    "leaving_form",
    "line_removal_form",
    "papers_form",
    "preview_form",
    "recording_again_form",
    "request_form",
    "unlinking_form",
}


def _calls(file: Path, wanted: set[str]) -> Iterator[str]:
    """The functions of a file in which one of these is called."""
    for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            called = (each.func for each in ast.walk(function) if isinstance(each, ast.Call))
            if any(isinstance(each, ast.Name) and each.id in wanted for each in called):
                yield function.name


def test_the_walk_knows_every_form() -> None:
    made = {name for file in (_APP / "viewmodels").rglob("*.py") for name in _calls(file, {"Form"})}
    assert made - _OF_SECRETS == {place.form for place in PLACES.values() if place.form} | _WITHOUT_TEXT


def test_the_walk_knows_every_screen_with_a_field() -> None:
    made = {
        file.stem for file in (_APP / "views").rglob("*.py") if file.parent.name != "kit" and any(_calls(file, _MAKERS))
    }
    assert made - _OF_SECRETS == {stem for place in PLACES.values() for stem in place.made_in}


@pytest.mark.parametrize("defect", ["stripped", "cut", "one line made of several", "mended when it is left"])
def test_the_walk_sees_what_becomes_of_a_text(desk: Desk, monkeypatch: pytest.MonkeyPatch, defect: str) -> None:
    read = LineEdit.text
    if defect == "stripped":
        monkeypatch.setattr(LineEdit, "text", lambda field: " ".join(read(field).split()))
    elif defect == "cut":
        monkeypatch.setattr(line_edit, "_LONGEST", 9_000)
    elif defect == "one line made of several":
        monkeypatch.setattr(LineEdit, "text", lambda field: read(field).replace("\n", " "))
    else:
        composed = partial(unicodedata.normalize, "NFC")
        monkeypatch.setattr(LongText, "written", lambda field: composed(field.document().toRawText()))
    walk = Walk(desk, 1, len(DOUBTFUL))
    for name in ("withdrawal", "reopening") if defect == "mended when it is left" else ("new line",):
        walk.go_through(name, PLACES[name])
    assert walk.complaints
