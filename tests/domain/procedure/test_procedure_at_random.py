"""Whatever people do to a case, in whatever order: the procedure is what a second telling of it says, no permit is
confirmed without its sign-offs, and from everywhere there is a way on.

What is not allowed is refused, and changes nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.law.outcomes import Outcome
from app.domain.procedure.asked_again import refusal_of_act
from app.domain.procedure.case_states import CaseState
from app.domain.procedure.entries import StepState
from app.domain.procedure.events import (
    DecisionEntered,
    FindingEntered,
    LineReviewed,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
)
from app.domain.procedure.notices import notices_of, state_of_notice
from app.domain.procedure.permits import permit_said, state_of_permit, valid_until
from app.domain.procedure.procedure import Procedure
from app.domain.procedure.refusals import CODES, code_of_refusal, first
from app.domain.procedure.refusals_of_entries import refusals_of_confirming
from app.domain.procedure.refusals_of_requests import refusals_of_request
from app.domain.procedure.waits import BeforeReview, WaitKind, waits_of
from tests.domain.procedure.desk import (
    BEGUN,
    END_USE,
    EXAMINATION,
    FIGHTING,
    FOUR,
    KNOWN,
    MEETING,
    OVERALL,
    PERMIT,
    RECORDERS,
    REVIEWER,
    STEPS,
    Desk,
    a_line,
)
from tests.oracles.procedure_by_hand import ByHand

LADDERS = ((EXAMINATION, FOUR, PERMIT), (EXAMINATION, MEETING, PERMIT), (EXAMINATION, PERMIT), (FOUR, PERMIT))
SLOTS = ((OVERALL,), (END_USE, OVERALL), (END_USE, FIGHTING, OVERALL))
OFFICES = ("meti", "mofa", "council", "prime", "foreign", "defense")
VIEWS = ("no_objection", "no_objection", "no_objection", "objection", "open")
DECISIONS = ("agree", "agree", "agree", "agree", "agree_with_conditions", "return", "refuse")
PEOPLE = (*RECORDERS, REVIEWER)


@st.composite
def lines(draw: st.DrawFn) -> tuple[LineReviewed, ...]:
    """One to three lines, each with steps and questions of its own."""
    return tuple(
        a_line(
            position,
            steps=draw(st.sampled_from(LADDERS)),
            slots=draw(st.sampled_from(SLOTS)),
            outcome=draw(st.sampled_from((Outcome.EXCEPTIONAL, Outcome.EXCEPTIONAL, Outcome.ELIGIBLE, Outcome.BARRED))),
        )
        for position in range(1, draw(st.integers(1, 3)) + 1)
    )


class ProcedureAtRandom(RuleBasedStateMachine):
    """A desk, and its case told a second time."""

    def __init__(self) -> None:
        super().__init__()
        self.by_hand = ByHand(())
        self.followed = Procedure()

    @initialize(made=lines(), progress=st.sampled_from(("", "begun", "begun", "examined", "signed", "permitted")))
    def make_case(self, made: tuple[LineReviewed, ...], progress: str) -> None:
        """Begin anywhere on the way."""
        self.desk = Desk(*made)
        self.desk.record()
        if progress in ("", "begun") or not self.desk.lines:
            self.done(self.desk.review() if progress else "")
            return
        self.done(self.desk.review())
        self.go_on(until=progress)

    def done(self, refusal: str) -> None:
        """What was done is told to the other one, too; each refusal has a word of the list."""
        assert refusal == "" or refusal in CODES
        for act in self.desk.procedure.acts[len(self.by_hand.acts) :]:
            self.by_hand.take(act)
            # Who replays a ledger asks before each act, of one procedure that goes on, and hears the same.
            assert refusal_of_act(self.followed, act) is None
            self.followed.follow(act)

    # What people do.

    @rule(agree=st.sampled_from((True, True, True, False)), by=st.sampled_from((REVIEWER, "sato", "mori")))
    def review(self, agree: bool, by: str) -> None:
        """Review."""
        self.done(self.desk.review(by, agree=agree, note="unclear"))

    @rule(step=st.sampled_from(STEPS))
    def request(self, step: str) -> None:
        """Request a step."""
        self.done(self.desk.request(step))

    @rule(
        office=st.sampled_from(OFFICES[:2]),
        views=st.dictionaries(st.sampled_from(("end_use", "fighting", "overall")), st.sampled_from(VIEWS), min_size=1),
        by=st.sampled_from(PEOPLE),
        back=st.integers(0, 2),
    )
    def find(self, office: str, views: dict[str, str], by: str, back: int) -> None:
        """Enter a finding."""
        self.done(self.desk.find(office, views, by=by, dated=self.desk.today - timedelta(back)))

    @rule(
        office=st.sampled_from(OFFICES[2:]),
        decision=st.sampled_from(DECISIONS),
        by=st.sampled_from(PEOPLE),
        back=st.integers(0, 2),
    )
    def decide(self, office: str, decision: str, by: str, back: int) -> None:
        """Enter a decision."""
        conditions = ("none is passed on",) if decision == "agree_with_conditions" else ()
        dated = self.desk.today - timedelta(back)
        self.done(self.desk.decide(office, decision, conditions=conditions, by=by, dated=dated))

    @rule(
        quantities=st.dictionaries(st.integers(1, 3), st.sampled_from((4, 6, 10)), min_size=1),
        by=st.sampled_from(PEOPLE),
    )
    def permit(self, quantities: dict[int, int], by: str) -> None:
        """Enter a permit."""
        self.done(self.desk.permit(quantities, by=by))

    @rule(by=st.sampled_from(PEOPLE))
    def refuse_permit(self, by: str) -> None:
        """Enter that it was refused."""
        self.done(self.desk.refuse_permit(by=by))

    @precondition(lambda self: self.desk.procedure.entries)
    @rule(data=st.data(), by=st.sampled_from(PEOPLE), other=st.booleans())
    def correct(self, data: st.DataObject, by: str, other: bool) -> None:
        """Correct an entry with itself or with another text."""
        standing = [each for each in self.desk.procedure.entries.values() if each.stands]
        entry = data.draw(st.sampled_from(standing or list(self.desk.procedure.entries.values())))
        said, number, last = entry.said, entry.number, self.desk.last
        code = self.desk.procedure.requests[getattr(said, "request", 1) - 1].code
        match said:
            case FindingEntered():
                views = [view._replace(view="objection") for view in said.views] if other else said.views
                self.done(
                    self.desk.find(
                        said.office, views, by=by, dated=said.dated, code=code, corrects=number, reason="misread"
                    )
                )
            case DecisionEntered():
                decision = "return" if other else "agree"
                self.done(self.desk.decide(said.office, decision, by=by, dated=said.dated, code=code, corrects=number))
            case PermitEntered():
                quantities = dict.fromkeys(said.quantities, 5) if other else said.quantities
                self.done(
                    self.desk.permit(quantities, by=by, dated=said.dated, code=code, corrects=number, reason="misread")
                )
        if self.desk.last > last and data.draw(st.booleans()):
            self.confirm_one(self.desk.last, data.draw(st.sampled_from(PEOPLE)))

    @precondition(lambda self: self.desk.procedure.entries)
    @rule(data=st.data(), by=st.sampled_from(PEOPLE))
    def confirm(self, data: st.DataObject, by: str) -> None:
        """Confirm an entry, mostly one that waits."""
        waiting = [each.number for each in self.desk.procedure.waiting()]
        number = data.draw(st.sampled_from(waiting) if waiting else st.integers(1, self.desk.last))
        self.confirm_one(number, by)

    def confirm_one(self, number: int, by: str) -> str:
        """Confirm this entry, and look at what stands behind it."""
        before = self.by_hand_of(number)
        refusal = self.desk.confirm(number, by)
        if not refusal:
            self.look_at_what_was_confirmed(number, by, before)
        self.done(refusal)
        return refusal

    def by_hand_of(self, number: int) -> dict[int, set[str]]:
        """Who stands behind what counts for the lines of an entry before it is confirmed."""
        behind: dict[int, set[str]] = {}
        for line in [line for entry, line in self.by_hand.given if entry == number]:
            behind[line] = set()
            for step in self.by_hand.steps_of(line):
                counting = [entry for entry, _ in self.by_hand.views(step.id, line).values()]
                counting += self.by_hand.decisions(step.id, line).values()
                for act in self.by_hand.acts:
                    if getattr(act.what, "entry", None) in counting:
                        behind[line].add(act.by)
        return behind

    def look_at_what_was_confirmed(self, number: int, by: str, behind: dict[int, set[str]]) -> None:
        """No permit with a missing, void, unconfirmed, self-given or out-of-order sign-off; three people behind it."""
        entered = next(act for act in self.by_hand.acts if getattr(act.what, "entry", None) == number)
        assert entered.by != by
        if not isinstance(entered.what, PermitEntered):
            return
        assert len({entered.by, by}.union(*behind.values())) >= 3
        if entered.what.corrects is not None:
            return
        for line in entered.what.quantities:
            content = self.by_hand.content("permit", line)
            assert content is not None
            assert self.by_hand.given[number, line] == content
            for step in self.by_hand.earlier("permit", line):
                assert not self.by_hand.missing(step, line)
                self.look_at_each_office(step, line)

    def look_at_each_office(self, step: str, line: int) -> None:
        """What counts of each office was given on what was before the body, and confirmed by another person."""
        decided = self.by_hand.decisions(step, line)
        if self.by_hand.kind(step) == "each":
            assert set(decided) >= set(FOUR.signatories)
        for entry in [*decided.values(), *(entry for entry, _ in self.by_hand.views(step, line).values())]:
            assert self.by_hand.given[entry, line] == self.by_hand.content(step, line)
            by = [act.by for act in self.by_hand.acts if getattr(act.what, "entry", None) == entry]
            assert len(by) == len(set(by)) == 2

    @precondition(lambda self: self.desk.procedure.entries)
    @rule(data=st.data(), by=st.sampled_from(PEOPLE))
    def take_back(self, data: st.DataObject, by: str) -> None:
        """Withdraw an entry."""
        self.done(self.desk.take_back(data.draw(st.integers(1, self.desk.last)), by))

    @precondition(lambda self: self.desk.procedure.permits())
    @rule(data=st.data(), ends=st.booleans(), days=st.integers(1, 300))
    def change_permit(self, data: st.DataObject, ends: bool, days: int) -> None:
        """Extend or end a permit."""
        permit = data.draw(st.sampled_from(self.desk.procedure.permits())).number
        self.done(self.desk.end(permit) if ends else self.desk.extend(permit, self.desk.today + timedelta(days)))

    @rule(notice=st.sampled_from(("diet_notice", "annual_report")))
    def notify(self, notice: str) -> None:
        """Give a notice."""
        self.done(self.desk.notify(notice))

    @rule(data=st.data(), answers=st.lists(st.sampled_from(("yes", "no")), min_size=3, max_size=3), again=st.booleans())
    def change(self, data: st.DataObject, answers: list[str], again: bool) -> None:
        """Reopen the case, change some lines or none, and perhaps record and review it again."""
        self.done(self.desk.reopen())
        made = self.desk.lines if data.draw(st.booleans()) else data.draw(lines())
        changed = []
        for line, answer in zip(made, answers, strict=False):
            decision = line.content.decision._replace(answers={"weapon": answer})
            changed.append(line._replace(content=line.content._replace(decision=decision)))
        if again and not self.desk.state.is_locked and not self.desk.state.has_ended:
            self.done(self.desk.record(*changed))
            self.done(self.desk.review())

    @rule()
    def record(self) -> None:
        """Record what was recorded before."""
        refusal = self.desk.record()
        self.done("" if refusal == "locked" else refusal)

    @rule(withdrawn=st.booleans())
    def finish(self, withdrawn: bool) -> None:
        """Close or withdraw the case."""
        self.done(self.desk.withdraw() if withdrawn else self.desk.close())

    @rule(days=st.integers(1, 90))
    def wait(self, days: int) -> None:
        """Let time go by."""
        self.desk.next_day(days)

    # What holds.

    @invariant()
    def is_told_alike(self) -> None:
        """The procedure says what the second telling says."""
        if hasattr(self, "desk"):
            assert told(self.desk) == told_by_hand(self.by_hand, self.desk)

    @invariant()
    def says_what_is_missing(self) -> None:
        """What is asked for and not done lacks something, and names it."""
        if not hasattr(self, "desk"):
            return
        for step in self.desk.procedure.steps:
            assert bool(self.desk.procedure.missing(step)) == any(
                not self.desk.procedure.is_done(step.id, line) for line in step.lines
            )

    @invariant()
    def says_what_it_waits_for(self) -> None:
        """What waits is what could be done next, since a day that has come, and nothing of it is left out."""
        if not hasattr(self, "desk"):
            return
        desk, by_hand = self.desk, self.by_hand
        waits = waits_of(desk.procedure, desk.state, BeforeReview(BEGUN, BEGUN, frozenset(("sato",))))
        of = {kind: [wait for wait in waits if wait.kind is kind] for kind in WaitKind}
        assert all(BEGUN <= wait.since <= desk.today for wait in waits)
        if desk.state is CaseState.WITHDRAWN:
            assert not waits
            return
        before = (WaitKind.DRAFT, WaitKind.REOPENED, WaitKind.REVIEW, WaitKind.END)
        kinds = [wait.kind.value for wait in waits if wait.kind in before]
        is_idle = desk.state is CaseState.REVIEWED and not desk.procedure.lines_in_procedure
        own = {"draft": ["draft"], "reopened": ["reopened"], "determined": ["review"], "refused": ["end"]}
        assert kinds == (["end"] if is_idle else own.get(desk.state.value, []))
        is_under_way = desk.state.is_locked and desk.state is not CaseState.REFUSED
        states = {
            step: {by_hand.state(step, line) for line in by_hand.lines_of(step)}
            for step in (by_hand.steps() if is_under_way else ())
        }
        assert [wait.step for wait in of[WaitKind.REQUEST]] == [
            step for step, found in states.items() if found & {"open", "returned"}
        ]
        for wait in of[WaitKind.REQUEST]:
            found = first(refusals_of_request(desk.procedure, desk.state, wait.step, KNOWN))
            assert wait.refusal == ("" if found is None else code_of_refusal(found))
        # Whoever was asked has not been heard, or what they said waits here.
        on_the_way = {wait.step for kind in (WaitKind.ANSWER, WaitKind.CONFIRM) for wait in of[kind]}
        assert {step for step, found in states.items() if "requested" in found} <= on_the_way
        assert {wait.step for wait in of[WaitKind.ANSWER]} <= {
            step for step, found in states.items() if "requested" in found
        }
        for person in PEOPLE:
            may = [each for each in desk.procedure.entries if not self._stands_against(each, person)]
            assert may == [
                wait.entry for wait in of[WaitKind.CONFIRM] if not wait.refusal and person not in wait.not_for
            ]
        for wait in of[WaitKind.VOID]:
            assert len(by_hand.valid_lines(wait.entry)) < len(
                [line for entry, line in by_hand.given if entry == wait.entry]
            )
            assert any(by_hand.missing(wait.step, line) for line in by_hand.lines_of(wait.step))
        assert [wait.subject for wait in of[WaitKind.NOTICE]] == [
            notice for notice, state in by_hand.notices().items() if state == "due"
        ]
        assert [(wait.entry, wait.until) for wait in of[WaitKind.PERMIT]] == [
            (each, by_hand.valid_until(each))
            for each in by_hand.entries()
            if isinstance(by_hand.said(each), PermitEntered)
            and by_hand.is_confirmed(each)
            and by_hand.corrected_by(each) is None
            and by_hand.state_of_permit(each, desk.today) != "ended"
        ]

    def _stands_against(self, entry: int, person: str) -> bool:
        return first(refusals_of_confirming(self.desk.procedure, self.desk.state, entry, person)) is not None

    # The way on.

    def teardown(self) -> None:
        """From everywhere without a refusal the people at hand come to a permit."""
        if not hasattr(self, "desk"):
            return
        desk = self.desk
        if desk.state.has_ended:
            self.done(desk.reopen())
        if not desk.state.is_locked:
            self.done(desk.record() if desk.state is not CaseState.DETERMINED else "")
            self.done(desk.review())
        assert desk.state.is_locked
        if desk.state is not CaseState.REFUSED and desk.procedure.lines_in_procedure:
            self.go_on(until="permitted")
            self.is_told_alike()
            assert desk.procedure.is_refused or desk.state is CaseState.PERMIT_RECORDED

    def go_on(self, until: str) -> None:
        """Confirm or withdraw what waits, and ask for and enter what is missing, step by step."""
        desk = self.desk
        last = {"examined": 1, "signed": 2, "permitted": 3}[until]
        desk.next_day()
        self.settle()
        for step_id in STEPS[:last]:
            for _ in range(4):
                step = desk.procedure.step(step_id)
                if desk.state is CaseState.REFUSED or step is None or not desk.procedure.missing(step):
                    break
                if not desk.request(step_id):
                    self.done("")
                if desk.procedure.state(step) is StepState.WAITING:
                    break
                self.enter_what_is_missing(step_id)

    def enter_what_is_missing(self, step_id: str) -> None:
        """On each sheet of a step that is current."""
        desk = self.desk
        for request in [each for each in desk.procedure.requests if each.step == step_id]:
            step = desk.procedure.step(step_id)
            on = desk.procedure.current_lines(request)
            if step is None or not any(not desk.procedure.is_done(step_id, line) for line in on):
                continue
            if step_id == "permit":
                wanted = {line: 1 for line in on if not desk.procedure.is_done(step_id, line)}
                assert desk.permit(wanted, by="mori", code=request.code) == ""
                self.settle()
                continue
            for office in step.offices:
                if step_id == "examination":
                    slots = {slot.id for line in step.lines for slot in desk.procedure.lines[line].slots}
                    views = dict.fromkeys(sorted(slots), "no_objection")
                    assert desk.find(office, views, by="mori", code=request.code) == ""
                else:
                    assert desk.decide(office, by="mori", code=request.code) in ("", "already_signed")
                self.settle()

    def settle(self) -> None:
        """Somebody confirms each entry that waits, or takes it back."""
        for entry in self.desk.procedure.waiting():
            refusals = [self.confirm_one(entry.number, by) for by in PEOPLE]
            assert "" in refusals or self.desk.take_back(entry.number) in ("", "refused_earlier")
            self.done("")


def told(desk: Desk) -> dict[str, Any]:
    """What the procedure says."""
    procedure = desk.procedure
    entries = [each for each in procedure.entries.values() if not isinstance(each.said, PermitEntered)]
    given = [each for each in entries if not isinstance(each.said, PermitExtensionEntered | PermitEndEntered)]
    return {
        "case": desk.state.value,
        "steps": {step.id: (step.kind, procedure.state(step).value, step.lines) for step in procedure.steps},
        "lines": {
            (step.id, line): (procedure.state_on(step.id, line).value, set(procedure.missing_on(step, line)))
            for step in procedure.steps
            for line in step.lines
        },
        "entries": {
            each.number: (procedure.state_of_entry(each, counts=procedure.counts(each)).value, list(each.lines))
            for each in given
        },
        "permits": {
            each.number: (
                state_of_permit(procedure, each, desk.today).value,
                each.stands and procedure.has_changed_content(each),
                valid_until(procedure, each),
                dict(permit_said(each).quantities),
            )
            for each in procedure.permits()
        },
        "notices": {each.id: state_of_notice(procedure, each).value for each in notices_of(procedure)},
        "conditions": [(each.number, each.step, each.text) for each in procedure.conditions],
    }


def told_by_hand(by_hand: ByHand, desk: Desk) -> dict[str, Any]:
    """And what the second telling says."""
    permits = [each for each in by_hand.entries() if isinstance(by_hand.said(each), PermitEntered)]
    given = (FindingEntered, DecisionEntered, PermitRefusalEntered)
    return {
        "case": by_hand.state_of_case(),
        "steps": {
            step: (by_hand.kind(step), by_hand.state_of_step(step), tuple(by_hand.lines_of(step)))
            for step in by_hand.steps()
        },
        "lines": {
            (step, line): (by_hand.state(step, line), by_hand.missing(step, line))
            for step in by_hand.steps()
            for line in by_hand.lines_of(step)
        },
        "entries": {
            each: (by_hand.state_of_entry(each), by_hand.valid_lines(each))
            for each in by_hand.entries()
            if isinstance(by_hand.said(each), given)
        },
        "permits": {
            each: (
                by_hand.state_of_permit(each, desk.today),
                by_hand.is_confirmed(each) and by_hand.corrected_by(each) is None and by_hand.has_changed_content(each),
                by_hand.valid_until(each),
                dict(by_hand.said(each).quantities),
            )
            for each in permits
        },
        "notices": by_hand.notices(),
        "conditions": by_hand.conditions(),
    }


TestProcedureAtRandom = ProcedureAtRandom.TestCase
TestProcedureAtRandom.settings = settings(max_examples=settings().max_examples * 3 // 5, stateful_step_count=25)
