"""An official answer counts for what it answered: the rule as its edition had it, and no other."""

import json
from datetime import date
from pathlib import Path

import pytest

from app.domain.decision.evaluation import known_facts
from app.domain.errors import Mendable
from app.domain.law.outcomes import Outcome
from app.domain.law.rulebook import Edition
from app.domain.register.cases import Case, OfficialAnswer, OfficialAnswerParticulars
from app.domain.register.official_answers import answer_standings, to_be_told
from app.services.determining import record_determination
from app.services.publishing import draft_reexamination, examine_draft, put_in_force
from app.services.receiving import amend_particulars
from app.services.referring import prepare_query, record_official_answer, withdraw_official_answer
from app.storage.law.register_shelf import RegisterShelf
from tests.builders import OFFICIAL_ANSWER as ANSWER
from tests.builders import PARTS_FOR_XA, Official, a_shelf, set_aside_on
from tests.drafts import a_draft_that_asks_otherwise, a_draft_that_opens_parts, a_draft_that_prohibits_parts

RULE = ANSWER.rule
NEWEST = "2026-04-21"
ON = date(2026, 7, 15)
SINCE = date(2026, 7, 1)


@pytest.fixture
def shelf() -> RegisterShelf:
    """What decides in the register."""
    return a_shelf()


@pytest.fixture
def answered(official: Official, shelf: RegisterShelf) -> Case:
    """A case that a refer rule held up; an official answered, and the result was recorded."""
    case = official.a_case(PARTS_FOR_XA, assessed_on=ON)
    record_official_answer(official.under(shelf), case_id=case.id, particulars=ANSWER)
    record_determination(official.under(shelf), line_id=case.lines[0].id)
    return official.case(case.id)


def without_effect(case: Case, edition: Edition) -> tuple[OfficialAnswer, ...]:
    """The official answers that set nothing aside for the line, and for which no other one stands in."""
    line, on = case.lines[0], case.particulars.assessed_on
    known = known_facts(edition, a_shelf().reference(), on, line.known_answers)
    return tuple(each.answer for each in to_be_told(answer_standings(case, line.id, on, edition, known)))


def put(official: Official, shelf: RegisterShelf, folder: Path) -> None:
    """Put a draft in force from July on."""
    put_in_force(
        official.under(shelf),
        report=examine_draft(shelf, str(folder)),
        named_person="Taro Sato",
        since=SINCE,
    )


def recorded_again(official: Official, shelf: RegisterShelf, case: Case) -> Outcome:
    """The outcome of the line, recorded once more under the law in force now."""
    record_determination(official.under(shelf), line_id=case.lines[0].id)
    determination = official.line(case.lines[0].id).determination
    assert determination is not None
    return determination.outcome


def test_an_answer_keeps_the_edition_and_the_substance_of_the_rule_that_it_answered(
    answered: Case, shelf: RegisterShelf
) -> None:
    edition, answer = shelf.edition(NEWEST), answered.official_answers[0]
    assert (answer.edition_id, answer.edition_sha256) == (NEWEST, edition.sha256)
    assert answer.substance == edition.referred[RULE]
    assert set_aside_on(answered, edition) == {RULE}
    assert without_effect(answered, edition) == ()


def test_a_rule_that_prohibits_is_not_set_aside_by_the_answer_to_a_question_of_the_same_name(
    official: Official, shelf: RegisterShelf, answered: Case, tmp_path: Path
) -> None:
    put(official, shelf, a_draft_that_prohibits_parts(tmp_path))
    stricter = shelf.edition("stricter")
    assert set_aside_on(answered, stricter) == frozenset()
    assert without_effect(answered, stricter) == answered.official_answers
    assert recorded_again(official, shelf, answered) is Outcome.NOT_ELIGIBLE
    recorded = official.line(answered.lines[0].id).determination
    assert recorded is not None
    assert recorded.set_aside == ()
    assert recorded.record.basis.set_aside == ()
    assert [answer.sets_aside for answer in recorded.record.basis.official_answers or ()] == [False]


def test_a_rule_that_refers_something_else_is_asked_about_again(
    official: Official, shelf: RegisterShelf, answered: Case, tmp_path: Path
) -> None:
    put(official, shelf, a_draft_that_asks_otherwise(tmp_path))
    assert recorded_again(official, shelf, answered) is Outcome.REFER
    query = prepare_query(official.work, shelf, line_id=answered.lines[0].id)
    assert [rule.id for rule in query.rules] == [RULE]
    record_official_answer(official.under(shelf), case_id=answered.id, particulars=ANSWER)
    assert recorded_again(official, shelf, answered) is Outcome.ELIGIBLE
    assert without_effect(official.case(answered.id), shelf.edition("narrower")) == ()


def test_an_answer_to_a_rule_that_an_edition_lacks_sets_nothing_aside_in_it(
    official: Official, shelf: RegisterShelf, answered: Case, tmp_path: Path
) -> None:
    put(official, shelf, a_draft_that_opens_parts(tmp_path, in_force_from=SINCE))
    assert without_effect(answered, shelf.edition("next")) == answered.official_answers
    assert recorded_again(official, shelf, answered) is Outcome.ELIGIBLE
    recorded = official.line(answered.lines[0].id).determination
    assert recorded is not None
    assert (recorded.set_aside, recorded.record.basis.set_aside) == ((), ())


def test_what_no_longer_is_set_aside_is_seen_before_an_edition_is_put_in_force_and_after(
    official: Official, shelf: RegisterShelf, answered: Case, tmp_path: Path
) -> None:
    folder = a_draft_that_prohibits_parts(tmp_path)
    ahead = draft_reexamination(shelf, examine_draft(shelf, str(folder)), SINCE)
    found = official.reexamined(ahead)
    put(official, shelf, folder)
    found += official.under(shelf).pending()
    assert [(line.line.case_id, line.is_recorded) for line in found] == [(answered.id, True)] * 2
    changes = {(line.before.outcome, line.after.outcome) for line in found}
    assert changes == {(Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE)}


def test_a_record_that_set_aside_what_needed_no_answer_is_found_under_its_own_edition(
    official: Official, shelf: RegisterShelf, answered: Case, tmp_path: Path
) -> None:
    put(official, shelf, a_draft_that_prohibits_parts(tmp_path))
    recorded = answered.lines[0].determination
    assert recorded is not None
    own = {"edition": "stricter", "edition_sha256": shelf.edition("stricter").sha256}
    as_once_recorded = {**recorded.record.data(), **own, "schema": "sekisho.determination/1"}
    for noted in ("official_answers", "decision_digest", "particulars", "evidence"):
        del as_once_recorded[noted]
    official.under(shelf).keep_record(answered.lines[0].id, as_once_recorded, None)
    (line,) = official.under(shelf).pending()
    assert (line.before.outcome, line.after.outcome) == (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE)
    assert line.is_due_already


def test_another_day_under_an_earlier_edition_leaves_the_answer_without_effect_until_it_is_set_back(
    official: Official, shelf: RegisterShelf, answered: Case
) -> None:
    before = official.case(answered.id)
    for day, is_set_aside in ((date(2015, 1, 5), False), (ON, True)):
        amend_particulars(official.under(shelf), case_id=answered.id, field="assessed_on", value=day)
        case = official.case(answered.id)
        assert bool(set_aside_on(case, shelf.edition_on(day))) is is_set_aside
    assert official.case(answered.id).state is before.state, "the determination matches again"


def test_the_column_and_the_record_name_the_same_rules_whatever_the_day(
    official: Official, shelf: RegisterShelf, answered: Case
) -> None:
    amend_particulars(official.under(shelf), case_id=answered.id, field="assessed_on", value=date(2015, 1, 5))
    official.answer(answered.lines[0].id, {"treaty_breach": "yes"})
    assert recorded_again(official, shelf, answered) is Outcome.BARRED
    recorded = official.line(answered.lines[0].id).determination
    assert recorded is not None
    assert recorded.set_aside == recorded.record.basis.set_aside == ()


def test_an_answer_withdrawn_and_given_again_is_another_one_to_a_determination(
    official: Official, shelf: RegisterShelf, answered: Case
) -> None:
    first = answered.official_answers[0].id
    withdraw_official_answer(official, official_answer_id=first, reason="Another office answered.")
    other = ANSWER._replace(body="MOD", reference="防装-3")
    record_official_answer(official.under(shelf), case_id=answered.id, particulars=other)
    assert recorded_again(official, shelf, answered) is Outcome.ELIGIBLE
    recorded = official.line(answered.lines[0].id).determination
    assert recorded is not None
    assert [answer.body for answer in recorded.record.basis.official_answers or ()] == ["MOD"]


@pytest.mark.parametrize(
    ("particulars", "sentence"),
    [
        (ANSWER._replace(reference=" "), "What shows the official answer"),
        (ANSWER._replace(dated=date(2026, 11, 23)), "dated 2026-11-23, a day that has not come yet"),
    ],
)
def test_an_answer_is_taken_with_something_that_shows_it_and_a_day_that_has_come(
    official: Official, shelf: RegisterShelf, particulars: OfficialAnswerParticulars, sentence: str
) -> None:
    case = official.a_case(PARTS_FOR_XA)
    assert official.clock.today() == date(2026, 11, 22)
    with pytest.raises(Mendable, match=sentence):
        record_official_answer(official.under(shelf), case_id=case.id, particulars=particulars)
    assert official.case(case.id) == case
    today = ANSWER._replace(dated=date(2026, 11, 22))
    record_official_answer(official.under(shelf), case_id=case.id, particulars=today)


def test_a_determination_keeps_the_particulars_of_the_answers_it_rests_on(
    official: Official, shelf: RegisterShelf
) -> None:
    case = official.a_case(PARTS_FOR_XA)
    document = official.a_document(case.id, title="Reply of METI", sha256="ab" * 32)
    particulars = ANSWER._replace(reference="", document_id=document)
    record_official_answer(official.under(shelf), case_id=case.id, particulars=particulars)
    recorded_again(official, shelf, case)
    recorded = official.line(case.lines[0].id).determination
    assert recorded is not None
    assert json.loads(recorded.record_text)["official_answers"] == [
        {
            "rule": RULE,
            "body": "METI",
            "dated": "2026-05-30",
            "reference": "",
            "note": "Parts need no agreement.",
            "clears": True,
            "document": {"title": "Reply of METI", "sha256": "ab" * 32},
            "edition": NEWEST,
            "edition_sha256": shelf.edition(NEWEST).sha256,
            "sets_aside": True,
        }
    ]
