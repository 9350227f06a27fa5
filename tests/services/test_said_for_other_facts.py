"""What was said for other facts than those of now does not count: neither an official answer nor one that sets a table
aside. It stays on record, and counts again where the facts come back."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import Mendable
from app.domain.ids import LineId
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import Case, GivenFor
from app.domain.register.counting import counting_of, lapsed_answers, said_of
from app.services.answering import give_answer, put_answer_back, take_back_answer
from app.services.determining import record_determination
from app.services.receiving import add_line, amend_particulars
from app.services.referring import prepare_query, record_official_answer
from app.services.renewing import examine_pack, take_pack
from tests.builders import ARMS_TAKEN_ALONG, DESTROYERS, OFFICIAL_ANSWER, PARTS_FOR_XA, Official
from tests.drafts import a_pack

RULE = OFFICIAL_ANSWER.rule
DAY = date(2026, 5, 20)
#: What decides whether the rule fires, and what was known of the transfer.
ANSWERED_FOR = {
    "item_heading": "2",
    "form": "part",
    "weapon": "yes",
    "destination": "XA",
    "agreement_in_force": "no",
    "recipient_kind": "government",
    "purpose": "japan_security",
    "origin": "domestic",
}


def set_aside(official: Official, line_id: LineId) -> frozenset[str]:
    """The rules that are set aside for a line, and by a query about it: what is left to be asked is not among them."""
    case = official.case(official.work.lines.case_of(line_id))
    edition, line = official.shelf.edition_on(case.particulars.assessed_on), case.line(line_id)
    found = counting_of(line, case, edition, official.shelf.reference()).set_aside
    try:
        asked = {rule.id for rule in prepare_query(official.work, official.shelf, line_id=line_id).rules}
    except Mendable:
        asked = set()
    assert not found & asked
    return found


def recorded(official: Official, line_id: LineId) -> tuple[Outcome, Mapping[str, str], tuple[str, ...]]:
    """The determination of a line, recorded now: its outcome, the answers it rests on, the rules it set aside."""
    record_determination(official, line_id=line_id)
    case = official.case(official.work.lines.case_of(line_id))
    assert case.state is CaseState.DETERMINED, "what was recorded is what the case says"
    determination = case.line(line_id).determination
    assert determination is not None
    basis = determination.record.basis
    assert (basis.answers, basis.set_aside) == (determination.answers, determination.set_aside)
    assert RULE in basis.set_aside or all(not each.sets_aside for each in basis.official_answers or ())
    return determination.outcome, determination.answers, determination.set_aside


@pytest.fixture
def answered(official: Official) -> Case:
    """A case that a refer rule held up, and the office has answered."""
    case = official.a_case(PARTS_FOR_XA)
    record_official_answer(official, case_id=case.id, particulars=OFFICIAL_ANSWER)
    return official.case(case.id)


def test_an_official_answer_keeps_the_lines_the_day_and_the_facts_that_it_answered(
    official: Official, answered: Case
) -> None:
    (answer,) = answered.official_answers
    assert answer.given_for == {answered.lines[0].id: GivenFor(DAY, ANSWERED_FOR)}
    (event,) = [each for each in official.work.events.of_case(answered.id) if each.kind == "official_answer_recorded"]
    assert event.body["lines"] == [answered.lines[0].id]


@pytest.mark.parametrize("fact", sorted({*ANSWERED_FOR} - {"agreement_in_force"}))
def test_it_does_not_count_for_other_facts_and_counts_again_for_its_own(
    official: Official, answered: Case, fact: str
) -> None:
    line_id, own = answered.lines[0].id, ANSWERED_FOR[fact]
    other = {"item_heading": "1", "form": "technology", "weapon": "no", "destination": "RU", "origin": "licensed"}
    other |= {"recipient_kind": "other", "purpose": "peace_contribution"}
    for value in (other[fact], None):
        give_answer(official, line_id=line_id, fact=fact, value=value)
        assert set_aside(official, line_id) == frozenset()
    take_back_answer(official, line_id=line_id, fact=fact)
    assert set_aside(official, line_id) == frozenset()
    give_answer(official, line_id=line_id, fact=fact, value=own)
    assert set_aside(official, line_id) == {RULE}


def test_parts_for_russia_are_not_cleared_by_what_was_said_of_another_state(official: Official, answered: Case) -> None:
    line_id = answered.lines[0].id
    assert recorded(official, line_id)[::2] == (Outcome.ELIGIBLE, (RULE,))
    official.answer(line_id, {"destination": "RU", "item_heading": "1"})
    assert recorded(official, line_id)[::2] == (Outcome.REFER, ())
    determination = official.line(line_id).determination
    assert determination is not None
    (answer,) = determination.record.basis.official_answers or ()
    assert [(each.fact, each.then, each.now) for each in answer.other_facts] == [
        ("item_heading", "2", "1"),
        ("destination", "XA", "RU"),
    ]


@pytest.mark.parametrize(("fact", "value"), [("terms", "grant"), ("precedent", "no"), ("recipient_control", None)])
def test_what_the_office_was_not_asked_about_may_change(
    official: Official, answered: Case, fact: str, value: str | None
) -> None:
    line_id = answered.lines[0].id
    give_answer(official, line_id=line_id, fact=fact, value=value)
    assert set_aside(official, line_id) == {RULE}


def test_it_was_given_for_the_day_of_the_case(official: Official, answered: Case) -> None:
    for day, expected in ((date(2026, 5, 21), frozenset()), (DAY, {RULE})):
        amend_particulars(official, case_id=answered.id, field="assessed_on", value=day)
        assert set_aside(official, answered.lines[0].id) == expected


def test_it_does_not_count_for_a_line_that_came_later_and_another_answer_is_for_that_line_alone(
    official: Official, answered: Case
) -> None:
    first = answered.lines[0].id
    recorded(official, first)
    second = add_line(official, case_id=answered.id, copy_answers_from=first).line_id
    assert [set_aside(official, line) for line in (first, second)] == [{RULE}, frozenset()]
    record_official_answer(official, case_id=answered.id, particulars=OFFICIAL_ANSWER._replace(reference="2"))
    assert [set_aside(official, line) for line in (first, second)] == [{RULE}, {RULE}]
    case = official.case(answered.id)
    assert [list(answer.given_for) for answer in case.official_answers] == [[first], [second]]
    record_determination(official, line_id=second)
    assert official.case(answered.id).state is CaseState.DETERMINED, "that of the first line rests on what it rested on"


def test_another_pack_that_says_otherwise_is_another_fact(official: Official, answered: Case, tmp_path: Path) -> None:
    line_id = answered.lines[0].id
    take_pack(
        official,
        report=examine_pack(official.shelf, str(a_pack(tmp_path, ("CA,2026-01-27,,day", "XA,2026-01-27,,day")))),
        named_person="Taro Sato",
    )
    assert official.shelf.reference().agreement_on("XA", DAY) == "unconfirmed"
    assert set_aside(official, line_id) == frozenset()


@pytest.mark.parametrize(
    ("answers", "rule"),
    [({}, RULE), (ARMS_TAKEN_ALONG, RULE), (DESTROYERS, RULE), ({**PARTS_FOR_XA, "weapon": None}, RULE)],
)
def test_an_official_answer_to_what_no_line_asks_is_refused(
    official: Official, answers: Mapping[str, str], rule: str
) -> None:
    case = official.a_case(answers)
    before = official.case(case.id)
    with pytest.raises(Mendable, match="holds for no line of case"):
        record_official_answer(official, case_id=case.id, particulars=OFFICIAL_ANSWER._replace(rule=rule))
    assert official.case(case.id) == before


def test_an_official_answer_from_before_there_were_rules_is_refused(official: Official) -> None:
    case = official.a_case(PARTS_FOR_XA)
    for day in (date(1950, 6, 1), date(2014, 3, 31)):
        with pytest.raises(Mendable, match="the first rules came into force on 2014-04-01"):
            record_official_answer(official, case_id=case.id, particulars=OFFICIAL_ANSWER._replace(dated=day))


def test_an_answer_that_sets_a_table_aside_counts_for_its_destination_and_day(official: Official) -> None:
    case = official.a_case({**DESTROYERS, "destination": "XA"})
    line_id, edition = case.lines[0].id, official.shelf.edition_on(DAY)
    official.set_aside_agreement(line_id, "yes", official.a_document(case.id))
    answer = official.line(line_id).answer("agreement_in_force")
    assert answer is not None
    assert answer.given_for == GivenFor(DAY, {"destination": "XA"})
    outcome, answers, _ = recorded(official, line_id)
    assert (outcome, answers["agreement_in_force"]) == (Outcome.ELIGIBLE, "yes")

    official.answer(line_id, {"destination": "RU"})
    outcome, answers, _ = recorded(official, line_id)
    assert (outcome, "agreement_in_force" in answers) == (Outcome.NOT_ELIGIBLE, False)
    assert official.line(line_id).answer("agreement_in_force") == answer, "it stays on record"
    (lapsed,) = lapsed_answers(said_of(official.line(line_id), official.case(case.id)), DAY, edition).values()
    assert [(each.fact, each.then, each.now) for each in lapsed] == [("destination", "XA", "RU")]

    official.answer(line_id, {"destination": "XA"})
    assert recorded(official, line_id)[0] is Outcome.ELIGIBLE
    amend_particulars(official, case_id=case.id, field="assessed_on", value=date(2026, 5, 21))
    assert recorded(official, line_id)[0] is Outcome.NOT_ELIGIBLE
    official.set_aside_agreement(line_id, "yes", official.a_document(case.id))
    assert recorded(official, line_id)[0] is Outcome.ELIGIBLE, "given anew, for that day"


def test_a_table_is_not_set_aside_before_it_is_known_what_it_is_asked(official: Official) -> None:
    case = official.a_case({"item_heading": "8"})
    document = official.a_document(case.id)
    for value in (None, "XA"):
        if value is None:
            with pytest.raises(Mendable, match="follows from Destination"):
                official.set_aside_agreement(case.lines[0].id, "yes", document)
        give_answer(official, line_id=case.lines[0].id, fact="destination", value=value)
    official.set_aside_agreement(case.lines[0].id, "yes", document)
    take_back_answer(official, line_id=case.lines[0].id, fact="destination")
    line, edition = official.line(case.lines[0].id), official.shelf.edition_on(DAY)
    counts = counting_of(line, official.case(case.id), edition, official.shelf.reference())
    assert "agreement_in_force" not in counts.answers


def test_an_earlier_answer_is_put_back_for_its_own_facts_only(official: Official) -> None:
    case = official.a_case({**DESTROYERS, "destination": "XA"})
    line_id, document = case.lines[0].id, official.a_document(case.id)
    for value in ("yes", "unconfirmed"):
        official.set_aside_agreement(line_id, value, document)
    official.answer(line_id, {"destination": "RU"})
    earlier, latest = official.work.answers.history(line_id, "agreement_in_force")

    def put_back() -> None:
        put_answer_back(official, line_id=line_id, fact="agreement_in_force", answer_id=earlier.id, seen=latest.id)

    with pytest.raises(Mendable, match="given for other facts"):
        put_back()
    official.answer(line_id, {"destination": "XA"})
    put_back()
    answer = official.line(line_id).answer("agreement_in_force")
    assert answer is not None
    assert (answer.value, answer.given_for) == ("yes", GivenFor(DAY, {"destination": "XA"}))
