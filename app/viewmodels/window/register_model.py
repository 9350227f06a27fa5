"""The register as a file: looked after in every pause, checked, copied, exchanged for another one."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.domain.errors import Damaged, Mendable
from app.services.checking_tail import DamagedEnd, TailCheck
from app.services.reading import Tended, read_case, tend_register
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Reply, Session, TroubleSays
from app.viewmodels.window.copies_model import CopiesModel, CopyFiles
from app.viewmodels.window.leaving_model import entry_says
from app.viewmodels.window.making_model import making_form
from app.viewmodels.window.recent_registers import kept_list, note_recent, recent_registers

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.ids import CaseId
    from app.domain.law.law_on_record import LawOnRecord
    from app.domain.register.cases import Case
    from app.domain.register.people import NewPerson
    from app.services.comparing_ledgers import Diverged
    from app.services.ports import RegisterHeading, Report, RiskyPlace, UnitOfWork
    from app.viewmodels.case.case_model import CaseModel
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.session.unsaved_model import Entry, EntryField

#: How often a pause is used to look after the file of the register, in milliseconds.
_BETWEEN_PAUSES = 2_000
#: When the file is checked after the window was opened, in milliseconds.
_BEFORE_THE_CHECK = 4_000
#: When the end of the ledger is looked at: nobody who begins to work waits for it.
_BEFORE_THE_LEDGER = 1_500
#: The name under which it is kept for which registers the warning was given.
_WARNED = "warned"


class Carried(NamedTuple):
    """What was entered and is not saved, to be taken along: from which register it is, and the numbers of its cases."""

    entries: dict[EntryField, Entry]
    register: str
    numbers: dict[CaseId, str]


#: Nothing is taken along.
NOTHING_CARRIED = Carried({}, "", {})


class RegisterFiles(Protocol):
    """The files of registers; paths are texts."""

    #: The register that is open.
    path: str
    #: What is to be said where it was opened in the place of the one last worked in.
    stands_in: Mendable | None
    #: Where all that was saved in it was kept once, if that was written later than what was opened; else empty.
    newer_copy: str

    @property
    def copies(self) -> CopyFiles:
        """The copies that are kept of it."""

    def check(self, path: str) -> str:
        """The whole path of another register; `Mendable` where it can't be opened, or is open here."""

    def make_live(self, path: str, office: str, person: NewPerson, passphrase: str) -> None:
        """Make a live register, and take what was typed for opening it; `Mendable` where none can be made."""

    def absence(self, path: str) -> Mendable | None:
        """Why a register can't be opened that was open once; None where there is a file."""

    def copy_name(self) -> str:
        """What a copy of the open register may be called."""

    def damage(self, report: Report) -> Damaged | None:
        """What is to be said of the open register where its file is damaged; it takes long."""

    def risky_place(self) -> RiskyPlace | None:
        """What makes the place of the open register risky."""

    def little_room(self) -> Mendable | None:
        """What is to be said where the drive of the open register is nearly full."""

    def compare(self, path: str) -> Diverged:
        """Where the open register and a copy of it part; `Mendable` where it is none. It takes long."""

    def holds(self, public_key: bytes, signature: bytes, message: bytes) -> bool:
        """Whether the private half of a key made this signature of a message."""


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
        self.copies = CopiesModel(session, preferences, files.copies, files.path, self)
        self.copies.form_wanted.connect(self.form_wanted)
        self.copies.restore_wanted.connect(self.open_anew)
        self.session = session
        self.files = files
        self._preferences = preferences
        self.heading: RegisterHeading | None = None
        #: What was in the way when a pause was used.
        self.pause_trouble: Mendable | None = None
        #: What is to be said where the drive is nearly full.
        self.little_room: Mendable | None = None
        #: What is wrong with the end of the ledger.
        self.ledger_trouble: Mendable | None = None
        #: The law of the register that the screens show; None until the register was looked into.
        self._law: LawOnRecord | None = None
        self._is_tending = False
        self._check: Reply | None = None
        #: The cases into which entries are being carried.
        self._carrying: list[CaseModel] = []
        self._pauses = QTimer(self)
        self._pauses.setInterval(_BETWEEN_PAUSES)
        self._pauses.timeout.connect(self.tend)
        self._glance = QTimer(self, interval=_BEFORE_THE_LEDGER, singleShot=True)
        self._look: TailCheck | None = None
        self._glance.timeout.connect(self.look_at_ledger)
        self._first_check = QTimer(self)
        self._first_check.setSingleShot(True)
        self._first_check.timeout.connect(self.check)
        session.write_failed.connect(self.tend)

    # -- the file

    def look_after(self) -> None:
        """From now on looks after the file in every pause; once, it is checked whole."""
        self._pauses.start()
        self._look_for_room()
        self._glance.start()
        self._first_check.start(0 if self.session.is_being_checked else _BEFORE_THE_CHECK)

    def come_back(self) -> None:
        """Looks after it at once: somebody turns to the window again, and is to see how it stands."""
        if self._pauses.isActive():
            self._look_for_room()
            self.tend()

    def _look_for_room(self) -> None:
        was, self.little_room = self.little_room, self.files.little_room()
        if str(was) != str(self.little_room):
            self.headed.emit(self.heading)

    def close(self) -> None:
        """Looks after nothing any more."""
        self._pauses.stop()
        self._glance.stop()
        self._first_check.stop()
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
        # What could not be looked through is not written into.
        self._check.refused.connect(self.session.tell_refused)
        self.session.read_aside(self.files.damage, self._check)

    def _checked(self, damage: Damaged | None) -> None:
        self._check = None
        if damage is not None:
            self.session.note_fault(damage)
            self.session.run(lambda work: work.give_up(damage), lambda _: self.tend(), self.session.tell)
        # What waited comes after it: a damaged register is written into no more.
        self.session.end_check()

    def look_at_ledger(self) -> None:
        """Looks whether the end of the ledger is as it was written: in steps, between which others are served."""
        check = self._look = self._look or TailCheck(self.files.holds)

        def take(wrong: DamagedEnd | None) -> None:
            if wrong is not None:
                self.ledger_trouble = wrong
                self.session.note_fault(wrong)
                self.headed.emit(self.heading)
            elif not check.is_finished:
                self._glance.start(0)
            if check.is_finished:
                self._look = None

        self.session.run(check.step, take, self.session.tell)

    def take_heading(self, heading: RegisterHeading) -> None:
        """Notes what the register says of itself."""
        self._law = self._law or self.session.shelf.on_record
        is_first = self.heading is None
        self.heading = heading
        if is_first:
            self._warn(heading.uuid)
            self.copies.take(heading.uuid)
            if self.files.stands_in is None:
                self._note_recent()
            else:
                # Where nothing is done in it, the next start looks for the other one again.
                said = self.session.words.error(self.files.stands_in)
                self.session.trouble.emit(TroubleSays(self.session.words._("Another register was opened"), said, ""))
                self.session.written.connect(self._note_recent, Qt.ConnectionType.SingleShotConnection)
            self.look_after()

    # -- a risky place

    def _warn(self, uuid: str) -> None:
        """Warns once of a place in which a register can be lost."""
        place = self.files.risky_place()
        warned = kept_list(self._preferences.read(_WARNED))
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
            )
        )

    # -- other registers

    def says(self) -> RegisterSays:
        """The words about this register, and those that were open before it."""
        words = self.session.words
        recent = []
        for register in recent_registers(self._preferences):
            if register.path != self.files.path:
                absence = self.files.absence(register.path)
                day = words.moment(register.opened_at)
                text = words._("{path} (last opened {day})", path=register.path, day=day)
                recent.append(RecentSays(register.path, text, "" if absence is None else words.error(absence)))
        return RegisterSays(self.files.path, tuple(recent))

    def propose_live(self, path: str) -> None:
        """Asks what a new live register at a path begins with, and opens it."""

        def made() -> None:
            self.exchange_wanted.emit(path, NOTHING_CARRIED)

        self.form_wanted.emit(making_form(self.session, path, self.files.make_live, made))

    def open_anew(self) -> None:
        """Closes this register and opens it again; what is not saved stays till it is, or is told."""
        self.exchange_wanted.emit(self.files.path, NOTHING_CARRIED)

    def open_other(self, path: str) -> None:
        """Opens another register in this one's place, once it is known that it can be opened."""
        try:
            whole = self.files.check(path)
        except Mendable as error:
            self.session.tell(error)
        else:
            self.exchange_wanted.emit(whole, NOTHING_CARRIED)

    @property
    def way_out(self) -> tuple[str, Callable[[], None]] | None:
        """How to go on where the file is not what was opened any more, or a newer copy of it was kept: what the way is
        called, and how to go it."""
        heading, _ = self.heading, self.session.words._
        if heading is None:
            return None
        if heading.trouble is None:
            if not self.files.newer_copy:
                return None
            return _("Open the copy"), partial(self.exchange_wanted.emit, self.files.newer_copy, NOTHING_CARRIED)
        name, path = (_("Go on in the copy"), heading.kept_in) if heading.kept_in else (_("Open it again"), "")
        return name, partial(self._exchange, path or self.files.path, heading.uuid)

    def _exchange(self, path: str, uuid: str) -> None:
        """Opens what this register has become, and takes along what could not be saved in it."""
        unsaved = self.session.unsaved
        self.exchange_wanted.emit(path, Carried(unsaved.all(), uuid, unsaved.numbers))

    def carry(self, carried: Carried) -> None:
        """Saves here what could not be saved in the register that this one was, or of which it is a copy."""
        if not carried.entries:
            return
        if self.heading is None or self.heading.uuid != carried.register:
            self._tell_left(carried, carried.entries)
            return
        for case_id in dict.fromkeys(field.case_id for field in carried.entries):
            self.session.read(partial(_case, case_id), partial(self._carry_into, carried, case_id))

    def _carry_into(self, carried: Carried, case_id: CaseId, case: Case | None) -> None:
        entries = {field: entry for field, entry in carried.entries.items() if field.case_id == case_id}
        if case is None or case.particulars.number != carried.numbers[case_id]:
            self._tell_left(carried, entries)
            return
        lines = {None, *(line.id for line in case.lines)}
        model = self._open_case(case)
        self._carrying.append(model)
        for field, entry in entries.items():
            if field.line_id in lines:
                model.save_entry(field, entry)
        self._tell_left(carried, {field: entry for field, entry in entries.items() if field.line_id not in lines})

    def _tell_left(self, carried: Carried, entries: dict[EntryField, Entry]) -> None:
        """Shows what could not be carried over, word by word: it is nowhere else any more."""
        _ = self.session.words._
        if entries:
            self.form_wanted.emit(
                Form(
                    _("Not everything could be carried over"),
                    _(
                        "{path} holds no such case or line any more. What you entered is in no register: copy it from "
                        "here if you need it.",
                        path=self.files.path,
                    ),
                    accept="",
                    cancel=_("Close"),
                    consequences=tuple(
                        entry_says(self.session, carried.numbers[field.case_id], entry.name, entry.said)
                        for field, entry in entries.items()
                    ),
                    width=600,
                )
            )

    def _note_recent(self) -> None:
        note_recent(self._preferences, self.files.path, self.session.clock.machine.now())


def _case(case_id: CaseId, work: UnitOfWork) -> Case | None:
    try:
        return read_case(work, case_id)
    except LookupError:
        return None


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
