"""What was answered and does not count here: the screens go on working, and say what it was and why."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.law.outcomes import Outcome
from app.domain.register.cases import Case
from app.services.publishing import examine_draft, put_in_force
from app.statements.reasons import ReasonSays
from app.statements.recorded_report import RecordedSays
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.interview_model import QuestionState
from app.viewmodels.determination.live_model import live_says
from app.viewmodels.determination.recorded_model import recorded_says
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.questions.check_model import CheckedSays, check_says
from app.viewmodels.questions.history_model import AnswerHistorySays, read_history
from app.viewmodels.questions.one_page_model import one_page_says
from app.viewmodels.questions.particulars_model import enter_in_case
from app.viewmodels.questions.query_model import official_answer_form, official_answers, refer_rules
from app.viewmodels.questions.question_model import question_says, value_says
from tests.builders import PARTS_FOR_XA
from tests.drafts import a_draft_that_asks_otherwise, a_draft_that_prohibits_parts, a_draft_with_another_choice
from tests.viewmodels.surroundings import Office

ON, SINCE, IN_2015 = date(2026, 7, 15), date(2026, 7, 1), date(2015, 1, 5)
RULE = "weapon-agreement-parts"
ANSWER = {
    "rule": RULE,
    "clears": "yes",
    "body": "METI",
    "dated": date(2026, 5, 30),
    "reference": "2026-貿-12",
    "note": "Parts need no agreement.",
}


def put(office: Office, folder: Path) -> None:
    """Put a draft in force from July on."""
    session = office.session
    report = examine_draft(session.shelf, str(folder))
    put_in_force(
        office.register._replace(shelf=session.shelf),
        report=report,
        named_person="Taro Sato",
        since=SINCE,
    )


@pytest.fixture
def answered(office: Office) -> Case:
    """A case with an official answer to the rule that holds it up."""
    model = office.open(office.case(PARTS_FOR_XA, on=ON))
    official_answer_form(model).hand_in(None, **ANSWER)
    return model.case


def recorded(model: CaseModel) -> RecordedSays:
    """The determination of the line, recorded and read again."""
    model.record()
    assert model.interview.line.determination is not None, "it was recorded"
    return recorded_says(model, model.interview.line.determination)


def every(reasons: Iterable[ReasonSays]) -> Iterator[ReasonSays]:
    """All reasons of a tree."""
    for reason in reasons:
        yield reason
        yield from every(reason.parts)


def checked(model: CaseModel, fact: str) -> CheckedSays:
    """The row of a fact among the answers to check."""
    return next(row for section in check_says(model).sections for row in section.rows if row.target == fact)


def test_a_rule_that_the_edition_of_another_day_lacks_is_named_by_its_id(office: Office, answered: Case) -> None:
    model = office.open(answered)
    enter_in_case(model, "assessed_on", IN_2015)
    assert model.interview.edition.id == "2014-04-01"
    said = (
        f"The rule is absent under edition 2014-04-01, and nothing is set aside: {RULE} [not a rule of this edition]."
    )
    assert said in official_answers(model)[0].text
    for cautions in (live_says(model.interview, model.phrases).cautions, report_says(model).cautions):
        assert any(caution.endswith(said) for caution in cautions)


@pytest.mark.parametrize(
    ("draft", "edition_id", "outcome", "may_refer"),
    [
        (a_draft_that_prohibits_parts, "stricter", Outcome.NOT_ELIGIBLE, False),
        (a_draft_that_asks_otherwise, "narrower", Outcome.REFER, True),
    ],
)
def test_a_rule_that_has_become_another_is_not_set_aside_and_every_screen_says_so(
    office: Office,
    answered: Case,
    tmp_path: Path,
    draft: Callable[[Path], Path],
    edition_id: str,
    outcome: Outcome,
    may_refer: bool,
) -> None:
    put(office, draft(tmp_path))
    model = office.open(answered)
    assert model.interview.determination.outcome is outcome
    assert bool(refer_rules(model)) is may_refer
    said = (
        "The official answer of 2026-05-30 was given under edition 2026-04-21. The rule is different under edition "
        f"{edition_id} and is not set aside: Weapon parts, technology or services without an agreement."
    )
    assert official_answers(model)[0].text == f"{said}\nMETI, 2026-05-30, 2026-貿-12\nParts need no agreement."
    for cautions in (live_says(model.interview, model.phrases).cautions, report_says(model).cautions):
        assert said in cautions
        assert not any(caution.startswith("Set aside") for caution in cautions)
    assert recorded(model).report.cautions[-1].startswith(said)


def test_a_recorded_determination_shows_the_paper_of_the_answer_it_rests_on(office: Office, answered: Case) -> None:
    cautions = recorded(office.open(answered)).report.cautions
    assert cautions[-1] == (
        "Set aside by an official answer: Weapon parts, technology or services without an agreement.\n"
        "METI, 2026-05-30, 2026-貿-12\nParts need no agreement."
    )


def test_an_answer_that_is_no_choice_of_the_edition_is_asked_again_and_told(office: Office, tmp_path: Path) -> None:
    put(office, a_draft_with_another_choice(tmp_path))
    model = office.open(office.case({**PARTS_FOR_XA, "destination": "AU"}, on=ON))
    model.answer("terms", "barter")
    assert model.interview.determination.outcome is Outcome.ELIGIBLE
    enter_in_case(model, "assessed_on", date(2026, 5, 20))
    interview, terms = model.interview, model.interview.edition.fact_by_id["terms"]
    assert interview.edition.id == "2026-04-21"
    assert interview.state_of(terms) is QuestionState.OPEN
    assert interview.determination.next_question == "terms"
    told = "The earlier answer (“In exchange”) is not one of the choices of edition 2026-04-21. Answer anew."
    says = question_says(interview, model.phrases, terms, may_change=True)
    assert (says.matters.split("\n")[0], says.value, says.is_answered) == (told, None, False)
    assert checked(model, "terms")[4:6] == (told, "open")
    assert [value_says(interview, model.phrases, terms, value) for value in ("barter", "sale", "gone")] == [
        "In exchange",
        "For value",
        "gone",
    ]
    histories: list[AnswerHistorySays] = []
    read_history(model, "terms", histories.append)
    assert histories[0].entries[0].value == "In exchange"
    page = {row.fact: row for section in one_page_says(model).sections for row in section.rows}
    assert (page["terms"].state, page["terms"].value) == (told, "-")
    model.answer("treaty_breach", "yes")
    row = next(answer for answer in recorded(model).answers if answer.label == "Terms of the transfer")
    assert row.value == "Not known"
    assert row.note.startswith("The earlier answer (“barter”) was not one of the choices.")
    model.answer("terms", "sale")
    assert question_says(model.interview, model.phrases, terms, may_change=True).value == "sale"


def test_a_state_that_the_tables_lack_is_asked_again(office: Office) -> None:
    case = office.case(PARTS_FOR_XA)
    office.register.an_answer_of_before(case.lines[0].id, "destination", "ZZ")
    model = office.open(office.register.case(case.id))
    assert model.interview.determination.unknown == ("destination",)
    assert "(“ZZ”)" in checked(model, "destination").state
    assert model.interview.next_fact() == "destination" or model.interview.fact == "destination"


def test_a_table_set_aside_without_a_document_keeps_a_determination_from_being_recorded(office: Office) -> None:
    case = office.case(PARTS_FOR_XA)
    office.register.a_bare_agreement(case.lines[0].id, "yes")
    model = office.open(office.register.case(case.id))
    says = check_says(model)
    assert not says.recording.may_record
    assert "no document shows it: Transfer agreement in force." in says.recording.says


def test_a_reason_that_holds_whatever_a_fact_turns_out_to_be_says_so(office: Office) -> None:
    answers = {
        **{
            fact: value
            for fact, value in PARTS_FOR_XA.items()
            if fact not in ("weapon", "fighting", "un_charter_commitment")
        },
        "form": "finished",
        "security_cooperation": "yes",
        "acsa_supply": "no",
        "cooperation_category": "vigilance",
        "aggression_victim": "no",
    }
    case = office.case(answers, on=date(2024, 1, 15))
    office.register.an_answer_of_before(case.lines[0].id, "mounted_arms_only", "yes")
    model = office.open(office.register.case(case.id))
    assert model.interview.determination.not_known == ("weapon",)
    told = [reason for rule in report_says(model).rules for reason in every(rule.reasons) if "whatever" in reason.text]
    assert [(reason.text, reason.mark) for reason in told] == [
        ("At least one of the following — whatever this turns out to be: Weapon in the SDF Act sense", "holds")
    ]
    assert [part.mark for part in told[0].parts] == ["unknown", "unknown"]
    assert told == [
        reason for rule in recorded(model).report.rules for reason in every(rule.reasons) if "whatever" in reason.text
    ]
