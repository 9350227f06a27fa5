"""The copies that are kept of the register: which there are, one more, and one in the place of the register."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Mendable
from app.domain.register.events import RegisterRestored
from app.domain.register.kept_copies import KeptCopy
from app.services.keeping_copies import FOLDER
from app.viewmodels.session.form import Form
from app.viewmodels.session.session import Reply, TroubleSays
from app.wording.copy_words import copy_said, loss_said, size_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.register.loss import Loss
    from app.services.ports import Report, UnitOfWork
    from app.viewmodels.session.preferences import Preferences
    from app.viewmodels.session.session import Session

_T = TypeVar("_T")


class ReadyCopy(Protocol):
    """A sound copy that lies ready to take the place of the register."""

    def compared_with(self, register: UnitOfWork) -> Loss:
        """What would be lost of the register; `Mendable` where the copy is of another one."""

    def close(self) -> None:
        """Takes away what was made ready."""


class CopyFiles(Protocol):
    """The files of the copies that are kept of the open register; paths are texts, an empty one is the usual folder."""

    def folder(self, chosen: str) -> str:
        """Where they are kept."""

    def all(self, uuid: str, chosen: str) -> tuple[KeptCopy, ...]:
        """Every copy, the latest first; `Mendable` where their folder can't be looked into."""

    def is_due(self, copies: tuple[KeptCopy, ...]) -> bool:
        """Whether another one is to be made, by the computer's own day: a training register may have another."""

    def keep(self, uuid: str, chosen: str, report: Report) -> KeptCopy:
        """Makes a copy, and drops those for which later ones stand; it takes long."""

    def make_ready(self, path: str, account: str, report: Report) -> ReadyCopy:
        """Makes a copy ready to take the place of the register; it takes long.

        `Mendable` where it is damaged, or who acts may not restore it.
        """

    def restore_at_the_end(self, ready: ReadyCopy | None) -> None:
        """Which copy is put in the place of the register once that is closed; None: none."""


class CopySays(NamedTuple):
    """One copy: where it is, when and on which occasion it was made, and the full name of what restores it."""

    path: str
    text: str
    restore: str


class CopiesSays(NamedTuple):
    """The copies in words. `job` is what is under way, with how far it is (0 to 100); else empty."""

    folder: str
    rule: str
    copies: tuple[CopySays, ...]
    empty: str
    complaint: str
    job: str
    share: int
    is_folder_chosen: bool
    may_keep: bool
    #: Who may restore one, where the person at the desk may not.
    why_no_restore: str


class CopiesModel(QObject):
    """Lists the copies, makes one, and leads to the restoring of one. What takes long can be stopped."""

    changed = Signal()
    #: What was under way is done, stopped or refused: true where a copy was made.
    finished = Signal(bool)
    form_wanted = Signal(object)
    #: The register is to be closed and opened again, and meanwhile a copy takes its place.
    restore_wanted = Signal()

    def __init__(
        self, session: Session, preferences: Preferences, files: CopyFiles, register: str, parent: QObject
    ) -> None:
        """`register` is the path of the register."""
        super().__init__(parent)
        self._register = register
        self.session = session
        session.person_changed.connect(self.changed)
        self._preferences = preferences
        self._files = files
        self._uuid = ""
        self.copies: tuple[KeptCopy, ...] | None = None
        #: What is in the way of knowing them, or of the last job.
        self.complaint = ""
        self._job: Reply | None = None
        self._job_name = ""
        self._share = 0

    # -- which there are

    def take(self, uuid: str) -> None:
        """From now on it is known which copies there are."""
        self._uuid = uuid
        self.refresh()

    def refresh(self) -> None:
        """Looks again which copies there are."""
        reply = Reply()
        reply.taken.connect(self._take_copies)
        reply.refused.connect(self._miss_copies)
        chosen, uuid = self._chosen, self._uuid
        self.session.read_aside(lambda _report: self._files.all(uuid, chosen), reply)

    def says(self) -> CopiesSays:
        """The copies in words."""
        words, copies = self.session.words, self.copies or ()
        _ = words._
        size = size_said(words, sum(copy.size for copy in copies))
        return CopiesSays(
            _("They are kept in {folder}.", folder=self._files.folder(self._chosen)),
            _(
                "One is made when the register is closed, once a day at most. All of today and yesterday stay, then "
                "the last of 12 days, 10 weeks and 9 months. Together they take {size}.",
                size=size,
            ),
            tuple(self._copy(copy) for copy in copies),
            "" if copies or self.copies is None else _("No copy has been made yet."),
            self.complaint,
            self._job_name,
            self._share,
            is_folder_chosen=bool(self._chosen),
            may_keep=self._job is None and not self.session.is_given_up,
            why_no_restore=self.session.why_not(RegisterRestored),
        )

    def _copy(self, copy: KeptCopy) -> CopySays:
        words = self.session.words
        when = words.moment(copy.made_at)
        return CopySays(
            copy.path,
            copy_said(words, copy),
            words._("{name}: {value}", name=words._("Restore"), value=when),
        )

    # -- the folder

    @property
    def _chosen(self) -> str:
        return self._preferences.read(FOLDER) or ""

    @property
    def folder(self) -> str:
        """Where they are kept."""
        return self._files.folder(self._chosen)

    def choose_folder(self, path: str) -> None:
        """Keeps copies in another folder from now on, those of all registers on this computer; empty: beside each."""
        self._preferences.keep(FOLDER, path)
        self.copies = None
        self.refresh()
        self.changed.emit()

    # -- one more

    @property
    def is_due(self) -> bool:
        """Whether one is to be made before the register is closed."""
        if self.copies is None or self.session.is_given_up or self.session.is_read_only:
            return False
        return self._files.is_due(self.copies)

    def keep(self) -> None:
        """Makes a copy now."""
        chosen, uuid = self._chosen, self._uuid
        self._begin(
            self.session.words._("The register is being copied, read back and compared"),
            lambda report: self._files.keep(uuid, chosen, report),
            self._kept,
        )

    def _kept(self, _copy: KeptCopy) -> None:
        self._end(is_made=True)
        self.refresh()

    # -- one in the place of the register

    def restore(self, path: str) -> None:
        """Looks whether a copy is sound and what would be lost, and asks then."""
        person = self.session.person
        if person is None or self.session.why_not(RegisterRestored):
            self.session.tell_why_not(RegisterRestored)
            return
        self._begin(
            self.session.words._("The copy is being read and checked"),
            partial(self._files.make_ready, path, person.account),
            partial(self._compare, path),
            lambda ready: ready.close(),
        )

    def forget(self) -> None:
        """No copy is put in the place of the register after all."""
        self._files.restore_at_the_end(None)

    def _compare(self, path: str, ready: ReadyCopy) -> None:
        self._end()

        def failed(error: Exception) -> None:
            ready.close()
            self.session.tell(error)

        self.session.run(ready.compared_with, lambda loss: self._ask(path, ready, loss), failed)

    def _ask(self, path: str, ready: ReadyCopy, loss: Loss) -> None:
        words = self.session.words
        _ = words._

        def act(reply: Reply) -> None:
            self._files.restore_at_the_end(ready)
            reply.taken.emit(None)
            self.restore_wanted.emit()

        self.form_wanted.emit(
            Form(
                _("Restore this copy"),
                _(
                    "The copy was read and is sound: {path}. It takes the place of the register; what stands there now "
                    "is kept beside it, and nothing is deleted.",
                    path=path,
                ),
                accept=_("Restore this copy"),
                act=act,
                leave=ready.close,
                consequences=tuple(loss_said(words, loss, self._register)),
                is_lasting=True,
                width=640,
            )
        )

    # -- what takes long

    def stop(self) -> None:
        """Waits no longer for what is under way; all is as it was before."""
        if self._job is not None:
            self._job.stop()
            self._end()

    def _begin(
        self,
        name: str,
        job: Callable[[Report], _T],
        then: Callable[[_T], None],
        late: Callable[[_T], None] = lambda _result: None,
    ) -> None:
        """Does something that takes long; `late` gets what came of it when nobody waited for it any more."""
        if self._job is not None:
            return
        reply = self._job = Reply()
        self._job_name, self._share, self.complaint = name, 0, ""

        def taken(result: _T) -> None:
            (then if reply is self._job else late)(result)

        reply.taken.connect(taken)
        reply.refused.connect(self._refused)
        reply.progressed.connect(self._progress)
        self.changed.emit()
        self.session.read_aside(job, reply)

    def _progress(self, share: int) -> None:
        if share > self._share:
            self._share = share
            self.changed.emit()

    def _refused(self, complaint: str) -> None:
        self.complaint = complaint
        self._end()

    def _end(self, *, is_made: bool = False) -> None:
        self._job, self._job_name = None, ""
        self.changed.emit()
        self.finished.emit(is_made)

    def _take_copies(self, copies: tuple[KeptCopy, ...]) -> None:
        self.copies = copies
        self.changed.emit()

    def _miss_copies(self, complaint: str) -> None:
        self.copies, self.complaint = (), complaint
        self.changed.emit()


def tell_outcome(session: Session, outcome: str | Mendable) -> None:
    """Tells what came of restoring a copy: where what stood there is kept, or why it could not be done."""
    _ = session.words._
    if isinstance(outcome, Mendable):
        session.tell(outcome)
    else:
        what = _("What stood in its place until now is kept in {path}.", path=outcome)
        session.trouble.emit(TroubleSays(_("The copy was restored"), what, ""))
