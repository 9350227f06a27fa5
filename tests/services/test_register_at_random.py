"""Whatever is done with a register, in whatever order, it stays true to what was entered.

The rules of the game: cases are opened, lines added, facts answered and taken back, determinations recorded, cases
withdrawn, closed and reopened, at random. A refusal in a sentence is always allowed and must change nothing.
"""

import shutil
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.errors import Mendable
from app.domain.ids import CaseId, LineId
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.case_status import gravest
from app.domain.register.cases import Case, RecordedDetermination
from app.services.answering import answer_history, give_answer, take_back_answer
from app.services.documenting import attach_evidence
from app.services.ending import close_case, reopen_case, withdraw_case
from app.services.ports import CaseFilter
from app.services.reading import list_cases, recorded_determinations
from app.services.receiving import add_line, amend_particulars, remove_line
from tests.builders import ARMS_TAKEN_ALONG, a_register_file, an_official, opened, the_shelf
from tests.fakes import TickingClock
from tests.storage.register.index_check import differences

FACTS = ("item_heading", "weapon", "treaty_breach", "precedent", "destination", "purpose")
DAYS = (date(2026, 5, 20), date(2024, 5, 20), date(2015, 1, 1))


class RegisterAtRandom(RuleBasedStateMachine):
    """A register, and beside it what a person would remember of it."""

    def __init__(self) -> None:
        super().__init__()
        self.remembered: dict[LineId, dict[str, str | None]] = {}
        self.entries: dict[LineId, int] = {}
        self.cases: list[CaseId] = []
        self.recorded: dict[LineId, tuple[RecordedDetermination, ...]] = {}
        self.events = 0
        self.closing = ExitStack()

    @initialize()
    def make_register(self) -> None:
        """Begin with an empty register."""
        folder = Path(tempfile.mkdtemp())
        self.closing.callback(shutil.rmtree, folder)
        clock = TickingClock()
        work = self.closing.enter_context(opened(a_register_file(folder), clock))
        self.official = an_official(work, clock)._replace(restated=self.hear)

    def teardown(self) -> None:
        """What the list is searched and sorted by is what the cases make it; nothing is left behind."""
        assert differences(self.official.work.register) == []
        self.closing.close()

    def hear(self, case: Case) -> None:
        """What a change hands on is the case as anybody would read it afterwards."""
        assert case == self.official.case(case.id)

    def any_case(self, data: st.DataObject) -> CaseId:
        """Any case."""
        return data.draw(st.sampled_from(self.cases))

    def any_line(self, data: st.DataObject) -> LineId:
        """Any line that was not removed."""
        return data.draw(st.sampled_from(sorted(self.remembered)))

    @rule(is_complete=st.booleans())
    def open_a_case(self, is_complete: bool) -> None:
        """Open a case, half of them with all answers."""
        answers = dict(ARMS_TAKEN_ALONG) if is_complete else {}
        case = self.official.a_case(answers)
        self.cases.append(case.id)
        self.remembered[case.lines[0].id] = {**answers}
        self.entries[case.lines[0].id] = len(answers)

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), fact=st.sampled_from(FACTS), is_known=st.booleans())
    def answer(self, data: st.DataObject, fact: str, is_known: bool) -> None:
        """Answer a fact, or say that it is not yet known."""
        line_id, vocabulary = self.any_line(data), the_shelf().vocabulary[fact]
        values = ("US", "XA", "JP") if vocabulary.is_state else vocabulary.values
        value = data.draw(st.sampled_from(values)) if is_known else None
        try:
            given = give_answer(self.official, line_id=line_id, fact=fact, value=value)
        except Mendable:
            return
        self.entries[line_id] += given is not None
        self.remembered[line_id][fact] = value

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), fact=st.sampled_from(FACTS))
    def take_back(self, data: st.DataObject, fact: str) -> None:
        """Take an answer back."""
        line_id = self.any_line(data)
        try:
            taken = take_back_answer(self.official, line_id=line_id, fact=fact)
        except Mendable:
            return
        self.entries[line_id] += taken is not None
        self.remembered[line_id].pop(fact, None)

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), is_copied=st.booleans())
    def add_a_line(self, data: st.DataObject, is_copied: bool) -> None:
        """Add a line, sometimes with the answers of another."""
        case = self.official.case(self.any_case(data))
        source = case.lines[0].id if is_copied else None
        try:
            line_id = add_line(self.official, case_id=case.id, copy_answers_from=source).line_id
        except Mendable:
            return
        self.remembered[line_id] = dict(self.remembered[source]) if source else {}
        self.entries[line_id] = len(self.remembered[line_id])

    @precondition(lambda self: self.cases)
    @rule(data=st.data())
    def remove_a_line(self, data: st.DataObject) -> None:
        """Remove a line where that may be."""
        line_id = self.any_line(data)
        try:
            remove_line(self.official, line_id=line_id)
        except Mendable:
            return
        del self.remembered[line_id]

    @precondition(lambda self: self.cases)
    @rule(data=st.data())
    def determine(self, data: st.DataObject) -> None:
        """Record a determination where the result is settled."""
        line_id = self.any_line(data)
        try:
            self.official.determine(line_id)
        except Mendable:
            return
        line = self.official.line(line_id)
        assert line.determination is not None
        assert line.determination.answers == line.known_answers
        assert line.determination.outcome is not Outcome.UNDETERMINED

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), day=st.sampled_from(DAYS))
    def assess_on(self, data: st.DataObject, day: date) -> None:
        """Change the day of assessment."""
        case_id, official = self.any_case(data), self.official
        try:
            amend_particulars(official, case_id=case_id, field="assessed_on", value=day)
        except Mendable:
            return
        assert official.case(case_id).particulars.assessed_on == day

    @precondition(lambda self: self.cases)
    @rule(data=st.data())
    def show(self, data: st.DataObject) -> None:
        """Add a document and attach it to an answer."""
        case = self.official.case(self.any_case(data))
        answers = [answer for line in case.lines for answer in line.answers]
        if not answers or case.state.has_ended:
            return
        document = self.official.a_document(case.id)
        answer = data.draw(st.sampled_from(answers))
        attach_evidence(self.official, answer_id=answer.id, document_id=document)

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), step=st.sampled_from(["withdraw", "close", "reopen"]))
    def end_or_reopen(self, data: st.DataObject, step: str) -> None:
        """Withdraw, close or reopen a case where that may be."""
        case_id = self.any_case(data)
        try:
            match step:
                case "withdraw":
                    withdraw_case(self.official, case_id=case_id, reason="Given up.")
                case "close":
                    close_case(self.official, case_id=case_id, reason="Given up.")
                case _:
                    reopen_case(self.official, case_id=case_id, reason="Taken up again.")
        except Mendable:
            return

    @invariant()
    def answers_are_those_given(self) -> None:
        """Each line has the answers a person remembers, and its history has every one ever given."""
        for line_id, answers in self.remembered.items():
            line = self.official.line(line_id)
            assert {answer.fact: answer.value for answer in line.answers} == answers
            assert len(answer_history(self.official.work, line_id=line_id)) == self.entries[line_id]

    @invariant()
    def recorded_determinations_never_change(self) -> None:
        """Determinations only ever get more, and the last is the current one."""
        for line_id in self.remembered:
            before, now = self.recorded.get(line_id, ()), recorded_determinations(self.official.work, line_id)
            assert now[: len(before)] == before
            assert self.official.line(line_id).determination == (now[-1] if now else None)
            self.recorded[line_id] = now

    @invariant()
    def nothing_open_looks_decided(self) -> None:
        """The list shows an outcome exactly when each line has a determination that matches it."""
        listed = {summary.id: summary for summary in list_cases(self.official.work, CaseFilter(limit=10_000))}
        assert sorted(listed) == sorted(self.cases)
        for case_id, summary in listed.items():
            case = self.official.case(case_id)
            open_lines = [line for line in case.lines if not self.official.is_as_recorded(line.id)]
            assert (summary.outcome is None) is bool(open_lines)
            assert (summary.line_count, summary.open_line_count) == (len(case.lines), len(open_lines))
            if not case.state.has_ended:
                assert case.state is (CaseState.DRAFT if open_lines else CaseState.DETERMINED)
            if not open_lines:
                outcomes = [line.determination.outcome for line in case.lines if line.determination]
                assert summary.outcome is gravest(outcomes)

    @invariant()
    def what_happened_only_gets_more(self) -> None:
        """Events are never lost."""
        events = sum(len(self.official.work.events.of_case(case_id)) for case_id in self.cases)
        assert events >= self.events
        self.events = events


TestRegisterAtRandom = RegisterAtRandom.TestCase
TestRegisterAtRandom.settings = hypothesis.settings(
    max_examples=hypothesis.settings().max_examples // 5, stateful_step_count=30
)
