"""The ledger: what was recorded, the newest first, narrowed and turned over page by page; verified, and sealed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import Mendable
from app.domain.register.days_meant import KindOfDay
from app.domain.register.permissions import refusal_of_checkpoint
from app.services.checkpointing import make_checkpoint
from app.services.ports import CaseFilter, EntryFilter
from app.services.reading import EntriesPage, case_named, read_entries
from app.services.verifying import Check
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.form import Field, FieldKind, Form
from app.viewmodels.session.session import Reply
from app.viewmodels.window.comparison import comparison_says
from app.viewmodels.window.cosigning import cosigning_form, save_checkpoint, taking_form
from app.wording.event_words import SAID, changed_said, event_said

if TYPE_CHECKING:
    from app.domain.errors import Damaged
    from app.domain.ids import CaseId
    from app.domain.register.events import CheckpointCosigned, RecordedEvent
    from app.services.comparing_ledgers import Diverged
    from app.services.ports import Report, TakenCosignature, UnitOfWork
    from app.viewmodels.session.session import Session
    from app.wording.phrases import Phrases

_PAGE = 50
#: So many faults are told; who mends the first finds the others.
_MOST_FOUND = 20


class LedgerFiles(Protocol):
    """The file of the open register, as its ledger needs it; paths are texts."""

    #: The register that is open.
    path: str

    def damage(self, report: Report) -> Damaged | None:
        """What is wrong with the file; it takes long."""

    def compare(self, path: str) -> Diverged:
        """Where the register and a copy of it part; it takes long."""

    def holds(self, public_key: bytes, signature: bytes, message: bytes) -> bool:
        """Whether the private half of a key made this signature of a message."""


class EntrySays(NamedTuple):
    """One entry in words; what it changed, and whether it leads to a case."""

    number: int
    text: str
    changed: str
    leads: bool


class LedgerSays(NamedTuple):
    """The ledger in words. `job` says what is under way, `share` how far it is (0 to 100)."""

    cosigned: tuple[str, ...]
    narrowed: str
    entries: tuple[EntrySays, ...]
    empty: str
    has_newer: bool
    has_older: bool
    job: str
    share: int
    verdict: str
    is_sound: bool
    why_no_checkpoint: str


class LedgerModel(QObject):
    """Shows the ledger a page at a time."""

    changed = Signal()
    #: A `Form` shall be filled in.
    form_wanted = Signal(object)
    #: Two copies were compared; with what is said of them.
    compared = Signal(object)

    def __init__(self, session: Session, files: LedgerFiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.files = files
        #: What other offices have signed.
        self.cosigned: tuple[TakenCosignature, ...] = ()
        self._job_name = ""
        self.wanted = EntryFilter()
        #: The number of the case that is wanted, as it was typed.
        self.case_number = ""
        self.page = EntriesPage((), has_older=False)
        #: Below which numbers each page before this one began.
        self._newer: list[int | None] = []
        self._below: int | None = None
        self._is_read = False
        self._job: Reply | None = None
        self._share = 0
        self._verdict = ""
        self._is_sound = True
        session.language.changed.connect(self.changed)
        session.person_changed.connect(self.changed)

    # -- pages

    def refresh(self) -> None:
        """Reads the page that is shown anew."""
        read = partial(read_entries, wanted=self.wanted, below=self._below, size=_PAGE)
        self.session.read(read, self._take)
        self.session.read(lambda work: work.cosignatures.all(), self._take_cosigned)

    def _take(self, page: EntriesPage) -> None:
        self.page, self._is_read = page, True
        self.changed.emit()

    def _take_cosigned(self, cosigned: tuple[TakenCosignature, ...]) -> None:
        self.cosigned = cosigned
        self.changed.emit()

    def turn_older(self) -> None:
        """Shows the entries before those that are shown."""
        if self.page.has_older:
            self._newer.append(self._below)
            self._below = self.page.entries[-1].event.number
            self.refresh()

    def turn_newer(self) -> None:
        """Shows the entries after those that are shown."""
        if self._newer:
            self._below = self._newer.pop()
            self.refresh()

    def narrow(self, wanted: EntryFilter, case_number: str = "") -> None:
        """Shows only some entries, from the newest on."""
        self.wanted, self.case_number = wanted, case_number
        self._newer, self._below = [], None
        self.refresh()

    def narrowing_form(self) -> Form:
        """Asks what the ledger shall be narrowed to."""
        session, wanted = self.session, self.wanted
        _ = session.words._
        everything = ("", _("Any"))

        def act(reply: Reply | None, case: str, person: str, kind: str, day: date | None) -> None:
            found = partial(_found_case, case.strip())

            def take(case_id: CaseId | None) -> None:
                self.narrow(EntryFilter(case_id, person, kind, day), case.strip())
                if reply is not None:
                    reply.taken.emit(None)

            session.read(found, take, reply)

        people = tuple((person.account, session.words.text(person.names)) for person in session.people)
        kinds = tuple((kind, _(said)) for kind, said in SAID.items())
        return Form(
            _("Narrow the ledger"),
            _("Only entries are shown for which all of it is so."),
            accept=_("Show"),
            act=act,
            fields=(
                Field("case", _("Case number"), value=self.case_number, is_short=True),
                Field(
                    "day",
                    _("Day"),
                    FieldKind.DATE,
                    wanted.day,
                    days=DayReader(session, KindOfDay.LOOKED_AT),
                    may_lack=True,
                    is_short=True,
                ),
                Field("person", _("Person"), FieldKind.CHOICE, wanted.person, choices=(everything, *people)),
                Field("kind", _("What was done"), FieldKind.CHOICE, wanted.kind, choices=(everything, *kinds)),
            ),
        )

    # -- words

    def says(self) -> LedgerSays:
        """The ledger in words."""
        session = self.session
        _, person = session.words._, session.person
        refusal = None if person is None else refusal_of_checkpoint(person, session.today())
        return LedgerSays(
            tuple(self._cosigned_says(each) for each in reversed(self.cosigned)),
            self._narrowed(),
            tuple(
                EntrySays(
                    each.event.number,
                    _(
                        "{number}: {said}",
                        number=each.event.number,
                        said=event_said(session.words, each.event, each.case_number),
                    ),
                    changed_said(self._phrases_for(each.event), each.event),
                    each.event.case_id is not None,
                )
                for each in self.page.entries
            ),
            _("No entry is like that.") if self._is_read and not self.page.entries else "",
            bool(self._newer),
            self.page.has_older,
            self._job_name if self._job is not None else "",
            self._share,
            self._verdict,
            self._is_sound,
            "" if refusal is None else session.words.error(refusal),
        )

    def _cosigned_says(self, taken: TakenCosignature) -> str:
        words = self.session.words
        body = self.session.shelf.reference().bodies.get(taken.office)
        return words._(
            "{office} has signed the checkpoint over {size} entries: {moment}",
            office=taken.office if body is None else words.text(body.name),
            size=taken.size,
            moment=words.moment(datetime.fromtimestamp(taken.second, UTC)),
        )

    def _narrowed(self) -> str:
        words, wanted = self.session.words, self.wanted
        _ = words._
        parts = (
            (_("Case number"), self.case_number),
            (_("Person"), words.person(wanted.person) if wanted.person else ""),
            (_("What was done"), _(SAID[wanted.kind]) if wanted.kind else ""),
            (_("Day"), words.date(wanted.day) if wanted.day else ""),
        )
        return " · ".join(_("{label}: {value}", label=label, value=value) for label, value in parts if value)

    def _phrases_for(self, event: RecordedEvent) -> Phrases:
        """Words of an edition that knows the fact that an entry is about, where one does."""
        editions = self.session.shelf.editions()
        fact = event.body.get("fact")
        known = (edition for edition in reversed(editions) if fact in edition.fact_by_id)
        return self.session.phrases(next(known, editions[-1]))

    def entry(self, number: int) -> RecordedEvent:
        """An entry that is shown."""
        (event,) = [each.event for each in self.page.entries if each.event.number == number]
        return event

    # -- verifying

    def verify(self) -> None:
        """Verifies the register: its file, every record, and what is worked out from them."""
        if self._job is not None:
            return
        self._job, self._share, self._verdict = Reply(), 0, ""
        self._job_name = self.session.words._("The register is being verified.")
        self._job.progressed.connect(self._tell_share)
        self._job.taken.connect(partial(self._begin_check, self._job))
        self._job.refused.connect(self._give_up)
        self.session.read_aside(self.files.damage, self._job)
        self.changed.emit()

    def stop(self) -> None:
        """Verifies no further."""
        if self._job is not None:
            self._job.stop()
            self._end(self.session.words._("Stopped: not everything was looked at."), is_sound=True)

    def _tell_share(self, share: int) -> None:
        # The file is the lesser half of it.
        self._share = share // 2
        self.changed.emit()

    def _give_up(self, complaint: str) -> None:
        self._end(complaint, is_sound=False)

    def _begin_check(self, job: Reply, damage: Damaged | None) -> None:
        if job is self._job:
            self._step(job, Check(), [] if damage is None else [damage])

    def _step(self, job: Reply, check: Check, found: list[Mendable]) -> None:
        shelf = self.session.shelf

        def look(work: UnitOfWork) -> tuple[tuple[Mendable, ...], int]:
            return check.step(work, shelf), work.case_list.size(CaseFilter())

        def take(looked: tuple[tuple[Mendable, ...], int]) -> None:
            if job is not self._job:
                return
            more, size = looked
            found.extend(more)
            if check.is_finished:
                self._tell_verdict(found, size)
                return
            self._share = 50 + min(50 * check.done // max(size, 1), 50)
            self.changed.emit()
            QTimer.singleShot(0, self, lambda: self._step(job, check, found))

        self.session.run(look, take, lambda error: self._give_up(self.session.complaint(error)))

    def _tell_verdict(self, found: list[Mendable], size: int) -> None:
        words = self.session.words
        if not found:
            said = words.ngettext(
                "Nothing wrong was found in the file, in {n} request with its determinations, and in what is worked "
                "out from them.",
                "Nothing wrong was found in the file, in {n} requests with their determinations, and in what is worked "
                "out from them.",
                size,
            )
        else:
            told = [words.error(each) for each in found[:_MOST_FOUND]]
            said = "\n".join((words.ngettext("{n} fault was found:", "{n} faults were found:", len(found)), *told))
        self._end(said, is_sound=not found)

    def _end(self, verdict: str, *, is_sound: bool) -> None:
        self._job, self._verdict, self._is_sound = None, verdict, is_sound
        self.changed.emit()

    # -- checkpoints

    def make_checkpoint(self) -> None:
        """Signs what the ledger is now."""

        def told(size: int) -> None:
            self._verdict = self.session.words._("A checkpoint speaks of all entries up to {number}.", number=size)
            self._is_sound = True
            self.changed.emit()

        self.session.write(make_checkpoint, told)

    def checkpoint_name(self) -> str:
        """What the file of a checkpoint may be called."""
        return str(Path(self.files.path).with_suffix(".checkpoint.txt"))

    def save_checkpoint(self, path: str) -> None:
        """Saves the newest checkpoint for another office."""
        save_checkpoint(self.session, path, self._tell)

    def cosigning_form(self) -> Form:
        """Asks for the checkpoint of another office, to be signed."""
        return cosigning_form(self.session, self.form_wanted.emit)

    def taking_form(self) -> Form:
        """Asks for a checkpoint that another office has signed."""

        def taken(_event: CheckpointCosigned) -> None:
            self._tell(self.session.words._("The signature holds and is kept."))
            self.refresh()

        return taking_form(self.session, self.files.holds, taken)

    def _tell(self, verdict: str) -> None:
        self._verdict, self._is_sound = verdict, True
        self.changed.emit()

    # -- another copy

    def compare(self, path: str) -> None:
        """Lays another copy of the register beside this one."""
        if self._job is not None:
            return
        job = self._job = Reply()
        self._share, self._verdict = 0, ""
        self._job_name = self.session.words._("The two copies are being compared.")

        def taken(found: Diverged) -> None:
            if job is self._job:
                self._end("", is_sound=True)
                self.compared.emit(comparison_says(self.session.words, (self.files.path, path), found))

        job.taken.connect(taken)
        job.refused.connect(self._give_up)
        self.session.read_aside(lambda _report: self.files.compare(path), job)
        self.changed.emit()


def _found_case(number: str, work: UnitOfWork) -> CaseId | None:
    """The case of a number; `Mendable` where there is none."""
    return case_named(work, number) if number else None
