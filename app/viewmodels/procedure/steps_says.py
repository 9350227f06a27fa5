"""The steps of a procedure in words: where each stands, what it lacks and since when, what was put before whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.procedure.entries import AGREEING, StepState
from app.domain.procedure.events import DecisionEntered
from app.viewmodels.procedure.entries_says import Entries, EntrySays, acting_says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.procedure.entries import Entry, Request
    from app.domain.procedure.procedure import Procedure, StepOfCase
    from app.wording.procedure_phrases import ProcedurePhrases


class RequestSays(NamedTuple):
    """What was put before the bodies of a step. `code` stands on the sheet; `is_current` while it can be answered."""

    number: int
    code: str
    is_current: bool
    text: str


class BoxSays(NamedTuple):
    """The field of one office on a paper for decision. `stands` is how it stands, by a word that a sign goes with:
    `agree`, `refuse`, `return`, `entered`, `missing`, or `mixed` where lines differ."""

    office: str
    name: str
    stands: str
    word: str
    details: tuple[str, ...]


class StepSays(NamedTuple):
    """One step. `state` is its word on record, `mark` what it is called; `missing` as on record, `lacks` in words."""

    id: str
    number: int
    kind: str
    state: str
    lines: tuple[int, ...]
    code: str
    missing: tuple[str, ...]
    label: str
    mark: str
    who: str
    for_lines: tuple[str, ...]
    lacks: str
    boxes: tuple[BoxSays, ...]
    requests: tuple[RequestSays, ...]
    entries: tuple[EntrySays, ...]


class Steps:
    """Puts the steps of a procedure into words."""

    def __init__(self, phrases: ProcedurePhrases, procedure: Procedure) -> None:
        self._phrases, self._procedure = phrases, procedure
        self._entries = Entries(phrases, procedure)
        self._of_step: dict[str, list[Entry]] = {}
        for entry in procedure.entries.values():
            self._of_step.setdefault(entry.step, []).append(entry)

    def says(self) -> tuple[StepSays, ...]:
        """Each step of the case, in their order."""
        return tuple(self._step(number, step) for number, step in enumerate(self._procedure.steps, 1))

    def entries_of(self, step_id: str) -> tuple[EntrySays, ...]:
        """The entries of a step; those of none are of permits, or of a step that the case has no more."""
        return tuple(self._entries.together(self._of_step.get(step_id, ())))

    def left_over(self) -> tuple[EntrySays, ...]:
        """What was given in a step that no line has any more."""
        present = {step.id for step in self._procedure.steps}
        return tuple(each for step in self._of_step if step and step not in present for each in self.entries_of(step))

    def _step(self, number: int, step: StepOfCase) -> StepSays:
        phrases, procedure = self._phrases, self._procedure
        state, request = procedure.state(step), procedure.current_request(step.id)
        missing = procedure.missing(step)
        return StepSays(
            id=step.id,
            number=number,
            kind=step.kind,
            state=state.value,
            lines=step.lines,
            code="" if request is None else request.code,
            missing=missing,
            label=phrases.named(step.id),
            mark=phrases.step_state(state),
            who=phrases.words.listed([phrases.bodies(step.bodies), phrases.sign_off(step.kind, step.bodies)]),
            for_lines=tuple(self._for_lines(step)),
            lacks=self._lacks(state, missing, request),
            boxes=tuple(self._box(step, office) for office in step.signatories) if step.kind == "each" else (),
            requests=tuple(self._requests(step)),
            entries=self.entries_of(step.id),
        )

    def _for_lines(self, step: StepOfCase) -> Iterator[str]:
        """Which lines take the step, where not all do; how it stands for each, where that differs."""
        phrases, procedure = self._phrases, self._procedure
        if len(procedure.lines) == 1:
            return
        by_state: dict[StepState, list[int]] = {}
        for line in step.lines:
            by_state.setdefault(procedure.state_on(step.id, line), []).append(line)
        if len(by_state) > 1:
            for state, lines in by_state.items():
                yield phrases.words._("{label}: {value}", label=phrases.lines(lines), value=phrases.step_state(state))
        elif step.lines != procedure.lines_in_procedure:
            yield phrases.words._("for {lines}", lines=phrases.lines(step.lines))

    def _lacks(self, state: StepState, missing: tuple[str, ...], request: Request | None) -> str:
        """What is missing, and since when it is asked for."""
        if not missing or state not in (StepState.REQUESTED, StepState.RETURNED):
            return ""
        words = self._phrases.words
        things = words.listed([self._phrases.lacking(each) for each in missing])
        if request is None:
            return words._("Missing: {things}", things=things)
        since = words.date(self._procedure.first_asked(request))
        return words._("Missing since {day}: {things}", day=since, things=things)

    def _requests(self, step: StepOfCase) -> Iterator[RequestSays]:
        procedure, words = self._procedure, self._phrases.words
        for request in procedure.requests:
            if request.step != step.id:
                continue
            current = procedure.current_lines(request)
            told = [words._("Requested on {day} by {name}", day=words.date(request.on), name=words.person(request.by))]
            if set(request.contents) != set(step.lines):
                told.append(self._phrases.lines(sorted(request.contents)))
            if not current:
                told.append(words._("no longer current"))
            elif len(current) < len(request.contents):
                told.append(words._("now only for {lines}", lines=self._phrases.lines(current)))
            yield RequestSays(request.number, request.code, bool(current), words.listed(told))

    def _box(self, step: StepOfCase, office: str) -> BoxSays:
        words, name = self._phrases.words, self._phrases.body(office)
        by_line = {line: self._stands(step, office, line) for line in step.lines}
        alike: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
        for line, stands in by_line.items():
            alike.setdefault(stands, []).append(line)
        if len(alike) == 1:
            ((the_same, word, details),) = alike
            return BoxSays(office, name, the_same, word, details)
        told: list[str] = []
        for (_stands, word, details), lines in alike.items():
            told.append(words._("{label}: {value}", label=self._phrases.lines(lines), value=word))
            told += details
        return BoxSays(office, name, "mixed", words._("Not the same for every line"), tuple(told))

    def _stands(self, step: StepOfCase, office: str, line: int) -> tuple[str, str, tuple[str, ...]]:
        """How an office stands to a line: by a word for a sign, in words, and with what there is to know of it."""
        phrases = self._phrases
        entry = self._procedure.decisions(step.id, line).get(office)
        if entry is not None and isinstance(entry.said, DecisionEntered):
            said = entry.said
            stands = "agree" if said.decision in AGREEING else said.decision
            signed = (said.signatory, phrases.words.date(said.dated), acting_says(phrases, said))
            return stands, phrases.decision(said.decision), tuple(part for part in signed if part)
        for waiting in self._procedure.waiting():
            if (waiting.step, waiting.office) == (step.id, office) and line in waiting.lines:
                told = phrases.words._("No. {number}", number=waiting.number)
                return "entered", phrases.words._("Waits for confirmation"), (told,)
        return "missing", phrases.words._("Missing"), ()
