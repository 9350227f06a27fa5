"""What every screen works with: the register behind its thread, the rulebook, the clock, the language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Damaged, GivenUp, Mendable
from app.domain.register.officers import how_officer_stands
from app.domain.register.people import person_at_desk
from app.domain.register.permissions import refusal_of_role, takes_a_case
from app.domain.register.way_back import refusal_of_taking_cases
from app.services.acting import Acting
from app.services.ports import Clock, RegisterRulebook, Report, Stopped, UnitOfWork
from app.services.register_clock import RegisterClock
from app.viewmodels.session.background import LetGo, Runner
from app.viewmodels.session.language_model import LanguageModel
from app.viewmodels.session.unsaved_model import Unsaved
from app.wording.language import Words
from app.wording.people_words import officer_said
from app.wording.phrases import Phrases

if TYPE_CHECKING:
    from app.domain.ids import CaseId, LineId
    from app.domain.law.rulebook import Edition
    from app.domain.register.events import Event
    from app.domain.register.people import Person
    from app.domain.register.way_back import RecoverySheet
    from app.services.ports import Seals
    from app.viewmodels.session.answer_steps import AnswerSteps
    from app.viewmodels.session.outlet import DocumentFiles, Outlet

_T = TypeVar("_T")

#: The key that changes who acts in a training register.
PERSON_KEY = "F9"


class TroubleSays(NamedTuple):
    """Something went wrong: what, why, and what to do."""

    title: str
    what: str
    advice: str


def field_of(error: Exception) -> str:
    """The name of the field that a mistake is about; empty where it is about none."""
    return str(error.params.get("field", "")) if isinstance(error, Mendable) else ""


class Reply(QObject):
    """Tells a form how what it handed in has fared. A form that is gone by then hears nothing."""

    #: With what came of it, where something did.
    taken = Signal(object)
    #: With the sentence that says what is wrong, why, and what to do.
    refused = Signal(str)
    #: How far it is, from 0 to 100.
    progressed = Signal(int)
    #: The name of the field that was refused, where it is one: known before `refused` is told.
    field = ""
    #: What is wrong with further fields, each by its name: as `field`.
    complaints: Mapping[str, str] = MappingProxyType({})
    #: Whether nobody waits for an answer any more.
    is_stopped = False

    def stop(self) -> None:
        """Nobody waits for an answer any more."""
        self.is_stopped = True

    def report(self, share: float) -> None:
        """Tells how far it is, from whatever thread; `Stopped` where nobody waits any more."""
        if self.is_stopped:
            raise Stopped
        self.progressed.emit(int(100 * share))


class Session(QObject):
    """The surroundings of the screens. It counts what is being saved, and tells of what went wrong."""

    saving_changed = Signal()
    #: Something was written into the register.
    written = Signal()
    #: Something could not be written: what has become of the register's file is worth a look.
    write_failed = Signal()
    #: Somebody else acts, the people of the register are others, or it is another day there.
    person_changed = Signal()
    #: Another law is in force in the register.
    law_changed = Signal()
    trouble = Signal(TroubleSays)
    #: The register was changed elsewhere than on the screen that is shown: by another process, or in a dialog on it.
    changed_elsewhere = Signal()

    def __init__(
        self,
        runner: Runner,
        clock: Clock,
        account: str | None,
        shelf: RegisterRulebook,
        language: LanguageModel,
        files: Callable[[], DocumentFiles],
        log_fault: Callable[[Exception], None],
        outlet: Callable[[], Outlet],
    ) -> None:
        super().__init__()
        self._runner = runner
        self._log_fault = log_fault
        self.clock = RegisterClock(clock)
        #: Who acts, where that was chosen; else whoever comes first in the register.
        self.account = account
        #: Everybody in the register; empty until they were read.
        self.people: tuple[Person, ...] = ()
        self.shelf = shelf
        self.language = language
        self.files = files
        self.outlet = outlet
        #: The seals of the live register that is open; None in a training register.
        self.seals: Callable[[], Seals | None] = lambda: None
        self.is_read_only = False
        #: The file is not what was opened any more, or damaged: nothing is written into it.
        self.is_given_up = False
        #: The file of a live register is looked through; until that is done, nothing is recorded.
        self.is_being_checked = False
        self._after_check: list[Callable[[], None]] = []
        #: Until the register has said otherwise, it is taken for one where nobody had to open it by a passphrase.
        self.is_training = True
        #: The last recovery sheet of a live register.
        self.recovery_sheet: RecoverySheet | None = None
        self.under_way = 0
        #: The office that the register belongs to, by its code; empty until that was read.
        self.office = ""
        #: What was last entered in the letters about each line, sent or only begun, and who wrote the last of all.
        self.letters_begun: dict[tuple[CaseId, LineId], Mapping[str, object]] = {}
        self.last_sender = self.last_contact = ""
        self.unsaved = Unsaved(self)
        #: By case: the acts on answers that can be undone and done again. They outlive the screen of their case.
        self.answer_steps: dict[CaseId, AnswerSteps] = {}
        self.unsaved.changed.connect(self.saving_changed)
        self._phrases: dict[tuple[str, str, str], Phrases] = {}

    @property
    def words(self) -> Words:
        """The words of the present language."""
        return self.language.words

    def phrases(self, edition: Edition) -> Phrases:
        """What puts the codes of an edition into words of the present language."""
        key = self.words.language.value, edition.sha256, self.shelf.reference().sha256
        if key not in self._phrases:
            self._phrases[key] = Phrases(self.words, edition, self.shelf.reference())
        return self._phrases[key]

    def lacking_in_print(self, text: str) -> str:
        """Which characters of a text documents can't show as they are, as the bundled fonts lack them."""
        if text.isascii():
            return ""
        lacking = self.outlet().press.lacking_in(text)
        characters = self.words.listed([self.words.noted(each.character, each.code) for each in lacking])
        return self.words._("The fonts of documents lack: {characters}", characters=characters) if lacking else ""

    def today(self) -> date:
        """The day on the user's calendar, or the one that the register has set itself."""
        return self.clock.today()

    def read(self, job: Callable[[UnitOfWork], _T], then: Callable[[_T], None], reply: Reply | None = None) -> None:
        """Reads from the register; an error is told to the user, or to the form that asked."""
        self._runner.run(job, then, self.tell if reply is None else self._refusing(reply))

    def read_file(self, path: str, reply: Reply) -> None:
        """Replies with the SHA-256 of a file; as `read_aside`."""
        digest_of = self.files().digest_of
        self.read_aside(lambda report: digest_of(Path(path), report), reply)

    def read_aside(self, job: Callable[[Report], _T], reply: Reply) -> None:
        """Does something that takes long and needs no register; it can be stopped, and others do not wait for it."""

        def failed(error: Exception) -> None:
            if not isinstance(error, Stopped):
                self._refusing(reply)(error)

        # The reply itself is held until it has come: of `reply.taken.emit` alone Qt knows nothing once nobody else
        # holds the reply.
        self._runner.run_aside(lambda: job(reply.report), lambda result: reply.taken.emit(result), failed)

    def run(
        self, job: Callable[[UnitOfWork], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Asks something of the register; `failed` sees to an error."""
        self._runner.run(job, then, failed)

    def write(
        self,
        job: Callable[[Acting], _T],
        then: Callable[[_T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Changes the register; until the change is on the disk it counts as being saved.

        An error is told to the user, unless `failed` sees to that.
        """
        if self.is_being_checked:
            (failed or self.tell)(
                Mendable("The register is being looked through since it was opened. Nothing was saved. Try again soon.")
            )
            return
        self.under_way += 1
        self.saving_changed.emit()

        def done(result: _T) -> None:
            self._one_less_under_way()
            then(result)
            self.written.emit()

        def broken(error: Exception) -> None:
            # A reading that comes too late is wanted by nobody; a change that does is a fault.
            error = RuntimeError(str(error)) if isinstance(error, LetGo) else error
            self._one_less_under_way()
            (failed or self.tell)(error)
            self.write_failed.emit()

        self._runner.run(lambda work: job(self._acting(work)), done, broken)

    def tend(
        self, job: Callable[[Acting], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Keeps the register in order; nobody waits for it, and it does not count as being saved.

        While the file is looked through it waits: what it does is written, too.
        """

        def begin() -> None:
            self._runner.run(lambda work: job(self._acting(work)), then, failed)

        if self.is_being_checked:
            self._after_check.append(begin)
        else:
            begin()

    def end_check(self) -> None:
        """The file was looked through: what waited for that is done."""
        self.is_being_checked = False
        waiting, self._after_check = self._after_check, []
        for begin in waiting:
            begin()

    @property
    def person(self) -> Person | None:
        """Who acts; None until the people of the register were read."""
        return person_at_desk(self.people, self.account) if self.people else None

    def officer(self, account: str) -> str:
        """What a case officer is called, and that they can be one no more where that is so."""
        return officer_said(self.words, account, how_officer_stands(account, self.people, self.today()))

    def know_people(self, people: tuple[Person, ...], sheet: RecoverySheet | None = None) -> None:
        """Takes up who the people of the register are, and which recovery sheet was made last."""
        had, self.recovery_sheet = self.recovery_sheet, sheet
        if people != self.people or had != sheet:
            self.people = people
            self.language.name_people({person.account: person.names for person in people})
            self.person_changed.emit()

    def know_day(self, day: date | None) -> None:
        """Takes up which day it is in the register; None: that of the computer."""
        if day != self.clock.day:
            self.clock.take_day(day)
            self.person_changed.emit()

    def act_as(self, account: str) -> None:
        """Lets another person of a training register act from now on; in a live one it is who has opened it."""
        if account != self.account and self.is_training:
            self.account = account
            self.person_changed.emit()

    def refusal_of(self, act: type[Event]) -> Mendable | None:
        """Why the person who acts may not do an act, named by its event; None where they may, or are not known yet.

        What a live register waits for before its first case is told first: it is in the way of everybody.
        """
        if self.person is None:
            return None
        if takes_a_case(act) and (waiting := self.refusal_of_cases()) is not None:
            return waiting
        return refusal_of_role(self.person, act, self.today())

    def refusal_of_cases(self) -> Mendable | None:
        """What a live register still lacks before it takes a case; None where nothing is missing."""
        return refusal_of_taking_cases(
            self.people,
            self.today(),
            is_training=self.is_training,
            sheet=self.recovery_sheet,
        )

    def may(self, act: type[Event]) -> bool:
        """Whether the register can be written to, and the person who acts may do an act, named by its event."""
        return not self.is_read_only and self.refusal_of(act) is None

    def why_not(self, act: type[Event]) -> str:
        """Who may do an act that the person at the desk may not, and in a training register how to change who acts.

        Nothing where they may.
        """
        refusal = self.refusal_of(act)
        if refusal is None:
            return ""
        why = self.words.error(refusal)
        if not self.is_training:
            return why
        return self.words.sentences(
            [why, self.words._("In a training register, {key} changes who acts.", key=PERSON_KEY)]
        )

    def tell_why_not(self, act: type[Event]) -> None:
        """Tells the user why the person at the desk may not do an act; nothing where they may."""
        if why := self.why_not(act):
            self.tell_refused(why)

    def _acting(self, work: UnitOfWork) -> Acting:
        """Who acts when, as the register knows it now: roles and its day change while it is open."""
        self.clock.follow(work)
        return Acting(work, self.clock, person_at_desk(work.people.all(), self.account), self.shelf)

    def hand_in(self, job: Callable[[Acting], _T], then: Callable[[_T], object], reply: Reply | None = None) -> None:
        """Changes the register by what stands in a form, which keeps it until it hears that it was taken.

        The form is told what `then` makes of the result. Without a form an error is told to the user.
        """

        def done(result: _T) -> None:
            made = None
            try:
                made = then(result)
            finally:
                # It is on the register, whatever happens on the screen.
                if reply is not None:
                    reply.taken.emit(made)

        self.write(job, done, None if reply is None else self._refusing(reply))

    def _refusing(self, reply: Reply) -> Callable[[Exception], None]:
        def refuse(error: Exception) -> None:
            self.note_fault(error)
            reply.field = field_of(error)
            reply.refused.emit(self.complaint(error))

        return refuse

    def note_fault(self, error: Exception) -> None:
        """Logs an error that is a fault of the program, or damage, whose cause the user is not told."""
        if not isinstance(error, Mendable | LetGo) or isinstance(error, Damaged):
            self._log_fault(error)

    def complaint(self, error: Exception) -> str:
        """What is wrong with an entry, for the place where it was entered."""
        if isinstance(error, Mendable):
            return self.words.error(error)
        return self.words._(
            "The program made a mistake and could not save this. What you entered is still here: try again. If it "
            "happens again, send the log file to whoever looks after this program: {error}",
            error=_named(error),
        )

    def tell(self, error: Exception) -> None:
        """Tells the user what went wrong; faults of the program are logged. After the end there is nobody to tell.

        What became of the register's file is told above the screen, once, with how to go on; also where a file that
        was overwritten looks damaged.
        """
        if isinstance(error, GivenUp) or (self.is_given_up and isinstance(error, Damaged)):
            self.note_fault(error)
            if not self.is_given_up:
                self.write_failed.emit()
        elif not isinstance(error, LetGo):
            self.trouble.emit(self.trouble_of(error))

    def tell_refused(self, what: str) -> None:
        """Tells the user, in a sentence for each, what can't be taken."""
        self.trouble.emit(TroubleSays(self.words._("That was not possible"), what, ""))

    def trouble_of(self, error: Exception) -> TroubleSays:
        """An error in words."""
        _ = self.words._
        self.note_fault(error)
        if isinstance(error, Mendable):
            return TroubleSays(_("That was not possible"), self.words.error(error), "")
        return TroubleSays(
            _("The program made a mistake"),
            _("What you asked for was not done. What was saved before is still there."),
            _(
                "Go on, or close the program and open it again. If it happens again, send the log file to whoever "
                "looks after this program: {error}",
                error=_named(error),
            ),
        )

    def close(self) -> None:
        """Waits for everything to be saved, and lets go of the register."""
        self._runner.close()

    def _one_less_under_way(self) -> None:
        self.under_way -= 1
        self.saving_changed.emit()


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
