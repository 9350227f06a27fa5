"""The register as a file: looked after in every pause, checked, copied, exchanged for another one."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import Damaged, Mendable
from app.services.reading import Tended, read_case, tend_register
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Reply, Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.law.law_on_record import LawOnRecord
    from app.domain.register.cases import Case, CaseId
    from app.services.ports import RegisterHeading, Report, RiskyPlace, UnitOfWork
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.session.unsaved_model import Entry, EntryField

#: How often a pause is used to look after the file of the register, in milliseconds.
_BETWEEN_PAUSES = 2_000
#: When the file is checked after the window was opened, in milliseconds.
_BEFORE_THE_CHECK = 4_000
_MOST_RECENT = 8
#: The names under which it is kept which registers were open last, and for which the warning was given.
_RECENT, _WARNED = "registers", "warned"

#: What was entered and is not saved, to be taken along into another register.
Carried = dict["EntryField", "Entry"]


class RegisterFiles(Protocol):
    """The files of registers; paths are texts."""

    #: The register that is open.
    path: str

    def check(self, path: str) -> str:
        """The whole path of another register; `Mendable` where it can't be opened, or is open here."""

    def absence(self, path: str) -> Mendable | None:
        """Why a register can't be opened that was open once; None where there is a file."""

    def copy_name(self) -> str:
        """What a copy of the open register may be called."""

    def damage(self, report: Report) -> Damaged | None:
        """What is to be said of the open register where its file is damaged; it takes long."""

    def risky_place(self) -> RiskyPlace | None:
        """What makes the place of the open register risky."""


class RecentRegister(NamedTuple):
    """A register that was open once."""

    path: str
    opened_at: datetime


class RegisterSays(NamedTuple):
    """The words about the register and the others."""

    path: str
    recent: tuple[RecentSays, ...]


class RecentSays(NamedTuple):
    """A register that was open once, and why it can't be opened now."""

    path: str
    text: str
    absence: str


class RegisterModel(QObject):
    """Looks after the file of the register that is open, and leads to others."""

    #: What the register says of itself is another now.
    headed = Signal(object)
    form_wanted = Signal(object)
    #: Another register shall be opened in this one's place, with what could not be saved here.
    exchange_wanted = Signal(str, object)

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        files: RegisterFiles,
        open_case: Callable[[Case], CaseModel],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._open_case = open_case
        self.session = session
        self.files = files
        self._preferences = preferences
        self.heading: RegisterHeading | None = None
        #: What was in the way when a pause was used.
        self.pause_trouble: Mendable | None = None
        #: The law of the register that the screens show; None until the register was looked into.
        self._law: LawOnRecord | None = None
        self._is_tending = False
        self._check: Reply | None = None
        #: The cases into which entries are being carried.
        self._carrying: list[CaseModel] = []
        self._pauses = QTimer(self)
        self._pauses.setInterval(_BETWEEN_PAUSES)
        self._pauses.timeout.connect(self.tend)
        session.write_failed.connect(self.tend)

    # -- the file

    def look_after(self) -> None:
        """From now on looks after the file in every pause; once, it is checked whole."""
        self._pauses.start()
        QTimer.singleShot(_BEFORE_THE_CHECK, self, self.check)

    def come_back(self) -> None:
        """Looks after it at once: somebody turns to the window again, and is to see how it stands."""
        if self._pauses.isActive():
            self.tend()

    def close(self) -> None:
        """Looks after nothing any more."""
        self._pauses.stop()
        if self._check is not None:
            self._check.stop()

    def tend(self) -> None:
        """Uses a pause: what was saved is brought into the file, and it is seen whether it still is what was opened."""
        if not self._is_tending:
            self._is_tending = True
            self.session.run(tend_register, self._tended, self._not_tended)

    def _tended(self, tended: Tended) -> None:
        self._is_tending = False
        was, self.pause_trouble = self.pause_trouble, None
        if tended.heading != self.heading or was is not None:
            self.headed.emit(tended.heading)
        self._hear_of_law()
        if tended.was_changed_elsewhere:
            self.session.changed_elsewhere.emit()

    def _hear_of_law(self) -> None:
        """Tells the screens where another law has been learned than the one that they show."""
        was, self._law = self._law, self.session.shelf.on_record
        if was is not None and was is not self._law:
            self.session.law_changed.emit()

    def _not_tended(self, error: Exception) -> None:
        self._is_tending = False
        if not isinstance(error, Mendable):
            raise error
        if str(error) != str(self.pause_trouble):
            self.pause_trouble = error
            self.headed.emit(self.heading)

    def check(self) -> None:
        """Checks the whole file beside all other work; where it is damaged, nothing more is written into it."""
        self._check = Reply()
        self._check.taken.connect(self._checked)
        self.session.read_aside(self.files.damage, self._check)

    def _checked(self, damage: Damaged | None) -> None:
        self._check = None
        if damage is not None:
            self.session.note_fault(damage)
            self.session.run(lambda work: work.give_up(damage), lambda _: self.tend(), self.session.tell)

    def take_heading(self, heading: RegisterHeading) -> None:
        """Notes what the register says of itself."""
        self._law = self._law or self.session.shelf.on_record
        is_first = self.heading is None
        self.heading = heading
        if is_first:
            self._note_recent()
            self._warn(heading.uuid)
            self.look_after()

    # -- a risky place

    def _warn(self, uuid: str) -> None:
        """Warns once of a place in which a register can be lost."""
        place = self.files.risky_place()
        warned = _listed(self._preferences.read(_WARNED))
        if place is None or uuid in warned:
            return

        def note(reply: Reply | None) -> None:
            self._preferences.keep(_WARNED, json.dumps([*warned, uuid]))
            if reply is not None:
                reply.taken.emit(None)

        self.form_wanted.emit(_warning(self.session, self.files.path, place, note))

    # -- copies

    def save_copy(self, path: str) -> None:
        """Copies the register as it is into a new file, and tells where it is."""
        self.session.run(lambda work: work.save_copy(path), lambda _: self._tell_copy(path), self.session.tell)

    def _tell_copy(self, path: str) -> None:
        _ = self.session.words._
        self.form_wanted.emit(
            Form(
                _("A copy was saved"),
                _("It was read back and compared with the register, row by row: {path}", path=path),
                accept="",
                cancel=_("Close"),
                act=lambda **_: None,
            )
        )

    # -- other registers

    def says(self) -> RegisterSays:
        """The words about this register, and those that were open before it."""
        words = self.session.words
        recent = []
        for register in self._recent():
            if register.path != self.files.path:
                absence = self.files.absence(register.path)
                day = words.moment(register.opened_at)
                text = words._("{path} (last opened {day})", path=register.path, day=day)
                recent.append(RecentSays(register.path, text, "" if absence is None else words.error(absence)))
        return RegisterSays(self.files.path, tuple(recent))

    def open_other(self, path: str) -> None:
        """Opens another register in this one's place, once it is known that it can be opened."""
        try:
            whole = self.files.check(path)
        except Mendable as error:
            self.session.tell(error)
        else:
            self.exchange_wanted.emit(whole, {})

    @property
    def way_out(self) -> tuple[str, Callable[[], None]] | None:
        """How to go on where the file is not what was opened any more: what the way is called, and how to go it."""
        heading, _ = self.heading, self.session.words._
        if heading is None or heading.trouble is None:
            return None
        if heading.kept_in:
            unsaved = partial(self.exchange_wanted.emit, heading.kept_in, self.session.unsaved.all())
            return _("Go on in the copy"), unsaved
        return _("Open it again"), partial(self.exchange_wanted.emit, self.files.path, {})

    def carry(self, entries: Carried) -> None:
        """Saves here what could not be saved in the register of which this one is a copy."""
        for case_id in dict.fromkeys(field.case_id for field in entries):
            self.session.read(partial(_case, case_id), partial(self._carry_into, entries))

    def _carry_into(self, entries: Carried, case: Case) -> None:
        model = self._open_case(case)
        self._carrying.append(model)
        for field, entry in entries.items():
            if field.case_id == case.id:
                model.save_entry(field, entry)

    def _recent(self) -> list[RecentRegister]:
        recent = []
        for entry in _listed(self._preferences.read(_RECENT)):
            path, _, moment = entry.partition("\n")
            try:
                recent.append(RecentRegister(path, datetime.fromisoformat(moment)))
            except ValueError:
                continue  # written by nobody but a hand
        return recent

    def _note_recent(self) -> None:
        others = [register for register in self._recent() if register.path != self.files.path]
        recent = [RecentRegister(self.files.path, self.session.clock.now()), *others][:_MOST_RECENT]
        kept = [f"{register.path}\n{register.opened_at.isoformat()}" for register in recent]
        self._preferences.keep(_RECENT, json.dumps(kept, ensure_ascii=False))


def _case(case_id: CaseId, work: UnitOfWork) -> Case:
    return read_case(work, case_id)


def _listed(kept: str | None) -> list[str]:
    try:
        listed = json.loads(kept or "[]")
    except ValueError:
        return []
    return [entry for entry in listed if isinstance(entry, str)] if isinstance(listed, list) else []


def _warning(session: Session, path: str, place: RiskyPlace, note: Callable[[Reply | None], None]) -> Form:
    _ = session.words._
    if place.is_network:
        title = _("This register lies on another computer")
        explanation = _(
            "{path} lies on a network drive ({place}). Only one computer at a time may have it open, for reading too: "
            "two at once can damage it for good, and this program may not notice the other. Keep it on a disk of this "
            "computer, and put copies on the network drive.",
            path=path,
            place=place.name,
        )
    else:
        title = _("This register lies in a synchronised folder")
        explanation = _(
            "{path} lies in a folder that looks synchronised ({place}). When another computer changes it, its version "
            "can arrive here while you work. This program then writes nothing more and keeps your state in a third "
            "file; but the two have to be brought together by hand. Keep the register outside that folder, and put "
            "copies into it.",
            path=path,
            place=place.name,
        )
    return Form(
        title,
        explanation,
        accept=_("I have read this"),
        cancel=_("Remind me next time"),
        act=note,
        width=600,
    )
