"""What the published rules leave open is referred, and the official answer sets the rule aside for the case."""

from datetime import date

import pytest

from app.domain.errors import Mendable
from app.domain.ids import LineId
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.cases import Case, DocumentKind, DocumentParticulars, OfficialAnswerParticulars
from app.services.referring import prepare_query, record_official_answer, withdraw_official_answer
from tests.builders import OFFICIAL_ANSWER as ANSWER
from tests.builders import PARTS_FOR_XA, Official, set_aside_on

RULE = ANSWER.rule


@pytest.fixture
def case(official: Official) -> Case:
    """A case that one refer rule holds up."""
    return official.a_case(PARTS_FOR_XA)


def test_a_query_names_the_rule_and_the_unpublished_points(official: Official, case: Case) -> None:
    query = prepare_query(official.work, official.shelf, line_id=case.lines[0].id)
    assert [rule.id for rule in query.rules] == [RULE]
    assert query.rules[0].origin.unverified == ("U-03",)
    assert query.edition_id == "2026-04-21"
    assert query.line.known_answers == PARTS_FOR_XA


def test_there_is_no_query_where_no_refer_rule_holds(official: Official) -> None:
    case = official.a_case({"item_heading": "none"})
    with pytest.raises(Mendable, match="nothing to refer"):
        prepare_query(official.work, official.shelf, line_id=case.lines[0].id)


def test_an_official_answer_sets_the_rule_aside_for_this_case_only(official: Official, case: Case) -> None:
    other = official.a_case(PARTS_FOR_XA)
    for each in (case, other):
        official.determine(each.lines[0].id)
    record_official_answer(official, case_id=case.id, particulars=ANSWER)
    answered = official.case(case.id)
    assert answered.official_answers[0].particulars == ANSWER
    assert set_aside_on(answered, official.shelf.edition("2026-04-21")) == {RULE}
    assert answered.state is CaseState.DRAFT, "the determination was made before the official answer"
    official.determine(case.lines[0].id)
    recorded = official.line(case.lines[0].id).determination
    assert recorded is not None
    assert recorded.outcome is Outcome.ELIGIBLE
    assert recorded.set_aside == (RULE,)
    assert recorded.record.basis.set_aside == (RULE,)
    untouched = official.case(other.id)
    assert untouched.state is CaseState.DETERMINED
    assert untouched.lines[0].determination is not None
    assert untouched.lines[0].determination.outcome is Outcome.REFER


def test_an_official_answer_against_the_transfer_is_kept_with_its_letter_and_sets_nothing_aside(
    official: Official, case: Case
) -> None:
    against = ANSWER._replace(clears=False, reference="", note="An agreement is needed.")
    letter = DocumentParticulars(DocumentKind.OFFICIAL_ANSWER, "Letter", against.body, against.dated)
    record_official_answer(official, case_id=case.id, particulars=against, letter=letter)
    answered = official.case(case.id)
    document = answered.documents[0]
    assert document.particulars == letter
    assert answered.official_answers[0].particulars == against._replace(document_id=document.id)
    assert set_aside_on(answered, official.shelf.edition("2026-04-21")) == frozenset()
    assert prepare_query(official.work, official.shelf, line_id=case.lines[0].id).rules
    official.determine(case.lines[0].id)
    recorded = official.line(case.lines[0].id).determination
    assert recorded is not None
    assert recorded.outcome is Outcome.REFER
    assert [(answer.clears, answer.sets_aside) for answer in recorded.record.basis.official_answers or ()] == [
        (False, False)
    ]
    with pytest.raises(Mendable, match="stands in the way"):
        record_official_answer(official, case_id=case.id, particulars=ANSWER)
    with official.work.snapshot():
        (stored,) = official.work.lines_under_reexamination.part(LineId(0), 10, date.min, None)
    assert [each.clears for each in stored.answered_rules.values()] == [False]


def test_a_refused_answer_leaves_no_letter(official: Official, case: Case) -> None:
    letter = DocumentParticulars(DocumentKind.OFFICIAL_ANSWER, "Letter")
    wrong = ANSWER._replace(rule="no-such-rule")
    with pytest.raises(Mendable):
        record_official_answer(official, case_id=case.id, particulars=wrong, letter=letter)
    assert official.case(case.id).documents == ()


def test_nothing_is_left_to_refer_once_the_rule_is_set_aside(official: Official, case: Case) -> None:
    record_official_answer(official, case_id=case.id, particulars=ANSWER)
    with pytest.raises(Mendable, match="nothing to refer"):
        prepare_query(official.work, official.shelf, line_id=case.lines[0].id)


@pytest.mark.parametrize(
    ("particulars", "sentence"),
    [
        (ANSWER._replace(rule="treaty"), "no rule treaty that an official answer could set aside"),
        (ANSWER._replace(rule="no-such-rule"), r"It has: .*weapon-agreement-parts"),
        (ANSWER._replace(body=" "), "Name the office"),
    ],
)
def test_an_official_answer_that_can_not_count_is_refused(
    official: Official, case: Case, particulars: OfficialAnswerParticulars, sentence: str
) -> None:
    with pytest.raises(Mendable, match=sentence):
        record_official_answer(official, case_id=case.id, particulars=particulars)
    assert official.case(case.id) == case


def test_an_official_answer_may_be_shown_by_a_document_of_the_case(official: Official, case: Case) -> None:
    document = official.a_document(case.id)
    foreign = official.a_document(official.a_case().id)
    with pytest.raises(LookupError):
        record_official_answer(
            official,
            case_id=case.id,
            particulars=ANSWER._replace(document_id=foreign),
        )
    event = record_official_answer(
        official,
        case_id=case.id,
        particulars=ANSWER._replace(document_id=document),
    )
    assert event.particulars["document_id"] == str(document)
    assert official.case(case.id).official_answers[0].particulars.document_id == document


def test_an_official_answer_withdrawn_counts_no_longer_and_another_may_follow(official: Official, case: Case) -> None:
    first = record_official_answer(official, case_id=case.id, particulars=ANSWER).official_answer_id
    with pytest.raises(Mendable, match="already"):
        record_official_answer(official, case_id=case.id, particulars=ANSWER)
    with pytest.raises(Mendable, match="reason"):
        withdraw_official_answer(official, official_answer_id=first, reason="")
    withdraw_official_answer(official, official_answer_id=first, reason="Meant for another.")
    assert official.case(case.id).official_answers == ()
    with pytest.raises(Mendable, match="withdrawn already"):
        withdraw_official_answer(official, official_answer_id=first, reason="Again.")
    record_official_answer(official, case_id=case.id, particulars=ANSWER)
    assert [answer.particulars for answer in official.case(case.id).official_answers] == [ANSWER]
