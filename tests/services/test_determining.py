"""Determinations are recorded when settled, kept as they were, and superseded."""

import hashlib
import json
from datetime import date

import pytest

from app.domain.errors import Mendable
from app.domain.law.outcomes import Outcome
from app.domain.procedure.case_states import CaseState
from app.domain.register.case_status import edition_since
from app.services.answering import take_back_answer
from app.services.determining import record_determination
from app.services.documenting import attach_evidence
from app.services.reading import list_cases, recorded_determinations
from app.services.receiving import add_line, amend_particulars
from tests.builders import ARMS_TAKEN_ALONG, PARTS_FOR_XA, Official


def test_a_settled_result_is_recorded_with_its_edition_and_trace(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG, title="Small arms")
    event = record_determination(official, line_id=case.lines[0].id)
    case = official.case(case.id)
    recorded = case.lines[0].determination
    assert recorded is not None
    edition = official.shelf.edition("2026-04-21")
    assert (recorded.outcome, recorded.on, recorded.number) == (Outcome.ELIGIBLE, date(2026, 5, 20), 1)
    assert (recorded.edition_id, recorded.edition_sha256) == (edition.id, edition.sha256)
    assert recorded.reference_version == official.shelf.reference().version
    assert recorded.answers == ARMS_TAKEN_ALONG
    assert recorded.record.result.title == "Small arms"
    assert recorded.record.basis.trace
    assert [step.id for step in recorded.record.result.approvals] == ["interministerial_examination", "meti_permit"]
    assert event.record_sha256 == hashlib.sha256(recorded.record_text.encode()).hexdigest()
    assert case.state is CaseState.DETERMINED
    assert official.kinds_of_events(case.id)[-2:] == ["determination_recorded", "case_state_changed"]


def test_the_facts_not_known_are_listed_when_the_result_holds_without_them(official: Official) -> None:
    case = official.a_case({"item_heading": "1", "treaty_breach": "yes"})
    official.answer(case.lines[0].id, {"weapon": None})
    official.determine(case.lines[0].id)
    recorded = official.line(case.lines[0].id).determination
    assert recorded is not None
    assert recorded.outcome is Outcome.BARRED
    assert {"weapon", "destination", "terms"} <= set(recorded.not_known)
    assert not {"treaty_breach", "sdf_surplus_never_heard_of"} & set(recorded.not_known)
    assert recorded.record.basis.not_known == recorded.not_known


def test_an_unsettled_result_is_not_recorded_and_the_sentence_names_what_is_missing(official: Official) -> None:
    case = official.a_case({"item_heading": "1"})
    with pytest.raises(Mendable, match=r"Still missing: .*weapon"):
        official.determine(case.lines[0].id)
    assert official.case(case.id).lines[0].determination is None
    assert official.kinds_of_events(case.id) == ["case_opened", "answer_given"]


def test_an_answer_that_sets_a_table_aside_decides_nothing_without_what_shows_it(official: Official) -> None:
    case = official.a_case(PARTS_FOR_XA)
    line_id = case.lines[0].id
    official.a_bare_agreement(line_id, "yes")
    with pytest.raises(
        Mendable, match=r"agreement_in_force.* and no document shows it\. .* Link the document"
    ) as refused:
        official.determine(line_id)
    assert "Line 1 can't be recorded so" in str(refused.value)
    assert official.line(line_id).determination is None
    answer = official.line(line_id).answer("agreement_in_force")
    assert answer is not None
    document = official.a_document(case.id)
    attach_evidence(official, answer_id=answer.id, document_id=document)
    official.determine(line_id)
    assert official.line(line_id).determination is not None


def test_a_new_determination_supersedes_and_the_old_one_stays_as_it_was(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG)
    line_id = case.lines[0].id
    official.determine(line_id)
    first = official.line(line_id).determination
    official.answer(line_id, {"treaty_breach": "yes"})
    official.determine(line_id)
    all_of_them = recorded_determinations(official.work, line_id)
    assert [each.number for each in all_of_them] == [1, 2]
    assert all_of_them[0] == first
    assert all_of_them[1].supersedes == all_of_them[0].id
    assert official.line(line_id).determination == all_of_them[1]


def test_the_same_determination_is_not_recorded_twice(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG)
    official.determine(case.lines[0].id)
    with pytest.raises(Mendable, match="stands already"):
        official.determine(case.lines[0].id)


def test_a_changed_answer_leaves_the_determination_unmatched_until_it_is_changed_back(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG)
    line_id = case.lines[0].id
    official.determine(line_id)
    official.answer(line_id, {"precedent": "no"})
    case = official.case(case.id)
    assert case.state is CaseState.DRAFT
    assert not official.is_as_recorded(line_id)
    assert list_cases(official.work)[0].outcome is None
    official.answer(line_id, {"precedent": "yes"})
    case = official.case(case.id)
    assert case.state is CaseState.DETERMINED
    assert official.is_as_recorded(line_id)


def test_not_yet_known_and_not_answered_are_the_same_to_a_determination(official: Official) -> None:
    case = official.a_case({"item_heading": "1", "treaty_breach": "yes"})
    line_id = case.lines[0].id
    official.answer(line_id, {"weapon": None})
    official.determine(line_id)
    take_back_answer(official, line_id=line_id, fact="weapon")
    assert official.case(case.id).state is CaseState.DETERMINED


def test_another_day_of_assessment_leaves_the_determination_unmatched(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG)
    official.determine(case.lines[0].id)
    amend_particulars(
        official,
        case_id=case.id,
        field="assessed_on",
        value=date(2026, 5, 21),
    )
    case = official.case(case.id)
    assert not official.is_as_recorded(case.lines[0].id)
    assert case.state is CaseState.DRAFT


def test_a_case_of_several_lines_shows_the_gravest_outcome(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG)
    first = case.lines[0].id
    official.determine(first)
    second = add_line(official, case_id=case.id, copy_answers_from=first).line_id
    assert official.case(case.id).state is CaseState.DRAFT
    assert (list_cases(official.work)[0].outcome, list_cases(official.work)[0].open_line_count) == (None, 1)
    official.answer(second, {"precedent": "no", "careful_consideration": "yes"})
    official.determine(second)
    third = add_line(official, case_id=case.id, copy_answers_from=first).line_id
    official.answer(third, {"treaty_breach": "yes"})
    official.determine(third)
    summary = list_cases(official.work)[0]
    assert (summary.outcome, summary.line_count, summary.open_line_count) == (Outcome.BARRED, 3, 0)


def test_a_case_says_that_another_edition_has_come_into_force_since(official: Official) -> None:
    case = official.a_case({"item_heading": "none"}, assessed_on=date(2023, 12, 21))
    official.determine(case.lines[0].id)
    recorded = official.line(case.lines[0].id).determination
    assert recorded is not None
    assert edition_since(recorded, official.shelf.timeline, date(2023, 12, 21)) is None
    for day, edition_id in ((date(2023, 12, 22), "2023-12-22"), (date(2026, 11, 22), "2026-04-21")):
        since = edition_since(recorded, official.shelf.timeline, day)
        assert since is not None
        assert since.edition_id == edition_id


def test_a_record_is_written_in_one_way_only(official: Official) -> None:
    case = official.a_case(ARMS_TAKEN_ALONG, title="小火器")
    official.determine(case.lines[0].id)
    recorded = official.line(case.lines[0].id).determination
    assert recorded is not None
    again = json.dumps(recorded.record.data(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again == recorded.record_text
    assert "小火器" in again
