"""The procedure of a case told a second time, slowly and from nothing but what is written of it.

Everything is looked up anew whenever it is asked for; nothing of how the program folds its acts is used. All that is
kept are the acts, and for which lines what was given fell void: that alone depends on when it is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.procedure.entries import Turn
from app.domain.procedure.events import (
    CaseReviewed,
    DecisionEntered,
    DeterminationsKept,
    EntryConfirmed,
    EntryWithdrawn,
    FindingEntered,
    NoticeGiven,
    PermitEndEntered,
    PermitEntered,
    PermitExtensionEntered,
    PermitRefusalEntered,
    StepRequested,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.domain.decision.requirements import Step
    from app.domain.procedure.entries import Act

ENTERED = (
    FindingEntered,
    DecisionEntered,
    PermitEntered,
    PermitRefusalEntered,
    PermitExtensionEntered,
    PermitEndEntered,
)
ON_REQUEST = ENTERED[:4]
IN_ORDER = ("refused", "requested", "returned", "open", "waiting", "done")
AGREED = ("agree", "agree_with_conditions")


class ByHand:
    """A case after its acts."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.acts: list[Act] = []
        self.void: set[tuple[int, int]] = set()
        #: By entry and line, and by request and line, the content that stood when the request was made.
        self.given: dict[tuple[int, int], Any] = {}
        self.asked: dict[tuple[int, int], Any] = {}
        for act in acts:
            self.take(act)

    def take(self, act: Act) -> None:
        """Add an act; what was given on another content than that of now falls void by reviews and confirmations."""
        self.acts.append(act)
        said = act.what
        if isinstance(said, StepRequested):
            for line in said.lines:
                self.asked[said.request, line] = self.content(said.step, line)
        elif isinstance(said, ON_REQUEST):
            for line in said.lines:
                self.given[said.entry, line] = self.asked[said.request, line]
            # A correction is given on what the corrected entry was given on, and shares its lot.
            corrects = self.corrects(said.entry)
            self.void |= {(said.entry, line) for entry, line in self.void if entry == corrects}
        if isinstance(said, EntryConfirmed) or (isinstance(said, CaseReviewed) and said.agree):
            self.see_what_is_void()

    def see_what_is_void(self) -> None:
        """Until nothing more falls void: what is void counts no more, by which a later content is another."""
        before = -1
        while before != len(self.void):
            before = len(self.void)
            for (entry, line), content in self.given.items():
                # Confirmed permits are never void, and their corrections wait for the content to come back.
                is_permit = isinstance(self.said(entry), PermitEntered)
                if is_permit and (self.is_confirmed(entry) or self.corrects(entry) is not None):
                    continue
                if self.content(self.step_of(entry), line) != content:
                    self.void.add((entry, line))

    # What was done.

    def told(self, kind: Any) -> list[Any]:
        """What was done of a kind, in order."""
        return [act.what for act in self.acts if isinstance(act.what, kind)]

    @property
    def review(self) -> CaseReviewed | None:
        """The last agreed review."""
        return next((each for each in reversed(self.told(CaseReviewed)) if each.agree), None)

    def said(self, entry: int) -> Any:
        """What an entry says."""
        return next(each for each in self.told(ENTERED) if each.entry == entry)

    def entries(self) -> list[int]:
        """The entries, in order."""
        return [each.entry for each in self.told(ENTERED)]

    def step_of(self, entry: int) -> str:
        """The step that an entry belongs to."""
        request = self.said(entry).request
        step: str = next(each.step for each in self.told(StepRequested) if each.request == request)
        return step

    def corrects(self, entry: int) -> int | None:
        """The entry that this one corrects."""
        return getattr(self.said(entry), "corrects", None)

    def is_confirmed(self, entry: int) -> bool:
        """Whether another confirmed it."""
        return any(each.entry == entry for each in self.told(EntryConfirmed))

    def is_withdrawn(self, entry: int) -> bool:
        """Whether it was taken back."""
        return any(each.entry == entry for each in self.told(EntryWithdrawn))

    def corrected_by(self, entry: int) -> int | None:
        """The confirmed entry that stands in its place."""
        return next((n for n in self.entries() if self.corrects(n) == entry and self.is_confirmed(n)), None)

    def order(self, entry: int) -> int:
        """Its place in the order of confirmation: a correction takes that of what it corrects."""
        corrects = self.corrects(entry)
        if corrects is not None:
            return self.order(corrects)
        return next(
            place
            for place, act in enumerate(self.acts)
            if isinstance(act.what, EntryConfirmed) and act.what.entry == entry
        )

    # Lines and steps.

    def lines(self) -> list[int]:
        """The lines in procedure."""
        reviewed = () if self.review is None else self.review.lines
        return [
            each.content.line for each in reviewed if each.content.decision.outcome.value in ("eligible", "exceptional")
        ]

    def steps_of(self, line: int) -> list[Step]:
        """The steps of a line, in the order of the edition."""
        assert self.review is not None
        assert self.review.terms is not None
        if line not in self.lines():
            return []
        needed = {step.id: step for step in self.line(line).content.decision.steps}
        return [needed[step] for step in self.review.terms.steps if step in needed]

    def line(self, line: int) -> Any:
        """A line as it was reviewed last."""
        assert self.review is not None
        return next(each for each in self.review.lines if each.content.line == line)

    def steps(self) -> list[str]:
        """The steps of the case."""
        if self.review is None or self.review.terms is None:
            return []
        needed = {step.id for line in self.lines() for step in self.steps_of(line)}
        return [step for step in self.review.terms.steps if step in needed]

    def lines_of(self, step: str) -> list[int]:
        """The lines that need a step."""
        return [line for line in self.lines() if step in [each.id for each in self.steps_of(line)]]

    def kind(self, step: str) -> str:
        """How a step is taken: as `each` for all lines where one takes it so."""
        kinds = [each.sign_off for line in self.lines_of(step) for each in self.steps_of(line) if each.id == step]
        return "each" if "each" in kinds else kinds[0]

    def offices(self, step: str) -> list[str]:
        """The bodies or signatories of a step, each once."""
        offices: list[str] = []
        for line in self.lines_of(step):
            for each in self.steps_of(line):
                if each.id == step:
                    offices += each.signatories if self.kind(step) == "each" else each.bodies
        return list(dict.fromkeys(offices))

    def earlier(self, step: str, line: int) -> list[str]:
        """The steps of a line before one."""
        ids = [each.id for each in self.steps_of(line)]
        return ids[: ids.index(step)]

    # What counts.

    def content(self, step: str, line: int) -> Any:
        """The content of a step for a line; None where it has none."""
        if line not in self.lines() or step not in [each.id for each in self.steps_of(line)]:
            return None
        earlier = []
        for each in self.earlier(step, line):
            views = frozenset(
                (office, slot, view.view, view.text, entry_document(self.said(entry)))
                for (office, slot), (entry, view) in self.views(each, line).items()
            )
            decisions = frozenset(
                (office, self.said(entry).decision, self.said(entry).conditions)
                for office, entry in self.decisions(each, line).items()
            )
            earlier.append((each, views, decisions))
        return step, self.line(line).content, tuple(earlier)

    def standing(self, step: str, line: int, kind: Any) -> list[int]:
        """What was confirmed and not corrected, and given on what is the content of the line to this day."""
        found = [
            entry
            for entry in self.entries()
            if isinstance(self.said(entry), kind)
            and self.step_of(entry) == step
            and (entry, line) in self.given
            and (entry, line) not in self.void
            and self.is_confirmed(entry)
            and self.corrected_by(entry) is None
        ]
        return sorted(found, key=lambda entry: (self.said(entry).dated, self.order(entry)))

    def views(self, step: str, line: int) -> dict[tuple[str, str], tuple[int, Any]]:
        """By office and slot the latest finding."""
        return {
            (self.said(entry).office, view.slot): (entry, view)
            for entry in self.standing(step, line, FindingEntered)
            for view in self.said(entry).views
        }

    def decisions(self, step: str, line: int) -> dict[str, int]:
        """By office the latest decision."""
        return {self.said(entry).office: entry for entry in self.standing(step, line, DecisionEntered)}

    def permits(self, step: str, line: int) -> list[int]:
        """The permits that stand and name a line whose content is that of now."""
        return [
            entry
            for entry in self.standing(step, line, PermitEntered)
            if self.given[entry, line] == self.content(step, line)
        ]

    # States.

    def missing(self, step: str, line: int) -> set[str]:
        """What is missing of a step for a line: it is done where nothing is."""
        kind, offices = self.kind(step), self.offices(step)
        if kind == "permit":
            return set() if self.permits(step, line) else set(offices[:1])
        if kind == "finding":
            views = self.views(step, line)
            missing = set()
            for slot in self.line(line).slots:
                held = {office: view.view for (office, of), (_, view) in views.items() if of == slot.id}
                missing |= {f"{slot.id}/{office}" for office, view in held.items() if view == "open"}
                if slot.of_every_body:
                    missing |= {f"{slot.id}/{office}" for office in offices if office not in held}
                elif not held:
                    missing.add(slot.id)
            return missing
        agreed = {o for o, entry in self.decisions(step, line).items() if self.said(entry).decision in AGREED}
        if kind == "each":
            return {office for office in offices if office not in agreed}
        return set() if agreed else set(offices[:1])

    def state(self, step: str, line: int) -> str:
        """Where a step stands for a line."""
        if any(self.missing(each, line) for each in self.earlier(step, line)):
            return "waiting"
        decided = {entry: self.said(entry).decision for entry in self.decisions(step, line).values()}
        is_refused = "refuse" in decided.values() or self.standing(step, line, PermitRefusalEntered)
        if is_refused and not self.permits(step, line):
            return "refused"
        if not self.missing(step, line):
            return "done"
        asked = [
            place
            for place, act in enumerate(self.acts)
            if isinstance(act.what, StepRequested) and act.what.step == step and line in act.what.lines
        ]
        returned = [self.order(entry) for entry, decision in decided.items() if decision == "return"]
        if any(all(place < back for place in asked) for back in returned):
            return "returned"
        current = [
            each.request
            for each in self.told(StepRequested)
            if each.step == step and line in each.lines and self.asked[each.request, line] == self.content(step, line)
        ]
        return "requested" if current else "open"

    def state_of_step(self, step: str) -> str:
        """Where a step stands in the case."""
        states = [self.state(step, line) for line in self.lines_of(step)]
        return next(each for each in IN_ORDER if each in states)

    def state_of_case(self) -> str:
        """Where the case stands, as long as each determination says what would be recorded now."""
        state, was_reviewed, needs_record = "draft", False, True
        for said in [act.what for act in self.acts]:
            if isinstance(said, CaseReviewed) and said.agree:
                state, was_reviewed = "agreed", True
            elif isinstance(said, CaseReviewed):
                state, needs_record = ("reopened" if was_reviewed else "draft"), True
            elif said is Turn.RECORDED or isinstance(said, DeterminationsKept):
                state, needs_record = "determined", False
            elif said is Turn.REOPENED and was_reviewed:
                state, needs_record = "reopened", True
            elif said is Turn.REOPENED:
                state = "draft" if needs_record else "determined"
            elif said in (Turn.CLOSED, Turn.WITHDRAWN):
                state = said.value
        if state != "agreed":
            return state
        if any(self.state_of_step(step) == "refused" for step in self.steps()):
            return "refused"
        of_permits = [step for step in self.steps() if self.kind(step) == "permit"]
        permitted = {line for step in of_permits for line in self.lines_of(step) if self.permits(step, line)}
        if self.lines() and permitted == set(self.lines()):
            return "permit_recorded"
        return "in_procedure" if self.told(StepRequested) and self.lines() else "reviewed"

    def state_of_entry(self, entry: int) -> str:
        """Where a finding, decision or refusal of the permit stands."""
        lines = [line for each, line in self.given if each == entry]
        step, said = self.step_of(entry), self.said(entry)
        if self.is_withdrawn(entry):
            return "withdrawn"
        if self.corrected_by(entry) is not None:
            return "corrected"
        if all((entry, line) in self.void for line in lines):
            return "void"
        if not self.is_confirmed(entry):
            return "entered"
        counting: list[int] = []
        for line in lines:
            counting += [each for each, _ in self.views(step, line).values()]
            counting += self.decisions(step, line).values()
        return "confirmed" if isinstance(said, PermitRefusalEntered) or entry in counting else "superseded"

    def valid_lines(self, entry: int) -> list[int]:
        """The lines for which an entry is not void."""
        return sorted(line for each, line in self.given if each == entry and (each, line) not in self.void)

    def state_of_permit(self, entry: int, on: date) -> str:
        """What became of a permit by a day."""
        if self.is_withdrawn(entry):
            return "withdrawn"
        if self.corrected_by(entry) is not None:
            return "corrected"
        if not self.is_confirmed(entry):
            return "void" if any(each == entry for each, _ in self.void) else "entered"
        if any(end.dated <= on for end in self.of_permit(PermitEndEntered, entry)):
            return "ended"
        return "expired" if self.valid_until(entry) < on else "valid"

    def valid_until(self, entry: int) -> date:
        """The last day of a permit, with its extensions."""
        longer = [each.valid_until for each in self.of_permit(PermitExtensionEntered, entry)]
        last: date = max([self.said(entry).valid_until, *longer])
        return last

    def of_permit(self, kind: Any, permit: int) -> list[Any]:
        """The confirmed extensions or ends of a permit, and of what it corrects."""
        known = [permit]
        while (corrected := self.corrects(known[-1])) is not None:
            known.append(corrected)
        return [each for each in self.told(kind) if each.permit in known and self.is_confirmed(each.entry)]

    def has_changed_content(self, entry: int) -> bool:
        """Whether what a permit was given on is not the content of now."""
        return any(
            content != self.content(self.step_of(entry), line)
            for (each, line), content in self.given.items()
            if each == entry
        )

    def notices(self) -> dict[str, str]:
        """The notices that the case calls for, with where each stands."""
        if self.review is None or self.review.terms is None:
            return {}
        states = {}
        for notice in self.review.terms.notices:
            calling = [line for line in self.lines() if notice.id in self.line(line).content.decision.notices]
            steps = [(step.id, line) for line in calling for step in self.steps_of(line) if step.id in notice.after]
            if not calling:
                continue
            if any(each.notice == notice.id for each in self.told(NoticeGiven)):
                states[notice.id] = "done"
            elif notice.after:
                is_due = bool(steps) and not any(self.missing(step, line) for step, line in steps)
                states[notice.id] = "due" if is_due else "waiting"
            else:
                permits = [each.entry for each in self.told(PermitEntered) if self.is_confirmed(each.entry)]
                states[notice.id] = "due" if permits else "waiting"
        return states

    def conditions(self) -> list[tuple[int, str, str]]:
        """The conditions by number, with step and text: each once, whatever became of it."""
        found: list[tuple[int, str, str]] = []
        for each in self.told(EntryConfirmed):
            said = self.said(each.entry)
            known = [n for n in self.entries() if self.corrects(each.entry) == n]
            kept = [text for n in known for text in getattr(self.said(n), "conditions", ())]
            for text in getattr(said, "conditions", ()):
                if text in kept:
                    kept.remove(text)
                else:
                    found.append((len(found) + 1, self.step_of(each.entry), text))
        return found


def entry_document(said: Any) -> Any:
    """The document of an entry as later sheets name it."""
    return said.document
