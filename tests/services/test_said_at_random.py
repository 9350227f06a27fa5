"""Whatever is answered, whenever it is assessed: what was said of a line counts if and only if its facts are the same.

The oracle is a person with a photograph: when something is said, all that is known of each line is copied, and later
held beside what is known then. Which facts matter is read from the written rules, not from the program's conditions.
"""

import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.decision.evaluation import known_facts
from app.domain.errors import Mendable
from app.domain.ids import CaseId, LineId, OfficialAnswerId
from app.domain.register.counting import counting_of
from app.domain.register.official_answers import Standing, answer_standings
from app.services.answering import give_answer, take_back_answer
from app.services.receiving import add_line, amend_particulars
from app.services.referring import record_official_answer, withdraw_official_answer
from tests.builders import OFFICIAL_ANSWER, PARTS_FOR_XA, ROOT, a_register_file, an_official, opened, the_shelf
from tests.fakes import TickingClock

RULES = ("weapon-agreement-parts", "fighting-parts", "weapon-body")
AGREEMENT = "agreement_in_force"
VALUES: Mapping[str, tuple[str, ...]] = {
    "item_heading": ("1", "2"),
    "form": ("part", "finished"),
    "weapon": ("yes", "no"),
    "destination": ("XA", "RU", "PH", "CA"),
    "recipient_kind": ("government", "international_body"),
    "purpose": ("japan_security", "peace_contribution", "none"),
    "fighting": ("yes", "no"),
    "terms": ("sale", "grant"),
    "precedent": ("yes", "no"),
}
DAYS = (date(2026, 5, 20), date(2026, 6, 1), date(2025, 5, 20))
#: By the words of the edition of 2026: what the rules name, what that follows from, and where it applies.
NAMED = {
    "weapon-agreement-parts": {"weapon", "purpose", "recipient_kind", AGREEMENT, "destination", "form", "item_heading"},
    "fighting-parts": {"weapon", "purpose", "form", "fighting", "item_heading"},
    "weapon-body": {"weapon", "purpose", "recipient_kind", "item_heading"},
}


@cache
def facts_of_identity() -> frozenset[str]:
    """The facts of which another value is another transfer, as the editions are written."""
    found: dict[str, str] = {}
    folder = ROOT / "resources" / "rulebooks" / "three-principles"
    for edition in sorted(folder.iterdir()):
        written: dict[str, Any] = tomllib.loads((edition / "facts.toml").read_text(encoding="utf-8")).get("fact", {})
        found |= {fact: entry["kind"] for fact, entry in written.items() if "kind" in entry}
    return frozenset(fact for fact, kind in found.items() if kind == "identity")


class Photograph(NamedTuple):
    """All that was known of a line on the day of its case."""

    day: date
    facts: Mapping[str, str]


class SaidAtRandom(RuleBasedStateMachine):
    """A case, and beside it a photograph for each thing that was said of it."""

    def __init__(self) -> None:
        super().__init__()
        self.closing = ExitStack()
        self.of_answers: dict[OfficialAnswerId, tuple[str, dict[LineId, Photograph]]] = {}
        self.of_tables: dict[LineId, Photograph] = {}

    @initialize(
        answers=st.sampled_from(({}, {"fighting": "yes"}, {"recipient_kind": "international_body"})),
        said=st.lists(st.sampled_from((*RULES, AGREEMENT)), unique=True),
    )
    def open_a_case(self, answers: Mapping[str, str], said: list[str]) -> None:
        """Begin with a case that a rule holds up, of which something was said."""
        folder = Path(tempfile.mkdtemp())
        self.closing.callback(shutil.rmtree, folder)
        clock = TickingClock()
        work = self.closing.enter_context(opened(a_register_file(folder), clock))
        self.official = an_official(work, clock)
        self.case_id: CaseId = self.official.a_case({**PARTS_FOR_XA, **answers}).id
        self.document = self.official.a_document(self.case_id)
        for each in said:
            if each == AGREEMENT:
                self.set_aside(self.lines()[0], "no")
            else:
                self.say_officially(each, clears=True)

    def teardown(self) -> None:
        """Close the register, and leave nothing behind."""
        self.closing.close()

    def lines(self) -> list[LineId]:
        """The lines of the case."""
        return [line.id for line in self.official.case(self.case_id).lines]

    def photograph(self, line_id: LineId, *, is_set_aside_too: bool = True) -> Photograph:
        """What is known of a line now: the answers, and what the table says unless an answer sets it aside now."""
        case = self.official.case(self.case_id)
        day, facts = case.particulars.assessed_on, dict(case.line(line_id).known_answers)
        answered = facts.pop(AGREEMENT, None)
        if day >= date(2024, 3, 26) and "destination" in facts:
            taken = self.of_tables.get(line_id)
            counts = taken is not None and (taken.day, taken.facts.get("destination")) == (day, facts["destination"])
            table = the_shelf().reference().agreement_on(facts["destination"], day)
            facts[AGREEMENT] = answered if is_set_aside_too and answered is not None and counts else table
        return Photograph(day, facts)

    @rule(data=st.data(), fact=st.sampled_from(sorted(VALUES)))
    def answer(self, data: st.DataObject, fact: str) -> None:
        """Answer a fact of a line, or say that it is not yet known."""
        line_id = data.draw(st.sampled_from(self.lines()))
        value = data.draw(st.sampled_from((*VALUES[fact], None)))
        with suppress(Mendable):
            give_answer(self.official, line_id=line_id, fact=fact, value=value)

    @rule(data=st.data(), fact=st.sampled_from(("destination", "form", AGREEMENT)))
    def take_back(self, data: st.DataObject, fact: str) -> None:
        """Take an answer back."""
        line_id = data.draw(st.sampled_from(self.lines()))
        take_back_answer(self.official, line_id=line_id, fact=fact)

    @rule(data=st.data(), value=st.sampled_from(("yes", "no", "unconfirmed")))
    def set_table_aside(self, data: st.DataObject, value: str) -> None:
        """Answer what the table says, with a document."""
        self.set_aside(data.draw(st.sampled_from(self.lines())), value)

    def set_aside(self, line_id: LineId, value: str) -> None:
        """Answer what the table says of a line, where that may be."""
        photograph = self.photograph(line_id)
        with suppress(Mendable):
            self.official.set_aside_agreement(line_id, value, self.document)
            assert "destination" in photograph.facts, "it was known what the table is asked"
            self.of_tables[line_id] = photograph

    @rule(day=st.sampled_from(DAYS))
    def assess_on(self, day: date) -> None:
        """Assess the case as of another day."""
        with suppress(Mendable):
            amend_particulars(self.official, case_id=self.case_id, field="assessed_on", value=day)

    @rule(is_copied=st.booleans())
    def add_a_line(self, is_copied: bool) -> None:
        """Add a line, sometimes with the answers of the first."""
        first, *others = self.lines()
        if len(others) < 2:
            line_id = add_line(
                self.official, case_id=self.case_id, copy_answers_from=first if is_copied else None
            ).line_id
            if is_copied and first in self.of_tables:
                self.of_tables[line_id] = self.of_tables[first]

    @rule(rule_id=st.sampled_from(RULES), clears=st.booleans())
    def answer_officially(self, rule_id: str, clears: bool) -> None:
        """Record what an office says of a rule."""
        self.say_officially(rule_id, clears=clears)

    def say_officially(self, rule_id: str, *, clears: bool) -> None:
        """Record what an office says, where that may be."""
        photographs = {line_id: self.photograph(line_id) for line_id in self.lines()}
        particulars = OFFICIAL_ANSWER._replace(rule=rule_id, clears=clears, reference=str(len(self.of_answers)))
        with suppress(Mendable):
            event = record_official_answer(self.official, case_id=self.case_id, particulars=particulars)
            assert event.lines, "what no line asks is refused"
            of_lines = {line_id: photographs[line_id] for line_id in event.lines}
            self.of_answers[event.official_answer_id] = (rule_id, of_lines)

    @rule(data=st.data())
    def take_out(self, data: st.DataObject) -> None:
        """Take an official answer out of account."""
        if self.of_answers:
            chosen = data.draw(st.sampled_from(sorted(self.of_answers)))
            withdraw_official_answer(self.official, official_answer_id=chosen, reason="A mistake.")
            del self.of_answers[chosen]

    def shows_the_same(self, rule_id: str, then: Photograph, now: Photograph) -> bool:
        """Whether two photographs show the same of what an office was asked about."""
        known = {fact for fact in facts_of_identity() if fact in then.facts}
        looked_at = NAMED[rule_id] | known
        return then.day == now.day and all(then.facts.get(fact) == now.facts.get(fact) for fact in looked_at)

    @invariant()
    def what_was_said_counts_for_its_own_facts_only(self) -> None:
        """The program and the photographs agree, of every line."""
        case, reference = self.official.case(self.case_id), self.official.shelf.reference()
        day = case.particulars.assessed_on
        edition = self.official.shelf.edition_on(day)
        for line in case.lines:
            counts, now = counting_of(line, case, edition, reference), self.photograph(line.id)
            known = known_facts(edition, reference, day, counts.answers)
            if AGREEMENT in edition.fact_by_id:
                assert known.get(AGREEMENT) == now.facts.get(AGREEMENT)
            standings = {each.answer.id: each.standing for each in answer_standings(case, line.id, day, edition, known)}
            set_aside = set()
            for answer in case.official_answers:
                rule_id, photographs = self.of_answers[answer.id]
                is_of_this_law = rule_id in edition.referred
                then = photographs.get(line.id)
                is_the_same = is_of_this_law and then is not None and self.shows_the_same(rule_id, then, now)
                assert (standings[answer.id] is Standing.COUNTS) is is_the_same, (rule_id, then, now)
                if is_the_same and answer.particulars.clears:
                    set_aside.add(rule_id)
            assert counts.set_aside == set_aside


TestSaidAtRandom = SaidAtRandom.TestCase
TestSaidAtRandom.settings = hypothesis.settings(
    max_examples=hypothesis.settings().max_examples // 2, stateful_step_count=8
)
