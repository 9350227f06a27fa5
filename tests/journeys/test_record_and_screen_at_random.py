"""Whatever is done with cases and with the law, in whatever order: nothing calls recorded what would not come out now.

Answers, particulars, evidence, official answers, days, editions put in force and gone back from, tables taken and left,
other versions of the program, recording, closing and reopening, at random. Beside the register stands what a person
would note of each record; from it and from the law as it is, all is worked out anew, without the program's own test.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.decision.assessment import assess
from app.domain.decision.effect import effect_of_determination
from app.domain.errors import Mendable
from app.domain.ids import LineId
from app.domain.law.decision_digest import what_decides
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import Case, Line
from app.domain.register.counting import counting_of
from app.services.answering import give_answer, take_back_answer
from app.services.documenting import add_document, attach_evidence, detach_evidence
from app.services.ending import close_case, reopen_case
from app.services.publishing import examine_draft, examine_known, put_in_force
from app.services.reading import list_cases
from app.services.receiving import add_line, amend_line, amend_particulars
from app.services.referring import record_official_answer, withdraw_official_answer
from app.services.renewing import examine_pack, go_back, take_pack
from app.services.updating import bring_up_to_date, notice_law
from app.services.verifying import Check
from app.storage.law.program_editions import ProgramEditions
from app.storage.law.reference_shelf import read_reference
from app.storage.law.register_shelf import RegisterShelf
from app.viewmodels.case.header_model import header_says
from app.viewmodels.case.lines_model import closing_form
from app.viewmodels.case.place import Stage
from app.viewmodels.determination.live_model import live_says
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.determination.whole_case_model import case_says
from app.viewmodels.requests.requests_model import COLUMNS, Column, RequestsModel
from tests.builders import (
    OFFICIAL_ANSWER,
    PARTS_FOR_XA,
    a_register_file,
    an_official,
    document_particulars,
    opened,
    the_program_editions,
)
from tests.drafts import REFERENCE, RULEBOOKS, a_draft_that_opens_parts, a_pack
from tests.fakes import TickingClock
from tests.viewmodels.surroundings import Office

NEWEST, MAY = "2026-04-21", date(2026, 5, 1)
DAYS = (date(2026, 5, 20), date(2026, 5, 21), date(2026, 4, 25))
ANSWERS = (("destination", ("XA", "PH", "AU")), ("precedent", ("yes", "no")), ("treaty_breach", ("yes", "no")))
AGREEMENT_WITH_PH = next(
    row for row in (REFERENCE / "agreements.csv").read_text("utf-8").splitlines(keepends=True) if row.startswith("PH,")
)
#: What versions of the program write otherwise in the rules of 2026: nothing, words, what decides.
PROGRAMS = {
    "own": ("", ""),
    "words": ("Finished weapon without", "Complete weapon without"),
    "law": ('form = { other_than = "finished" } }', 'form = "part" }'),
}


@cache
def program(name: str) -> ProgramEditions:
    """The editions of a version of the program."""
    if name == "own":
        return the_program_editions()
    before, after = PROGRAMS[name]
    rulebooks = Path(tempfile.mkdtemp()) / "rulebooks"
    shutil.copytree(RULEBOOKS, rulebooks)
    file = rulebooks / NEWEST / "rules.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    return ProgramEditions(rulebooks, lambda: read_reference(REFERENCE))


class Noted(NamedTuple):
    """All that a person would note of a line beside its determination, or find of it now."""

    day: date
    answers: dict[str, str]
    agreement: str
    official: frozenset[int]
    set_aside: frozenset[str]
    law: dict[str, Any]
    parties: tuple[str, ...]
    item: tuple[str, ...]
    evidence: frozenset[tuple[str, str, str]]
    result: object

    @property
    def of_the_case(self) -> tuple[object, ...]:
        """What stands in the case itself, whatever the law makes of it: a determination stands as long as this does."""
        return self.day, self.answers, self.official, self.parties, self.item, self.evidence


class RecordAndScreen(RuleBasedStateMachine):
    """Two cases, the law around them, and what was noted of each record."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: dict[LineId, Noted] = {}
        self.closing = ExitStack()
        self.packs = 0

    @initialize()
    def begin(self) -> None:
        """Two cases, complete, in a new register."""
        self.folder = Path(tempfile.mkdtemp())
        self.closing.callback(shutil.rmtree, self.folder)
        clock = TickingClock()
        work = self.closing.enter_context(opened(a_register_file(self.folder), clock))
        self.desk = an_official(work, clock)
        self.cases = [self.desk.a_case(PARTS_FOR_XA).id, self.desk.a_case({**PARTS_FOR_XA, "destination": "PH"}).id]

    def teardown(self) -> None:
        """Close the register, and leave nothing behind."""
        self.closing.close()

    # -- what is found now, by hand

    def now(self, line: Line, case: Case) -> Noted:
        """All that the present result of a line rests on, and the result."""
        shelf, on = self.desk.shelf, case.particulars.assessed_on
        compiled, reference = shelf.compiled(shelf.id_on(on)), shelf.reference()
        answers, set_aside, _ = counting_of(line, case, compiled.edition, reference)
        particulars, about = case.particulars, line.particulars
        destination = line.known_answers.get("destination")
        row = next((row for row in reference.agreements if row.state == destination), None)
        return Noted(
            day=on,
            answers=dict(answers),
            agreement="no" if row is None else "yes" if row.in_force and row.in_force <= on else "unconfirmed",
            official=frozenset(each.id for each in case.official_answers if line.id in each.given_for),
            set_aside=set_aside,
            law=what_decides(compiled.edition),
            parties=(particulars.exporter, particulars.end_user, particulars.consignee),
            item=(about.item, about.quantity),
            evidence=frozenset(
                (answer.fact, case.document(shown.document_id).particulars.title, shown.page)
                for answer in line.answers
                if answer.fact in answers
                for shown in answer.evidence
            ),
            result=effect_of_determination(assess(compiled, reference, on, answers, set_aside=set_aside))._replace(
                edition_id=""
            ),
        )

    def is_as_recorded(self, line: Line, case: Case) -> bool:
        """Whether what is found now is what was noted."""
        return line.id in self.noted and self.noted[line.id] == self.now(line, case)

    def does_stand(self, line: Line, case: Case) -> bool:
        """Whether the line and its case are what was noted, be the law another."""
        return line.id in self.noted and self.noted[line.id].of_the_case == self.now(line, case).of_the_case

    def wants_reason(self, case: Case) -> bool:
        """Whether something is said against closing a case: it is cut short, or something else would come out now."""
        is_settled = not case.state.has_ended and all(self.does_stand(line, case) for line in case.lines)
        is_cut_short = is_settled and any(
            line.determination is not None and line.determination.outcome in ("eligible", "exceptional")
            for line in case.lines
        )
        return is_cut_short or any(line.id in self.noted and not self.is_as_recorded(line, case) for line in case.lines)

    def any_line(self, data: st.DataObject) -> Line:
        """Any line of any case."""
        case = self.desk.case(data.draw(st.sampled_from(self.cases)))
        return data.draw(st.sampled_from(case.lines))

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that may be refused in a sentence."""
        with suppress(Mendable):
            act()
            return True
        return False

    # -- what is done with the cases

    @rule(data=st.data())
    def record(self, data: st.DataObject) -> None:
        """Record a determination where that may be."""
        line = self.any_line(data)
        if self.attempt(lambda: self.desk.determine(line.id)):
            case = self.desk.case(line.case_id)
            self.noted[line.id] = self.now(case.line(line.id), case)

    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        """Answer a fact, or take the answer back."""
        line = self.any_line(data)
        fact, values = data.draw(st.sampled_from(ANSWERS))
        value = data.draw(st.sampled_from((*values, None)))
        if value is None:
            self.attempt(lambda: take_back_answer(self.desk, line_id=line.id, fact=fact))
        else:
            self.attempt(lambda: give_answer(self.desk, line_id=line.id, fact=fact, value=value))

    @rule(data=st.data(), field=st.sampled_from(["end_user", "exporter", "title", "item", "remarks"]))
    def amend(self, data: st.DataObject, field: str) -> None:
        """Change a particular, to one of two values."""
        line, value = self.any_line(data), data.draw(st.sampled_from(("One", "Another")))
        if field in ("item", "remarks"):
            self.attempt(lambda: amend_line(self.desk, line_id=line.id, field=field, value=value))
        else:
            self.attempt(lambda: amend_particulars(self.desk, case_id=line.case_id, field=field, value=value))

    @rule(data=st.data(), day=st.sampled_from(DAYS))
    def assess_on(self, data: st.DataObject, day: date) -> None:
        """Change the day of assessment."""
        case_id = self.any_line(data).case_id
        self.attempt(lambda: amend_particulars(self.desk, case_id=case_id, field="assessed_on", value=day))

    @rule(data=st.data())
    def show(self, data: st.DataObject) -> None:
        """Attach evidence to an answer, or take it off."""
        line = self.any_line(data)
        case = self.desk.case(line.case_id)
        if case.state.has_ended or not line.answers:
            return
        answer = next((each for each in line.answers if each.fact in ("weapon", "purpose")), line.answers[0])
        if answer.evidence:
            self.attempt(lambda: detach_evidence(self.desk, evidence_id=answer.evidence[0].id))
            return
        if not case.documents:
            add_document(self.desk, case_id=case.id, particulars=document_particulars())
        document = self.desk.case(case.id).documents[0].id
        self.attempt(lambda: attach_evidence(self.desk, answer_id=answer.id, document_id=document, page="3"))

    @rule(data=st.data())
    def ask_the_office(self, data: st.DataObject) -> None:
        """Record an official answer, or take it out of account."""
        case = self.desk.case(self.any_line(data).case_id)
        if case.official_answers:
            answer = case.official_answers[0].id
            self.attempt(lambda: withdraw_official_answer(self.desk, official_answer_id=answer, reason="Replaced."))
        else:
            self.attempt(lambda: record_official_answer(self.desk, case_id=case.id, particulars=OFFICIAL_ANSWER))

    @precondition(lambda self: all(len(self.desk.case(case_id).lines) == 1 for case_id in self.cases))
    @rule(data=st.data())
    def add_a_line(self, data: st.DataObject) -> None:
        """Add a line with the same answers, once."""
        line = self.any_line(data)
        self.attempt(lambda: add_line(self.desk, case_id=line.case_id, copy_answers_from=line.id))

    @rule(data=st.data(), reason=st.sampled_from(["", "As it is."]))
    def close_or_reopen(self, data: st.DataObject, reason: str) -> None:
        """Close a case: without a reason only where nothing is cut short and all would come out as recorded."""
        case = self.desk.case(self.any_line(data).case_id)
        if case.state.has_ended:
            self.attempt(lambda: reopen_case(self.desk, case_id=case.id, reason="Taken up again."))
            return
        closed = self.attempt(lambda: close_case(self.desk, case_id=case.id, reason=reason))
        stands = all(self.does_stand(line, case) for line in case.lines)
        assert closed is (stands and bool(reason or not self.wants_reason(case)))

    # -- what is done with the law

    @rule()
    def put_an_edition_in_force(self) -> None:
        """Put a draft in force from May on."""
        draft = examine_draft(self.desk.shelf, str(a_draft_that_opens_parts(self.folder)))
        self.attempt(lambda: put_in_force(self.desk, report=draft, named_person="Taro Sato", since=MAY))

    @rule()
    def go_back_to_the_edition_before(self) -> None:
        """Put the edition of 2026 in force again."""
        known = examine_known(self.desk.shelf, NEWEST, MAY)
        self.attempt(lambda: put_in_force(self.desk, report=known, named_person="Taro Sato", since=MAY))

    @precondition(lambda self: self.packs < 9)
    @rule(changes=st.sampled_from([(), ((AGREEMENT_WITH_PH, ""),)]))
    def take_tables(self, changes: tuple[tuple[str, str], ...]) -> None:
        """Take tables with or without an agreement."""
        self.packs += 1
        pack = a_pack(self.folder, *changes, version=f"2027-01-0{self.packs}")
        report = examine_pack(self.desk.shelf, str(pack))
        self.attempt(lambda: take_pack(self.desk, report=report, named_person="Taro Sato"))

    @rule()
    def leave_tables(self) -> None:
        """Go back to the former tables."""
        self.attempt(lambda: go_back(self.desk, named_person="Taro Sato"))

    @rule(name=st.sampled_from(tuple(PROGRAMS)))
    def open_with_another_program(self, name: str) -> None:
        """Open the register with a version of the program; the law that it brings along is noticed then."""
        shelf = RegisterShelf(program(name))
        shelf.learn(self.desk.work.law.on_record())
        self.desk = self.desk.under(shelf)
        notice_law(self.desk)

    @rule()
    def bring_the_list_on(self) -> None:
        """One step of bringing the list up to date."""
        notice_law(self.desk)
        bring_up_to_date(self.desk, 1)

    # -- what must be so whatever was done

    @invariant()
    def no_screen_calls_recorded_what_is_not(self) -> None:
        """The screens of each case say of each line what is found by hand."""
        if not hasattr(self, "desk"):
            return
        office = Office(self.desk)
        office.session.shelf = self.desk.shelf
        for case_id in self.cases:
            case = self.desk.case(case_id)
            truth = {line.id: self.is_as_recorded(line, case) for line in case.lines}
            model = office.open(case)
            is_settled = not case.state.has_ended and all(self.does_stand(line, case) for line in case.lines)
            assert (header_says(model).state == "Determined") is is_settled
            asks_reason = [field.name for field in closing_form(model).fields] == ["reason"]
            assert asks_reason is self.wants_reason(case)
            for line, whole in zip(case.lines, case_says(model).lines, strict=True):
                model.choose_line(line.id)
                model.go_to_stage(Stage.DETERMINATION)
                header, live = header_says(model), live_says(model.interview, model.phrases)
                (step,) = (stage for stage in header.stages if stage.id == Stage.DETERMINATION.value)
                says = {
                    "badge": live.badge == "Result settled, recorded",
                    "tab": [tab.state for tab in header.tabs if tab.line_id == line.id] == ["recorded"],
                    "step": step.state == "recorded; not an approval",
                    "report": report_says(model).status.startswith("Recorded as determination"),
                    "whole case": whole.state == "recorded; not an approval",
                    "domain": self.desk.is_as_recorded(line.id),
                }
                assert says == dict.fromkeys(says, truth[line.id])

    @invariant()
    def the_list_claims_nothing_that_is_not_so(self) -> None:
        """A row says what is found by hand, or nothing; and once the list is up to date, it says it."""
        if not hasattr(self, "desk"):
            return
        office = Office(self.desk)
        office.session.shelf = self.desk.shelf
        requests = RequestsModel(office.session, office.preferences)
        requests.refresh()
        cells = {requests.case_at(row): self._cells(requests, row) for row in range(requests.size)}
        rows = {row.id: row for row in list_cases(self.desk.work)}
        for case_id in self.cases:
            case, row = self.desk.case(case_id), rows[case_id]
            truth = [self.is_as_recorded(line, case) for line in case.lines]
            stands = all(self.does_stand(line, case) for line in case.lines)
            state, outcome = cells[case_id]
            if state == "Determined":
                assert stands
            if outcome not in ("—", "…", "differs from the record"):
                assert all(truth), (state, outcome)
            if row.is_up_to_date:
                assert row.differing_line_count == sum(
                    line.id in self.noted and not so for line, so in zip(case.lines, truth, strict=True)
                )
                if not case.state.has_ended:
                    assert row.state is (CaseState.DETERMINED if stands else CaseState.DRAFT)
        assert Check().step(self.desk.work, self.desk.shelf) == ()

    @staticmethod
    def _cells(requests: RequestsModel, row: int) -> tuple[str, str]:
        state, outcome = (
            requests.data(requests.index(row, COLUMNS.index(column))) for column in (Column.STATE, Column.OUTCOME)
        )
        return str(state), str(outcome)


TestRecordAndScreen = RecordAndScreen.TestCase
TestRecordAndScreen.settings = hypothesis.settings(
    max_examples=hypothesis.settings().max_examples // 10, stateful_step_count=20
)
