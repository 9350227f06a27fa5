"""The procedure of a case, worked out from what was done in it, and never stored as truth.

Each act is taken in order. What an office found or decided was given on the content of a line; once that content is
another, after an agreed review or a confirmation, it is void for the line, and stays so when the content comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.procedure.content import CountingDecision, CountingView, EarlierStep, StepContent
from app.domain.procedure.entries import (
    AGREEING,
    OPEN_VIEW,
    REFUSE,
    RETURN,
    Condition,
    Entry,
    EntryState,
    Happening,
    Request,
    StepState,
    Turn,
)
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    DeterminationsKept,
    Entered,
    EntryConfirmed,
    EntryWithdrawn,
    FindingEntered,
    NoticeGiven,
    PermitEntered,
    PermitRefusalEntered,
    StepRequested,
)
from app.domain.procedure.later_events import LaterEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from app.domain.decision.requirements import Step
    from app.domain.procedure.entries import Act
    from app.domain.procedure.events import LineReviewed, Terms, View


class StepOfCase(NamedTuple):
    """A step of the case; one that a line takes as `each` is so for all."""

    id: str
    kind: str
    bodies: tuple[str, ...]
    signatories: tuple[str, ...]
    lines: tuple[int, ...]

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices whose finding or decision is asked for."""
        return self.signatories if self.kind == "each" else self.bodies


class _Counting(NamedTuple):
    """What counts of a step for a line: by office and question, by office, and as later sheets show it."""

    views: Mapping[tuple[str, str], tuple[Entry, View]]
    decisions: Mapping[str, Entry]
    earlier: EarlierStep


class Procedure:
    """A case as its acts leave it. Nothing here is changed once the acts were taken, save by who follows a ledger."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        #: The lines of the last agreed review, by position.
        self.lines: dict[int, LineReviewed] = {}
        self.terms: Terms | None = None
        self.was_reviewed = False
        #: Whether the content is fixed: the last review was agreed to, and the case was not reopened since.
        self.is_locked = False
        #: Whether the case has to be recorded anew, be it that nothing has changed.
        self.needs_record = False
        self.ended: Turn | None = None
        self.reviewed_by = ""
        self.reviewed_on: date | None = None
        self.requests: list[Request] = []
        self.entries: dict[int, Entry] = {}
        #: What counts at once, and has its number from the same row.
        self.happenings: dict[int, Happening] = {}
        self.conditions: list[Condition] = []
        self.notices: dict[str, NoticeGiven] = {}
        #: The steps of the case, in the order of the edition.
        self.steps: tuple[StepOfCase, ...] = ()
        self._ladders: dict[int, tuple[Step, ...]] = {}
        self._counted: dict[tuple[str, int], _Counting] = {}
        #: What was asked since the last act, by step and line.
        self._done: dict[tuple[str, int], bool] = {}
        self._of_step: dict[str, list[Entry]] = {}
        self.acts = tuple(acts)
        for place, act in enumerate(self.acts, 1):
            self._take(place, act)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Procedure) and self.acts == other.acts

    def __hash__(self) -> int:
        return hash(len(self.acts))

    def after(self, acts: Iterable[Act]) -> Procedure:
        """The procedure with further acts."""
        return Procedure((*self.acts, *acts))

    def follow(self, act: Act) -> None:
        """Take the next act into this procedure, rather than into one of its own. It may be none that can follow: then
        it raises whatever comes of that, and nothing more is to be asked."""
        self.acts = (*self.acts, act)
        self._take(len(self.acts), act)

    # What is asked.

    @property
    def next_number(self) -> int:
        """The number of what is recorded next, among entries and what counts at once."""
        return len(self.entries) + len(self.happenings) + 1

    def step(self, step_id: str) -> StepOfCase | None:
        """The step of this id, if the case has it."""
        return next((step for step in self.steps if step.id == step_id), None)

    @property
    def lines_in_procedure(self) -> tuple[int, ...]:
        """The positions of the lines that bodies have to decide on."""
        return tuple(sorted(self._ladders))

    def ladder(self, line: int) -> tuple[Step, ...]:
        """The steps of a line, in the order of the edition; none of a line that is not in procedure."""
        return self._ladders.get(line, ())

    def content(self, step_id: str, line: int) -> StepContent | None:
        """What would be put before the bodies of a step for a line now; None where the line has no such step."""
        earlier: list[EarlierStep] = []
        for step in self.ladder(line):
            if step.id == step_id:
                return StepContent(step_id, self.lines[line].content, tuple(earlier))
            earlier.append(self._counting(step.id, line).earlier)
        return None

    def is_done(self, step_id: str, line: int) -> bool:
        """Whether a step is done for a line."""
        found = self._done.get((step_id, line))
        if found is None:
            found = self._done[step_id, line] = self._is_done(step_id, line)
        return found

    def _is_done(self, step_id: str, line: int) -> bool:
        step = self.step(step_id)
        if step is None:
            return False
        if step.kind == "finding":
            return not self._missing_views(step, line)
        if step.kind == "permit":
            return any(True for _ in self.permits_of(line))
        agreeing = [office for office, entry in self.decisions(step_id, line).items() if entry.decision in AGREEING]
        return set(step.signatories) <= set(agreeing) if step.kind == "each" else bool(agreeing)

    def are_earlier_done(self, step_id: str, line: int) -> bool:
        """Whether every step before this one is done for a line that has it."""
        for step in self.ladder(line):
            if step.id == step_id:
                return True
            if not self.is_done(step.id, line):
                return False
        return False

    def state_on(self, step_id: str, line: int) -> StepState:
        """Where a step stands for one of its lines."""
        decided = [entry.decision for entry in self.decisions(step_id, line).values()]
        if REFUSE in decided:
            return StepState.REFUSED
        if not self.are_earlier_done(step_id, line):
            return StepState.WAITING
        if self.is_done(step_id, line):
            return StepState.DONE
        if self.current_on(step_id, line) is not None:
            return StepState.REQUESTED
        return StepState.RETURNED if RETURN in decided else StepState.OPEN

    def state(self, step: StepOfCase) -> StepState:
        """Where a step stands."""
        states = {self.state_on(step.id, line) for line in step.lines}
        return next(state for state in StepState if state in states)

    def current_lines(self, request: Request) -> tuple[int, ...]:
        """The lines for which a request is current: what was asked is what would be asked now, and may be answered."""
        return tuple(line for line in sorted(request.contents) if self._is_current(request, line))

    def current_request(self, step_id: str, code: str = "") -> Request | None:
        """The latest request of a step that is current for a line, of any code or of this one."""
        found = (each for each in reversed(self.requests) if each.step == step_id and code in ("", each.code))
        return next((each for each in found if self.current_lines(each)), None)

    def current_on(self, step_id: str, line: int) -> Request | None:
        """The latest request of a step that is current for this line."""
        asked = (each for each in reversed(self.requests) if each.step == step_id and line in each.contents)
        return next((each for each in asked if self._is_current(each, line)), None)

    def first_asked(self, request: Request) -> date:
        """The day on which the content of a request was first put before the bodies of its step."""
        return min(each.on for each in self.requests if (each.step, each.code) == (request.step, request.code))

    def views(self, step_id: str, line: int) -> Mapping[tuple[str, str], tuple[Entry, View]]:
        """What counts of an examination for a line, by office and question: the latest, by its date."""
        return self._counting(step_id, line).views

    def decisions(self, step_id: str, line: int) -> Mapping[str, Entry]:
        """What counts of the decisions on a line, by office: the latest, by its date."""
        return self._counting(step_id, line).decisions

    def permits_of(self, line: int) -> Iterator[Entry]:
        """The confirmed permits that name a line, and were given on what is its content now; also those that ended."""
        for entry in self.permits():
            if entry.stands and line in entry.contents and not self.differs(entry, line):
                yield entry

    def permits(self) -> tuple[Entry, ...]:
        """The entries of permits, in their order."""
        return tuple(entry for entry in self.entries.values() if isinstance(entry.said, PermitEntered))

    def has_changed_content(self, permit: Entry) -> bool:
        """Whether the content of any line of a permit is another now than that on which it was given."""
        return any(self.differs(permit, line) for line in permit.contents)

    def differs(self, entry: Entry, line: int) -> bool:
        """Whether the content of a line is another now than that on which an entry was given."""
        return self.content(entry.step, line) != entry.contents[line]

    def waiting(self) -> tuple[Entry, ...]:
        """The entries that somebody has still to confirm, in their order."""
        return tuple(entry for entry in self.entries.values() if entry.is_waiting)

    def missing(self, step: StepOfCase) -> tuple[str, ...]:
        """What a step still lacks for any of its lines: offices, questions, or a question and the office it is left
        open by or asked of, joined by a slash."""
        lacking: dict[str, None] = {}
        for line in step.lines:
            lacking |= dict.fromkeys(self.missing_on(step, line))
        if step.kind != "finding":
            return tuple(office for office in step.offices if office in lacking)
        slots = _in_one_order([slot.id for slot in self.lines[line].slots] for line in step.lines)
        return tuple(sorted(lacking, key=lambda each: _place_of_view(each, slots, step.bodies)))

    def missing_on(self, step: StepOfCase, line: int) -> tuple[str, ...]:
        """What a step still lacks for one of its lines; as `missing`."""
        if step.kind == "finding":
            return self._missing_views(step, line)
        if step.kind == "each":
            decided = self.decisions(step.id, line)
            return tuple(
                office
                for office in step.signatories
                if office not in decided or decided[office].decision not in AGREEING
            )
        return () if self.is_done(step.id, line) else step.bodies[:1]

    @property
    def is_refused(self) -> bool:
        """Whether a body or the Minister refused, and this counts."""
        return any(self.state_on(step.id, line) is StepState.REFUSED for step in self.steps for line in step.lines)

    @property
    def has_every_permit(self) -> bool:
        """Whether every line in procedure has a permit."""
        return bool(self._ladders) and all(any(True for _ in self.permits_of(line)) for line in self._ladders)

    def counts(self, entry: Entry) -> bool:
        """Whether anything of an entry counts on any line."""
        said = entry.said
        if isinstance(said, FindingEntered):
            return any(self.view_counts(entry, view) for view in said.views)
        if entry.decision:
            return any(self.decisions(entry.step, line).get(entry.office) is entry for line in entry.lines)
        return entry.stands

    def view_counts(self, entry: Entry, view: View) -> bool:
        """Whether one view of a finding counts on any line."""
        key = (entry.office, view.slot)
        return any(
            counting[key][0] is entry
            for line in entry.lines
            for counting in [self.views(entry.step, line)]
            if key in counting
        )

    def state_of_entry(self, entry: Entry, *, counts: bool) -> EntryState:
        """Where an entry stands, or one view of it of which it was asked whether it counts."""
        if entry.is_withdrawn:
            return EntryState.WITHDRAWN
        if entry.corrected_by is not None:
            return EntryState.CORRECTED
        if entry.has_lapsed or (entry.contents and not entry.lines):
            return EntryState.VOID
        if not entry.confirmed_by:
            return EntryState.ENTERED
        return EntryState.CONFIRMED if counts else EntryState.SUPERSEDED

    # What is worked out.

    def _counting(self, step_id: str, line: int) -> _Counting:
        found = self._counted.get((step_id, line))
        if found is None:
            counting = [entry for entry in self._of_step.get(step_id, ()) if entry.counts_on(line)]
            counting.sort(key=lambda entry: (entry.dated, entry.confirmed_place))
            views = {
                (entry.office, view.slot): (entry, view)
                for entry in counting
                if isinstance(entry.said, FindingEntered)
                for view in entry.said.views
            }
            decisions = {entry.office: entry for entry in counting if entry.decision}
            found = self._counted[step_id, line] = _Counting(views, decisions, _on_the_sheet(step_id, views, decisions))
        return found

    def _is_current(self, request: Request, line: int) -> bool:
        step = request.step
        if not self.are_earlier_done(step, line) or self.content(step, line) != request.contents[line]:
            return False
        returned = [each for each in self.decisions(step, line).values() if each.decision == RETURN]
        last = max((each.confirmed_place for each in returned), default=0)
        if request.place > last:
            return True
        # What was asked again after it came back was asked on the same content: the former sheet serves as well.
        return any(
            each.place > last and each.step == step and each.contents.get(line) == request.contents[line]
            for each in self.requests
        )

    def _missing_views(self, step: StepOfCase, line: int) -> tuple[str, ...]:
        of_slot: dict[str, dict[str, str]] = {}
        for (office, asked), (_, view) in self.views(step.id, line).items():
            of_slot.setdefault(asked, {})[office] = view.view
        lacking = []
        for slot in self.lines[line].slots:
            given = of_slot.get(slot.id, {})
            if slot.of_every_body:
                lacking += [f"{slot.id}/{office}" for office in step.bodies if office not in given]
            elif not given:
                lacking.append(slot.id)
            lacking += [f"{slot.id}/{office}" for office, view in given.items() if view == OPEN_VIEW]
        return tuple(lacking)

    # What is done.

    def _take(self, place: int, act: Act) -> None:
        self._done.clear()
        match act.what:
            case Turn.RECORDED | DeterminationsKept():
                self.needs_record = False
            case Turn.REOPENED:
                self.is_locked, self.ended = False, None
                self.needs_record = self.needs_record or self.was_reviewed
            case Turn.CLOSED | Turn.WITHDRAWN:
                self.ended = act.what
            case CaseReviewed():
                self._review(act, act.what)
            case StepRequested():
                self._request(place, act, act.what)
            case EntryConfirmed():
                self._confirm(place, act, self.entries[act.what.entry])
            case EntryWithdrawn():
                entry = self.entries[act.what.entry]
                entry.is_withdrawn, entry.withdrawn_because = True, act.what.reason
            case NoticeGiven():
                self.notices[act.what.notice] = act.what
            case said if isinstance(said, Entered | LaterEntry):
                self._enter(place, act, said)
            case said:
                self.happenings[said.entry] = Happening(said.entry, said, act.by, act.on, place)

    def _review(self, act: Act, review: CaseReviewed) -> None:
        if not review.agree or review.terms is None:
            self.needs_record = True
            return
        self.was_reviewed = self.is_locked = True
        self.needs_record = False
        self.reviewed_by, self.reviewed_on = act.by, act.on
        self.terms = review.terms
        order = {step_id: place for place, step_id in enumerate(review.terms.steps)}
        self.lines = {each.content.line: each for each in review.lines}
        self._ladders = {
            line: tuple(sorted(each.content.decision.steps, key=lambda step: order[step.id]))
            for line, each in self.lines.items()
            if each.content.is_in_procedure
        }
        self.steps = _steps_of(self._ladders, review.terms.steps)
        self._counted.clear()
        for line in {line for entry in self.entries.values() for line in entry.contents}:
            self._void(line, {step.id for step in self.ladder(line)}, act.on)

    def _request(self, place: int, act: Act, said: StepRequested) -> None:
        contents = {line: self.content(said.step, line) for line in said.lines}
        known = {line: content for line, content in contents.items() if content is not None}
        self.requests.append(Request(said.request, said.step, known, said.code, act.by, act.on, place))

    def _enter(self, place: int, act: Act, said: Entered | LaterEntry) -> None:
        step = ""
        contents: dict[int, StepContent] = {}
        if isinstance(said, FindingEntered | DecisionEntered | PermitEntered | PermitRefusalEntered):
            request = self.requests[said.request - 1]
            step, contents = request.step, {line: request.contents[line] for line in said.lines}
        entry = Entry(said.entry, said, act.by, act.on, place, step, contents)
        if entry.corrects is not None:
            entry.void |= self.entries[entry.corrects].void
            entry.voided_on = self.entries[entry.corrects].voided_on
        self.entries[said.entry] = entry
        self._of_step.setdefault(step, []).append(entry)

    def _confirm(self, place: int, act: Act, entry: Entry) -> None:
        said = entry.said
        entry.confirmed_by, entry.confirmed_on, entry.confirmed_place = act.by, act.on, place
        if entry.corrects is not None:
            former = self.entries[entry.corrects]
            former.corrected_by, entry.confirmed_place = entry.number, former.confirmed_place
        if isinstance(said, PermitRefusalEntered):
            entry.contents = {line: each for line, each in entry.contents.items() if not any(self.permits_of(line))}
        self._number_conditions(entry)
        for line in entry.contents:
            self._counted.pop((entry.step, line), None)
            ladder = [step.id for step in self.ladder(line)]
            later = ladder[ladder.index(entry.step) + 1 :] if entry.step in ladder else []
            self._void(line, set(later), act.on)

    def _number_conditions(self, entry: Entry) -> None:
        # Those of a consent are its own.
        for text in getattr(entry.said, "conditions", ()) if entry.step else ():
            former = next((each for each in self.conditions if (each.entry, each.text) == (entry.corrects, text)), None)
            if former is None:
                self.conditions.append(Condition(len(self.conditions) + 1, entry.step, entry.number, text))
            else:
                self.conditions[former.number - 1] = former._replace(entry=entry.number)

    def _void(self, line: int, steps: set[str], on: date) -> None:
        """Look at the entries of these steps on a line, and of those that the line has no more: void what was given
        on another content than the present one."""
        ladder = [step.id for step in self.ladder(line)]
        gone = [step for step in self._of_step if step not in ladder]
        for step in [*(step for step in ladder if step in steps), *gone]:
            given = [each for each in self._of_step.get(step, ()) if line in each.contents and line not in each.void]
            content, is_changed = self.content(step, line) if given else None, False
            for entry in given:
                # A confirmed permit is never void, and its correction waits for the content to come back.
                is_kept = isinstance(entry.said, PermitEntered) and bool(entry.confirmed_by or entry.corrects)
                if not is_kept and entry.contents[line] != content:
                    entry.void.add(line)
                    entry.voided_on = on
                    is_changed = True
            if is_changed:
                self._counted.pop((step, line), None)


def _in_one_order(orders: Iterable[list[str]]) -> list[str]:
    """Questions that are asked of some line, where each line asks some of them in the order of the edition."""
    merged: list[str] = []
    for order in orders:
        place = 0
        for each in order:
            if each not in merged:
                merged.insert(place, each)
            place = merged.index(each) + 1
    return merged


def _place_of_view(lacking: str, slots: list[str], bodies: tuple[str, ...]) -> tuple[int, int]:
    slot, _, office = lacking.partition("/")
    return slots.index(slot), bodies.index(office) if office in bodies else -1


def _on_the_sheet(
    step_id: str, views: Mapping[tuple[str, str], tuple[Entry, View]], decisions: Mapping[str, Entry]
) -> EarlierStep:
    return EarlierStep(
        step_id,
        tuple(
            CountingView(office, slot, view.view, view.text, getattr(entry.said, "document", None))
            for (office, slot), (entry, view) in sorted(views.items(), key=lambda each: each[0])
        ),
        tuple(
            CountingDecision(office, entry.decision, getattr(entry.said, "conditions", ()))
            for office, entry in sorted(decisions.items())
        ),
    )


def _steps_of(ladders: dict[int, tuple[Step, ...]], order: tuple[str, ...]) -> tuple[StepOfCase, ...]:
    """The union of what the lines require, in the order of the edition."""
    steps = []
    for step_id in order:
        taken = {line: step for line, ladder in sorted(ladders.items()) for step in ladder if step.id == step_id}
        if taken:
            kinds = {step.sign_off for step in taken.values()}
            kind = "each" if "each" in kinds else kinds.pop()
            bodies = dict.fromkeys(body for step in taken.values() for body in step.bodies)
            signatories = dict.fromkeys(office for step in taken.values() for office in step.signatories)
            steps.append(StepOfCase(step_id, kind, tuple(bodies), tuple(signatories), tuple(taken)))
    return tuple(steps)
