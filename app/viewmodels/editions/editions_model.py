"""One line under every edition: what each says of it, where neighbours differ, and what a moved date would bring."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.decision.assessment import assess
from app.domain.decision.determination import Determination
from app.domain.law.facts import Fact
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.register.counting import Counting, counting
from app.domain.register.days_meant import KindOfDay
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.session.day_reader import DayReader
from app.viewmodels.session.session import Session
from app.wording.edition_boundary import ResultUnderEdition, rows_that_differ
from app.wording.phrases import Phrases


class Subject(Protocol):
    """What is looked at under every edition."""

    @property
    def on(self) -> date:
        """The day it is assessed for."""

    @property
    def answers(self) -> Mapping[str, str]:
        """All that is known, whichever edition asks for it."""

    def counting(self, answers: Mapping[str, str], on: date, edition: Edition, reference: Reference) -> Counting:
        """What counts of it on a day under an edition, where these are the answers."""

    @property
    def may_answer(self) -> bool:
        """Whether its own questions can be gone to and answered."""


class LineSubject:
    """The line shown of the open case."""

    def __init__(self, model: CaseModel) -> None:
        self._model = model

    @property
    def on(self) -> date:
        """The day of the case."""
        return self._model.case.particulars.assessed_on

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers as they stand on the screen."""
        return self._model.interview.known_in_any_edition

    def counting(self, answers: Mapping[str, str], on: date, edition: Edition, reference: Reference) -> Counting:
        """What was said of the line for the day of its case counts on no other day."""
        return counting(self._model.interview.said._replace(answers=answers), on, edition, reference)

    @property
    def may_answer(self) -> bool:
        """A case that has ended takes no answers."""
        return self._model.may_change


class EditionsModel(QObject):
    """Assesses the subject under every edition, and on the day of the marker."""

    changed = Signal()
    moved = Signal()

    def __init__(self, session: Session, subject: Subject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.subject = subject
        self.day = subject.on
        #: Answers that are supposed on this screen only, to questions that the case's own edition does not ask.
        self.supposed: dict[str, str] = {}
        #: The boundary whose sentence is shown, counted from the left; None until one is chosen.
        self._boundary: int | None = None
        self._results: tuple[ResultUnderEdition, ...] = ()
        self._results_are_of: tuple[object, ...] | None = None
        self._subject_day = subject.on

    # -- what is assessed

    @property
    def answers(self) -> dict[str, str]:
        """What is known, and what is supposed beside it."""
        return {**self.supposed, **self.subject.answers}

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions that are known, the earliest first."""
        return tuple(self.session.shelf.editions())

    @property
    def results(self) -> tuple[ResultUnderEdition, ...]:
        """What each edition says, in the order of the editions."""
        subject, words, reference = self.subject, self.session.words, self.session.shelf.reference()
        editions, answers = self.editions, self.answers
        of = (
            words.language,
            tuple(edition.sha256 for edition in editions),
            reference.sha256,
            subject.on,
            tuple(subject.counting(answers, subject.on, edition, reference) for edition in editions),
        )
        if of != self._results_are_of:
            self._results_are_of = of
            self._results = tuple(
                ResultUnderEdition(self._determination(edition.id, subject.on, answers), self.session.phrases(edition))
                for edition in editions
            )
        return self._results

    def _determination(self, edition_id: str, on: date, answers: Mapping[str, str]) -> Determination:
        compiled, reference = self.session.shelf.compiled(edition_id), self.session.shelf.reference()
        counts = self.subject.counting(answers, on, compiled.edition, reference)
        return assess(compiled, reference, on, counts.answers, set_aside=counts.set_aside, changes=False)

    @property
    def boundaries(self) -> tuple[tuple[str, ...], ...]:
        """For each boundary the rows in which its neighbours say something else."""
        return tuple(rows_that_differ(earlier, later) for earlier, later in pairwise(self.results))

    @property
    def boundary(self) -> int | None:
        """The boundary whose sentence is shown: the one chosen, else the last whose neighbours differ."""
        differing = [at for at, rows in enumerate(self.boundaries) if rows]
        if self._boundary is not None and self._boundary < len(self.results) - 1:
            return self._boundary
        return differing[-1] if differing else None

    def edition_on_day(self) -> Edition:
        """The edition in force on the day of the marker."""
        return self.session.shelf.edition_on(self.day)

    def result_on_day(self) -> ResultUnderEdition:
        """What comes out on the day of the marker."""
        edition = self.edition_on_day()
        return ResultUnderEdition(
            self._determination(edition.id, self.day, self.answers), self.session.phrases(edition)
        )

    def renew(self) -> None:
        """Takes over what the subject now says; a marker that was not moved follows its day."""
        if self.subject.on != self._subject_day:
            self._subject_day = self.day = self.subject.on
        asked = {fact.id for fact in self._own_edition().asked}
        self.supposed = {fact: value for fact, value in self.supposed.items() if fact not in asked}

    def _own_edition(self) -> Edition:
        return self.session.shelf.edition_on(self.subject.on)

    @property
    def days(self) -> DayReader:
        """Reads the day to which the marker shall move: one on which some edition is in force."""
        return DayReader(self.session, KindOfDay.LOOKED_AT, self.session.shelf.id_on)

    # -- what is done

    def move_to(self, day: date) -> None:
        """Moves the marker, within the days on which some edition is in force."""
        day = max(day, self.session.shelf.timeline.periods[0].since)
        if day != self.day:
            self.day = day
            self.moved.emit()

    def choose_boundary(self, at: int) -> None:
        """Shows the sentence of a boundary."""
        self._boundary = at
        self.changed.emit()

    def suppose(self, fact: str, value: str | None) -> None:
        """Supposes an answer on this screen only; None takes it back."""
        if value is None:
            self.supposed.pop(fact, None)
        else:
            self.supposed[fact] = value
        self.changed.emit()

    def suppose_nothing(self) -> None:
        """Takes back everything that was supposed."""
        self.supposed.clear()
        self.changed.emit()

    def fact(self, fact_id: str) -> tuple[Fact, Phrases]:
        """A fact as the latest edition that asks for it has it."""
        edition = next(edition for edition in reversed(self.editions) if fact_id in edition.fact_by_id)
        return edition.fact_by_id[fact_id], self.session.phrases(edition)


def editions_of_case(model: CaseModel) -> EditionsModel:
    """What each edition says of the line shown of a case."""
    return EditionsModel(model.session, LineSubject(model))
