"""What the screens say of a line and of a whole case."""

from datetime import date

import pytest

from app.domain.law.outcomes import Outcome
from app.statements.reasons import ReasonSays
from app.statements.record_status import is_latest
from app.statements.report import outcome_says
from app.viewmodels.case.case_model import CaseModel
from app.viewmodels.case.lines_model import new_line_form
from app.viewmodels.case.place import Stage
from app.viewmodels.determination.live_model import live_says
from app.viewmodels.determination.recorded_model import recorded_says
from app.viewmodels.determination.report_model import report_says
from app.viewmodels.determination.whole_case_model import case_says
from app.viewmodels.questions.check_model import CheckedSays, check_says
from app.viewmodels.questions.documents_model import documents_says, new_document_form
from app.viewmodels.questions.evidence_model import evidence_form
from app.viewmodels.questions.letter_model import ask_for_letter
from app.viewmodels.questions.one_page_model import one_page_says
from app.viewmodels.questions.query_model import (
    LETTER,
    answer_withdrawal_form,
    official_answer_form,
    official_answers,
    refer_rules,
)
from app.viewmodels.questions.question_model import question_says
from app.viewmodels.session.paper_model import Paper
from app.wording.language import Language
from tests.viewmodels.surroundings import MISSILES, Office

TO_A_BODY = {**MISSILES, "recipient_kind": "international_body"}


def without(*facts: str) -> dict[str, str]:
    """The missiles, with these facts not answered."""
    return {fact: value for fact, value in MISSILES.items() if fact not in facts}


def outcome(model: CaseModel) -> str:
    """What the line shown comes to."""
    return model.interview.determination.outcome.value


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
    assert says.badge == "at most 2 questions remain"
    assert not says.rules, "nothing decides while the outcome is open"
    assert [missing.fact for missing in says.missing] == ["recipient_control", "precedent"]
    model.answer("recipient_control", "yes")
    model.answer("precedent", "no")
    says = live_says(model.interview, model.phrases)
    assert says.badge == "Result settled, not recorded"
    model.record()
    assert live_says(model.interview, model.phrases).badge == "Result settled, recorded"
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


def test_what_can_be_done_with_a_row_is_named_in_full_in_the_language_of_the_screen(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    new_document_form(model).hand_in(title="Contract")
    evidence_form(model, "weapon", None).hand_in(document_id=model.case.documents[0].id, page="4")
    fact = model.interview.edition.fact_by_id["weapon"]
    for language, row, history, remove, document in (
        (
            Language.EN,
            "Change: Weapon in the SDF Act sense",
            "History: ",
            "Remove the link: Contract, ",
            "Change: Contract",
        ),
        (Language.JA, "変更：自衛隊法上の武器", "履歴：", "添付を外す：Contract、", "変更：Contract"),
    ):
        office.session.language.switch(language)
        says = question_says(model.interview, model.phrases, fact, may_change=True)
        assert rows(model)["weapon"].change == row
        assert rows(model)["weapon"].history.startswith(history)
        assert says.history.startswith(history)
        assert says.evidence[0].remove.startswith(remove)
        assert documents_says(model).documents[0].change == document


def test_what_is_missing_keeps_a_determination_from_being_recorded(office: Office) -> None:
    model = office.open(office.case(without("precedent")))
    says = check_says(model)
    assert not says.recording.may_record
    assert says.recording.says.endswith("can't be recorded. Still missing: Precedent of the same category.")
    model.answer("precedent", "no")
    assert check_says(model).recording.may_record
    model.record()
    assert not check_says(model).recording.may_record


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
    misses = (*says.why_not.near, *says.why_not.far)
    lacking = {miss.label.split("　")[0]: miss.lacking for miss in misses}
    treaty = "Breach of a treaty obligation"
    assert lacking[treaty] == (f"{treaty}: Yes, it would (here: No, it would not)",)
    eligible = "Within the cases that may be permitted: subject to strict examination"
    assert says.curable == (f"Transfer agreement in force → Yes, in force\n⇒ {eligible}",)
    assert says.world == ()
    assert says.no_steps


def test_while_the_outcome_is_open_steps_are_those_of_a_result_that_lets_the_transfer_go_on(office: Office) -> None:
    only_if = (
        "At least these, if the result is within the cases that may be permitted, or exceptional. That is not settled."
    )
    model = office.open(office.case({"item_heading": "2", "weapon": "yes"}))
    says = live_says(model.interview, model.phrases)
    assert "Barred by principle 1 or statute" in says.possible
    assert says.steps
    for told in (says.caveat, report_says(model).caveat, case_says(model).caveat):
        assert told == only_if
    answered = office.open(office.case(without("precedent")))
    assert live_says(answered.interview, answered.phrases).caveat.startswith("At least these, whatever")
    answered.answer("precedent", "no")
    assert live_says(answered.interview, answered.phrases).caveat == ""
    assert report_says(answered).caveat == ""


def test_every_step_says_why_it_is_needed_and_every_other_one_why_it_is_not(office: Office) -> None:
    model = office.open(office.case({**MISSILES, "precedent": "yes"}))
    says = report_says(model)
    because = {step.label: step.because for step in says.steps}
    assert because["NSC Four-Minister Meeting"] == (
        "Because “Weapon in the SDF Act sense” is “Yes, a weapon” and “Purpose of the transfer” is “Japan’s security”."
    )
    assert (
        because["Strict examination by the ministries"]
        == "Needed for every transfer within the cases that may be permitted."
    )
    needless = {step.label: step.lacking for step in says.needless}
    assert needless["NSC secretaries’ meeting"] == (
        "Needed only in this case: Precedent of the same category: No, there is none (here: Yes, there is a precedent)",
    )
    assert needless["Deliberation by the National Security Council"][-1] == "In its place: NSC Four-Minister Meeting"
    assert any(
        reason.startswith("Not needed, because this is so: ")
        for reason in needless["Deliberation by the National Security Council"]
    )
    assert [label for label, said in needless.items() if any("In its place" in each for each in said)] == [
        "Deliberation by the National Security Council"
    ]
    steps = {approval.id for approval in model.interview.edition.approvals}
    assert len(says.steps) + len(says.needless) == len(steps)


def test_every_step_and_duty_says_how_well_it_is_established_and_where_it_comes_from(office: Office) -> None:
    says = report_says(office.open(office.case({**MISSILES, "precedent": "no"})))
    origins = {step.label: step.origin for step in says.steps} | {
        duty.label: duty.origin for duty in (*says.notices, *says.commitments, *says.recommended)
    }
    assert origins["NSC secretaries’ meeting"].startswith(
        "paragraph number not available · Inference · U-08 · sources "
    )
    assert origins["NSC Four-Minister Meeting"].startswith(
        "paragraph number not available · Reported · U-09 · sources "
    )
    assert origins["Permit of the Minister of Economy, Trade and Industry"].startswith(
        "Official text · U-25 · sources "
    )
    assert origins["Notice to the Diet"].startswith("Reported · U-10 · source ")
    numbers = [line.partition("  ")[0] for line in says.sources]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    named = {
        number for origin in origins.values() for number in origin.rpartition("source")[2].lstrip("s ").split(", ")
    }
    assert named == set(numbers)


def test_the_edition_says_how_well_it_is_established_as_a_whole(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    says, edition = report_says(model), model.interview.edition
    assert "edition 2026-04-21 [Reported, U-01, U-13, U-18, U-21]" in says.meta
    assert {*edition.heading.origin.unverified} <= {point[:4] for point in says.points}
    model.record()
    (record,) = model.earlier
    recorded = recorded_says(model, record).report
    assert recorded.meta == says.meta
    assert {*edition.heading.origin.unverified} <= {point[:4] for point in recorded.points}
    assert (recorded.steps, recorded.sources) == (says.steps, says.sources)


def test_the_agreement_that_decides_is_shown_with_its_origin(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    (agreement,) = report_says(model).agreements
    assert agreement.says == "Philippines: in force since 2016-04-26, signed 2016-02-29"
    assert agreement.origin.startswith("Official text (re-verify) · Source: ")
    model.answer("weapon", "no")
    assert report_says(model).agreements == ()


def test_the_nearest_misses_stand_first_and_the_others_are_folded(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    says = report_says(model).why_not
    numbers = [len(miss.lacking) for miss in (*says.near, *says.far)]
    assert numbers == sorted(numbers)
    assert says.near[0].label.startswith("Finished weapon without an agreement"), "officials can bring it about"
    assert says.far_heading == f"{len(says.far)} more that do not apply"
    holding = [each for each in model.interview.determination.findings if each.result.code == "holds"]
    entries = model.interview.edition.rules_and_grounds
    assert len(numbers) == len(entries) - len(holding)


@pytest.mark.parametrize("language", Language)
def test_no_heading_stands_without_what_it_heads(office: Office, language: Language) -> None:
    office.session.language.switch(language)
    _ = office.session.words._
    headings = {_("None of the following"), _("At least one of the following"), _("All of the following")}

    def all_of(reasons: tuple[ReasonSays, ...]) -> list[ReasonSays]:
        return [each for reason in reasons for each in (reason, *all_of(reason.parts))]

    for answers in (MISSILES, TO_A_BODY, {**MISSILES, "destination": "NZ"}, {**MISSILES, "purpose": "none"}):
        says = report_says(office.open(office.case(answers)))
        for rule in says.rules:
            assert all(reason.parts for reason in all_of(rule.reasons) if reason.text in headings)
        for miss in (*says.why_not.near, *says.why_not.far, *says.needless):
            assert miss.lacking
            assert headings.isdisjoint(miss.lacking)


def test_recorded_never_looks_like_approved(office: Office) -> None:
    model = office.open(office.case(MISSILES))
    model.record()
    assert "A record is not an approval" in report_says(model).status
    model.answer("precedent", "yes")
    says = report_says(model)
    assert says.status == "What is shown here is not recorded."
    assert "Determination no. 1" in says.notices_of_change[0]
    assert says.notices_of_change[1:] == (
        "Precedent of the same category: No, there is none → Yes, there is a precedent",
    )
    model.record()
    assert [is_latest(recorded, model.interview.line.determination) for recorded in reversed(model.earlier)] == [
        True,
        False,
    ]
    assert "superseded" in report_says(model).records[1].text


def test_an_edition_in_force_since_is_said(office: Office) -> None:
    model = office.open(office.case({"item_heading": "none"}, on=date(2016, 1, 1)))
    model.record()
    assert "2026-04-21" in report_says(model).notices_of_change[0]


def written(model: CaseModel) -> Paper:
    """The letter to the office, with its entries filled in."""
    papers: list[Paper] = []
    model.paper_made.connect(papers.append)
    model.form_wanted.connect(lambda form: form.hand_in(addressee="Director, METI", sender="Director, ATLA"))
    ask_for_letter(model)
    return papers[0]


def test_an_official_answer_sets_a_rule_aside_and_every_screen_says_so(office: Office) -> None:
    model = office.open(office.case(TO_A_BODY))
    rules = refer_rules(model)
    assert rules
    point = model.interview.edition.point("U-01")
    assert point is not None
    text = written(model).text
    assert point.says.en in text
    assert "U-01" not in text, "the number means nothing to another office"
    assert "Kind of recipient\tInternational organization" in text
    rule = rules[0][0]
    official_answer_form(model).hand_in(
        rule=rule, clears="yes", body="METI", reference="No. 7", note="It may be examined."
    )
    assert model.interview.determination.outcome is Outcome.ELIGIBLE
    assert not refer_rules(model)
    for told in (live_says(model.interview, model.phrases).cautions, report_says(model).cautions):
        assert any("Set aside by an official answer" in caution for caution in told)
    answer = official_answers(model)[0]
    assert "METI, 2026-11-22, No. 7" in answer.text
    answer_withdrawal_form(model, answer.id).hand_in(reason="Recorded on the wrong case.")
    assert official_answers(model) == ()


def test_an_official_answer_against_the_transfer_opens_no_way_and_leads_to_the_fact_that_it_shows(
    office: Office,
) -> None:
    model = office.open(office.case({**MISSILES, "destination": "CA"}))
    rules = refer_rules(model)
    assert rules
    rule = rules[0][0]
    given = {"rule": rule, "body": "MOFA", "reference": "No. 8", "note": "Not in force."}
    official_answer_form(model).hand_in(None, **given, clears="no", document_id=LETTER)
    assert outcome(model) == "refer", "the rule goes on holding"
    against = "does not take this point out of the way. The rule goes on holding"
    for told in (live_says(model.interview, model.phrases).cautions, report_says(model).cautions):
        assert any(against in caution for caution in told)
    answer = official_answers(model)[0]
    assert against in answer.text
    assert "agreement_in_force" in [change.fact for change in answer.changes]
    assert [document.particulars.title for document in model.case.documents] == ["Official answer of MOFA"]
    assert refer_rules(model) == rules, "the query can be made again"
    assert official_answer_form(model).fields[0].choices == (), "but one answer to a rule stands already"
    official_answer_form(model).hand_in(None, **given, clears="yes")
    assert "stands in the way" in office.troubles[0].what
    assert outcome(model) == "refer"
    answer_withdrawal_form(model, answer.id).hand_in(reason="Replaced by a later letter.")
    official_answer_form(model).hand_in(None, **given, clears="yes")
    assert outcome(model) == "eligible"


def test_the_whole_case_shows_the_gravest_outcome_and_names_the_lines_of_each_step(office: Office) -> None:
    model = office.open(office.case(MISSILES, item="Missiles"))
    new_line_form(model).hand_in(item="Radar", copy_from=model.case.lines[0].id)
    model.answer("weapon", "no")
    says = case_says(model)
    assert says.outcome == "Within the cases that may be permitted: subject to strict examination"
    lines = {step.label: step.lines for step in says.steps}
    assert lines["NSC Four-Minister Meeting"] == "for Line 1 of the request"
    assert lines["Deliberation by the National Security Council"] == "for Line 2 of the request"
    assert lines["Strict examination by the ministries"] == "for every line"
    assert [step.origin.partition("source")[2] for step in says.steps if "source" not in step.origin] == []
    assert says.sources[0].startswith("1  ")
    model.answer("treaty_breach", "yes")
    assert case_says(model).outcome == "Barred by principle 1 or statute"
    model.take_back("item_heading")
    assert "facts missing" in case_says(model).outcome


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_explained_in_both_languages(office: Office, language: Language, outcome: Outcome) -> None:
    office.session.language.switch(language)
    assert outcome_says(office.session.words, outcome)


def test_all_questions_on_one_page_say_what_does_not_apply(office: Office) -> None:
    model = office.open(office.case({**MISSILES, "weapon": "no"}))
    page = {row.fact: row for section in one_page_says(model).sections for row in section.rows}
    assert not page["fighting"].applies
    assert page["fighting"].state == "does not apply; the answer is kept"
    assert page["terms"].shown == "For value"
    model.toggle_one_page()
    model.next()
    assert model.place.stage is Stage.CHECK
