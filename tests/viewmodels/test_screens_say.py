"""What the screens say of a line and of a whole case."""

from datetime import date

import pytest

from app.domain.outcomes import Outcome
from app.viewmodels.case_model import CaseModel, Stage
from app.viewmodels.check_model import CheckedSays, check_says
from app.viewmodels.determination_model import live_says
from app.viewmodels.one_page_model import one_page_says
from app.viewmodels.query_model import (
    OfficialAnswerDraft,
    TextSays,
    official_answers,
    record_drafted,
    refer_says,
    write_query,
)
from app.viewmodels.question_model import question_says
from app.viewmodels.report_model import outcome_says, report_says
from app.viewmodels.trace_model import ReasonSays
from app.viewmodels.whole_case_model import whole_case_says
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office

TO_A_BODY = {**MISSILES, "recipient_kind": "international_body"}


def without(*facts: str) -> dict[str, str]:
    """The missiles, with these facts not answered."""
    return {fact: value for fact, value in MISSILES.items() if fact not in facts}


def rows(model: CaseModel) -> dict[str, CheckedSays]:
    """The answers to check, by what they lead to."""
    return {row.target: row for section in check_says(model).sections for row in section.rows}


def texts(reasons: tuple[ReasonSays, ...]) -> list[str]:
    """All reasons of a tree, with their results."""
    return [line for reason in reasons for line in (f"{reason.text} [{reason.result}]", *texts(reason.parts))]


def test_the_determination_beside_the_questions_says_what_is_certain_and_what_remains(office: Office) -> None:
    model = office.open(office.case(without("precedent", "recipient_control")))
    says = live_says(model.interview, model.phrases)
    assert says.outcome == "Not yet determined: facts missing"
    assert says.badge == "2 questions remain"
    assert not says.rules, "nothing decides while the outcome is open"
    assert [missing.fact for missing in says.missing] == ["recipient_control", "precedent"]
    model.answer("recipient_control", "yes")
    model.answer("precedent", "no")
    says = live_says(model.interview, model.phrases)
    assert says.badge == "Settled"
    assert says.remaining == "Every question that applies has been answered."
    assert [step.number for step in says.steps] == [1, 2, 3, 4]
    assert "Use consistent with the purposes and principles of the UN Charter" in says.commitments
    assert set(says.commitments).isdisjoint(says.recommended)


def test_a_settled_result_with_open_facts_says_that_it_holds_whatever_they_are(office: Office) -> None:
    model = office.open(office.case({"item_heading": "none"}))
    assert live_says(model.interview, model.phrases).remaining == "Every question that applies has been answered."
    model.answer("item_heading", "2")
    model.answer("treaty_breach", "yes")
    assert live_says(model.interview, model.phrases).remaining == "This holds whatever the rest turns out to be."


def test_a_question_says_why_it_is_asked_and_where_it_comes_from(office: Office) -> None:
    model = office.open(office.case({"item_heading": "2", "weapon": "yes"}))
    model.go_to_fact("fighting")
    says = question_says(model.interview, model.phrases, model.fact, may_change=True)
    assert says.kind == "choices"
    assert says.question.endswith("?")
    assert says.why
    assert says.sources.startswith("Source:")
    assert says.confidence == "Reported"
    assert says.points[0].startswith("U-04")
    assert says.not_known is not None


def test_an_answer_without_evidence_says_so(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    checked = rows(model)
    assert (checked["weapon"].value, checked["weapon"].state) == ("Yes, a weapon", "Asserted without evidence")
    assert checked["agreement_in_force"].state == "from the reference tables"
    assert "17 of them without evidence" in check_says(model).summary


def test_what_is_missing_keeps_a_determination_from_being_recorded(office: Office) -> None:
    model = office.open(office.case(without("precedent")))
    says = check_says(model)
    assert not says.may_record
    assert says.record_says.endswith("can't be recorded. Still missing: Precedent of the same category.")
    model.answer("precedent", "no")
    assert check_says(model).may_record
    model.record()
    assert not check_says(model).may_record


def test_the_reasons_are_words_and_never_codes(office: Office) -> None:
    model = office.open(office.case({**MISSILES, "destination": "NZ"}))
    says = report_says(model)
    told = "\n".join(texts(says.rules[0].reasons))
    assert "Transfer agreement in force: No agreement in force [holds]" in told
    for code in ("destination", "agreement_in_force", "japan_security", "main_purpose"):
        assert code not in told.replace("the destination", "")


def test_near_misses_name_the_condition_that_fails_and_changes_what_could_be_done(office: Office) -> None:
    model = office.open(office.case({**MISSILES, "destination": "NZ"}))
    says = report_says(model)
    lacking = {miss.label.split("　")[0]: miss.lacking for miss in says.near_misses}
    treaty = "Breach of a treaty obligation"
    assert lacking[treaty] == (f"{treaty}: Yes, it would (here: No, it would not)",)
    eligible = "Within the cases that may be permitted: subject to strict examination"
    assert says.curable == (f"Transfer agreement in force → Yes, in force\n⇒ {eligible}",)
    assert says.world == ()
    assert says.no_steps


def test_recorded_never_looks_like_approved(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    model.record()
    assert "A record is not an approval" in report_says(model).status
    model.answer("precedent", "yes")
    says = report_says(model)
    assert says.status == "What is shown here is not recorded."
    assert "have changed since determination no. 1" in says.notices_of_change[0]
    model.record()
    assert [record.is_current for record in report_says(model).records] == [True, False]
    assert "superseded" in report_says(model).records[1].text


def test_an_edition_in_force_since_is_said(office: Office) -> None:
    model = office.open(office.case({"item_heading": "none"}, on=date(2016, 1, 1)))
    model.record()
    assert "2026-04-21" in report_says(model).notices_of_change[0]


def test_an_official_answer_sets_a_rule_aside_and_every_screen_says_so(office: Office) -> None:
    model = office.open(office.case(TO_A_BODY))
    refer = refer_says(model)
    assert refer is not None
    queries: list[TextSays] = []
    write_query(model, queries.append)
    assert "U-01" in queries[0].text
    assert "Kind of recipient：International body" in queries[0].text
    rule = refer.rules[0][0]
    record_drafted(model, OfficialAnswerDraft(rule, "METI", office.desk.today(), "No. 7", None, "It may be examined."))
    assert model.interview.determination.outcome is Outcome.ELIGIBLE
    assert refer_says(model) is None
    for told in (live_says(model.interview, model.phrases).cautions, report_says(model).cautions):
        assert any("Set aside by an official answer" in caution for caution in told)
    answer = official_answers(model)[0]
    assert "METI, 2026-11-22, No. 7" in answer.text
    model.withdraw_official_answer(answer.id, "Recorded on the wrong case.")
    assert official_answers(model) == ()


def test_the_whole_case_shows_the_gravest_outcome_and_names_the_lines_of_each_step(office: Office) -> None:
    model = office.open(office.case(MISSILES, item="Missiles"))
    model.add_line("Radar", model.case.lines[0].id)
    model.answer("weapon", "no")
    says = whole_case_says(model)
    assert says.outcome == "Within the cases that may be permitted: subject to strict examination"
    lines = {step.label: step.lines for step in says.steps}
    assert lines["NSC four-minister meeting"] == "for Line 1"
    assert lines["Deliberation by the National Security Council"] == "for Line 2"
    assert lines["Strict examination by the ministries"] == "for every line"
    model.answer("treaty_breach", "yes")
    assert whole_case_says(model).outcome == "Barred by principle 1 or statute"
    model.take_back("item_heading")
    assert "facts missing" in whole_case_says(model).outcome


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_explained_in_both_languages(office: Office, language: Language, outcome: Outcome) -> None:
    office.desk.language.switch(language)
    assert outcome_says(office.desk.words, outcome)


def test_all_questions_on_one_page_say_what_does_not_apply(office: Office) -> None:
    model = office.open(office.case({**MISSILES, "weapon": "no"}))
    page = {row.fact: row for section in one_page_says(model).sections for row in section.rows}
    assert not page["fighting"].applies
    assert page["fighting"].state == "does not apply; the answer is kept"
    assert page["terms"].shown == "For value"
    model.toggle_one_page()
    model.next()
    assert model.stage is Stage.CHECK
