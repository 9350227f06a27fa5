"""A form as a value: what it asks, and what is done with what was entered; the kit builds the dialog of any."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import PurePath
from typing import NamedTuple

from app.domain.register.particulars import missing_reason
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.session import Reply
from app.wording.language import Words

#: What may be chosen: the codes with their names.
Choices = tuple[tuple[object, str], ...]


class ChosenFile(NamedTuple):
    """A file that was chosen, with its digest; where this is empty it is still to be read. Without a path, none.

    Of a file that was chosen at another time the path is only its name.
    """

    sha256: str = ""
    path: str = ""

    def __str__(self) -> str:
        """The path: empty where none was chosen."""
        return self.path

    @property
    def name(self) -> str:
        """What the file is called, without its path."""
        return PurePath(self.path).name


NO_FILE = ChosenFile()


class FieldKind(Enum):
    """What a field takes. It hands in a text, a date or None, the code of a choice, a `ChosenFile`, what stands in its
    rows."""

    LINE = "line"
    LONG_TEXT = "long text"
    DATE = "date"
    CHOICE = "choice"
    FILE = "file"
    #: A text that is not shown, copied or said again.
    SECRET = "secret"
    #: The same fields several times, as `Rows` says.
    ROWS = "rows"


class Adding(NamedTuple):
    """How a form adds to the choices of a field: its button, its own form, and the choices there are afterwards.

    What comes of that form is chosen. `nothing` is said as long as there is nothing to choose.
    """

    label: str
    form: Callable[[], Form]
    choices: Callable[[], Choices]
    nothing: str


class NamedRow(NamedTuple):
    """A row that is there from the start: its key, what it is called, and what is asked in it."""

    key: object
    label: str
    help: str = ""


class Rows(NamedTuple):
    """What a field holds that has the same fields several times: `fields` in each row.

    Rows that are named are all there; a row has its further fields once something stands in its first. Else rows are
    added by a button, and taken away. What is handed in is a tuple of rows, each a tuple of its key and of the values
    of its fields; the key of a row that was added is its number. A row in which nothing stands is left out.
    """

    fields: tuple[Field, ...]
    named: tuple[NamedRow, ...] = ()
    #: The button that adds a row, and what a row is called, with its number for {n}.
    add: str = ""
    one: str = ""
    take_away: str = ""


class OtherWay(NamedTuple):
    """A way out of a form that is no cancelling: a button that opens another form in its place."""

    label: str
    go: Callable[[], None]


class Field(NamedTuple):
    """One field of a form, with what stands in it at first; of a choice None is the first of them."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    value: object = ""
    help: str = ""
    #: What is said where nothing is entered; empty where nothing has to be.
    missing: str = ""
    #: It takes half of a row, where there is room for two.
    is_short: bool = False
    #: What has to be typed, letter for letter, before the form can be handed in.
    repeat: str = ""
    #: Of a long text: its height in pixels at 100 %.
    height: int = 84
    #: Of a date: how it is read, and whether there may be none.
    days: DayReader | None = None
    may_lack: bool = False
    choices: Choices = ()
    adding: Adding | None = None
    rows: Rows | None = None
    #: Of a file: reads it from its path, and replies with its digest; None where it is not chosen any more.
    read: Callable[[str, Reply], None] | None = None
    #: What is wrong with what stands in it.
    complaint: str = ""

    @property
    def untouched(self) -> object:
        """What is handed in where nothing was entered."""
        return self.choices[0][0] if self.value is None and self.choices else self.value


def _nothing(**_: object) -> None:
    """There is only something to read."""


class Form(NamedTuple):
    """What is asked before something is done. Without fields it asks only for a confirmation.

    `act` gets the value of each field by the field's name, and the reply that it has to send. Where `accept` is empty
    there is nothing to do, only to read: it is closed, and `act` is not called.
    """

    title: str
    explanation: str
    accept: str
    act: Callable[..., None] = _nothing
    fields: tuple[Field, ...] = ()
    #: The way out; empty is "Cancel".
    cancel: str = ""
    #: Above the fields: what it is about in a line, then label by label, and what comes of it.
    about: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    consequences: tuple[str, ...] = ()
    #: What is too long to be written down by hand, and is copied by a button of its own.
    to_copy: str = ""
    #: Below the fields, small.
    note: str = ""
    #: What is done lasts, or loses something: only its own button does it. Enter does not do it from a field, and where
    #: there is none takes the way out.
    is_lasting: bool = False
    #: In pixels at 100 %.
    width: int = 520
    #: What is noticed about what stands in the fields, each by its name; it keeps nobody from anything.
    remark: Callable[..., str] | None = None
    #: What becomes of what was entered, each by its field's name, where the form is left without its act.
    leave: Callable[..., None] | None = None
    other_ways: tuple[OtherWay, ...] = ()

    def hand_in(self, reply: Reply | None = None, **entered: object) -> None:
        """Does what the form is for with what was entered; where nothing was, with what stood in the field at first."""
        self.act(reply=reply, **{field.name: field.untouched for field in self.fields} | entered)


def reason_field(words: Words) -> Field:
    """Asks why."""
    missing = words.error(missing_reason())
    return Field("reason", words._("Reason"), FieldKind.LONG_TEXT, missing=missing, height=96)
