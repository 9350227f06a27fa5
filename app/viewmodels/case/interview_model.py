"""The interview of one line: its answers as they stand on the screen, what follows from them, and where it has got."""

from contextlib import suppress
from datetime import date
from enum import Enum

from app.domain.decision.assessment import assess, explainer
from app.domain.decision.compiled_edition import CompiledEdition
from app.domain.decision.determination import Determination
from app.domain.decision.evaluation import Evaluation, known_facts, listed_answers
from app.domain.decision.trace import Explainer, TraceNode
from app.domain.errors import Mendable
from app.domain.ids import LineId
from app.domain.law.facts import Fact
from app.domain.law.outcomes import Result
from app.domain.law.reference import Reference
from app.domain.law.rulebook import Edition
from app.domain.register.basis import Since, since_recorded
from app.domain.register.cases import Answer, Case, Line
from app.domain.register.counting import counting, lapsed_answers, said_of
from app.domain.register.recording import Seen
from app.services.changing import derived_fact
from app.services.ports import RulebookShelf
from app.viewmodels.session.unsaved_model import Entry


class QuestionState(Enum):
    """How a question stands: what its answer is worth to the result as things are."""

    ANSWERED = "answered"
    NOT_KNOWN = "not_known"
    OPEN = "open"
    NEEDLESS = "needless"
    OUT = "out"


class Interview:
    """One line under examination. An answer counts here at once; the register follows."""

    def __init__(self, shelf: RulebookShelf, case: Case, line_id: LineId) -> None:
        self._shelf = shelf
        self._unconfirmed: dict[str, str | None] = {}
        self._taken_back: set[str] = set()
        self._basis: tuple[object, ...] = ()
        self.visited: list[str] = []
        self.case = case
        self.line: Line = case.line(line_id)
        self.fact: str | None = None
        #: The question from which the interview itself went on to the one shown; None where the user chose it.
        self.led_from: str | None = None
        self._begin()
        self.fact = self.next_fact() or self.compiled.edition.asked[0].id

    def _begin(self) -> None:
        edition = self._shelf.edition_on(self.on)
        self.compiled: CompiledEdition = self._shelf.compiled(edition.id)
        self.reference: Reference = self._shelf.reference()
        self._assess()

    @property
    def on(self) -> date:
        """The day as of which the case is assessed."""
        return self.case.particulars.assessed_on

    @property
    def edition(self) -> Edition:
        """The edition in force on the day of assessment."""
        return self.compiled.edition

    def renew(self, case: Case) -> None:
        """Takes over the case as the register now has it; answers that have not been saved yet stay."""
        self.case = case
        self.line = case.line(self.line.id)
        self._begin()
        if self.fact not in self.edition.fact_by_id:
            self.fact = self.next_fact() or self.edition.asked[0].id
        self.visited = [fact for fact in self.visited if fact in self.edition.fact_by_id]
        if self.led_from not in self.edition.fact_by_id:
            self.led_from = None

    def enter(self, fact: str, entry: Entry) -> None:
        """Counts an answer that was given or taken back, before the register has it."""
        self._unconfirmed.pop(fact, None)
        self._taken_back.discard(fact)
        if entry.is_taken_back:
            self._taken_back.add(fact)
        else:
            self._unconfirmed[fact] = None if entry.value is None else str(entry.value)
        self._assess()

    def confirm(self, fact: str) -> None:
        """Knows that the register has what was last entered for a question."""
        self._unconfirmed.pop(fact, None)
        self._taken_back.discard(fact)

    def _assess(self) -> None:
        given = {answer.fact: answer.value for answer in self.line.answers if answer.fact not in self._taken_back}
        given.update(self._unconfirmed)
        #: The answers to questions of whatever edition: a line keeps those that its own edition does not ask.
        self.known_in_any_edition = {fact: value for fact, value in given.items() if value is not None}
        #: All that has been said of the line, and of it the answers to derived facts that count no longer.
        self.said = said_of(self.line, self.case)._replace(answers=self.known_in_any_edition)
        self.lapsed = lapsed_answers(self.said, self.on, self.edition)
        self.counting = counting(self.said, self.on, self.edition, self.reference)
        answered = {fact: value for fact, value in given.items() if fact in self.edition.fact_by_id}
        known = {fact: value for fact, value in self.counting.answers.items() if fact in answered}
        self.known = dict(listed_answers(self.edition, self.reference, known))
        #: Answers whose value is none of the choices of this edition: they count as not given, and are asked again.
        self.unlisted = {fact: value for fact, value in known.items() if fact not in self.known}
        self.given: dict[str, str | None] = {
            fact: value for fact, value in answered.items() if fact not in self.unlisted and fact not in self.lapsed
        }
        self.known_with_derived = known_facts(self.edition, self.reference, self.on, self.known)
        basis = self.compiled, self.reference, self.on, self.known
        set_aside = self.counting.set_aside
        #: The facts that were answered "not yet known".
        self.passed_over = frozenset(fact for fact, value in self.given.items() if value is None)
        # What the register has kept was assessed when it was entered.
        if (*basis, set_aside, self.passed_over) != self._basis:
            self._basis = (*basis, set_aside, self.passed_over)
            self.determination: Determination = assess(
                *basis, set_aside=set_aside, passed_over=self.passed_over, changes=False
            )
            self._explainer: Explainer | None = None

    @property
    def since_recorded(self) -> Since | None:
        """What has changed since its determination was recorded, as the answers stand on the screen."""
        return since_recorded(self.line, self.case, self.compiled, self.reference, self.said)

    @property
    def is_as_recorded(self) -> bool:
        """Whether what is on the screen is what was recorded."""
        since = self.since_recorded
        return since is not None and since.is_as_recorded

    @property
    def stands(self) -> bool:
        """Whether the determination stands: what is on the screen is what it was recorded on, whatever the law is."""
        since = self.since_recorded
        return since is not None and since.is_of_the_same_case

    @property
    def evaluation(self) -> Evaluation:
        """The value of every condition of the edition."""
        return self.determination.evaluation

    @property
    def seen(self) -> Seen:
        """What the result on the screen was made of."""
        return Seen.of(self.on, self.edition, self.reference, self.counting)

    def why(self, entry_id: str) -> TraceNode:
        """Why the rule, ground or step of this id comes out as it does."""
        if self._explainer is None:
            self._explainer = explainer(self.compiled, self.reference, self.on, self.known, self.evaluation)
        return self._explainer.explain(self.edition.entry_by_id[entry_id].when)

    def saved_answer(self, fact: str) -> Answer | None:
        """The answer as the register has it, where it is also the one on the screen."""
        if fact in self._unconfirmed or fact in self._taken_back or fact in self.unlisted or fact in self.lapsed:
            return None
        return self.line.answer(fact)

    def derived_fact(self, fact: str) -> Fact | None:
        """The fact as the latest edition has it that derives it; None where every edition asks for it."""
        return derived_fact(self._shelf, fact)

    def edition_listing(self, fact: str, value: str) -> Edition | None:
        """The latest edition in which the fact can have this value, of those that can be read."""
        for edition_id in reversed(tuple(self._shelf.timeline.days)):
            with suppress(Mendable):
                edition = self._shelf.edition(edition_id)
                if fact in edition.fact_by_id and value in edition.fact_by_id[fact].values:
                    return edition
        return None

    def state_of(self, fact: Fact) -> QuestionState:
        """How a question stands."""
        if self.evaluation.is_applicable(fact.id) is Result.FAILS:
            return QuestionState.OUT
        if fact.id in self.given:
            return QuestionState.ANSWERED if self.given[fact.id] is not None else QuestionState.NOT_KNOWN
        return QuestionState.OPEN if fact.id in self.determination.unknown else QuestionState.NEEDLESS

    def asked_in(self, section: str) -> tuple[Fact, ...]:
        """The questions of a section, in order; answerable derived facts stand among them."""
        return tuple(fact for fact in self.edition.facts if fact.section == section and fact.answerable)

    @property
    def left(self) -> list[str]:
        """The questions that may still be asked: those answered "not yet known" are not asked again."""
        return [fact for fact in self.determination.unknown if fact not in self.given]

    def next_fact(self) -> str | None:
        """The question to ask next; None where nothing is left to ask.

        A question answered "not yet known" is not asked again: its answer stands. From one that is left open it goes on
        to those behind it, and only then to those before it.
        """
        unanswered = self.left
        best = self.determination.next_question
        if best in unanswered and self.fact not in unanswered:
            return best
        waiting = sorted((fact for fact in unanswered if fact != self.fact), key=self._place)
        applicable = [fact for fact in waiting if self.evaluation.is_applicable(fact) is Result.HOLDS] or waiting
        here = self._place(self.fact) if self.fact in unanswered else (-1, -1)
        return next((fact for fact in applicable if self._place(fact) > here), next(iter(applicable), None))

    def _place(self, fact_id: str | None) -> tuple[int, int]:
        """Where a question stands in the list of sections: the place of its section, and its own in it."""
        fact = self.edition.fact_by_id[fact_id or self.edition.asked[0].id]
        return self.edition.place_of_section[fact.section], self.edition.facts.index(fact)

    def go(self, fact: str, *, led: bool = False) -> None:
        """Shows a question, and remembers the one before it; `led` is true where the interview itself goes on to it."""
        if fact != self.fact:
            if self.fact is not None:
                self.visited.append(self.fact)
            self.led_from = self.fact if led else None
            self.fact = fact

    def back(self) -> bool:
        """Shows the question that was shown before; false where there is none."""
        if not self.visited:
            return False
        self.fact, self.led_from = self.visited.pop(), None
        return True
