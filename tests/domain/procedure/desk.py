"""A case with lines of its own making, and the people who take it through its procedure: no register, no edition.

Whoever does an act is asked for what stands against it first, as the use cases ask; what is refused is not done.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.decision.requirements import Step
from app.domain.ids import CaseId
from app.domain.law.outcomes import Outcome
from app.domain.procedure.asked_again import permit_step
from app.domain.procedure.case_states import CaseState, state_of_case
from app.domain.procedure.content import DecisionInContent, LineContent, code_of_contents
from app.domain.procedure.entries import Act, Turn
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    EntryConfirmed,
    EntryWithdrawn,
    FindingEntered,
    LineReviewed,
    NoticeGiven,
    NoticeNeeded,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
    SlotAsked,
    StepRequested,
    Terms,
    View,
)
from app.domain.procedure.periods import last_day_of
from app.domain.procedure.procedure import Procedure
from app.domain.procedure.refusals import (
    Known,
    code_of_refusal,
    first,
    refusals_of_closing,
    refusals_of_reopening,
    refusals_of_review,
    refusals_of_withdrawing,
)
from app.domain.procedure.refusals_of_entries import (
    refusals_of_confirming,
    refusals_of_decision,
    refusals_of_finding,
    refusals_of_withdrawing_entry,
)
from app.domain.procedure.refusals_of_permits import (
    refusals_of_extension,
    refusals_of_notice,
    refusals_of_permit,
    refusals_of_permit_end,
    refusals_of_permit_refusal,
)
from app.domain.procedure.refusals_of_requests import lines_to_ask_for, refusals_of_request
from app.domain.procedure.sheets import sheet_of, sheet_of_correction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.errors import Mendable
    from app.domain.procedure.events import ProcedureEvent
    from app.domain.procedure.sheets import Sheet

CASE = CaseId(1)
OFFICER, REVIEWER, RECORDERS = "sato", "ueda", ("mori", "abe", "kato")
BEGUN = date(2026, 6, 1)

EXAMINATION = Step("examination", 1, ("meti", "mofa"), "finding")
MEETING = Step("council", 2, ("council",), "meeting")
FOUR = Step("council", 2, ("council",), "each", ("prime", "foreign", "defense"))
PERMIT = Step("permit", 3, ("minister",), "permit")
STEPS = ("examination", "council", "permit")
KNOWN = Known(
    frozenset((*STEPS, "of_other_cases")),
    frozenset(("end_use", "fighting", "overall", "of_other_cases")),
    frozenset(("diet_notice", "annual_report", "of_other_cases")),
)
TERMS = Terms(STEPS, (NoticeNeeded("diet_notice", ("council",)), NoticeNeeded("annual_report")), 6, "2024-03-26")
END_USE, FIGHTING, OVERALL = SlotAsked("end_use"), SlotAsked("fighting"), SlotAsked("overall", of_every_body=True)


def a_line(
    line: int = 1,
    *,
    steps: tuple[Step, ...] = (EXAMINATION, FOUR, PERMIT),
    slots: tuple[SlotAsked, ...] = (END_USE, OVERALL),
    outcome: Outcome = Outcome.EXCEPTIONAL,
    answer: str = "yes",
    quantity: str = "10",
) -> LineReviewed:
    """A line as it is reviewed; another `answer` is another content."""
    decision = DecisionInContent(
        on=BEGUN,
        edition="2026-04-24",
        decision_digest="d",
        reference="r",
        outcome=outcome,
        answers={"weapon": answer},
        derived={},
        rules=(),
        steps=steps,
        notices=("diet_notice", "annual_report"),
        commitments=(),
        official_answers=(),
    )
    content = LineContent(line, "2026-0001", {"end_user": "ADF"}, "frigate", quantity, "", decision)
    return LineReviewed(content, slots)


class Desk:
    """The acts of a case; each method returns the code of the refusal, and "" where the act was done."""

    def __init__(self, *lines: LineReviewed) -> None:
        self.lines = lines or (a_line(),)
        self.today = BEGUN
        self.is_determined = False
        self.procedure = Procedure()
        #: What was typed: the code of each request, by its number.
        self.codes: list[str] = []

    @property
    def state(self) -> CaseState:
        """Where the case stands."""
        return state_of_case(self.procedure, does_every_line_stand=self.is_determined)

    def do(self, by: str, what: ProcedureEvent | Turn) -> str:
        """Do what nothing stands against."""
        self.procedure = self.procedure.after([Act(by, self.today, what)])
        return ""

    def next_day(self, days: int = 1) -> None:
        """Let days go by."""
        self.today += timedelta(days=days)

    # What is done to the case.

    def record(self, *lines: LineReviewed) -> str:
        """Record what the lines say now, changed or not."""
        if self.state.is_locked or self.state.has_ended:
            return "locked"
        self.lines = lines or self.lines
        self.is_determined = True
        return self.do(OFFICER, Turn.RECORDED)

    def review(self, by: str = REVIEWER, *, agree: bool = True, note: str = "") -> str:
        """Review the case; the officer prepared it."""
        found = first(refusals_of_review(self.state, by, {OFFICER}, agree=agree, note=note))
        lines, terms = (self.lines, TERMS) if agree else ((), None)
        return told(found) or self.do(by, CaseReviewed(CASE, agree, note, lines, terms))

    def reopen(self, reason: str = "changed") -> str:
        """Reopen the case."""
        return told(first(refusals_of_reopening(self.state, reason))) or self.do(OFFICER, Turn.REOPENED)

    def close(self, reason: str = "over") -> str:
        """Close the case."""
        found = first(refusals_of_closing(self.state, reason, needs_reason=None))
        return ("ended" if self.state.has_ended else told(found)) or self.do(OFFICER, Turn.CLOSED)

    def withdraw(self, reason: str = "over") -> str:
        """Withdraw the case."""
        found = first(refusals_of_withdrawing(self.procedure, self.state, reason))
        return ("ended" if self.state.has_ended else told(found)) or self.do(OFFICER, Turn.WITHDRAWN)

    # What is done in the procedure.

    def request(self, step: str) -> str:
        """Request a step."""
        refusal = told(first(refusals_of_request(self.procedure, self.state, step, KNOWN)))
        taken = self.procedure.step(step)
        if refusal or taken is None:
            return refusal
        lines = lines_to_ask_for(self.procedure, taken)
        contents = [content for line in lines if (content := self.procedure.content(step, line)) is not None]
        self.codes.append(code_of_contents(contents))
        return self.do(OFFICER, StepRequested(CASE, len(self.codes), step, lines, self.codes[-1]))

    def code(self, step: str) -> str:
        """The code on the latest sheet of a step; that of no sheet where there is none."""
        found = [each for each in self.procedure.requests if each.step == step]
        return found[-1].code if found else "00000-00000-0"

    def find(
        self,
        office: str,
        views: Mapping[str, str] | Iterable[View],
        *,
        by: str = "mori",
        step: str = "examination",
        dated: date | None = None,
        author: str = "Head of section",
        code: str | None = None,
        own_office: str = "meti",
        corrects: int | None = None,
        reason: str = "",
    ) -> str:
        """Enter a finding; `views` by slot, or as they are."""
        if not isinstance(views, dict):
            given = tuple(each for each in views if isinstance(each, View))
        else:
            given = tuple(View(slot, view, "text") for slot, view in views.items())
        typed, dated = self.code(step) if code is None else code, dated or self.today
        found = first(
            refusals_of_finding(
                self.procedure,
                self.state,
                step,
                KNOWN,
                office=office,
                author=author,
                dated=dated,
                views=given,
                code=typed,
                own_office=own_office,
                today=self.today,
                corrects=corrects,
                reason=reason,
            )
        )
        if found is not None:
            return told(found)
        sheet = self._sheet(step, typed, corrects, own=office == own_office)
        said = FindingEntered(
            case_id=CASE,
            entry=self._next,
            request=sheet.request.number,
            lines=sheet.lines,
            office=office,
            author=author,
            dated=dated,
            views=given,
            corrects=corrects,
            reason=reason,
        )
        return self.do(by, said)

    def decide(
        self,
        office: str,
        decision: str = "agree",
        *,
        by: str = "mori",
        step: str = "council",
        signatory: str | None = None,
        conditions: Sequence[str] = (),
        reason: str = "because",
        dated: date | None = None,
        reference: str = "No. 1",
        code: str | None = None,
        acting: str = "",
        corrects: int | None = None,
    ) -> str:
        """Enter a decision."""
        typed, dated = self.code(step) if code is None else code, dated or self.today
        signatory, conditions = f"Head of {office}" if signatory is None else signatory, tuple(conditions)
        found = first(
            refusals_of_decision(
                self.procedure,
                self.state,
                step,
                KNOWN,
                office=office,
                signatory=signatory,
                decision=decision,
                conditions=conditions,
                reason=reason,
                dated=dated,
                reference=reference,
                code=typed,
                acting=acting,
                today=self.today,
                corrects=corrects,
            )
        )
        if found is not None:
            return told(found)
        sheet = self._sheet(step, typed, corrects)
        said = DecisionEntered(
            case_id=CASE,
            entry=self._next,
            request=sheet.request.number,
            lines=sheet.lines,
            office=office,
            signatory=signatory,
            decision=decision,
            dated=dated,
            reference=reference,
            conditions=conditions,
            reason=reason,
            acting=acting,
            corrects=corrects,
        )
        return self.do(by, said)

    def permit(
        self,
        quantities: Mapping[int, int],
        *,
        by: str = "mori",
        number: str = "P-1",
        dated: date | None = None,
        until: date | None = None,
        conditions: Sequence[str] = (),
        code: str | None = None,
        corrects: int | None = None,
        reason: str = "",
    ) -> str:
        """Enter a permit."""
        typed, dated = self.code("permit") if code is None else code, dated or self.today
        until, conditions = until or last_day_of(dated, 6), tuple(conditions)
        found = first(
            refusals_of_permit(
                self.procedure,
                self.state,
                permit_step(self.procedure),
                number=number,
                dated=dated,
                quantities=quantities,
                until=until,
                conditions=conditions,
                code=typed,
                today=self.today,
                corrects=corrects,
                reason=reason,
            )
        )
        if found is not None:
            return told(found)
        request = self._sheet("permit", typed, corrects).request.number
        said = PermitEntered(
            CASE, self._next, request, number, dated, until, dict(quantities), conditions, None, None, corrects, reason
        )
        return self.do(by, said)

    def refuse_permit(
        self,
        *,
        by: str = "mori",
        dated: date | None = None,
        reason: str = "because",
        reference: str = "No. 1",
        code: str | None = None,
    ) -> str:
        """Enter that the permit was refused."""
        typed, dated = self.code("permit") if code is None else code, dated or self.today
        found = first(
            refusals_of_permit_refusal(
                self.procedure,
                self.state,
                permit_step(self.procedure),
                dated=dated,
                reason=reason,
                reference=reference,
                code=typed,
                today=self.today,
            )
        )
        if found is not None:
            return told(found)
        sheet = self._sheet("permit", typed, None)
        said = PermitRefusalEntered(
            CASE, self._next, sheet.request.number, sheet.lines, "minister", dated, reason, reference
        )
        return self.do(by, said)

    def extend(
        self, permit: int, until: date, *, by: str = "mori", dated: date | None = None, reference: str = "No. 1"
    ) -> str:
        """Enter that a permit runs longer."""
        dated = dated or self.today
        found = first(
            refusals_of_extension(
                self.procedure,
                self.state,
                permit,
                until=until,
                dated=dated,
                reference=reference,
                today=self.today,
            )
        )
        return told(found) or self.do(by, PermitExtensionEntered(CASE, self._next, permit, until, dated, reference))

    def end(
        self,
        permit: int,
        *,
        by: str = "mori",
        dated: date | None = None,
        reason: str = "given back",
        reference: str = "No. 1",
    ) -> str:
        """Enter that a permit has ended."""
        dated = dated or self.today
        found = first(
            refusals_of_permit_end(
                self.procedure,
                self.state,
                permit,
                dated=dated,
                reason=reason,
                reference=reference,
                today=self.today,
            )
        )
        return told(found) or self.do(by, PermitEndEntered(CASE, self._next, permit, dated, reason, reference))

    def confirm(self, entry: int | None = None, by: str = "abe") -> str:
        """Confirm an entry, the last one where none is named."""
        number = len(self.procedure.entries) if entry is None else entry
        found = first(refusals_of_confirming(self.procedure, self.state, number, by))
        return told(found) or self.do(by, EntryConfirmed(CASE, number))

    def take_back(self, entry: int, by: str = "mori", reason: str = "misread") -> str:
        """Withdraw an entry."""
        found = first(refusals_of_withdrawing_entry(self.procedure, self.state, entry, reason))
        return told(found) or self.do(by, EntryWithdrawn(CASE, entry, reason))

    def notify(self, notice: str, *, dated: date | None = None, reference: str = "No. 1") -> str:
        """Record that a notice was given."""
        dated = dated or self.today
        found = first(
            refusals_of_notice(
                self.procedure,
                self.state,
                notice,
                KNOWN,
                dated=dated,
                reference=reference,
                today=self.today,
            )
        )
        return told(found) or self.do("mori", NoticeGiven(CASE, notice, dated, reference))

    # What goes well.

    def begun(self) -> Desk:
        """A case whose review was agreed to."""
        self.went_well(self.record(), self.review())
        return self

    def examined(self) -> Desk:
        """And whose examination is done."""
        self.begun().went_well(self.request("examination"))
        slots = dict.fromkeys((slot.id for line in self.lines for slot in line.slots), "no_objection")
        for office in EXAMINATION.bodies:
            self.went_well(self.find(office, slots), self.confirm())
        return self

    def signed(self) -> Desk:
        """And for which every office of the council signed."""
        self.examined().went_well(self.request("council"))
        council = self.procedure.step("council")
        for office in () if council is None else council.offices:
            self.went_well(self.decide(office), self.confirm())
        return self

    def asked_for_a_permit(self) -> Desk:
        """And for which the permit is asked."""
        self.signed().went_well(self.request("permit"))
        return self

    def permitted(self) -> Desk:
        """And that has its permit, as entry `self.last`."""
        self.asked_for_a_permit()
        lines = dict.fromkeys(self.procedure.lines_in_procedure, 10)
        self.went_well(self.permit(lines), self.confirm(by="kato"))
        return self

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return len(self.procedure.entries)

    @staticmethod
    def went_well(*refusals: str) -> None:
        """Nothing stood against acts."""
        assert refusals == ("",) * len(refusals)

    @property
    def _next(self) -> int:
        return len(self.procedure.entries) + 1

    def _sheet(self, step: str, code: str, corrects: int | None, *, own: bool = False) -> Sheet:
        if corrects is not None:
            sheet = sheet_of_correction(self.procedure, corrects)
        else:
            sheet = sheet_of(self.procedure, step, code, own=own)
        assert sheet is not None
        return sheet


def told(found: Mendable | None) -> str:
    """The word of a refusal; empty where there is none."""
    return "" if found is None else code_of_refusal(found)
