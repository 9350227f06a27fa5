"""The stored lines looked at again under another law: how far it has come, and which would come out otherwise."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.decision.effect import Effect
from app.domain.errors import Mendable
from app.domain.law.outcomes import Outcome
from app.domain.law.rulebook import Edition
from app.services.reexamining import ChangedLine, Reexamination
from app.viewmodels.session.session import Session
from app.wording.comparison_words import PART_NAMES
from app.wording.phrases import Phrases

#: As many changed lines are listed; the others are counted.
MOST_LINES = 200


class ChangedLineSays(NamedTuple):
    """A line that would come out otherwise."""

    case_id: int
    line_id: int
    name: str
    state: str
    before: str
    after: str
    details: tuple[str, ...]


class ReexaminationSays(NamedTuple):
    """How far it has come. `share` is from 0 to 1, and below 0 where nothing is under way."""

    progress: str
    share: float
    stop: str
    go_on: str
    lines: tuple[ChangedLineSays, ...]
    more: str


class ReexaminationModel(QObject):
    """One run over the stored lines at a time, step by step; between two steps the register can be worked with."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.lines: list[ChangedLine] = []
        self.is_running = False
        self._run: Reexamination | None = None
        self._edition_of: Callable[[str], Edition] = session.shelf.edition

    @property
    def is_begun(self) -> bool:
        """Whether there is a run, under way, stopped or finished."""
        return self._run is not None

    @property
    def is_finished(self) -> bool:
        """Whether every line has been looked at."""
        return self._run is not None and self._run.is_finished

    def start(self, make: Callable[[], Reexamination], edition_of: Callable[[str], Edition]) -> None:
        """Begins anew; a law that can't be put in force is told, and nothing is begun."""
        self.forget()
        self._edition_of = edition_of
        try:
            self._run = make()
        except Mendable as error:
            self.session.tell(error)
            return
        self.go_on()

    def forget(self) -> None:
        """Leaves the run, and what it found."""
        self._run, self.lines, self.is_running = None, [], False
        self.changed.emit()

    def stop(self) -> None:
        """Looks at no more lines for now."""
        self.is_running = False
        self.changed.emit()

    def go_on(self) -> None:
        """Looks at the lines that are left."""
        if self._run is not None and not self._run.is_finished and not self.is_running:
            self.is_running = True
            self._ask(self._run)
            self.changed.emit()

    def _ask(self, reexamination: Reexamination) -> None:
        if self.is_running and reexamination is self._run:
            self.session.read(lambda work: reexamination.step(work), lambda lines: self._take(reexamination, lines))

    def _take(self, reexamination: Reexamination, lines: tuple[ChangedLine, ...]) -> None:
        if reexamination is not self._run:
            return
        self.lines += lines
        if reexamination.is_finished:
            self.is_running = False
        self.changed.emit()
        QTimer.singleShot(0, self, lambda: self._ask(reexamination) if not reexamination.is_finished else None)

    # -- words

    def says(self) -> ReexaminationSays:
        """How far it has come and what was found, in the present language."""
        words, reexamination = self.session.words, self._run
        _ = words._
        left = len(self.lines) - MOST_LINES
        is_stopped = reexamination is not None and not reexamination.is_finished and not self.is_running
        return ReexaminationSays(
            progress=self._progress(),
            share=-1.0
            if reexamination is None or reexamination.is_finished
            else reexamination.done / (reexamination.total or 1),
            stop=_("Stop") if self.is_running else "",
            go_on=_("Go on") if is_stopped else "",
            lines=tuple(self._line(line) for line in self.lines[:MOST_LINES]),
            more=words.ngettext("{n} more line is not listed here.", "{n} more lines are not listed here.", left)
            if left > 0
            else "",
        )

    def _progress(self) -> str:
        words, reexamination = self.session.words, self._run
        if reexamination is None:
            return ""
        found = words.ngettext(
            "{n} line would come out otherwise", "{n} lines would come out otherwise", len(self.lines)
        )
        if reexamination.is_finished:
            if not reexamination.done:
                return words._("No stored line is assessed under it.")
            looked = words.ngettext(
                "{n} stored line looked at: {found}.",
                "{n} stored lines looked at: {found}.",
                reexamination.done,
                found=found,
            )
            return (
                looked
                if self.lines
                else words.ngettext(
                    "{n} stored line looked at: it comes out as before.",
                    "{n} stored lines looked at: all come out as before.",
                    reexamination.done,
                )
            )
        return words._(
            "{done} of {total} stored lines; {found} …",
            done=reexamination.done,
            total=reexamination.total or "…",
            found=found,
        )

    def _line(self, found: ChangedLine) -> ChangedLineSays:
        words, line = self.session.words, found.line
        _ = words._
        item = f"　{line.item}" if line.item else ""
        states = [
            _("recorded determination") if found.is_recorded else _("not recorded, result as it stands"),
            _("assessed as of {day}", day=words.date(line.on)),
        ]
        if found.before.edition_id != found.after.edition_id:
            states.append(_("edition {a} → {b}", a=found.before.edition_id, b=found.after.edition_id))
        if line.case_state.has_ended:
            states.append(_("case closed or withdrawn"))
        if found.is_due_already:
            states.append(_("due already under the law in force now"))
        before, after = self._phrases(found.before), self._phrases(found.after)
        return ChangedLineSays(
            case_id=line.case_id,
            line_id=line.id,
            name=f"{line.number}　{line.title}　{_('Line {position}', position=line.position)}{item}",
            state=" · ".join(states),
            before=_outcome(before, found.before),
            after=_outcome(after, found.after),
            details=self._details(found, before, after),
        )

    def _details(self, line: ChangedLine, before: Phrases, after: Phrases) -> tuple[str, ...]:
        """Where the outcome stays: the steps no longer and newly required, else the parts that differ."""
        words = self.session.words
        if "outcome" in line.differs_in:
            return ()
        old, new = _steps(line.before), _steps(line.after)
        old_advice, new_advice = _recommended(line.before), _recommended(line.after)
        sentences = []
        for phrases, steps, template in (
            (before, old - new, words._("No longer required: {steps}")),
            (after, new - old, words._("Newly required: {steps}")),
            (before, old_advice - new_advice - new, words._("No longer recommended: {steps}")),
            (after, new_advice - old_advice, words._("Newly recommended: {steps}")),
        ):
            if steps:
                named = [phrases.named(step) for step in sorted(steps)]
                sentences.append(template.format(steps=words.listed(named)))
        if not sentences:
            parts = words.listed([words._(PART_NAMES[part]) for part in line.differs_in])
            sentences.append(words._("Differs in: {parts}", parts=parts))
        return tuple(sentences)

    def _phrases(self, effect: Effect) -> Phrases:
        return Phrases(self.session.words, self._edition_of(effect.edition_id), self.session.shelf.reference())


def _outcome(phrases: Phrases, effect: Effect) -> str:
    outcome = phrases.outcome(effect.outcome)
    if effect.outcome is Outcome.UNDETERMINED and len(effect.possible) > 1:
        outcome = phrases.words.noted(outcome, " / ".join(phrases.outcome(each) for each in effect.possible))
    return outcome


def _steps(effect: Effect) -> set[str]:
    """The ids of the approvals, notices and binding commitments that are required."""
    binding = {item.id for item in effect.commitments if item.binding}
    return {step.id for step in effect.approvals} | {*effect.notices} | binding


def _recommended(effect: Effect) -> set[str]:
    """The ids of what is only recommended to be agreed."""
    return {item.id for item in effect.commitments if not item.binding}
